//! One sheet: a title, lines of text, then at most one table, which begins in the first column.

use quick_xml::escape::escape;

use super::styles::NumberStyles;
use crate::download::book::number;
use crate::protect::Published;

/// What stands in a cell of a table.
pub(super) enum Cell {
    Text(String),
    Link { text: String, href: String },
    Figure(Published),
}

struct Table {
    range: String,
    heading: Vec<String>,
    rows: Vec<Vec<Cell>>,
}

/// A sheet in the making.
pub(super) struct Sheet {
    name: String,
    /// Every line above the table, as cells.
    lines: Vec<String>,
    table: Option<Table>,
}

impl Sheet {
    pub(super) fn new(name: String, title: &str) -> Self {
        Self { name, lines: vec![cell("title", &paragraph(title))], table: None }
    }

    /// A line of text. An empty one is left out, since no row may be blank.
    pub(super) fn line(&mut self, text: &str) {
        if !text.trim().is_empty() {
            self.lines.push(cell("line", &paragraph(text)));
        }
    }

    pub(super) fn link(&mut self, text: &str, href: &str) {
        self.lines.push(cell("line", &link(text, href)));
    }

    /// The table, under the name by which programs find it.
    pub(super) fn table(&mut self, range: String, heading: Vec<String>, rows: Vec<Vec<Cell>>) {
        self.table = Some(Table { range, heading, rows });
    }

    /// Where the table lies: from its heading to its last cell.
    pub(super) fn range(&self) -> Option<String> {
        let table = self.table.as_ref()?;
        let (first, last) = (self.lines.len() + 1, self.lines.len() + 1 + table.rows.len());
        let name = &self.name;
        Some(format!(
            "<table:database-range table:name=\"{}\" table:target-range-address=\"{name}.A{first}:{name}.{}{last}\" \
             table:contains-header=\"true\"/>",
            clean(&table.range),
            letters(table.heading.len().saturating_sub(1)),
        ))
    }

    pub(super) fn xml(&self, numbers: &mut NumberStyles) -> String {
        let columns = self.table.as_ref().map_or(1, |table| table.heading.len().max(1));
        let mut xml = format!(
            "<table:table table:name=\"{}\" table:print=\"true\"><table:table-column table:style-name=\"first\"/>",
            clean(&self.name)
        );
        let is_words = |table: &Table| table.rows.iter().flatten().all(|cell| !matches!(cell, Cell::Figure(_)));
        let style = if self.table.as_ref().is_some_and(is_words) { "words" } else { "other" };
        for _ in 1..columns {
            xml.push_str(&format!("<table:table-column table:style-name=\"{style}\"/>"));
        }
        for line in &self.lines {
            xml.push_str(&row(line));
        }
        if let Some(table) = &self.table {
            let heading: String = table.heading.iter().map(|heading| cell("heading", &paragraph(heading))).collect();
            xml.push_str(&format!("<table:table-header-rows>{}</table:table-header-rows>", row(&heading)));
            for cells in &table.rows {
                xml.push_str(&row(&cells.iter().map(|cell| written(cell, numbers)).collect::<String>()));
            }
        }
        xml.push_str("</table:table>");
        xml
    }
}

fn row(cells: &str) -> String {
    format!("<table:table-row table:style-name=\"row\">{cells}</table:table-row>")
}

fn cell(style: &str, inside: &str) -> String {
    format!("<table:table-cell table:style-name=\"{style}\" office:value-type=\"string\">{inside}</table:table-cell>")
}

fn paragraph(text: &str) -> String {
    format!("<text:p>{}</text:p>", clean(text))
}

fn link(text: &str, href: &str) -> String {
    format!("<text:p><text:a xlink:type=\"simple\" xlink:href=\"{}\">{}</text:a></text:p>", clean(href), clean(text))
}

fn written(content: &Cell, numbers: &mut NumberStyles) -> String {
    match content {
        Cell::Text(text) => cell("text", &paragraph(text)),
        Cell::Link { text, href } => cell("text", &link(text, href)),
        Cell::Figure(answer) => match number(answer) {
            Some(value) => {
                let text = answer.text();
                let style = numbers.style(&text, &value);
                format!(
                    "<table:table-cell table:style-name=\"{style}\" office:value-type=\"float\" office:value=\"{value}\">{}</table:table-cell>",
                    paragraph(&text)
                )
            }
            None => cell("figure", &paragraph(&answer.text())),
        },
    }
}

/// No control character is allowed in XML, not even escaped.
fn clean(text: &str) -> String {
    let text: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    escape(text.as_str()).into_owned()
}

/// The letters of a column: A, …, Z, AA, …
pub(in crate::download) fn letters(column: usize) -> String {
    let (mut letters, mut rest) = (String::new(), column + 1);
    while rest > 0 {
        let digit = u8::try_from((rest - 1) % 26).unwrap_or(0);
        letters.insert(0, char::from(b'A' + digit));
        rest = (rest - 1) / 26;
    }
    letters
}

#[cfg(test)]
mod tests {
    #[test]
    fn columns_have_letters() {
        assert_eq!([0, 25, 26, 701, 702].map(super::letters), ["A", "Z", "AA", "ZZ", "AAA"]);
    }
}
