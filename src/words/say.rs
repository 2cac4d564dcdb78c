//! Numbers as words.

use super::Phrase;

/// Ordinals up to this one are words of the language.
const ORDINALS: usize = 9;
/// Numbers up to this one are words in sentences.
const SMALL: usize = 9;

/// `first`, `second`, … `10th`.
pub(crate) fn ordinal(nth: usize) -> Phrase {
    if (1..=ORDINALS).contains(&nth) {
        return Phrase::say(format!("ordinal-{nth}"));
    }
    let ending = match (nth % 10, nth % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    Phrase::say(format!("ordinal-{ending}")).with("number", nth.to_string())
}

/// A small number as a word, as sentences have it: `two`; from ten on in digits.
pub(crate) fn small(number: usize) -> Phrase {
    if number <= SMALL { Phrase::say(format!("number-{number}")) } else { Phrase::Text(number.to_string()) }
}

/// A part of a whole in everyday words: `about one in three`, `just over half`, `nearly all`, `none`. The nearest of a few
/// common fractions is named, with how it lies.
pub(crate) fn fraction(part: i128, whole: i128) -> Option<Phrase> {
    if whole <= 0 || part < 0 || part > whole {
        return None;
    }
    if part == 0 {
        return Some(Phrase::say("fraction-none"));
    }
    if part == whole {
        return Some(Phrase::say("fraction-all"));
    }
    const COMMON: [(i128, i128, &str); 16] = [
        (1, 20, "fraction-1-20"),
        (1, 10, "fraction-1-10"),
        (1, 8, "fraction-1-8"),
        (1, 6, "fraction-1-6"),
        (1, 5, "fraction-1-5"),
        (1, 4, "fraction-1-4"),
        (1, 3, "fraction-1-3"),
        (2, 5, "fraction-2-5"),
        (1, 2, "fraction-1-2"),
        (3, 5, "fraction-3-5"),
        (2, 3, "fraction-2-3"),
        (3, 4, "fraction-3-4"),
        (4, 5, "fraction-4-5"),
        (5, 6, "fraction-5-6"),
        (9, 10, "fraction-9-10"),
        (1, 1, "fraction-all"),
    ];
    // Distances to a fraction p/q, all over the common denominator 120 × whole.
    let distance = |p: i128, q: i128| (part * q - p * whole) * (120 / q);
    let small = part * 40 < whole;
    if small {
        let in_how_many = (whole + part / 2) / part;
        return Some(Phrase::say("fraction-one-in").with("number", in_how_many.to_string()));
    }
    let (p, q, words) = COMMON.into_iter().min_by_key(|(p, q, _)| distance(*p, *q).abs())?;
    let distance = distance(p, q);
    // Within half a per cent of the whole a fraction is met; beyond it lies a little above or below.
    let lies = match (distance, distance.abs() * 200 <= 120 * whole) {
        (0, _) => return Some(Phrase::say(words)),
        (_, true) if (p, q) != (1, 1) => "fraction-about",
        (d, _) if d > 0 => "fraction-just-over",
        _ => "fraction-nearly",
    };
    Some(Phrase::say(lies).with("fraction", Phrase::say(words)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::english;

    #[test]
    fn parts_read_as_people_say_them() {
        for (part, whole, words) in [
            (157, 256, "just over three in five"),
            (85, 256, "about a third"),
            (1, 3, "a third"),
            (128, 256, "half"),
            (41, 603, "just over one in twenty"),
            (3, 256, "about one in 85"),
            (255, 256, "nearly all"),
            (0, 9, "none"),
            (9, 9, "all"),
        ] {
            let said = fraction(part, whole).map(|fraction| fraction.said(&english()));
            assert_eq!(said.as_deref(), Some(words), "{part} of {whole}");
        }
        assert_eq!(fraction(3, 2), None);
    }

    #[test]
    fn ordinals_and_small_numbers() {
        let said = [1, 3, 11, 22, 103].map(|nth| ordinal(nth).said(&english()));
        assert_eq!(said, ["first", "third", "11th", "22nd", "103rd"]);
        assert_eq!([0, 2, 12].map(|number| small(number).said(&english())), ["no", "two", "12"]);
    }
}
