//! The table in a CSV: what separates its columns, where its head is and where it ends.

use crate::schema::{End, Form, Record, Records, joined};

use crate::protect::survey;
use crate::schema::times;

/// A table, as texts.
pub(super) struct Grid {
    pub(super) separator: char,
    /// The first and last line of the head.
    pub(super) head: (u64, u64),
    pub(super) end: End,
    pub(super) headings: Vec<String>,
    pub(super) rows: Vec<Record>,
    /// Lines of headings in the middle of the table.
    pub(super) between: Vec<u64>,
    /// What stands above the head.
    pub(super) above: Vec<String>,
    /// Whether something like another table stands below.
    pub(super) more_below: bool,
}

impl Grid {
    /// The cells of a column.
    pub(super) fn column(&self, number: usize) -> impl Iterator<Item = &str> {
        self.rows.iter().map(move |row| row.cells.get(number).map_or("", |cell| cell.trim()))
    }
}

/// Finds the table; nothing where there is none.
pub(super) fn read(text: &str) -> Option<Grid> {
    let of = |separator: char| -> Vec<Record> {
        let form = Form { separator, ..Form::default() };
        Records::new(text, &form).collect()
    };
    let signs = [',', ';', '\t', '|'];
    let best = signs.into_iter().max_by_key(|sign| {
        let records = of(*sign);
        let several = records.iter().filter(|record| filled(record) > 1).count();
        // Of two that separate as many rows, commas are the likelier.
        (several, records.iter().map(filled).max().unwrap_or_default(), *sign == ',')
    })?;
    let records = of(best);
    let (start, stop) = longest(&records)?;
    let block = &records[start..stop];
    let most = block.iter().map(filled).max()?;
    let bottom = start + block.iter().position(|record| filled(record) * 10 >= most * 6)?;
    let (first, last) = head(&records, bottom, stop);
    let head_rows: Vec<Vec<String>> = records[first..=last].iter().map(|record| record.cells.clone()).collect();
    // A head of numbers is no head, and what stands in it must not be told.
    if !records[first..=last].iter().all(are_words) {
        return None;
    }
    let body = records.get(last + 1..stop)?;
    let width = records[last].cells.len();
    let is_heading = |record: &&Record| width > 2 && filled(record) == 1;
    let between = body.iter().filter(is_heading).map(|record| record.line).collect();
    let rows: Vec<Record> = body.iter().filter(|record| !is_heading(record)).map(copy).collect();
    if rows.is_empty() {
        return None;
    }
    let below = records[stop..].iter().any(|record| !record.is_blank());
    let more_below =
        records[stop..].iter().any(|record| record.cells.len() == width && filled(record) * 10 >= most * 6);
    let blank_row = records.get(stop).is_some_and(Record::is_blank);
    let end = match (below, blank_row && !more_below) {
        (false, _) => End::File,
        (true, true) => End::BlankRow,
        (true, false) => End::Line(rows.last()?.line),
    };
    let above = records[..first].iter().flat_map(|record| &record.cells).filter(|cell| !cell.trim().is_empty());
    Some(Grid {
        separator: best,
        head: (records[first].line, records[last].last_line),
        end,
        headings: joined(&head_rows),
        above: above.cloned().collect(),
        rows,
        between,
        more_below,
    })
}

fn copy(record: &Record) -> Record {
    Record { line: record.line, last_line: record.last_line, cells: record.cells.clone() }
}

fn filled(record: &Record) -> usize {
    record.cells.iter().filter(|cell| !cell.trim().is_empty()).count()
}

/// The longest run of rows without a blank one: its rows of one cell at the end are notes.
fn longest(records: &[Record]) -> Option<(usize, usize)> {
    let several = |record: &Record| filled(record) > 1;
    let mut best: Option<(usize, (usize, usize))> = None;
    let mut start = 0;
    for at in 0..=records.len() {
        if records.get(at).is_some_and(|record| !record.is_blank()) {
            continue;
        }
        let run = &records[start..at];
        if let Some(last) = run.iter().rposition(several) {
            let size = run.iter().filter(|record| several(record)).count();
            if best.is_none_or(|(most, _)| size > most) {
                best = Some((size, (start, start + last + 1)));
            }
        }
        start = at + 1;
    }
    best.map(|(_, run)| run)
}

/// The rows of the head: those above the first full one that begin further right, and those below it that hold words only.
fn head(records: &[Record], bottom: usize, stop: usize) -> (usize, usize) {
    let mut first = bottom;
    while first > 0 && is_upper(&records[first - 1], &records[first]) {
        first -= 1;
    }
    let mut last = bottom;
    while last + 2 < stop && is_lower(&records[last], &records[last + 1]) {
        last += 1;
    }
    (first, last)
}

/// A row of merged cells above headings: something further right, and at the left only where there is nothing below it.
fn is_upper(record: &Record, below: &Record) -> bool {
    let is_blank = |record: &Record| record.cells.first().is_none_or(|cell| cell.trim().is_empty());
    let further = record.cells.iter().skip(1).filter(|cell| !cell.trim().is_empty()).count();
    further > 0 && are_words(record) && (is_blank(record) || (is_blank(below) && further * 3 >= below.cells.len() - 1))
}

/// Whether no cell is a figure, unless it may be a year.
fn are_words(record: &Record) -> bool {
    let words = record.cells.iter().map(|cell| cell.trim()).filter(|cell| !cell.is_empty());
    words.clone().all(|cell| !survey(std::iter::once(cell)).is_figures || !times::of(cell).is_empty())
}

/// A row that goes on with a head whose cells are merged or repeat.
fn is_lower(above: &Record, record: &Record) -> bool {
    let cells: Vec<&str> = above.cells.iter().map(|cell| cell.trim()).collect();
    let repeats = cells.iter().enumerate().any(|(number, cell)| cell.is_empty() || cells[..number].contains(cell));
    let words = record.cells.iter().map(|cell| cell.trim()).filter(|cell| !cell.is_empty());
    let only_words = are_words(record);
    let begins_right = record.cells.first().is_some_and(|cell| cell.trim().is_empty());
    repeats && only_words && (begins_right || words.count() * 2 > record.cells.len())
}
