//! Linear relations between facts that are not sums: what bands tell of events, and people counted in several periods.

use super::catalogue::FactId;

/// The terms, each a fact and its coefficient, make a number from `least` to `most`.
#[derive(Clone, Debug)]
pub(crate) struct Bound {
    pub(crate) terms: Vec<(FactId, i64)>,
    pub(crate) least: Option<i64>,
    pub(crate) most: Option<i64>,
    /// In words, for reports and messages.
    pub(crate) name: String,
}
