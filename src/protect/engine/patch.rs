//! A patch: some hidden cells, the relations that touch them, and everything else held still. It walks from one
//! whole-number completion of what is published to others, so each point that it reaches is a proof.
//!
//! The relations are kept as an exact tableau. Raising or lowering a cell moves it and the basic cells of its rows together;
//! a basic cell that stands at its end changes places with it.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::super::model::{CellId, Model, Pattern};
use super::tableau::{Tableau, gcd};

/// No end.
const OPEN: i64 = i64::MAX / 4;

/// How many moves that bring a target further are compared.
const ENOUGH: usize = 8;

/// Moves without a gain before a push gives up.
const MOST_STALLED: usize = 60;

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
    /// Nothing once its numbers have grown beyond what fits.
    tableau: Option<Tableau>,
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
        let mut tableau = Tableau::new(columns.len());
        rows.sort_by_key(Vec::len);
        for row in rows {
            // The freest columns become basic, so that they seldom stand in the way.
            tableau.add(&row, |column| -columns[column].high.saturating_sub(columns[column].low).min(1_000))?;
        }
        let at = vec![0; columns.len()];
        Some(Self { columns, column_of, tableau: Some(tableau), at })
    }

    /// Whether the patch has the cell.
    pub(super) fn has(&self, cell: CellId) -> bool {
        self.column_of.contains_key(&cell)
    }

    /// How large its tableau is.
    pub(super) fn size(&self) -> usize {
        self.tableau.as_ref().map_or(0, Tableau::size)
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
        let tableau = self.tableau.as_ref()?;
        for (column, factor) in tableau.row(tableau.row_of(target)?).iter().enumerate() {
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
            let Some(tableau) = self.tableau.as_ref().filter(|_| left > 0) else { break };
            let Some(best) = self.best_move(tableau, target, sign, left, stalled) else { break };
            self.apply(&best);
            stalled = if best.gain > 0 { 0 } else { stalled + 1 };
            if stalled > MOST_STALLED {
                break;
            }
            if let (Some(row), true) = (best.blocked_by, self.at[target] * sign < goal) {
                let exchanged = self.tableau.as_mut().and_then(|tableau| tableau.exchange(row, best.column));
                if exchanged.is_none() {
                    self.tableau = None;
                }
            }
        }
        self.at[target] * sign
    }

    /// The move that brings the target furthest, then the one that moves fewest cells. Where nothing brings it further,
    /// one that changes only which cells are basic.
    fn best_move(&self, tableau: &Tableau, target: usize, sign: i64, left: i64, stalled: usize) -> Option<Move> {
        let Some(row) = tableau.row_of(target) else {
            let found = self.move_of(tableau, target, sign, (1, 1), left)?;
            return (found.steps > 0 || found.blocked_by.is_some()).then_some(found);
        };
        let own = i64::from(tableau.row(row)[target]);
        let mut best: Option<Move> = None;
        let mut gaining = 0;
        for (column, factor) in tableau.row(row).iter().enumerate() {
            let factor = i64::from(*factor);
            let sign = -factor.signum() * sign;
            if factor == 0 || column == target || self.room(column, sign) == 0 {
                continue;
            }
            let Some(found) = self.move_of(tableau, column, sign, (factor.abs(), own), left) else { continue };
            // Bland's rule, so that exchanges without a gain cannot go round in circles.
            if found.gain >= left || stalled > 4 {
                return Some(found);
            }
            gaining += usize::from(found.gain > 0);
            let better = |best: &Move| (found.gain, Reverse(found.moved)) > (best.gain, Reverse(best.moved));
            if best.as_ref().is_none_or(better) {
                best = Some(found);
            }
            if gaining >= ENOUGH {
                break;
            }
        }
        best
    }

    fn room(&self, column: usize, sign: i64) -> i64 {
        let (bounds, at) = (&self.columns[column], self.at[column]);
        let room = if sign > 0 { bounds.high.saturating_sub(at) } else { at.saturating_sub(bounds.low) };
        room.max(0)
    }

    /// How far a column can go, in whole steps that leave every basic cell whole. `factor` over `own` is what a step
    /// brings the target.
    fn move_of(
        &self,
        tableau: &Tableau,
        column: usize,
        sign: i64,
        (factor, own): (i64, i64),
        left: i64,
    ) -> Option<Move> {
        let mut most = self.room(column, sign);
        let mut grain = 1i64;
        let mut blocked_by = None;
        let mut uneven = None;
        let mut moved = 1;
        for (row, basic, basic_entry, entry) in tableau.rows_with(column) {
            moved += 1;
            // The basic cell moves by −entry/basic_entry for each step.
            let room = self.room(basic, -entry.signum() * sign);
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
        let Some(tableau) = self.tableau.as_ref().filter(|_| step.steps > 0) else { return };
        self.at[step.column] += step.sign * step.steps;
        for (_, basic, basic_entry, entry) in tableau.rows_with(step.column) {
            let moved = i128::from(entry) * i128::from(step.sign) * i128::from(step.steps);
            self.at[basic] -= i64::try_from(moved / i128::from(basic_entry)).unwrap_or_default();
        }
    }
}

fn difference(bound: i128, value: i128) -> i64 {
    i64::try_from(bound - value).unwrap_or(OPEN).clamp(-OPEN, OPEN)
}
