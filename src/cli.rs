//! The command line: arguments in, exit code out.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::builder::PossibleValuesParser;
use clap::{Args, CommandFactory, Parser, Subcommand};
use clap_complete::Shell;
use jiff::civil::DateTime;

use crate::diagnostic::{Diagnostics, Format, catalogue};
use crate::keys::KINDS;
use crate::load::{Project, moment};
use crate::{clock, command, serve};

mod ending;
mod examples;

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

/// What can be begun beside a site.
#[derive(Debug, Subcommand)]
enum New {
    /// Draft the description of a CSV: dimensions, measures, periods, totals, and questions where it is unsure
    #[command(after_help = "Example: candour new dataset carers.csv --root my-site")]
    Dataset {
        /// The CSV
        #[arg(value_name = "FILE.csv")]
        file: PathBuf,
        /// The site's folder, in whose `data` the draft and a copy of the file are put
        #[arg(long, default_value = ".", value_name = "DIR")]
        root: PathBuf,
        /// The dataset's name [default: made from the file's]
        #[arg(long, value_name = "NAME")]
        id: Option<String>,
    },
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Begin a site: a small complete one, with invented figures, to change into your own
    #[command(
        after_help = "Example: candour new young-carers --title 'Young carers' --organisation 'Example Council'",
        args_conflicts_with_subcommands = true,
        subcommand_negates_reqs = true,
        arg_required_else_help = true
    )]
    New {
        #[command(subcommand)]
        what: Option<New>,
        /// The folder of the new site, which is empty or not there yet
        #[arg(value_name = "DIR", required = true)]
        folder: Option<PathBuf>,
        /// What the site is called
        #[arg(long, default_value = "Young carers", value_name = "TEXT")]
        title: String,
        /// Who publishes it
        #[arg(long, default_value = "Example Council", value_name = "TEXT")]
        organisation: String,
        /// For whose automation a file is written that builds and publishes the site
        #[arg(long, value_enum, default_value = "github", value_name = "PLACE")]
        ci: command::new::Ci,
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
        #[command(flatten)]
        told: Told,
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
        #[command(flatten)]
        told: Told,
    },
    /// Show the site with its drafts in a browser on this computer, and again after every save; nothing is written
    #[command(
        after_help = "Example: candour serve --root my-site\n         Then open the address that it prints; Ctrl-C ends it."
    )]
    Serve {
        /// The site's folder, which holds site.yaml
        #[arg(long, default_value = ".", value_name = "DIR")]
        root: PathBuf,
        /// The port of the address [default: the first free one from 8020]
        #[arg(long, value_name = "N")]
        port: Option<u16>,
        /// Look for changes twice a second: for network drives that tell of none
        #[arg(long)]
        poll: bool,
    },
    /// Say why one figure is hidden or shown, and what it would cost to show it; or what the code of a problem means
    #[command(after_help = examples::EXPLAIN)]
    Explain {
        /// The figure: an expression as on a page, or words from its name. Or a code, as problems have it in brackets
        #[arg(required_unless_present = "codes", value_name = "FACT|CODE")]
        fact: Vec<String>,
        /// List all codes of problems
        #[arg(long, conflicts_with_all = ["fact", "reveal"])]
        codes: bool,
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
        /// Those that pages show
        #[arg(long)]
        shown: bool,
        /// Those that are hidden
        #[arg(long)]
        hidden: bool,
        /// Those that no page asks for
        #[arg(long)]
        not_asked: bool,
        /// For programs: what is hidden, why, and where the site asks for it
        #[arg(long)]
        json: bool,
        /// The site's folder, which holds site.yaml
        #[arg(long, default_value = ".", value_name = "DIR")]
        root: PathBuf,
    },
    /// Say what readers will see change between two built sites: figures, words, pages, files
    #[command(
        after_help = "Example: candour diff published public\n         candour diff published public --as json --out diff.json"
    )]
    Diff {
        /// The folder of the site as it is: `public` of an earlier build
        #[arg(value_name = "OLD")]
        old: PathBuf,
        /// The folder of the site as it will be
        #[arg(value_name = "NEW")]
        new: PathBuf,
        /// How it is written
        #[arg(long = "as", value_name = "FORM", default_value = "text")]
        form: command::diff::Form,
        /// The file into which it is written [default: standard output]
        #[arg(long, value_name = "FILE")]
        out: Option<PathBuf>,
        /// End with exit code 1 if anything changed
        #[arg(long)]
        exit_code: bool,
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
        #[command(flatten)]
        told: Told,
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

/// How problems are told.
#[derive(Args, Debug)]
struct Told {
    /// For whom problems are written
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    format: Format,
}

impl Command {
    /// Whether what it prints only says what it did. Nobody who wants quiet asked for that.
    fn closes_with_a_summary(&self) -> bool {
        matches!(self, Self::Build { .. } | Self::Check { .. } | Self::Record { .. })
    }

    /// The folder that problems are about, and how they are told.
    fn report(&self) -> (&Path, Format) {
        match self {
            Self::Build { root, told, .. } | Self::Check { root, told, .. } | Self::Record { root, told, .. } => {
                (root, told.format)
            }
            _ => (Path::new("."), Format::Text),
        }
    }
}

/// Runs the command that the arguments name.
pub fn run() -> ExitCode {
    let arguments = Arguments::parse();
    let strict = matches!(arguments.command, Command::Build { strict: true, .. } | Command::Check { strict: true, .. });
    let log = if strict { Diagnostics::strict() } else { Diagnostics::default() };
    let mut log = log.quietly(arguments.quiet);
    let project = |root| Project::new(root, arguments.at);
    let (root, format) = arguments.command.report();
    let mut changed = false;
    let result = match &arguments.command {
        Command::New { what: Some(New::Dataset { file, root, id }), .. } => {
            command::new::dataset::run(file, root, id.as_deref())
        }
        Command::New { folder, title, organisation, ci, .. } => {
            let called = command::new::Called { title: title.clone(), organisation: organisation.clone() };
            command::new::run(&folder.clone().unwrap_or_default(), &called, *ci)
        }
        Command::Build { root, out, report, .. } => {
            let out = out.clone().unwrap_or_else(|| root.join("public"));
            let report = report.clone().unwrap_or_else(|| root.join("private"));
            command::build::run(project(root), &out, &report, &mut log)
        }
        Command::Check { root, .. } => command::check::run(project(root), &mut log),
        Command::Serve { root, port, poll } => serve::run(project(root), *port, *poll),
        Command::Explain { codes: true, .. } => Ok(catalogue::list()),
        Command::Explain { fact, root, reveal, .. } => {
            command::explain::run(project(root), &fact.join(" "), *reveal, &mut log)
        }
        Command::Facts { words, shown, hidden, not_asked, json, root } => {
            let (shown, hidden, not_asked, json) = (*shown, *hidden, *not_asked, *json);
            let wanted = command::facts::Wanted { words: words.join(" "), shown, hidden, not_asked, json };
            command::facts::run(project(root), &wanted, &mut log)
        }
        Command::Diff { old, new, form, out, exit_code } => {
            command::diff::run(old, new, *form, out.as_deref()).map(|compared| {
                changed = *exit_code && compared.changed;
                compared.lines
            })
        }
        Command::Record { edition, date, root, .. } => command::record::run(project(root), edition, date, &mut log),
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
    if let Err(failure) = &result {
        log.extend(failure.diagnostics());
    }
    let is_over = arguments.quiet && arguments.command.closes_with_a_summary();
    let result = if is_over { result.map(|_| String::new()) } else { result };
    let answers = matches!(arguments.command, Command::Explain { .. } | Command::Facts { .. });
    let passed_over = if answers { log.pass_over_warnings() } else { 0 };
    let ended = ending::tell(&result, changed, &log, root, format);
    if passed_over > 0 {
        let (warnings, them) = if passed_over == 1 { ("warning", "it") } else { ("warnings", "them") };
        complain(&format!("{passed_over} {warnings} besides: `candour check` tells {them}\n"));
    }
    if arguments.timings {
        complain(&command::timings(log.stages()));
    }
    ended
}

/// The definition of the command line, for the guide.
#[cfg(test)]
pub(crate) fn program() -> clap::Command {
    Arguments::command()
}

/// Every exit code with its meaning, for the guide.
#[cfg(test)]
pub(crate) fn exit_codes() -> Vec<(u8, &'static str)> {
    ending::Outcome::ALL.iter().map(|outcome| (outcome.code(), outcome.meaning())).collect()
}

fn complain(text: &str) {
    let _ = std::io::stderr().write_all(text.as_bytes());
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
