//! The value axis. Its extent and ticks come from shown values and from nothing else.

use super::text;
use crate::number::Number;

/// A value axis from `low` to `high` with a tick every `step`.
#[derive(Debug)]
pub(super) struct Scale {
    pub(super) low: f64,
    pub(super) high: f64,
    pub(super) step: f64,
    /// One for each tick from `low` to `high`; none where nothing is shown.
    pub(super) labels: Vec<String>,
}

/// What is known about the values before the axis is chosen.
#[derive(Clone, Copy, Debug)]
pub(super) struct Extent {
    /// Lowest and highest end of any mark, or nothing where nothing is shown.
    pub(super) ends: Option<(f64, f64)>,
    /// Whether every shown value is a whole number.
    pub(super) whole: bool,
    /// Whether the values are parts of a hundred.
    pub(super) percentages: bool,
}

impl Scale {
    /// The axis for some values. `room` is the length that its labels may share, where they stand side by side.
    pub(super) fn new(extent: Extent, room: Option<f64>) -> Self {
        let unit = if extent.percentages { "%" } else { "" };
        let (low, high) = match extent.ends {
            Some((low, high)) if extent.percentages => (low.min(0.0), high.max(100.0)),
            None if extent.percentages => (0.0, 100.0),
            Some((low, high)) if low < 0.0 || high > 0.0 => (low.min(0.0), high.max(0.0)),
            Some(_) => (0.0, 1.0),
            None => return Self { low: 0.0, high: 1.0, step: 1.0, labels: Vec::new() },
        };
        let mut steps = steps(extent, high - low);
        let mut chosen = Self::with(low, high, steps.next(), unit);
        for step in steps {
            if chosen.fits(room) {
                break;
            }
            chosen = Self::with(low, high, Some(step), unit);
        }
        chosen
    }

    fn with(low: f64, high: f64, step: Option<(i64, i32)>, unit: &str) -> Self {
        let (mantissa, exponent) = step.unwrap_or((1, 0));
        let size = 10f64.powi(exponent.abs());
        #[expect(clippy::cast_precision_loss, reason = "a mantissa has two digits")]
        let step = if exponent < 0 { mantissa as f64 / size } else { mantissa as f64 * size };
        #[expect(clippy::cast_possible_truncation, reason = "a chart has a handful of ticks")]
        let (first, last) = ((low / step + 1e-9).floor() as i64, (high / step - 1e-9).ceil() as i64);
        #[expect(clippy::cast_precision_loss, reason = "a chart has a handful of ticks")]
        let at = |tick: i64| tick as f64 * step;
        let label = |tick: i64| {
            let decimals = u8::try_from(-exponent).unwrap_or(0);
            let zeros = 10i128.saturating_pow(u32::try_from(exponent).unwrap_or(0));
            let units = i128::from(tick).saturating_mul(i128::from(mantissa)).saturating_mul(zeros);
            let number = Number::scaled(units, if units == 0 { 0 } else { decimals });
            format!("{}{unit}", number.grouped())
        };
        Self { low: at(first), high: at(last), step, labels: (first..=last).map(label).collect() }
    }

    fn fits(&self, room: Option<f64>) -> bool {
        const MOST_TICKS: usize = 7;
        let widest = text::widest(&self.labels) + 14.0;
        #[expect(clippy::cast_precision_loss, reason = "a handful of ticks")]
        let needed = widest * self.labels.len() as f64;
        self.labels.len() <= MOST_TICKS && room.is_none_or(|room| needed <= room + widest)
    }

    /// Where a value lies between the ends: 0 at `low`, 1 at `high`.
    pub(super) fn share(&self, value: f64) -> f64 {
        (value - self.low) / (self.high - self.low)
    }
}

/// The steps to try, smallest first: 1, 2 or 5 times a power of ten; for percentages 20, 25, 50, 100.
fn steps(extent: Extent, span: f64) -> Box<dyn Iterator<Item = (i64, i32)>> {
    if extent.percentages && (span - 100.0).abs() < 1e-9 {
        return Box::new([(20, 0), (25, 0), (50, 0), (100, 0)].into_iter());
    }
    #[expect(clippy::cast_possible_truncation, reason = "the logarithm of a figure with fifteen digits")]
    let first = (span.log10().floor() as i32 - 1).max(if extent.whole { 0 } else { -6 });
    Box::new((first..first + 4).flat_map(|exponent| [(1, exponent), (2, exponent), (5, exponent)]))
}
