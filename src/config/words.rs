//! `words` of `site.yaml`: which change earns which word, for the whole site.

use crate::diagnostic::Diagnostics;
use crate::load::yaml::{Fields, Node};
use crate::words::{Scale, Step};

/// Reads the scale; what is not said is as it is by default.
pub(super) fn scale(node: &Node<'_>, log: &mut Diagnostics) -> Scale {
    let mut scale = Scale::default();
    let Some(mut fields) = node.fields(log) else { return scale };
    if let Some(node) = fields.optional("scale") {
        let steps = node.items(log).iter().filter_map(|node| step(node, log)).collect::<Vec<_>>();
        let rising = steps.is_sorted_by(|one, next| one.base < next.base);
        if !steps.is_empty() && (steps[0].base != 0 || !rising) {
            let message = "the scale begins `from: 0` and goes on with larger bases";
            log.error("scale", node.place(), message, "order the steps by `from`, the first being `from: 0`");
        } else if !steps.is_empty() {
            scale.steps = steps;
        }
    }
    if let Some(node) = fields.optional("points")
        && let Some(mut fields) = node.fields(log)
    {
        if let Some(limits) = limits(&mut fields, &node, log) {
            scale.points = limits;
        }
        fields.finish(log);
    }
    if let Some(node) = fields.optional("trend") {
        match node.whole(log).and_then(|periods| usize::try_from(periods).ok()) {
            Some(periods @ 5..=1_000) => scale.trend = periods,
            Some(_) => {
                let message = "a trend needs at least five periods";
                log.error("scale", node.place(), message, "write 5 or more, or take `trend` out");
            }
            None => {}
        }
    }
    fields.finish(log);
    scale
}

fn step(node: &Node<'_>, log: &mut Diagnostics) -> Option<Step> {
    let mut fields = node.fields(log)?;
    let base = fields.required("from").and_then(|node| node.whole(log));
    let limits = limits(&mut fields, node, log);
    fields.finish(log);
    let (same, sharp) = limits?;
    Some(Step { base: base?.into(), same, sharp })
}

/// The two limits, in tenths: below the first "about the same", from the second on "sharply".
fn limits(fields: &mut Fields<'_>, node: &Node<'_>, log: &mut Diagnostics) -> Option<(i128, i128)> {
    let same = fields.required("about-the-same").and_then(|node| tenths(&node, log));
    let sharp = fields.required("sharply").and_then(|node| tenths(&node, log));
    let (same, sharp) = (same?, sharp?);
    if same >= sharp {
        let message = "a change is about the same only below where it becomes sharp";
        log.error("scale", node.place(), message, "make `about-the-same` smaller than `sharply`");
        return None;
    }
    Some((same, sharp))
}

fn tenths(node: &Node<'_>, log: &mut Diagnostics) -> Option<i128> {
    let number = crate::number::Number::parse(&node.text(log)?).ok().and_then(|number| number.units_at(1));
    let found = number.filter(|tenths| (0..=10_000).contains(tenths));
    if found.is_none() {
        let hint = "write a number from 0 to 1000 with at most one decimal, without a sign";
        log.error("scale", node.place(), "this is not a number of per cent", hint);
    }
    found
}
