//! The command line: arguments in, exit code out.

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::builder::PossibleValuesParser;
use clap::{CommandFactory, Parser, Subcommand};
use clap_complete::Shell;
use jiff::civil::DateTime;

use crate::diagnostic::{Diagnostics, Place, Severity};
use crate::keys::KINDS;
use crate::load::{Project, moment};
use crate::pipeline::Failure;
use crate::{clock, command};
use outcome::Outcome;

mod examples;
mod outcome;

/// Makes a static website of charts and tables from anonymised aggregate data, with small numbers suppressed so that
/// nobody can work them out from anything else on the site.
#[derive(Debug, Parser)]
#[command(name = "candour", version, arg_required_else_help = true, after_help = examples::candour())]
struct Arguments {
    #[command(subcommand)]
    command: Command,
    /// The moment for which the site is read, or `now`: pages whose embargo is over by then are in it; without it, none with an embargo
    #[arg(long, global = true, value_name = "YYYY-MM-DDTHH:MM", value_parser = at)]
    at: Option<DateTime>,
    /// Print nothing but problems and what was asked for: no line of progress, no closing lines
    #[arg(long, short, global = true)]
    quiet: bool,
    /// Say on standard error how long each stage took
    #[arg(long, global = true)]
    timings: bool,
}

fn at(text: &str) -> Result<DateTime, String> {
    if text == "now" {
        return clock::now();
    }
    moment(text).ok_or_else(|| "write a day and a time, like 2017-10-12T09:30, or `now`".to_owned())
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Begin a site: a small complete one, with invented figures, to change into your own
    #[command(
        after_help = "Example: candour new young-carers --title 'Young carers' --organisation 'Example Council'",
        args_conflicts_with_subcommands = true,
        arg_required_else_help = true
    )]
    New {
        /// The folder of the new site, which is empty or not there yet
        #[arg(value_name = "DIR", required = true)]
        folder: Option<PathBuf>,
        /// What the site is called
        #[arg(long, default_value = "Young carers", value_name = "TEXT")]
        title: String,
        /// Who publishes it
        #[arg(long, default_value = "Example Council", value_name = "TEXT")]
        organisation: String,
    },
    /// Build the site and swap it into the output folder, if everything about it holds
    #[command(after_help = examples::BUILD)]
    Build {
        /// The site's folder, which holds site.yaml
        #[arg(long, default_value = ".", value_name = "DIR")]
        root: PathBuf,
        /// Where the site goes [default: `public` in the site's folder]
        #[arg(long, value_name = "DIR")]
        out: Option<PathBuf>,
        /// Where the private report goes, outside the site [default: `private` in the site's folder]
        #[arg(long, value_name = "DIR")]
        report: Option<PathBuf>,
        /// Count every warning as an error
        #[arg(long)]
        strict: bool,
    },
    /// Do everything that `build` does but the writing
    #[command(after_help = examples::CHECK)]
    Check {
        /// The site's folder, which holds site.yaml
        #[arg(long, default_value = ".", value_name = "DIR")]
        root: PathBuf,
        /// Count every warning as an error
        #[arg(long)]
        strict: bool,
    },
    /// Say why one figure is hidden or shown, what a reader can infer, and what it would cost to show it
    #[command(after_help = examples::EXPLAIN)]
    Explain {
        /// The figure: an expression as on a page, or words from its name
        #[arg(required = true, value_name = "FACT")]
        fact: Vec<String>,
        /// The site's folder, which holds site.yaml
        #[arg(long, default_value = ".", value_name = "DIR")]
        root: PathBuf,
        /// Print the value too, hidden or not: on a terminal only, and never where `CI` is set
        #[arg(long)]
        reveal: bool,
    },
    /// List figures by words from their names, and whether they are shown or hidden
    #[command(after_help = examples::FACTS)]
    Facts {
        /// Words that stand in a figure's name or expression; all figures without them
        words: Vec<String>,
        /// The site's folder, which holds site.yaml
        #[arg(long, default_value = ".", value_name = "DIR")]
        root: PathBuf,
    },
    /// Record what the site shows and marks as a published edition, in `published.csv`
    #[command(after_help = examples::RECORD)]
    Record {
        /// What this edition is called
        #[arg(long, value_name = "NAME")]
        edition: String,
        /// The day on which it is published
        #[arg(long, value_name = "YYYY-MM-DD")]
        date: String,
        /// The site's folder, which holds site.yaml
        #[arg(long, default_value = ".", value_name = "DIR")]
        root: PathBuf,
    },
    /// Write what is hidden, with its true values, in the JJ format for tau-Argus and sdcTable
    #[command(after_help = examples::JJ)]
    Jj {
        /// The site's folder, which holds site.yaml
        #[arg(long, default_value = ".", value_name = "DIR")]
        root: PathBuf,
        /// Where the files go: a private folder outside the site
        #[arg(long, value_name = "DIR")]
        out: PathBuf,
    },
    /// Print a JSON Schema, with which editors complete and check what is written
    #[command(after_help = examples::SCHEMA)]
    Schema {
        /// The kind of file or block; all of them without it
        #[arg(value_name = "NAME", value_parser = PossibleValuesParser::new(KINDS.iter().map(|kind| kind.name)))]
        name: Option<String>,
        /// Where the schemas go: site.schema.json and so on
        #[arg(long, value_name = "DIR")]
        out: Option<PathBuf>,
    },
    /// Print a script with which a shell completes commands and options
    #[command(after_help = examples::COMPLETIONS)]
    Completions {
        /// The shell
        #[arg(value_name = "SHELL")]
        shell: Shell,
    },
    /// Print the manual page, or write one for each command
    #[command(after_help = examples::MAN)]
    Man {
        /// Where the pages go, a file for each command
        #[arg(long, value_name = "DIR")]
        out: Option<PathBuf>,
    },
}

impl Command {
    /// Whether what it prints only says what it did. Nobody who wants quiet asked for that.
    fn closes_with_a_summary(&self) -> bool {
        matches!(self, Self::Build { .. } | Self::Check { .. } | Self::Record { .. })
    }
}

/// Runs the command that the arguments name.
pub fn run() -> ExitCode {
    let arguments = Arguments::parse();
    let strict = matches!(arguments.command, Command::Build { strict: true, .. } | Command::Check { strict: true, .. });
    let log = if strict { Diagnostics::strict() } else { Diagnostics::default() };
    let mut log = log.quietly(arguments.quiet);
    let project = |root| Project { root, at: arguments.at };
    let result = match &arguments.command {
        Command::New { folder, title, organisation } => {
            let called = command::new::Called { title: title.clone(), organisation: organisation.clone() };
            command::new::run(&folder.clone().unwrap_or_default(), &called)
        }
        Command::Build { root, out, report, .. } => {
            let out = out.clone().unwrap_or_else(|| root.join("public"));
            let report = report.clone().unwrap_or_else(|| root.join("private"));
            command::build::run(project(root), &out, &report, &mut log)
        }
        Command::Check { root, .. } => command::check::run(project(root), &mut log),
        Command::Explain { fact, root, reveal } => {
            command::explain::run(project(root), &fact.join(" "), *reveal, &mut log)
        }
        Command::Facts { words, root } => command::facts::run(project(root), &words.join(" "), &mut log),
        Command::Record { edition, date, root } => command::record::run(project(root), edition, date, &mut log),
        Command::Jj { root, out } => {
            let written = command::jj::run(project(root), out, &mut log);
            if written.is_ok() {
                complain(command::jj::WARNING);
            }
            written
        }
        Command::Schema { name, out } => command::schema::run(name.as_deref(), out.as_deref()),
        Command::Completions { shell } => command::completions::run(*shell, Arguments::command()),
        Command::Man { out } => command::man::run(Arguments::command(), out.as_deref()),
    };
    report(&log);
    if arguments.timings {
        complain(&command::timings(log.stages()));
    }
    let outcome = match result {
        Ok(_) if arguments.quiet && arguments.command.closes_with_a_summary() => Outcome::Done,
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

/// The definition of the command line, for the guide.
#[cfg(test)]
pub(crate) fn program() -> clap::Command {
    Arguments::command()
}

/// Every exit code with its meaning, for the guide.
#[cfg(test)]
pub(crate) fn exit_codes() -> Vec<(u8, &'static str)> {
    Outcome::ALL.iter().map(|outcome| (outcome.code(), outcome.meaning())).collect()
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
    let all = log.sorted();
    let errors = all.iter().filter(|diagnostic| diagnostic.severity == Severity::Error).count();
    let warnings = all.len() - errors;
    let several = |count: usize, what: &str| format!("{count} {what}{}", if count == 1 { "" } else { "s" });
    match failure {
        Failure::Diagnosed if log.has_counting_warnings() => {
            let counted = several(warnings, "warning");
            let problems = if errors > 0 { format!("{} and {counted}", several(errors, "problem")) } else { counted };
            let last = if warnings == 1 { "an error" } else { "errors" };
            format!("{problems}, which `--strict` counts as {last}; nothing was published")
        }
        Failure::Diagnosed => format!("{}; nothing was published", several(errors, "problem")),
        Failure::Request(message) => message.clone(),
        Failure::Verification(problems) => format!("the site does not hold, so nothing was published\n{problems}"),
        failure => format!("{failure}\nnothing was published"),
    }
}

fn outcome_of(failure: &Failure, log: &Diagnostics) -> Outcome {
    match failure {
        Failure::Verification(_) => Outcome::Verification,
        Failure::Output(_) | Failure::Request(_) => Outcome::Configuration,
        Failure::Internal(_) => Outcome::Internal,
        Failure::Diagnosed => {
            let errors = log.sorted();
            let errors = errors.iter().filter(|diagnostic| diagnostic.severity == Severity::Error);
            if errors.clone().any(|diagnostic| diagnostic.code == "unprotectable") {
                Outcome::Disclosure
            } else if errors.clone().count() > 0 && errors.clone().all(|diagnostic| is_configuration(&diagnostic.place))
            {
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
    use clap::{CommandFactory, Parser};

    #[test]
    fn arguments_are_sound() {
        super::Arguments::command().debug_assert();
    }

    #[test]
    fn every_command_teaches_with_examples_that_can_be_typed() {
        let mut all = super::Arguments::command();
        all.build();
        for command in std::iter::once(&all).chain(all.get_subcommands()).filter(|one| one.get_name() != "help") {
            let help = command.get_after_help().map(ToString::to_string).unwrap_or_default();
            let examples = super::examples::typed(&help);
            assert!(!examples.is_empty(), "`{}` has no example", command.get_name());
            for words in examples {
                let own = command.get_name() == "candour" || words[1..].contains(&command.get_name().to_owned());
                assert!(own, "{words:?} is no example of `{}`", command.get_name());
                if let Err(error) = super::Arguments::try_parse_from(&words) {
                    assert!(!error.use_stderr(), "{words:?}: {error}");
                }
            }
        }
    }
}
