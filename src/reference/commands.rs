//! The pages of commands with their options, and of exit codes.

use clap::{Arg, Command};

use super::{fence, page};
use crate::cli;

/// Words of the help in which a number is a limit and no figure.
const LIMITS: [&str; 1] = ["the first free one from 8020"];

/// Each page by its file's name.
pub(super) fn pages() -> [(String, String); 2] {
    let mut program = cli::program().disable_help_subcommand(true);
    program.build();
    let mut text = String::from("## Options of every command\n\n");
    program.get_arguments().for_each(|option| text.push_str(&argument(option)));
    text.push('\n');
    commands(&program, &mut text);
    let codes: String =
        cli::exit_codes().iter().map(|(code, meaning)| format!("- Code `{code}`: {meaning}.\n")).collect();
    [
        (
            "commands.md".to_owned(),
            page("Commands and options", "Every command of candour, with examples.", &LIMITS, &text),
        ),
        ("exit-codes.md".to_owned(), page("Exit codes", "What a run says to scripts when it ends.", &[], &codes)),
    ]
}

/// Every command below one, and those below them.
fn commands(above: &Command, text: &mut String) {
    for command in above.get_subcommands() {
        let mut named = command.clone();
        let usage = named.render_usage().to_string();
        let usage = usage.trim_start_matches("Usage:").trim();
        let name = command.get_bin_name().unwrap_or_default();
        let about = command.get_about().map(ToString::to_string).unwrap_or_default();
        text.push_str(&format!("## {name}\n\n{about}.\n\n{}", fence("text", usage)));
        let own = command.get_arguments().filter(|one| !one.is_global_set());
        own.for_each(|option| text.push_str(&argument(option)));
        text.push('\n');
        let help = command.get_after_help().map(ToString::to_string).unwrap_or_default();
        let examples = help.trim_start_matches("Examples:").trim_start_matches("Example:").lines();
        // Each line is set in by two spaces.
        let examples: Vec<&str> = examples.map(|line| line.strip_prefix("  ").unwrap_or(line.trim_start())).collect();
        text.push_str(&format!("For example:\n\n{}", fence("text", examples.join("\n").trim_matches('\n'))));
        commands(command, text);
    }
}

/// An option, or what is named without one, as an item of a list.
fn argument(argument: &Arg) -> String {
    if ["help", "version"].contains(&argument.get_id().as_str()) {
        return String::new();
    }
    let value = if argument.get_action().takes_values() {
        argument.get_value_names().into_iter().flatten().map(|name| format!(" {name}")).collect()
    } else {
        String::new()
    };
    let name = match (argument.get_long(), argument.get_short()) {
        (Some(long), Some(short)) => format!("`--{long}{value}` or `-{short}{value}`"),
        (Some(long), None) => format!("`--{long}{value}`"),
        _ => format!("`{}`", value.trim()),
    };
    let help = argument.get_help().map(ToString::to_string).unwrap_or_default();
    let known: Vec<String> =
        argument.get_possible_values().iter().map(|known| format!("`{}`", known.get_name())).collect();
    let known = match known.as_slice() {
        _ if !argument.get_action().takes_values() => String::new(),
        [] => String::new(),
        known => format!(" One of {}.", known.join(", ")),
    };
    let defaults: Vec<String> =
        argument.get_default_values().iter().map(|value| format!("`{}`", value.to_string_lossy())).collect();
    let default = match defaults.as_slice() {
        _ if !argument.get_action().takes_values() => String::new(),
        [] => String::new(),
        several => format!(" Default: {}.", several.join(", ")),
    };
    format!("- {name}: {help}.{known}{default}\n")
}
