//! What it would cost to show a hidden figure: the engine decides again, with the figure fixed as visible.

use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;

use super::super::engine;
use super::super::model::{CellId, Rule};
use super::view::View;
use super::{ToShow, Verdict, words};
use crate::progress::Progress;

/// Of more secondary figures than this a report does not ask: the engine would run for each.
const MOST_FIGURES: usize = 40;
/// Nor of a larger model: each run takes too long.
const MOST_CELLS: usize = 5_000;

/// The price of one hidden cell.
pub(super) fn of(view: &View<'_>, cell: CellId, rule: Rule) -> ToShow {
    let sensitive = |why: String| ToShow {
        words: format!("cannot be shown: it is {why}; a waiver would be needed"),
        ..ToShow::plain(Verdict::NeedsWaiver)
    };
    match rule {
        Rule::Secondary(_) => again(view, cell),
        Rule::HiddenBase => {
            let examined = view.examined;
            let on = examined.built.model.cells[cell].rests_on.iter();
            let hidden = on.filter(|base| examined.pattern().hidden[**base].is_some());
            let names: Vec<String> = hidden.map(|base| view.name(*base)).collect();
            let words = format!("can only be shown together with what it rests on: {}", names.join("; "));
            ToShow { words, with: names, ..ToShow::plain(Verdict::WithItsBase) }
        }
        Rule::AtSource => ToShow {
            words: "cannot be shown: the data holds `c`, not its number".to_owned(),
            ..ToShow::plain(Verdict::NotInData)
        },
        Rule::SmallGap => sensitive("a small group that the parts of a total miss".to_owned()),
        rule => sensitive(words::sentence(rule, view, cell)),
    }
}

/// Lets the engine decide with the cell visible, and compares.
fn again(view: &View<'_>, cell: CellId) -> ToShow {
    let (model, before) = (&view.examined.built.model, view.examined.pattern());
    let mut model = model.clone();
    model.cells[cell].frozen = true;
    let Ok(settled) = engine::settle(&model) else {
        let words = "cannot be shown: no other figures could be hidden so that what it protects stays protected";
        return ToShow { words: words.to_owned(), ..ToShow::plain(Verdict::Impossible) };
    };
    let after = &settled.pattern;
    let told = |other: &CellId| model.cells[*other].asked && view.has_figure(*other);
    let cells = || (0..model.cells.len()).filter(told);
    let instead = cells().filter(|other| before.hidden[*other].is_none() && after.hidden[*other].is_some());
    let instead: Vec<String> = instead.map(|other| view.name(other)).collect();
    let freed =
        cells().filter(|other| *other != cell && before.hidden[*other].is_some() && after.hidden[*other].is_none());
    let freed: Vec<String> = freed.map(|other| view.name(other)).collect();
    let mut words = match instead.as_slice() {
        [] => "no other figure would have to be hidden instead".to_owned(),
        [one] => format!("1 other figure would have to be hidden instead: {one}"),
        several => format!("{} other figures would have to be hidden instead: {}", several.len(), several.join("; ")),
    };
    if !freed.is_empty() {
        words.push_str(&format!(" ({} could be shown as well)", words::figures(freed.len())));
    }
    ToShow { verdict: Verdict::Instead, words, instead, freed, with: Vec::new() }
}

/// The prices of many hidden cells, as far as a report gives them.
pub(super) fn of_all(view: &View<'_>, hidden: &[(CellId, Rule)], quiet: bool) -> Vec<ToShow> {
    let secondary = hidden.iter().filter(|(_, rule)| matches!(rule, Rule::Secondary(_))).count();
    let too_many = secondary > MOST_FIGURES || view.examined.built.model.cells.len() > MOST_CELLS;
    let progress = Progress::of("Pricing hidden figures", quiet);
    let done = AtomicUsize::new(0);
    let price = |(cell, rule): &(CellId, Rule)| {
        if too_many && matches!(rule, Rule::Secondary(_)) {
            let words = "not worked out here, because there are too many; ask `candour explain`";
            return ToShow { words: words.to_owned(), ..ToShow::plain(Verdict::NotWorkedOut) };
        }
        let price = of(view, *cell, *rule);
        progress.step(done.fetch_add(1, Ordering::Relaxed) + 1, hidden.len());
        price
    };
    hidden.par_iter().map(price).collect()
}
