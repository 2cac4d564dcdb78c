//! The figures of a page's text, for whoever does the sums again: `claims.json` beside the page.

use serde::Serialize;

use crate::protect::{Component, Statement};

const FORMAT: &str = "candour-claims";
const VERSION: u32 = 1;

#[derive(Serialize)]
struct Document<'a> {
    format: &'static str,
    version: u32,
    page: &'a str,
    statements: Vec<Entry<'a>>,
}

#[derive(Serialize)]
struct Entry<'a> {
    kind: &'static str,
    section: &'a str,
    says: &'a str,
    expression: &'a str,
    formula: &'a str,
    figures: Vec<Figure<'a>>,
    status: &'static str,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    revised: bool,
}

#[derive(Serialize)]
struct Figure<'a> {
    letter: &'a str,
    name: &'a str,
    expression: &'a str,
    value: &'a str,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    revised: bool,
}

/// The file of one page, which lies at `page` in the site.
pub(super) fn write(page: &str, statements: &[Statement]) -> String {
    let statements = statements.iter().map(entry).collect();
    let document = Document { format: FORMAT, version: VERSION, page, statements };
    // Plain texts always become JSON.
    serde_json::to_string_pretty(&document).unwrap_or_default() + "\n"
}

fn entry(statement: &Statement) -> Entry<'_> {
    Entry {
        kind: if statement.is_claim { "claim" } else { "figure" },
        section: &statement.section,
        says: &statement.says,
        expression: &statement.expression,
        formula: &statement.formula,
        figures: statement.figures.iter().map(figure).collect(),
        status: statement.status,
        revised: statement.revised,
    }
}

fn figure(component: &Component) -> Figure<'_> {
    let Component { letter, name, expression, value, revised } = component;
    Figure { letter, name, expression, value, revised: *revised }
}
