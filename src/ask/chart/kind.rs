//! The kinds of charts, and what each of them wants of its axes.

use super::super::axis::{Axis, Frame};
use super::super::comparable;
use crate::diagnostic::{Diagnostics, did_you_mean};
use crate::load::yaml::Node;
use crate::render::chart::{ChartKind, Sketch};

const KINDS: [(&str, ChartKind); 5] = [
    ("bar", ChartKind::Bar),
    ("stacked", ChartKind::Stacked),
    (HUNDRED, ChartKind::Stacked),
    ("line", ChartKind::Line),
    ("slope", ChartKind::Sketch(Sketch::Slope)),
];

/// A stacked chart whose every bar is a hundred per cent.
const HUNDRED: &str = "stacked-100";

/// A kind by its name, and whether its bars are a hundred per cent each.
pub(super) fn read(node: &Node<'_>, log: &mut Diagnostics) -> Option<(ChartKind, bool)> {
    let text = node.text(log)?;
    let found = KINDS.iter().find(|(name, _)| *name == text).map(|(_, kind)| (*kind, text == HUNDRED));
    if found.is_none() {
        let hint = did_you_mean(&text, KINDS.iter().map(|(name, _)| *name));
        log.error("chart-kind", node.place(), format!("`{text}` is not a kind of chart"), hint);
    }
    found
}

/// Why a kind cannot be drawn along some axes, if so, and what to do.
pub(super) fn misfit(kind: ChartKind, x: Axis, by: Option<Axis>, frame: &Frame<'_>) -> Option<(&'static str, String)> {
    match kind {
        ChartKind::Line if x != Axis::Period => {
            Some(("a line runs over time", "write `x: period`, or choose `kind: bar`".to_owned()))
        }
        ChartKind::Sketch(Sketch::Slope) => slope(x, by, frame),
        _ => None,
    }
}

fn slope(x: Axis, by: Option<Axis>, frame: &Frame<'_>) -> Option<(&'static str, String)> {
    if x != Axis::Period {
        return Some((
            "a slope runs from one period to another",
            "write `x: period`, and `by:` for its lines".to_owned(),
        ));
    }
    if by.is_none() {
        return Some((
            "a slope has a line for each of several",
            "name what they are: `by:` with a dimension".to_owned(),
        ));
    }
    let [from, to] = frame.periods()[..] else {
        let ids = [0, 1].map(|back| frame.dataset.periods.iter().rev().nth(back).map_or("…", |period| &period.id));
        let hint = format!("choose two: `only: {{period: [{}, {}]}}`", ids[1], ids[0]);
        return Some(("a slope runs between exactly two periods", hint));
    };
    if !comparable::breaks(frame, &[Axis::Period]).is_empty() {
        let hint = "choose two periods on one side of the break, or `kind: bar`".to_owned();
        return Some((
            "the series breaks between the two periods, so that no line can run from one to the other",
            hint,
        ));
    }
    let mut lengths =
        frame.measures.iter().map(|measure| comparable::lengths(frame.dataset, frame.voice, *measure, from, to));
    lengths.any(|length| length.is_err()).then(|| {
        let hint = "choose periods of one length, `kind: bar`, or say why the figures can be compared as they are: \
                    `period: {…, unequal: \"reason\"}` in the dataset";
        (
            "the two periods are of different lengths, so that a line between them is partly one of length",
            hint.to_owned(),
        )
    })
}

/// What has to be said below a chart of a kind that compares two periods.
pub(super) fn notes(kind: ChartKind, frame: &Frame<'_>) -> Vec<String> {
    let (ChartKind::Sketch(Sketch::Slope), [from, to]) = (kind, &frame.periods()[..]) else { return Vec::new() };
    let lengths =
        frame.measures.iter().map(|measure| comparable::lengths(frame.dataset, frame.voice, *measure, *from, *to));
    let mut notes: Vec<String> = lengths.filter_map(Result::ok).flatten().collect();
    notes.dedup();
    notes
}

/// What is said of more series than a kind can show.
pub(super) fn too_many(kind: ChartKind) -> (&'static str, &'static str) {
    match kind {
        ChartKind::Bar | ChartKind::Stacked | ChartKind::Line => {
            ("more than four series cannot be told apart", "choose at most four with `only`, or swap `x` and `by`")
        }
        ChartKind::Sketch(Sketch::Slope) => {
            ("more than twelve lines cannot be told apart", "choose at most twelve with `only`")
        }
    }
}
