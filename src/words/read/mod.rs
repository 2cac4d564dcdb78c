//! Reads what an author's words say of a figure: `rose sharply, by 27.3%, from 55 to 70` is five assertions.

mod numbers;
mod parts;

use super::assertion::{Assertion, Bound, Direction, Role, Strength};
use super::lexicon::{direction_of, number_of, part_of, tokens};
use parts::{is_whole, times_of};

/// Why words say nothing that can be checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unreadable {
    /// There is no number, no direction, no part and no place in them.
    Nothing,
    /// They deny something: "did not rise" may be a fall or nothing.
    Denial,
    /// There is a number in them that is not understood: `3x`, `½`, `a trio`.
    Number,
    /// They say more than figures can: `faster than ever`, `for the first time`.
    Beyond,
}

/// Everything that the words say, in order.
///
/// # Errors
/// [`Unreadable`], where they say nothing that can be checked.
pub(crate) fn read(words: &str) -> Result<Vec<Assertion>, Unreadable> {
    let text = words.to_lowercase();
    let parts = with_periods(&text, tokens(&text)).into_iter().flat_map(split).collect();
    let mut reading =
        Reading { words: parts, at: 0, bound: None, range: None, strength: None, role: Role::Amount, said: Vec::new() };
    while reading.at < reading.words.len() {
        reading.step()?;
    }
    reading.finish()
}

/// Words for numbers that say too little, or what nobody reads here; and whatever else has a digit in it.
fn is_strange_number(word: &str) -> bool {
    const STRANGE: [&str; 24] = [
        "couple",
        "pair",
        "trio",
        "quartet",
        "handful",
        "few",
        "several",
        "dozens",
        "scores",
        "hundreds",
        "thousands",
        "millions",
        "billion",
        "billions",
        "bn",
        "tenfold",
        "fivefold",
        "manifold",
        "umpteen",
        "single",
        "sole",
        "lone",
        "penultimate",
        "last-but-one",
    ];
    STRANGE.contains(&word) || word.ends_with("fold") || word.chars().any(char::is_numeric)
}

/// The words, with periods such as `2016/17` and `2016-h2` as one word each.
fn with_periods<'a>(text: &'a str, tokens: Vec<(usize, &'a str)>) -> Vec<&'a str> {
    let mut words: Vec<(usize, &str)> = Vec::new();
    for (at, word) in tokens {
        let short = word.len() <= 4 && word.trim_start_matches(['h', 'q']).bytes().all(|c| c.is_ascii_digit());
        match words.last_mut() {
            Some((start, last))
                if short && is_year(last) && ["-", "/", "\u{2013}"].contains(&&text[*start + last.len()..at]) =>
            {
                *last = &text[*start..at + word.len()];
            }
            _ => words.push((at, word)),
        }
    }
    words.into_iter().map(|(_, word)| word).collect()
}

/// A year, as people write it: a figure of that size would have a comma.
fn is_year(word: &str) -> bool {
    word.len() == 4 && word.parse::<i32>().is_ok_and(|year| (1900..2100).contains(&year))
}

/// `second-highest` is two words; `twenty-one` is one.
fn split(word: &str) -> Vec<&str> {
    if word.contains('-')
        && number_of(word).is_none()
        && !word.starts_with(['-', '+'])
        && !word.starts_with("half-year")
        && !is_year(word.get(..4).unwrap_or_default())
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
        if BARELY.contains(&self.word(0)) && ["change", "changed", "difference"].contains(&self.word(1)) {
            self.direction(Direction::Same, Strength::About);
            self.at += 2;
            return Ok(());
        }
        // "No significant change" leaves a little change open.
        if self.word(0) == "no" && ["change", "difference"].contains(&self.word(2)) {
            self.direction(Direction::Same, Strength::About);
            self.at += 3;
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
        if self.date() || self.time() || self.multiple() || self.again() || self.part() || self.place() || self.number()
        {
            return Ok(());
        }
        if self.is_beyond() {
            return Err(Unreadable::Beyond);
        }
        if is_strange_number(self.word(0)) {
            return Err(Unreadable::Number);
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

    /// What compares with all times, or a speed with another.
    fn is_beyond(&self) -> bool {
        const BEYOND: [&str; 9] =
            ["ever", "record", "unprecedented", "faster", "slower", "fastest", "slowest", "quicker", "all-time"];
        BEYOND.contains(&self.word(0)) || (self.word(0) == "first" && ["time", "fall", "rise"].contains(&self.word(1)))
    }

    fn denies(&self) -> bool {
        const DENIAL: [&str; 15] = [
            "not", "never", "neither", "nor", "nowhere", "without", "failed", "fails", "hardly", "barely", "scarcely",
            "stopped", "ceased", "cannot", "unable",
        ];
        let next = self.word(1);
        let word = self.word(0);
        let denies = DENIAL.contains(&word) || word.ends_with("n't") || word.ends_with("n\u{2019}t");
        denies && !next.starts_with("change") && !(self.word(0) == "not" && is_whole(next))
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
            "surged" | "soared" | "jumped" | "leapt" | "rocketed" => self.direction(Direction::Up, Strength::Sharply),
            "plunged" | "plummeted" | "slumped" | "collapsed" => self.direction(Direction::Down, Strength::Sharply),
            "crept" | "edged" | "inched" => self.strengthen(Strength::Slightly),
            "improved" | "better" | "improvement" | "improving" => self.say(Assertion::Better(true)),
            "worsened" | "worse" | "deteriorated" | "worsening" => self.say(Assertion::Better(false)),
            "broadly" => self.bound = Some(Bound::About),
            "trend" | "trends" | "continues" | "continued" | "continuing" | "continue" | "steadily"
            | "consistently" | "sustained" | "keeps" => self.say(Assertion::Trend),
            // A steady rise is no standstill.
            "steady" if matches!(direction_of(self.word(0)), Some(Direction::Up | Direction::Down)) => {
                self.say(Assertion::Trend);
            }
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

fn is_comparative(word: &str) -> bool {
    ["more", "fewer", "less", "higher", "lower", "greater", "larger", "smaller", "bigger"].contains(&word)
}

#[cfg(test)]
mod tests;
