//! Marks that promise a note and have none: asterisks, daggers and raised figures.

use std::ops::Range;

use super::passage::Passage;
use super::prose::Prose;
use crate::diagnostic::{Diagnostics, Place};
use crate::schema::{MARK_HINT, marks};

/// Reports every mark in the words of the pages, and whatever looks like a reference to a note and is none.
pub(super) fn check(passages: &[Passage], log: &mut Diagnostics) {
    for prose in passages.iter().filter(|passage| !passage.page.is_empty()).map(Prose::of) {
        let mut report = |code: &'static str, range: Range<usize>, message: String, hint: &str| {
            if let Some(place) = prose.place(&range) {
                log.error(code, place, message, hint);
            }
        };
        for range in marks(&prose.text) {
            let message = format!("`{}` marks something, and nothing says what", &prose.text[range.clone()]);
            report("undefined-mark", range, message, MARK_HINT);
        }
        for (at, sign) in prose.text.match_indices("[^").filter(|(at, _)| !is_escaped(&prose, *at)) {
            let hint = "write `[^name]` with a name of letters, digits, `-` and `_`; what the note says stands in a \
                        line of its own, `[^name]: …`; the two signs themselves are written `\\[^`";
            report("note", at..at + sign.len(), "this is no reference to a note".to_owned(), hint);
        }
    }
}

/// Whether the author wrote a backslash before a sign.
fn is_escaped(prose: &Prose<'_>, at: usize) -> bool {
    match prose.place(&(at..at + 1)) {
        Some(Place::Text(source, span)) => source.text[..span.start].ends_with('\\'),
        _ => false,
    }
}
