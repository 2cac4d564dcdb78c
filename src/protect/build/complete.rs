//! Chooses values for what the data does not say exactly, so that every relation holds: figures withheld at their source,
//! the counts behind rounded ratios, and groups that nobody names.

use std::collections::{BTreeMap, BTreeSet};

use super::super::model::{CellId, Model};
use super::super::search::{Bound, search};

/// Values tried for one group of cells before the relations count as contradicting each other.
const TRIALS: usize = 20_000;

/// Fills the open cells and adjusts what may vary. Relations between ratios for which no whole numbers are found are taken
/// out: their rounded figures contradict each other, so nobody can reckon with them.
pub(super) fn complete(model: &mut Model, open: &[bool]) {
    let adjustable: Vec<bool> = (0..model.cells.len())
        .map(|cell| {
            let known = &model.cells[cell];
            open[cell] || known.told.0 != known.told.1 || !(known.asked || known.figure)
        })
        .collect();
    let mut dropped = BTreeSet::new();
    for (cells, relations) in groups(model, open, &adjustable) {
        match values(model, open, &cells, &relations) {
            Some(values) => {
                for (cell, value) in cells.iter().zip(values) {
                    let known = &mut model.cells[*cell];
                    known.value = value;
                    if open[*cell] || !known.figure {
                        known.told = (value, value);
                    }
                }
            }
            None => dropped.extend(relations.into_iter().filter(|relation| {
                let terms = &model.relations[*relation].terms;
                !holds(model, *relation)
                    && terms.iter().any(|(cell, _)| model.cells[*cell].told.0 != model.cells[*cell].told.1)
            })),
        }
    }
    let mut position = 0;
    model.relations.retain(|_| {
        position += 1;
        !dropped.contains(&(position - 1))
    });
}

fn holds(model: &Model, relation: usize) -> bool {
    let relation = &model.relations[relation];
    let value: i128 = relation.terms.iter().map(|(cell, factor)| factor * model.cells[*cell].value).sum();
    relation.least.is_none_or(|least| value >= least) && relation.most.is_none_or(|most| value <= most)
}

/// Adjustable cells that relations tie together, with those relations, where something is open or does not hold.
fn groups(model: &Model, open: &[bool], adjustable: &[bool]) -> Vec<(Vec<CellId>, Vec<usize>)> {
    let mut relations_of: BTreeMap<CellId, Vec<usize>> = BTreeMap::new();
    for (position, relation) in model.relations.iter().enumerate() {
        for (cell, _) in relation.terms.iter().filter(|(cell, _)| adjustable[*cell]) {
            relations_of.entry(*cell).or_default().push(position);
        }
    }
    let mut seen = BTreeSet::new();
    let mut groups = Vec::new();
    for first in relations_of.keys() {
        if !seen.insert(*first) {
            continue;
        }
        let (mut cells, mut relations, mut next) = (vec![*first], BTreeSet::new(), 0);
        while next < cells.len() {
            for relation in &relations_of[&cells[next]] {
                if relations.insert(*relation) {
                    let terms = model.relations[*relation].terms.iter().map(|(cell, _)| *cell);
                    cells.extend(terms.filter(|cell| adjustable[*cell] && seen.insert(*cell)));
                }
            }
            next += 1;
        }
        if cells.iter().any(|cell| open[*cell]) || relations.iter().any(|relation| !holds(model, *relation)) {
            groups.push((cells, relations.into_iter().collect()));
        }
    }
    groups
}

fn values(model: &Model, open: &[bool], cells: &[CellId], relations: &[usize]) -> Option<Vec<i128>> {
    let place: BTreeMap<CellId, usize> = cells.iter().enumerate().map(|(place, cell)| (*cell, place)).collect();
    let mut far = 1_000;
    let mut bounds = Vec::new();
    for relation in relations {
        let relation = &model.relations[*relation];
        let fixed = relation.terms.iter().filter(|(cell, _)| !place.contains_key(cell));
        let fixed: i128 = fixed.map(|(cell, factor)| factor * model.cells[*cell].value).sum();
        far = far.max(2 * fixed.abs());
        bounds.push(Bound {
            terms: relation.terms.iter().filter_map(|(cell, factor)| Some((*place.get(cell)?, *factor))).collect(),
            least: relation.least.map(|least| least - fixed),
            most: relation.most.map(|most| most - fixed),
        });
    }
    let ranges: Vec<(i128, i128)> = cells
        .iter()
        .map(|cell| {
            let known = &model.cells[*cell];
            if known.figure && !open[*cell] {
                return known.told;
            }
            // What is withheld at its source is at least 1, for readers know that zeros are shown.
            let least = known.least.max(i128::from(known.primary.is_some() && known.zeros_shown && open[*cell]));
            (least, far.max(known.value))
        })
        .collect();
    let wished: Vec<i128> = cells
        .iter()
        .map(|cell| if open[*cell] { model.cells[*cell].threshold / 2 + 1 } else { model.cells[*cell].value })
        .collect();
    search(&bounds, &ranges, &wished, TRIALS)
}
