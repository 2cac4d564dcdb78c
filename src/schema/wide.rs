//! Wide tables: which period, members and measure stand under each heading, as the description declares.

use super::dataset::PeriodColumn;
use super::dimension::Dimension;
use super::measure::Measure;
use super::period::Period;
use crate::diagnostic::{Diagnostics, Place, did_you_mean};
use crate::load::yaml::Node;

/// Columns of a wide table that are about the same thing.
#[derive(Debug)]
pub(crate) struct Group {
    /// Nothing where the period stands in the rows, or is one for all.
    pub(crate) period: Option<Period>,
    /// By dimension; nothing where the member stands in the rows.
    pub(crate) members: Vec<Option<usize>>,
    /// By measure, the heading.
    pub(crate) headings: Vec<String>,
}

/// What is declared of one column.
struct Column {
    heading: String,
    place: Place,
    period: Option<Period>,
    members: Vec<Option<usize>>,
    measure: usize,
}

/// Resolves `columns`; nothing where the table cannot be read by it.
pub(super) fn resolve(
    node: &Node<'_>,
    period: &PeriodColumn,
    dimensions: &[Dimension],
    measures: &[Measure],
    log: &mut Diagnostics,
) -> Option<Vec<Group>> {
    let entries = node.entries(log);
    let columns: Vec<Option<Column>> =
        entries.into_iter().map(|(heading, node)| column(heading, &node, period, dimensions, measures, log)).collect();
    let columns = columns.into_iter().collect::<Option<Vec<Column>>>()?;
    let Some(first) = columns.first() else {
        let hint = "for example `columns: {\"2023\": {period: 2023}}`: each heading with what stands under it";
        log.error("columns", node.place(), "a wide table needs its columns", hint);
        return None;
    };
    let says = |column: &Column| -> Vec<bool> { column.members.iter().map(Option::is_some).collect() };
    if let Some(other) = columns.iter().find(|column| says(column) != says(first)) {
        let message = "this column says of other dimensions than the first one does what stands under it";
        let hint = "a dimension stands across the table or down its rows: name a member of it under every heading, or under none";
        log.error("columns", other.place.clone(), message, hint);
        return None;
    }
    let mut groups: Vec<(Group, &Column, Vec<Option<String>>)> = Vec::new();
    for column in &columns {
        let known =
            groups.iter_mut().find(|(_, first, _)| first.members == column.members && first.period == column.period);
        let headings = match known {
            Some((.., headings)) => headings,
            None => {
                let group =
                    Group { period: column.period.clone(), members: column.members.clone(), headings: Vec::new() };
                groups.push((group, column, vec![None; measures.len()]));
                let Some((.., headings)) = groups.last_mut() else { continue };
                headings
            }
        };
        let slot = headings.get_mut(column.measure)?;
        if let Some(other) = slot {
            let message = format!("this column is said to hold the same as `{other}`");
            let hint = "every column has a period, members or a measure of its own";
            log.error("columns", column.place.clone(), message, hint);
            return None;
        }
        *slot = Some(column.heading.clone());
    }
    let complete = groups.into_iter().map(|(group, first, headings)| {
        if let Some(missing) = headings.iter().position(Option::is_none) {
            let message = format!("no column holds `{}` for what stands under this heading", measures[missing].id);
            let hint = "every measure needs a column for each period and member that stand across the table";
            log.error("columns", first.place.clone(), message, hint);
        }
        Some(Group { headings: headings.into_iter().collect::<Option<_>>()?, ..group })
    });
    complete.collect()
}

fn column(
    heading: String,
    node: &Node<'_>,
    period: &PeriodColumn,
    dimensions: &[Dimension],
    measures: &[Measure],
    log: &mut Diagnostics,
) -> Option<Column> {
    let before = log.errors();
    let place = node.key_place();
    let mut column = Column {
        heading: heading.trim().to_owned(),
        place: place.clone(),
        period: None,
        members: vec![None; dimensions.len()],
        measure: 0,
    };
    let mut measured = measures.len() == 1;
    for (key, node) in node.entries(log) {
        let Some(text) = node.text(log) else { continue };
        match key.as_str() {
            "period" => column.period = self::period(&text, period, &node, log),
            "measure" => {
                measured = true;
                let ids = measures.iter().map(|measure| measure.id.as_str());
                match ids.clone().position(|id| id == text) {
                    Some(position) => column.measure = position,
                    None => {
                        let message = format!("there is no measure `{text}` in this dataset");
                        log.error("columns", node.place(), message, did_you_mean(&text, ids));
                    }
                }
            }
            _ => match dimensions.iter().position(|dimension| dimension.id == key) {
                Some(position) => {
                    let known = dimensions[position].members.keys().map(String::as_str);
                    column.members[position] = dimensions[position].member(&text);
                    if column.members[position].is_none() {
                        let hint = did_you_mean(&text, known);
                        log.error("no-member", node.place(), format!("there is no member `{text}`"), hint);
                    }
                }
                None => {
                    let ids = dimensions.iter().map(|dimension| dimension.id.as_str());
                    let hint = did_you_mean(&key, ["period", "measure"].into_iter().chain(ids));
                    log.error("unknown-key", node.key_place(), format!("there is no key `{key}` here"), hint);
                }
            },
        }
    }
    if !measured && log.errors() == before {
        let message = "nothing says which measure stands under this heading";
        log.error("columns", place.clone(), message, "add `measure: …`: the dataset has several");
    }
    if matches!(period, PeriodColumn::Across(_)) && column.period.is_none() && log.errors() == before {
        let message = "nothing says which period stands under this heading";
        log.error("columns", place, message, "add `period: …`, or say in which column of the rows the period stands");
    }
    (log.errors() == before).then_some(column)
}

fn period(text: &str, declared: &PeriodColumn, node: &Node<'_>, log: &mut Diagnostics) -> Option<Period> {
    let PeriodColumn::Across(kind) = declared else {
        let message = "the period stands across the table and somewhere else, too";
        log.error("columns", node.key_place(), message, "take it out here, or `column` and `value` out of `period`");
        return None;
    };
    let period = Period::parse(*kind, text);
    if period.is_none() {
        let message = format!("`{text}` is not a period of this kind");
        log.error("period", node.place(), message, format!("write it like {}", kind.form()));
    }
    period
}
