//! Facts that are declared to be one: the same thing, counted once, in two datasets.

use super::catalogue::{Catalogue, FactId, FactKey};
use super::expression::{Evaluator, Selection, Wanted, Wrong};
use crate::diagnostic::{Diagnostics, Place};

/// Resolves every `same` declaration, period by period.
pub(super) fn resolve(catalogue: &Catalogue, log: &mut Diagnostics) -> Vec<(FactId, FactId, Place)> {
    let evaluator = Evaluator::new(catalogue);
    let mut pairs = Vec::new();
    for dataset in &catalogue.datasets {
        for same in &dataset.same {
            let prefixed = format!("{}.{}", dataset.id, same.mine);
            let both = [side(&evaluator, &prefixed), side(&evaluator, &same.theirs)];
            match both {
                [Ok(Some(mine)), Ok(Some(theirs))] if mine == theirs => log.error(
                    "same",
                    same.place.clone(),
                    "these are one fact, not two",
                    "name the fact of the other dataset under `theirs`",
                ),
                [Ok(Some(mine)), Ok(Some(theirs))] => {
                    let before = pairs.len();
                    pairs.extend(pair(catalogue, &mine, &theirs).into_iter().map(|(a, b)| (a, b, same.place.clone())));
                    if pairs.len() == before {
                        log.error(
                            "same",
                            same.place.clone(),
                            "these two have no period in common",
                            "check that both name the facts you mean",
                        );
                    }
                }
                sides => {
                    for wrong in sides.into_iter().filter_map(Result::err) {
                        log.error("same", same.place.clone(), wrong.message, wrong.hint);
                    }
                }
            }
        }
    }
    pairs
}

fn side(evaluator: &Evaluator, source: &str) -> Result<Option<Selection>, Wrong> {
    match evaluator.evaluate(source)? {
        Some(Wanted::Value(selection)) => Ok(Some(selection)),
        Some(_) => Err(Wrong::new("a fact is named without a filter", "take the filter out")),
        None => Ok(None),
    }
}

fn pair(catalogue: &Catalogue, mine: &Selection, theirs: &Selection) -> Vec<(FactId, FactId)> {
    let periods = |selection: &Selection| -> Vec<usize> {
        match selection.period {
            Some(period) => vec![period],
            None => (0..catalogue.datasets[selection.dataset].periods.len()).collect(),
        }
    };
    let mut pairs = Vec::new();
    for my_period in periods(mine) {
        for their_period in periods(theirs) {
            let my_dates = &catalogue.datasets[mine.dataset].periods[my_period];
            let their_dates = &catalogue.datasets[theirs.dataset].periods[their_period];
            if (my_dates.start, my_dates.end) != (their_dates.start, their_dates.end) {
                continue;
            }
            let found = (fact_at(catalogue, mine, my_period), fact_at(catalogue, theirs, their_period));
            if let (Some(mine), Some(theirs)) = found {
                pairs.push((mine, theirs));
            }
        }
    }
    pairs
}

/// What a selection is about at a period, each open dimension at its default member.
pub(crate) fn key_at(catalogue: &Catalogue, selection: &Selection, period: usize) -> Option<FactKey> {
    let dimensions = &catalogue.datasets[selection.dataset].dimensions;
    let members = selection.members.iter().zip(dimensions);
    let members: Option<Vec<usize>> =
        members.map(|(member, dimension)| member.or_else(|| dimension.default_member())).collect();
    Some(FactKey { dataset: selection.dataset, period, members: members?, measure: selection.measure })
}

/// The fact of a selection at a period.
fn fact_at(catalogue: &Catalogue, selection: &Selection, period: usize) -> Option<FactId> {
    catalogue.find(&key_at(catalogue, selection, period)?)
}
