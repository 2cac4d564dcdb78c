//! The line of a key figure: as small as a word, without axes, on a ground of zero. Its figures stand beside it as text, so
//! it is for the eye alone.

use super::canvas::{Canvas, number};
use super::ends;
use super::layout::count;
use crate::protect::Published;

const WIDTH: f64 = 160.0;
const HEIGHT: f64 = 40.0;
/// Room for a point at every edge.
const EDGE: f64 = 4.0;

/// Draws a line, interrupted where nothing is shown and before each break. There is no room to say why, so a gap stays empty.
pub(in crate::render) fn draw(values: &[Published], breaks: &[usize]) -> String {
    let places: Vec<Option<f64>> = values.iter().map(ends::on_axis).collect();
    let shown = || places.iter().flatten().copied();
    let (low, high) = (shown().fold(0.0, f64::min), shown().fold(0.0, f64::max));
    let span = if high > low { high - low } else { 1.0 };
    let down = |value: f64| HEIGHT - EDGE - (value - low) / span * (HEIGHT - 2.0 * EDGE);
    let steps = count(values.len().saturating_sub(1).max(1));
    let along = |position: usize| EDGE + count(position) / steps * (WIDTH - 2.0 * EDGE);
    let mut canvas = Canvas::default();
    let (width, height) = (number(WIDTH), number(HEIGHT));
    let view = format!("0 0 {width} {height}");
    let root =
        [("class", "spark"), ("aria-hidden", "true"), ("viewBox", &view), ("width", &width), ("height", &height)];
    canvas.open("svg", &root);
    rule(&mut canvas, (0.0, down(0.0)), (WIDTH, down(0.0)), None);
    for position in breaks.iter().copied().filter(|position| *position > 0) {
        let middle = (along(position - 1) + along(position)) / 2.0;
        rule(&mut canvas, (middle, 0.0), (middle, HEIGHT), Some("2 2"));
    }
    let mut stretch: Vec<(f64, f64)> = Vec::new();
    for (position, place) in places.iter().enumerate() {
        if breaks.contains(&position) {
            finish(&mut canvas, &mut stretch);
        }
        match place {
            Some(place) => stretch.push((along(position), down(*place))),
            None => finish(&mut canvas, &mut stretch),
        }
    }
    let last = stretch.last().copied();
    finish(&mut canvas, &mut stretch);
    if let Some(last) = last {
        point(&mut canvas, last, 3.5);
    }
    canvas.close("svg");
    canvas.finish()
}

/// A stretch of the line; a figure between two gaps is a point.
fn finish(canvas: &mut Canvas, stretch: &mut Vec<(f64, f64)>) {
    match stretch.as_slice() {
        [] => {}
        [one] => point(canvas, *one, 2.0),
        points => {
            let points: Vec<String> = points.iter().map(|(x, y)| format!("{},{}", number(*x), number(*y))).collect();
            let look =
                [("fill", "none"), ("stroke", "currentColor"), ("stroke-width", "2"), ("stroke-linejoin", "round")];
            canvas.leaf("polyline", &[&[("points", points.join(" ").as_str())][..], &look].concat());
        }
    }
    stretch.clear();
}

fn point(canvas: &mut Canvas, (x, y): (f64, f64), radius: f64) {
    let (x, y, radius) = (number(x), number(y), number(radius));
    canvas.leaf("circle", &[("cx", &x), ("cy", &y), ("r", &radius), ("fill", "currentColor")]);
}

fn rule(canvas: &mut Canvas, from: (f64, f64), to: (f64, f64), dash: Option<&str>) {
    let (x1, y1, x2, y2) = (number(from.0), number(from.1), number(to.0), number(to.1));
    let mut attributes = vec![("x1", x1.as_str()), ("y1", &y1), ("x2", &x2), ("y2", &y2)];
    attributes.extend([("stroke", "currentColor"), ("stroke-opacity", "0.5")]);
    attributes.extend(dash.map(|dash| ("stroke-dasharray", dash)));
    canvas.leaf("line", &attributes);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(values: &[&str], breaks: &[usize]) -> String {
        draw(&values.iter().map(|value| Published::for_test(value)).collect::<Vec<_>>(), breaks)
    }

    #[test]
    fn a_line_is_interrupted_by_what_is_withheld_and_by_breaks() {
        assert_eq!(drawn(&["10", "20", "30", "20"], &[]).matches("<polyline").count(), 1);
        assert_eq!(drawn(&["10", "20", "[c]", "20", "10"], &[]).matches("<polyline").count(), 2);
        assert_eq!(drawn(&["10", "20", "30", "20"], &[2]).matches("<polyline").count(), 2);
        // A point for the figure between two gaps, and one for the last.
        let gaps = drawn(&["10", "20", "[c]", "20", "[x]", "5", "6"], &[]);
        assert_eq!((gaps.matches("<circle").count(), gaps.matches("<rect").count()), (2, 0));
    }

    #[test]
    fn a_line_of_nothing_or_of_zeros_is_drawn() {
        for values in [&["[c]", "[c]"][..], &["0", "0"], &["[x]", "-4"]] {
            let drawn = drawn(values, &[]);
            assert!(!drawn.contains("NaN") && !drawn.contains("inf"), "{drawn}");
        }
    }
}
