//! What the cells of a column look like, before anybody has described them. Looking at values is the vault's business, so
//! this is here; what comes out is how they are written and whether they fit a kind of measure, and no value.

use std::collections::BTreeSet;

use super::notation::Notation;
use super::published::Marker;
use super::sealed::{Cell, Range, Sealed, usual};
use crate::number::Number;

/// How the cells of one column are written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Shape {
    /// Whether all cells are numbers, markers or symbols in their place, and one at least is a number.
    pub(crate) is_figures: bool,
    /// Whether half of the cells or more are numbers, whatever the others are.
    pub(crate) is_mostly_figures: bool,
    /// Whether all numbers are whole.
    pub(crate) is_whole: bool,
    /// Whether all numbers lie from 0 to 100.
    pub(crate) fits_percentage: bool,
    /// Whether a number is below zero.
    pub(crate) has_negative: bool,
    pub(crate) thousands: Option<char>,
    pub(crate) has_percent_sign: bool,
    /// Whether a sign of currency stands at a number.
    pub(crate) has_currency: bool,
    /// Symbols that Candour does not read unless their meaning is declared, with what they usually mean.
    pub(crate) symbols: BTreeSet<(String, Marker)>,
    /// Whether figures are marked as being of low reliability.
    pub(crate) has_unreliable: bool,
}

/// Looks at the cells of a column.
pub(crate) fn survey<'t>(cells: impl Iterator<Item = &'t str>) -> Shape {
    let mut shape = Shape { is_figures: true, is_whole: true, fits_percentage: true, ..Shape::default() };
    let (mut numbers, mut others) = (0, 0);
    for text in cells.map(str::trim) {
        let bare = text.trim_start_matches('[').trim_end_matches(']').to_lowercase();
        if let Some(marker) = usual(&bare) {
            shape.symbols.insert((bare, marker));
            continue;
        }
        let bare_number = text.trim_start_matches(['£', '€', '$']);
        shape.has_currency |= bare_number != text;
        let read = [None, Some(','), Some(' '), Some('\'')].into_iter().find_map(|thousands| {
            let notation = Notation { thousands, percent_sign: true, words: Vec::new() };
            let cell = read(bare_number, &notation)?;
            Some((thousands, cell))
        });
        match read {
            Some((thousands, Cell::Number(sealed))) => {
                let number = *sealed.open();
                numbers += 1;
                shape.thousands = thousands.or(shape.thousands);
                shape.has_percent_sign |= text.ends_with('%');
                shape.is_whole &= number.units_at(0).is_some();
                shape.has_negative |= number.is_negative();
                let hundred = Number::whole(100);
                shape.fits_percentage &= !number.is_negative() && number.compare(hundred).is_le();
            }
            Some((_, Cell::Marked(marker))) => shape.has_unreliable |= marker == Marker::Unreliable,
            // What has a digit first is a figure with something beside it, sooner than a name.
            None if text.starts_with(|c: char| c.is_ascii_digit()) => {
                (shape.is_figures, numbers) = (false, numbers + 1)
            }
            None => (shape.is_figures, others) = (false, others + 1),
        }
    }
    shape.is_figures &= numbers > 0;
    shape.is_mostly_figures = numbers > 0 && numbers >= others;
    shape
}

/// A cell of whatever kind: as a change of any size, or as any number that is not negative.
fn read(text: &str, notation: &Notation) -> Option<Cell> {
    let signed = text.strip_prefix(['-', '\u{2212}']).filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    if let Some(size) = signed {
        let cell = Cell::read_as(size, Range::NotNegative, notation).ok()?;
        let number = cell.number()?;
        return Some(Cell::Number(Sealed::seal(number.negated())));
    }
    Cell::read_as(text, Range::NotNegative, notation).or_else(|_| Cell::read_as(text, Range::Change, notation)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_is_known_by_how_it_is_written() {
        let of = |cells: &[&str]| survey(cells.iter().copied());
        let counts = of(&["12", "1,234", "c", "0"]);
        assert!(counts.is_figures && counts.is_whole && !counts.fits_percentage);
        assert_eq!(counts.thousands, Some(','));
        let shares = of(&["12.5%", "100%", "*", ""]);
        assert!(shares.is_figures && shares.has_percent_sign && shares.fits_percentage && !shares.is_whole);
        let symbols: Vec<&str> = shares.symbols.iter().map(|(symbol, _)| symbol.as_str()).collect();
        assert_eq!(symbols, ["", "*"]);
        assert!(of(&["-4", "3"]).has_negative);
        let noted = of(&["40", "50 (estimated)", "!"]);
        assert!(!noted.is_figures && noted.is_mostly_figures);
        assert!(!of(&["North", "South", "1st"]).is_mostly_figures);
        assert!(of(&["£4", "£1,200"]).has_currency);
        for text in [&["North", "South"][..], &["c", "x"], &["", ""], &["12", "twelve"]] {
            assert!(!of(text).is_figures, "{text:?}");
        }
    }
}
