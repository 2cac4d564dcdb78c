//! A pattern on its way: hides cells, the ratios that rest on them, and what a single relation would give away.

use std::collections::BTreeSet;

use super::super::model::{CellId, Model, Pattern, Rule};

/// A pattern, and who is bound to whom.
pub(super) struct Hiding<'a> {
    pub(super) model: &'a Model,
    pub(super) pattern: Pattern,
    /// By cell, the relations that hold it.
    pub(super) relations_of: Vec<Vec<usize>>,
    /// How many cells are sensitive themselves.
    pub(super) sensitive: usize,
    /// By cell, the ratios that rest on it.
    ratios_on: Vec<Vec<CellId>>,
}

impl<'a> Hiding<'a> {
    /// Hides what the primary rules name.
    pub(super) fn new(model: &'a Model) -> Self {
        let mut relations_of = vec![Vec::new(); model.cells.len()];
        for (position, relation) in model.relations.iter().enumerate() {
            for (cell, _) in &relation.terms {
                relations_of[*cell].push(position);
            }
        }
        let mut ratios_on = vec![Vec::new(); model.cells.len()];
        for (ratio, cell) in model.cells.iter().enumerate() {
            for base in &cell.rests_on {
                ratios_on[*base].push(ratio);
            }
        }
        let hidden = vec![None; model.cells.len()];
        let sensitive = model.cells.iter().filter(|cell| cell.primary.is_some()).count();
        let mut hiding = Self { model, pattern: Pattern { hidden }, relations_of, sensitive, ratios_on };
        for (position, cell) in model.cells.iter().enumerate() {
            if let Some(rule) = cell.primary {
                hiding.hide(position, rule);
            }
        }
        hiding
    }

    pub(super) fn shows(&self, cell: CellId) -> bool {
        self.pattern.shows(self.model, cell)
    }

    /// Hides a cell and the ratios that rest on it, and says which cells that were. A sensitive cell keeps its own rule.
    pub(super) fn hide(&mut self, cell: CellId, rule: Rule) -> Vec<CellId> {
        let known = &mut self.pattern.hidden[cell];
        if known.is_none() || *known == Some(Rule::HiddenBase) {
            *known = Some(rule);
        }
        let (mut hidden, mut next) = (vec![cell], 0);
        while next < hidden.len() {
            for ratio in &self.ratios_on[hidden[next]] {
                if self.pattern.hidden[*ratio].is_none() {
                    self.pattern.hidden[*ratio] = Some(Rule::HiddenBase);
                    hidden.push(*ratio);
                }
            }
            next += 1;
        }
        hidden
    }

    /// Repeats the rules of single relations until none asks for more.
    pub(super) fn settle_all(&mut self) {
        self.settle_relations((0..self.model.relations.len()).collect());
    }

    /// The same for some relations, and those that it touches.
    pub(super) fn settle_relations(&mut self, mut queue: BTreeSet<usize>) {
        while let Some(relation) = queue.pop_first() {
            while self.needs_more(relation) {
                let Some(cell) = self.cheapest(relation) else { break };
                for hidden in self.hide(cell, Rule::Secondary(relation)) {
                    queue.extend(&self.relations_of[hidden]);
                }
            }
        }
    }

    /// The least dear cell of a relation that a reader still sees.
    fn cheapest(&self, relation: usize) -> Option<CellId> {
        let terms = self.model.relations[relation].terms.iter().map(|(cell, _)| *cell);
        terms
            .filter(|cell| self.shows(*cell) && self.model.cells[*cell].is_candidate())
            .min_by_key(|cell| self.model.cells[*cell].cost)
    }

    /// Says of each cell that protects others which relation needs it: one that holds a sensitive cell, if there is one.
    pub(super) fn name_reasons(&mut self) {
        for cell in 0..self.model.cells.len() {
            if !matches!(self.pattern.hidden[cell], Some(Rule::Secondary(_) | Rule::HiddenBase)) {
                continue;
            }
            let on_hidden = self.model.cells[cell].rests_on.iter().any(|base| self.pattern.hidden[*base].is_some());
            let telling = |relation: &&usize| {
                let relation = &self.model.relations[**relation];
                let others = relation.terms.iter().map(|(other, _)| *other).filter(|other| *other != cell);
                let (mut sensitive, mut hidden) = (false, false);
                for other in others.filter(|other| !self.shows(*other)) {
                    sensitive |= self.pattern.is_sensitive(other);
                    hidden |= self.pattern.hidden[other].is_some();
                }
                (relation.is_equation(), sensitive, hidden)
            };
            // Of relations that tell alike, the first.
            let relation = self.relations_of[cell].iter().rev().max_by_key(telling).copied();
            self.pattern.hidden[cell] = Some(match relation {
                _ if on_hidden => Rule::HiddenBase,
                Some(relation) => Rule::Secondary(relation),
                None => Rule::HiddenBase,
            });
        }
    }

    fn needs_more(&self, relation: usize) -> bool {
        needs_more(self.model, &self.pattern, relation)
    }
}

/// Whether an equation by itself gives a hidden cell away: it hides only one, or what it hides is together a small
/// number, or events of too few people (the residual rule).
pub(super) fn needs_more(model: &Model, pattern: &Pattern, relation: usize) -> bool {
    let relation = &model.relations[relation];
    if !relation.is_equation() {
        return false;
    }
    let cells = &model.cells;
    let unseen: Vec<(CellId, i128)> =
        relation.terms.iter().filter(|(cell, _)| !pattern.shows(model, *cell)).copied().collect();
    let ruled = |cell: CellId| pattern.hidden[cell].is_some();
    if !unseen.iter().any(|(cell, _)| ruled(*cell)) {
        return false;
    }
    // What a shown figure leaves open through its rounding is room for the hidden ones.
    let shown = relation.terms.iter().filter(|(cell, _)| pattern.shows(model, *cell));
    let room: i128 = shown.map(|(cell, factor)| factor.abs() * (cells[*cell].told.1 - cells[*cell].told.0)).sum();
    if let [(only, factor)] = unseen.as_slice() {
        return ruled(*only) && room < factor.abs() * cells[*only].threshold;
    }
    let one_sided = unseen.iter().all(|(_, factor)| factor.signum() == unseen[0].1.signum());
    let sensitive = unseen.iter().any(|(cell, _)| pattern.is_sensitive(*cell));
    if !one_sided || !sensitive {
        return false;
    }
    let threshold = unseen.iter().map(|(cell, _)| cells[*cell].threshold).max().unwrap_or_default();
    let together: i128 = unseen.iter().map(|(cell, factor)| factor.abs() * cells[*cell].value).sum();
    let people: i128 =
        unseen.iter().filter_map(|(cell, _)| cells[*cell].contributors).map(|people| cells[people].value).sum();
    let events = relation.total.is_some_and(|total| cells[total].contributors.is_some());
    room < threshold && (together <= threshold || (events && people <= threshold))
}
