//! Blocks: cells that a reader does not know exactly and that relations tie to each other. Each can be looked at by itself.

use super::super::model::{CellId, Model, Pattern};

/// Cells to look at together, and which of them are shown, if rounded: what is known of a block holds for just this.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Block {
    pub(super) cells: Vec<CellId>,
    shown: Vec<CellId>,
}

/// For every cell, whether its value is open to a reader: hidden, not asked for, or shown rounded.
pub(super) fn is_open(model: &Model, pattern: &Pattern, cell: CellId) -> bool {
    let known = &model.cells[cell];
    !pattern.shows(model, cell) || known.told.0 != known.told.1
}

/// Every block that holds a sensitive cell, each in the order of its cells.
pub(super) fn blocks(model: &Model, pattern: &Pattern) -> Vec<Block> {
    let mut leader: Vec<usize> = (0..model.cells.len()).collect();
    for relation in &model.relations {
        let mut first: Option<usize> = None;
        for (cell, _) in &relation.terms {
            if !is_open(model, pattern, *cell) {
                continue;
            }
            let root = root(&mut leader, *cell);
            match first {
                None => first = Some(root),
                Some(known) => {
                    leader[known.max(root)] = known.min(root);
                    first = Some(known.min(root));
                }
            }
        }
    }
    let mut members: Vec<Vec<CellId>> = vec![Vec::new(); model.cells.len()];
    for cell in 0..model.cells.len() {
        if is_open(model, pattern, cell) {
            members[root(&mut leader, cell)].push(cell);
        }
    }
    members.retain(|cells| cells.iter().any(|cell| pattern.is_sensitive(*cell)));
    let shown = |cells: &[CellId]| cells.iter().copied().filter(|cell| pattern.shows(model, *cell)).collect();
    members.into_iter().map(|cells| Block { shown: shown(&cells), cells }).collect()
}

fn root(leader: &mut [usize], mut at: usize) -> usize {
    while leader[at] != at {
        leader[at] = leader[leader[at]];
        at = leader[at];
    }
    at
}
