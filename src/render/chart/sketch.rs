//! The kinds of charts that we draw ourselves.

mod slope;

use super::{Drawing, Drawn};

/// A kind of chart that no engine places for us.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Sketch {
    /// One line a series, from one category to another, both ends named.
    Slope,
}

impl Sketch {
    pub(super) fn draw(self, drawing: &Drawing) -> Drawn {
        match self {
            Self::Slope => slope::draw(drawing),
        }
    }

    /// How many series have room.
    pub(super) fn most_series(self) -> usize {
        match self {
            Self::Slope => 12,
        }
    }
}

#[cfg(test)]
mod tests;
