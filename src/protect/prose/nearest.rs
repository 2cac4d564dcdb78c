//! The figures that an author may mean: those whose value is the number and whose names the sentence has.

use std::cmp::Reverse;

use super::super::answer::Answering;
use super::super::examined::Examined;
use super::super::report::expression;
use super::candidate::{Candidate, Candidates};
use super::heard::{Heard, Names};
use super::published::PublishedFacts;
use crate::ask::Question;
use crate::number::Number;
use crate::prose::{Amount, Finding};
use crate::schema::FactId;
use crate::words::direction_of;

/// At most so many figures are proposed.
const MOST: usize = 3;
/// What is computed is proposed only where so much of its names was heard: numbers meet by chance.
const HEARD: i32 = 3;
/// A wrong number is told where so much was heard, and no more than twice [`MOST`] figures fit as well.
const MEANT: i32 = 4;

pub(super) struct Nearest<'a> {
    answering: Answering<'a>,
    candidates: Candidates,
    names: Names,
}

impl<'a> Nearest<'a> {
    /// A list, as messages have it.
    pub(super) fn joined(&self, names: &[String]) -> String {
        self.answering.voice.strings.joined(names)
    }

    pub(super) fn of(examined: &'a Examined, published: &PublishedFacts) -> Self {
        let catalogue = &examined.catalogue;
        Self {
            answering: examined.answering(),
            candidates: Candidates::of(catalogue, published),
            names: Names::of(catalogue),
        }
    }

    /// What the author of a number may mean, ready to paste.
    pub(super) fn of_number(&self, amount: &Amount, finding: &Finding) -> Option<String> {
        let (number, candidates) = match amount {
            Amount::Plain(number) => (*number, &self.candidates.amounts),
            Amount::Percent(number) => (*number, &self.candidates.percentages),
            Amount::Part(part, whole) => (Number::ratio(*part, *whole, 2, 0)?, &self.candidates.percentages),
            Amount::Small | Amount::Unread => return None,
        };
        let decimals = number.decimals();
        let wanted = number.units_at(decimals)?.abs();
        let heard = Heard::of(finding);
        let mut scored: Vec<(i32, &Candidate)> =
            candidates.iter().map(|candidate| (self.score(&candidate.question, &heard), candidate)).collect();
        scored.sort_by_key(|(score, candidate)| (Reverse(*score), candidate.is_derived()));
        let equal = scored.iter().filter(|(score, candidate)| {
            (!candidate.is_derived() || *score >= HEARD) && candidate.size(decimals) == Some(wanted)
        });
        let told: Vec<String> = equal.take(MOST).filter_map(|(_, candidate)| self.told(candidate)).collect();
        if !told.is_empty() {
            return Some(told.join("\n"));
        }
        // Nothing has this value: if the words mean one figure, the number may be wrong.
        let best = scored.first().map(|(score, _)| *score).filter(|score| *score >= MEANT)?;
        let meant: Vec<&Candidate> =
            scored.iter().take_while(|(score, _)| *score == best).map(|(_, candidate)| *candidate).collect();
        let distance = |candidate: &&&Candidate| candidate.size(decimals).map_or(i128::MAX, |n| (n - wanted).abs());
        let closest = meant.iter().min_by_key(distance).filter(|_| meant.len() <= 2 * MOST)?;
        Some(format!("nearest: {}", self.told(closest)?))
    }

    /// How to bind a word of direction.
    pub(super) fn of_word(&self, finding: &Finding) -> String {
        let words = &finding.words;
        let general = format!("bind it, as in `[{words}]{{{{ … }}}}`, cite its source, or leave it out");
        if direction_of(words).is_none() {
            return general;
        }
        let heard = Heard::of(finding);
        // Of several that fit alike the last: it is the latest change.
        let scored = self.candidates.changes.iter().map(|question| (self.score(question, &heard), question));
        let meant = scored.max_by_key(|(score, _)| *score).filter(|(score, _)| *score >= 2);
        match meant.and_then(|(_, question)| expression::of_question(self.answering.catalogue, question)) {
            Some(figure) => format!("bind it: `[{words}]{{{{ {figure} }}}}`"),
            None => general,
        }
    }

    fn score(&self, question: &Question, heard: &Heard) -> i32 {
        self.names.score(self.answering.catalogue, question, heard)
    }

    /// `{{ missing.children["2017-H1"] }}` is 256: Children, Area: Oxfordshire, January to June 2017
    fn told(&self, candidate: &Candidate) -> Option<String> {
        let catalogue = self.answering.catalogue;
        let named = |fact: FactId| expression::name(catalogue, fact);
        let name = match &candidate.question {
            Question::Value(fact) => named(*fact),
            Question::Share { part, whole } => format!("{}, as a share of {}", named(*part), named(*whole)),
            Question::Compared { from, to, .. } => {
                let period = |fact: FactId| &catalogue.dataset_of(fact).periods[catalogue.fact(fact).key.period].label;
                format!("{}, against {}", named(*to), period(*from))
            }
            Question::Computed(_) | Question::Absent => return None,
        };
        let figure = expression::of_question(catalogue, &candidate.question)?;
        Some(format!("`{{{{ {figure} }}}}` is {}: {name}", self.answering.answer(&candidate.question).text()))
    }
}
