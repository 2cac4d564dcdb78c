//! What readers can take away: the files of a page's tables and charts, made from answers before the page is, so that its
//! links can say how large they are.

mod book;
mod csv;
mod csvw;
mod json;
mod ods;
mod png;

use crate::language::Strings;

pub(crate) use book::{Book, TableFile};
pub(crate) use csvw::{Holds, columns};
pub(crate) use png::Painter;

/// Where the site's data package lies, which describes every CSV.
pub(crate) const DATA_PACKAGE: &str = "datapackage.json";

/// One file that a reader can download.
#[derive(Clone, Debug)]
pub(crate) struct Download {
    /// Where it lies in the site: `downloads/missing-county.csv`.
    pub(crate) path: String,
    /// Its format as readers know it: `CSV`.
    pub(crate) format: &'static str,
    pub(crate) bytes: Vec<u8>,
}

impl Download {
    /// The name under which it is saved.
    pub(crate) fn name(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or(&self.path)
    }

    /// Its size in words: `9 kB`, `1.2 MB`. It is made of what is published, so it tells nothing else.
    pub(crate) fn size(&self) -> String {
        match self.bytes.len() {
            small @ 0..1_000_000 => format!("{} kB", small.div_ceil(1000).max(1)),
            large => format!("{}.{} MB", large / 1_000_000, large % 1_000_000 / 100_000),
        }
    }
}

/// The CSV of a table, and the metadata that machines need to read it.
pub(crate) fn of_table(table: &TableFile, language: &str, licence: Option<&str>) -> [Download; 2] {
    let metadata = csvw::write(table, language, licence).into_bytes();
    [
        Download { path: table.path.clone(), format: "CSV", bytes: csv::write(table).into_bytes() },
        Download { path: csvw::path(table), format: "CSVW", bytes: metadata },
    ]
}

/// The workbook and the JSON of a page with tables, under the page's name.
pub(crate) fn of_page(book: &Book<'_>, name: &str, strings: &Strings) -> Vec<Download> {
    if book.tables.is_empty() {
        return Vec::new();
    }
    let path = |kind: &str| format!("downloads/{name}.{kind}");
    vec![
        Download { path: path("ods"), format: "ODS", bytes: ods::write(book, strings) },
        Download { path: path("json"), format: "JSON", bytes: json::write(book).into_bytes() },
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_said_as_readers_know_them() {
        let size =
            |bytes: usize| Download { path: "downloads/a.csv".into(), format: "CSV", bytes: vec![0; bytes] }.size();
        assert_eq!([1, 1000, 1001, 1_250_000].map(size), ["1 kB", "1 kB", "2 kB", "1.2 MB"]);
    }
}
