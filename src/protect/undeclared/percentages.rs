//! Percentages of one base that add up: to a hundred, or to another percentage. Their counts add up then too.

use super::super::model::whole;
use super::super::primary;
use super::{candidates, largest, rows};
use crate::number::Number;
use crate::schema::{Base, Catalogue, FactId, MeasureKind, Relation};

/// The sums that hold in every row of a dataset.
pub(super) fn sums(catalogue: &Catalogue) -> Vec<Relation> {
    let mut relations = Vec::new();
    for (number, dataset) in catalogue.datasets.iter().enumerate() {
        let rows = rows(catalogue, number);
        for base in 0..dataset.measures.len() {
            let is_of = |measure: &usize| matches!(dataset.measures[*measure].kind, MeasureKind::Percentage { of: Base::Measure(of) } if of == base);
            let all: Vec<usize> = (0..dataset.measures.len()).filter(is_of).collect();
            for total in std::iter::once(None).chain(all.iter().copied().map(Some)) {
                let others: Vec<usize> = all.iter().copied().filter(|measure| Some(*measure) != total).collect();
                let holds = |parts: &Vec<usize>| {
                    // Two percentages add up to a third by chance, but hardly in two rows, nor to a hundred in one.
                    let enough = if total.is_none() { 1 } else { 2 };
                    rows.iter().filter(|row| telling(catalogue, **row, total, parts)).count() >= enough
                        && rows.iter().all(|row| adds_up(catalogue, *row, total, parts) != Some(false))
                };
                for parts in largest(candidates(&others).into_iter().filter(holds).collect()) {
                    let sum = |row: &FactId| counted(catalogue, *row, total.unwrap_or(base), &parts);
                    let sums: Vec<Relation> = rows.iter().filter_map(sum).collect();
                    // Rounded figures can add up where the counts themselves do not.
                    if sums.iter().all(|sum| counts_add_up(catalogue, sum)) {
                        relations.extend(sums);
                    }
                }
            }
        }
    }
    relations
}

fn value(catalogue: &Catalogue, row: FactId, measure: usize) -> Option<Number> {
    catalogue.sibling(row, measure).and_then(|fact| catalogue.fact(fact).cell.number())
}

/// Whether the percentages of a row make their total, as near as rounding can tell; nothing where one is missing.
fn adds_up(catalogue: &Catalogue, row: FactId, total: Option<usize>, parts: &[usize]) -> Option<bool> {
    let parts: Vec<Number> = parts.iter().map(|part| value(catalogue, row, *part)).collect::<Option<_>>()?;
    let total = total.map_or(Some(Number::whole(100)), |total| value(catalogue, row, total))?;
    let decimals = parts.iter().copied().map(Number::decimals).chain([total.decimals()]).max()?;
    let at = |number: &Number| number.units_at(decimals);
    let sum: i128 = parts.iter().map(at).sum::<Option<i128>>()?;
    // Each is off by half of its own last decimal at most.
    let off = |number: &Number| Number::scaled(1, number.decimals()).units_at(decimals);
    let rounded = parts.iter().chain(Some(&total).filter(|total| total.compare(Number::whole(100)).is_ne()));
    let roundings: i128 = rounded.map(off).sum::<Option<i128>>()?;
    Some((sum - at(&total)?).abs() * 2 <= roundings)
}

fn telling(catalogue: &Catalogue, row: FactId, total: Option<usize>, parts: &[usize]) -> bool {
    let nonzero = |part: &&usize| value(catalogue, row, **part).is_some_and(|number| !number.is_zero());
    adds_up(catalogue, row, total, parts) == Some(true) && parts.iter().filter(nonzero).count() > 1
}

/// Whether a sum holds of the counts that the data has, as far as it has all of them.
fn counts_add_up(catalogue: &Catalogue, sum: &Relation) -> bool {
    let count = |fact: &FactId| {
        let additive = catalogue.measure_of(*fact).kind.is_additive();
        catalogue.fact(*fact).cell.number().filter(|_| additive).and_then(whole)
    };
    let parts: Option<i128> = sum.parts.iter().map(count).sum();
    parts.zip(count(&sum.total)).is_none_or(|(parts, total)| parts == total)
}

/// The sum of the counts behind them: those that the data has, or else those that the percentages stand for.
fn counted(catalogue: &Catalogue, row: FactId, total: usize, parts: &[usize]) -> Option<Relation> {
    let measures = &catalogue.dataset_of(row).measures;
    let count = |measure: usize| {
        let fact = catalogue.sibling(row, measure)?;
        // A percentage without a known base stands for no count.
        let known = !matches!(measures[measure].kind, MeasureKind::Percentage { .. })
            || primary::implied(catalogue, fact).is_some();
        let fact = primary::part_of(catalogue, fact).unwrap_or(fact);
        known.then_some(fact)
    };
    let labels: Vec<&str> = parts.iter().map(|part| measures[*part].label.as_str()).collect();
    Some(Relation {
        total: count(total)?,
        parts: parts.iter().map(|part| count(*part)).collect::<Option<_>>()?,
        mismatch: None,
        name: format!("{} = {}, as the percentages show", measures[total].label, labels.join(" + ")),
    })
}
