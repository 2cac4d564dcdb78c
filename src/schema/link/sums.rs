//! Sums and parts across datasets.

use super::super::catalogue::{FactId, FactKey};
use super::super::declared::{Sum, Within, Written};
use super::super::expression::Selection;
use super::super::relation::Relation;
use super::Linking;
use super::align::aligned;
use crate::diagnostic::{Diagnostics, Place};

/// Resolves every `sums` declaration.
pub(super) fn sums(linking: &Linking<'_>, log: &mut Diagnostics) -> Vec<Relation> {
    let mut relations = Vec::new();
    for (number, dataset) in linking.catalogue.datasets.iter().enumerate() {
        for sum in &dataset.declared.sums {
            relations.extend(one(linking, number, sum, log).unwrap_or_default());
        }
    }
    relations
}

fn one(linking: &Linking<'_>, dataset: usize, sum: &Sum, log: &mut Diagnostics) -> Option<Vec<Relation>> {
    let written: Vec<&Written> = std::iter::once(&sum.total).chain(&sum.parts).collect();
    let rows = rows(linking, dataset, &written, "sum", log)?;
    let mut relations = Vec::new();
    for keys in rows {
        let Some(total) = linking.catalogue.find(&keys[0]) else { continue };
        let parts: Vec<Option<FactId>> = keys[1..].iter().map(|key| linking.catalogue.find(key)).collect();
        if let Some(missing) = parts.iter().position(Option::is_none) {
            linking.report_missing(total, &keys[missing + 1], log);
            continue;
        }
        let texts: Vec<&str> = sum.parts.iter().map(|part| part.text.as_str()).collect();
        let name = format!("{} = {}", sum.total.text, texts.join(" + "));
        let parts = parts.into_iter().flatten().collect();
        relations.push(Relation { total, parts, mismatch: sum.mismatch.clone(), name });
    }
    Some(relations)
}

/// Resolves every `within` declaration: the rest of the whole is a group that nobody names.
pub(super) fn within(linking: &Linking<'_>, log: &mut Diagnostics) -> Vec<Relation> {
    let mut relations = Vec::new();
    for (number, dataset) in linking.catalogue.datasets.iter().enumerate() {
        for Within { part, whole } in &dataset.declared.within {
            let rows = rows(linking, number, &[whole, part], "within", log).unwrap_or_default();
            relations.extend(rows.iter().filter_map(|keys| {
                let (total, found) = (linking.catalogue.find(&keys[0])?, linking.catalogue.find(&keys[1])?);
                let name = format!("{} = {} + the rest", whole.text, part.text);
                Some(Relation { total, parts: vec![found], mismatch: Some(String::new()), name })
            }));
        }
    }
    relations
}

/// What the selections are about, row by row; the first is the total.
fn rows(
    linking: &Linking<'_>,
    dataset: usize,
    written: &[&Written],
    code: &'static str,
    log: &mut Diagnostics,
) -> Option<Vec<Vec<FactKey>>> {
    let found: Vec<Option<Selection>> =
        written.iter().map(|written| linking.selection(dataset, written, log)).collect();
    let found = found.into_iter().collect::<Option<Vec<Selection>>>()?;
    let place: &Place = &written[0].place;
    let additive = found.iter().zip(written).all(|(side, written)| linking.adds_up(side, &written.place, log));
    if !additive {
        return None;
    }
    for (position, side) in found.iter().enumerate() {
        if found[..position].contains(side) {
            let message = "this figure stands here twice";
            log.error(code, written[position].place.clone(), message, "a total and its parts are different figures");
            return None;
        }
    }
    let sides: Vec<&Selection> = found.iter().collect();
    match aligned(linking.catalogue, &sides) {
        Ok(rows) => Some(rows),
        Err(wrong) => {
            log.error(code, place.clone(), wrong.message, wrong.hint);
            None
        }
    }
}
