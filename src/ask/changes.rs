//! What the figures of a chart did from its first period to its last, for its reading in words.

use super::Asking;
use super::axis::{Axis, Frame, Step};
use super::comparable;
use super::question::QuestionId;
use crate::schema::{Comparison, MeasureKind};

/// The changes over the time that a chart shows. They are mentioned where they are shown, and left out where not.
#[derive(Debug)]
pub(crate) struct Changes {
    /// The first and the last period shown.
    pub(crate) from: String,
    pub(crate) to: String,
    /// What changes, and by how much.
    pub(crate) each: Vec<(String, QuestionId)>,
    /// What has to be said of periods that are compared.
    pub(crate) notes: Vec<String>,
}

/// Asks for the changes of a chart. Nothing where it shows no two periods, where they cannot be compared, or where the
/// series breaks between them.
pub(super) fn asked(frame: &Frame<'_>, axes: &[Axis], asking: &mut Asking<'_>) -> Option<Changes> {
    let periods = frame.periods();
    let (from, to) = (*periods.first()?, *periods.last()?);
    if from == to || !axes.contains(&Axis::Period) || !comparable::breaks(frame, axes).is_empty() {
        return None;
    }
    let mut notes = Vec::new();
    for measure in &frame.measures {
        if matches!(frame.dataset.measures[*measure].kind, MeasureKind::Change { .. }) {
            return None;
        }
        let said = comparable::compared(frame.dataset, frame.voice, *measure, from, to).ok()?;
        notes.extend(said.into_iter().filter(|note| !notes.contains(note)).collect::<Vec<String>>());
    }
    let others = axes.iter().find(|axis| **axis != Axis::Period).map(|axis| frame.steps(*axis));
    let others: Vec<Step> = others.unwrap_or_else(|| frame.steps(Axis::Measures));
    let change = |step: &Step| {
        let question = frame.comparison(&[*step], (from, to), Comparison::Words, asking.catalogue);
        (frame.label(*step), asking.questions.mention(asking.voice, question))
    };
    let label = |period: usize| frame.dataset.periods[period].said(&frame.voice.strings);
    Some(Changes { from: label(from), to: label(to), each: others.iter().map(change).collect(), notes })
}
