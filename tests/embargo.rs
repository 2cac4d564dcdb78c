//! A page under an embargo leaves no trace: the site with it is byte for byte the site without it.

#![expect(clippy::expect_used, reason = "tests set sites up")]

mod common;

use std::process::Command;

use common::{Files, Site, candour, files};

const PAGE: &str = "---\ntitle: A figure nobody knows yet\nembargo: 2024-09-12T09:30\npublished: 2024-09-12\n---\n\
    There were {{ visits.children[\"2023\"] }} children.\n";

fn site(with_page: bool) -> Site {
    let mut site = vec![
        ("site.yaml", "title: Visits\norganisation: Example Council\naddress: https://example.org/\n"),
        ("content/index.md", "---\ntitle: Visits\n---\nWords.\n"),
        ("data/visits.csv", "year,children\n2023,160\n"),
        (
            "data/visits.yaml",
            "title: Visits\nsource: Counts\nperiod: {column: year, kind: year}\nmeasures:\n  children: {label: Children, kind: count}\n",
        ),
    ];
    if with_page {
        site.push(("content/secret-date.md", PAGE));
    }
    of(&site)
}

fn of(files: &[(&str, &str)]) -> Site {
    Site::of(&files.iter().map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec())).collect())
}

fn built(site: &Site, at: Option<&str>) -> Files {
    let mut command: Command = candour();
    command.arg("build").arg("--root").arg(site.root());
    if let Some(at) = at {
        command.args(["--at", at]);
    }
    let output = command.output().expect("a run");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    files(&site.root().join("public"))
}

#[test]
fn before_its_time_a_page_leaves_no_trace() {
    let without = built(&site(false), None);
    assert_eq!(built(&site(true), None), without);
    assert_eq!(built(&site(true), Some("2024-09-12T09:29")), without);
}

#[test]
fn from_its_time_on_a_page_is_there() {
    let public = built(&site(true), Some("2024-09-12T09:30"));
    let page = public.get("secret-date.html").expect("the page");
    assert!(String::from_utf8_lossy(page).contains("There were 160 children."));
}

#[test]
fn what_is_no_time_is_told() {
    let site = of(&[
        ("site.yaml", "title: Visits\norganisation: Example Council\n"),
        ("content/index.md", "---\ntitle: Visits\nembargo: soon\n---\nWords.\n"),
    ]);
    let run = site.run("check");
    assert_eq!(run.code, 1);
    assert!(run.printed().contains("write it like 2017-10-12T09:30"), "{}", run.printed());
}
