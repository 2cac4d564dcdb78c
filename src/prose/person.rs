//! The story of a single person: details that are harmless one by one, and together point to somebody.

use std::ops::Range;

use super::lists;
use super::sentence::{Sentence, Word};

/// From so many kinds of details on, beside a single person, a reader may know who it is.
const ENOUGH: usize = 3;

const PERSONS: &str = "\
    girl boy child teenager woman man pupil student baby toddler infant youth victim adolescent daughter son \
    sister brother mother father national resident person patient minor refugee";
const EVENTS: &str = "\
    abduct kidnap arrest raped rape assault murder manslaughter stabb attack hospital traffick suicid overdos \
    groomed offence robb killed injur shot rescued traced perpetrator investigation trial prosecut charged \
    abuser abused drown";
const OUTCOMES: &str = "\
    imprison jail sentenced convict custody remanded reunif reunit returned adopted died death deport removed \
    released acquitted discharged pregnan prison repatriat expelled excluded evicted hospitalised recovered \
    detained";
const ORIGINS: &str = "\
    afghan afghanistan albania albanian algeria angola bangladesh bangladeshi bulgaria bulgarian chad china \
    chinese congo czech egypt eritrea eritrean estonia ethiopia ethiopian france french german germany ghana \
    hungarian hungary india indian iran iranian iraq iraqi ireland irish italy kurdish latvia lithuania \
    lithuanian nigeria nigerian norway norwegian pakistan pakistani poland polish portugal portuguese roma \
    romania romanian somali somalia sudan sudanese syria syrian turkey turkish ukraine ukrainian vietnam \
    vietnamese spain spanish slovakia slovak nationality foreign traveller sweden";
const PLACES: [&str; 8] = [
    "residential home",
    "residential provision",
    "children's home",
    "residential placement",
    "foster home",
    "secure unit",
    "boarding school",
    "address of",
];
const MONTHS: &str = "january february march april may june july august september october november december";
const DAYS: &str = "monday tuesday wednesday thursday friday saturday sunday";

/// The details of a sentence, by kind; the first is the person.
#[derive(Clone, Default)]
struct Details {
    person: Option<String>,
    kinds: [bool; 6],
}

const KINDS: [&str; 6] = ["an exact age", "an origin", "a place", "an event", "an outcome", "a date"];

impl Details {
    fn of(sentence: &Sentence<'_>) -> Self {
        let flat = sentence.text.flat[sentence.range.clone()].to_lowercase().replace('\u{2019}', "'");
        let words = &sentence.words;
        let begins = |stems: &str| words.iter().any(|word| stems.split(' ').any(|stem| word.lower.starts_with(stem)));
        let is = |list: &str| words.iter().any(|word| lists(list, &word.lower));
        let person = (0..words.len()).find_map(|at| person(sentence, at));
        let national = words.windows(2).any(|pair| pair[0].raw == "EU" && pair[1].lower.starts_with("national"));
        let kinds = [
            (0..words.len()).any(|at| is_exact_age(sentence, at)),
            is(ORIGINS) || national,
            (0..words.len()).any(|at| is_named_place(sentence, at)) || PLACES.iter().any(|place| flat.contains(place)),
            begins(EVENTS),
            begins(OUTCOMES),
            words.iter().any(is_date) || is(DAYS),
        ];
        Self { person, kinds }
    }

    fn with(&self, next: &Self) -> Self {
        let mut kinds = self.kinds;
        kinds.iter_mut().zip(next.kinds).for_each(|(kind, other)| *kind |= other);
        Self { person: self.person.clone().or_else(|| next.person.clone()), kinds }
    }

    fn is_story(&self) -> bool {
        self.person.is_some() && self.kinds.iter().filter(|kind| **kind).count() >= ENOUGH
    }
}

/// Each stretch of sentences that tells of one person, with the kinds of details in it.
pub(super) fn find(sentences: &[Sentence<'_>]) -> Vec<(Range<usize>, Vec<&'static str>)> {
    let details: Vec<Details> = sentences.iter().map(Details::of).collect();
    let mut stories: Vec<(usize, usize)> = Vec::new();
    for at in 0..details.len() {
        let alone = details[at].is_story();
        let with_next = details.get(at + 1).is_some_and(|next| !next.is_story() && details[at].with(next).is_story());
        let end = if with_next && !alone { at + 1 } else { at };
        if !alone && !with_next {
            continue;
        }
        match stories.last_mut() {
            // What stands between two parts of a story is a part of it.
            Some((_, last)) if *last + 3 >= at => *last = end.max(*last),
            _ => stories.push((at, end)),
        }
    }
    let story = |(first, last): (usize, usize)| {
        let all = details[first..=last].iter().fold(Details::default(), |all, one| all.with(one));
        let kinds = KINDS.iter().zip(all.kinds).filter(|(_, there)| *there).map(|(kind, _)| *kind).collect();
        let lead = sentences[first].words.first().map_or(sentences[first].range.start, |word| word.range.start);
        (lead..sentences[last].range.end, kinds)
    };
    stories.into_iter().map(story).collect()
}

/// A single person: `a young girl`, `the boy`, `she`, `a 17-year-old`. Not any child, and not each.
fn person(sentence: &Sentence<'_>, at: usize) -> Option<String> {
    let word = sentence.near(at, 0);
    if matches!(word, "she" | "he" | "her" | "him") {
        return Some(word.to_owned());
    }
    // Part of a name, as in "Child Abduction Warning Notice".
    if at > 0 && sentence.words[at].is_capital() {
        return None;
    }
    let old = matches!(word, "year-old") || (word == "old" && sentence.near(at, -1) == "year");
    if !old && !lists(PERSONS, word) {
        return None;
    }
    const SINGLE: &str = "a an the one this that another single";
    const ANY: &str = "each every any no per some of for to with by in";
    let before: Vec<&str> = (1..=5).map(|by: isize| sentence.near(at, -by)).collect();
    let single = before.iter().position(|word| lists(SINGLE, word))?;
    (!before[..=single].iter().any(|word| lists(ANY, word))).then(|| word.to_owned())
}

/// `aged 17`, `17-year-old`, `17 year`; not a range.
fn is_exact_age(sentence: &Sentence<'_>, at: usize) -> bool {
    let number = |by: isize| sentence.near(at, by).parse::<u32>().is_ok_and(|age| age < 110);
    if !number(0) || number(1) || number(-1) {
        return false;
    }
    let ranged =
        matches!(sentence.near(at, 1), "to" | "and" | "or") || matches!(sentence.near(at, -1), "to" | "and" | "or");
    let aged = sentence.near(at, -1) == "aged" || (sentence.near(at, -1) == "of" && sentence.near(at, -2) == "age");
    let years = matches!(sentence.near(at, 1), "year-old")
        || (sentence.near(at, 1) == "year"
            && !matches!(sentence.near(at, 2), "sexual" | "order" | "sentence" | "plan"));
    !ranged && (aged || years)
}

/// `in Oxford`, `from the Harbour area`: a name after a word of place.
fn is_named_place(sentence: &Sentence<'_>, at: usize) -> bool {
    let place = ["in", "at", "near", "around", "outside", "to", "from", "of"];
    let after = |by: isize| place.contains(&sentence.near(at, -by));
    let loose = |by: isize| matches!(sentence.near(at, -by), "to" | "from" | "of");
    let word = &sentence.words[at];
    let name = word.is_capital()
        && word.raw.len() > 2
        && word.raw.chars().skip(1).all(char::is_alphabetic)
        && word.raw.chars().skip(1).any(char::is_lowercase)
        && !lists(MONTHS, word.lower.as_str())
        && !lists(DAYS, word.lower.as_str());
    if !name || at == 0 {
        return false;
    }
    let area = matches!(sentence.near(at, 1), "area" | "city" | "district" | "estate" | "town" | "village");
    (after(1) && !loose(1)) || (after(2) && sentence.near(at, -1) == "the" && area)
}

fn is_date(word: &Word<'_>) -> bool {
    let month = lists(MONTHS, word.lower.as_str()) && word.is_capital();
    let year = word.raw.len() == 4 && word.raw.parse::<u32>().is_ok_and(|year| (1900..2100).contains(&year));
    month || year
}
