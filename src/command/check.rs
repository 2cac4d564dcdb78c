//! `candour check`

use std::path::Path;

use super::counted;
use crate::diagnostic::Diagnostics;
use crate::pipeline::{self, Failure};

pub(crate) fn run(root: &Path, log: &mut Diagnostics) -> Result<String, Failure> {
    let counts = pipeline::check(root, log)?;
    Ok(format!("Checked and verified, nothing written\n{}", counted(&counts)))
}
