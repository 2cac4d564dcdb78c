//! Reads a dataset's CSV against its description. Numbers are sealed as they are read; no message carries a value.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

use super::catalogue::{Fact, FactKey};
use super::dataset::{Dataset, PeriodColumn};
use super::dimension::Dimension;
use super::form::End;
use super::header::{self, Columns, Figures, Problem};
use super::measure::{Measure, MeasureKind};
use super::period::Period;
use super::records::{Record, Records, is_below};
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
    /// The line of the last row that could be read, and whether a blank one came after it.
    last_row: u64,
    after_blank: bool,
    /// By filter, which of its texts occurred.
    seen: Vec<BTreeSet<usize>>,
}

/// What one row is about.
type RowKey = (Period, Vec<usize>);

/// Of some events: how many the one person with most accounts for, and the one with second most.
type Contributors = (Cell, Option<Cell>);

/// The figures of one row that are about one thing, by measure.
type RowCells = Vec<(Cell, Option<Contributors>)>;

/// All rows: the line of each, which of its columns, and its figures.
type Rows = BTreeMap<RowKey, (u64, usize, RowCells)>;

/// A dataset, its facts, and by the position of a fact who accounts for most of it.
pub(super) type Understood = (Dataset, Vec<Fact>, Vec<(usize, Contributors)>);

/// Reads all rows. Nothing where any of them cannot be used; the reasons go to `log`.
pub(super) fn read(mut dataset: Dataset, file: &str, text: &str, log: &mut Diagnostics) -> Option<Understood> {
    let (columns, rows) = Reader::new(file, &dataset).rows(text, log)?;
    let mut periods: Vec<Period> = rows.keys().map(|(period, _)| period.clone()).collect();
    periods.dedup();
    let mut facts = Vec::new();
    let mut contributors = Vec::new();
    for ((period, members), (line, group, cells)) in rows {
        let period = periods.iter().position(|known| *known == period).unwrap_or_default();
        for (measure, (cell, most)) in cells.into_iter().enumerate() {
            contributors.extend(most.map(|most| (facts.len(), most)));
            let key = FactKey { dataset: 0, period, members: members.clone(), measure };
            let column = columns.figures[group].measures[measure].heading.clone();
            let place = Place::Data { file: file.to_owned(), line, column: Some(column) };
            facts.push(Fact { key, cell, place });
        }
    }
    dataset.periods = periods;
    Some((dataset, facts, contributors))
}

impl<'a> Reader<'a> {
    fn new(file: &'a str, dataset: &'a Dataset) -> Self {
        let seen = vec![BTreeSet::new(); dataset.form.filters.len()];
        Self { file, dataset, problems: 0, last_line: 0, last_row: 0, after_blank: false, seen }
    }

    fn rows(mut self, text: &str, log: &mut Diagnostics) -> Option<(Columns, Rows)> {
        let form = &self.dataset.form;
        let mut records = Records::new(text, form);
        let head = self.head(&mut records, log);
        let columns = match head {
            Some((line, headings)) => {
                self.last_row = line;
                Some((self.columns(&headings, line, text, log)?, headings.len()))
            }
            None => None,
        };
        let mut rows = Rows::new();
        let mut unusable = false;
        if let Some((columns, width)) = &columns {
            let mut above: Vec<String> = Vec::new();
            for mut record in records.by_ref() {
                if is_below(form.end, &record) {
                    break;
                }
                if record.is_blank() {
                    self.after_blank = true;
                    continue;
                }
                fill(&mut record, columns, &mut above);
                let read = self.row(&record, columns, *width, &mut rows, log);
                unusable |= !read;
                if read {
                    (self.last_row, self.after_blank) = (record.line, false);
                }
            }
            if form.end == End::BlankRow {
                self.rest(records, columns, *width, log);
            }
        }
        if self.problems > MOST_PROBLEMS {
            let more = self.problems - MOST_PROBLEMS;
            let place = Place::Data { file: self.file.to_owned(), line: self.last_line, column: None };
            let message = format!("{more} more problems from here on are not listed");
            log.error("more-problems", place, message, "correct those above first; they may have one cause");
        }
        self.unseen(log);
        if rows.is_empty() && self.problems == 0 {
            let place = Place::File(self.file.to_owned());
            let (message, hint) = match (form.filters.is_empty(), form.head) {
                (false, _) => ("no row of this file is left", "see what `where` in its description asks of rows"),
                (true, Some(_)) => {
                    ("this file has no rows below its declared head", "correct `header` in its description")
                }
                (true, None) => ("this file has no rows of data", "add a header row and one row an observation"),
            };
            log.error("no-rows", place, message, hint);
        }
        (self.problems == 0 && !unusable && !rows.is_empty()).then_some((columns?.0, rows))
    }

    /// The headings, and the line on which they begin. Nothing where there are none; what is wrong goes to `log`.
    fn head(&mut self, records: &mut Records<'_>, log: &mut Diagnostics) -> Option<(u64, Vec<String>)> {
        let Some((first, last)) = self.dataset.form.head else {
            let record = records.by_ref().find(|record| !record.is_blank())?;
            self.is_on_one_line(&record, log).then_some(())?;
            return Some((record.line, header::joined(&[record.cells])));
        };
        let mut rows = Vec::new();
        let mut end = first - 1;
        while end < last {
            let Some(record) = records.next() else { break };
            end = record.last_line;
            if end > last {
                let message = "a quotation mark on this line makes a cell run beyond the head".to_owned();
                let hint = "close it, or declare all lines of the head: `file: {header: [4, 6]}`".to_owned();
                self.report("quotation-mark", record.line, None, message, hint, log);
                return None;
            }
            rows.push(record.cells);
        }
        (!rows.is_empty()).then(|| (first, header::joined(&rows)))
    }

    /// No cell can hold a line break, so one that does was opened by a stray quotation mark.
    fn is_on_one_line(&mut self, record: &Record, log: &mut Diagnostics) -> bool {
        let is_on_one = record.line == record.last_line;
        if !is_on_one {
            let message = "a quotation mark on this line makes a cell run over several lines".to_owned();
            let hint = "take the quotation mark out, or close it on the same line".to_owned();
            self.report("quotation-mark", record.line, None, message, hint, log);
        }
        is_on_one
    }

    fn columns(&mut self, headings: &[String], line: u64, text: &str, log: &mut Diagnostics) -> Option<Columns> {
        let problems = match header::columns(self.dataset, headings) {
            Ok(columns) => return Some(columns),
            Err(problems) => problems,
        };
        for Problem { code, message, hint, place } in problems {
            if let Some(place) = place {
                self.problems += 1;
                log.error(code, place, message, hint);
                continue;
            }
            let found = if code == "no-header" { header::find(self.dataset, text) } else { None };
            let (message, hint) = match found {
                Some((first, last)) => {
                    let lines = if first == last { first.to_string() } else { format!("[{first}, {last}]") };
                    let above = if first > line { "; what stands above it looks like a title" } else { "" };
                    let on = if first == last { format!("line {first}") } else { format!("lines {first} and {last}") };
                    let looks = if first == last { "looks" } else { "look" };
                    (
                        format!("{message}; {on} {looks} like the head{above}"),
                        format!("declare `file: {{header: {lines}}}`"),
                    )
                }
                None => (message, hint),
            };
            self.report(code, line, None, message, hint, log);
        }
        None
    }

    /// Reads one row, if it is not left out; whether that went well.
    fn row(
        &mut self,
        record: &Record,
        columns: &Columns,
        width: usize,
        rows: &mut Rows,
        log: &mut Diagnostics,
    ) -> bool {
        let (texts, line) = (record.cells.as_slice(), record.line);
        if !self.is_on_one_line(record, log) {
            return false;
        }
        if texts.len() != width {
            let (message, hint) = ragged(texts.len(), width);
            let hint = format!("{hint}{}", if texts.len() < width { self.or_end() } else { String::new() });
            self.report("ragged-row", line, None, message, hint, log);
            return false;
        }
        if !self.is_wanted(texts, columns) {
            return true;
        }
        if !self.is_about_something(texts, columns) {
            let message = "nothing in this row says what it is about".to_owned();
            let hint = "titles, notes and sums of your own do not belong in the data: take the row out";
            let hint = format!("{hint}{}", self.or_end());
            self.report("stray-row", line, None, message, hint, log);
            return false;
        }
        let key = self.key(texts, columns, line, log);
        let groups: Vec<Option<RowCells>> =
            columns.figures.iter().map(|figures| self.cells(texts, figures, line, log)).collect();
        let Some((period, members)) = key else { return false };
        let mut is_sound = true;
        for (group, (figures, cells)) in columns.figures.iter().zip(groups).enumerate() {
            let period = figures.period.as_ref().or(period.as_ref());
            let members: Option<Vec<usize>> =
                figures.members.iter().zip(&members).map(|(across, down)| across.or(*down)).collect();
            let (Some(period), Some(members), Some(cells)) = (period, members, cells) else {
                is_sound = false;
                continue;
            };
            match rows.entry((period.clone(), members)) {
                Entry::Vacant(place) => {
                    place.insert((line, group, cells));
                }
                Entry::Occupied(first) => {
                    let message = format!("this row is about the same thing as line {}", first.get().0);
                    let hint = "keep one row for each combination of period and dimensions; if another column tells the \
                                rows apart, describe it as a dimension or declare which rows are meant: `file: {where: \
                                {\"its heading\": \"…\"}}`";
                    self.report("duplicate-row", line, None, message, hint.to_owned(), log);
                    return false;
                }
            }
        }
        is_sound
    }

    /// What to declare where this row is no part of the table.
    fn or_end(&self) -> String {
        if self.last_row == 0 {
            String::new()
        } else if self.after_blank {
            "; or declare that the table ends at the blank row above: `file: {end: blank-row}`".to_owned()
        } else {
            format!("; if the table ends above, declare its last line: `file: {{end: {}}}`", self.last_row)
        }
    }

    /// Below a blank row that ends the table there must be no more of it.
    fn rest(&mut self, records: Records<'_>, columns: &Columns, width: usize, log: &mut Diagnostics) {
        for record in records {
            let texts = record.cells.as_slice();
            let is_row =
                texts.len() == width && self.is_about_something(texts, columns) && self.reads(texts, columns) > 0;
            if is_row {
                let message = "below the blank row that ends the table there is a row like those above it".to_owned();
                let hint =
                    "take the blank row out, or declare the line on which the table ends: `file: {end: 30}`".to_owned();
                return self.report("blank-row", record.line, None, message, hint, log);
            }
        }
    }

    /// Whether the declared filters let the row through. What they do not is read no further.
    fn is_wanted(&mut self, texts: &[String], columns: &Columns) -> bool {
        let filters = self.dataset.form.filters.iter().zip(&columns.filters).zip(&mut self.seen);
        let mut is_wanted = true;
        for ((filter, position), seen) in filters {
            let found = filter.texts.iter().position(|(text, _)| text == texts[*position].trim());
            seen.extend(found);
            is_wanted &= found.is_some();
        }
        is_wanted
    }

    /// Reports what a filter asks for and no row has.
    fn unseen(&self, log: &mut Diagnostics) {
        for (filter, seen) in self.dataset.form.filters.iter().zip(&self.seen) {
            let unseen = filter.texts.iter().enumerate().filter(|(number, _)| !seen.contains(number));
            for (_, (text, place)) in unseen.filter(|_| self.problems == 0) {
                let message = format!("no row has `{text}` in the column `{}`", filter.column);
                log.error("where", place.clone(), message, "write it as it stands in the file, or take it out");
            }
        }
    }

    /// How many of the period and the members can be read, of those that stand in the rows.
    fn reads(&self, texts: &[String], columns: &Columns) -> usize {
        let period = self.period(texts, columns).flatten().is_some();
        let dimensions = self.dataset.dimensions.iter().zip(&columns.dimensions);
        let members = dimensions.filter(|(dimension, positions)| member(dimension, texts, positions).is_some());
        usize::from(period) + members.count()
    }

    /// Whether at least one of the period and the members can be read, where there are several to read or nothing else.
    fn is_about_something(&self, texts: &[String], columns: &Columns) -> bool {
        let down = columns.dimensions.iter().filter(|positions| !positions.is_empty()).count();
        let down = usize::from(!columns.period.is_empty()) + down;
        let is_note = texts.len() > 1 && texts.iter().filter(|text| !text.trim().is_empty()).count() == 1;
        down == 0 || (down == 1 && !is_note) || self.reads(texts, columns) > 0
    }

    /// The period in a row, if it stands there; nothing in its place where it cannot be read.
    #[expect(clippy::option_option, reason = "not in the rows, unreadable and read are three things")]
    fn period(&self, texts: &[String], columns: &Columns) -> Option<Option<Period>> {
        let PeriodColumn::Column { kind, written, .. } = &self.dataset.period else { return None };
        let cells: Vec<&str> = columns.period.iter().map(|position| texts[*position].trim()).collect();
        let text = cells.join(" ");
        let named = written.iter().find(|(name, _)| *name == text).map(|(_, period)| period.clone());
        Some(named.or_else(|| Period::read(*kind, &text)))
    }

    /// What stands in the row of what it is about.
    fn key(
        &mut self,
        texts: &[String],
        columns: &Columns,
        line: u64,
        log: &mut Diagnostics,
    ) -> Option<(Option<Period>, Vec<Option<usize>>)> {
        let dataset = self.dataset;
        let before = self.problems;
        let period = match (&dataset.period, self.period(texts, columns)) {
            (PeriodColumn::Column { kind, names, .. }, Some(None)) => {
                let form = kind.form();
                let hint =
                    format!("write it like {form}, or say what it means: `period: {{names: {{\"…\": {form}}}}}`");
                let message = "this is not a period of the declared kind".to_owned();
                self.report("period", line, names.first().map(String::as_str), message, hint, log);
                None
            }
            (PeriodColumn::Fixed(period), _) => Some((**period).clone()),
            (_, period) => period.flatten(),
        };
        let mut members = Vec::new();
        for (dimension, positions) in dataset.dimensions.iter().zip(&columns.dimensions) {
            let found = member(dimension, texts, positions);
            if found.is_none() && !positions.is_empty() {
                let hint = did_you_mean(text_of(texts, positions), dimension.members.keys().map(String::as_str));
                let message = format!("this is not a member of the dimension `{}`", dimension.id);
                self.report("no-member", line, Some(dimension.column()), message, hint, log);
            }
            members.push(found);
        }
        (self.problems == before).then_some((period, members))
    }

    fn cells(&mut self, texts: &[String], figures: &Figures, line: u64, log: &mut Diagnostics) -> Option<RowCells> {
        let dataset = self.dataset;
        let before = self.problems;
        let mut cells = Vec::new();
        for (measure, column) in dataset.measures.iter().zip(&figures.measures) {
            let cell = self.cell(&texts[column.position], &column.heading, range_of(measure), line, log);
            let most = column.contributors.and_then(|(largest, second)| {
                let mut read = |at: usize, column: Option<&String>| {
                    self.cell(&texts[at], column.map_or("", String::as_str), Range::Count, line, log)
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
        match Cell::read_as(text, range, &self.dataset.form.notation) {
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

/// Puts what stands above into the blanks of the declared columns. A row of one cell is a note, not a row of the table.
fn fill(record: &mut Record, columns: &Columns, above: &mut Vec<String>) {
    if record.cells.iter().filter(|cell| !cell.trim().is_empty()).count() < 2 {
        return;
    }
    above.resize(columns.filled.len(), String::new());
    for (position, above) in columns.filled.iter().zip(above) {
        match record.cells.get_mut(*position) {
            Some(cell) if cell.trim().is_empty() => cell.clone_from(above),
            Some(cell) => above.clone_from(cell),
            None => {}
        }
    }
}

/// The text that names a member: the first one that is not blank.
fn text_of<'t>(texts: &'t [String], positions: &[usize]) -> &'t str {
    positions.iter().map(|position| texts[*position].trim()).find(|text| !text.is_empty()).unwrap_or_default()
}

fn member(dimension: &Dimension, texts: &[String], positions: &[usize]) -> Option<usize> {
    if positions.is_empty() { None } else { dimension.member(text_of(texts, positions)) }
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
