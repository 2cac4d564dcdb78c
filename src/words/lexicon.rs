//! The words that carry figures: numbers, directions.

use super::assertion::Direction;

const UNITS: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const TENS: [&str; 8] = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

const UP: [&str; 31] = [
    "rose",
    "rise",
    "rises",
    "risen",
    "rising",
    "increase",
    "increases",
    "increased",
    "increasing",
    "grew",
    "grow",
    "grows",
    "grown",
    "growing",
    "growth",
    "up",
    "higher",
    "more",
    "climbed",
    "climb",
    "climbing",
    "greater",
    "larger",
    "bigger",
    "gained",
    "jumped",
    "surged",
    "soared",
    "upturn",
    "upswing",
    "mushroomed",
];
const DOWN: [&str; 34] = [
    "fell",
    "fall",
    "falls",
    "fallen",
    "falling",
    "decrease",
    "decreases",
    "decreased",
    "decreasing",
    "reduce",
    "reduces",
    "reduced",
    "reducing",
    "reduction",
    "reductions",
    "drop",
    "drops",
    "dropped",
    "dropping",
    "decline",
    "declines",
    "declined",
    "declining",
    "down",
    "lower",
    "fewer",
    "less",
    "smaller",
    "shrank",
    "shrunk",
    "plunged",
    "lessened",
    "dipped",
    "slid",
];
const SAME: [&str; 12] = [
    "unchanged",
    "same",
    "stable",
    "steady",
    "constant",
    "comparable",
    "similar",
    "level",
    "static",
    "flat",
    "equal",
    "identical",
];

/// The whole number that one word, with or without a hyphen, stands for: `four`, `twenty-one`, `hundred`.
pub(crate) fn number_of(word: &str) -> Option<i128> {
    let word = word.to_lowercase();
    let unit = |word: &str| UNITS.iter().position(|known| *known == word).and_then(|at| i128::try_from(at).ok());
    let ten = |word: &str| TENS.iter().position(|known| *known == word).and_then(|at| i128::try_from(at).ok());
    match word.as_str() {
        "hundred" => return Some(100),
        "thousand" => return Some(1_000),
        "million" => return Some(1_000_000),
        "dozen" => return Some(12),
        _ => {}
    }
    if let Some(number) = unit(&word) {
        return Some(number);
    }
    let (tens, units) = word.split_once('-').unwrap_or((&word, ""));
    let tens = (ten(tens)? + 2) * 10;
    if units.is_empty() {
        Some(tens)
    } else {
        unit(units).filter(|unit| (1..10).contains(unit)).map(|unit| tens + unit)
    }
}

/// The word for a number below 20, or for 20; nothing for others.
pub(crate) fn word_of(number: usize) -> &'static str {
    UNITS.get(number).or(TENS.first().filter(|_| number == 20)).copied().unwrap_or_default()
}

/// The direction that one word claims of a figure.
pub(crate) fn direction_of(word: &str) -> Option<Direction> {
    let word = word.to_lowercase();
    let in_list = |list: &[&str]| list.contains(&word.as_str());
    if in_list(&UP) {
        Some(Direction::Up)
    } else if in_list(&DOWN) {
        Some(Direction::Down)
    } else {
        in_list(&SAME).then_some(Direction::Same)
    }
}

/// Into how many parts a word divides a whole: `third`, `quarters`, `half`.
pub(crate) fn part_of(word: &str) -> Option<i128> {
    Some(match word {
        "half" | "halves" => 2,
        "third" | "thirds" => 3,
        "quarter" | "quarters" => 4,
        "fifth" | "fifths" => 5,
        "sixth" | "sixths" => 6,
        "seventh" | "sevenths" => 7,
        "eighth" | "eighths" => 8,
        "ninth" | "ninths" => 9,
        "tenth" | "tenths" => 10,
        "twentieth" | "twentieths" => 20,
        _ => return None,
    })
}

/// `two hundred and fifty` at the beginning of some words in lower case: the number, and how many words it takes.
pub(crate) fn spelt(words: &[&str]) -> Option<(i128, usize)> {
    let number = |at: usize| words.get(at).and_then(|word| number_of(word));
    let (mut total, mut group, mut length) = (0i128, number(0)?, 1);
    loop {
        let and = words.get(length) == Some(&"and") && group % 100 == 0 && group + total > 0;
        let ahead = if and { length + 1 } else { length };
        match number(ahead) {
            Some(scale @ (100 | 1_000 | 1_000_000)) if ahead == length => {
                group = group.checked_mul(scale)?;
                if scale >= 1_000 {
                    total = total.checked_add(std::mem::take(&mut group))?;
                }
            }
            Some(more) if more < 100 && group % 100 == 0 && group + total > 0 => group += more,
            _ => return Some((total + group, length)),
        }
        length = ahead + 1;
    }
}

/// The words and numbers of a text in order, each with its offset: `16.4%`, `−3`, `twenty-one`, `rose`. Signs of
/// sentences are left out.
pub(crate) fn tokens(text: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    let at = |index: usize| chars.get(index).map(|(_, c)| *c);
    let offset = |index: usize| chars.get(index).map_or(text.len(), |(offset, _)| *offset);
    let is_minus = |c: Option<char>| matches!(c, Some('-' | '\u{2212}' | '+' | '\u{2013}'));
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let mut index = 0;
    while let Some(c) = at(index) {
        let start = index;
        let alone = start == 0 || !at(start - 1).is_some_and(char::is_alphanumeric);
        if digit(Some(c)) || (alone && (is_minus(Some(c)) || c == '£') && digit(at(index + 1))) {
            index += 1;
            while digit(at(index))
                || (matches!(at(index), Some(',' | '.')) && digit(at(index + 1)) && digit(at(index - 1)))
            {
                index += 1;
            }
            if at(index) == Some('%') {
                index += 1;
            } else {
                while at(index).is_some_and(char::is_alphanumeric) {
                    index += 1;
                }
            }
        } else if c.is_alphabetic() || c.is_numeric() {
            while at(index).is_some_and(|c| c.is_alphanumeric())
                || (matches!(at(index), Some('-' | '\'' | '\u{2019}'))
                    && at(index + 1).is_some_and(char::is_alphabetic))
            {
                index += 1;
            }
        } else {
            index += 1;
            continue;
        }
        found.push((offset(start), &text[offset(start)..offset(index)]));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stand_for_numbers() {
        for (word, number) in [("four", 4), ("Twenty-one", 21), ("ninety", 90), ("nineteen", 19), ("hundred", 100)] {
            assert_eq!(number_of(word), Some(number), "{word}");
        }
        for word in ["fore", "twenty-ten", "tens", "none"] {
            assert_eq!(number_of(word), None, "{word}");
        }
    }

    #[test]
    fn the_guide_lists_every_word_of_direction() {
        let guide = include_str!("../../guide/content/figures-in-text.md");
        for word in UP.iter().chain(&DOWN).chain(&SAME) {
            assert!(guide.contains(&format!("`{word}`")), "{word}");
        }
    }

    #[test]
    fn spelt_numbers_go_on() {
        let spelt = |text: &str| spelt(&text.split(' ').collect::<Vec<_>>());
        assert_eq!(spelt("two hundred and fifty children"), Some((250, 4)));
        assert_eq!(spelt("one thousand two hundred"), Some((1_200, 4)));
        assert_eq!(spelt("four and five"), Some((4, 1)));
        assert_eq!(spelt("zero and one"), Some((0, 1)));
        assert_eq!(spelt("million million"), Some((1_000_000_000_000, 2)));
        assert_eq!(spelt("children"), None);
    }

    #[test]
    fn a_text_comes_apart() {
        let words: Vec<&str> = tokens("It fell by 16.4%, from 1,721 to 603 (\u{2212}3); 2016-H2, twenty-one.")
            .into_iter()
            .map(|(_, word)| word)
            .collect();
        let expected =
            ["It", "fell", "by", "16.4%", "from", "1,721", "to", "603", "\u{2212}3", "2016", "H2", "twenty-one"];
        assert_eq!(words, expected);
    }
}
