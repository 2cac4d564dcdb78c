//! What a true claim tells a reader of its figures, as linear inequalities that make it true: whatever fits them, the claim
//! holds of it. A claim that only compares may stand though one of its figures is hidden, as long as the audit holds with
//! it; a claim that puts a number to a hidden figure may not, nor any under a policy that rounds, because the words are
//! held to rounded numbers there and the audit to true ones.

use crate::ask::{Claim, Question};
use crate::protect::answer::Answering;
use crate::schema::{Computed, FactId};
use crate::words::{Assertion, Bound, Direction, Fraction, Scale, Strength};

/// The terms make at least this.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Told {
    pub(super) terms: Vec<(FactId, i128)>,
    pub(super) least: i128,
}

/// Everything that a true claim tells; nothing where it may not be said of a hidden figure.
pub(super) fn of(answering: &Answering<'_>, claim: &Claim, question: &Question) -> Option<Vec<Told>> {
    let facts = question.facts();
    let exact = |fact: &FactId| {
        let catalogue = answering.catalogue;
        catalogue.measure_of(*fact).kind.is_additive() && catalogue.policy_of(*fact).round_to.is_none()
    };
    if claim.says.is_empty() || !facts.iter().all(exact) {
        return None;
    }
    let mut told = Vec::new();
    for said in &claim.says {
        told.extend(match question {
            Question::Compared { from, to, .. } => change(answering, said, &[*from], &[*to])?,
            Question::Computed(Computed::Compared { from, to, per_day: false, .. }) => {
                change(answering, said, from, to)?
            }
            Question::Computed(Computed::Against { one, other }) => against(said, one, other)?,
            Question::Share { part, whole } => share(said, &[*part], &[*whole])?,
            Question::Computed(Computed::Share { part, whole, .. }) => share(said, part, whole)?,
            Question::Computed(Computed::Rank { of, among }) => rank(answering, said, *of, among)?,
            Question::Computed(Computed::Trend { series }) => trend(answering, said, series)?,
            _ => return None,
        });
    }
    Some(told)
}

/// `a × more − b × less ≥ least`
fn at_least(more: (&[FactId], i128), less: (&[FactId], i128), least: i128) -> Told {
    let scaled = |facts: &[FactId], factor: i128| facts.iter().map(|fact| (*fact, factor)).collect::<Vec<_>>();
    let mut terms = scaled(more.0, more.1);
    terms.extend(scaled(less.0, -less.1));
    Told { terms, least }
}

fn equal(one: &[FactId], other: &[FactId]) -> Vec<Told> {
    vec![at_least((one, 1), (other, 1), 0), at_least((other, 1), (one, 1), 0)]
}

/// The order of two figures as they are.
fn ordered(answering: &Answering<'_>, one: FactId, other: FactId) -> Option<Vec<Told>> {
    Some(match answering.as_if_shown(one).ok()?.compare(answering.as_if_shown(other).ok()?) {
        std::cmp::Ordering::Greater => vec![at_least((&[one], 1), (&[other], 1), 1)],
        std::cmp::Ordering::Less => vec![at_least((&[other], 1), (&[one], 1), 1)],
        std::cmp::Ordering::Equal => equal(&[one], &[other]),
    })
}

fn change(answering: &Answering<'_>, said: &Assertion, before: &[FactId], after: &[FactId]) -> Option<Vec<Told>> {
    let Assertion::Direction { direction, strength } = said else { return None };
    let up = *direction == Direction::Up;
    let (more, less) = if up { (after, before) } else { (before, after) };
    let strictly = at_least((more, 1), (less, 1), 1);
    match (direction, strength) {
        (Direction::Same, Strength::Plain | Strength::Any | Strength::Sharply | Strength::Slightly) => {
            return Some(equal(before, after));
        }
        (Direction::Up | Direction::Down, Strength::Any) => return Some(vec![strictly]),
        _ => {}
    }
    // Which step of the scale holds depends on the base. Bases to which another one applies are left out, so that the claim
    // is true of whatever is left.
    let base = before.iter().map(|fact| answering.as_if_shown(*fact).ok()?.units_at(0)).sum::<Option<i128>>()?;
    let (step, next) = answering.scale.step(base);
    let mut told = vec![at_least((before, 1), (&[], 0), step.base)];
    told.extend(next.map(|next| at_least((&[], 0), (before, 1), 1 - next)));
    // `1000 × |after − before|` against `limit × before`.
    let by_at_least = |limit: i128| {
        if up {
            at_least((after, 1_000), (before, 1_000 + limit), 0)
        } else {
            at_least((before, 1_000 - limit), (after, 1_000), 0)
        }
    };
    let by_less_than = |limit: i128| {
        [at_least((before, 1_000 + limit), (after, 1_000), 1), at_least((after, 1_000), (before, 1_000 - limit), 1)]
    };
    match (direction, strength) {
        (Direction::Same, _) => told.extend(by_less_than(step.same)),
        (_, Strength::Sharply) => told.extend([strictly, by_at_least(step.sharp)]),
        (_, Strength::Slightly) => {
            told.push(strictly);
            told.extend(by_less_than(Scale::slight(step)));
        }
        _ => told.extend([strictly, by_at_least(step.same)]),
    }
    Some(told)
}

fn against(said: &Assertion, one: &[FactId], other: &[FactId]) -> Option<Vec<Told>> {
    let Assertion::Direction { direction, strength } = said else { return None };
    Some(match (direction, strength) {
        (Direction::Up, _) => vec![at_least((one, 1), (other, 1), 1)],
        (Direction::Down, _) => vec![at_least((other, 1), (one, 1), 1)],
        // "About as many": to within a twentieth.
        (Direction::Same, Strength::About) => {
            vec![at_least((other, 21), (one, 20), 0), at_least((one, 20), (other, 19), 0)]
        }
        (Direction::Same, _) => equal(one, other),
    })
}

/// "Most" and "fewer than half" compare a part with the rest; any other part would be a number.
fn share(said: &Assertion, part: &[FactId], whole: &[FactId]) -> Option<Vec<Told>> {
    match said {
        Assertion::Fraction { bound: Bound::MoreThan, fraction: Fraction { part: 1, whole: 2 } } => {
            Some(vec![at_least((part, 2), (whole, 1), 1)])
        }
        Assertion::Fraction { bound: Bound::LessThan, fraction: Fraction { part: 1, whole: 2 } } => {
            Some(vec![at_least((whole, 1), (part, 2), 1)])
        }
        _ => None,
    }
}

/// Whoever is said to be the second highest has one above and all others below. Which one is above is known to us and not
/// to the reader; the audit is told so much, which can only make it stricter.
fn rank(answering: &Answering<'_>, said: &Assertion, of: FactId, among: &[FactId]) -> Option<Vec<Told>> {
    if !matches!(said, Assertion::Place { .. } | Assertion::Fraction { .. } | Assertion::Direction { .. }) {
        return None;
    }
    let others = among.iter().filter(|other| **other != of);
    let told: Option<Vec<Vec<Told>>> = others.map(|other| ordered(answering, of, *other)).collect();
    Some(told?.into_iter().flatten().collect())
}

fn trend(answering: &Answering<'_>, said: &Assertion, series: &[FactId]) -> Option<Vec<Told>> {
    if !matches!(said, Assertion::Trend | Assertion::Direction { .. }) {
        return None;
    }
    let told: Option<Vec<Vec<Told>>> = series.windows(2).map(|pair| ordered(answering, pair[1], pair[0])).collect();
    Some(told?.into_iter().flatten().collect())
}
