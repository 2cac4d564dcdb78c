//! The audit: what a hostile reader could work out from everything shown, all of it taken together.
//!
//! Three looks, the cheap ones first. *Bounds* and *elimination* are exact; what they find needs no solver. Only a pattern
//! that passes both is put to *linear programming*, which finds the least and the most that each sensitive cell can be.

mod blocks;
mod bounds;
mod elimination;

use super::model::{CellId, Model, Pattern};

/// Least and most that a cell can be, as far as a reader can tell.
type Interval = (i128, Option<i128>);

/// Every sensitive cell that a reader could learn too much about, in the model's order.
pub(super) fn exposed(model: &Model, pattern: &Pattern) -> Vec<CellId> {
    let mut bound = vec![false; model.cells.len()];
    for sum in &model.sums {
        for (cell, _) in sum.terms() {
            bound[cell] = true;
        }
    }
    let sensitive: Vec<CellId> =
        (0..model.cells.len()).filter(|cell| bound[*cell] && pattern.is_sensitive(*cell)).collect();
    if sensitive.is_empty() {
        return Vec::new();
    }
    let Some(intervals) = bounds::bounds(model, pattern) else { return sensitive };
    let determined = elimination::determined(model, pattern);
    let plain: Vec<CellId> = sensitive
        .iter()
        .copied()
        .filter(|cell| determined[*cell] || is_narrow(model, *cell, intervals[*cell]))
        .collect();
    if plain.is_empty() { blocks::exposed(model, pattern, &intervals, &sensitive) } else { plain }
}

/// Whether an interval says too much of a cell.
fn is_narrow(model: &Model, cell: CellId, (low, high): Interval) -> bool {
    let cell = &model.cells[cell];
    let value = cell.value.unwrap_or(1);
    // Too narrow, or surely small, or surely near the truth.
    high.is_some_and(|high| high.saturating_sub(low) < cell.threshold || high <= cell.threshold)
        || (low > 1 && low.saturating_mul(2) > value)
}
