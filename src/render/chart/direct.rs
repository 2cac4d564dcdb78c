//! Names at the ends of lines, in place of a key, where there is room: all lines reach the last category, nothing of them is
//! left out, and the names are short enough. What is shown decides, and where something is not.

use super::apart::apart;
use super::canvas::{Ink, number};
use super::dress::Dresser;
use super::ends;
use super::layout::{WIDTH, count};
use super::{ChartKind, Drawing, palette, text};

const MOST_NAME: f64 = 116.0;
const MOST_LINES: usize = 2;
/// From the end of a line to its name.
const LEAD: f64 = 16.0;
/// Least room for a category beside the names.
const LEAST_BAND: f64 = 22.0;
/// About what the labels of an axis need.
const AXIS: f64 = 48.0;
const AIR: f64 = 2.0;

/// The names beside the lines' ends, or nothing where a key has to name them.
pub(super) fn names(drawing: &Drawing) -> Option<Vec<Vec<String>>> {
    let several = drawing.kind == ChartKind::Line && drawing.series.len() > 1 && drawing.categories.len() > 1;
    let mut values = drawing.series.iter().flat_map(|series| &series.values);
    // What stands below the axis is told apart by the key.
    if !several || values.any(|value| ends::on_axis(value).is_none()) {
        return None;
    }
    let words = || drawing.series.iter().flat_map(|series| series.name.split_whitespace());
    let names: Vec<Vec<String>> = drawing.series.iter().map(|series| text::wrap(&series.name, MOST_NAME)).collect();
    let short = words().all(|word| text::width(word) <= MOST_NAME);
    let few = names.iter().all(|lines| (1..=MOST_LINES).contains(&lines.len()));
    let beside = AXIS + LEAD + text::widest(names.iter().flatten());
    let spacious = count(drawing.categories.len()).mul_add(LEAST_BAND, beside) <= WIDTH;
    (short && few && spacious).then_some(names)
}

/// From the last point to the right edge of the drawing: room for the names, which begin right after the point.
pub(super) fn room(drawing: &Drawing) -> Option<f64> {
    names(drawing).map(|names| LEAD + text::widest(names.iter().flatten()))
}

/// The name of each line, moved apart from others where it has to be, and led to.
pub(super) fn draw(dresser: &mut Dresser<'_>) {
    let Some(names) = names(dresser.drawing) else { return };
    let (plan, last) = (dresser.plan, dresser.drawing.categories.len() - 1);
    let value = |series: usize| dresser.value(series, last).and_then(ends::on_axis).unwrap_or(0.0);
    let wanted = names.iter().enumerate().map(|(series, lines)| {
        let height = count(lines.len()).mul_add(text::LINE, AIR);
        (plan.at(value(series)), height)
    });
    let wanted: Vec<(f64, f64)> = wanted.collect();
    let reach = (plan.plot.y - text::LINE / 2.0, plan.plot.y + plan.plot.height + 4.0);
    let point = plan.centre(last);
    dresser.canvas.open("g", &[("pointer-events", "none")]);
    for ((lines, (end, _)), middle) in names.iter().zip(&wanted).zip(apart(&wanted, reach)) {
        if (middle - end).abs() > 3.0 {
            let (from, to) = (number(point + 8.0), number(point + LEAD - 2.0));
            let lead = format!("M{from} {}L{to} {}", number(*end), number(middle));
            dresser.canvas.leaf("path", &[("d", &lead), ("fill", "none"), ("stroke", palette::ZERO_LINE)]);
        }
        let first = middle - count(lines.len()) * text::LINE / 2.0;
        for (index, line) in lines.iter().enumerate() {
            let y = (count(index) + 0.5).mul_add(text::LINE, first) + text::MIDDLE;
            dresser.canvas.label(point + LEAD, y, Ink::START.rimmed(), line);
        }
    }
    dresser.canvas.close("g");
}
