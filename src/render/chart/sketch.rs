//! The kinds of charts that we draw ourselves.

mod dot_range;
mod panels;
mod slope;

use super::{Drawing, Drawn};

/// A kind of chart that no engine places for us.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Sketch {
    /// One line a series, from one category to another, both ends named.
    Slope,
    /// One panel a series, all on the same axis.
    Panels(Form),
    /// A dot a category for the first series, and a line over what is shown of the others.
    DotRange,
}

/// What stands in panels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Form {
    Bars,
    Line,
}

impl Sketch {
    pub(super) fn draw(self, drawing: &Drawing) -> Drawn {
        match self {
            Self::Slope => slope::draw(drawing),
            Self::Panels(form) => panels::draw(drawing, form),
            Self::DotRange => dot_range::draw(drawing),
        }
    }

    /// How many series have room.
    pub(super) fn most_series(self) -> usize {
        match self {
            Self::Slope | Self::Panels(_) => 12,
            Self::DotRange => usize::MAX,
        }
    }
}

#[cfg(test)]
mod tests;
