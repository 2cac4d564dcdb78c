//! `candour facts`

use crate::diagnostic::Diagnostics;
use crate::load::Project;
use crate::pipeline::{self, Failure};

pub(crate) fn run(project: Project<'_>, words: &str, log: &mut Diagnostics) -> Result<String, Failure> {
    let examined = pipeline::decide(project, log)?;
    let found = examined.search(words);
    if found.is_empty() {
        return Err(Failure::request("no-figure", format!("no figure is called `{words}`"), "use fewer words"));
    }
    let line =
        |line: crate::protect::FactLine| format!("{:9}  {}  ({})\n", line.state.word(), line.expression, line.name);
    Ok(examined.lines(&found).into_iter().map(line).collect())
}
