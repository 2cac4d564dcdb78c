//! What is wrong with the site, for the terminal and for the page.

use std::path::Path;

use super::counted;
use crate::diagnostic::{Diagnostic, Diagnostics, Place, Report, Severity};
use crate::render::escape;
use crate::terminal;

/// The problems of one build.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Problems {
    pub(super) errors: usize,
    pub(super) warnings: usize,
    /// A list item for each.
    pub(super) html: String,
    /// As other commands print them.
    pub(super) text: String,
}

impl Problems {
    /// Everything that was told.
    pub(super) fn of(log: &Diagnostics) -> Self {
        let report = Report { found: log.sorted(), root: Path::new("."), outcome: "", exit_code: 0 };
        Self {
            errors: report.errors(),
            warnings: report.warnings(),
            html: report.found.iter().map(|diagnostic| item(diagnostic)).collect(),
            text: report.text(None, terminal::dress()),
        }
    }

    /// `no problems`, `2 problems and 1 warning`
    pub(super) fn counted(&self) -> String {
        let warnings = counted(self.warnings, "warning");
        match (self.errors, self.warnings) {
            (0, 0) => "no problems".to_owned(),
            (0, _) => warnings,
            (errors, 0) => counted(errors, "problem"),
            (errors, _) => format!("{} and {warnings}", counted(errors, "problem")),
        }
    }
}

/// One problem: what is wrong, where, the line that it is about, and what to do. A line of data is never shown.
fn item(diagnostic: &Diagnostic) -> String {
    let kind = match diagnostic.severity {
        Severity::Error => "",
        Severity::Warning => "Warning: ",
    };
    let mut item = format!("<li><p class=\"candour-what\">{kind}{}</p>\n", said(&diagnostic.message));
    let (place, line) = match &diagnostic.place {
        Place::Command | Place::File(_) | Place::Path(_) => (diagnostic.place.in_words(), None),
        Place::Data { file, line, column: Some(column) } => (format!("{file}, line {line}, column “{column}”"), None),
        Place::Data { file, line, column: None } => (format!("{file}, line {line}"), None),
        Place::Text(source, span) => {
            let (line, _) = source.line_and_column(span.start);
            (format!("{}, line {line}", source.name), marked(&source.text, span.start, span.end))
        }
    };
    item.push_str(&format!("<p class=\"candour-where\">{} <code>{}</code></p>\n", escape(&place), diagnostic.code));
    if let Some(line) = line {
        item.push_str(&format!("<pre>{line}</pre>\n"));
    }
    if let Some(hint) = &diagnostic.hint {
        item.push_str(&format!("<p class=\"candour-help\"><strong>What to do:</strong> {}</p>\n", said(hint)));
    }
    item + "</li>\n"
}

/// A message as HTML. What stands between two backticks is code.
fn said(message: &str) -> String {
    let parts: Vec<&str> = message.split('`').collect();
    if parts.len().is_multiple_of(2) || message.contains("``") {
        return escape(message);
    }
    let part = |(position, part): (usize, &&str)| match position % 2 {
        0 => escape(part),
        _ => format!("<code>{}</code>", escape(part)),
    };
    parts.iter().enumerate().map(part).collect()
}

/// The line in which a span begins, with the span marked as far as it is in that line.
fn marked(text: &str, start: usize, end: usize) -> Option<String> {
    let (before, rest) = text.split_at_checked(start)?;
    let before = before.rsplit('\n').next().unwrap_or_default();
    let rest = rest.split('\n').next().unwrap_or_default();
    let (within, after) = rest.split_at_checked(end.saturating_sub(start).min(rest.len()))?;
    let mark = if within.is_empty() { String::new() } else { format!("<mark>{}</mark>", escape(within)) };
    Some(format!("{}{mark}{}", escape(before), escape(after)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Source;

    #[test]
    fn a_problem_is_told_once_with_its_line_and_without_markup_of_its_own() {
        let source = Source { name: "content/index.md".to_owned(), text: "a\nb <i> {{ x }} c\nd".to_owned() };
        let mut log = Diagnostics::default();
        for _ in 0..2 {
            let place = Place::Text(
                std::sync::Arc::new(Source { name: source.name.clone(), text: source.text.clone() }),
                8..15,
            );
            log.error("figure", place, "there is no `x` & no <y>", "write z");
        }
        log.warning("zero", Place::Data { file: "data/d.csv".into(), line: 3, column: None }, "this is odd", "");
        let problems = Problems::of(&log);
        assert_eq!(problems.counted(), "1 problem and 1 warning");
        assert!(problems.html.contains("no <code>x</code> &amp; no &lt;y&gt;"), "{}", problems.html);
        assert!(problems.html.contains("content/index.md, line 2 <code>figure</code>"), "{}", problems.html);
        assert!(problems.html.contains("<pre>b &lt;i&gt; <mark>{{ x }}</mark> c</pre>"), "{}", problems.html);
        assert!(problems.html.contains("Warning: this is odd") && problems.html.contains("data/d.csv, line 3"));
        assert_eq!(problems.text.matches("error[figure]").count(), 1, "{}", problems.text);
    }

    #[test]
    fn what_stands_between_backticks_is_code() {
        assert_eq!(said("a `b` <c> `d`"), "a <code>b</code> &lt;c&gt; <code>d</code>");
        assert_eq!(said("put ```table first"), "put ```table first");
    }

    #[test]
    fn a_span_over_several_lines_is_marked_in_its_first() {
        assert_eq!(marked("one\ntwo\nthree", 5, 12).as_deref(), Some("t<mark>wo</mark>"));
        assert_eq!(marked("é", 1, 2), None);
    }
}
