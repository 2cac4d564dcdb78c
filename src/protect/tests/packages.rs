//! The worked examples of other tools. Their patterns are a cost to match or beat, not the only right answer.

use super::tables::Table;
use super::{exposed, hides_no_more_than, learnt_when_hiding, settled};
use crate::protect::model::{CellId, Pattern, Rule};

/// GaussSuppression, `example1`, 2014: young and old by country, with groups of countries.
struct Example {
    table: Table,
    /// By age (young, old, all): Spain, Iceland, Portugal.
    geo: [[CellId; 3]; 3],
    /// By age: EU, nonEU.
    eu: [[CellId; 2]; 3],
    totals: [CellId; 3],
}

fn example(threshold: i128, with_groups: bool) -> Example {
    let mut table = Table::new(threshold);
    let geo = [[5, 2, 0], [6, 3, 4], [11, 5, 4]].map(|row| table.cells(row));
    let totals = table.cells([7, 13, 20]);
    let eu = if with_groups { [[5, 2], [10, 3], [15, 5]].map(|row| table.cells(row)) } else { [[0; 2]; 3] };
    for age in 0..3 {
        let [spain, iceland, portugal] = geo[age];
        table.sum(totals[age], &geo[age]);
        if with_groups {
            table.sum(eu[age][0], &[spain, portugal]);
            table.sum(eu[age][1], &[iceland]);
            table.sum(totals[age], &eu[age]);
        }
    }
    let [young, old, all] = geo;
    for ((young, old), all) in young.into_iter().zip(old).zip(all) {
        table.sum(all, &[young, old]);
    }
    for group in (0..2).filter(|_| with_groups) {
        table.sum(eu[2][group], &[eu[0][group], eu[1][group]]);
    }
    table.sum(totals[2], &[totals[0], totals[1]]);
    table.show_no_zeros();
    Example { table, geo, eu, totals }
}

#[test]
fn age_by_country_with_zeros_and_ones_hidden() {
    let Example { mut table, geo: [young, old, _], .. } = example(1, false);
    table.sensitive(&[young[2]]);
    let quoted = [young[1], young[2], old[1], old[2]];
    assert_eq!(learnt_when_hiding(&table, quoted), [(0, 2), (0, 2), (3, 5), (2, 4)]);
    hides_no_more_than(&table, &quoted);
}

#[test]
fn age_by_country_and_group_with_up_to_two_hidden() {
    let Example { mut table, geo: [young, old, _], eu, .. } = example(1, true);
    let small = [young[1], young[2], eu[0][1]];
    table.sensitive(&small);
    let quoted = [young[1], young[2], old[1], old[2], eu[0][0], eu[0][1], eu[1][0], eu[1][1]];
    hides_no_more_than(&table, &quoted);
    // Its intervals end at 2. Whoever promises more than "up to two" has to hide more.
    let young = [young[1], young[2]];
    let hiding = table.hiding(&quoted);
    assert_eq!(young.map(|cell| super::learnt(&table, &hiding, cell)), [(0, 2), (0, 2)]);
    table.model.cells.iter_mut().for_each(|cell| cell.threshold = 2);
    assert!(exposed(&table.model, &table.hiding(&quoted)).is_some_and(|exposed| !exposed.is_empty()));
    settled(&table);
}

#[test]
fn age_by_country_and_group_with_one_to_four_hidden() {
    let Example { mut table, geo: [young, old, all], eu, .. } = example(4, true);
    let small = [young[1], eu[0][1], old[1], eu[1][1], old[2], all[2]];
    table.sensitive(&small);
    let quoted =
        [[young[1], old[1], old[2], eu[0][0], eu[0][1]].as_slice(), &[eu[1][0], eu[1][1], all[2], all[0], young[0]]]
            .concat();
    hides_no_more_than(&table, &quoted);
}

#[test]
fn a_formula_of_groups_by_age_and_countries_hides_two() {
    let mut table = Table::new(2);
    let [young_eu, young_other, old_eu, old_other] = table.cells([5, 2, 10, 3]);
    let [spain, iceland, portugal, total] = table.cells([11, 5, 4, 20]);
    table.sum(total, &[spain, iceland, portugal]);
    table.sum(total, &[young_eu, young_other, old_eu, old_other]);
    table.relate(&[(young_eu, 1), (old_eu, 1), (spain, -1), (portugal, -1)], Some(0), Some(0));
    table.sum(iceland, &[young_other, old_other]);
    table.show_no_zeros();
    assert_eq!(learnt_when_hiding(&table, [young_other, old_other]), [(0, 5), (0, 5)]);
    let ours = hides_no_more_than(&table, &[young_other, old_other]);
    assert_eq!(super::hidden_cells(&table.model, &ours.pattern), [young_other, old_other]);
}

/// The totals of the example are what the other parts make, so that a slip here would be noticed.
#[test]
fn the_example_adds_up() {
    let Example { table, totals, .. } = example(1, true);
    for relation in &table.model.relations {
        assert_eq!(relation.terms.iter().map(|(cell, factor)| factor * table.value(*cell)).sum::<i128>(), 0);
    }
    assert_eq!(totals.map(|total| table.value(total)), [7, 13, 20]);
}

/// SSBtools, `z1`: eight regions by four kinds of support.
#[test]
fn eight_regions_by_four_kinds_of_support() {
    let kinds = [
        [11, 7, 5, 13, 9, 12, 6, 9],
        [11, 1, 8, 2, 14, 9, 4, 3],
        [55, 29, 35, 17, 63, 24, 22, 38],
        [36, 18, 25, 13, 52, 22, 8, 15],
    ];
    let regions: Vec<Vec<i128>> = (0..8).map(|region| kinds.iter().map(|kind| kind[region]).collect()).collect();
    let (with_zeros, ids) = Table::two_way(3, &regions);
    let quoted = [1, 3, 7].map(|region: usize| [ids[region][0], ids[region][1]]);
    let cells = quoted.as_flattened().to_vec();
    let (mut table, _) = Table::two_way(3, &regions);
    table.show_no_zeros();
    let pattern = table.hiding(&cells);
    let intervals = quoted.map(|pair| pair.map(|cell| super::learnt(&table, &pattern, cell)));
    assert_eq!(intervals, [[(2, 8), (0, 6)], [(9, 15), (0, 6)], [(6, 12), (0, 6)]]);
    // The quoted pattern is wide enough even for readers who know that zeros are shown.
    for table in [table, with_zeros] {
        let ours = hides_no_more_than(&table, &cells);
        assert!(value_hidden_for_others(&table, &ours.pattern) <= 29);
    }
}

fn value_hidden_for_others(table: &Table, pattern: &Pattern) -> i128 {
    let secondary = |cell: &CellId| matches!(pattern.hidden[*cell], Some(Rule::Secondary(_)));
    (0..table.model.cells.len()).filter(secondary).map(|cell| table.value(cell)).sum()
}
