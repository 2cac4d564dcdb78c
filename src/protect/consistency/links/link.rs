//! Two datasets side by side: which figures of the one would be, or would make, which of the other.

use std::collections::{BTreeMap, BTreeSet};

use super::alignment::Alignment;
use crate::protect::consistency::count;
use crate::schema::{Catalogue, FactId, FactKey, filled};

/// How figures may belong together.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// One figure, twice.
    Same,
    /// A longer period and shorter ones.
    Periods,
    /// A whole and the groups of a dimension that has no total.
    Groups,
}

/// Two datasets, or one with itself, whose periods fit and whose members can be compared.
pub(super) struct Link<'a> {
    pub(super) catalogue: &'a Catalogue,
    pub(super) kind: Kind,
    /// Whose figures are the whole, and whose are the parts.
    pub(super) datasets: [usize; 2],
    pub(super) alignment: Alignment,
    /// By period of the whole the periods that make it, each of one of the two datasets.
    periods: BTreeMap<usize, Vec<(usize, usize)>>,
}

/// A figure and those that make it: one other, or several.
pub(super) struct Equation {
    pub(super) total: FactId,
    pub(super) parts: Vec<FactId>,
    /// The members of the parts, or of the first of them.
    pub(super) across: Vec<usize>,
    /// Its value, which tells nothing where it is zero.
    value: i128,
}

impl<'a> Link<'a> {
    pub(super) fn of(catalogue: &'a Catalogue, kind: Kind, datasets: [usize; 2]) -> Option<Self> {
        let [whole, parts] = datasets.map(|number| &catalogue.datasets[number]);
        let periods = match kind {
            Kind::Same | Kind::Groups => {
                let dates: BTreeMap<_, usize> =
                    parts.periods.iter().enumerate().map(|(at, period)| ((period.start, period.end), at)).collect();
                let same = |period: &crate::schema::Period| dates.get(&(period.start, period.end));
                let all = whole.periods.iter().enumerate();
                all.filter_map(|(at, period)| Some((at, vec![(1, *same(period)?)]))).collect()
            }
            Kind::Periods => filled(whole, (datasets[0] != datasets[1]).then_some(parts)),
        };
        if periods.is_empty() {
            return None;
        }
        Some(Self { catalogue, kind, datasets, alignment: Alignment::of(whole, parts, kind == Kind::Groups)?, periods })
    }

    /// Every equation between two measures of which the data has all numbers; nothing where one does not hold.
    pub(super) fn equations(&self, totals: &[FactId], measure: usize) -> Option<Vec<Equation>> {
        let mut found = Vec::new();
        for (total, parts, across) in totals.iter().filter_map(|total| self.equation(*total, measure)) {
            let sum = parts.iter().map(|part| count(self.catalogue, *part)).sum::<Option<i128>>();
            let (Some(value), Some(sum)) = (count(self.catalogue, total), sum) else { continue };
            if value != sum {
                return None;
            }
            found.push(Equation { total, parts, across, value });
        }
        Some(found)
    }

    fn equation(&self, total: FactId, measure: usize) -> Option<(FactId, Vec<FactId>, Vec<usize>)> {
        let key = &self.catalogue.fact(total).key;
        let periods = self.periods.get(&key.period)?;
        let mut across = self.alignment.across(&key.members);
        let mut parts = Vec::new();
        for (side, period) in periods {
            let (all, measure) =
                if *side == 0 { (std::slice::from_ref(&key.members), key.measure) } else { (&across[..], measure) };
            for members in all {
                let dataset = self.datasets[*side];
                let part = FactKey { dataset, period: *period, members: members.clone(), measure };
                parts.push(self.catalogue.find(&part)?);
            }
        }
        (!across.is_empty()).then(|| (total, parts, across.swap_remove(0)))
    }
}

/// How unlikely it is, in bits, that equations hold by chance. A number that stays the same over time counts once.
pub(super) fn bits(equations: &[Equation]) -> u32 {
    let different: BTreeSet<(&[usize], i128)> =
        equations.iter().map(|equation| (equation.across.as_slice(), equation.value.max(0))).collect();
    different.iter().map(|(_, value)| (value + 1).ilog2()).sum()
}
