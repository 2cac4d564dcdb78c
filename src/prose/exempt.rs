//! Numbers that are no figures: dates, ages, durations, addresses, and the numbers of things.

use super::lists;
use super::sentence::{Sentence, Word};
use super::vocabulary::Vocabulary;
use crate::words::number_of;

const MONTHS: &str = "\
    January February March April May June July August September October November December Jan Feb Mar Apr Jun \
    Jul Aug Sep Sept Oct Nov Dec";
const SPANS: &str = "\
    second seconds minute minutes hour hours day days week weeks month months year years decade decades";
/// What is called by a number.
const NUMBERED: &str = "\
    section sections paragraph paragraphs para paras table tables figure figures fig chart charts note notes \
    part parts chapter chapters article articles regulation regulations schedule annex appendix page pages step \
    steps item items stage phase level tier volume issue version question option grade form rule clause \
    recommendation recommendations box line row column key type exit code group unit band";

/// Whether digits are no figure.
pub(super) fn digits(sentence: &Sentence<'_>, at: usize, vocabulary: &Vocabulary) -> bool {
    is_marker(sentence, at, vocabulary)
        || is_address(sentence, at)
        || is_date(sentence, at, vocabulary)
        || is_time(sentence, at)
        || is_age(sentence, at, vocabulary)
        || is_span(sentence, at)
        || (is_numbered(sentence, at) && !counts_next(sentence, at, vocabulary))
        || is_unit(&sentence.words[at])
        || is_code(sentence, at, vocabulary)
        || (is_telephone(sentence, at) && !sentence.counts(at, 3, vocabulary))
        || is_bare_zero(sentence, at, vocabulary)
}

/// Whether a number stands right before what is counted, with no sign between them: "Table 4 children".
fn counts_next(sentence: &Sentence<'_>, at: usize, vocabulary: &Vocabulary) -> bool {
    sentence.gap(at).trim().is_empty() && vocabulary.is_noun(sentence.near(at, 1))
}

/// `km²`, `CO₂`: letters with a raised or lowered figure.
fn is_unit(word: &Word<'_>) -> bool {
    let raised = |c: char| c.is_numeric() && !c.is_ascii_digit() && !c.is_alphabetic();
    let plain = |c: char| "\u{b2}\u{b3}\u{2082}\u{2083}".contains(c);
    word.raw.starts_with(|c: char| c.is_ascii_alphabetic())
        && word.raw.chars().all(|c| c.is_ascii_alphabetic() || (raised(c) && plain(c)))
}

/// Whether a word for a number is no figure.
pub(super) fn words(sentence: &Sentence<'_>, at: usize) -> bool {
    let (before, word, next) = (sentence.near(at, -1), sentence.near(at, 0), sentence.near(at, 1));
    let generic = match word {
        "one" => {
            let named = matches!(next, "another" | "day" | "way" | "or")
                || matches!(before, "no" | "which" | "each" | "every" | "any" | "another" | "other");
            let defined = matches!(before, "is" | "as") && sentence.near(at, -2) != "there";
            named || defined || is_supposed(sentence, at)
        }
        "no" | "none" => {
            matches!(next, "one" | "longer" | "doubt" | "more" | "fewer" | "less") || is_supposed(sentence, at)
        }
        "single" | "couple" | "few" | "pair" => is_supposed(sentence, at),
        "half" => matches!(before, "first" | "second" | "last" | "other" | "past" | "each" | "per"),
        _ => false,
    };
    generic || is_span(sentence, at) || is_age_in_words(sentence, at)
}

/// Whether a clause speaks of what may be, and not of what was.
pub(super) fn is_supposed(sentence: &Sentence<'_>, at: usize) -> bool {
    const SUPPOSING: &str = "\
        can cannot could may might would should if whether unless must any whenever until will";
    sentence.clause(at).any(|word| lists(SUPPOSING, word.lower.as_str()) && word.raw != "May")
}

/// The number of an item: of a typed list, or of one that does not begin with 1.
fn is_marker(sentence: &Sentence<'_>, at: usize, vocabulary: &Vocabulary) -> bool {
    let first = at == 0 && sentence.range.start == 0 && sentence.before(0).trim().is_empty();
    if !first || !sentence.gap(0).starts_with(['.', ')']) {
        return false;
    }
    // "3. Children in the west" says how many, whatever it looks like.
    let near = if sentence.text.is_marker(sentence.words[0].range.start) { 3 } else { 1 };
    let begins = sentence.words.get(1).is_some_and(|next| next.is_capital());
    let near = if begins { near } else { 3 };
    !sentence.words.iter().skip(1).take(near).any(|word| vocabulary.is_noun(&word.lower))
}

/// Part of an e-mail or web address, a file's name or an identifier.
fn is_address(sentence: &Sentence<'_>, at: usize) -> bool {
    let flat = &sentence.text.flat;
    let range = &sentence.words[at].range;
    let joined = |c: &char| !c.is_whitespace();
    let start: usize = flat[..range.start].chars().rev().take(100).take_while(joined).map(char::len_utf8).sum();
    let end: usize = flat[range.end..].chars().take(100).take_while(joined).map(char::len_utf8).sum();
    let chunk = &flat[range.start - start..range.end + end];
    let chunk = chunk.trim_end_matches(['.', ',', ';', ':', ')']);
    let ending = chunk.rsplit_once('.').is_some_and(|(stem, ending)| {
        stem.contains(|c: char| c.is_alphabetic()) && ending.starts_with(|c: char| c.is_ascii_alphabetic())
    });
    let identifier = chunk.contains('_') && chunk.starts_with(|c: char| c.is_ascii_alphabetic());
    identifier || ending || chunk.contains("://")
}

fn is_month(word: &str) -> bool {
    lists(MONTHS, word)
}

fn is_year(word: &str) -> bool {
    word.len() == 4 && word.parse::<u32>().is_ok_and(|year| (1800..2100).contains(&year))
}

fn is_date(sentence: &Sentence<'_>, at: usize, vocabulary: &Vocabulary) -> bool {
    let raw = |by: isize| sentence.word(at, by).map_or("", |word| word.raw);
    let counted = vocabulary.is_noun(sentence.near(at, 1));
    let tight = |index: usize| matches!(sentence.gap(index), "-" | "/" | "\u{2013}");
    let (word, before) = (raw(0), sentence.near(at, -1));
    if is_year(word) {
        const WHEN: &str = "\
            in since during of until before after from to by between and for act year regulations early";
        return !counted || lists(WHEN, before) || is_month(raw(-1));
    }
    // 2016-17, 2017-10-12, 12/10/2017
    let chain = |by: isize| {
        let previous = at.checked_add_signed(by);
        previous.is_some_and(|previous| tight(previous.min(at)) && (is_year(raw(by)) || is_year(raw(2 * by))))
    };
    if (at > 0 && chain(-1)) || (tight(at) && chain(1)) {
        return true;
    }
    let day = word.parse::<u32>().is_ok_and(|day| (1..=31).contains(&day)) || is_ordinal(word);
    // 31 May, 31st of May, 1 to 7 May, May 31
    let of = usize::from(raw(1) == "of").cast_signed();
    let joined = matches!(raw(1), "to" | "and" | "or") || tight(at) || sentence.gap(at).contains('\u{2013}');
    let other = if matches!(raw(1), "to" | "and" | "or") { 2 } else { 1 };
    let range = joined && raw(other).parse::<u32>().is_ok_and(|day| day <= 31) && is_month(raw(other + 1));
    day && (is_month(raw(1 + of)) || range || (is_month(raw(-1)) && !sentence.counts(at, 3, vocabulary)))
}

fn is_ordinal(word: &str) -> bool {
    let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    !digits.is_empty()
        && digits.bytes().all(|byte| byte.is_ascii_digit())
        && ["st", "nd", "rd", "th"].contains(&&word[digits.len()..])
}

/// `10:30`, `5 pm`, `24/7`
fn is_time(sentence: &Sentence<'_>, at: usize) -> bool {
    let word = sentence.near(at, 0);
    let colon = |index: usize| sentence.gap(index) == ":";
    let clock = word.len() <= 2 && colon(at) && sentence.near(at, 1).len() == 2;
    let minutes = word.len() == 2 && at > 0 && colon(at - 1);
    let always = |first: &str, second: &str| first == "24" && second == "7";
    clock
        || minutes
        || matches!(sentence.near(at, 1), "am" | "pm" | "noon")
        || word.trim_start_matches(|c: char| c.is_ascii_digit()) == "am"
        || word.trim_start_matches(|c: char| c.is_ascii_digit()) == "pm"
        || (sentence.gap(at) == "/" && always(word, sentence.near(at, 1)))
        || (at > 0 && sentence.gap(at - 1) == "/" && always(sentence.near(at, -1), word))
}

/// `aged 13 to 17`, `a 17-year-old`, `under 18`, `16 and 17 year olds`, `13-15 years of age`
fn is_age(sentence: &Sentence<'_>, at: usize, vocabulary: &Vocabulary) -> bool {
    let word = sentence.near(at, 0).trim_end_matches('s');
    if word.parse::<u32>().is_ok_and(|age| age > 120) || sentence.words[at].raw.contains(['%', '\u{a3}']) {
        return false;
    }
    let aged = |index: usize| {
        let before = sentence.near(index, -1);
        let between = matches!(before, "between" | "of" | "from" | "over" | "under" | "is" | "at" | "was");
        let known = |by: isize| matches!(sentence.near(index, by), "aged" | "age" | "ages");
        known(-1) || (between && known(-2))
    };
    let joins = |index: usize| {
        matches!(sentence.near(index, 1), "to" | "and" | "or") || matches!(sentence.gap(index), "-" | "\u{2013}" | "/")
    };
    if aged(at) {
        return true;
    }
    // The second of two ages.
    for by in [1, 2] {
        let Some(first) = at.checked_sub(by) else { continue };
        if sentence.words[first].has_digit() && joins(first) && aged(first) {
            return true;
        }
    }
    let under = matches!(sentence.near(at, -1), "under" | "over" | "below" | "above");
    let whose = vocabulary.is_noun(sentence.near(at, -2)) && !vocabulary.is_noun(sentence.near(at, 1));
    (under && word.parse::<u32>().is_ok_and(|age| age <= 25) && (whose || sentence.near(at, 0).ends_with('s')))
        || is_years_old(sentence, at)
        || (joins(at)
            && (1..3).any(|by| {
                sentence.words.get(at + by).is_some_and(|w| w.has_digit()) && is_years_old(sentence, at + by)
            }))
}

fn is_years_old(sentence: &Sentence<'_>, at: usize) -> bool {
    matches!(
        (sentence.near(at, 1), sentence.near(at, 2)),
        ("year-old" | "year-olds" | "years-old" | "month-old", _)
            | ("year" | "years" | "month" | "months", "old" | "olds")
    ) || (matches!(sentence.near(at, 1), "years" | "months")
        && sentence.near(at, 2) == "of"
        && sentence.near(at, 3) == "age")
}

fn is_age_in_words(sentence: &Sentence<'_>, at: usize) -> bool {
    matches!(sentence.near(at, -1), "aged" | "age") || is_years_old(sentence, at)
}

/// `72 hours`, `a 10-year order`, `two to three months`
fn is_span(sentence: &Sentence<'_>, at: usize) -> bool {
    let span = |word: &str| {
        let first = word.split('-').next().unwrap_or_default();
        lists(SPANS, first) || first == "working"
    };
    let number = |word: &str| number_of(word).is_some() || word.parse::<u32>().is_ok();
    let joined = matches!(sentence.near(at, 1), "to" | "or" | "and") && number(sentence.near(at, 2));
    let tight = matches!(sentence.gap(at), "-" | "\u{2013}") && number(sentence.near(at, 1));
    span(sentence.near(at, 1))
        || (joined && span(sentence.near(at, 3)))
        || (tight && span(sentence.near(at, 2)))
        || sentence.near(at, 0).rsplit_once('-').is_some_and(|(_, unit)| lists(SPANS, unit))
}

/// `section 22`, `Tables 3, 4 and 5`, `(No. 2)`, `note 1`
fn is_numbered(sentence: &Sentence<'_>, at: usize) -> bool {
    let mut index = at;
    loop {
        let before = sentence.near(index, -1);
        let dotted = before == "no" && sentence.before(index).starts_with('.');
        if dotted || lists(NUMBERED, before) {
            return sentence.before(index).trim_start_matches('.').trim().is_empty();
        }
        // Further numbers of the same things.
        let step = if matches!(before, "and" | "to" | "or") { 2 } else { 1 };
        let Some(previous) = index.checked_sub(step) else { return false };
        let listed = step == 2 || matches!(sentence.gap(previous).trim(), "," | "-" | "\u{2013}");
        if !listed || !sentence.words[previous].has_digit() {
            return false;
        }
        index = previous;
    }
}

/// `SN1 2JH`, `10th`, `OGL 3.0`, `Year-9`: letters and digits in one word, or right after a name in capitals.
fn is_code(sentence: &Sentence<'_>, at: usize, vocabulary: &Vocabulary) -> bool {
    let word = &sentence.words[at];
    let letters = word.raw.trim_matches(|c: char| !c.is_alphabetic());
    if !letters.is_empty() {
        let unit = ["k", "m", "bn", "pc", "pct", "x", "percent"].contains(&letters.to_lowercase().as_str());
        let foreign = !word.raw.is_ascii();
        // "4children" lacks a blank, and is no code.
        let word = word.raw.starts_with(|c: char| c.is_ascii_digit())
            && letters.len() > 2
            && letters == letters.to_lowercase();
        return !unit && !foreign && !word;
    }
    let Some(name) = sentence.word(at, -1) else { return false };
    let capitals =
        name.raw.len() > 1 && name.raw.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '-');
    let close = matches!(sentence.before(at), " " | "-");
    let version = word.raw.contains('.') && !word.raw.contains('%');
    let named = capitals
        && !vocabulary.is_noun(&name.lower)
        && !vocabulary.is_label(&name.lower)
        && !name.has_digit()
        && !sentence.counts(at, 3, vocabulary);
    close && (named || (version && name.is_capital() && at > 1))
}

/// `01865 328087`, `call 101`
fn is_telephone(sentence: &Sentence<'_>, at: usize) -> bool {
    let begins = |index: usize| {
        let raw = sentence.words[index].raw;
        (raw.len() >= 3 && raw.starts_with('0') && !raw.contains(['.', '%'])) || raw.starts_with("+44")
    };
    let called = matches!(
        sentence.near(at, -1),
        "call" | "phone" | "telephone" | "dial" | "ring" | "text" | "tel" | "on" if sentence.near(at, 0).len() >= 3
    ) && matches!(sentence.near(at, 0), "101" | "111" | "999" | "112" | "116");
    let goes_on = (1..=2).any(|by| {
        let Some(first) = at.checked_sub(by) else { return false };
        let close = (first..at).all(|index| sentence.gap(index) == " ");
        close && begins(first) && sentence.words[at].raw.len() >= 3
    });
    begins(at) || called || goes_on
}

/// A 0 that counts nothing: "shown as 0".
fn is_bare_zero(sentence: &Sentence<'_>, at: usize, vocabulary: &Vocabulary) -> bool {
    let percent = sentence.near(at, 1) == "per" || sentence.near(at, 1) == "percent";
    sentence.words[at].raw == "0"
        && !percent
        && !sentence.gap(at).contains('%')
        && !sentence.clause(at).any(|word| vocabulary.is_noun(&word.lower))
}
