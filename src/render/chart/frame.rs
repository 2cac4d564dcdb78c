//! What every chart begins with: the root of its SVG, named and described, and above the plot what is counted.

use super::canvas::{Canvas, Ink, number};
use super::layout::{WIDTH, count};
use super::{Drawing, palette, text};

/// Opens the `<svg>` element, with its title and description.
pub(super) fn open(canvas: &mut Canvas, drawing: &Drawing, height: f64) {
    let (title, description) = (format!("{}-title", drawing.id), format!("{}-desc", drawing.id));
    let named = format!("{title} {description}");
    let (width, height, size) = (number(WIDTH), number(height), number(text::SIZE));
    let view = format!("0 0 {width} {height}");
    let root = [
        ("xmlns", "http://www.w3.org/2000/svg"),
        ("class", "chart"),
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
    canvas.words("title", &[("id", &title)], &drawing.title);
    canvas.words("desc", &[("id", &description)], &drawing.description);
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
