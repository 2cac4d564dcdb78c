//! What nobody declared, but every reader can see: sums between the columns of the data and behind a share, and the order
//! of a sorted list.

mod mixed;
mod order;
mod percentages;
mod ranked;

pub(super) use order::orders;

use std::collections::BTreeSet;

use super::model::whole;
use crate::ask::{Question, Questions};
use crate::schema::{Catalogue, Computed, FactId, Relation};

/// All sums.
pub(super) fn sums(catalogue: &Catalogue, questions: &Questions) -> Vec<Relation> {
    let among_measures = across_measures(catalogue).into_iter().chain(percentages::sums(catalogue));
    let among_measures = among_measures.chain(mixed::sums(catalogue));
    among_measures.chain(shares(catalogue, questions)).collect()
}

/// Sums between the measures of one row that hold in every row.
fn across_measures(catalogue: &Catalogue) -> Vec<Relation> {
    let mut relations = Vec::new();
    for number in 0..catalogue.datasets.len() {
        let rows = rows(catalogue, number);
        for (total, parts) in sums_of_measures(catalogue, number) {
            relations.extend(rows.iter().filter_map(|row| between(catalogue, *row, total, &parts)));
        }
        for (total, parts) in near_sums_of_measures(catalogue, number) {
            let near = rows.iter().filter_map(|row| between(catalogue, *row, total, &parts));
            relations.extend(near.map(|sum| Relation { mismatch: Some(String::new()), ..sum }));
        }
    }
    relations
}

/// Measures that others make in most rows and never exceed: what is missing there is a group of its own, such as those of
/// unknown sex.
fn near_sums_of_measures(catalogue: &Catalogue, number: usize) -> Vec<(usize, Vec<usize>)> {
    let Some(dataset) = catalogue.datasets.get(number) else { return Vec::new() };
    let counts: Vec<usize> =
        (0..dataset.measures.len()).filter(|measure| dataset.measures[*measure].kind.is_additive()).collect();
    let rows = rows(catalogue, number);
    let mut sums = Vec::new();
    for &total in &counts {
        let others: Vec<usize> = counts.iter().copied().filter(|measure| *measure != total).collect();
        let nearly = |parts: &Vec<usize>| {
            fits(catalogue, &rows, total, parts)
                .is_some_and(|(made, missed)| missed > 0 && made > 2 && made > 2 * missed)
        };
        let held = largest(candidates(&others).into_iter().filter(nearly).collect());
        sums.extend(held.into_iter().map(|parts| (total, parts)));
    }
    sums
}

/// Measures of a dataset that others make in every row, with those.
pub(super) fn sums_of_measures(catalogue: &Catalogue, number: usize) -> Vec<(usize, Vec<usize>)> {
    let mut sums = Vec::new();
    if let Some(dataset) = catalogue.datasets.get(number) {
        let counts: Vec<usize> =
            (0..dataset.measures.len()).filter(|measure| dataset.measures[*measure].kind.is_additive()).collect();
        let rows = rows(catalogue, number);
        for &total in &counts {
            let others: Vec<usize> = counts.iter().copied().filter(|measure| *measure != total).collect();
            let holds = |parts: &Vec<usize>| {
                // Many parts fit one row by chance; two columns, or all of them, hardly do.
                let rows_needed = if parts.len() == 2 || parts.len() == others.len() { 1 } else { 2 };
                fits(catalogue, &rows, total, parts).is_some_and(|(made, missed)| missed == 0 && made >= rows_needed)
            };
            let held = largest(candidates(&others).into_iter().filter(holds).collect());
            sums.extend(held.into_iter().map(|parts| (total, parts)));
        }
    }
    sums
}

/// A fact for every row of a dataset: that of its first measure.
fn rows(catalogue: &Catalogue, dataset: usize) -> Vec<FactId> {
    let first = |id: &FactId| {
        let key = &catalogue.fact(*id).key;
        key.dataset == dataset && key.measure == 0
    };
    (0..catalogue.facts.len()).map(FactId).filter(first).collect()
}

/// The groups of measures that may be the parts of another: every group of two or more, or, where there are too many
/// measures for that, every group of two or three, all that stand side by side, and all of them.
fn candidates(others: &[usize]) -> Vec<Vec<usize>> {
    const MOST: usize = 10;
    const MOST_FOR_THREE: usize = 40;
    if others.len() <= MOST {
        let chosen = |set: usize| others.iter().enumerate().filter(move |(bit, _)| set >> bit & 1 == 1);
        let all = (0..1usize << others.len()).filter(|set| set.count_ones() > 1);
        return all.map(|set| chosen(set).map(|(_, measure)| *measure).collect()).collect();
    }
    let mut groups = BTreeSet::from([others.to_vec()]);
    for (position, first) in others.iter().enumerate() {
        for (next, second) in others.iter().enumerate().skip(position + 1) {
            groups.insert(vec![*first, *second]);
            let thirds = if others.len() <= MOST_FOR_THREE { &others[next + 1..] } else { &[] };
            groups.extend(thirds.iter().map(|third| vec![*first, *second, *third]));
            groups.insert(others[position..=next].to_vec());
        }
    }
    groups.into_iter().collect()
}

/// The groups that no other one holds: what is in the larger group alone is zero in every row, and so is not known to be
/// nothing by anybody who does not see it.
fn largest(groups: Vec<Vec<usize>>) -> Vec<Vec<usize>> {
    let within = |group: &Vec<usize>, other: &Vec<usize>| {
        group.len() < other.len() && group.iter().all(|measure| other.contains(measure))
    };
    groups.iter().filter(|group| !groups.iter().any(|other| within(group, other))).cloned().collect()
}

/// In how many of the rows that have all their numbers some measures make another and say something by it, and in how many
/// they miss it; nothing where they exceed it in one.
fn fits(catalogue: &Catalogue, rows: &[FactId], total: usize, parts: &[usize]) -> Option<(usize, usize)> {
    let (mut made, mut missed) = (0, 0);
    for row in rows {
        let value = |measure: usize| {
            catalogue.sibling(*row, measure).and_then(|fact| catalogue.fact(fact).cell.number()).and_then(whole)
        };
        let values: Option<Vec<i128>> = parts.iter().map(|part| value(*part)).collect();
        let (Some(total), Some(values)) = (value(total), values) else { continue };
        let sum = values.iter().sum::<i128>();
        if sum > total {
            return None;
        }
        missed += usize::from(sum < total);
        made += usize::from(sum == total && values.iter().filter(|value| **value != 0).count() > 1);
    }
    Some((made, missed))
}

fn between(catalogue: &Catalogue, row: FactId, total: usize, parts: &[usize]) -> Option<Relation> {
    let measures = &catalogue.dataset_of(row).measures;
    let labels: Vec<&str> = parts.iter().map(|part| measures[*part].label.as_str()).collect();
    Some(Relation {
        total: catalogue.sibling(row, total)?,
        parts: parts.iter().map(|part| catalogue.sibling(row, *part)).collect::<Option<_>>()?,
        mismatch: None,
        name: format!("{} = {}, as the data shows", measures[total].label, labels.join(" + ")),
    })
}

/// A share says that one figure is a part of another, so what it leaves is a group too.
fn shares(catalogue: &Catalogue, questions: &Questions) -> Vec<Relation> {
    let share = |question: &Question| match question {
        Question::Share { part, whole } if part != whole => Some(Relation {
            total: *whole,
            parts: vec![*part],
            mismatch: Some(String::new()),
            name: format!("{} = {} + the rest", catalogue.measure_of(*whole).label, catalogue.name(*part)),
        }),
        Question::Computed(Computed::Share { part, whole, .. }) => match (part.as_slice(), whole.as_slice()) {
            (_, [whole]) if !part.contains(whole) => Some(Relation {
                total: *whole,
                parts: part.clone(),
                mismatch: Some(String::new()),
                name: format!("{} = what a page calls its parts + the rest", catalogue.measure_of(*whole).label),
            }),
            _ => None,
        },
        _ => None,
    };
    questions.list.iter().filter_map(share).collect()
}
