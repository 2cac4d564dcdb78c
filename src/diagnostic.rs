//! What an analyst reads when something is wrong: place, cause, cure. Never a data value.

use std::ops::Range;
use std::sync::Arc;
use std::time::Duration;

pub(crate) mod catalogue;
mod github;
mod json;
mod report;
mod sarif;
mod span;
mod text;

pub(crate) use report::{Format, Report};
pub(crate) use text::Dress;

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
    /// The command line.
    Command,
    /// A file or folder as the command line names it, which need not lie in the site's folder.
    Path(String),
    /// A whole file or folder.
    File(String),
    /// A span of bytes in a text that may be shown: configuration or content.
    Text(Arc<Source>, Range<usize>),
    /// A row and column of a file whose text is never shown: of data, where the header is line 1, or of the finished site.
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
    /// The file, with the line where that is known of a text.
    pub(crate) fn in_words(&self) -> String {
        match self {
            Self::Command => "the command line".to_owned(),
            Self::Text(source, span) => format!("{}, line {}", source.name, source.line_and_column(span.start).0),
            Self::File(file) | Self::Path(file) | Self::Data { file, .. } => file.clone(),
        }
    }

    fn key(&self) -> (&str, usize, usize, &str) {
        match self {
            Self::Command => ("", 0, 0, ""),
            Self::File(file) | Self::Path(file) => (file, 0, 0, ""),
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

impl Severity {
    /// Its name.
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }
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
    /// An error.
    pub(crate) fn error(
        code: &'static str,
        place: Place,
        message: impl Into<String>,
        hint: impl Into<String>,
    ) -> Box<Self> {
        let hint = hint.into();
        let hint = (!hint.is_empty()).then_some(hint);
        Box::new(Self { severity: Severity::Error, code, place, message: message.into(), hint })
    }

    /// One plain text block, understandable without colour.
    pub fn render(&self) -> String {
        text::block(self, Dress::default())
    }
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

    /// Adds what was found elsewhere.
    pub(crate) fn extend(&mut self, found: impl IntoIterator<Item = Diagnostic>) {
        self.list.extend(found);
    }

    fn push(&mut self, severity: Severity, code: &'static str, place: Place, message: String, hint: String) {
        let hint = (!hint.is_empty()).then_some(hint);
        self.list.push(Diagnostic { severity, code, place, message, hint });
    }

    /// Takes the warnings out, for a command that was asked for something else; how many there were, each counted once.
    pub(crate) fn pass_over_warnings(&mut self) -> usize {
        let count = self.sorted().iter().filter(|diagnostic| diagnostic.severity == Severity::Warning).count();
        self.list.retain(|diagnostic| diagnostic.severity == Severity::Error);
        count
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

/// More choices than these are counted and not listed.
const MOST_CHOICES: usize = 12;

/// How far a name is from what was written: names in which it stands, or that stand in it, come first.
fn distance(written: &str, name: &str) -> (bool, usize) {
    let fold = |text: &str| text.to_lowercase().replace(['_', ' '], "-");
    let (written, name) = (fold(written), fold(name));
    let apart = !(name.contains(&written) || written.contains(&name));
    (apart, strsim::damerau_levenshtein(&written, &name))
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
            let mut all: Vec<&str> = known.into_iter().collect();
            if all.is_empty() {
                return "there is none".to_owned();
            }
            let more = all.len().saturating_sub(MOST_CHOICES);
            if more > 0 {
                all.sort_by_cached_key(|name| distance(written, name));
                all.truncate(MOST_CHOICES);
            }
            let listed: Vec<String> = all.into_iter().map(|name| format!("`{name}`")).collect();
            let more = if more > 0 { format!(", and {more} more") } else { String::new() };
            format!("choose from {}{more}", listed.join(", "))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn choices_are_told_the_nearest_first_and_the_rest_is_counted() {
        let areas: Vec<String> = (1..=20).map(|number| format!("ward-{number}")).collect();
        let known = || areas.iter().map(String::as_str).chain(["north-of-the-river"]);
        let told = did_you_mean("north", known());
        assert!(told.starts_with("choose from `north-of-the-river`, `ward-"), "{told}");
        assert!(told.ends_with(", and 9 more"), "{told}");
        assert_eq!(did_you_mean("x", ["b", "a"].into_iter().filter(|name| *name != "x")), "choose from `b`, `a`");
    }
}
