//! Whether two periods can be compared, and what has to be said where they are: periods of unequal length, and breaks
//! in the series.

use super::axis::{Axis, Frame};
use crate::schema::{Break, Dataset, MeasureKind, Wrong};

/// Periods of as many months may differ by so many per cent of their days: leap years, and the halves of a year.
const MOST_DIFFERENCE: i64 = 3;

/// The notes that a comparison of two periods of a measure has to print, or why it cannot be made.
pub(super) fn compared(dataset: &Dataset, measure: usize, from: usize, to: usize) -> Result<Vec<String>, Wrong> {
    let (first, last) = (&dataset.periods[from], &dataset.periods[to]);
    let crossed = dataset.breaks.iter().filter(|one| one.concerns(measure) && one.is_between(first, last));
    let breaks = crossed.map(|one| one.note.clone());
    Ok(lengths(dataset, measure, from, to)?.into_iter().chain(breaks).collect())
}

/// The note on two periods of unequal length, where they are.
pub(super) fn lengths(dataset: &Dataset, measure: usize, from: usize, to: usize) -> Result<Option<String>, Wrong> {
    let (first, last) = (&dataset.periods[from], &dataset.periods[to]);
    let (short, long) = (first.days().min(last.days()), first.days().max(last.days()));
    if short == long || !grows(dataset.measures[measure].kind) {
        return Ok(None);
    }
    if let Some(reason) = &dataset.unequal {
        return Ok(Some(reason.clone()));
    }
    let lengths = format!("{} has {} days and {} has {}", first.label, first.days(), last.label, last.days());
    if first.months() == last.months() && (long - short) * 100 <= MOST_DIFFERENCE * short {
        return Ok(Some(format!("{lengths}; the changes are of the figures as they are, not of rates.")));
    }
    Err(Wrong::new(
        format!("{lengths}, so that a change between them is partly one of length"),
        "compare rates: `change(…, per=\"day\")`; or say why the figures can be compared as they are, for readers: \
         `period: {…, unequal: \"reason\"}` in the dataset",
    ))
}

/// Whether there is more of it in a longer period: percentages and averages are of what there was.
fn grows(kind: MeasureKind) -> bool {
    kind.is_additive() || matches!(kind, MeasureKind::Rate { .. })
}

/// The breaks of which a table or chart shows both sides, each with the first period shown that lies after it.
pub(super) fn breaks<'a>(frame: &Frame<'a>, axes: &[Axis]) -> Vec<(&'a Break, usize)> {
    let dataset: &'a Dataset = frame.dataset;
    let shown = if axes.contains(&Axis::Period) { frame.periods() } else { Vec::new() };
    let concerned = dataset.breaks.iter().filter(|one| frame.measures.iter().any(|measure| one.concerns(*measure)));
    let crossed = concerned.filter_map(|one| {
        let crosses = |pair: &[usize]| one.is_between(&dataset.periods[pair[0]], &dataset.periods[pair[1]]);
        shown.windows(2).find(|pair| crosses(pair)).map(|pair| (one, pair[1]))
    });
    crossed.collect()
}
