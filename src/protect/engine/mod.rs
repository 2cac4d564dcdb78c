//! The engine: decides what is hidden, and proves that it stays hidden. It knows cells and relations, and nothing of pages.
//!
//! Primary rules and the rules of single relations hide first. Then the audit looks for two whole-number completions of
//! everything published for each sensitive cell; where it finds none, a remedy hides more, until nothing is exposed. What
//! turns out not to be needed is shown again.

mod audit;
mod blocks;
mod hiding;
mod optimal;
mod patch;
mod remedy;
mod resort;
mod tableau;
mod tidy;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, VecDeque};

use rayon::prelude::*;

use super::certificate::{Certificate, Completion, Witness};
use super::model::{CellId, Model, Pattern, Relation, Rule};
use audit::{Audit, Findings, Reached};
use blocks::Block;
use hiding::Hiding;
use patch::Way;

/// What is hidden, and the proof that it stays so.
#[derive(Clone, Debug)]
pub(super) struct Settled {
    pub(super) pattern: Pattern,
    pub(super) certificate: Certificate,
}

impl Settled {
    /// Every sensitive cell with the lowest and highest value that the certificate witnesses.
    pub(super) fn intervals(&self, model: &Model) -> Vec<(CellId, i128, i128)> {
        let certificate = &self.certificate;
        let at = |cell: CellId, completion: Option<usize>| {
            let changed = completion.map(|position| &certificate.completions[position]);
            let changed = changed.and_then(|completion| completion.iter().find(|(known, _)| *known == cell));
            changed.map_or(model.cells[cell].value, |(_, value)| *value)
        };
        let interval =
            |witness: &Witness| (witness.cell, at(witness.cell, witness.low), at(witness.cell, witness.high));
        certificate.witnesses.iter().map(interval).collect()
    }
}

/// What cannot be protected: cells that a reader could work out, although everything around them is hidden.
#[derive(Debug)]
pub(super) struct Unprotectable {
    pub(super) cells: Vec<CellId>,
    pub(super) why: Why,
}

/// What stands in the way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Why {
    /// What may be hidden around the cells does not leave a reader in enough doubt.
    Exposed,
    /// The cells are public already, and rest on what has to be hidden.
    Public,
    /// The model's own values do not satisfy the relations of the cells.
    Contradicted,
}

/// How many remedies are looked for at the same time, whatever the machine.
const SIDE_BY_SIDE: usize = 4;

/// What was found of each block.
type Looks = BTreeMap<Block, Findings>;

/// Who wants to know how far the engine is: told what is done, and of how much.
pub(super) type Watcher<'a> = &'a (dyn Fn(usize, usize) + Sync);

/// Hides what has to be hidden, as little as can be found, and proves that it stays hidden.
pub(super) fn settle(model: &Model) -> Result<Settled, Unprotectable> {
    settle_watched(model, &|_, _| {})
}

/// The same, with somebody watching.
pub(super) fn settle_watched(model: &Model, watcher: Watcher<'_>) -> Result<Settled, Unprotectable> {
    if let Some(cells) = contradicted(model) {
        return Err(Unprotectable { cells, why: Why::Contradicted });
    }
    let plain = plain(model);
    let model = &plain;
    let mut hiding = Hiding::new(model);
    let looks = secure(&mut hiding, Looks::new(), watcher)?;
    hiding.settle_all();
    let looks = secure(&mut hiding, looks, watcher)?;
    let looks = tidy::tidy(&mut hiding, looks, watcher);
    let looks = optimal::improve(&mut hiding, looks);
    hiding.name_reasons();
    // What is public already cannot be hidden, whatever rests on what.
    let unshown = |cell: &CellId| model.cells[*cell].frozen && !hiding.shows(*cell);
    let public: Vec<CellId> = (0..model.cells.len()).filter(unshown).collect();
    if !public.is_empty() {
        return Err(Unprotectable { cells: public, why: Why::Public });
    }
    let certificate = certificate(&looks);
    Ok(Settled { pattern: hiding.pattern, certificate })
}

/// Cells of relations that the model's own values do not satisfy, if there are such relations: of such a system nothing
/// can be proved.
fn contradicted(model: &Model) -> Option<Vec<CellId>> {
    let fails = |relation: &&Relation| {
        let value: i128 = relation.terms.iter().map(|(cell, factor)| factor * model.cells[*cell].value).sum();
        relation.least.is_some_and(|least| value < least) || relation.most.is_some_and(|most| value > most)
    };
    let failing: Vec<&Relation> = model.relations.iter().filter(fails).collect();
    let outside = |cell: &CellId| {
        let cell = &model.cells[*cell];
        cell.value < cell.least || cell.figure && !(cell.told.0..=cell.told.1).contains(&cell.value)
    };
    let outside: Vec<CellId> = (0..model.cells.len()).filter(outside).collect();
    let first = failing.iter().filter_map(|relation| relation.terms.first()).map(|(cell, _)| *cell);
    (!failing.is_empty() || !outside.is_empty()).then(|| first.chain(outside).collect())
}

/// The same model with every cell once in each relation.
fn plain(model: &Model) -> Cow<'_, Model> {
    let is_plain = |relation: &Relation| {
        let distinct: BTreeSet<CellId> = relation.terms.iter().map(|(cell, _)| *cell).collect();
        distinct.len() == relation.terms.len() && relation.terms.iter().all(|(_, factor)| *factor != 0)
    };
    if model.relations.iter().all(is_plain) {
        return Cow::Borrowed(model);
    }
    let mut model = model.clone();
    for relation in &mut model.relations {
        let mut factors: BTreeMap<CellId, i128> = BTreeMap::new();
        for (cell, factor) in &relation.terms {
            *factors.entry(*cell).or_insert(0) += factor;
        }
        relation.terms = factors.into_iter().filter(|(_, factor)| *factor != 0).collect();
    }
    Cow::Owned(model)
}

/// Hides more until no block exposes a cell, and returns what was found of each.
fn secure(hiding: &mut Hiding<'_>, mut known: Looks, watcher: Watcher<'_>) -> Result<Looks, Unprotectable> {
    // Protecting is the first half of the work, tidying the other.
    let all = hiding.sensitive;
    loop {
        let looks = look(hiding, known);
        let exposed: Vec<(CellId, Reached)> = looks
            .values()
            .flat_map(|findings| findings.exposed(hiding.model).into_iter().map(|cell| (cell, findings.reached[&cell])))
            .collect();
        if exposed.is_empty() {
            return Ok(looks);
        }
        let mut touched: BTreeSet<usize> = BTreeSet::new();
        let mut helpless = Vec::new();
        let mut waiting: VecDeque<(CellId, Reached)> = exposed.into();
        loop {
            // One remedy a neighbourhood and round: it often cures the neighbours too. A few at a time, side by side.
            let mut batch: Vec<(CellId, Reached)> = Vec::new();
            let mut later: Vec<(CellId, Reached)> = Vec::new();
            let mut taken: BTreeSet<usize> = BTreeSet::new();
            while batch.len() < SIDE_BY_SIDE {
                let Some((cell, reached)) = waiting.pop_front() else { break };
                let relations = &hiding.relations_of[cell];
                if relations.iter().any(|relation| touched.contains(relation)) {
                    continue;
                }
                if relations.iter().any(|relation| taken.contains(relation)) {
                    later.push((cell, reached));
                } else {
                    taken.extend(relations);
                    batch.push((cell, reached));
                }
            }
            waiting.extend(later);
            if batch.is_empty() {
                break;
            }
            watcher(all.saturating_sub(waiting.len()), 2 * all);
            let found: Vec<Vec<CellId>> =
                batch.par_iter().map(|(cell, reached)| remedies(hiding, *cell, *reached)).collect();
            for ((cell, _), remedy) in batch.into_iter().zip(found) {
                if remedy.is_empty() {
                    helpless.push(cell);
                }
                touched.extend(apply(hiding, cell, remedy));
            }
        }
        // Where the solver knows no remedy, everything near is supposed to be hidden, to see what that would bring.
        if touched.is_empty() {
            let mut stuck = Vec::new();
            for cell in helpless {
                match resort::last_resort(hiding, cell) {
                    Some(remedy) if !remedy.is_empty() => {
                        touched.extend(apply(hiding, cell, remedy));
                        break;
                    }
                    _ => stuck.push(cell),
                }
            }
            if touched.is_empty() {
                return Err(Unprotectable { cells: stuck, why: Why::Exposed });
            }
        }
        known = looks;
    }
}

/// Hides a remedy, and returns the relations that this touches.
fn apply(hiding: &mut Hiding<'_>, cell: CellId, remedy: Vec<CellId>) -> BTreeSet<usize> {
    let forced = hiding.relations_of[cell].first().copied().unwrap_or_default();
    let mut touched = BTreeSet::new();
    for hide in remedy {
        for hidden in hiding.hide(hide, Rule::Secondary(forced)) {
            touched.extend(&hiding.relations_of[hidden]);
        }
    }
    touched
}

/// Looks at every block, but for those that were looked at just so before.
fn look(hiding: &Hiding<'_>, mut known: Looks) -> Looks {
    let audit = Audit { model: hiding.model, pattern: &hiding.pattern, relations_of: &hiding.relations_of };
    let blocks = blocks::blocks(hiding.model, &hiding.pattern);
    let (mut looks, mut fresh) = (Looks::new(), Vec::new());
    for block in blocks {
        match known.remove_entry(&block) {
            Some((block, findings)) => {
                looks.insert(block, findings);
            }
            None => fresh.push(block),
        }
    }
    let found: Vec<Findings> = fresh.par_iter().map(|block| audit.look(&block.cells)).collect();
    looks.extend(fresh.into_iter().zip(found));
    looks
}

/// What to hide for one exposed cell: for each way in which it cannot go far enough, the least dear remedy.
fn remedies(hiding: &Hiding<'_>, cell: CellId, reached: Reached) -> Vec<CellId> {
    let known = &hiding.model.cells[cell];
    let mut found = BTreeSet::new();
    let down = known.value - known.low_enough();
    if reached.low > known.low_enough() && down > 0 {
        found.extend(remedy::remedy(hiding, &found, cell, Way::Down, down).unwrap_or_default());
    }
    let goal = (known.threshold + 1).max(known.low_enough().min(known.value) + known.threshold);
    if reached.high < goal {
        found.extend(remedy::remedy(hiding, &found, cell, Way::Up, goal - known.value).unwrap_or_default());
    }
    found.into_iter().collect()
}

/// Puts the findings of all blocks together.
fn certificate(looks: &Looks) -> Certificate {
    let mut completions: Vec<Completion> = Vec::new();
    let mut witnesses = Vec::new();
    for findings in looks.values() {
        let offset = completions.len();
        completions.extend(findings.completions.iter().cloned());
        witnesses.extend(findings.reached.iter().map(|(cell, reached)| Witness {
            cell: *cell,
            low: reached.low_in.map(|position| position + offset),
            high: reached.high_in.map(|position| position + offset),
        }));
    }
    // Tidying leaves completions behind that nobody needs any more.
    let mut used: Vec<usize> = witnesses.iter().flat_map(|witness| [witness.low, witness.high]).flatten().collect();
    used.sort_unstable();
    used.dedup();
    let place = |position: Option<usize>| position.and_then(|position| used.binary_search(&position).ok());
    for witness in &mut witnesses {
        (witness.low, witness.high) = (place(witness.low), place(witness.high));
    }
    let completions = used.iter().map(|position| std::mem::take(&mut completions[*position])).collect();
    witnesses.sort_by_key(|witness| witness.cell);
    Certificate { completions, witnesses }
}
