//! The lines of a line chart: from point to point, interrupted where nothing is shown and where the series breaks.

use std::collections::BTreeMap;

use super::canvas::{Ink, number};
use super::dress::Dresser;
use super::read::Shape;
use super::{ChartKind, Drawing, palette, text};

/// What stands at a break.
pub(super) const BREAK: &str = "[b]";

/// The outline of each unbroken stretch of a series, through the points that ECharts placed.
pub(super) fn stretches(drawing: &Drawing, shapes: &[Shape], series: usize) -> Vec<String> {
    let placed = shapes.iter().filter_map(|shape| match shape.datum {
        Some((own, category)) if own == series => Some((category, (shape.x, shape.y))),
        _ => None,
    });
    let points: BTreeMap<usize, (f64, f64)> = placed.collect();
    let mut stretches: Vec<Vec<(f64, f64)>> = Vec::new();
    let mut before = None;
    for (category, point) in points {
        let goes_on = before.is_some_and(|before| before + 1 == category) && !drawing.breaks.contains(&category);
        match stretches.last_mut().filter(|_| goes_on) {
            Some(stretch) => stretch.push(point),
            None => stretches.push(vec![point]),
        }
        before = Some(category);
    }
    stretches.iter().filter(|stretch| stretch.len() > 1).map(|stretch| outline(stretch)).collect()
}

fn outline(points: &[(f64, f64)]) -> String {
    let commands = points.iter().enumerate().map(|(position, (x, y))| {
        let command = if position == 0 { 'M' } else { 'L' };
        format!("{command}{} {}", number(*x), number(*y))
    });
    commands.collect()
}

/// A dashed rule with `[b]` on top, between the last category before each break and the first after it.
pub(super) fn breaks(dresser: &mut Dresser<'_>) {
    if dresser.drawing.kind != ChartKind::Line {
        return;
    }
    let plot = dresser.plan.plot;
    for category in dresser.drawing.breaks.iter().filter(|category| **category > 0) {
        let middle = (dresser.plan.centre(*category - 1) + dresser.plan.centre(*category)) / 2.0;
        let (x, top, bottom) = (number(middle), number(plot.y), number(plot.y + plot.height));
        let place = [("x1", x.as_str()), ("x2", &x), ("y1", &top), ("y2", &bottom)];
        let look = [("stroke", palette::ZERO_LINE), ("stroke-width", "1"), ("stroke-dasharray", "3 3")];
        dresser.canvas.leaf("line", &[&place[..], &look].concat());
        dresser.canvas.label(middle, plot.y + text::SIZE - 4.0, Ink::MIDDLE.rimmed(), BREAK);
    }
}
