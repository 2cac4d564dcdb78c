//! `candour record`

use std::path::Path;

use crate::diagnostic::Diagnostics;
use crate::ledger::FILE;
use crate::pipeline::{self, Failure};

pub(crate) fn run(root: &Path, edition: &str, date: &str, log: &mut Diagnostics) -> Result<String, Failure> {
    let recorded = pipeline::record(root, edition, date, log)?;
    Ok(format!(
        "Recorded the edition `{edition}` in {}\n{:>7} figures shown\n{:>7} figures withheld or marked\n",
        root.join(FILE).display(),
        recorded.shown,
        recorded.marked
    ))
}
