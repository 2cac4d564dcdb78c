//! `candour man`

use std::path::Path;

use clap::Command;
use clap_mangen::Man;

use super::files;
use crate::pipeline::Failure;

pub(crate) fn run(program: Command, out: Option<&Path>) -> Result<String, Failure> {
    let mut program = program.disable_help_subcommand(true);
    program.build();
    let source = format!("candour {}", program.get_version().unwrap_or_default());
    let page = |command| page(command, &source);
    let Some(folder) = out else { return page(program).map(|(_, page)| page) };
    let pages = all(program).into_iter().map(page).collect::<Result<Vec<_>, _>>()?;
    files::write(folder, &pages)
}

/// A command and all below it.
fn all(command: Command) -> Vec<Command> {
    let below: Vec<Command> = command.get_subcommands().cloned().flat_map(all).collect();
    std::iter::once(command).chain(below).collect()
}

/// A file's name, and the page in it.
fn page(command: Command, source: &str) -> Result<(String, String), Failure> {
    let man = Man::new(command).source(source).manual("Candour");
    let mut page = Vec::new();
    man.render(&mut page).map_err(|error| Failure::fault(error.to_string()))?;
    let page = String::from_utf8(page).map_err(|error| Failure::fault(error.to_string()))?;
    Ok((man.get_filename(), page))
}
