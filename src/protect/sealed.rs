//! The wall: a number from the data is sealed as it is read, and only this folder can open it.

use std::fmt;

use super::notation::{Meaning, Notation};
use super::published::Marker;
use crate::number::{NotANumber, Number};

/// A value that only the vault can open. It cannot be printed, compared, hashed, cloned or serialised.
pub struct Sealed<T>(T);

impl<T> Sealed<T> {
    /// Seals a value. Anyone may.
    pub fn seal(value: T) -> Self {
        Self(value)
    }

    pub(in crate::protect) fn open(&self) -> &T {
        &self.0
    }
}

impl<T> fmt::Debug for Sealed<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Sealed")
    }
}

/// One value of a data file: a sealed number, or a marker that says why there is none.
#[derive(Debug)]
pub enum Cell {
    /// A number.
    Number(Sealed<Number>),
    /// No number; the marker was written in the data.
    Marked(Marker),
}

/// Which numbers a measure can have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Range {
    /// 0, 1, 2, …
    Count,
    /// From 0 to 100, with decimals.
    Percentage,
    /// From −100 on, with decimals.
    Change,
    /// From 0 on, with decimals.
    NotNegative,
}

/// Why a cell cannot be read. Carries nothing of the cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CellProblem {
    /// Nothing in it.
    Empty,
    /// A marker that is no longer used, and what replaces it.
    Obsolete(&'static str),
    /// Not a number.
    NotANumber(NotANumber),
    /// A number that the measure cannot have.
    OutOfRange(Range),
}

impl Cell {
    /// Reads a cell's text, plainly written, and seals the number in it.
    ///
    /// # Errors
    /// [`CellProblem`], without the text.
    pub fn read(text: &str, range: Range) -> Result<Self, CellProblem> {
        Self::read_as(text, range, &Notation::default())
    }

    /// The same for a text that is written as its file declares.
    ///
    /// # Errors
    /// [`CellProblem`], without the text.
    pub fn read_as(text: &str, range: Range, notation: &Notation) -> Result<Self, CellProblem> {
        let text = text.trim();
        let bare = text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(text);
        let folded = bare.to_lowercase();
        match notation.meaning(&folded) {
            Some(Meaning::Marker(marker)) => return Ok(Self::Marked(marker)),
            Some(Meaning::Zero) => return Ok(Self::Number(Sealed::seal(Number::whole(0)))),
            None => {}
        }
        match folded.as_str() {
            "" => return Err(CellProblem::Empty),
            "c" => return Ok(Self::Marked(Marker::Confidential)),
            "x" => return Ok(Self::Marked(Marker::NotAvailable)),
            "z" => return Ok(Self::Marked(Marker::NotApplicable)),
            "low" | "k" => return Ok(Self::Marked(Marker::Low)),
            "u" => return Ok(Self::Marked(Marker::Unreliable)),
            _ => {}
        }
        if let Some(modern) = obsolete(&folded) {
            return Err(CellProblem::Obsolete(modern));
        }
        let number = notation.number(text, range)?;
        let above = |limit: i64| number.compare(Number::whole(limit)).is_ge();
        let fits = match range {
            Range::Count => number.units_at(0).is_some() && above(0),
            Range::Percentage => above(0) && number.compare(Number::whole(100)).is_le(),
            Range::Change => above(-100),
            Range::NotNegative => above(0),
        };
        if fits { Ok(Self::Number(Sealed::seal(number))) } else { Err(CellProblem::OutOfRange(range)) }
    }

    /// Whether there is no figure at all, as against one that is withheld or only known to be small.
    pub(in crate::protect) fn is_without_figure(&self) -> bool {
        matches!(self, Self::Marked(Marker::NotAvailable | Marker::NotApplicable | Marker::Unreliable))
    }

    pub(in crate::protect) fn number(&self) -> Option<Number> {
        match self {
            Self::Number(sealed) => Some(*sealed.open()),
            Self::Marked(_) => None,
        }
    }
}

/// What a symbol that is refused unless it is declared usually means, for whoever drafts a declaration. A dash may be a zero
/// as well: it is taken for what tells least.
pub(in crate::protect) fn usual(folded: &str) -> Option<Marker> {
    Some(match folded {
        "*" | "**" | "suppressed" | "supp" | "s" | "conf" | "confidential" | "withheld" | "redacted" => {
            Marker::Confidential
        }
        "" | ".." | ":" | "na" | "#n/a" | "null" | "none" | "nan" | "missing" | "tbc" => Marker::NotAvailable,
        "-" | "\u{2013}" | "\u{2014}" | "nil" => Marker::NotAvailable,
        "." | "n/a" | "not applicable" => Marker::NotApplicable,
        "~" => Marker::Low,
        bound if bound.starts_with(['<', '\u{2264}']) && is_range(bound) => Marker::Confidential,
        sign if sign.chars().count() <= 3 && !sign.contains(char::is_alphanumeric) => Marker::NotAvailable,
        _ => return None,
    })
}

/// Whether a symbol says that something was withheld, as publishers use it: what stands there is some number. As not available
/// it could be worked out from a total, and as a zero it would be false.
pub(crate) fn is_confidential(folded: &str) -> bool {
    usual(folded) == Some(Marker::Confidential) || is_range(folded)
}

fn obsolete(folded: &str) -> Option<&'static str> {
    Some(match folded {
        "*" | "**" | "suppressed" | "s" | "conf" | "confidential" | "<5" | "<=5" | "<6" => {
            "write `c` if it was withheld as confidential, or say so once for all: `file: {markers: {\"…\": c}}`"
        }
        ".." | ":" | "na" | "#n/a" | "null" | "none" | "nan" | "missing" | "tbc" => {
            "write `x` if it is not available, or say so once for all: `file: {markers: {\"…\": x}}`"
        }
        "." | "n/a" | "not applicable" => "write `z` if it cannot apply, `x` if it is not available",
        "-" | "\u{2013}" | "\u{2014}" | "nil" => {
            "write `0` for a true zero, `z` if it cannot apply, `x` if it is not available; or say once what it means: \
             `file: {markers: {\"-\": 0}}`"
        }
        range if is_range(range) => {
            "write `c` if it was withheld because it is small: a range or a bound is not a number"
        }
        "~" => "write `low` if it rounds to zero but is not zero",
        _ => return None,
    })
}

/// `1-5`, `<10`, `under 5`, `20+`: a bound in place of a number.
fn is_range(folded: &str) -> bool {
    let digits = folded.bytes().any(|byte| byte.is_ascii_digit());
    let words = ["under", "over", "fewer", "less", "more", " to "].iter().any(|word| folded.contains(word));
    let inner = folded.trim_start_matches(['-', '\u{2212}']).contains(['-', '\u{2013}']);
    digits && (words || inner || folded.starts_with(['<', '>', '\u{2264}', '\u{2265}']) || folded.ends_with('+'))
}

impl CellProblem {
    /// What is wrong and what to do, for the analyst.
    pub fn explain(self) -> (&'static str, &'static str) {
        match self {
            Self::Empty => (
                "this cell is empty",
                "write `0` for a true zero, or a marker: `x` not available, `z` not applicable, `c` confidential; or say once \
                 what empty cells mean: `file: {markers: {\"\": x}}`",
            ),
            Self::Obsolete(modern) => ("this cell holds a symbol that says too little", modern),
            Self::NotANumber(NotANumber::Empty) => ("this cell is empty", "write a number or a marker"),
            Self::NotANumber(NotANumber::Separator) => (
                "this number has a thousands separator or a decimal comma",
                "write only digits, with a point for decimals; or declare what separates thousands: `file: {thousands: \",\"}`",
            ),
            Self::NotANumber(NotANumber::Unit) => (
                "this number has a unit beside it",
                "write only the number; the unit belongs to the measure's description; for percentages with a sign declare \
                 `file: {percent-sign: true}`",
            ),
            Self::NotANumber(NotANumber::Form) => {
                ("this is neither a number nor a marker", "write plain digits, or a marker: `c`, `x`, `z`, `low`, `u`")
            }
            Self::NotANumber(NotANumber::TooLong) => {
                ("this number has more digits than Candour accepts", "use at most 15 digits, 6 of them decimals")
            }
            Self::OutOfRange(Range::Count) => {
                ("a count is a whole number from 0 on", "check the row against its source")
            }
            Self::OutOfRange(Range::Percentage) => {
                ("a percentage of a whole lies from 0 to 100", "for a change in per cent use `kind: change`")
            }
            Self::OutOfRange(Range::Change) => ("nothing can fall by more than 100 per cent", "check the sign"),
            Self::OutOfRange(Range::NotNegative) => ("this figure cannot be negative", "check the sign"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problem(text: &str, range: Range) -> Option<CellProblem> {
        Cell::read(text, range).err()
    }

    #[test]
    fn reads_markers_as_what_they_mean() {
        for (text, marker) in [
            ("c", Marker::Confidential),
            ("[C]", Marker::Confidential),
            ("x", Marker::NotAvailable),
            ("z", Marker::NotApplicable),
            ("low", Marker::Low),
            ("k", Marker::Low),
            ("u", Marker::Unreliable),
        ] {
            assert!(matches!(Cell::read(text, Range::Count), Ok(Cell::Marked(found)) if found == marker), "{text}");
        }
    }

    #[test]
    fn refuses_symbols_that_say_too_little() {
        for text in ["*", "..", ":", "-", "n/a", "~", "suppressed", ".", "1-5", "<10", "under 5", "20+"] {
            assert!(matches!(problem(text, Range::Count), Some(CellProblem::Obsolete(_))), "{text}");
        }
    }

    #[test]
    fn a_measure_has_its_range() {
        assert_eq!(problem("2.5", Range::Count), Some(CellProblem::OutOfRange(Range::Count)));
        assert_eq!(problem("-1", Range::Count), Some(CellProblem::OutOfRange(Range::Count)));
        assert_eq!(problem("2.0", Range::Count), None);
        assert_eq!(problem("100.1", Range::Percentage), Some(CellProblem::OutOfRange(Range::Percentage)));
        assert_eq!(problem("-100", Range::Change), None);
        assert_eq!(problem("", Range::Count), Some(CellProblem::Empty));
    }

    #[test]
    fn a_sealed_number_prints_nothing() {
        let cell = Cell::read("31337", Range::Count).expect("a number");
        assert_eq!(format!("{cell:?}"), "Number(Sealed)");
    }
}
