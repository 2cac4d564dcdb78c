//! One table by itself, protected: for benchmarks, and for whoever wants the engine without a site.

use super::model::{CellId, Cost, Model, ModelCell, Pattern, Relation, Rule};
use super::{certificate, engine};

/// Counts and the sums that bind them. Counts from 1 to the threshold are sensitive; zeros are shown.
#[derive(Clone, Debug)]
pub struct Table {
    model: Model,
    threshold: i128,
}

/// What the engine made of a table.
#[derive(Clone, Debug)]
pub struct Protection {
    /// Cells that are sensitive themselves.
    pub primary: Vec<usize>,
    /// Cells that are hidden to protect others.
    pub secondary: Vec<usize>,
    /// For every sensitive cell, a low and a high number that it has in two completions of what is shown.
    pub intervals: Vec<(usize, i128, i128)>,
}

impl Table {
    /// A table without cells, in which counts from 1 to `threshold` are sensitive.
    pub fn new(threshold: u32) -> Self {
        Self { model: Model::default(), threshold: threshold.into() }
    }

    /// Adds a count and returns its position.
    pub fn cell(&mut self, value: u64) -> usize {
        let order = self.model.cells.len();
        let value = i128::from(value);
        self.model.cells.push(ModelCell {
            value,
            figure: true,
            asked: true,
            primary: (value != 0 && value <= self.threshold).then_some(Rule::SmallCount),
            frozen: false,
            least: 0,
            zeros_shown: true,
            told: (value, value),
            threshold: self.threshold,
            contributors: None,
            rests_on: Vec::new(),
            cost: Cost { wish: 1, places: 1, size: digits(value), order, ..Cost::default() },
        });
        order
    }

    /// States that `total` is the sum of `parts`.
    pub fn sum(&mut self, total: usize, parts: &[usize]) {
        self.model.relations.push(Relation::sum(total, parts, &[], format!("cell {total} and its parts")));
        self.model.price_totals();
    }

    /// Hides what has to be hidden, and checks the proof that it stays hidden.
    ///
    /// # Errors
    /// The cells that cannot be protected; none where the proof does not hold, which would be a fault of ours.
    pub fn protect(&self) -> Result<Protection, Vec<usize>> {
        let settled = engine::settle(&self.model).map_err(|unprotectable| unprotectable.cells)?;
        certificate::check(&self.model, &settled.pattern, &settled.certificate).map_err(|_| Vec::new())?;
        let hidden = |primary: bool| -> Vec<CellId> {
            let pattern: &Pattern = &settled.pattern;
            let cells = (0..self.model.cells.len()).filter(|cell| pattern.hidden[*cell].is_some());
            cells.filter(|cell| pattern.is_sensitive(*cell) == primary).collect()
        };
        Ok(Protection { primary: hidden(true), secondary: hidden(false), intervals: settled.intervals(&self.model) })
    }
}

/// Binary digits of a number's size.
pub(super) fn digits(value: i128) -> u32 {
    i128::BITS - value.unsigned_abs().leading_zeros()
}
