//! The first screen of a page: period, key figures, what has changed, and how much is withheld.

use std::collections::BTreeSet;

use minijinja::{Value, context};

use super::View;
use crate::ask::{GLANCE_ANCHOR, Glance, QuestionId};
use crate::diagnostic::Diagnostics;
use crate::protect::{Marker, Published};
use crate::render::href::value;
use crate::render::{exhibit, figure, tables};

/// How many different figures of the page's tables are withheld, and how many there are. What is withheld is no secret;
/// what it is would be.
pub(super) fn withheld(view: &View<'_>) -> (usize, usize) {
    let cells = tables(&view.page.body.pieces).flat_map(|table| table.rows.iter().flat_map(|row| row.cells.iter()));
    let cells: BTreeSet<QuestionId> = cells.copied().collect();
    let is_withheld = |question: &&QuestionId| {
        matches!(view.protected.answers.get(**question), Published::Marked(Marker::Confidential))
    };
    (cells.iter().filter(is_withheld).count(), cells.len())
}

pub(super) fn render(view: &View<'_>, glance: &Glance, log: &mut Diagnostics) -> String {
    let (withheld, all) = withheld(view);
    let key = match withheld {
        0 => "glance-nothing-withheld",
        1 => "glance-one-withheld",
        _ => "glance-withheld",
    };
    let marker = figure::marker(view, Marker::Confidential, None, log);
    let changed: Vec<Value> = glance.changed.iter().map(|sentence| figure::safe(view, sentence, log)).collect();
    let context = context! {
        id => GLANCE_ANCHOR,
        period => figure::safe(view, &glance.period, log),
        figures => Value::from_safe_string(exhibit::key_figures(view, &glance.figures, log)),
        changed => changed,
        withheld_key => key,
        withheld => withheld,
        all => all,
        marker => Value::from_safe_string(marker),
        withheld_href => (withheld > 0).then(|| value(&crate::render::withheld::href(view, None))),
    };
    view.render("glance.html", context! { glance => context }, log).unwrap_or_default()
}
