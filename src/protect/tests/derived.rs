//! What percentages, means, changes, orders and rounding tell: cases of practice, and some of our own.

use super::tables::Table;
use super::{learnt, learnt_when_hiding, settled};
use crate::protect::attack;
use crate::protect::model::CellId;

/// That `part` / `whole` was shown as `units` of the last decimal, half up; `scale` units make one.
fn shown_ratio(table: &mut Table, part: CellId, whole: CellId, units: i128, scale: i128) {
    // (2P − 1)·whole ≤ 2·scale·part ≤ (2P + 1)·whole − 1
    table.relate(&[(part, 2 * scale), (whole, 1 - 2 * units)], Some(0), None);
    table.relate(&[(part, 2 * scale), (whole, -1 - 2 * units)], None, Some(-1));
}

/// OpenSAFELY, worked table (a): one line each.
#[test]
fn one_redacted_band_is_the_rest_of_its_total() {
    let mut table = Table::new(5);
    let [young, b, c, d, total] = table.cells([1, 10, 15, 25, 51]);
    table.sum(total, &[young, b, c, d]);
    let [people, e, f, g, all] = table.cells([1, 100, 90, 85, 276]);
    table.sum(all, &[people, e, f, g]);
    table.relate(&[(people, 1), (young, -1)], Some(0), None);
    let pattern = table.hiding(&[young, people]);
    assert_eq!((learnt(&table, &pattern, young), learnt(&table, &pattern, people)), ((1, 1), (1, 1)));
    settled(&table);
}

/// OpenSAFELY, worked table (b): all and males are shown, females are the difference.
#[test]
fn a_difference_of_two_tables_is_a_group_of_its_own() {
    let mut table = Table::new(5);
    let all = [(8, 20), (10, 25), (15, 30), (25, 40)];
    let males = [(7, 19), (5, 15), (8, 18), (13, 25)];
    let mut females = Vec::new();
    for (all, males) in all.into_iter().zip(males) {
        let [with, people] = table.cells([all.0, all.1]);
        let [males_with, males_people] = table.cells([males.0, males.1]);
        let (rest_with, rest_people) = (table.group(all.0 - males.0), table.group(all.1 - males.1));
        table.sum(with, &[males_with, rest_with]);
        table.sum(people, &[males_people, rest_people]);
        for (part, whole) in [(with, people), (males_with, males_people), (rest_with, rest_people)] {
            table.relate(&[(whole, 1), (part, -1)], Some(0), None);
        }
        females.push((rest_with, rest_people));
    }
    let everything = table.hiding(&[]);
    let known: Vec<_> = females
        .iter()
        .map(|(with, people)| (learnt(&table, &everything, *with), learnt(&table, &everything, *people)))
        .collect();
    assert_eq!(known, [((1, 1), (1, 1)), ((5, 5), (10, 10)), ((7, 7), (12, 12)), ((12, 12), (15, 15))]);
    // No published cell is small, and yet something has to go.
    let ours = settled(&table);
    assert!(!super::hidden_cells(&table.model, &ours.pattern).is_empty());
}

/// OpenSAFELY (c): counts up to five are hidden, the others rounded to five: a five is 6 or 7.
#[test]
fn a_rounded_five_is_six_or_seven() {
    let mut table = Table::new(5);
    let cell = table.cell(6);
    table.model.cells[cell].told = (3, 7);
    table.relate(&[(cell, 1)], Some(6), None);
    assert_eq!(learnt(&table, &table.hiding(&[]), cell), (6, 7));
}

/// OpenSAFELY (d): small counts redacted, everything else rounded to five, and totals of what was rounded.
#[test]
fn rounding_leaves_a_redacted_cell_room() {
    let mut table = Table::new(5);
    let cases = table.cells([3, 8, 16, 23]);
    let total = table.cell(50);
    table.sum(total, &cases);
    for (cell, rounded) in cases[1..].iter().chain([&total]).zip([10, 15, 25, 50]) {
        table.model.cells[*cell].told = (rounded - 2, rounded + 2);
    }
    assert_eq!(learnt(&table, &table.hiding(&cases[..1]), cases[0]), (1, 8));
    let ours = settled(&table);
    assert_eq!(super::hidden_cells(&table.model, &ours.pattern), cases[..1], "the rounding is room enough");
    table.show_no_zeros();
    assert_eq!(learnt(&table, &table.hiding(&cases[..1]), cases[0]), (0, 8));
    // Without the rounding the line has one solution.
    for cell in cases[1..].iter().chain([&total]) {
        let value = table.value(*cell);
        table.model.cells[*cell].told = (value, value);
    }
    assert_eq!(learnt(&table, &table.hiding(&cases[..1]), cases[0]), (3, 3));
    settled(&table);
}

/// gtsummary 1691: the header tells the total, and a row the other group with its percentage.
#[test]
fn a_header_and_a_percentage_tell_the_rest() {
    let mut table = Table::new(5);
    let [rest, other, total] = table.cells([3, 177, 180]);
    table.sum(total, &[rest, other]);
    shown_ratio(&mut table, other, total, 983, 1000);
    assert_eq!(learnt_when_hiding(&table, [rest]), [(3, 3)]);
    // The percentage alone tells as much of a known total.
    assert_eq!(learnt(&table, &table.hiding(&[rest, other]), rest), (3, 3));
}

/// ConcePTION 17: users and records both below five, and their mean.
#[test]
fn a_mean_tells_two_small_counts() {
    let mut table = Table::new(5);
    let [users, records] = table.cells([3, 4]);
    for cell in [users, records] {
        table.relate(&[(cell, 1)], None, Some(4));
    }
    shown_ratio(&mut table, records, users, 133, 100);
    assert_eq!(learnt_when_hiding(&table, [users, records]), [(3, 3), (4, 4)]);
    // With a median of 1 even the users' own numbers.
    let each = table.cells([1, 1, 2]);
    table.sum(records, &each);
    table.relate(&[(each[1], 1)], Some(1), Some(1));
    table.relate(&[(each[2], 1), (each[1], -1)], Some(0), None);
    table.relate(&[(each[1], 1), (each[0], -1)], Some(0), None);
    let pattern = table.hiding(&[users, records, each[0], each[1], each[2]]);
    assert_eq!(each.map(|cell| learnt(&table, &pattern, cell)), [(1, 1), (1, 1), (2, 2)]);
}

#[test]
fn a_longer_code_is_a_part_of_a_shorter_one() {
    let mut table = Table::new(5);
    let [short, shown, hidden] = table.cells([9, 6, 3]);
    table.sum(short, &[shown, hidden]);
    assert_eq!(learnt_when_hiding(&table, [hidden]), [(3, 3)]);
    settled(&table);
}

#[test]
fn a_change_tells_the_later_count() {
    let mut table = Table::new(5);
    let [before, after] = table.cells([7, 3]);
    // −57 %: 43 % are left.
    shown_ratio(&mut table, after, before, 43, 100);
    assert_eq!(learnt_when_hiding(&table, [after]), [(3, 3)]);
}

#[test]
fn a_percentage_tells_both_counts_of_a_small_base() {
    let mut table = Table::new(5);
    let [completed, all] = table.cells([5, 6]);
    shown_ratio(&mut table, completed, all, 83, 100);
    table.relate(&[(all, 1)], Some(1), Some(12));
    table.relate(&[(all, 1), (completed, -1)], Some(0), None);
    assert_eq!(learnt_when_hiding(&table, [completed, all]), [(5, 10), (6, 12)]);
    let pattern = table.hiding(&[completed, all]);
    let mut of = |base: i128| {
        table.model.relations.pop();
        table.relate(&[(all, 1)], Some(base), Some(base));
        attack::interval(&table.model, &pattern, completed).expect("small enough to be searched")
    };
    of(6);
    let by_base: Vec<_> = (1..=12).filter_map(|base| Some((base, of(base)?))).collect();
    assert_eq!(by_base, [(6, (5, 5)), (12, (10, 10))]);
}

/// Bars in descending order: 12, 9, two withheld, 6; the total is 40.
fn bars(sorted: bool) -> (Table, [CellId; 5]) {
    let mut table = Table::new(3);
    let bars = table.cells([12, 9, 7, 6, 6]);
    let total = table.cell(40);
    table.sum(total, &bars);
    for pair in bars.windows(2).filter(|_| sorted) {
        table.relate(&[(pair[0], 1), (pair[1], -1)], Some(0), None);
    }
    table.sensitive(&bars[2..4]);
    table.show_no_zeros();
    (table, bars)
}

#[test]
fn the_order_of_bars_tells_their_numbers() {
    let (table, [_, _, c, d, _]) = bars(true);
    assert_eq!(learnt_when_hiding(&table, [c, d]), [(7, 7), (6, 6)]);
    let (table, [_, _, c, d, _]) = bars(false);
    assert_eq!(learnt_when_hiding(&table, [c, d]), [(0, 13), (0, 13)]);
}

#[test]
fn the_engine_minds_the_order_of_bars() {
    settled(&bars(true).0);
    let (table, bars) = bars(false);
    let ours = settled(&table);
    assert_eq!(super::hidden_cells(&table.model, &ours.pattern), [bars[2], bars[3]]);
}

/// With a known base a whole percentage tells the count if the base is at most a hundred, and one decimal if it is at most
/// a thousand.
#[test]
fn a_percentage_of_a_known_base_tells_the_count() {
    for (base, scale, exact) in [(97, 100, true), (100, 100, true), (350, 100, false), (999, 1000, true)] {
        for part in [6, base / 3, base - 2] {
            let mut table = Table::new(5);
            let [count, of] = table.cells([part, base]);
            let units = (2 * scale * part + base) / (2 * base);
            shown_ratio(&mut table, count, of, units, scale);
            let (low, high) = learnt_when_hiding(&table, [count])[0];
            assert_eq!(low == high, exact, "{part} of {base}");
        }
    }
}
