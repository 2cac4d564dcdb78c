//! The order of a list of ratios: percentages, means, rates, shares and changes in per cent. A withheld one lies between
//! the nearest that are shown, and so does the count behind it, by its base.

use super::super::answer::Answering;
use super::super::model::{CellId, Model, Relation};
use super::super::primary;
use super::super::published::Published;
use super::order::{LEAST_FIGURES, LEAST_VALUES, is_natural};
use crate::ask::Question;
use crate::language::Voice;
use crate::number::Number;
use crate::schema::{Catalogue, Comparison, FactId, MeasureKind};
use crate::words::Scale;

/// What a ratio makes of two counts: `one` times the sum over the base.
struct Ratio {
    over: Vec<(CellId, i128)>,
    base: CellId,
    one: i128,
}

/// A ratio as it would stand in a list.
struct Entry {
    fact: FactId,
    number: Number,
    /// Whether readers see the number, as far as the primary rules say.
    shown: bool,
    ratios: Vec<Ratio>,
}

/// Finds what lists of ratios tell.
pub(super) struct Ranked<'a> {
    model: &'a Model,
    cell_of: &'a [CellId],
    openly: Answering<'a>,
}

impl<'a> Ranked<'a> {
    pub(super) fn of(catalogue: &'a Catalogue, model: &'a Model, cell_of: &'a [CellId]) -> Self {
        // Only numbers are looked at, so it matters to nothing which words they would earn, and in what language.
        let hidden = vec![false; catalogue.facts.len()];
        let openly = Answering { catalogue, scale: Scale::default(), hidden, voice: Voice::default() };
        Self { model, cell_of, openly }
    }

    /// For each ratio of a list, if it is in order, that it lies between the nearest shown ones.
    pub(super) fn relations(&self, name: &str, list: &[&Question]) -> Vec<Relation> {
        let mut entries: Vec<Entry> = list.iter().filter_map(|question| self.entry(question)).collect();
        let facts: Vec<FactId> = entries.iter().map(|entry| entry.fact).collect();
        if entries.len() < LEAST_FIGURES || is_natural(self.openly.catalogue, &facts) || !falls(&mut entries) {
            return Vec::new();
        }
        let mut found = Vec::new();
        for (at, entry) in entries.iter().enumerate() {
            let above = entries[..at].iter().rev().find(|other| other.shown);
            let below = entries[at + 1..].iter().find(|other| other.shown);
            for ratio in &entry.ratios {
                let most = above.and_then(|above| bound(above.number, ratio, false));
                let least = below.and_then(|below| bound(below.number, ratio, true));
                found.extend(most.into_iter().chain(least).map(|terms| Relation {
                    terms,
                    least: Some(0),
                    most: None,
                    total: None,
                    claim: false,
                    name: name.to_owned(),
                }));
            }
        }
        // Of rounded figures the model may have chosen other numbers.
        found.retain(|relation| relation.holds(self.model));
        found
    }

    fn entry(&self, question: &Question) -> Option<Entry> {
        let catalogue = self.openly.catalogue;
        let cell = |fact: FactId| self.cell_of[fact.0];
        let (fact, ratios) = match question {
            Question::Value(fact) => (*fact, self.of_data(*fact)?),
            Question::Share { part, whole } => {
                (*part, vec![Ratio { over: vec![(cell(*part), 1)], base: cell(*whole), one: 100 }])
            }
            Question::Compared { from, to, how: Comparison::Percent } => {
                (*to, vec![Ratio { over: vec![(cell(*to), 1), (cell(*from), -1)], base: cell(*from), one: 100 }])
            }
            _ => return None,
        };
        let Published::Shown(shown) = self.openly.answer(question) else { return None };
        let facts = question.facts();
        let rests_on = facts.iter().flat_map(|fact| primary::rests_on(catalogue, *fact));
        let hidden = facts.iter().copied().chain(rests_on).any(|fact| self.model.cells[cell(fact)].primary.is_some());
        Some(Entry { fact, number: Number::parse(&shown.plain()).ok()?, shown: !hidden, ratios })
    }

    /// A ratio of the data, by the count that it stands for, and by the one that the data has in its place.
    fn of_data(&self, fact: FactId) -> Option<Vec<Ratio>> {
        let catalogue = self.openly.catalogue;
        let base = self.cell_of[primary::base_of(catalogue, fact)?.0];
        let part = primary::part_of(catalogue, fact).map(|part| self.cell_of[part.0]);
        let counts = std::iter::once(self.cell_of[fact.0]).chain(part);
        let ratio = |count: CellId| {
            let one = match catalogue.measure_of(fact).kind {
                MeasureKind::Percentage { .. } => 100,
                MeasureKind::Rate { per, .. } => per.into(),
                MeasureKind::Mean { .. } => 1,
                // It stands for the earlier count.
                MeasureKind::Change { .. } => {
                    return Some(Ratio { over: vec![(base, 1), (count, -1)], base: count, one: 100 });
                }
                MeasureKind::Count | MeasureKind::Events { .. } => return None,
            };
            Some(Ratio { over: vec![(count, 1)], base, one })
        };
        counts.map(ratio).collect()
    }
}

/// Whether a list falls, or does when it is turned round.
fn falls(entries: &mut [Entry]) -> bool {
    let ends = entries.first().zip(entries.last()).map(|(first, last)| first.number.compare(last.number));
    if ends.is_some_and(std::cmp::Ordering::is_lt) {
        entries.reverse();
    }
    let steps = entries.windows(2).filter(|pair| !pair[0].number.compare(pair[1].number).is_eq()).count();
    steps + 1 >= LEAST_VALUES && entries.is_sorted_by(|one, next| one.number.compare(next.number).is_ge())
}

/// That a ratio is at least, or at most, what a shown number can stand for: the terms make no less than nothing.
fn bound(shown: Number, ratio: &Ratio, at_least: bool) -> Option<Vec<(CellId, i128)>> {
    let decimals = shown.decimals();
    let scale = 2 * 10_i128.checked_pow(decimals.into())?;
    let (sign, half) = if at_least { (1, -1) } else { (-1, 1) };
    let end = shown.units_at(decimals)?.checked_mul(2)?.checked_add(half)?;
    let factor = sign * ratio.one.checked_mul(scale)?;
    let over = ratio.over.iter().map(|(cell, times)| (*cell, factor * times));
    Some(over.chain([(ratio.base, -sign * end)]).collect())
}
