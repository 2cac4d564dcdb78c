//! Datasets that are declared to have no figures in common.

use super::super::catalogue::{Catalogue, dataset_hint};
use crate::diagnostic::Diagnostics;

/// Whoever is named is there.
pub(super) fn check(catalogue: &Catalogue, log: &mut Diagnostics) {
    let known: Vec<&str> = catalogue.datasets.iter().map(|dataset| dataset.id.as_str()).collect();
    for written in catalogue.datasets.iter().flat_map(|dataset| &dataset.declared.unrelated) {
        let id = written.text.as_str();
        if !known.contains(&id) && !catalogue.broken.iter().any(|broken| broken == id) {
            let message = format!("there is no dataset `{id}`");
            log.error("no-dataset", written.place.clone(), message, dataset_hint(id, &known));
        }
    }
}
