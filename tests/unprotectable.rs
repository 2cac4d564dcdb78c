//! Sites that cannot be protected: they end with 3, and say which figures, why, and what would help, without a value.

mod common;

use common::{Run, Site, candour};

/// One dataset of one year, and a page with all of it. `members` are those of one dimension, the first one the total.
fn site(members: &str, parts: &str, declared: &str, rows: &str) -> Site {
    let site = Site::fixture("minimal");
    site.write(
        "data/visits.yaml",
        &format!(
            "title: Visits\nsource: Records\nperiod: {{column: year, kind: year}}\ndimensions:\n  band:\n    label: \
             Episodes\n    members: {{{members}}}\n    totals: {{all: [{parts}]}}\nmeasures:\n  children: {{label: \
             Children, kind: count}}\n{declared}"
        ),
    );
    site.write("data/visits.csv", &format!("year,band,children\n{rows}"));
    site.write(
        "content/index.md",
        "---\ntitle: Visits\n---\n```table\ncaption: Visits\ndata: visits\nrows: band\ncolumns: period\nmeasures: \
         [children]\n```\n",
    );
    site
}

/// Everything that a failing check prints, on one line. It must end with 3, publish nothing, and tell no number of the
/// data.
fn refused(site: &Site, secrets: &[&str]) -> String {
    for command in ["check", "build"] {
        let run = site.run(command);
        assert_eq!(run.code, 3, "{}", run.stderr);
        assert!(run.stdout.is_empty() && run.stderr.contains("error[unprotectable]"), "{}", run.stderr);
        assert!(!secrets.iter().any(|secret| run.stderr.contains(secret)), "a value is told");
    }
    assert!(site.public().is_empty());
    flat(&site.run("check").stderr)
}

fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn explain(site: &Site, fact: &str) -> Run {
    Run::of(candour().args(["explain", fact, "--root"]).arg(site.root()))
}

fn holds(text: &str, expected: &[&str]) {
    for expected in expected {
        assert!(text.contains(expected), "`{expected}` is not in:\n{text}");
    }
}

/// Two small groups beside a large one that is public, with the total.
fn bands() -> Site {
    site(
        "all: All children, few: 1 to 14 episodes, more: 15 to 19 episodes, most: 20 or more episodes",
        "few, more, most",
        "public: [\"children['all']\", \"children['few']\"]\n",
        "2024,all,31337\n2024,few,31331\n2024,more,2\n2024,most,4\n",
    )
}

#[test]
fn two_categories_to_merge_are_named() {
    let told = refused(&bands(), &["31337", "31,337", "31331", "31,331"]);
    holds(
        &told,
        &[
            "this figure could be worked out from what the site shows: visits.children, Episodes 15 to 19 episodes",
            "by way of Episodes: All children = 1 to 14 episodes + 15 to 19 episodes + 20 or more episodes",
            "readers see visits.children, Episodes All children",
            "(public already)",
            "merge \"15 to 19 episodes\" with \"20 or more episodes\" (Episodes in `data/visits.csv`): then everything \
             else can stay",
            "--> data/visits.csv, line 4, column `children`",
        ],
    );
    assert!(!told.contains("merge \"1 to 14"), "what is public cannot be merged: {told}");
}

#[test]
fn the_change_that_is_named_is_enough() {
    let site = bands();
    site.edit("data/visits.yaml", "more: 15 to 19 episodes, most: 20 or more episodes", "more: 15 or more episodes");
    site.edit("data/visits.yaml", "[few, more, most]", "[few, more]");
    site.edit("data/visits.csv", "2024,more,2\n2024,most,4\n", "2024,more,6\n");
    assert_eq!(site.run("check").code, 0);
}

#[test]
fn figures_that_are_public_already_give_a_part_away() {
    let site = site(
        "all: All, a: A, b: B",
        "a, b",
        "public: [\"children['all']\", \"children['b']\"]\n",
        "2024,all,77744\n2024,a,3\n2024,b,77741\n",
    );
    let told = refused(&site, &["77744", "77741", "77,74"]);
    holds(
        &told,
        &[
            "from what the site shows: visits.children, Episodes A, 2024, by way of Episodes: All = A + B",
            "whatever else is withheld, because readers see visits.children, Episodes All, 2024 (public already) and \
             visits.children, Episodes B, 2024 (public already)",
            "help: if visits.children, Episodes",
            "is not public after all, take it out of `public`: then 1 further figure would be withheld",
        ],
    );
}

#[test]
fn a_total_under_a_waiver_can_be_left_out() {
    let site = site(
        "all: All, a: A, b: B",
        "a, b",
        "waivers:\n  - figures: [\"children['all']['2024']\"]\n    person: Officer\n    reason: Known\n    date: 2026-01-31\n",
        "2024,all,4\n2024,a,4\n2024,b,0\n",
    );
    let told = refused(&site, &[]);
    holds(
        &told,
        &[
            "visits.children, Episodes All, 2024 (shown by a waiver)",
            "visits.children, Episodes B, 2024 (always shown)",
            "help: leave out the total visits.children, Episodes All, 2024: then everything else can stay",
            "or withdraw the waiver for visits.children, Episodes All, 2024: then",
        ],
    );
}

#[test]
fn where_everything_is_hidden_already_the_parts_can_go() {
    let site = site(
        "all: All, a: A, b: B, c: C, d: D, e: E",
        "a, b, c, d, e",
        "",
        "2024,all,5\n2024,a,1\n2024,b,1\n2024,c,1\n2024,d,1\n2024,e,1\n",
    );
    let told = refused(&site, &[]);
    holds(
        &told,
        &[
            "Withholding all of it is not enough",
            "show visits.children, Episodes All, 2024 without its parts: then everything else can stay",
        ],
    );
}

#[test]
fn figures_that_contradict_each_other_are_named_with_their_relation() {
    let site = site("all: All, a: A, b: B", "a, b", "", "2024,all,10\n2024,a,5\n2024,b,5\n");
    let description = site.read("data/visits.yaml");
    let sexes =
        "  sex:\n    label: Sex\n    members: {all: All, f: Girls, m: Boys}\n    totals: {all: [f, m]}\nmeasures:\n";
    site.write("data/visits.yaml", &description.replace("measures:\n", sexes));
    // A is known to be more than the total, from its parts alone.
    site.write(
        "data/visits.csv",
        "year,band,sex,children\n2024,all,all,77741\n2024,all,f,x\n2024,all,m,x\n2024,a,all,x\n2024,a,f,77742\n2024,a,m,\
         77743\n2024,b,all,x\n2024,b,f,x\n2024,b,m,x\n",
    );
    let told = refused(&site, &["7774", "77,74"]);
    holds(
        &told,
        &[
            "these figures contradict each other, so nothing can be proved of them",
            "visits.children, Episodes A",
            "help: correct the data, or what the description declares of these figures",
        ],
    );
}

#[test]
fn explain_tells_the_diagnosis() {
    let site = bands();
    let run = explain(&site, "visits.children[\"more\"][\"2024\"]");
    assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{}", run.stdout);
    let told = flat(&run.stdout);
    holds(
        &told,
        &[
            "visits.children[\"more\"][\"2024\"] Children, Episodes: 15 to 19 episodes, 2024",
            "Not decided: the site cannot be protected as it is. Why: this figure could be worked out",
            "What would help: merge \"15 to 19 episodes\" with \"20 or more episodes\"",
            "What else stands in the way:",
            "What it is computed with: Episodes: All children = 1 to 14 episodes",
        ],
    );
    let run = explain(&site, "visits.children[\"2024\"]");
    assert_eq!(run.code, 0, "{}", run.stderr);
    holds(&flat(&run.stdout), &["This figure is not what stands in the way. What stands in the way: visits.children"]);
    assert!(!run.printed().contains("3133") && !run.printed().contains("31,33"));
    assert_eq!(explain(&site, "walrus").code, 2);
}

#[test]
fn what_is_public_is_known_wherever_readers_saw_it() {
    let public = "public: [\"children['all']\", \"children['b']\"]\n";
    let site = site("all: All, a: A, b: B", "a, b", public, "2024,all,77744\n2024,a,3\n2024,b,77741\n");
    // No page shows the total or the other part, but readers have both from elsewhere.
    site.edit("content/index.md", "columns: period\n", "columns: period\nonly: {band: [a]}\n");
    holds(&refused(&site, &["77744", "77741"]), &["readers see visits.children, Episodes All, 2024 (public already)"]);
    site.edit("data/visits.yaml", ", \"children['b']\"", "");
    assert_eq!(site.run("check").code, 0);
    let run = explain(&site, "visits.children[\"2024\"]");
    assert!(run.stdout.contains("Not asked for: no page shows it."), "{}", run.printed());
}

#[test]
fn a_waiver_for_what_no_page_shows_shows_nothing() {
    let waiver =
        "waivers: [{figures: [\"children['a']['2024']\"], person: Officer, reason: Known, date: 2026-01-31}]\n";
    let site = site("all: All, a: A, b: B", "a, b", waiver, "2024,all,50\n2024,a,3\n2024,b,47\n");
    site.edit("content/index.md", "columns: period\n", "columns: period\nonly: {band: [all, b]}\n");
    assert_eq!(site.run("check").code, 0);
}
