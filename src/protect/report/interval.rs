//! What a reader can infer of a hidden figure, told so that the telling is no hidden value.

use serde::Serialize;

use super::super::model::ModelCell;

/// Among the numbers that fit everything published are two so far apart, and one above so many. Both are what the rules
/// ask for, which the certificate proves, and nothing of what it found: it starts at the data's own numbers, so that its
/// ends tell of them, however they are rounded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Interval {
    pub(crate) width: i128,
    pub(crate) beyond: i128,
}

impl Interval {
    /// What is proved of every sensitive cell with a witness.
    pub(super) fn proved(cell: &ModelCell) -> Self {
        Self { width: cell.threshold, beyond: cell.threshold }
    }
}
