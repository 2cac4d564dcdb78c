//! The certificate: for every sensitive cell two whole-number completions of everything published, one low and one high.
//! Whoever holds it can check, without a solver, that what is hidden cannot be worked out.

mod check;
mod fault;

pub(super) use check::check;
pub(super) use fault::Fault;

use super::model::CellId;

/// One way in which all hidden numbers could be, told by its differences from the model's own values: each cell that
/// differs, once, with its value here.
pub(super) type Completion = Vec<(CellId, i128)>;

/// Completions, and which of them witness what.
#[derive(Clone, Debug, Default)]
pub(super) struct Certificate {
    pub(super) completions: Vec<Completion>,
    /// One for every sensitive cell, in the order of the cells.
    pub(super) witnesses: Vec<Witness>,
}

/// What a reader has to reckon with for one sensitive cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Witness {
    pub(super) cell: CellId,
    /// The completion in which the cell is lowest; nothing where the model's own values are the witness.
    pub(super) low: Option<usize>,
    /// The completion in which it is highest.
    pub(super) high: Option<usize>,
}
