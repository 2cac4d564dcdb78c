//! Figures that an author could mean, from facts that readers may see: values, changes and differences between periods,
//! shares of parts in wholes.

use super::published::PublishedFacts;
use crate::ask::Question;
use crate::number::Number;
use crate::schema::{Catalogue, Comparison, FactId, FactKey};

/// From so many periods on, only neighbours are compared, and each with the first.
const MANY_PERIODS: usize = 12;

/// A figure with its value as a fraction.
pub(super) struct Candidate {
    pub(super) question: Question,
    above: i128,
    below: i128,
    /// Powers of ten that make it a percentage.
    shift: u8,
}

impl Candidate {
    /// The size of its value in units of 10^−`decimals`, rounded.
    pub(super) fn size(&self, decimals: u8) -> Option<i128> {
        Number::ratio(self.above, self.below, self.shift, decimals)?.units_at(decimals).map(i128::abs)
    }

    /// Whether it is computed, and stands nowhere in the data.
    pub(super) fn is_derived(&self) -> bool {
        !matches!(self.question, Question::Value(_))
    }
}

/// All figures that could be meant.
pub(super) struct Candidates {
    /// Counts, means, rates, and differences of them.
    pub(super) amounts: Vec<Candidate>,
    /// Percentages, changes in per cent and shares.
    pub(super) percentages: Vec<Candidate>,
    /// Changes in words, for words of direction.
    pub(super) changes: Vec<Question>,
}

impl Candidates {
    pub(super) fn of(catalogue: &Catalogue, published: &PublishedFacts) -> Self {
        let mut all = Self { amounts: Vec::new(), percentages: Vec::new(), changes: Vec::new() };
        for (fact, number) in published.all() {
            let percentage = catalogue.measure_of(fact).kind.is_percentage();
            let Some(above) = number.units_at(number.decimals()) else { continue };
            let below = 10i128.pow(u32::from(number.decimals()));
            let list = if percentage { &mut all.percentages } else { &mut all.amounts };
            list.push(Candidate { question: Question::Value(fact), above, below, shift: 0 });
        }
        for (from, to) in pairs(catalogue, published) {
            all.changes.push(Question::Compared { from, to, how: Comparison::Words });
            let Some((before, after, below)) = both(published, from, to) else { continue };
            let kind = catalogue.measure_of(from).kind;
            let how = if kind.is_percentage() { Comparison::Points } else { Comparison::Difference };
            let list = if kind.is_percentage() { &mut all.percentages } else { &mut all.amounts };
            list.push(Candidate {
                question: Question::Compared { from, to, how },
                above: after - before,
                below,
                shift: 0,
            });
            if kind.is_additive() && before != 0 {
                let question = Question::Compared { from, to, how: Comparison::Words };
                all.percentages.push(Candidate { question, above: after - before, below: before, shift: 2 });
            }
        }
        for relation in &catalogue.relations {
            for part in &relation.parts {
                let additive = |fact: FactId| catalogue.measure_of(fact).kind.is_additive();
                let Some((above, below, _)) = both(published, *part, relation.total) else { continue };
                if additive(*part) && additive(relation.total) && below != 0 {
                    let question = Question::Share { part: *part, whole: relation.total };
                    all.percentages.push(Candidate { question, above, below, shift: 2 });
                }
            }
        }
        all
    }
}

/// Two values in the same unit, and how many of the unit make one.
fn both(published: &PublishedFacts, first: FactId, second: FactId) -> Option<(i128, i128, i128)> {
    let (a, b) = (published.value(first)?, published.value(second)?);
    let decimals = a.decimals().max(b.decimals());
    Some((a.units_at(decimals)?, b.units_at(decimals)?, 10i128.pow(u32::from(decimals))))
}

/// An earlier and a later period of one figure, where both may be told.
fn pairs(catalogue: &Catalogue, published: &PublishedFacts) -> Vec<(FactId, FactId)> {
    let mut pairs = Vec::new();
    for (to, _) in published.all() {
        let key = &catalogue.fact(to).key;
        let reported = matches!(catalogue.measure_of(to).kind, crate::schema::MeasureKind::Change { .. });
        let many = catalogue.dataset_of(to).periods.len() > MANY_PERIODS;
        let periods =
            (0..key.period).filter(|period| !reported && (!many || *period == 0 || *period + 1 == key.period));
        let earlier = periods.filter_map(|period| catalogue.find(&FactKey { period, ..key.clone() }));
        pairs.extend(earlier.filter(|from| published.value(*from).is_some()).map(|from| (from, to)));
    }
    pairs
}
