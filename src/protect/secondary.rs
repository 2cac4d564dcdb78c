//! Secondary suppression, first form: hides further cells until no sum gives a hidden one away, then lets the audit look
//! for what the sums give away together.

use std::collections::BTreeSet;

use super::audit;
use super::model::{CellId, Model, Pattern, Rule, Sum};

/// What cannot be protected: the cells that a reader could work out, although everything around them is hidden.
#[derive(Debug)]
pub(super) struct Unprotectable {
    pub(super) cells: Vec<CellId>,
}

/// Hides what has to be hidden.
pub(super) fn settle(model: &Model) -> Result<Pattern, Unprotectable> {
    let mut settling = Settling::new(model);
    settling.settle_sums((0..model.sums.len()).collect());
    loop {
        let exposed = audit::exposed(model, &settling.pattern);
        if exposed.is_empty() {
            return Ok(settling.pattern);
        }
        let mut touched = BTreeSet::new();
        let mut stuck = Vec::new();
        for cell in exposed {
            // One remedy a neighbourhood and round: it often cures the neighbours too.
            if settling.sums_of[cell].iter().any(|sum| touched.contains(sum)) {
                continue;
            }
            match settling.hide_near(cell) {
                Some(hidden) => touched.extend(&settling.sums_of[hidden]),
                None => stuck.push(cell),
            }
        }
        if !stuck.is_empty() {
            return Err(Unprotectable { cells: stuck });
        }
        settling.settle_sums(touched);
    }
}

/// A pattern on its way, and who is bound to whom.
struct Settling<'a> {
    model: &'a Model,
    pattern: Pattern,
    /// By cell, the sums that hold it.
    sums_of: Vec<Vec<usize>>,
    /// By cell, the ratios that rest on it.
    ratios_on: Vec<Vec<CellId>>,
}

impl<'a> Settling<'a> {
    fn new(model: &'a Model) -> Self {
        let mut sums_of = vec![Vec::new(); model.cells.len()];
        for (position, sum) in model.sums.iter().enumerate() {
            for (cell, _) in sum.terms() {
                sums_of[cell].push(position);
            }
        }
        let mut ratios_on = vec![Vec::new(); model.cells.len()];
        for (ratio, cell) in model.cells.iter().enumerate() {
            for base in &cell.rests_on {
                ratios_on[*base].push(ratio);
            }
        }
        let hidden = vec![None; model.cells.len()];
        let mut settling = Self { model, pattern: Pattern { hidden }, sums_of, ratios_on };
        for (position, cell) in model.cells.iter().enumerate() {
            if let Some(rule) = cell.primary {
                settling.hide(position, rule);
            }
        }
        settling
    }

    /// Hides a cell and the ratios that rest on it, and says which cells that were. A sensitive cell keeps its own rule.
    fn hide(&mut self, cell: CellId, rule: Rule) -> Vec<CellId> {
        let known = &mut self.pattern.hidden[cell];
        if known.is_none() || *known == Some(Rule::HiddenBase) {
            *known = Some(rule);
        }
        let mut hidden = vec![cell];
        for ratio in &self.ratios_on[cell] {
            if self.pattern.hidden[*ratio].is_none() {
                self.pattern.hidden[*ratio] = Some(Rule::HiddenBase);
                hidden.push(*ratio);
            }
        }
        hidden
    }

    /// Repeats the rules of single sums until none asks for more.
    fn settle_sums(&mut self, mut queue: BTreeSet<usize>) {
        while let Some(sum) = queue.pop_first() {
            while needs_more(self.model, &self.pattern, sum) {
                let Some(cell) = self.cheapest(&[sum]) else { break };
                for hidden in self.hide(cell, Rule::Secondary(sum)) {
                    queue.extend(&self.sums_of[hidden]);
                }
            }
        }
    }

    /// The least dear cell of some sums that a reader still sees.
    fn cheapest(&self, sums: &[usize]) -> Option<CellId> {
        sums.iter()
            .flat_map(|sum| self.model.sums[*sum].terms())
            .map(|(cell, _)| cell)
            .filter(|cell| self.pattern.shows(self.model, *cell) && self.model.cells[*cell].is_candidate())
            .min_by_key(|cell| self.model.cells[*cell].cost)
    }

    /// Hides the least dear cell of the sums around `cell`, going further out where they are exhausted.
    fn hide_near(&mut self, cell: CellId) -> Option<CellId> {
        let mut sums: Vec<usize> = self.sums_of[cell].clone();
        let mut seen: BTreeSet<usize> = sums.iter().copied().collect();
        let mut looked = 0;
        while looked < sums.len() {
            if let Some(candidate) = self.cheapest(&sums[looked..]) {
                self.hide(candidate, Rule::Secondary(sums[0]));
                return Some(candidate);
            }
            let around: Vec<usize> = sums[looked..]
                .iter()
                .flat_map(|sum| self.model.sums[*sum].terms())
                .flat_map(|(cell, _)| self.sums_of[cell].iter().copied())
                .collect();
            looked = sums.len();
            sums.extend(around.into_iter().filter(|sum| seen.insert(*sum)));
        }
        None
    }
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
    let together = together(model, pattern, sum, &unseen);
    // The audit does not see sums that hold only nearly, so they have to leave each hidden count its width here.
    let room = if sum.exact { 0 } else { i128::try_from(unseen.len()).unwrap_or(i128::MAX) };
    let small = together.is_none_or(|together| together <= threshold.saturating_add(room));
    let people: Option<i128> = unseen
        .iter()
        .filter_map(|(cell, _)| model.cells[*cell].contributors)
        .map(|contributors| model.cells[contributors].value)
        .sum();
    let few = model.cells[sum.total].contributors.is_some() && people.is_none_or(|people| people <= threshold);
    sensitive && (small || few)
}

/// What the unseen parts of a sum come to: for an exact one, what everybody can work out from the parts that are shown.
fn together(model: &Model, pattern: &Pattern, sum: &Sum, unseen: &[(CellId, i128)]) -> Option<i128> {
    if sum.exact {
        let shown = sum.terms().filter(|(cell, _)| pattern.shows(model, *cell));
        return shown.map(|(cell, sign)| Some(sign * model.cells[cell].value?)).sum::<Option<i128>>().map(i128::abs);
    }
    unseen.iter().map(|(cell, _)| model.cells[*cell].value).sum()
}
