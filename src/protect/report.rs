//! What the private report says: which figures are hidden, by which rule. No hidden value is in it.

use std::collections::{BTreeMap, BTreeSet};

use super::build::Built;
use super::model::{Model, Pattern, Rule};
use crate::schema::{Catalogue, FactId};

/// The content of the private disclosure report.
#[derive(Debug, Default)]
pub struct DisclosureReport {
    /// One entry for each hidden figure that a page asks for, and each hidden group that no page names.
    pub(crate) entries: Vec<Entry>,
    /// Figures that show that all or none of a group share something.
    pub(crate) flagged: Vec<String>,
    /// By policy name: the counts hidden, as `1 to 5`.
    pub(crate) policies: BTreeMap<String, String>,
}

/// One hidden figure.
#[derive(Debug)]
pub(crate) struct Entry {
    pub(crate) fact: String,
    /// The rule, in plain words.
    pub(crate) rule: String,
    /// Whether it is sensitive itself, or hidden to protect another.
    pub(crate) primary: bool,
}

pub(super) fn report(catalogue: &Catalogue, built: &Built, pattern: &Pattern) -> DisclosureReport {
    let mut report = DisclosureReport::default();
    // Where the data has no figure, nothing is withheld: the site shows the data's own marker.
    let facts = built.cell_of.iter().zip(&catalogue.facts);
    let figures: BTreeSet<usize> =
        facts.filter(|(_, fact)| !fact.cell.is_without_figure()).map(|(cell, _)| *cell).collect();
    for (cell, rule) in pattern.hidden.iter().enumerate() {
        let model = &built.model;
        let Some(rule) = rule else { continue };
        if (model.cells[cell].asked && figures.contains(&cell)) || *rule == Rule::SmallGap {
            report.entries.push(Entry {
                fact: built.names[cell].clone(),
                rule: words(*rule, model, cell),
                primary: pattern.is_sensitive(cell),
            });
        }
    }
    for dataset in &catalogue.datasets {
        let policy = &dataset.policy;
        report.policies.insert(policy.name.clone(), format!("1 to {}", policy.hide_up_to));
    }
    for (position, cell) in built.cell_of.iter().enumerate() {
        let id = FactId(position);
        let kind = catalogue.measure_of(id).kind;
        let extreme = kind.is_percentage() && pattern.shows(&built.model, *cell) && all_or_none(catalogue, id);
        if extreme {
            report.flagged.push(catalogue.name(id));
        }
    }
    report
}

fn all_or_none(catalogue: &Catalogue, id: FactId) -> bool {
    let whole = |limit| crate::number::Number::whole(limit);
    let number = catalogue.fact(id).cell.number();
    number.is_some_and(|number| number.is_zero() || number.compare(whole(100)).is_eq())
}

fn words(rule: Rule, model: &Model, cell: usize) -> String {
    let threshold = model.cells[cell].threshold;
    match rule {
        Rule::SmallCount => format!("a count from 1 to {threshold}"),
        Rule::FewContributors => {
            format!("events with fewer than {} children behind them, or an unknown number", threshold + 1)
        }
        Rule::SmallGap => format!("parts miss their total by 1 to {threshold}, which is a small group of its own"),
        Rule::UnknownBase => "a ratio whose base is not known, so that nobody can tell how small it is".to_owned(),
        Rule::SmallBase => "a ratio on a base too small to be published".to_owned(),
        Rule::SmallPart => format!("a ratio from which a count from 1 to {threshold} can be worked out"),
        Rule::Dominance => "events of which the one or two with most have nearly all".to_owned(),
        Rule::PPercent => "events from which one contributor could estimate another too well".to_owned(),
        Rule::AllOrNone => "a percentage of 0 or 100, which says something of everybody in the group".to_owned(),
        Rule::HiddenBase => "a ratio of a figure that is hidden".to_owned(),
        Rule::AtSource => "withheld before it reached this site (`c` in the data)".to_owned(),
        Rule::Secondary(sum) => {
            let name = model.relations.get(sum).map_or("", |relation| relation.name.as_str());
            format!("hidden so that another figure cannot be worked out from the sum {name}")
        }
    }
}
