//! Where there is no number: a hatched slot of one size for every withheld value, whatever the value is, and shorthand.

use super::canvas::Ink;
use super::dress::Dresser;
use super::ends::{self, GAP, SLOT, SLOT_GAP, STACKED_SLOT};
use super::key::Sign;
use super::layout::Area;
use super::{ChartKind, hatch, palette, strip, text};
use crate::protect::{Marker, Published};

/// One hatch for each series that withholds a value, and a grey one for the key where series differ.
pub(super) fn patterns(dresser: &mut Dresser<'_>) {
    if !dresser.plan.key.entries.iter().any(|entry| entry.sign == Sign::Shorthand(Marker::Confidential)) {
        return;
    }
    let withholds = |index: &usize| {
        let values = dresser.drawing.series.get(*index).map_or(&[][..], |series| &series.values);
        let mut values = values.iter().enumerate();
        let alone = |category| !ends::is_withheld(dresser.drawing, category);
        values.any(|(category, value)| matches!(value, Published::Marked(Marker::Confidential)) && alone(category))
    };
    let used: Vec<usize> = (0..dresser.drawing.series.len()).filter(withholds).collect();
    dresser.canvas.open("defs", &[]);
    for index in used {
        pattern(dresser, &index.to_string(), dresser.colour(index));
    }
    pattern(dresser, "key", palette::GREY);
    dresser.canvas.close("defs");
}

fn pattern(dresser: &mut Dresser<'_>, name: &str, colour: &str) {
    let id = dresser.id(&format!("hatch-{name}"));
    hatch::pattern(&mut dresser.canvas, &id, colour);
}

/// Every slot and shorthand of the chart.
pub(super) fn draw(dresser: &mut Dresser<'_>) {
    for category in 0..dresser.drawing.categories.len() {
        match dresser.drawing.kind {
            ChartKind::Bar => beside(dresser, category),
            ChartKind::Stacked if ends::is_withheld(dresser.drawing, category) => whole(dresser, category),
            ChartKind::Stacked => beyond(dresser, category),
            ChartKind::Line | ChartKind::Sketch(_) => {}
        }
    }
    strip::draw(dresser);
}

/// The sample in the key.
pub(super) fn sample(dresser: &mut Dresser<'_>, marker: Marker, area: Area) {
    if marker == Marker::Confidential {
        hatched(dresser, area, "key", palette::GREY);
    }
}

/// The series without a number at a category, with their shorthand.
pub(super) fn marked(dresser: &Dresser<'_>, category: usize) -> Vec<(usize, Marker, String)> {
    let values = (0..dresser.drawing.series.len()).filter_map(|series| match dresser.value(series, category) {
        Some(value @ Published::Marked(marker)) => Some((series, *marker, value.text())),
        _ => None,
    });
    values.collect()
}

/// On the zero line, in the place of the bar.
fn beside(dresser: &mut Dresser<'_>, category: usize) {
    let (zero, forwards) = (dresser.plan.at(0.0), dresser.plan.forwards());
    for (series, marker, shorthand) in marked(dresser, category) {
        let mut end = zero;
        if marker == Marker::Confidential {
            end += forwards * SLOT;
            let area = dresser.plan.block(category, series, zero, end);
            slot(dresser, area, series, category);
        }
        let lane = dresser.plan.lane(category, series) + dresser.plan.bar / 2.0;
        titled(dresser, end + forwards * GAP, lane, &shorthand, series, category);
    }
}

/// In the place of a bar of a hundred per cent, of which nothing is shown.
fn whole(dresser: &mut Dresser<'_>, category: usize) {
    let marked = marked(dresser, category);
    let tooltips: Vec<String> = marked.iter().map(|(series, ..)| dresser.tooltip(*series, category)).collect();
    let area = dresser.plan.block(category, 0, dresser.plan.at(0.0), dresser.plan.at(ends::WHOLE));
    dresser.canvas.open("g", &[]);
    dresser.canvas.words("title", &[], &tooltips.join("; "));
    hatched(dresser, area, "key", palette::GREY);
    dresser.canvas.close("g");
    if let Some((_, _, shorthand)) = marked.first() {
        inside(dresser, area, shorthand);
    }
}

/// After the shown parts of a stack.
fn beyond(dresser: &mut Dresser<'_>, category: usize) {
    let (up, _) = ends::stack(dresser.drawing, category);
    let forwards = dresser.plan.forwards();
    let mut at = dresser.plan.at(up);
    let lane = dresser.plan.centre(category);
    for (series, marker, shorthand) in marked(dresser, category) {
        at += forwards * SLOT_GAP / 2.0;
        if marker == Marker::Confidential {
            let area = dresser.plan.block(category, series, at, at + forwards * STACKED_SLOT);
            slot(dresser, area, series, category);
            inside(dresser, area, &shorthand);
            at += forwards * STACKED_SLOT;
        } else {
            titled(dresser, at + forwards * SLOT_GAP, lane, &shorthand, series, category);
            at += forwards * (ends::length(&shorthand, dresser.plan.upright) + SLOT_GAP);
        }
        at += forwards * SLOT_GAP / 2.0;
    }
}

/// Shorthand that begins at `along` on the value axis, in the middle of a lane.
fn titled(dresser: &mut Dresser<'_>, along: f64, lane: f64, shorthand: &str, series: usize, category: usize) {
    let tooltip = dresser.tooltip(series, category);
    dresser.canvas.open("g", &[]);
    dresser.canvas.words("title", &[], &tooltip);
    if dresser.plan.upright {
        dresser.canvas.label(lane, along, Ink::MIDDLE.rimmed(), shorthand);
    } else {
        dresser.canvas.label(along, lane + text::MIDDLE, Ink::START.rimmed(), shorthand);
    }
    dresser.canvas.close("g");
}

/// Shorthand in the middle of a slot.
pub(super) fn inside(dresser: &mut Dresser<'_>, area: Area, shorthand: &str) {
    let (x, y) = (area.x + area.width / 2.0, area.y + area.height / 2.0 + text::MIDDLE);
    dresser.canvas.open("g", &[("pointer-events", "none")]);
    dresser.canvas.label(x, y, Ink::MIDDLE.rimmed(), shorthand);
    dresser.canvas.close("g");
}

/// A hatched slot that says what it is to a pointer.
pub(super) fn slot(dresser: &mut Dresser<'_>, area: Area, series: usize, category: usize) {
    let tooltip = dresser.tooltip(series, category);
    dresser.canvas.open("g", &[]);
    dresser.canvas.words("title", &[], &tooltip);
    let colour = dresser.colour(series);
    hatched(dresser, area, &series.to_string(), colour);
    dresser.canvas.close("g");
}

fn hatched(dresser: &mut Dresser<'_>, area: Area, pattern: &str, colour: &str) {
    let id = dresser.id(&format!("hatch-{pattern}"));
    hatch::hatched(&mut dresser.canvas, area, &id, colour);
}
