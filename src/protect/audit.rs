//! The audit, first form: what a hostile reader with pencil and paper could still work out from everything shown.
//!
//! Two looks, both exact. *Bounds*: every hidden cell is at least its known least and every sum holds, so each sum bounds
//! its hidden cells; repeated until nothing narrows. *Elimination*: a cell that all solutions of the sums agree on is
//! known, however wide its bounds.

use super::model::{CellId, Model, Pattern};

/// The prime 2^61 − 1, in whose field sums are eliminated. A cell can be called free by mistake only with a chance of
/// about one in 10^18 a cell.
const PRIME: u128 = (1 << 61) - 1;

/// How often the bounds may be tightened before the engine gives up and hides more.
const MOST_ROUNDS: usize = 5_000;

/// Every sensitive cell that a reader could learn too much about, in the model's order.
pub(super) fn exposed(model: &Model, pattern: &Pattern) -> Vec<CellId> {
    let bounds = bounds(model, pattern);
    let determined = determined(model, pattern);
    (0..model.cells.len())
        .filter(|cell| pattern.is_sensitive(*cell) && !model.sums.is_empty())
        .filter(|cell| {
            let in_a_sum = model.sums.iter().any(|sum| sum.exact && sum.terms().any(|(term, _)| term == *cell));
            in_a_sum
                && (determined[*cell] || bounds.as_ref().is_none_or(|bounds| is_narrow(model, *cell, bounds[*cell])))
        })
        .collect()
}

/// Least and most that a cell can be, as far as a reader can tell.
type Interval = (i128, Option<i128>);

fn is_narrow(model: &Model, cell: CellId, (low, high): Interval) -> bool {
    let cell = &model.cells[cell];
    let value = cell.value.unwrap_or(1);
    // Too narrow, or surely small, or surely near the truth.
    high.is_some_and(|high| high - low < cell.threshold || high <= cell.threshold) || (low > 1 && low * 2 > value)
}

/// The interval of every cell; nothing where the rounds ran out.
fn bounds(model: &Model, pattern: &Pattern) -> Option<Vec<Interval>> {
    let mut bounds: Vec<Interval> = (0..model.cells.len())
        .map(|cell| match model.cells[cell].value {
            Some(value) if pattern.shows(model, cell) => (value, Some(value)),
            _ => (hidden_least(model, pattern, cell), None),
        })
        .collect();
    for _ in 0..MOST_ROUNDS {
        let mut narrowed = false;
        for sum in model.sums.iter().filter(|sum| sum.exact) {
            for (cell, sign) in sum.terms() {
                // sign · cell = − the rest
                let rest = sum.terms().filter(|(other, _)| *other != cell);
                let (mut least, mut most) = (Some(0i128), Some(0i128));
                for (other, other_sign) in rest {
                    let (low, high) = bounds[other];
                    let (from, to) = if other_sign > 0 { (Some(low), high) } else { (high.map(|h| -h), Some(-low)) };
                    least = least.zip(from).map(|(a, b)| a + b);
                    most = most.zip(to).map(|(a, b)| a + b);
                }
                let (low, high) = if sign > 0 { (most.map(|m| -m), least.map(|l| -l)) } else { (least, most) };
                narrowed |= narrow(&mut bounds[cell], low, high);
            }
        }
        for (cell, contributors) in model.cells.iter().enumerate().filter_map(|(c, e)| Some((c, e.contributors?))) {
            let (events, people) = (bounds[cell], bounds[contributors]);
            narrowed |= narrow(&mut bounds[cell], Some(people.0), None);
            narrowed |= narrow(&mut bounds[contributors], None, events.1);
        }
        if !narrowed {
            return Some(bounds);
        }
    }
    None
}

/// Zeros are shown, so whatever is withheld from view is at least 1; what no page asks for may be anything.
fn hidden_least(model: &Model, pattern: &Pattern, cell: CellId) -> i128 {
    let withheld = model.cells[cell].asked && pattern.hidden[cell].is_some();
    model.cells[cell].least.max(i128::from(withheld))
}

fn narrow(interval: &mut Interval, low: Option<i128>, high: Option<i128>) -> bool {
    let before = *interval;
    if let Some(low) = low {
        interval.0 = interval.0.max(low);
    }
    if let Some(high) = high {
        interval.1 = Some(interval.1.map_or(high, |known| known.min(high)));
    }
    before != *interval
}

/// Which cells have the same value in every solution of the sums: those that a random vector of the null space leaves
/// at zero.
fn determined(model: &Model, pattern: &Pattern) -> Vec<bool> {
    let mut rows: Vec<Vec<(CellId, u128)>> = model
        .sums
        .iter()
        .filter(|sum| sum.exact)
        .map(|sum| {
            let mut row: Vec<(CellId, u128)> = sum
                .terms()
                .filter(|(cell, _)| !pattern.shows(model, *cell))
                .map(|(cell, sign)| (cell, if sign > 0 { 1 } else { PRIME - 1 }))
                .collect();
            row.sort_unstable();
            row
        })
        .collect();
    rows.sort_by_key(Vec::len);
    let mut pivots: Vec<(CellId, Vec<(CellId, u128)>)> = Vec::new();
    let mut pivot_of = std::collections::BTreeMap::new();
    for mut row in rows {
        while let Some((pivot, factor)) = row.iter().find(|(cell, _)| pivot_of.contains_key(cell)).copied() {
            let known: &(CellId, Vec<(CellId, u128)>) = &pivots[pivot_of[&pivot]];
            row = combined(&row, &known.1, factor);
        }
        let Some((pivot, factor)) = row.first().copied() else { continue };
        let inverse = power(factor, PRIME - 2);
        for (_, value) in &mut row {
            *value = *value * inverse % PRIME;
        }
        pivot_of.insert(pivot, pivots.len());
        pivots.push((pivot, row));
    }
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let mut vector: Vec<u128> = (0..model.cells.len())
        .map(|cell| if pattern.shows(model, cell) { 0 } else { u128::from(next(&mut state)) % PRIME })
        .collect();
    // Later pivots never stand in earlier rows' place, so substituting backwards settles each once.
    for (pivot, row) in pivots.iter().rev() {
        let rest = row.iter().filter(|(cell, _)| cell != pivot);
        let sum = rest.fold(0, |sum, (cell, factor)| (sum + factor * vector[*cell]) % PRIME);
        vector[*pivot] = (PRIME - sum) % PRIME;
    }
    (0..model.cells.len()).map(|cell| !pattern.shows(model, cell) && vector[cell] == 0).collect()
}

/// `row` − `factor` · `pivot_row`, in the field.
fn combined(row: &[(CellId, u128)], pivot_row: &[(CellId, u128)], factor: u128) -> Vec<(CellId, u128)> {
    let mut sum: std::collections::BTreeMap<CellId, u128> = row.iter().copied().collect();
    for (cell, value) in pivot_row {
        let entry = sum.entry(*cell).or_insert(0);
        *entry = (*entry + PRIME - value * factor % PRIME) % PRIME;
    }
    sum.into_iter().filter(|(_, value)| *value != 0).collect()
}

fn power(mut base: u128, mut exponent: u128) -> u128 {
    let mut result = 1;
    while exponent > 0 {
        if exponent & 1 == 1 {
            result = result * base % PRIME;
        }
        base = base * base % PRIME;
        exponent >>= 1;
    }
    result
}

/// A fixed sequence of well-mixed numbers (splitmix64): the same on every machine.
fn next(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mut mixed = *state;
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}
