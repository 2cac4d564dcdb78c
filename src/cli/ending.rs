//! How a run ends: what is told on which stream, and the exit code.

use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

use crate::diagnostic::{Diagnostics, Format, Place, Report, Severity};
use crate::pipeline::Failure;
use crate::terminal;

/// How a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    Done,
    Content,
    Configuration,
    Disclosure,
    Verification,
    Internal,
    /// Asked whether anything changed: it did.
    Changed,
}

impl Outcome {
    /// Each exit code once.
    pub(super) const ALL: [Self; 6] =
        [Self::Done, Self::Content, Self::Configuration, Self::Disclosure, Self::Verification, Self::Internal];

    fn of(result: &Result<String, Failure>, changed: bool, log: &Diagnostics) -> Self {
        match result {
            Ok(_) if changed => Self::Changed,
            Ok(_) => Self::Done,
            Err(Failure::Verification(_)) => Self::Verification,
            Err(Failure::Output(_) | Failure::Request(_)) => Self::Configuration,
            Err(Failure::Internal(_)) => Self::Internal,
            Err(Failure::Diagnosed) => Self::of_errors(log),
        }
    }

    fn of_errors(log: &Diagnostics) -> Self {
        let found = log.sorted();
        let mut errors = found.iter().filter(|diagnostic| diagnostic.severity == Severity::Error).peekable();
        if errors.clone().any(|diagnostic| diagnostic.code == "unprotectable") {
            Self::Disclosure
        } else if errors.peek().is_some() && errors.all(|diagnostic| is_configuration(&diagnostic.place)) {
            Self::Configuration
        } else {
            Self::Content
        }
    }

    pub(super) const fn code(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::Content | Self::Changed => 1,
            Self::Configuration => 2,
            Self::Disclosure => 3,
            Self::Verification => 4,
            Self::Internal => 70,
        }
    }

    /// For people: in the help, and in the guide.
    pub(super) const fn meaning(self) -> &'static str {
        match self {
            Self::Done => "Done, and verified",
            Self::Content | Self::Changed => "Something is wrong in content or data (of diff --exit-code: it changed)",
            Self::Configuration => "Something is wrong in the command line, site.yaml, theme or output folder",
            Self::Disclosure => "A figure could be worked out and cannot be protected",
            Self::Verification => "The finished site failed its verification",
            Self::Internal => "The disk failed, or Candour did",
        }
    }

    const fn word(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Content => "content",
            Self::Configuration => "configuration",
            Self::Disclosure => "disclosure",
            Self::Verification => "verification",
            Self::Internal => "internal",
            Self::Changed => "changed",
        }
    }
}

fn is_configuration(place: &Place) -> bool {
    let file = match place {
        Place::Command | Place::Path(_) => return true,
        Place::File(file) | Place::Data { file, .. } => file,
        Place::Text(source, _) => &source.name,
    };
    file == "site.yaml" || file.starts_with("themes/")
}

/// Tells what was found and what the command printed: data on standard output, everything else on standard error. `changed` says
/// that a comparison was asked whether anything changed, and it did.
pub(super) fn tell(
    result: &Result<String, Failure>,
    changed: bool,
    log: &Diagnostics,
    root: &Path,
    format: Format,
) -> ExitCode {
    let outcome = Outcome::of(result, changed, log);
    let report = Report { found: log.sorted(), root, outcome: outcome.word(), exit_code: outcome.code() };
    let lines = result.as_deref().unwrap_or_default();
    let verdict = result.as_ref().err().and_then(|failure| verdict(failure, &report, log));
    // A closed pipe is no failure of the build.
    let (mut data, mut people) = (std::io::stdout(), std::io::stderr());
    if let Some(document) = report.document(format) {
        let _ = data.write_all(document.as_bytes());
        let verdict = verdict.map(|verdict| format!("error: {verdict}\n")).unwrap_or_default();
        let _ = people.write_all(format!("{lines}{verdict}").as_bytes());
    } else {
        let _ = people.write_all(report.text(verdict.as_deref(), terminal::dress()).as_bytes());
        let _ = data.write_all(lines.as_bytes());
    }
    ExitCode::from(outcome.code())
}

/// The last line, where one more is needed.
fn verdict(failure: &Failure, report: &Report<'_>, log: &Diagnostics) -> Option<String> {
    let several = |count: usize, what: &str| format!("{count} {what}{}", if count == 1 { "" } else { "s" });
    let problems = several(report.errors(), "problem");
    let said = match failure {
        // What was asked for has no site.
        Failure::Request(_) => return None,
        Failure::Diagnosed if log.has_counting_warnings() => {
            let warnings = several(report.warnings(), "warning");
            let all = if report.errors() > 0 { format!("{problems} and {warnings}") } else { warnings };
            let last = if report.warnings() == 1 { "an error" } else { "errors" };
            format!("{all}, which `--strict` counts as {last}")
        }
        Failure::Verification(found) => format!("{} in the finished site", several(found.len(), "problem")),
        Failure::Diagnosed | Failure::Output(_) | Failure::Internal(_) => problems,
    };
    Some(format!("{said}; nothing was published"))
}
