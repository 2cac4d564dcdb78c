//! What readers can be told of withheld figures: the rules that are in force, and the nearest figure shown that contains a
//! withheld one. Both follow from the descriptions and from what is published; which rule hides which figure is not known
//! here.

use std::collections::{BTreeMap, BTreeSet};

use super::published::{Marker, Published};
use super::report::expression;
use crate::ask::{Part, Question, QuestionId, Questions};
use crate::config::{AllOrNone, Policy};
use crate::language::Voice;
use crate::schema::{Catalogue, FactId, MeasureKind};

/// A withheld answer.
#[derive(Debug)]
pub(crate) struct Withheld {
    /// The datasets of its figures, by position.
    pub(crate) datasets: BTreeSet<usize>,
    /// The nearest figure that contains it and is shown: the question that it answers, and its name.
    pub(crate) within: Option<(QuestionId, String)>,
    /// Whether it is a figure of the data, and not computed from several.
    pub(crate) is_figure: bool,
}

/// The rules for the figures of a dataset.
#[derive(Debug)]
pub(crate) struct Rules {
    pub(crate) dataset: String,
    pub(crate) groups: Vec<RulesOfPolicy>,
}

/// What one policy says.
#[derive(Debug)]
pub(crate) struct RulesOfPolicy {
    /// The measures that it is for; none where one policy is for all.
    pub(crate) measures: Vec<String>,
    /// What it withholds.
    pub(crate) withheld: Vec<Rule>,
    /// Of what it says that it tells too little.
    pub(crate) unreliable: Vec<Rule>,
}

/// A rule for readers: the key of its text, and its number where it has one.
pub(crate) type Rule = (&'static str, Option<String>);

/// Everything withheld, by question.
pub(super) fn withheld(
    catalogue: &Catalogue,
    voices: &[Voice],
    questions: &Questions,
    answers: &[Published],
) -> BTreeMap<QuestionId, Withheld> {
    let mut wholes: BTreeMap<FactId, Vec<FactId>> = BTreeMap::new();
    for relation in &catalogue.relations {
        for part in &relation.parts {
            wholes.entry(*part).or_default().push(relation.total);
        }
    }
    let mut shown: BTreeMap<(usize, FactId), QuestionId> = BTreeMap::new();
    for (position, (question, answer)) in questions.list.iter().zip(answers).enumerate() {
        if let (Question::Value(fact), Published::Shown(_)) = (question, answer) {
            shown.insert((questions.voices[position], *fact), QuestionId(position));
        }
    }
    // Where a page of the same language shows none, one of the site's own does.
    let within = |voice: usize, fact: FactId| {
        let in_language = |voice| {
            let shown = |whole: FactId| shown.get(&(voice, whole)).copied();
            nearest(catalogue, &wholes, &shown, fact)
        };
        let (whole, question) = in_language(voice).or_else(|| in_language(0))?;
        Some((question, expression::name_in(catalogue, &voices[voice], whole)))
    };
    let mut found = BTreeMap::new();
    for (position, (question, answer)) in questions.list.iter().zip(answers).enumerate() {
        if !matches!(answer, Published::Marked(Marker::Confidential)) {
            continue;
        }
        let (within, is_figure) = match question {
            Question::Value(fact) => (within(questions.voices[position], *fact), true),
            _ => (None, false),
        };
        let datasets = datasets_of(catalogue, question);
        found.insert(QuestionId(position), Withheld { datasets, within, is_figure });
    }
    found
}

/// Every answer that readers see as of low reliability, with the datasets of its figures. Words go without it, and say so.
pub(super) fn unreliable(
    catalogue: &Catalogue,
    questions: &Questions,
    answers: &[Published],
) -> BTreeMap<QuestionId, BTreeSet<usize>> {
    let all = questions.list.iter().zip(answers).enumerate();
    let is_seen =
        |position, question: &Question| question.part() == Part::Number && questions.has_place(QuestionId(position));
    let marked = all.filter(|(position, (question, answer))| {
        matches!(answer, Published::Marked(Marker::Unreliable)) && is_seen(*position, question)
    });
    marked.map(|(position, (question, _))| (QuestionId(position), datasets_of(catalogue, question))).collect()
}

fn datasets_of(catalogue: &Catalogue, question: &Question) -> BTreeSet<usize> {
    question.facts().iter().map(|fact| catalogue.fact(*fact).key.dataset).collect()
}

/// Goes up from a figure, sum by sum, to the first one that is shown: of two, one of the same period and measure.
fn nearest(
    catalogue: &Catalogue,
    wholes: &BTreeMap<FactId, Vec<FactId>>,
    shown: &dyn Fn(FactId) -> Option<QuestionId>,
    fact: FactId,
) -> Option<(FactId, QuestionId)> {
    let own = &catalogue.fact(fact).key;
    let strangeness = |whole: &FactId| {
        let key = &catalogue.fact(*whole).key;
        (key.dataset != own.dataset, key.measure != own.measure, key.period != own.period, *whole)
    };
    let (mut seen, mut level) = (BTreeSet::from([fact]), vec![fact]);
    while !level.is_empty() {
        let next = level.iter().flat_map(|part| wholes.get(part).into_iter().flatten()).copied();
        level = next.filter(|whole| seen.insert(*whole)).collect();
        level.sort_by_key(strangeness);
        if let Some(found) = level.iter().find_map(|whole| Some((*whole, shown(*whole)?))) {
            return Some(found);
        }
    }
    None
}

/// The rules of every dataset. How far a rule for dominance goes stays unsaid: it would help to estimate what it hides.
pub(super) fn rules(catalogue: &Catalogue) -> Vec<Rules> {
    let of_dataset = |dataset: &crate::schema::Dataset| {
        let mut groups: Vec<(&Policy, Vec<String>, Vec<MeasureKind>)> = Vec::new();
        for measure in &dataset.measures {
            let policy = measure.policy.as_ref().unwrap_or(&dataset.policy);
            match groups.iter_mut().find(|(known, ..)| *known == policy) {
                Some((_, labels, kinds)) => {
                    labels.push(measure.label.clone());
                    kinds.push(measure.kind);
                }
                None => groups.push((policy, vec![measure.label.clone()], vec![measure.kind])),
            }
        }
        let one = groups.len() == 1;
        let group = |(policy, labels, kinds): (&Policy, Vec<String>, Vec<MeasureKind>)| {
            let measures = if one { Vec::new() } else { labels };
            RulesOfPolicy { measures, withheld: in_words(policy, &kinds), unreliable: of_small_bases(policy) }
        };
        Rules { dataset: dataset.title.clone(), groups: groups.into_iter().map(group).collect() }
    };
    catalogue.datasets.iter().map(of_dataset).collect()
}

fn in_words(policy: &Policy, kinds: &[MeasureKind]) -> Vec<Rule> {
    let has = |wanted: fn(&MeasureKind) -> bool| kinds.iter().any(wanted);
    let counts = has(|kind| kind.is_additive());
    let events = has(|kind| matches!(kind, MeasureKind::Events { .. }));
    let percentages = has(|kind| matches!(kind, MeasureKind::Percentage { .. }));
    let changes = has(|kind| matches!(kind, MeasureKind::Change { .. }));
    let means = has(|kind| matches!(kind, MeasureKind::Mean { .. }));
    let rates = has(|kind| matches!(kind, MeasureKind::Rate { .. }));
    let small = if policy.zeros_shown { "why-small" } else { "why-small-or-zero" };
    let rules = [
        (counts, small, Some(policy.hide_up_to.to_string())),
        (events, "why-few-people", Some(policy.least_contributors().to_string())),
        (events, "why-dominance", None),
        (percentages && policy.all_or_none == AllOrNone::Withhold, "why-all-or-none", None),
        (percentages || changes, "why-small-base", Some(largest_small_base(policy))),
        (percentages || changes || means || rates, "why-unknown-base", None),
        (means, "why-small-mean", Some(policy.average_up_to.to_string())),
        (rates, "why-few-events", Some(policy.rate_events.to_string())),
        (true, "why-made-of", None),
        (true, "why-secondary", None),
        (true, "why-source", None),
    ];
    stated(rules)
}

/// Of figures that are shown, a percentage may still say more than they do.
fn of_small_bases(policy: &Policy) -> Vec<Rule> {
    // Where fewer events are withheld anyway, no rate of them is of low reliability.
    let events = policy.rate_events > policy.hide_up_to + 1;
    let rules = [
        (true, "why-low-base", Some(largest_small_base(policy))),
        (events, "why-low-events", Some(policy.rate_events.to_string())),
        (true, "why-low-source", None),
    ];
    stated(rules)
}

/// The rules that apply.
fn stated<const N: usize>(rules: [(bool, &'static str, Option<String>); N]) -> Vec<Rule> {
    rules.into_iter().filter(|(applies, ..)| *applies).map(|(_, key, number)| (key, number)).collect()
}

/// Bases are people or events, so the rule is said of whole ones: below 22.5 is 22 or fewer.
fn largest_small_base(policy: &Policy) -> String {
    ((policy.base_halves - 1) / 2).to_string()
}
