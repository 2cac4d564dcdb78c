//! `candour build`

use std::path::Path;

use super::counted;
use crate::diagnostic::Diagnostics;
use crate::load::Project;
use crate::pipeline::{self, Failure, Summary};

pub(crate) fn run(project: Project<'_>, out: &Path, report: &Path, log: &mut Diagnostics) -> Result<String, Failure> {
    let summary = pipeline::build(project, out, report, log)?;
    Ok(lines(&summary))
}

fn lines(summary: &Summary) -> String {
    let mut lines = format!("Built and verified {} ({} files)\n", summary.site.display(), summary.files);
    lines.push_str(&counted(&summary.counts));
    lines.push_str(&format!("Private disclosure report, not for publication: {}\n", summary.report.display()));
    if let Some(leftover) = &summary.leftover {
        lines.push_str(&format!(
            "The old site could not be removed altogether; what is left is in {}\n",
            leftover.display()
        ));
    }
    lines
}
