//! Finds facts by expressions or words, and their values for a private terminal.

use super::lookup;
use crate::schema::{Catalogue, Evaluator, FactId, Wanted, Wrong};
use crate::terminal::PrivateTerminal;

/// The facts that an expression or some words name, in the order of the data.
///
/// # Errors
/// What is wrong with an expression, for its author. Words that fit nothing are no error.
pub(super) fn find(catalogue: &Catalogue, wanted: &str) -> Result<Vec<FactId>, Wrong> {
    match Evaluator::new(catalogue).evaluate(wanted) {
        Ok(Some(wanted)) => Ok(named(catalogue, &wanted)),
        Err(wrong) if wanted.contains(['[', '(', '|', '.']) => Err(wrong),
        Ok(None) | Err(_) => Ok(lookup::search(catalogue, wanted)),
    }
}

/// The value of a fact as it stands in the data, **hidden or not**.
pub(super) fn reveal(catalogue: &Catalogue, fact: FactId, _: &PrivateTerminal) -> String {
    let number = catalogue.fact(fact).cell.number();
    number.map_or_else(|| "the data has no number".to_owned(), |number| number.grouped())
}

fn named(catalogue: &Catalogue, wanted: &Wanted) -> Vec<FactId> {
    let (selections, periods) = match wanted {
        Wanted::Value(selection) => (vec![selection], Vec::new()),
        Wanted::Share { part, whole } => (vec![part, whole], Vec::new()),
        Wanted::Compared { selection, from, to, .. } => (vec![selection], vec![*from, *to]),
        Wanted::Computed(computed) => (computed.figures(), Vec::new()),
    };
    let names = |fact: &FactId| {
        let (key, dataset) = (&catalogue.fact(*fact).key, catalogue.dataset_of(*fact));
        selections.iter().any(|selection| {
            let mut members = selection.members.iter().zip(&dataset.dimensions).zip(&key.members);
            (selection.dataset, selection.measure) == (key.dataset, key.measure)
                && members.all(|((named, dimension), member)| {
                    named.or_else(|| dimension.default_member()).is_none_or(|named| named == *member)
                })
                && selection.period.is_none_or(|period| period == key.period)
                && (periods.is_empty() || periods.contains(&key.period))
        })
    };
    (0..catalogue.facts.len()).map(FactId).filter(names).collect()
}
