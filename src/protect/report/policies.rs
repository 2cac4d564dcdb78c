//! The policies in force, with their parameters and where those come from.

use super::PolicyEntry;
use crate::config::Policy;
use crate::schema::Catalogue;

/// Each policy once, in the order of the data, with the datasets that follow it.
pub(super) fn in_force(catalogue: &Catalogue) -> Vec<PolicyEntry> {
    let mut entries: Vec<PolicyEntry> = Vec::new();
    for dataset in &catalogue.datasets {
        match entries.iter_mut().find(|entry| entry.name == dataset.policy.name) {
            Some(entry) => entry.datasets.push(dataset.title.clone()),
            None => entries.push(entry(&dataset.policy, &dataset.title)),
        }
    }
    entries
}

fn entry(policy: &Policy, dataset: &str) -> PolicyEntry {
    let halves = if policy.base_halves % 2 == 0 { "" } else { ".5" };
    let rules = vec![
        format!("counts from 1 to {} are hidden, true zeros are shown", policy.hide_up_to),
        format!("events with fewer than {} people behind them are hidden", policy.least_contributors()),
        format!("percentages and changes on a base below {}{halves} are hidden", policy.base_halves / 2),
        format!("averages over {} or fewer are hidden", policy.average_up_to),
        format!("a hidden figure stays open by at least {}", policy.hide_up_to),
    ];
    PolicyEntry { name: policy.name.clone(), rules, source: source(&policy.name), datasets: vec![dataset.to_owned()] }
}

/// Where the parameters come from.
fn source(name: &str) -> String {
    match name {
        "children" => {
            "built in. Counts: Department for Education, \"Characteristics of children in need\" data guidance, 2020. \
             Bases and averages: Higher Education Statistics Agency, rounding and suppression rules."
        }
        _ => "the site's own, in `site.yaml`",
    }
    .to_owned()
}
