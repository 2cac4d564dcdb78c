//! The preview: what a browser on this computer gets, after a save, a mistake and its correction; and that nothing is written.

#![expect(clippy::expect_used, reason = "tests set sites up")]

mod common;

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Shutdown, TcpStream};
use std::process::{Child, Stdio};
use std::time::Duration;

use common::{Files, Site, candour, files};

/// However slow the machine.
const PATIENCE: Option<Duration> = Some(Duration::from_secs(60));

const DRAFT: &str = "---\ntitle: A secret plan\ndraft: true\n---\nThere were {{ visits.children[\"2023\"] }} children.\n\n\
    ```table\ncaption: Children\ndata: visits\nrows: period\nmeasures: [children]\n```\n";

fn site() -> Site {
    let files = [
        ("site.yaml", "title: Visits\norganisation: Example Council\n"),
        ("content/index.md", "---\ntitle: Visits\n---\nWords.\n"),
        ("content/plan.md", DRAFT),
        ("content/later.md", "---\ntitle: A release to come\nembargo: 2024-09-12T09:30\n---\nWords.\n"),
        ("data/visits.csv", "year,children\n2023,160\n"),
        (
            "data/visits.yaml",
            "title: Visits\nsource: Counts\nperiod: {column: year, kind: year}\nmeasures:\n  children: {label: Children, kind: count}\n",
        ),
    ];
    Site::of(&files.map(|(path, text)| (path.to_owned(), text.as_bytes().to_vec())).into())
}

/// A running preview; it is stopped when the test is over.
struct Preview {
    program: Child,
    port: u16,
}

impl Preview {
    fn of(site: &Site, arguments: &[&str]) -> Self {
        let mut command = candour();
        command.args(["serve", "--port", "0", "--root"]).arg(site.root()).args(arguments);
        let mut program = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("started");
        let mut address = String::new();
        BufReader::new(program.stdout.take().expect("output")).read_line(&mut address).expect("an address");
        let port = address.trim().strip_prefix("Preview: http://127.0.0.1:").and_then(|rest| rest.strip_suffix('/'));
        let port = port.and_then(|port| port.parse().ok()).expect("a port");
        Self { program, port }
    }

    fn send(&self, request: &str) -> TcpStream {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).expect("connected");
        stream.set_read_timeout(PATIENCE).expect("a limit");
        stream.write_all(request.as_bytes()).expect("sent");
        stream
    }

    /// The whole answer to a request for a path.
    fn get(&self, path: &str) -> String {
        self.ask(&format!("GET {path} HTTP/1.1\r\nHost: localhost:{}\r\n\r\n", self.port))
    }

    fn ask(&self, request: &str) -> String {
        let mut stream = self.send(request);
        stream.shutdown(Shutdown::Write).expect("no more");
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).expect("an answer");
        String::from_utf8_lossy(&answer).into_owned()
    }

    /// What a page that is open hears of.
    fn events(&self) -> Events {
        let request = format!("GET /.candour/events HTTP/1.1\r\nHost: 127.0.0.1:{}\r\n\r\n", self.port);
        Events(BufReader::new(self.send(&request)))
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        let _ = self.program.kill();
        let _ = self.program.wait();
    }
}

struct Events(BufReader<TcpStream>);

impl Events {
    /// The token of what is shown, once it is another.
    fn next(&mut self) -> String {
        loop {
            let mut line = String::new();
            assert!(self.0.read_line(&mut line).expect("an event") > 0, "the preview has ended");
            if let Some(token) = line.strip_prefix("data: ") {
                return token.trim().to_owned();
            }
        }
    }
}

#[test]
fn a_save_reaches_the_page_and_a_mistake_leaves_the_last_good_one() {
    let site = site();
    let preview = Preview::of(&site, &[]);
    let mut events = preview.events();
    let first = events.next();
    let page = preview.get("/");
    assert!(page.starts_with("HTTP/1.1 200 OK\r\n") && page.contains("<p>Words.</p>"), "{page}");
    assert!(page.contains(&format!("data-shown=\"{first}\"")), "{page}");

    site.edit("content/index.md", "Words.", "Other words.");
    let second = events.next();
    assert_ne!(second, first);
    assert!(preview.get("/index.html").contains("<p>Other words.</p>"));

    site.edit("content/index.md", "Other words.", "Other {{ visits.childen[\"2023\"] }} words.");
    events.next();
    let broken = preview.get("/");
    assert!(broken.contains("role=\"alert\"") && broken.contains("<title>(1 problem) "), "{broken}");
    assert!(
        broken.contains("content/index.md, line 4") && broken.contains("did you mean <code>children</code>?"),
        "{broken}"
    );
    assert!(broken.contains("<mark>") && broken.contains("<p>Other words.</p>"), "{broken}");
    // A digest may hold the same digits.
    let words = broken.split(|c: char| !c.is_ascii_alphanumeric());
    assert!(words.clone().count() > 9 && !words.clone().any(|word| word == "160"), "no number of the data");

    site.edit("content/index.md", " {{ visits.childen[\"2023\"] }}", " and better");
    events.next();
    let fixed = preview.get("/");
    assert!(fixed.contains("<p>Other and better words.</p>") && !fixed.contains("role=\"alert\""), "{fixed}");
}

#[test]
fn what_is_looked_for_again_and_again_is_found_too() {
    let site = site();
    let preview = Preview::of(&site, &["--poll"]);
    let mut events = preview.events();
    events.next();
    site.edit("content/index.md", "Words.", "Other words.");
    events.next();
    assert!(preview.get("/").contains("<p>Other words.</p>"));
}

#[test]
fn drafts_are_marked_in_the_preview_and_leave_no_trace_in_a_build() {
    const WATERMARK: &str = "Draft — not for publication";
    let site = site();
    let preview = Preview::of(&site, &[]);
    let (home, plan, later) = (preview.get("/"), preview.get("/plan.html"), preview.get("/later.html"));
    assert!(!home.contains(WATERMARK) && home.contains("2 pages in it are drafts or under an embargo"), "{home}");
    assert!(plan.contains("There were 160 children.") && plan.contains(WATERMARK), "{plan}");
    assert!(later.contains("A release to come") && later.contains(WATERMARK), "{later}");
    let csv = preview.get("/downloads/plan-table-1.csv");
    assert!(csv.contains("filename=\"draft-plan-table-1.csv\""), "{csv}");
    let at = Preview::of(&site, &["--at", "2024-09-12T09:30"]);
    assert!(!at.get("/later.html").contains(WATERMARK), "its embargo is over");

    let public = site.built();
    for (path, bytes) in public {
        let text = String::from_utf8_lossy(&bytes).into_owned() + &path;
        for trace in ["secret", "plan", "release to come", "later", "Draft", "candour"] {
            assert!(!text.contains(trace) || path == "manifest.json", "{path} says `{trace}`");
        }
    }
}

#[test]
fn nobody_but_this_computer_is_answered_and_nothing_is_read_from_the_disk() {
    let site = site();
    let preview = Preview::of(&site, &[]);
    let port = preview.port;
    for host in ["example.org", "127.0.0.1", "localhost:1"] {
        let refused = preview.ask(&format!("GET / HTTP/1.1\r\nHost: {host}\r\n\r\n"));
        assert!(refused.starts_with("HTTP/1.1 403 ") && !refused.contains("Visits"), "{refused}");
    }
    let events = preview.ask(&format!("GET /.candour/events HTTP/1.1\r\nHost: example.org:{port}\r\n\r\n"));
    assert!(events.starts_with("HTTP/1.1 403 "), "{events}");
    let posted = preview.ask(&format!("POST / HTTP/1.1\r\nHost: localhost:{port}\r\n\r\n"));
    assert!(posted.starts_with("HTTP/1.1 405 "), "{posted}");
    assert!(preview.ask("nonsense").starts_with("HTTP/1.1 400 "));
    for path in ["/../site.yaml", "/..%2fsite.yaml", "/site.yaml", "/data/visits.csv", "/%2e%2e/data/visits.csv"] {
        let lost = preview.get(path);
        assert!(lost.starts_with("HTTP/1.1 404 ") && lost.contains("Page not found"), "{path}: {lost}");
        assert!(!lost.contains("year,children"), "{path}");
    }
    let head = preview.ask(&format!("HEAD / HTTP/1.1\r\nHost: localhost:{port}\r\n\r\n"));
    assert!(head.ends_with("\r\n\r\n") && head.contains("script-src 'self'"), "{head}");
}

#[test]
fn nothing_is_written() {
    let site = site();
    let before: Files = files(&site.root());
    let preview = Preview::of(&site, &[]);
    let mut events = preview.events();
    events.next();
    site.edit("content/index.md", "Words.", "Other words.");
    events.next();
    site.edit("content/index.md", "Other words.", "Words.");
    events.next();
    preview.get("/plan.html");
    drop(preview);
    common::assert_same(&before, &files(&site.root()), "a preview writes nothing");
    assert_eq!(std::fs::read_dir(site.root()).expect("a folder").count(), 3, "no further folder");
}

#[test]
fn a_site_that_never_was_good_shows_its_problems() {
    let site = site();
    site.edit("site.yaml", "organisation:", "organization:");
    let preview = Preview::of(&site, &[]);
    let page = preview.get("/");
    assert!(page.starts_with("HTTP/1.1 503 ") && page.contains("site.yaml, line 2"), "{page}");
    let mut events = preview.events();
    events.next();
    site.edit("site.yaml", "organization:", "organisation:");
    events.next();
    assert!(preview.get("/").contains("<p>Words.</p>"));
}

#[test]
fn what_cannot_be_shown_is_told() {
    let run = common::Run::of(candour().args(["serve", "--root", "/nowhere/at/all"]));
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("is not a folder") && run.stderr.contains("--root DIR"), "{}", run.stderr);
    let (one, other) = (site(), site());
    let preview = Preview::of(&one, &[]);
    let run =
        common::Run::of(candour().args(["serve", "--port", &preview.port.to_string(), "--root"]).arg(other.root()));
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("cannot be used for the preview"), "{}", run.stderr);
}
