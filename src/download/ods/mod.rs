//! The tables of a page as an OpenDocument spreadsheet, laid out as the Analysis Function's checklist for accessible
//! spreadsheets asks: a cover, a table of contents, notes, then one marked table a sheet; no merged cells, nothing hidden.

mod archive;
mod sheet;
mod styles;

use quick_xml::escape::escape;

use super::book::{Book, TableFile};
use crate::language::Strings;
use sheet::{Cell, Sheet};

pub(super) use sheet::letters;
use styles::NumberStyles;

const MIME: &str = "application/vnd.oasis.opendocument.spreadsheet";
const NAMES: &str = "xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" \
    xmlns:style=\"urn:oasis:names:tc:opendocument:xmlns:style:1.0\" \
    xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\" \
    xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" \
    xmlns:number=\"urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0\" \
    xmlns:fo=\"urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0\" \
    xmlns:meta=\"urn:oasis:names:tc:opendocument:xmlns:meta:1.0\" \
    xmlns:dc=\"http://purl.org/dc/elements/1.1/\" \
    xmlns:xlink=\"http://www.w3.org/1999/xlink\" office:version=\"1.3\"";

/// The workbook of a page.
pub(crate) fn write(book: &Book<'_>, strings: &Strings) -> Vec<u8> {
    let mut numbers = NumberStyles::default();
    let mut sheets = vec![cover(book, strings), contents(book, strings)];
    sheets.extend(notes(book, strings));
    sheets.extend(book.tables.iter().map(|table| of_table(table, strings)));
    let tables: String = sheets.iter().map(|sheet| sheet.xml(&mut numbers)).collect();
    let ranges: String = sheets.iter().filter_map(Sheet::range).collect();
    let content = format!(
        "{HEAD}<office:document-content {NAMES}><office:automatic-styles>{}{}</office:automatic-styles><office:body>\
         <office:spreadsheet>{tables}<table:database-ranges>{ranges}</table:database-ranges></office:spreadsheet>\
         </office:body></office:document-content>",
        styles::AUTOMATIC,
        numbers.xml(),
    );
    archive::write(&[
        ("mimetype", MIME.to_owned()),
        ("content.xml", content),
        ("styles.xml", format!("{HEAD}{}", styles::document(NAMES, book.language))),
        ("meta.xml", meta(book)),
        ("META-INF/manifest.xml", manifest()),
    ])
}

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

fn cover(book: &Book<'_>, strings: &Strings) -> Sheet {
    let mut sheet = Sheet::new("Cover_sheet".to_owned(), &book.title);
    sheet.line(book.organisation);
    let mut say = |key: &str, value: &str| sheet.line(&strings.say(key, &[("value", value)]));
    if let Some(day) = &book.published {
        say("workbook-published", day);
    }
    let mut sources: Vec<&String> = Vec::new();
    for source in book.tables.iter().flat_map(|table| &table.sources) {
        if !sources.contains(&source) {
            sources.push(source);
        }
    }
    for source in sources {
        say("workbook-source", source);
    }
    if let Some((name, href)) = book.licence {
        sheet.link(&strings.say("workbook-licence", &[("value", name)]), href);
    }
    if let Some(address) = &book.address {
        sheet.link(&strings.say("workbook-page", &[]), address);
    }
    sheet
}

fn contents(book: &Book<'_>, strings: &Strings) -> Sheet {
    let mut sheet = Sheet::new("Table_of_contents".to_owned(), &strings.say("workbook-contents", &[]));
    sheet.line(&strings.say("workbook-one-table", &[]));
    let heading = ["workbook-sheet", "workbook-title"].map(|key| strings.say(key, &[]));
    let rows = book.tables.iter().map(|table| {
        let name = sheet_name(table);
        vec![Cell::Link { text: name.clone(), href: format!("#{name}.A1") }, Cell::Text(table.caption.clone())]
    });
    sheet.table("contents".to_owned(), heading.to_vec(), rows.collect());
    sheet
}

/// The shorthand of all tables and their notes; no sheet where there is none of either.
fn notes(book: &Book<'_>, strings: &Strings) -> Option<Sheet> {
    let mut rows: Vec<(String, String)> = Vec::new();
    for table in book.tables {
        let label = strings.say("table-number", &[("number", &table.number.to_string())]);
        let notes = table.notes.iter().map(|note| (label.clone(), note.clone()));
        for row in table.shorthand.iter().cloned().chain(notes) {
            if !rows.contains(&row) {
                rows.push(row);
            }
        }
    }
    // Shorthand first; it begins with a bracket.
    rows.sort_by_key(|(what, _)| !what.starts_with('['));
    if rows.is_empty() {
        return None;
    }
    let mut sheet = Sheet::new("Notes".to_owned(), &strings.say("workbook-notes", &[]));
    sheet.line(&strings.say("workbook-one-table", &[]));
    let heading = ["workbook-note", "workbook-meaning"].map(|key| strings.say(key, &[]));
    let rows = rows.into_iter().map(|(what, meaning)| vec![Cell::Text(what), Cell::Text(meaning)]);
    sheet.table("notes".to_owned(), heading.to_vec(), rows.collect());
    Some(sheet)
}

fn sheet_name(table: &TableFile) -> String {
    format!("Table_{}", table.number)
}

fn of_table(table: &TableFile, strings: &Strings) -> Sheet {
    let label = strings.say("table-number", &[("number", &table.number.to_string())]);
    let mut sheet = Sheet::new(sheet_name(table), &format!("{label}: {}", table.caption));
    sheet.line(&strings.say("workbook-one-table", &[]));
    sheet.line(&table.subtitle);
    if !table.shorthand.is_empty() {
        let list = table.shorthand.iter().map(|(letters, word)| format!("{letters} = {word}"));
        let list = list.collect::<Vec<_>>().join("; ");
        sheet.line(&strings.say("workbook-shorthand", &[("list", &list)]));
    }
    for note in &table.notes {
        sheet.line(note);
    }
    for source in &table.sources {
        sheet.line(&strings.say("workbook-source", &[("value", source)]));
    }
    let rows = table.rows.iter().map(|(label, cells)| {
        std::iter::once(Cell::Text(label.clone())).chain(cells.iter().map(|cell| Cell::Figure(cell.clone()))).collect()
    });
    let range = format!("table_{}_{}", table.number, table.id.replace('-', "_"));
    sheet.table(range, table.unique_header(), rows.collect());
    sheet
}

fn meta(book: &Book<'_>) -> String {
    format!(
        "{HEAD}<office:document-meta {NAMES}><office:meta><dc:title>{}</dc:title><dc:creator>{}</dc:creator>\
         <dc:language>{}</dc:language></office:meta></office:document-meta>",
        escape(book.title.as_str()),
        escape(book.organisation),
        escape(book.language),
    )
}

fn manifest() -> String {
    let entry = |path: &str, kind: &str| {
        format!("<manifest:file-entry manifest:full-path=\"{path}\" manifest:media-type=\"{kind}\"/>")
    };
    let entries = [entry("/", MIME)]
        .into_iter()
        .chain(["content.xml", "styles.xml", "meta.xml"].map(|path| entry(path, "text/xml")))
        .collect::<String>();
    format!(
        "{HEAD}<manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\" \
         manifest:version=\"1.3\">{entries}</manifest:manifest>"
    )
}
