//! Ratios against what they are ratios of.

use super::{count, number};
use crate::diagnostic::Diagnostics;
use crate::number::Number;
use crate::protect::primary;
use crate::schema::{Base, Catalogue, FactId, MeasureKind};

pub(super) fn bases(catalogue: &Catalogue, id: FactId, log: &mut Diagnostics) {
    let measure = catalogue.measure_of(id);
    if !matches!(measure.kind.base(), Some(Base::Measure(_))) || number(catalogue, id).is_none() {
        return;
    }
    let zero_base =
        primary::base_of(catalogue, id).and_then(|base| number(catalogue, base)).is_some_and(Number::is_zero);
    if zero_base && !matches!(measure.kind, MeasureKind::Change { .. }) {
        log.error(
            "zero-base",
            catalogue.fact(id).place.clone(),
            "a ratio of nothing has no value",
            "write `z` (not applicable) where its base is 0",
        );
    }
}

/// A ratio is its count over its base, to within its rounding.
pub(super) fn part_over_base(catalogue: &Catalogue, id: FactId, log: &mut Diagnostics) {
    let (Some(ratio), Some(part), Some(base)) = (
        number(catalogue, id),
        primary::part_of(catalogue, id).and_then(|part| count(catalogue, part)),
        primary::base_of(catalogue, id).and_then(|base| count(catalogue, base)),
    ) else {
        return;
    };
    let measure = catalogue.measure_of(id);
    let scale = match measure.kind {
        MeasureKind::Percentage { .. } => 100,
        MeasureKind::Rate { per, .. } => i128::from(per),
        _ => 1,
    };
    let one = Number::whole(1).units_at(ratio.decimals()).unwrap_or(1);
    let Some(units) = ratio.units_at(ratio.decimals()) else { return };
    // |part / base × scale − ratio| is at most half of the last decimal.
    let missed = part.checked_mul(scale * one).zip(units.checked_mul(base)).and_then(|(a, b)| a.checked_sub(b));
    // A part that is more than its whole is told as that.
    let too_much = matches!(measure.kind, MeasureKind::Percentage { .. }) && part > base;
    if base != 0 && !too_much && missed.is_none_or(|missed| missed.abs().saturating_mul(2) > base) {
        log.error(
            "ratio",
            catalogue.fact(id).place.clone(),
            format!("`{}` is not what its `part` and its base make, to within its rounding", measure.id),
            "check the three figures of this row; the decimals written in the data are taken as they are",
        );
    }
}
