//! Numbers, and which of a figure's numbers each of them is.

use super::{Reading, is_year};
use crate::number::Number;
use crate::words::assertion::{Assertion, Bound, Role, Unit};
use crate::words::lexicon::{number_of, spelt};

impl Reading<'_> {
    /// `31 May 2017`, `June`, `from 2016 to 2017`, `in 2016/17`: when, and no figure.
    pub(super) fn date(&mut self) -> bool {
        const MONTHS: [&str; 12] = [
            "january",
            "february",
            "march",
            "april",
            "may",
            "june",
            "july",
            "august",
            "september",
            "october",
            "november",
            "december",
        ];
        const WHEN: [&str; 6] = ["in", "since", "during", "until", "before", "after"];
        let is_month = |word: &str| MONTHS.contains(&word);
        let is_day = |word: &str| {
            let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
            digits.parse::<u32>().is_ok_and(|day| (1..=31).contains(&day))
        };
        let (first, second, third, before) = (self.word(0), self.word(1), self.word(2), self.before());
        let length = if is_day(first) && is_month(second) {
            2 + usize::from(is_year(third))
        } else if is_month(first) && is_year(second) {
            2
        } else if is_year(first) && WHEN.contains(&before)
            || first.contains(['-', '/', '\u{2013}']) && is_year(first.get(..4).unwrap_or_default())
        {
            1
        } else if is_year(first) && is_year(third) && matches!((before, second), ("from", "to") | ("between", "and")) {
            3
        } else {
            return false;
        };
        self.at += length;
        // "From June": where it is said of time, it is not said of the next number.
        self.role = Role::Amount;
        true
    }

    /// `within 72 hours`, `over the past six months`: a length of time is no figure.
    pub(super) fn time(&mut self) -> bool {
        const LENGTHS: [&str; 8] = ["hour", "day", "week", "month", "quarter", "half-year", "year", "period"];
        const AT: [&str; 11] =
            ["within", "over", "in", "during", "past", "last", "previous", "next", "between", "preceding", "every"];
        let is_number = number_of(self.word(0)).is_some()
            || self.word(0).bytes().all(|c| c.is_ascii_digit()) && !self.word(0).is_empty();
        let (before, word) = (self.before(), self.word(1));
        let earlier = self.at.checked_sub(2).map_or("", |at| self.words[at]);
        let is_time = is_number
            && LENGTHS.contains(&word.trim_end_matches('s'))
            && (AT.contains(&before) || (before == "the" && AT.contains(&earlier)));
        if is_time {
            (self.range, self.bound) = (None, None);
            self.at += 2;
        }
        is_time
    }

    /// `256`, `16.4%`, `two hundred`, `none`.
    pub(super) fn number(&mut self) -> bool {
        let negative = self.word(0) == "minus" && self.word(1).starts_with(|c: char| c.is_ascii_digit());
        self.at += usize::from(negative);
        let word = self.word(0);
        let first = word.chars().next().unwrap_or(' ');
        let (number, percent, mut length) = if first.is_ascii_digit() || "-+\u{2212}£".contains(first) {
            let percent = word.ends_with('%');
            let digits = word.trim_start_matches(['+', '£']).trim_end_matches('%').replace(',', "");
            let Ok(number) = Number::parse(&if negative { format!("-{digits}") } else { digits }) else { return false };
            (number, percent, 1)
        } else if ["no", "none", "nobody", "nothing"].contains(&word) {
            (Number::whole(0), false, 1)
        } else if let Some((number, length)) = spelt(&self.words[self.at..]) {
            let Ok(number) = i64::try_from(number) else { return false };
            (Number::whole(number), false, length)
        } else {
            return false;
        };
        let unit = match (percent, self.word(length), self.word(length + 1)) {
            (_, "percentage", "point" | "points") => {
                length += 2;
                Unit::Points
            }
            (true, ..) => Unit::Percent,
            (_, "per", "cent") => {
                length += 2;
                Unit::Percent
            }
            (_, "percent", _) => {
                length += 1;
                Unit::Percent
            }
            _ => Unit::Plain,
        };
        let bound = self.take_bound().unwrap_or(Bound::Exactly);
        // "Between 10 and 20%".
        if bound == Bound::AtMost
            && let Some(Assertion::Number { bound: Bound::AtLeast, unit: first @ Unit::Plain, .. }) =
                self.said.last_mut()
        {
            *first = unit;
        }
        let mut role = std::mem::replace(&mut self.role, Role::Amount);
        // "256, up from 240"
        if role == Role::Amount && ["up", "down"].contains(&self.word(length)) && self.word(length + 1) == "from" {
            role = Role::To;
        }
        self.say(Assertion::Number { bound, number, unit, role });
        self.at += length;
        true
    }

    /// `256 compared with 240`: the later stands first.
    pub(super) fn compared(&mut self) {
        if ["with", "to"].contains(&self.word(0)) {
            self.at += 1;
        }
        if !self.word(0).starts_with(|c: char| c.is_ascii_digit()) {
            return;
        }
        if let Some(Assertion::Number { role: role @ Role::Amount, .. }) = self.said.last_mut() {
            *role = Role::To;
            self.role = Role::From;
        }
    }

    /// `stayed at about 93%`, `remained below 700`: said of both ends.
    pub(super) fn stays(&mut self) {
        let mut bound = Bound::Exactly;
        let mut ahead = 0;
        loop {
            bound = match self.word(ahead) {
                "at" | "the" => bound,
                "about" | "around" | "roughly" | "approximately" => Bound::About,
                "under" | "below" => Bound::LessThan,
                "over" | "above" => Bound::MoreThan,
                _ => break,
            };
            ahead += 1;
        }
        if !self.word(ahead).starts_with(|c: char| c.is_ascii_digit()) {
            return;
        }
        self.at += ahead;
        for role in [Role::From, Role::To] {
            let at = self.at;
            (self.role, self.bound) = (role, Some(bound));
            self.number();
            if role == Role::From {
                self.at = at;
            }
        }
    }
}
