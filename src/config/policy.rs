//! Disclosure policies: the built-in one and those that a site names.

use crate::diagnostic::{Diagnostics, did_you_mean};
use crate::load::yaml::Node;
use std::collections::BTreeMap;

/// The parameters of the primary rules.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Policy {
    pub(crate) name: String,
    /// Counts from 1 to this are hidden.
    pub(crate) hide_up_to: i128,
    /// A percentage or a change on a base below this many halves is withheld (45 halves are 22.5).
    pub(crate) base_halves: i128,
    /// An average of this many or fewer is withheld.
    pub(crate) average_up_to: i128,
}

/// The smallest threshold a site may choose: below it, hidden cells have almost nowhere to hide.
const LEAST_THRESHOLD: u64 = 3;

impl Policy {
    /// The default for data about children. Threshold 1 to 5: Department for Education, "Characteristics of children in
    /// need" data guidance, 2020. Base below 22.5 and averages of 7 or fewer: Higher Education Statistics Agency,
    /// rounding and suppression rules.
    pub(crate) fn children() -> Self {
        Self { name: "children".into(), hide_up_to: 5, base_halves: 45, average_up_to: 7 }
    }

    /// Events need more contributors than the threshold: a cell of events is as small as the group behind it.
    pub(crate) fn least_contributors(&self) -> i128 {
        self.hide_up_to + 1
    }

    pub(crate) fn is_small(&self, count: i128) -> bool {
        count != 0 && count.abs() <= self.hide_up_to
    }
}

/// The built-in policy and the site's own, by name.
pub(super) fn resolve(node: Option<Node<'_>>, log: &mut Diagnostics) -> BTreeMap<String, Policy> {
    let mut policies = BTreeMap::from([("children".to_owned(), Policy::children())]);
    for (name, node) in node.map(|node| node.entries(log)).unwrap_or_default() {
        if policies.contains_key(&name) {
            log.error("policy", node.key_place(), format!("there is a policy `{name}` already"), "choose another name");
            continue;
        }
        let Some(mut fields) = node.fields(log) else {
            policies.insert(name, Policy::children());
            continue;
        };
        let mut policy = match fields.optional("based-on").and_then(|node| Some((node.text(log)?, node))) {
            Some((base, node)) => match policies.get(&base) {
                Some(policy) => policy.clone(),
                None => {
                    log.error(
                        "policy",
                        node.place(),
                        format!("there is no policy `{base}` above"),
                        did_you_mean(&base, policies.keys().map(String::as_str)),
                    );
                    Policy::children()
                }
            },
            None => Policy::children(),
        };
        policy.name.clone_from(&name);
        let mut number = |key: &'static str, least: u64| {
            let node = fields.optional(key)?;
            let value = node.whole(log)?;
            if value < least || value > 1000 {
                log.error(
                    "policy",
                    node.place(),
                    format!("`{key}` must be from {least} to 1000"),
                    "a policy may be stricter than the rules it cites, but never switches protection off",
                );
                return None;
            }
            Some(i128::from(value))
        };
        if let Some(value) = number("hide-up-to", LEAST_THRESHOLD) {
            policy.hide_up_to = value;
        }
        if let Some(value) = number("percentage-base", 10) {
            policy.base_halves = value * 2;
        }
        if let Some(value) = number("average-base", LEAST_THRESHOLD) {
            policy.average_up_to = value;
        }
        fields.finish(log);
        policies.insert(name, policy);
    }
    policies
}
