//! What an author says of single figures: to keep or to hide them gladly, that they are public already, waivers, and why
//! they were revised.

use jiff::civil::Date;

use super::catalogue::FactId;
use crate::diagnostic::Place;

/// Which of several figures should rather be hidden, where one has to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Wish {
    /// Hide others before this one.
    Keep,
    /// Hide this one before others.
    PreferToHide,
}

/// A decision to show figures that a primary rule would hide, and who took it.
#[derive(Clone, Debug)]
pub(crate) struct Waiver {
    pub(crate) facts: Vec<FactId>,
    /// Name or role of whoever answers for it.
    pub(crate) person: String,
    pub(crate) reason: String,
    /// The day of the decision, as `2026-01-31`.
    pub(crate) date: String,
    pub(crate) place: Place,
}

/// Why some figures have another number than an edition showed.
#[derive(Clone, Debug)]
pub(crate) struct Explained {
    pub(crate) facts: Vec<FactId>,
    /// The edition that showed the old numbers.
    pub(crate) edition: String,
    /// Where the edition is named.
    pub(crate) place: Place,
    pub(crate) reason: String,
    pub(crate) date: Date,
}
