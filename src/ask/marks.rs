//! Marks that promise a note and have none: asterisks, daggers and raised figures.

use std::ops::Range;

use super::Page;
use crate::diagnostic::Diagnostics;
use crate::schema::{MARK_HINT, marks};

/// Reports every mark in the words of the pages, and whatever looks like a reference to a note and is none.
pub(super) fn check(pages: &[Page], log: &mut Diagnostics) {
    for prose in pages.iter().flat_map(|page| &page.body.prose) {
        let mut report = |code: &'static str, range: Range<usize>, message: String, hint: &str| {
            if let Some(place) = prose.place(&range) {
                log.error(code, place, message, hint);
            }
        };
        for range in marks(&prose.text) {
            let message = format!("`{}` marks something, and nothing says what", &prose.text[range.clone()]);
            report("undefined-mark", range, message, MARK_HINT);
        }
        for (at, sign) in prose.text.match_indices("[^") {
            let hint = "write `[^name]` with a name of letters, digits, `-` and `_`; what the note says stands in a \
                        line of its own, `[^name]: …`; for the two signs themselves write them as `code`";
            report("note", at..at + sign.len(), "this is no reference to a note".to_owned(), hint);
        }
    }
}
