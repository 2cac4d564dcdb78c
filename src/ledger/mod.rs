//! The ledger of a site, `published.csv`: what each earlier edition showed and marked. It only grows, and it holds nothing
//! that was not public when it was written.

mod read;
mod write;

pub(crate) use read::read;
pub(crate) use write::append;

use crate::number::Number;
use crate::protect::Marker;

/// Its name in the site's folder.
pub(crate) const FILE: &str = "published.csv";
/// Its columns.
const COLUMNS: [&str; 4] = ["edition", "date", "figure", "value"];

/// Everything that was published, edition by edition.
#[derive(Clone, Debug, Default)]
pub(crate) struct Ledger {
    /// In the order in which they were published.
    pub(crate) editions: Vec<Edition>,
}

/// What one edition said.
#[derive(Clone, Debug)]
pub(crate) struct Edition {
    pub(crate) name: String,
    /// The day of its publication, as `2026-01-31`.
    pub(crate) date: String,
    pub(crate) entries: Vec<Entry>,
}

/// What an edition said of one figure.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    /// As an author writes it.
    pub(crate) figure: String,
    pub(crate) said: Said,
    /// The line of the file.
    pub(crate) line: u64,
}

/// What stood in a figure's place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Said {
    Number(Number),
    Marker(Marker),
    /// The figure is a claim, and it stood in the text.
    Claim,
}

/// What stands in place of a value where the figure is a claim.
pub(crate) const CLAIMED: &str = "said";

impl Ledger {
    /// Why an edition cannot be recorded now, if so.
    pub(crate) fn refuses(&self, name: &str, date: &str) -> Option<(String, &'static str)> {
        if self.editions.iter().any(|edition| edition.name == name) {
            return Some((format!("the edition `{name}` is in `{FILE}` already"), "give this one another name"));
        }
        let last = self.editions.last().filter(|last| last.date.as_str() > date)?;
        let message = format!("the edition `{}` in `{FILE}` is of a later day", last.name);
        Some((message, "record editions in the order of their publication"))
    }
}

/// Whether a name can stand in the ledger.
pub(crate) fn is_name(name: &str) -> bool {
    !name.is_empty() && name.trim() == name && name.chars().count() <= 100 && !name.chars().any(char::is_control)
}
