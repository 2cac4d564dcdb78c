//! Texts that were published with mistakes, beside their own figures: every contradiction is found, and nothing that is true
//! is refused.
//!
//! Each site has a claim on a line, and a list of what has to be said of it (`contradictions.txt`). After a change that is
//! meant to alter what is said, write the lists anew and read the difference line by line:
//!
//! ```text
//! CANDOUR_BLESS=1 cargo test --test report_as_published
//! ```

#![expect(clippy::disallowed_methods, clippy::expect_used, reason = "tests read messages, and write lists on demand")]

mod common;

use std::collections::BTreeSet;
use std::fs;

use common::{Site, files, fixture};

/// Something that is said of a line.
struct Said {
    file: String,
    line: usize,
    text: String,
}

/// What `check` says of a site, in its order.
fn said_of(site: &Site) -> Vec<Said> {
    let run = site.run("check");
    let mut said = Vec::new();
    let mut lines = run.stderr.lines().peekable();
    while let Some(line) = lines.next() {
        let Some(place) = lines.peek().and_then(|next| next.trim_start().strip_prefix("--> ")) else { continue };
        let mut parts = place.split(':');
        let file = parts.next().unwrap_or_default().to_owned();
        let number = parts.next().and_then(|number| number.parse().ok()).expect("a place has a line");
        let source = site.read(&file);
        let text = source.lines().nth(number - 1).expect("the line is there");
        // "- Paragraph 14: …"
        let paragraph = text.trim_start_matches("- ").split(':').next().unwrap_or_default();
        said.push(Said { text: format!("{file}, {paragraph}: {line}"), file, line: number });
    }
    assert_eq!(
        run.code,
        i32::from(run.stderr.starts_with("error") || run.stderr.contains("\nerror")),
        "{}",
        run.stderr
    );
    said
}

/// Claims on the pages of a site.
fn claims(site: &Site) -> usize {
    let pages = files(&site.root().join("content"));
    pages.keys().map(|page| site.read(&format!("content/{page}")).matches("]{{").count()).sum()
}

/// Compares what is said of a site with its list.
fn compare(name: &str, site: &Site) -> Vec<Said> {
    let said = said_of(site);
    let list: String = said.iter().map(|said| format!("{}\n", said.text)).collect();
    let expected = fixture(name).join("contradictions.txt");
    if std::env::var_os("CANDOUR_BLESS").is_some() {
        fs::write(&expected, &list).expect("written");
    }
    let expected = fs::read_to_string(expected).expect("a list");
    assert_eq!(expected.lines().collect::<Vec<_>>(), list.lines().collect::<Vec<_>>(), "{name}: expected, then said");
    said
}

/// Compares a site with its list; then takes the lines that are wrong out, and what is left can be published. There are so
/// many claims, and so many of them are wrong.
fn compare_claims(name: &str, claimed: usize, expected: usize) {
    let site = Site::fixture(name);
    let said = compare(name, &site);
    assert_eq!(claims(&site), claimed, "{name}: claims");
    let wrong: BTreeSet<(&str, usize)> = said.iter().map(|said| (said.file.as_str(), said.line)).collect();
    assert_eq!(wrong.len(), expected, "{name}: wrong claims");
    for page in wrong.iter().map(|(file, _)| *file).collect::<BTreeSet<_>>() {
        let text = site.read(page);
        let kept = text.lines().enumerate().filter(|(at, _)| !wrong.contains(&(page, at + 1)));
        site.write(page, &kept.map(|(_, line)| format!("{line}\n")).collect::<String>());
    }
    assert_eq!(claims(&site), claimed - expected, "{name}: a line has one claim");
    let run = site.run("check");
    assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{name}: what is true can be published");
}

#[test]
fn a_report_is_held_to_its_own_tables() {
    compare_claims("report-as-published", 82, 18);
}

#[test]
fn names_periods_and_references_of_the_report() {
    compare("report-as-published-names", &Site::fixture("report-as-published-names"));
}

#[test]
fn a_second_text_is_held_to_the_figures_that_it_names_first() {
    compare_claims("second-text", 14, 5);
}

/// Without a waiver the small groups of the report are hidden. No number may be said of them then, and a false claim reads like
/// a true one; a true comparison may stand where the audit holds with it.
#[test]
fn what_rests_on_a_hidden_figure_is_refused_without_its_number() {
    let site = Site::fixture("report-as-published");
    let bands = site.read("data/bands.yaml");
    let (hidden, _) = bands.split_once("public:").expect("the figures are public");
    site.write("data/bands.yaml", hidden);
    let refused: Vec<String> =
        said_of(&site).into_iter().filter(|said| said.text.contains("withheld-claim")).map(|said| said.text).collect();
    for words in ["reduced by 5 (71.4%)", "claim \"240\"", "decreased from 721 to 603", "risen"] {
        assert!(refused.iter().any(|text| text.contains(words)), "{words}: {refused:?}");
    }
    for said in &refused {
        assert!(said.ends_with("it rests on a figure that is withheld"), "{said}");
    }
    let told = site.run("check").stderr;
    for values in ["say 4 to 4", "say 2 to 2", "say 7 to 2", "say 105 to 99"] {
        assert!(!told.contains(values), "{values}");
    }
}

/// The reverse: of each true claim of the report a false one is made, by another number in its words.
#[test]
fn a_wrong_number_is_found_in_every_true_claim() {
    for name in ["report-as-published", "second-text"] {
        let site = Site::fixture(name);
        let wrong: BTreeSet<(String, usize)> = said_of(&site).into_iter().map(|said| (said.file, said.line)).collect();
        let mut changed = BTreeSet::new();
        for page in files(&site.root().join("content")).keys() {
            let file = format!("content/{page}");
            let text = site.read(&file);
            let lines = text.lines().enumerate().map(|(at, line)| {
                let place = (file.clone(), at + 1);
                let altered = altered(line).filter(|_| !wrong.contains(&place));
                altered
                    .inspect(|_| {
                        changed.insert(place);
                    })
                    .unwrap_or_else(|| line.to_owned())
            });
            let lines: String = lines.map(|line| format!("{line}\n")).collect();
            site.write(&file, &lines);
        }
        assert!(changed.len() > 2, "{name}");
        let said: BTreeSet<(String, usize)> = said_of(&site).into_iter().map(|said| (said.file, said.line)).collect();
        assert_eq!(said, wrong.union(&changed).cloned().collect(), "{name}");
    }
}

/// A line with the last digit of its claim's first number changed, where it says one that has to be met.
fn altered(line: &str) -> Option<String> {
    let (before, rest) = line.split_once('[')?;
    let (words, after) = rest.split_once("]{{")?;
    let start =
        words.find(|c: char| c.is_ascii_digit()).filter(|_| !words.contains("least") && !words.contains("about"))?;
    let length = words[start..].find(|c: char| !c.is_ascii_digit() && !".,".contains(c)).unwrap_or(words.len() - start);
    let last = words.as_bytes()[start + length - 1] - b'0';
    let other = (last + 3) % 10;
    let words = format!("{}{other}{}", &words[..start + length - 1], &words[start + length..]);
    Some(format!("{before}[{words}]{{{{{after}"))
}
