//! Answers questions from what the pattern shows. Only here does a number from the data become a published figure.

use super::published::{Marker, Published};
use super::sealed::Cell;
use crate::ask::Question;
use crate::number::Number;
use crate::schema::{Catalogue, Comparison, FactId, MeasureKind};

/// Decimals of a computed percentage.
const DECIMALS: u8 = 1;

/// What the site may say of each fact: asked of the pattern.
pub(super) struct Answering<'a> {
    pub(super) catalogue: &'a Catalogue,
    /// By fact, whether it is hidden.
    pub(super) hidden: Vec<bool>,
}

impl Answering<'_> {
    pub(super) fn answer(&self, question: &Question) -> Published {
        let answered = match question {
            Question::Absent => Err(Marker::NotAvailable),
            Question::Value(fact) => self.value(*fact),
            Question::Share { part, whole } => self.share(*part, *whole),
            Question::Compared { from, to, how } => self.compared(*from, *to, *how),
        };
        match answered {
            Ok((number, text)) => Published::shown(number, text),
            Err(marker) => Published::Marked(marker),
        }
    }

    /// The number of a fact, or the marker that stands for it.
    fn number(&self, fact: FactId) -> Result<Number, Marker> {
        let cell = &self.catalogue.fact(fact).cell;
        if self.hidden[fact.0] && !cell.is_without_figure() {
            return Err(Marker::Confidential);
        }
        match cell {
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

    /// Both numbers of a comparison. What is withheld outweighs what is merely missing.
    fn numbers(&self, first: FactId, second: FactId) -> Result<(Number, Number), Marker> {
        match (self.number(first), self.number(second)) {
            (Ok(first), Ok(second)) => Ok((first, second)),
            (Err(Marker::Confidential), _) | (_, Err(Marker::Confidential)) => Err(Marker::Confidential),
            (Err(marker), _) | (_, Err(marker)) => Err(marker),
        }
    }

    fn value(&self, fact: FactId) -> Result<(Number, String), Marker> {
        let measure = self.catalogue.measure_of(fact);
        let number = self.number(fact)?.rounded(measure.decimals).ok_or(Marker::NotAvailable)?;
        let text = match measure.kind {
            MeasureKind::Percentage { .. } => format!("{}%", number.grouped()),
            MeasureKind::Change { .. } => format!("{}%", signed(number)),
            _ => number.grouped(),
        };
        Ok((number, text))
    }

    fn share(&self, part: FactId, whole: FactId) -> Result<(Number, String), Marker> {
        let (part_number, whole_number) = self.numbers(part, whole)?;
        self.enough(whole, whole_number)?;
        let (part, whole) = aligned(part_number, whole_number).ok_or(Marker::NotAvailable)?;
        // Where the two are rounded differently, a part can look like more than its whole.
        if part > whole {
            return Err(Marker::NotAvailable);
        }
        let number = Number::ratio(part, whole, 2, DECIMALS).ok_or(Marker::NotApplicable)?;
        Ok((number, format!("{}%", number.grouped())))
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

    fn compared(&self, from: FactId, to: FactId, how: Comparison) -> Result<(Number, String), Marker> {
        let (before, after) = self.numbers(from, to)?;
        let measure = self.catalogue.measure_of(from);
        let (a, b) = aligned(before, after).ok_or(Marker::NotAvailable)?;
        let decimals = before.decimals().max(after.decimals());
        let difference = Number::scaled(b - a, decimals).rounded(measure.decimals).ok_or(Marker::NotAvailable)?;
        let percentage = measure.kind.is_percentage();
        match how {
            Comparison::Difference => Ok((difference, signed(difference))),
            Comparison::Points => {
                let points =
                    if percentage { format!("{} percentage points", signed(difference)) } else { signed(difference) };
                Ok((difference, points))
            }
            Comparison::FromTo => {
                let unit = if percentage { "%" } else { "" };
                let text = |number: Number| Some(format!("{}{unit}", number.rounded(measure.decimals)?.grouped()));
                let (before, after) = text(before).zip(text(after)).ok_or(Marker::NotAvailable)?;
                Ok((difference, format!("from {before} to {after}")))
            }
            Comparison::Percent => {
                self.enough(from, before)?;
                let number = Number::ratio(b - a, a, 2, DECIMALS).ok_or(Marker::NotApplicable)?;
                Ok((number, format!("{}%", signed(number))))
            }
            Comparison::Words if percentage => Ok((difference, moved(difference, "percentage points"))),
            Comparison::Words => match self.enough(from, before) {
                Ok(()) => {
                    let number = Number::ratio(b - a, a, 2, DECIMALS).ok_or(Marker::NotApplicable)?;
                    Ok((number, moved(number, "%")))
                }
                // On a small base a percentage misleads; the two numbers, both public, do not.
                Err(_) => {
                    let verb = if b == a {
                        "stayed at"
                    } else if b > a {
                        "rose from"
                    } else {
                        "fell from"
                    };
                    let text = if a == b {
                        format!("{verb} {}", after.grouped())
                    } else {
                        format!("{verb} {} to {}", before.grouped(), after.grouped())
                    };
                    Ok((difference, text))
                }
            },
        }
    }
}

/// Two numbers in the same unit.
fn aligned(a: Number, b: Number) -> Option<(i128, i128)> {
    let decimals = a.decimals().max(b.decimals());
    a.units_at(decimals).zip(b.units_at(decimals))
}

/// With a sign, so that a change is never read as an amount: `+6.7`, `−16.4`, `0.0`.
fn signed(number: Number) -> String {
    let plus = if number.is_negative() || number.is_zero() { "" } else { "+" };
    format!("{plus}{}", number.grouped())
}

/// A change in words.
fn moved(number: Number, unit: &str) -> String {
    if number.is_zero() {
        return "did not change".to_owned();
    }
    let size = number.grouped();
    let size = size.trim_start_matches('\u{2212}');
    let space = if unit == "%" { "" } else { " " };
    format!("{} by {size}{space}{unit}", if number.is_negative() { "fell" } else { "rose" })
}
