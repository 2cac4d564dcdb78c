//! A dot for one period, and a line from the lowest to the highest figure that is shown of the other periods. What is
//! withheld is said beside the figures, so that it neither stretches a line nor moves a dot.

use super::super::canvas::{Canvas, Ink, number};
use super::super::key::{self, Key, SAMPLE, Sign};
use super::super::layout::{Area, WIDTH, count};
use super::super::scale::Scale;
use super::super::{Drawing, Drawn, ends, frame, palette, point, text, word};
use crate::protect::{Published, Shown};

const MOST_NAME: f64 = 118.0;
const GAP: f64 = 10.0;
const LEAST_PLOT: f64 = 110.0;
/// Between figures of a row.
const SPACE: f64 = 6.0;
/// Between rows.
const AIR: f64 = 14.0;
const RANGE: &str = "#6F7980";

/// One row: a category with its figures.
struct Row<'a> {
    name: Vec<String>,
    dot: &'a Published,
    range: Option<[&'a Shown; 2]>,
    /// The range in words, where it has any.
    said: String,
    /// The markers of the other periods, each once.
    marked: Vec<&'a Published>,
}

/// Where everything goes.
struct Plan {
    scale: Scale,
    plot: Area,
    pitch: f64,
    figures: f64,
}

impl Plan {
    fn at(&self, value: f64) -> f64 {
        self.scale.share(value).mul_add(self.plot.width, self.plot.x)
    }

    fn middle(&self, row: usize) -> f64 {
        (count(row) + 0.5).mul_add(self.pitch, self.plot.y)
    }
}

pub(super) fn draw(drawing: &Drawing) -> Drawn {
    let key = key(drawing);
    let rows = rows(drawing);
    let plan = plan(drawing, &key, &rows);
    let mut canvas = Canvas::default();
    frame::open(&mut canvas, drawing, plan.plot.y + plan.plot.height + 4.0);
    for entry in &key.entries {
        let (x, middle) = (entry.x, entry.y + 10.0);
        match entry.sign {
            Sign::Series(0) => point::draw(&mut canvas, 0, palette::FOUR[0], (x + SAMPLE / 2.0, middle), 0.95),
            Sign::Series(_) => range(&mut canvas, x + 2.0, x + SAMPLE - 2.0, middle),
            Sign::Shorthand | Sign::Break | Sign::Revised => {}
        }
        frame::lines(&mut canvas, entry.text_x, entry.y, Ink::START, &entry.lines);
    }
    axis(&mut canvas, drawing, &plan, key.height);
    for (number, row) in rows.iter().enumerate() {
        draw_row(&mut canvas, drawing, &plan, number, row);
    }
    frame::close(&mut canvas);
    Drawn { svg: canvas.finish(), axis_labels: plan.scale.labels }
}

/// The dot is the first series, the range the others.
fn key(drawing: &Drawing) -> Key {
    let names: Vec<&str> = drawing.series.iter().map(|series| series.name.as_str()).collect();
    let mut signs = Vec::new();
    if let [dot, first, .., last] = names[..] {
        let others = drawing.strings.say("dot-range-others", &[("first", first), ("last", last)]);
        signs = vec![(Sign::Series(0), dot.to_owned(), SAMPLE), (Sign::Series(1), others, SAMPLE)];
    }
    signs.extend(key::shorthand(drawing));
    Key::of(signs, WIDTH)
}

fn rows(drawing: &Drawing) -> Vec<Row<'_>> {
    let row = |(category, name): (usize, &String)| {
        let mut values = drawing.series.iter().filter_map(|series| series.values.get(category));
        let dot = values.next()?;
        let (mut range, mut marked) = (None::<[&Shown; 2]>, Vec::<&Published>::new());
        for value in values {
            match value {
                Published::Shown(shown) => {
                    let [low, high] = range.unwrap_or([shown; 2]);
                    let low = if shown.on_axis() < low.on_axis() { shown } else { low };
                    let high = if shown.on_axis() > high.on_axis() { shown } else { high };
                    range = Some([low, high]);
                }
                Published::Marked(_) if marked.iter().all(|known| known.letters() != value.letters()) => {
                    marked.push(value);
                }
                Published::Marked(_) => {}
            }
        }
        marked.sort_by_key(|value| value.letters());
        let said = match range {
            Some([low, high]) if low.on_axis() == high.on_axis() => low.with_mark(),
            Some([low, high]) => {
                drawing.strings.say("dot-range-span", &[("low", &low.with_mark()), ("high", &high.with_mark())])
            }
            None => String::new(),
        };
        Some(Row { name: text::wrap(name, MOST_NAME), dot, range, said, marked })
    };
    drawing.categories.iter().enumerate().filter_map(row).collect()
}

fn plan(drawing: &Drawing, key: &Key, rows: &[Row<'_>]) -> Plan {
    let beside = rows.iter().map(|row| {
        let marked: f64 = row.marked.iter().map(|value| text::width(&value.text()) + SPACE).sum();
        text::width(&row.dot.with_mark()).max(text::width(&row.said) + marked)
    });
    let beside = beside.fold(0.0, f64::max).min(WIDTH - MOST_NAME - 3.0 * GAP - LEAST_PLOT);
    let x = text::widest(rows.iter().flat_map(|row| &row.name)) + GAP;
    let width = WIDTH - x - beside - 2.0 * GAP;
    let lines = rows.iter().map(|row| row.name.len()).max().unwrap_or(0);
    let pitch = (count(lines) * text::LINE).max(2.0 * text::LINE + 4.0) + AIR;
    let unit = text::wrap(&drawing.unit, WIDTH - x);
    let y = key.height + count(unit.len()) * text::LINE + text::LINE + 8.0;
    Plan {
        scale: Scale::new(ends::extent(drawing), Some(width)),
        plot: Area { x, y, width, height: pitch * count(rows.len()) },
        pitch,
        figures: x + width + 2.0 * GAP,
    }
}

/// The unit, the ticks below it, and a rule down from each.
fn axis(canvas: &mut Canvas, drawing: &Drawing, plan: &Plan, top: f64) {
    let Area { x, y, height, .. } = plan.plot;
    let end = frame::lines(canvas, x, top, Ink::START, &text::wrap(&drawing.unit, WIDTH - x));
    for (tick, label) in plan.scale.labels.iter().enumerate() {
        let value = count(tick).mul_add(plan.scale.step, plan.scale.low);
        let (at, stroke) = (number(plan.at(value)), if value == 0.0 { palette::ZERO_LINE } else { palette::GRID });
        canvas.label(plan.at(value), end + text::SIZE - 1.0, Ink::MIDDLE, label);
        let rule = format!("M{at} {}V{}", number(y), number(y + height));
        canvas.leaf("path", &[("d", &rule), ("fill", "none"), ("stroke", stroke)]);
    }
}

/// A line with a stop at each end.
fn range(canvas: &mut Canvas, from: f64, to: f64, middle: f64) {
    let (left, right, y) = (number(from), number(to), number(middle));
    let (top, bottom) = (number(middle - 9.0), number(middle + 9.0));
    let line = format!("M{left} {y}H{right}M{left} {top}V{bottom}M{right} {top}V{bottom}");
    canvas.leaf("path", &[("d", &line), ("fill", "none"), ("stroke", RANGE), ("stroke-width", "3")]);
}

fn draw_row(canvas: &mut Canvas, drawing: &Drawing, plan: &Plan, number: usize, row: &Row<'_>) {
    let middle = plan.middle(number);
    let first = middle - count(row.name.len()) * text::LINE / 2.0;
    for (index, line) in row.name.iter().enumerate() {
        let y = (count(index) + 0.5).mul_add(text::LINE, first) + text::MIDDLE;
        canvas.label(plan.plot.x - GAP, y, Ink::END, line);
    }
    let name = drawing.categories.get(number).map_or("", String::as_str);
    if let Some([low, high]) = row.range {
        titled(canvas, &format!("{name}: {}", row.said), |canvas| {
            range(canvas, plan.at(low.on_axis()), plan.at(high.on_axis()), middle);
        });
    }
    let above = middle - text::LINE / 2.0 - 2.0;
    let below = middle + text::LINE / 2.0 + 2.0;
    match row.dot {
        Published::Shown(shown) => {
            let place = (plan.at(shown.on_axis()), middle);
            titled(canvas, &drawing.tooltip(0, number, &shown.with_mark()), |canvas| {
                point::draw(canvas, 0, palette::FOUR[0], place, 0.95);
            });
            canvas.label(plan.figures, above + text::MIDDLE, Ink::START, &shown.with_mark());
        }
        Published::Marked(marker) => {
            let said = drawing.tooltip(0, number, &word(*marker, &drawing.strings));
            shorthand(canvas, (plan.figures, above), row.dot, &said);
        }
    }
    if !row.said.is_empty() {
        canvas.label(plan.figures, below + text::MIDDLE, Ink::START, &row.said);
    }
    let mut x = plan.figures + if row.said.is_empty() { 0.0 } else { text::width(&row.said) + SPACE };
    for value in &row.marked {
        if let Published::Marked(marker) = value {
            shorthand(canvas, (x, below), value, &format!("{name}: {}", word(*marker, &drawing.strings)));
        }
        x += text::width(&value.text()) + SPACE;
    }
}

/// In the place of a figure.
fn shorthand(canvas: &mut Canvas, (x, middle): (f64, f64), value: &Published, said: &str) {
    titled(canvas, said, |canvas| canvas.label(x, middle + text::MIDDLE, Ink::START, &value.text()));
}

fn titled(canvas: &mut Canvas, said: &str, mark: impl FnOnce(&mut Canvas)) {
    canvas.open("g", &[]);
    canvas.words("title", &[], said);
    mark(canvas);
    canvas.close("g");
}
