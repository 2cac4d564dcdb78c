//! The neighbourhood of some cells: which of them belong together, and a small model of what is around them.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::super::model::{CellId, Model, Relation};
use super::Site;

/// The most cells that a neighbourhood has: the engine decides again for every change that is tried.
const MOST_CELLS: usize = 300;
/// The most cells that are walked to see whether two figures belong together.
const MOST_WALKED: usize = 5_000;

/// A part of the site's model.
#[derive(Clone)]
pub(super) struct Around {
    pub(super) model: Model,
    /// By cell of this model, the one of the site.
    pub(super) cells: Vec<CellId>,
    /// The reverse.
    pub(super) place: BTreeMap<CellId, CellId>,
    /// Whether everything that is tied to the group is in it.
    pub(super) whole: bool,
}

/// The cells in groups that are tied to each other by what readers do not see.
pub(super) fn groups(site: &Site<'_>, cells: &[CellId]) -> Vec<Vec<CellId>> {
    let mut left: BTreeSet<CellId> = cells.iter().copied().collect();
    let mut groups = Vec::new();
    while let Some(first) = left.pop_first() {
        let mut seen = BTreeSet::from([first]);
        let mut queue = VecDeque::from([first]);
        let mut group = vec![first];
        while let Some(cell) = queue.pop_front() {
            for other in site.relations_of[cell].iter().flat_map(|at| &site.built.model.relations[*at].terms) {
                if seen.len() < MOST_WALKED && !site.stays(other.0) && seen.insert(other.0) {
                    queue.push_back(other.0);
                    if left.remove(&other.0) {
                        group.push(other.0);
                    }
                }
            }
        }
        group.sort_unstable();
        groups.push(group);
    }
    groups
}

/// What is around a group, nearest first, as far as it is small. Every relation in it is whole. `others` are stuck cells
/// elsewhere: here they count as what nobody asks for, so that each group is cured by itself.
pub(super) fn around(site: &Site<'_>, group: &[CellId], others: &[CellId]) -> Around {
    let model = &site.built.model;
    let mut cells: Vec<CellId> = group.to_vec();
    let mut seen: BTreeSet<CellId> = group.iter().copied().collect();
    let mut relations = BTreeSet::new();
    let mut next = 0;
    while let Some(cell) = cells.get(next).copied() {
        next += 1;
        for at in &site.relations_of[cell] {
            let terms = model.relations[*at].terms.iter().map(|(cell, _)| *cell);
            let fresh: BTreeSet<CellId> = terms.filter(|cell| !seen.contains(cell)).collect();
            if seen.len() + fresh.len() <= MOST_CELLS && relations.insert(*at) {
                seen.extend(&fresh);
                cells.extend(fresh);
            }
        }
        let known = &model.cells[cell];
        let tied = known
            .rests_on
            .iter()
            .chain(&known.contributors)
            .filter(|other| seen.len() < MOST_CELLS && seen.insert(**other));
        let tied: Vec<CellId> = tied.copied().collect();
        cells.extend(tied);
    }
    let place: BTreeMap<CellId, CellId> = cells.iter().enumerate().map(|(place, cell)| (*cell, place)).collect();
    let here = |cell: &CellId| place.get(cell).copied();
    let inside = cells.iter().map(|cell| {
        let mut known = model.cells[*cell].clone();
        known.rests_on = known.rests_on.iter().filter_map(here).collect();
        known.contributors = known.contributors.as_ref().and_then(here);
        if others.contains(cell) && !group.contains(cell) {
            (known.asked, known.frozen, known.primary, known.least) = (false, false, None, 0);
        }
        known
    });
    let inside = inside.collect();
    let inner = relations.iter().map(|at| {
        let relation = &model.relations[*at];
        let terms = relation.terms.iter().filter_map(|(cell, factor)| Some((here(cell)?, *factor)));
        Relation { terms: terms.collect(), total: relation.total.as_ref().and_then(here), ..relation.clone() }
    });
    let whole = cells.iter().flat_map(|cell| &site.relations_of[*cell]).all(|at| relations.contains(at));
    Around { whole, model: Model { cells: inside, relations: inner.collect() }, cells, place }
}
