use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use rayon::prelude::*;

use super::*;
use crate::diagnostic::span::Span;
use crate::diagnostic::{Diagnostics, Severity};
use crate::load::{Project, moment};
use crate::pipeline;

const README: &str = include_str!("../../../README.md");

/// The block of the README after some words, without its fences.
fn fenced(after: &str, fence: &str) -> String {
    let rest = &README[README.find(after).expect(after)..];
    let rest = &rest[rest.find(&format!("\n{fence}")).expect("a block") + 1..];
    let inside = &rest[rest.find('\n').expect("a line") + 1..];
    inside[..inside.find(&format!("\n{fence}\n")).expect("the end") + 1].to_owned()
}

/// The site of the README's first ten minutes.
fn base() -> BTreeMap<String, String> {
    let own = &README[README.find("## Your own site in ten").expect("the chapter")..];
    assert!(own.contains("**1. The site**"));
    [
        ("site.yaml", fenced("**1. The site**", "```")),
        ("data/carers.csv", fenced("**2. A dataset.**", "```")),
        ("data/carers.yaml", fenced("The description, `young-carers/data/carers.yaml`", "```")),
        ("content/index.md", fenced("**3. A page**", "````")),
    ]
    .map(|(file, text)| (file.to_owned(), text))
    .into()
}

fn entries() -> Vec<(String, Entry)> {
    AREAS.into_iter().flat_map(|(_, text)| serde_yaml::from_str::<BTreeMap<String, Entry>>(text).unwrap()).collect()
}

/// What is told of a site.
#[derive(Debug, PartialEq)]
struct Told {
    code: &'static str,
    severity: Severity,
    file: String,
    line: Option<u64>,
    cured: bool,
}

fn told(files: &BTreeMap<String, Vec<u8>>, at: Option<&str>) -> Vec<Told> {
    let root = tempfile::tempdir().unwrap();
    for (file, bytes) in files {
        let path = root.path().join(file);
        put(&path, bytes);
    }
    let mut log = Diagnostics::default();
    let project = Project::new(root.path(), at.and_then(moment));
    if let Err(failure) = pipeline::check(project, &mut log) {
        log.extend(failure.diagnostics());
    }
    let found = log.sorted().into_iter().map(|diagnostic| {
        let span = Span::of(diagnostic, Path::new(""));
        let (code, severity, cured) = (diagnostic.code, diagnostic.severity, diagnostic.hint.is_some());
        Told { code, severity, file: span.file.unwrap_or_default(), line: span.line, cured }
    });
    found.collect()
}

#[expect(clippy::disallowed_methods, reason = "a test sets a site up")]
fn put(path: &Path, bytes: &[u8]) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, bytes).unwrap();
}

/// The site of an example, wrong or right.
fn site(example: &Example, written: Option<&String>) -> BTreeMap<String, Vec<u8>> {
    let Example { file, wrong, right, with, replaces, append, encoding, .. } = example;
    let mut files = base();
    // Drawing takes most of the time, so whatever is not about the chart goes without it.
    let page = files.get_mut("content/index.md").unwrap();
    let (rest, chart) = page.split_once("\n```chart").unwrap();
    let changed = replaces.as_ref().or(right.as_ref()).filter(|_| !append && file == "content/index.md");
    if !changed.is_some_and(|text| chart.contains(text.as_str())) {
        *page = format!("{rest}\n");
    }
    files.extend(with.clone());
    match (written, files.get(file)) {
        (None, _) => {
            files.remove(file);
        }
        (Some(text), Some(whole)) if wrong.is_some() => {
            let whole = if *append {
                if file.ends_with(".md") { format!("{whole}\n{text}\n") } else { format!("{whole}{text}\n") }
            } else {
                let from = replaces.as_ref().or(right.as_ref()).unwrap();
                assert!(whole.contains(from.as_str()), "{file} has no `{from}`");
                whole.replacen(from.as_str(), text, 1)
            };
            files.insert(file.clone(), whole);
        }
        (Some(text), _) => {
            files.insert(file.clone(), format!("{}\n", text.trim_end_matches('\n')));
        }
    }
    let wide = |text: &String| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    let encoded = |(name, text): (String, String)| {
        let utf_16 = encoding.is_some() && written == wrong.as_ref() && name == *file;
        let bytes = if utf_16 { [&[0xff, 0xfe], wide(&text).as_slice()].concat() } else { text.into_bytes() };
        (name, bytes)
    };
    files.into_iter().map(encoded).collect()
}

#[test]
fn the_site_that_examples_change_is_sound() {
    assert_eq!(told(&base().into_iter().map(|(file, text)| (file, text.into_bytes())).collect(), None), []);
}

/// What is told of another line than the one that is wrong in the example: where a block or a group of keys begins, at the other
/// half of what does not fit.
const ELSEWHERE: [&str; 5] = ["chart", "missing-part", "open-period", "same-id", "unclosed-block"];

/// What is not as it should be with the wrong side of an example.
fn faults(code: &str, entry: &Entry, example: &Example) -> Vec<String> {
    let Example { file, wrong, told_in, also, at, .. } = example;
    let files = site(example, wrong.as_ref());
    let all = told(&files, at.as_deref());
    let mut faults = Vec::new();
    let (mine, others): (Vec<&Told>, Vec<&Told>) = all.iter().partition(|told| told.code == code);
    if !mine.iter().any(|told| told.file == *told_in.as_ref().unwrap_or(file)) {
        faults.push("is not told where it should be");
    }
    if mine.iter().any(|told| !told.cured) {
        faults.push("has no cure");
    }
    let weight = |severity: Severity| match entry.severity {
        Weight::Error => severity == Severity::Error,
        Weight::Warning => severity == Severity::Warning,
        Weight::Both => true,
    };
    if mine.iter().any(|told| !weight(told.severity)) {
        faults.push("has another severity");
    }
    if others.iter().any(|told| told.severity == Severity::Error && !also.iter().any(|also| also == told.code)) {
        faults.push("is not all that is told");
    }
    if let (Some(wrong), false) = (wrong, ELSEWHERE.contains(&code)) {
        let text = String::from_utf8_lossy(&files[file]);
        let before = text.find(wrong.as_str()).map_or(0, |at| text[..at].matches('\n').count()) as u64;
        let lines = before + 1..=before + wrong.trim_end().lines().count() as u64;
        let here = mine.iter().filter(|told| told.file == *file);
        if here.filter_map(|told| told.line).any(|line| !lines.contains(&line)) {
            faults.push("is told of another line");
        }
    }
    faults.into_iter().map(|fault| format!("{code} {fault}: {all:?}")).collect()
}

/// Each example gives its code, with a cure, where it is wrong, and nothing else that is an error; put right, it gives no error.
#[test]
fn every_example_is_wrong_and_right_as_it_says() {
    let wrong: Vec<String> = entries().par_iter().flat_map_iter(|(code, entry)| tried(code, entry)).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn tried(code: &str, entry: &Entry) -> Vec<String> {
    assert!(entry.example.is_some() || entry.command.is_some() || entry._untested.is_some(), "{code} has no example");
    let Some(example) = &entry.example else { return Vec::new() };
    let mut wrong = faults(code, entry, example);
    let left = told(&site(example, example.right.as_ref()), example.at.as_deref());
    if left.iter().any(|told| told.code == code || told.severity == Severity::Error) {
        wrong.push(format!("{code} is not put right: {left:?}"));
    }
    wrong
}

/// The program's own source, without its tests.
fn sources(folder: &Path) -> String {
    let mut text = String::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        if path.is_dir() && name != "tests" && name != "catalogue" {
            text.push_str(&sources(&path));
        } else if name.ends_with(".rs") && name != "tests.rs" {
            let whole = fs::read_to_string(&path).unwrap();
            text.push_str(whole.split("#[cfg(test)]\nmod tests {").next().unwrap());
        }
    }
    text
}

/// What stands where a code stands: in a call that reports, or in a constant of codes.
fn used(source: &str) -> BTreeSet<&str> {
    let starts = [
        ".error(",
        ".warning(",
        "report(",
        "refuse(",
        "::request(",
        "Diagnostic::error(",
        "code: ",
        "CHECK: &str = ",
        "no_page(",
        " of(",
        "\"{{\",",
        "\"{%\",",
        "\"{#\",",
    ];
    let mut found = BTreeSet::new();
    for start in starts {
        for (at, _) in source.match_indices(start) {
            let Some(text) = source[at + start.len()..].trim_start().strip_prefix('"') else { continue };
            let Some((code, after)) = text.split_once('"') else { continue };
            let plain = |c: char| c.is_ascii_lowercase() || c == '-' || c.is_ascii_digit();
            if code.chars().all(plain) && after.starts_with([',', ')', ';', ' ']) && !code.is_empty() {
                found.insert(code);
            }
        }
    }
    found
}

#[test]
fn every_code_is_catalogued_and_every_catalogued_code_is_used() {
    let source = sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"));
    let known: BTreeSet<String> = entries().into_iter().map(|(code, _)| code).collect();
    // Words that stand in such calls and are no codes: names of keys and of blocks.
    let used = used(&source);
    let unknown: Vec<&&str> = used.iter().filter(|code| !known.contains(**code)).collect();
    assert!(unknown.is_empty(), "write an entry in src/diagnostic/catalogue for {unknown:?}");
    let unused: Vec<&String> = known.iter().filter(|code| !source.contains(&format!("\"{code}\""))).collect();
    assert!(unused.is_empty(), "nothing gives {unused:?}");
    assert_eq!(known.len(), entries().len(), "a code stands in one file");
}

#[test]
fn a_code_is_explained_as_a_message_has_it_and_a_misspelt_one_is_recognised() {
    let text = explain("unknown-key").unwrap();
    assert_eq!(explain("error[unknown-key]"), Some(text.clone()));
    assert!(text.starts_with("unknown-key (error): A key that Candour does not know\nAbout: Any file\n\n"), "{text}");
    assert!(text.contains("\nWrong, in data/carers.yaml:\n\n        totls: {all: [north, east, west]}\n"), "{text}");
    assert!(text.lines().all(|line| line.chars().count() <= 80), "{text}");
    assert_eq!(explain("unknwn-key"), None);
    assert_eq!(meant("unknwn-key").as_deref(), Some("unknown-key"));
    for (code, entry) in entries() {
        assert!(list().contains(&format!("  {code:22}  {}\n", entry.title)), "{code}");
        assert!(!explain(&code).unwrap().contains(|c: char| c.is_control() && c != '\n'), "{code}");
    }
}
