//! What the engine works on: cells, and the linear relations that bind them. The door between the site and the engine.

use crate::number::Number;

/// A cell's position in the model.
pub(super) type CellId = usize;

/// One whole number that somebody could learn: a fact, the count behind a percentage, or a group that nobody names, such
/// as what the parts of a total leave.
#[derive(Clone, Debug)]
pub(super) struct ModelCell {
    /// The data's number. Where the data has a marker or only a ratio: a number that fits everything around it.
    pub(super) value: i128,
    /// Whether the data has a figure to show for it.
    pub(super) figure: bool,
    /// Whether a page wants to show it, or the ratio that stands for it.
    pub(super) asked: bool,
    /// The primary rule that hides it.
    pub(super) primary: Option<Rule>,
    /// Whether it must stay visible: it is public already.
    pub(super) frozen: bool,
    /// The least that a hostile reader knows it to be, even while it is hidden.
    pub(super) least: i128,
    /// Whether readers know that zeros are shown, so that a hidden one is at least 1.
    pub(super) zeros_shown: bool,
    /// What showing it tells: its number, or the interval that a rounded figure leaves.
    pub(super) told: (i128, i128),
    /// Counts up to this are small; also the width that a hidden figure's interval needs.
    pub(super) threshold: i128,
    /// For events: the cell that counts the people behind them.
    pub(super) contributors: Option<CellId>,
    /// For a ratio: its base, and every count that it would give away. Where one of them is hidden, so is the ratio.
    pub(super) rests_on: Vec<CellId>,
    /// What hiding it costs; the least dear goes first.
    pub(super) cost: Cost,
}

impl ModelCell {
    /// Whether it may be hidden to protect another: it is to be shown, it has a figure, and it is not a zero where zeros
    /// are shown (a hidden zero would be a lie).
    pub(super) fn is_candidate(&self) -> bool {
        let zero = self.zeros_shown && self.told == (0, 0);
        self.asked && self.figure && !self.frozen && !zero
    }

    /// Whether an interval leaves a reader in enough doubt: it is as wide as the threshold, it reaches beyond small
    /// counts, and it reaches down to one or to half the truth.
    pub(super) fn is_protected_by(&self, low: i128, high: i128) -> bool {
        high - low >= self.threshold && high > self.threshold && low <= self.low_enough()
    }

    /// The lowest value that a reader must have to reckon with.
    pub(super) fn low_enough(&self) -> i128 {
        (self.value / 2).max(1)
    }
}

/// Beyond this, totals of totals get no dearer, so that sums of costs stay exact.
const MOST_WORTH: usize = 100_000;

/// The cost of hiding a cell. Costs are compared by the author's wish, then by importance, size and order, and so are sums
/// of costs. Integers only, so that every machine chooses alike.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Cost {
    /// The author's wish: 0 to hide it gladly, 1 by default, 2 to keep it.
    pub(super) wish: u8,
    /// The importance of the dearest of its parts, where it is a total.
    pub(super) dearest_part: Option<usize>,
    /// In how many places it is shown.
    pub(super) places: usize,
    /// The binary digits of its value, so that a large figure is dearer, but little depends on the exact number.
    pub(super) size: u32,
    /// The order of the data, for ties.
    pub(super) order: usize,
}

impl Cost {
    /// Nothing for what its author would gladly hide.
    pub(super) fn importance(self) -> usize {
        if self.wish == 0 { 0 } else { self.worth() }
    }

    /// Two for each place that shows it; of a total also more than twice what its dearest part is worth, in however many
    /// places that stands: readers need totals first, and two parts are rather hidden than their total.
    fn worth(self) -> usize {
        let above = self.dearest_part.map_or(0, |part| part.saturating_mul(2).saturating_add(1));
        (2 * self.places).max(above).min(MOST_WORTH)
    }

    /// The first parts of the comparison as one number, for sums over at most a few thousand cells.
    pub(super) fn weight(self) -> u64 {
        let kept = if self.wish > 1 { 1_000 } else { 1 };
        (self.importance() as u64 * 64 + u64::from(self.size.min(63)) + 1) * kept
    }

    fn key(self) -> (u8, usize, u32, usize) {
        (self.wish, self.importance(), self.size, self.order)
    }
}

impl PartialOrd for Cost {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Cost {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.key().cmp(&other.key())
    }
}

/// A linear relation: the terms, each a cell and its coefficient, make a number between `least` and `most`.
#[derive(Clone, Debug)]
pub(super) struct Relation {
    pub(super) terms: Vec<(CellId, i128)>,
    pub(super) least: Option<i128>,
    pub(super) most: Option<i128>,
    /// For a sum, its total: the terms are the parts, and the total with −1.
    pub(super) total: Option<CellId>,
    /// Whether it is what words of an author tell, and leaving them out takes it away.
    pub(super) claim: bool,
    /// In words, for reports: `Area: Oxfordshire = North + South`.
    pub(super) name: String,
}

impl Relation {
    /// A sum: `total` = the sum of `parts`, and of further cells with their signs.
    pub(super) fn sum(total: CellId, parts: &[CellId], others: &[(CellId, i128)], name: String) -> Self {
        let terms = std::iter::once((total, -1)).chain(parts.iter().map(|part| (*part, 1)));
        let terms = terms.chain(others.iter().copied()).collect();
        Self { terms, least: Some(0), most: Some(0), total: Some(total), claim: false, name }
    }

    /// What the terms make of the model's own values.
    pub(super) fn value(&self, model: &Model) -> i128 {
        self.terms.iter().map(|(cell, factor)| factor * model.cells[*cell].value).sum()
    }

    /// Whether the model's own values satisfy it.
    pub(super) fn holds(&self, model: &Model) -> bool {
        let value = self.value(model);
        self.least.is_none_or(|least| value >= least) && self.most.is_none_or(|most| value <= most)
    }

    /// Whether it leaves no room: the terms make one number.
    pub(super) fn is_equation(&self) -> bool {
        self.least.is_some() && self.least == self.most
    }
}

/// Cells and what binds them.
#[derive(Clone, Debug, Default)]
pub(super) struct Model {
    pub(super) cells: Vec<ModelCell>,
    pub(super) relations: Vec<Relation>,
}

impl Model {
    /// Makes every total dearer than any one of its parts, from the innermost sums outwards.
    pub(super) fn price_totals(&mut self) {
        // Sums of sums are few levels deep. Should some of them go in a circle, no order among those makes sense.
        const MOST_LEVELS: usize = 16;
        for _ in 0..MOST_LEVELS {
            let mut settled = true;
            for relation in &self.relations {
                let Some(total) = relation.total else { continue };
                let parts = relation.terms.iter().filter(|(cell, factor)| *cell != total && *factor > 0);
                let dearest = parts.map(|(cell, _)| self.cells[*cell].cost.worth()).max();
                let known = &mut self.cells[total].cost.dearest_part;
                if dearest > *known {
                    (*known, settled) = (dearest, false);
                }
            }
            if settled {
                return;
            }
        }
    }
}

/// Why a cell is hidden.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Rule {
    /// A count from 1 to the threshold.
    SmallCount,
    /// Events with too few people behind them.
    FewContributors,
    /// Events of which the one or two people with most have nearly all.
    Dominance,
    /// Events from which the second-largest contributor could estimate the largest too well.
    PPercent,
    /// Parts that miss their total by a small number.
    SmallGap,
    /// A ratio whose base nobody knows.
    UnknownBase,
    /// A ratio on a small base.
    SmallBase,
    /// A ratio that stands for a small count, or leaves one.
    SmallPart,
    /// A percentage of 0 or 100, under a policy that withholds what all or none of a group share.
    AllOrNone,
    /// A ratio whose base is hidden.
    HiddenBase,
    /// Withheld before it reached us: `c` in the data.
    AtSource,
    /// Hidden so that another figure cannot be worked out from this relation (a position in the model's list).
    Secondary(usize),
}

/// For every cell, the rule that hides it, if any.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Pattern {
    pub(super) hidden: Vec<Option<Rule>>,
}

impl Pattern {
    /// Whether a reader sees the cell's number.
    pub(super) fn shows(&self, model: &Model, cell: CellId) -> bool {
        let known = &model.cells[cell];
        self.hidden[cell].is_none() && known.asked && known.figure
    }

    /// Whether the cell itself must not become known, other than those hidden only to protect it.
    pub(super) fn is_sensitive(&self, cell: CellId) -> bool {
        !matches!(self.hidden[cell], None | Some(Rule::Secondary(_) | Rule::HiddenBase))
    }

    /// The interval that a reader knows before any reasoning: what is told of a shown cell; of a hidden one that it is at
    /// least 1, since zeros are shown.
    pub(super) fn known_range(&self, model: &Model, cell: CellId) -> (i128, Option<i128>) {
        let known = &model.cells[cell];
        if self.shows(model, cell) {
            return (known.told.0, Some(known.told.1));
        }
        let withheld = known.asked && known.zeros_shown && self.hidden[cell].is_some() && known.value > 0;
        (known.least.max(i128::from(withheld)), None)
    }
}

/// `number` as whole units of a count, where it is one.
pub(super) fn whole(number: Number) -> Option<i128> {
    number.units_at(0)
}
