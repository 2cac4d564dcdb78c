//! The parts of a site around its pages: feed, search, and what is wrong with what is said of them.

mod common;

use common::{Files, Run, Site, holds};

fn site(files: &[(&str, &str)]) -> Site {
    let mut all = Files::from([
        ("site.yaml".to_owned(), b"title: Visits\norganisation: Example Council\n".to_vec()),
        ("content/index.md".to_owned(), b"---\ntitle: Visits\n---\nWords.\n".to_vec()),
    ]);
    all.extend(files.iter().map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec())));
    Site::of(&all)
}

/// What is said of a site that is wrong.
fn told(files: &[(&str, &str)]) -> String {
    let Run { code, stderr, .. } = site(files).run("check");
    assert_eq!(code, 1, "{stderr}");
    stderr
}

fn assert_told(files: &[(&str, &str)], expected: &[&str]) {
    let told = told(files);
    for text in expected {
        assert!(told.contains(text), "{text:?} is not in:\n{told}");
    }
}

const DATED: &str = "---\ntitle: Visits of 2023\npublished: 2024-03-14\n---\nWords.\n";
const ADDRESS: &str = "title: Visits\norganisation: Example Council\naddress: https://example.org/\n";

#[test]
fn a_feed_needs_an_address_and_a_date() {
    assert!(!site(&[("content/dated.md", DATED)]).built().contains_key("feed.xml"));
    assert!(!site(&[("site.yaml", ADDRESS)]).built().contains_key("feed.xml"));
    let with_both = site(&[("site.yaml", ADDRESS), ("content/dated.md", DATED)]).built();
    assert!(holds(&with_both["feed.xml"], "<id>tag:example.org,2024-03-14:/dated.html</id>"));
    assert!(holds(&with_both["index.html"], "type=\"application/atom+xml\""));
}

#[test]
fn one_page_alone_needs_no_search() {
    let alone = site(&[]).built();
    assert!(!alone.contains_key("find.html") && !holds(&alone["index.html"], "find.html"));
    let two = site(&[("content/about.md", "---\ntitle: About\n---\n## Scope\n\nWords.\n")]).built();
    assert!(holds(&two["find.html"], "<a href=\"about.html#scope\">Scope</a>"));
    assert!(holds(&two["404.html"], "<a href=\"find.html\">"));
}

#[test]
fn names_of_pages_that_make_themselves_are_kept() {
    assert_told(&[("content/find.md", DATED)], &["error[file-name]", "Candour makes `404.html`, `find.html`"]);
}

#[test]
fn two_editions_of_one_day_are_told() {
    let earlier =
        |name| format!("---\ntitle: T\nedition: {name}\nedition-of: index.md\npublished: 2023-03-14\n---\nWords.\n");
    let (one, two) = (earlier("A"), earlier("B"));
    let latest = "---\ntitle: T\nedition: C\npublished: 2024-03-14\n---\nWords.\n";
    assert_told(
        &[("content/index.md", latest), ("content/one.md", &one), ("content/two.md", &two)],
        &["this edition has the date of another one, `one.md`"],
    );
}
