//! The key above a chart: which colour is which series, and what the shorthand in it means.

use super::layout::count;
use super::{Drawing, direct, text};
use crate::protect::{Marker, Published};

/// Side of a swatch.
pub(super) const SWATCH: f64 = 16.0;
/// Width of a line's sample.
pub(super) const SAMPLE: f64 = 34.0;
const SWATCH_GAP: f64 = 6.0;
const ENTRY_GAP: f64 = 18.0;
const ROW: f64 = 24.0;

/// What an entry explains.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sign {
    /// The colour (and the dash and point) of a series.
    Series(usize),
    /// What stands where there is no number.
    Shorthand,
    /// Where lines are interrupted.
    Break,
    /// A figure of which an earlier edition showed another number.
    Revised,
}

/// One entry: its sign at `x`, `y` (top left), and the lines of its text.
#[derive(Debug)]
pub(super) struct Entry {
    pub(super) sign: Sign,
    pub(super) x: f64,
    pub(super) y: f64,
    pub(super) text_x: f64,
    pub(super) lines: Vec<String>,
}

/// All entries, in rows.
#[derive(Debug)]
pub(super) struct Key {
    pub(super) entries: Vec<Entry>,
    pub(super) height: f64,
}

impl Key {
    pub(super) fn new(drawing: &Drawing, width: f64) -> Self {
        Self::of(signs(drawing), width)
    }

    /// Signs with their texts and the widths of their samples.
    pub(super) fn of(signs: Vec<(Sign, String, f64)>, width: f64) -> Self {
        let (mut x, mut y, mut tallest) = (0.0, 0.0, 0.0_f64);
        let mut entries = Vec::new();
        for (sign, label, swatch) in signs {
            let indent = if swatch > 0.0 { swatch + SWATCH_GAP } else { 0.0 };
            let lines = text::wrap(&label, width - indent);
            let needed = indent + text::widest(&lines);
            if x > 0.0 && x + needed > width {
                (x, y, tallest) = (0.0, y + tallest, 0.0);
            }
            tallest = tallest.max(ROW + count(lines.len().saturating_sub(1)) * text::LINE);
            entries.push(Entry { sign, x, y, text_x: x + indent, lines });
            x += needed + ENTRY_GAP;
        }
        let height = if entries.is_empty() { 0.0 } else { y + tallest + 6.0 };
        Self { entries, height }
    }
}

fn signs(drawing: &Drawing) -> Vec<(Sign, String, f64)> {
    let sample = if drawing.kind == super::ChartKind::Line { SAMPLE } else { SWATCH };
    let mut signs = Vec::new();
    if drawing.series.len() > 1 && direct::names(drawing).is_none() {
        let named = drawing.series.iter().enumerate();
        signs.extend(named.map(|(index, series)| (Sign::Series(index), series.name.clone(), sample)));
    }
    signs.extend(shorthand(drawing));
    if drawing.kind == super::ChartKind::Line && !drawing.breaks.is_empty() {
        signs.push(break_in_series(drawing));
    }
    signs
}

/// What interrupts a line.
pub(super) fn break_in_series(drawing: &Drawing) -> (Sign, String, f64) {
    (Sign::Break, format!("{} {}", super::lines::BREAK, drawing.strings.say("marker-b", &[])), 0.0)
}

/// The shorthand that some figures use.
pub(super) fn shorthand(drawing: &Drawing) -> Vec<(Sign, String, f64)> {
    let present = |wanted: Marker| {
        let mut values = drawing.series.iter().flat_map(|series| &series.values);
        values.any(|value| matches!(value, Published::Marked(marker) if *marker == wanted))
    };
    let markers = Marker::ALL.into_iter().filter(|marker| present(*marker));
    let sign = |marker: Marker| (Sign::Shorthand, super::meaning(marker, &drawing.strings), 0.0);
    let revised = drawing.series.iter().flat_map(|series| &series.values).any(Published::is_revised);
    let revised = revised.then(|| (Sign::Revised, super::revised(&drawing.strings), 0.0));
    markers.map(sign).chain(revised).collect()
}
