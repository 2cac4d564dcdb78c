//! What every chart begins with: the root of its SVG, named and described, and above the plot what is counted.

use super::canvas::{Canvas, Ink, number};
use super::layout::{WIDTH, count};
use super::{Drawing, palette, text};

/// What the root of a drawing says.
pub(super) struct Root<'a> {
    pub(super) class: &'a str,
    /// The drawing's id, with which the ids inside begin.
    pub(super) id: &'a str,
    pub(super) title: &'a str,
    pub(super) description: &'a str,
    pub(super) height: f64,
}

impl Root<'_> {
    /// Opens the `<svg>` element, with its title and description. What is drawn after it is for the eye: some screen readers
    /// would read its letters one by one.
    pub(super) fn open(&self, canvas: &mut Canvas) {
        let (title, description) = (format!("{}-title", self.id), format!("{}-desc", self.id));
        let named = format!("{title} {description}");
        let (width, height, size) = (number(WIDTH), number(self.height), number(text::SIZE));
        let view = format!("0 0 {width} {height}");
        let root = [
            ("xmlns", "http://www.w3.org/2000/svg"),
            ("class", self.class),
            ("role", "img"),
            ("aria-labelledby", &named),
            ("viewBox", &view),
            ("width", &width),
            ("height", &height),
            ("font-family", super::FONT),
            ("font-size", &size),
            ("fill", palette::INK),
        ];
        canvas.open("svg", &root);
        canvas.words("title", &[("id", &title)], self.title);
        canvas.words("desc", &[("id", &description)], self.description);
        canvas.open("g", &[("aria-hidden", "true")]);
    }
}

/// Opens a chart.
pub(super) fn open(canvas: &mut Canvas, drawing: &Drawing, height: f64) {
    let Drawing { id, title, description, .. } = drawing;
    Root { class: "chart", id, title, description, height }.open(canvas);
}

/// Closes what [`Root::open`] opened.
pub(super) fn close(canvas: &mut Canvas) {
    canvas.close("g");
    canvas.close("svg");
}

/// Lines of text from `top` downwards; where they end.
pub(super) fn lines(canvas: &mut Canvas, x: f64, top: f64, ink: Ink, lines: &[String]) -> f64 {
    for (index, line) in lines.iter().enumerate() {
        canvas.label(x, top + text::SIZE - 2.0 + count(index) * text::LINE, ink, line);
    }
    top + count(lines.len()) * text::LINE
}

impl Drawing {
    /// What a pointer learns about a mark.
    pub(super) fn tooltip(&self, series: usize, category: usize, value: &str) -> String {
        let name = self.series.get(series).map_or("", |series| series.name.as_str());
        let category = self.categories.get(category).map_or("", String::as_str);
        let subject: Vec<&str> = [category, name].into_iter().filter(|part| !part.is_empty()).collect();
        format!("{}: {value}", subject.join(", "))
    }
}
