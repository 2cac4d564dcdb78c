//! Checks on the data itself, before anything is shown. They open numbers, so they live here; their messages carry none.

mod links;
mod pairs;
mod publication;
mod ratios;
mod totals;
mod undeclared;

use crate::ask::Questions;
use crate::diagnostic::Diagnostics;
use crate::number::Number;
use crate::schema::{Catalogue, FactId, MeasureKind};

/// Runs every check; everything found goes to `log`.
pub(super) fn check(catalogue: &Catalogue, questions: &Questions, log: &mut Diagnostics) {
    pairs::shares(catalogue, questions, log);
    for relation in &catalogue.relations {
        let kind = catalogue.measure_of(relation.total).kind;
        // A part and the rest of its whole, which nobody named: then there is no reason to give.
        let is_part = relation.mismatch.as_ref().is_some_and(String::is_empty);
        if is_part {
            pairs::part_of_whole(catalogue, relation, log);
        } else if kind.is_additive() {
            totals::sums(catalogue, relation, log);
        } else if matches!(kind, MeasureKind::Percentage { .. } | MeasureKind::Mean { .. }) {
            totals::weighted_means(catalogue, relation, log);
        }
    }
    for bound in &catalogue.bounds {
        totals::bounds(catalogue, bound, log);
    }
    for (number, dataset) in catalogue.datasets.iter().enumerate() {
        for position in 0..dataset.dimensions.len() {
            undeclared::totals(catalogue, number, position, log);
        }
        undeclared::parts(catalogue, number, log);
    }
    for (mine, theirs, place) in &catalogue.same {
        pairs::same(catalogue, *mine, *theirs, place, log);
        publication::one_rounding(catalogue, *mine, *theirs, place, log);
    }
    for id in (0..catalogue.facts.len()).map(FactId) {
        pairs::people_behind_events(catalogue, id, log);
        pairs::contributors(catalogue, id, log);
        ratios::bases(catalogue, id, log);
        ratios::part_over_base(catalogue, id, log);
    }
    links::undeclared(catalogue, log);
    publication::already_public(catalogue, log);
}

fn number(catalogue: &Catalogue, id: FactId) -> Option<Number> {
    catalogue.fact(id).cell.number()
}

/// The whole number of a fact.
fn count(catalogue: &Catalogue, id: FactId) -> Option<i128> {
    number(catalogue, id).and_then(|number| number.units_at(0))
}
