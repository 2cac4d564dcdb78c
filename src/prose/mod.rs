//! Finds what prose says without being bound to data: numbers, words of direction, and the story of a single person.
//! Nothing here knows data, only passages and the words of the catalogue.

mod decision;
mod direction;
mod exempt;
mod number;
mod person;
mod sentence;
#[cfg(test)]
mod tests;
mod text;
mod vocabulary;

use std::ops::Range;

pub(crate) use number::Amount;
pub(crate) use vocabulary::{Vocabulary, members_of, nouns_of};

use crate::ask::{Decision, HEADING, Passage};
use crate::diagnostic::Place;
use text::Text;

/// Something in prose that its author has to bind, to cite, or to answer for.
#[derive(Clone, Debug)]
pub(crate) struct Finding {
    pub(crate) kind: Kind,
    /// The words, as they stand there.
    pub(crate) words: String,
    pub(crate) place: Place,
    /// Path of the page inside `content`, and where on it.
    pub(crate) page: String,
    pub(crate) block: String,
    /// The sentence around it, and the heading above.
    pub(crate) sentence: String,
    pub(crate) heading: String,
    /// The sentence before and the one after, in the same passage.
    pub(crate) beside: String,
    /// Whether the sentence names its source.
    pub(crate) cited: bool,
    /// Whether somebody decided that the words may stand.
    pub(crate) decided: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A number that is no date, age, duration or name.
    Number(Amount),
    /// A word of direction, a superlative, a majority.
    Word,
    /// Details that together tell of one person: which kinds there are.
    SinglePerson(Vec<&'static str>),
}

/// What a passage turned out to hold, before it has its place.
struct Hit {
    kind: Kind,
    range: Range<usize>,
    sentence: Range<usize>,
    beside: Range<usize>,
    cited: bool,
}

/// A page with the decisions of its front matter.
pub(crate) type Decided<'a> = (&'a str, &'a [Decision]);

/// Everything found, in reading order, and the places of decisions that cover nothing.
pub(crate) fn examine(
    passages: &[Passage],
    decided: &[Decided<'_>],
    vocabulary: &Vocabulary,
) -> (Vec<Finding>, Vec<Place>) {
    let mut findings = Vec::new();
    let mut used: Vec<Vec<bool>> = decided.iter().map(|(_, decisions)| vec![false; decisions.len()]).collect();
    let mut heading = (String::new(), String::new());
    for passage in passages {
        if heading.0 != passage.page {
            heading = (passage.page.clone(), String::new());
        }
        let text = Text::of(passage, vocabulary);
        let page = decided.iter().position(|(page, _)| *page == passage.page);
        let hits = hits(&text, &heading.1, vocabulary);
        let quoted = page.filter(|_| !hits.is_empty()).map(|page| decision::quoted(decided[page].1, &text));
        for hit in hits {
            // Words of another language only look like English ones.
            if passage.unread && !text.written(hit.range.clone()).contains(|c: char| c.is_ascii_digit()) {
                continue;
            }
            let covers = |range: &Range<usize>| range.start <= hit.range.start && hit.range.end <= range.end;
            let covering =
                quoted.as_ref().and_then(|quoted| quoted.iter().position(|ranges| ranges.iter().any(covers)));
            if let (Some(page), Some(found)) = (page, covering) {
                used[page][found] = true;
            }
            findings.push(Finding {
                kind: hit.kind,
                words: text.written(hit.range.clone()),
                place: text.place(&hit.range),
                page: passage.page.clone(),
                block: passage.block.clone(),
                sentence: text.near(&hit.range, &hit.sentence).to_owned(),
                heading: heading.1.clone(),
                beside: text.near(&hit.range, &hit.beside).to_owned(),
                cited: hit.cited,
                decided: covering.is_some(),
            });
        }
        if passage.block == HEADING {
            heading.1.clone_from(&text.flat);
        }
    }
    let unused = decided.iter().zip(used).flat_map(|((_, decisions), used)| {
        decisions.iter().zip(used).filter(|(_, used)| !used).map(|(decision, _)| decision.place.clone())
    });
    (findings, unused.collect())
}

/// Whether a list of words, with blanks between them, has a word.
fn lists(list: &str, word: &str) -> bool {
    list.split(' ').any(|listed| listed == word)
}

fn hits(text: &Text<'_>, heading: &str, vocabulary: &Vocabulary) -> Vec<Hit> {
    let sentences = sentence::all(text, heading, vocabulary);
    let mut hits = Vec::new();
    for (position, sentence) in sentences.iter().enumerate() {
        let first = position.saturating_sub(1);
        let last = (position + 1).min(sentences.len() - 1);
        let beside = sentences[first].range.start..sentences[last].range.end;
        let numbers = number::find(sentence, vocabulary);
        let words = direction::find(sentence, vocabulary);
        let numbers = numbers.into_iter().map(|(range, amount)| (range, Kind::Number(amount)));
        let words = words.into_iter().map(|range| (range, Kind::Word));
        let mut found: Vec<(Range<usize>, Kind)> = numbers.chain(words).collect();
        found.sort_by_key(|(range, _)| range.start);
        hits.extend(found.into_iter().map(|(range, kind)| {
            let cited = sentence.cited || text.is_cited(&range);
            Hit { kind, range, sentence: sentence.range.clone(), beside: beside.clone(), cited }
        }));
    }
    let stories = person::find(&sentences);
    hits.extend(stories.into_iter().map(|(range, kinds)| Hit {
        kind: Kind::SinglePerson(kinds),
        range: range.clone(),
        beside: range.clone(),
        sentence: range,
        cited: false,
    }));
    hits
}
