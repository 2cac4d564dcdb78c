//! Twin builds: whichever of the numbers that fit what is published a site is built from, its files are the same.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::{question, write_out};
use crate::ask::{Asked, Passage, Run, RunKind};
use crate::diagnostic::{Diagnostics, Place};
use crate::emit::staging::Emitted;
use crate::protect::Protected;
use crate::protect::twin::Twins;
use crate::render::Sketchbook;

/// Every site of the tests that is to be built, and the demonstration.
fn sites() -> Vec<PathBuf> {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folders = std::fs::read_dir(package.join("tests/sites")).expect("the sites of the tests");
    let folders = folders.map(|entry| entry.expect("a site").path()).filter(|site| site.join("expected").is_dir());
    let mut sites: Vec<PathBuf> = folders.map(|site| site.join("in")).collect();
    sites.sort();
    sites.push(package.to_path_buf());
    sites
}

fn asked(root: &Path) -> Asked {
    question(root.into(), &mut Diagnostics::default()).unwrap_or_else(|_| panic!("{} is sound", root.display()))
}

fn emitted(protected: Protected) -> Emitted {
    write_out(protected, &Sketchbook::default(), &mut Diagnostics::default())
        .expect("what is protected can be written out")
        .1
}

/// Builds a site from each of its twins, and says how many numbers were exchanged in all.
fn build(root: &Path, twins: &Twins) -> usize {
    let protected = crate::protect::protect(asked(root), &mut Diagnostics::default()).expect("can be protected");
    let one = emitted(protected);
    let twin = |number: usize| {
        let (protected, replaced) = twins.protect_as(asked(root), number).expect("the pattern fits");
        // The bytes themselves stay unsaid: they hold what is hidden, if the site leaks.
        let differs = differences(&one, &emitted(protected));
        assert!(differs.is_empty(), "twin {number} of {} differs in {differs:?}", root.display());
        replaced
    };
    (0..twins.len()).into_par_iter().map(twin).sum()
}

/// A site in a folder of its own.
#[expect(clippy::disallowed_methods, reason = "a test sets its site up")]
fn site_of(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (path, text) in files {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        std::fs::write(path, text).expect("written");
    }
    folder
}

/// The paths of files that only one of two sites has, or that differ.
fn differences(one: &Emitted, other: &Emitted) -> Vec<String> {
    let (one, other) = (one.files(), other.files());
    let paths: BTreeSet<&String> = one.keys().chain(other.keys()).collect();
    paths.into_iter().filter(|path| one.get(*path) != other.get(*path)).cloned().collect()
}

#[test]
fn the_completions_of_the_certificate_build_the_same_site() {
    for root in sites() {
        let twins = Twins::of_certificate(&asked(&root)).expect("can be protected");
        let exchanged = build(&root, &twins);
        assert!(twins.len() == 0 || exchanged > 0, "the twins of {} are all the same", root.display());
    }
}

/// An empty certificate would prove nothing, and the test above would not notice.
#[test]
fn a_site_that_hides_something_has_twins() {
    for root in sites() {
        let twins = Twins::of_certificate(&asked(&root)).expect("can be protected");
        assert!(twins.sensitive == 0 || twins.len() > 0, "{} hides figures and has no twin", root.display());
        let must_have_two = root.ends_with("suppression/in") || root.ends_with(env!("CARGO_MANIFEST_DIR"));
        assert!(!must_have_two || twins.len() >= 2, "{} has too few twins", root.display());
    }
}

/// Bars that only fall: each withheld one lies between its neighbours, also in every twin.
#[test]
fn twins_of_a_sorted_chart_are_sorted_alike() {
    let folder = site_of(&[
        ("site.yaml", "title: T\norganisation: O\n"),
        (
            "content/index.md",
            "---\ntitle: T\n---\n```chart\nkind: bar\nheadline: H\ndata: d\nx: g\ny: n\n```\n\n{{ d.n }} in all.\n",
        ),
        (
            "data/d.yaml",
            "title: T\nsource: S\nperiod: {value: \"2024\", kind: year}\ndimensions:\n  g:\n    label: G\n    members: {all: \
             All, a: A, b: B, c: C, d: D, e: E, f: F}\n    totals: {all: [a, b, c, d, e, f]}\nmeasures:\n  n: {label: N, kind: \
             count}\n",
        ),
        ("data/d.csv", "g,n\nall,187\na,90\nb,42\nc,24\nd,19\ne,9\nf,3\n"),
    ]);
    for twins in [Twins::of_certificate(&asked(folder.path())), Twins::of_attacker(&asked(folder.path()))] {
        let twins = twins.expect("can be protected");
        assert!(twins.len() >= 2 && build(folder.path(), &twins) >= 2, "there are twins");
    }
}

/// The largest figure is withheld, and with it a change: neither a reading in words nor a line beside a key figure tells.
#[test]
fn readings_and_lines_of_twins_are_the_same() {
    let page = "---\ntitle: T\n---\n```key-figures\n- figure: d.n[\"2024\"]\n  label: N\n  line: d.n[\"b\"]\n```\n\n\
                ```chart\nkind: bar\nheadline: H\ndata: d\nx: g\ny: n\nby: period\n```\n\n\
                ```chart\nkind: line\nheadline: H\ndata: d\nx: period\ny: n\nby: g\n```\n";
    let folder = site_of(&[
        ("site.yaml", "title: T\norganisation: O\n"),
        ("content/index.md", page),
        (
            "data/d.yaml",
            "title: T\nsource: S\nperiod: {column: year, kind: year}\ndimensions:\n  g:\n    label: G\n    members: {all: \
             All, a: A, b: B, c: C, d: D}\n    totals: {all: [a, b, c, d]}\nmeasures:\n  n: {label: N, kind: \
             count}\nkeep: [\"n['all']\", \"n['c']\", \"n['d']\"]\n",
        ),
        (
            "data/d.csv",
            "year,g,n\n2023,all,150\n2023,a,30\n2023,b,70\n2023,c,20\n2023,d,30\n2024,all,143\n2024,a,3\n2024,b,90\n2024,c,20\n2024,d,30\n",
        ),
    ]);
    for twins in [Twins::of_certificate(&asked(folder.path())), Twins::of_attacker(&asked(folder.path()))] {
        let twins = twins.expect("can be protected");
        assert!(twins.len() >= 2 && build(folder.path(), &twins) >= 2, "there are twins");
    }
}

/// The lines of a slope are the rows of its table, which may be sorted.
#[test]
fn twins_of_charts_drawn_by_ourselves_are_drawn_alike() {
    let members = "{all: All, a: A, b: B, c: C, d: D, e: E, f: F}";
    let description = format!(
        "title: T\nsource: S\nperiod: {{column: year, kind: year}}\ndimensions:\n  g:\n    label: G\n    members: {members}\n    \
         totals: {{all: [a, b, c, d, e, f]}}\nmeasures:\n  n: {{label: N, kind: count}}\n"
    );
    let first = "2023,all,187\n2023,a,90\n2023,b,42\n2023,c,24\n2023,d,19\n2023,e,9\n2023,f,3\n";
    let second = "2024,all,178\n2024,a,80\n2024,b,44\n2024,c,25\n2024,d,4\n2024,e,15\n2024,f,10\n";
    let third = "2025,all,195\n2025,a,82\n2025,b,45\n2025,c,26\n2025,d,12\n2025,e,16\n2025,f,14\n";
    for chart in [
        "kind: slope\nx: period\nby: g\nonly: {period: [2023, 2024]}",
        "kind: small-multiples\nx: period\nby: g",
        "kind: small-multiples\nform: line\nx: period\nby: g",
        "kind: dot-range\nx: g",
    ] {
        let page = format!(
            "---\ntitle: T\n---\n```chart\n{chart}\nheadline: H\ndata: d\ny: n\n```\n\n{{{{ d.n[\"2023\"] }}}} and then {{{{ \
             d.n[\"2024\"] }}}}.\n"
        );
        let folder = site_of(&[
            ("site.yaml", "title: T\norganisation: O\n"),
            ("content/index.md", &page),
            ("data/d.yaml", &description),
            ("data/d.csv", &format!("year,g,n\n{first}{second}{third}")),
        ]);
        for twins in [Twins::of_certificate(&asked(folder.path())), Twins::of_attacker(&asked(folder.path()))] {
            let twins = twins.expect("can be protected");
            assert!(twins.len() >= 2 && build(folder.path(), &twins) >= 2, "there are twins: {chart}");
        }
    }
}

/// What a text claims of withheld figures is true of every twin, or the audit did not count it in: comparisons, figures that
/// are the same, and words of the scale, whose meaning depends on a base that is withheld too.
#[test]
fn claims_are_true_of_twins() {
    let one_table = "```table\ncaption: H\ndata: d\nrows: g\n```\n";
    let two_years = "```table\ncaption: H\ndata: d\nrows: g\ncolumns: period\n```\n";
    let two_ways = "```table\ncaption: H\ndata: d\nrows: g\ncolumns: h\n```\n";
    let groups = |members: &str, parts: &str| {
        format!("dimensions:\n  g: {{label: G, members: {{all: All, {members}}}, totals: {{all: [{parts}]}}}}\n")
    };
    let sexes = "  h: {label: H, members: {both: Both, boys: Boys, girls: Girls}, totals: {both: [boys, girls]}}\n";
    for (text, table, period, dimensions, wishes, csv) in [
        (
            "A has [more]{{ d.n[\"a\"] | against(d.n[\"b\"]) }} than B, and C [fewer]{{ d.n[\"c\"] | against(d.n[\"a\"]) }}.",
            one_table,
            "{value: \"2024\", kind: year}",
            groups("a: A, b: B, c: C, d: D", "a, b, c, d"),
            "keep: [\"n['d']\", \"n['all']\"]",
            "g,n\nall,116\na,9\nb,4\nc,3\nd,100\n",
        ),
        (
            "Boys are [the same]{{ d.n[\"boys\"][\"a\"] | rank(\"g\") }} everywhere.",
            two_ways,
            "{value: \"2024\", kind: year}",
            groups("a: A, b: B, c: C", "a, b, c") + sexes,
            "keep: [\"n['both']\"]\nprefer-to-hide: [\"n['boys']\"]",
            "g,h,n\na,boys,100\nb,boys,100\nc,boys,100\na,girls,50\nb,girls,3\nc,girls,40\na,both,150\nb,both,103\n\
             c,both,140\nall,both,393\nall,boys,300\nall,girls,93\n",
        ),
        (
            "With C, A [stayed about the same]{{ d.n[\"c\"] | plus(d.n[\"a\"]) | change(\"2023\", \"2024\") }}, and B [fell \
             sharply]{{ d.n[\"c\"] | plus(d.n[\"b\"]) | change(\"2023\", \"2024\") }}.",
            two_years,
            "{column: year, kind: year}",
            groups("a: A, b: B, c: C, d: D", "a, b, c, d"),
            "keep: [\"n['2024']\"]",
            "year,g,n\n2023,all,2045\n2023,a,995\n2023,b,996\n2023,c,4\n2023,d,50\n2024,all,1855\n2024,a,945\n2024,b,810\n\
             2024,c,40\n2024,d,60\n",
        ),
    ] {
        let description = format!(
            "title: T\nsource: S\nperiod: {period}\n{dimensions}measures:\n  n: {{label: N, kind: count}}\n{wishes}\n"
        );
        let folder = site_of(&[
            ("site.yaml", "title: T\norganisation: O\n"),
            ("content/index.md", &format!("---\ntitle: T\n---\n{text}\n\n{table}")),
            ("data/d.yaml", &description),
            ("data/d.csv", csv),
        ]);
        for twins in [Twins::of_certificate(&asked(folder.path())), Twins::of_attacker(&asked(folder.path()))] {
            let twins = twins.expect("can be protected");
            assert!(twins.len() >= 2 && build(folder.path(), &twins) >= 2, "there are twins: {text}");
        }
    }
}

/// Whoever reads what is told of a page's prose learns nothing of hidden numbers either.
#[test]
fn authors_of_twins_are_told_the_same() {
    let prose = |number: usize| {
        let text = format!("There were {number} children, {number}%, {number}.5% more than before.");
        let run = Run { text, place: Place::File(format!("content/{number:03}.md")), kind: RunKind::Plain };
        Passage { page: format!("{number}.md"), block: "the text".to_owned(), runs: vec![run], ..Passage::default() }
    };
    for root in sites() {
        let with_prose = || {
            let mut asked = asked(&root);
            asked.passages = (0..130).map(prose).collect();
            asked
        };
        // Completions of an attacker also change figures that no page asks for and that hide nothing: those may be told.
        let mut twins = Twins::of_certificate(&asked(&root)).expect("can be protected");
        twins.keep_some(12);
        let told = |number: usize| twins.told_as(with_prose(), number).expect("the pattern fits");
        for number in 1..twins.len() {
            // What is told may hold a hidden number, if the site leaks: it stays unsaid.
            assert!(told(0) == told(number), "the authors of twin {number} of {} are told else", root.display());
        }
    }
}

/// The same by somebody who never saw the certificate. A few will do.
#[test]
fn the_completions_of_an_attacker_build_the_same_site() {
    for root in sites() {
        let mut twins = Twins::of_attacker(&asked(&root)).expect("can be protected");
        twins.keep_some(16);
        let exchanged = build(&root, &twins);
        let hides = root.ends_with("suppression/in");
        assert!(!hides || (twins.len() >= 2 && exchanged >= 2), "{} has too few twins", root.display());
    }
}

/// The comparison itself would notice a leak: where nothing is hidden, twins differ.
#[test]
fn a_leak_makes_twins_differ() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites/suppression/in");
    let mut twins = Twins::of_attacker(&asked(&root)).expect("can be protected");
    twins.hide_nothing();
    let [one, other] = [0, 1].map(|number| emitted(twins.protect_as(asked(&root), number).expect("it fits").0));
    assert!(!differences(&one, &other).is_empty());
}
