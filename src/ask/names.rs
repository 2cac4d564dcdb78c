//! Names in the words of the pages: what is nearly the label of a member or measure should be that label.

use super::passage::Passage;
use super::prose::Prose;
use crate::diagnostic::Diagnostics;
use crate::schema::{Catalogue, Names, Slip};

/// Warns of every name that is nearly one that the data knows.
pub(super) fn check(catalogue: &Catalogue, passages: &[Passage], log: &mut Diagnostics) {
    let names = Names::of(&catalogue.datasets);
    for prose in passages.iter().filter(|passage| !passage.page.is_empty()).map(Prose::of) {
        for Slip { range, known } in names.slips(&prose.text) {
            if let Some(place) = prose.place(&range) {
                let message = format!("the data calls this \"{known}\"");
                let hint = "use the same name, or declare this one: `aliases: {code: […]}` in the dimension";
                log.warning("label-drift", place, message, hint);
            }
        }
    }
}
