//! Figures that an earlier edition showed with another number. Whether one was revised depends only on what is shown now
//! and what was shown then, so a figure that is withheld never is.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::answer::{Answering, written};
use super::examined::Examined;
use super::published::Published;
use super::report::expression;
use crate::ask::{Part, Question};
use crate::diagnostic::{Diagnostics, Place, did_you_mean};
use crate::ledger::Said;
use crate::number::Number;
use crate::schema::FactId;

/// A figure that has, or had in between, another number than an edition showed. All of it is public.
#[derive(Clone, Debug)]
pub(crate) struct Revision {
    pub(super) fact: FactId,
    /// What the figure is of, in words.
    pub(crate) name: String,
    /// The same in each language of the site.
    pub(crate) names: Vec<String>,
    pub(crate) old: String,
    pub(crate) new: String,
    /// The edition that showed the old number.
    pub(crate) edition: String,
    pub(crate) reason: String,
    pub(crate) date: Date,
}

/// One number of a figure, and the editions that showed it one after another.
struct Stretch<'a> {
    number: Number,
    editions: Vec<&'a str>,
    place: &'a Place,
}

/// A number that took the place of another.
struct Change<'a> {
    fact: FactId,
    from: Stretch<'a>,
    to: Number,
}

/// All revisions of figures that are shown, the newest first. Those without a reason are left out: they stop the build.
pub(super) fn revisions(examined: &Examined) -> Vec<Revision> {
    let catalogue = &examined.catalogue;
    let in_all = |fact| examined.voices.iter().map(|voice| expression::name_in(catalogue, voice, fact)).collect();
    let mut found: Vec<Revision> = changes(examined)
        .iter()
        .filter_map(|change| {
            let explained = &catalogue.explained[explanation(examined, change)?];
            let measure = catalogue.measure_of(change.fact);
            Some(Revision {
                fact: change.fact,
                name: expression::name(catalogue, change.fact),
                names: in_all(change.fact),
                old: written(measure, change.from.number),
                new: written(measure, change.to),
                edition: change.from.editions.last().copied().unwrap_or_default().to_owned(),
                reason: explained.reason.clone(),
                date: explained.date,
            })
        })
        .collect();
    found.sort_by_key(|revision| std::cmp::Reverse(revision.date));
    found
}

/// Marks every answer that is a revised number, or made of one.
pub(super) fn mark(revisions: &[Revision], questions: &[Question], answers: &mut [Published]) {
    let revised: BTreeSet<FactId> = revisions.iter().map(|revision| revision.fact).collect();
    for (question, answer) in questions.iter().zip(answers) {
        let says_a_number =
            matches!(answer, Published::Shown(shown) if shown.is_number()) || question.part() == Part::Ends;
        if says_a_number && question.facts().iter().any(|fact| revised.contains(fact)) {
            answer.revise();
        }
    }
}

/// Reports every revision that nobody gave a reason for, and every reason that is for none.
pub(super) fn check(examined: &Examined, log: &mut Diagnostics) {
    let (catalogue, mut used) = (&examined.catalogue, BTreeSet::new());
    for change in changes(examined) {
        if let Some(explanation) = explanation(examined, &change) {
            used.insert(explanation);
            continue;
        }
        let edition = change.from.editions.last().copied().unwrap_or_default();
        let name = catalogue.name(change.fact);
        let message =
            format!("the edition `{edition}` showed this figure with another number, and nobody says why: {name}");
        let figure = expression::of(catalogue, change.fact);
        let figure = figure.split_once('.').map_or(figure.as_str(), |(_, figure)| figure).replace('"', "'");
        let hint = format!(
            "tell readers in `data/{}.yaml`, with the day on which it was revised: `revisions: [{{figures: [\"{figure}\"], \
             edition: \"{edition}\", reason: …, date: …}}]`; or put the number that was shown back into the data",
            catalogue.dataset_of(change.fact).id
        );
        log.error("unexplained-revision", change.from.place.clone(), message, hint);
    }
    let editions = &examined.earlier.editions;
    for (position, explained) in catalogue.explained.iter().enumerate() {
        if !editions.iter().any(|edition| edition.name == explained.edition) {
            let known = editions.iter().map(|edition| edition.name.as_str());
            let message = format!("no edition `{}` was recorded", explained.edition);
            log.error("no-edition", explained.place.clone(), message, did_you_mean(&explained.edition, known));
        } else if !used.contains(&position) {
            let message = "nothing that is shown was revised since this edition for this reason";
            let hint = "take it out, or name the edition that last showed the old number";
            log.warning("unused-revision", explained.place.clone(), message, hint);
        }
    }
}

/// The position of the reason that is given for a change.
fn explanation(examined: &Examined, change: &Change<'_>) -> Option<usize> {
    examined.catalogue.explained.iter().position(|explained| {
        change.from.editions.contains(&explained.edition.as_str()) && explained.facts.contains(&change.fact)
    })
}

/// Every change of a figure that the site tells now: from an edition to a later one, and from the last one to now.
fn changes(examined: &Examined) -> Vec<Change<'_>> {
    if examined.earlier.editions.is_empty() {
        return Vec::new();
    }
    let answering = examined.answering();
    let told = told(&answering, &examined.questions.list);
    let mut histories: BTreeMap<FactId, Vec<Stretch<'_>>> = BTreeMap::new();
    for edition in &examined.earlier.editions {
        for figure in &edition.figures {
            let (Question::Value(fact), Said::Number(number)) = (&figure.question, figure.said) else { continue };
            let history = histories.entry(*fact).or_default();
            match history.last_mut() {
                Some(last) if last.number.compare(number).is_eq() => last.editions.push(&edition.name),
                _ => history.push(Stretch { number, editions: vec![&edition.name], place: &figure.place }),
            }
        }
    }
    let mut changes = Vec::new();
    for (fact, history) in histories {
        let Some(now) = told.get(&fact) else { continue };
        let mut next =
            history.iter().skip(1).map(|stretch| stretch.number).chain([*now]).collect::<Vec<_>>().into_iter();
        for from in history {
            let Some(to) = next.next() else { break };
            if !from.number.compare(to).is_eq() {
                changes.push(Change { fact, from, to });
            }
        }
    }
    changes
}

/// The numbers of the facts that the site tells: those that are asked for and shown, and those that what is shown is made
/// of.
fn told(answering: &Answering<'_>, questions: &[Question]) -> BTreeMap<FactId, Number> {
    let shown = questions.iter().filter(|question| matches!(answering.answer(question), Published::Shown(_)));
    let facts: BTreeSet<FactId> = shown.flat_map(Question::facts).collect();
    let number = |fact: FactId| match answering.answer(&Question::Value(fact)) {
        Published::Shown(shown) => Some((fact, Number::parse(&shown.plain()).ok()?)),
        Published::Marked(_) => None,
    };
    facts.into_iter().filter_map(number).collect()
}
