//! What a run found and how it ended, for people or for programs.

use std::fmt::Write;
use std::path::Path;

use clap::ValueEnum;

use super::text::{self, Dress};
use super::{Diagnostic, Place, Severity, github, json, sarif};

/// For whom diagnostics are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For people, on standard error: each with the line that it is about
    #[default]
    Text,
    /// One JSON document on standard output
    Json,
    /// Annotations of GitHub Actions on standard output
    Github,
    /// A SARIF 2.1.0 log on standard output
    Sarif,
}

/// Of how many codes it is said how to learn more.
const MOST_NAMED: usize = 3;

/// A run, once it is over.
pub(crate) struct Report<'a> {
    /// Everything found, sorted, each once.
    pub(crate) found: Vec<&'a Diagnostic>,
    /// The site's folder, as it was given.
    pub(crate) root: &'a Path,
    /// How the run ended, in a word.
    pub(crate) outcome: &'static str,
    /// The exit code of the program.
    pub(crate) exit_code: u8,
}

impl Report<'_> {
    pub(crate) fn errors(&self) -> usize {
        self.found.iter().filter(|diagnostic| diagnostic.severity == Severity::Error).count()
    }

    pub(crate) fn warnings(&self) -> usize {
        self.found.len() - self.errors()
    }

    /// The report as a document for programs; none in the format for people.
    pub(crate) fn document(&self, format: Format) -> Option<String> {
        match format {
            Format::Text => None,
            Format::Json => json::document(self).ok(),
            Format::Github => Some(github::lines(self)),
            Format::Sarif => sarif::log(self).ok(),
        }
    }

    /// The report as text for people, with a last line that says how it ended; empty where there is nothing to say.
    pub(crate) fn text(&self, verdict: Option<&str>, dress: Dress) -> String {
        let mut told = String::new();
        for diagnostic in &self.found {
            let _ = writeln!(told, "{}\n", text::block(diagnostic, dress));
        }
        if let Some(more) = self.more() {
            let _ = writeln!(told, "{}\n", text::help(&more, dress));
        }
        if let Some(verdict) = verdict {
            let _ = writeln!(told, "{}", text::verdict(verdict, dress));
        }
        told
    }

    /// How to learn more, of the first few codes of what lies in files.
    fn more(&self) -> Option<String> {
        let in_files = self.found.iter().filter(|diagnostic| !matches!(diagnostic.place, Place::Command));
        let mut codes: Vec<&str> = Vec::new();
        for diagnostic in in_files {
            if codes.len() < MOST_NAMED && !codes.contains(&diagnostic.code) {
                codes.push(diagnostic.code);
            }
        }
        let (first, others) = codes.split_first()?;
        let others: Vec<String> = others.iter().map(|code| format!("`{code}`")).collect();
        let also = if others.is_empty() { String::new() } else { format!("; so with {}", others.join(" and ")) };
        Some(format!("`candour explain {first}` says more, with an example{also}"))
    }
}
