//! The policies that a site adds in `site.yaml`.

use std::collections::BTreeMap;

use super::{AllOrNone, Policy};
use crate::diagnostic::{Diagnostics, did_you_mean};
use crate::load::yaml::{Fields, Node};

/// The smallest threshold a site may choose: below it, hidden cells have almost nowhere to hide.
const LEAST_THRESHOLD: u64 = 3;

/// Adds every policy of the group; what cannot be used falls back to what the policy is based on.
pub(super) fn policies(node: &Node<'_>, known: &mut BTreeMap<String, Policy>, log: &mut Diagnostics) {
    for (name, node) in node.entries(log) {
        if known.contains_key(&name) {
            log.error("policy", node.key_place(), format!("there is a policy `{name}` already"), "choose another name");
            continue;
        }
        let policy = one(&name, &node, known, log);
        known.insert(name, policy);
    }
}

fn one(name: &str, node: &Node<'_>, known: &BTreeMap<String, Policy>, log: &mut Diagnostics) -> Policy {
    let Some(mut fields) = node.fields(log) else { return Policy::children() };
    let mut policy = based_on(&mut fields, known, log);
    name.clone_into(&mut policy.name);
    if let Some(source) = fields.optional("source").and_then(|node| node.text(log)) {
        policy.source = source;
    }
    if let Some(value) = number(&mut fields, "hide-up-to", LEAST_THRESHOLD, 1000, log) {
        policy.hide_up_to = value;
    }
    if let Some(shown) = choice(&mut fields, "zeros", [("show", true), ("hide", false)], log) {
        policy.zeros_shown = shown;
    }
    if let Some(value) = number(&mut fields, "contributors", LEAST_THRESHOLD, 1000, log) {
        policy.contributors = Some(value);
    }
    if let Some(rule) = dominance(&mut fields, log) {
        policy.dominance = Some(rule);
    }
    if let Some(value) = number(&mut fields, "p-percent", 5, 100, log) {
        policy.p_percent = Some(value);
    }
    let choices = [("flag", AllOrNone::Flag), ("withhold", AllOrNone::Withhold)];
    if let Some(value) = choice(&mut fields, "all-or-none", choices, log) {
        policy.all_or_none = value;
    }
    if let Some(value) = number(&mut fields, "percentage-base", 10, 1000, log) {
        policy.base_halves = value * 2;
    }
    if let Some(value) = number(&mut fields, "average-base", LEAST_THRESHOLD, 1000, log) {
        policy.average_up_to = value;
    }
    if let Some(value) = number(&mut fields, "rate-events", LEAST_THRESHOLD, 1000, log) {
        policy.rate_events = value;
    }
    let rounding = fields.optional("round-to").map(|node| node.place());
    if let Some(value) = number(&mut fields, "round-to", 2, 1000, log) {
        policy.round_to = Some(value);
    }
    fields.finish(log);
    // Half of the base is rounded up, so whatever is shown must be at least half of it: else it would read 0.
    if let Some(base) = policy.round_to.filter(|base| 2 * (policy.hide_up_to + 1) < *base) {
        log.error(
            "policy",
            rounding.unwrap_or_else(|| node.key_place()),
            "some counts that this policy shows would be rounded to 0, as if there were nobody",
            format!("hide at least up to half of `round-to`: `hide-up-to: {}`", (base + 1) / 2 - 1),
        );
        policy.round_to = None;
    }
    policy
}

fn based_on(fields: &mut Fields<'_>, known: &BTreeMap<String, Policy>, log: &mut Diagnostics) -> Policy {
    let Some(node) = fields.optional("based-on") else { return Policy::children() };
    let Some(base) = node.text(log) else { return Policy::children() };
    let found = known.get(&base).cloned();
    found.unwrap_or_else(|| {
        let message = format!("there is no policy `{base}` above");
        log.error("policy", node.place(), message, did_you_mean(&base, known.keys().map(String::as_str)));
        Policy::children()
    })
}

fn number(fields: &mut Fields<'_>, key: &'static str, least: u64, most: u64, log: &mut Diagnostics) -> Option<i128> {
    let node = fields.optional(key)?;
    let value = node.whole(log)?;
    if value < least || value > most {
        log.error(
            "policy",
            node.place(),
            format!("`{key}` must be from {least} to {most}"),
            "a policy may be stricter than the rules it cites, but never switches protection off",
        );
        return None;
    }
    Some(i128::from(value))
}

fn choice<T: Copy, const N: usize>(
    fields: &mut Fields<'_>,
    key: &'static str,
    choices: [(&'static str, T); N],
    log: &mut Diagnostics,
) -> Option<T> {
    let node = fields.optional(key)?;
    let text = node.text(log)?;
    let found = choices.iter().find(|(name, _)| *name == text).map(|(_, value)| *value);
    if found.is_none() {
        let known = choices.map(|(name, _)| name);
        log.error("policy", node.place(), format!("`{key}` cannot be `{text}`"), did_you_mean(&text, known));
    }
    found
}

/// `[n, k]`: how many people, and what per cent of the events.
fn dominance(fields: &mut Fields<'_>, log: &mut Diagnostics) -> Option<(u8, i128)> {
    let node = fields.optional("dominance")?;
    let before = log.errors();
    let numbers: Vec<u64> = node.items(log).iter().filter_map(|item| item.whole(log)).collect();
    if log.errors() > before {
        return None;
    }
    match numbers.as_slice() {
        [people @ 1..=2, share @ 50..=99] => Some((if *people == 1 { 1 } else { 2 }, i128::from(*share))),
        _ => {
            log.error(
                "policy",
                node.place(),
                "`dominance` is a number of people, 1 or 2, and the per cent of events they may account for, 50 to 99",
                "for example `dominance: [2, 90]`",
            );
            None
        }
    }
}
