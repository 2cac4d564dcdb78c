//! Reads a dataset's CSV against its description. Numbers are sealed as they are read; no message carries a value.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use super::catalogue::{Fact, FactKey};
use super::dataset::{Dataset, PeriodColumn};
use super::measure::{Measure, MeasureKind};
use super::period::Period;
use crate::diagnostic::{Diagnostics, Place, did_you_mean, nearest};
use crate::protect::{Cell, Range};

/// At most this many problems are told of one file: the rest are mostly echoes.
const MOST_PROBLEMS: usize = 40;

struct Reader<'a> {
    file: &'a str,
    dataset: &'a Dataset,
    problems: usize,
}

/// Positions of the columns in the file.
struct Columns {
    period: Option<usize>,
    dimensions: Vec<usize>,
    measures: Vec<usize>,
}

/// What one row is about, and the line that it stands on.
type RowKey = (Period, Vec<usize>);

/// Reads all rows. Nothing where any of them cannot be used; the reasons go to `log`.
pub(super) fn read(
    mut dataset: Dataset,
    file: &str,
    bytes: &[u8],
    log: &mut Diagnostics,
) -> Option<(Dataset, Vec<Fact>)> {
    let rows = Reader { file, dataset: &dataset, problems: 0 }.rows(bytes, log)?;
    let mut periods: Vec<Period> = rows.keys().map(|(period, _)| period.clone()).collect();
    periods.dedup();
    let mut facts = Vec::new();
    for ((period, members), (line, cells)) in rows {
        let period = periods.iter().position(|known| *known == period).unwrap_or_default();
        for (measure, cell) in cells.into_iter().enumerate() {
            let key = FactKey { dataset: 0, period, members: members.clone(), measure };
            let column = dataset.measures[measure].column.clone();
            let place = Place::Data { file: file.to_owned(), line, column: Some(column) };
            facts.push(Fact { key, cell, place });
        }
    }
    dataset.periods = periods;
    Some((dataset, facts))
}

impl Reader<'_> {
    fn rows(mut self, bytes: &[u8], log: &mut Diagnostics) -> Option<BTreeMap<RowKey, (u64, Vec<Cell>)>> {
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(bytes);
        let mut record = csv::ByteRecord::new();
        let mut rows: BTreeMap<RowKey, (u64, Vec<Cell>)> = BTreeMap::new();
        let mut columns = None;
        let mut width = 0;
        let mut unusable = false;
        while self.next(&mut reader, &mut record, log) {
            let line = record.position().map_or(0, csv::Position::line);
            let Some(texts) = self.texts(&record, line, log) else {
                unusable = true;
                continue;
            };
            let Some(columns) = &columns else {
                width = texts.len();
                columns = Some(self.header(&texts, line, log)?);
                continue;
            };
            if texts.iter().all(|text| text.trim().is_empty()) {
                continue;
            }
            if texts.len() != width {
                let (message, hint) = ragged(texts.len(), width);
                self.report("ragged-row", line, None, message, hint, log);
                unusable = true;
                continue;
            }
            let key = self.key(&texts, columns, line, log);
            let cells = self.cells(&texts, columns, line, log);
            let (Some(key), Some(cells)) = (key, cells) else {
                unusable = true;
                continue;
            };
            match rows.entry(key) {
                Entry::Vacant(place) => {
                    place.insert((line, cells));
                }
                Entry::Occupied(first) => {
                    let message = format!("this row is about the same thing as line {}", first.get().0);
                    let hint = "keep one row for each combination of period and dimensions".to_owned();
                    self.report("duplicate-row", line, None, message, hint, log);
                    unusable = true;
                }
            }
        }
        if self.problems > MOST_PROBLEMS {
            let more = self.problems - MOST_PROBLEMS;
            let place = Place::File(self.file.to_owned());
            log.error("more-problems", place, format!("{more} more problems in this file are not listed"), "");
        }
        if rows.is_empty() && self.problems == 0 {
            let place = Place::File(self.file.to_owned());
            log.error("no-rows", place, "this file has no rows of data", "add a header row and one row an observation");
        }
        (self.problems == 0 && !unusable && !rows.is_empty()).then_some(rows)
    }

    fn next(&mut self, reader: &mut csv::Reader<&[u8]>, record: &mut csv::ByteRecord, log: &mut Diagnostics) -> bool {
        match reader.read_byte_record(record) {
            Ok(more) => more,
            Err(_) => {
                let line = reader.position().line();
                self.report(
                    "csv",
                    line,
                    None,
                    "this line is not valid CSV".into(),
                    "check its quotation marks".into(),
                    log,
                );
                false
            }
        }
    }

    fn texts<'r>(&mut self, record: &'r csv::ByteRecord, line: u64, log: &mut Diagnostics) -> Option<Vec<&'r str>> {
        let texts: Option<Vec<&str>> = record.iter().map(|bytes| std::str::from_utf8(bytes).ok()).collect();
        if texts.is_none() {
            let hint = "save the file as \"CSV UTF-8\"".to_owned();
            self.report("not-utf-8", line, None, "this line holds bytes that are not UTF-8".into(), hint, log);
        }
        texts
    }

    fn header(&mut self, texts: &[&str], line: u64, log: &mut Diagnostics) -> Option<Columns> {
        let dataset = self.dataset;
        let names: Vec<&str> = texts.iter().map(|text| text.trim()).collect();
        let period = match &dataset.period {
            PeriodColumn::Column { name, .. } => Some(name.as_str()),
            PeriodColumn::Fixed(_) => None,
        };
        let wanted: Vec<&str> = period
            .into_iter()
            .chain(dataset.dimensions.iter().map(|dimension| dimension.column.as_str()))
            .chain(dataset.measures.iter().map(|measure| measure.column.as_str()))
            .collect();
        for (position, name) in names.iter().enumerate() {
            if names[..position].contains(name) && wanted.contains(name) {
                let hint = "give every column a name of its own".to_owned();
                self.report("duplicate-column", line, Some(name), "this column name stands twice".into(), hint, log);
            } else if !wanted.contains(name) {
                let hint = match nearest(name, wanted.iter().copied()) {
                    Some(wanted) => format!("did you mean `{wanted}`?"),
                    None => "describe it as a dimension or a measure, or take it out".to_owned(),
                };
                // The heading itself is not repeated: where the header row is missing, it would be a value.
                let message = format!("column {} of the header is not in the dataset's description", position + 1);
                self.report("unknown-column", line, None, message, hint, log);
            }
        }
        let missing: Vec<&str> = wanted.iter().filter(|name| !names.contains(name)).copied().collect();
        if !missing.is_empty() && missing.len() == wanted.len() {
            let expected = wanted.join(",");
            let hint = format!("the first line names the columns: {expected}; separate them with commas");
            self.report(
                "no-header",
                line,
                None,
                "none of the described columns is in the first line".into(),
                hint,
                log,
            );
        } else {
            for name in missing {
                let hint = "add it, or correct `column:` in the description".to_owned();
                let message = format!("the column `{name}` is missing from the header");
                self.report("missing-column", line, None, message, hint, log);
            }
        }
        if self.problems > 0 {
            return None;
        }
        let position = |name: &str| names.iter().position(|known| *known == name).unwrap_or_default();
        Some(Columns {
            period: period.map(position),
            dimensions: dataset.dimensions.iter().map(|dimension| position(&dimension.column)).collect(),
            measures: dataset.measures.iter().map(|measure| position(&measure.column)).collect(),
        })
    }

    fn key(&mut self, texts: &[&str], columns: &Columns, line: u64, log: &mut Diagnostics) -> Option<RowKey> {
        let dataset = self.dataset;
        let period = match (&dataset.period, columns.period) {
            (PeriodColumn::Fixed(period), _) => Some((**period).clone()),
            (PeriodColumn::Column { kind, name }, position) => {
                let text = texts[position.unwrap_or_default()];
                let period = Period::parse(*kind, text);
                if period.is_none() {
                    let hint = format!("write it like {}", kind.form());
                    let message = "this is not a period of the declared kind".to_owned();
                    self.report("period", line, Some(name), message, hint, log);
                }
                period
            }
        };
        let mut members = Vec::new();
        for (dimension, position) in dataset.dimensions.iter().zip(&columns.dimensions) {
            let text = texts[*position].trim();
            match dimension.member(text) {
                Some(member) => members.push(member),
                None => {
                    let hint = did_you_mean(text, dimension.members.keys().map(String::as_str));
                    let message = format!("this is not a member of the dimension `{}`", dimension.id);
                    self.report("no-member", line, Some(&dimension.column), message, hint, log);
                }
            }
        }
        (members.len() == dataset.dimensions.len()).then_some((period?, members))
    }

    fn cells(&mut self, texts: &[&str], columns: &Columns, line: u64, log: &mut Diagnostics) -> Option<Vec<Cell>> {
        let dataset = self.dataset;
        let mut cells = Vec::new();
        for (measure, position) in dataset.measures.iter().zip(&columns.measures) {
            match Cell::read(texts[*position], range_of(measure)) {
                Ok(cell) => cells.push(cell),
                Err(problem) => {
                    let (message, hint) = problem.explain();
                    self.report("value", line, Some(&measure.column), message.to_owned(), hint.to_owned(), log);
                }
            }
        }
        (cells.len() == dataset.measures.len()).then_some(cells)
    }

    fn report(
        &mut self,
        code: &'static str,
        line: u64,
        column: Option<&str>,
        message: String,
        hint: String,
        log: &mut Diagnostics,
    ) {
        self.problems += 1;
        if self.problems <= MOST_PROBLEMS {
            let place = Place::Data { file: self.file.to_owned(), line, column: column.map(str::to_owned) };
            log.error(code, place, message, hint);
        }
    }
}

fn range_of(measure: &Measure) -> Range {
    match measure.kind {
        MeasureKind::Count | MeasureKind::Events { .. } => Range::Count,
        MeasureKind::Percentage { .. } => Range::Percentage,
        MeasureKind::Change { .. } => Range::Change,
        MeasureKind::Mean { .. } | MeasureKind::Rate { .. } => Range::NotNegative,
    }
}

fn ragged(found: usize, expected: usize) -> (String, String) {
    let cells = |count: usize| if count == 1 { "1 cell".to_owned() } else { format!("{count} cells") };
    let hint = if found > expected {
        "a thousands separator or a comma in a text splits a cell: take it out or quote the text"
    } else {
        "notes and titles do not belong in the data; every row has all columns"
    };
    (format!("this row has {}, but the header has {}", cells(found), cells(expected)), hint.to_owned())
}
