//! Where a diagnostic points, in numbers, for programs.

use std::path::{Component, Path};

use serde::Serialize;

use super::text::clip;
use super::{Diagnostic, Place};

/// A place in a file. Lines and columns count from 1, columns in characters; the end column is the first one after the place.
#[derive(Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Span {
    /// The path from the folder in which the command runs, with forward slashes.
    pub(super) file: Option<String>,
    pub(super) line: Option<u64>,
    pub(super) column: Option<u64>,
    pub(super) end_line: Option<u64>,
    pub(super) end_column: Option<u64>,
    /// The heading of a column of data.
    pub(super) heading: Option<String>,
}

impl Span {
    /// The place of a diagnostic about the site in `root`.
    pub(super) fn of(diagnostic: &Diagnostic, root: &Path) -> Self {
        match &diagnostic.place {
            Place::Command => Self::default(),
            Place::Path(path) => Self { file: Some(from_here(Path::new(""), path)), ..Self::default() },
            Place::File(file) => Self { file: Some(from_here(root, file)), ..Self::default() },
            Place::Text(source, span) => {
                let span = clip(&source.text, span);
                let number = |(line, column): (usize, usize)| (Some(line as u64), Some(column as u64));
                let (line, column) = number(source.line_and_column(span.start));
                let (end_line, end_column) = number(source.line_and_column(span.end));
                let file = Some(from_here(root, &source.name));
                Self { file, line, column, end_line, end_column, heading: None }
            }
            Place::Data { file, line, column } => Self {
                file: Some(from_here(root, file)),
                line: Some(*line),
                end_line: Some(*line),
                heading: column.clone(),
                ..Self::default()
            },
        }
    }
}

/// A file of the site, seen from where the command runs: a checkout whose site lies in a subfolder.
fn from_here(root: &Path, file: &str) -> String {
    let path = root.join(file);
    let mut parts = Vec::new();
    for component in path.components() {
        match component {
            Component::CurDir => {}
            Component::RootDir => parts.push(String::new()),
            other => parts.push(other.as_os_str().to_string_lossy().into_owned()),
        }
    }
    if parts.is_empty() { ".".to_owned() } else { parts.join("/") }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::diagnostic::Source;

    #[test]
    fn a_file_is_named_from_where_the_command_runs() {
        for (root, seen) in [
            (".", "content/index.md"),
            ("./sites/carers/", "sites/carers/content/index.md"),
            ("/srv/site", "/srv/site/content/index.md"),
            ("../site", "../site/content/index.md"),
        ] {
            assert_eq!(from_here(Path::new(root), "content/index.md"), seen);
        }
    }

    #[test]
    fn columns_count_characters() {
        let source = Arc::new(Source { name: "a.md".to_owned(), text: "é\nÉté, été\nend".to_owned() });
        let at = source.text.find(", ").unwrap();
        let diagnostic = Diagnostic::error("a", Place::Text(source, at..at + 1), "m", "");
        let span = Span::of(&diagnostic, Path::new("."));
        let numbers = [span.line, span.column, span.end_line, span.end_column];
        assert_eq!(numbers, [Some(2), Some(4), Some(2), Some(5)]);
    }
}
