//! Columns of figures as measures: what their headings and the way they are written say of their kind.

use super::columns::{Seen, ignore, words_of};
use super::plan::{Measure, Plan, Section, label_of};
use crate::protect::Shape;

/// Adds every column of figures.
pub(super) fn describe(figures: &[Seen], plan: &mut Plan) {
    for column in figures {
        if !is_usable(column, plan) {
            ignore(plan, &column.heading);
            continue;
        }
        written(&column.shape, plan);
        let heading = if column.heading.is_empty() { "Figures" } else { &column.heading };
        let generic = figures.len() == 1
            && ["value", "figure", "figures", "count", "number", "total"].contains(&heading.to_lowercase().as_str());
        let label = if generic { counted(&plan.title) } else { label_of(heading) };
        add(heading, label, Some(column.heading.clone()), &column.shape, plan);
    }
}

/// What a title says is counted: `Duties` of `Table 3: Duties, by district`.
pub(super) fn counted(title: &str) -> String {
    let numbered = title.split_once([':', '\u{2013}']).filter(|(before, _)| {
        let words = words_of(before);
        words.first().is_some_and(|word| matches!(word.as_str(), "table" | "figure" | "sheet" | "tab"))
            && words.len() < 4
    });
    let text = numbered.map_or(title, |(_, after)| after).trim();
    let text = text.split(", by ").next().unwrap_or(text).split(" by ").next().unwrap_or(text).trim();
    if text.is_empty() { title.to_owned() } else { text.to_owned() }
}

/// Whether Candour can publish such figures; why not goes to the questions.
pub(super) fn is_usable(column: &Seen, plan: &mut Plan) -> bool {
    let number = column.number + 1;
    if column.shape.has_currency {
        plan.ask(
            Section::File,
            format!("column {number} has sums of money with their sign, and is not read. Take the sign out and say `unit: \"£\"`?"),
        );
    } else if column.shape.has_negative && !(is_change(&words_of(&column.heading)) && is_percent(column)) {
        plan.ask(Section::File, format!("column {number} has figures below zero, and is not read: what are they?"));
    } else if column.is_headed(&["ci", "confidence", "lower", "upper", "sortable"]) {
        plan.ask(
            Section::File,
            format!("column {number} looks like a limit or an aid, and is not read: is that right?"),
        );
    } else {
        return true;
    }
    false
}

/// Takes over how the figures are written.
pub(super) fn written(shape: &Shape, plan: &mut Plan) {
    plan.thousands = plan.thousands.or(shape.thousands);
    plan.percent_sign |= shape.has_percent_sign;
    for (symbol, marker) in &shape.symbols {
        if plan.markers.iter().any(|(known, _)| known == symbol) {
            continue;
        }
        plan.markers.push((symbol.clone(), marker.letters()));
        let what = if symbol.is_empty() { "empty cells".to_owned() } else { format!("`{symbol}`") };
        plan.ask(
            Section::File,
            format!(
                "what do {what} mean? Here: `{}`. Write `c` for withheld, `x` for not available, `z` for not applicable, `0` for \
                 a true zero.",
                marker.letters()
            ),
        );
    }
    if shape.has_unreliable {
        plan.ask(
            Section::File,
            "does `u` stand for small numbers? Then add `markers: {u: c}`, so that nobody may work them out.",
        );
    }
}

/// What is asked where a heading speaks of what happens to people.
pub(super) const EVENTS: &str = "can one person be behind several of these? Then write `kind: events, of: …` with the count of those people; where nobody \
     counts them, `of: unknown`, and each of these figures is withheld.";

fn is_percent(column: &Seen) -> bool {
    column.shape.has_percent_sign || column.is_headed(&PERCENT)
}

const PERCENT: [&str; 7] = ["percent", "percentage", "pct", "pc", "perc", "proportion", "share"];

fn is_change(words: &[String]) -> bool {
    words.iter().any(|word| matches!(word.as_str(), "change" | "difference" | "growth"))
}

/// Adds a measure of the kind that its heading and its figures suggest.
pub(super) fn add(heading: &str, label: String, column: Option<String>, shape: &Shape, plan: &mut Plan) -> String {
    let id = plan.name(heading, "figures");
    let number = plan.measures.len();
    let words = words_of(heading);
    let says = |wanted: &[&str]| words.iter().any(|word| wanted.contains(&word.as_str()));
    let label = if plan.measures.iter().any(|measure| measure.label == label) {
        format!("{label} ({})", number + 1)
    } else {
        label
    };
    let mut measure = Measure { id: id.clone(), label, column, kind: "count", ..Measure::default() };
    let percent = shape.has_percent_sign || says(&PERCENT);
    let of =
        "of what? `of:` names the count that it is a part of; as long as that is `unknown`, it is always withheld.";
    if percent && is_change(&words) {
        (measure.kind, measure.of) = ("change", Some("unknown".to_owned()));
        plan.ask(Section::Measure(number), format!("a change {of}"));
    } else if percent && shape.fits_percentage {
        (measure.kind, measure.of) = ("percentage", Some("unknown".to_owned()));
    } else if says(&["rate", "per"]) && !shape.is_whole || says(&["rate"]) {
        (measure.kind, measure.of, measure.per) = ("rate", Some("unknown".to_owned()), Some(per(heading)));
        plan.ask(Section::Measure(number), format!("a rate per how many, and {of}"));
    } else if says(&["average", "mean", "median"]) || !shape.is_whole {
        (measure.kind, measure.of) = ("mean", Some("unknown".to_owned()));
        plan.ask(Section::Measure(number), format!("is it an average (`mean`), a `percentage` or a `rate`, and {of}"));
    } else if says(&[
        "episodes",
        "incidents",
        "referrals",
        "contacts",
        "visits",
        "offences",
        "applications",
        "events",
        "suspensions",
        "calls",
        "attendances",
        "admissions",
        "sessions",
    ]) {
        plan.ask(Section::Measure(number), EVENTS);
    }
    plan.measures.push(measure);
    id
}

/// `per 10,000 children`: 10000.
fn per(heading: &str) -> u32 {
    let digits: String =
        heading.to_lowercase().split("per").last().unwrap_or_default().chars().filter(char::is_ascii_digit).collect();
    digits.parse().ok().filter(|per| (1..=1_000_000).contains(per)).unwrap_or(1000)
}
