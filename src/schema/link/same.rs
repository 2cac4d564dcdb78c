//! Facts that are declared to be one: the same thing, counted once, in two datasets.

use super::super::catalogue::FactId;
use super::super::declared::SameAs;
use super::Linking;
use super::align::aligned;
use crate::diagnostic::{Diagnostics, Place};

/// Resolves every `same` declaration, period by period and member by member.
pub(super) fn resolve(linking: &Linking<'_>, log: &mut Diagnostics) -> Vec<(FactId, FactId, Place)> {
    let mut pairs = Vec::new();
    for (number, dataset) in linking.catalogue.datasets.iter().enumerate() {
        for same in &dataset.declared.same {
            pairs.extend(pair(linking, number, same, log).unwrap_or_default());
        }
    }
    pairs
}

fn pair(
    linking: &Linking<'_>,
    dataset: usize,
    same: &SameAs,
    log: &mut Diagnostics,
) -> Option<Vec<(FactId, FactId, Place)>> {
    let catalogue = linking.catalogue;
    let place = &same.mine.place;
    let mine = linking.own(dataset, &same.mine, log);
    let theirs = linking.selection(dataset, &same.theirs, log);
    let (mine, theirs) = (mine?, theirs?);
    if mine == theirs {
        let hint = "name the fact of the other dataset under `theirs`";
        log.error("same", place.clone(), "these are one fact, not two", hint);
        return None;
    }
    let pairs = match aligned(catalogue, &[&mine, &theirs]) {
        Ok(pairs) => pairs,
        Err(wrong) => {
            log.error("same", place.clone(), wrong.message, wrong.hint);
            return None;
        }
    };
    let found: Vec<(FactId, FactId, Place)> = pairs
        .iter()
        .filter_map(|keys| Some((catalogue.find(&keys[0])?, catalogue.find(&keys[1])?, place.clone())))
        .filter(|(mine, theirs, _)| mine != theirs)
        .collect();
    if found.is_empty() {
        let message = "the data has no two rows that these name";
        log.error("same", place.clone(), message, "check that both name the facts you mean");
    }
    Some(found)
}
