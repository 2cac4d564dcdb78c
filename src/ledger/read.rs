//! Reads the ledger. Its lines are named in messages by their numbers, and never repeated: a line that cannot be read may
//! be a line of the data.

use std::collections::BTreeSet;

use super::{CLAIMED, COLUMNS, Edition, Entry, FILE, Ledger, Said, is_name};
use crate::diagnostic::{Diagnostics, Place};
use crate::number::Number;
use crate::protect::Marker;
use crate::schema::period::iso_date;

/// At most this many problems are told.
const MOST_PROBLEMS: usize = 40;
const UNDO: &str = "Candour writes this file: take back whatever was changed in it by hand";

/// Understands the text of the ledger; what is wrong with it goes to `log`.
pub(crate) fn read(text: &str, log: &mut Diagnostics) -> Ledger {
    let mut reading = Reading { ledger: Ledger::default(), figures: BTreeSet::new(), problems: 0, log };
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
    let mut record = csv::StringRecord::new();
    let mut headed = false;
    // The text is in memory and UTF-8, and lines may differ in length: there is no error left to meet.
    while reader.read_record(&mut record).unwrap_or(false) && reading.problems < MOST_PROBLEMS {
        let line = record.position().map_or(0, csv::Position::line);
        if headed {
            reading.entry(&record, line);
        } else if record.iter().eq(COLUMNS) {
            headed = true;
        } else {
            reading.wrong(line, None, format!("the first line is not `{}`", COLUMNS.join(",")));
            break;
        }
    }
    reading.ledger
}

struct Reading<'a> {
    ledger: Ledger,
    /// The figures of the last edition so far.
    figures: BTreeSet<String>,
    problems: usize,
    log: &'a mut Diagnostics,
}

impl Reading<'_> {
    fn wrong(&mut self, line: u64, column: Option<usize>, message: impl Into<String>) {
        let column = column.map(|column| COLUMNS[column].to_owned());
        let place = Place::Data { file: FILE.to_owned(), line, column };
        self.log.error("ledger", place, message, UNDO);
        self.problems += 1;
    }

    fn entry(&mut self, record: &csv::StringRecord, line: u64) {
        let fields: Vec<&str> = record.iter().collect();
        let [name, date, figure, value] = fields[..] else {
            return self.wrong(line, None, format!("a line has {} columns", COLUMNS.len()));
        };
        if !is_name(name) {
            return self.wrong(line, Some(0), "this is no name of an edition");
        }
        if iso_date(date).is_none() {
            return self.wrong(line, Some(1), "this is not a day like 2026-01-31");
        }
        if figure.trim().is_empty() {
            return self.wrong(line, Some(2), "there is no figure here");
        }
        let Some(said) = said(value) else {
            return self.wrong(line, Some(3), "this is neither a number nor the letters of a marker");
        };
        if let Some(problem) = self.turn_to(name, date) {
            return self.wrong(line, Some(0), problem);
        }
        if !self.figures.insert(figure.to_owned()) {
            return self.wrong(line, Some(2), "this edition has the figure twice");
        }
        if let Some(edition) = self.ledger.editions.last_mut() {
            edition.entries.push(Entry { figure: figure.to_owned(), said, line });
        }
    }

    /// Makes an edition the last one; or says why it cannot be.
    fn turn_to(&mut self, name: &str, date: &str) -> Option<&'static str> {
        let editions = &mut self.ledger.editions;
        match editions.last() {
            Some(last) if last.name == name => {
                return (last.date != date).then_some("the lines of this edition have different dates");
            }
            Some(last) if last.date.as_str() > date => return Some("editions stand in the order of their dates"),
            _ => {}
        }
        if editions.iter().any(|edition| edition.name == name) {
            return Some("the lines of this edition do not stand together");
        }
        self.figures.clear();
        editions.push(Edition { name: name.to_owned(), date: date.to_owned(), entries: Vec::new() });
        None
    }
}

fn said(value: &str) -> Option<Said> {
    if value == CLAIMED {
        return Some(Said::Claim);
    }
    let marker = Marker::ALL.into_iter().find(|marker| marker.letters() == value);
    marker.map(Said::Marker).or_else(|| Number::parse(value).ok().map(Said::Number))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_text(lines: &str) -> (Ledger, String) {
        let mut log = Diagnostics::default();
        let ledger = read(&format!("edition,date,figure,value\n{lines}"), &mut log);
        let told = log.sorted().iter().map(|diagnostic| diagnostic.render()).collect();
        (ledger, told)
    }

    #[test]
    fn reads_editions_in_order() {
        let (ledger, told) =
            read_text("a,2017-01-01,m.n,12\na,2017-01-01,\"m.n[\"\"x\"\"]\",c\nb,2017-07-01,m.n,-1.5\n");
        assert_eq!(told, "");
        let names: Vec<(&str, usize)> =
            ledger.editions.iter().map(|edition| (edition.name.as_str(), edition.entries.len())).collect();
        assert_eq!(names, [("a", 2), ("b", 1)]);
        assert_eq!(ledger.editions[0].entries[1].figure, "m.n[\"x\"]");
        assert_eq!(ledger.editions[0].entries[1].said, Said::Marker(Marker::Confidential));
        assert_eq!(ledger.editions[1].entries[0].line, 4);
    }

    #[test]
    fn names_the_line_and_never_what_stands_there() {
        for (lines, message) in [
            ("a,2017-01-01,m.n\n", "a line has 4 columns"),
            (" a,2017-01-01,m.n,31337\n", "no name of an edition"),
            ("a,31337,m.n,1\n", "not a day"),
            ("a,2017-01-01,,31337\n", "no figure here"),
            ("a,2017-01-01,m.n,31337 or so\n", "neither a number nor"),
            ("a,2017-01-01,m.n,1\na,2017-01-02,m.o,31337\n", "different dates"),
            ("a,2017-01-02,m.n,1\nb,2017-01-01,m.n,31337\n", "in the order of their dates"),
            ("a,2017-01-02,m.n,1\nb,2017-01-02,m.n,1\na,2017-01-02,m.o,31337\n", "do not stand together"),
            ("a,2017-01-02,m.n,1\na,2017-01-02,m.n,31337\n", "has the figure twice"),
        ] {
            let (_, told) = read_text(lines);
            assert!(told.contains(message) && !told.contains("31337"), "{message}: {told}");
            assert!(told.contains("published.csv, line "), "{told}");
        }
        let mut log = Diagnostics::default();
        read("31337,2,3\n", &mut log);
        let told: String = log.sorted().iter().map(|diagnostic| diagnostic.render()).collect();
        assert!(told.contains("the first line is not") && !told.contains("31337"), "{told}");
    }
}
