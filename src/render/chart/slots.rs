//! Where there is no number: shorthand where the mark would begin. Nothing that stands for a withheld value has a length
//! along the value axis, which a reader would take for a number.

use super::canvas::Ink;
use super::dress::Dresser;
use super::ends::{self, GAP, SHORT_GAP};
use super::layout::Area;
use super::{ChartKind, palette, strip, text};
use crate::protect::Published;

/// Every shorthand of the chart.
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

/// The series without a number at a category, with their shorthand.
pub(super) fn marked(dresser: &Dresser<'_>, category: usize) -> Vec<(usize, String)> {
    let values = (0..dresser.drawing.series.len()).filter_map(|series| match dresser.value(series, category) {
        Some(value @ Published::Marked(_)) => Some((series, value.text())),
        _ => None,
    });
    values.collect()
}

/// At the zero line, where the bar would begin.
fn beside(dresser: &mut Dresser<'_>, category: usize) {
    let start = dresser.plan.forwards().mul_add(GAP, dresser.plan.at(0.0));
    for (series, shorthand) in marked(dresser, category) {
        let lane = dresser.plan.lane(category, series) + dresser.plan.bar / 2.0;
        titled(dresser, start, lane, &shorthand, series, category);
    }
}

/// In the place of a bar of a hundred per cent, of which nothing is shown: its length is known, and nothing else.
fn whole(dresser: &mut Dresser<'_>, category: usize) {
    let marked = marked(dresser, category);
    let tooltips: Vec<String> = marked.iter().map(|(series, _)| dresser.tooltip(*series, category)).collect();
    let area = dresser.plan.block(category, 0, dresser.plan.at(0.0), dresser.plan.at(ends::WHOLE));
    outlined(dresser, area, palette::GREY, &tooltips.join("; "));
    if let Some((_, shorthand)) = marked.first() {
        inside(dresser, area, shorthand);
    }
}

/// After the shown parts of a stack.
fn beyond(dresser: &mut Dresser<'_>, category: usize) {
    let (up, _) = ends::stack(dresser.drawing, category);
    let forwards = dresser.plan.forwards();
    let mut at = dresser.plan.at(up);
    let lane = dresser.plan.centre(category);
    for (series, shorthand) in marked(dresser, category) {
        at += forwards * SHORT_GAP;
        titled(dresser, at, lane, &shorthand, series, category);
        at += forwards * (ends::length(&shorthand, dresser.plan.upright) + SHORT_GAP);
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

/// Shorthand in the middle of an area.
pub(super) fn inside(dresser: &mut Dresser<'_>, area: Area, shorthand: &str) {
    let (x, y) = (area.x + area.width / 2.0, area.y + area.height / 2.0 + text::MIDDLE);
    dresser.canvas.open("g", &[("pointer-events", "none")]);
    dresser.canvas.label(x, y, Ink::MIDDLE, shorthand);
    dresser.canvas.close("g");
}

/// An empty rectangle that says what it is to a pointer. Its outline lies inside the area, so that neighbours do not touch.
pub(super) fn outlined(dresser: &mut Dresser<'_>, area: Area, colour: &str, tooltip: &str) {
    let inner = Area { x: area.x + 0.5, y: area.y + 0.5, width: area.width - 1.0, height: area.height - 1.0 };
    dresser.canvas.open("g", &[]);
    dresser.canvas.words("title", &[], tooltip);
    dresser.canvas.rect(inner, &[("fill", palette::WHITE), ("stroke", colour)]);
    dresser.canvas.close("g");
}
