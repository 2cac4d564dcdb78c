//! The audit: for every sensitive cell of a block, two whole-number completions of everything published that leave a
//! reader in enough doubt. Where none are found the cell counts as exposed: nothing is called safe that was not shown to be.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::super::certificate::Completion;
use super::super::model::{CellId, Model, Pattern};
use super::super::search::{self, Bound};
use super::patch::{Patch, Way};

/// The largest tableau that one patch may have, in entries.
const LARGEST_PATCH: usize = 600_000;
/// How many cells a patch around one cell has, and how many where that was too few.
pub(super) const SIZES: [usize; 2] = [120, 450];
/// Moves for one push.
pub(super) const EFFORT: usize = 120;
/// Trials of the search where walking did not get far enough, in blocks of up to `SEARCHED` cells.
const TRIALS: usize = 3_000;
const SEARCHED: usize = 80;

/// What is known of the sensitive cells of a block.
#[derive(Clone, Debug, Default)]
pub(super) struct Findings {
    pub(super) completions: Vec<Completion>,
    /// By sensitive cell.
    pub(super) reached: BTreeMap<CellId, Reached>,
}

/// How low and how high a cell has been seen, and in which completions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Reached {
    pub(super) low: i128,
    pub(super) low_in: Option<usize>,
    pub(super) high: i128,
    pub(super) high_in: Option<usize>,
}

impl Findings {
    /// Sensitive cells that a reader could learn too much about, as far as could be shown.
    pub(super) fn exposed(&self, model: &Model) -> Vec<CellId> {
        let narrow = |(cell, reached): (&CellId, &Reached)| {
            (!model.cells[*cell].is_protected_by(reached.low, reached.high)).then_some(*cell)
        };
        self.reached.iter().filter_map(narrow).collect()
    }

    /// Notes a completion, if it brings a cell that is not protected yet further.
    pub(super) fn note(&mut self, model: &Model, completion: &[(CellId, i128)]) {
        let next = self.completions.len();
        let mut useful = false;
        for (cell, value) in completion {
            let Some(reached) = self.reached.get_mut(cell) else { continue };
            if model.cells[*cell].is_protected_by(reached.low, reached.high) {
                continue;
            }
            if *value < reached.low {
                (reached.low, reached.low_in, useful) = (*value, Some(next), true);
            }
            if *value > reached.high {
                (reached.high, reached.high_in, useful) = (*value, Some(next), true);
            }
        }
        if useful {
            self.completions.push(completion.to_vec());
        }
    }
}

/// What a cell needs to be protected.
pub(super) enum Missing {
    Nothing,
    /// One of these visible cells has to be hidden, whatever else is.
    OneOf(BTreeSet<CellId>),
    Unknown,
}

/// What the auditor works on.
pub(super) struct Audit<'a> {
    pub(super) model: &'a Model,
    pub(super) pattern: &'a Pattern,
    pub(super) relations_of: &'a [Vec<usize>],
}

impl Audit<'_> {
    /// Looks at one block: at each of its sensitive cells.
    pub(super) fn look(&self, block: &[CellId]) -> Findings {
        let sensitive: Vec<CellId> = block.iter().copied().filter(|cell| self.pattern.is_sensitive(*cell)).collect();
        self.look_at(block, &sensitive)
    }

    /// Looks at some cells of a block.
    pub(super) fn look_at(&self, block: &[CellId], cells: &[CellId]) -> Findings {
        let mut findings = Findings::default();
        for cell in cells {
            let value = self.model.cells[*cell].value;
            findings.reached.insert(*cell, Reached { low: value, low_in: None, high: value, high_in: None });
        }
        let mut unsettled = Vec::new();
        if !self.fits(block) {
            self.look_around(cells, &mut findings);
        } else if let Some(mut patch) = Patch::new(self.model, self.pattern, block, self.relations_of) {
            for cell in cells {
                if block.len() > SEARCHED {
                    self.widen(&mut patch, *cell, EFFORT, &mut findings);
                } else if let Missing::Unknown = self.missing(&mut patch, *cell, EFFORT, &mut findings) {
                    unsettled.push(*cell);
                }
            }
        } else {
            unsettled.extend(cells);
        }
        if block.len() <= SEARCHED {
            for cell in unsettled {
                self.search(block, cell, &mut findings);
            }
        }
        findings
    }

    /// Looks at cells of a large block, in patches around them.
    fn look_around(&self, cells: &[CellId], findings: &mut Findings) {
        for size in SIZES {
            for cell in cells {
                if self.is_protected(*cell, findings) {
                    continue;
                }
                let around = self.around(*cell, size);
                let Some(mut patch) = Patch::new(self.model, self.pattern, &around, self.relations_of) else {
                    continue;
                };
                for near in around.iter().take(size / 2) {
                    if findings.reached.contains_key(near) {
                        self.widen(&mut patch, *near, EFFORT, findings);
                    }
                }
            }
        }
    }

    /// Whether one patch can hold a whole block.
    pub(super) fn fits(&self, block: &[CellId]) -> bool {
        let rows: BTreeSet<usize> = block.iter().flat_map(|cell| &self.relations_of[*cell]).copied().collect();
        block.len() * rows.len() <= LARGEST_PATCH
    }

    pub(super) fn is_protected(&self, cell: CellId, findings: &Findings) -> bool {
        findings
            .reached
            .get(&cell)
            .is_none_or(|reached| self.model.cells[cell].is_protected_by(reached.low, reached.high))
    }

    /// Pushes a cell down and up until it is protected or stands firm.
    pub(super) fn widen(&self, patch: &mut Patch, cell: CellId, effort: usize, findings: &mut Findings) {
        for way in [Way::Down, Way::Up, Way::Down] {
            let Some(reached) = findings.reached.get(&cell) else { return };
            let known = &self.model.cells[cell];
            if known.is_protected_by(reached.low, reached.high) {
                return;
            }
            let goal = match way {
                Way::Up => (known.threshold + 1).max(reached.low + known.threshold) - known.value,
                Way::Down => known.value - known.low_enough().min(reached.high - known.threshold).max(0),
            };
            let Ok(goal) = i64::try_from(goal) else { return };
            if goal <= 0 {
                continue;
            }
            patch.reset();
            patch.push(cell, way, goal, effort);
            let completion = self.completion(patch);
            findings.note(self.model, &completion);
        }
    }

    /// Pushes a cell as [`Audit::widen`] does, and where that does not suffice reads from the tableau what holds it.
    pub(super) fn missing(&self, patch: &mut Patch, cell: CellId, effort: usize, findings: &mut Findings) -> Missing {
        self.widen(patch, cell, effort, findings);
        if self.is_protected(cell, findings) {
            return Missing::Nothing;
        }
        let known = &self.model.cells[cell];
        let floor = self.pattern.known_range(self.model, cell).0;
        for (way, goal) in [
            (Way::Down, known.value - known.low_enough()),
            (Way::Up, (known.threshold + 1).max(floor + known.threshold) - known.value),
        ] {
            let Ok(goal) = i64::try_from(goal) else { return Missing::Unknown };
            if goal <= 0 {
                continue;
            }
            patch.reset();
            let reached = patch.push(cell, way, goal, effort);
            if reached >= goal {
                continue;
            }
            let Some(cells) = patch.holding(cell, way) else { return Missing::Unknown };
            // One way is enough; both together would say less.
            return Missing::OneOf(cells);
        }
        Missing::Unknown
    }

    /// Where a patch stands, as a completion.
    fn completion(&self, patch: &Patch) -> Completion {
        patch.differences().map(|(cell, by)| (cell, self.model.cells[cell].value + i128::from(by))).collect()
    }

    /// Open cells around a cell, nearest first.
    pub(super) fn around(&self, cell: CellId, size: usize) -> Vec<CellId> {
        let mut found = vec![cell];
        let mut seen = BTreeSet::from([cell]);
        let mut seen_relations = BTreeSet::new();
        let mut queue = VecDeque::from([cell]);
        while let Some(next) = queue.pop_front() {
            for relation in &self.relations_of[next] {
                if !seen_relations.insert(*relation) {
                    continue;
                }
                for (other, _) in &self.model.relations[*relation].terms {
                    if super::blocks::is_open(self.model, self.pattern, *other) && seen.insert(*other) {
                        found.push(*other);
                        queue.push_back(*other);
                        if found.len() >= size {
                            return found;
                        }
                    }
                }
            }
        }
        found
    }

    /// Tries values where walking did not get far enough: relations with factors can hold steps back.
    fn search(&self, block: &[CellId], cell: CellId, findings: &mut Findings) {
        let position: BTreeMap<CellId, usize> = block.iter().enumerate().map(|(at, cell)| (*cell, at)).collect();
        let relations: BTreeSet<usize> = block.iter().flat_map(|cell| &self.relations_of[*cell]).copied().collect();
        let bounds: Vec<Bound> = relations
            .into_iter()
            .map(|relation| {
                let relation = &self.model.relations[relation];
                let still = relation.terms.iter().filter(|(cell, _)| !position.contains_key(cell));
                let still: i128 = still.map(|(cell, factor)| factor * self.model.cells[*cell].value).sum();
                let terms = relation.terms.iter().filter_map(|(cell, factor)| Some((*position.get(cell)?, *factor)));
                Bound {
                    terms: terms.collect(),
                    least: relation.least.map(|least| least - still),
                    most: relation.most.map(|most| most - still),
                }
            })
            .collect();
        let wished: Vec<i128> = block.iter().map(|cell| self.model.cells[*cell].value).collect();
        // No value needs to be further from the truth than this; less freedom only makes us hide more.
        let largest = wished.iter().copied().max().unwrap_or_default();
        let far = 64 * (self.model.cells[cell].threshold + self.model.cells[cell].value) + 2 * largest;
        let ranges: Vec<(i128, i128)> = block
            .iter()
            .zip(&wished)
            .map(|(cell, value)| {
                let (low, high) = self.pattern.known_range(self.model, *cell);
                (low.max(value - far), high.unwrap_or(i128::MAX).min(value + far))
            })
            .collect();
        // First as low as has to be and as high as that asks for; then just beyond small counts, and as low as that asks for.
        for (way, least) in [(Way::Down, false), (Way::Up, false), (Way::Up, true), (Way::Down, true)] {
            let Some(reached) = findings.reached.get(&cell) else { return };
            let known = &self.model.cells[cell];
            if known.is_protected_by(reached.low, reached.high) {
                return;
            }
            let goal = match (way, least) {
                (Way::Down, false) => known.low_enough(),
                (Way::Up, false) => (known.threshold + 1).max(reached.low + known.threshold),
                (Way::Up, true) => known.threshold + 1,
                (Way::Down, true) => known.low_enough().min(reached.high - known.threshold),
            };
            let mut ranges = ranges.clone();
            let range = &mut ranges[position[&cell]];
            *range = if way == Way::Up { (goal.max(range.0), range.1) } else { (range.0, goal.min(range.1)) };
            let done = if way == Way::Up { reached.high >= goal } else { reached.low <= goal };
            if done || range.0 > range.1 {
                continue;
            }
            if let Some(found) = search::search(&bounds, &ranges, &wished, TRIALS) {
                let changed = block.iter().zip(found).zip(&wished).filter(|((_, value), wished)| value != *wished);
                let completion: Completion = changed.map(|((cell, value), _)| (*cell, value)).collect();
                findings.note(self.model, &completion);
            }
        }
    }
}
