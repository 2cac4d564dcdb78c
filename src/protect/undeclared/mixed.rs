//! Counts and percentages of one base that together make it: what a percentage stands for fills what the counts leave.

use super::super::model::whole;
use super::super::primary;
use super::{largest, rows};
use crate::schema::{Base, Catalogue, FactId, MeasureKind, Relation};

/// The most measures of a kind of which every group is tried.
const MOST: usize = 6;

/// The sums that hold in every row of a dataset, as near as rounding can tell.
pub(super) fn sums(catalogue: &Catalogue) -> Vec<Relation> {
    let mut relations = Vec::new();
    for (number, dataset) in catalogue.datasets.iter().enumerate() {
        let rows = rows(catalogue, number);
        let is_count = |measure: &usize| dataset.measures[*measure].kind.is_additive();
        let counts: Vec<usize> = (0..dataset.measures.len()).filter(is_count).collect();
        for base in &counts {
            // Where the data has the count behind a percentage, sums of counts say it all.
            let is_of = |measure: &usize| {
                let measure = &dataset.measures[*measure];
                measure.part.is_none() && measure.kind == MeasureKind::Percentage { of: Base::Measure(*base) }
            };
            let percentages: Vec<usize> = (0..dataset.measures.len()).filter(is_of).collect();
            let others: Vec<usize> = counts.iter().copied().filter(|count| count != base).collect();
            let holds = |parts: &Vec<usize>| {
                let (percentages, counts): (Vec<usize>, Vec<usize>) =
                    parts.iter().partition(|part| percentages.contains(part));
                let fits = |row: &FactId| fits(catalogue, *row, *base, &percentages, &counts);
                let found: Vec<Option<bool>> = rows.iter().map(fits).collect();
                // Once it may be chance.
                !found.contains(&None) && found.iter().filter(|telling| **telling == Some(true)).count() > 1
            };
            let mut candidates = Vec::new();
            for parts in groups(&percentages) {
                candidates.extend(groups(&others).iter().map(|counts| [&parts[..], counts].concat()));
            }
            for parts in largest(candidates.into_iter().filter(holds).collect()) {
                relations.extend(rows.iter().filter_map(|row| sum(catalogue, *row, *base, &parts)));
            }
        }
    }
    relations
}

/// Every group of some measures; each alone and all together, where there are too many.
fn groups(measures: &[usize]) -> Vec<Vec<usize>> {
    if measures.len() > MOST {
        return measures.iter().map(|measure| vec![*measure]).chain([measures.to_vec()]).collect();
    }
    let chosen = |set: usize| measures.iter().enumerate().filter(move |(bit, _)| set >> bit & 1 == 1);
    (1..1usize << measures.len()).map(|set| chosen(set).map(|(_, measure)| *measure).collect()).collect()
}

/// Whether the sum tells something in a row; nothing where it does not hold there.
fn fits(catalogue: &Catalogue, row: FactId, base: usize, percentages: &[usize], counts: &[usize]) -> Option<bool> {
    let count = |measure: usize| {
        catalogue.sibling(row, measure).and_then(|fact| catalogue.fact(fact).cell.number()).and_then(whole)
    };
    let (mut low, mut high, mut parts) = (0, 0, 0);
    for measure in percentages {
        let fact = catalogue.sibling(row, *measure);
        let Some((fact, implied)) = fact.and_then(|fact| Some((fact, primary::implied(catalogue, fact)?))) else {
            return Some(false);
        };
        let told = primary::told(catalogue, fact, implied.count);
        (low, high, parts) = (low + told.0, high + told.1, parts + usize::from(implied.count > 0));
    }
    let known: Option<Vec<i128>> = counts.iter().map(|measure| count(*measure)).collect();
    let (Some(base), Some(known)) = (count(base), known) else { return Some(false) };
    parts += known.iter().filter(|count| **count > 0).count();
    let left = base - known.iter().sum::<i128>();
    (low..=high).contains(&left).then_some(parts > 1 && left > 0 && (high - low) * 10 <= base)
}

fn sum(catalogue: &Catalogue, row: FactId, base: usize, parts: &[usize]) -> Option<Relation> {
    let measures = &catalogue.dataset_of(row).measures;
    let labels: Vec<&str> = parts.iter().map(|part| measures[*part].label.as_str()).collect();
    Some(Relation {
        total: catalogue.sibling(row, base)?,
        parts: parts.iter().map(|part| catalogue.sibling(row, *part)).collect::<Option<_>>()?,
        mismatch: None,
        name: format!("{} = {}, as the data shows", measures[base].label, labels.join(" + ")),
    })
}
