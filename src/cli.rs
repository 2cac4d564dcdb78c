//! The command line: arguments in, exit code out.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};
use jiff::civil::DateTime;

use crate::diagnostic::{Diagnostics, Format, catalogue};
use crate::load::{Project, moment};
use crate::{clock, command, serve};

mod ending;

/// Makes a static website of charts and tables from anonymised aggregate data, with small numbers suppressed so that
/// nobody can work them out from anything else on the site.
#[derive(Debug, Parser)]
#[command(name = "candour", version, arg_required_else_help = true)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
    /// The moment for which the site is read, or `now`: pages whose embargo is over by then are in it; without it, none with an embargo
    #[arg(long, global = true, value_name = "YYYY-MM-DDTHH:MM", value_parser = at)]
    at: Option<DateTime>,
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
    },
    /// Build the site and swap it into the output folder, if everything about it holds
    #[command(after_help = "Example: candour build --root my-site --out /srv/www/transparency")]
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
    #[command(after_help = "Example: candour check --root my-site --strict")]
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
    #[command(
        after_help = "Example: candour explain 'missing.children[\"city\"][\"2017-H1\"]'\n         candour explain children city 2017\n         candour explain unknown-key"
    )]
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
    #[command(after_help = "Example: candour facts children 2017")]
    Facts {
        /// Words that stand in a figure's name or expression; all figures without them
        words: Vec<String>,
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
        /// End with 1 if anything changed
        #[arg(long)]
        exit_code: bool,
    },
    /// Record what the site shows and marks as a published edition, in `published.csv`
    #[command(after_help = "Example: candour record --root my-site --edition 2017-H1 --date 2017-10-12")]
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
    #[command(after_help = "Example: candour jj --root my-site --out ../my-site-blocks")]
    Jj {
        /// The site's folder, which holds site.yaml
        #[arg(long, default_value = ".", value_name = "DIR")]
        root: PathBuf,
        /// Where the files go: a private folder outside the site
        #[arg(long, value_name = "DIR")]
        out: PathBuf,
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
    let mut log = if strict { Diagnostics::strict() } else { Diagnostics::default() };
    let project = |root| Project::new(root, arguments.at);
    let (root, format) = arguments.command.report();
    let mut changed = false;
    let result = match &arguments.command {
        Command::New { what: Some(New::Dataset { file, root, id }), .. } => {
            command::new::dataset::run(file, root, id.as_deref())
        }
        Command::New { folder, title, organisation, .. } => {
            let called = command::new::Called { title: title.clone(), organisation: organisation.clone() };
            command::new::run(&folder.clone().unwrap_or_default(), &called)
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
        Command::Facts { words, root } => command::facts::run(project(root), &words.join(" "), &mut log),
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
    };
    if let Err(failure) = &result {
        log.extend(failure.diagnostics());
    }
    ending::tell(&result, changed, &log, root, format)
}

fn complain(text: &str) {
    let _ = std::io::stderr().write_all(text.as_bytes());
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    #[test]
    fn arguments_are_sound() {
        super::Arguments::command().debug_assert();
    }
}
