//! Classes of a map: at most four, between round numbers, made of shown values and of nothing else.

use crate::language::Strings;
use crate::number::Number;
use crate::protect::Published;
use crate::render::chart::palette;

const MOST: usize = 4;
/// From light to dark, so that they keep their order in grey.
const SHADES: [&str; MOST] = ["#E1EBF3", "#A7C4DC", "#5B8DB8", "#12436D"];

/// The classes of one map.
#[derive(Debug)]
pub(super) struct Classes {
    /// The first class begins at so many steps.
    first: i64,
    step: f64,
    pub(super) shades: Vec<&'static str>,
    /// What each class holds: `20 to 39`. None where nothing is shown.
    pub(super) labels: Vec<String>,
}

impl Classes {
    pub(super) fn new<'a>(values: impl Iterator<Item = &'a Published>, percentages: bool, strings: &Strings) -> Self {
        let shown: Vec<f64> = values
            .filter_map(|value| match value {
                Published::Shown(shown) => Some(shown.on_axis()),
                Published::Marked(_) => None,
            })
            .collect();
        let (Some(low), Some(high)) = (shown.iter().copied().reduce(f64::min), shown.iter().copied().reduce(f64::max))
        else {
            return Self { first: 0, step: 1.0, shades: Vec::new(), labels: Vec::new() };
        };
        let whole = !percentages && shown.iter().all(|value| value.fract() == 0.0);
        let smallest = if whole { 0 } else { -6 };
        let steps = (smallest..15).flat_map(|exponent| [(1, exponent), (2, exponent), (5, exponent)]);
        let fits = |(mantissa, exponent): &(i64, i32)| {
            let (first, last) = ends(low, high, size(*mantissa, *exponent));
            last - first < i64::try_from(MOST).unwrap_or(i64::MAX)
        };
        let (mantissa, exponent) = steps.into_iter().find(fits).unwrap_or((1, 15));
        let step = size(mantissa, exponent);
        let (first, last) = ends(low, high, step);
        let at = |steps: i64, less: i128| {
            let zeros = 10i128.saturating_pow(u32::try_from(exponent).unwrap_or(0));
            let units = i128::from(steps).saturating_mul(i128::from(mantissa)).saturating_mul(zeros) - less;
            let decimals = if units == 0 { 0 } else { u8::try_from(-exponent).unwrap_or(0) };
            format!("{}{}", Number::scaled(units, decimals).grouped(), if percentages { "%" } else { "" })
        };
        let label = |steps: i64| match (whole, at(steps, 0)) {
            (true, from) if from == at(steps + 1, 1) => from,
            (true, from) => strings.say("span", &[("first", &from), ("last", &at(steps + 1, 1))]),
            (false, from) => strings.say("span-under", &[("first", &from), ("last", &at(steps + 1, 0))]),
        };
        let labels: Vec<String> = (first..=last).map(label).collect();
        let places: &[usize] = match labels.len() {
            1 => &[1],
            2 => &[0, 2],
            3 => &[0, 1, 3],
            _ => &[0, 1, 2, 3],
        };
        Self { first, step, shades: places.iter().map(|place| SHADES[*place]).collect(), labels }
    }

    fn position(&self, value: f64) -> usize {
        let position = usize::try_from(steps_below(value, self.step) - self.first).unwrap_or_default();
        position.min(self.shades.len().saturating_sub(1))
    }

    /// The colour of a value's class.
    pub(super) fn shade(&self, value: f64) -> &'static str {
        self.shades.get(self.position(value)).copied().unwrap_or(palette::WHITE)
    }

    /// The colour of a text on it.
    pub(super) fn ink(&self, value: f64) -> &'static str {
        if self.shade(value) == SHADES[MOST - 1] { palette::WHITE } else { palette::INK }
    }
}

fn ends(low: f64, high: f64, step: f64) -> (i64, i64) {
    (steps_below(low, step), steps_below(high, step))
}

#[expect(clippy::cast_possible_truncation, reason = "a figure of fifteen digits, or far more classes than four")]
fn steps_below(value: f64, step: f64) -> i64 {
    (value / step + 1e-9).floor() as i64
}

fn size(mantissa: i64, exponent: i32) -> f64 {
    let power = 10f64.powi(exponent.abs());
    #[expect(clippy::cast_precision_loss, reason = "a mantissa has one digit")]
    let mantissa = mantissa as f64;
    if exponent < 0 { mantissa / power } else { mantissa * power }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::english;

    fn labels(values: &[&str], percentages: bool) -> Vec<String> {
        let values: Vec<Published> = values.iter().map(|value| Published::for_test(value)).collect();
        Classes::new(values.iter(), percentages, &english().strings).labels
    }

    #[test]
    fn boundaries_are_round_and_made_of_shown_values_alone() {
        assert_eq!(labels(&["23", "31", "[c]", "96"], false), ["20 to 39", "40 to 59", "60 to 79", "80 to 99"]);
        assert_eq!(labels(&["12", "31", "55", "71"], false), ["0 to 19", "20 to 39", "40 to 59", "60 to 79"]);
        assert_eq!(labels(&["7", "8"], false), ["7", "8"]);
        assert_eq!(
            labels(&["1250", "4100"], false),
            ["1,000 to 1,999", "2,000 to 2,999", "3,000 to 3,999", "4,000 to 4,999"]
        );
        assert_eq!(
            labels(&["12.5", "48"], true),
            ["10% to under 20%", "20% to under 30%", "30% to under 40%", "40% to under 50%"]
        );
        assert_eq!(labels(&["[c]", "[x]"], false), [""; 0]);
        assert_eq!(labels(&["-5", "0", "4"], false), ["\u{2212}5 to \u{2212}1", "0 to 4"]);
    }

    #[test]
    fn a_value_lies_in_the_class_that_its_label_names() {
        let values: Vec<Published> = ["19", "20", "79"].iter().map(|value| Published::for_test(value)).collect();
        let classes = Classes::new(values.iter(), false, &english().strings);
        assert_eq!([19.0, 20.0, 79.0].map(|value| classes.position(value)), [0, 1, 3]);
    }
}
