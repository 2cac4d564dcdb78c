//! Numbers in a sentence, in digits and in words.

use std::ops::Range;

use super::exempt;
use super::lists;
use super::sentence::{Sentence, is_structure};
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
    if is_unread(sentence, at, vocabulary) {
        return Some((Amount::Unread, 1));
    }
    if exempt::words(sentence, at, vocabulary) {
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
    let (second, length): (isize, usize) = match (sentence.near(at, 1), sentence.near(at, 2)) {
        ("in", _) => (2, 3),
        ("out", "of") => (3, 4),
        _ => return None,
    };
    let (part, whole) = (number(0)?, number(second)?);
    let next = sentence.near(at, length.cast_signed());
    let going = lists("of were was are have had", next) || sentence.member;
    let about = going || sentence.around(at).any(|word| vocabulary.is_noun(&word.lower));
    let fits = 0 < part && part <= whole && whole < 1_000;
    (fits && about).then_some((Amount::Part(part, whole), length))
}

/// A word that readers may read as a number, and that is written in other signs: mixed scripts, `四`, `IV children`.
fn is_unread(sentence: &Sentence<'_>, at: usize, vocabulary: &Vocabulary) -> bool {
    const ROMAN: &str = "II III IV V VI VII VIII IX X XI XII";
    const CHINESE: &str = "\u{4e8c}\u{4e09}\u{56db}\u{4e94}\u{516d}\u{4e03}\u{516b}\u{4e5d}\u{5341}";
    let raw = sentence.words[at].raw;
    let other = |c: char| matches!(c, '\u{370}'..='\u{58f}' | '\u{13a0}'..='\u{13ff}');
    let styled = |c: char| matches!(c, '\u{ff21}'..='\u{ff5a}' | '\u{1d400}'..='\u{1d7ff}');
    // The unit in "\u{3bc}g" is no disguise.
    let mixed = raw.contains(|c: char| c.is_ascii_alphabetic()) && raw.contains(other) && raw.chars().count() > 2;
    let roman = lists(ROMAN, raw) && sentence.counts(at, 3, vocabulary) && !exempt::is_numbered(sentence, at);
    mixed || raw.contains(styled) || raw.chars().all(|c| CHINESE.contains(c)) || roman
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
    let word = sentence.near(at, 0);
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
    let nought = matches!(word, "nobody" | "none") && lists("was were had", sentence.near(at, 1));
    if let Some(small) = small.filter(|_| !nought) {
        let near = if matches!(word, "no" | "single" | "sole" | "lone") { 2 } else { 3 };
        return counts(1, near).then_some((small, 1));
    }
    if matches!(word, "nobody" | "none") && lists("was were had", sentence.near(at, 1)) {
        return Some((whole(0), 1));
    }
    if word == "both" {
        let ahead = (1..4).find(|by| !["of", "the", "these", "those"].contains(&sentence.near(at, *by)))?;
        let joined = sentence.near(at, ahead + 1) == "and";
        return (vocabulary.is_noun(sentence.near(at, ahead)) && !joined).then_some((whole(2), 1));
    }
    if let Some((part, whole, length)) = fraction(sentence, at) {
        let end = at + length - 1;
        let by = sentence.near(at, -1) == "by";
        let names = sentence.near(end, 1) == "of" || counts(length, 3) || by || sentence.member;
        let counted = names || lists("were was are have had", sentence.near(end, 1));
        return counted.then_some((Amount::Part(part, whole), length));
    }
    let following: Vec<&str> = sentence.words[at..].iter().take(LONGEST).map(|word| word.lower.as_str()).collect();
    let (number, length) = spelt(&following)?;
    let number = i64::try_from(number).ok()?;
    let (percent, with_unit) = unit(sentence, at + length - 1);
    if percent {
        return Some((Amount::Percent(Number::whole(number)), length + with_unit - 1));
    }
    let end = at + length - 1;
    let far = number > 1 && sentence.counts_far(end, vocabulary);
    let counted = counts(length, 3) || far || counts_what_was_named(sentence, at, end, number, vocabulary);
    counted.then_some((whole(number), length))
}

/// `a third`, `two thirds`, `three-quarters`, `half`: the part, the whole, and how many words they take.
fn fraction(sentence: &Sentence<'_>, at: usize) -> Option<(i128, i128, usize)> {
    let word = sentence.near(at, 0);
    let proper = |part: i128, whole: i128, length: usize| (part < whole).then_some((part, whole, length));
    if word == "half" {
        return Some((1, 2, 1));
    }
    if let Some((part, whole)) = word.split_once('-') {
        return proper(number_of(part)?, part_of(whole)?, 1);
    }
    proper(number_of(word).or((word == "a").then_some(1))?, part_of(sentence.near(at, 1))?, 2)
}

/// "There were four.", "The west: four", "Only four in the west": a number without what it counts, which stands in a
/// sentence before, in the heading, or goes without saying.
fn counts_what_was_named(sentence: &Sentence<'_>, at: usize, end: usize, number: i64, vocabulary: &Vocabulary) -> bool {
    const SAID: &str = "\
        were was are is by only just numbered totalled had has have lost gained remained reached saw counted \
        recorded but fell rose";
    let (before, next) = (sentence.near(at, -1), sentence.near(end, 1));
    let ends = sentence.word(end, 1).is_none_or(|next| next.clause != sentence.words[end].clause);
    let of_them = next == "of" && sentence.near(end, 2) == "them";
    let of_them = of_them && sentence.around(at).any(|word| vocabulary.is_noun(&word.lower));
    let marked = sentence.before(at).trim_end().ends_with(':') || sentence.before(at).ends_with('(');
    let alone = ends
        && ((lists(SAID, before) && (number > 0 || before != "is")) || (marked && (number > 1 || sentence.member)));
    let hour = next == "in" && matches!(sentence.near(end, 3), "morning" | "afternoon" | "evening");
    let structure = is_structure(next) || lists("or and to", next);
    of_them || alone || (number > 1 && !hour && (sentence.goes_on(end) || (sentence.about && !structure)))
}
