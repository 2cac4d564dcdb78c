//! A dataset's description, resolved: dimensions, measures, totals, policy.

use super::breaks::{self, Break};
use super::declared::{self, Declared};
use super::dimension::{self, Dimension};
use super::disclosure::{self, Rounding};
use super::form::{self, Form};
use super::measure::{self, Measure};
use super::period::{Period, PeriodKind};
use super::wide::{self, Group};
use crate::config::{Licence, Policy, Site};
use crate::diagnostic::{Diagnostics, Place, did_you_mean};
use crate::load::yaml::{Fields, Node};

/// A described dataset, without its numbers.
#[derive(Debug)]
pub(crate) struct Dataset {
    pub(crate) id: String,
    pub(crate) title: String,
    pub(crate) source: Option<String>,
    pub(crate) licence: Option<Licence>,
    pub(crate) notes: Vec<String>,
    /// Where its counts are shown rounded.
    pub(crate) rounding: Option<Rounding>,
    pub(crate) period: PeriodColumn,
    /// Why periods of unequal length can be compared, where their author says so.
    pub(crate) unequal: Option<String>,
    pub(crate) breaks: Vec<Break>,
    pub(crate) dimensions: Vec<Dimension>,
    pub(crate) measures: Vec<Measure>,
    pub(crate) policy: Policy,
    pub(crate) declared: Declared,
    /// How its file is written.
    pub(crate) form: Form,
    /// Where it is a wide table: what stands under its headings.
    pub(crate) wide: Option<Vec<Group>>,
    /// Periods that occur, in time order: filled from the data.
    pub(crate) periods: Vec<Period>,
}

#[derive(Debug)]
pub(crate) enum PeriodColumn {
    /// In the columns of these names, read together; and how the file calls periods that it writes in its own way.
    Column {
        names: Vec<String>,
        kind: PeriodKind,
        written: Vec<(String, Period)>,
    },
    Fixed(Box<Period>),
    /// Under the headings of a wide table.
    Across(PeriodKind),
}

impl PeriodColumn {
    pub(super) fn kind(&self) -> PeriodKind {
        match self {
            Self::Column { kind, .. } | Self::Across(kind) => *kind,
            Self::Fixed(period) => period.kind,
        }
    }
}

/// Words that mean something else in an expression.
const RESERVED: [&str; 12] =
    ["and", "or", "not", "in", "is", "if", "else", "true", "false", "none", "period", "measures"];

/// Whether a name can be used in an expression.
pub(crate) fn is_identifier(name: &str) -> bool {
    let mut bytes = name.bytes();
    bytes.next().is_some_and(|b| b.is_ascii_lowercase())
        && bytes.all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
        && !RESERVED.contains(&name)
}

/// Resolves a description; nothing where what is missing makes the rest meaningless.
pub(super) fn resolve(id: &str, root: &Node<'_>, site: Option<&Site>, log: &mut Diagnostics) -> Option<Dataset> {
    if !is_identifier(id) {
        let place = Place::File(format!("data/{id}.yaml"));
        log.error(
            "name",
            place.clone(),
            format!("`{id}` cannot name a dataset"),
            "put the files into `data` itself; name them with lower-case letters, digits and `_`, beginning with a letter",
        );
        return None;
    }
    let mut fields = root.fields(log)?;
    let title = fields.required("title").and_then(|node| super::marks::label(&node, log));
    let source = fields.required("source").and_then(|node| node.text(log));
    let licence = fields.optional("licence").and_then(|node| crate::config::licence(&node, log));
    let notes = fields.optional("notes").map(|node| node.one_or_more(log)).unwrap_or_default();
    let mut notes: Vec<String> = notes.iter().filter_map(|node| node.text(log)).collect();
    let form = form::read(&mut fields, log);
    let columns = wide_columns(&mut fields, log);
    let (period, unequal) = fields.required("period").and_then(|node| period(&node, columns.is_some(), log)).unzip();
    let dimensions = fields.optional("dimensions").map(|node| node.entries(log)).unwrap_or_default();
    let dimensions: Vec<Option<Dimension>> =
        dimensions.iter().map(|(id, node)| dimension::resolve(id, node, log)).collect();
    let measures = fields.required("measures").map(|node| measure::resolve(&node, site, log));
    let policy = disclosure::policy(&mut fields, site, log).unwrap_or_else(Policy::children);
    let declared = declared::read(&mut fields, log);
    let known = measures.as_ref().and_then(Option::as_deref).unwrap_or_default();
    let breaks = breaks::read(&mut fields, period.as_ref().map(PeriodColumn::kind), known, log);
    fields.finish(log);
    let dimensions: Vec<Dimension> = dimensions.into_iter().collect::<Option<_>>()?;
    let measures = measures??;
    let wide = columns.map(|node| wide::resolve(&node, period.as_ref()?, &dimensions, &measures, log));
    if !are_distinct(&period, &dimensions, &measures, wide.is_some(), log) {
        return None;
    }
    let wide = transposed(wide)?;
    if !disclosure::rounds_alone(&policy, &measures, log) {
        return None;
    }
    let rounding = disclosure::rounding(&policy, &measures);
    notes.extend(declared.sums.iter().filter_map(|sum| sum.mismatch.clone()));
    Some(Dataset {
        id: id.to_owned(),
        title: title.unwrap_or_default(),
        source,
        licence,
        notes,
        rounding,
        period: period?,
        unequal: unequal.flatten(),
        breaks,
        dimensions,
        measures,
        policy,
        declared,
        form,
        wide,
        periods: Vec::new(),
    })
}

/// What stands under the headings, where the table is declared wide.
fn wide_columns<'a>(fields: &mut Fields<'a>, log: &mut Diagnostics) -> Option<Node<'a>> {
    let layout = fields.optional("layout");
    let columns = fields.optional("columns");
    let named = layout.as_ref().and_then(|node| Some((node.text(log)?, node.place())));
    match (named, columns) {
        (Some((layout, _)), Some(columns)) if layout == "wide" => Some(columns),
        (Some((layout, place)), None) if layout == "wide" => {
            let hint = "for example `columns: {\"2023\": {period: 2023}}`: each heading with what stands under it";
            log.error("layout", place, "a wide table needs `columns`", hint);
            None
        }
        (Some((layout, place)), _) if layout != "tidy" => {
            let message = format!("`{layout}` is not a layout");
            log.error("layout", place, message, "write `wide`, or nothing: one row an observation is what is expected");
            None
        }
        (_, Some(columns)) if layout.is_none() => {
            let hint = "add `layout: wide`, or take `columns` out";
            log.error("layout", columns.key_place(), "`columns` belong to a wide table", hint);
            None
        }
        (Some((_, place)), Some(_)) => {
            let hint = "write `layout: wide`, or take `columns` out";
            log.error("layout", place, "only a wide table has `columns`", hint);
            None
        }
        _ => None,
    }
}

/// Each dimension and measure needs an id and a column of its own, and a label that no other of its kind has.
fn are_distinct(
    period: &Option<PeriodColumn>,
    dimensions: &[Dimension],
    all: &[Measure],
    is_wide: bool,
    log: &mut Diagnostics,
) -> bool {
    let before = log.errors();
    let mut columns: Vec<&str> = Vec::new();
    if let Some(PeriodColumn::Column { names, .. }) = period {
        columns.extend(names.iter().map(String::as_str));
    }
    let mut ids: Vec<&str> = Vec::new();
    let mut labels: Vec<(bool, &str)> = Vec::new();
    let dimensions = dimensions.iter().map(|d| (&d.id, d.columns.as_slice(), (false, d.label.as_str()), &d.place));
    // In a wide table the headings are those of its columns.
    let measures = all.iter().map(|m| {
        let own = if is_wide { [].as_slice() } else { std::slice::from_ref(&m.column) };
        (&m.id, own, (true, m.label.as_str()), &m.place)
    });
    for (id, own, label, place) in dimensions.chain(measures) {
        let taken = own.iter().find(|column| columns.contains(&column.as_str()));
        if ids.contains(&id.as_str()) {
            let message = format!("`{id}` names both a dimension and a measure");
            log.error(
                "same-name",
                place.clone(),
                message,
                "rename one of the two; `column:` can keep the column's name",
            );
        } else if let Some(column) = taken {
            let message = format!("the column `{column}` is used for two things");
            log.error("same-column", place.clone(), message, "give each dimension and measure a column of its own");
        } else if !label.1.is_empty() && labels.contains(&label) {
            let message = format!("something else is labelled \"{}\" already", label.1);
            log.error(
                "same-label",
                place.clone(),
                message,
                "choose another label, so that readers can tell them apart",
            );
        }
        ids.push(id);
        columns.extend(own.iter().map(String::as_str));
        labels.push(label);
    }
    for measure in all {
        if is_wide && measure.largest.is_some() {
            let message = "`largest` and `second` need columns of their own, which a wide table does not have";
            log.error("contributors", measure.place.clone(), message, "put the data into one row an observation");
        }
        for column in measure.largest.iter().chain(&measure.second) {
            if columns.contains(&column.as_str()) {
                let message = format!("the column `{column}` is used for two things");
                let hint = "`largest` and `second` each name a column of their own";
                log.error("same-column", measure.place.clone(), message, hint);
            }
            columns.push(column);
        }
    }
    log.errors() == before
}

/// The periods of a dataset, and why unequal ones can be compared.
fn period(node: &Node<'_>, is_wide: bool, log: &mut Diagnostics) -> Option<(PeriodColumn, Option<String>)> {
    let mut fields = node.fields(log)?;
    let kind = fields.required("kind").and_then(|node| {
        let text = node.text(log)?;
        let found = PeriodKind::ALL.iter().find(|(name, _)| *name == text).map(|(_, kind)| *kind);
        if found.is_none() {
            let known = PeriodKind::ALL.iter().map(|(name, _)| *name);
            log.error(
                "period-kind",
                node.place(),
                format!("`{text}` is not a kind of period"),
                did_you_mean(&text, known),
            );
        }
        found
    });
    let column = fields.optional("column");
    let fixed = fields.optional("value");
    let names = fields.optional("names");
    let unequal = fields.optional("unequal").and_then(|node| node.text(log));
    let place = fields.place();
    fields.finish(log);
    let column = column.map(|node| columns(&node, log));
    let written = names.map(|node| node.entries(log)).unwrap_or_default();
    let fixed = fixed.map(|node| Some((node.text(log)?, node.place())));
    let (kind, column, fixed) = (kind?, transposed(column)?, transposed(fixed)?);
    match (column, fixed) {
        (Some(names), None) => {
            let written = written.into_iter().map(|(name, node)| Some((name, named(&node, kind, log)?)));
            let written = written.collect::<Vec<_>>().into_iter().collect::<Option<_>>()?;
            Some((PeriodColumn::Column { names, kind, written }, unequal))
        }
        (None, Some((id, place))) => match Period::parse(kind, &id) {
            Some(period) => Some((PeriodColumn::Fixed(Box::new(period)), unequal)),
            None => {
                log.error(
                    "period",
                    place,
                    format!("`{id}` is not a period of this kind"),
                    format!("write it like {}", kind.form()),
                );
                None
            }
        },
        (Some(_), Some((_, place))) => {
            let message = "a period has either a `column` or one `value`, not both";
            log.error("period", place, message, "take one of the two out");
            None
        }
        (None, None) if is_wide => Some((PeriodColumn::Across(kind), unequal)),
        (None, None) => {
            log.error(
                "period",
                place,
                "a period needs either `column` (where it stands in the data) or `value` (one for all rows)",
                "for example `period: {column: period, kind: half-year}`",
            );
            None
        }
    }
}

/// One column, or several that are read together.
pub(super) fn columns(node: &Node<'_>, log: &mut Diagnostics) -> Option<Vec<String>> {
    let names = node.one_or_more(log);
    let names: Vec<String> = names.iter().map(|node| node.heading(log)).collect::<Option<_>>()?;
    if names.is_empty() {
        log.error("column", node.place(), "this names no column", "name the column as its heading stands in the file");
        return None;
    }
    Some(names)
}

/// The period that a file writes in its own way.
fn named(node: &Node<'_>, kind: PeriodKind, log: &mut Diagnostics) -> Option<Period> {
    let text = node.text(log)?;
    let period = Period::parse(kind, &text);
    if period.is_none() {
        let message = format!("`{text}` is not a period of this kind");
        log.error("period", node.place(), message, format!("write it like {}", kind.form()));
    }
    period
}

/// Nothing where something was written and could not be used.
#[expect(clippy::option_option, reason = "absent, unusable and usable are three things")]
fn transposed<T>(written: Option<Option<T>>) -> Option<Option<T>> {
    match written {
        Some(None) => None,
        Some(usable) => Some(usable),
        None => Some(None),
    }
}
