//! Reads what an author's words say of a figure: `rose sharply, by 27.3%, from 55 to 70` is five assertions.

use super::assertion::{Assertion, Bound, Direction, Fraction, Role, Strength, Unit};
use super::lexicon::{direction_of, number_of, tokens};
use crate::number::Number;

/// Why words say nothing that can be checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unreadable {
    /// There is no number, no direction, no part and no place in them.
    Nothing,
    /// They deny something: "did not rise" may be a fall or nothing.
    Denial,
}

/// Everything that the words say, in order.
///
/// # Errors
/// [`Unreadable`], where they say nothing that can be checked.
pub(crate) fn read(words: &str) -> Result<Vec<Assertion>, Unreadable> {
    let text = words.to_lowercase();
    let parts = tokens(&text).into_iter().flat_map(|(_, word)| split(word)).collect();
    let mut reading =
        Reading { words: parts, at: 0, bound: None, range: None, strength: None, role: Role::Amount, said: Vec::new() };
    while reading.at < reading.words.len() {
        reading.step()?;
    }
    reading.finish()
}

/// `second-highest` is two words; `twenty-one` is one.
fn split(word: &str) -> Vec<&str> {
    if word.contains('-')
        && number_of(word).is_none()
        && !word.starts_with(['-', '+'])
        && !word.starts_with("half-year")
    {
        word.split('-').collect()
    } else {
        vec![word]
    }
}

struct Reading<'a> {
    words: Vec<&'a str>,
    at: usize,
    bound: Option<Bound>,
    /// Which end of "between … and …" comes next.
    range: Option<Bound>,
    strength: Option<Strength>,
    role: Role,
    said: Vec<Assertion>,
}

impl<'a> Reading<'a> {
    fn word(&self, ahead: usize) -> &'a str {
        self.words.get(self.at + ahead).copied().unwrap_or_default()
    }

    /// `within 72 hours`, `over the past six months`: a length of time is no figure.
    fn time(&mut self) -> bool {
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

    /// The word before.
    fn before(&self) -> &'a str {
        self.at.checked_sub(1).map_or("", |at| self.words[at])
    }

    fn follows(&self, words: &[&str]) -> bool {
        words.iter().enumerate().all(|(ahead, word)| self.word(ahead) == *word)
    }

    fn step(&mut self) -> Result<(), Unreadable> {
        const PHRASES: [(&[&str], Bound); 32] = [
            (&["at", "least"], Bound::AtLeast),
            (&["no", "fewer", "than"], Bound::AtLeast),
            (&["no", "less", "than"], Bound::AtLeast),
            (&["at", "most"], Bound::AtMost),
            (&["no", "more", "than"], Bound::AtMost),
            (&["up", "to"], Bound::AtMost),
            (&["more", "than"], Bound::MoreThan),
            (&["greater", "than"], Bound::MoreThan),
            (&["higher", "than"], Bound::MoreThan),
            (&["larger", "than"], Bound::MoreThan),
            (&["fewer", "than"], Bound::LessThan),
            (&["less", "than"], Bound::LessThan),
            (&["lower", "than"], Bound::LessThan),
            (&["smaller", "than"], Bound::LessThan),
            (&["just", "over"], Bound::JustOver),
            (&["just", "under"], Bound::Nearly),
            (&["close", "to"], Bound::Nearly),
            (&["over"], Bound::MoreThan),
            (&["above"], Bound::MoreThan),
            (&["under"], Bound::LessThan),
            (&["below"], Bound::LessThan),
            (&["about"], Bound::About),
            (&["around"], Bound::About),
            (&["roughly"], Bound::About),
            (&["approximately"], Bound::About),
            (&["some"], Bound::About),
            (&["virtually"], Bound::About),
            (&["practically"], Bound::About),
            (&["largely"], Bound::About),
            (&["more", "or", "less"], Bound::About),
            (&["nearly"], Bound::Nearly),
            (&["almost"], Bound::Nearly),
        ];
        if self.denies() {
            return Err(Unreadable::Denial);
        }
        if self.follows(&["not", "change"]) || self.follows(&["not", "changed"]) || self.follows(&["no", "change"]) {
            self.direction(Direction::Same, Strength::Plain);
            self.at += 2;
            return Ok(());
        }
        const BARELY: [&str; 4] = ["little", "hardly", "barely", "scarcely"];
        if BARELY.contains(&self.word(0)) && self.word(1).starts_with("change") {
            self.direction(Direction::Same, Strength::About);
            self.at += 2;
            return Ok(());
        }
        if self.follows(&["between"]) && self.binds(1) {
            self.at += 1;
            self.range = Some(Bound::AtLeast);
            return Ok(());
        }
        for (phrase, bound) in PHRASES {
            // "More than in the north" compares, and binds no number.
            if self.follows(phrase) && self.binds(phrase.len()) {
                self.bound = Some(bound);
                // "Fell below 600" says where it came to, "fell by under 20" how far.
                let level = ["above", "below"].contains(&self.word(0)) && self.before() != "by";
                if level && matches!(self.said.last(), Some(Assertion::Direction { .. })) {
                    self.role = Role::To;
                }
                self.at += phrase.len();
                return Ok(());
            }
        }
        if self.time() || self.multiple() || self.again() || self.part() || self.place() || self.number() {
            return Ok(());
        }
        self.plain_word();
        Ok(())
    }

    /// Whether a number, a part or a multiple follows within a word or two.
    fn binds(&self, from: usize) -> bool {
        let filler = ["a", "an", "the", "by", "of", "their", "its"];
        let ahead = (from..from + 3).find(|ahead| !filler.contains(&self.word(*ahead))).unwrap_or(from);
        let word = self.word(ahead);
        word.starts_with(|c: char| c.is_ascii_digit() || "-+\u{2212}£".contains(c))
            || number_of(word).is_some()
            || part_of(word).is_some()
            || times_of(word).is_some()
            || ["all", "none", "twice", "same", "unchanged", "everyone", "every"].contains(&word)
    }

    fn denies(&self) -> bool {
        let denial = ["not", "never", "neither", "didn't", "didn\u{2019}t", "hasn't", "hasn\u{2019}t"];
        let next = self.word(1);
        denial.contains(&self.word(0)) && !next.starts_with("change") && !(self.word(0) == "not" && is_whole(next))
            || (self.word(0) == "no" && direction_of(next).is_some() && self.word(2) != "than")
    }

    /// The bound of the number, part or multiple that is read. Of "between 10 and 20" the one is the least, the other the
    /// most.
    fn take_bound(&mut self) -> Option<Bound> {
        let range = self.range.take();
        if range == Some(Bound::AtLeast) {
            self.range = Some(Bound::AtMost);
        }
        self.bound.take().or(range)
    }

    fn say(&mut self, assertion: Assertion) {
        if !self.said.contains(&assertion) {
            self.said.push(assertion);
        }
    }

    fn direction(&mut self, direction: Direction, strength: Strength) {
        let strength = self.strength.take().unwrap_or(strength);
        self.say(Assertion::Direction { direction, strength });
    }

    /// `doubled`, `twice`, `three times`, `half as many`.
    fn multiple(&mut self) -> bool {
        let (times, length) = match times_of(self.word(0)) {
            Some(times) => (times, 1),
            None if self.follows(&["half", "as"]) => (Fraction { part: 1, whole: 2 }, 2),
            None if self.word(1) == "times" => match many(self.word(0)) {
                Some(times) => (times, 2),
                None => return false,
            },
            None => return false,
        };
        let bound = self.take_bound().unwrap_or(Bound::Exactly);
        self.say(Assertion::Times { bound, times });
        self.at += length;
        true
    }

    /// `a third`, `two thirds`, `one in three`, `most`, `all`.
    fn part(&mut self) -> bool {
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
            ("most" | "mostly" | "mainly" | "majority", ..) => (Bound::MoreThan, Fraction { part: 1, whole: 2 }, 1),
            // A half of a year is a period.
            ("half", "year" | "years" | "yearly", ..) => return false,
            ("half", ..) if ["first", "second", "last", "latter"].contains(&self.before()) => return false,
            ("in", "the", "main", _) => (Bound::MoreThan, Fraction { part: 1, whole: 2 }, 3),
            ("minority", ..) => (Bound::LessThan, Fraction { part: 1, whole: 2 }, 1),
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
    fn again(&mut self) -> bool {
        let nth = ["third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"];
        let said_of =
            ["report", "time", "consecutive", "successive", "year", "half-year", "quarter", "month", "period"];
        let length = match (self.word(0), self.word(1), self.word(2)) {
            ("in", "a", "row") => 3,
            (word, next, _) if nth.contains(&word) && said_of.contains(&next) => 2,
            ("consecutive" | "successive", ..) => 1,
            _ => return false,
        };
        self.say(Assertion::Trend);
        self.at += length;
        true
    }

    /// `the highest`, `second lowest`.
    fn place(&mut self) -> bool {
        const NTH: [&str; 5] = ["second", "third", "fourth", "fifth", "sixth"];
        let nth = NTH.iter().position(|word| *word == self.word(0)).map(|at| at + 2);
        let (nth, word, length) = match nth {
            Some(nth) => (nth, self.word(1), 2),
            None => (1, self.word(0), 1),
        };
        let highest = match word {
            "highest" | "largest" | "biggest" | "greatest" | "top" => true,
            "most" if nth > 1 => true,
            "lowest" | "fewest" | "smallest" | "least" => false,
            _ => return false,
        };
        self.say(Assertion::Place { highest, nth });
        self.at += length;
        true
    }

    /// `256`, `16.4%`, `two hundred`, `none`.
    fn number(&mut self) -> bool {
        let word = self.word(0);
        let first = word.chars().next().unwrap_or(' ');
        let (number, percent, mut length) = if first.is_ascii_digit() || "-+\u{2212}£".contains(first) {
            let percent = word.ends_with('%');
            let digits = word.trim_start_matches(['+', '£']).trim_end_matches('%').replace(',', "");
            let Ok(number) = Number::parse(&digits) else { return false };
            let year =
                number.units_at(0).is_some_and(|year| (1900..2100).contains(&year)) && !word.contains([',', '%']);
            if year && ["in", "since", "during", "of", "until", "before", "after"].contains(&self.before()) {
                self.at += 1;
                return true;
            }
            (number, percent, 1)
        } else if ["no", "none", "nobody", "nothing"].contains(&word) {
            (Number::whole(0), false, 1)
        } else if let Some(value) = number_of(word) {
            let Some((number, length)) = self.spelt(value) else { return false };
            (number, false, length)
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

    /// `two hundred and fifty`: the number, and how many words it takes.
    fn spelt(&self, first: i128) -> Option<(Number, usize)> {
        let (mut total, mut group, mut length) = (0i128, first, 1);
        loop {
            let ahead = if self.word(length) == "and" && group % 100 == 0 { length + 1 } else { length };
            match number_of(self.word(ahead)) {
                Some(scale @ (100 | 1_000 | 1_000_000)) if ahead == length => {
                    group *= scale;
                    if scale >= 1_000 {
                        total += std::mem::take(&mut group);
                    }
                }
                Some(more) if more < 100 && (group % 100 == 0) && (group > 0 || total > 0) => group += more,
                _ => break,
            }
            length = ahead + 1;
        }
        Some((Number::whole(i64::try_from(total + group).ok()?), length))
    }

    fn plain_word(&mut self) {
        let word = self.word(0);
        self.at += 1;
        match word {
            "from" => self.role = Role::From,
            "to" | "at" | "reached" => self.role = Role::To,
            "by" => self.role = Role::Amount,
            "of" if matches!(
                self.said.last(),
                Some(Assertion::Number { .. } | Assertion::Fraction { .. } | Assertion::Place { .. })
            ) =>
            {
                self.role = Role::Of;
            }
            "versus" | "against" | "compared" => self.compared(),
            "stayed" | "stays" | "remained" | "remains" | "kept" => self.stays(),
            "sharply" | "steeply" | "sharp" | "steep" | "significantly" | "significant" | "substantially"
            | "substantial" | "considerably" | "markedly" | "dramatically" | "much" => {
                self.strengthen(Strength::Sharply)
            }
            "slightly" | "slight" | "marginally" | "marginal" | "little" | "small" | "modest" => {
                self.strengthen(Strength::Slightly)
            }
            "improved" | "better" | "improvement" | "improving" => self.say(Assertion::Better(true)),
            "worsened" | "worse" | "deteriorated" | "worsening" => self.say(Assertion::Better(false)),
            "broadly" => self.bound = Some(Bound::About),
            "trend" | "trends" | "continues" | "continued" | "continuing" | "continue" | "steadily"
            | "consistently" | "sustained" | "keeps" => self.say(Assertion::Trend),
            _ => {
                let Some(direction) = direction_of(word) else { return };
                let near = ["comparable", "similar", "stable", "steady", "level"].contains(&word);
                let loose = direction == Direction::Same && (near || self.bound.take().is_some());
                // "Much the same" is no sharp change.
                if direction == Direction::Same {
                    let much = self.strength.take() == Some(Strength::Sharply);
                    let strength = if loose || much { Strength::About } else { Strength::Plain };
                    let known =
                        |said: &Assertion| matches!(said, Assertion::Direction { direction: Direction::Same, .. });
                    if !self.said.iter().any(known) {
                        self.direction(direction, strength);
                    }
                } else {
                    self.direction(direction, if is_comparative(word) { Strength::Any } else { Strength::Plain });
                }
            }
        }
    }

    /// `256 compared with 240`: the later stands first.
    fn compared(&mut self) {
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
    fn stays(&mut self) {
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

    /// A word of strength goes with the direction beside it, before or after.
    fn strengthen(&mut self, strength: Strength) {
        match self.said.last_mut() {
            Some(Assertion::Direction { direction: Direction::Up | Direction::Down, strength: known })
                if matches!(known, Strength::Plain | Strength::Any) =>
            {
                *known = strength;
            }
            _ => self.strength = Some(strength),
        }
    }

    fn finish(self) -> Result<Vec<Assertion>, Unreadable> {
        if self.said.is_empty() { Err(Unreadable::Nothing) } else { Ok(self.said) }
    }
}

fn is_superlative(word: &str) -> bool {
    ["highest", "lowest", "largest", "smallest", "most", "fewest", "biggest"].contains(&word)
}

/// `all` and what amounts to it; "not always in time" is said of fewer than all.
fn is_whole(word: &str) -> bool {
    ["all", "always", "every", "everyone", "everybody"].contains(&word)
}

fn is_comparative(word: &str) -> bool {
    ["more", "fewer", "less", "higher", "lower", "greater", "larger", "smaller", "bigger"].contains(&word)
}

/// The denominator of `third`, `quarters`.
fn part_of(word: &str) -> Option<i128> {
    Some(match word {
        "half" | "halves" => 2,
        "third" | "thirds" => 3,
        "quarter" | "quarters" => 4,
        "fifth" | "fifths" => 5,
        "sixth" | "sixths" => 6,
        "eighth" | "eighths" => 8,
        "tenth" | "tenths" => 10,
        _ => return None,
    })
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

fn times_of(word: &str) -> Option<Fraction> {
    let (part, whole) = match word {
        "doubled" | "doubling" | "double" | "twice" | "twofold" => (2, 1),
        "trebled" | "tripled" | "treble" | "threefold" => (3, 1),
        "quadrupled" | "fourfold" => (4, 1),
        "halved" | "halving" => (1, 2),
        _ => return None,
    };
    Some(Fraction { part, whole })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(bound: Bound, text: &str, unit: Unit, role: Role) -> Assertion {
        Assertion::Number { bound, number: Number::parse(text).expect("a number"), unit, role }
    }

    fn moved(direction: Direction, strength: Strength) -> Assertion {
        Assertion::Direction { direction, strength }
    }

    #[test]
    fn a_sentence_about_a_change_is_many_assertions() {
        assert_eq!(
            read("rose sharply by 15, or 27.3%, from 55 to 70"),
            Ok(vec![
                moved(Direction::Up, Strength::Sharply),
                number(Bound::Exactly, "15", Unit::Plain, Role::Amount),
                number(Bound::Exactly, "27.3", Unit::Percent, Role::Amount),
                number(Bound::Exactly, "55", Unit::Plain, Role::From),
                number(Bound::Exactly, "70", Unit::Plain, Role::To),
            ])
        );
    }

    #[test]
    fn words_say_what_they_say() {
        let same = moved(Direction::Same, Strength::Plain);
        let about = moved(Direction::Same, Strength::About);
        let fraction = |bound, part, whole| Assertion::Fraction { bound, fraction: Fraction { part, whole } };
        let times = |bound, part, whole| Assertion::Times { bound, times: Fraction { part, whole } };
        let amount = |bound, text, unit| number(bound, text, unit, Role::Amount);
        for (words, expected) in [
            ("256", vec![amount(Bound::Exactly, "256", Unit::Plain)]),
            ("1,024", vec![amount(Bound::Exactly, "1024", Unit::Plain)]),
            ("none", vec![amount(Bound::Exactly, "0", Unit::Plain)]),
            ("two hundred and fifty", vec![amount(Bound::Exactly, "250", Unit::Plain)]),
            ("twenty-one", vec![amount(Bound::Exactly, "21", Unit::Plain)]),
            ("at least 200", vec![amount(Bound::AtLeast, "200", Unit::Plain)]),
            ("more than 200", vec![amount(Bound::MoreThan, "200", Unit::Plain)]),
            ("about 93%", vec![amount(Bound::About, "93", Unit::Percent)]),
            ("-16.4%", vec![amount(Bound::Exactly, "-16.4", Unit::Percent)]),
            ("by 1.5 percentage points", vec![amount(Bound::Exactly, "1.5", Unit::Points)]),
            ("sixteen per cent", vec![amount(Bound::Exactly, "16", Unit::Percent)]),
            ("16 more", vec![amount(Bound::Exactly, "16", Unit::Plain), moved(Direction::Up, Strength::Any)]),
            ("More", vec![moved(Direction::Up, Strength::Any)]),
            ("fewer than in the north", vec![moved(Direction::Down, Strength::Any)]),
            ("unchanged", vec![same.clone()]),
            ("did not change", vec![same.clone()]),
            ("remained the same", vec![same]),
            ("has remained about the same", vec![about.clone()]),
            ("at a comparable level", vec![about.clone()]),
            ("a slight increase", vec![moved(Direction::Up, Strength::Slightly)]),
            ("a third", vec![fraction(Bound::Exactly, 1, 3)]),
            ("about two thirds", vec![fraction(Bound::About, 2, 3)]),
            ("one in three", vec![fraction(Bound::Exactly, 1, 3)]),
            ("nine out of ten", vec![]),
            ("most", vec![fraction(Bound::MoreThan, 1, 2)]),
            ("the majority", vec![fraction(Bound::MoreThan, 1, 2)]),
            ("in the main", vec![fraction(Bound::MoreThan, 1, 2)]),
            ("at least a quarter", vec![fraction(Bound::AtLeast, 1, 4)]),
            ("All", vec![fraction(Bound::Exactly, 1, 1)]),
            ("more than doubled", vec![times(Bound::MoreThan, 2, 1)]),
            ("halved", vec![times(Bound::Exactly, 1, 2)]),
            ("three times as many", vec![times(Bound::Exactly, 3, 1)]),
            ("half as many", vec![times(Bound::Exactly, 1, 2)]),
            ("the second-highest", vec![Assertion::Place { highest: true, nth: 2 }]),
            ("the fewest", vec![Assertion::Place { highest: false, nth: 1 }]),
            (
                "stayed about 93%",
                vec![
                    number(Bound::About, "93", Unit::Percent, Role::From),
                    number(Bound::About, "93", Unit::Percent, Role::To),
                ],
            ),
            ("continues to fall", vec![Assertion::Trend, moved(Direction::Down, Strength::Plain)]),
            ("fell in 2017", vec![moved(Direction::Down, Strength::Plain)]),
            (
                "up by 16 on the half-year before",
                vec![moved(Direction::Up, Strength::Plain), amount(Bound::Exactly, "16", Unit::Plain)],
            ),
            ("fell between the two half-years", vec![moved(Direction::Down, Strength::Plain)]),
            ("fell over the past six months", vec![moved(Direction::Down, Strength::Plain)]),
            ("57.7% within 72 hours", vec![amount(Bound::Exactly, "57.7", Unit::Percent)]),
            ("fell in the second half of the year", vec![moved(Direction::Down, Strength::Plain)]),
            (
                "between 10 and 20%",
                vec![amount(Bound::AtLeast, "10", Unit::Percent), amount(Bound::AtMost, "20", Unit::Percent)],
            ),
            ("between half and two-thirds", vec![fraction(Bound::AtLeast, 1, 2), fraction(Bound::AtMost, 2, 3)]),
            (
                "61.3% of the 256",
                vec![
                    amount(Bound::Exactly, "61.3", Unit::Percent),
                    number(Bound::Exactly, "256", Unit::Plain, Role::Of),
                ],
            ),
            (
                "256 compared with 240",
                vec![
                    number(Bound::Exactly, "256", Unit::Plain, Role::To),
                    number(Bound::Exactly, "240", Unit::Plain, Role::From),
                ],
            ),
            ("barely changed", vec![about.clone()]),
            ("virtually unchanged", vec![about.clone()]),
            ("some 250", vec![amount(Bound::About, "250", Unit::Plain)]),
            ("a small increase", vec![moved(Direction::Up, Strength::Slightly)]),
            ("6.8% of all reports", vec![amount(Bound::Exactly, "6.8", Unit::Percent)]),
            ("not always", vec![fraction(Bound::LessThan, 1, 1)]),
            ("not all of them", vec![fraction(Bound::LessThan, 1, 1)]),
            ("roughly 1.5 times as many", vec![times(Bound::About, 15, 10)]),
            ("the third report of a fall", vec![Assertion::Trend, moved(Direction::Down, Strength::Plain)]),
            ("rose for the fourth time in a row", vec![moved(Direction::Up, Strength::Plain), Assertion::Trend]),
            ("the third quarter running", vec![Assertion::Trend]),
            ("a third of the year", vec![fraction(Bound::Exactly, 1, 3)]),
        ] {
            let expected = if words == "nine out of ten" { vec![fraction(Bound::Exactly, 9, 10)] } else { expected };
            assert_eq!(read(words), Ok(expected), "{words}");
        }
    }

    #[test]
    fn some_words_cannot_be_checked() {
        assert_eq!(read("a challenge"), Err(Unreadable::Nothing));
        assert_eq!(read("did not rise"), Err(Unreadable::Denial));
        assert_eq!(read(""), Err(Unreadable::Nothing));
    }
}
