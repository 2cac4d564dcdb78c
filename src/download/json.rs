//! The tables of a page as JSON.

use serde::Serialize;
use serde_json::value::RawValue;

use super::book::{Book, TableFile, number};
use crate::protect::Published;

const FORMAT: &str = "candour-tables";
const VERSION: u32 = 1;

#[derive(Serialize)]
struct Document<'a> {
    format: &'static str,
    version: u32,
    title: &'a str,
    organisation: &'a str,
    tables: Vec<Entry<'a>>,
}

#[derive(Serialize)]
struct Entry<'a> {
    id: &'a str,
    number: usize,
    caption: &'a str,
    subtitle: &'a str,
    shorthand: Vec<Shorthand<'a>>,
    notes: &'a [String],
    sources: &'a [String],
    columns: Vec<String>,
    rows: Vec<Row<'a>>,
}

#[derive(Serialize)]
struct Shorthand<'a> {
    letters: &'a str,
    word: &'a str,
}

#[derive(Serialize)]
struct Row<'a> {
    label: &'a str,
    cells: Vec<Cell<'a>>,
}

#[derive(Serialize)]
struct Cell<'a> {
    /// A number with exactly the digits that are shown.
    value: Option<Box<RawValue>>,
    text: String,
    marker: &'a str,
    /// The name by which the figure is known across tables, pages and editions.
    #[serde(skip_serializing_if = "Option::is_none")]
    figure: Option<&'a str>,
}

/// The file of a page.
pub(crate) fn write(book: &Book<'_>) -> String {
    let tables = book.tables.iter().map(entry).collect();
    let document =
        Document { format: FORMAT, version: VERSION, title: &book.title, organisation: book.organisation, tables };
    // Plain texts and numbers always become JSON.
    serde_json::to_string_pretty(&document).unwrap_or_default() + "\n"
}

fn entry(table: &TableFile) -> Entry<'_> {
    Entry {
        id: &table.id,
        number: table.number,
        caption: &table.caption,
        subtitle: &table.subtitle,
        shorthand: table.shorthand.iter().map(|(letters, word)| Shorthand { letters, word }).collect(),
        notes: &table.notes,
        sources: &table.sources,
        columns: table.unique_header(),
        rows: table
            .rows
            .iter()
            .enumerate()
            .map(|(row, (label, cells))| Row { label, cells: of_row(table, row, cells) })
            .collect(),
    }
}

fn of_row<'a>(table: &'a TableFile, row: usize, cells: &'a [Published]) -> Vec<Cell<'a>> {
    let figure = |column: usize| table.figures.get(row)?.get(column)?.as_deref();
    cells.iter().enumerate().map(|(column, published)| cell(published, figure(column))).collect()
}

fn cell<'a>(cell: &'a Published, figure: Option<&'a str>) -> Cell<'a> {
    Cell {
        value: number(cell).and_then(|number| RawValue::from_string(number).ok()),
        text: cell.text(),
        marker: cell.letters(),
        figure,
    }
}
