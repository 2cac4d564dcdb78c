//! Secondary suppression, first form: hides further cells until no sum gives a hidden one away, then lets the audit look
//! for what the sums give away together.

use super::audit;
use super::model::{CellId, Model, Pattern, Rule};

/// What cannot be protected: the cell that a reader could work out, although everything around it is hidden.
#[derive(Debug)]
pub(super) struct Unprotectable {
    pub(super) cells: Vec<CellId>,
}

/// Hides what has to be hidden.
pub(super) fn settle(model: &Model) -> Result<Pattern, Unprotectable> {
    let mut pattern = Pattern { hidden: model.cells.iter().map(|cell| cell.primary).collect() };
    let sums_of = sums_by_cell(model);
    loop {
        settle_sums(model, &sums_of, &mut pattern);
        let exposed = audit::exposed(model, &pattern);
        let Some(first) = exposed.first().copied() else { return Ok(pattern) };
        if !hide_near(model, &sums_of, &mut pattern, first) {
            return Err(Unprotectable { cells: exposed });
        }
    }
}

fn sums_by_cell(model: &Model) -> Vec<Vec<usize>> {
    let mut sums_of = vec![Vec::new(); model.cells.len()];
    for (position, sum) in model.sums.iter().enumerate() {
        for (cell, _) in sum.terms() {
            sums_of[cell].push(position);
        }
    }
    sums_of
}

/// Repeats the rules of single sums until none asks for more.
fn settle_sums(model: &Model, sums_of: &[Vec<usize>], pattern: &mut Pattern) {
    hide_ratios(model, pattern);
    let mut queue: std::collections::BTreeSet<usize> = (0..model.sums.len()).collect();
    while let Some(sum) = queue.pop_first() {
        while needs_more(model, pattern, sum) {
            let Some(cell) = cheapest(model, pattern, &[sum]) else { break };
            pattern.hidden[cell] = Some(Rule::Secondary(sum));
            queue.extend(&sums_of[cell]);
            for ratio in hide_ratios(model, pattern) {
                queue.extend(&sums_of[ratio]);
            }
        }
    }
}

/// Hides every ratio whose base is hidden, and says which.
fn hide_ratios(model: &Model, pattern: &mut Pattern) -> Vec<CellId> {
    let mut hidden = Vec::new();
    for (position, cell) in model.cells.iter().enumerate() {
        let base_hidden = cell.base.is_some_and(|base| pattern.hidden[base].is_some());
        if base_hidden && pattern.hidden[position].is_none() {
            pattern.hidden[position] = Some(Rule::HiddenBase);
            hidden.push(position);
        }
    }
    hidden
}

/// Whether a sum by itself gives a hidden cell away: it hides only one, or what it hides is together a small number, or
/// events of too few people.
fn needs_more(model: &Model, pattern: &Pattern, sum: usize) -> bool {
    let sum = &model.sums[sum];
    let unseen: Vec<(CellId, i128)> = sum.terms().filter(|(cell, _)| !pattern.shows(model, *cell)).collect();
    let ruled = |cell: CellId| pattern.hidden[cell].is_some();
    if !unseen.iter().any(|(cell, _)| ruled(*cell)) {
        return false;
    }
    if let [(only, _)] = unseen.as_slice() {
        return ruled(*only);
    }
    if unseen.iter().any(|(_, sign)| *sign < 0) {
        return false;
    }
    let sensitive = unseen.iter().any(|(cell, _)| pattern.is_sensitive(*cell));
    let threshold = unseen.iter().map(|(cell, _)| model.cells[*cell].threshold).max().unwrap_or_default();
    let together: Option<i128> = unseen.iter().map(|(cell, _)| model.cells[*cell].value).sum();
    let small = together.is_none_or(|together| together <= threshold);
    let people: Option<i128> = unseen
        .iter()
        .filter_map(|(cell, _)| model.cells[*cell].contributors)
        .map(|contributors| model.cells[contributors].value)
        .sum();
    let few = model.cells[sum.total].contributors.is_some() && people.is_none_or(|people| people <= threshold);
    sensitive && (small || few)
}

/// The least dear cell of some sums that a reader still sees.
fn cheapest(model: &Model, pattern: &Pattern, sums: &[usize]) -> Option<CellId> {
    sums.iter()
        .flat_map(|sum| model.sums[*sum].terms())
        .map(|(cell, _)| cell)
        .filter(|cell| pattern.shows(model, *cell) && model.cells[*cell].is_candidate())
        .min_by_key(|cell| model.cells[*cell].cost)
}

/// Hides the least dear cell of the sums around `cell`, going further out where they are exhausted.
fn hide_near(model: &Model, sums_of: &[Vec<usize>], pattern: &mut Pattern, cell: CellId) -> bool {
    let mut sums: Vec<usize> = sums_of[cell].clone();
    let mut looked = 0;
    while looked < sums.len() {
        if let Some(candidate) = cheapest(model, pattern, &sums) {
            pattern.hidden[candidate] = Some(Rule::Secondary(sums[0]));
            return true;
        }
        looked = sums.len();
        let around: Vec<usize> = sums
            .iter()
            .flat_map(|sum| model.sums[*sum].terms())
            .flat_map(|(cell, _)| &sums_of[cell])
            .copied()
            .collect();
        sums.extend(around);
        let mut seen = std::collections::BTreeSet::new();
        sums.retain(|sum| seen.insert(*sum));
    }
    false
}
