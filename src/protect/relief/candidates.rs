//! Which changes are worth trying for a group of cells, the most promising first.

use super::super::model::{CellId, Relation};
use super::Site;
use super::around::Around;
use super::change::{Change, pairs};
use crate::schema::FactId;

/// Relations further away than this many are not looked at.
const MOST_RELATIONS: usize = 12;
/// Claims that are tried.
const MOST_CLAIMS: usize = 8;
/// Pairs of one sum that are tried.
const MOST_PAIRS: usize = 6;

/// Changes around the first `stuck` cells of a neighbourhood.
pub(super) fn candidates(site: &Site<'_>, around: &Around, stuck: usize) -> Vec<Change> {
    let mut found = Found { site, around, changes: Vec::new() };
    let model = &around.model;
    let holds = |relation: &&Relation| relation.terms.iter().any(|(cell, _)| *cell < stuck);
    let near: Vec<&Relation> = model.relations.iter().filter(holds).take(MOST_RELATIONS).collect();
    // Of a claim that stands further away the figures around are told all the same.
    for relation in model.relations.iter().filter(|relation| relation.claim).take(MOST_CLAIMS) {
        found.add(Change::DropClaim { name: relation.name.clone() });
    }
    for relation in &near {
        found.of_sum(relation, stuck);
    }
    let mut cells: Vec<CellId> = (0..stuck).collect();
    cells.extend(near.iter().flat_map(|relation| &relation.terms).map(|(cell, _)| *cell));
    let mut seen = vec![false; model.cells.len()];
    cells.retain(|cell| !std::mem::replace(&mut seen[*cell], true));
    for cell in &cells {
        found.of_cell(*cell, stuck);
    }
    found.changes
}

struct Found<'a> {
    site: &'a Site<'a>,
    around: &'a Around,
    changes: Vec<Change>,
}

impl Found<'_> {
    fn add(&mut self, change: Change) {
        if !self.changes.contains(&change) {
            self.changes.push(change);
        }
    }

    fn facts(&self, cell: CellId) -> &[FactId] {
        self.around.cells.get(cell).map_or(&[], |cell| &self.site.facts_of[*cell])
    }

    /// Whether leaving the cell out of this site takes it away from readers.
    fn can_go(&self, cell: CellId) -> bool {
        self.around.model.cells[cell].asked && !self.site.is_public(self.around.cells[cell])
    }

    fn of_sum(&mut self, relation: &Relation, stuck: usize) {
        let Some(total) = relation.total else { return };
        let parts: Vec<CellId> = relation
            .terms
            .iter()
            .map(|(cell, _)| *cell)
            .filter(|cell| *cell != total && !self.facts(*cell).is_empty())
            .collect();
        let mut pairs: Vec<(usize, usize)> = Vec::new();
        for first in 0..parts.len() {
            for second in first + 1..parts.len() {
                // Of a stuck part, every other; of a stuck total, neighbours.
                if parts[first] < stuck || parts[second] < stuck || (total < stuck && second == first + 1) {
                    pairs.push((first, second));
                }
            }
        }
        pairs.sort_by_key(|(first, second)| (second - first, *first));
        for (first, second) in pairs.into_iter().take(MOST_PAIRS) {
            if let Some(merge) = self.merge(parts[first], parts[second]) {
                self.add(merge);
            }
        }
        let periods = self.spans_periods(total, &parts);
        if self.can_go(total) {
            self.add(if periods { Change::LeaveOut { cell: total } } else { Change::LeaveOutTotal { total } });
        }
        if periods {
            for cell in parts.iter().filter(|part| self.can_go(**part)).copied().collect::<Vec<_>>() {
                self.add(Change::LeaveOutPeriod { cell });
            }
        }
        if parts.len() > 1 && parts.iter().all(|part| self.can_go(*part)) {
            self.add(Change::LeaveOutParts { total, parts });
        }
    }

    /// The categories in which two figures differ, if it is one.
    fn merge(&self, a: CellId, b: CellId) -> Option<Change> {
        let catalogue = self.site.catalogue;
        if ![a, b].iter().all(|cell| self.can_go(*cell)) {
            return None;
        }
        let all = self.facts(a).iter().flat_map(|a| self.facts(b).iter().map(move |b| (*a, *b)));
        for (a, b) in all {
            let (one, other) = (&catalogue.fact(a).key, &catalogue.fact(b).key);
            if (one.dataset, one.period, one.measure) != (other.dataset, other.period, other.measure) {
                continue;
            }
            let differ: Vec<usize> =
                (0..one.members.len()).filter(|at| one.members[*at] != other.members[*at]).collect();
            let [dimension] = differ.as_slice() else { continue };
            let members = (one.members[*dimension], other.members[*dimension]);
            let members = (members.0.min(members.1), members.0.max(members.1));
            let described = &catalogue.dataset_of(a).dimensions[*dimension];
            let totals = described.is_total(members.0) || described.is_total(members.1);
            // Whatever is public of the two stays known one by one.
            let all = pairs(self.site, self.around, one.dataset, *dimension, members);
            if !totals && all.iter().all(|(_, a, b)| self.can_be_merged(*a) && self.can_be_merged(*b)) {
                return Some(Change::Merge { dataset: one.dataset, dimension: *dimension, members });
            }
        }
        None
    }

    fn can_be_merged(&self, cell: CellId) -> bool {
        !self.site.is_public(self.around.cells[cell])
    }

    /// Whether the parts of a sum are shorter periods of its total.
    fn spans_periods(&self, total: CellId, parts: &[CellId]) -> bool {
        let catalogue = self.site.catalogue;
        let period = |cell: CellId| {
            let fact = self.facts(cell).first()?;
            Some(catalogue.dataset_of(*fact).periods[catalogue.fact(*fact).key.period].days())
        };
        let whole = period(total);
        whole.is_some() && parts.iter().any(|part| period(*part).is_some() && period(*part) != whole)
    }

    fn of_cell(&mut self, cell: CellId, stuck: usize) {
        let known = self.around.cells[cell];
        if self.site.is_waived(known) && !self.site.is_public(known) {
            self.add(Change::Withdraw { cell });
        } else if self.around.model.cells[cell].frozen {
            self.add(Change::NotPublic { cell });
        }
        if !self.can_go(cell) {
            return;
        }
        let catalogue = self.site.catalogue;
        let ratio = self.facts(cell).iter().any(|fact| !catalogue.measure_of(*fact).kind.is_additive());
        if ratio {
            self.add(Change::LeaveOutRatio { ratio: cell });
        } else if cell < stuck {
            self.add(Change::LeaveOut { cell });
        }
    }
}
