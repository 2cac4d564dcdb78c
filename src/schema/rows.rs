//! Reads a dataset's CSV against its description. Numbers are sealed as they are read; no message carries a value.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use super::catalogue::{Fact, FactKey};
use super::dataset::{Dataset, PeriodColumn};
use super::header::{self, Columns, Problem};
use super::measure::{Measure, MeasureKind};
use super::period::Period;
use crate::diagnostic::{Diagnostics, Place, did_you_mean};
use crate::protect::{Cell, Range};

/// At most this many problems are told of one file: the rest are mostly echoes.
const MOST_PROBLEMS: usize = 40;

struct Reader<'a> {
    file: &'a str,
    dataset: &'a Dataset,
    problems: usize,
    /// The line of the last problem that was told.
    last_line: u64,
}

/// What one row is about.
type RowKey = (Period, Vec<usize>);

/// Of some events: how many the one person with most accounts for, and the one with second most.
type Contributors = (Cell, Option<Cell>);

/// The figures of one row, by measure.
type RowCells = Vec<(Cell, Option<Contributors>)>;

/// A dataset, its facts, and by the position of a fact who accounts for most of it.
pub(super) type Understood = (Dataset, Vec<Fact>, Vec<(usize, Contributors)>);

/// Reads all rows. Nothing where any of them cannot be used; the reasons go to `log`.
pub(super) fn read(mut dataset: Dataset, file: &str, text: &str, log: &mut Diagnostics) -> Option<Understood> {
    let rows = Reader { file, dataset: &dataset, problems: 0, last_line: 0 }.rows(text, log)?;
    let mut periods: Vec<Period> = rows.keys().map(|(period, _)| period.clone()).collect();
    periods.dedup();
    let mut facts = Vec::new();
    let mut contributors = Vec::new();
    for ((period, members), (line, cells)) in rows {
        let period = periods.iter().position(|known| *known == period).unwrap_or_default();
        for (measure, (cell, most)) in cells.into_iter().enumerate() {
            contributors.extend(most.map(|most| (facts.len(), most)));
            let key = FactKey { dataset: 0, period, members: members.clone(), measure };
            let column = dataset.measures[measure].column.clone();
            let place = Place::Data { file: file.to_owned(), line, column: Some(column) };
            facts.push(Fact { key, cell, place });
        }
    }
    dataset.periods = periods;
    Some((dataset, facts, contributors))
}

impl Reader<'_> {
    fn rows(mut self, text: &str, log: &mut Diagnostics) -> Option<BTreeMap<RowKey, (u64, RowCells)>> {
        let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
        let mut record = csv::StringRecord::new();
        let mut rows: BTreeMap<RowKey, (u64, RowCells)> = BTreeMap::new();
        let mut columns = None;
        let mut width = 0;
        let mut unusable = false;
        // The text is in memory and UTF-8, and rows may differ in length: there is no error left to meet.
        while reader.read_record(&mut record).unwrap_or(false) {
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
            if !self.is_about_something(&texts, columns) {
                let message = "nothing in this row says what it is about".to_owned();
                let hint = "titles, notes and sums of your own do not belong in the data: take the row out".to_owned();
                self.report("stray-row", line, None, message, hint, log);
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
            let place = Place::Data { file: self.file.to_owned(), line: self.last_line, column: None };
            let message = format!("{more} more problems from here on are not listed");
            log.error("more-problems", place, message, "correct those above first; they may have one cause");
        }
        if rows.is_empty() && self.problems == 0 {
            let place = Place::File(self.file.to_owned());
            log.error("no-rows", place, "this file has no rows of data", "add a header row and one row an observation");
        }
        (self.problems == 0 && !unusable && !rows.is_empty()).then_some(rows)
    }

    /// The cells of a line. None of them can hold a line break, so one that does was opened by a stray quotation mark.
    fn texts<'r>(&mut self, record: &'r csv::StringRecord, line: u64, log: &mut Diagnostics) -> Option<Vec<&'r str>> {
        let texts: Vec<&str> = record.iter().collect();
        if !texts.iter().any(|text| text.contains('\n')) {
            return Some(texts);
        }
        let message = "a quotation mark on this line makes a cell run over several lines".to_owned();
        let hint = "take the quotation mark out, or close it on the same line".to_owned();
        self.report("quotation-mark", line, None, message, hint, log);
        None
    }

    fn header(&mut self, texts: &[&str], line: u64, log: &mut Diagnostics) -> Option<Columns> {
        let problems = match header::columns(self.dataset, texts) {
            Ok(columns) => return Some(columns),
            Err(problems) => problems,
        };
        for Problem { code, message, hint } in problems {
            self.report(code, line, None, message, hint, log);
        }
        None
    }

    /// Whether at least one of the period and the members can be read, where there are several to read.
    fn is_about_something(&self, texts: &[&str], columns: &Columns) -> bool {
        let period = match (&self.dataset.period, columns.period) {
            (PeriodColumn::Column { kind, .. }, Some(position)) => {
                Some(Period::parse(*kind, texts[position]).is_some())
            }
            _ => None,
        };
        let dimensions = self.dataset.dimensions.iter().zip(&columns.dimensions);
        let members = dimensions.map(|(dimension, position)| dimension.member(texts[*position].trim()).is_some());
        let read: Vec<bool> = period.into_iter().chain(members).collect();
        read.len() < 2 || read.contains(&true)
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

    fn cells(&mut self, texts: &[&str], columns: &Columns, line: u64, log: &mut Diagnostics) -> Option<RowCells> {
        let dataset = self.dataset;
        let before = self.problems;
        let mut cells = Vec::new();
        for (position, measure) in dataset.measures.iter().enumerate() {
            let cell = self.cell(texts[columns.measures[position]], &measure.column, range_of(measure), line, log);
            let most = columns.contributors[position].and_then(|(largest, second)| {
                let mut read = |at: usize, column: Option<&String>| {
                    self.cell(texts[at], column.map_or("", String::as_str), Range::Count, line, log)
                };
                let largest = read(largest, measure.largest.as_ref());
                let second = second.map(|second| read(second, measure.second.as_ref()));
                Some((largest?, second.flatten()))
            });
            cells.extend(cell.map(|cell| (cell, most)));
        }
        (self.problems == before).then_some(cells)
    }

    fn cell(&mut self, text: &str, column: &str, range: Range, line: u64, log: &mut Diagnostics) -> Option<Cell> {
        match Cell::read(text, range) {
            Ok(cell) => Some(cell),
            Err(problem) => {
                let (message, hint) = problem.explain();
                self.report("value", line, Some(column), message.to_owned(), hint.to_owned(), log);
                None
            }
        }
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
            self.last_line = line;
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
