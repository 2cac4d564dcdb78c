//! The command line: arguments in, exit code out.

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::command;
use crate::diagnostic::{Diagnostics, Place, Severity};
use crate::pipeline::Failure;

/// Makes a static website of charts and tables from anonymised aggregate data, with small numbers suppressed so that
/// nobody can work them out from anything else on the site.
#[derive(Debug, Parser)]
#[command(name = "candour", version, arg_required_else_help = true)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Build the site and swap it into the output folder, if everything about it holds
    #[command(after_help = "Example: candour build --root my-site --out /srv/www/transparency")]
    Build {
        /// The site's folder, which holds site.yaml
        #[arg(long, default_value = ".", value_name = "DIR")]
        root: PathBuf,
        /// Where the site goes [default: `public` in the site's folder]
        #[arg(long, value_name = "DIR")]
        out: Option<PathBuf>,
    },
    /// Do everything that `build` does but the writing
    #[command(after_help = "Example: candour check --root my-site")]
    Check {
        /// The site's folder, which holds site.yaml
        #[arg(long, default_value = ".", value_name = "DIR")]
        root: PathBuf,
    },
}

/// How a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    Done,
    Content,
    Configuration,
    Disclosure,
    Verification,
    Internal,
}

impl Outcome {
    fn code(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::Content => 1,
            Self::Configuration => 2,
            Self::Disclosure => 3,
            Self::Verification => 4,
            Self::Internal => 70,
        }
    }
}

/// Runs the command that the arguments name.
pub fn run() -> ExitCode {
    let arguments = Arguments::parse();
    let mut log = Diagnostics::default();
    let result = match &arguments.command {
        Command::Build { root, out } => {
            let out = out.clone().unwrap_or_else(|| root.join("public"));
            command::build::run(root, &out, &mut log)
        }
        Command::Check { root } => command::check::run(root, &mut log),
    };
    report(&log);
    let outcome = match result {
        Ok(lines) => {
            // A closed pipe is no failure of the build.
            let _ = std::io::stdout().write_all(lines.as_bytes());
            Outcome::Done
        }
        Err(failure) => {
            complain(&format!("error: {}\n", text_of(&failure, &log)));
            outcome_of(&failure, &log)
        }
    };
    ExitCode::from(outcome.code())
}

fn complain(text: &str) {
    let _ = std::io::stderr().write_all(text.as_bytes());
}

fn report(log: &Diagnostics) {
    for diagnostic in log.sorted() {
        complain(&format!("{}\n\n", diagnostic.render()));
    }
}

fn text_of(failure: &Failure, log: &Diagnostics) -> String {
    let errors = log.sorted().iter().filter(|diagnostic| diagnostic.severity == Severity::Error).count();
    match failure {
        Failure::Diagnosed => {
            let problems = if errors == 1 { "1 problem".to_owned() } else { format!("{errors} problems") };
            format!("{problems}; nothing was published")
        }
        Failure::Verification(problems) => format!("the site does not hold, so nothing was published\n{problems}"),
        failure => format!("{failure}\nnothing was published"),
    }
}

fn outcome_of(failure: &Failure, log: &Diagnostics) -> Outcome {
    match failure {
        Failure::Verification(_) => Outcome::Verification,
        Failure::Output(_) => Outcome::Configuration,
        Failure::Internal(_) => Outcome::Internal,
        Failure::Diagnosed => {
            let errors = log.sorted();
            let errors = errors.iter().filter(|diagnostic| diagnostic.severity == Severity::Error);
            if errors.clone().any(|diagnostic| diagnostic.code == "unprotectable") {
                Outcome::Disclosure
            } else if errors.clone().all(|diagnostic| is_configuration(&diagnostic.place)) {
                Outcome::Configuration
            } else {
                Outcome::Content
            }
        }
    }
}

fn is_configuration(place: &Place) -> bool {
    let file = match place {
        Place::File(file) | Place::Data { file, .. } => file,
        Place::Text(source, _) => &source.name,
    };
    file == "site.yaml" || file.starts_with("themes/")
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    #[test]
    fn arguments_are_sound() {
        super::Arguments::command().debug_assert();
    }
}
