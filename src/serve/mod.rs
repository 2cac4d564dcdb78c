//! A preview on this computer alone: the site with its drafts, rebuilt after every save. Nothing is written; a request is
//! answered from memory.

mod connection;
mod live;
mod page;
mod problems;
mod respond;
mod watch;

use std::io::Write;
use std::net::{Ipv4Addr, TcpListener};
use std::sync::Arc;
use std::time::Duration;

use crate::diagnostic::Diagnostics;
use crate::load::Project;
use crate::pipeline::{self, Failure};
use crate::render::Sketchbook;
use live::Live;
use problems::Problems;
use watch::Watch;

/// Where the preview is, if nobody says where; further ones follow this port.
const PORT: u16 = 8020;
const FURTHER: u16 = 20;

/// Shows the site, and builds it again whenever a file changes, until the program is stopped.
///
/// # Errors
/// Where there is no folder, its files cannot be watched, or the port is taken.
pub(crate) fn run(project: Project<'_>, port: Option<u16>, poll: bool) -> Result<String, Failure> {
    let root = project.root.canonicalize().ok().filter(|root| root.is_dir());
    let root = root.ok_or_else(|| {
        let message = format!("{} is not a folder", project.root.display());
        Failure::request("no-site", message, "name the site's folder with --root DIR")
    })?;
    let listener = listen(port)?;
    let unable = |error: &dyn std::fmt::Display| {
        let message = format!("the preview cannot start: {error}");
        Failure::request("preview", message, "close other programs, or try `--poll`")
    };
    let port = listener.local_addr().map_err(|error| unable(&error))?.port();
    // Watching begins before the first build, so that no save is missed.
    let mut watch = Watch::start(&root, poll).map_err(|error| unable(&error))?;
    let live = Arc::new(Live::default());
    connection::listen(listener, port, live.clone()).map_err(|error| unable(&error))?;
    print(&mut std::io::stdout(), &format!("Preview: http://127.0.0.1:{port}/\n"));
    tell("Only programs on this computer can open it. Nothing is written. Press Ctrl-C to end it.\n");
    let mut book = Sketchbook::default();
    loop {
        rebuild(project, &mut book, &live);
        watch.wait();
    }
}

/// The first free port, or the one that was asked for. Loopback and nothing else.
fn listen(port: Option<u16>) -> Result<TcpListener, Failure> {
    let bind = |port: u16| TcpListener::bind((Ipv4Addr::LOCALHOST, port));
    let (listener, hint) = match port {
        Some(port) => (bind(port), "choose another with --port, or leave --port out"),
        None => {
            let first = (PORT..PORT + FURTHER).find_map(|port| bind(port).ok());
            (first.map_or_else(|| bind(PORT), Ok), "choose one with --port")
        }
    };
    listener.map_err(|error| {
        let port = port.unwrap_or(PORT);
        Failure::request("port", format!("port {port} cannot be used for the preview ({error})"), hint)
    })
}

/// Builds the site once more and shows what came of it.
fn rebuild(project: Project<'_>, book: &mut Sketchbook, live: &Live) {
    let begin = now();
    let mut log = Diagnostics::default();
    let site = match pipeline::preview(project, book, &mut log) {
        Ok(site) => Some(site),
        Err(failure) => {
            log.extend(failure.diagnostics());
            None
        }
    };
    let problems = Problems::of(&log);
    let taken = seconds(begin.elapsed());
    let made = match &site {
        Some(site) => {
            let pages = counted(site.counts.pages, "page");
            let drafts = match site.draft_pages {
                0 => String::new(),
                drafts => format!(", {} among them", counted(drafts, "draft")),
            };
            format!("Built in {taken}: {pages}{drafts}, {}\n", problems.counted())
        }
        None => format!("Not built, after {taken}: {}; the last good pages stay\n", problems.counted()),
    };
    tell(&format!("{}{made}", problems.text));
    live.show(site, problems);
}

/// `1 page`, `2 pages`
fn counted(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}

/// `0.21 s`
fn seconds(taken: Duration) -> String {
    let hundredths = taken.as_millis().div_ceil(10);
    format!("{}.{:02} s", hundredths / 100, hundredths % 100)
}

#[expect(clippy::disallowed_methods, reason = "how long a rebuild took is told on the terminal, and stands on no page")]
fn now() -> std::time::Instant {
    std::time::Instant::now()
}

/// For people: on standard error.
fn tell(text: &str) {
    print(&mut std::io::stderr(), text);
}

/// A terminal that is gone ends nothing.
fn print(to: &mut dyn Write, text: &str) {
    let _ = to.write_all(text.as_bytes()).and_then(|()| to.flush());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_taken_port_is_refused_or_passed_over() {
        let taken = listen(Some(0)).unwrap().local_addr().unwrap();
        assert!(taken.ip().is_loopback());
        let held = TcpListener::bind(taken).unwrap();
        let refused = listen(Some(held.local_addr().unwrap().port())).unwrap_err().to_string();
        assert!(refused.contains("cannot be used"), "{refused}");
        let (first, second) = (listen(None).unwrap(), listen(None).unwrap());
        assert_ne!(first.local_addr().unwrap(), second.local_addr().unwrap());
    }

    #[test]
    fn times_are_rounded_up() {
        assert_eq!(["0.01 s", "1.21 s"], [seconds(Duration::from_millis(1)), seconds(Duration::from_millis(1203))]);
    }
}
