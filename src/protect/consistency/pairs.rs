//! One figure against another: the same fact twice, a part and its whole, events and the people behind them.

use super::{count, number};
use crate::ask::{Question, Questions};
use crate::diagnostic::{Diagnostics, Place};
use crate::protect::sealed::Cell;
use crate::schema::{Base, Catalogue, Computed, FactId, MeasureKind, Relation};

/// A part is never more than its whole.
pub(super) fn shares(catalogue: &Catalogue, questions: &Questions, log: &mut Diagnostics) {
    for question in &questions.list {
        let (part, whole) = match question {
            Question::Share { part, whole } => (vec![*part], vec![*whole]),
            Question::Computed(Computed::Share { part, whole, .. }) => (part.clone(), whole.clone()),
            _ => continue,
        };
        let sum = |facts: &[FactId]| facts.iter().map(|fact| count(catalogue, *fact)).sum::<Option<i128>>();
        let (Some(small), Some(large)) = (sum(&part), sum(&whole)) else { continue };
        let (Some(part), Some(whole)) = (part.first(), whole.first()) else { continue };
        if small > large {
            log.error(
                "share",
                catalogue.fact(*part).place.clone(),
                format!("a page calls this a share of {}, but it is more than that", catalogue.name(*whole)),
                "name the part before `| share(…)` and the whole inside it, or correct the data",
            );
        }
    }
}

pub(super) fn same(catalogue: &Catalogue, mine: FactId, theirs: FactId, declared: &Place, log: &mut Diagnostics) {
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

pub(super) fn people_behind_events(catalogue: &Catalogue, id: FactId, log: &mut Diagnostics) {
    let MeasureKind::Events { of: Base::Measure(of) } = catalogue.measure_of(id).kind else { return };
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

/// A part is never more than the whole that it is declared a part of.
pub(super) fn part_of_whole(catalogue: &Catalogue, relation: &Relation, log: &mut Diagnostics) {
    let parts: i128 = relation.parts.iter().filter_map(|part| count(catalogue, *part)).sum();
    let (Some(whole), Some(first)) = (count(catalogue, relation.total), relation.parts.first()) else { return };
    if parts <= whole {
        return;
    }
    let names: Vec<String> = relation.parts.iter().map(|part| catalogue.name(*part)).collect();
    log.error(
        "part",
        catalogue.fact(*first).place.clone(),
        format!("{} is declared a part of {}, but is more than it", names.join(" + "), catalogue.name(relation.total)),
        "check both figures; perhaps they are swapped",
    );
}

/// Those with most events account for no more than there are, and for no less than their share.
pub(super) fn contributors(catalogue: &Catalogue, id: FactId, log: &mut Diagnostics) {
    let Some((largest, second)) = catalogue.contributors.get(&id) else { return };
    let MeasureKind::Events { of } = catalogue.measure_of(id).kind else { return };
    let of_cell = |cell: &Cell| cell.number().and_then(|number| number.units_at(0));
    let second = second.as_ref().and_then(of_cell);
    let (Some(events), Some(largest)) = (count(catalogue, id), of_cell(largest)) else { return };
    let people = of.measure().and_then(|of| catalogue.sibling(id, of)).and_then(|people| count(catalogue, people));
    let ordered = second.is_none_or(|second| second <= largest && largest + second <= events);
    let enough = people.is_none_or(|people| match second {
        Some(second) if people > 0 => largest + second * (people - 1) >= events,
        _ => largest * people >= events,
    });
    if largest <= events && ordered && enough {
        return;
    }
    log.error(
        "contributors",
        catalogue.fact(id).place.clone(),
        "those with most events cannot account for so many, or for so few, of them",
        "`largest` is the number of events of the one person with most, `second` of the one after; check this row",
    );
}
