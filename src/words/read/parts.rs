//! Parts, multiples and places: `a third`, `twice as many`, `the second highest`.

use super::Reading;
use crate::number::Number;
use crate::words::assertion::{Assertion, Bound, Fraction};
use crate::words::lexicon::{number_of, part_of};

impl Reading<'_> {
    /// `doubled`, `twice`, `three times`, `half as many`.
    pub(super) fn multiple(&mut self) -> bool {
        let Some((times, length)) = self.times() else { return false };
        let bound = self.take_bound().unwrap_or(Bound::Exactly);
        self.say(Assertion::Times { bound, times });
        self.at += length;
        true
    }

    /// The multiple that comes next, and how many words it takes.
    fn times(&self) -> Option<(Fraction, usize)> {
        if let Some(times) = times_of(self.word(0)) {
            return Some((times, 1));
        }
        if self.word(1) == "times" {
            return many(self.word(0)).map(|times| (times, 2));
        }
        // "Half as many", "two thirds as many".
        let (part, word, length) =
            if self.word(1) == "as" { (1, self.word(0), 2) } else { (number_of(self.word(0))?, self.word(1), 3) };
        let whole = part_of(word).filter(|whole| part < *whole && self.word(length - 1) == "as")?;
        Some((Fraction { part, whole }, length))
    }

    /// `a third`, `two thirds`, `one in three`, `most`, `all`.
    pub(super) fn part(&mut self) -> bool {
        let number = |word: &str| number_of(word).or_else(|| word.parse::<i128>().ok());
        let (bound, fraction, length) = match (self.word(0), self.word(1), self.word(2), self.word(3)) {
            (first, "in" | "of", second, _) | (first, "out", _, second)
                if number(first).zip(number(second)).is_some_and(|(part, whole)| part <= whole && whole < 1_000)
                    && self.word(1) != "of" =>
            {
                let whole = number(second).unwrap_or(1);
                let length = if self.word(1) == "out" { 4 } else { 3 };
                (Bound::Exactly, Fraction { part: number(first).unwrap_or_default(), whole }, length)
            }
            // "The most" is a place among others; "most" is more than half.
            ("most", ..) if self.before() == "the" => return false,
            ("most" | "mostly" | "mainly" | "majority", ..) => (Bound::MoreThan, Fraction { part: 1, whole: 2 }, 1),
            // A half of a year is a period.
            ("half", "year" | "years" | "yearly", ..) => return false,
            ("half", ..) if ["first", "second", "last", "latter"].contains(&self.before()) => return false,
            ("in", "the", "main", _) => (Bound::MoreThan, Fraction { part: 1, whole: 2 }, 3),
            ("minority", ..) => (Bound::LessThan, Fraction { part: 1, whole: 2 }, 1),
            ("every" | "each", "period" | "year" | "half-year" | "quarter" | "month", ..) => return false,
            // "16% of all reports" says which whole, and no part of it.
            ("all" | "every", ..) if ["of", "in"].contains(&self.before()) => return false,
            (word, ..) if is_whole(word) => (Bound::Exactly, Fraction { part: 1, whole: 1 }, 1),
            ("not", word, ..) if is_whole(word) => (Bound::LessThan, Fraction { part: 1, whole: 1 }, 2),
            (first, second, ..) => match (number(first), part_of(first), part_of(second)) {
                (_, Some(whole), _) if !is_superlative(second) => (Bound::Exactly, Fraction { part: 1, whole }, 1),
                (Some(part), _, Some(whole)) if part < whole && !is_superlative(self.word(2)) => {
                    (Bound::Exactly, Fraction { part, whole }, 2)
                }
                _ => return false,
            },
        };
        let bound = self.take_bound().unwrap_or(bound);
        self.say(Assertion::Fraction { bound, fraction });
        self.at += length;
        true
    }

    /// `the third report`, `for the fourth time`, `in a row`: something that went on for longer than two periods can tell.
    /// "The third of them" and "a third" are parts.
    pub(super) fn again(&mut self) -> bool {
        let nth = ["third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"];
        let said_of =
            ["report", "time", "consecutive", "successive", "year", "half-year", "quarter", "month", "period"];
        let length = match (self.word(0), self.word(1), self.word(2)) {
            ("in", "a", "row") => 3,
            ("every" | "each", "period" | "year" | "half-year" | "quarter" | "month", _) => 2,
            (word, next, _) if nth.contains(&word) && said_of.contains(&next) => 2,
            ("consecutive" | "successive", ..) => 1,
            _ => return false,
        };
        self.say(Assertion::Trend);
        self.at += length;
        true
    }

    /// `the highest`, `second lowest`.
    pub(super) fn place(&mut self) -> bool {
        const NTH: [&str; 9] = ["second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"];
        let joint = usize::from(self.word(0) == "joint");
        let first = self.word(joint);
        let in_digits = || {
            let digits = first.trim_end_matches(|c: char| c.is_ascii_alphabetic());
            digits.parse().ok().filter(|nth| *nth > 0 && digits.len() + 2 == first.len())
        };
        let nth = NTH.iter().position(|word| *word == first).map(|at| at + 2).or_else(in_digits);
        let (nth, word, length) = match nth {
            Some(nth) => (nth, self.word(joint + 1), joint + 2),
            None => (1, first, joint + 1),
        };
        let highest = match word {
            "highest" | "largest" | "biggest" | "greatest" | "top" => true,
            "most" if nth > 1 || self.before() == "the" => true,
            "lowest" | "fewest" | "smallest" | "least" => false,
            _ => return false,
        };
        self.say(Assertion::Place { highest, nth, joint: joint == 1 });
        self.at += length;
        true
    }
}

fn is_superlative(word: &str) -> bool {
    ["highest", "lowest", "largest", "smallest", "most", "fewest", "biggest"].contains(&word)
}

/// `all` and what amounts to it; "not always in time" is said of fewer than all.
pub(super) fn is_whole(word: &str) -> bool {
    ["all", "always", "every", "everyone", "everybody"].contains(&word)
}

/// The `three` or the `1.5` of so many times.
fn many(word: &str) -> Option<Fraction> {
    let number = match number_of(word) {
        Some(number) => Number::whole(i64::try_from(number).ok()?),
        None => Number::parse(word).ok()?,
    };
    let part = number.units_at(number.decimals()).filter(|part| *part > 0)?;
    Some(Fraction { part, whole: 10i128.pow(u32::from(number.decimals())) })
}

pub(super) fn times_of(word: &str) -> Option<Fraction> {
    let (part, whole) = match word {
        "doubled" | "doubling" | "double" | "twice" | "twofold" => (2, 1),
        "trebled" | "tripled" | "treble" | "threefold" => (3, 1),
        "quadrupled" | "fourfold" => (4, 1),
        "halved" | "halving" => (1, 2),
        _ => return None,
    };
    Some(Fraction { part, whole })
}
