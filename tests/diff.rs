//! What `candour diff` says of two built sites, in all of its forms, byte for byte. Where a change is meant to alter what is
//! said, write the forms anew and read the difference:
//!
//! ```text
//! CANDOUR_BLESS=1 cargo test --test diff
//! ```

#![expect(
    clippy::disallowed_methods,
    clippy::expect_used,
    reason = "tests read what was written, and write it on demand"
)]

mod common;

use std::fs;
use std::path::PathBuf;
use std::sync::OnceLock;

use common::{Run, Site, candour, files, package};

/// The forms, with the names under which their transcripts lie.
const FORMS: [(&str, &str); 4] =
    [("text", "editions.txt"), ("json", "editions.json"), ("markdown", "editions.md"), ("page", "editions.html")];

/// The last edition, and the next: figures revised with a reason and without, withheld and no longer, a new period; a page
/// that moved, a new one with markup in its title, other words, another label, another chart.
fn sites() -> &'static (Site, Site) {
    static SITES: OnceLock<(Site, Site)> = OnceLock::new();
    SITES.get_or_init(|| (before(), after()))
}

fn before() -> Site {
    let site = Site::fixture("editions");
    site.remove("published.csv");
    let description = site.read("data/carers.yaml");
    let (description, _) = description.split_once("revisions:").expect("revisions");
    site.write("data/carers.yaml", description);
    site.edit("data/carers.csv", "2023-H2,all,181", "2023-H2,all,157");
    site.edit("data/carers.csv", "2023-H2,east,70", "2023-H2,east,46");
    site.built();
    site
}

fn after() -> Site {
    let site = Site::fixture("editions");
    site.edit(
        "data/carers.csv",
        "2024-H1,all,174\n2024-H1,north,39\n2024-H1,east,82\n2024-H1,west,4\n2024-H1,south,49\n",
        "2024-H1,all,172\n2024-H1,north,61\n2024-H1,east,82\n2024-H1,west,25\n2024-H1,south,4\n2024-H2,all,201\n\
         2024-H2,north,61\n2024-H2,east,60\n2024-H2,west,30\n2024-H2,south,50\n",
    );
    site.edit("data/carers.yaml", "north: North", "north: North & <upper> | _hill_");
    site.edit("content/method.md", "could tell of somebody", "could give away somebody");
    site.edit("content/carers.md", "headline: Young carers assessed in each area", "headline: Which areas assess most");
    let more =
        "\n```table\nid: now\ncaption: The latest half-year\ndata: carers\nrows: area\nwhere: {period: 2024-H2}\n```\n";
    site.write("content/carers.md", &(site.read("content/carers.md") + more));
    site.remove("content/contact.md");
    site.write(
        "content/ask.md",
        "---\ntitle: Ask us\nmoved-from: [contact.html]\n---\nWrite to the data team of Example Council.\n",
    );
    site.edit("site.yaml", "contact: contact.md", "contact: ask.md");
    site.write(
        "content/late.md",
        "---\ntitle: Carers <late> & @all\n---\nIn late 2024 there were {{ carers.children[\"2024-H2\"] }}.\n",
    );
    site.built();
    site
}

fn public(site: &Site) -> PathBuf {
    site.root().join("public")
}

fn diff(old: &Site, new: &Site, more: &[&str]) -> Run {
    Run::of(candour().arg("diff").arg(public(old)).arg(public(new)).args(more))
}

#[test]
fn every_form_says_the_same_as_before() {
    let (old, new) = sites();
    for (form, name) in FORMS {
        let run = diff(old, new, &["--as", form]);
        assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{form}");
        let expected = package().join("tests/differences").join(name);
        let said = without_sizes(&run.stdout);
        if std::env::var_os("CANDOUR_BLESS").is_some() {
            fs::write(&expected, &said).expect("written");
        }
        let expected = fs::read_to_string(expected).expect("a transcript");
        assert_eq!(expected.lines().collect::<Vec<_>>(), said.lines().collect::<Vec<_>>(), "{form}");
        assert!(!run.stdout.contains('\u{1b}'), "{form} has colours outside a terminal");
    }
}

/// With `N` for the sizes of files, which change with the theme.
fn without_sizes(text: &str) -> String {
    let digits = |text: &str| text.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let parts: Vec<&str> = text.split(" kB").collect();
    let (last, sized) = parts.split_last().expect("one part at least");
    let sized: String = sized.iter().map(|part| format!("{}N kB", &part[..digits(part)])).collect();
    let said = sized + last;
    let line = |line: &str| match line.split_once("bytes\": ") {
        Some((key, size)) if !size.starts_with("null") => {
            format!("{key}bytes\": \"N\"{}\n", if size.ends_with(',') { "," } else { "" })
        }
        _ => format!("{line}\n"),
    };
    said.lines().map(line).collect()
}

#[test]
fn a_site_is_the_same_as_itself() {
    let (old, _) = sites();
    let same = "Nothing that a reader sees has changed.";
    for form in ["text", "markdown", "page"] {
        let run = diff(old, old, &["--as", form, "--exit-code"]);
        assert_eq!(run.code, 0, "{form}");
        assert!(run.stdout.contains(same), "{form}: {}", run.stdout);
    }
    let json = diff(old, old, &["--as", "json"]).stdout;
    assert!(json.contains("\"changed\": false") && json.contains("\"figures\": [],"), "{json}");
}

#[test]
fn the_exit_code_tells_on_demand_whether_anything_changed() {
    let (old, new) = sites();
    assert_eq!(diff(old, new, &[]).code, 0);
    assert_eq!(diff(old, new, &["--exit-code"]).code, 1);
}

#[test]
fn what_is_no_built_site_is_told() {
    let (old, _) = sites();
    let nothing = old.root().join("nowhere");
    for (folder, expected) in [
        (old.root(), "did you mean"),
        (nothing, "there is no folder"),
        (old.root().join("content"), "is no built site: there is no manifest.json"),
    ] {
        let run = Run::of(candour().arg("diff").arg(public(old)).arg(folder));
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{}", run.stderr);
        assert!(run.stderr.contains(expected) && run.stderr.contains("help: "), "{}", run.stderr);
    }
    let broken = Site::of(&old.public());
    broken.remove("carers.html");
    let run = Run::of(candour().arg("diff").arg(public(old)).arg(broken.root()));
    assert_eq!(run.code, 2, "{}", run.stderr);
    assert!(run.stderr.contains("is not whole: `carers.html`"), "{}", run.stderr);
}

#[test]
fn a_file_is_written_beside_a_site_and_never_into_it() {
    let (old, new) = sites();
    let page = new.root().join("review/diff.html");
    let run = diff(old, new, &["--as", "page", "--out", page.to_str().expect("a path")]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    assert!(
        run.stdout.starts_with("Wrote ")
            && fs::read_to_string(&page).expect("a page").contains("<h2 id=\"signature\">")
    );
    let before = new.public();
    let within = public(new).join("downloads/diff.html");
    let run = diff(old, new, &["--out", within.to_str().expect("a path")]);
    assert_eq!(run.code, 2, "{}", run.stderr);
    assert!(run.stderr.contains("lies within a built site"), "{}", run.stderr);
    assert!(files(&public(new)) == before, "the site is as it was");
}

#[test]
fn figures_without_names_are_known_by_their_labels() {
    let (old, new) = sites();
    // As it was written before cells had names.
    let mut unnamed = old.public();
    let json = unnamed.get_mut("downloads/carers.json").expect("tables");
    let text = String::from_utf8(json.clone()).expect("UTF-8");
    let lines = text.lines().filter(|line| !line.trim_start().starts_with("\"figure\""));
    *json = lines
        .map(|line| format!("{line}\n"))
        .collect::<String>()
        .replace("\",\n            }", "\"\n            }")
        .into_bytes();
    let unnamed = Site::of(&unnamed);
    let run = Run::of(candour().arg("diff").arg(unnamed.root()).arg(public(new)));
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(run.stdout.contains("East, July to December 2023: was 46, now 70 [r]"), "{}", run.stdout);
}

#[test]
fn nothing_is_read_but_the_two_sites() {
    let (old, new) = sites();
    let moved = (Site::of(&old.public()), Site::of(&new.public()));
    let alone = Run::of(candour().arg("diff").arg(moved.0.root()).arg(moved.1.root()));
    assert_eq!(alone.stdout, diff(old, new, &[]).stdout);
}
