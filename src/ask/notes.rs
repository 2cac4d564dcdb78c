//! The notes of a page: `[^name]` in a text refers to one, `[^name]: text` anywhere in the page says what it is. They are
//! numbered in the order of their first mention.

use std::ops::Range;

use super::rich::{Braced, BracedKind};
use crate::diagnostic::{Diagnostics, Place};

/// What the page that is being laid out says of its notes.
#[derive(Debug, Default)]
pub(super) struct Notes {
    /// Whether texts may refer to notes: in the body, not in the front matter.
    open: bool,
    /// Those mentioned so far, by number.
    order: Vec<Note>,
    references: Vec<(String, Place)>,
    /// Those that follow from a comparison, and that no sentence has mentioned yet.
    pending: Vec<String>,
    /// What the latest figure needs.
    latest: Vec<String>,
}

/// One note of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Note {
    /// Written by the author, under this name.
    Named(String),
    /// Following from what is compared: its text.
    Standing(String),
}

impl Notes {
    /// From here on texts may refer to notes.
    pub(super) fn open(&mut self) {
        self.open = true;
    }

    /// The number of the note that a text refers to.
    pub(super) fn refer(&mut self, name: &str, place: Place, log: &mut Diagnostics) -> Option<usize> {
        if !self.open {
            let message = "a title or a summary has no notes: it is repeated in menus and search engines";
            log.error("note", place, message, "refer to the note in the text of the page");
            return None;
        }
        self.references.push((name.to_owned(), place));
        let note = Note::Named(name.to_owned());
        Some(self.number(&note).unwrap_or_else(|| self.add(note)))
    }

    fn number(&self, note: &Note) -> Option<usize> {
        self.order.iter().position(|known| known == note).map(|position| position + 1)
    }

    fn add(&mut self, note: Note) -> usize {
        self.order.push(note);
        self.order.len()
    }

    /// From here on it is another figure that needs notes.
    pub(super) fn begin_figure(&mut self) {
        self.latest.clear();
    }

    /// What has to be said on the page because of the latest figure.
    pub(super) fn stand(&mut self, texts: Vec<String>) {
        for text in &texts {
            let known = self.pending.contains(text) || self.number(&Note::Standing(text.clone())).is_some();
            if !known {
                self.pending.push(text.clone());
            }
        }
        self.latest.extend(texts);
    }

    /// The numbers to mention after the latest figure: a sentence mentions what follows from it once on a page.
    pub(super) fn mention(&mut self) -> Vec<usize> {
        let mut numbers = Vec::new();
        for text in std::mem::take(&mut self.latest) {
            if let Some(position) = self.pending.iter().position(|pending| *pending == text) {
                numbers.push(self.add(Note::Standing(self.pending[position].clone())));
                self.pending.remove(position);
            }
        }
        numbers
    }

    /// The note of a number. What no sentence has mentioned comes last.
    pub(super) fn get(&mut self, number: usize) -> Option<Note> {
        if number > self.order.len() && !self.pending.is_empty() {
            let first = self.pending.remove(0);
            self.add(Note::Standing(first));
        }
        self.order.get(number.checked_sub(1)?).cloned()
    }

    /// Every reference of an author, with its place.
    pub(super) fn references(&self) -> &[(String, Place)] {
        &self.references
    }
}

/// Every `[^name]` of a text that refers to a note, in order. `[^name]:` at the beginning of a line defines one.
pub(super) fn references(text: &str) -> Vec<Braced> {
    let reference = |(start, _): (usize, &str)| {
        let inside = start + 2;
        let length = text[inside..].find(|c: char| !is_of_name(c))?;
        let end = inside + length + 1;
        let escaped = text[..start].ends_with('\\');
        if length == 0 || escaped || !text[inside + length..].starts_with(']') || defines(text, &(start..end)) {
            return None;
        }
        Some(Braced { span: start..end, expression: text[inside..end - 1].to_owned(), kind: BracedKind::Note })
    };
    text.match_indices("[^").filter_map(reference).collect()
}

fn is_of_name(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '-' || c == '_'
}

/// Whether a `[^name]` begins its line and a colon follows it.
fn defines(text: &str, span: &Range<usize>) -> bool {
    let line = text[..span.start].rfind('\n').map_or(0, |at| at + 1);
    text[line..span.start].chars().all(|c| c == ' ' || c == '>') && text[span.end..].starts_with(':')
}

/// The anchor of a note.
pub(crate) fn anchor(number: usize) -> String {
    format!("note-{number}")
}

/// The anchor of what a page says of its revised figures.
pub(crate) const REVISED_ANCHOR: &str = "revised-figures";
/// What the anchors begin with under which a page says why figures are withheld.
pub(crate) const WITHHELD_ANCHOR: &str = "withheld-";

/// Whether a name is kept for what Candour puts at the foot of the page: notes, revisions, withheld figures.
pub(super) fn is_anchor(name: &str) -> bool {
    if name.starts_with(REVISED_ANCHOR) || name.starts_with(WITHHELD_ANCHOR) {
        return true;
    }
    name.strip_prefix("note-").is_some_and(|rest| !rest.is_empty() && rest.bytes().all(|b| b.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str) -> Vec<String> {
        references(text).into_iter().map(|found| found.expression).collect()
    }

    #[test]
    fn finds_references_and_no_definitions() {
        assert_eq!(names("A[^a] and B[^b-2].\n\n[^a]: One\n> [^b-2]: Two\n[^c] too"), ["a", "b-2", "c"]);
        assert_eq!(names("\\[^a] [^] [^two words] [^a"), [""; 0]);
        assert_eq!(names("here [^a]: it is"), ["a"]);
    }

    #[test]
    fn numbers_by_first_mention_and_what_is_not_mentioned_last() {
        let place = || Place::File("a".to_owned());
        let (mut notes, mut log) = (Notes::default(), Diagnostics::default());
        notes.stand(vec!["in a caption".to_owned()]);
        assert_eq!(notes.refer("early", place(), &mut log), None);
        notes.open();
        assert_eq!(notes.refer("b", place(), &mut log), Some(1));
        assert_eq!(notes.refer("a", place(), &mut log), Some(2));
        assert_eq!(notes.refer("b", place(), &mut log), Some(1));
        notes.begin_figure();
        notes.stand(vec!["in a sentence".to_owned()]);
        assert_eq!(notes.mention(), [3]);
        notes.stand(vec!["in a sentence".to_owned()]);
        assert_eq!(notes.mention(), [0; 0]);
        assert_eq!(notes.get(4), Some(Note::Standing("in a caption".to_owned())));
        assert_eq!((notes.get(5), notes.get(0)), (None, None));
        assert_eq!(log.errors(), 1);
    }
}
