//! `candour completions`

use clap::Command;
use clap_complete::{Shell, generate};

use crate::pipeline::Failure;

pub(crate) fn run(shell: Shell, mut program: Command) -> Result<String, Failure> {
    let name = program.get_name().to_owned();
    let mut script = Vec::new();
    generate(shell, &mut program, name, &mut script);
    String::from_utf8(script).map_err(|error| Failure::fault(error.to_string()))
}
