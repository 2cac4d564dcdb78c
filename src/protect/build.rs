//! Builds the engine's model from the site's facts, sums and questions.

use std::collections::BTreeMap;

use super::Marker;
use super::model::{CellId, Cost, Gap, Model, ModelCell, Rule, Sum, whole};
use super::sealed::Cell;
use super::{primary, undeclared};
use crate::ask::Questions;
use crate::schema::{Catalogue, FactId, MeasureKind, Relation};

/// The model, and which of its cells stands for which fact.
pub(super) struct Built {
    pub(super) model: Model,
    /// By fact.
    pub(super) cell_of: Vec<CellId>,
    /// By cell: how a report names it.
    pub(super) names: Vec<String>,
}

/// One cell a fact (facts that are declared to be one share a cell), one a declared gap.
pub(super) fn build(catalogue: &Catalogue, questions: &Questions) -> Built {
    let cell_of = merged(catalogue);
    let count = cell_of.iter().copied().max().map_or(0, |last| last + 1);
    let mut first: Vec<Option<FactId>> = vec![None; count];
    for (fact, cell) in cell_of.iter().enumerate() {
        first[*cell].get_or_insert(FactId(fact));
    }
    let mut model = Model::default();
    let mut names = Vec::new();
    for fact in first.iter().flatten() {
        model.cells.push(cell(catalogue, *fact, &cell_of));
        names.push(catalogue.name(*fact));
    }
    // Where facts share a cell, the strictest of their rules and policies holds.
    for (fact, id) in cell_of.iter().enumerate() {
        let fact = FactId(fact);
        let shared = cell(catalogue, fact, &cell_of);
        let known = &mut model.cells[*id];
        known.primary = known.primary.or(shared.primary);
        known.threshold = known.threshold.max(shared.threshold);
        known.contributors = known.contributors.or(shared.contributors);
        known.rests_on.extend(shared.rests_on);
        known.value = known.value.or(shared.value);
    }
    for (question, times) in questions.list.iter().zip(&questions.times) {
        for fact in question.facts() {
            let cell = &mut model.cells[cell_of[fact.0]];
            cell.asked = true;
            cell.cost.places += times;
        }
    }
    let mut seen = BTreeMap::new();
    for relation in &catalogue.relations {
        let sum = sum(catalogue, relation, &cell_of, &mut model, &mut names);
        // Datasets that share a whole breakdown state the same sum twice.
        if seen.insert((sum.total, sum.parts.clone()), ()).is_none() {
            model.cells[sum.total].cost.level += 1;
            model.sums.push(sum);
        }
    }
    for relation in undeclared::sums(catalogue, questions) {
        let sum = sum(catalogue, &relation, &cell_of, &mut model, &mut names);
        model.cells[sum.total].cost.level += 1;
        model.sums.push(sum);
    }
    for cell in &mut model.cells {
        cell.least = i128::from(cell.asked && cell.primary.is_some());
    }
    Built { model, cell_of, names }
}

/// By fact, the cell that stands for it.
fn merged(catalogue: &Catalogue) -> Vec<CellId> {
    let mut leader: Vec<usize> = (0..catalogue.facts.len()).collect();
    fn find(leader: &mut [usize], mut at: usize) -> usize {
        while leader[at] != at {
            leader[at] = leader[leader[at]];
            at = leader[at];
        }
        at
    }
    for (a, b, _) in &catalogue.same {
        let (a, b) = (find(&mut leader, a.0), find(&mut leader, b.0));
        leader[a.max(b)] = a.min(b);
    }
    let mut number = BTreeMap::new();
    (0..leader.len())
        .map(|fact| {
            let leader = find(&mut leader, fact);
            let next = number.len();
            *number.entry(leader).or_insert(next)
        })
        .collect()
}

fn cell(catalogue: &Catalogue, id: FactId, cell_of: &[CellId]) -> ModelCell {
    let fact = catalogue.fact(id);
    let kind = catalogue.measure_of(id).kind;
    let number = fact.cell.number();
    let value = if kind.is_additive() {
        // Where a count cannot apply there is nobody, as every reader knows.
        let nobody = matches!(fact.cell, Cell::Marked(Marker::NotApplicable)).then_some(0);
        number.and_then(whole).or(nobody)
    } else {
        // A ratio whose count cannot be worked out is hidden as one of unknown base; it still is a figure to hide.
        number.map(|_| primary::implied(catalogue, id).map_or(1, |implied| implied.count.max(1)))
    };
    let contributors = match kind {
        MeasureKind::Events { of } => catalogue.sibling(id, of).map(|of| cell_of[of.0]),
        _ => None,
    };
    ModelCell {
        value,
        asked: false,
        primary: primary::rule(catalogue, id),
        least: 0,
        threshold: catalogue.dataset_of(id).policy.hide_up_to,
        contributors,
        rests_on: primary::rests_on(catalogue, id).into_iter().map(|fact| cell_of[fact.0]).collect(),
        cost: Cost { order: id.0, size: value.map_or(0, |value| value.unsigned_abs().isqrt()), ..Cost::default() },
    }
}

fn sum(
    catalogue: &Catalogue,
    relation: &Relation,
    cell_of: &[CellId],
    model: &mut Model,
    names: &mut Vec<String>,
) -> Sum {
    let total = cell_of[relation.total.0];
    let parts: Vec<CellId> = relation.parts.iter().map(|part| cell_of[part.0]).collect();
    let exact = catalogue.measure_of(relation.total).kind.is_additive();
    let policy = &catalogue.dataset_of(relation.total).policy;
    let known: Option<i128> = parts.iter().map(|part| model.cells[*part].value).sum();
    let missed = model.cells[total].value.zip(known).map(|(total, parts)| total - parts);
    let gap = (exact && relation.mismatch.is_some()).then(|| {
        let missed = missed.unwrap_or(0);
        let primary = policy.is_small(missed).then_some(Rule::SmallGap);
        model.cells.push(ModelCell {
            value: Some(missed.abs()),
            asked: false,
            primary,
            least: 0,
            threshold: policy.hide_up_to,
            contributors: None,
            rests_on: Vec::new(),
            cost: Cost::default(),
        });
        names.push(format!("what {} misses: {}", catalogue.name(relation.total), relation.name));
        Gap { cell: model.cells.len() - 1, overlap: missed < 0 }
    });
    Sum { total, parts, gap, exact, name: format!("{} ({})", relation.name, catalogue.name(relation.total)) }
}
