//! What is declared of a figure's publication against what the rules say of it.

use crate::diagnostic::{Diagnostics, Place};
use crate::protect::primary;
use crate::schema::{Catalogue, FactId};

/// Whatever a rule would hide although it is public has been disclosed: somebody has to answer for that.
pub(super) fn already_public(catalogue: &Catalogue, log: &mut Diagnostics) {
    for id in &catalogue.frozen {
        if primary::rule(catalogue, *id).is_none() {
            continue;
        }
        log.error(
            "already-public",
            catalogue.fact(*id).place.clone(),
            format!("this figure is declared public, but a rule would withhold it: {}", catalogue.name(*id)),
            "it has been disclosed and cannot be hidden any more: record who answers for it under `waivers`, or take \
             it out of `public`",
        );
    }
}

/// One fact is rounded everywhere or nowhere: beside the true count its rounding would be pointless.
pub(super) fn one_rounding(catalogue: &Catalogue, mine: FactId, theirs: FactId, place: &Place, log: &mut Diagnostics) {
    let bases = [mine, theirs].map(|id| catalogue.policy_of(id).round_to);
    if bases[0] != bases[1] {
        log.error(
            "rounding",
            place.clone(),
            "one fact is shown rounded in one of these datasets and differently in the other",
            "give both the same policy",
        );
    }
}
