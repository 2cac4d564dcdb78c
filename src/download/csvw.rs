//! What machines need to read a table's CSV: its metadata as "CSV on the Web" has it
//! (<https://www.w3.org/TR/tabular-metadata/>).

use serde_json::{Value, json};

use super::book::TableFile;
use super::ods::letters;

/// What stands beside the CSV: `missing-county.csv-metadata.json`.
pub(crate) fn path(table: &TableFile) -> String {
    format!("{}-metadata.json", table.path)
}

/// The columns of a table's CSV: name, heading, and whether it holds labels, whole numbers, decimals or markers.
pub(crate) fn columns(table: &TableFile) -> Vec<(String, String, Holds)> {
    let mut columns = Vec::new();
    for (position, heading) in table.unique_header().into_iter().enumerate() {
        if position == 0 {
            columns.push(("label".to_owned(), heading, Holds::Label));
            continue;
        }
        let number = if table.is_whole(position - 1) { Holds::Whole } else { Holds::Decimal };
        // Letters, because a number in a name would read as a figure.
        let column = letters(position).to_lowercase();
        columns.push((format!("value_{column}"), heading.clone(), number));
        columns.push((format!("marker_{column}"), format!("{heading} (marker)"), Holds::Marker));
    }
    columns
}

/// What a column of a CSV holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Holds {
    Label,
    Whole,
    Decimal,
    Marker,
}

/// The metadata of one table.
pub(crate) fn write(table: &TableFile, language: &str, licence: Option<&str>) -> String {
    let columns: Vec<Value> = columns(table)
        .into_iter()
        .map(|(name, heading, holds)| {
            let mut column = json!({ "name": name, "titles": heading });
            match holds {
                Holds::Label => {
                    column["datatype"] = json!("string");
                    column["required"] = json!(true);
                }
                Holds::Whole => column["datatype"] = json!("integer"),
                Holds::Decimal => column["datatype"] = json!("decimal"),
                Holds::Marker => column["datatype"] = json!("string"),
            }
            column
        })
        .collect();
    let mut document = json!({
        "@context": ["http://www.w3.org/ns/csvw", { "@language": language }],
        "url": table.path.rsplit('/').next().unwrap_or(&table.path),
        "dc:title": table.caption,
        "dc:description": table.subtitle,
        "dc:source": table.sources.join("; "),
        "tableSchema": { "columns": columns, "primaryKey": "label" },
    });
    if let Some(licence) = licence {
        document["dc:license"] = json!({ "@id": licence });
    }
    serde_json::to_string_pretty(&document).unwrap_or_default() + "\n"
}
