//! The data package of a site: every CSV with its columns (<https://datapackage.org/standard/data-package/>, version 2).

use serde_json::{Value, json};

use crate::config::Site;
use crate::download::{Holds, TableFile, columns};

const PACKAGE: &str = "https://datapackage.org/profiles/2.0/datapackage.json";
const RESOURCE: &str = "https://datapackage.org/profiles/2.0/dataresource.json";

/// The file of a site with these tables.
pub(super) fn write<'a>(site: &Site, tables: impl Iterator<Item = &'a TableFile>) -> String {
    let resources: Vec<Value> = tables.map(resource).collect();
    let mut document = json!({ "$schema": PACKAGE, "title": site.title, "resources": resources });
    if let Some((text, _)) = &site.description {
        document["description"] = json!(text);
    }
    if let Some(licence) = site.licence {
        document["licenses"] = json!([{ "name": licence.id, "title": licence.name, "path": licence.href }]);
    }
    serde_json::to_string_pretty(&document).unwrap_or_default() + "\n"
}

fn resource(table: &TableFile) -> Value {
    let name = table.path.rsplit('/').next().unwrap_or(&table.path).trim_end_matches(".csv");
    let fields: Vec<Value> = columns(table)
        .into_iter()
        .map(|(_, heading, holds)| {
            let kind = match holds {
                Holds::Label | Holds::Marker => "string",
                Holds::Whole => "integer",
                Holds::Decimal => "number",
            };
            json!({ "name": heading, "type": kind })
        })
        .collect();
    let label = table.header.first().cloned().unwrap_or_default();
    json!({
        "$schema": RESOURCE,
        "name": name,
        "path": table.path,
        "type": "table",
        "title": table.caption,
        "description": table.subtitle,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "sources": table.sources.iter().map(|source| json!({ "title": source })).collect::<Vec<Value>>(),
        "schema": { "fields": fields, "missingValues": [""], "primaryKey": [label] },
    })
}
