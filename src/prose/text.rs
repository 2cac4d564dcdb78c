//! A passage as one text, with the way back to its places.

use std::ops::Range;

use super::vocabulary::Vocabulary;
use crate::ask::{HEADING, Passage, Run, RunKind};
use crate::diagnostic::Place;
use crate::words::{number_of, tokens};

/// Stands where a figure, a claim, a note or code stands.
pub(super) const OBJECT: char = '\u{fffc}';

/// Bytes of a sentence that are looked at around a finding.
const NEAR: usize = 600;
/// The name of a note is no longer.
const LONGEST_NAME: usize = 100;

pub(super) struct Text<'a> {
    /// What readers read, without the signs that they do not see.
    pub(super) flat: String,
    /// Whether it is a heading.
    pub(super) is_heading: bool,
    runs: Vec<(Range<usize>, &'a Run)>,
}

impl<'a> Text<'a> {
    pub(super) fn of(passage: &'a Passage, vocabulary: &Vocabulary) -> Self {
        let mut flat = String::new();
        let mut runs = Vec::new();
        for run in &passage.runs {
            let start = flat.len();
            match run.kind {
                RunKind::Plain | RunKind::Cited | RunKind::Marker => {
                    flat.extend(run.text.chars().filter(|c| !is_invisible(*c)));
                }
                RunKind::Code if is_said(&run.text, vocabulary) => flat.push_str(&run.text),
                RunKind::Code | RunKind::Figure(_) | RunKind::Claim(_) | RunKind::Note => flat.push(OBJECT),
            }
            runs.push((start..flat.len(), run));
        }
        Self { flat, is_heading: passage.block == HEADING, runs }
    }

    /// Ranges of references to notes, written `[^name]` or read as such already.
    pub(super) fn notes(&self) -> Vec<Range<usize>> {
        let read = self.runs.iter().filter(|(_, run)| run.kind == RunKind::Note).map(|(range, _)| range.clone());
        let written = self.flat.match_indices("[^").filter_map(|(at, _)| {
            let rest = self.flat[at..].char_indices().take(LONGEST_NAME);
            let (length, _) = rest.take_while(|(_, c)| !c.is_whitespace()).find(|(_, c)| *c == ']')?;
            Some(at..at + length + 1)
        });
        let mut notes: Vec<Range<usize>> = read.chain(written).collect();
        notes.sort_by_key(|note| note.start);
        notes
    }

    /// Whether a figure in this stretch puts figures in an order itself: `| highest("area")`.
    pub(super) fn ranks(&self, range: &Range<usize>) -> bool {
        const ORDERS: [&str; 7] = ["highest", "lowest", "rank", "rising", "falling", "against", "trend"];
        let orders = |run: &Run| {
            let filters = run.text.split('|').skip(1).map(|filter| filter.trim().split('(').next().unwrap_or_default());
            filters.into_iter().any(|filter| ORDERS.contains(&filter.trim()))
        };
        self.within(range).any(|(_, run)| matches!(run.kind, RunKind::Figure(_)) && orders(run))
    }

    /// Whether these words are the text of a link to somewhere else.
    pub(super) fn is_cited(&self, range: &Range<usize>) -> bool {
        self.within(range).all(|(_, run)| run.kind == RunKind::Cited)
    }

    /// Whether the text at this offset is the number of a list's item.
    pub(super) fn is_marker(&self, at: usize) -> bool {
        self.within(&(at..at + 1)).any(|(_, run)| run.kind == RunKind::Marker)
    }

    fn within(&self, range: &Range<usize>) -> impl Iterator<Item = &(Range<usize>, &'a Run)> {
        let (range, first) = (range.clone(), self.runs.partition_point(|(known, _)| known.end <= range.start));
        self.runs[first..]
            .iter()
            .take_while(move |(known, _)| known.start < range.end)
            .filter(|(known, _)| !known.is_empty())
    }

    /// The words as their author wrote them: figures in their braces.
    pub(super) fn written(&self, range: Range<usize>) -> String {
        let part = |(known, run): &(Range<usize>, &Run)| match run.kind {
            RunKind::Figure(_) => format!("{{{{ {} }}}}", run.text),
            RunKind::Claim(_) => format!("[{}]", run.text),
            RunKind::Note => format!("[^{}]", run.text),
            _ => self.flat[known.start.max(range.start)..known.end.min(range.end)].to_owned(),
        };
        self.within(&range).map(part).collect()
    }

    /// A stretch of the text around a range, for whoever looks for names in it.
    pub(super) fn near(&self, range: &Range<usize>, within: &Range<usize>) -> &str {
        let mut start = range.start.saturating_sub(NEAR).max(within.start);
        let mut end = range.end.saturating_add(NEAR).min(within.end);
        while !self.flat.is_char_boundary(start) {
            start += 1;
        }
        while !self.flat.is_char_boundary(end) {
            end -= 1;
        }
        &self.flat[start..end]
    }

    /// Where the words are written.
    pub(super) fn place(&self, range: &Range<usize>) -> Place {
        let touched: Vec<&(Range<usize>, &Run)> = self.within(range).collect();
        let (Some(first), Some(last)) = (touched.first(), touched.last()) else {
            return self.runs.first().map_or_else(|| Place::File(String::new()), |(_, run)| run.place.clone());
        };
        let (Some((source, start)), Some((_, end))) =
            (located(first, range, &self.flat), located(last, range, &self.flat))
        else {
            return first.1.place.clone();
        };
        Place::Text(source.clone(), start.start..end.end.max(start.end))
    }
}

type Located<'a> = (&'a std::sync::Arc<crate::diagnostic::Source>, Range<usize>);

/// The part of a run that lies in the range, in its source: exact where the text stands there as it is read.
fn located<'a>((known, run): &(Range<usize>, &'a Run), range: &Range<usize>, flat: &str) -> Option<Located<'a>> {
    let Place::Text(source, span) = &run.place else { return None };
    let inner = known.start.max(range.start)..known.end.min(range.end);
    let written = source.text.get(span.clone())?;
    if written == &flat[known.clone()] {
        return Some((source, span.start + inner.start - known.start..span.start + inner.end - known.start));
    }
    // Of a text in a block the whole value is known: the words may stand in it once.
    let words = &flat[inner];
    let mut found = written.match_indices(words);
    match (found.next(), found.next()) {
        (Some((at, _)), None) if !words.is_empty() => Some((source, span.start + at..span.start + at + words.len())),
        _ => Some((source, span.clone())),
    }
}

/// Signs that take no place: with them a word would be no word.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{2064}' | '\u{feff}')
}

/// Code that says how many is read: `4`, `n=4`, `4 children`, `west: 4`. Code with braces, brackets or a path is code.
fn is_said(text: &str, vocabulary: &Vocabulary) -> bool {
    let words = tokens(text);
    let number = |word: &str| word.contains(char::is_numeric) && !word.contains(char::is_alphabetic);
    let number = |word: &str| number(word) || number_of(word).is_some();
    let names = |word: &str| vocabulary.is_noun(&word.to_lowercase()) || vocabulary.is_member(&word.to_lowercase());
    match words.as_slice() {
        [(_, word)] => number(word),
        [(_, letter), (_, word)] if letter.eq_ignore_ascii_case("n") => number(word),
        words => {
            let plain = !text.contains(['{', '[', '/', '|', '"']);
            plain && words.iter().any(|(_, word)| number(word)) && words.iter().any(|(_, word)| names(word))
        }
    }
}
