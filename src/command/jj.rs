//! `candour jj`

use std::path::Path;

use crate::diagnostic::Diagnostics;
use crate::load::Project;
use crate::pipeline::{self, Failure};

/// What has to be said to whoever runs it, on standard error.
pub(crate) const WARNING: &str =
    "note: these files hold the true values of hidden figures; keep them as private as the data\n";

pub(crate) fn run(project: Project<'_>, out: &Path, log: &mut Diagnostics) -> Result<String, Failure> {
    let written = pipeline::export_jj(project, out, log)?;
    if written.is_empty() {
        return Ok("Nothing is hidden, so there is no block to write\n".to_owned());
    }
    Ok(written.iter().map(|path| format!("{}\n", path.display())).collect())
}
