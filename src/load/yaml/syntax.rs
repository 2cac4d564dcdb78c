//! What the YAML reader says of a text that is not YAML, in the analyst's words.

use std::ops::Range;
use std::sync::Arc;

use crate::diagnostic::{Diagnostics, Place, Source};

/// Causes by a phrase of the reader's message, with what to do.
const KNOWN: [(&str, &str, &str); 11] = [
    ("mapping values are not allowed", "there is a second colon on this line, or the line is indented too far", QUOTE),
    (
        "while scanning a quoted scalar",
        "a quotation mark is opened here and never closed",
        "close it where the text ends",
    ),
    ("unexpected end of stream", "a quotation mark is opened and never closed", "close it where the text ends"),
    ("tab character", "this line is indented with a tab", "indent with spaces"),
    (
        "cannot start any token",
        "this begins with a tab or with a sign that YAML keeps for itself",
        "indent with spaces, and put a text that begins with a sign in quotation marks",
    ),
    ("',' or ']'", "a list in square brackets is not closed", "add the `]`, or the comma between two of its parts"),
    ("',' or '}'", "a group in braces is not closed", "add the `}`, or the comma between two of its keys"),
    (
        "unknown anchor",
        "`*` refers to something that is not there",
        "put a text that begins with `*` in quotation marks",
    ),
    (
        "unknown escape",
        "`\\` in double quotation marks begins a sign that YAML does not know",
        "use single quotation marks",
    ),
    ("recursion limit", "this is nested too deeply", "no description needs more than a few levels"),
    ("repetition limit", "this repeats itself too often", "write it out without `&` and `*`"),
];

const QUOTE: &str = "put a text that holds `:` in quotation marks; indent keys of one group alike";

pub(super) fn report(source: &Arc<Source>, span: &Range<usize>, error: &serde_yaml::Error, log: &mut Diagnostics) {
    let said = error.to_string();
    let text = &source.text[span.clone()];
    if said.contains("more than one document") {
        let at = text.match_indices("\n---").last().map_or(0, |(at, _)| at + 1);
        let message = "a second document begins here";
        log.error("yaml", line_at(source, span, at), message, "take the line `---` out");
        return;
    }
    let noticed = error.location().map_or(0, |location| location.index());
    let bracket = [("',' or ']'", ['[', ']']), ("',' or '}'", ['{', '}'])];
    let bracket = bracket.into_iter().find(|(phrase, _)| said.contains(phrase));
    // The reader notices on a later line what was left open on an earlier one.
    let at = bracket.and_then(|(_, pair)| opened(text, noticed, pair)).unwrap_or(noticed);
    let known = KNOWN.iter().find(|(phrase, ..)| said.contains(phrase));
    let (message, hint) = match known {
        Some((_, cause, hint)) => ((*cause).to_owned(), *hint),
        None => (
            "this cannot be read as YAML".to_owned(),
            "indent keys of one group alike, with spaces; check the line above too",
        ),
    };
    log.error("yaml", line_at(source, span, at), message, hint);
}

/// The last opening bracket before a byte that is not closed before it.
fn opened(text: &str, before: usize, [open, close]: [char; 2]) -> Option<usize> {
    let mut closed = 0;
    text.get(..before)?.char_indices().rev().find_map(|(at, sign)| {
        if sign == close {
            closed += 1;
        } else if sign == open && closed == 0 {
            return Some(at);
        } else if sign == open {
            closed -= 1;
        }
        None
    })
}

/// From a byte of the text to the end of its line.
fn line_at(source: &Arc<Source>, span: &Range<usize>, at: usize) -> Place {
    let text = &source.text[span.clone()];
    let mut at = at.min(text.trim_end().len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    let end = text[at..].find('\n').map_or(text.len(), |length| at + length);
    Place::Text(source.clone(), span.start + at..span.start + end)
}
