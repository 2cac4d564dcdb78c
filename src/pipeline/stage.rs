//! One stage of the sentence: its time is taken, and where it takes long a line on the terminal says so.

use crate::clock::Stopwatch;
use crate::diagnostic::Diagnostics;
use crate::progress::Waiting;

/// A stage: what `--timings` calls it, and what the line says while it runs.
#[derive(Clone, Copy)]
pub(super) struct Stage {
    name: &'static str,
    /// None where the stage has a line of its own, which knows how far it is.
    line: Option<&'static str>,
}

pub(super) const LOAD: Stage = Stage { name: "load", line: Some("Reading the files") };
pub(super) const CHECK: Stage = Stage { name: "check", line: Some("Checking descriptions and data") };
pub(super) const ASK: Stage = Stage { name: "ask", line: Some("Reading the pages") };
pub(super) const PROTECT: Stage = Stage { name: "protect", line: None };
pub(super) const RENDER: Stage = Stage { name: "render", line: Some("Drawing charts and pages") };
pub(super) const EMIT: Stage = Stage { name: "emit", line: Some("Making the files") };
pub(super) const STAGE: Stage = Stage { name: "stage", line: Some("Writing the files") };
pub(super) const VERIFY: Stage = Stage { name: "verify", line: Some("Verifying the site") };
pub(super) const PUBLISH: Stage = Stage { name: "publish", line: Some("Publishing the site") };

/// Runs a stage.
pub(super) fn stage<T>(stage: Stage, log: &mut Diagnostics, work: impl FnOnce(&mut Diagnostics) -> T) -> T {
    let watch = Stopwatch::start();
    let line = stage.line.map(|line| Waiting::on(line, log.is_quiet()));
    let done = work(log);
    drop(line);
    log.took(stage.name, watch.elapsed());
    done
}
