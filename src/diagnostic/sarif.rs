//! Diagnostics as a SARIF 2.1.0 log, which code scanning and editors read.

use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::span::Span;
use super::{Diagnostic, Report, catalogue};

const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
/// How code scanning names the folder that it checked out. The paths of a log start there.
const BASE: &str = "%SRCROOT%";

/// The log.
///
/// # Errors
/// None that can be provoked: everything in it is text or a number.
pub(super) fn log(report: &Report<'_>) -> serde_json::Result<String> {
    let mut codes: Vec<&str> = report.found.iter().map(|diagnostic| diagnostic.code).collect();
    codes.sort_unstable();
    codes.dedup();
    let rules: Vec<Value> = codes.iter().map(|code| rule(code)).collect();
    let mut prints: Vec<String> = Vec::new();
    let results: Vec<Value> = report
        .found
        .iter()
        .map(|diagnostic| {
            let print = fingerprint(diagnostic, &prints);
            let result = result(diagnostic, report, &codes, &print);
            prints.push(print);
            result
        })
        .collect();
    let log = json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {"name": "Candour", "version": env!("CARGO_PKG_VERSION"), "rules": rules}},
            "invocations": [{"executionSuccessful": report.exit_code != 70, "exitCode": report.exit_code}],
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    Ok(serde_json::to_string_pretty(&log)? + "\n")
}

/// What is told of a code, from the catalogue.
fn rule(code: &str) -> Value {
    let Some((_, entry)) = catalogue::find(code) else { return json!({"id": code}) };
    let level = if entry.severity == catalogue::Weight::Warning { "warning" } else { "error" };
    json!({
        "id": code,
        "shortDescription": {"text": entry.title},
        "fullDescription": {"text": entry.meaning},
        "help": {"text": entry.cure},
        "defaultConfiguration": {"level": level},
    })
}

fn result(diagnostic: &Diagnostic, report: &Report<'_>, codes: &[&str], print: &str) -> Value {
    let mut message = diagnostic.message.clone();
    let span = Span::of(diagnostic, report.root);
    if let Some(heading) = &span.heading {
        message = format!("column `{heading}`: {message}");
    }
    if let Some(hint) = &diagnostic.hint {
        message.push_str(&format!("\nhelp: {hint}"));
    }
    json!({
        "ruleId": diagnostic.code,
        "ruleIndex": codes.binary_search(&diagnostic.code).unwrap_or_default(),
        "level": diagnostic.severity.word(),
        "message": {"text": message},
        "locations": location(&span).into_iter().collect::<Vec<_>>(),
        "partialFingerprints": {"candour/v1": print},
    })
}

fn location(span: &Span) -> Option<Value> {
    let uri = uri(span.file.as_ref()?);
    let artifact = if uri.starts_with("file:") { json!({"uri": uri}) } else { json!({"uri": uri, "uriBaseId": BASE}) };
    let mut place = json!({"artifactLocation": artifact});
    let numbers = [
        ("startLine", span.line),
        ("startColumn", span.column),
        ("endLine", span.end_line),
        ("endColumn", span.end_column),
    ];
    let region: serde_json::Map<String, Value> =
        numbers.into_iter().filter_map(|(key, number)| Some((key.to_owned(), number?.into()))).collect();
    if !region.is_empty() {
        place["region"] = Value::Object(region);
    }
    Some(json!({"physicalLocation": place}))
}

/// A path as a reference, in which only plain letters stand for themselves.
fn uri(path: &str) -> String {
    let mut uri = String::from(if path.starts_with('/') { "file://" } else { "" });
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            uri.push_str(&format!("%{byte:02X}"));
        }
    }
    uri
}

/// The same for the same problem of the next run, wherever its line has gone; never made of data.
fn fingerprint(diagnostic: &Diagnostic, before: &[String]) -> String {
    let file = diagnostic.place.key().0;
    let text = format!("{}\0{file}\0{}", diagnostic.code, diagnostic.message);
    let digest: String = Sha256::digest(text).iter().take(16).map(|byte| format!("{byte:02x}")).collect();
    let alike = before.iter().filter(|print| print.starts_with(&digest)).count();
    format!("{digest}:{}", alike + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_a_reference() {
        assert_eq!(uri("sites/young carers/é#1.md"), "sites/young%20carers/%C3%A9%231.md");
        assert_eq!(uri("/srv/site.yaml"), "file:///srv/site.yaml");
    }
}
