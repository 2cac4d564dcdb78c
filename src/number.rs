//! Exact decimal numbers: what a measure is worth. No floating point stands behind a published figure.

use std::cmp::Ordering;

/// Largest number of decimals that a figure may carry.
pub const MAX_DECIMALS: u8 = 6;
/// Largest number of digits that a figure may carry, so that no product of two overflows.
const MAX_DIGITS: usize = 15;

/// An exact decimal: `units` × 10^−`decimals`.
///
/// Deliberately poor: no arithmetic operators, so that only the code which names an operation performs it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Number {
    units: i128,
    decimals: u8,
}

/// Why a text is not a number that Candour accepts. Never carries the text itself, which may be a secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotANumber {
    /// Nothing at all.
    Empty,
    /// A thousands separator inside digits.
    Separator,
    /// A percent or currency sign beside digits.
    Unit,
    /// Exponent form, or another way of writing that could be misread.
    Form,
    /// More than fifteen digits or six decimals.
    TooLong,
}

impl Number {
    /// A whole number.
    pub fn whole(units: i64) -> Self {
        Self { units: units.into(), decimals: 0 }
    }

    /// `units` × 10^−`decimals`.
    pub(crate) fn scaled(units: i128, decimals: u8) -> Self {
        Self { units, decimals: decimals.min(MAX_DECIMALS) }
    }

    /// Reads `123`, `-4` or `5.25`: digits, at most one point, an optional leading minus (hyphen or U+2212).
    ///
    /// # Errors
    /// [`NotANumber`] says what kind of text it was instead.
    pub fn parse(text: &str) -> Result<Self, NotANumber> {
        let text = text.trim();
        if text.is_empty() {
            return Err(NotANumber::Empty);
        }
        let (negative, digits) = match text.strip_prefix(['-', '\u{2212}']) {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let all_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        let pointless = !digits.contains('.');
        if whole.is_empty() || !all_digits(whole) || !all_digits(fraction) || (fraction.is_empty() && !pointless) {
            return Err(Self::misread(digits));
        }
        let significant = whole.trim_start_matches('0').len() + fraction.len();
        if significant > MAX_DIGITS || fraction.len() > usize::from(MAX_DECIMALS) {
            return Err(NotANumber::TooLong);
        }
        let units: i128 = format!("{whole}{fraction}").parse().map_err(|_| NotANumber::TooLong)?;
        let decimals = u8::try_from(fraction.len()).map_err(|_| NotANumber::TooLong)?;
        Ok(Self { units: if negative { -units } else { units }, decimals })
    }

    fn misread(digits: &str) -> NotANumber {
        let has_digit = digits.bytes().any(|byte| byte.is_ascii_digit());
        let strange = || digits.chars().filter(|c| !c.is_ascii_digit() && *c != '.');
        if !has_digit || strange().next().is_none() {
            NotANumber::Form
        } else if strange().all(|c| ", \u{a0}\u{2009}\u{202f}'".contains(c)) {
            NotANumber::Separator
        } else if strange().all(|c| ",%£$€ ".contains(c)) {
            NotANumber::Unit
        } else {
            NotANumber::Form
        }
    }

    /// How many decimals the number was written with.
    pub fn decimals(self) -> u8 {
        self.decimals
    }

    pub(crate) fn negated(self) -> Self {
        Self { units: -self.units, ..self }
    }

    pub(crate) fn is_negative(self) -> bool {
        self.units < 0
    }

    pub(crate) fn is_zero(self) -> bool {
        self.units == 0
    }

    /// The number in units of 10^−`decimals`, exactly, or nothing where that would lose a digit.
    pub(crate) fn units_at(self, decimals: u8) -> Option<i128> {
        if decimals >= self.decimals {
            self.units.checked_mul(power_of_ten(decimals - self.decimals))
        } else {
            let divisor = power_of_ten(self.decimals - decimals);
            (self.units % divisor == 0).then_some(self.units / divisor)
        }
    }

    /// The exact comparison, whatever the decimals: 5 equals 5.0.
    pub(crate) fn compare(self, other: Self) -> Ordering {
        let decimals = self.decimals.max(other.decimals);
        let at = |number: Self| number.units.saturating_mul(power_of_ten(decimals - number.decimals));
        at(self).cmp(&at(other))
    }

    /// `numerator / denominator` × 10^`shift`, rounded half away from zero to `decimals`: the "half up" of official
    /// statistics, applied to the size so that −2.5 and 2.5 round alike.
    pub(crate) fn ratio(numerator: i128, denominator: i128, shift: u8, decimals: u8) -> Option<Self> {
        if denominator == 0 {
            return None;
        }
        let scaled = numerator.checked_mul(power_of_ten(shift.checked_add(decimals)?))?;
        let negative = (scaled < 0) != (denominator < 0);
        let (size, by) = (scaled.unsigned_abs(), denominator.unsigned_abs());
        let rounded = size.checked_mul(2)?.checked_add(by)? / by.checked_mul(2)?;
        let units = i128::try_from(rounded).ok()?;
        Some(Self { units: if negative { -units } else { units }, decimals })
    }

    /// The number with exactly `decimals` decimals, rounded half away from zero where it has more.
    pub(crate) fn rounded(self, decimals: u8) -> Option<Self> {
        Self::ratio(self.units, power_of_ten(self.decimals), 0, decimals)
    }

    /// For the place of a mark on a chart, never for a text.
    pub(crate) fn to_f64(self) -> f64 {
        #[expect(clippy::cast_precision_loss, reason = "a mark's place on a chart needs no more than 53 bits")]
        let units = self.units as f64;
        units / 10f64.powi(i32::from(self.decimals))
    }

    /// As a machine reads it: `-1234.5`.
    pub fn plain(self) -> String {
        self.write("-", "")
    }

    /// As a British reader expects it: `−1,234.5`, with a true minus sign.
    pub fn grouped(self) -> String {
        self.write("\u{2212}", ",")
    }

    fn write(self, minus: &str, separator: &str) -> String {
        let size = self.units.unsigned_abs();
        let by = power_of_ten(self.decimals).unsigned_abs();
        let whole = (size / by).to_string();
        let mut text = String::from(if self.units < 0 { minus } else { "" });
        for (index, digit) in whole.chars().enumerate() {
            if index > 0 && (whole.len() - index).is_multiple_of(3) {
                text.push_str(separator);
            }
            text.push(digit);
        }
        if self.decimals > 0 {
            text.push_str(&format!(".{:0width$}", size % by, width = usize::from(self.decimals)));
        }
        text
    }
}

fn power_of_ten(exponent: u8) -> i128 {
    10i128.saturating_pow(u32::from(exponent))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_official_statistics_write() {
        for (text, plain) in [("0", "0"), ("007", "7"), ("-4", "-4"), ("\u{2212}4.50", "-4.50"), (" 12 ", "12")] {
            assert_eq!(Number::parse(text).map(Number::plain), Ok(plain.to_owned()), "{text}");
        }
    }

    #[test]
    fn says_why_a_text_is_no_number() {
        for (text, why) in [
            ("", NotANumber::Empty),
            ("1,234", NotANumber::Separator),
            ("12%", NotANumber::Unit),
            ("£5", NotANumber::Unit),
            ("1e3", NotANumber::Form),
            ("5.", NotANumber::Form),
            (".5", NotANumber::Form),
            ("NaN", NotANumber::Form),
            ("1234567890123456", NotANumber::TooLong),
            ("0.1234567", NotANumber::TooLong),
        ] {
            assert_eq!(Number::parse(text), Err(why), "{text}");
        }
    }

    #[test]
    fn groups_thousands_and_uses_a_true_minus() {
        assert_eq!(Number::parse("-1234567.5").map(Number::grouped), Ok("\u{2212}1,234,567.5".to_owned()));
        assert_eq!(Number::whole(721).grouped(), "721");
    }

    #[test]
    fn rounds_halves_away_from_zero() {
        let percent = |a, b| Number::ratio(a, b, 2, 1).map(Number::plain);
        assert_eq!(percent(-118, 721).as_deref(), Some("-16.4"));
        assert_eq!(percent(16, 240).as_deref(), Some("6.7"));
        assert_eq!(percent(1, 2000).as_deref(), Some("0.1"));
        assert_eq!(percent(-1, 2000).as_deref(), Some("-0.1"));
        assert_eq!(percent(1, 0), None);
    }
}
