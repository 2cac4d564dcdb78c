//! The checker on certificates that are right, and on every way to spoil them.

use proptest::prelude::*;

use super::super::super::attack;
use super::super::super::model::{CellId, Model, ModelCell, Pattern, Rule};
use super::super::super::tests::tables::Table;
use super::super::{Certificate, Completion, Fault, Witness};
use super::check;

/// A table of two rows and two columns, all of its inner cells hidden, with its certificate.
fn square() -> (Table, Vec<Vec<CellId>>, Pattern, Certificate) {
    let (table, ids) = Table::two_way(5, &[vec![3, 20], vec![20, 30]]);
    let (inner, all) = (&ids[..2], [ids[0][0], ids[0][1], ids[1][0], ids[1][1]]);
    let moved = |by: i128| -> Completion {
        vec![(inner[0][0], 3 + by), (inner[0][1], 20 - by), (inner[1][0], 20 - by), (inner[1][1], 30 + by)]
    };
    let certificate = Certificate {
        completions: vec![moved(-2), moved(9)],
        witnesses: vec![Witness { cell: all[0], low: Some(0), high: Some(1) }],
    };
    let pattern = table.hiding(&all);
    (table, ids, pattern, certificate)
}

fn faults(table: &Table, pattern: &Pattern, certificate: &Certificate) -> Vec<Fault> {
    check(&table.model, pattern, certificate).err().unwrap_or_default()
}

#[test]
fn accepts_what_is_right() {
    let (table, _, pattern, certificate) = square();
    assert_eq!(check(&table.model, &pattern, &certificate), Ok(()));
}

#[test]
fn the_truth_can_be_a_witness() {
    let (table, _, pattern, mut certificate) = square();
    certificate.witnesses[0].low = None;
    // 3 is more than 1, and more than half of 3.
    assert_eq!(faults(&table, &pattern, &certificate), vec![Fault::NearlyKnown { cell: 0 }]);
    certificate.witnesses[0] = Witness { cell: 0, low: Some(0), high: None };
    let narrow = vec![Fault::Narrow { cell: 0 }, Fault::SurelySmall { cell: 0 }];
    assert_eq!(faults(&table, &pattern, &certificate), narrow);
}

#[test]
fn a_sensitive_cell_needs_one_witness() {
    let (table, _, pattern, mut certificate) = square();
    let witness = certificate.witnesses[0];
    certificate.witnesses.push(witness);
    assert_eq!(faults(&table, &pattern, &certificate), vec![Fault::WitnessedTwice { cell: 0 }]);
    certificate.witnesses.clear();
    assert_eq!(faults(&table, &pattern, &certificate), vec![Fault::Unwitnessed { cell: 0 }]);
    certificate.witnesses.push(Witness { cell: 99, ..witness });
    let nowhere = vec![Fault::WitnessOfNothing { witness: 0 }, Fault::Unwitnessed { cell: 0 }];
    assert_eq!(faults(&table, &pattern, &certificate), nowhere);
    certificate.witnesses = vec![Witness { high: Some(2), ..witness }];
    assert!(faults(&table, &pattern, &certificate).contains(&Fault::NoSuchCompletion { cell: 0 }));
}

#[test]
fn a_group_that_no_page_names_needs_one_too() {
    let mut table = Table::new(5);
    let [a, b, total] = table.cells([20, 30, 53]);
    let gap = table.sum_with_gap(total, &[a, b]);
    let pattern = table.hiding(&[a]);
    let mut certificate = Certificate {
        completions: vec![vec![(gap, 0), (a, 23)], vec![(gap, 23), (a, 0)], vec![(gap, 22), (a, 1)]],
        witnesses: vec![Witness { cell: gap, low: Some(0), high: Some(2) }],
    };
    // The page withholds a, and would have shown a zero.
    assert_eq!(faults(&table, &pattern, &certificate), vec![Fault::TooLow { completion: Some(1), cell: a }]);
    certificate.completions.remove(1);
    certificate.witnesses[0].high = Some(1);
    assert_eq!(faults(&table, &pattern, &certificate), vec![]);
    certificate.witnesses.clear();
    assert_eq!(faults(&table, &pattern, &certificate), vec![Fault::Unwitnessed { cell: gap }]);
    let shown = Pattern { hidden: vec![None; 4] };
    assert!(faults(&table, &shown, &certificate).contains(&Fault::SensitiveShown { cell: gap }));
}

#[test]
fn shown_cells_stay_within_what_is_told() {
    let (mut table, ids, pattern, mut certificate) = square();
    let total = ids[2][2];
    table.model.cells[total].told = (70, 75);
    certificate.completions[0].push((total, 75));
    // The total of totals breaks, but what the total itself tells does not.
    assert!(
        !faults(&table, &pattern, &certificate).contains(&Fault::ShownDiffers { completion: Some(0), cell: total })
    );
    certificate.completions[0].pop();
    certificate.completions[0].push((total, 76));
    assert!(faults(&table, &pattern, &certificate).contains(&Fault::ShownDiffers { completion: Some(0), cell: total }));
    table.model.cells[total].told = (74, 75);
    assert!(faults(&table, &pattern, &certificate).contains(&Fault::ShownDiffers { completion: None, cell: total }));
}

#[test]
fn inequalities_and_least_values_bind() {
    let (mut table, ids, pattern, certificate) = square();
    // The first cell is at most half of the second, as a sorted chart might tell.
    table.relate(&[(ids[0][0], 2), (ids[0][1], -1)], None, Some(0));
    let relation = table.model.relations.len() - 1;
    assert_eq!(faults(&table, &pattern, &certificate), vec![Fault::Broken { completion: Some(1), relation }]);
    table.model.relations.pop();
    table.model.cells[ids[0][0]].least = 2;
    assert_eq!(faults(&table, &pattern, &certificate), vec![Fault::TooLow { completion: Some(0), cell: 0 }]);
}

#[test]
fn what_must_be_hidden_is_hidden() {
    let (mut table, ids, pattern, certificate) = square();
    let ratio = table.cell(40);
    table.model.cells[ratio].rests_on = vec![ids[0][1]];
    let mut longer = Pattern { hidden: [pattern.hidden.clone(), vec![None]].concat() };
    assert_eq!(faults(&table, &longer, &certificate), vec![Fault::RatioShown { cell: ratio }]);
    longer.hidden[ratio] = Some(Rule::HiddenBase);
    assert_eq!(faults(&table, &longer, &certificate), vec![]);
    table.model.cells[ids[1][1]].frozen = true;
    assert_eq!(faults(&table, &longer, &certificate), vec![Fault::PublicHidden { cell: ids[1][1] }]);
    longer.hidden[0] = None;
    assert!(faults(&table, &longer, &certificate).contains(&Fault::SensitiveShown { cell: 0 }));
}

#[test]
fn malformed_input_is_a_fault() {
    let (mut table, _, pattern, mut certificate) = square();
    assert_eq!(faults(&table, &Pattern { hidden: Vec::new() }, &certificate), vec![Fault::Lengths]);
    let change = certificate.completions[0][1];
    certificate.completions[0].push((usize::MAX, 3));
    certificate.completions[0].push(change);
    let found = faults(&table, &pattern, &certificate);
    let (nowhere, twice) =
        (Fault::ChangeOfNothing { completion: 0, position: 4 }, Fault::NamedTwice { completion: 0, cell: change.0 });
    assert_eq!(found, vec![nowhere, twice]);
    certificate.completions[1][0].1 = i128::MAX;
    certificate.completions[1][1].1 = i128::MIN;
    assert!(faults(&table, &pattern, &certificate).contains(&Fault::TooLarge { completion: Some(1), relation: 0 }));
    table.relate(&[(77, 1)], None, None);
    table.model.cells[0].rests_on.push(77);
    let relation = table.model.relations.len() - 1;
    let found = faults(&table, &pattern, &certificate);
    assert_eq!(found, vec![Fault::RelationOfNothing { relation }, Fault::RestsOnNothing { cell: 0 }]);
}

#[test]
fn the_model_itself_has_to_hold() {
    let (mut table, _, pattern, certificate) = square();
    table.relate(&[(0, 1)], Some(4), None);
    let relation = table.model.relations.len() - 1;
    assert!(faults(&table, &pattern, &certificate).contains(&Fault::Broken { completion: None, relation }));
}

#[test]
fn faults_are_told_without_a_number_of_the_data() {
    let (table, _, pattern, mut certificate) = square();
    certificate.completions[1][0].1 = 31_337;
    certificate.completions[0][0].1 = -31_337;
    let words: Vec<String> = faults(&table, &pattern, &certificate).iter().map(ToString::to_string).collect();
    assert!(words.len() > 2 && words.iter().all(|words| !words.contains("31337") && !words.contains("31_337")));
}

/// A certificate by counting: for each sensitive cell the lowest and the highest completion along one square of the
/// table's inner cells, all of which are hidden. Nothing where a square does not do.
fn by_squares(model: &Model, ids: &[Vec<CellId>], pattern: &Pattern) -> Option<Certificate> {
    let (rows, columns) = (ids.len() - 1, ids[0].len() - 1);
    let mut certificate = Certificate::default();
    let unseen = |cell: CellId| pattern.hidden[cell].is_some();
    for row in 0..rows {
        for column in 0..columns {
            let cell = ids[row][column];
            if !unseen(cell) || model.cells[cell].primary.is_none() {
                continue;
            }
            let squares = (0..rows).flat_map(|other| (0..columns).map(move |across| (other, across)));
            let squares = squares.filter(|(other, across)| *other != row && *across != column);
            let best = squares
                .map(|(other, across)| [cell, ids[row][across], ids[other][column], ids[other][across]])
                .filter(|square| square.iter().all(|corner| unseen(*corner)))
                .max_by_key(|square| model.cells[square[1]].value.min(model.cells[square[2]].value))?;
            let value = |corner: usize| model.cells[best[corner]].value;
            let moved = |by: i128| -> Completion {
                let signs = [1, -1, -1, 1];
                (0..4).map(|corner| (best[corner], value(corner) + signs[corner] * by)).collect()
            };
            let down = (value(0) - 1).min(value(3) - 1);
            let up = (value(1) - 1).min(value(2) - 1);
            let mut end = |by: i128| {
                certificate.completions.extend((by != 0).then(|| moved(by)));
                (by != 0).then(|| certificate.completions.len() - 1)
            };
            let (low, high) = (end(-down), end(up));
            certificate.witnesses.push(Witness { cell, low, high });
        }
    }
    Some(certificate)
}

/// A random table of counts above zero, all of its inner cells hidden, and its certificate if squares give one.
fn certified() -> impl Strategy<Value = (Model, Pattern, Certificate)> {
    let counts = prop_oneof![3 => 1..=5i128, 4 => 9..=30i128];
    let tables = (2..5usize, 2..5usize).prop_flat_map(move |(rows, columns)| {
        proptest::collection::vec(proptest::collection::vec(counts.clone(), columns), rows)
    });
    tables.prop_filter_map("no square is wide enough", |values| {
        let (table, ids) = Table::two_way(5, &values);
        let (rows, columns) = (ids.len() - 1, ids[0].len() - 1);
        let margins = (0..=rows).any(|row| table.model.cells[ids[row][columns]].primary.is_some())
            || ids[rows].iter().any(|total| table.model.cells[*total].primary.is_some());
        let inner: Vec<CellId> = ids[..rows].iter().flat_map(|row| row[..columns].to_vec()).collect();
        let pattern = table.hiding(&inner);
        let certificate = by_squares(&table.model, &ids, &pattern).filter(|_| !margins)?;
        let valid = !certificate.witnesses.is_empty() && check(&table.model, &pattern, &certificate).is_ok();
        valid.then_some((table.model, pattern, certificate))
    })
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 64,
        failure_persistence: None,
        rng_seed: proptest::test_runner::RngSeed::Fixed(2017),
        ..ProptestConfig::default()
    })]

    /// What the checker accepts, a counting attacker confirms.
    #[test]
    fn no_certificate_is_wider_than_the_truth((model, pattern, certificate) in certified()) {
        for (number, witness) in certificate.witnesses.iter().enumerate() {
            let Some(Some((low, high))) = attack::interval(&model, &pattern, witness.cell) else { continue };
            let ModelCell { value, threshold, .. } = model.cells[witness.cell];
            let changed = |completion: Option<usize>| {
                let at = completion.map(|position| &certificate.completions[position]);
                let change = at.and_then(|changes| changes.iter().find(|(cell, _)| *cell == witness.cell));
                change.map_or(value, |(_, value)| *value)
            };
            prop_assert!(low <= changed(witness.low) && changed(witness.high) <= high, "witness {number}");
            prop_assert!(high - low >= threshold && high > threshold);
        }
    }

    /// One number off, one entry or one witness less, and the certificate is refused.
    #[test]
    fn every_mutation_is_caught(
        (model, pattern, certificate) in certified(),
        spot in any::<prop::sample::Index>(),
        entry in any::<prop::sample::Index>(),
        by in prop_oneof![-9..=-1i128, 1..=9i128, Just(i128::MAX), Just(i128::MIN)],
    ) {
        let refused = |certificate: &Certificate| check(&model, &pattern, certificate).is_err();
        let at = spot.index(certificate.completions.len());
        let change = entry.index(certificate.completions[at].len());

        let mut off = certificate.clone();
        let value = &mut off.completions[at][change].1;
        *value = value.saturating_add(by);
        prop_assert!(refused(&off), "one number off");

        let mut moved = certificate.clone();
        moved.completions[at][change].0 = model.cells.len() - 1;
        prop_assert!(refused(&moved), "a change of another cell");

        let mut shorter = certificate.clone();
        shorter.completions[at].remove(change);
        prop_assert!(refused(&shorter), "one entry less");

        let mut fewer = certificate.clone();
        fewer.completions.pop();
        prop_assert!(refused(&fewer), "one completion less");

        let witness = spot.index(certificate.witnesses.len());
        let mut unwitnessed = certificate.clone();
        unwitnessed.witnesses.remove(witness);
        prop_assert!(refused(&unwitnessed), "one witness less");

        let mut swapped = certificate.clone();
        let known = &mut swapped.witnesses[witness];
        (known.low, known.high) = (known.high, known.low);
        prop_assert!(refused(&swapped), "low and high exchanged");

        let mut elsewhere = certificate.clone();
        elsewhere.witnesses[witness].cell = model.cells.len() + spot.index(9);
        prop_assert!(refused(&elsewhere), "a witness of nothing");

        let mut showing = pattern.clone();
        showing.hidden[certificate.witnesses[witness].cell] = None;
        prop_assert!(check(&model, &showing, &certificate).is_err(), "a sensitive cell shown");
    }
}
