//! The last resort for an exposed cell: supposes that everything near it is hidden that may be. Either that leaves a reader in
//! enough doubt, and what moves in the witnesses is what to hide; or nothing helps.

use std::collections::BTreeSet;

use super::super::model::{CellId, Rule};
use super::audit::Audit;
use super::hiding::Hiding;

/// How many cells around the exposed one are supposed to be hidden, first and if that was too few.
const SIZES: [usize; 3] = [60, 300, 1_200];

/// Visible cells to hide; nothing where hiding all of them would not suffice.
pub(super) fn last_resort(hiding: &Hiding<'_>, cell: CellId) -> Option<Vec<CellId>> {
    let model = hiding.model;
    let mut all = hiding.pattern.clone();
    for (candidate, hidden) in all.hidden.iter_mut().enumerate() {
        if hidden.is_none() && model.cells[candidate].is_candidate() {
            *hidden = Some(Rule::Secondary(0));
        }
    }
    let audit = Audit { model, pattern: &all, relations_of: &hiding.relations_of };
    let mut before = 0;
    for size in SIZES {
        let around = audit.around(cell, size);
        if around.len() == before {
            break;
        }
        before = around.len();
        let findings = audit.look_at(&around, &[cell]);
        if audit.is_protected(cell, &findings) {
            let moved: BTreeSet<CellId> = findings
                .completions
                .iter()
                .flatten()
                .map(|(moved, _)| *moved)
                .filter(|moved| hiding.shows(*moved))
                .collect();
            return Some(moved.into_iter().filter(|moved| model.cells[*moved].is_candidate()).collect());
        }
    }
    None
}
