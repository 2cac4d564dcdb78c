//! The points of a line: a shape for each series, so that nobody needs the colour.

use super::canvas::{Canvas, number};
use super::palette;

const SHAPES: [&[(f64, f64)]; 3] = [
    &[(-5.5, -5.5), (5.5, -5.5), (5.5, 5.5), (-5.5, 5.5)],
    &[(0.0, -7.0), (7.0, 5.5), (-7.0, 5.5)],
    &[(0.0, -7.5), (7.5, 0.0), (0.0, 7.5), (-7.5, 0.0)],
];

/// A round point for the first form, then a square, a triangle and a diamond.
pub(super) fn draw(canvas: &mut Canvas, form: usize, colour: &str, (x, y): (f64, f64), scale: f64) {
    let paint = [("fill", colour), ("stroke", palette::WHITE), ("stroke-width", "1")];
    let Some(corners) = form.checked_sub(1).and_then(|index| SHAPES.get(index)) else {
        let (x, y, radius) = (number(x), number(y), number(6.0 * scale));
        let place = [("cx", x.as_str()), ("cy", &y), ("r", &radius)];
        return canvas.leaf("circle", &[&place[..], &paint].concat());
    };
    let corners =
        corners.iter().map(|(right, down)| format!("{},{}", number(x + right * scale), number(y + down * scale)));
    let points = corners.collect::<Vec<_>>().join(" ");
    canvas.leaf("polygon", &[&[("points", points.as_str())][..], &paint].concat());
}
