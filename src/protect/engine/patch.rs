//! A patch: some hidden cells, the relations that touch them, and everything else held still. It walks from one
//! whole-number completion of what is published to others, so each point that it reaches is a proof.
//!
//! The relations are kept as an exact tableau: in each row one *basic* cell follows from the others. Raising or lowering a
//! cell moves it and the basic cells of its rows together; a basic cell that stands at its end changes places with it.

use std::collections::{BTreeMap, BTreeSet};

use super::super::model::{CellId, Model, Pattern};

/// No end.
const OPEN: i64 = i64::MAX / 4;

/// How many moves that bring a target further are compared.
const ENOUGH: usize = 8;

/// How far a column may still go, in steps.
type Room = i64;

/// A cell, or what an inequality leaves open.
#[derive(Clone, Copy, Debug)]
struct Column {
    cell: Option<CellId>,
    /// Bounds of the difference from the model's own value.
    low: i64,
    high: i64,
}

/// Cells that can move together.
pub(super) struct Patch {
    columns: Vec<Column>,
    column_of: BTreeMap<CellId, usize>,
    /// Rows by columns.
    entries: Vec<i32>,
    /// By row, the column that follows from the others; its entry is positive.
    basic: Vec<usize>,
    /// By column, the row that it follows from.
    row_of: Vec<Option<usize>>,
    /// Where the walk stands: differences from the model's own values.
    at: Vec<i64>,
}

/// A cell that is held, and how far it could go before.
pub(super) struct Held(Option<(usize, (i64, i64))>);

/// Which way a cell is pushed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    Down,
    Up,
}

impl Way {
    pub(super) fn sign(self) -> i64 {
        match self {
            Self::Down => -1,
            Self::Up => 1,
        }
    }
}

/// One possible move.
#[derive(Clone, Copy, Debug)]
struct Move {
    column: usize,
    sign: i64,
    /// How far it goes.
    steps: i64,
    /// The row that ends it, unless the column's own end does.
    blocked_by: Option<usize>,
    /// What it brings the target.
    gain: i64,
    /// How many cells move.
    moved: usize,
}

impl Patch {
    /// A patch of the given cells. Nothing where its numbers grow beyond what fits.
    pub(super) fn new(model: &Model, pattern: &Pattern, cells: &[CellId], relations_of: &[Vec<usize>]) -> Option<Self> {
        let mut columns = Vec::new();
        let mut column_of = BTreeMap::new();
        let mut relations: Vec<usize> = cells.iter().flat_map(|cell| &relations_of[*cell]).copied().collect();
        relations.sort_unstable();
        relations.dedup();
        for cell in cells {
            let (low, high) = pattern.known_range(model, *cell);
            let value = model.cells[*cell].value;
            column_of.insert(*cell, columns.len());
            columns.push(Column {
                cell: Some(*cell),
                low: difference(low, value),
                high: high.map_or(OPEN, |high| difference(high, value)),
            });
        }
        let mut rows: Vec<Vec<(usize, i64)>> = Vec::new();
        for relation in &relations {
            let relation = &model.relations[*relation];
            let mut row = Vec::new();
            for (cell, factor) in &relation.terms {
                if let Some(column) = column_of.get(cell) {
                    row.push((*column, i64::try_from(*factor).ok()?));
                }
            }
            if !relation.is_equation() {
                let value: i128 = relation.terms.iter().map(|(cell, factor)| factor * model.cells[*cell].value).sum();
                let low = relation.least.map_or(-OPEN, |least| difference(least, value));
                let high = relation.most.map_or(OPEN, |most| difference(most, value));
                row.push((columns.len(), -1));
                columns.push(Column { cell: None, low, high });
            }
            rows.push(row);
        }
        let width = columns.len();
        let mut patch = Self {
            columns,
            column_of,
            entries: Vec::new(),
            basic: Vec::new(),
            row_of: vec![None; width],
            at: vec![0; width],
        };
        rows.sort_by_key(Vec::len);
        for row in rows {
            patch.add_row(&row)?;
        }
        Some(patch)
    }

    /// Whether the patch has the cell.
    pub(super) fn has(&self, cell: CellId) -> bool {
        self.column_of.contains_key(&cell)
    }

    pub(super) fn size(&self) -> usize {
        self.entries.len()
    }

    fn width(&self) -> usize {
        self.columns.len()
    }

    fn row(&self, row: usize) -> &[i32] {
        &self.entries[row * self.width()..(row + 1) * self.width()]
    }

    /// Adds an equation, makes one of its columns basic, and takes that column out of the other rows.
    fn add_row(&mut self, terms: &[(usize, i64)]) -> Option<()> {
        let mut row = vec![0i32; self.width()];
        for (column, factor) in terms {
            row[*column] = row[*column].checked_add(i32::try_from(*factor).ok()?)?;
        }
        for (column, _) in terms {
            if let Some(known) = self.row_of[*column] {
                if row[*column] != 0 {
                    eliminate(
                        &mut row,
                        &self.entries[known * self.columns.len()..(known + 1) * self.columns.len()],
                        *column,
                    )?;
                }
            }
        }
        // The freest column with the simplest factor becomes basic.
        let room = |column: usize| self.columns[column].high.saturating_sub(self.columns[column].low).min(1_000);
        let pivot = (0..row.len())
            .filter(|column| row[*column] != 0)
            .min_by_key(|column| (row[*column].abs(), -room(*column), *column));
        let Some(pivot) = pivot else { return Some(()) };
        let width = self.width();
        let place = self.basic.len();
        self.entries.extend(&row);
        self.basic.push(pivot);
        self.row_of[pivot] = Some(place);
        self.clear_column(place, pivot, width)
    }

    /// Makes the row's entry of a column positive and takes the column out of all other rows.
    fn clear_column(&mut self, place: usize, pivot: usize, width: usize) -> Option<()> {
        if self.entries[place * width + pivot] < 0 {
            for entry in &mut self.entries[place * width..(place + 1) * width] {
                *entry = -*entry;
            }
        }
        let pivot_row: Vec<i32> = self.row(place).to_vec();
        for other in 0..self.basic.len() {
            if other != place && self.entries[other * width + pivot] != 0 {
                eliminate(&mut self.entries[other * width..(other + 1) * width], &pivot_row, pivot)?;
                let basic = self.basic[other];
                if self.entries[other * width + basic] < 0 {
                    for entry in &mut self.entries[other * width..(other + 1) * width] {
                        *entry = -*entry;
                    }
                }
            }
        }
        Some(())
    }

    /// Starts again from the model's own values.
    pub(super) fn reset(&mut self) {
        self.at.fill(0);
    }

    /// Where the walk stands, as the cells that differ and by how much.
    pub(super) fn differences(&self) -> impl Iterator<Item = (CellId, i64)> + '_ {
        self.columns.iter().zip(&self.at).filter_map(|(column, at)| Some((column.cell?, *at)).filter(|_| *at != 0))
    }

    /// Keeps a cell at the model's own value from now on.
    pub(super) fn hold(&mut self, cell: CellId) -> Held {
        let Some(column) = self.column_of.get(&cell).copied() else { return Held(None) };
        let bounds = (self.columns[column].low, self.columns[column].high);
        (self.columns[column].low, self.columns[column].high) = (0, 0);
        Held(Some((column, bounds)))
    }

    /// Lets a held cell move as before.
    pub(super) fn release(&mut self, held: Held) {
        if let Some((column, (low, high))) = held.0 {
            (self.columns[column].low, self.columns[column].high) = (low, high);
        }
    }

    /// Sets how far a cell may go: a range of values around the model's own.
    pub(super) fn bound(&mut self, cell: CellId, value: i128, (low, high): (i128, Option<i128>)) {
        if let Some(column) = self.column_of.get(&cell).copied() {
            self.columns[column].low = difference(low, value);
            self.columns[column].high = high.map_or(OPEN, |high| difference(high, value));
        }
    }

    /// Which cells keep a pushed cell from going further: it could, if one of them moved. Nothing where it is not they
    /// alone.
    pub(super) fn holding(&self, cell: CellId, way: Way) -> Option<BTreeSet<CellId>> {
        let target = self.column_of.get(&cell).copied()?;
        let mut found = BTreeSet::new();
        for (column, factor) in self.row(self.row_of[target]?).iter().enumerate() {
            if *factor == 0 || column == target {
                continue;
            }
            if self.room(column, -i64::from(factor.signum()) * way.sign()) > 0 {
                return None;
            }
            found.extend(self.columns[column].cell);
        }
        Some(found)
    }

    /// Pushes a cell until it differs by `goal` or nothing gives any more, and says how far it came. At most `effort`
    /// moves.
    pub(super) fn push(&mut self, cell: CellId, way: Way, goal: i64, effort: usize) -> i64 {
        let Some(target) = self.column_of.get(&cell).copied() else { return 0 };
        let sign = way.sign();
        let mut stalled = 0usize;
        for _ in 0..effort {
            let left = goal - self.at[target] * sign;
            if left <= 0 {
                break;
            }
            let Some(best) = self.best_move(target, sign, left, stalled) else { break };
            self.apply(&best);
            stalled = if best.gain > 0 { 0 } else { stalled + 1 };
            if stalled > self.basic.len() + 8 {
                break;
            }
            match best.blocked_by {
                Some(row) if self.at[target] * sign < goal => {
                    if self.exchange(row, best.column).is_none() {
                        break;
                    }
                }
                _ => {}
            }
        }
        self.at[target] * sign
    }

    /// The move that brings the target furthest, then the one that moves fewest cells. Where nothing brings it further,
    /// one that changes only which cells are basic.
    fn best_move(&self, target: usize, sign: i64, left: i64, stalled: usize) -> Option<Move> {
        let Some(row) = self.row_of[target] else {
            return self
                .move_of(target, sign, 1, 1, left)
                .filter(|found| found.steps > 0 || found.blocked_by.is_some());
        };
        let own = i64::from(self.row(row)[target]);
        let mut best: Option<Move> = None;
        let mut gaining = 0;
        for (column, factor) in self.row(row).iter().enumerate() {
            if *factor == 0 || column == target {
                continue;
            }
            let factor = i64::from(*factor);
            let sign = -factor.signum() * sign;
            if self.room(column, sign) == 0 {
                continue;
            }
            let Some(found) = self.move_of(column, sign, factor.abs(), own, left) else { continue };
            if stalled > 4 {
                // Bland's rule, so that exchanges without a gain cannot go round in circles.
                return Some(found);
            }
            if found.gain >= left {
                return Some(found);
            }
            gaining += usize::from(found.gain > 0);
            let better =
                |best: &Move| (found.gain, std::cmp::Reverse(found.moved)) > (best.gain, std::cmp::Reverse(best.moved));
            if best.as_ref().is_none_or(better) {
                best = Some(found);
            }
            if gaining >= ENOUGH {
                break;
            }
        }
        best
    }

    fn room(&self, column: usize, sign: i64) -> Room {
        let (bounds, at) = (&self.columns[column], self.at[column]);
        let room = if sign > 0 { bounds.high.saturating_sub(at) } else { at.saturating_sub(bounds.low) };
        room.max(0)
    }

    /// How far a column can go, in whole steps that leave every basic cell whole. `factor` over `own` is what a step
    /// brings the target.
    fn move_of(&self, column: usize, sign: i64, factor: i64, own: i64, left: i64) -> Option<Move> {
        let width = self.width();
        let mut most = self.room(column, sign);
        let mut grain = 1i64;
        let mut blocked_by = None;
        let mut uneven = None;
        let mut moved = 1;
        for (row, basic) in self.basic.iter().enumerate() {
            let entry = i64::from(self.entries[row * width + column]);
            if entry == 0 {
                continue;
            }
            moved += 1;
            let basic_entry = i64::from(self.entries[row * width + basic]);
            // The basic cell moves by −entry/basic_entry for each step.
            let direction = -entry.signum() * sign;
            let room = self.room(*basic, direction);
            let steps = if basic_entry == 1 && entry.abs() == 1 {
                room
            } else {
                let part = basic_entry / gcd(basic_entry, entry);
                if part > 1 {
                    uneven = Some(row);
                    grain = grain.checked_mul(part / gcd(grain, part))?;
                }
                if room >= OPEN / 2 { room } else { room.checked_mul(basic_entry)? / entry.abs() }
            };
            if steps < most {
                most = steps;
                blocked_by = Some(row);
            }
        }
        // No further than the goal needs.
        let wanted = left.checked_mul(own)?.checked_add(factor - 1)? / factor;
        let wanted = wanted.checked_add(grain - 1)? / grain * grain;
        let (steps, blocked_by) =
            if wanted <= most { (wanted, None) } else { (most / grain * grain, blocked_by.or(uneven)) };
        Some(Move {
            column,
            sign,
            steps,
            blocked_by,
            gain: (steps / own).saturating_mul(factor) + (steps % own) * factor / own,
            moved,
        })
    }

    fn apply(&mut self, step: &Move) {
        if step.steps == 0 {
            return;
        }
        let width = self.width();
        self.at[step.column] += step.sign * step.steps;
        for (row, basic) in self.basic.iter().enumerate() {
            let entry = self.entries[row * width + step.column];
            if entry != 0 {
                let moved = i128::from(entry) * i128::from(step.sign) * i128::from(step.steps);
                let by = moved / i128::from(self.entries[row * width + basic]);
                self.at[*basic] -= i64::try_from(by).unwrap_or_default();
            }
        }
    }

    /// Makes a column basic in a row, in place of the one that was.
    fn exchange(&mut self, row: usize, column: usize) -> Option<()> {
        let width = self.width();
        if self.entries[row * width + column] == 0 {
            return None;
        }
        self.row_of[self.basic[row]] = None;
        self.basic[row] = column;
        self.row_of[column] = Some(row);
        self.clear_column(row, column, width)
    }
}

fn difference(bound: i128, value: i128) -> i64 {
    i64::try_from(bound - value).unwrap_or(OPEN).clamp(-OPEN, OPEN)
}

/// The largest entry that a tableau may have: beyond it the patch gives up.
const LARGEST: i32 = 1 << 20;

/// Takes `column` out of `row` with the help of `by`, in which its entry is not zero. Nothing where numbers grow too large.
fn eliminate(row: &mut [i32], by: &[i32], column: usize) -> Option<()> {
    let (own, other) = (row[column], by[column]);
    if other.abs() == 1 {
        // By far the most frequent case, and simple enough for the compiler to do several entries at once. No entry
        // overflows: both rows are below `LARGEST`, and so is the factor.
        let factor = own * other;
        if factor.abs() < 1 << 10 {
            let mut largest = 0;
            for (entry, by) in row.iter_mut().zip(by) {
                *entry -= factor * by;
                largest |= entry.abs();
            }
            return if largest < LARGEST { Some(()) } else { reduce(row) };
        }
    }
    let common = gcd(own.into(), other.into());
    let (mine, theirs) = (i64::from(other) / common, i64::from(own) / common);
    let mut widened = Vec::with_capacity(row.len());
    for (entry, by) in row.iter().zip(by) {
        widened.push(i64::from(*entry) * mine - i64::from(*by) * theirs);
    }
    let common = widened.iter().fold(0, |common, entry| if common == 1 { 1 } else { gcd(common, *entry) }).max(1);
    for (entry, wide) in row.iter_mut().zip(widened) {
        *entry = i32::try_from(wide / common).ok().filter(|entry| entry.abs() < LARGEST)?;
    }
    Some(())
}

/// Divides a row by what its entries have in common.
fn reduce(row: &mut [i32]) -> Option<()> {
    let common = row.iter().fold(0, |common, entry| if common == 1 { 1 } else { gcd(common, (*entry).into()) }).max(1);
    let common = i32::try_from(common).ok()?;
    for entry in row.iter_mut() {
        *entry /= common;
    }
    row.iter().all(|entry| entry.abs() < LARGEST).then_some(())
}

fn gcd(a: i64, b: i64) -> i64 {
    let (mut a, mut b) = (a.abs(), b.abs());
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}
