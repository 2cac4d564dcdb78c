//! How numbers and markers are written in a data file that does not write them plainly, as its description declares.

use super::published::Marker;
use super::sealed::{CellProblem, Range};
use crate::number::{NotANumber, Number};

/// The declared ways of writing. What is not declared is refused.
#[derive(Clone, Debug, Default)]
pub struct Notation {
    /// What stands between thousands: a comma, a space or an apostrophe.
    pub(crate) thousands: Option<char>,
    /// Whether percentages have a sign behind them.
    pub(crate) percent_sign: bool,
    /// Words and symbols that stand where there is no plain number, in small letters and without brackets.
    pub(crate) words: Vec<(String, Meaning)>,
}

/// What a word or symbol of a file means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// There is no number, for this reason.
    Marker(Marker),
    /// A true zero.
    Zero,
}

impl Notation {
    pub(super) fn meaning(&self, folded: &str) -> Option<Meaning> {
        self.words.iter().find(|(word, _)| word == folded).map(|(_, meaning)| *meaning)
    }

    /// Reads a number as it is declared to be written.
    pub(super) fn number(&self, text: &str, range: Range) -> Result<Number, CellProblem> {
        let percentage = matches!(range, Range::Percentage | Range::Change);
        let text = match text.strip_suffix('%') {
            Some(rest) if self.percent_sign && percentage => rest.trim_end(),
            _ => text,
        };
        let number = match self.thousands {
            Some(separator) if text.contains(|c| separates(separator, c)) => {
                let whole = grouped(text, separator).ok_or(CellProblem::NotANumber(NotANumber::Separator))?;
                Number::parse(&whole)
            }
            _ => Number::parse(text),
        };
        number.map_err(CellProblem::NotANumber)
    }
}

/// A declared space is any of those that programs write between digits.
fn separates(declared: char, found: char) -> bool {
    declared == found || (declared == ' ' && ['\u{a0}', '\u{2009}', '\u{202f}'].contains(&found))
}

/// The digits without their separators, where those stand between thousands only.
fn grouped(text: &str, separator: char) -> Option<String> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let (sign, digits) = match whole.strip_prefix(['-', '\u{2212}']) {
        Some(rest) => ("-", rest),
        None => ("", whole),
    };
    let groups: Vec<&str> = digits.split(|c| separates(separator, c)).collect();
    let sound = groups.iter().enumerate().all(|(position, group)| {
        let length = if position == 0 { (1..=3).contains(&group.len()) } else { group.len() == 3 };
        length && group.bytes().all(|byte| byte.is_ascii_digit())
    });
    let point = if text.contains('.') { "." } else { "" };
    sound.then(|| format!("{sign}{}{point}{fraction}", groups.concat()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::protect::Cell;

    fn reads(notation: &Notation, text: &str, range: Range) -> Result<Option<String>, CellProblem> {
        Cell::read_as(text, range, notation).map(|cell| cell.number().map(Number::plain))
    }

    #[test]
    fn thousands_are_read_as_declared_and_no_other_way() {
        let comma = Notation { thousands: Some(','), ..Notation::default() };
        for (text, number) in [("1,234", "1234"), ("12,345,678", "12345678"), ("999", "999"), ("1234", "1234")] {
            assert_eq!(reads(&comma, text, Range::Count), Ok(Some(number.to_owned())), "{text}");
        }
        assert_eq!(reads(&comma, "-1,234.5", Range::NotNegative), Err(CellProblem::OutOfRange(Range::NotNegative)));
        for text in ["12,34", "1,2345", ",234", "1,234,", "1 234", "1,,234"] {
            assert!(reads(&comma, text, Range::Count).is_err(), "{text}");
        }
        let space = Notation { thousands: Some(' '), ..Notation::default() };
        assert_eq!(reads(&space, "1\u{a0}234", Range::Count), Ok(Some("1234".to_owned())));
        assert!(reads(&space, "1,234", Range::Count).is_err());
        assert!(reads(&Notation::default(), "1,234", Range::Count).is_err());
    }

    #[test]
    fn a_percent_sign_belongs_to_percentages() {
        let signed = Notation { percent_sign: true, ..Notation::default() };
        assert_eq!(reads(&signed, "45.2%", Range::Percentage), Ok(Some("45.2".to_owned())));
        assert_eq!(reads(&signed, "45.2 %", Range::Percentage), Ok(Some("45.2".to_owned())));
        assert!(reads(&signed, "45%", Range::Count).is_err());
        assert!(reads(&signed, "45%%", Range::Percentage).is_err());
        assert!(reads(&Notation::default(), "45.2%", Range::Percentage).is_err());
    }

    #[test]
    fn words_mean_what_is_declared() {
        let words = vec![
            ("*".to_owned(), Meaning::Marker(Marker::Confidential)),
            ("-".to_owned(), Meaning::Zero),
            (String::new(), Meaning::Marker(Marker::NotAvailable)),
        ];
        let notation = Notation { words, ..Notation::default() };
        assert!(matches!(Cell::read_as("[*]", Range::Count, &notation), Ok(Cell::Marked(Marker::Confidential))));
        assert!(matches!(Cell::read_as(" ", Range::Count, &notation), Ok(Cell::Marked(Marker::NotAvailable))));
        assert_eq!(reads(&notation, "-", Range::Count), Ok(Some("0".to_owned())));
        assert!(reads(&notation, "..", Range::Count).is_err());
    }
}
