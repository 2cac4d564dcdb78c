//! Change between two periods: one line a series, with its name and its figure at both ends. A series of which a figure is
//! not shown has no line; it is listed below.

use super::super::apart::apart;
use super::super::canvas::{Canvas, Ink, number};
use super::super::key::{self, Key};
use super::super::layout::{WIDTH, count};
use super::super::look::Look;
use super::super::{Drawing, Drawn, frame, palette, point, text};
use crate::protect::{Published, Shown};

const LEAST_HEIGHT: f64 = 220.0;
/// Where no line is drawn.
const BLANK_HEIGHT: f64 = 60.0;
const LEAST_PLOT: f64 = 90.0;
const MOST_PLOT: f64 = 190.0;
/// From the end of a line to its figure; a moved label is led to through it.
const LEAD: f64 = 20.0;
/// From a figure to its name.
const GAP: f64 = 8.0;
/// Between labels, above and below each other.
const AIR: f64 = 3.0;

/// A series of which both figures are shown.
struct Line<'a> {
    series: usize,
    ends: [&'a Shown; 2],
    name: Vec<String>,
}

impl Line<'_> {
    fn height(&self) -> f64 {
        count(self.name.len().max(1)) * text::LINE + AIR
    }
}

/// Where everything goes.
struct Plan {
    /// The left and the right end of every line.
    sides: [f64; 2],
    /// The widest figure.
    figure: f64,
    top: f64,
    height: f64,
    low: f64,
    high: f64,
}

impl Plan {
    fn at(&self, value: f64) -> f64 {
        let span = self.high - self.low;
        let share = if span > 0.0 { (value - self.low) / span } else { 0.0 };
        self.height.mul_add(1.0 - share, self.top)
    }
}

pub(super) fn draw(drawing: &Drawing) -> Drawn {
    let key = Key::of(key::shorthand(drawing), WIDTH);
    let unit = text::wrap(&drawing.unit, WIDTH);
    let mut lines = lines(drawing);
    let figures: Vec<String> = lines.iter().flat_map(|line| line.ends).map(|end| end.with_mark()).collect();
    let figure = text::widest(&figures);
    let room = (WIDTH - LEAST_PLOT) / 2.0 - LEAD - figure - GAP;
    for line in &mut lines {
        line.name = text::wrap(drawing.series.get(line.series).map_or("", |series| &series.name), room);
    }
    let name = text::widest(lines.iter().flat_map(|line| &line.name));
    let plot = (WIDTH - 2.0 * (LEAD + figure + GAP + name)).clamp(LEAST_PLOT, MOST_PLOT);
    let sides = [(WIDTH - plot) / 2.0, (WIDTH + plot) / 2.0];
    let headings = [0, 1].map(|side| {
        let name = drawing.categories.get(side).map_or("", String::as_str);
        text::wrap(name, sides[0] - GAP)
    });
    let head = key.height + count(unit.len()) * text::LINE + GAP;
    let top = head + count(headings.iter().map(Vec::len).max().unwrap_or(0)) * text::LINE + GAP;
    let needed: f64 = lines.iter().map(Line::height).sum();
    let height = if lines.is_empty() { BLANK_HEIGHT } else { needed.max(LEAST_HEIGHT) };
    let values = || lines.iter().flat_map(|line| line.ends).map(Shown::on_axis);
    let (low, high) = (values().fold(0.0, f64::min), values().fold(0.0, f64::max));
    let plan = Plan { sides, figure, top: top + text::LINE / 2.0, height, low, high };
    let bottom = plan.top + height + text::LINE;
    let listed: Vec<String> = without_line(drawing).iter().flat_map(|words| text::wrap(words, WIDTH)).collect();
    let end = bottom + if listed.is_empty() { 0.0 } else { GAP + count(listed.len()) * text::LINE };

    let mut canvas = Canvas::default();
    frame::open(&mut canvas, drawing, end + 4.0);
    for entry in &key.entries {
        frame::lines(&mut canvas, entry.text_x, entry.y, Ink::START, &entry.lines);
    }
    frame::lines(&mut canvas, 0.0, key.height, Ink::START, &unit);
    for ((side, ink), heading) in sides.iter().zip([Ink::END, Ink::START]).zip(&headings) {
        let blank = count(headings.iter().map(Vec::len).max().unwrap_or(0) - heading.len()) * text::LINE;
        frame::lines(&mut canvas, *side, head + blank, ink, heading);
    }
    axes(&mut canvas, &plan);
    let zero = if drawing.percentages { "0%" } else { "0" };
    let axis_labels = if lines.is_empty() { Vec::new() } else { vec![zero.to_owned()] };
    for label in &axis_labels {
        canvas.label(WIDTH / 2.0, plan.at(0.0) + text::SIZE + 1.0, Ink::MIDDLE.rimmed(), label);
    }
    for line in &lines {
        stroke(&mut canvas, drawing, &plan, line);
    }
    for side in [0, 1] {
        labels(&mut canvas, &plan, &lines, side);
    }
    frame::lines(&mut canvas, 0.0, bottom + GAP, Ink::START, &listed);
    frame::close(&mut canvas);
    Drawn { svg: canvas.finish(), axis_labels }
}

fn lines(drawing: &Drawing) -> Vec<Line<'_>> {
    let shown = drawing.series.iter().enumerate().filter_map(|(series, one)| match &one.values[..] {
        [Published::Shown(from), Published::Shown(to)] => Some(Line { series, ends: [from, to], name: Vec::new() }),
        _ => None,
    });
    shown.collect()
}

/// The series that have no line, each with what is shown of it.
fn without_line(drawing: &Drawing) -> Vec<String> {
    let mut said = Vec::new();
    for series in &drawing.series {
        if let [from, to] = &series.values[..]
            && [from, to].iter().any(|value| matches!(value, Published::Marked(_)))
        {
            let values = [("name", series.name.as_str()), ("from", &from.with_mark()), ("to", &to.with_mark())];
            said.push(drawing.strings.say("slope-from-to", &values));
        }
    }
    if !said.is_empty() {
        said.insert(0, drawing.strings.say("slope-without", &[]));
    }
    said
}

/// An upright for each period, and the line of zero between them.
fn axes(canvas: &mut Canvas, plan: &Plan) {
    let (top, bottom) = (number(plan.top - 4.0), number(plan.top + plan.height));
    let [left, right] = plan.sides.map(number);
    let zero = number(plan.at(0.0));
    let uprights = format!("M{left} {top}V{bottom}M{right} {top}V{bottom}");
    canvas.leaf("path", &[("d", &uprights), ("fill", "none"), ("stroke", palette::GRID), ("stroke-width", "2")]);
    let base = format!("M{left} {zero}H{right}");
    canvas.leaf("path", &[("d", &base), ("fill", "none"), ("stroke", palette::ZERO_LINE)]);
}

/// More lines than the palette has colours are all alike: their labels tell them apart.
fn look(drawing: &Drawing, series: usize) -> Look {
    let few = drawing.series.len() <= palette::MOST_SERIES;
    drawing.series.get(series).filter(|_| few).map_or_else(|| Look::alone(0, 1), |series| series.look)
}

fn stroke(canvas: &mut Canvas, drawing: &Drawing, plan: &Plan, line: &Line<'_>) {
    let look = look(drawing, line.series);
    let colour = look.colour();
    let [from, to] = line.ends.map(|end| plan.at(end.on_axis()));
    let [left, right] = plan.sides;
    let path = format!("M{} {}L{} {}", number(left), number(from), number(right), number(to));
    let mut attributes = vec![("d", path.as_str()), ("fill", "none"), ("stroke", colour), ("stroke-width", "3")];
    attributes.extend(look.dash().map(|dash| ("stroke-dasharray", dash)));
    canvas.leaf("path", &attributes);
    for ((category, end), place) in line.ends.iter().enumerate().zip([(left, from), (right, to)]) {
        canvas.open("g", &[]);
        canvas.words("title", &[], &drawing.tooltip(line.series, category, &end.with_mark()));
        point::draw(canvas, look.form(), colour, place, 0.9);
        canvas.close("g");
    }
}

/// The figure beside each end of a line, its name beyond.
fn labels(canvas: &mut Canvas, plan: &Plan, lines: &[Line<'_>], side: usize) {
    let ends: Vec<f64> = lines.iter().map(|line| plan.at(line.ends[side].on_axis())).collect();
    let wanted: Vec<(f64, f64)> = ends.iter().zip(lines).map(|(end, line)| (*end, line.height())).collect();
    let reach = (plan.top - text::LINE / 2.0, plan.top + plan.height + text::LINE / 2.0);
    let (outwards, ink): (f64, Ink) = if side == 0 { (-1.0, Ink::END) } else { (1.0, Ink::START) };
    let axis = plan.sides[side];
    canvas.open("g", &[("pointer-events", "none")]);
    for ((line, end), middle) in lines.iter().zip(ends).zip(apart(&wanted, reach)) {
        if (middle - end).abs() > 3.0 {
            let (from, to) = (outwards.mul_add(8.0, axis), outwards.mul_add(LEAD - 3.0, axis));
            let lead = format!("M{} {}L{} {}", number(from), number(end), number(to), number(middle));
            canvas.leaf("path", &[("d", &lead), ("fill", "none"), ("stroke", palette::ZERO_LINE)]);
        }
        canvas.label(outwards.mul_add(LEAD, axis), middle + text::MIDDLE, ink, &line.ends[side].with_mark());
        let x = outwards.mul_add(LEAD + plan.figure + GAP, axis);
        let first = middle - count(line.name.len()) * text::LINE / 2.0;
        for (index, name) in line.name.iter().enumerate() {
            canvas.label(x, first + (count(index) + 0.5) * text::LINE + text::MIDDLE, ink, name);
        }
    }
    canvas.close("g");
}
