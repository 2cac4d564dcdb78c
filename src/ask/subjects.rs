//! What a sentence is about, by its words and by its figures: whoever names a member of a dimension and binds the figure of
//! another says something that nobody checked.

use std::collections::BTreeSet;
use std::ops::Range;

use super::claim::Claim;
use super::passage::{Passage, RunKind};
use super::question::{Question, Questions};
use crate::diagnostic::{Diagnostics, Place};
use crate::schema::{Catalogue, Computed, Dimension, FactId};

/// Names that are no names of anything.
const VAGUE: [&str; 9] = ["all", "other", "others", "unknown", "not known", "total", "none", "yes", "no"];

/// Warns of every sentence with figures that names a member of which none of them is.
pub(super) fn check(
    catalogue: &Catalogue,
    questions: &Questions,
    claims: &[Claim],
    passages: &[Passage],
    log: &mut Diagnostics,
) {
    for passage in passages.iter().filter(|passage| !passage.page.is_empty()) {
        let read = Read::of(passage, questions, claims);
        for sentence in sentences(&read.text) {
            let figures: Vec<&Figure<'_>> =
                read.figures.iter().filter(|figure| sentence.contains(&figure.at)).collect();
            let Some(first) = figures.first() else { continue };
            let facts: Vec<FactId> = figures.iter().flat_map(|figure| figure.facts.iter().copied()).collect();
            for name in foreign(catalogue, &facts, &read.text[sentence.clone()]) {
                log.warning(
                    "other-member",
                    first.place.clone(),
                    format!("the sentence names \"{name}\", and no figure in it is of that"),
                    "name it in the figure's brackets, or speak of it in a sentence of its own",
                );
            }
        }
    }
}

/// A passage as text, with the figures and claims in it.
struct Read<'a> {
    text: String,
    figures: Vec<Figure<'a>>,
}

struct Figure<'a> {
    at: usize,
    facts: Vec<FactId>,
    place: &'a Place,
}

impl<'a> Read<'a> {
    fn of(passage: &'a Passage, questions: &Questions, claims: &[Claim]) -> Self {
        let (mut text, mut figures) = (String::new(), Vec::new());
        for run in &passage.runs {
            let at = text.len();
            let facts = match run.kind {
                RunKind::Figure(question) => {
                    text.push(super::prose::GAP);
                    subjects(&questions.list[question.0])
                }
                RunKind::Claim(claim) => {
                    text.push_str(&run.text);
                    claim
                        .and_then(|claim| claims.get(claim))
                        .map_or_else(Vec::new, |claim| claim.about.iter().flat_map(subjects).collect())
                }
                RunKind::Plain | RunKind::Cited => {
                    text.push_str(&run.text);
                    continue;
                }
                RunKind::Marker | RunKind::Code | RunKind::Note => continue,
            };
            if !facts.is_empty() {
                figures.push(Figure { at, facts, place: &run.place });
            }
        }
        Self { text, figures }
    }
}

/// The facts that a figure speaks of; of a place among others the one that has it.
fn subjects(question: &Question) -> Vec<FactId> {
    match question {
        Question::Computed(Computed::Rank { of, .. }) => vec![*of],
        question => question.facts(),
    }
}

/// Where a text falls apart: after a full stop, a question or exclamation mark, with a blank behind it.
fn sentences(text: &str) -> Vec<Range<usize>> {
    let ends = text.match_indices(['.', '!', '?']).map(|(at, sign)| at + sign.len());
    let ends = ends.filter(|end| text[*end..].starts_with(char::is_whitespace)).chain([text.len()]);
    let mut start = 0;
    ends.map(|end| std::mem::replace(&mut start, end)..end).collect()
}

/// The members that a sentence names, of dimensions that its figures have, and of which none of the figures is.
fn foreign(catalogue: &Catalogue, facts: &[FactId], sentence: &str) -> Vec<String> {
    let lower = sentence.to_lowercase();
    let mut covered: BTreeSet<String> = BTreeSet::new();
    let mut dimensions: Vec<&Dimension> = Vec::new();
    for fact in facts {
        let (key, dataset) = (&catalogue.fact(*fact).key, catalogue.dataset_of(*fact));
        for (dimension, member) in dataset.dimensions.iter().zip(&key.members) {
            covered.insert(dimension.label_of(*member).to_lowercase());
            if !dimensions.iter().any(|known| std::ptr::eq(*known, dimension)) {
                dimensions.push(dimension);
            }
        }
    }
    let mut found: Vec<String> = Vec::new();
    for dimension in dimensions {
        let parts = (0..dimension.members.len()).filter(|member| !dimension.is_total(*member));
        for label in parts.map(|member| dimension.label_of(member)) {
            let name = label.to_lowercase();
            let counts = name.chars().count() > 2 && !VAGUE.contains(&name.as_str());
            // A name within another that is covered, as "Oxford" in "Oxford City", is not meant by itself.
            let within = covered.iter().any(|covered| covered.contains(&name) && names(&lower, covered));
            if counts
                && !covered.contains(&name)
                && !within
                && names(&lower, &name)
                && !found.contains(&label.to_owned())
            {
                found.push(label.to_owned());
            }
        }
    }
    found
}

/// Whether a text has a name as words of its own.
fn names(text: &str, name: &str) -> bool {
    text.match_indices(name).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let after = text[at + name.len()..].chars().next();
        !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
    })
}
