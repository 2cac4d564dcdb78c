//! What is declared of single figures: to keep them, to hide them gladly, that they are public, that a rule is waived, why
//! they were revised.

use std::collections::{BTreeMap, BTreeSet};

use super::super::catalogue::FactId;
use super::super::declared::{Revised, Waived, Written};
use super::super::expression::Selection;
use super::super::wish::{Explained, Waiver, Wish};
use super::Linking;
use crate::diagnostic::Diagnostics;

/// All of them.
#[derive(Default)]
pub(super) struct Marks {
    pub(super) frozen: BTreeSet<FactId>,
    pub(super) wishes: BTreeMap<FactId, Wish>,
    pub(super) waivers: Vec<Waiver>,
    pub(super) explained: Vec<Explained>,
}

/// Resolves every declaration. What a selection leaves open means all of it.
pub(super) fn resolve(linking: &Linking<'_>, log: &mut Diagnostics) -> Marks {
    let mut marks = Marks::default();
    for (number, dataset) in linking.catalogue.datasets.iter().enumerate() {
        let declared = &dataset.declared;
        for written in &declared.public {
            marks.frozen.extend(facts(linking, number, written, log).unwrap_or_default());
        }
        for (wish, list) in [(Wish::Keep, &declared.keep), (Wish::PreferToHide, &declared.prefer_to_hide)] {
            for written in list {
                let found = facts(linking, number, written, log).unwrap_or_default();
                if found.iter().any(|fact| marks.wishes.get(fact).is_some_and(|known| *known != wish)) {
                    let message = "some of these figures are to be kept and to be hidden gladly";
                    log.error("wish", written.place.clone(), message, "name each under `keep` or `prefer-to-hide`");
                }
                marks.wishes.extend(found.into_iter().map(|fact| (fact, wish)));
            }
        }
        marks.waivers.extend(declared.waivers.iter().filter_map(|waived| waiver(linking, number, waived, log)));
        marks
            .explained
            .extend(declared.revisions.iter().filter_map(|revised| explained(linking, number, revised, log)));
    }
    marks
}

fn waiver(linking: &Linking<'_>, dataset: usize, waived: &Waived, log: &mut Diagnostics) -> Option<Waiver> {
    let found: Vec<Option<Vec<FactId>>> = waived
        .figures
        .iter()
        .map(|written| {
            let selection = linking.own(dataset, written, log)?;
            is_closed(linking, &selection, written, log).then_some(())?;
            matching(linking, &selection, written, log)
        })
        .collect();
    let facts = found.into_iter().collect::<Option<Vec<_>>>()?.concat();
    let Waived { person, reason, date, place, .. } = waived;
    Some(Waiver { facts, person: person.clone(), reason: reason.clone(), date: date.clone(), place: place.clone() })
}

fn explained(linking: &Linking<'_>, dataset: usize, revised: &Revised, log: &mut Diagnostics) -> Option<Explained> {
    let found = revised.figures.iter().map(|written| facts(linking, dataset, written, log));
    let facts = found.collect::<Vec<_>>().into_iter().collect::<Option<Vec<_>>>()?.concat();
    let Revised { edition, reason, date, .. } = revised;
    let (edition, place) = (edition.text.clone(), edition.place.clone());
    Some(Explained { facts, edition, place, reason: reason.clone(), date: *date })
}

/// Whether a selection names one figure. Somebody answers for a waiver, so it never covers figures that are yet to come.
fn is_closed(linking: &Linking<'_>, selection: &Selection, written: &Written, log: &mut Diagnostics) -> bool {
    let dataset = &linking.catalogue.datasets[selection.dataset];
    let open = selection
        .members
        .iter()
        .zip(&dataset.dimensions)
        .filter(|(member, dimension)| member.is_none() && dimension.members.len() > 1);
    let mut open: Vec<&str> = open.map(|(_, dimension)| dimension.id.as_str()).collect();
    let latest = dataset.periods.last().filter(|_| selection.period.is_none() && dataset.periods.len() > 1);
    open.extend(latest.map(|_| "period"));
    if !open.is_empty() {
        let message = format!("a waiver is for one figure, but this leaves open: {}", open.join(", "));
        let hint = match latest {
            Some(latest) => format!("name each, like `[\"{}\"]`; list several figures one by one", latest.id),
            None => "name a member of each dimension; list several figures one by one".to_owned(),
        };
        log.error("waiver", written.place.clone(), message, hint);
    }
    open.is_empty()
}

fn facts(linking: &Linking<'_>, dataset: usize, written: &Written, log: &mut Diagnostics) -> Option<Vec<FactId>> {
    let selection = linking.own(dataset, written, log)?;
    matching(linking, &selection, written, log)
}

/// Every fact that a selection is about.
fn matching(
    linking: &Linking<'_>,
    selection: &Selection,
    written: &Written,
    log: &mut Diagnostics,
) -> Option<Vec<FactId>> {
    let is_meant = |id: &FactId| {
        let key = &linking.catalogue.fact(*id).key;
        let members = selection.members.iter().zip(&key.members);
        (key.dataset, key.measure) == (selection.dataset, selection.measure)
            && selection.period.is_none_or(|period| period == key.period)
            && members.into_iter().all(|(wanted, member)| wanted.is_none_or(|wanted| wanted == *member))
    };
    let found: Vec<FactId> = (0..linking.catalogue.facts.len()).map(FactId).filter(is_meant).collect();
    if found.is_empty() {
        let message = "the data has no row for this figure";
        log.error("selection", written.place.clone(), message, "check its members and its period");
        return None;
    }
    Some(found)
}
