//! Looks for whole numbers that satisfy linear relations, by narrowing ranges and trying values. Exact; ends after a given
//! number of trials.

/// A relation over positions in a list of variables: the terms make a number between the ends.
#[derive(Clone, Debug)]
pub(super) struct Bound {
    pub(super) terms: Vec<(usize, i128)>,
    pub(super) least: Option<i128>,
    pub(super) most: Option<i128>,
}

/// Least and most of a variable.
pub(super) type Range = (i128, i128);

/// Values within the ranges that satisfy every relation, as near to the wished ones as the order of trials brings them.
/// Nothing where there are none, or where `trials` did not suffice.
pub(super) fn search(bounds: &[Bound], ranges: &[Range], wished: &[i128], trials: usize) -> Option<Vec<i128>> {
    let mut bounds_of = vec![Vec::new(); ranges.len()];
    for (position, bound) in bounds.iter().enumerate() {
        for (variable, _) in &bound.terms {
            bounds_of[*variable].push(position);
        }
    }
    let mut search = Search { bounds, bounds_of, wished, left: trials, ranges: ranges.to_vec(), changes: Vec::new() };
    search.narrow((0..bounds.len()).collect())?;
    search.complete()
}

struct Search<'a> {
    bounds: &'a [Bound],
    bounds_of: Vec<Vec<usize>>,
    wished: &'a [i128],
    left: usize,
    ranges: Vec<Range>,
    /// What ranges were before they were narrowed, so that a trial can be taken back.
    changes: Vec<(usize, Range)>,
}

/// A variable whose values are tried.
struct Choice {
    variable: usize,
    /// The wished value, then what lies below it, then what lies above it.
    options: std::array::IntoIter<Range, 3>,
    /// How many changes there were before it.
    before: usize,
}

impl Search<'_> {
    fn complete(&mut self) -> Option<Vec<i128>> {
        let mut choices: Vec<Choice> = Vec::new();
        loop {
            let open = (0..self.ranges.len()).filter(|variable| self.ranges[*variable].0 < self.ranges[*variable].1);
            let Some(variable) = open.min_by_key(|variable| self.ranges[*variable].1 - self.ranges[*variable].0) else {
                return Some(self.ranges.iter().map(|(low, _)| *low).collect());
            };
            let (low, high) = self.ranges[variable];
            let near = self.wished[variable].clamp(low, high);
            let options = [(near, near), (low, near - 1), (near + 1, high)].into_iter();
            choices.push(Choice { variable, options, before: self.changes.len() });
            // Goes back to the last choice that has an option left which does not contradict itself at once.
            loop {
                let choice = choices.last_mut()?;
                let (variable, before) = (choice.variable, choice.before);
                let option = choice.options.find(|(low, high)| low <= high);
                self.take_back(before);
                let Some(option) = option else {
                    choices.pop();
                    continue;
                };
                self.left = self.left.checked_sub(1)?;
                self.set(variable, option);
                if self.narrow(self.bounds_of[variable].clone()).is_some() {
                    break;
                }
            }
        }
    }

    fn set(&mut self, variable: usize, range: Range) {
        self.changes.push((variable, self.ranges[variable]));
        self.ranges[variable] = range;
    }

    fn take_back(&mut self, before: usize) {
        while self.changes.len() > before {
            if let Some((variable, range)) = self.changes.pop() {
                self.ranges[variable] = range;
            }
        }
    }

    /// Narrows ranges by the relations until nothing changes; nothing where a range becomes empty.
    fn narrow(&mut self, mut queue: Vec<usize>) -> Option<()> {
        let mut queued = vec![false; self.bounds.len()];
        for position in &queue {
            queued[*position] = true;
        }
        let mut rounds = 0usize;
        while let Some(position) = queue.pop() {
            queued[position] = false;
            rounds += 1;
            if rounds > 2_000 + 50 * self.bounds.len() {
                return None;
            }
            let bounds = self.bounds;
            let bound = &bounds[position];
            let (mut low, mut high) = (0i128, 0i128);
            for (variable, factor) in &bound.terms {
                let (least, most) = ends(self.ranges[*variable], *factor)?;
                low = low.checked_add(least)?;
                high = high.checked_add(most)?;
            }
            if bound.most.is_some_and(|most| low > most) || bound.least.is_some_and(|least| high < least) {
                return None;
            }
            for (variable, factor) in bound.terms.iter().filter(|(_, factor)| *factor != 0) {
                let (least, most) = ends(self.ranges[*variable], *factor)?;
                let before = self.ranges[*variable];
                let mut range = before;
                if let Some(end) = bound.most {
                    let left = end - (low - least);
                    if *factor > 0 {
                        range.1 = range.1.min(left.div_euclid(*factor));
                    } else {
                        range.0 = range.0.max(-left.div_euclid(-*factor));
                    }
                }
                if let Some(end) = bound.least {
                    let left = end - (high - most);
                    if *factor > 0 {
                        range.0 = range.0.max(-(-left).div_euclid(*factor));
                    } else {
                        range.1 = range.1.min((-left).div_euclid(-*factor));
                    }
                }
                if range.0 > range.1 {
                    return None;
                }
                if range != before {
                    let (new_least, new_most) = ends(range, *factor)?;
                    low += new_least - least;
                    high += new_most - most;
                    self.set(*variable, range);
                    for other in &self.bounds_of[*variable] {
                        if !queued[*other] {
                            queued[*other] = true;
                            queue.push(*other);
                        }
                    }
                }
            }
        }
        Some(())
    }
}

fn ends((low, high): Range, factor: i128) -> Option<(i128, i128)> {
    let (a, b) = (low.checked_mul(factor)?, high.checked_mul(factor)?);
    Some((a.min(b), a.max(b)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_whole_numbers_or_says_that_there_are_none() {
        let sum = |terms: &[(usize, i128)], least, most| Bound {
            terms: terms.to_vec(),
            least: Some(least),
            most: Some(most),
        };
        let ranges = [(1, 100), (1, 100), (1, 100)];
        let bounds = [sum(&[(0, 1), (1, 1), (2, 1)], 10, 10), sum(&[(0, 2), (1, -1)], 0, 0)];
        let found = search(&bounds, &ranges, &[4, 4, 4], 100).expect("there are some");
        assert_eq!((found[0] + found[1] + found[2], found[1]), (10, 2 * found[0]));
        // An odd number is not the sum of two equal ones.
        let bounds = [sum(&[(0, 1), (1, 1)], 7, 7), sum(&[(0, 1), (1, -1)], 0, 0)];
        assert_eq!(search(&bounds, &ranges, &[4, 4, 4], 1_000), None);
        // What has no part in a relation does not bind it.
        let bounds = [sum(&[(0, 1), (1, 0)], 7, 7)];
        assert_eq!(search(&bounds, &ranges, &[4, 4, 4], 1_000), Some(vec![7, 4, 4]));
    }
}
