//! What a claim is about, in numbers.

use crate::ask::Question;
use crate::number::Number;
use crate::protect::answer::{Answering, aligned};
use crate::protect::published::{Marker, Published};
use crate::schema::{Computed, FactId, MeasureKind};
use crate::words::Direction;

/// The numbers behind the figure of a claim.
#[derive(Debug)]
pub(super) enum Subject {
    /// One number.
    Value { number: Number, percentage: bool },
    /// A change in per cent as it was reported, without the two numbers behind it.
    Reported(Number),
    /// One figure at two times.
    Change(Pair),
    /// Two figures of one time: the first beside the second.
    Against(Pair),
    /// A part and its whole, in one unit.
    Part { part: i128, whole: i128 },
    /// A number, and how many are above, level with and below it among others and itself.
    Rank { own: Number, above: usize, level: usize, below: usize },
    /// A movement over several periods.
    Trend(Option<Direction>),
    /// Words that the figures give.
    Words(String),
}

/// Two numbers that are compared.
#[derive(Debug)]
pub(super) struct Pair {
    /// Both as they are shown.
    pub(super) before: Number,
    pub(super) after: Number,
    /// Both in one unit; of rates per day, multiplied by the days of both periods.
    pub(super) units: (i128, i128),
    /// The decimals of that unit.
    pub(super) decimals: u8,
    /// The earlier as a whole number.
    pub(super) base: i128,
    pub(super) percentage: bool,
    pub(super) higher_is_better: Option<bool>,
}

impl Pair {
    /// By how much they differ, with a sign, with as many decimals as are shown.
    pub(super) fn difference(&self) -> Option<Number> {
        Number::scaled(self.units.1 - self.units.0, self.decimals).rounded(self.before.decimals())
    }
}

impl Subject {
    /// The numbers of a question; `number` says which a fact has.
    pub(super) fn of(
        answering: &Answering<'_>,
        question: &Question,
        number: &dyn Fn(FactId) -> Result<Number, Marker>,
    ) -> Result<Self, Marker> {
        let reading = Reading { answering, number };
        match question {
            Question::Absent => Err(Marker::NotAvailable),
            Question::Value(fact) => reading.value(&[*fact]),
            Question::Share { part, whole } => reading.part(&[*part], &[*whole]),
            Question::Compared { from, to, .. } => Ok(Self::Change(reading.pair(&[*from], &[*to], false)?)),
            Question::Computed(computed) => reading.computed(computed, question),
        }
    }
}

struct Reading<'a> {
    answering: &'a Answering<'a>,
    number: &'a dyn Fn(FactId) -> Result<Number, Marker>,
}

impl Reading<'_> {
    fn numbers(&self, facts: &[FactId]) -> Result<Vec<Number>, Marker> {
        facts.iter().map(|fact| (self.number)(*fact)).collect()
    }

    fn sum(&self, facts: &[FactId]) -> Result<Number, Marker> {
        let numbers = self.numbers(facts)?;
        let decimals = numbers.iter().map(|number| number.decimals()).max().unwrap_or_default();
        let units = numbers.iter().map(|number| number.units_at(decimals)).sum::<Option<i128>>();
        Ok(Number::scaled(units.ok_or(Marker::NotAvailable)?, decimals))
    }

    fn is_percentage(&self, fact: FactId) -> bool {
        self.answering.catalogue.measure_of(fact).kind.is_percentage()
    }

    fn value(&self, facts: &[FactId]) -> Result<Subject, Marker> {
        let percentage = facts.first().is_some_and(|fact| self.is_percentage(*fact));
        let number = self.sum(facts)?;
        let decimals = facts.first().map_or(0, |fact| self.answering.catalogue.measure_of(*fact).decimals);
        // A claim is about the figure as it is shown.
        let number = number.rounded(decimals).ok_or(Marker::NotAvailable)?;
        if let [fact] = facts
            && matches!(self.answering.catalogue.measure_of(*fact).kind, MeasureKind::Change { .. })
        {
            return Ok(Subject::Reported(number));
        }
        Ok(Subject::Value { number, percentage })
    }

    fn part(&self, part: &[FactId], whole: &[FactId]) -> Result<Subject, Marker> {
        let (part, whole, _) = aligned(self.sum(part)?, self.sum(whole)?).ok_or(Marker::NotAvailable)?;
        if whole <= 0 { Err(Marker::NotApplicable) } else { Ok(Subject::Part { part, whole }) }
    }

    fn pair(&self, from: &[FactId], to: &[FactId], per_day: bool) -> Result<Pair, Marker> {
        let (before, after) = (self.sum(from)?, self.sum(to)?);
        let (a, b, decimals) = aligned(before, after).ok_or(Marker::NotAvailable)?;
        let measure = from.first().map(|fact| self.answering.catalogue.measure_of(*fact));
        let kind = measure.map(|measure| measure.kind);
        let days = |facts: &[FactId]| facts.first().map_or(1, |fact| self.answering.days(*fact));
        let units = if per_day { (a * days(to), b * days(from)) } else { (a, b) };
        // What is told of the two is what readers see.
        let shown = |number: Number| {
            measure.map_or(Some(number), |measure| number.rounded(measure.decimals)).ok_or(Marker::NotAvailable)
        };
        Ok(Pair {
            before: shown(before)?,
            after: shown(after)?,
            units,
            decimals,
            base: a / 10i128.pow(u32::from(decimals)),
            percentage: matches!(kind, Some(MeasureKind::Percentage { .. } | MeasureKind::Change { .. })),
            higher_is_better: measure.and_then(|measure| measure.higher_is_better),
        })
    }

    fn computed(&self, computed: &Computed<FactId>, question: &Question) -> Result<Subject, Marker> {
        match computed {
            Computed::Total(terms) => self.value(terms),
            Computed::Compared { from, to, per_day, .. } => Ok(Subject::Change(self.pair(from, to, *per_day)?)),
            Computed::Share { part, whole, .. } => self.part(part, whole),
            Computed::Against { one, other } => Ok(Subject::Against(self.pair(other, one, false)?)),
            Computed::Rate { of, base, per } => {
                let (of, base, _) = aligned(self.sum(of)?, self.sum(base)?).ok_or(Marker::NotAvailable)?;
                let number = of.checked_mul((*per).into()).and_then(|of| Number::ratio(of, base, 0, 1));
                Ok(Subject::Value { number: number.ok_or(Marker::NotApplicable)?, percentage: false })
            }
            Computed::Rank { of, among } => {
                let (own, numbers) = ((self.number)(*of)?, self.numbers(among)?);
                let count =
                    |order: std::cmp::Ordering| numbers.iter().filter(|number| number.compare(own) == order).count();
                use std::cmp::Ordering::{Equal, Greater, Less};
                Ok(Subject::Rank { own, above: count(Greater), level: count(Equal), below: count(Less) })
            }
            Computed::Trend { series } => Ok(Subject::Trend(self.answering.trend_of(&self.numbers(series)?))),
            Computed::Extreme { .. } | Computed::Moving { .. } | Computed::Text(_) => {
                match self.answering.answer(question) {
                    Published::Shown(shown) => Ok(Subject::Words(shown.text().to_owned())),
                    Published::Marked(marker) => Err(marker),
                }
            }
        }
    }
}
