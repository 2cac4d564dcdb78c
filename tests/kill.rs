//! A build that is killed or interrupted leaves the old site or the new one, whole, and the next build succeeds.

#![expect(clippy::disallowed_methods, reason = "the kills are spread over the time that a build takes")]

mod common;

use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::Instant;

use common::{Site, candour, differences, files};

/// A site without drawings spends much of its time on files, so that many of the kills fall there.
const SITE: &str = "parts";
const KILLS: u32 = 64;
const PAGE: &str = "content/visits.md";
const OLD: &str = "title: Visits by social workers";
const NEW: &str = "title: Visits to homes";

fn build(site: &Site) -> Command {
    let mut command = candour();
    command.args(["build", "--root"]).arg(site.root()).stdout(Stdio::null()).stderr(Stdio::null());
    command
}

#[test]
fn a_killed_build_leaves_a_whole_site() {
    let site = Site::fixture(SITE);
    let inputs = beside_folders(&site);
    let old = site.built();
    site.edit(PAGE, OLD, NEW);
    let started = Instant::now();
    let new = site.built();
    let time = started.elapsed();
    assert!(!differences(&old, &new).is_empty(), "the two versions differ");
    for kill in 0..KILLS {
        site.edit(PAGE, NEW, OLD);
        assert_eq!(site.built(), old, "the build after kill {kill} succeeds");
        site.edit(PAGE, OLD, NEW);
        let mut running = build(&site).spawn().expect("the program starts");
        sleep(time * kill * 5 / (KILLS * 4));
        if kill % 2 == 0 {
            // On Unix this is SIGKILL, which no program can answer.
            running.kill().expect("killed");
        } else {
            interrupt(running.id());
        }
        running.wait().expect("ended");
        let now = site.public();
        assert!(now == old || now == new, "kill {kill}: {}", differences(&new, &now).join(", "));
    }
    assert_eq!(site.built(), new);
    assert!(inputs.contains(&"site.yaml".to_owned()));
    assert_eq!(beside_folders(&site), inputs, "nothing of the killed builds is left");
}

/// What Ctrl-C does to a program on a terminal.
fn interrupt(program: u32) {
    let line = format!("kill -INT {program} 2>/dev/null");
    assert!(Command::new("sh").args(["-c", &line]).status().is_ok(), "there is a shell");
}

/// The files of a site that lie in none of its folders.
fn beside_folders(site: &Site) -> Vec<String> {
    let folders = ["content/", "data/", "themes/", "public/", "private/"];
    let mut left = files(&site.root());
    left.retain(|path, _| !folders.iter().any(|folder| path.starts_with(folder)));
    left.into_keys().collect()
}
