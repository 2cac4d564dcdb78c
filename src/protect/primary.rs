//! The primary rules: which figures are sensitive in themselves.

use super::model::Rule;
use super::published::Marker;
use super::sealed::Cell;
use crate::config::{AllOrNone, Policy};
use crate::number::Number;
use crate::schema::{Base, Catalogue, FactId, FactKey, MeasureKind};

/// A ratio as the count that it stands for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Implied {
    /// The count, to the nearest whole.
    pub(super) count: i128,
}

/// The primary rule that hides a fact, by its own policy; none where somebody answers for showing it.
pub(super) fn rule(catalogue: &Catalogue, id: FactId) -> Option<Rule> {
    if catalogue.is_waived(id) { None } else { unwaived(catalogue, id) }
}

/// The primary rule that hides a fact, or would hide it without a waiver.
pub(super) fn unwaived(catalogue: &Catalogue, id: FactId) -> Option<Rule> {
    let policy = catalogue.policy_of(id);
    let fact = catalogue.fact(id);
    let number = match &fact.cell {
        Cell::Number(sealed) => *sealed.open(),
        Cell::Marked(Marker::Confidential) => return Some(Rule::AtSource),
        Cell::Marked(Marker::Low) => return low(catalogue, policy, id),
        Cell::Marked(_) => return None,
    };
    match catalogue.measure_of(id).kind {
        MeasureKind::Count if small(policy, number) => Some(Rule::SmallCount),
        MeasureKind::Count => is_everybody(catalogue, id).then_some(Rule::AllOrNone),
        MeasureKind::Events { of } => {
            events_rule(catalogue, policy, id, of).or_else(|| is_everybody(catalogue, id).then_some(Rule::AllOrNone))
        }
        MeasureKind::Percentage { of: Base::Unknown }
        | MeasureKind::Change { of: Base::Unknown }
        | MeasureKind::Mean { of: Base::Unknown }
        | MeasureKind::Rate { of: Base::Unknown, .. } => Some(Rule::UnknownBase),
        kind => ratio_rule(catalogue, policy, id, kind),
    }
}

/// "Rounds to zero but is not zero" bounds the count behind it: that bound must not be a small number.
fn low(catalogue: &Catalogue, policy: &Policy, id: FactId) -> Option<Rule> {
    let measure = catalogue.measure_of(id);
    if measure.kind.is_additive() {
        return Some(Rule::SmallCount);
    }
    let base = base_of(catalogue, id).and_then(|base| catalogue.fact(base).cell.number()).and_then(|n| n.units_at(0));
    let Some(base) = base else { return Some(Rule::UnknownBase) };
    let scale = match measure.kind {
        MeasureKind::Rate { per, .. } => i128::from(per),
        // What a mean is the sum of need not be people: its base decides.
        MeasureKind::Mean { .. } => return (base <= policy.average_up_to).then_some(Rule::SmallBase),
        _ => 100,
    };
    let most = most_of_low(base, scale, measure.decimals);
    (most <= policy.hide_up_to).then_some(Rule::SmallPart)
}

/// The most that rounds to zero: a half is rounded up.
fn most_of_low(base: i128, scale: i128, decimals: u8) -> i128 {
    (base - 1).max(0) / (2 * scale * 10i128.saturating_pow(u32::from(decimals)))
}

/// The count behind a percentage or rate that rounds to zero, where the data has it, and what the mark tells of it.
pub(super) fn low_range(catalogue: &Catalogue, id: FactId) -> Option<(i128, (i128, i128))> {
    let most = low_most(catalogue, id)?;
    let count = part_of(catalogue, id).and_then(|part| whole_of(catalogue, part))?;
    (1..=most).contains(&count).then_some((count, (1, most)))
}

/// The most that can be behind a percentage or rate that rounds to zero but is not zero.
fn low_most(catalogue: &Catalogue, id: FactId) -> Option<i128> {
    let measure = catalogue.measure_of(id);
    let scale = match (&catalogue.fact(id).cell, measure.kind) {
        (Cell::Marked(Marker::Low), MeasureKind::Percentage { .. }) => 100,
        (Cell::Marked(Marker::Low), MeasureKind::Rate { per, .. }) => i128::from(per),
        _ => return None,
    };
    Some(most_of_low(whole_of(catalogue, base_of(catalogue, id)?)?, scale, measure.decimals))
}

/// Events are as sensitive as the group behind them is small, and as it is led by one or two people.
fn events_rule(catalogue: &Catalogue, policy: &Policy, id: FactId, of: Base) -> Option<Rule> {
    let events = whole_of(catalogue, id)?;
    if policy.is_small(events) {
        return Some(Rule::SmallCount);
    }
    if events == 0 {
        return None;
    }
    let people = of.measure().and_then(|of| catalogue.sibling(id, of)).and_then(|of| whole_of(catalogue, of));
    if people.is_none_or(|people| people < policy.least_contributors()) {
        return Some(Rule::FewContributors);
    }
    concentration(catalogue, policy, id, events)
}

/// The rules for events of which we are told how many those with most account for.
fn concentration(catalogue: &Catalogue, policy: &Policy, id: FactId, events: i128) -> Option<Rule> {
    let (largest, second) = catalogue.contributors.get(&id)?;
    let count = |cell: &Cell| cell.number().and_then(|number| number.units_at(0));
    let largest = count(largest)?;
    // Where the second is not told it may be nothing: then only what is sure without it counts.
    let second = second.as_ref().and_then(count).unwrap_or_default();
    let dominates = policy.dominance.is_some_and(|(people, share)| {
        let most = if people == 1 { largest } else { largest + second };
        most * 100 > share * events
    });
    if dominates {
        return Some(Rule::Dominance);
    }
    // The one with second most knows their own share, and can be wrong about the largest only by what all others have.
    let estimated = policy.p_percent.is_some_and(|percent| (events - largest - second) * 100 < percent * largest);
    estimated.then_some(Rule::PPercent)
}

fn whole_of(catalogue: &Catalogue, id: FactId) -> Option<i128> {
    catalogue.fact(id).cell.number().and_then(|number| number.units_at(0))
}

fn small(policy: &Policy, number: Number) -> bool {
    number.units_at(0).is_some_and(|count| policy.is_small(count))
}

fn ratio_rule(catalogue: &Catalogue, policy: &Policy, id: FactId, kind: MeasureKind) -> Option<Rule> {
    let base = base_of(catalogue, id).and_then(|base| catalogue.fact(base).cell.number()).and_then(|n| n.units_at(0));
    let (Some(base), Some(implied)) = (base, implied(catalogue, id)) else { return Some(Rule::UnknownBase) };
    // Where the data has the count on top, nobody has to work it back from the ratio.
    let part = part_of(catalogue, id).and_then(|part| whole_of(catalogue, part));
    let below = |count: i128| count * 2 < policy.base_halves;
    match kind {
        MeasureKind::Percentage { .. } if below(base) => Some(Rule::SmallBase),
        MeasureKind::Percentage { .. } => {
            let known = part.unwrap_or(implied.count);
            let (known, rest) = (known, base - known);
            let rounded = between(catalogue, id, base).is_none_or(|(low, high)| {
                is_known_small(policy, (low, high.min(base)))
                    || is_known_small(policy, ((base - high).max(0), (base - low).max(0)))
            });
            if policy.is_small(known) || policy.is_small(rest) || rounded {
                return Some(Rule::SmallPart);
            }
            // Nobody of a group is a true zero, and where the data counts it, the zero is shown as such.
            let counted_zero = part == Some(0);
            let withheld = policy.all_or_none == AllOrNone::Withhold && !counted_zero;
            (withheld && is_all_or_none(catalogue, id)).then_some(Rule::AllOrNone)
        }
        // What a change was reported on is the earlier count, worked back from the later one.
        MeasureKind::Change { .. } if below(implied.count) || policy.is_small(base) => Some(Rule::SmallBase),
        MeasureKind::Mean { .. } if base <= policy.average_up_to => Some(Rule::SmallBase),
        MeasureKind::Mean { .. } | MeasureKind::Rate { .. } => {
            let count = part.unwrap_or(implied.count);
            let is_rate = matches!(kind, MeasureKind::Rate { .. });
            if policy.is_small(count) {
                Some(Rule::SmallPart)
            } else {
                (is_rate && count != 0 && count < policy.rate_events).then_some(Rule::SmallBase)
            }
        }
        _ => None,
    }
}

/// The fact that a ratio is a ratio of.
pub(super) fn base_of(catalogue: &Catalogue, id: FactId) -> Option<FactId> {
    match catalogue.measure_of(id).kind.base() {
        Some(Base::Measure(measure)) => catalogue.sibling(id, measure),
        _ => None,
    }
}

/// The fact on top of a ratio, where the data has it.
pub(super) fn part_of(catalogue: &Catalogue, id: FactId) -> Option<FactId> {
    catalogue.sibling(id, catalogue.measure_of(id).part?)
}

/// Whether a percentage says something of everybody in its group: that all share it, or none.
pub(super) fn is_all_or_none(catalogue: &Catalogue, id: FactId) -> bool {
    let number = catalogue.fact(id).cell.number();
    let extreme = |number: Number| number.is_zero() || number.compare(Number::whole(100)).is_eq();
    matches!(catalogue.measure_of(id).kind, MeasureKind::Percentage { .. }) && number.is_some_and(extreme)
}

/// Whether a count is all of its group, by a percentage of the same row that is withheld for saying so: beside the base the
/// count says the same, and so would every share of the two.
fn is_everybody(catalogue: &Catalogue, id: FactId) -> bool {
    let measures = 0..catalogue.dataset_of(id).measures.len();
    let tells = |ratio: FactId| {
        let base = base_of(catalogue, ratio).filter(|base| *base != id);
        let whole =
            base.and_then(|base| whole_of(catalogue, base)).is_some_and(|whole| whole_of(catalogue, id) == Some(whole));
        let is_part = part_of(catalogue, ratio).is_none_or(|part| part == id);
        whole && is_part && rule(catalogue, ratio) == Some(Rule::AllOrNone)
    };
    measures.filter_map(|measure| catalogue.sibling(id, measure)).any(tells)
}

/// What a shown count tells: itself, or the counts that its rounding makes alike. Nothing where it is no count.
pub(super) fn shown_range(catalogue: &Catalogue, id: FactId) -> Option<(i128, i128)> {
    let additive = catalogue.measure_of(id).kind.is_additive();
    let count = whole_of(catalogue, id).filter(|_| additive)?;
    Some(catalogue.policy_of(id).told_by(count))
}

/// What a ratio rests on: its base, the count on top of it, and every count of the same row that the ratio would give away, because it is, as near
/// as rounding can tell, the part that the ratio stands for or the rest that it leaves.
pub(super) fn rests_on(catalogue: &Catalogue, id: FactId) -> Vec<FactId> {
    let Some(base) = base_of(catalogue, id) else { return Vec::new() };
    let mut found = vec![base];
    found.extend(part_of(catalogue, id));
    let whole = |fact: FactId| catalogue.fact(fact).cell.number().and_then(|number| number.units_at(0));
    let (Some(implied), Some(of)) = (implied(catalogue, id), whole(base)) else { return found };
    let near = 1 + of / (2 * scale(catalogue, id));
    let gives_away = |value: i128| (value - implied.count).abs() <= near || (of - implied.count - value).abs() <= near;
    for (measure, description) in catalogue.dataset_of(id).measures.iter().enumerate() {
        let Some(sibling) = catalogue.sibling(id, measure).filter(|sibling| !found.contains(sibling)) else { continue };
        if description.kind.is_additive() && whole(sibling).is_some_and(gives_away) {
            found.push(sibling);
        }
    }
    // A reported change gives the earlier count away, which stands in the row of another period.
    if matches!(catalogue.measure_of(id).kind, MeasureKind::Change { .. }) {
        let key = &catalogue.fact(base).key;
        let earlier = (0..key.period).filter_map(|period| catalogue.find(&FactKey { period, ..key.clone() }));
        found.extend(earlier.filter(|fact| whole(*fact).is_some_and(|value| (value - implied.count).abs() <= near)));
    }
    found
}

/// The counts that a shown ratio tells, although no page may ask for them: whatever it rests on. Nothing where the ratio
/// is itself withheld, or is none.
pub(super) fn told_beside(catalogue: &Catalogue, id: FactId) -> Vec<FactId> {
    let is_shown = catalogue.fact(id).cell.number().is_some() && rule(catalogue, id).is_none();
    if is_shown { rests_on(catalogue, id) } else { Vec::new() }
}

/// What one unit of a ratio's last decimal divides its base by: 1,000 for a percentage with one decimal.
fn scale(catalogue: &Catalogue, id: FactId) -> i128 {
    scale_at(catalogue, id, catalogue.fact(id).cell.number().map_or(0, Number::decimals))
}

fn scale_at(catalogue: &Catalogue, id: FactId, decimals: u8) -> i128 {
    let one = match catalogue.measure_of(id).kind {
        MeasureKind::Percentage { .. } | MeasureKind::Change { .. } => 100,
        MeasureKind::Rate { per, .. } => i128::from(per),
        MeasureKind::Mean { .. } | MeasureKind::Count | MeasureKind::Events { .. } => 1,
    };
    one * 10i128.saturating_pow(u32::from(decimals))
}

/// A ratio in units of its last decimal, as exactly as anybody may take it: a 67 that is shown as 67.0 is read as that.
fn read(catalogue: &Catalogue, id: FactId) -> Option<(i128, i128)> {
    let number = catalogue.fact(id).cell.number()?;
    let decimals = number.decimals().max(catalogue.measure_of(id).decimals);
    Some((number.units_at(decimals)?, scale_at(catalogue, id, decimals)))
}

/// The least and the most that the count behind a percentage or rate can be, given its rounding (half up).
fn between(catalogue: &Catalogue, id: FactId, base: i128) -> Option<(i128, i128)> {
    let (units, scale) = read(catalogue, id)?;
    let scale = scale.checked_mul(2)?;
    let low = units.checked_mul(2)?.checked_sub(1)?.checked_mul(base)?.max(0);
    let high = units.checked_mul(2)?.checked_add(1)?.checked_mul(base)?.checked_sub(1)?.max(0);
    Some(((low + scale - 1) / scale, high / scale))
}

/// What a shown ratio tells of the count that it stands for, which is `count` to the nearest whole.
pub(super) fn told(catalogue: &Catalogue, id: FactId, count: i128) -> (i128, i128) {
    let base = base_of(catalogue, id).and_then(|base| catalogue.fact(base).cell.number()).and_then(|n| n.units_at(0));
    let Some(base) = base else { return (count, count) };
    let known = match catalogue.measure_of(id).kind {
        MeasureKind::Change { .. } => before(catalogue, id, base),
        MeasureKind::Percentage { .. } => between(catalogue, id, base).map(|(low, high)| (low, high.min(base))),
        _ => between(catalogue, id, base),
    };
    known.map_or((count, count), |(low, high)| (low.min(count), high.max(count)))
}

/// The least and the most that the earlier count behind a reported change can be: `base` is the later one.
fn before(catalogue: &Catalogue, id: FactId, base: i128) -> Option<(i128, i128)> {
    let (units, scale) = read(catalogue, id)?;
    let (units, scale) = (units.checked_mul(2)?, scale.checked_mul(2)?);
    let later = scale.checked_mul(base)?;
    let (least, most) = (scale + units + 1, scale + units - 1);
    (most > 0).then(|| (later / least + 1, later / most))
}

/// Whether a count known to lie in an interval is known too well: it may be small, and it is surely small or nearly known.
fn is_known_small(policy: &Policy, (low, high): (i128, i128)) -> bool {
    high >= 1 && low <= policy.hide_up_to && (high <= policy.hide_up_to || high - low < policy.hide_up_to)
}

/// The count that a ratio stands for: the part of a percentage, the sum behind a mean, the events of a rate, the earlier
/// count of a change.
pub(super) fn implied(catalogue: &Catalogue, id: FactId) -> Option<Implied> {
    let number = catalogue.fact(id).cell.number()?;
    let base = base_of(catalogue, id)?;
    let count = catalogue.fact(base).cell.number()?.units_at(0)?;
    let decimals = number.decimals();
    let units = number.units_at(decimals)?;
    let one = Number::whole(1).units_at(decimals)?;
    let (numerator, denominator) = match catalogue.measure_of(id).kind {
        MeasureKind::Percentage { .. } => (units.checked_mul(count)?, one.checked_mul(100)?),
        MeasureKind::Mean { .. } => (units.checked_mul(count)?, one),
        MeasureKind::Rate { per, .. } => (units.checked_mul(count)?, one.checked_mul(per.into())?),
        MeasureKind::Change { .. } => {
            (count.checked_mul(one)?.checked_mul(100)?, one.checked_mul(100)?.checked_add(units)?)
        }
        MeasureKind::Count | MeasureKind::Events { .. } => return None,
    };
    let count = Number::ratio(numerator, denominator, 0, 0)?.units_at(0)?;
    Some(Implied { count })
}
