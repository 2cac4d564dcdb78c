//! A line that says how far a long step is: on a terminal only, and only after a second.

use std::io::IsTerminal;
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// What is done in less needs no line.
const PATIENCE: Duration = Duration::from_secs(1);
/// How often a line moves that has no count.
const TICK: Duration = Duration::from_millis(200);

/// How far a step is. Says nothing where standard error is no terminal, and wipes its line when it is dropped.
#[derive(Debug)]
pub struct Progress {
    bar: Option<ProgressBar>,
}

impl Progress {
    /// Progress of a step that is named like `Protecting`; of a quiet run none.
    pub fn of(step: &'static str, quiet: bool) -> Self {
        if quiet || !std::io::stderr().is_terminal() {
            return Self::silent();
        }
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden()).with_message(step);
        let style = ProgressStyle::with_template("{msg}: {pos} of {len} [{wide_bar}] {elapsed}");
        Self { bar: Some(style.map_or_else(|_| bar.clone(), |style| bar.clone().with_style(style))) }
    }

    /// Progress that nobody sees.
    pub fn silent() -> Self {
        Self { bar: None }
    }

    /// States that `done` of `of` parts are done. May be called as often as is convenient, from several threads.
    pub fn step(&self, done: usize, of: usize) {
        let Some(bar) = &self.bar else { return };
        if bar.is_hidden() && bar.elapsed() >= PATIENCE {
            bar.set_draw_target(ProgressDrawTarget::stderr());
        }
        bar.set_length(of as u64);
        bar.set_position(done as u64);
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}

/// A line for a step that does not know how far it is. Wiped when it is dropped.
#[derive(Debug)]
pub(crate) struct Waiting {
    /// Dropping it ends the line.
    over: Option<Sender<()>>,
    line: Option<JoinHandle<()>>,
}

impl Waiting {
    /// Waits for a step that is named like `Protecting`. Says nothing of a quiet run, or where standard error is no terminal.
    pub(crate) fn on(step: &'static str, quiet: bool) -> Self {
        if quiet || !std::io::stderr().is_terminal() {
            return Self { over: None, line: None };
        }
        let (over, ended) = channel::<()>();
        let line = std::thread::Builder::new().spawn(move || {
            if ended.recv_timeout(PATIENCE) != Err(RecvTimeoutError::Timeout) {
                return;
            }
            let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
            let bar = bar.with_message(step).with_elapsed(PATIENCE);
            if let Ok(style) = ProgressStyle::with_template("{msg} {spinner} {elapsed}") {
                bar.set_style(style);
            }
            bar.enable_steady_tick(TICK);
            // Nothing is ever sent: this waits until the step is over.
            let _ = ended.recv();
            bar.finish_and_clear();
        });
        Self { over: Some(over), line: line.ok() }
    }
}

impl Drop for Waiting {
    fn drop(&mut self) {
        self.over.take();
        if let Some(line) = self.line.take() {
            let _ = line.join();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tests_have_no_terminal_and_see_nothing() {
        let progress = Progress::of("Protecting", false);
        assert!(std::io::stderr().is_terminal() || progress.bar.is_none());
        progress.step(1, 2);
        Progress::silent().step(2, 2);
        let waiting = Waiting::on("Protecting", false);
        assert!(std::io::stderr().is_terminal() || waiting.line.is_none());
    }

    #[test]
    fn a_quiet_run_shows_nothing_even_on_a_terminal() {
        assert!(Progress::of("Protecting", true).bar.is_none());
        assert!(Waiting::on("Protecting", true).line.is_none());
    }
}
