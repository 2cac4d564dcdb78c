//! How near a number has to be to the words for it. One rule for all claims: a number is true if the figure, rounded to the
//! decimals written, is that number; "about" allows half of the step that so round a number suggests.

use crate::number::Number;
use crate::words::{Bound, Fraction};

/// Whether `part / whole` (with `whole` above 0) meets a number.
pub(super) fn number(bound: Bound, (part, whole): (i128, i128), said: Number) -> bool {
    let decimals = said.decimals();
    let one = 10i128.pow(u32::from(decimals));
    let Some(said_units) = said.units_at(decimals) else { return false };
    // Both over the common denominator `whole`.
    let (figure, said_there) = (part * one, said_units * whole);
    if bound == Bound::Exactly {
        return Number::ratio(part, whole, 0, decimals) == Some(said);
    }
    let allowance = allowance(said_units) * whole;
    between(bound, figure * 20, said_there * 20, allowance)
}

/// Twenty times what "about" allows: half a step of 1, 5, 10, 50, 100 …, and never more than a twentieth of the number.
fn allowance(units: i128) -> i128 {
    let size = units.abs();
    let mut step = 1;
    for wider in [5, 10, 50, 100, 500, 1_000, 5_000, 10_000, 50_000, 100_000, 500_000, 1_000_000] {
        if size != 0 && size % wider == 0 {
            step = wider;
        }
    }
    (step * 10).min(size)
}

/// Whether `part / whole` meets a fraction. Without a word before it, a fraction is met to within a hundredth of the
/// whole, and a twentieth of itself; "about" allows two and a half times, "nearly" and "just over" five times as much.
pub(super) fn fraction(bound: Bound, (part, whole): (i128, i128), said: Fraction) -> bool {
    let (figure, said_there) = (part * said.whole * 100, said.part * whole * 100);
    let allowed = (whole * said.whole).min(said_there / 20);
    match bound {
        // Everybody and nobody are exact.
        Bound::Exactly if said.part == said.whole || said.part == 0 => figure == said_there,
        Bound::Exactly => (figure - said_there).abs() <= allowed,
        Bound::About => (figure - said_there).abs() * 2 <= allowed * 5,
        bound => between(bound, figure, said_there, allowed * 5),
    }
}

/// Whether `after / before` meets a multiple. Without a word before it, to within a fortieth of the multiple; "about"
/// allows a twentieth.
pub(super) fn times(bound: Bound, (before, after): (i128, i128), said: Fraction) -> bool {
    if before <= 0 {
        return false;
    }
    let (figure, said_there) = (after * said.whole * 40, said.part * before * 40);
    match bound {
        // "1.6 times" is as round as it is written.
        Bound::Exactly if said.whole >= 10 => {
            let decimals = u8::try_from(said.whole.ilog10()).unwrap_or_default();
            Number::ratio(after, before, 0, decimals) == Number::ratio(said.part, said.whole, 0, decimals)
        }
        Bound::Exactly => (figure - said_there).abs() <= said_there / 40,
        bound => between(bound, figure, said_there, said_there / 20),
    }
}

fn between(bound: Bound, figure: i128, said: i128, allowance: i128) -> bool {
    match bound {
        Bound::Exactly => figure == said,
        Bound::About => (figure - said).abs() <= allowance,
        Bound::Nearly => figure < said && figure >= said - allowance,
        Bound::JustOver => figure > said && figure <= said + allowance,
        Bound::AtLeast => figure >= said,
        Bound::MoreThan => figure > said,
        Bound::AtMost => figure <= said,
        Bound::LessThan => figure < said,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_met_as_round_as_they_are_written() {
        let met = |bound, part, whole, said: &str| number(bound, (part, whole), Number::parse(said).expect("a number"));
        for (bound, part, whole, said, expected) in [
            (Bound::Exactly, 256, 1, "256", true),
            (Bound::Exactly, 1024, 1, "1000", false),
            (Bound::Exactly, 4100, 603, "6.8", true),
            (Bound::Exactly, 4100, 603, "7", true),
            (Bound::Exactly, 4100, 603, "16", false),
            (Bound::About, 920, 10, "93", false),
            (Bound::About, 935, 10, "93", true),
            (Bound::About, 256, 1, "250", true),
            (Bound::About, 270, 1, "250", false),
            (Bound::AtLeast, 200, 1, "200", true),
            (Bound::MoreThan, 200, 1, "200", false),
            (Bound::Nearly, 195, 1, "200", true),
            (Bound::Nearly, 200, 1, "200", false),
            (Bound::JustOver, 203, 1, "200", true),
            (Bound::JustOver, 240, 1, "200", false),
        ] {
            assert_eq!(met(bound, part, whole, said), expected, "{bound:?} {part}/{whole} {said}");
        }
    }

    #[test]
    fn parts_and_multiples() {
        let third = Fraction { part: 1, whole: 3 };
        assert!(fraction(Bound::Exactly, (85, 256), third));
        assert!(!fraction(Bound::Exactly, (80, 256), third));
        assert!(fraction(Bound::About, (80, 256), third));
        assert!(fraction(Bound::MoreThan, (157, 256), Fraction { part: 1, whole: 2 }));
        assert!(!fraction(Bound::Exactly, (255, 256), Fraction { part: 1, whole: 1 }));
        let few = Fraction { part: 1, whole: 500 };
        assert!(fraction(Bound::Exactly, (2, 1_000), few));
        assert!(!fraction(Bound::Exactly, (0, 1_000), few) && !fraction(Bound::Exactly, (12, 1_000), few));
        assert!(!fraction(Bound::Nearly, (51, 1_000), Fraction { part: 1, whole: 10 }));
        let twice = Fraction { part: 2, whole: 1 };
        assert!(times(Bound::Exactly, (100, 202), twice));
        assert!(!times(Bound::Exactly, (100, 190), twice));
        assert!(times(Bound::Nearly, (100, 195), twice));
        assert!(times(Bound::Exactly, (100, 50), Fraction { part: 1, whole: 2 }));
        assert!(!times(Bound::Exactly, (0, 50), twice));
    }
}
