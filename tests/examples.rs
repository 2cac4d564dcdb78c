//! Every command and every file in the guide and in the README's first site, done as a reader would do them.
//!
//! In a page, a block of `sh` is run. A block of a file is written into the file that the paragraph before it names, or added at
//! its end where the paragraph says so; a block that no paragraph gives to a file has to stand in a file as it is, comments apart. A block of
//! `text` is what the command before it prints, a part of it at least; if it begins with `error`, the command has to fail. What is not to be done
//! here is a block of `console`.

#![expect(clippy::disallowed_methods, clippy::expect_used, reason = "tests write files")]

mod common;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use common::{files, package};
use pulldown_cmark::{CodeBlockKind, Event, Parser, Tag, TagEnd};
use rayon::prelude::*;
use tempfile::TempDir;

#[test]
fn the_guide_does_what_it_says() {
    // The reference is made of definitions, whose own tests try its examples.
    let pages = files(&package().join("guide/content")).into_keys().filter(|page| !page.starts_with("reference/"));
    let pages: Vec<String> = pages.collect();
    assert!(pages.len() > 10, "the guide is missing");
    let read = |page: String| {
        let text = fs::read_to_string(package().join("guide/content").join(&page)).expect("a page");
        let body = text.splitn(3, "---\n").nth(2).expect("front matter");
        Reader::new(page).read(body)
    };
    let done: Vec<(usize, Vec<String>)> = pages.into_par_iter().map(read).collect();
    let (commands, problems): (Vec<usize>, Vec<Vec<String>>) = done.into_iter().unzip();
    let (commands, problems) = (commands.iter().sum::<usize>(), problems.concat());
    assert!(problems.is_empty(), "{}", problems.join("\n"));
    assert!(commands > 30, "{commands} commands were run");
}

#[test]
fn the_first_site_of_the_readme_is_what_it_says() {
    let text = fs::read_to_string(package().join("README.md")).expect("the README");
    let begin = text.find("## Your own site in ten minutes").expect("the part");
    let end = text[begin + 2..].find("\n## ").expect("the next part") + begin + 2;
    assert_eq!(Reader::new("README.md".to_owned()).read(&text[begin..end]), (3, Vec::new()));
}

/// Somebody who does what a page says, in an empty folder.
struct Reader {
    page: String,
    home: TempDir,
    /// Where the last command left them.
    here: PathBuf,
    /// What the last command printed, until a block has said it; and whether it succeeded.
    printed: Option<(String, bool)>,
    problems: Vec<String>,
}

impl Reader {
    fn new(page: String) -> Self {
        let home = tempfile::tempdir().expect("a folder");
        Self { page, here: home.path().to_owned(), home, printed: None, problems: Vec::new() }
    }

    /// Does all of it; how many blocks of commands there were, and what went otherwise than the page says.
    fn read(mut self, body: &str) -> (usize, Vec<String>) {
        let (mut commands, mut before, mut names) = (0, String::new(), Vec::new());
        let mut block: Option<(String, String)> = None;
        for event in Parser::new(body) {
            match event {
                Event::Start(Tag::Paragraph | Tag::Heading { .. }) => (before, names) = (String::new(), Vec::new()),
                Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(language))) => {
                    block = Some((language.to_string(), String::new()));
                }
                Event::Text(text) => match &mut block {
                    Some((_, content)) => content.push_str(&text),
                    None => before.push_str(&text),
                },
                Event::SoftBreak => before.push(' '),
                Event::Code(code) => names.push(code.to_string()),
                Event::End(TagEnd::CodeBlock) => {
                    let (language, content) = block.take().expect("a block");
                    commands += usize::from(language == "sh");
                    let name = names.iter().rfind(|name| Path::new(name.as_str()).extension().is_some());
                    self.block(&language, &content, name.cloned(), before.contains("at the end of"));
                    (before, names) = (String::new(), Vec::new());
                }
                _ => {}
            }
        }
        self.expect_success();
        (commands, self.problems)
    }

    fn block(&mut self, language: &str, content: &str, name: Option<String>, added: bool) {
        match language {
            "console" | "structure" | "pages" => {}
            "text" => self.said(content),
            "sh" => {
                self.expect_success();
                self.run(content);
            }
            _ => {
                self.expect_success();
                let Some(name) = name else { return self.stands_somewhere(content) };
                let path = self.here.join(name);
                fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
                let old = if added { fs::read_to_string(&path).expect("a file to add to") } else { String::new() };
                fs::write(path, old + content).expect("written");
            }
        }
    }

    /// What nothing was said about went well.
    fn expect_success(&mut self) {
        if let Some((printed, success)) = self.printed.take() {
            self.expect(success, &format!("a command failed, and nothing says that it should:\n{printed}"));
        }
    }

    fn said(&mut self, content: &str) {
        let (printed, success) = self.printed.take().expect("what is printed stands below a command");
        let as_said = success != content.starts_with("error") && printed.contains(content.trim_end());
        self.expect(as_said, &format!("not printed:\n{content}\nbut:\n{printed}"));
    }

    fn expect(&mut self, holds: bool, otherwise: &str) {
        if !holds {
            self.problems.push(format!("{}: {otherwise}", self.page));
        }
    }

    fn stands_somewhere(&mut self, content: &str) {
        let plain = |text: &str| {
            let lines = text.lines().filter(|line| !line.trim_start().starts_with('#'));
            lines.map(|line| format!("{line}\n")).collect::<String>()
        };
        let holds = |bytes: Vec<u8>| String::from_utf8(bytes).is_ok_and(|text| plain(&text).contains(content));
        let found = files(self.home.path()).into_values().any(holds);
        self.expect(found, &format!("this stands in no file:\n{content}"));
    }

    fn run(&mut self, script: &str) {
        let program = Path::new(env!("CARGO_BIN_EXE_candour")).parent().expect("a folder");
        let path = std::env::join_paths(
            [program.to_owned()].into_iter().chain(std::env::split_paths(&std::env::var_os("PATH").expect("a path"))),
        );
        // A preview never ends by itself; its own tests look at it.
        let waits = |line: &str| line.starts_with("candour serve");
        let lines: Vec<String> = script
            .lines()
            .map(|line| if waits(line) { format!("{line} --help > /dev/null") } else { line.to_owned() })
            .collect();
        let end = self.home.path().join(".here");
        let script = format!("exec 2>&1\nset -eu\n{}\npwd > '{}'\n", lines.join("\n"), end.display());
        let output = Command::new("bash")
            .arg("-c")
            .arg(script)
            .current_dir(&self.here)
            .env("PATH", path.expect("a path"))
            .output()
            .expect("a shell");
        if let Ok(here) = fs::read_to_string(end) {
            self.here = PathBuf::from(here.trim_end());
        }
        self.printed = Some((String::from_utf8(output.stdout).expect("UTF-8"), output.status.success()));
    }
}
