//! What words say.

use super::*;
use crate::number::Number;
use crate::words::assertion::{Fraction, Unit};

fn number(bound: Bound, text: &str, unit: Unit, role: Role) -> Assertion {
    Assertion::Number { bound, number: Number::parse(text).expect("a number"), unit, role }
}

fn moved(direction: Direction, strength: Strength) -> Assertion {
    Assertion::Direction { direction, strength }
}

#[test]
fn a_sentence_about_a_change_is_many_assertions() {
    assert_eq!(
        read("rose sharply by 15, or 27.3%, from 55 to 70"),
        Ok(vec![
            moved(Direction::Up, Strength::Sharply),
            number(Bound::Exactly, "15", Unit::Plain, Role::Amount),
            number(Bound::Exactly, "27.3", Unit::Percent, Role::Amount),
            number(Bound::Exactly, "55", Unit::Plain, Role::From),
            number(Bound::Exactly, "70", Unit::Plain, Role::To),
        ])
    );
}

#[test]
fn words_say_what_they_say() {
    let same = moved(Direction::Same, Strength::Plain);
    let about = moved(Direction::Same, Strength::About);
    let fraction = |bound, part, whole| Assertion::Fraction { bound, fraction: Fraction { part, whole } };
    let times = |bound, part, whole| Assertion::Times { bound, times: Fraction { part, whole } };
    let amount = |bound, text, unit| number(bound, text, unit, Role::Amount);
    for (words, expected) in [
        ("256", vec![amount(Bound::Exactly, "256", Unit::Plain)]),
        ("1,024", vec![amount(Bound::Exactly, "1024", Unit::Plain)]),
        ("none", vec![amount(Bound::Exactly, "0", Unit::Plain)]),
        ("two hundred and fifty", vec![amount(Bound::Exactly, "250", Unit::Plain)]),
        ("twenty-one", vec![amount(Bound::Exactly, "21", Unit::Plain)]),
        ("at least 200", vec![amount(Bound::AtLeast, "200", Unit::Plain)]),
        ("more than 200", vec![amount(Bound::MoreThan, "200", Unit::Plain)]),
        ("about 93%", vec![amount(Bound::About, "93", Unit::Percent)]),
        ("-16.4%", vec![amount(Bound::Exactly, "-16.4", Unit::Percent)]),
        ("by 1.5 percentage points", vec![amount(Bound::Exactly, "1.5", Unit::Points)]),
        ("sixteen per cent", vec![amount(Bound::Exactly, "16", Unit::Percent)]),
        ("16 more", vec![amount(Bound::Exactly, "16", Unit::Plain), moved(Direction::Up, Strength::Any)]),
        ("More", vec![moved(Direction::Up, Strength::Any)]),
        ("fewer than in the north", vec![moved(Direction::Down, Strength::Any)]),
        ("unchanged", vec![same.clone()]),
        ("did not change", vec![same.clone()]),
        ("remained the same", vec![same]),
        ("has remained about the same", vec![about.clone()]),
        ("at a comparable level", vec![about.clone()]),
        ("a slight increase", vec![moved(Direction::Up, Strength::Slightly)]),
        ("a third", vec![fraction(Bound::Exactly, 1, 3)]),
        ("about two thirds", vec![fraction(Bound::About, 2, 3)]),
        ("one in three", vec![fraction(Bound::Exactly, 1, 3)]),
        ("nine out of ten", vec![]),
        ("most", vec![fraction(Bound::MoreThan, 1, 2)]),
        ("the majority", vec![fraction(Bound::MoreThan, 1, 2)]),
        ("in the main", vec![fraction(Bound::MoreThan, 1, 2)]),
        ("at least a quarter", vec![fraction(Bound::AtLeast, 1, 4)]),
        ("All", vec![fraction(Bound::Exactly, 1, 1)]),
        ("more than doubled", vec![times(Bound::MoreThan, 2, 1)]),
        ("halved", vec![times(Bound::Exactly, 1, 2)]),
        ("three times as many", vec![times(Bound::Exactly, 3, 1)]),
        ("half as many", vec![times(Bound::Exactly, 1, 2)]),
        ("the second-highest", vec![Assertion::Place { highest: true, nth: 2, joint: false }]),
        ("the fewest", vec![Assertion::Place { highest: false, nth: 1, joint: false }]),
        (
            "stayed about 93%",
            vec![
                number(Bound::About, "93", Unit::Percent, Role::From),
                number(Bound::About, "93", Unit::Percent, Role::To),
            ],
        ),
        ("continues to fall", vec![Assertion::Trend, moved(Direction::Down, Strength::Plain)]),
        ("fell in 2017", vec![moved(Direction::Down, Strength::Plain)]),
        (
            "up by 16 on the half-year before",
            vec![moved(Direction::Up, Strength::Plain), amount(Bound::Exactly, "16", Unit::Plain)],
        ),
        ("fell between the two half-years", vec![moved(Direction::Down, Strength::Plain)]),
        ("fell over the past six months", vec![moved(Direction::Down, Strength::Plain)]),
        ("57.7% within 72 hours", vec![amount(Bound::Exactly, "57.7", Unit::Percent)]),
        ("fell in the second half of the year", vec![moved(Direction::Down, Strength::Plain)]),
        (
            "between 10 and 20%",
            vec![amount(Bound::AtLeast, "10", Unit::Percent), amount(Bound::AtMost, "20", Unit::Percent)],
        ),
        ("between half and two-thirds", vec![fraction(Bound::AtLeast, 1, 2), fraction(Bound::AtMost, 2, 3)]),
        (
            "61.3% of the 256",
            vec![amount(Bound::Exactly, "61.3", Unit::Percent), number(Bound::Exactly, "256", Unit::Plain, Role::Of)],
        ),
        (
            "256 compared with 240",
            vec![
                number(Bound::Exactly, "256", Unit::Plain, Role::To),
                number(Bound::Exactly, "240", Unit::Plain, Role::From),
            ],
        ),
        ("barely changed", vec![about.clone()]),
        ("virtually unchanged", vec![about.clone()]),
        ("some 250", vec![amount(Bound::About, "250", Unit::Plain)]),
        ("a small increase", vec![moved(Direction::Up, Strength::Slightly)]),
        ("6.8% of all reports", vec![amount(Bound::Exactly, "6.8", Unit::Percent)]),
        ("not always", vec![fraction(Bound::LessThan, 1, 1)]),
        ("not all of them", vec![fraction(Bound::LessThan, 1, 1)]),
        ("roughly 1.5 times as many", vec![times(Bound::About, 15, 10)]),
        ("the third report of a fall", vec![Assertion::Trend, moved(Direction::Down, Strength::Plain)]),
        ("rose for the fourth time in a row", vec![moved(Direction::Up, Strength::Plain), Assertion::Trend]),
        ("the third quarter running", vec![Assertion::Trend]),
        ("a third of the year", vec![fraction(Bound::Exactly, 1, 3)]),
    ] {
        let expected = if words == "nine out of ten" { vec![fraction(Bound::Exactly, 9, 10)] } else { expected };
        assert_eq!(read(words), Ok(expected), "{words}");
    }
}

#[test]
fn some_words_cannot_be_checked() {
    assert_eq!(read("a challenge"), Err(Unreadable::Nothing));
    assert_eq!(read("did not rise"), Err(Unreadable::Denial));
    assert_eq!(read(""), Err(Unreadable::Nothing));
}
