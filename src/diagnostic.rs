//! What an analyst reads when something is wrong: place, cause, cure. Never a data value.

use std::ops::Range;
use std::sync::Arc;
use std::time::Duration;

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

/// A text file of the site, with the name that messages give it.
#[derive(Debug)]
pub struct Source {
    /// Path from the site's folder, with forward slashes.
    pub name: String,
    /// Its text, without a byte order mark and with line ends as `\n`.
    pub text: String,
}

impl Source {
    /// Line and column (both from 1, the column in characters) of a byte offset.
    pub fn line_and_column(&self, offset: usize) -> (usize, usize) {
        let before = self.text.get(..offset.min(self.text.len())).unwrap_or(&self.text);
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        (before.matches('\n').count() + 1, before[line_start..].chars().count() + 1)
    }
}

/// Where a diagnostic points.
#[derive(Clone, Debug)]
pub enum Place {
    /// A whole file or folder.
    File(String),
    /// A span of bytes in a text that may be shown: configuration or content.
    Text(Arc<Source>, Range<usize>),
    /// A row and column of a data file, whose text is never shown. The line counts from 1, the header being line 1.
    Data {
        /// Path from the site's folder.
        file: String,
        /// Line in the file, from 1.
        line: u64,
        /// Heading of the column, where one is meant.
        column: Option<String>,
    },
}

impl Place {
    fn key(&self) -> (&str, usize, usize, &str) {
        match self {
            Self::File(file) => (file, 0, 0, ""),
            Self::Text(source, span) => (&source.name, source.line_and_column(span.start).0, span.start, ""),
            Self::Data { file, line, column } => {
                (file, usize::try_from(*line).unwrap_or(usize::MAX), 0, column.as_deref().unwrap_or_default())
            }
        }
    }
}

/// How much a diagnostic weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The build fails.
    Error,
    /// The build goes on.
    Warning,
}

/// One problem: what, where, and what to do.
#[derive(Clone, Debug)]
pub struct Diagnostic {
    /// Whether it stops the build.
    pub severity: Severity,
    /// A short name for the kind of problem, such as `unknown-key`.
    pub code: &'static str,
    /// Where it is.
    pub place: Place,
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    pub hint: Option<String>,
}

impl Diagnostic {
    /// One plain text block, understandable without colour.
    pub fn render(&self) -> String {
        let level = match self.severity {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
        };
        let title = level.primary_title(&self.message).id(self.code);
        let group = match &self.place {
            Place::File(file) => Group::with_title(title).element(Origin::path(file)),
            Place::Text(source, span) => title.element(
                Snippet::source(&source.text)
                    .path(&source.name)
                    .annotation(AnnotationKind::Primary.span(clip(&source.text, span))),
            ),
            Place::Data { file, line, column } => {
                let path = match column {
                    Some(column) => format!("{file}, line {line}, column `{column}`"),
                    None => format!("{file}, line {line}"),
                };
                Group::with_title(title).element(Origin::path(path))
            }
        };
        let group = match &self.hint {
            Some(hint) => group.element(Level::HELP.message(hint)),
            None => group,
        };
        Renderer::plain().render(&[group])
    }
}

/// A span that lies on character boundaries and inside the text, whatever it was asked for.
fn clip(text: &str, span: &Range<usize>) -> Range<usize> {
    let floor = |mut at: usize| {
        at = at.min(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    let start = floor(span.start);
    start..floor(span.end).max(start)
}

/// All problems of a run, to be reported together, and how long its stages took.
#[derive(Debug, Default)]
pub struct Diagnostics {
    list: Vec<Diagnostic>,
    strict: bool,
    quiet: bool,
    stages: Vec<(&'static str, Duration)>,
    /// What was read, for the test that compares the schemas with their readers.
    #[cfg(test)]
    pub(crate) read: crate::load::yaml::Read,
}

impl Diagnostics {
    /// A list in which warnings weigh as much as errors, once all of them are known.
    pub fn strict() -> Self {
        Self { strict: true, ..Self::default() }
    }

    /// The same list of a run that shows no line of progress.
    #[must_use]
    pub fn quietly(self, quiet: bool) -> Self {
        Self { quiet, ..self }
    }

    /// Whether nobody wants to see how far the run is.
    pub(crate) fn is_quiet(&self) -> bool {
        self.quiet
    }

    /// Notes how long a stage took.
    pub(crate) fn took(&mut self, stage: &'static str, time: Duration) {
        self.stages.push((stage, time));
    }

    /// The stages that came to an end, in order, and how long each took.
    pub(crate) fn stages(&self) -> &[(&'static str, Duration)] {
        &self.stages
    }

    /// Adds an error.
    pub fn error(&mut self, code: &'static str, place: Place, message: impl Into<String>, hint: impl Into<String>) {
        self.push(Severity::Error, code, place, message.into(), hint.into());
    }

    /// Adds a warning.
    pub fn warning(&mut self, code: &'static str, place: Place, message: impl Into<String>, hint: impl Into<String>) {
        self.push(Severity::Warning, code, place, message.into(), hint.into());
    }

    fn push(&mut self, severity: Severity, code: &'static str, place: Place, message: String, hint: String) {
        let hint = (!hint.is_empty()).then_some(hint);
        self.list.push(Diagnostic { severity, code, place, message, hint });
    }

    /// Whether anything stops the build.
    pub fn has_errors(&self) -> bool {
        self.errors() > 0
    }

    /// Whether warnings count as errors, and there are any.
    pub(crate) fn has_counting_warnings(&self) -> bool {
        self.strict && self.list.iter().any(|diagnostic| diagnostic.severity == Severity::Warning)
    }

    /// How many errors there are so far, echoes included.
    pub(crate) fn errors(&self) -> usize {
        self.list.iter().filter(|diagnostic| diagnostic.severity == Severity::Error).count()
    }

    /// Everything found, errors and warnings by place, each once.
    pub fn sorted(&self) -> Vec<&Diagnostic> {
        let mut list: Vec<&Diagnostic> = self.list.iter().collect();
        let key = |d: &Diagnostic| {
            let (file, line, at, column) = d.place.key();
            (file.to_owned(), line, at, column.to_owned(), d.severity, d.code, d.message.clone())
        };
        list.sort_by_cached_key(|diagnostic| key(diagnostic));
        list.dedup_by_key(|diagnostic| key(diagnostic));
        list
    }
}

/// The known name most like the one that was written, for a "did you mean".
pub(crate) fn nearest<'a>(written: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let folded = written.to_lowercase().replace(['_', ' '], "-");
    known
        .into_iter()
        .map(|name| (strsim::damerau_levenshtein(&folded, &name.to_lowercase().replace(['_', ' '], "-")), name))
        .filter(|(distance, name)| is_near(*distance, &folded, name))
        .min()
        .map(|(_, name)| name)
}

/// Three letters of a word may be wrong at most, and one in three.
fn is_near(distance: usize, written: &str, name: &str) -> bool {
    let length = written.chars().count().min(name.chars().count());
    distance <= (length / 3).clamp(1, 3) && distance < length
}

/// "did you mean `x`?", or the list of what there is.
pub(crate) fn did_you_mean<'a>(written: &str, known: impl IntoIterator<Item = &'a str> + Clone) -> String {
    match nearest(written, known.clone()) {
        Some(name) => format!("did you mean `{name}`?"),
        None => {
            let all: Vec<String> = known.into_iter().take(12).map(|name| format!("`{name}`")).collect();
            if all.is_empty() { "there is none".to_owned() } else { format!("choose from {}", all.join(", ")) }
        }
    }
}
