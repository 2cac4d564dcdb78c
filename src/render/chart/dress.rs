//! From the shapes that ECharts places to an SVG fit to publish: named, labelled, without styles or scripts.

use super::canvas::{Canvas, Ink, number};
use super::key::{Entry, SAMPLE, SWATCH, Sign};
use super::layout::{Area, Plan, count};
use super::look::Look;
use super::read::Shape;
use super::{ChartKind, Drawing, direct, frame, labels, lines, palette, point, slots, text};
use crate::protect::Published;

/// A drawing on its way to an SVG.
pub(super) struct Dresser<'a> {
    pub(super) drawing: &'a Drawing,
    pub(super) plan: &'a Plan,
    pub(super) canvas: Canvas,
}

/// The finished `<svg>` element.
pub(super) fn dress(drawing: &Drawing, plan: &Plan, shapes: &[Shape]) -> String {
    let mut dresser = Dresser { drawing, plan, canvas: Canvas::default() };
    frame::open(&mut dresser.canvas, drawing, plan.height);
    dresser.axes(shapes);
    // A label beside a bar has a white rim against grid lines, which must not eat into the next bar.
    let beside = drawing.kind == ChartKind::Bar;
    if beside {
        labels::draw(&mut dresser);
    }
    lines::breaks(&mut dresser);
    dresser.marks(shapes);
    slots::draw(&mut dresser);
    dresser.zero_line();
    if !beside {
        labels::draw(&mut dresser);
    }
    direct::draw(&mut dresser);
    for entry in &plan.key.entries {
        dresser.entry(entry);
    }
    frame::close(&mut dresser.canvas);
    dresser.canvas.finish()
}

impl Dresser<'_> {
    /// The colour of a series.
    pub(super) fn colour(&self, series: usize) -> &'static str {
        self.look(series).colour()
    }

    fn look(&self, series: usize) -> Look {
        let all = &self.drawing.series;
        all.get(series).map_or_else(|| Look::alone(series, all.len()), |series| series.look)
    }

    /// What a pointer learns about a mark.
    pub(super) fn tooltip(&self, series: usize, category: usize) -> String {
        let value = match self.value(series, category) {
            Some(value) => super::spoken(value, &self.drawing.strings),
            None => String::new(),
        };
        self.drawing.tooltip(series, category, &value)
    }

    pub(super) fn value(&self, series: usize, category: usize) -> Option<&Published> {
        self.drawing.series.get(series).and_then(|series| series.values.get(category))
    }

    fn axes(&mut self, shapes: &[Shape]) {
        self.canvas.open("g", &[("stroke", palette::GRID), ("fill", "none")]);
        for shape in shapes.iter().filter(|shape| shape.stroke.as_deref() == Some(palette::GRID)) {
            self.canvas.leaf("path", &[("d", shape.outline.as_deref().unwrap_or_default())]);
        }
        self.canvas.close("g");
        for shape in shapes.iter().filter(|shape| shape.outline.is_none()) {
            let ink = match shape.anchor.as_str() {
                "middle" => Ink::MIDDLE,
                "end" => Ink::END,
                _ => Ink::START,
            };
            self.canvas.label(shape.x, shape.y + text::MIDDLE, ink, &shape.text);
        }
        let x = if self.plan.upright { 0.0 } else { self.plan.plot.x };
        for (index, line) in self.plan.unit.iter().enumerate() {
            self.canvas.label(x, self.plan.unit_y + count(index) * text::LINE, Ink::START, line);
        }
    }

    fn marks(&mut self, shapes: &[Shape]) {
        let lines = if self.drawing.kind == ChartKind::Line { self.drawing.series.len() } else { 0 };
        for index in 0..lines {
            for outline in lines::stretches(self.drawing, shapes, index) {
                self.line(&outline, index);
            }
        }
        for shape in shapes {
            let Some((series, category)) = shape.datum else { continue };
            let tooltip = self.tooltip(series, category);
            if self.drawing.kind == ChartKind::Line {
                self.canvas.open("g", &[]);
                self.canvas.words("title", &[], &tooltip);
                let (x, y) = (number(shape.x), number(shape.y));
                let reach = [("cx", x.as_str()), ("cy", &y), ("r", "11"), ("fill", "none")];
                self.canvas.leaf("circle", &[&reach[..], &[("pointer-events", "all")]].concat());
                let (form, colour) = (self.look(series).form(), self.colour(series));
                let crowded = self.plan.band < 24.0;
                point::draw(&mut self.canvas, form, colour, (shape.x, shape.y), if crowded { 0.6 } else { 1.0 });
                self.canvas.close("g");
            } else {
                self.bar(shape, series, category, &tooltip);
            }
        }
    }

    fn line(&mut self, outline: &str, series: usize) {
        let colour = self.colour(series);
        let mut attributes = vec![("d", outline), ("fill", "none"), ("stroke", colour), ("stroke-width", "3")];
        attributes.push(("stroke-linejoin", "round"));
        attributes.extend(self.look(series).dash().map(|dash| ("stroke-dasharray", dash)));
        self.canvas.leaf("path", &attributes);
    }

    /// A zero has no length to see: a thin tick says that there is a value.
    fn bar(&mut self, shape: &Shape, series: usize, category: usize, tooltip: &str) {
        const TICK: f64 = 2.0;
        const RIMMED: f64 = 5.0;
        let value = match self.value(series, category) {
            Some(Published::Shown(shown)) => shown.on_axis(),
            _ => return,
        };
        let stacked = self.drawing.kind == ChartKind::Stacked;
        let length = (self.plan.at(value) - self.plan.at(0.0)).abs();
        if value == 0.0 {
            if !stacked {
                let zero = self.plan.at(0.0);
                let tick = self.plan.block(category, series, zero, self.plan.forwards().mul_add(TICK, zero));
                self.titled_rect(tick, self.colour(series), tooltip);
            }
            return;
        }
        let mut attributes = vec![("d", shape.outline.as_deref().unwrap_or_default()), ("fill", self.colour(series))];
        if stacked && length > RIMMED {
            attributes.extend([("stroke", palette::WHITE), ("stroke-width", "2")]);
        }
        self.canvas.open("path", &attributes);
        self.canvas.words("title", &[], tooltip);
        self.canvas.close("path");
    }

    fn titled_rect(&mut self, area: Area, fill: &str, tooltip: &str) {
        self.canvas.open("g", &[("fill", fill)]);
        self.canvas.words("title", &[], tooltip);
        self.canvas.rect(area, &[]);
        self.canvas.close("g");
    }

    fn zero_line(&mut self) {
        let (plot, zero) = (self.plan.plot, self.plan.at(0.0));
        let line = if self.plan.upright {
            Area { x: plot.x, y: zero - 0.5, width: plot.width, height: 1.0 }
        } else {
            Area { x: zero - 0.5, y: plot.y, width: 1.0, height: plot.height }
        };
        self.canvas.rect(line, &[("fill", palette::ZERO_LINE)]);
    }

    fn entry(&mut self, entry: &Entry) {
        let swatch = Area { x: entry.x, y: entry.y + 2.0, width: SWATCH, height: SWATCH };
        match entry.sign {
            Sign::Series(series) if self.drawing.kind == ChartKind::Line => {
                let (y, right) = (number(entry.y + 10.0), number(entry.x + SAMPLE));
                self.line(&format!("M{} {y}L{right} {y}", number(entry.x)), series);
                let (middle, form) = (entry.x + SAMPLE / 2.0, self.look(series).form());
                let colour = self.colour(series);
                point::draw(&mut self.canvas, form, colour, (middle, entry.y + 10.0), 1.0);
            }
            Sign::Series(series) => self.canvas.rect(swatch, &[("fill", self.colour(series))]),
            Sign::Shorthand | Sign::Break | Sign::Revised => {}
        }
        for (index, line) in entry.lines.iter().enumerate() {
            let y = entry.y + 10.0 + text::MIDDLE + count(index) * text::LINE;
            self.canvas.label(entry.text_x, y, Ink::START, line);
        }
    }
}
