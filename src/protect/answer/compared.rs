//! One figure at two times.

use super::{Answering, DECIMALS, Saying, aligned, in_currency, signed, unsigned};
use crate::number::Number;
use crate::protect::published::Marker;
use crate::schema::{Comparison, FactId, MeasureKind};
use crate::words::{Direction, Move, Phrase, Strength};

/// Two figures in one unit, ready to be compared.
struct Pair {
    before: Number,
    after: Number,
    /// Both as whole numbers in one unit; of rates per day, multiplied by the days of both periods.
    units: (i128, i128),
    percentage: bool,
    /// Decimals that amounts are shown with.
    decimals: u8,
    currency: Option<char>,
    /// Whether the base is large enough for a percentage.
    enough: Result<(), Marker>,
    per_day: bool,
}

impl Answering<'_> {
    /// Sums at two times; of one figure, where there is one term.
    pub(super) fn compared(
        &self,
        from: &[FactId],
        to: &[FactId],
        how: Comparison,
        per_day: bool,
    ) -> Result<Saying, Marker> {
        let (before, after) = self.two(from, to)?;
        let (Some(first), Some(last)) = (from.first(), to.first()) else { return Err(Marker::NotAvailable) };
        let measure = self.catalogue.measure_of(*first);
        let (a, b, decimals) = aligned(before, after).ok_or(Marker::NotAvailable)?;
        let (days_before, days_after) = if per_day { (self.days(*first), self.days(*last)) } else { (1, 1) };
        let (before, after) = if per_day {
            let one = |units: i128, days| {
                Number::ratio(units, days * 10i128.pow(u32::from(decimals)), 0, DECIMALS).ok_or(Marker::NotAvailable)
            };
            (one(a, days_before)?, one(b, days_after)?)
        } else {
            (before, after)
        };
        let pair = Pair {
            before,
            after,
            units: (a * days_after, b * days_before),
            percentage: measure.kind.is_percentage() && !matches!(measure.kind, MeasureKind::Change { .. }),
            decimals: if per_day { DECIMALS } else { measure.decimals },
            currency: measure.currency,
            enough: self.enough(*first, self.sum(from)?),
            per_day,
        };
        let earned = if pair.percentage {
            self.scale.earned_in_points(a, b, decimals)
        } else {
            let base = a / 10i128.pow(u32::from(decimals));
            self.scale.earned(pair.units.0, pair.units.1, base)
        };
        pair.said(how, earned, measure.higher_is_better)
    }
}

impl Pair {
    fn said(&self, how: Comparison, earned: Move, higher_is_better: Option<bool>) -> Result<Saying, Marker> {
        match how {
            Comparison::Difference => {
                let difference = self.difference()?;
                Ok(Saying::number(difference, self.with_unit(&signed(difference))))
            }
            Comparison::Points => {
                let points = self.difference()?;
                let size = signed(points);
                Ok(Saying::number(points, if self.percentage { in_points(size) } else { size.into() }))
            }
            Comparison::FromTo => Ok(Saying::number(self.difference()?, self.ends("from-to")?)),
            Comparison::Percent => {
                let percent = self.percent()?;
                Ok(Saying::number(percent, format!("{}%", signed(percent))))
            }
            Comparison::Size if self.percentage => {
                let points = self.difference()?;
                Ok(Saying::number(points, in_points(unsigned(points))))
            }
            Comparison::Size => {
                let percent = self.percent()?;
                Ok(Saying::number(percent, format!("{}%", unsigned(percent))))
            }
            Comparison::Direction => Ok(Saying::words(earned.phrase())),
            Comparison::Judgement => Ok(Saying::words(judged(earned, higher_is_better))),
            Comparison::Words => self.moved(earned),
        }
    }

    /// "rose sharply by 27.3%", "stayed about the same (+1.2%)".
    fn moved(&self, earned: Move) -> Result<Saying, Marker> {
        let amount = match (self.percentage, self.enough) {
            (true, _) => self.difference()?,
            (false, Ok(())) => self.percent()?,
            // On a small base a percentage misleads; the two numbers, both public, do not.
            (false, Err(_)) => return self.moved_between(),
        };
        let size = |size: String| {
            let size = if self.percentage { in_points(size) } else { Phrase::Text(format!("{size}%")) };
            // "Fell by 6.9% a day" would be another thing.
            if self.per_day { Phrase::say("as-daily-rate").with("amount", size) } else { size }
        };
        let moved = |key: &str, amount| Phrase::say(key).with("moved", earned.phrase()).with("amount", size(amount));
        let phrase = match (earned.direction, earned.strength) {
            (Direction::Same, Strength::About) => moved("moved-beside", signed(amount)),
            (Direction::Same, _) => earned.phrase(),
            _ => moved("moved-by", unsigned(amount)),
        };
        Ok(Saying::number(amount, phrase))
    }

    fn moved_between(&self) -> Result<Saying, Marker> {
        let difference = self.difference()?;
        let phrase = match self.units.1.cmp(&self.units.0) {
            std::cmp::Ordering::Equal => self.daily(Phrase::say("stayed-at").with("number", self.end(self.after)?)),
            std::cmp::Ordering::Greater => self.ends("rose-from-to")?,
            std::cmp::Ordering::Less => self.ends("fell-from-to")?,
        };
        Ok(Saying::number(difference, phrase))
    }

    /// Between which numbers a figure moved.
    fn ends(&self, key: &str) -> Result<Phrase, Marker> {
        Ok(self.daily(Phrase::say(key).with("from", self.end(self.before)?).with("to", self.end(self.after)?)))
    }

    fn end(&self, number: Number) -> Result<Phrase, Marker> {
        let percent = if self.percentage { "%" } else { "" };
        Ok(Phrase::Text(format!("{}{percent}", self.with_unit(&self.shown(number)?.grouped()))))
    }

    fn daily(&self, phrase: Phrase) -> Phrase {
        if self.per_day { Phrase::say("a-day").with("amount", phrase) } else { phrase }
    }

    fn shown(&self, number: Number) -> Result<Number, Marker> {
        number.rounded(self.decimals).ok_or(Marker::NotAvailable)
    }

    fn with_unit(&self, text: &str) -> String {
        self.currency.map_or_else(|| text.to_owned(), |sign| in_currency(sign, text))
    }

    fn difference(&self) -> Result<Number, Marker> {
        let (a, b, decimals) = aligned(self.before, self.after).ok_or(Marker::NotAvailable)?;
        self.shown(Number::scaled(b - a, decimals))
    }

    fn percent(&self) -> Result<Number, Marker> {
        self.enough?;
        Number::ratio(self.units.1 - self.units.0, self.units.0, 2, DECIMALS).ok_or(Marker::NotApplicable)
    }
}

fn judged(earned: Move, higher_is_better: Option<bool>) -> Phrase {
    match (earned.direction, higher_is_better) {
        (Direction::Up, Some(true)) | (Direction::Down, Some(false)) => Phrase::say("improved"),
        (Direction::Up, Some(false)) | (Direction::Down, Some(true)) => Phrase::say("got-worse"),
        _ => earned.phrase(),
    }
}

/// So many percentage points.
pub(super) fn in_points(size: String) -> Phrase {
    Phrase::say("percentage-points").with("number", size)
}
