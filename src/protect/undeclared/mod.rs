//! What nobody declared, but every reader can see: sums between the columns of the data and behind a share, and the order
//! of a sorted list.

mod mixed;
mod order;
mod percentages;
mod ranked;

pub(super) use order::orders;

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
    }
    relations
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
                holds_everywhere(catalogue, &rows, total, parts, rows_needed)
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
/// measures for that, every pair and all of them.
fn candidates(others: &[usize]) -> Vec<Vec<usize>> {
    const MOST: usize = 10;
    if others.len() <= MOST {
        let chosen = |set: usize| others.iter().enumerate().filter(move |(bit, _)| set >> bit & 1 == 1);
        let all = (0..1usize << others.len()).filter(|set| set.count_ones() > 1);
        return all.map(|set| chosen(set).map(|(_, measure)| *measure).collect()).collect();
    }
    let pairs = others
        .iter()
        .enumerate()
        .flat_map(|(position, first)| others[position + 1..].iter().map(move |second| vec![*first, *second]));
    pairs.chain([others.to_vec()]).collect()
}

/// The groups that no other one holds: what is in the larger group alone is zero in every row, and so is not known to be
/// nothing by anybody who does not see it.
fn largest(groups: Vec<Vec<usize>>) -> Vec<Vec<usize>> {
    let within = |group: &Vec<usize>, other: &Vec<usize>| {
        group.len() < other.len() && group.iter().all(|measure| other.contains(measure))
    };
    groups.iter().filter(|group| !groups.iter().any(|other| within(group, other))).cloned().collect()
}

/// Whether a sum holds in every row that has all its numbers, and says something in enough of them.
fn holds_everywhere(catalogue: &Catalogue, rows: &[FactId], total: usize, parts: &[usize], enough: usize) -> bool {
    let mut telling = 0;
    for row in rows {
        let value = |measure: usize| {
            catalogue.sibling(*row, measure).and_then(|fact| catalogue.fact(fact).cell.number()).and_then(whole)
        };
        let values: Option<Vec<i128>> = parts.iter().map(|part| value(*part)).collect();
        let (Some(total), Some(values)) = (value(total), values) else { continue };
        if values.iter().sum::<i128>() != total {
            return false;
        }
        telling += usize::from(values.iter().filter(|value| **value != 0).count() > 1);
    }
    telling >= enough
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
