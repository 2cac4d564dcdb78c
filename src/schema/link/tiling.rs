//! Which spans of time are made of others, by dates alone.

use std::collections::{BTreeMap, VecDeque};

use jiff::civil::Date;

/// A span of days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Span {
    pub(super) start: Date,
    /// The last day.
    pub(super) end: Date,
    /// Whether it is meant to be made of others: of two spans of the same days this one is the whole.
    pub(super) is_whole: bool,
}

impl Span {
    fn days(self) -> i32 {
        self.start.until(self.end).map_or(0, |span| span.get_days()) + 1
    }

    /// The day after.
    fn next(self) -> Date {
        self.end.tomorrow().unwrap_or(self.end)
    }

    fn holds(self, part: Self) -> bool {
        self.start <= part.start && part.end <= self.end
    }
}

/// A span and the shorter ones that lie in it side by side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Made {
    pub(super) whole: usize,
    pub(super) parts: Vec<usize>,
    /// Whether they fill it. Otherwise what they leave is a span of its own, which nobody names.
    pub(super) exact: bool,
}

/// Shorter spans first: a span is only ever made of those before it.
fn in_order(spans: &[Span]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..spans.len()).collect();
    order.sort_by_key(|at| (spans[*at].days(), spans[*at].is_whole, spans[*at].start, *at));
    order
}

/// For every span, the shorter ones that cover most of it without overlapping, and the fewest of them.
pub(super) fn made(spans: &[Span]) -> Vec<Made> {
    let order = in_order(spans);
    let mut found = Vec::new();
    for (rank, whole) in order.iter().enumerate() {
        let inside: Vec<usize> = order[..rank].iter().copied().filter(|at| spans[*whole].holds(spans[*at])).collect();
        let (days, parts) = widest(spans, &inside);
        if !parts.is_empty() {
            found.push(Made { whole: *whole, parts, exact: days == spans[*whole].days() });
        }
    }
    found
}

/// The most days that spans can cover side by side, with the fewest spans.
fn widest(spans: &[Span], inside: &[usize]) -> (i32, Vec<usize>) {
    let mut by_end: BTreeMap<Date, Vec<usize>> = BTreeMap::new();
    for at in inside {
        by_end.entry(spans[*at].next()).or_default().push(*at);
    }
    // The best up to each day.
    let mut best: BTreeMap<Date, (i32, Vec<usize>)> = BTreeMap::new();
    for (day, ending) in by_end {
        let mut here = best.last_key_value().map(|(_, best)| best.clone()).unwrap_or_default();
        for at in ending {
            let before = best.range(..=spans[at].start).next_back().map(|(_, best)| best.clone()).unwrap_or_default();
            let (days, mut parts) = before;
            parts.push(at);
            let candidate = (days + spans[at].days(), parts);
            if (candidate.0, here.1.len()) > (here.0, candidate.1.len()) {
                here = candidate;
            }
        }
        best.insert(day, here);
    }
    best.pop_last().map(|(_, best)| best).unwrap_or_default()
}

/// Every further equation between spans that no [`Made`] states: two ways to get from one day to another, backwards steps
/// counted negative. January to March and April are January, and February to April.
pub(super) fn detours(spans: &[Span], made: &[Made]) -> Vec<Vec<(usize, i64)>> {
    let mut tree: BTreeMap<Date, Vec<(Date, usize, i64)>> = BTreeMap::new();
    let mut found = Vec::new();
    for at in in_order(spans) {
        let (from, to) = (spans[at].start, spans[at].next());
        match path(&tree, from, to) {
            Some(mut steps) => {
                if !made.iter().any(|made| made.whole == at && made.exact) {
                    steps.push((at, -1));
                    found.push(steps);
                }
            }
            None => {
                tree.entry(from).or_default().push((to, at, 1));
                tree.entry(to).or_default().push((from, at, -1));
            }
        }
    }
    found
}

/// The only way through a tree.
fn path(tree: &BTreeMap<Date, Vec<(Date, usize, i64)>>, from: Date, to: Date) -> Option<Vec<(usize, i64)>> {
    let mut came: BTreeMap<Date, Option<(Date, usize, i64)>> = BTreeMap::from([(from, None)]);
    let mut queue = VecDeque::from([from]);
    while let Some(day) = queue.pop_front() {
        for (next, at, sign) in tree.get(&day).into_iter().flatten() {
            if !came.contains_key(next) {
                came.insert(*next, Some((day, *at, *sign)));
                queue.push_back(*next);
            }
        }
    }
    let mut steps = Vec::new();
    let mut day = to;
    while let (Some((before, at, sign)), true) = (*came.get(&day)?, day != from) {
        steps.push((at, sign));
        day = before;
    }
    steps.reverse();
    Some(steps)
}

/// Every pair of a span and one inside it with no third between them.
pub(super) fn nested(spans: &[Span]) -> Vec<(usize, usize)> {
    let order = in_order(spans);
    let mut found = Vec::new();
    for (rank, whole) in order.iter().enumerate() {
        let inside: Vec<usize> = order[..rank].iter().copied().filter(|at| spans[*whole].holds(spans[*at])).collect();
        for (rank, part) in inside.iter().enumerate() {
            if !inside[rank + 1..].iter().any(|between| spans[*between].holds(spans[*part])) {
                found.push((*whole, *part));
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::super::super::period::{Period, PeriodKind};
    use super::*;

    fn spans(ids: &[&str]) -> Vec<Span> {
        let parse = |id: &&str| Period::parse(PeriodKind::Range, id).expect(id);
        ids.iter().map(parse).map(|period| Span { start: period.start, end: period.end, is_whole: false }).collect()
    }

    fn exact(ids: &[&str]) -> Vec<(usize, Vec<usize>)> {
        let made = made(&spans(ids));
        made.into_iter().filter(|made| made.exact).map(|made| (made.whole, made.parts)).collect()
    }

    #[test]
    fn quarters_make_a_year_and_halves_come_first() {
        let ids = [
            "2017-01..2017-03",
            "2017-04..2017-06",
            "2017-07..2017-09",
            "2017-10..2017-12",
            "2017-01..2017-06",
            "2017-01..2017-12",
        ];
        assert_eq!(exact(&ids), [(4, vec![0, 1]), (5, vec![4, 2, 3])]);
    }

    #[test]
    fn cumulative_windows_leave_the_last_month() {
        let made = made(&spans(&["2017-01..2017-01", "2017-01..2017-02", "2017-01..2017-03", "2017-03..2017-03"]));
        let parts: Vec<(usize, &[usize], bool)> =
            made.iter().map(|made| (made.whole, made.parts.as_slice(), made.exact)).collect();
        assert_eq!(parts, [(1, &[0][..], false), (2, &[1, 3], true)]);
    }

    #[test]
    fn rolling_windows_are_tied_by_the_months_at_their_ends() {
        let spans = spans(&["2017-01..2017-03", "2017-02..2017-04", "2017-01..2017-01", "2017-04..2017-04"]);
        let made = made(&spans);
        assert!(made.iter().all(|made| !made.exact));
        assert_eq!(detours(&spans, &made), [vec![(2, 1), (1, 1), (3, -1), (0, -1)]]);
    }

    #[test]
    fn a_month_is_inside_its_quarter_and_that_inside_its_year() {
        let spans = spans(&["2017-01..2017-12", "2017-01..2017-03", "2017-02..2017-02"]);
        assert_eq!(nested(&spans), [(1, 2), (0, 1)]);
    }
}
