//! A `chart` block: which facts become marks.

mod kind;

use super::Asking;
use super::axis::{Axis, Frame, Step};
use super::changes::{self, Changes};
use super::comparable;
use super::family::{self, By};
use super::question::QuestionId;
use super::rich::{self, Rich};
use super::table::{self, Table, Words};
use crate::diagnostic::Place;
use crate::load::yaml::{Document, Node};
use crate::render::chart::ChartKind;
use crate::schema::MeasureKind;

/// A chart, laid out; its values are questions.
#[derive(Debug)]
pub(crate) struct Chart {
    pub(crate) id: String,
    /// Its number on the page, from 1.
    pub(crate) number: usize,
    pub(crate) kind: ChartKind,
    pub(crate) headline: Rich,
    pub(crate) subtitle: Rich,
    /// What the value axis counts.
    pub(crate) unit: String,
    pub(crate) percentages: bool,
    /// What runs along the axis: `Area`.
    pub(crate) axis: String,
    pub(crate) categories: Vec<String>,
    /// Before which of the categories the series breaks.
    pub(crate) breaks: Vec<usize>,
    /// What the series are, where there are several by name.
    pub(crate) by: Option<By>,
    pub(crate) series: Vec<(String, Vec<QuestionId>)>,
    pub(crate) changes: Option<Changes>,
    pub(crate) notes: Vec<Rich>,
    pub(crate) source: Option<String>,
    pub(crate) data: DataTable,
    /// Where it names the table of the page that shows its data.
    pub(super) table_place: Option<Place>,
}

/// Where a chart's figures stand as a table.
#[derive(Debug)]
pub(crate) enum DataTable {
    /// A `table` block of the page, by its id.
    Named(String),
    /// Its own, right below it.
    Own(Box<Table>),
}

/// More columns than this are read more easily as rows.
const MOST_COLUMNS: usize = 8;

/// Lays a `chart` block out. `table_number` is the number of its own table, if it needs one.
pub(super) fn lay_out(
    document: &Document,
    number: usize,
    table_number: usize,
    asking: &mut Asking<'_>,
) -> Option<Chart> {
    let root = document.root();
    let mut fields = root.fields(asking.log)?;
    let id = fields.optional("id").and_then(|node| super::page::anchor(&node, asking.log));
    let headline = fields.required("headline").and_then(|node| rich::of_node(&node, asking));
    let form = fields.optional("form");
    let kind = fields.required("kind").and_then(|node| kind::read(&node, form.as_ref(), asking.log));
    let frame = Frame::read(&mut fields, "y", asking);
    let x = fields.required("x");
    let by = fields.optional("by");
    let subtitle = fields.optional("subtitle").and_then(|node| rich::of_node(&node, asking));
    let mut notes = fields.optional("notes").map(|node| table::notes(&node, asking)).unwrap_or_default();
    let named_table = fields.optional("table");
    let table_place = named_table.as_ref().map(Node::place);
    let named_table = named_table.and_then(|node| node.text(asking.log));
    fields.finish(asking.log);
    let (mut frame, x_node, (kind, hundred)) = (frame?, x?, kind?);
    frame.totals = false;
    let x = frame.axis(&x_node, asking.log)?;
    let by = match by {
        Some(node) => Some(frame.axis(&node, asking.log)?),
        None => kind::implied(kind),
    };
    let mut refuse = |message: &str, hint: &str| {
        asking.log.error("chart", x_node.place(), message, hint);
        None
    };
    if by == Some(x) {
        return refuse(
            "`x` and `by` are the same",
            "choose two different ones of a dimension, `period` and `measures`",
        );
    }
    if let Some((message, hint)) = kind::misfit(kind, x, by, &frame) {
        return refuse(message, &hint);
    }
    let over_measures = x == Axis::Measures || by == Some(Axis::Measures);
    if !over_measures && frame.measures.len() != 1 {
        return refuse("this does not say which measure the chart shows", "name one: `y: …`, or write `by: measures`");
    }
    if !over_measures {
        frame.base.measure = frame.measures.first().copied();
    }
    let percentages: Vec<bool> =
        frame.measures.iter().map(|measure| frame.dataset.measures[*measure].kind.is_percentage()).collect();
    if percentages.iter().any(|first| *first != percentages[0]) {
        return refuse("percentages and numbers cannot share an axis", "draw two charts");
    }
    let is_sum = frame.measures.iter().all(|measure| frame.dataset.measures[*measure].kind.is_additive());
    if hundred && !(matches!(by, Some(Axis::Dimension(_))) && is_sum) {
        return refuse(
            "a bar of a hundred per cent is made of counts or events of the members of a dimension",
            "write `by:` with a dimension, or choose `kind: stacked`",
        );
    }
    if hundred && named_table.is_some() {
        return refuse("this chart shows shares, which get a table of their own", "leave `table` out");
    }
    let axes: Vec<Axis> = [Some(x), by].into_iter().flatten().collect();
    if !frame.is_settled(&axes, &root, asking.log) {
        return None;
    }
    frame.leave_out_absent(&axes, asking.catalogue);
    let broken = comparable::breaks(&frame, &axes);
    notes.extend(broken.iter().map(|(one, _)| rich::plain(frame.voice.label(&one.note))));
    notes.extend(kind::notes(kind, &frame).into_iter().map(rich::plain));
    let categories = frame.steps(x);
    let begins = |step: &Step| x == Axis::Period && broken.iter().any(|(_, after)| *after == step.position);
    let breaks = (0..categories.len()).filter(|position| begins(&categories[*position])).collect();
    let series = by.map(|by| kind::in_order(kind, &frame, frame.steps(by)));
    if series.as_ref().is_some_and(|series| series.len() > kind.most_series()) {
        let (message, hint) = kind::too_many(kind);
        asking.log.error("chart", x_node.place(), message, hint);
        return None;
    }
    if categories.is_empty() || series.as_ref().is_some_and(Vec::is_empty) {
        asking.log.error("chart", x_node.place(), "there is nothing to draw", "check `only` and the totals");
        return None;
    }
    let drawn = match &series {
        None => {
            let label = frame.measures.first().map(|measure| frame.measure_label(*measure));
            let values: Vec<QuestionId> = categories.iter().map(|category| frame.value(&[*category], asking)).collect();
            vec![(label.unwrap_or_default(), values)]
        }
        Some(series) => series
            .iter()
            .map(|step| {
                let value = |category: &Step| match hundred {
                    true => frame.share(*step, series, *category, asking),
                    false => frame.value(&[*step, *category], asking),
                };
                (frame.label(*step), categories.iter().map(value).collect())
            })
            .collect(),
    };
    let unit = frame.measures.iter().map(|measure| frame.measure_label(*measure)).collect::<Vec<_>>().join(", ");
    let unit = if hundred { format!("{unit} (%)") } else { unit };
    let subtitle = subtitle.unwrap_or_else(|| rich::plain(frame.subtitle(&axes)));
    // Of shares there is no change to ask for.
    let changes = if hundred { None } else { changes::asked(&frame, &axes, asking) };
    let data = match named_table {
        Some(id) => DataTable::Named(id),
        None => {
            let words = Words {
                id: format!("table-{table_number}"),
                number: table_number,
                caption: rich::plain(asking.say("data-for-figure", &[("number", &number.to_string())])),
                subtitle: None,
                notes: Vec::new(),
            };
            let columns = by.unwrap_or(if x == Axis::Measures { Axis::Period } else { Axis::Measures });
            let (rows, columns) =
                if kind.lists_series() && categories.len() <= MOST_COLUMNS { (columns, x) } else { (x, columns) };
            let mut table = own_table(&frame, rows, columns, words, asking);
            if hundred {
                for (position, row) in table.rows.iter_mut().enumerate() {
                    row.cells = drawn.iter().filter_map(|(_, shares)| shares.get(position).copied()).collect();
                }
            } else {
                drawn.iter().flat_map(|(_, values)| values).for_each(|value| asking.questions.in_same_place(*value));
            }
            DataTable::Own(Box::new(table))
        }
    };
    Some(Chart {
        id: id.unwrap_or_else(|| format!("figure-{number}")),
        number,
        kind,
        headline: headline?,
        subtitle,
        unit,
        percentages: hundred
            || frame
                .measures
                .iter()
                .all(|measure| matches!(frame.dataset.measures[*measure].kind, MeasureKind::Percentage { .. })),
        axis: frame.heading(x),
        categories: categories.iter().map(|step| frame.label(*step)).collect(),
        breaks,
        by: by.and_then(|by| family::of(&frame, by)),
        series: drawn,
        changes,
        notes,
        source: frame.source(),
        data,
        table_place,
    })
}

/// The same figures in rows and columns.
fn own_table(frame: &Frame<'_>, rows: Axis, columns: Axis, words: Words, asking: &mut Asking<'_>) -> Table {
    table::build(frame, rows, columns, &[], words, asking)
}
