//! Diagnostics as workflow commands of GitHub Actions, which shows them as annotations beside the changed lines.

use super::Report;
use super::span::Span;

/// A line for each diagnostic.
pub(super) fn lines(report: &Report<'_>) -> String {
    let mut lines = String::new();
    for diagnostic in &report.found {
        let command = diagnostic.severity.word();
        let span = Span::of(diagnostic, report.root);
        // A column of data is named in the message; a place over several lines has no columns here.
        let one_line = span.line == span.end_line;
        let number = |number: Option<u64>| number.map(|number| number.to_string());
        let properties: Vec<String> = [
            ("file", span.file),
            ("line", number(span.line)),
            ("endLine", number(span.end_line)),
            ("col", number(span.column.filter(|_| one_line))),
            ("endColumn", number(span.end_column.filter(|_| one_line))),
            ("title", Some(diagnostic.code.to_owned())),
        ]
        .into_iter()
        .filter_map(|(name, value)| Some(format!("{name}={}", property(&value?))))
        .collect();
        let mut message = diagnostic.message.clone();
        if let Some(heading) = span.heading {
            message = format!("column `{heading}`: {message}");
        }
        if let Some(hint) = &diagnostic.hint {
            message.push_str(&format!("\nhelp: {hint}"));
        }
        lines.push_str(&format!("::{command} {}::{}\n", properties.join(","), data(&message)));
    }
    lines
}

/// A text after the second `::`.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// The value of a property, which ends at a comma and at a colon.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_a_message_is_a_command() {
        assert_eq!(data("50% of:\r\n::error::a, b"), "50%25 of:%0D%0A::error::a, b");
        assert_eq!(property("C:\\a,b%\n"), "C%3A\\a%2Cb%25%0A");
    }
}
