//! A table as CSV: for each column of figures, a value column and a marker column.

use super::book::TableFile;
use crate::protect::Published;

/// Writes a table. Values are plain numbers or blank; the marker column says why a value is blank,
/// or that it was revised.
pub(super) fn write(table: &TableFile) -> String {
    let mut lines = Vec::new();
    let mut header = Vec::new();
    for (position, heading) in table.unique_header().iter().enumerate() {
        header.push(field(heading));
        if position > 0 {
            header.push(field(&format!("{heading} (marker)")));
        }
    }
    lines.push(header.join(","));
    for (label, cells) in &table.rows {
        let mut row = vec![field(label)];
        for cell in cells {
            let value = match cell {
                Published::Shown(shown) => shown.plain(),
                Published::Marked(_) => String::new(),
            };
            row.extend([value, cell.letters().to_owned()]);
        }
        lines.push(row.join(","));
    }
    lines.push(String::new());
    lines.join("\r\n")
}

/// A text as a CSV field that no spreadsheet takes for a formula.
fn field(text: &str) -> String {
    let risky = text.starts_with(['=', '+', '-', '@', '\t', '\r', '\u{2212}']);
    let text = if risky { format!("'{text}") } else { text.to_owned() };
    if text.contains([',', '"', '\n', '\r']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_withheld_value_is_blank_and_marked() {
        let table = TableFile {
            path: "downloads/t.csv".into(),
            number: 1,
            id: "t".into(),
            caption: "Children".into(),
            subtitle: String::new(),
            shorthand: Vec::new(),
            notes: Vec::new(),
            sources: Vec::new(),
            header: vec!["Area".into(), "Children".into()],
            rows: vec![
                ("=cmd()".into(), vec![Published::for_test("[c]")]),
                ("North, \"upper\"".into(), vec![Published::for_test("-12")]),
            ],
            figures: Vec::new(),
        };
        assert_eq!(write(&table), "Area,Children,Children (marker)\r\n'=cmd(),,c\r\n\"North, \"\"upper\"\"\",-12,\r\n");
    }
}
