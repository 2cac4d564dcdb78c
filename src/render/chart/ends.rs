//! How far the marks of a chart reach, and how much room their labels need beyond: from shown values and from the
//! pattern of markers alone.

use super::scale::Extent;
use super::{ChartKind, Drawing, text};
use crate::protect::{Marker, Published};

/// Between a mark and the label beyond it.
pub(super) const GAP: f64 = 6.0;
/// Before and after each shorthand that follows a stack.
pub(super) const SHORT_GAP: f64 = 4.0;

/// Where a bar of a hundred per cent ends.
pub(super) const WHOLE: f64 = 100.0;

/// One end of a mark: its value, and the length of what stands beyond it.
#[derive(Clone, Copy, Debug)]
pub(super) struct End {
    pub(super) value: f64,
    pub(super) beyond: f64,
}

/// The place of a value on the axis, where it has one.
pub(super) fn on_axis(value: &Published) -> Option<f64> {
    match value {
        Published::Shown(shown) => Some(shown.on_axis()),
        Published::Marked(_) => None,
    }
}

/// Length of a label along the value axis.
pub(super) fn length(label: &str, upright: bool) -> f64 {
    if upright { text::LINE } else { text::width(label) }
}

/// The positive (or zero) and negative ends of one category's stack.
pub(super) fn stack(drawing: &Drawing, category: usize) -> (f64, f64) {
    let values = drawing.series.iter().filter_map(|series| series.values.get(category)).filter_map(on_axis);
    values.fold((0.0, 0.0), |(up, down), value| if value < 0.0 { (up, down + value) } else { (up + value, down) })
}

/// Every end of every mark.
pub(super) fn all(drawing: &Drawing, upright: bool) -> Vec<End> {
    if drawing.kind == ChartKind::Stacked {
        return (0..drawing.categories.len()).flat_map(|category| stacked(drawing, category, upright)).collect();
    }
    let line = drawing.kind == ChartKind::Line;
    let end = |value: &Published| match value {
        Published::Shown(shown) => End { value: shown.on_axis(), beyond: GAP + length(&shown.with_mark(), upright) },
        Published::Marked(_) if line => End { value: 0.0, beyond: 0.0 },
        Published::Marked(_) => End { value: 0.0, beyond: GAP + length(&value.text(), upright) },
    };
    drawing.series.iter().flat_map(|series| series.values.iter().map(end)).collect()
}

/// Whether a bar that makes up a hundred per cent is withheld as a whole: one outline stands for all of it.
pub(super) fn is_withheld(drawing: &Drawing, category: usize) -> bool {
    let mut values = drawing.series.iter().filter_map(|series| series.values.get(category));
    let hundred = drawing.kind == ChartKind::Stacked && drawing.percentages;
    hundred && values.all(|value| matches!(value, Published::Marked(Marker::Confidential)))
}

fn stacked(drawing: &Drawing, category: usize, upright: bool) -> [End; 2] {
    if is_withheld(drawing, category) {
        return [End { value: WHOLE, beyond: 0.0 }, End { value: 0.0, beyond: 0.0 }];
    }
    let (up, down) = stack(drawing, category);
    let values = drawing.series.iter().filter_map(|series| series.values.get(category));
    let beyond = values.map(|value| match value {
        Published::Shown(_) => 0.0,
        Published::Marked(_) => length(&value.text(), upright) + 2.0 * SHORT_GAP,
    });
    [End { value: up, beyond: beyond.sum() }, End { value: down, beyond: 0.0 }]
}

/// What the axis has to span.
pub(super) fn extent(drawing: &Drawing) -> Extent {
    let shown = || {
        drawing.series.iter().flat_map(|series| &series.values).filter_map(|value| match value {
            Published::Shown(shown) => Some(shown),
            Published::Marked(_) => None,
        })
    };
    let whole = shown().all(|shown| !shown.plain().contains('.'));
    let ends = all(drawing, true).into_iter().map(|end| (end.value, end.value));
    let ends = ends.reduce(|(low, high), (value, _)| (low.min(value), high.max(value)));
    Extent { ends: ends.filter(|_| shown().next().is_some()), whole, percentages: drawing.percentages }
}
