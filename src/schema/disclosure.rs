//! The policy that a dataset or a measure names, and what rounding asks of a dataset.

use super::measure::Measure;
use crate::config::{Policy, Site};
use crate::diagnostic::{Diagnostics, did_you_mean};
use crate::language::Voice;
use crate::load::yaml::Fields;

/// What `disclosure: {policy: …}` names, if anything.
pub(super) fn policy(fields: &mut Fields<'_>, site: Option<&Site>, log: &mut Diagnostics) -> Option<Policy> {
    let mut fields = fields.optional("disclosure")?.fields(log)?;
    let named = fields.optional("policy");
    fields.finish(log);
    let node = named?;
    let name = node.text(log)?;
    // What stands in for a policy that cannot be known only lets the checks go on.
    let policies = &site?.policies;
    let found = policies.get(&name).cloned();
    if found.is_none() {
        let known = policies.keys().map(String::as_str);
        let message = format!("there is no disclosure policy `{name}`");
        log.error("policy", node.place(), message, did_you_mean(&name, known));
    }
    found
}

/// Whether no ratio stands beside rounded counts: a percentage of the true counts would give them back.
pub(super) fn rounds_alone(dataset: &Policy, measures: &[Measure], log: &mut Diagnostics) -> bool {
    let rounded = bases(dataset, measures).next().is_some();
    let ratios = measures.iter().filter(|measure| rounded && !measure.kind.is_additive());
    let before = log.errors();
    for ratio in ratios {
        log.error(
            "rounding",
            ratio.place.clone(),
            format!("`{}` was computed from true counts, but the counts of this dataset are shown rounded", ratio.id),
            "take it out and let the page compute it from the rounded counts (`| share(…)`), or choose a policy without \
             `round-to`",
        );
    }
    log.errors() == before
}

/// What readers are told of rounded figures: to which number, and of which measures where they differ.
#[derive(Debug)]
pub(crate) enum Rounding {
    All(i128),
    Some(Vec<(String, i128)>),
}

impl Rounding {
    pub(crate) fn said(&self, voice: &Voice) -> String {
        match self {
            Self::All(base) => voice.say("rounded", &[("base", &base.to_string())]),
            Self::Some(measures) => {
                let one = |(label, base): &(String, i128)| {
                    voice.say("rounded-one", &[("measure", voice.label(label)), ("base", &base.to_string())])
                };
                let list: Vec<String> = measures.iter().map(one).collect();
                voice.say("rounded-some", &[("list", &list.join("; "))])
            }
        }
    }
}

pub(super) fn rounding(dataset: &Policy, measures: &[Measure]) -> Option<Rounding> {
    let first = bases(dataset, measures).next()?;
    if bases(dataset, measures).count() == measures.len() && bases(dataset, measures).all(|base| base == first) {
        return Some(Rounding::All(first));
    }
    let rounded = measures.iter().filter_map(|measure| {
        let base = measure.policy.as_ref().unwrap_or(dataset).round_to?;
        Some((measure.label.clone(), base))
    });
    Some(Rounding::Some(rounded.collect()))
}

fn bases(dataset: &Policy, measures: &[Measure]) -> impl Iterator<Item = i128> {
    measures.iter().filter_map(|measure| measure.policy.as_ref().unwrap_or(dataset).round_to)
}
