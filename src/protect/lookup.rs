//! Finds facts by words, as somebody types them who does not know by heart what the figures are called.

use std::collections::BTreeSet;

use super::report::expression;
use crate::diagnostic::nearest;
use crate::schema::{Catalogue, FactId};

/// No more than this many figures are proposed where none is called so.
const MOST_PROPOSED: usize = 5;

/// What may have been meant by words that fit nothing.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Meant {
    /// The words with those that no figure has put right, where that can be.
    pub(crate) words: Option<String>,
    /// Figures that have the most of them, by their expressions and names.
    pub(crate) figures: Vec<(String, String)>,
}

/// The facts in whose names or expressions all words stand, in singular or plural; where there are none, with the titles of the
/// datasets. Where some of them have the words at the beginnings of theirs, those are meant.
pub(super) fn search(catalogue: &Catalogue, words: &str) -> Vec<FactId> {
    let words = split(words);
    for titles in [false, true] {
        let texts = texts(catalogue, titles);
        let all = |holds: fn(&str, &str) -> bool| -> Vec<FactId> {
            let fits = |text: &str| words.iter().all(|word| holds(text, word));
            texts.iter().enumerate().filter(|(_, text)| fits(text)).map(|(at, _)| FactId(at)).collect()
        };
        let found = [all(begins), all(holds)].into_iter().find(|found| !found.is_empty());
        if let Some(found) = found {
            return found;
        }
    }
    Vec::new()
}

/// What may have been meant by words that fit nothing.
pub(super) fn near(catalogue: &Catalogue, words: &str) -> Meant {
    let texts = texts(catalogue, true);
    let known: BTreeSet<&str> = texts.iter().flat_map(|text| tokens(text)).collect();
    let put_right = |word: String| -> Option<String> {
        if texts.iter().any(|text| holds(text, &word)) {
            return Some(word);
        }
        nearest(&word, known.iter().copied()).map(str::to_owned)
    };
    let righted: Vec<Option<String>> = split(words).into_iter().map(put_right).collect();
    let usable: Vec<&String> = righted.iter().flatten().collect();
    let all: Option<Vec<&str>> = righted.iter().map(Option::as_deref).collect();
    let all = all.map(|all| all.join(" ")).filter(|all| !search(catalogue, all).is_empty());
    let score = |text: &String| usable.iter().filter(|word| holds(text, word)).count();
    let most = texts.iter().map(score).max().unwrap_or_default();
    let best = texts.iter().enumerate().filter(|(_, text)| most > 0 && score(text) == most);
    let figure =
        |(at, _): (usize, &String)| (expression::of(catalogue, FactId(at)), expression::name(catalogue, FactId(at)));
    Meant { words: all, figures: best.take(MOST_PROPOSED).map(figure).collect() }
}

/// What each fact is called, in small letters.
fn texts(catalogue: &Catalogue, titles: bool) -> Vec<String> {
    let text = |fact: FactId| {
        let title = if titles { catalogue.dataset_of(fact).title.as_str() } else { "" };
        format!("{} {} {title}", expression::of(catalogue, fact), expression::name(catalogue, fact)).to_lowercase()
    };
    (0..catalogue.facts.len()).map(FactId).map(text).collect()
}

fn split(words: &str) -> Vec<String> {
    words.split_whitespace().map(str::to_lowercase).collect()
}

fn tokens(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|token| !token.is_empty())
}

/// Whether a word stands at the beginning of one of a text's.
fn begins(text: &str, word: &str) -> bool {
    let starts = |at: usize| !text[..at].chars().next_back().is_some_and(char::is_alphanumeric);
    [word, singular(word)].iter().any(|word| text.match_indices(word).any(|(at, _)| starts(at)))
}

fn holds(text: &str, word: &str) -> bool {
    text.contains(singular(word)) || text.contains(word)
}

/// `interviews` is one `interview`; a word that is short or has no such end is as it was.
fn singular(word: &str) -> &str {
    let stem = word.strip_suffix("ies").or_else(|| word.strip_suffix("'s")).or_else(|| word.strip_suffix('s'));
    stem.filter(|stem| stem.chars().count() > 2 && !stem.ends_with('s')).unwrap_or(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plurals_and_beginnings_are_found() {
        assert_eq!(
            ["visits", "cities", "child's", "is", "class"].map(singular),
            ["visit", "cit", "child", "is", "class"]
        );
        let text = "missing.children[\"city\"] children, area: oxford city";
        assert!(begins(text, "childs") && begins(text, "cities") && !begins(text, "ford"));
        assert!(holds(text, "ford") && !holds(text, "north"));
    }
}
