//! Passages cut into sentences, and sentences into words.

use std::ops::Range;

use super::lists;
use super::text::Text;
use super::vocabulary::Vocabulary;
use crate::words::tokens;

pub(super) struct Sentence<'t> {
    pub(super) text: &'t Text<'t>,
    pub(super) range: Range<usize>,
    pub(super) words: Vec<Word<'t>>,
    /// Whether it refers to a note.
    pub(super) cited: bool,
    /// What is called by its name here: labels, periods, organisations.
    pub(super) names: Vec<Range<usize>>,
    /// Whether it names a member of a dataset.
    pub(super) member: bool,
    /// Whether it, a sentence beside it, or the heading above does.
    pub(super) about: bool,
}

#[derive(Debug)]
pub(super) struct Word<'t> {
    pub(super) range: Range<usize>,
    pub(super) raw: &'t str,
    pub(super) lower: String,
    /// The number of its clause in the sentence.
    pub(super) clause: usize,
}

impl Word<'_> {
    pub(super) fn has_digit(&self) -> bool {
        self.raw.contains(char::is_numeric)
    }

    pub(super) fn is_capital(&self) -> bool {
        self.raw.starts_with(char::is_uppercase)
    }

    /// Whether it is something that is counted; people by their age, too: `under-16s`.
    fn is_counted(&self, vocabulary: &Vocabulary) -> bool {
        let age =
            self.raw.strip_suffix('s').is_some_and(|age| age.len() <= 2 && age.bytes().all(|b| b.is_ascii_digit()));
        age || vocabulary.is_noun(&self.lower)
    }
}

impl Sentence<'_> {
    /// The word `by` places after (or before) another, in lower case; empty beyond the ends.
    pub(super) fn near(&self, index: usize, by: isize) -> &str {
        self.word(index, by).map_or("", |word| word.lower.as_str())
    }

    pub(super) fn word(&self, index: usize, by: isize) -> Option<&Word<'_>> {
        self.words.get(index.checked_add_signed(by)?)
    }

    /// What stands between a word and the next.
    pub(super) fn gap(&self, index: usize) -> &str {
        match (self.words.get(index), self.words.get(index + 1)) {
            (Some(word), Some(next)) => &self.text.flat[word.range.end..next.range.start],
            (Some(word), None) => &self.text.flat[word.range.end..self.range.end],
            _ => "",
        }
    }

    /// What stands right before a word.
    pub(super) fn before(&self, index: usize) -> &str {
        match index.checked_sub(1) {
            Some(previous) => self.gap(previous),
            None => &self.text.flat[self.range.start..self.words[index].range.start],
        }
    }

    /// The words around one: as far as somebody reads them together.
    pub(super) fn around(&self, index: usize) -> impl Iterator<Item = &Word<'_>> {
        self.words.iter().skip(index.saturating_sub(TOGETHER)).take(2 * TOGETHER)
    }

    /// The words of the same clause, as far as somebody reads them together.
    pub(super) fn clause(&self, index: usize) -> impl Iterator<Item = &Word<'_>> {
        let clause = self.words[index].clause;
        self.around(index).filter(move |word| word.clause == clause)
    }

    /// Whether these words are part of a name.
    pub(super) fn is_name(&self, words: &Range<usize>) -> bool {
        let after = self.names.partition_point(|name| name.start <= words.start);
        after.checked_sub(1).is_some_and(|last| words.end <= self.names[last].end)
    }

    /// Whether one of the next words of the same clause counts people or what is measured.
    pub(super) fn counts(&self, index: usize, words: usize, vocabulary: &Vocabulary) -> bool {
        let clause = self.words[index].clause;
        let following = self.words.iter().skip(index + 1).take(words);
        following.take_while(|word| word.clause == clause).any(|word| word.is_counted(vocabulary))
    }

    /// Whether a number of people follows with many adjectives: "four very young and particularly vulnerable children".
    pub(super) fn counts_far(&self, index: usize, vocabulary: &Vocabulary) -> bool {
        const ENDS: &str = "\
            a an the of in on at by to for from with without that which who whose where when is are was were has \
            have had this these their its our more each every or";
        let clause = self.words[index].clause;
        let following = self.words.iter().skip(index + 1).take(8);
        following
            .take_while(|word| word.clause == clause && !lists(ENDS, &word.lower) && !is_structure(&word.lower))
            .any(|word| word.is_counted(vocabulary))
    }

    /// Whether a number before this word, or before the end, counts what was named already: "four were", "four in".
    pub(super) fn goes_on(&self, index: usize) -> bool {
        lists(GOING_ON, self.near(index, 1))
    }
}

/// What follows a number that counts something named before.
const GOING_ON: &str = "\
    of in from were was went lived remained had came have live go come stayed left disappeared died";

/// Whether a word names what a text or a table is made of, and not what is counted.
pub(super) fn is_structure(word: &str) -> bool {
    const STRUCTURE: &str = "\
        area areas district districts county counties site sites period periods half-year half-years half-yearly year \
        years table tables chart charts page pages part parts way ways group groups kind kinds type types column \
        columns row rows reason reasons step steps section sections measure measures figure figures number numbers \
        column category categories place places side sides thing things total totals dataset datasets source sources \
        question questions rule rules digit digits word words decimal point points";
    lists(STRUCTURE, word)
}

/// So many words are read together, before and after one.
const TOGETHER: usize = 30;

/// Those of the ranges, in order, that begin within a stretch.
fn within<'r>(ranges: &'r [Range<usize>], stretch: &Range<usize>) -> &'r [Range<usize>] {
    let first = ranges.partition_point(|range| range.start < stretch.start);
    let end = ranges.partition_point(|range| range.start < stretch.end);
    &ranges[first..end.max(first)]
}

/// Whether one of the ranges, in order, holds an offset.
fn holds(ranges: &[Range<usize>], at: usize) -> bool {
    let after = ranges.partition_point(|range| range.start <= at);
    after.checked_sub(1).is_some_and(|last| at < ranges[last].end)
}

/// The sentences of a text.
pub(super) fn all<'t>(text: &'t Text<'t>, heading: &str, vocabulary: &Vocabulary) -> Vec<Sentence<'t>> {
    let notes = text.notes();
    // The definition of a note is a source itself.
    let source = notes.first().is_some_and(|note| note.start == 0 && text.flat[note.end..].starts_with(':'));
    let names = vocabulary.names_in(&text.flat);
    let ranges = ranges(&text.flat, &notes);
    let members = vocabulary.members_in(&text.flat);
    let about = !members.is_empty() || !vocabulary.members_in(heading).is_empty();
    let sentence = |range: Range<usize>| {
        let words = words(&text.flat, &range, &notes);
        Sentence {
            text,
            cited: source || !within(&notes, &range).is_empty(),
            names: within(&names, &range).to_vec(),
            words,
            member: members.iter().any(|at| range.contains(at)),
            about,
            range,
        }
    };
    ranges.into_iter().map(sentence).collect()
}

/// A note right after a full stop belongs to the sentence before it.
fn ranges(flat: &str, notes: &[Range<usize>]) -> Vec<Range<usize>> {
    let mut ranges = Vec::new();
    let mut start = 0;
    for (at, sign) in flat.match_indices(['.', '!', '?']) {
        if at < start || holds(notes, at) {
            continue;
        }
        let mut end = at + sign.len();
        let rest = &flat[end..];
        let closing = rest.len() - rest.trim_start_matches([')', '"', '\'', '\u{2019}', '\u{201d}']).len();
        end += closing;
        let first = |end: usize| end + flat[end..].len() - flat[end..].trim_start().len();
        while let Ok(note) = notes.binary_search_by_key(&first(end), |note| note.start) {
            end = notes[note].end;
        }
        let rest = &flat[end..];
        let next = rest.trim_start().chars().next();
        let begins = next.is_none_or(|c| !c.is_lowercase());
        let spaced = rest.is_empty() || rest.starts_with(char::is_whitespace);
        if spaced && begins && !is_abbreviation(&flat[start..at], next) {
            ranges.push(start..end);
            start = end;
        }
    }
    if !flat[start..].trim().is_empty() {
        ranges.push(start..flat.len());
    }
    ranges
}

/// `No. 2`, `e.g. …`, and the number of a paragraph at its beginning.
fn is_abbreviation(before: &str, next: Option<char>) -> bool {
    let last = before.rsplit(|c: char| c.is_whitespace() || c == '(').next().unwrap_or_default();
    let number = next.is_some_and(|c| c.is_ascii_digit());
    let alone = before.trim() == last && last.bytes().all(|byte| byte.is_ascii_digit());
    ["e.g", "i.e", "Mr", "Mrs", "Ms", "Dr", "St", "cf", "vs"].contains(&last)
        || (number && ["No", "no", "p", "pp", "para", "Vol", "Fig", "Sect"].contains(&last))
        || alone
}

fn words<'t>(flat: &'t str, range: &Range<usize>, notes: &[Range<usize>]) -> Vec<Word<'t>> {
    const JOINTS: &str = "but while whereas because so which although though";
    let mut words: Vec<Word<'t>> = Vec::new();
    let mut clause = 0;
    for (at, raw) in tokens(&flat[range.clone()]) {
        let start = range.start + at;
        if holds(notes, start) {
            continue;
        }
        let lower = raw.to_lowercase();
        let gap = words.last().map_or("", |word| &flat[word.range.end..start]);
        let dash = gap.contains([' ']) && gap.contains(['\u{2013}', '\u{2014}']);
        if gap.contains([',', ';', ':', '(', ')']) || dash || lists(JOINTS, lower.as_str()) {
            clause += 1;
        }
        words.push(Word { range: start..start + raw.len(), raw, lower, clause });
    }
    words
}
