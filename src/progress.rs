//! A line that says how far a long step is: on a terminal only, and only after a second.

use std::io::IsTerminal;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// What is done in less needs no line.
const PATIENCE: Duration = Duration::from_secs(1);

/// How far a step is. Says nothing where standard error is no terminal, and wipes its line when it is dropped.
#[derive(Debug)]
pub struct Progress {
    bar: Option<ProgressBar>,
}

impl Progress {
    /// Progress of a step that is named like `Protecting`.
    pub fn of(step: &'static str) -> Self {
        if !std::io::stderr().is_terminal() {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tests_have_no_terminal_and_see_nothing() {
        let progress = Progress::of("Protecting");
        assert!(std::io::stderr().is_terminal() || progress.bar.is_none());
        progress.step(1, 2);
        Progress::silent().step(2, 2);
    }
}
