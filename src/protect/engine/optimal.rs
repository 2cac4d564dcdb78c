//! The least dear pattern for small tables, proven: a master problem proposes which cells to hide, and the audit either
//! accepts the proposal or says which cells are missing from it, as a cut that every safe pattern satisfies. The first
//! proposal that is accepted cannot be bettered.
//!
//! This is the approach of Fischetti and Salazar ("Solving the cell suppression problem on tabular data with linear
//! constraints", Management Science 47, 2001), with cuts read from the exact tableau.

use std::collections::{BTreeMap, BTreeSet};

use microlp::{ComparisonOp, LinearExpr, OptimizationDirection, Problem, SolutionStatus, SolveOptions, Variable};

use super::super::certificate::Completion;
use super::super::model::{CellId, Model, Pattern, Rule};
use super::audit::{Audit, EFFORT, Findings, Missing, Reached};
use super::blocks::Block;
use super::hiding::{Hiding, needs_more};
use super::patch::Patch;
use super::remedy::Field;
use super::{Looks, look};

/// The most cells of a table, or of a part of one, that is solved to the optimum.
const MOST_CELLS: usize = 320;
/// The most cells of a block that is solved within a larger table.
const MOST_HIDDEN: usize = 60;
/// Steps of the solver for a whole model: a limit that is the same on every machine.
const MOST_STEPS: u64 = 9_000;

/// What one table may cost.
#[derive(Clone, Copy)]
struct Effort {
    /// Proposals before giving up.
    rounds: usize,
    /// Branches of one master problem.
    nodes: u64,
}

const WHOLE: Effort = Effort { rounds: 80, nodes: 400 };
const PART: Effort = Effort { rounds: 8, nodes: 30 };

/// Puts a less dear pattern in the place of the present one: for tables that are small enough the least dear of all, and
/// within larger ones the least dear around each small block.
pub(super) fn improve(hiding: &mut Hiding<'_>, mut looks: Looks) -> Looks {
    let mut steps = MOST_STEPS;
    let (small, large): (Vec<_>, Vec<_>) = regions(hiding).into_iter().partition(|region| region.len() <= MOST_CELLS);
    for region in small {
        looks = better(hiding, looks, &region, WHOLE, &mut steps);
    }
    if large.is_empty() {
        return looks;
    }
    let blocks: Vec<Block> = looks.keys().filter(|block| block.cells.len() <= MOST_HIDDEN).cloned().collect();
    for block in blocks {
        // An earlier block may have taken this one in.
        if looks.contains_key(&block) {
            let around = neighbourhood(hiding, &block.cells);
            looks = better(hiding, looks, &around, PART, &mut steps);
        }
    }
    looks
}

/// A block and the least dear candidates near it.
fn neighbourhood(hiding: &Hiding<'_>, block: &[CellId]) -> Vec<CellId> {
    let mut found: BTreeSet<CellId> = block.iter().copied().collect();
    let none = BTreeSet::new();
    let field = Field { hiding, hidden: &none };
    for (breadth, reach) in [(4, 1), (8, 1), (3, 2)] {
        let mut wider = found.clone();
        for cell in block.iter().filter(|cell| hiding.pattern.is_sensitive(**cell)) {
            wider.extend(field.around(*cell, breadth, reach));
        }
        // What belongs to another block stays as it is.
        wider.retain(|cell| found.contains(cell) || hiding.shows(*cell));
        if wider.len() > MOST_CELLS {
            break;
        }
        found = wider;
    }
    found.into_iter().collect()
}

/// Solves a region, and takes its pattern over if it is less dear and holds.
fn better(hiding: &mut Hiding<'_>, looks: Looks, region: &[CellId], effort: Effort, steps: &mut u64) -> Looks {
    let secondary: Vec<CellId> = region.iter().copied().filter(|cell| is_for_others(&hiding.pattern, *cell)).collect();
    if secondary.len() < 2 || *steps == 0 {
        return looks;
    }
    let before = hiding.pattern.clone();
    let known = cost(hiding.model, &secondary);
    let Some(better) = Region::new(hiding, region).solve(known, effort, steps) else { return looks };
    for cell in &secondary {
        hiding.pattern.hidden[*cell] = None;
    }
    for cell in region {
        if let Some(rule) = hiding.model.cells[*cell].primary {
            hiding.hide(*cell, rule);
        }
    }
    for cell in better {
        let relation = hiding.relations_of[cell].first().copied().unwrap_or_default();
        hiding.hide(cell, Rule::Secondary(relation));
    }
    let relations: BTreeSet<usize> = region.iter().flat_map(|cell| &hiding.relations_of[*cell]).copied().collect();
    let again = look(hiding, looks.clone());
    let safe = again.values().all(|findings| findings.exposed(hiding.model).is_empty())
        && relations.iter().all(|relation| !needs_more(hiding.model, &hiding.pattern, *relation));
    if safe {
        return again;
    }
    hiding.pattern = before;
    looks
}

fn is_for_others(pattern: &Pattern, cell: CellId) -> bool {
    matches!(pattern.hidden[cell], Some(Rule::Secondary(_) | Rule::HiddenBase))
}

fn cost(model: &Model, cells: &[CellId]) -> u64 {
    cells.iter().map(|cell| model.cells[*cell].cost.weight()).sum()
}

/// Cells that could move, tied together by relations or by resting on each other, whether or not they are hidden now.
fn regions(hiding: &Hiding<'_>) -> Vec<Vec<CellId>> {
    let model = hiding.model;
    let moves = |cell: CellId| {
        let known = &model.cells[cell];
        !hiding.shows(cell) || known.is_candidate() || known.told.0 != known.told.1
    };
    let mut rests: BTreeMap<CellId, Vec<CellId>> = BTreeMap::new();
    for (ratio, cell) in model.cells.iter().enumerate() {
        for base in &cell.rests_on {
            rests.entry(*base).or_default().push(ratio);
            rests.entry(ratio).or_default().push(*base);
        }
    }
    let mut seen = vec![false; model.cells.len()];
    let mut regions = Vec::new();
    for first in 0..model.cells.len() {
        if seen[first] || model.cells[first].primary.is_none() {
            continue;
        }
        seen[first] = true;
        let (mut region, mut next) = (vec![first], 0);
        // A region that is too large is followed to its end all the same, so that it is met only once.
        while next < region.len() {
            let cell = region[next];
            next += 1;
            let terms = hiding.relations_of[cell].iter().flat_map(|relation| &model.relations[*relation].terms);
            let near = terms.map(|(cell, _)| *cell).chain(rests.get(&cell).into_iter().flatten().copied());
            for other in near.collect::<Vec<_>>() {
                if !seen[other] && moves(other) {
                    seen[other] = true;
                    region.push(other);
                }
            }
        }
        region.sort_unstable();
        regions.push(region);
    }
    regions
}

/// What a proposal is judged to be.
enum Verdict {
    Safe,
    /// Each of these sets must have a cell in every safe pattern.
    Needs(Vec<BTreeSet<CellId>>),
}

/// One small table on its way to the optimum.
struct Region<'a> {
    hiding: &'a Hiding<'a>,
    cells: &'a [CellId],
    /// Cells that may be shown or hidden, and their variables in the master problem.
    choices: BTreeMap<CellId, Variable>,
    master: Problem,
    /// The pattern in which all choices are hidden.
    all: Pattern,
    pool: Vec<Completion>,
}

impl<'a> Region<'a> {
    fn new(hiding: &'a Hiding<'a>, cells: &'a [CellId]) -> Self {
        let model = hiding.model;
        let mut master = Problem::new(OptimizationDirection::Minimize);
        let mut choices = BTreeMap::new();
        let mut all = hiding.pattern.clone();
        for cell in cells {
            let known = &model.cells[*cell];
            if known.primary.is_none() && known.is_candidate() {
                choices.insert(*cell, master.add_binary_var(super::remedy::weight(known.cost.weight())));
                all.hidden[*cell] = Some(Rule::Secondary(0));
            }
        }
        let mut region = Self { hiding, cells, choices, master, all, pool: Vec::new() };
        region.bind();
        region
    }

    /// What every safe and sensible pattern satisfies: no hidden cell is alone in an equation, and a ratio goes with what
    /// it rests on.
    fn bind(&mut self) {
        let model = self.hiding.model;
        let relations: BTreeSet<usize> =
            self.cells.iter().flat_map(|cell| &self.hiding.relations_of[*cell]).copied().collect();
        for relation in relations.into_iter().map(|relation| &model.relations[relation]) {
            let loose = relation.terms.iter().any(|(cell, _)| model.cells[*cell].told.0 != model.cells[*cell].told.1);
            if !relation.is_equation() || loose {
                continue;
            }
            let (open, fixed): (Vec<CellId>, Vec<CellId>) =
                relation.terms.iter().map(|(cell, _)| *cell).partition(|cell| self.choices.contains_key(cell));
            let unseen = fixed.iter().filter(|cell| !self.all.shows(model, **cell)).count();
            let ruled = fixed.iter().any(|cell| model.cells[*cell].primary.is_some());
            if unseen == 1 && ruled {
                let all: BTreeSet<CellId> = open.into_iter().collect();
                self.cut(&all);
            } else if unseen == 0 {
                for cell in &open {
                    let others = open.iter().filter(|other| *other != cell);
                    self.imply(*cell, others.copied());
                }
            }
        }
        for ratio in self.cells {
            for base in &model.cells[*ratio].rests_on {
                if self.choices.contains_key(ratio) && self.choices.contains_key(base) {
                    self.imply(*base, [*ratio].into_iter());
                } else if self.choices.contains_key(ratio) && self.hiding.pattern.hidden[*base].is_some() {
                    self.cut(&BTreeSet::from([*ratio]));
                }
            }
        }
    }

    /// Hiding `cell` means hiding one of `others`.
    fn imply(&mut self, cell: CellId, others: impl Iterator<Item = CellId>) {
        let mut sum = LinearExpr::empty();
        for other in others {
            sum.add(self.choices[&other], 1.0);
        }
        sum.add(self.choices[&cell], -1.0);
        self.master.add_constraint(sum, ComparisonOp::Ge, 0.0);
    }

    /// At least one of these is hidden.
    fn cut(&mut self, cells: &BTreeSet<CellId>) {
        let mut sum = LinearExpr::empty();
        for variable in cells.iter().filter_map(|cell| self.choices.get(cell)) {
            sum.add(*variable, 1.0);
        }
        self.master.add_constraint(sum, ComparisonOp::Ge, 1.0);
    }

    /// The least dear safe pattern, if it is less dear than `known` and was found in time.
    fn solve(mut self, known: u64, effort: Effort, steps: &mut u64) -> Option<Vec<CellId>> {
        let all = self.all.clone();
        let audit = Audit { model: self.hiding.model, pattern: &all, relations_of: &self.hiding.relations_of };
        let mut patch = Patch::new(self.hiding.model, &all, self.cells, &self.hiding.relations_of)?;
        for _ in 0..effort.rounds {
            let mut options = SolveOptions::default();
            options.node_limit = Some(effort.nodes);
            let solution = self.master.solve_with(options).ok()?.into_solution().ok()?;
            *steps = steps.saturating_sub(solution.stats().lp_iterations);
            if solution.status() != SolutionStatus::Optimal || *steps == 0 {
                return None;
            }
            let chosen =
                |(cell, variable): (&CellId, &Variable)| (solution.var_value(*variable) > 0.5).then_some(*cell);
            let proposal: BTreeSet<CellId> = self.choices.iter().filter_map(chosen).collect();
            // No pattern is less dear than an optimal proposal.
            if proposal.iter().map(|cell| self.hiding.model.cells[*cell].cost.weight()).sum::<u64>() >= known {
                return None;
            }
            match self.judge(&audit, &mut patch, &proposal) {
                Verdict::Safe => return Some(proposal.into_iter().collect()),
                Verdict::Needs(cuts) => {
                    for cut in cuts {
                        self.cut(&cut);
                    }
                }
            }
        }
        None
    }

    fn judge(&mut self, audit: &Audit<'_>, patch: &mut Patch, proposal: &BTreeSet<CellId>) -> Verdict {
        let model = self.hiding.model;
        let mut pattern = self.all.clone();
        for cell in self.choices.keys().filter(|cell| !proposal.contains(cell)) {
            pattern.hidden[*cell] = None;
        }
        let mut cuts = Vec::new();
        let relations: BTreeSet<usize> =
            self.cells.iter().flat_map(|cell| &self.hiding.relations_of[*cell]).copied().collect();
        let shown = |cells: &mut dyn Iterator<Item = CellId>| -> BTreeSet<CellId> {
            cells.filter(|cell| self.choices.contains_key(cell) && !proposal.contains(cell)).collect()
        };
        for relation in relations.into_iter().filter(|relation| needs_more(model, &pattern, *relation)) {
            cuts.push(shown(&mut model.relations[relation].terms.iter().map(|(cell, _)| *cell)));
        }
        for cell in self.cells {
            let range = pattern.known_range(model, *cell);
            patch.bound(*cell, model.cells[*cell].value, range);
        }
        let mut findings = Findings::default();
        for cell in self.cells.iter().filter(|cell| model.cells[**cell].primary.is_some()) {
            let value = model.cells[*cell].value;
            findings.reached.insert(*cell, Reached { low: value, low_in: None, high: value, high_in: None });
        }
        let still = |completion: &Completion| {
            completion.iter().all(|(cell, value)| {
                let (low, high) = pattern.known_range(model, *cell);
                *value >= low && high.is_none_or(|high| *value <= high)
            })
        };
        for completion in self.pool.iter().filter(|completion| still(completion)) {
            findings.note(model, completion);
        }
        let sensitive: Vec<CellId> = findings.reached.keys().copied().collect();
        for cell in sensitive {
            let known = findings.completions.len();
            let missing = audit.missing(patch, cell, EFFORT, &mut findings);
            self.pool.extend_from_slice(&findings.completions[known..]);
            match missing {
                Missing::Nothing => {}
                Missing::OneOf(cells) => cuts.push(shown(&mut cells.into_iter())),
                // Nothing was proved but that this proposal is no good, and so nothing less is.
                Missing::Unknown => cuts.push(shown(&mut self.choices.keys().copied())),
            }
        }
        if cuts.is_empty() { Verdict::Safe } else { Verdict::Needs(cuts) }
    }
}
