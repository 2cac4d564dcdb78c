//! Checks on the data itself, before anything is shown. They open numbers, so they live here; their messages carry none.

use std::collections::BTreeMap;

use super::primary;
use super::sealed::Cell;
use crate::ask::{Question, Questions};
use crate::diagnostic::{Diagnostics, Place};
use crate::number::Number;
use crate::schema::{Base, Catalogue, FactId, FactKey, MeasureKind, Relation};

/// Runs every check; everything found goes to `log`.
pub(super) fn check(catalogue: &Catalogue, questions: &Questions, log: &mut Diagnostics) {
    shares(catalogue, questions, log);
    for relation in &catalogue.relations {
        let kind = catalogue.measure_of(relation.total).kind;
        if kind.is_additive() {
            sums(catalogue, relation, log);
        } else if matches!(kind, MeasureKind::Percentage { .. } | MeasureKind::Mean { .. }) {
            weighted_means(catalogue, relation, log);
        }
    }
    for (number, dataset) in catalogue.datasets.iter().enumerate() {
        for position in 0..dataset.dimensions.len() {
            undeclared_total(catalogue, number, position, log);
        }
    }
    for (mine, theirs, place) in &catalogue.same {
        same(catalogue, *mine, *theirs, place, log);
    }
    for position in 0..catalogue.facts.len() {
        people_behind_events(catalogue, FactId(position), log);
        part_of_whole(catalogue, FactId(position), log);
        bases(catalogue, FactId(position), log);
    }
}

/// A part is never more than its whole.
fn shares(catalogue: &Catalogue, questions: &Questions, log: &mut Diagnostics) {
    for question in &questions.list {
        let Question::Share { part, whole } = question else { continue };
        let (Some(small), Some(large)) = (number(catalogue, *part), number(catalogue, *whole)) else { continue };
        if small.compare(large).is_gt() {
            log.error(
                "share",
                catalogue.fact(*part).place.clone(),
                format!("a page calls this a share of {}, but it is more than that", catalogue.name(*whole)),
                "name the part before `| share(…)` and the whole inside it, or correct the data",
            );
        }
    }
}

fn number(catalogue: &Catalogue, id: FactId) -> Option<Number> {
    catalogue.fact(id).cell.number()
}

/// A part that cannot apply adds nothing; one that is withheld or missing adds an unknown number.
fn known_parts(catalogue: &Catalogue, relation: &Relation) -> (i128, bool) {
    let mut complete = true;
    let mut sum = 0;
    for part in &relation.parts {
        match &catalogue.fact(*part).cell {
            Cell::Number(sealed) => sum += sealed.open().units_at(0).unwrap_or_default(),
            Cell::Marked(super::Marker::NotApplicable) => {}
            Cell::Marked(_) => complete = false,
        }
    }
    (sum, complete)
}

fn sums(catalogue: &Catalogue, relation: &Relation, log: &mut Diagnostics) {
    if relation.mismatch.is_some() {
        return;
    }
    let Some(total) = number(catalogue, relation.total).and_then(|number| number.units_at(0)) else { return };
    let (parts, complete) = known_parts(catalogue, relation);
    let place = catalogue.fact(relation.total).place.clone();
    if complete && parts != total {
        log.error(
            "sum",
            place,
            format!("the parts of this total do not add up to it ({})", relation.name),
            "correct the data, or declare why they may differ: `totals: {…: {parts: […], mismatch: \"reason\"}}`",
        );
    } else if !complete && parts > total {
        log.error(
            "sum",
            place,
            format!("the known parts of this total are more than it ({})", relation.name),
            "correct the data, or declare why they may differ with `mismatch:`",
        );
    }
}

/// A member that is the sum of all others, although nobody said so: left undeclared, it would give hidden parts away.
fn undeclared_total(catalogue: &Catalogue, number: usize, position: usize, log: &mut Diagnostics) {
    let dataset = &catalogue.datasets[number];
    let dimension = &dataset.dimensions[position];
    if dimension.totals_declared || dimension.members.len() < 3 {
        return;
    }
    // By everything but this dimension: the numbers of its members.
    let mut groups: BTreeMap<FactKey, BTreeMap<usize, i128>> = BTreeMap::new();
    for fact in &catalogue.facts {
        let additive = dataset.measures.get(fact.key.measure).is_some_and(|measure| measure.kind.is_additive());
        let value = fact.cell.number().and_then(|number| number.units_at(0));
        if let (true, Some(value)) = (fact.key.dataset == number && additive, value) {
            let mut key = fact.key.clone();
            let member = std::mem::take(&mut key.members[position]);
            groups.entry(key).or_default().insert(member, value);
        }
    }
    groups.retain(|_, values| values.len() == dimension.members.len());
    for member in 0..dimension.members.len() {
        let is_total = |values: &BTreeMap<usize, i128>| values[&member] * 2 == values.values().sum::<i128>();
        let tells = |values: &BTreeMap<usize, i128>| values.values().filter(|value| **value != 0).count() > 2;
        if groups.values().all(is_total) && groups.values().any(tells) {
            let column = Some(dimension.column.clone());
            let file = format!("data/{}.csv", dataset.id);
            let id = dimension.members.get_index(member).map_or("", |(id, _)| id.as_str());
            log.error(
                "undeclared-total",
                Place::Data { file, line: 1, column },
                format!("`{id}` is the sum of all other members of `{}`, but is not declared as a total", dimension.id),
                format!(
                    "declare it in the description: `totals: {{{id}: […]}}`; if it is no total, say `totals: {{}}`"
                ),
            );
        }
    }
}

/// The percentage of a whole lies between those of its parts.
fn weighted_means(catalogue: &Catalogue, relation: &Relation, log: &mut Diagnostics) {
    let Some(total) = number(catalogue, relation.total) else { return };
    let parts: Option<Vec<Number>> = relation.parts.iter().map(|part| number(catalogue, *part)).collect();
    let Some(parts) = parts else { return };
    let above = parts.iter().all(|part| part.compare(total).is_lt());
    let below = parts.iter().all(|part| part.compare(total).is_gt());
    if (above || below) && relation.mismatch.is_none() {
        log.error(
            "weighted-mean",
            catalogue.fact(relation.total).place.clone(),
            format!("the figure of the whole lies outside those of its parts ({})", relation.name),
            "a percentage or average of the whole lies between the lowest and the highest of its parts; check the data",
        );
    }
}

fn same(catalogue: &Catalogue, mine: FactId, theirs: FactId, declared: &Place, log: &mut Diagnostics) {
    let agree = match (&catalogue.fact(mine).cell, &catalogue.fact(theirs).cell) {
        (Cell::Number(a), Cell::Number(b)) => a.open().compare(*b.open()).is_eq(),
        (Cell::Marked(a), Cell::Marked(b)) => a == b,
        _ => false,
    };
    if !agree {
        log.error(
            "two-values",
            declared.clone(),
            format!("one fact has two values: {} and {}", catalogue.name(mine), catalogue.name(theirs)),
            "correct one of the data files, or take the `same` declaration out if these are two different things",
        );
    }
}

fn people_behind_events(catalogue: &Catalogue, id: FactId, log: &mut Diagnostics) {
    let MeasureKind::Events { of } = catalogue.measure_of(id).kind else { return };
    let Some(people) = catalogue.sibling(id, of) else { return };
    let (Some(events), Some(count)) = (number(catalogue, id), number(catalogue, people)) else { return };
    let (of, measure) = (catalogue.measure_of(people), catalogue.measure_of(id));
    if events.compare(count).is_lt() || (count.is_zero() && !events.is_zero()) {
        log.error(
            "events",
            catalogue.fact(id).place.clone(),
            format!(
                "`{}` and `{}` cannot both be right: everybody counted is behind at least one event",
                measure.id, of.id
            ),
            "check the two columns of this row; perhaps they are swapped",
        );
    }
}

fn part_of_whole(catalogue: &Catalogue, id: FactId, log: &mut Diagnostics) {
    let measure = catalogue.measure_of(id);
    let Some(whole) = measure.part_of.and_then(|of| catalogue.sibling(id, of)) else { return };
    let (Some(part), Some(all)) = (number(catalogue, id), number(catalogue, whole)) else { return };
    if part.compare(all).is_gt() {
        log.error(
            "part",
            catalogue.fact(id).place.clone(),
            format!("`{}` is declared a part of `{}`, but is more than it", measure.id, catalogue.measure_of(whole).id),
            "check the two columns of this row; perhaps they are swapped",
        );
    }
}

fn bases(catalogue: &Catalogue, id: FactId, log: &mut Diagnostics) {
    let measure = catalogue.measure_of(id);
    if !matches!(measure.kind.base(), Some(Base::Measure(_))) || number(catalogue, id).is_none() {
        return;
    }
    let zero_base =
        primary::base_of(catalogue, id).and_then(|base| number(catalogue, base)).is_some_and(Number::is_zero);
    if zero_base && !matches!(measure.kind, MeasureKind::Change { .. }) {
        log.error(
            "zero-base",
            catalogue.fact(id).place.clone(),
            "a ratio of nothing has no value",
            "write `z` (not applicable) where its base is 0",
        );
    }
}
