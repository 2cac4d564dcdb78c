//! Marks that promise a note which is not there: `256*`, `Children†`, `rose²`.

use std::ops::Range;

use crate::diagnostic::Diagnostics;
use crate::load::yaml::Node;

/// What to do about a mark.
pub(crate) const MARK_HINT: &str = "write `[^name]` in the text of a page, and `[^name]: …` in a line of its own; what \
                                    is to stand under a table or chart goes into `notes:`";

/// Units of which a raised 2 or 3 is a part.
const UNITS: [&str; 9] = ["m", "km", "cm", "mm", "dm", "ft", "in", "yd", "mi"];

/// Every mark of a text. An asterisk between figures is a multiplication, and one before a word no mark.
pub(crate) fn marks(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for (at, c) in text.char_indices() {
        let before = text[..at].chars().next_back();
        let after = text[at + c.len_utf8()..].chars().next();
        let is_mark = match c {
            '\u{2020}' | '\u{2021}' => true,
            '*' => before.is_some_and(|c| !c.is_whitespace()) && !after.is_some_and(char::is_alphanumeric),
            '\u{b2}' | '\u{b3}' => before.is_some_and(|c| !c.is_whitespace()) && !is_unit(&text[..at]),
            '\u{b9}' | '\u{2070}' | '\u{2074}'..='\u{2079}' => before.is_some_and(|c| !c.is_whitespace()),
            _ => false,
        };
        if is_mark {
            match found.last_mut() {
                // Several in a row are one mark.
                Some(last) if last.end == at => last.end += c.len_utf8(),
                _ => found.push(at..at + c.len_utf8()),
            }
        }
    }
    found
}

/// Whether a text ends with a unit of length.
fn is_unit(text: &str) -> bool {
    let word = text.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    UNITS.contains(&word)
}

/// A title or a label, which has no marks.
pub(super) fn label(node: &Node<'_>, log: &mut Diagnostics) -> Option<String> {
    let text = node.text(log)?;
    if let Some(mark) = marks(&text).into_iter().next() {
        let message = format!("`{}` marks something, and nothing says what", &text[mark]);
        let hint = "take it out of the name; what it stood for goes into `notes:` of the dataset";
        log.error("undefined-mark", node.place(), message, hint);
    }
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_marks_and_nothing_else() {
        for (text, expected) in [
            ("Children* and 256**.", &["*", "**"][..]),
            ("\u{fffc}* of them", &["*"]),
            ("Rate\u{2020}, \u{2021}see below", &["\u{2020}", "\u{2021}"]),
            ("rose\u{b9}\u{b2} by 5%\u{2074}", &["\u{b9}\u{b2}", "\u{2074}"]),
            ("2*3, 2 * 3, x*y, *args, 40 km\u{b2}, 3 m\u{b3}", &[]),
            ("", &[]),
        ] {
            let found: Vec<&str> = marks(text).into_iter().map(|range| &text[range]).collect();
            assert_eq!(found, expected, "{text}");
        }
    }
}
