//! Answers questions from what the pattern shows. Only here does a number from the data become a published figure.

mod compared;
mod computed;

use super::published::{Marker, Published};
use super::sealed::Cell;
use crate::ask::Question;
use crate::language::Voice;
use crate::number::Number;
use crate::schema::{Catalogue, FactId, Measure, MeasureKind};
use crate::words::{Phrase, Scale};

/// Decimals of a computed percentage.
const DECIMALS: u8 = 1;

/// What the site may say of each fact: asked of the pattern.
pub(super) struct Answering<'a> {
    pub(super) catalogue: &'a Catalogue,
    pub(super) scale: Scale,
    /// By fact, whether it is hidden.
    pub(super) hidden: Vec<bool>,
    /// The language in which the site's descriptions are written.
    pub(super) voice: Voice,
}

/// What is said, and the number in it where there is one.
struct Saying {
    number: Option<Number>,
    phrase: Phrase,
}

impl Saying {
    fn number(number: Number, phrase: impl Into<Phrase>) -> Self {
        Self { number: Some(number), phrase: phrase.into() }
    }

    fn words(phrase: Phrase) -> Self {
        Self { number: None, phrase }
    }
}

impl Answering<'_> {
    pub(super) fn answer(&self, question: &Question) -> Published {
        self.answer_in(&self.voice, question)
    }

    /// The answer as a language has it.
    pub(super) fn answer_in(&self, voice: &Voice, question: &Question) -> Published {
        let answered = match question {
            Question::Absent => Err(Marker::NotAvailable),
            Question::Value(fact) => self.value(*fact),
            Question::Share { part, whole } => self.share(&[*part], &[*whole], false),
            Question::Compared { from, to, how } => self.compared(&[*from], &[*to], *how, false),
            Question::Computed(computed) => self.computed(computed),
        };
        match answered {
            Ok(Saying { number: Some(number), phrase }) => Published::shown(number, phrase.said(voice)),
            Ok(Saying { number: None, phrase }) => Published::said(phrase.said(voice)),
            Err(marker) => Published::Marked(marker),
        }
    }

    /// The number of a fact, or the marker that stands for it.
    pub(super) fn number(&self, fact: FactId) -> Result<Number, Marker> {
        let cell = &self.catalogue.fact(fact).cell;
        if self.hidden[fact.0] && !cell.is_without_figure() {
            return Err(Marker::Confidential);
        }
        self.as_if_shown(fact)
    }

    /// The number of a fact as it would be shown, hidden or not.
    pub(super) fn as_if_shown(&self, fact: FactId) -> Result<Number, Marker> {
        match &self.catalogue.fact(fact).cell {
            Cell::Number(sealed) => self.as_shown(fact, *sealed.open()),
            Cell::Marked(marker) => Err(*marker),
        }
    }

    /// A count as its policy has it shown. Whatever is computed is computed from that, so that no share or change gives
    /// the true counts back.
    fn as_shown(&self, fact: FactId, number: Number) -> Result<Number, Marker> {
        let policy = self.catalogue.policy_of(fact);
        let additive = self.catalogue.measure_of(fact).kind.is_additive();
        let Some(count) = number.units_at(0).filter(|_| additive && policy.round_to.is_some()) else {
            return Ok(number);
        };
        match policy.rounded(count) {
            0 if count != 0 => Err(Marker::Low),
            rounded => Ok(Number::scaled(rounded, 0)),
        }
    }

    /// All numbers of some facts. What is withheld outweighs what is merely missing.
    fn numbers(&self, facts: &[FactId]) -> Result<Vec<Number>, Marker> {
        let numbers: Vec<Result<Number, Marker>> = facts.iter().map(|fact| self.number(*fact)).collect();
        if numbers.contains(&Err(Marker::Confidential)) {
            return Err(Marker::Confidential);
        }
        numbers.into_iter().collect()
    }

    /// The sum of some facts.
    fn sum(&self, facts: &[FactId]) -> Result<Number, Marker> {
        let numbers = self.numbers(facts)?;
        match numbers.as_slice() {
            [one] => Ok(*one),
            several => sum(several).ok_or(Marker::NotAvailable),
        }
    }

    /// Two sums. What is withheld in either outweighs what is merely missing.
    fn two(&self, one: &[FactId], other: &[FactId]) -> Result<(Number, Number), Marker> {
        self.numbers(&[one, other].concat())?;
        Ok((self.sum(one)?, self.sum(other)?))
    }

    /// How many days a fact covers.
    pub(super) fn days(&self, fact: FactId) -> i128 {
        let period = self.catalogue.fact(fact).key.period;
        i128::from(self.catalogue.dataset_of(fact).periods[period].days())
    }

    fn value(&self, fact: FactId) -> Result<Saying, Marker> {
        let measure = self.catalogue.measure_of(fact);
        let number = self.number(fact)?.rounded(measure.decimals).ok_or(Marker::NotAvailable)?;
        Ok(Saying::number(number, written(measure, number)))
    }

    /// Both numbers are public here, so a change on a small base hides nobody; it only says too much with too little.
    fn enough(&self, base: FactId, number: Number) -> Result<(), Marker> {
        let policy = self.catalogue.policy_of(base);
        let halves = number.units_at(0).map(|units| units * 2);
        if number.is_zero() {
            Err(Marker::NotApplicable)
        } else if halves.is_some_and(|halves| halves < policy.base_halves) {
            Err(Marker::Unreliable)
        } else {
            Ok(())
        }
    }
}

/// A value of a measure as a reader sees it: `1,234`, `63.0%`, `−£12.50`.
pub(super) fn written(measure: &Measure, number: Number) -> String {
    match (measure.kind, measure.currency) {
        (MeasureKind::Percentage { .. }, _) => format!("{}%", number.grouped()),
        (MeasureKind::Change { .. }, _) => format!("{}%", signed(number)),
        (_, Some(sign)) => in_currency(sign, &number.grouped()),
        (_, None) => number.grouped(),
    }
}

/// A sign of currency stands between minus and digits.
fn in_currency(sign: char, text: &str) -> String {
    for minus in ['\u{2212}', '+'] {
        if let Some(size) = text.strip_prefix(minus) {
            return format!("{minus}{sign}{size}");
        }
    }
    format!("{sign}{text}")
}

/// Numbers in one unit, added.
fn sum(numbers: &[Number]) -> Option<Number> {
    let decimals = numbers.iter().map(|number| number.decimals()).max()?;
    let units = numbers.iter().map(|number| number.units_at(decimals)).sum::<Option<i128>>()?;
    Some(Number::scaled(units, decimals))
}

/// Two numbers in the same unit, and its decimals.
pub(super) fn aligned(a: Number, b: Number) -> Option<(i128, i128, u8)> {
    let decimals = a.decimals().max(b.decimals());
    Some((a.units_at(decimals)?, b.units_at(decimals)?, decimals))
}

/// With a sign, so that a change is never read as an amount: `+6.7`, `−16.4`, `0.0`.
fn signed(number: Number) -> String {
    let plus = if number.is_negative() || number.is_zero() { "" } else { "+" };
    format!("{plus}{}", number.grouped())
}

/// Without a sign, for a sentence whose verb has it.
fn unsigned(number: Number) -> String {
    number.grouped().trim_start_matches('\u{2212}').to_owned()
}
