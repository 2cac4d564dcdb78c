//! The marks of one panel: bars or a line, their figures where they fit, and shorthand for what is not shown.

use super::super::super::canvas::{Canvas, Ink, number};
use super::super::super::layout::{Area, count};
use super::super::super::{Drawing, lines, palette, point, text, word};
use super::super::Form;
use super::{HEIGHT, Plan};
use crate::protect::Published;

const GAP: f64 = 4.0;

pub(super) fn draw(canvas: &mut Canvas, drawing: &Drawing, plan: &Plan, plot: Area, series: usize) {
    let values = drawing.series.get(series).map_or(&[][..], |series| &series.values);
    let mut panel = Panel { canvas, drawing, plan, plot, series, values };
    match plan.form {
        Form::Bars => panel.bars(),
        Form::Line => panel.line(),
    }
}

struct Panel<'a> {
    canvas: &'a mut Canvas,
    drawing: &'a Drawing,
    plan: &'a Plan,
    plot: Area,
    series: usize,
    values: &'a [Published],
}

impl Panel<'_> {
    fn at(&self, value: f64) -> f64 {
        self.plot.y + self.plan.at(value)
    }

    fn centre(&self, category: usize) -> f64 {
        self.plot.x + self.plan.centre(category)
    }

    /// What a pointer learns about a mark.
    fn titled(&mut self, category: usize, value: &Published, mark: impl FnOnce(&mut Canvas)) {
        let said = match value {
            Published::Shown(shown) => shown.with_mark(),
            Published::Marked(marker) => word(*marker, &self.drawing.strings),
        };
        let tooltip = self.drawing.tooltip(self.series, category, &said);
        self.canvas.open("g", &[]);
        self.canvas.words("title", &[], &tooltip);
        mark(self.canvas);
        self.canvas.close("g");
    }

    fn bars(&mut self) {
        let (zero, width) = (self.at(0.0), self.plan.band * 0.72);
        for (category, value) in self.values.iter().enumerate() {
            let centre = self.centre(category);
            let bar = |from: f64, to: f64| Area {
                x: centre - width / 2.0,
                y: from.min(to),
                width,
                height: (to - from).abs(),
            };
            let mut end = zero;
            if let Published::Shown(shown) = value {
                end = self.at(shown.on_axis());
                // A zero has no length to see: a thin tick says that there is a value.
                let area = if shown.on_axis() == 0.0 { bar(zero, zero - 2.0) } else { bar(zero, end) };
                self.titled(category, value, |canvas| canvas.rect(area, &[("fill", palette::FOUR[0])]));
            }
            if self.plan.labels_all {
                let y = if end > zero { end + text::SIZE - 1.0 } else { end - GAP };
                self.label(centre, y, Ink::MIDDLE, value);
            }
        }
        if !self.plan.labels_all {
            self.strip();
        }
    }

    fn line(&mut self) {
        let colour = palette::FOUR[0];
        let mut outline = String::new();
        let mut before = false;
        for (category, value) in self.values.iter().enumerate() {
            let Published::Shown(shown) = value else {
                before = false;
                continue;
            };
            let goes_on = before && !self.drawing.breaks.contains(&category);
            let command = if goes_on { 'L' } else { 'M' };
            outline += &format!("{command}{} {}", number(self.centre(category)), number(self.at(shown.on_axis())));
            before = true;
        }
        if outline.contains('L') {
            let look = [("d", outline.as_str()), ("fill", "none"), ("stroke", colour), ("stroke-width", "2.5")];
            self.canvas.leaf("path", &[&look[..], &[("stroke-linejoin", "round")]].concat());
        }
        self.breaks();
        let scale = if self.plan.band < 20.0 { 0.5 } else { 0.7 };
        for (category, value) in self.values.iter().enumerate() {
            if let Published::Shown(shown) = value {
                let place = (self.centre(category), self.at(shown.on_axis()));
                self.titled(category, value, |canvas| point::draw(canvas, 0, colour, place, scale));
            }
        }
        self.strip();
        self.figures();
    }

    /// All figures above their points where they fit, otherwise that of the last.
    fn figures(&mut self) {
        let last = self.values.len().saturating_sub(1);
        for (category, value) in self.values.iter().enumerate() {
            let Published::Shown(shown) = value else { continue };
            let y = self.at(shown.on_axis()) - 9.0;
            if self.plan.labels_all {
                self.label(self.centre(category), y, Ink::MIDDLE, value);
            } else if category == last {
                self.label(self.plot.x + self.plot.width, y, Ink::END, value);
            }
        }
    }

    /// Shorthand under the axis, where it hides nothing and cannot be taken for a value: once for neighbours that have the
    /// same, and only where it has room.
    fn strip(&mut self) {
        let below = if self.plan.scale.low < 0.0 { text::LINE } else { 0.0 };
        let y = self.plot.y + HEIGHT + below + text::SIZE + 1.0;
        let mut free = f64::NEG_INFINITY;
        let mut category = 0;
        for run in self.values.chunk_by(|one, next| one.letters() == next.letters()) {
            let last = category + run.len() - 1;
            let middle = (self.centre(category) + self.centre(last)) / 2.0;
            if let [value @ Published::Marked(_), ..] = run {
                let half = text::width(&value.text()) / 2.0;
                let room = self.plan.band >= 2.0 * half + GAP;
                for alone in category..=last {
                    let x = if room { self.centre(alone) } else { middle };
                    if x - half >= free {
                        self.titled(alone, value, |canvas| canvas.label(x, y, Ink::MIDDLE, &value.text()));
                        free = x + half + GAP;
                    }
                }
            }
            category = last + 1;
        }
    }

    fn breaks(&mut self) {
        for category in self.drawing.breaks.iter().filter(|category| **category > 0) {
            let x = number(count(*category).mul_add(self.plan.band, self.plot.x));
            let rule = format!("M{x} {}V{}", number(self.plot.y), number(self.plot.y + self.plot.height));
            let look = [("d", rule.as_str()), ("fill", "none"), ("stroke", palette::ZERO_LINE)];
            self.canvas.leaf("path", &[&look[..], &[("stroke-dasharray", "3 3")]].concat());
            let middle = count(*category).mul_add(self.plan.band, self.plot.x);
            self.canvas.label(middle, self.plot.y - 2.0, Ink::MIDDLE.rimmed(), lines::BREAK);
        }
    }

    fn label(&mut self, x: f64, y: f64, ink: Ink, value: &Published) {
        self.canvas.open("g", &[("pointer-events", "none")]);
        self.canvas.label(x, y, ink.rimmed(), &value.with_mark());
        self.canvas.close("g");
    }
}
