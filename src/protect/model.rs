//! What the engine works on: cells, and the sums that bind them. The door between the site and the engine.

use crate::number::Number;

/// A cell's position in the model.
pub(super) type CellId = usize;

/// One number that somebody could learn: a fact, the gap between a total and its parts, or the count that a percentage
/// stands for.
#[derive(Debug)]
pub(super) struct ModelCell {
    /// Nothing where the data has a marker instead of a number.
    pub(super) value: Option<i128>,
    /// Whether the site wants to show it.
    pub(super) asked: bool,
    /// The primary rule that hides it.
    pub(super) primary: Option<Rule>,
    /// The least that a hostile reader knows it to be.
    pub(super) least: i128,
    /// Counts up to this are small; also the width that a hidden figure's interval needs.
    pub(super) threshold: i128,
    /// For events: the cell that counts the people behind them.
    pub(super) contributors: Option<CellId>,
    /// For a ratio: its base, and every count that it stands for. Where one of them is hidden, so is the ratio.
    pub(super) rests_on: Vec<CellId>,
    /// What hiding it costs; the least dear goes first.
    pub(super) cost: Cost,
}

impl ModelCell {
    /// Whether it may be hidden to protect another: it is to be shown, it has a number, and it is not a zero (zeros are
    /// always shown, so a hidden zero would be a lie).
    pub(super) fn is_candidate(&self) -> bool {
        self.asked && self.value.is_some_and(|value| value != 0)
    }
}

/// The cost of hiding a cell, compared from left to right. Integers only, so that every machine chooses alike.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Cost {
    /// In how many sums it is the total: a grand total is dearest.
    pub(super) level: usize,
    /// In how many places it is shown.
    pub(super) places: usize,
    /// The root of its value, so that a large figure is dearer, but not by much.
    pub(super) size: u128,
    /// The order of the data, for ties.
    pub(super) order: usize,
}

/// A sum: the cells in `plus` less those in `minus` make zero.
#[derive(Debug)]
pub(super) struct Sum {
    pub(super) total: CellId,
    pub(super) parts: Vec<CellId>,
    /// Parts that the data does not know, counted against the total: see [`Gap`].
    pub(super) gap: Option<Gap>,
    /// Whether it holds to the last unit; sums of counts behind rounded percentages hold only nearly.
    pub(super) exact: bool,
    pub(super) name: String,
}

/// The group by which parts miss their total, or are counted twice in it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Gap {
    pub(super) cell: CellId,
    /// Whether the parts make more than the total.
    pub(super) overlap: bool,
}

impl Sum {
    /// Every cell with its sign; they make zero.
    pub(super) fn terms(&self) -> impl Iterator<Item = (CellId, i128)> + '_ {
        let gap = self.gap.map(|gap| (gap.cell, if gap.overlap { -1 } else { 1 }));
        std::iter::once((self.total, -1)).chain(self.parts.iter().map(|part| (*part, 1))).chain(gap)
    }
}

/// Cells and what binds them.
#[derive(Debug, Default)]
pub(super) struct Model {
    pub(super) cells: Vec<ModelCell>,
    pub(super) sums: Vec<Sum>,
}

/// Why a cell is hidden.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Rule {
    /// A count from 1 to the threshold.
    SmallCount,
    /// Events with too few people behind them.
    FewContributors,
    /// Parts that miss their total by a small number.
    SmallGap,
    /// A ratio whose base nobody knows.
    UnknownBase,
    /// A ratio on a small base.
    SmallBase,
    /// A ratio that stands for a small count, or leaves one.
    SmallPart,
    /// A ratio whose base is hidden.
    HiddenBase,
    /// Withheld before it reached us: `c` in the data.
    AtSource,
    /// Hidden so that another figure cannot be worked out from this sum (a position in the model's list).
    Secondary(usize),
}

/// For every cell, the rule that hides it, if any.
#[derive(Debug)]
pub(super) struct Pattern {
    pub(super) hidden: Vec<Option<Rule>>,
}

impl Pattern {
    /// Whether a reader sees the cell's number.
    pub(super) fn shows(&self, model: &Model, cell: CellId) -> bool {
        self.hidden[cell].is_none() && model.cells[cell].asked && model.cells[cell].value.is_some()
    }

    /// Whether the cell itself must not become known, other than those hidden only to protect it.
    pub(super) fn is_sensitive(&self, cell: CellId) -> bool {
        !matches!(self.hidden[cell], None | Some(Rule::Secondary(_) | Rule::HiddenBase))
    }
}

/// `number` as whole units of a count, where it is one.
pub(super) fn whole(number: Number) -> Option<i128> {
    number.units_at(0)
}
