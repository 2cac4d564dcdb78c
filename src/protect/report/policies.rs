//! The policies in force, with their parameters and where those come from. The report is private, so it may name all of
//! them; documents for readers should not tell how far a dominance or p % rule goes.

use super::PolicyEntry;
use crate::config::{AllOrNone, Policy};
use crate::schema::{Catalogue, Measure};

/// Each policy once, in the order of the data, with the datasets and single measures that follow it.
pub(super) fn in_force(catalogue: &Catalogue) -> Vec<PolicyEntry> {
    let mut entries: Vec<PolicyEntry> = Vec::new();
    for dataset in &catalogue.datasets {
        let own = |of: &&Measure| of.policy.as_ref().is_some_and(|policy| *policy != dataset.policy);
        // Where every measure has its own, the dataset's is in force nowhere.
        if !dataset.measures.iter().all(|measure| own(&measure)) {
            add(&mut entries, &dataset.policy, dataset.title.clone());
        }
        for measure in dataset.measures.iter().filter(own) {
            let policy = measure.policy.as_ref().unwrap_or(&dataset.policy);
            add(&mut entries, policy, format!("{}: {}", dataset.title, measure.label));
        }
    }
    entries
}

fn add(entries: &mut Vec<PolicyEntry>, policy: &Policy, follower: String) {
    match entries.iter_mut().find(|entry| entry.name == policy.name) {
        Some(entry) => entry.datasets.push(follower),
        None => entries.push(PolicyEntry {
            name: policy.name.clone(),
            rules: rules(policy),
            source: policy.source.clone(),
            datasets: vec![follower],
        }),
    }
}

fn rules(policy: &Policy) -> Vec<String> {
    let halves = if policy.base_halves % 2 == 0 { "" } else { ".5" };
    let mut rules = vec![
        if policy.zeros_shown {
            format!("counts from 1 to {} are hidden, true zeros are shown", policy.hide_up_to)
        } else {
            format!("counts from 0 to {} are hidden, zeros like all others", policy.hide_up_to)
        },
        format!("events with fewer than {} people behind them are hidden", policy.least_contributors()),
    ];
    if let Some((people, percent)) = policy.dominance {
        let people = if people == 1 { "the one person with most has" } else { "the two people with most have" };
        rules.push(format!("events are hidden if {people} more than {percent}% of them, where the data says so"));
    }
    if let Some(percent) = policy.p_percent {
        rules.push(format!(
            "events are hidden if the person with second most could estimate the most to within {percent}%, where the data \
             says so"
        ));
    }
    rules.push(match policy.all_or_none {
        AllOrNone::Flag => "percentages of 0 and 100 are shown, and listed for a decision".to_owned(),
        AllOrNone::Withhold => {
            "percentages of 0 and 100 are hidden, but for true zeros that the data counts".to_owned()
        }
    });
    rules.push(format!("percentages and changes on a base below {}{halves} are hidden", policy.base_halves / 2));
    rules.push(format!("averages over {} or fewer are hidden", policy.average_up_to));
    rules.push(format!("rates of fewer than {} events are hidden", policy.rate_events));
    if let Some(base) = policy.round_to {
        rules.push(format!(
            "other counts are rounded to a multiple of {base}, and what is computed is computed from those"
        ));
    }
    rules.push(format!("a hidden figure stays open by at least {}", policy.hide_up_to));
    rules
}
