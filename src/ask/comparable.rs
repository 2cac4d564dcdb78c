//! Whether two periods can be compared, and what has to be said where they are: periods of unequal length, and breaks
//! in the series.

use super::axis::{Axis, Frame};
use super::question::Question;
use crate::language::Voice;
use crate::schema::{Break, Catalogue, Computed, Dataset, FactId, MeasureKind, Wrong};

/// Periods of as many months may differ by so many per cent of their days: leap years, and the halves of a year.
const MOST_DIFFERENCE: i64 = 3;

/// The notes that a comparison of two periods of a measure has to print, or why it cannot be made.
pub(super) fn compared(
    dataset: &Dataset,
    voice: &Voice,
    measure: usize,
    from: usize,
    to: usize,
) -> Result<Vec<String>, Wrong> {
    let breaks = breaks_between(dataset, voice, measure, from, to);
    Ok(lengths(dataset, voice, measure, from, to)?.into_iter().chain(breaks).collect())
}

/// The same for everything that a question compares.
pub(super) fn all(catalogue: &Catalogue, voice: &Voice, question: &Question) -> Result<Vec<String>, Wrong> {
    let pairs: Vec<(FactId, FactId)> = match question {
        Question::Compared { from, to, .. } => vec![(*from, *to)],
        Question::Computed(computed) => match computed {
            Computed::Compared { from, to, .. } => from.iter().copied().zip(to.iter().copied()).collect(),
            Computed::Against { one, other } => other.iter().copied().zip(one.iter().copied()).collect(),
            Computed::Moving { pairs, .. } => pairs.iter().map(|(from, to, _)| (*from, *to)).collect(),
            Computed::Trend { series } => series.windows(2).map(|pair| (pair[0], pair[1])).collect(),
            _ => Vec::new(),
        },
        _ => Vec::new(),
    };
    // A rate per day makes up for the length, and not for a break.
    let per_day = matches!(question, Question::Computed(Computed::Compared { per_day: true, .. }));
    let mut notes = Vec::new();
    for (from, to) in pairs {
        let (one, other) = (&catalogue.fact(from).key, &catalogue.fact(to).key);
        if (one.dataset, one.measure) != (other.dataset, other.measure) || one.period == other.period {
            continue;
        }
        let dataset = &catalogue.datasets[one.dataset];
        let said = if per_day {
            breaks_between(dataset, voice, one.measure, one.period, other.period).collect()
        } else {
            compared(dataset, voice, one.measure, one.period, other.period)?
        };
        for note in said {
            if !notes.contains(&note) {
                notes.push(note);
            }
        }
    }
    Ok(notes)
}

fn breaks_between(
    dataset: &Dataset,
    voice: &Voice,
    measure: usize,
    from: usize,
    to: usize,
) -> impl Iterator<Item = String> {
    let (first, last) = (&dataset.periods[from], &dataset.periods[to]);
    let (first, last) = if first.start <= last.start { (first, last) } else { (last, first) };
    let crossed = dataset.breaks.iter().filter(move |one| one.concerns(measure) && one.is_between(first, last));
    crossed.map(|one| voice.label(&one.note).to_owned())
}

/// The note on two periods of unequal length, where they are.
pub(super) fn lengths(
    dataset: &Dataset,
    voice: &Voice,
    measure: usize,
    from: usize,
    to: usize,
) -> Result<Option<String>, Wrong> {
    let (first, last) = (&dataset.periods[from], &dataset.periods[to]);
    let (short, long) = (first.days().min(last.days()), first.days().max(last.days()));
    if short == long || !grows(dataset.measures[measure].kind) {
        return Ok(None);
    }
    if let Some(reason) = &dataset.unequal {
        return Ok(Some(voice.label(reason).to_owned()));
    }
    let lengths = format!("{} has {} days and {} has {}", first.label, first.days(), last.label, last.days());
    if first.months() == last.months() && (long - short) * 100 <= MOST_DIFFERENCE * short {
        let strings = &voice.strings;
        let (days, other_days) = (first.days().to_string(), last.days().to_string());
        let values =
            [("first", first.said(strings)), ("days", days), ("last", last.said(strings)), ("other-days", other_days)];
        let values = values.each_ref().map(|(name, value)| (*name, value.as_str()));
        return Ok(Some(strings.say("unequal-periods", &values)));
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
