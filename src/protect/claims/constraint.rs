//! What a true claim tells a reader of its figures, as linear inequalities. A claim that compares figures may stand though
//! one of them is hidden, as long as the audit holds with it; a claim that puts a number to a hidden figure may not.

use crate::ask::{Claim, Question};
use crate::protect::answer::Answering;
use crate::schema::{Computed, FactId};
use crate::words::{Assertion, Bound, Direction, Fraction, Step, Strength};

/// The terms make at least this.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Told {
    pub(super) terms: Vec<(FactId, i128)>,
    pub(super) least: i128,
}

type Terms = Vec<(FactId, i128)>;

/// Everything that a true claim tells. Nothing at all where it cannot be told as inequalities between counts: then it may
/// not be said of a hidden figure.
pub(super) fn of(answering: &Answering<'_>, claim: &Claim, question: &Question) -> Option<Vec<Told>> {
    let additive = |fact: &FactId| answering.catalogue.measure_of(*fact).kind.is_additive();
    if claim.says.is_empty() || !question.facts().iter().all(additive) {
        return None;
    }
    let mut told = Vec::new();
    for said in &claim.says {
        told.extend(match question {
            Question::Compared { from, to, .. } => change(answering, said, &[*from], &[*to], true)?,
            Question::Computed(Computed::Compared { from, to, per_day: false, .. }) => {
                change(answering, said, from, to, true)?
            }
            Question::Computed(Computed::Against { one, other }) => change(answering, said, other, one, false)?,
            Question::Share { part, whole } => share(said, &[*part], &[*whole])?,
            Question::Computed(Computed::Share { part, whole, .. }) => share(said, part, whole)?,
            Question::Computed(Computed::Rank { of, among }) => rank(answering, said, *of, among)?,
            Question::Computed(Computed::Trend { series }) => trend(answering, said, series)?,
            _ => return None,
        });
    }
    Some(told)
}

fn scaled(facts: &[FactId], factor: i128) -> Terms {
    facts.iter().map(|fact| (*fact, factor)).collect()
}

/// `a × more − b × less ≥ least`
fn at_least(more: (&[FactId], i128), less: (&[FactId], i128), least: i128) -> Told {
    let mut terms = scaled(more.0, more.1);
    terms.extend(scaled(less.0, -less.1));
    Told { terms, least }
}

fn change(
    answering: &Answering<'_>,
    said: &Assertion,
    before: &[FactId],
    after: &[FactId],
    on_scale: bool,
) -> Option<Vec<Told>> {
    match said {
        Assertion::Direction { direction, strength } => {
            let base =
                before.iter().map(|fact| answering.as_if_shown(*fact).ok()?.units_at(0)).sum::<Option<i128>>()?;
            // The reader does not know the base, and so not which step of the scale holds. The one that does hold tells most.
            let Step { same, sharp, .. } =
                if on_scale { answering.scale.step(base) } else { Step { base: 0, same: 50, sharp: 0 } };
            let (more, less) = if *direction == Direction::Down { (before, after) } else { (after, before) };
            let up = *direction != Direction::Down;
            // `1000 × |after − before|` against `limit × before`.
            let by_at_least = |limit: i128| {
                if up {
                    at_least((after, 1_000), (before, 1_000 + limit), 0)
                } else {
                    at_least((before, 1_000 - limit), (after, 1_000), 0)
                }
            };
            let within = |limit: i128| {
                vec![
                    at_least((before, 1_000 + limit), (after, 1_000), 0),
                    at_least((after, 1_000), (before, 1_000 - limit), 0),
                ]
            };
            let strictly = at_least((more, 1), (less, 1), 1);
            Some(match (direction, strength) {
                (Direction::Same, Strength::About) => within(same),
                (Direction::Same, _) => {
                    vec![at_least((after, 1), (before, 1), 0), at_least((before, 1), (after, 1), 0)]
                }
                (_, Strength::Any) => vec![strictly],
                (_, Strength::Sharply) if on_scale => vec![strictly, by_at_least(sharp)],
                (_, Strength::Slightly) if on_scale => {
                    let mut told = within(sharp);
                    told.push(strictly);
                    told
                }
                _ if on_scale => vec![strictly, by_at_least(same)],
                _ => vec![strictly],
            })
        }
        Assertion::Times { bound, times } => of_ratio(*bound, after, before, *times, 40),
        _ => None,
    }
}

fn share(said: &Assertion, part: &[FactId], whole: &[FactId]) -> Option<Vec<Told>> {
    match said {
        Assertion::Fraction { bound, fraction } => of_fraction(*bound, part, whole, *fraction),
        _ => None,
    }
}

/// `part / whole` against a fraction, with the allowances of `measure::fraction`.
fn of_fraction(bound: Bound, part: &[FactId], whole: &[FactId], said: Fraction) -> Option<Vec<Told>> {
    let Fraction { part: p, whole: q } = said;
    // 200 × q × part against 200 × p × whole, and allowances in 200ths of the whole.
    let above = |allowed: i128, least| at_least((part, 200 * q), (whole, 200 * p - allowed * q), least);
    let below = |allowed: i128, least| at_least((whole, 200 * p + allowed * q), (part, 200 * q), least);
    Some(match bound {
        Bound::Exactly if p == q || p == 0 => vec![above(0, 0), below(0, 0)],
        Bound::Exactly => vec![above(2, 0), below(2, 0)],
        Bound::About => vec![above(5, 0), below(5, 0)],
        Bound::Nearly => vec![above(10, 0), below(0, 1)],
        Bound::JustOver => vec![above(0, 1), below(10, 0)],
        Bound::AtLeast => vec![above(0, 0)],
        Bound::MoreThan => vec![above(0, 1)],
        Bound::AtMost => vec![below(0, 0)],
        Bound::LessThan => vec![below(0, 1)],
    })
}

/// `one / other` against a multiple, with the allowances of `measure::times`.
fn of_ratio(bound: Bound, one: &[FactId], other: &[FactId], said: Fraction, parts: i128) -> Option<Vec<Told>> {
    let Fraction { part: p, whole: q } = said;
    let above = |allowed: i128, least| at_least((one, parts * q), (other, parts * p - allowed * p), least);
    let below = |allowed: i128, least| at_least((other, parts * p + allowed * p), (one, parts * q), least);
    Some(match bound {
        Bound::Exactly => vec![above(1, 0), below(1, 0)],
        Bound::About => vec![above(2, 0), below(2, 0)],
        Bound::Nearly => vec![above(2, 0), below(0, 1)],
        Bound::JustOver => vec![above(0, 1), below(2, 0)],
        Bound::AtLeast => vec![above(0, 0)],
        Bound::MoreThan => vec![above(0, 1)],
        Bound::AtMost => vec![below(0, 0)],
        Bound::LessThan => vec![below(0, 1)],
    })
}

/// Whoever is said to be the second highest has one above and all others below. Which one is above is known to us and not
/// to the reader; the audit is told so much, which can only make it stricter.
fn rank(answering: &Answering<'_>, said: &Assertion, of: FactId, among: &[FactId]) -> Option<Vec<Told>> {
    if !matches!(said, Assertion::Place { .. } | Assertion::Fraction { .. } | Assertion::Direction { .. }) {
        return None;
    }
    let own = answering.as_if_shown(of).ok()?;
    let mut told = Vec::new();
    for other in among.iter().filter(|other| **other != of) {
        told.push(match answering.as_if_shown(*other).ok()?.compare(own) {
            std::cmp::Ordering::Greater => at_least((&[*other], 1), (&[of], 1), 1),
            std::cmp::Ordering::Less => at_least((&[of], 1), (&[*other], 1), 1),
            std::cmp::Ordering::Equal => at_least((&[of], 1), (&[*other], 1), 0),
        });
    }
    Some(told)
}

fn trend(answering: &Answering<'_>, said: &Assertion, series: &[FactId]) -> Option<Vec<Told>> {
    if !matches!(said, Assertion::Trend | Assertion::Direction { .. }) {
        return None;
    }
    let mut told = Vec::new();
    for pair in series.windows(2) {
        let (one, next) = (answering.as_if_shown(pair[0]).ok()?, answering.as_if_shown(pair[1]).ok()?);
        let (more, less) = if next.compare(one).is_ge() { (pair[1], pair[0]) } else { (pair[0], pair[1]) };
        told.push(at_least((&[more], 1), (&[less], 1), i128::from(!next.compare(one).is_eq())));
    }
    Some(told)
}
