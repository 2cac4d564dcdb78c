//! Totals against their parts, declared or not.

use super::{count, number};
use crate::diagnostic::Diagnostics;
use crate::number::Number;
use crate::protect::Marker;
use crate::protect::sealed::Cell;
use crate::schema::{Bound, Catalogue, Relation};

/// A part that cannot apply adds nothing; one that is withheld or missing adds an unknown number.
fn known_parts(catalogue: &Catalogue, relation: &Relation) -> (i128, bool) {
    let mut complete = true;
    let mut sum = 0;
    for part in &relation.parts {
        match &catalogue.fact(*part).cell {
            Cell::Number(sealed) => sum += sealed.open().units_at(0).unwrap_or_default(),
            Cell::Marked(Marker::NotApplicable) => {}
            Cell::Marked(_) => complete = false,
        }
    }
    (sum, complete)
}

pub(super) fn sums(catalogue: &Catalogue, relation: &Relation, log: &mut Diagnostics) {
    if relation.mismatch.is_some() {
        return;
    }
    let Some(total) = number(catalogue, relation.total).and_then(|number| number.units_at(0)) else { return };
    let (parts, complete) = known_parts(catalogue, relation);
    let place = catalogue.fact(relation.total).place.clone();
    if complete && parts != total {
        log.error(
            "sum",
            place,
            format!("the parts of this total do not add up to it ({})", relation.name),
            "correct the data, or declare why they may differ: `totals: {…: {parts: […], mismatch: \"reason\"}}`",
        );
    } else if !complete && parts > total {
        log.error(
            "sum",
            place,
            format!("the known parts of this total are more than it ({})", relation.name),
            "correct the data, or declare why they may differ with `mismatch:`",
        );
    }
}

/// The percentage of a whole lies between those of its parts.
pub(super) fn weighted_means(catalogue: &Catalogue, relation: &Relation, log: &mut Diagnostics) {
    let Some(total) = number(catalogue, relation.total) else { return };
    let parts: Option<Vec<Number>> = relation.parts.iter().map(|part| number(catalogue, *part)).collect();
    let Some(parts) = parts else { return };
    let above = parts.iter().all(|part| part.compare(total).is_lt());
    let below = parts.iter().all(|part| part.compare(total).is_gt());
    if (above || below) && relation.mismatch.is_none() {
        log.error(
            "weighted-mean",
            catalogue.fact(relation.total).place.clone(),
            format!("the figure of the whole lies outside those of its parts ({})", relation.name),
            "a percentage or average of the whole lies between the lowest and the highest of its parts; check the data",
        );
    }
}

/// What bands and periods tell of a figure holds.
pub(super) fn bounds(catalogue: &Catalogue, bound: &Bound, log: &mut Diagnostics) {
    let terms: Option<Vec<i128>> =
        bound.terms.iter().map(|(fact, factor)| Some(count(catalogue, *fact)? * i128::from(*factor))).collect();
    let Some(terms) = terms else { return };
    let value: i128 = terms.iter().sum();
    let holds =
        bound.least.is_none_or(|least| value >= least.into()) && bound.most.is_none_or(|most| value <= most.into());
    // The figure that the others are measured against is written last, or else first.
    let against = bound.terms.last().filter(|(_, factor)| *factor < 0).or(bound.terms.first());
    if let (false, Some((fact, _))) = (holds, against) {
        log.error(
            "bound",
            catalogue.fact(*fact).place.clone(),
            format!("this figure does not fit the others that are declared to go with it ({})", bound.name),
            "correct the data, or the declaration under `bands` or `periods` that ties them together",
        );
    }
}
