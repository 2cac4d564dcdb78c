//! Labels that would collide are moved apart, as little as can be. What decides is where they want to stand, and nothing
//! else.

/// The middles of labels along a line, none overlapping the next, all between two ends as far as there is room. `wanted` is
/// the middle and the length of each; labels keep the order of their wanted middles, ties the order in which they come.
pub(super) fn apart(wanted: &[(f64, f64)], (first, last): (f64, f64)) -> Vec<f64> {
    let mut order: Vec<usize> = (0..wanted.len()).collect();
    order.sort_by(|one, other| wanted[*one].0.total_cmp(&wanted[*other].0));
    let mut groups: Vec<Group> = Vec::new();
    for label in order {
        let (middle, length) = wanted[label];
        let mut group = Group { labels: vec![label], starts: vec![middle - length / 2.0], length };
        while let Some(before) = groups.pop_if(|before| before.end(first, last) > group.start(first, last)) {
            group = before.followed_by(group);
        }
        groups.push(group);
    }
    let mut middles = vec![0.0; wanted.len()];
    for group in groups {
        let mut start = group.start(first, last);
        for label in group.labels {
            let length = wanted[label].1;
            middles[label] = start + length / 2.0;
            start += length;
        }
    }
    middles
}

/// Labels that touch, in order.
struct Group {
    labels: Vec<usize>,
    /// Where the group would have to begin for each of its labels to stand where it wants to.
    starts: Vec<f64>,
    length: f64,
}

impl Group {
    /// Half way between the wishes, within the ends.
    #[expect(clippy::cast_precision_loss, reason = "a chart has a dozen labels")]
    fn start(&self, first: f64, last: f64) -> f64 {
        let mean = self.starts.iter().sum::<f64>() / self.starts.len() as f64;
        mean.min(last - self.length).max(first)
    }

    fn end(&self, first: f64, last: f64) -> f64 {
        self.start(first, last) + self.length
    }

    fn followed_by(mut self, next: Self) -> Self {
        let length = self.length;
        self.starts.extend(next.starts.iter().map(|start| start - length));
        self.labels.extend(next.labels);
        self.length += next.length;
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_with_room_stay_where_they_are() {
        assert_eq!(apart(&[(50.0, 20.0), (10.0, 20.0)], (0.0, 100.0)), [50.0, 10.0]);
    }

    #[test]
    fn labels_that_collide_share_the_way_and_keep_their_order() {
        assert_eq!(apart(&[(53.0, 20.0), (50.0, 20.0), (50.0, 20.0)], (0.0, 100.0)), [71.0, 31.0, 51.0]);
    }

    #[test]
    fn labels_stay_within_the_ends_and_push_others_on() {
        assert_eq!(apart(&[(0.0, 20.0), (5.0, 20.0), (45.0, 20.0)], (0.0, 100.0)), [10.0, 30.0, 50.0]);
        assert_eq!(apart(&[(99.0, 20.0), (98.0, 20.0)], (0.0, 100.0)), [90.0, 70.0]);
        // Where there is no room for all, they begin at the first end.
        assert_eq!(apart(&[(1.0, 20.0), (2.0, 20.0)], (0.0, 30.0)), [10.0, 30.0]);
    }
}
