//! Numbers in a sentence, in digits and in words.

use std::ops::Range;

use super::exempt;
use super::sentence::Sentence;
use super::vocabulary::Vocabulary;
use crate::number::Number;
use crate::words::{number_of, part_of, spelt};

/// No number has more words.
const LONGEST: usize = 16;

/// What a number in prose amounts to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Amount {
    Plain(Number),
    Percent(Number),
    /// A part of a whole.
    Part(i128, i128),
    /// Small, and no more is said: `a handful`.
    Small,
    /// In letters of another script, or otherwise not understood.
    Unread,
}

/// Every number of the sentence that is no date, age, duration, name or number of a thing.
pub(super) fn find(sentence: &Sentence<'_>, vocabulary: &Vocabulary) -> Vec<(Range<usize>, Amount)> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < sentence.words.len() {
        let (amount, length) = match one(sentence, at, vocabulary) {
            Some((amount, length)) => (Some(amount), length),
            None => (None, 1),
        };
        if let Some(amount) = amount {
            let end = at + length - 1;
            found.push((sentence.words[at].range.start..sentence.words[end].range.end, amount));
        }
        at += length;
    }
    found
}

/// The number that begins at a word, and how many words it takes.
fn one(sentence: &Sentence<'_>, at: usize, vocabulary: &Vocabulary) -> Option<(Amount, usize)> {
    let word = &sentence.words[at];
    if sentence.is_name(&word.range) {
        return None;
    }
    if let Some(found) = in_so_many(sentence, at, vocabulary) {
        return Some(found);
    }
    if word.has_digit() {
        if exempt::digits(sentence, at, vocabulary) {
            return None;
        }
        return Some(digits(sentence, at));
    }
    if exempt::words(sentence, at) {
        return None;
    }
    in_words(sentence, at, vocabulary)
}

/// `one in five`, `1 out of 5`.
fn in_so_many(sentence: &Sentence<'_>, at: usize, vocabulary: &Vocabulary) -> Option<(Amount, usize)> {
    let number = |by: isize| {
        let word = sentence.near(at, by);
        number_of(word).or_else(|| word.parse::<i128>().ok())
    };
    let (second, length) = match (sentence.near(at, 1), sentence.near(at, 2)) {
        ("in", _) => (2, 3),
        ("out", "of") => (3, 4),
        _ => return None,
    };
    let (part, whole) = (number(0)?, number(second)?);
    let about = sentence.around(at).any(|word| vocabulary.is_noun(&word.lower));
    let fits = 0 < part && part <= whole && whole < 1_000;
    (fits && about).then_some((Amount::Part(part, whole), length))
}

fn digits(sentence: &Sentence<'_>, at: usize) -> (Amount, usize) {
    let word = &sentence.words[at];
    let bare = word.raw.trim_start_matches(['+', '\u{a3}']).trim_end_matches('%').replace(',', "");
    let bare = bare.replace('\u{2013}', "-");
    let (unit, length) = unit(sentence, at);
    match Number::parse(&bare) {
        Ok(number) if unit || word.raw.ends_with('%') => (Amount::Percent(number), length),
        Ok(number) => (Amount::Plain(number), 1),
        Err(_) => (Amount::Unread, 1),
    }
}

/// Whether a unit of percentages follows, and how many words number and unit take.
fn unit(sentence: &Sentence<'_>, at: usize) -> (bool, usize) {
    match (sentence.near(at, 1), sentence.near(at, 2)) {
        ("percentage", "point" | "points") | ("per", "cent") => (true, 3),
        ("percent", _) => (true, 2),
        _ if sentence.gap(at).trim_start().starts_with('%') => (true, 1),
        _ => (false, 1),
    }
}

/// `four children`, `a third of`, `a handful of reports`.
fn in_words(sentence: &Sentence<'_>, at: usize, vocabulary: &Vocabulary) -> Option<(Amount, usize)> {
    let (word, next) = (sentence.near(at, 0), sentence.near(at, 1));
    let whole = |number: i64| Amount::Plain(Number::whole(number));
    let counts = |length: usize, words: usize| sentence.counts(at + length - 1, words, vocabulary);
    let small = match word {
        "couple" | "pair" | "twins" => Some(whole(2)),
        "trio" => Some(whole(3)),
        "handful" | "few" => Some(Amount::Small),
        "single" | "sole" | "lone" => Some(whole(1)),
        "no" | "none" | "nil" => Some(whole(0)),
        _ => None,
    };
    if let Some(small) = small {
        let near = if matches!(word, "no" | "single" | "sole" | "lone") { 2 } else { 3 };
        return counts(1, near).then_some((small, 1));
    }
    if word == "both" {
        let ahead = (1..4).find(|by| !["of", "the", "these", "those"].contains(&sentence.near(at, *by)))?;
        let joined = sentence.near(at, ahead + 1) == "and";
        return (vocabulary.is_noun(sentence.near(at, ahead)) && !joined).then_some((whole(2), 1));
    }
    if word == "half" {
        return (counts(1, 3) || (next == "of" && counts(1, 4))).then_some((Amount::Part(1, 2), 1));
    }
    let following: Vec<&str> = sentence.words[at..].iter().take(LONGEST).map(|word| word.lower.as_str()).collect();
    let part = number_of(word).or((word == "a").then_some(1));
    if let (Some(part), Some(whole)) = (part, part_of(next)) {
        let names = part < whole && (sentence.near(at, 2) == "of" || counts(2, 3));
        return names.then_some((Amount::Part(part, whole), 2));
    }
    let (number, length) = spelt(&following)?;
    let number = i64::try_from(number).ok()?;
    let (percent, with_unit) = unit(sentence, at + length - 1);
    if percent {
        return Some((Amount::Percent(Number::whole(number)), length + with_unit - 1));
    }
    // "There were four." counts what the sentence before it names.
    let ends = sentence.word(at, length.cast_signed()).is_none_or(|next| next.clause != sentence.words[at].clause);
    let of_them =
        (sentence.near(at, length.cast_signed()), sentence.near(at, length.cast_signed() + 1)) == ("of", "them");
    let of_them = of_them && sentence.around(at).any(|word| vocabulary.is_noun(&word.lower));
    let said = ["were", "by", "only", "just", "numbered", "totalled", "had"].contains(&sentence.near(at, -1));
    (counts(length, 3) || of_them || (ends && said)).then_some((whole(number), length))
}
