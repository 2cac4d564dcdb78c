//! The remedy for an exposed cell: which further cells to hide so that it can move. A linear programme looks for the least
//! dear way in which the cell could differ and everything still add up; the visible cells that would have to move with it
//! are the remedy. The solver only proposes: whether the remedy suffices is for the audit to see.

use std::collections::{BTreeMap, BTreeSet};

use microlp::{ComparisonOp, LinearExpr, OptimizationDirection, Problem, Variable};

use super::super::model::CellId;
use super::blocks::is_open;
use super::hiding::Hiding;
use super::patch::Way;

/// Where a remedy is looked for, one after the other: how many of a relation's least dear visible cells are considered,
/// and how many relations away.
const FIELDS: [(usize, usize); 8] = [(8, 1), (2, 2), (3, 2), (6, 2), (3, 3), (14, 1), (14, 2), (40, 2)];
/// Where so many cells are sensitive, the narrowest field has to do at first: looking further would take too long.
pub(super) const MANY: usize = 5_000;
/// The most cells that one programme weighs.
const MOST_CELLS: usize = 1_500;

/// Visible cells to hide so that `cell` can differ by `by` in the given way. `hidden` are hidden already.
pub(super) fn remedy(
    hiding: &Hiding<'_>,
    hidden: &BTreeSet<CellId>,
    cell: CellId,
    way: Way,
    by: i128,
) -> Option<Vec<CellId>> {
    let field = Field { hiding, hidden };
    let narrow = hiding.sensitive > MANY;
    let mut fields = FIELDS.into_iter().filter(|field| narrow || *field != (2, 2));
    fields.find_map(|(breadth, reach)| {
        let cells = field.around(cell, breadth, reach);
        if cells.len() < 2 || cells.len() > MOST_CELLS {
            return None;
        }
        field.solve(&cells, cell, way, by)
    })
}

/// What a remedy is chosen from.
pub(super) struct Field<'a> {
    pub(super) hiding: &'a Hiding<'a>,
    pub(super) hidden: &'a BTreeSet<CellId>,
}

impl Field<'_> {
    fn is_open(&self, cell: CellId) -> bool {
        is_open(self.hiding.model, &self.hiding.pattern, cell) || self.hidden.contains(&cell)
    }

    fn may_move(&self, cell: CellId) -> bool {
        self.is_open(cell) || self.hiding.model.cells[cell].is_candidate()
    }

    /// Cells that may move, around a cell: of each relation the open ones and the least dear visible ones, and those in which
    /// two such relations meet.
    pub(super) fn around(&self, cell: CellId, breadth: usize, reach: usize) -> Vec<CellId> {
        let (hiding, model) = (self.hiding, self.hiding.model);
        let mut cells = BTreeSet::from([cell]);
        let mut relations: BTreeSet<usize> = BTreeSet::new();
        let mut fresh = vec![cell];
        for _ in 0..reach {
            let mut next = Vec::new();
            for relation in fresh.iter().flat_map(|cell| &hiding.relations_of[*cell]) {
                if !relations.insert(*relation) {
                    continue;
                }
                let terms = model.relations[*relation].terms.iter().map(|(cell, _)| *cell);
                let (open, visible): (Vec<CellId>, Vec<CellId>) =
                    terms.filter(|cell| self.may_move(*cell)).partition(|cell| self.is_open(*cell));
                let mut visible = visible;
                visible.sort_by_key(|cell| model.cells[*cell].cost);
                visible.truncate(breadth);
                next.extend(open.into_iter().take(4 * breadth).chain(visible).filter(|cell| cells.insert(*cell)));
            }
            fresh = next;
        }
        // Where two relations of the found cells meet, a way can close.
        let mut touched: Vec<usize> = cells.iter().flat_map(|cell| &hiding.relations_of[*cell]).copied().collect();
        touched.sort_unstable();
        touched.dedup();
        let mut met: Vec<CellId> =
            touched.iter().flat_map(|relation| &model.relations[*relation].terms).map(|(cell, _)| *cell).collect();
        met.sort_unstable();
        let twice = met.chunk_by(|a, b| a == b).filter(|same| same.len() > 1).map(|same| same[0]);
        cells.extend(twice.filter(|cell| self.may_move(*cell)));
        self.pruned(cells, cell)
    }

    /// Without the cells that cannot move because they are alone in an equation.
    fn pruned(&self, mut cells: BTreeSet<CellId>, target: CellId) -> Vec<CellId> {
        let equations = |cell: CellId| {
            self.hiding.relations_of[cell]
                .iter()
                .filter(|relation| self.hiding.model.relations[**relation].is_equation())
        };
        let mut members: BTreeMap<usize, usize> = BTreeMap::new();
        for cell in &cells {
            for relation in equations(*cell) {
                *members.entry(*relation).or_insert(0) += 1;
            }
        }
        let mut queue: Vec<CellId> = cells.iter().copied().collect();
        while let Some(cell) = queue.pop() {
            if cell == target || !cells.contains(&cell) || equations(cell).all(|relation| members[relation] > 1) {
                continue;
            }
            cells.remove(&cell);
            for relation in equations(cell) {
                if let Some(count) = members.get_mut(relation) {
                    *count -= 1;
                    if *count == 1 {
                        let left = self.hiding.model.relations[*relation].terms.iter().map(|(cell, _)| *cell);
                        queue.extend(left.filter(|cell| cells.contains(cell)));
                    }
                }
            }
        }
        cells.into_iter().collect()
    }

    fn solve(&self, cells: &[CellId], target: CellId, way: Way, by: i128) -> Option<Vec<CellId>> {
        let (hiding, model) = (self.hiding, self.hiding.model);
        let mut problem = Problem::new(OptimizationDirection::Minimize);
        let mut variables: BTreeMap<CellId, Moves> = BTreeMap::new();
        // Nothing has to move further than a few times what the target does.
        let far = 64 * by;
        for cell in cells {
            let known = &model.cells[*cell];
            if *cell == target {
                let by = float(if way == Way::Up { by } else { -by });
                variables.insert(*cell, Moves { free: vec![(problem.add_var(0.0, (by, by)), 1.0)], dear: Vec::new() });
                continue;
            }
            let hidden = (i128::from(known.zeros_shown), None);
            let range = if self.hidden.contains(cell) { hidden } else { hiding.pattern.known_range(model, *cell) };
            let room = |(low, high): (i128, Option<i128>)| {
                ((known.value - low).clamp(0, far), high.map_or(far, |high| (high - known.value).clamp(0, far)))
            };
            let (down, up) = room(range);
            let mut moves = Moves::default();
            for (room, sign) in [(down, -1.0), (up, 1.0)] {
                if room > 0 {
                    moves.free.push((problem.add_var(0.001, (0.0, float(room))), sign));
                }
            }
            if hiding.shows(*cell) && known.is_candidate() && !self.hidden.contains(cell) {
                // The order of the data settles what is equally dear.
                let price = weight(known.cost.weight()) + 1e-7 * weight(known.cost.order.min(1_000_000) as u64);
                let (lower, higher) = room(hidden);
                for (room, sign) in [(lower - down, -1.0), (higher - up, 1.0)] {
                    if room > 0 {
                        moves.dear.push((problem.add_var(price, (0.0, float(room))), sign));
                    }
                }
            }
            variables.insert(*cell, moves);
        }
        let relations: BTreeSet<usize> = cells.iter().flat_map(|cell| &hiding.relations_of[*cell]).copied().collect();
        for relation in relations {
            let relation = &model.relations[relation];
            let mut sum = LinearExpr::empty();
            for (cell, factor) in &relation.terms {
                let moves = variables.get(cell);
                for (variable, sign) in moves.into_iter().flat_map(|moves| moves.free.iter().chain(&moves.dear)) {
                    sum.add(*variable, sign * float(*factor));
                }
            }
            if relation.is_equation() {
                problem.add_constraint(sum, ComparisonOp::Eq, 0.0);
                continue;
            }
            let value: i128 = relation.terms.iter().map(|(cell, factor)| factor * model.cells[*cell].value).sum();
            if let Some(least) = relation.least {
                problem.add_constraint(sum.clone(), ComparisonOp::Ge, float(least - value));
            }
            if let Some(most) = relation.most {
                problem.add_constraint(sum, ComparisonOp::Le, float(most - value));
            }
        }
        let solution = problem.solve().ok()?.into_solution().ok()?;
        let beyond = |moves: &Moves| moves.dear.iter().any(|(variable, _)| solution.var_value(*variable) > 1e-6);
        Some(variables.iter().filter(|(_, moves)| beyond(moves)).map(|(cell, _)| *cell).collect())
    }
}

/// How a cell can move: at no price as long as a reader would not see it, and beyond that by being hidden.
#[derive(Default)]
struct Moves {
    free: Vec<(Variable, f64)>,
    dear: Vec<(Variable, f64)>,
}

#[expect(clippy::cast_precision_loss, reason = "differences are far below the 53 bits that are exact")]
fn float(value: i128) -> f64 {
    value as f64
}

#[expect(clippy::cast_precision_loss, reason = "weights are far below the 53 bits that are exact")]
pub(super) fn weight(value: u64) -> f64 {
    value as f64
}
