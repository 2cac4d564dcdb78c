//! The figures that an author may mean: of those that readers may see, whose value is the number, and whose names the
//! sentence has.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use super::super::answer::Answering;
use super::super::examined::Examined;
use super::super::report::expression;
use super::published::PublishedFacts;
use super::words_of;
use crate::ask::Question;
use crate::number::Number;
use crate::prose::{Amount, Finding};
use crate::schema::{Comparison, FactId, FactKey};
use crate::words::direction_of;

/// At most so many figures are proposed.
const MOST: usize = 3;
/// From so many periods on, only neighbours are compared, and each with the first.
const MANY_PERIODS: usize = 12;

pub(super) struct Nearest<'a> {
    pub(super) examined: &'a Examined,
    pub(super) published: &'a PublishedFacts,
}

/// A figure that could be meant, with its value as a fraction.
struct Candidate {
    question: Question,
    above: i128,
    below: i128,
    /// Whether it is a percentage that is computed, or a difference.
    derived: bool,
}

impl Candidate {
    /// The size of its value, in per cent where it is one, rounded to some decimals.
    fn size(&self, percent: bool, decimals: u8) -> Option<i128> {
        let shift = if percent && self.derived { 2 } else { 0 };
        Number::ratio(self.above, self.below, shift, decimals)?.units_at(decimals).map(i128::abs)
    }
}

impl Nearest<'_> {
    /// What the author of a number may mean, ready to paste.
    pub(super) fn of_number(&self, amount: &Amount, finding: &Finding) -> Option<String> {
        let (number, percent) = match amount {
            Amount::Plain(number) => (*number, false),
            Amount::Percent(number) => (*number, true),
            Amount::Part(part, whole) => (Number::ratio(*part, *whole, 2, 0)?, true),
            Amount::Small | Amount::Unread => return None,
        };
        let decimals = number.decimals();
        let wanted = number.units_at(decimals)?.abs();
        let heard = Heard::of(finding);
        let candidates = if percent { self.percentages() } else { self.amounts() };
        let scored = candidates.into_iter().map(|candidate| (self.score(&candidate.question, &heard), candidate));
        let mut scored: Vec<(i32, Candidate)> = scored.collect();
        scored.sort_by_key(|(score, candidate)| (Reverse(*score), candidate.derived));
        let equal = scored.iter().filter(|(score, candidate)| {
            (!candidate.derived || *score > 2) && candidate.size(percent, decimals) == Some(wanted)
        });
        let told: Vec<String> = equal.take(MOST).filter_map(|(_, candidate)| self.told(candidate)).collect();
        if !told.is_empty() {
            return Some(told.join("\n"));
        }
        // Nothing has this value: if the words mean one figure, it may be wrong.
        let best = scored.first().map(|(score, _)| *score).filter(|score| *score >= 4)?;
        let singled: Vec<&Candidate> =
            scored.iter().take_while(|(score, _)| *score == best).map(|(_, candidate)| candidate).collect();
        let distance =
            |candidate: &&&Candidate| candidate.size(percent, decimals).map_or(i128::MAX, |n| (n - wanted).abs());
        let closest = singled.iter().min_by_key(distance).filter(|_| singled.len() <= 2 * MOST)?;
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
        let pairs = self.pairs().into_iter().map(|(from, to)| Question::Compared { from, to, how: Comparison::Words });
        let mut scored: Vec<(i32, Question)> =
            pairs.map(|question| (self.score(&question, &heard), question)).collect();
        scored.sort_by_key(|(score, _)| Reverse(*score));
        // The later of two comparisons that the words fit alike.
        let best = scored.first().map(|(score, _)| *score).filter(|score| *score >= 2);
        let meant = best.and_then(|best| scored.iter().rev().find(|(score, _)| *score == best));
        match meant.and_then(|(_, question)| expression::of_question(&self.examined.catalogue, question)) {
            Some(figure) => format!("bind it: `[{words}]{{{{ {figure} }}}}`"),
            None => general,
        }
    }

    /// `{{ missing.children["2017-H1"] }}` is 256: Children, Area: Oxfordshire, January to June 2017
    fn told(&self, candidate: &Candidate) -> Option<String> {
        let catalogue = &self.examined.catalogue;
        let hidden = self.examined.built.cell_of.iter().map(|cell| self.examined.pattern().hidden[*cell].is_some());
        let answer = Answering { catalogue, scale: self.examined.site.words.clone(), hidden: hidden.collect() }
            .answer(&candidate.question);
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
        Some(format!("`{{{{ {figure} }}}}` is {}: {name}", answer.text()))
    }

    fn amounts(&self) -> Vec<Candidate> {
        let values = self.values(false);
        let differences = self.pairs().into_iter().filter_map(|(from, to)| {
            let (a, b, below) = self.both(from, to)?;
            let question = Question::Compared { from, to, how: Comparison::Difference };
            (!self.examined.catalogue.measure_of(from).kind.is_percentage()).then_some(Candidate {
                question,
                above: b - a,
                below,
                derived: true,
            })
        });
        values.into_iter().chain(differences).collect()
    }

    fn percentages(&self) -> Vec<Candidate> {
        let catalogue = &self.examined.catalogue;
        let changes = self.pairs().into_iter().filter_map(|(from, to)| {
            let (a, b, _) = self.both(from, to)?;
            let question = Question::Compared { from, to, how: Comparison::Words };
            let additive = catalogue.measure_of(from).kind.is_additive();
            (additive && a != 0).then_some(Candidate { question, above: b - a, below: a, derived: true })
        });
        let shares = catalogue.relations.iter().flat_map(|relation| {
            relation.parts.iter().filter_map(|part| {
                let (a, b, _) = self.both(*part, relation.total)?;
                let additive =
                    [*part, relation.total].iter().all(|fact| catalogue.measure_of(*fact).kind.is_additive());
                let question = Question::Share { part: *part, whole: relation.total };
                (additive && b != 0).then_some(Candidate { question, above: a, below: b, derived: true })
            })
        });
        self.values(true).into_iter().chain(changes).chain(shares).collect()
    }

    fn values(&self, percentages: bool) -> Vec<Candidate> {
        let measured = |fact: FactId| self.examined.catalogue.measure_of(fact).kind.is_percentage() == percentages;
        let value = |(fact, number): (FactId, Number)| {
            let below = 10i128.pow(u32::from(number.decimals()));
            let above = number.units_at(number.decimals())?;
            Some(Candidate { question: Question::Value(fact), above, below, derived: false })
        };
        self.published.all().filter(|(fact, _)| measured(*fact)).filter_map(value).collect()
    }

    /// Two values in the same unit, and the unit's parts of one.
    fn both(&self, first: FactId, second: FactId) -> Option<(i128, i128, i128)> {
        let (a, b) = (self.published.value(first)?, self.published.value(second)?);
        let decimals = a.decimals().max(b.decimals());
        Some((a.units_at(decimals)?, b.units_at(decimals)?, 10i128.pow(u32::from(decimals))))
    }

    /// An earlier and a later period of one figure, both of which may be told.
    fn pairs(&self) -> Vec<(FactId, FactId)> {
        let catalogue = &self.examined.catalogue;
        let mut pairs = Vec::new();
        for (to, _) in self.published.all() {
            let key = &catalogue.fact(to).key;
            let many = catalogue.dataset_of(to).periods.len() > MANY_PERIODS;
            for period in (0..key.period).filter(|period| !many || *period == 0 || *period + 1 == key.period) {
                let earlier = catalogue.find(&FactKey { period, ..key.clone() });
                pairs.extend(earlier.filter(|from| self.published.value(*from).is_some()).map(|from| (from, to)));
            }
        }
        pairs
    }

    /// How many of the words that name a figure were heard: two for each in the sentence, one for each in the heading. A
    /// member that nobody names counts against it.
    fn score(&self, question: &Question, heard: &Heard) -> i32 {
        let catalogue = &self.examined.catalogue;
        let facts = question.facts();
        let mut score = 0;
        let mut names: BTreeSet<(u8, String)> = BTreeSet::new();
        for fact in &facts {
            let (key, dataset) = (&catalogue.fact(*fact).key, catalogue.dataset_of(*fact));
            names.insert((0, dataset.measures[key.measure].label.clone()));
            names.insert((1, dataset.periods[key.period].label.clone()));
            names.insert((1, dataset.periods[key.period].id.clone()));
            for (dimension, member) in dataset.dimensions.iter().zip(&key.members) {
                let label = dimension.label_of(*member).to_owned();
                names.insert((if dimension.default_member() == Some(*member) { 3 } else { 2 }, label));
            }
        }
        for (kind, name) in &names {
            let found = heard.hears(name);
            score += match (kind, found) {
                (2, 0) => -3,
                (3, _) => found.min(1),
                _ => found,
            };
        }
        score
    }
}

/// The words of a sentence and of the heading above it.
struct Heard {
    sentence: BTreeSet<String>,
    heading: BTreeSet<String>,
}

impl Heard {
    fn of(finding: &Finding) -> Self {
        let stems = |text: &str| words_of(text).iter().map(|word| stem(word)).collect();
        Self { sentence: stems(&finding.sentence), heading: stems(&finding.heading) }
    }

    /// 2 where a word of a name stands in the sentence, 1 where one stands in the heading.
    fn hears(&self, name: &str) -> i32 {
        const IDLE: [&str; 9] = ["all", "and", "the", "not", "to", "of", "in", "with", "by"];
        let words: Vec<String> =
            words_of(name).iter().filter(|word| !IDLE.contains(&word.as_str())).map(|word| stem(word)).collect();
        if words.iter().any(|word| self.sentence.contains(word)) {
            2
        } else {
            i32::from(words.iter().any(|word| self.heading.contains(word)))
        }
    }
}

/// A word without its plural.
fn stem(word: &str) -> String {
    match word {
        "children" => "child".to_owned(),
        "people" => "person".to_owned(),
        word => word.strip_suffix('s').unwrap_or(word).to_owned(),
    }
}
