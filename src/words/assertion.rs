//! What an author's words say of a figure, in parts that can each be true or false.

use crate::number::Number;

/// One part of what words say. Which of the figure's numbers it is about depends on the figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Assertion {
    /// A number with its unit: `256`, `6.7%`, `at least 200`, `no`.
    Number { bound: Bound, number: Number, unit: Unit, role: Role },
    /// That something rose, fell, or did not change; of two figures, that one is more.
    Direction { direction: Direction, strength: Strength },
    /// A part of a whole: `half`, `most`, `one in three`, `all`.
    Fraction { bound: Bound, fraction: Fraction },
    /// A multiple: `doubled`, `three times`, `half as many`.
    Times { bound: Bound, times: Fraction },
    /// A place among others, counted from the highest or the lowest.
    /// `joint` is said of several that are level.
    Place { highest: bool, nth: usize, joint: bool },
    /// A movement of several periods in one direction.
    Trend,
    /// For the better, or for the worse.
    Better(bool),
}

/// Which number of a comparison is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// The one there is: a value, or the amount of a change.
    Amount,
    /// The earlier: `from 240`.
    From,
    /// The later: `to 256`.
    To,
    /// The whole of a part: `157 of the 256`.
    Of,
}

/// How a number in words binds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Bound {
    Exactly,
    /// `about`, `around`: near enough for as round a number.
    About,
    /// `nearly`, `almost`: a little less.
    Nearly,
    /// `just over`: a little more.
    JustOver,
    AtLeast,
    MoreThan,
    AtMost,
    LessThan,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unit {
    Plain,
    Percent,
    Points,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Direction {
    Up,
    Down,
    Same,
}

/// How much a word of direction claims.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Strength {
    /// `more`, `lower`: that one is more than the other, by whatever little.
    Any,
    /// `rose`, `unchanged`.
    Plain,
    /// `rose slightly`.
    Slightly,
    /// `rose sharply`.
    Sharply,
    /// `about the same`.
    About,
}

/// `part` of `whole`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Fraction {
    pub(crate) part: i128,
    pub(crate) whole: i128,
}
