//! Diagnostics as one JSON document, for programs.

use serde::Serialize;

use super::Report;
use super::span::Span;

/// Changes with every change that a reader of the document has to know of.
const VERSION: u32 = 1;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Document<'a> {
    format: &'static str,
    version: u32,
    outcome: &'static str,
    exit_code: u8,
    errors: usize,
    warnings: usize,
    diagnostics: Vec<Item<'a>>,
}

#[derive(Serialize)]
struct Item<'a> {
    code: &'static str,
    severity: &'static str,
    #[serde(flatten)]
    span: Span,
    message: &'a str,
    help: Option<&'a str>,
}

/// The document.
///
/// # Errors
/// None that can be provoked: everything in it is text or a number.
pub(super) fn document(report: &Report<'_>) -> serde_json::Result<String> {
    let diagnostics = report.found.iter().map(|diagnostic| Item {
        code: diagnostic.code,
        severity: diagnostic.severity.word(),
        span: Span::of(diagnostic, report.root),
        message: &diagnostic.message,
        help: diagnostic.hint.as_deref(),
    });
    let document = Document {
        format: "candour-diagnostics",
        version: VERSION,
        outcome: report.outcome,
        exit_code: report.exit_code,
        errors: report.errors(),
        warnings: report.warnings(),
        diagnostics: diagnostics.collect(),
    };
    Ok(serde_json::to_string_pretty(&document)? + "\n")
}
