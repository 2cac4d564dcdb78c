//! The names below a chart that stands. The first and the last always have theirs, in whole words, centred below their
//! points; the plot makes room for that. Between them, names are left out where there is no room for all.

use super::layout::{Area, EDGE, WIDTH, count};
use super::{ChartKind, Drawing, direct, text};

const MOST_LINES: usize = 3;
/// What a plot leaves for a name; only a longer word is cut.
const MOST_ROOM: f64 = 128.0;
/// Between neighbouring names.
const GAP: f64 = 12.0;
/// The same where every category has its name.
const CLOSE_GAP: f64 = 6.0;

/// Where the plot begins and how broad it is, beside tick labels that need room up to `ticks`.
pub(super) fn across(drawing: &Drawing, ticks: f64) -> (f64, f64) {
    let categories = count(drawing.categories.len());
    if drawing.kind != ChartKind::Line {
        return (ticks, WIDTH - ticks - EDGE);
    }
    let half = least_room(drawing) / 2.0;
    let direct = direct::room(drawing);
    // Neither the last name nor the names beside the lines may reach beyond the drawing, nor the plot its edge.
    let after = direct.map_or(half, |room| room.max(half));
    let edge = if direct.is_some() { 0.0 } else { EDGE };
    let from_left = |left: f64| ((WIDTH - left - after) / (categories - 0.5)).min((WIDTH - left - edge) / categories);
    let from_first = ((WIDTH - half - after) / (categories - 1.0)).min((WIDTH - half - edge) / (categories - 0.5));
    let band = from_left(ticks);
    if ticks + band / 2.0 >= half {
        (ticks, band * categories)
    } else {
        (half - from_first / 2.0, from_first * categories)
    }
}

/// The least room in which each name fits in whole words.
fn least_room(drawing: &Drawing) -> f64 {
    let rooms = drawing.categories.iter().map(|name| text::narrowest(name, MOST_LINES));
    rooms.fold(0.0, f64::max).min(MOST_ROOM)
}

/// The lines of each category's name; none where it is left out.
pub(super) fn names(drawing: &Drawing, plot: Area) -> Vec<Vec<String>> {
    let last = drawing.categories.len().saturating_sub(1);
    let band = plot.width / count(drawing.categories.len());
    let least = least_room(drawing);
    // The plot was laid out so that the outer names have at least the least room; the sums may differ in the last digit.
    let outer = 2.0f64.mul_add(plot.x.min(WIDTH - plot.x - plot.width), band).max(least);
    let room = |every: usize| match every {
        1 => band - CLOSE_GAP,
        _ => count(every).mul_add(band, -GAP).min(outer),
    };
    let every = (1..=last).find(|every| room(*every) >= least).unwrap_or(last.max(1));
    let named = |index: usize| index == last || (index.is_multiple_of(every) && index + every <= last);
    let lines = |(index, name): (usize, &String)| {
        if named(index) { text::wrap(name, room(every).max(least)) } else { Vec::new() }
    };
    drawing.categories.iter().enumerate().map(lines).collect()
}

#[cfg(test)]
mod tests {
    use super::super::Sketch;
    use super::super::layout::Plan;
    use super::super::sketch::Form;
    use super::super::tests::{drawing, series, svg_of, texts};
    use super::*;
    use crate::schema::period::{Period, PeriodKind};

    /// So many periods in a row, as an axis names them.
    fn periods(kind: PeriodKind, number: usize) -> Vec<String> {
        let two = |year: usize| format!("{year}-{:02}", (year + 1) % 100);
        let month = |at: usize| format!("{}-{:02}", 2018 + at / 12, at % 12 + 1);
        let id = |at: usize| match kind {
            PeriodKind::Month => month(at),
            PeriodKind::Quarter => format!("{}-Q{}", 2018 + at / 4, at % 4 + 1),
            PeriodKind::HalfYear => format!("{}-H{}", 2018 + at / 2, at % 2 + 1),
            PeriodKind::Year => (1980 + at).to_string(),
            PeriodKind::FinancialYear | PeriodKind::AcademicYear => two(1980 + at),
            PeriodKind::Date => format!("{}-28", month(at + 8)),
            PeriodKind::Range => format!("{}..{}", month(at + 8), month(at + 12)),
        };
        let strings = crate::language::english().strings;
        (0..number).map(|at| Period::parse(kind, &id(at)).expect("a period").said(&strings)).collect()
    }

    /// Line charts with numbers of every breadth: one line, names beside several, a key for several, nothing shown.
    fn charts(kind: ChartKind, names: &[String]) -> Vec<Drawing> {
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let line = |name: &str, value: &str| series(name, &vec![value; names.len()]);
        let wide = "Vale of White Horse and West Oxfordshire";
        let lines = [
            vec![line("All", "7")],
            vec![line("All", "-123456")],
            vec![line("All", "[c]")],
            vec![line("A", "4"), line("B", "90")],
            vec![line(wide, "41"), line("A", "[c]")],
        ];
        lines.into_iter().map(|lines| drawing("below", kind, &names, lines)).collect()
    }

    #[test]
    fn the_first_and_the_last_period_are_named_in_whole_words_and_nothing_overlaps() {
        for (kind, period) in PeriodKind::ALL {
            for number in 2..=40 {
                let names = periods(period, number);
                for (example, drawing) in charts(ChartKind::Line, &names).into_iter().enumerate() {
                    let plan = Plan::new(&drawing);
                    let case = format!("{number} of kind {kind}, chart {example}: {:?}", plan.names);
                    let named = [0, number - 1].iter().all(|index| !plan.names[*index].is_empty());
                    assert!(named && plan.names.len() == number, "{case}");
                    let mut from = 0.0;
                    for (index, lines) in plan.names.iter().enumerate().filter(|(_, lines)| !lines.is_empty()) {
                        assert_eq!(lines.join(" "), names[index], "{case}");
                        assert!(lines.len() <= MOST_LINES, "{case}");
                        let (middle, half) = (plan.centre(index), text::widest(lines) / 2.0);
                        assert!(middle - half >= from - 0.1 && middle + half <= WIDTH + 0.1, "{case}");
                        from = middle + half + CLOSE_GAP;
                    }
                    assert!(plan.plot.x + plan.plot.width <= WIDTH + 0.1 && plan.plot.width > WIDTH / 4.0, "{case}");
                }
            }
        }
    }

    #[test]
    fn names_between_are_left_out_only_where_they_have_no_room() {
        for (number, named) in [(4, 4), (6, 3), (8, 3), (12, 3), (40, 4)] {
            let drawing = charts(ChartKind::Line, &periods(PeriodKind::Quarter, number)).remove(0);
            let plan = Plan::new(&drawing);
            assert_eq!(plan.names.iter().filter(|lines| !lines.is_empty()).count(), named, "{:?}", plan.names);
        }
    }

    #[test]
    fn a_picture_writes_what_was_planned() {
        for number in [2, 6, 7, 8, 9, 12] {
            let names = periods(PeriodKind::Quarter, number);
            let drawing = charts(ChartKind::Line, &names).remove(0);
            let planned = Plan::new(&drawing).names.concat();
            let written = texts(&svg_of(drawing), "text");
            assert!(planned.iter().all(|line| written.contains(line)), "{planned:?} {written:?}");
        }
    }

    #[test]
    fn small_charts_name_both_ends_in_whole_words_too() {
        for (kind, period) in PeriodKind::ALL {
            for number in [2, 3, 6, 9, 12, 40] {
                let names = periods(period, number);
                for drawing in charts(ChartKind::Sketch(Sketch::Panels(Form::Line)), &names).into_iter().take(3) {
                    let written = texts(&svg_of(drawing), "text").join(" ");
                    let whole = |end: &String| end.split_whitespace().all(|word| written.contains(word));
                    assert!(whole(&names[0]) && whole(&names[number - 1]), "{number} of kind {kind}: {written}");
                }
            }
        }
    }
}
