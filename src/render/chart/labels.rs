//! The values beside (or on) their marks.

use super::canvas::Ink;
use super::dress::Dresser;
use super::ends::{self, GAP};
use super::{ChartKind, palette, text};
use crate::protect::{Published, Shown};

/// Most points of a line that are labelled.
const MOST_POINTS: usize = 12;

/// Every label of a shown value.
pub(super) fn draw(dresser: &mut Dresser<'_>) {
    let drawing = dresser.drawing;
    let mut ends = vec![(0.0, 0.0); drawing.categories.len()];
    dresser.canvas.open("g", &[("pointer-events", "none")]);
    let labelled = drawing.kind != ChartKind::Line || labels_points(dresser);
    for (index, series) in drawing.series.iter().enumerate().filter(|_| labelled) {
        for (category, (value, (up, down))) in series.values.iter().zip(&mut ends).enumerate() {
            let Published::Shown(shown) = value else { continue };
            match drawing.kind {
                ChartKind::Bar => at_end(dresser, index, category, shown),
                ChartKind::Line => at_point(dresser, &series.values, category, shown),
                ChartKind::Sketch(_) => {}
                ChartKind::Stacked => {
                    let end = if shown.on_axis() < 0.0 { down } else { up };
                    let from = *end;
                    *end += shown.on_axis();
                    inside(dresser, index, category, shown, (from, *end));
                }
            }
        }
    }
    dresser.canvas.close("g");
}

fn at_end(dresser: &mut Dresser<'_>, series: usize, category: usize, shown: &Shown) {
    let plan = dresser.plan;
    let (end, negative) = (plan.at(shown.on_axis()), shown.on_axis() < 0.0);
    let lane = plan.lane(category, series) + plan.bar / 2.0;
    let (x, y, ink) = match (plan.upright, negative) {
        (true, false) => (lane, end - GAP, Ink::MIDDLE),
        (true, true) => (lane, end + text::SIZE, Ink::MIDDLE),
        (false, false) => (end + GAP, lane + text::MIDDLE, Ink::START),
        (false, true) => (end - GAP, lane + text::MIDDLE, Ink::END),
    };
    dresser.canvas.label(x, y, ink.rimmed(), shown.text());
}

/// On its segment of a stack, where it fits.
fn inside(dresser: &mut Dresser<'_>, series: usize, category: usize, shown: &Shown, (from, to): (f64, f64)) {
    let plan = dresser.plan;
    let area = plan.block(category, series, plan.at(from), plan.at(to));
    let fits = text::width(shown.text()) + 8.0 <= area.width && text::SIZE + 4.0 <= area.height;
    if fits && shown.on_axis() != 0.0 {
        let ink = Ink { fill: palette::ink_on(dresser.colour(series)), ..Ink::MIDDLE };
        let (x, y) = (area.x + area.width / 2.0, area.y + area.height / 2.0 + text::MIDDLE);
        dresser.canvas.label(x, y, ink, shown.text());
    }
}

fn labels_points(dresser: &Dresser<'_>) -> bool {
    let [series] = &dresser.drawing.series[..] else { return false };
    let texts: Vec<String> = series.values.iter().map(Published::text).collect();
    texts.len() <= MOST_POINTS && text::widest(&texts) + 4.0 <= dresser.plan.band
}

/// On the side of the point that the line leaves free.
fn at_point(dresser: &mut Dresser<'_>, values: &[Published], category: usize, shown: &Shown) {
    let near = |index: Option<usize>| index.and_then(|index| values.get(index)).and_then(ends::on_axis);
    let neighbours = [near(category.checked_sub(1)), near(category.checked_add(1))];
    let higher: f64 = neighbours.into_iter().flatten().map(|value| value - shown.on_axis()).sum();
    let point = dresser.plan.at(shown.on_axis());
    let floor = dresser.plan.plot.y + dresser.plan.plot.height;
    let below = higher > 0.0 && point + 2.0 * text::SIZE < floor;
    let y = if below { point + text::SIZE + 8.0 } else { point - 11.0 };
    dresser.canvas.label(dresser.plan.centre(category), y, Ink::MIDDLE.rimmed(), shown.text());
}
