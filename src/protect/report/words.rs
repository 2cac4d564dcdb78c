//! Rules in plain words, for people who do not know this program.

use super::super::model::{CellId, Model, Rule};
use super::view::View;

/// A rule's short name, for machines.
pub(super) fn code(rule: Rule) -> &'static str {
    match rule {
        Rule::SmallCount => "small-count",
        Rule::FewContributors => "few-contributors",
        Rule::Dominance => "dominance",
        Rule::PPercent => "p-percent",
        Rule::SmallGap => "small-gap",
        Rule::UnknownBase => "unknown-base",
        Rule::SmallBase => "small-base",
        Rule::SmallPart => "small-part",
        Rule::AllOrNone => "all-or-none",
        Rule::HiddenBase => "hidden-base",
        Rule::AtSource => "at-source",
        Rule::Secondary(_) => "secondary",
    }
}

/// A rule as a sentence without an end: `a count from 1 to 5`.
pub(super) fn sentence(rule: Rule, view: &View<'_>, cell: CellId) -> String {
    let known = &view.examined.built.model.cells[cell];
    let small = format!("{} to {}", if known.zeros_shown { 1 } else { 0 }, known.threshold);
    match rule {
        Rule::SmallCount => format!("a count from {small}"),
        Rule::FewContributors => {
            let people = view.least_contributors(cell);
            format!("events with fewer than {people} people behind them, or an unknown number of people")
        }
        Rule::Dominance => "events of which the one or two people with most have nearly all".to_owned(),
        Rule::PPercent => "events from which one contributor could estimate another too well".to_owned(),
        Rule::SmallGap => format!("parts miss their total by {small}, which is a small group of its own"),
        Rule::UnknownBase => "a ratio whose base is not known, so that nobody can tell how small it is".to_owned(),
        Rule::SmallBase => "a ratio on a base, or a rate of events, too small to be published".to_owned(),
        Rule::SmallPart => format!("a ratio from which a count from {small} can be worked out"),
        Rule::AllOrNone => {
            "a percentage of 0 or 100, or the count on top of it, which says something of everybody in the group"
                .to_owned()
        }
        Rule::HiddenBase => "a ratio of a figure that is hidden, or one that would give it away".to_owned(),
        Rule::AtSource => "withheld before it reached this site (`c` in the data)".to_owned(),
        Rule::Secondary(_) => "another figure could be worked out from it".to_owned(),
    }
}

/// The relation that forced a secondary figure, by its name.
pub(super) fn forced_by(rule: Rule, model: &Model) -> Option<String> {
    match rule {
        Rule::Secondary(relation) => model.relations.get(relation).map(|relation| relation.name.clone()),
        _ => None,
    }
}

/// `1 figure`, `2 figures`
pub(super) fn figures(count: usize) -> String {
    if count == 1 { "1 figure".to_owned() } else { format!("{count} figures") }
}
