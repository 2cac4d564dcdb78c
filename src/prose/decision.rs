//! What a recorded decision covers.

use std::ops::Range;

use super::text::{OBJECT, Text};
use crate::ask::Decision;

/// Where the words of each decision stand in the text.
pub(super) fn quoted(decisions: &[Decision], text: &Text<'_>) -> Vec<Vec<Range<usize>>> {
    let (flat, places) = plain(&text.flat);
    let quoted = |decision: &Decision| {
        let (words, _) = plain(&without_figures(&decision.text));
        let range = |(at, found): (usize, &str)| {
            let last = places[at + found.len() - 1];
            places[at]..last + text.flat[last..].chars().next().map_or(0, char::len_utf8)
        };
        if words.is_empty() { Vec::new() } else { flat.match_indices(words.as_str()).map(range).collect() }
    };
    decisions.iter().map(quoted).collect()
}

/// Figures are quoted in their braces, and read as one sign.
fn without_figures(words: &str) -> String {
    let mut plain = String::new();
    let mut rest = words;
    while let Some((before, after)) = rest.split_once("{{") {
        plain.push_str(before);
        plain.push(OBJECT);
        rest = after.split_once("}}").map_or("", |(_, rest)| rest);
    }
    plain + rest
}

/// A text without the difference that typography makes, and for each of its bytes where it comes from.
fn plain(text: &str) -> (String, Vec<usize>) {
    let (mut plain, mut places) = (String::new(), Vec::new());
    for (at, c) in text.char_indices() {
        let c = match c {
            '\u{2018}' | '\u{2019}' => '\'',
            '\u{201c}' | '\u{201d}' => '"',
            '\u{2013}' | '\u{2014}' => '-',
            c if c.is_whitespace() => ' ',
            '*' => continue,
            c => c,
        };
        if c == ' ' && (plain.is_empty() || plain.ends_with(' ')) {
            continue;
        }
        plain.push(c);
        places.extend(std::iter::repeat_n(at, c.len_utf8()));
    }
    if plain.ends_with(' ') {
        plain.pop();
        places.pop();
    }
    (plain, places)
}
