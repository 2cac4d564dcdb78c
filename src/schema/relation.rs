//! The sums that a dataset declares, as relations between facts.

use super::catalogue::{Catalogue, FactId, FactKey};
use super::dataset::Dataset;
use super::dimension::Total;
use super::measure::{Base, MeasureKind};
use crate::diagnostic::{Diagnostics, Place};

/// `total` = the sum of `parts`, or misses it for the declared reason.
#[derive(Clone, Debug)]
pub(crate) struct Relation {
    pub(crate) total: FactId,
    pub(crate) parts: Vec<FactId>,
    /// Why the parts may miss the total.
    pub(crate) mismatch: Option<String>,
    /// In words: `Area: Oxfordshire = North + South`.
    pub(crate) name: String,
}

/// The relations of every dataset, for every combination of period, other dimensions and measure.
pub(super) fn all(catalogue: &Catalogue, log: &mut Diagnostics) -> Vec<Relation> {
    let mut relations = Vec::new();
    for (position, fact) in catalogue.facts.iter().enumerate() {
        let id = FactId(position);
        let dataset = catalogue.dataset_of(id);
        for (dimension, member) in fact.key.members.iter().enumerate() {
            for total in dataset.dimensions[dimension].totals.iter().filter(|total| total.total == *member) {
                relations.extend(one(catalogue, id, dataset, dimension, total, log));
            }
        }
        relations.extend(part_and_rest(catalogue, id));
    }
    relations
}

fn one(
    catalogue: &Catalogue,
    id: FactId,
    dataset: &Dataset,
    position: usize,
    total: &Total,
    log: &mut Diagnostics,
) -> Option<Relation> {
    let fact = catalogue.fact(id);
    let dimension = &dataset.dimensions[position];
    let part_of = |part: usize| {
        let mut members = fact.key.members.clone();
        members[position] = part;
        catalogue.find(&FactKey { members, ..fact.key.clone() })
    };
    // Where none of the parts stands, the total is not broken down in this way.
    if total.parts.iter().all(|part| part_of(*part).is_none()) {
        return None;
    }
    let mut parts = Vec::new();
    for part in &total.parts {
        match part_of(*part) {
            Some(id) => parts.push(id),
            None => {
                let label = dimension.label_of(*part);
                let Place::Data { file, line, .. } = &fact.place else { return None };
                let place =
                    Place::Data { file: file.clone(), line: *line, column: Some(dimension.column().to_owned()) };
                log.error(
                    "missing-part",
                    place,
                    format!("this total has no row for its part \"{label}\""),
                    "add the row, with `x` where the figure is not available",
                );
                return None;
            }
        }
    }
    let labels: Vec<&str> = total.parts.iter().map(|part| dimension.label_of(*part)).collect();
    let name = format!("{}: {} = {}", dimension.label, dimension.label_of(total.total), labels.join(" + "));
    Some(Relation { total: id, parts, mismatch: total.mismatch.clone(), name })
}

/// A count that is a part of another, declared as one or on top of a percentage: whatever it leaves of the whole is a
/// group too.
fn part_and_rest(catalogue: &Catalogue, id: FactId) -> Option<Relation> {
    let measure = catalogue.measure_of(id);
    let (part, whole) = match (measure.kind, measure.part) {
        (MeasureKind::Percentage { of: Base::Measure(of) }, Some(part)) => (catalogue.sibling(id, part)?, of),
        _ => (id, measure.part_of?),
    };
    let total = catalogue.sibling(id, whole)?;
    let name = format!("{} = {} + the rest", catalogue.measure_of(total).label, catalogue.measure_of(part).label);
    Some(Relation { total, parts: vec![part], mismatch: Some(String::new()), name })
}
