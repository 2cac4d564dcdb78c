//! What the figures of a false claim say. Only of figures that are shown.

use super::subject::{Pair, Subject};
use super::truth;
use crate::ask::Question;
use crate::language::Voice;
use crate::number::Number;
use crate::schema::Catalogue;
use crate::words::{Direction, Phrase, Scale, Strength, fraction, ordinal, small};

/// Whose figures they are, where a claim is about several: `Children, One episode`.
pub(super) fn whose(catalogue: &Catalogue, question: &Question) -> Option<String> {
    let fact = *question.facts().first()?;
    let (key, dataset) = (&catalogue.fact(fact).key, catalogue.dataset_of(fact));
    let members = dataset.dimensions.iter().zip(&key.members).map(|(dimension, member)| dimension.label_of(*member));
    let names: Vec<&str> = std::iter::once(catalogue.measure_of(fact).label.as_str()).chain(members).collect();
    Some(names.join(", "))
}

/// The figures in words.
pub(super) fn figures(subject: &Subject, scale: &Scale, voice: &Voice) -> String {
    match subject {
        Subject::Value { number, percentage } => format!("{}{}", number.grouped(), if *percentage { "%" } else { "" }),
        Subject::Reported(_) => quoted(&earned_words(subject, scale).said(voice)),
        Subject::Change(pair) => format!("{}: {}", ends(pair), earned(pair, scale).said(voice)),
        Subject::Against(pair) => {
            let (one, other) = (pair.after.grouped(), pair.before.grouped());
            let unit = if pair.percentage { "%" } else { "" };
            format!("{one}{unit} against {other}{unit}")
        }
        Subject::Part { part, whole } => {
            let percent = Number::ratio(*part, *whole, 2, 1).map(|percent| format!("{}%", percent.grouped()));
            let words = fraction(*part, *whole).map(|words| words.said(voice));
            let of = format!("{part} of {whole}");
            std::iter::once(of).chain(percent).chain(words).collect::<Vec<_>>().join(", ")
        }
        Subject::Rank { own, above, level, below } => {
            let among = small(above + level + below).said(voice);
            format!("{}, which is the {} of {among}", own.grouped(), earned_words(subject, scale).said(voice))
        }
        Subject::Trend(_) | Subject::Words(_) => quoted(&earned_words(subject, scale).said(voice)),
    }
}

/// What to write instead.
pub(super) fn cure(subject: &Subject, scale: &Scale, voice: &Voice) -> String {
    match subject {
        Subject::Value { .. } | Subject::Part { .. } | Subject::Against(_) => {
            "correct the words, or take the brackets off and let `{{ … }}` write the figure".to_owned()
        }
        _ => format!("write {}, or bind the figure that is meant", quoted(&earned_words(subject, scale).said(voice))),
    }
}

fn quoted(words: &str) -> String {
    format!("\"{words}\"")
}

fn earned_words(subject: &Subject, scale: &Scale) -> Phrase {
    match subject {
        Subject::Change(pair) => earned(pair, scale),
        Subject::Reported(number) => match number.units_at(number.decimals()) {
            Some(0) => Phrase::say("moved-not"),
            Some(units) => {
                let by = Number::scaled(units.abs(), number.decimals()).grouped();
                let moved = Phrase::say(if units > 0 { "moved-up" } else { "moved-down" });
                Phrase::say("moved-by").with("moved", moved).with("amount", format!("{by}%"))
            }
            None => Phrase::Text(String::new()),
        },
        Subject::Rank { above, level, below, .. } => {
            let rank = match (above, below) {
                (0, _) => Phrase::say("rank-highest"),
                (_, 0) => Phrase::say("rank-lowest"),
                (above, _) => Phrase::say("rank-nth-highest").with("nth", ordinal(above + 1)),
            };
            if *level > 1 { Phrase::say("rank-joint").with("rank", rank) } else { rank }
        }
        Subject::Trend(direction) => Phrase::say(match direction {
            Some(Direction::Up) => "trend-up",
            Some(Direction::Down) => "trend-down",
            Some(Direction::Same) => "trend-same",
            None => "trend-none",
        }),
        Subject::Words(words) => Phrase::Text(words.clone()),
        Subject::Value { .. } | Subject::Part { .. } | Subject::Against(_) => Phrase::Text(String::new()),
    }
}

fn ends(pair: &Pair) -> String {
    let unit = if pair.percentage { "%" } else { "" };
    format!("{}{unit} to {}{unit}", pair.before.grouped(), pair.after.grouped())
}

/// "fell by 16.4%", with the word of the site's scale.
fn earned(pair: &Pair, scale: &Scale) -> Phrase {
    let earned = truth::earned(pair, scale);
    let (before, after) = pair.units;
    let amount = if pair.percentage {
        let points = pair.difference().map(Number::grouped);
        points.map(|points| {
            Phrase::say("percentage-points").with("number", points.trim_start_matches('\u{2212}').to_owned())
        })
    } else {
        Number::ratio((after - before).abs(), before, 2, 1).map(|percent| format!("{}%", percent.grouped()).into())
    };
    let moved = |key: &str, amount: Phrase| Phrase::say(key).with("moved", earned.phrase()).with("amount", amount);
    match amount {
        // "Stayed about the same (+1.2%)".
        Some(amount) if earned.strength == Strength::About => {
            let sign = if after > before { '+' } else { '\u{2212}' };
            moved("moved-beside", Phrase::say("signed").with("sign", sign.to_string()).with("amount", amount))
        }
        Some(amount) if after != before => moved("moved-by", amount),
        _ => earned.phrase(),
    }
}
