//! Words that say how figures lie to each other: rose, fewest, doubled, most, trend.

use std::ops::Range;

use super::sentence::Sentence;
use super::vocabulary::Vocabulary;
use super::{exempt, lists};
use crate::words::{Direction, direction_of};

const SUPERLATIVE: &str = "\
    fewest highest lowest largest smallest biggest greatest majority minority doubled doubling halved halving \
    tripled trebled quadrupled twice trend spike spiked peak peaked upward upwards downward downwards worsened \
    doubles outnumber outnumbered outnumbers commonest rarest steepest sharpest crept edged dipped slid mushroomed \
    upswing eased widened narrowed overtook worst all-time";
/// What stands for what is counted.
const AMOUNTS: &str = "number numbers figures total totals rate rates proportion percentage";

/// Every such word in a clause that names what is counted, where it is neither denied nor only supposed.
pub(super) fn find(sentence: &Sentence<'_>, vocabulary: &Vocabulary) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    // "The fewest are in {{ … | lowest("area") }}" is answered for by its figure.
    if sentence.text.ranks(&sentence.range) {
        return found;
    }
    for (at, word) in sentence.words.iter().enumerate() {
        let counts = || {
            let words: Vec<&str> = sentence.clause(at).map(|word| word.lower.as_str()).collect();
            // "Some larger numbers are hidden" and "the number of meetings fell" name nothing that is counted.
            let amounts = |index: usize| lists(AMOUNTS, words[index]) && words.get(index + 1) != Some(&"of");
            let alone = !lists(AMOUNTS, sentence.near(at, 1));
            words.iter().any(|word| vocabulary.is_noun(word)) || (alone && (0..words.len()).any(amounts))
        };
        if !sentence.is_name(&word.range) && claims(sentence, at, vocabulary) && counts() && !is_denied(sentence, at) {
            found.push(word.range.clone());
        }
    }
    found
}

fn claims(sentence: &Sentence<'_>, at: usize, vocabulary: &Vocabulary) -> bool {
    let (before, word, next) = (sentence.near(at, -1), sentence.near(at, 0), sentence.near(at, 1));
    // "To reduce the number" is an aim.
    if before == "to" {
        return false;
    }
    // "The higher the number, the more …" is a rule; "more than 24 hours" a time.
    const COMPARED: &str = "more less fewer higher lower greater larger smaller";
    let rule = |index: usize| sentence.near(index, -1) == "the" && lists(COMPARED, sentence.near(index, 0));
    if rule(at) && (0..sentence.words.len()).filter(|index| rule(*index)).count() > 1 {
        return false;
    }
    let time = next == "than" && lists("hour hours day days week weeks month months year years", sentence.near(at, 3));
    if time && matches!(word, "more" | "less" | "fewer") {
        return false;
    }
    match word {
        "record" => lists("high low number numbers level levels year", next),
        "bulk" => before == "the" && next == "of",
        "top" => before == "came",
        "all" => {
            let amount = matches!(before, "nearly" | "almost");
            amount && (next == "of" || sentence.counts(at, 2, vocabulary))
        }
        "most" => {
            let marks = matches!(before, "the" | "our" | "their" | "its" | "at" | "second" | "third");
            next == "of" || next == "common" || (!marks && sentence.counts(at, 3, vocabulary))
        }
        "least" => before != "at" && before != "not",
        "more" | "less" | "fewer" => {
            let once = matches!(sentence.near(at, 2), "once" | "one" | "twice") && next == "than";
            let idle = matches!(before, "once" | "no" | "or" | "and" | "any" | "further") || next == "or";
            !once && !idle && (next == "than" || sentence.counts(at, 2, vocabulary) || word == "fewer")
        }
        "higher" | "lower" | "greater" | "larger" | "bigger" | "smaller" => {
            const LINKS: &str = "is are was were remained remains much far slightly";
            let compared = sentence.clause(at).any(|word| word.lower == "than");
            let amount = matches!(next, "number" | "numbers" | "rate" | "rates" | "share" | "proportion" | "level");
            compared || amount || vocabulary.is_noun(next) || lists(LINKS, before)
        }
        "up" | "down" => matches!(before, "is" | "are" | "was" | "were" | "went" | "going"),
        "same" | "similar" | "comparable" | "level" | "constant" | "static" | "flat" => (-4..0)
            .any(|by| matches!(sentence.near(at, by), "remained" | "remains" | "remain" | "stayed" | "stays" | "stay")),
        "equal" | "identical" => false,
        "grow" | "grows" | "grew" | "growing" | "grown" if next == "out" => false,
        word if lists(SUPERLATIVE, word) => true,
        word => match direction_of(word) {
            Some(Direction::Up | Direction::Down | Direction::Same) => true,
            None => false,
        },
    }
}

/// Whether the clause denies or only supposes what the word says, or asks for it.
fn is_denied(sentence: &Sentence<'_>, at: usize) -> bool {
    const DENYING: &str = "\
        anticipated not never nor neither didn't doesn't don't isn't wasn't how expect expects expected risk";
    let denied = sentence.clause(at).any(|word| lists(DENYING, word.lower.replace('\u{2019}', "'").as_str()));
    denied || exempt::is_supposed(sentence, at)
}
