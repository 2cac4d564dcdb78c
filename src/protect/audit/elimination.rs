//! Elimination: a cell that all solutions of the sums agree on is known, however wide its bounds. Sums that hold only nearly
//! count too: what they determine is known as nearly.

use super::super::model::{CellId, Model, Pattern};

/// The prime 2^61 − 1, in whose field sums are eliminated. A cell can be called free by mistake only with a chance of
/// about one in 10^18 a cell.
const PRIME: u128 = (1 << 61) - 1;

/// Which cells have the same value in every solution of the sums: those that a random vector of the null space leaves
/// at zero.
pub(super) fn determined(model: &Model, pattern: &Pattern) -> Vec<bool> {
    let mut rows: Vec<Vec<(CellId, u128)>> = model
        .sums
        .iter()
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
