//! One figure at two times.

use super::{Answering, DECIMALS, Saying, aligned, in_currency, signed, unsigned};
use crate::number::Number;
use crate::protect::published::Marker;
use crate::schema::{Comparison, FactId, MeasureKind};
use crate::words::{Direction, Move, Strength};

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
                let unit = if self.percentage { " percentage points" } else { "" };
                Ok(Saying::number(points, format!("{}{unit}", signed(points))))
            }
            Comparison::FromTo => Ok(Saying::number(self.difference()?, self.ends("from ", " to ")?)),
            Comparison::Percent => {
                let percent = self.percent()?;
                Ok(Saying::number(percent, format!("{}%", signed(percent))))
            }
            Comparison::Size if self.percentage => {
                let points = self.difference()?;
                Ok(Saying::number(points, format!("{} percentage points", unsigned(points))))
            }
            Comparison::Size => {
                let percent = self.percent()?;
                Ok(Saying::number(percent, format!("{}%", unsigned(percent))))
            }
            Comparison::Direction => Ok(Saying::words(earned.words())),
            Comparison::Judgement => Ok(Saying::words(judged(earned, higher_is_better))),
            Comparison::Words => self.moved(earned),
        }
    }

    /// "rose sharply by 27.3%", "stayed about the same (+1.2%)".
    fn moved(&self, earned: Move) -> Result<Saying, Marker> {
        let (amount, unit) = match (self.percentage, self.enough) {
            (true, _) => (self.difference()?, " percentage points"),
            (false, Ok(())) => (self.percent()?, "%"),
            // On a small base a percentage misleads; the two numbers, both public, do not.
            (false, Err(_)) => return self.moved_between(),
        };
        let words = earned.words();
        // "Fell by 6.9% a day" would be another thing.
        let daily = if self.per_day { " as a daily rate" } else { "" };
        let text = match (earned.direction, earned.strength) {
            (Direction::Same, Strength::About) => format!("{words} ({}{unit}{daily})", signed(amount)),
            (Direction::Same, _) => words.to_owned(),
            _ => format!("{words} by {}{unit}{daily}", unsigned(amount)),
        };
        Ok(Saying::number(amount, text))
    }

    fn moved_between(&self) -> Result<Saying, Marker> {
        let difference = self.difference()?;
        let text = match self.units.1.cmp(&self.units.0) {
            std::cmp::Ordering::Equal => {
                let unit = if self.per_day { " a day" } else { "" };
                format!("stayed at {}{unit}", self.with_unit(&self.shown(self.after)?.grouped()))
            }
            std::cmp::Ordering::Greater => self.ends("rose from ", " to ")?,
            std::cmp::Ordering::Less => self.ends("fell from ", " to ")?,
        };
        Ok(Saying::number(difference, text))
    }

    fn ends(&self, from: &str, to: &str) -> Result<String, Marker> {
        let unit = match (self.percentage, self.per_day) {
            (true, _) => "%",
            (false, true) => " a day",
            (false, false) => "",
        };
        let text = |number: Number| Ok(self.with_unit(&self.shown(number)?.grouped()));
        Ok(format!(
            "{from}{}{}{to}{}{unit}",
            text(self.before)?,
            if self.percentage { "%" } else { "" },
            text(self.after)?
        ))
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

fn judged(earned: Move, higher_is_better: Option<bool>) -> &'static str {
    match (earned.direction, higher_is_better) {
        (Direction::Up, Some(true)) | (Direction::Down, Some(false)) => "improved",
        (Direction::Up, Some(false)) | (Direction::Down, Some(true)) => "got worse",
        _ => earned.words(),
    }
}
