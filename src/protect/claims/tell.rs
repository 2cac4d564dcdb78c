//! What the figures of a false claim say. Only of figures that are shown.

use super::subject::{Pair, Subject};
use super::truth;
use crate::ask::Question;
use crate::number::Number;
use crate::schema::Catalogue;
use crate::words::{Direction, Scale, Strength, fraction, ordinal, small};

/// Whose figures they are, where a claim is about several: `Children, One episode`.
pub(super) fn whose(catalogue: &Catalogue, question: &Question) -> Option<String> {
    let fact = *question.facts().first()?;
    let (key, dataset) = (&catalogue.fact(fact).key, catalogue.dataset_of(fact));
    let members = dataset.dimensions.iter().zip(&key.members).map(|(dimension, member)| dimension.label_of(*member));
    let names: Vec<&str> = std::iter::once(catalogue.measure_of(fact).label.as_str()).chain(members).collect();
    Some(names.join(", "))
}

/// The figures in words.
pub(super) fn figures(subject: &Subject, scale: &Scale) -> String {
    match subject {
        Subject::Value { number, percentage } => format!("{}{}", number.grouped(), if *percentage { "%" } else { "" }),
        Subject::Reported(_) => quoted(&earned_words(subject, scale)),
        Subject::Change(pair) => format!("{}: {}", ends(pair), earned(pair, scale)),
        Subject::Against(pair) => {
            let (one, other) = (pair.after.grouped(), pair.before.grouped());
            let unit = if pair.percentage { "%" } else { "" };
            format!("{one}{unit} against {other}{unit}")
        }
        Subject::Part { part, whole } => {
            let percent = Number::ratio(*part, *whole, 2, 1).map(|percent| format!("{}%", percent.grouped()));
            let words = fraction(*part, *whole);
            let of = format!("{part} of {whole}");
            std::iter::once(of).chain(percent).chain(words).collect::<Vec<_>>().join(", ")
        }
        Subject::Rank { own, above, level, below } => {
            let among = small(above + level + below);
            format!("{}, which is the {} of {among}", own.grouped(), earned_words(subject, scale))
        }
        Subject::Trend(_) | Subject::Words(_) => quoted(&earned_words(subject, scale)),
    }
}

/// What to write instead.
pub(super) fn cure(subject: &Subject, scale: &Scale) -> String {
    match subject {
        Subject::Value { .. } | Subject::Part { .. } | Subject::Against(_) => {
            "correct the words, or take the brackets off and let `{{ … }}` write the figure".to_owned()
        }
        _ => format!("write {}, or bind the figure that is meant", quoted(&earned_words(subject, scale))),
    }
}

fn quoted(words: &str) -> String {
    format!("\"{words}\"")
}

fn earned_words(subject: &Subject, scale: &Scale) -> String {
    match subject {
        Subject::Change(pair) => earned(pair, scale),
        Subject::Reported(number) => match number.units_at(number.decimals()) {
            Some(0) => "did not change".to_owned(),
            Some(units) => {
                let by = Number::scaled(units.abs(), number.decimals()).grouped();
                format!("{} by {by}%", if units > 0 { "rose" } else { "fell" })
            }
            None => String::new(),
        },
        Subject::Rank { above, level, below, .. } => {
            let joint = if *level > 1 { "joint " } else { "" };
            match (above, below) {
                (0, _) => format!("{joint}highest"),
                (_, 0) => format!("{joint}lowest"),
                (above, _) => format!("{joint}{} highest", ordinal(above + 1)),
            }
        }
        Subject::Trend(direction) => match direction {
            Some(Direction::Up) => "rose in every period",
            Some(Direction::Down) => "fell in every period",
            Some(Direction::Same) => "did not change in any period",
            None => "showed no trend",
        }
        .to_owned(),
        Subject::Words(words) => words.clone(),
        Subject::Value { .. } | Subject::Part { .. } | Subject::Against(_) => String::new(),
    }
}

fn ends(pair: &Pair) -> String {
    let unit = if pair.percentage { "%" } else { "" };
    format!("{}{unit} to {}{unit}", pair.before.grouped(), pair.after.grouped())
}

/// "fell by 16.4%", with the word of the site's scale.
fn earned(pair: &Pair, scale: &Scale) -> String {
    let earned = truth::earned(pair, scale);
    let words = earned.words();
    let (before, after) = pair.units;
    let amount = if pair.percentage {
        let points = pair.difference().map(Number::grouped);
        points.map(|points| format!("{} percentage points", points.trim_start_matches('\u{2212}')))
    } else {
        Number::ratio((after - before).abs(), before, 2, 1).map(|percent| format!("{}%", percent.grouped()))
    };
    match amount {
        // "Stayed about the same (+1.2%)".
        Some(amount) if earned.strength == Strength::About => {
            format!("{words} ({}{amount})", if after > before { '+' } else { '\u{2212}' })
        }
        Some(amount) if after != before => format!("{words} by {amount}"),
        _ => words.to_owned(),
    }
}
