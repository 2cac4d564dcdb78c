//! Linear programming over blocks: hidden cells that sums tie to each other are looked at together, each block by itself.
//!
//! The solver works in floating point, so it is believed only one way: a value counts as reachable where the solver has
//! reached it by a solution that satisfies every sum within its tolerance. A solver that gives up counts as a leak.

use std::collections::BTreeMap;

use microlp::{ComparisonOp, OptimizationDirection, Problem, Variable};

use super::super::model::{CellId, Model, Pattern, Sum};
use super::{Interval, is_narrow};

/// Slack for the last digit of a floating-point optimum, before it is rounded inward to a whole number.
const SLACK: f64 = 1e-6;

/// One block: its unseen cells, and the sums that hold them.
#[derive(Default)]
struct Block {
    cells: Vec<CellId>,
    sums: Vec<usize>,
}

/// Every sensitive cell whose reachable interval is too narrow.
pub(super) fn exposed(model: &Model, pattern: &Pattern, intervals: &[Interval], sensitive: &[CellId]) -> Vec<CellId> {
    let mut found = Vec::new();
    for block in blocks(model, pattern) {
        // Values seen in some solution: a cell seen far enough apart needs no solving of its own.
        let mut seen: BTreeMap<CellId, (i128, i128)> = BTreeMap::new();
        for cell in block.cells.iter().filter(|cell| sensitive.binary_search(cell).is_ok()) {
            let wide = |seen: &BTreeMap<CellId, (i128, i128)>| {
                seen.get(cell).is_some_and(|(low, high)| !is_narrow(model, *cell, (*low, Some(*high))))
            };
            for direction in [OptimizationDirection::Maximize, OptimizationDirection::Minimize] {
                if !wide(&seen) && solve(model, pattern, intervals, &block, *cell, direction, &mut seen).is_none() {
                    break;
                }
            }
            if !wide(&seen) {
                found.push(*cell);
            }
        }
    }
    found.sort_unstable();
    found
}

fn blocks(model: &Model, pattern: &Pattern) -> Vec<Block> {
    let mut leader: Vec<usize> = (0..model.cells.len()).collect();
    let unseen = |sum: &Sum| -> Vec<CellId> {
        sum.terms().map(|(cell, _)| cell).filter(|cell| !pattern.shows(model, *cell)).collect()
    };
    for sum in model.sums.iter().filter(|sum| sum.exact) {
        for pair in unseen(sum).windows(2) {
            let (a, b) = (root(&mut leader, pair[0]), root(&mut leader, pair[1]));
            leader[a.max(b)] = a.min(b);
        }
    }
    let mut blocks: BTreeMap<usize, Block> = BTreeMap::new();
    for (position, sum) in model.sums.iter().enumerate().filter(|(_, sum)| sum.exact) {
        let unseen = unseen(sum);
        let Some(first) = unseen.first() else { continue };
        let block = blocks.entry(root(&mut leader, *first)).or_default();
        block.sums.push(position);
        block.cells.extend(unseen);
    }
    for block in blocks.values_mut() {
        block.cells.sort_unstable();
        block.cells.dedup();
    }
    blocks.into_values().collect()
}

fn root(leader: &mut [usize], mut at: usize) -> usize {
    while leader[at] != at {
        leader[at] = leader[leader[at]];
        at = leader[at];
    }
    at
}

/// Pushes one cell as far as it goes and records what every cell of the block is there.
fn solve(
    model: &Model,
    pattern: &Pattern,
    intervals: &[Interval],
    block: &Block,
    target: CellId,
    direction: OptimizationDirection,
    seen: &mut BTreeMap<CellId, (i128, i128)>,
) -> Option<()> {
    // Far enough for any width, so that no optimum is at infinity.
    let far = block.cells.iter().filter_map(|cell| intervals[*cell].1).max().unwrap_or(0).saturating_add(1_000_000);
    let mut problem = Problem::new(direction);
    let variables: BTreeMap<CellId, Variable> = block
        .cells
        .iter()
        .map(|cell| {
            let (low, high) = intervals[*cell];
            let high = high.unwrap_or(far);
            (*cell, problem.add_var(if *cell == target { 1.0 } else { 0.0 }, (float(low), float(high))))
        })
        .collect();
    for sum in &block.sums {
        let sum = &model.sums[*sum];
        let mut known = 0;
        let mut terms = Vec::new();
        for (cell, sign) in sum.terms() {
            match variables.get(&cell) {
                Some(variable) => terms.push((*variable, float(sign))),
                None if pattern.shows(model, cell) => known += sign * model.cells[cell].value.unwrap_or_default(),
                None => return None,
            }
        }
        problem.add_constraint(terms.as_slice(), ComparisonOp::Eq, float(-known));
    }
    for cell in &block.cells {
        let Some(contributors) = model.cells[*cell].contributors else { continue };
        if let Some(people) = variables.get(&contributors) {
            problem.add_constraint([(variables[cell], 1.0), (*people, -1.0)], ComparisonOp::Ge, 0.0);
        }
    }
    let solution = problem.solve().ok()?.into_solution().ok()?;
    for (cell, variable) in &variables {
        let value = solution.var_value(*variable);
        // Rounded inward: between two whole numbers a solution reaches neither of them for certain.
        let (low, high) = (whole((value - SLACK).ceil()), whole((value + SLACK).floor()));
        let entry = seen.entry(*cell).or_insert((low, high));
        *entry = (entry.0.min(low), entry.1.max(high));
    }
    Some(())
}

#[expect(clippy::cast_precision_loss, reason = "counts are far below the 53 bits that are exact")]
fn float(value: i128) -> f64 {
    value as f64
}

#[expect(clippy::cast_possible_truncation, reason = "a solver's values lie within the bounds that it was given")]
fn whole(value: f64) -> i128 {
    value as i128
}
