//! The words that prose is read with: what is counted, and what is called by its name.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::lists;
use crate::config::Site;
use crate::schema::{Catalogue, Dataset};
use crate::words::{direction_of, tokens};

/// The words of a site, in lower case.
#[derive(Debug, Default)]
pub(crate) struct Vocabulary {
    nouns: BTreeSet<String>,
    /// The words of all names.
    labels: BTreeSet<String>,
    /// Labels, periods and organisations, longest first.
    names: Vec<String>,
    /// Labels that are a count of something: `1 episode`.
    bands: Vec<String>,
    /// What members are called, without totals and bands.
    members: Vec<String>,
}

/// What is counted on most sites, in the singular and in the plural.
const COUNTED: &str = "\
    child children person people persons pupil pupils student students girl girls boy boys woman women man men \
    adult adults teenager teenagers youth youths baby babies infant infants patient patients resident residents \
    tenant tenants family families household households parent parents carer carers case cases episode episodes \
    report reports referral referrals incident incidents offence offences victim victims offender offenders \
    client clients applicant applicants placement placements interview interviews visit visits assessment \
    assessments individuals death deaths uasc youngster youngsters kid kids sibling siblings brother brothers sister \
    sisters teen teens learner learners son sons daughter daughters toddler toddlers minors refugees migrants \
    pensioners lads mothers fathers suicides births";

/// Plural in form, and no count.
const UNCOUNTED: &str = "\
    previous hours days weeks months years minutes times as its this is was has percentages changes";

impl Vocabulary {
    pub(crate) fn of(catalogue: &Catalogue, site: &Site) -> Self {
        let mut vocabulary = Self::default();
        for dataset in &catalogue.datasets {
            vocabulary.nouns.extend(nouns_of(dataset));
            let members = dataset.dimensions.iter().flat_map(|dimension| dimension.members.values());
            let periods = dataset.periods.iter().flat_map(|period| [&period.label, &period.id]);
            let measures = dataset.measures.iter().map(|measure| &measure.label);
            vocabulary.members.extend(members_of(dataset).into_iter().filter(|name| !is_number_first(name)));
            members.chain(periods).chain(measures).chain([&dataset.title]).for_each(|name| vocabulary.name(name));
        }
        vocabulary.name(&site.title);
        vocabulary.name(&site.organisation);
        vocabulary.settled()
    }

    #[cfg(test)]
    pub(super) fn for_test(nouns: &[&str], names: &[&str], members: &[&str]) -> Self {
        let mut vocabulary = Self::default();
        vocabulary.members.extend(members.iter().map(|name| (*name).to_owned()));
        vocabulary.nouns.extend(nouns.iter().flat_map(|noun| singular_and_plural(noun)));
        names.iter().for_each(|name| vocabulary.name(name));
        vocabulary.settled()
    }

    fn name(&mut self, name: &str) {
        self.labels.extend(tokens(name).into_iter().map(|(_, word)| word.to_lowercase()));
        self.names.push(name.to_lowercase());
    }

    fn settled(mut self) -> Self {
        self.nouns.extend(COUNTED.split(' ').map(str::to_owned));
        // "Two to four episodes" is the name of 2 to 4 episodes, too.
        let spelt: Vec<String> = self.names.iter().map(|name| in_words(name)).collect();
        self.names.extend(spelt);
        self.names.retain(|name| tokens(name).len() > 1);
        (self.bands, self.names) = self.names.into_iter().partition(|name| is_count(name));
        self.names.sort_by_key(|name| (std::cmp::Reverse(name.len()), name.clone()));
        self.names.dedup();
        self
    }

    /// Whether a word in lower case is something that is counted.
    pub(super) fn is_noun(&self, word: &str) -> bool {
        self.nouns.contains(word)
    }

    /// Whether a word in lower case is part of a name.
    pub(super) fn is_label(&self, word: &str) -> bool {
        self.labels.contains(word)
    }

    /// Whether a text goes on with the name of a band: "children with".
    fn has_bands(&self, before: &str) -> bool {
        let (last, _) = before.char_indices().rev().nth(60).unwrap_or_default();
        let words = tokens(&before[last..]);
        matches!(words.as_slice(), [.., (_, noun), (_, "with")] if self.is_noun(noun))
    }

    /// Where the text names a member that is no total, each by its beginning.
    pub(super) fn members_in(&self, text: &str) -> Vec<usize> {
        let lower = text.to_lowercase();
        let whole = |at: usize, end: usize| {
            let open = |c: Option<char>| !c.is_some_and(char::is_alphanumeric);
            open(lower[..at].chars().next_back()) && open(lower[end..].chars().next())
        };
        let places = |name: &String| {
            let found = lower.match_indices(name.as_str());
            found.map(|(at, _)| at).filter(|at| whole(*at, at + name.len())).collect::<Vec<_>>()
        };
        let mut found: Vec<usize> = self.members.iter().flat_map(places).collect();
        found.sort_unstable();
        found
    }

    /// Whether a word in lower case is part of what a member is called.
    pub(super) fn is_member(&self, word: &str) -> bool {
        self.members.iter().any(|name| name == word)
    }

    /// Where the text calls something by its name.
    pub(super) fn names_in(&self, text: &str) -> Vec<Range<usize>> {
        let lower = text.to_lowercase();
        // In few languages a letter changes its length with its case; there nothing is a name.
        if lower.len() != text.len() {
            return Vec::new();
        }
        // By their beginnings: names do not overlap.
        let mut found: BTreeMap<usize, usize> = BTreeMap::new();
        for name in self.names.iter().chain(&self.bands) {
            for (at, _) in lower.match_indices(name.as_str()) {
                let end = at + name.len();
                let open = |c: Option<char>| !c.is_some_and(char::is_alphanumeric);
                let whole = open(lower[..at].chars().next_back()) && open(lower[end..].chars().next());
                let free = found.range(..end).next_back().is_none_or(|(_, known)| *known <= at);
                if whole && free && (!self.bands.contains(name) || self.has_bands(&lower[..at])) {
                    found.insert(at, end);
                }
            }
        }
        found.into_iter().map(|(start, end)| start..end).collect()
    }
}

/// A name with its small numbers in words.
fn in_words(name: &str) -> String {
    let mut written = name.to_owned();
    for (at, word) in tokens(name).into_iter().rev() {
        if let Some(number) = word.parse::<usize>().ok().filter(|number| (1..=20).contains(number)) {
            written.replace_range(at..at + word.len(), crate::words::word_of(number));
        }
    }
    written
}

/// What the members of a dataset are called that are no totals, in lower case.
pub(crate) fn members_of(dataset: &Dataset) -> BTreeSet<String> {
    let names = dataset.dimensions.iter().flat_map(|dimension| {
        let labels = dimension.members.values().enumerate().filter(|(member, _)| !dimension.is_total(*member));
        let aliases = dimension.aliases.iter().filter(|(member, _)| !dimension.is_total(*member));
        labels.map(|(_, label)| label).chain(aliases.map(|(_, alias)| alias))
    });
    // "No" and "Other" are words of any text.
    const COMMON: &str = "no yes other others none any all total not known unknown";
    names.map(|name| name.to_lowercase()).filter(|name| !name.is_empty() && !lists(COMMON, name)).collect()
}

/// `2 to 4 episodes`
fn is_number_first(name: &str) -> bool {
    let words = tokens(name);
    words.first().is_some_and(|(_, word)| word.contains(char::is_numeric) || crate::words::number_of(word).is_some())
}

/// What the measures of a dataset count.
pub(crate) fn nouns_of(dataset: &Dataset) -> BTreeSet<String> {
    let words = dataset.measures.iter().flat_map(|measure| tokens(&measure.label));
    let counted = words.map(|(_, word)| word.to_lowercase()).filter(|word| is_plural(word));
    counted.flat_map(|word| singular_and_plural(&word)).collect()
}

fn is_plural(word: &str) -> bool {
    let irregular = ["children", "people", "men", "women"].contains(&word);
    let ends = word.len() > 3 && word.ends_with('s') && !word.ends_with("ss");
    irregular || (ends && !lists(UNCOUNTED, word) && direction_of(word).is_none())
}

/// A plural with its singular.
fn singular_and_plural(plural: &str) -> Vec<String> {
    let singular = match plural {
        "children" => "child".to_owned(),
        "people" => "person".to_owned(),
        "men" => "man".to_owned(),
        "women" => "woman".to_owned(),
        word => match word.strip_suffix("ies") {
            Some(stem) => format!("{stem}y"),
            None => word.strip_suffix('s').unwrap_or(word).to_owned(),
        },
    };
    vec![plural.to_owned(), singular]
}

/// `1`, `1 episode`: a name that would excuse a count.
fn is_count(name: &str) -> bool {
    let words = tokens(name);
    let number = |word: &str| word.contains(char::is_numeric) || crate::words::number_of(word).is_some();
    match words.as_slice() {
        [(_, first)] => number(first) && !first.contains(char::is_alphabetic),
        [(_, first), (_, second)] => number(first) && !number(second),
        _ => false,
    }
}
