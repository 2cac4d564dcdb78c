//! Where there is no number: a hatched slot of one size for every withheld value, whatever the value is, and shorthand.

use super::canvas::Ink;
use super::dress::Dresser;
use super::ends::{self, GAP, SLOT, SLOT_GAP, STACKED_SLOT};
use super::key::Sign;
use super::layout::{Area, count};
use super::{ChartKind, palette, text};
use crate::protect::{Marker, Published};

/// Breadth of a slot on a line chart, where it stands for a point.
const POINT_SLOT: f64 = 16.0;
/// Height of a slot on a line chart.
const POINT_HEIGHT: f64 = 22.0;
/// From one slot to the next where several series withhold a value at one point.
const POINT_PITCH: f64 = 26.0;

/// One hatch for each series that withholds a value, and a grey one for the key where series differ.
pub(super) fn patterns(dresser: &mut Dresser<'_>) {
    if !dresser.plan.key.entries.iter().any(|entry| entry.sign == Sign::Shorthand(Marker::Confidential)) {
        return;
    }
    let withholds = |index: &usize| {
        let values = dresser.drawing.series.get(*index).map_or(&[][..], |series| &series.values);
        values.iter().any(|value| matches!(value, Published::Marked(Marker::Confidential)))
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
    let size = [("id", id.as_str()), ("width", "6"), ("height", "6"), ("patternUnits", "userSpaceOnUse")];
    dresser.canvas.open("pattern", &[&size[..], &[("patternTransform", "rotate(45)")]].concat());
    dresser.canvas.leaf("rect", &[("width", "6"), ("height", "6"), ("fill", palette::WHITE)]);
    dresser.canvas.leaf("rect", &[("width", "2"), ("height", "6"), ("fill", colour)]);
    dresser.canvas.close("pattern");
}

/// Every slot and shorthand of the chart.
pub(super) fn draw(dresser: &mut Dresser<'_>) {
    for category in 0..dresser.drawing.categories.len() {
        match dresser.drawing.kind {
            ChartKind::Bar => beside(dresser, category),
            ChartKind::Stacked => beyond(dresser, category),
            ChartKind::Line => {}
        }
    }
    if dresser.drawing.kind == ChartKind::Line {
        on_line(dresser);
    }
}

/// The sample in the key.
pub(super) fn sample(dresser: &mut Dresser<'_>, marker: Marker, area: Area) {
    if marker == Marker::Confidential {
        hatched(dresser, area, "key", palette::GREY);
    }
}

fn marked(dresser: &Dresser<'_>, category: usize) -> Vec<(usize, Marker, String)> {
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
            let (x, y) = (area.x + area.width / 2.0, area.y + area.height / 2.0 + text::MIDDLE);
            dresser.canvas.open("g", &[("pointer-events", "none")]);
            dresser.canvas.label(x, y, Ink::MIDDLE.rimmed(), &shorthand);
            dresser.canvas.close("g");
            at += forwards * STACKED_SLOT;
        } else {
            titled(dresser, at + forwards * 2.0, lane, &shorthand, series, category);
            at += forwards * ends::length(&shorthand, dresser.plan.upright);
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
        dresser.canvas.label(lane, along, Ink::MIDDLE, shorthand);
    } else {
        dresser.canvas.label(along, lane + text::MIDDLE, Ink::START, shorthand);
    }
    dresser.canvas.close("g");
}

/// Standing on the zero line at their point in time: side by side where there is room, otherwise on top of each other.
fn on_line(dresser: &mut Dresser<'_>) {
    let categories = dresser.drawing.categories.len();
    let most = (0..categories).map(|category| marked(dresser, category).len()).max().unwrap_or(0);
    let abreast = count(most) * POINT_PITCH <= dresser.plan.band;
    let breadth = if abreast { POINT_SLOT } else { POINT_SLOT.min(dresser.plan.band * 0.7) };
    let mut labelled = f64::NEG_INFINITY;
    for category in 0..categories {
        let marked = marked(dresser, category);
        let mut zero = dresser.plan.at(0.0);
        let last = marked.len().saturating_sub(1);
        for (index, (series, marker, shorthand)) in marked.iter().enumerate() {
            let aside = if abreast { (count(index) - count(last) / 2.0) * POINT_PITCH } else { 0.0 };
            let x = dresser.plan.centre(category) + aside;
            let mut top = zero;
            if *marker == Marker::Confidential {
                top -= POINT_HEIGHT;
                let area = Area { x: x - breadth / 2.0, y: top, width: breadth, height: POINT_HEIGHT };
                slot(dresser, area, *series, category);
            }
            let room = x - labelled >= text::width(shorthand) + 4.0;
            if (abreast || index == last) && room {
                let tooltip = dresser.tooltip(*series, category);
                dresser.canvas.open("g", &[]);
                dresser.canvas.words("title", &[], &tooltip);
                dresser.canvas.label(x, top - GAP, Ink::MIDDLE.rimmed(), shorthand);
                dresser.canvas.close("g");
                labelled = x;
            }
            zero = if abreast { zero } else { top };
        }
    }
}

fn slot(dresser: &mut Dresser<'_>, area: Area, series: usize, category: usize) {
    let tooltip = dresser.tooltip(series, category);
    dresser.canvas.open("g", &[]);
    dresser.canvas.words("title", &[], &tooltip);
    let colour = dresser.colour(series);
    hatched(dresser, area, &series.to_string(), colour);
    dresser.canvas.close("g");
}

/// The outline lies inside the area, so that neighbours do not touch.
fn hatched(dresser: &mut Dresser<'_>, area: Area, pattern: &str, colour: &str) {
    let fill = format!("url(#{})", dresser.id(&format!("hatch-{pattern}")));
    let inner = Area { x: area.x + 0.5, y: area.y + 0.5, width: area.width - 1.0, height: area.height - 1.0 };
    dresser.canvas.rect(inner, &[("fill", &fill), ("stroke", colour)]);
}
