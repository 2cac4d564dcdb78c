//! Disclosure policies: the parameters of the primary rules.

mod built_in;
mod read;

use std::collections::BTreeMap;

use crate::diagnostic::Diagnostics;
use crate::load::yaml::Node;

/// The parameters of the primary rules.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Policy {
    pub(crate) name: String,
    /// Where its numbers come from: a citation.
    pub(crate) source: String,
    /// Counts from 1 to this are hidden.
    pub(crate) hide_up_to: i128,
    /// Whether a count of 0 is shown. Where it is not, it is as small as 1.
    pub(crate) zeros_shown: bool,
    /// The least number of people behind events, where it is not what the threshold asks for.
    pub(crate) contributors: Option<i128>,
    /// Events are withheld if this many people (1 or 2) account for more than this many per cent of them.
    pub(crate) dominance: Option<(u8, i128)>,
    /// Events are withheld if the second-largest contributor could estimate the largest to within this many per cent.
    pub(crate) p_percent: Option<i128>,
    /// What becomes of percentages that say something of everybody in their group.
    pub(crate) all_or_none: AllOrNone,
    /// A percentage or a change on a base below this many halves is withheld (45 halves are 22.5).
    pub(crate) base_halves: i128,
    /// An average of this many or fewer is withheld.
    pub(crate) average_up_to: i128,
    /// A rate of fewer events than this is withheld.
    pub(crate) rate_events: i128,
    /// Counts are shown rounded to a multiple of this, and everything computed is computed from the rounded ones.
    pub(crate) round_to: Option<i128>,
}

/// What becomes of 0 % and 100 %.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum AllOrNone {
    /// Shown, and pointed out in the private report.
    Flag,
    /// Withheld, unless somebody answers for it with a waiver.
    Withhold,
}

impl Policy {
    /// Events need more contributors than the threshold: a cell of events is as small as the group behind it.
    pub(crate) fn least_contributors(&self) -> i128 {
        self.contributors.unwrap_or(self.hide_up_to + 1)
    }

    pub(crate) fn is_small(&self, count: i128) -> bool {
        count.abs() <= self.hide_up_to && (count != 0 || !self.zeros_shown)
    }

    /// A count as it is shown: the nearest multiple of the base, halves upwards.
    pub(crate) fn rounded(&self, count: i128) -> i128 {
        match self.round_to {
            Some(base) => (count + base / 2).div_euclid(base) * base,
            None => count,
        }
    }

    /// The counts that read like this one: those that round to the same multiple. Zeros are not rounded, and small counts
    /// are hidden, so a shown multiple is neither; a small count that is shown by a waiver reads "low".
    pub(crate) fn told_by(&self, count: i128) -> (i128, i128) {
        let Some(base) = self.round_to.filter(|_| count != 0) else { return (count, count) };
        let shown = self.rounded(count);
        let (low, high) = (shown - base / 2, shown + (base - 1) / 2);
        let least = if self.is_small(count) { 1 } else { self.hide_up_to + 1 };
        (low.max(least), high)
    }
}

/// The built-in policies and the site's own, by name.
pub(super) fn resolve(node: Option<Node<'_>>, log: &mut Diagnostics) -> BTreeMap<String, Policy> {
    let mut policies = built_in::all();
    if let Some(node) = node {
        read::policies(&node, &mut policies, log);
    }
    policies
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rounded_count_tells_what_rounds_alike_and_nothing_less() {
        for (base, hidden) in [(5, 7), (10, 5), (10, 9), (3, 3), (2, 3), (4, 4)] {
            let policy = Policy { round_to: Some(base), hide_up_to: hidden, ..Policy::children() };
            let shown: Vec<i128> = (hidden + 1..200).collect();
            for count in &shown {
                let alike = shown.iter().filter(|other| policy.rounded(**other) == policy.rounded(*count));
                let told = alike.clone().min().copied().zip(alike.max().copied());
                assert!(policy.rounded(*count) > 0, "{base}, {hidden}: {count}");
                if *count < 190 {
                    assert_eq!(told, Some(policy.told_by(*count)), "{base}, {hidden}: {count}");
                }
            }
            assert_eq!(policy.told_by(0), (0, 0));
            assert!(policy.told_by(1).0 <= 1 && policy.told_by(1).1 >= 1);
        }
    }

    #[test]
    fn zeros_are_as_small_as_one_where_they_are_not_shown() {
        let hiding = Policy { zeros_shown: false, ..Policy::children() };
        assert!(hiding.is_small(0) && hiding.is_small(5) && !hiding.is_small(6));
        assert!(!Policy::children().is_small(0));
    }
}
