//! An `at-a-glance` block: what a page says on its first screen. What is withheld is counted later, from the answers.

use super::Asking;
use super::key_figures::{self, KeyFigure};
use super::rich::{self, Rich};
use crate::load::yaml::Document;

/// The anchor of the block.
pub(crate) const ANCHOR: &str = "at-a-glance";

/// What a page says on its first screen.
#[derive(Debug)]
pub(crate) struct Glance {
    /// What the figures are of: the period, and with what it is compared.
    pub(crate) period: Rich,
    pub(crate) figures: Vec<KeyFigure>,
    /// What has changed, a sentence each.
    pub(crate) changed: Vec<Rich>,
}

/// Reads the block; nothing where it lacks what it needs.
pub(super) fn lay_out(document: &Document, asking: &mut Asking<'_>) -> Option<Glance> {
    let mut fields = document.root().fields(asking.log)?;
    let period = fields.required("period").and_then(|node| rich::of_node(&node, asking));
    let figures = fields.required("figures").map(|node| key_figures::of_node(&node, asking));
    let changed = fields.optional("changed").map(|node| {
        let sentences = node.items(asking.log);
        sentences.iter().filter_map(|node| rich::of_node(node, asking)).collect()
    });
    fields.finish(asking.log);
    Some(Glance { period: period?, figures: figures?, changed: changed.unwrap_or_default() })
}
