//! The order of a list: where the figures of a table's column or of a chart's bars only rise or only fall, a reader may
//! take the list to be sorted, so that a withheld figure lies between its neighbours.

use std::collections::BTreeSet;

use super::super::model::{CellId, Model, Relation};
use super::ranked::Ranked;
use crate::ask::{Chart, Page, Piece, Question, QuestionId, Questions, Table};
use crate::schema::{Catalogue, FactId};

/// Fewer figures are in order by chance.
pub(super) const LEAST_FIGURES: usize = 4;
/// A list with fewer different values says too little of its order.
pub(super) const LEAST_VALUES: usize = 3;
/// A bound on the relations of a site; lists beyond it are not looked at.
const MOST_RELATIONS: usize = 5_000;

/// For every sorted list of the pages, that each of its counts is no less than the one that follows it, and that each of its
/// ratios lies between those that are shown.
pub(in crate::protect) fn orders(
    catalogue: &Catalogue,
    questions: &Questions,
    pages: &[Page],
    (model, cell_of): (&Model, &[CellId]),
) -> Vec<Relation> {
    // Of rounded figures the model may have chosen other numbers.
    let falls =
        |larger: CellId, smaller: CellId| larger != smaller && model.cells[larger].value >= model.cells[smaller].value;
    let (mut known, mut told) = (BTreeSet::new(), BTreeSet::new());
    let mut found = Vec::new();
    let ranked = Ranked::of(catalogue, model, cell_of);
    for (name, list) in pages.iter().flat_map(lists) {
        let asked: Vec<&Question> = list.iter().map(|question| &questions.list[question.0]).collect();
        let of_ratios =
            ranked.relations(&name, &asked).into_iter().filter(|relation| told.insert(relation.terms.clone()));
        found.extend(of_ratios.take(MOST_RELATIONS.saturating_sub(found.len())));
        let list = counts(catalogue, questions, &list);
        for (larger, smaller) in falling(list).into_iter().flatten() {
            let (larger, smaller) = (cell_of[larger.0], cell_of[smaller.0]);
            if found.len() < MOST_RELATIONS && falls(larger, smaller) && known.insert((larger, smaller)) {
                let terms = vec![(larger, 1), (smaller, -1)];
                found.push(Relation {
                    terms,
                    least: Some(0),
                    most: None,
                    total: None,
                    claim: false,
                    name: name.clone(),
                });
            }
        }
    }
    found
}

/// Every list of a page, with its name: the columns of its tables, the series of its charts, the areas of its maps.
fn lists(page: &Page) -> Vec<(String, Vec<QuestionId>)> {
    let of_piece = |piece: &Piece| match piece {
        Piece::Table(table) => columns(table)
            .into_iter()
            .map(|list| (format!("the order of table `{}` on {}", table.id, page.path), list))
            .collect(),
        Piece::Chart(chart) => bars(chart)
            .into_iter()
            .map(|list| (format!("the order of chart `{}` on {}", chart.id, page.path), list))
            .collect(),
        Piece::Map(map) => {
            let list = map.areas.iter().map(|(_, value)| *value).collect();
            vec![(format!("the order of the areas of map `{}` on {}", map.id, page.path), list)]
        }
        Piece::Event(_)
        | Piece::Figure(_)
        | Piece::Note(_)
        | Piece::Term { .. }
        | Piece::Foot(_)
        | Piece::Typed(_)
        | Piece::Structure(_)
        | Piece::KeyFigures(_)
        | Piece::Glance(_)
        | Piece::Accessibility(_)
        | Piece::Listing(_)
        | Piece::Calendar(_)
        | Piece::Numbered(..) => Vec::new(),
    };
    page.body.pieces.iter().flat_map(of_piece).collect()
}

/// A total among its parts is no part of their order.
fn columns(table: &Table) -> Vec<Vec<QuestionId>> {
    let rows: Vec<&Vec<QuestionId>> = table.rows.iter().filter(|row| !row.total).map(|row| &row.cells).collect();
    let column = |position: usize| rows.iter().filter_map(|cells| cells.get(position).copied()).collect();
    (0..table.columns.len()).map(column).collect()
}

/// A chart's own table has the same figures as its series. Where these are listed themselves, they too have an order.
fn bars(chart: &Chart) -> Vec<Vec<QuestionId>> {
    let series = chart.series.iter().map(|(_, values)| values.clone());
    let across =
        |category: usize| chart.series.iter().filter_map(|(_, values)| values.get(category).copied()).collect();
    let listed = if chart.kind.lists_series() { chart.categories.len() } else { 0 };
    series.chain((0..listed).map(across)).collect()
}

/// The counts of a list with their values; nothing where the list stands in an order of another kind.
fn counts(catalogue: &Catalogue, questions: &Questions, list: &[QuestionId]) -> Vec<(FactId, i128)> {
    let count = |question: &QuestionId| match questions.list[question.0] {
        Question::Value(fact) if catalogue.measure_of(fact).kind.is_additive() => {
            Some((fact, catalogue.fact(fact).cell.number()?.units_at(0)?))
        }
        _ => None,
    };
    let counts: Vec<(FactId, i128)> = list.iter().filter_map(count).collect();
    let facts: Vec<FactId> = counts.iter().map(|(fact, _)| *fact).collect();
    if is_natural(catalogue, &facts) { Vec::new() } else { counts }
}

/// Whether the figures run over time, or over bands from the first to the last. Such a list is not sorted by its values,
/// though they may happen to fall.
pub(super) fn is_natural(catalogue: &Catalogue, facts: &[FactId]) -> bool {
    let keys: Vec<_> = facts.iter().map(|fact| &catalogue.fact(*fact).key).collect();
    let Some(first) = keys.first() else { return true };
    let in_order = |dimension: usize| keys.is_sorted_by(|one, next| one.members[dimension] < next.members[dimension]);
    let dimensions = &catalogue.datasets[first.dataset].dimensions;
    let mut bands = (0..dimensions.len()).filter(|dimension| dimensions[*dimension].bands.is_some());
    keys.iter().any(|key| key.period != first.period) || bands.any(in_order)
}

/// Neighbours of a sorted list, the larger first.
fn falling(mut list: Vec<(FactId, i128)>) -> Option<Vec<(FactId, FactId)>> {
    let values: BTreeSet<i128> = list.iter().map(|(_, value)| *value).collect();
    if list.len() < LEAST_FIGURES || values.len() < LEAST_VALUES {
        return None;
    }
    if list.first().map(|(_, value)| value) < list.last().map(|(_, value)| value) {
        list.reverse();
    }
    list.is_sorted_by(|(_, one), (_, next)| one >= next)
        .then(|| list.windows(2).map(|pair| (pair[0].0, pair[1].0)).collect())
}
