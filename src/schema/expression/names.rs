//! What an expression may name: datasets with their measures, dimensions, periods and the rules of their policies.

use crate::config::Policy;
use crate::schema::catalogue::Catalogue;
use crate::schema::dataset::Dataset;
use crate::schema::dimension::Dimension;
use crate::schema::period::PeriodKind;

/// The names of one dataset.
#[derive(Debug)]
pub(super) struct Names {
    pub(super) id: String,
    pub(super) measures: Vec<String>,
    pub(super) dimensions: Vec<DimensionNames>,
    pub(super) periods: Vec<String>,
    pub(super) kind: PeriodKind,
    /// The rules of its policy, as texts.
    pub(super) policy: Vec<(&'static str, String)>,
}

/// The names of one dimension.
#[derive(Debug)]
pub(super) struct DimensionNames {
    pub(super) id: String,
    pub(super) members: Vec<String>,
    pub(super) labels: Vec<String>,
    /// By member, whether it is a sum of others.
    pub(super) totals: Vec<bool>,
}

/// The names of all datasets.
pub(super) fn of(catalogue: &Catalogue) -> Vec<Names> {
    catalogue.datasets.iter().map(of_dataset).collect()
}

fn of_dataset(dataset: &Dataset) -> Names {
    Names {
        id: dataset.id.clone(),
        measures: dataset.measures.iter().map(|measure| measure.id.clone()).collect(),
        dimensions: dataset.dimensions.iter().map(of_dimension).collect(),
        periods: dataset.periods.iter().map(|period| period.id.clone()).collect(),
        kind: dataset.periods.first().map_or(PeriodKind::Range, |period| period.kind),
        policy: rules(&dataset.policy),
    }
}

fn of_dimension(dimension: &Dimension) -> DimensionNames {
    DimensionNames {
        id: dimension.id.clone(),
        members: dimension.members.keys().cloned().collect(),
        labels: dimension.members.values().cloned().collect(),
        totals: (0..dimension.members.len()).map(|member| dimension.is_total(member)).collect(),
    }
}

/// Rules that a page may state: they are published anyway.
fn rules(policy: &Policy) -> Vec<(&'static str, String)> {
    let halves = policy.base_halves;
    let base = if halves % 2 == 0 { (halves / 2).to_string() } else { format!("{}.5", halves / 2) };
    let mut rules = vec![
        ("hide_up_to", policy.hide_up_to.to_string()),
        ("contributors", policy.least_contributors().to_string()),
        ("percentage_base", base),
        ("average_base", policy.average_up_to.to_string()),
        ("rate_events", policy.rate_events.to_string()),
    ];
    rules.extend(policy.round_to.map(|round_to| ("round_to", round_to.to_string())));
    rules
}
