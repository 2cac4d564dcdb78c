//! `candour record`

use crate::diagnostic::Diagnostics;
use crate::ledger::FILE;
use crate::load::Project;
use crate::pipeline::{self, Failure};

pub(crate) fn run(project: Project<'_>, edition: &str, date: &str, log: &mut Diagnostics) -> Result<String, Failure> {
    let recorded = pipeline::record(project, edition, date, log)?;
    Ok(format!(
        "Recorded the edition `{edition}` in {}\n{:>7} figures shown\n{:>7} figures withheld or marked\n",
        project.root.join(FILE).display(),
        recorded.shown,
        recorded.marked
    ))
}
