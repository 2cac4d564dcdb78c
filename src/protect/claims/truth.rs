//! Whether a figure earns the words said of it.

use super::measure;
use super::subject::{Pair, Subject};
use crate::ask::Claim;
use crate::number::Number;
use crate::words::{Assertion, Bound, Direction, Fraction, Move, Role, Scale, Strength, Unit};

/// What is wrong with a part of a claim.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Truth {
    False,
    /// It cannot be said of this kind of figure: why, and what to do.
    Senseless(&'static str, &'static str),
}

/// Everything that is wrong with a claim about one figure; each kind of fault once.
pub(super) fn of_all(claim: &Claim, subject: &Subject, scale: &Scale) -> Vec<Truth> {
    if let Subject::Words(words) = subject {
        return if alike(words, &claim.words) { Vec::new() } else { vec![Truth::False] };
    }
    // A direction is held to the scale unless its amount stands beside it.
    let with_amount = claim.says.iter().any(|said| matches!(said, Assertion::Number { .. }));
    let mut faults: Vec<Truth> = Vec::new();
    let mut plain = 0;
    let says = match subject {
        Subject::Change(pair) => with_ends(&claim.says, if pair.percentage { Unit::Percent } else { Unit::Plain }),
        _ => claim.says.clone(),
    };
    for said in &says {
        // "157 of the 256": the second plain number is the whole.
        plain += usize::from(matches!(said, Assertion::Number { unit: Unit::Plain, .. }));
        let fault = match subject {
            Subject::Value { number, percentage } => value(said, *number, *percentage),
            Subject::Reported(number) => reported(said, *number),
            Subject::Change(pair) => change(said, pair, scale, with_amount),
            Subject::Against(pair) => against(said, pair),
            Subject::Part { part, whole } => of_whole(said, *part, *whole, plain),
            Subject::Rank { above, level, below, .. } => rank(said, *above, *level, *below),
            Subject::Trend(direction) => trend(said, *direction),
            Subject::Words(_) => None,
        };
        faults.extend(fault.filter(|fault| !faults.contains(fault)));
    }
    faults
}

/// "240 before and 256 after": two numbers of a change, with no direction beside them, are its two ends.
fn with_ends(says: &[Assertion], unit: Unit) -> Vec<Assertion> {
    let mut says = says.to_vec();
    let mut ends: Vec<&mut Role> = Vec::new();
    for said in &mut says {
        match said {
            Assertion::Number { unit: of, role, .. } if *of == unit && *role == Role::Amount => ends.push(role),
            Assertion::Number { .. } => {}
            _ => return says,
        }
    }
    if let [from, to] = ends.as_mut_slice() {
        (**from, **to) = (Role::From, Role::To);
    }
    says
}

fn if_false(holds: bool) -> Option<Truth> {
    (!holds).then_some(Truth::False)
}

const NEEDS_TWO: Truth = Truth::Senseless(
    "one figure neither rises nor falls",
    "name two periods: `| change(\"…\", \"…\")`, or a second figure: `| against(…)`",
);
const NEEDS_WHOLE: Truth =
    Truth::Senseless("this says a part of something, and the figure is no part", "name the whole: `| share(…)`");
const NEEDS_RANK: Truth =
    Truth::Senseless("this says a place among others", "say among which: `| rank(\"…\")` with the name of a dimension");
const NEEDS_TREND: Truth = Truth::Senseless(
    "two periods show a change and no trend",
    "say what changed, or use `| trend(\"…\", \"…\")` over at least five periods",
);
const NEEDS_CHANGE: Truth = Truth::Senseless(
    "a trend says in which direction, and not how far",
    "say how far between two periods: `| change(\"…\", \"…\")`",
);
const NOT_A_PERCENTAGE: Truth = Truth::Senseless(
    "the figure is a number and no percentage",
    "leave the `%` out, or use `| share(…)` or `| change(…)`",
);
const NEEDS_POINTS: Truth = Truth::Senseless(
    "two percentages differ by percentage points",
    "write \"by 1.5 percentage points\", or \"from 93.5% to 92.0%\"",
);
const NOT_POINTS: Truth =
    Truth::Senseless("the figure is a change in per cent, not in percentage points", "write \"by 5.9%\"");
const NEEDS_JUDGEMENT: Truth = Truth::Senseless(
    "nobody said whether more of this is better or worse",
    "add `better: higher` or `better: lower` to the measure",
);

fn value(said: &Assertion, number: Number, percentage: bool) -> Option<Truth> {
    let Some(units) = number.units_at(number.decimals()) else { return Some(Truth::False) };
    let one = 10i128.pow(u32::from(number.decimals()));
    match said {
        Assertion::Number { unit: Unit::Percent | Unit::Points, .. } if !percentage => Some(NOT_A_PERCENTAGE),
        Assertion::Number { bound, number, .. } => if_false(measure::number(*bound, (units, one), *number)),
        Assertion::Fraction { bound, fraction } if percentage => {
            if_false(measure::fraction(*bound, (units, one * 100), *fraction))
        }
        Assertion::Fraction { .. } => Some(NEEDS_WHOLE),
        Assertion::Place { .. } => Some(NEEDS_RANK),
        Assertion::Direction { .. } | Assertion::Times { .. } | Assertion::Trend | Assertion::Better(_) => {
            Some(NEEDS_TWO)
        }
    }
}

const NEEDS_BASE: Truth = Truth::Senseless(
    "the change is given in per cent alone, and nobody can tell from it how sharp it is, or what it was from",
    "say \"rose\", \"fell\", \"unchanged\" or the percentage",
);

/// A change as it was reported has a direction and an amount; how sharp it is would depend on its base.
fn reported(said: &Assertion, number: Number) -> Option<Truth> {
    let (Some(units), one) = (number.units_at(number.decimals()), 10i128.pow(u32::from(number.decimals()))) else {
        return Some(Truth::False);
    };
    match said {
        Assertion::Direction { strength: Strength::Slightly | Strength::Sharply | Strength::About, .. } => {
            Some(NEEDS_BASE)
        }
        Assertion::Direction { direction, .. } => if_false(match direction {
            Direction::Up => units > 0,
            Direction::Down => units < 0,
            Direction::Same => units == 0,
        }),
        Assertion::Number { unit: Unit::Plain, .. } | Assertion::Number { role: Role::From | Role::To, .. } => {
            Some(NEEDS_BASE)
        }
        // "Fell by 4%" says the size alone.
        Assertion::Number { bound, number, unit: Unit::Percent, .. } => {
            let units = if number.is_negative() { units } else { units.abs() };
            if_false(measure::number(*bound, (units, one), *number))
        }
        Assertion::Number { unit: Unit::Points, .. } => Some(NOT_POINTS),
        Assertion::Fraction { bound, fraction } => {
            if_false(measure::fraction(*bound, (units.abs(), one * 100), *fraction))
        }
        Assertion::Times { bound, times } => if_false(measure::times(*bound, (one * 100, one * 100 + units), *times)),
        Assertion::Place { .. } => Some(NEEDS_RANK),
        Assertion::Trend => Some(NEEDS_TREND),
        Assertion::Better(_) => Some(NEEDS_JUDGEMENT),
    }
}

fn change(said: &Assertion, pair: &Pair, scale: &Scale, with_amount: bool) -> Option<Truth> {
    let earned = earned(pair, scale);
    match said {
        Assertion::Direction { direction, strength } => {
            if_false(earns(*direction, *strength, (pair, scale), earned, with_amount))
        }
        Assertion::Better(better) => match (pair.higher_is_better, earned.direction) {
            (None, _) => Some(NEEDS_JUDGEMENT),
            (Some(higher), Direction::Up) => if_false(higher == *better),
            (Some(higher), Direction::Down) => if_false(higher != *better),
            (Some(_), Direction::Same) => Some(Truth::False),
        },
        Assertion::Trend => Some(NEEDS_TREND),
        said => numbers(said, pair),
    }
}

/// The word that a change earns.
pub(super) fn earned(pair: &Pair, scale: &Scale) -> Move {
    let (before, after) = pair.units;
    if pair.percentage {
        scale.earned_in_points(before, after, pair.decimals)
    } else {
        scale.earned(before, after, pair.base)
    }
}

/// Half way to a sharp change at most.
fn is_slight(pair: &Pair, scale: &Scale) -> bool {
    let (before, after) = pair.units;
    let by = (after - before).abs();
    if pair.percentage {
        let limit = (scale.points.0 + scale.points.1) / 2;
        by * 10 < limit * 10i128.pow(u32::from(pair.decimals))
    } else {
        before > 0 && by * 1_000 < Scale::slight(scale.step(pair.base).0) * before
    }
}

fn earns(
    direction: Direction,
    strength: Strength,
    (pair, scale): (&Pair, &Scale),
    earned: Move,
    with_amount: bool,
) -> bool {
    let (before, after) = pair.units;
    let moves = match direction {
        Direction::Up => after > before,
        Direction::Down => after < before,
        Direction::Same => after == before,
    };
    match (direction, strength) {
        (Direction::Same, Strength::About) => earned.direction == Direction::Same,
        (Direction::Same, _) | (_, Strength::Any) => moves,
        (_, Strength::Sharply) => earned == Move { direction, strength: Strength::Sharply },
        (_, Strength::Slightly) => moves && is_slight(pair, scale),
        _ => moves && (with_amount || earned.direction == direction),
    }
}

/// Numbers, parts and multiples of a change.
fn numbers(said: &Assertion, pair: &Pair) -> Option<Truth> {
    let (before, after) = pair.units;
    let of = |number: Number| {
        number.units_at(number.decimals()).map(|units| (units, 10i128.pow(u32::from(number.decimals()))))
    };
    match said {
        Assertion::Number { bound, number, unit, role } => {
            let end = match role {
                Role::From => pair.before,
                Role::To => pair.after,
                Role::Amount | Role::Of => return amount(*bound, *number, *unit, pair),
            };
            match (unit, pair.percentage) {
                (Unit::Percent, false) => Some(NOT_A_PERCENTAGE),
                (Unit::Points, _) => Some(NEEDS_POINTS),
                _ => if_false(of(end).is_some_and(|end| measure::number(*bound, end, *number))),
            }
        }
        Assertion::Times { bound, times } => if_false(measure::times(*bound, (before, after), *times)),
        // "Fell by a third".
        Assertion::Fraction { bound, fraction: Fraction { part, whole } } if part < whole && !pair.percentage => {
            let fraction = Fraction { part: *part, whole: *whole };
            if_false(before > 0 && measure::fraction(*bound, ((after - before).abs(), before), fraction))
        }
        Assertion::Fraction { .. } => Some(NEEDS_WHOLE),
        Assertion::Place { .. } => Some(NEEDS_RANK),
        _ => None,
    }
}

/// How much it changed; a number without a minus says the size alone.
fn amount(bound: Bound, said: Number, unit: Unit, pair: &Pair) -> Option<Truth> {
    let (before, after) = pair.units;
    let by = if said.is_negative() { after - before } else { (after - before).abs() };
    match (unit, pair.percentage) {
        (Unit::Percent, false) => if_false(before > 0 && measure::number(bound, (by * 100, before), said)),
        (Unit::Percent, true) => Some(NEEDS_POINTS),
        (Unit::Points, false) => Some(NOT_A_PERCENTAGE),
        _ => if_false(pair.difference().is_some_and(|difference| {
            let one = 10i128.pow(u32::from(difference.decimals()));
            let units = difference.units_at(difference.decimals()).unwrap_or_default();
            measure::number(bound, (if said.is_negative() { units } else { units.abs() }, one), said)
        })),
    }
}

fn against(said: &Assertion, pair: &Pair) -> Option<Truth> {
    let (other, one) = pair.units;
    match said {
        Assertion::Direction { direction: Direction::Up, .. } => if_false(one > other),
        Assertion::Direction { direction: Direction::Down, .. } => if_false(one < other),
        Assertion::Direction { direction: Direction::Same, strength } => {
            if_false(one == other || (*strength == Strength::About && (one - other).abs() * 20 <= other))
        }
        Assertion::Trend => Some(NEEDS_TREND),
        Assertion::Better(_) => Some(NEEDS_TWO),
        said => numbers(said, pair),
    }
}

fn of_whole(said: &Assertion, part: i128, whole: i128, plain: usize) -> Option<Truth> {
    match said {
        Assertion::Fraction { bound, fraction } => if_false(measure::fraction(*bound, (part, whole), *fraction)),
        Assertion::Number { bound, number, unit: Unit::Percent, .. } => {
            if_false(measure::number(*bound, (part * 100, whole), *number))
        }
        Assertion::Number { unit: Unit::Points, .. } => Some(NEEDS_POINTS),
        Assertion::Number { bound, number, role, .. } => {
            let meant = if plain > 1 || *role == Role::Of { whole } else { part };
            if_false(measure::number(*bound, (meant, 1), *number))
        }
        Assertion::Place { .. } => Some(NEEDS_RANK),
        Assertion::Direction { .. } | Assertion::Times { .. } | Assertion::Trend | Assertion::Better(_) => {
            Some(NEEDS_TWO)
        }
    }
}

fn rank(said: &Assertion, above: usize, level: usize, below: usize) -> Option<Truth> {
    let alone = level == 1;
    match said {
        Assertion::Place { highest, nth, joint } => {
            let before = if *highest { above } else { below };
            if_false(alone != *joint && before + 1 == *nth)
        }
        // "Higher than in any other area".
        Assertion::Direction { direction: Direction::Up, .. } => if_false(alone && above == 0),
        Assertion::Direction { direction: Direction::Down, .. } => if_false(alone && below == 0),
        Assertion::Direction { direction: Direction::Same, .. } => if_false(above + below == 0),
        // "Of three".
        Assertion::Number { bound, number, role: Role::Of, unit: Unit::Plain } => {
            let among = i128::try_from(above + level + below).unwrap_or_default();
            if_false(measure::number(*bound, (among, 1), *number))
        }
        // "Most" says more than half.
        Assertion::Fraction { .. } => Some(NEEDS_WHOLE),
        _ => Some(NEEDS_RANK),
    }
}

fn trend(said: &Assertion, direction: Option<Direction>) -> Option<Truth> {
    match said {
        Assertion::Trend => if_false(direction.is_some()),
        Assertion::Direction { strength: Strength::Sharply | Strength::Slightly, .. } => Some(NEEDS_CHANGE),
        Assertion::Direction { direction: said, .. } => if_false(direction == Some(*said)),
        _ => Some(NEEDS_TWO),
    }
}

/// Whether two lists of names are the same, whatever their order, articles and capitals.
pub(super) fn alike(one: &str, other: &str) -> bool {
    let words = |text: &str| {
        let text = text.to_lowercase().replace('&', "and");
        let words = text.split(|c: char| c.is_whitespace() || c == ',').filter(|word| !word.is_empty());
        let mut words: Vec<String> =
            words.filter(|word| !["the", "in", "both"].contains(word)).map(str::to_owned).collect();
        words.sort();
        words
    };
    words(one) == words(other)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::read;

    fn faults(words: &str, number: &str) -> usize {
        let number = Number::parse(number).expect("a number");
        read(words).expect("readable").iter().filter(|said| reported(said, number).is_some()).count()
    }

    #[test]
    fn a_reported_change_has_a_direction_and_an_amount() {
        for words in ["increased by 5.9%", "5.9%", "rose", "more than 5%", "+5.9%"] {
            assert_eq!(faults(words, "5.9"), 0, "{words}");
        }
        for words in ["fell by 16.4%", "a reduction of 16.4%", "-16.4%"] {
            assert_eq!(faults(words, "-16.4"), 0, "{words}");
        }
        assert_eq!(faults("unchanged", "0.0"), 0);
        for words in ["fell", "unchanged", "7%", "by 6.9%", "rose sharply", "from 590", "-5.9%", "improved"] {
            assert_ne!(faults(words, "5.9"), 0, "{words}");
        }
    }
}
