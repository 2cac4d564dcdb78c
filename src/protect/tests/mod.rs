//! The engine against attackers who share no code with it: published cases with known answers, and random tables of which
//! every whole-number completion is searched.

mod cases;
mod derived;
mod packages;
mod random;
pub(super) mod tables;

use super::attack;
use super::certificate;
use super::engine::{self, Settled};
use super::model::{CellId, Model, Pattern, Rule};
use tables::Table;

/// What the attacker learns of a cell, where the case is small enough to say.
fn learnt(table: &Table, pattern: &Pattern, cell: CellId) -> (i128, i128) {
    let learnt = attack::interval(&table.model, pattern, cell).expect("small enough to be searched");
    learnt.expect("the truth is a completion")
}

/// What the attacker learns of some cells if exactly those are hidden.
fn learnt_when_hiding<const N: usize>(table: &Table, hidden: [CellId; N]) -> [(i128, i128); N] {
    let pattern = table.hiding(&hidden);
    hidden.map(|cell| learnt(table, &pattern, cell))
}

/// The promise, stated once more: the interval is as wide as the threshold, reaches beyond small counts, and reaches down
/// to one or half the truth.
fn leaves_doubt(model: &Model, cell: CellId, (low, high): (i128, i128)) -> bool {
    let known = &model.cells[cell];
    high - low >= known.threshold && high > known.threshold && (low <= 1 || 2 * low <= known.value)
}

/// The cells that nobody may learn.
fn sensitive(model: &Model, pattern: &Pattern) -> Vec<CellId> {
    let for_others = |rule: Option<Rule>| matches!(rule, None | Some(Rule::Secondary(_) | Rule::HiddenBase));
    let cells = 0..model.cells.len();
    cells.filter(|cell| model.cells[*cell].primary.is_some() || !for_others(pattern.hidden[*cell])).collect()
}

/// The sensitive cells of which the attacker learns too much. Nothing where the attack takes too long.
fn exposed(model: &Model, pattern: &Pattern) -> Option<Vec<CellId>> {
    let mut exposed = Vec::new();
    for cell in sensitive(model, pattern) {
        if !attack::has_doubt(model, pattern, cell, &|interval| leaves_doubt(model, cell, interval))? {
            exposed.push(cell);
        }
    }
    Some(exposed)
}

/// The cells of pages that a pattern hides.
fn hidden_cells(model: &Model, pattern: &Pattern) -> Vec<CellId> {
    (0..model.cells.len()).filter(|cell| pattern.hidden[*cell].is_some() && model.cells[*cell].asked).collect()
}

/// Lets the engine settle a case, and asserts that the checker accepts its certificate and the attacker finds nothing.
fn settled(table: &Table) -> Settled {
    let settled = engine::settle(&table.model).expect("can be protected");
    assert_eq!(certificate::check(&table.model, &settled.pattern, &settled.certificate), Ok(()));
    let exposed = exposed(&table.model, &settled.pattern).expect("small enough to be searched");
    assert!(
        exposed.is_empty(),
        "{exposed:?} can be known; hidden are {:?}",
        hidden_cells(&table.model, &settled.pattern)
    );
    settled
}

/// The same, and asserts that a pattern which somebody else found is safe too, and that ours hides no more cells.
fn hides_no_more_than(table: &Table, quoted: &[CellId]) -> Settled {
    let theirs = table.hiding(quoted);
    assert_eq!(exposed(&table.model, &theirs), Some(Vec::new()), "the quoted pattern is a fair reference");
    let settled = settled(table);
    let ours = hidden_cells(&table.model, &settled.pattern);
    assert!(ours.len() <= quoted.len(), "ours hides {ours:?}, the quoted pattern {quoted:?}");
    settled
}
