//! The strip between a line chart's axis and its names, where gaps in the lines are explained: one row for each series
//! that has any. Under the axis, nothing can hide a line or be taken for a value.

use super::canvas::Ink;
use super::dress::Dresser;
use super::layout::{Area, Plan, count};
use super::{ChartKind, Drawing, slots, text};
use crate::protect::{Marker, Published};

const SLOT_WIDTH: f64 = 34.0;
/// Where the shorthand stands below.
const NARROW_SLOT: f64 = 16.0;
pub(super) const SLOT_HEIGHT: f64 = 20.0;
const ROW: f64 = 23.0;

/// Whether the shorthand fits in a slot; otherwise it goes below the strip.
fn spacious(band: f64) -> bool {
    band >= SLOT_WIDTH + 2.0
}

fn rows(drawing: &Drawing) -> Vec<usize> {
    let gaps = |index: &usize| {
        let values = drawing.series.get(*index).map_or(&[][..], |series| &series.values);
        values.iter().any(|value| matches!(value, Published::Marked(_)))
    };
    if drawing.kind == ChartKind::Line { (0..drawing.series.len()).filter(gaps).collect() } else { Vec::new() }
}

/// The height that the strip needs.
pub(super) fn height(drawing: &Drawing, band: f64) -> f64 {
    let rows = count(rows(drawing).len());
    if rows == 0.0 { 0.0 } else { rows * ROW + if spacious(band) { 2.0 } else { text::LINE } }
}

/// Every slot and shorthand of a line chart.
pub(super) fn draw(dresser: &mut Dresser<'_>) {
    let rows = rows(dresser.drawing);
    if rows.is_empty() {
        return;
    }
    let plan = dresser.plan;
    let wide = spacious(plan.band);
    let mut labelled = f64::NEG_INFINITY;
    for category in 0..dresser.drawing.categories.len() {
        let marked = slots::marked(dresser, category);
        for (series, shorthand) in &marked {
            let row = rows.iter().position(|row| row == series).unwrap_or(0);
            let area = place(plan, category, row);
            if matches!(dresser.value(*series, category), Some(Published::Marked(Marker::Confidential))) {
                let tooltip = dresser.tooltip(*series, category);
                slots::outlined(dresser, area, dresser.colour(*series), &tooltip);
            }
            if wide {
                slots::inside(dresser, area, shorthand);
            }
        }
        let x = plan.centre(category);
        let first = marked.first().filter(|(_, shorthand)| x - labelled >= text::width(shorthand) + 6.0);
        if let Some((_, shorthand)) = first.filter(|_| !wide) {
            let y = plan.plot.y + plan.plot.height + count(rows.len()) * ROW + text::SIZE;
            dresser.canvas.label(x, y, Ink::MIDDLE, shorthand);
            labelled = x;
        }
    }
}

fn place(plan: &Plan, category: usize, row: usize) -> Area {
    let width = if spacious(plan.band) { SLOT_WIDTH } else { (plan.band * 0.7).min(NARROW_SLOT) };
    let y = plan.plot.y + plan.plot.height + 3.0 + count(row) * ROW;
    Area { x: plan.centre(category) - width / 2.0, y, width, height: SLOT_HEIGHT }
}
