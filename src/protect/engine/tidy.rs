//! Tidying: shows again what turned out not to be needed, the dearest first. A cell is not needed where every sensitive
//! cell has witnesses in which it stands still.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;

use super::super::model::{CellId, Model, Pattern, Rule};
use super::audit::{Audit, Findings, Reached, SIZES};
use super::blocks::{Block, blocks};
use super::hiding::{Hiding, needs_more};
use super::patch::Patch;
use super::remedy::MANY;
use super::{Looks, Watcher, look};

/// Moves for one push: what takes long is hardly worth it.
const EFFORT: usize = 16;
/// How much looking a block is worth: entries of tableaux times pushes. Less where very many cells are sensitive.
const MOST_WORK: [usize; 2] = [80_000_000, 40_000_000];

/// Shows what is not needed, and returns what is known of every block now.
pub(super) fn tidy(hiding: &mut Hiding<'_>, looks: Looks, watcher: Watcher<'_>) -> Looks {
    let sensitive = hiding.sensitive;
    let audit = Audit { model: hiding.model, pattern: &hiding.pattern, relations_of: &hiding.relations_of };
    let most_work = MOST_WORK[usize::from(hiding.sensitive > MANY)];
    let tidied_cells = AtomicUsize::new(0);
    let looks: Vec<(Block, Findings)> = looks.into_iter().collect();
    let tidied: Vec<(Findings, Vec<CellId>)> = looks
        .into_par_iter()
        .map(|(block, findings)| {
            let mut tidying = Tidying::new(&audit, findings, most_work);
            tidying.run(&block.cells);
            let done = tidied_cells.fetch_add(tidying.findings.reached.len(), Ordering::Relaxed);
            watcher(sensitive + done, 2 * sensitive);
            (tidying.findings, tidying.shown)
        })
        .collect();
    let mut known = Vec::new();
    for (findings, shown) in tidied {
        for cell in shown {
            hiding.pattern.hidden[cell] = None;
        }
        known.push(findings);
    }
    let looks = divided(hiding, &known);
    ratios(hiding, looks)
}

/// What is known, by the blocks that there are now: what was one may have come apart.
fn divided(hiding: &Hiding<'_>, known: &[Findings]) -> Looks {
    let found_in: BTreeMap<CellId, usize> = known
        .iter()
        .enumerate()
        .flat_map(|(at, findings)| findings.reached.keys().map(move |cell| (*cell, at)))
        .collect();
    let mut looks = Looks::new();
    for block in blocks(hiding.model, &hiding.pattern) {
        let mut findings = Findings::default();
        let mut places: BTreeMap<(usize, usize), usize> = BTreeMap::new();
        for cell in &block.cells {
            let Some(at) = found_in.get(cell) else { continue };
            let mut take = |position: Option<usize>| {
                position.map(|position| {
                    *places.entry((*at, position)).or_insert_with(|| {
                        findings.completions.push(known[*at].completions[position].clone());
                        findings.completions.len() - 1
                    })
                })
            };
            let reached = known[*at].reached[cell];
            let reached = Reached { low_in: take(reached.low_in), high_in: take(reached.high_in), ..reached };
            findings.reached.insert(*cell, reached);
        }
        looks.insert(block, findings);
    }
    looks
}

/// Ratios that were hidden with a base that is shown again: shown too, where that exposes nothing.
fn ratios(hiding: &mut Hiding<'_>, mut looks: Looks) -> Looks {
    for ratio in 0..hiding.model.cells.len() {
        let freed = hiding.pattern.hidden[ratio] == Some(Rule::HiddenBase)
            && hiding.model.cells[ratio].rests_on.iter().all(|base| hiding.pattern.hidden[*base].is_none());
        if !freed {
            continue;
        }
        hiding.pattern.hidden[ratio] = None;
        let relations = &hiding.relations_of[ratio];
        let needed = relations.iter().any(|relation| needs_more(hiding.model, &hiding.pattern, *relation));
        let again = look(hiding, looks.clone());
        if needed || again.values().any(|findings| !findings.exposed(hiding.model).is_empty()) {
            let relation = relations.first().copied().unwrap_or_default();
            hiding.pattern.hidden[ratio] = Some(Rule::Secondary(relation));
        } else {
            looks = again;
        }
    }
    looks
}

/// One block on its way.
struct Tidying<'a> {
    audit: &'a Audit<'a>,
    model: &'a Model,
    pattern: Pattern,
    findings: Findings,
    shown: Vec<CellId>,
    /// By hidden cell, the completions in which it moves.
    moves_in: BTreeMap<CellId, BTreeSet<usize>>,
    /// By completion, the sensitive cells that it witnesses.
    witnessed: BTreeMap<usize, BTreeSet<CellId>>,
    /// What is left of the work that the block is worth.
    work: usize,
}

impl<'a> Tidying<'a> {
    fn new(audit: &'a Audit<'a>, findings: Findings, most_work: usize) -> Self {
        let mut tidying = Self {
            audit,
            model: audit.model,
            pattern: audit.pattern.clone(),
            findings: Findings::default(),
            shown: Vec::new(),
            moves_in: BTreeMap::new(),
            witnessed: BTreeMap::new(),
            work: most_work,
        };
        tidying.findings.completions = findings.completions;
        for (cell, reached) in findings.reached {
            tidying.adopt(cell, reached);
        }
        tidying
    }

    /// Takes on what witnesses a cell.
    fn adopt(&mut self, cell: CellId, reached: Reached) {
        for position in [reached.low_in, reached.high_in].into_iter().flatten() {
            self.witnessed.entry(position).or_default().insert(cell);
            for (moved, _) in &self.findings.completions[position] {
                self.moves_in.entry(*moved).or_default().insert(position);
            }
        }
        self.findings.reached.insert(cell, reached);
    }

    /// Lets go of what witnesses a cell.
    fn forget(&mut self, cell: CellId) {
        let Some(reached) = self.findings.reached.get(&cell) else { return };
        for position in [reached.low_in, reached.high_in].into_iter().flatten() {
            let Some(cells) = self.witnessed.get_mut(&position) else { continue };
            cells.remove(&cell);
            if cells.is_empty() {
                self.witnessed.remove(&position);
                for (moved, _) in &self.findings.completions[position] {
                    if let Some(positions) = self.moves_in.get_mut(moved) {
                        positions.remove(&position);
                    }
                }
            }
        }
    }

    /// The sensitive cells that lean on a cell's moving.
    fn leaning(&self, cell: CellId) -> BTreeSet<CellId> {
        let positions = self.moves_in.get(&cell).into_iter().flatten();
        positions.filter_map(|position| self.witnessed.get(position)).flatten().copied().collect()
    }

    fn run(&mut self, block: &[CellId]) {
        let is_secondary = |cell: &CellId| matches!(self.pattern.hidden[*cell], Some(Rule::Secondary(_)));
        let mut candidates: Vec<CellId> = block.iter().copied().filter(is_secondary).collect();
        candidates.sort_by_key(|cell| std::cmp::Reverse(self.model.cells[*cell].cost));
        candidates.retain(|cell| !(self.leaning(*cell).is_empty() && self.show(*cell)));
        if self.audit.fits(block) {
            if let Some(mut patch) = Patch::new(self.model, &self.pattern, block, self.audit.relations_of) {
                for cell in candidates {
                    self.attempt(&mut patch, cell);
                }
            }
            return;
        }
        let mut tried = BTreeSet::new();
        for cell in &candidates {
            if tried.contains(cell) {
                continue;
            }
            let around = self.audit.around(*cell, SIZES[1]);
            let Some(mut patch) = Patch::new(self.model, &self.pattern, &around, self.audit.relations_of) else {
                continue;
            };
            let near: BTreeSet<CellId> = around.iter().take(SIZES[0]).copied().collect();
            for cell in candidates.iter().filter(|cell| near.contains(cell)) {
                if tried.insert(*cell) {
                    self.attempt(&mut patch, *cell);
                }
            }
        }
    }

    /// Shows a cell, unless a relation by itself would then say too much.
    fn show(&mut self, cell: CellId) -> bool {
        // A ratio goes with what it rests on.
        if self.model.cells[cell].rests_on.iter().any(|base| self.pattern.hidden[*base].is_some()) {
            return false;
        }
        let rule = self.pattern.hidden[cell].take();
        let too_much =
            self.audit.relations_of[cell].iter().any(|relation| needs_more(self.model, &self.pattern, *relation));
        if too_much {
            self.pattern.hidden[cell] = rule;
        } else {
            self.shown.push(cell);
        }
        !too_much
    }

    /// Tries to do without a cell's moving.
    fn attempt(&mut self, patch: &mut Patch, cell: CellId) {
        let leaning = self.leaning(cell);
        self.work = self.work.saturating_sub(leaning.len() * patch.size());
        if self.work == 0 || !leaning.iter().all(|cell| patch.has(*cell)) {
            return;
        }
        let held = patch.hold(cell);
        let mut found: Vec<(CellId, Findings)> = Vec::new();
        for leaning in leaning {
            let mut findings = Findings::default();
            findings.reached.insert(leaning, self.without(leaning, cell, &mut findings.completions));
            self.audit.widen(patch, leaning, EFFORT, &mut findings);
            let done = self.audit.is_protected(leaning, &findings);
            found.push((leaning, findings));
            if !done {
                patch.release(held);
                return;
            }
        }
        if !self.show(cell) {
            patch.release(held);
            return;
        }
        for (leaning, findings) in found {
            self.forget(leaning);
            let offset = self.findings.completions.len();
            self.findings.completions.extend(findings.completions);
            if let Some(reached) = findings.reached.get(&leaning) {
                let moved = |position: Option<usize>| position.map(|position| position + offset);
                self.adopt(
                    leaning,
                    Reached { low_in: moved(reached.low_in), high_in: moved(reached.high_in), ..*reached },
                );
            }
        }
    }

    /// What is left of a sensitive cell's witnesses without those in which `still` moves.
    fn without(&self, cell: CellId, still: CellId, kept: &mut Vec<Vec<(CellId, i128)>>) -> Reached {
        let value = self.model.cells[cell].value;
        let mut reached = Reached { low: value, low_in: None, high: value, high_in: None };
        let Some(known) = self.findings.reached.get(&cell) else { return reached };
        let mut keep = |position: Option<usize>| {
            let completion = &self.findings.completions[position?];
            let holds = completion.iter().all(|(moved, _)| *moved != still);
            holds.then(|| {
                kept.push(completion.clone());
                kept.len() - 1
            })
        };
        if let Some(position) = keep(known.low_in) {
            (reached.low, reached.low_in) = (known.low, Some(position));
        }
        if let Some(position) = keep(known.high_in) {
            (reached.high, reached.high_in) = (known.high, Some(position));
        }
        reached
    }
}
