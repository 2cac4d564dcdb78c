//! What a reader can infer of a hidden figure, told so that the telling is no hidden value.

use serde::Serialize;

/// A reader has to reckon with every number between these, or with more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Interval {
    pub(crate) low: i128,
    pub(crate) high: i128,
}

/// The certified interval, rounded inwards: its ends are completions, and the data's own numbers are one of them, so an end
/// may be the hidden number itself. Ends of three and more digits keep two; an end that still is the number moves on. What
/// is left stays true: at least this much is open. Only the 1 below which no hidden count can lie is told as it is.
pub(super) fn told(value: i128, low: i128, high: i128) -> Interval {
    let mut told = Interval { low: up(low), high: -up(-high) };
    if told.low == value && value > 1 {
        told.low += step(told.low);
    }
    if told.high == value {
        told.high -= step(told.high);
    }
    if told.low > told.high { Interval { low: told.high, high: told.low } } else { told }
}

/// One unit of a number's second digit.
fn step(number: i128) -> i128 {
    let mut step = 1;
    while number.abs() / step >= 100 {
        step *= 10;
    }
    step
}

fn up(number: i128) -> i128 {
    let step = step(number);
    number.div_euclid(step) * step + if number.rem_euclid(step) == 0 { 0 } else { step }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ends(value: i128, low: i128, high: i128) -> (i128, i128) {
        let Interval { low, high } = told(value, low, high);
        (low, high)
    }

    #[test]
    fn small_numbers_are_told_as_they_are() {
        assert_eq!(ends(4, 1, 9), (1, 9));
        assert_eq!(ends(1, 1, 7), (1, 7));
        assert_eq!(ends(3, 0, 12), (0, 12));
    }

    #[test]
    fn large_ends_are_rounded_inwards() {
        assert_eq!(ends(500, 12_345, 98_765), (13_000, 98_000));
        assert_eq!(ends(500, 100, 990), (100, 990));
        assert_eq!(ends(-40, -1234, 1234), (-1200, 1200));
    }

    #[test]
    fn no_end_is_the_number_itself() {
        for value in [2, 5, 6, 42, 99, 100, 110, 77_741, 88_000] {
            for (low, high) in [(1, value), (value, value * 3), (1, value + 1), (value - 1, value * 2)] {
                let (low, high) = ends(value, low, high);
                assert!(low != value && high != value, "{low} to {high} for {value}");
            }
        }
    }
}
