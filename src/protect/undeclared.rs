//! Sums that nobody declared, but that every reader can see: between the columns of the data, and behind a share.

use super::model::whole;
use crate::ask::{Question, Questions};
use crate::schema::{Catalogue, FactId, Relation};

/// All of them.
pub(super) fn sums(catalogue: &Catalogue, questions: &Questions) -> Vec<Relation> {
    across_measures(catalogue).into_iter().chain(shares(catalogue, questions)).collect()
}

/// Sums between the measures of one row that hold in every row.
fn across_measures(catalogue: &Catalogue) -> Vec<Relation> {
    let mut relations = Vec::new();
    for (number, dataset) in catalogue.datasets.iter().enumerate() {
        let counts: Vec<usize> =
            (0..dataset.measures.len()).filter(|measure| dataset.measures[*measure].kind.is_additive()).collect();
        let rows: Vec<FactId> = (0..catalogue.facts.len())
            .map(FactId)
            .filter(|id| catalogue.fact(*id).key.dataset == number && catalogue.fact(*id).key.measure == 0)
            .collect();
        for &total in &counts {
            let others: Vec<usize> = counts.iter().copied().filter(|measure| *measure != total).collect();
            let mut candidates: Vec<Vec<usize>> = Vec::new();
            for (position, &first) in others.iter().enumerate() {
                candidates.extend(others[position + 1..].iter().map(|second| vec![first, *second]));
            }
            if others.len() > 2 {
                candidates.push(others.clone());
            }
            for parts in candidates {
                if holds_everywhere(catalogue, &rows, total, &parts) {
                    relations.extend(rows.iter().filter_map(|row| between(catalogue, *row, total, &parts)));
                }
            }
        }
    }
    relations
}

/// Whether a sum holds in every row that has all its numbers, and says something in at least two.
fn holds_everywhere(catalogue: &Catalogue, rows: &[FactId], total: usize, parts: &[usize]) -> bool {
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
        telling += usize::from(values.iter().all(|value| *value != 0));
    }
    telling >= 2
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
        _ => None,
    };
    questions.list.iter().filter_map(share).collect()
}
