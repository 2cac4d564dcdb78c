//! Numbers as words.

/// `first`, `second`, … `10th`.
pub(crate) fn ordinal(nth: usize) -> String {
    const WORDS: [&str; 9] = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"];
    if let Some(word) = nth.checked_sub(1).and_then(|at| WORDS.get(at)) {
        return (*word).to_owned();
    }
    let suffix = match (nth % 10, nth % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{nth}{suffix}")
}

/// A small number as a word, as sentences have it: `two`; from ten on in digits.
pub(crate) fn small(number: usize) -> String {
    const WORDS: [&str; 10] = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];
    WORDS.get(number).map_or_else(|| number.to_string(), |word| (*word).to_owned())
}

/// `North`, `North and City`, `North, South and City`.
pub(crate) fn joined(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// A part of a whole in everyday words: `about one in three`, `just over half`, `nearly all`, `none`. The nearest of a few
/// common fractions is named, with how it lies.
pub(crate) fn fraction(part: i128, whole: i128) -> Option<String> {
    if whole <= 0 || part < 0 || part > whole {
        return None;
    }
    if part == 0 {
        return Some("none".to_owned());
    }
    if part == whole {
        return Some("all".to_owned());
    }
    const COMMON: [(i128, i128, &str); 16] = [
        (1, 20, "one in twenty"),
        (1, 10, "one in ten"),
        (1, 8, "one in eight"),
        (1, 6, "one in six"),
        (1, 5, "one in five"),
        (1, 4, "a quarter"),
        (1, 3, "a third"),
        (2, 5, "two in five"),
        (1, 2, "half"),
        (3, 5, "three in five"),
        (2, 3, "two thirds"),
        (3, 4, "three quarters"),
        (4, 5, "four in five"),
        (5, 6, "five in six"),
        (9, 10, "nine in ten"),
        (1, 1, "all"),
    ];
    // Distances to a fraction p/q, all over the common denominator 120 × whole.
    let distance = |p: i128, q: i128| (part * q - p * whole) * (120 / q);
    let small = part * 40 < whole;
    if small {
        let in_how_many = (whole + part / 2) / part;
        return Some(format!("about one in {in_how_many}"));
    }
    let (p, q, words) = COMMON.into_iter().min_by_key(|(p, q, _)| distance(*p, *q).abs())?;
    let distance = distance(p, q);
    // Within half a per cent of the whole a fraction is met; beyond it lies a little above or below.
    Some(match (distance, distance.abs() * 200 <= 120 * whole) {
        (0, _) => words.to_owned(),
        (_, true) if (p, q) != (1, 1) => format!("about {words}"),
        (d, _) if d > 0 => format!("just over {words}"),
        _ => format!("nearly {words}"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

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
            assert_eq!(fraction(part, whole).as_deref(), Some(words), "{part} of {whole}");
        }
        assert_eq!(fraction(3, 2), None);
    }

    #[test]
    fn lists_and_ordinals() {
        let names = ["North", "South", "City"].map(str::to_owned);
        assert_eq!(joined(&names), "North, South and City");
        assert_eq!(joined(&names[..1]), "North");
        assert_eq!([1, 3, 11, 22, 103].map(ordinal), ["first", "third", "11th", "22nd", "103rd"]);
    }
}
