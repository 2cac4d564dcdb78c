//! Bounds: every hidden cell is at least its known least, and every sum holds, so each sum bounds its hidden cells;
//! repeated until nothing narrows. Exact, and blind only to what several sums say together.

use super::super::model::{CellId, Model, Pattern};
use super::Interval;

/// How often the bounds may be tightened before the engine gives up and hides more.
const MOST_ROUNDS: usize = 5_000;

/// The interval of every cell; nothing where the rounds ran out, or where the sums contradict each other.
pub(super) fn bounds(model: &Model, pattern: &Pattern) -> Option<Vec<Interval>> {
    let mut bounds: Vec<Interval> = (0..model.cells.len())
        .map(|cell| match model.cells[cell].value {
            Some(value) if pattern.shows(model, cell) => (value, Some(value)),
            _ => (hidden_least(model, pattern, cell), None),
        })
        .collect();
    for _ in 0..MOST_ROUNDS {
        let mut narrowed = false;
        for sum in model.sums.iter().filter(|sum| sum.exact) {
            let ends: Vec<(CellId, i128, Ends)> =
                sum.terms().map(|(cell, sign)| (cell, sign, Ends::of(bounds[cell], sign))).collect();
            let all = ends.iter().fold(Ends::ZERO, |sum, (_, _, term)| sum.plus(*term));
            for (cell, sign, own) in ends {
                // The terms make zero, so each is the negative of all the others.
                let rest = all.minus(own);
                let (low, high) = (rest.high().map(i128::saturating_neg), rest.low().map(i128::saturating_neg));
                let flip = |end: Option<i128>| end.map(i128::saturating_neg);
                let (low, high) = if sign > 0 { (low, high) } else { (flip(high), flip(low)) };
                narrowed |= narrow(&mut bounds[cell], low, high);
            }
        }
        for (cell, contributors) in model.cells.iter().enumerate().filter_map(|(c, e)| Some((c, e.contributors?))) {
            let (events, people) = (bounds[cell], bounds[contributors]);
            narrowed |= narrow(&mut bounds[cell], Some(people.0), None);
            narrowed |= narrow(&mut bounds[contributors], None, events.1);
        }
        if bounds.iter().any(|(low, high)| high.is_some_and(|high| high < *low)) {
            return None;
        }
        if !narrowed {
            return Some(bounds);
        }
    }
    None
}

/// The ends of a sum of terms: the finite parts, and how many terms have no end on that side.
#[derive(Clone, Copy)]
struct Ends {
    low: i128,
    high: i128,
    open_low: i32,
    open_high: i32,
}

impl Ends {
    const ZERO: Self = Self { low: 0, high: 0, open_low: 0, open_high: 0 };

    fn of((low, high): Interval, sign: i128) -> Self {
        let (finite, open) = (high.unwrap_or(0), i32::from(high.is_none()));
        if sign > 0 {
            Self { low, high: finite, open_low: 0, open_high: open }
        } else {
            Self { low: finite.saturating_neg(), high: low.saturating_neg(), open_low: open, open_high: 0 }
        }
    }

    fn plus(self, other: Self) -> Self {
        Self {
            low: self.low.saturating_add(other.low),
            high: self.high.saturating_add(other.high),
            open_low: self.open_low + other.open_low,
            open_high: self.open_high + other.open_high,
        }
    }

    fn minus(self, other: Self) -> Self {
        Self {
            low: self.low.saturating_sub(other.low),
            high: self.high.saturating_sub(other.high),
            open_low: self.open_low - other.open_low,
            open_high: self.open_high - other.open_high,
        }
    }

    fn low(self) -> Option<i128> {
        (self.open_low == 0).then_some(self.low)
    }

    fn high(self) -> Option<i128> {
        (self.open_high == 0).then_some(self.high)
    }
}

/// Zeros are shown, so whatever is withheld from view is at least 1; what no page asks for may be anything.
pub(super) fn hidden_least(model: &Model, pattern: &Pattern, cell: CellId) -> i128 {
    let withheld = model.cells[cell].asked && pattern.hidden[cell].is_some();
    model.cells[cell].least.max(i128::from(withheld))
}

fn narrow(interval: &mut Interval, low: Option<i128>, high: Option<i128>) -> bool {
    let before = *interval;
    if let Some(low) = low {
        interval.0 = interval.0.max(low);
    }
    if let Some(high) = high {
        interval.1 = Some(interval.1.map_or(high, |known| known.min(high)));
    }
    before != *interval
}
