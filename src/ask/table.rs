//! A `table` block: which facts stand where.

use super::Asking;
use super::axis::{Axis, Frame, Step};
use super::comparable;
use super::question::QuestionId;
use super::rich::{self, Rich};
use crate::config::Licence;
use crate::diagnostic::did_you_mean;
use crate::load::yaml::{Document, Node};
use crate::schema::{Break, Comparison, Dataset, MeasureKind};

/// A table, laid out; its cells are questions.
#[derive(Debug)]
pub(crate) struct Table {
    pub(crate) id: String,
    /// Its number on the page, from 1.
    pub(crate) number: usize,
    pub(crate) caption: Rich,
    pub(crate) subtitle: Rich,
    pub(crate) row_heading: String,
    pub(crate) columns: Vec<Heading>,
    pub(crate) rows: Vec<Row>,
    pub(crate) notes: Vec<Rich>,
    pub(crate) source: Option<String>,
    /// The dataset's own licence.
    pub(crate) licence: Option<Licence>,
}

#[derive(Debug)]
pub(crate) struct Heading {
    pub(crate) label: String,
    /// Whether the series breaks here: what follows is not made like what stands before.
    pub(crate) breaks: bool,
}

#[derive(Debug)]
pub(crate) struct Row {
    pub(crate) label: String,
    pub(crate) breaks: bool,
    /// Whether it is a sum of other rows.
    pub(crate) total: bool,
    pub(crate) cells: Vec<QuestionId>,
}

/// What stands in one column.
enum Column {
    Value(Vec<Step>),
    Change(Option<Step>, Comparison),
}

/// Lays a `table` block out.
pub(super) fn lay_out(document: &Document, number: usize, asking: &mut Asking<'_>) -> Option<Table> {
    let root = document.root();
    let mut fields = root.fields(asking.log)?;
    let id = fields.optional("id").and_then(|node| super::page::anchor(&node, asking.log));
    let caption = fields.required("caption").and_then(|node| rich::of_node(&node, asking));
    let subtitle = fields.optional("subtitle").and_then(|node| rich::of_node(&node, asking));
    let frame = Frame::read(&mut fields, "measures", asking);
    let rows = fields.required("rows");
    let columns = fields.optional("columns");
    let change = fields.optional("change");
    let changes = change.as_ref().map(|node| changes(node, asking)).unwrap_or_default();
    let notes = fields.optional("notes").map(|node| notes(&node, asking)).unwrap_or_default();
    fields.finish(asking.log);
    let (mut frame, rows_node) = (frame?, rows?);
    let rows = frame.axis(&rows_node, asking.log)?;
    let columns = match columns {
        Some(node) => frame.axis(&node, asking.log)?,
        None if rows == Axis::Measures => Axis::Period,
        None => Axis::Measures,
    };
    if rows == columns {
        let hint = "choose two different ones of a dimension, `period` and `measures`";
        asking.log.error("axes", rows_node.place(), "rows and columns are the same", hint);
        return None;
    }
    if let (false, Some((message, hint))) = (changes.is_empty(), unchangeable(&frame, columns)) {
        let place = change.as_ref().unwrap_or(&rows_node).place();
        asking.log.error("change", place, message, hint);
        return None;
    }
    if !frame.is_settled(&[rows, columns], &root, asking.log) {
        return None;
    }
    frame.leave_out_absent(&[rows, columns], asking.catalogue);
    if let (Some(node), Some((from, to))) = (change.filter(|_| !changes.is_empty()), ends(&frame)) {
        let mut compared =
            frame.measures.iter().map(|measure| comparable::lengths(frame.dataset, frame.voice, *measure, from, to));
        if let Some(Err(wrong)) = compared.find(Result::is_err) {
            asking.log.error("unequal-periods", node.place(), wrong.message, wrong.hint);
            return None;
        }
    }
    let id = id.unwrap_or_else(|| format!("table-{number}"));
    Some(build(&frame, rows, columns, &changes, Words { id, number, caption: caption?, subtitle, notes }, asking))
}

/// Why a table cannot have change columns, if so, and what to do.
fn unchangeable(frame: &Frame<'_>, columns: Axis) -> Option<(&'static str, &'static str)> {
    let reported = |measure: &usize| matches!(frame.dataset.measures[*measure].kind, MeasureKind::Change { .. });
    if columns != Axis::Period {
        Some(("a change column needs the periods in the columns", "write `columns: period`"))
    } else if frame.periods().len() < 2 {
        Some(("a change column needs two periods to compare", "show more periods, or take `change` out"))
    } else if frame.measures.iter().any(reported) {
        Some(("a reported change cannot be compared again", "name the other measures: `measures: […]`"))
    } else {
        None
    }
}

pub(super) struct Words {
    pub(super) id: String,
    pub(super) number: usize,
    pub(super) caption: Rich,
    pub(super) subtitle: Option<Rich>,
    pub(super) notes: Vec<Rich>,
}

/// Fills the grid with questions.
pub(super) fn build(
    frame: &Frame<'_>,
    rows: Axis,
    columns: Axis,
    changes: &[Comparison],
    words: Words,
    asking: &mut Asking<'_>,
) -> Table {
    let laid = columns_of(frame, rows, columns, changes);
    let ends = ends(frame).unwrap_or_default();
    let breaks = comparable::breaks(frame, &[rows, columns]);
    let steps = frame.steps(rows);
    let table_rows = steps.iter().map(|row| {
        let cells = laid.iter().map(|(_, column)| match column {
            Column::Value(steps) => {
                let mut all = steps.clone();
                all.push(*row);
                frame.value(&all, asking)
            }
            Column::Change(measure, how) => {
                let mut all: Vec<Step> = measure.iter().copied().collect();
                all.push(*row);
                let kind = frame.spot(&all).measure.map(|measure| frame.dataset.measures[measure].kind);
                frame.compared(&all, ends, suited(*how, kind), asking)
            }
        });
        let cells = cells.collect();
        let total = matches!(rows, Axis::Dimension(d) if frame.dataset.dimensions[d].is_total(row.position));
        let breaks = row.axis == Axis::Period && breaks.iter().any(|(_, after)| *after == row.position);
        Row { label: frame.label(*row), breaks, total, cells }
    });
    let table_rows = table_rows.collect();
    let mut notes = words.notes;
    notes.extend(standing_notes(frame, &[rows, columns], !changes.is_empty()).into_iter().map(rich::plain));
    Table {
        id: words.id,
        number: words.number,
        caption: words.caption,
        subtitle: words.subtitle.unwrap_or_else(|| rich::plain(frame.subtitle(&[rows, columns]))),
        row_heading: frame.heading(rows),
        columns: laid.into_iter().map(|(label, column)| heading(frame, label, &column, &breaks)).collect(),
        rows: table_rows,
        notes,
        source: frame.source(),
        licence: frame.dataset.licence,
    }
}

/// A column's heading, marked where the series breaks.
fn heading(frame: &Frame<'_>, label: String, column: &Column, breaks: &[(&Break, usize)]) -> Heading {
    let breaks = match column {
        Column::Change(..) => false,
        Column::Value(steps) => {
            let spot = frame.spot(steps);
            let concerned = |one: &Break| spot.measure.is_none_or(|measure| one.concerns(measure));
            let begins = |after| steps.iter().any(|step| step.axis == Axis::Period && step.position == after);
            breaks.iter().any(|(one, after)| concerned(one) && begins(*after))
        }
    };
    Heading { label, breaks }
}

/// The first and the last period shown, where they are two.
fn ends(frame: &Frame<'_>) -> Option<(usize, usize)> {
    let periods = frame.periods();
    let (first, last) = (*periods.first()?, *periods.last()?);
    (first != last).then_some((first, last))
}

fn columns_of(frame: &Frame<'_>, rows: Axis, columns: Axis, changes: &[Comparison]) -> Vec<(String, Column)> {
    let along = frame.steps(columns);
    let measures: Vec<Option<Step>> = if rows == Axis::Measures || columns == Axis::Measures {
        vec![None]
    } else {
        frame.steps(Axis::Measures).into_iter().map(Some).collect()
    };
    let several = measures.len() > 1;
    let mut laid = Vec::new();
    for measure in measures {
        let named = |label: &str| match measure {
            Some(measure) if several => format!("{}, {label}", frame.label(measure)),
            _ => label.to_owned(),
        };
        for step in &along {
            let steps = measure.into_iter().chain([*step]).collect();
            laid.push((named(&frame.label(*step)), Column::Value(steps)));
        }
        let kind = measure.map(|measure| frame.dataset.measures[measure.position].kind);
        let mut hows: Vec<Comparison> = changes.iter().map(|how| suited(*how, kind)).collect();
        hows.dedup();
        for how in &hows {
            let key = match how {
                Comparison::Difference => "heading-change",
                Comparison::Points => "heading-change-points",
                _ => "heading-change-percent",
            };
            let label = frame.voice.say(key, &[]);
            let label = if several { named(&label) } else { upper_first(&label) };
            laid.push((label, Column::Change(measure, *how)));
        }
    }
    laid
}

fn upper_first(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// The comparison that suits a measure: percentages differ by points, whatever was asked for.
fn suited(how: Comparison, kind: Option<MeasureKind>) -> Comparison {
    match kind {
        Some(MeasureKind::Percentage { .. }) => Comparison::Points,
        Some(_) if how == Comparison::Points => Comparison::Difference,
        _ => how,
    }
}

fn changes(node: &Node<'_>, asking: &mut Asking<'_>) -> Vec<Comparison> {
    const KNOWN: [(&str, Option<Comparison>); 4] = [
        ("none", None),
        ("percent", Some(Comparison::Percent)),
        ("absolute", Some(Comparison::Difference)),
        ("points", Some(Comparison::Points)),
    ];
    let mut list = Vec::new();
    for node in node.one_or_more(asking.log) {
        let Some(text) = node.text(asking.log) else { continue };
        match KNOWN.iter().find(|(name, _)| *name == text) {
            Some((_, how)) => list.extend(*how),
            None => {
                let hint = did_you_mean(&text, KNOWN.iter().map(|(name, _)| *name));
                asking.log.error("change", node.place(), format!("`{text}` is not a kind of change"), hint);
            }
        }
    }
    list
}

/// The notes of a block.
pub(super) fn notes(node: &Node<'_>, asking: &mut Asking<'_>) -> Vec<Rich> {
    let nodes = node.one_or_more(asking.log);
    nodes.iter().filter_map(|node| rich::of_node(node, asking)).collect()
}

/// Notes that follow from what is shown: the dataset's own, sums that may miss their total, periods of unequal length,
/// breaks.
fn standing_notes(frame: &Frame<'_>, axes: &[Axis], compares: bool) -> Vec<String> {
    let dataset: &Dataset = frame.dataset;
    let voice = frame.voice;
    let said = |text: &String| voice.label(text).to_owned();
    let mut notes: Vec<String> = dataset.notes.iter().map(said).collect();
    notes.extend(dataset.rounding.as_ref().map(|rounding| rounding.said(voice)));
    for axis in axes {
        if let Axis::Dimension(dimension) = axis {
            let shown: Vec<usize> = frame.steps(*axis).iter().map(|step| step.position).collect();
            let totals = dataset.dimensions[*dimension].totals.iter().filter(|total| shown.contains(&total.total));
            notes.extend(totals.filter_map(|total| total.mismatch.as_ref().map(said)));
        }
    }
    if let (true, Some((from, to))) = (compares, ends(frame)) {
        let lengths = frame.measures.iter().map(|measure| comparable::lengths(dataset, voice, *measure, from, to));
        notes.extend(lengths.flatten().flatten());
    }
    notes.extend(comparable::breaks(frame, axes).iter().map(|(one, _)| said(&one.note)));
    notes.dedup();
    notes
}
