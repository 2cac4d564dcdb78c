//! Models built by hand, for tests.

use std::collections::BTreeMap;

use super::super::model::{CellId, Cost, Model, ModelCell, Pattern, Relation, Rule};
use super::super::table::digits;

/// Builds a model. Counts from 1 to the threshold are sensitive; zeros are shown.
pub(in crate::protect) struct Table {
    pub(in crate::protect) model: Model,
    pub(in crate::protect) threshold: i128,
}

impl Table {
    pub(in crate::protect) fn new(threshold: i128) -> Self {
        Self { model: Model::default(), threshold }
    }

    /// A count that a page wants to show.
    pub(in crate::protect) fn cell(&mut self, value: i128) -> CellId {
        let order = self.model.cells.len();
        let small = value != 0 && value <= self.threshold;
        self.model.cells.push(ModelCell {
            value,
            figure: true,
            asked: true,
            primary: small.then_some(Rule::SmallCount),
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

    pub(in crate::protect) fn cells<const N: usize>(&mut self, values: [i128; N]) -> [CellId; N] {
        values.map(|value| self.cell(value))
    }

    /// A group that no page shows.
    pub(in crate::protect) fn group(&mut self, value: i128) -> CellId {
        let cell = self.cell(value);
        let known = &mut self.model.cells[cell];
        (known.asked, known.figure) = (false, false);
        known.primary = known.primary.map(|_| Rule::SmallGap);
        cell
    }

    /// Events, and the cell of the people behind them.
    pub(in crate::protect) fn events(&mut self, value: i128, people: CellId) -> CellId {
        let cell = self.cell(value);
        let few = value > self.threshold && self.model.cells[people].value <= self.threshold;
        let known = &mut self.model.cells[cell];
        known.contributors = Some(people);
        if few {
            known.primary = Some(Rule::FewContributors);
        }
        self.relate(&[(cell, 1), (people, -1)], Some(0), None);
        cell
    }

    pub(in crate::protect) fn sum(&mut self, total: CellId, parts: &[CellId]) {
        self.model.relations.push(Relation::sum(total, parts, &[], format!("sum of {total}")));
        self.model.price_totals();
    }

    /// A sum whose parts miss their total: the gap is a group of its own.
    pub(in crate::protect) fn sum_with_gap(&mut self, total: CellId, parts: &[CellId]) -> CellId {
        let gap = self.value(total) - parts.iter().map(|part| self.value(*part)).sum::<i128>();
        let group = self.group(gap.abs());
        let sign = if gap < 0 { -1 } else { 1 };
        self.model.relations.push(Relation::sum(total, parts, &[(group, sign)], format!("sum of {total}, and a gap")));
        self.model.price_totals();
        group
    }

    pub(in crate::protect) fn relate(&mut self, terms: &[(CellId, i128)], least: Option<i128>, most: Option<i128>) {
        let name = format!("relation {}", self.model.relations.len());
        self.model.relations.push(Relation { terms: terms.to_vec(), least, most, total: None, claim: false, name });
    }

    pub(in crate::protect) fn value(&self, cell: CellId) -> i128 {
        self.model.cells[cell].value
    }

    /// From here on a hidden number may be a zero.
    pub(in crate::protect) fn show_no_zeros(&mut self) {
        self.model.cells.iter_mut().for_each(|cell| cell.zeros_shown = false);
    }

    /// Makes exactly these cells sensitive.
    pub(in crate::protect) fn sensitive(&mut self, cells: &[CellId]) {
        for (position, cell) in self.model.cells.iter_mut().enumerate() {
            cell.primary = cells.contains(&position).then_some(Rule::SmallCount);
        }
    }

    /// A two-way table with margins: `rows` by `columns`, then row totals, column totals and the grand total.
    pub(in crate::protect) fn two_way(threshold: i128, values: &[Vec<i128>]) -> (Self, Vec<Vec<CellId>>) {
        let mut table = Self::new(threshold);
        let mut ids: Vec<Vec<CellId>> =
            values.iter().map(|row| row.iter().map(|value| table.cell(*value)).collect()).collect();
        for row in 0..values.len() {
            let parts = ids[row].clone();
            let total = table.cell(values[row].iter().sum());
            table.sum(total, &parts);
            ids[row].push(total);
        }
        let columns = values[0].len();
        let mut bottom = Vec::new();
        for column in 0..=columns {
            let parts: Vec<CellId> = ids.iter().map(|row| row[column]).collect();
            let total = table.cell(parts.iter().map(|part| table.value(*part)).sum());
            table.sum(total, &parts);
            bottom.push(total);
        }
        let (inner, grand) = (bottom[..columns].to_vec(), bottom[columns]);
        table.sum(grand, &inner);
        ids.push(bottom);
        (table, ids)
    }

    /// A three-way table with every margin; `sizes` are the lengths of its dimensions.
    pub(in crate::protect) fn three_way(threshold: i128, sizes: [usize; 3], values: &[i128]) -> Self {
        let mut table = Self::new(threshold);
        // A coordinate equal to the size of its dimension is that dimension's total.
        let mut at = BTreeMap::new();
        let spots = |sizes: [usize; 3]| {
            let all = move |dimension: usize| 0..=sizes[dimension];
            all(0).flat_map(move |i| all(1).flat_map(move |j| all(2).map(move |k| [i, j, k])))
        };
        for spot in spots(sizes) {
            let covers = |cell: [usize; 3]| (0..3).all(|d| spot[d] == sizes[d] || spot[d] == cell[d]);
            let inner = spots(sizes.map(|size| size - 1));
            let value = inner.zip(values).filter(|(cell, _)| covers(*cell)).map(|(_, value)| value).sum();
            at.insert(spot, table.cell(value));
        }
        for spot in spots(sizes) {
            for dimension in (0..3).filter(|dimension| spot[*dimension] == sizes[*dimension]) {
                let part = |position| {
                    let mut part = spot;
                    part[dimension] = position;
                    at[&part]
                };
                let parts: Vec<CellId> = (0..sizes[dimension]).map(part).collect();
                table.sum(at[&spot], &parts);
            }
        }
        table
    }

    /// A pattern that hides exactly these cells, and whatever is sensitive but on no page.
    pub(in crate::protect) fn hiding(&self, cells: &[CellId]) -> Pattern {
        let rule = |(position, cell): (CellId, &ModelCell)| match cell.primary {
            Some(rule) if cells.contains(&position) || !cell.asked => Some(rule),
            _ => cells.contains(&position).then_some(Rule::Secondary(0)),
        };
        Pattern { hidden: self.model.cells.iter().enumerate().map(rule).collect() }
    }
}
