//! `candour check`

use super::counted;
use crate::diagnostic::Diagnostics;
use crate::load::Project;
use crate::pipeline::{self, Failure};

pub(crate) fn run(project: Project<'_>, log: &mut Diagnostics) -> Result<String, Failure> {
    let counts = pipeline::check(project, log)?;
    Ok(format!("Checked and verified, nothing written\n{}", counted(&counts)))
}
