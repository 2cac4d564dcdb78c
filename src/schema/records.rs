//! The rows of a CSV with the lines on which they stand, from the head on and as far as the table goes.

use super::form::{End, Form};

/// One row of a file.
#[derive(Debug)]
pub(crate) struct Record {
    /// Where it begins, from 1.
    pub(crate) line: u64,
    /// Where it ends: on the same line unless a quoted cell runs over several.
    pub(crate) last_line: u64,
    pub(crate) cells: Vec<String>,
}

impl Record {
    pub(crate) fn is_blank(&self) -> bool {
        self.cells.iter().all(|cell| cell.trim().is_empty())
    }
}

/// The rows of a text, one after the other.
pub(crate) struct Records<'t> {
    text: &'t str,
    reader: csv::Reader<&'t [u8]>,
    record: csv::StringRecord,
    /// Lines above the first one that is read.
    skipped: u64,
    /// A row that was read behind a blank line.
    kept: Option<Record>,
    /// The last line that was read.
    last: u64,
}

impl<'t> Records<'t> {
    /// Reads from the first line of the head on.
    pub(crate) fn new(text: &'t str, form: &Form) -> Self {
        let first = form.head.map_or(1, |(first, _)| first);
        let skipped = first - 1;
        let mut ends = text.match_indices('\n').map(|(at, _)| at + 1);
        let start = match usize::try_from(skipped) {
            Ok(0) => 0,
            lines => ends.nth(lines.unwrap_or(usize::MAX) - 1).unwrap_or(text.len()),
        };
        let text = &text[start..];
        let reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(u8::try_from(form.separator).unwrap_or(b','))
            .from_reader(text.as_bytes());
        Self { text, reader, record: csv::StringRecord::new(), skipped, kept: None, last: skipped }
    }

    fn read(&mut self) -> Option<Record> {
        // The text is in memory and UTF-8, and rows may differ in length: there is no error left to meet.
        if !self.reader.read_record(&mut self.record).unwrap_or(false) {
            return None;
        }
        let position = self.record.position();
        let (line, byte) = position.map_or((1, 0), |position| (position.line(), position.byte()));
        let from = usize::try_from(byte).ok().and_then(|byte| self.text.get(byte..)).unwrap_or_default();
        // The reader passes over empty lines after it has noted where it is.
        let empty = from.bytes().take_while(|byte| *byte == b'\n').count() as u64;
        let cells: Vec<String> = self.record.iter().map(str::to_owned).collect();
        let breaks: usize = cells.iter().map(|cell| cell.matches('\n').count()).sum();
        let line = self.skipped + line + empty;
        Some(Record { line, last_line: line + breaks as u64, cells })
    }
}

impl Iterator for Records<'_> {
    type Item = Record;

    /// The next row; empty lines are rows without cells.
    fn next(&mut self) -> Option<Record> {
        let record = match self.kept.take() {
            Some(record) => record,
            None => self.read()?,
        };
        if record.line > self.last + 1 {
            self.last += 1;
            self.kept = Some(record);
            return Some(Record { line: self.last, last_line: self.last, cells: Vec::new() });
        }
        self.last = record.last_line;
        Some(record)
    }
}

/// Whether a row lies below the table.
pub(crate) fn is_below(end: End, record: &Record) -> bool {
    match end {
        End::File => false,
        End::Line(line) => record.line > line,
        End::BlankRow => record.is_blank(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str, head: Option<(u64, u64)>) -> Vec<(u64, usize)> {
        let form = Form { head, ..Form::default() };
        Records::new(text, &form).map(|record| (record.line, record.cells.len())).collect()
    }

    #[test]
    fn every_row_knows_its_line() {
        assert_eq!(lines("a,b\n1,2\n", None), [(1, 2), (2, 2)]);
        assert_eq!(lines("\n\na,b\n\n1,2\n", None), [(1, 0), (2, 0), (3, 2), (4, 0), (5, 2)]);
        assert_eq!(lines("a \" title\n\na,b\n,\n1,2", Some((3, 3))), [(3, 2), (4, 2), (5, 2)]);
        assert_eq!(lines("a,\"b\nc\"\n1,2\n\n3,4", None), [(1, 2), (3, 2), (4, 0), (5, 2)]);
        assert_eq!(lines("a\n", Some((5, 5))), []);
    }
}
