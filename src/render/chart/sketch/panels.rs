//! Small multiples: one panel a series, two beside each other, all on the same axis. What a panel withholds changes nothing
//! in it or in any other: shorthand stands in its place.

mod marks;
mod names;

use super::super::canvas::{Canvas, Ink, number};
use super::super::key::{self, Key};
use super::super::layout::{Area, WIDTH, count};
use super::super::scale::Scale;
use super::super::{Drawing, Drawn, ends, frame, palette, text};
use super::Form;
use crate::protect::Published;

const COLUMNS: usize = 2;
const GUTTER: f64 = 22.0;
const EDGE: f64 = 4.0;
const HEIGHT: f64 = 96.0;
const GAP: f64 = 6.0;
/// Between rows of panels.
const AIR: f64 = 14.0;
/// Room for tick labels comes in such steps, so that panels keep their breadth when a figure changes.
const TICK_ROOM: f64 = 16.0;
/// Bold letters are wider than those whose widths are known.
const BOLD: f64 = 1.09;

/// What all panels share.
struct Plan {
    form: Form,
    scale: Scale,
    /// The labels of the axis that are written, by tick.
    ticks: Vec<(f64, String)>,
    left: f64,
    /// Breadth of every plot.
    width: f64,
    /// From one category to the next.
    band: f64,
    /// Above each plot: room for a label at the highest value.
    above: f64,
    /// Whether every figure of every panel has room above its mark.
    labels_all: bool,
    /// Below the plot of each panel: shorthand, where it has no room within.
    strip: f64,
    /// The names of the categories that are written.
    names: Vec<names::Name>,
}

impl Plan {
    fn new(drawing: &Drawing, form: Form) -> Self {
        let scale = Scale::new(ends::extent(drawing), None);
        let ticks = ticks(&scale);
        let widest = ticks.iter().map(|(_, label)| text::width(label)).fold(0.0, f64::max);
        let left = ((widest + 8.0) / TICK_ROOM).ceil() * TICK_ROOM;
        let columns = count(COLUMNS);
        let width = ((WIDTH - left - EDGE - (columns - 1.0) * GUTTER) / columns).floor();
        let band = width / count(drawing.categories.len());
        let figures = || drawing.series.iter().flat_map(|series| &series.values);
        let labels_all = text::widest(&figures().map(Published::with_mark).collect::<Vec<_>>()) + 3.0 <= band;
        let within = form == Form::Bars && labels_all;
        let gaps = figures().any(|value| matches!(value, Published::Marked(_)));
        let strip = if gaps && !within { text::LINE + 3.0 } else { 0.0 };
        let names = names::below(drawing, width, band);
        Self { form, scale, ticks, left, width, band, above: text::LINE, labels_all, strip, names }
    }

    /// The place of a value below the top of a plot.
    fn at(&self, value: f64) -> f64 {
        HEIGHT * (1.0 - self.scale.share(value))
    }

    /// The middle of a category from the left of a plot.
    fn centre(&self, category: usize) -> f64 {
        (count(category) + 0.5) * self.band
    }

    /// From the top of a plot to the end of its panel.
    fn below(&self) -> f64 {
        let down = if self.scale.low < 0.0 { text::LINE } else { 0.0 };
        HEIGHT + down + self.strip + GAP + self.names_height()
    }

    fn names_height(&self) -> f64 {
        let lines = self.names.iter().map(|name| name.down + name.lines.len()).max().unwrap_or(0);
        count(lines) * text::LINE
    }
}

pub(super) fn draw(drawing: &Drawing, form: Form) -> Drawn {
    let plan = Plan::new(drawing, form);
    let mut signs = key::shorthand(drawing);
    if form == Form::Line && !drawing.breaks.is_empty() {
        signs.push(key::break_in_series(drawing));
    }
    let key = Key::of(signs, WIDTH);
    let unit = text::wrap(&drawing.unit, WIDTH);
    let titles: Vec<Vec<String>> =
        drawing.series.iter().map(|series| text::wrap(&series.name, (plan.width + GUTTER / 2.0) / BOLD)).collect();
    let mut tops = vec![key.height + count(unit.len()) * text::LINE + GAP];
    for row in titles.chunks(COLUMNS) {
        let lines = row.iter().map(Vec::len).max().unwrap_or(0);
        let top = tops.last().copied().unwrap_or(0.0);
        tops.push(top + count(lines) * text::LINE + plan.above + plan.below() + AIR);
    }
    let height = tops.last().copied().unwrap_or(0.0) - AIR + EDGE;

    let mut canvas = Canvas::default();
    frame::open(&mut canvas, drawing, height);
    for entry in &key.entries {
        frame::lines(&mut canvas, entry.text_x, entry.y, Ink::START, &entry.lines);
    }
    frame::lines(&mut canvas, 0.0, key.height, Ink::START, &unit);
    for ((row, titles), top) in titles.chunks(COLUMNS).enumerate().zip(&tops) {
        let lines = titles.iter().map(Vec::len).max().unwrap_or(0);
        let plot_top = top + count(lines) * text::LINE + plan.above;
        labels_of_axis(&mut canvas, &plan, plot_top);
        for (column, title) in titles.iter().enumerate() {
            let x = plan.left + count(column) * (plan.width + GUTTER);
            let blank = count(lines - title.len()) * text::LINE;
            heading(&mut canvas, x, top + blank, title);
            let plot = Area { x, y: plot_top, width: plan.width, height: HEIGHT };
            panel(&mut canvas, drawing, &plan, plot, row * COLUMNS + column);
        }
    }
    frame::close(&mut canvas);
    let axis_labels = plan.ticks.into_iter().map(|(_, label)| label).collect();
    Drawn { svg: canvas.finish(), axis_labels }
}

/// Every tick of the axis that has room for its label; zero is always one.
fn ticks(scale: &Scale) -> Vec<(f64, String)> {
    const PITCH: f64 = 24.0;
    let all: Vec<(f64, &String)> = scale
        .labels
        .iter()
        .enumerate()
        .map(|(tick, label)| (count(tick).mul_add(scale.step, scale.low), label))
        .collect();
    let pitch = HEIGHT * scale.step / (scale.high - scale.low);
    let every = (1..).find(|every| count(*every) * pitch >= PITCH).unwrap_or(1);
    let zero = all.iter().position(|(value, _)| value.abs() < scale.step / 2.0).unwrap_or(0);
    let kept = all.into_iter().enumerate().filter(|(tick, _)| tick.abs_diff(zero).is_multiple_of(every));
    kept.map(|(_, (value, label))| (value, label.clone())).collect()
}

/// Once for both panels of a row.
fn labels_of_axis(canvas: &mut Canvas, plan: &Plan, top: f64) {
    for (value, label) in &plan.ticks {
        canvas.label(plan.left - 8.0, top + plan.at(*value) + text::MIDDLE, Ink::END, label);
    }
}

/// The name of a panel, in bold.
fn heading(canvas: &mut Canvas, x: f64, top: f64, lines: &[String]) {
    for (index, line) in lines.iter().enumerate() {
        let (x, y) = (number(x), number(top + text::SIZE - 2.0 + count(index) * text::LINE));
        let length = number(text::width(line) * BOLD);
        let mut attributes = vec![("x", x.as_str()), ("y", &y), ("font-weight", "bold")];
        if line.chars().count() > 1 {
            attributes.extend([("textLength", length.as_str()), ("lengthAdjust", "spacingAndGlyphs")]);
        }
        canvas.words("text", &attributes, line);
    }
}

fn panel(canvas: &mut Canvas, drawing: &Drawing, plan: &Plan, plot: Area, series: usize) {
    let right = number(plot.x + plot.width);
    let rule = |value: f64| format!("M{} {}H{right}", number(plot.x), number(plot.y + plan.at(value)));
    let rules: String = plan.ticks.iter().map(|(value, _)| rule(*value)).collect();
    if !rules.is_empty() {
        canvas.leaf("path", &[("d", &rules), ("fill", "none"), ("stroke", palette::GRID)]);
    }
    marks::draw(canvas, drawing, plan, plot, series);
    canvas.leaf("path", &[("d", &rule(0.0)), ("fill", "none"), ("stroke", palette::ZERO_LINE)]);
    let top = plot.y + plan.below() - plan.names_height();
    for name in &plan.names {
        frame::lines(canvas, plot.x + name.x, count(name.down).mul_add(text::LINE, top), name.ink, &name.lines);
    }
}
