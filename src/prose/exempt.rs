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
    recommendation recommendations box line row column key type exit code group unit band minute ward attainment \
    progress";
/// What laws are made of: "Regulation 44 visits" are no 44 visits.
const LEGAL: &str = "section sections article articles regulation regulations schedule paragraph paragraphs act";
/// What is done by people who are counted.
const DONE: &str = "were went came lived had have are live was disappeared";

/// Whether digits are no figure.
pub(super) fn digits(sentence: &Sentence<'_>, at: usize, vocabulary: &Vocabulary) -> bool {
    is_marker(sentence, at, vocabulary)
        || is_address(sentence, at, vocabulary)
        || is_date(sentence, at, vocabulary)
        || is_time(sentence, at)
        || is_age(sentence, at, vocabulary)
        || is_span(sentence, at, vocabulary)
        || (is_numbered(sentence, at) && !counts_next(sentence, at, vocabulary))
        || is_of_law(sentence, at)
        || is_school_year(sentence, at)
        || is_bound(sentence, at)
        || is_measure(sentence, at)
        || is_unit(&sentence.words[at])
        || is_code(sentence, at, vocabulary)
        || (is_telephone(sentence, at) && !sentence.counts(at, 3, vocabulary))
        || is_bare_zero(sentence, at, vocabulary)
}

/// Whether a number stands right before what is counted, with no sign between them: "Table 4 children".
fn counts_next(sentence: &Sentence<'_>, at: usize, vocabulary: &Vocabulary) -> bool {
    sentence.gap(at).trim().is_empty() && vocabulary.is_noun(sentence.near(at, 1))
}

/// `section 17(10)`, `Regulation 44 visits`
fn is_of_law(sentence: &Sentence<'_>, at: usize) -> bool {
    let (gap, tight) = (sentence.before(at), matches!(sentence.before(at), "(" | ")("));
    (gap == " " && lists(LEGAL, sentence.near(at, -1)))
        || (tight && at > 0 && sentence.words[at - 1].has_digit() && is_of_law(sentence, at - 1))
}

/// `Year 6`, `years 3 to 6`
fn is_school_year(sentence: &Sentence<'_>, at: usize) -> bool {
    let year = |word: &str| word.parse::<u32>().is_ok_and(|year| (1..=13).contains(&year));
    let years = |index: usize| {
        sentence.word(index, -1).is_some_and(|word| word.raw == "Year" || word.lower == "years")
            && sentence.before(index) == " "
    };
    let range = matches!(sentence.near(at, -1), "to" | "and") && at >= 2 && years(at - 2);
    let ascends = || sentence.near(at, -2).parse::<u32>().ok() < sentence.near(at, 0).parse::<u32>().ok();
    year(sentence.near(at, 0)) && (years(at) || (range && ascends())) && !lists(DONE, sentence.near(at, 1))
}

/// A limit, not a figure: `20% or more`, `per 10,000`, `add up to 100%`.
fn is_bound(sentence: &Sentence<'_>, at: usize) -> bool {
    let percent = usize::from(sentence.near(at, 1) == "per" && sentence.near(at, 2) == "cent") * 2;
    let (or, how) = (sentence.near(at + percent, 1), sentence.near(at + percent, 2));
    let open = or == "or" && lists("more fewer less over under above below", how) && !sentence.about;
    let plain = sentence.near(at, 0).replace(',', "");
    let power = plain.len() > 2 && plain.starts_with('1') && plain[1..].bytes().all(|byte| byte == b'0');
    let per = power && matches!(sentence.near(at, -1), "per" | "every");
    let whole = plain == "100%" || (plain == "100" && percent > 0);
    let sums = || sentence.clause(at).any(|word| lists("sum sums add adds summed added", &word.lower));
    open || per || (whole && sums())
}

/// `5 miles`
fn is_measure(sentence: &Sentence<'_>, at: usize) -> bool {
    lists("mile miles km kilometre kilometres metre metres", sentence.near(at, 1))
}

/// `km²`, `CO₂`: letters with a raised or lowered figure.
fn is_unit(word: &Word<'_>) -> bool {
    let raised = |c: char| c.is_numeric() && !c.is_ascii_digit() && !c.is_alphabetic();
    let plain = |c: char| "\u{b2}\u{b3}\u{2082}\u{2083}".contains(c);
    word.raw.starts_with(|c: char| c.is_ascii_alphabetic())
        && word.raw.chars().all(|c| c.is_ascii_alphabetic() || (raised(c) && plain(c)))
}

/// Whether a word for a number is no figure.
pub(super) fn words(sentence: &Sentence<'_>, at: usize, vocabulary: &Vocabulary) -> bool {
    let (before, word, next) = (sentence.near(at, -1), sentence.near(at, 0), sentence.near(at, 1));
    let generic = match word {
        "one" => {
            let between = before == "between" && next != "and" && sentence.clause(at).any(|word| word.lower == "next");
            let named = between
                || matches!(next, "another" | "day" | "way" | "or")
                || matches!(before, "no" | "which" | "each" | "every" | "any" | "another" | "other");
            let defined = matches!(before, "is" | "as") && sentence.near(at, -2) != "there";
            named || defined || is_supposed(sentence, at)
        }
        "no" | "none" => {
            let unnamed = sentence.clause(at).any(|word| word.lower.starts_with("identif"));
            unnamed
                || matches!(next, "one" | "longer" | "doubt" | "more" | "fewer" | "less")
                || is_supposed(sentence, at)
        }
        "single" | "couple" | "few" | "pair" => is_supposed(sentence, at),
        "two" | "three" | "four" | "five" | "six" if next.starts_with("half-year") => true,
        "half" => matches!(before, "first" | "second" | "last" | "other" | "past" | "each" | "per"),
        _ => false,
    };
    generic || is_span(sentence, at, vocabulary) || is_age_in_words(sentence, at)
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
    // "## 3. Referrals" is a heading's number.
    if sentence.text.is_heading && !sentence.member && sentence.words.get(1).is_some_and(Word::is_capital) {
        return true;
    }
    // "3. Children in the west" says how many, whatever it looks like.
    let near = if sentence.text.is_marker(sentence.words[0].range.start) { 3 } else { 1 };
    let begins = sentence.words.get(1).is_some_and(|next| next.is_capital());
    let near = if begins { near } else { 3 };
    !sentence.words.iter().skip(1).take(near).any(|word| vocabulary.is_noun(&word.lower))
}

/// Part of an e-mail or web address, a file's name or an identifier.
fn is_address(sentence: &Sentence<'_>, at: usize, vocabulary: &Vocabulary) -> bool {
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
    // `children_4` says how many.
    let counted = |part: &str| vocabulary.is_noun(&part.to_lowercase()) || vocabulary.is_member(&part.to_lowercase());
    let identifier = chunk.contains('_') && chunk.starts_with(|c: char| c.is_ascii_alphabetic());
    (identifier && !chunk.split('_').any(counted)) || ending || chunk.contains("://")
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
    // "May 31, 2017"; but "In May 4 went missing."
    let ends = sentence.word(at, 1).is_none_or(|next| next.clause != sentence.words[at].clause);
    let goes_on = sentence.goes_on(at) || sentence.counts(at, 3, vocabulary);
    let american = is_month(raw(-1)) && (is_year(raw(1)) || (!sentence.about && (ends || !goes_on)));
    day && (is_month(raw(1 + of)) || range || american)
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
    // "West 1:20" is no time of day.
    let told = |first: usize, last: usize| {
        let before =
            matches!(sentence.near(first, -1), "at" | "from" | "until" | "by" | "before" | "after" | "to" | "and");
        before || matches!(sentence.near(last, 1), "am" | "pm" | "o'clock" | "to" | "until")
    };
    let told = |first, last| !sentence.about || told(first, last);
    (clock && told(at, at + 1))
        || (minutes && told(at - 1, at))
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
        // "Some were aged 15 and 4 were aged 16" are no two ages.
        let age = |index: usize| sentence.near(index, 0).parse::<u32>().ok();
        let ascends = age(first).zip(age(at)).is_none_or(|(first, second)| first < second);
        let goes_on = lists(DONE, sentence.near(at, 1)) && sentence.near(at, 2) == "aged";
        if sentence.words[first].has_digit() && joins(first) && aged(first) && ascends && !goes_on {
            return true;
        }
    }
    let under = matches!(sentence.near(at, -1), "under" | "over" | "below" | "above");
    let person = |word: &str| vocabulary.is_noun(word) || lists("nobody anybody anyone everyone those", word);
    let whose = person(sentence.near(at, -2)) && !vocabulary.is_noun(sentence.near(at, 1));
    (under && word.parse::<u32>().is_ok_and(|age| age <= 25) && (whose || sentence.near(at, 0).ends_with('s')))
        || is_years_old(sentence, at)
        || (joins(at)
            && (1..3).any(|by| {
                sentence.words.get(at + by).is_some_and(|w| w.has_digit()) && is_years_old(sentence, at + by)
            }))
}

fn is_years_old(sentence: &Sentence<'_>, at: usize) -> bool {
    // "4 month-old babies" are four.
    if sentence.near(at, 1) == "month-old" && sentence.gap(at) == " " && !matches!(sentence.near(at, -1), "a" | "an") {
        return false;
    }
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
fn is_span(sentence: &Sentence<'_>, at: usize, vocabulary: &Vocabulary) -> bool {
    let span = |by: isize| {
        let (word, next) = (sentence.near(at, by), sentence.near(at, by + 1));
        let first = word.split('-').next().unwrap_or_default();
        let index = at.saturating_add_signed(by - 1);
        // "4 day pupils", "4 week-long episodes": so many of them, and no time.
        let one = matches!(sentence.near(at, -1), "a" | "an" | "the" | "every" | "each");
        let loose = sentence.gap(index) == " " && !one;
        let singular = !first.ends_with('s') && vocabulary.is_noun(next);
        let lasting = word.ends_with("-long") || word.ends_with("-old");
        let working = first == "working" && (lists(SPANS, next) || word != "working");
        (lists(SPANS, first) && !(loose && (singular || lasting) && sentence.near(at, 0) != "one")) || working
    };
    let number = |word: &str| number_of(word).is_some() || word.parse::<u32>().is_ok();
    let joined = matches!(sentence.near(at, 1), "to" | "or" | "and") && number(sentence.near(at, 2));
    let tight = matches!(sentence.gap(at), "-" | "\u{2013}") && number(sentence.near(at, 1));
    span(1)
        || (joined && span(3))
        || (tight && span(2))
        || sentence.near(at, 0).rsplit_once('-').is_some_and(|(_, unit)| lists(SPANS, unit))
}

/// `section 22`, `Tables 3, 4 and 5`, `(No. 2)`, `note 1`
pub(super) fn is_numbered(sentence: &Sentence<'_>, at: usize) -> bool {
    // "In tier 3, 4 came": a list with commas has an "and".
    let ahead = (at..sentence.words.len()).find(|index| !matches!(sentence.gap(*index).trim(), ",")).unwrap_or(at);
    let closes = matches!(sentence.near(ahead, 1), "and" | "or" | "to");
    let mut index = at;
    loop {
        let before = sentence.near(index, -1);
        let dotted = before == "no" && sentence.before(index).starts_with('.');
        if dotted || lists(NUMBERED, before) {
            // "West (note 4)", "No. 4", "tier 3 and 4 came"
            let said = matches!(before, "no" | "note" | "notes") || (index == at && lists(DONE, sentence.near(at, 1)));
            let and = index < at && !before.ends_with('s') && sentence.near(at, -1) == "and";
            if sentence.member && (said || and) && !lists(LEGAL, before) {
                return false;
            }
            return sentence.before(index).trim_start_matches('.').trim().is_empty();
        }
        // Further numbers of the same things.
        let step = if matches!(before, "and" | "to" | "or") { 2 } else { 1 };
        let Some(previous) = index.checked_sub(step) else { return false };
        if step == 1 && index == at && sentence.gap(previous).trim() == "," && !closes {
            return false;
        }
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
        let first = word.raw.starts_with(|c: char| c.is_ascii_digit());
        let lower = letters.to_lowercase();
        let unit = first && lists("k m bn pc pct x percent no nr nos", &lower);
        // "West4" lacks a blank, and "f0ur" a letter.
        let unit = unit || vocabulary.is_member(&lower) || vocabulary.is_noun(&lower) || is_disguised(word.raw);
        let foreign = !word.raw.is_ascii();
        // "4children" lacks a blank, and is no code.
        let word = first && letters.len() > 2 && letters == lower;
        return !unit && !foreign && !word;
    }
    let Some(name) = sentence.word(at, -1) else { return false };
    let capitals =
        name.raw.len() > 1 && name.raw.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '-');
    let close = matches!(sentence.before(at), " " | "-");
    let version = word.raw.contains('.') && !word.raw.contains('%');
    // "SEND 4" is a count.
    let listed = lists("COVID KS OGL WCAG ISO PISA COP EN SDG", name.raw)
        || (name.raw == "Covid" && !sentence.gap(at - 1).contains(' '));
    let named = (capitals || name.raw == "Covid")
        && listed
        && !vocabulary.is_noun(&name.lower)
        && !vocabulary.is_label(&name.lower)
        && !name.has_digit()
        && !sentence.counts(at, 3, vocabulary);
    let plain = !vocabulary.is_noun(&name.lower) && !vocabulary.is_label(&name.lower);
    close && (named || (version && name.is_capital() && plain && at > 1))
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
    const SERVICES: &str = "101 111 999 112 116";
    let service = |by: isize| lists(SERVICES, sentence.near(at, by));
    let or = (sentence.near(at, 1) == "or" && service(2)) || (sentence.near(at, -1) == "or" && service(-2));
    let called = called || (service(0) && or);
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

/// `f0ur`: a word for a number with digits for some of its letters.
fn is_disguised(word: &str) -> bool {
    let letter = |c: char| match c {
        '0' => 'o',
        '1' => 'i',
        '3' => 'e',
        '4' => 'a',
        '5' => 's',
        '7' => 't',
        c => c,
    };
    word.starts_with(char::is_alphabetic) && number_of(&word.chars().map(letter).collect::<String>()).is_some()
}
