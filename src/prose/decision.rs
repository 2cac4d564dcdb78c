//! What a recorded decision covers.

use std::ops::Range;

use super::text::{OBJECT, Text};

/// Whether the words of a decision stand in the text and hold the range.
pub(super) fn covers(words: &str, text: &Text<'_>, range: &Range<usize>) -> bool {
    let (words, _) = plain(&without_figures(words));
    let (flat, places) = plain(&text.flat);
    !words.is_empty()
        && flat.match_indices(words.as_str()).any(|(at, _)| {
            let (first, last) = (places[at], places[at + words.len() - 1]);
            let end = last + text.flat[last..].chars().next().map_or(0, char::len_utf8);
            first <= range.start && range.end <= end
        })
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
