//! What people write without binding it to data: it is told with its place and the figure that may be meant, it is an
//! error where it could be a figure that is withheld, and being told says nothing of the hidden number.

mod common;

use common::{Files, Run, Site, candour};

const HOME: &str = "content/index.md";
const DATA: &str = "data/visits.csv";

const DESCRIPTION: &str = "\
title: Children seen
source: Case records
period: {column: year, kind: year}
dimensions:
  area:
    label: Area
    members: {all: Exampleshire, north: North, south: South, west: West}
    totals: {all: [north, south, west]}
measures:
  children: {label: Children, kind: count}
";

/// The west has few children in 2024, and the north is withheld with it.
const ROWS: &str = "\
year,area,children
2023,all,160
2023,north,34
2023,south,100
2023,west,26
2024,all,190
2024,north,40
2024,south,146
2024,west,4
";

const TABLE: &str = "```table\nid: areas\ncaption: Children by area\ndata: visits\nrows: area\ncolumns: period\n```\n";

fn site(front: &str, body: &str) -> Site {
    let page = format!("---\ntitle: Children\n{front}---\n{body}\n\n{TABLE}");
    let files = [
        ("site.yaml", "title: Children seen\norganisation: Example Council\n"),
        (HOME, page.as_str()),
        ("data/visits.yaml", DESCRIPTION),
        (DATA, ROWS),
    ];
    Site::of(&files.map(|(path, text)| (path.to_owned(), text.as_bytes().to_vec())).into_iter().collect::<Files>())
}

fn strictly(site: &Site) -> Run {
    Run::of(candour().arg("check").arg("--strict").arg("--root").arg(site.root()))
}

/// Nothing is said of it, even where warnings count.
fn is_quiet(site: &Site) {
    let run = strictly(site);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
}

/// The code of each message, and the place of each.
fn told(run: &Run) -> Vec<(String, String)> {
    let code = |line: &str| Some(line.split_once('[')?.1.split_once(']')?.0.to_owned());
    let begins = |line: &&str| line.starts_with("error[") || line.starts_with("warning[");
    let codes = run.stderr.lines().filter(begins).filter_map(code);
    let places = run.stderr.lines().filter_map(|line| Some(line.trim_start().strip_prefix("--> ")?.to_owned()));
    codes.zip(places).collect()
}

fn codes(run: &Run) -> Vec<String> {
    told(run).into_iter().map(|(code, _)| code).collect()
}

#[test]
fn figures_that_are_bound_are_no_matter() {
    let body = "In 2024 the council saw {{ visits.children[\"2024\"] }} children, {{ visits.children | change(\"2023\", \
                \"2024\") }}. See section 22, within 72 hours.";
    is_quiet(&site("", body));
}

#[test]
fn a_number_is_told_with_its_place_and_the_figure_that_is_meant() {
    let site = site("", "## The year 2023\n\nThe council saw 350 children. In 2024 it rose by 18.8%.");
    let run = site.run("check");
    // "It rose" names nothing that is counted, so that only the numbers are told.
    let expected = [("unbound-number", "content/index.md:6:17"), ("may-be-withheld", "content/index.md:6:50")];
    assert_eq!(told(&run), expected.map(|(code, place)| (code.to_owned(), place.to_owned())), "{}", run.stderr);
    assert_eq!(run.code, 1);
    let change = "`{{ visits.children | change(\"2023\", \"2024\") }}` is rose by 18.8%: Children, Area: Exampleshire, 2024, \
                  against 2023";
    assert!(run.stderr.contains(change), "{}", run.stderr);
    assert!(run.stderr.contains("is not bound to data, and could stand for a figure that is withheld"));
}

#[test]
fn a_wrong_number_is_told_with_what_the_words_mean() {
    let site = site("", "In 2024 the council saw 191 children in Exampleshire. That is 300 in all.");
    let run = site.run("check");
    assert_eq!(run.code, 0, "{}", run.stderr);
    let nearest = "nearest: `{{ visits.children[\"2024\"] }}` is 190: Children, Area: Exampleshire, 2024";
    assert!(run.stderr.contains(nearest), "{}", run.stderr);
}

#[test]
fn what_is_withheld_is_never_proposed() {
    for number in ["4", "40", "6"] {
        let run = site("", &format!("In 2024 there were {number} children in the west and the north.")).run("check");
        assert_eq!(codes(&run), ["may-be-withheld"], "{}", run.stderr);
        assert!(!run.stderr.contains(&format!("}}` is {number}:")), "{}", run.stderr);
        assert!(!run.stderr.contains("[\"west\"][\"2024\"]") && !run.stderr.contains("[\"north\"][\"2024\"]"));
    }
}

#[test]
fn words_of_direction_are_bound_or_told() {
    let run = site("", "The number of children rose, and most children came once.").run("check");
    assert_eq!(codes(&run), ["unbound-word", "unbound-word"], "{}", run.stderr);
    assert_eq!(run.code, 0);
    let binding = "bind it: `[rose]{{ visits.children | change(\"2023\", \"2024\") }}`";
    assert!(run.stderr.contains(binding), "{}", run.stderr);
}

#[test]
fn the_same_number_twice_is_told_twice() {
    let run = site("", "There were 350 children, and then 350 again.").run("check");
    let places = ["content/index.md:4:12", "content/index.md:4:35"];
    assert_eq!(told(&run).into_iter().map(|(_, place)| place).collect::<Vec<_>>(), places);
}

#[test]
fn a_hidden_number_cannot_be_smuggled_into_the_text() {
    for body in [
        "There were 4 children in the west.",
        "There were four children in the west.",
        "There were FOUR children in the west.",
        "In the west there were four.",
        "Of the children, four of them live in the west.",
        "There were a couple of children in the west.",
        "Only a handful of children live in the west.",
        "A single child lives in the west.",
        "There were **4** children in the west.",
        "There were **1**2 children in the west.",
        "There were f*ou*r children in the west.",
        "There were f\u{200b}our children in the west.",
        "There were &#52; children in the west.",
        "There were `4` children in the west.",
        "There were \u{ff14} children in the west.",
        "There were 4children in the west.",
        "There were under 5 children in the west.",
        "There were 4\nchildren in the west.",
        "## West: 4 children\n\nText.",
        "## 4 children in the west\n\nText.",
        "4. children in the west",
        "4. Children in the west",
        "4\\. children in the west",
        "- In the west: 4",
        "> 4 children in the west",
        "[4 children in the west](#areas)",
        "[4 children in the west](https://example.org/)",
        "[The west](#areas \"4 children\")",
        "There were 4 children in the west[^records].\n\n[^records]: Case records.",
        "About 2.1% of the children live in the west.",
        "About two per cent of the children live in the west.",
        "One in 47 children lives in the west.",
        "A tenth of the children live in the west.",
        "In May 4 children were seen in the west.",
        "In 2024 4 children were seen in the west.",
        "Figure: 4, the west",
        "Since 2023 the west has lost 22.",
        "```key-figures\n- figure: visits.children[\"2024\"]\n  label: children, 4 of them in the west\n```",
        "```table\ncaption: 4 children in the west\ndata: visits\nrows: area\ncolumns: period\n```",
        "```table\ncaption: Children\ndata: visits\nrows: area\ncolumns: period\nnotes: [\"4 in the west.\"]\n```",
        "```chart\nkind: bar\nheadline: 4 children in the west\ndata: visits\nx: area\ny: children\nby: period\n```",
        "```chart\nkind: bar\nheadline: Children\nsubtitle: 4 in the west\ndata: visits\nx: area\ny: children\nby: period\n```",
    ] {
        let run = site("", body).run("check");
        assert_eq!(run.code, 1, "{body}\n{}", run.stderr);
        assert!(codes(&run).contains(&"may-be-withheld".to_owned()), "{body}\n{}", run.stderr);
    }
}

/// What a hostile reader tried, with the west's 4 and the north's 40.
#[test]
fn nor_by_way_of_grammar() {
    for body in [
        // Number words without what they count.
        "There were four in the west.",
        "Only four in the west went missing.",
        "The west: four.",
        "West (four)",
        "Four of these were in the west.",
        "Missing: north thirty-seven, south forty-two, west four.",
        "All but four lived in the north.",
        "The gap between north and south is five.",
        "Seventy-nine lived elsewhere.",
        "Four youngsters lived in the west.",
        "Four siblings lived there.",
        "Four under-16s were seen.",
        "Four very young and particularly vulnerable children were seen.",
        "## West\n\nIt came to four overall.",
        // Citing oneself.
        "## West\n\nThere were 4 of them.[^a]\n\n[^a]: Records.",
        "How many children in the west? There were 4.[^a]\n\n[^a]: Records.",
        "There were [4](https://example.org/) in that part. The west is small.",
        // Exemptions.
        "In May 4 went missing from the west.",
        "Some were aged 15 and 4 were aged 16.",
        "In the west: SEND 4, EHCP 3.",
        "CIN 4",
        "In tier 3, 4 came from the west.",
        "There were 4 day pupils.",
        "There were 4 week-long episodes.",
        "There were 4 working parents.",
        "There were 4 month-old babies.",
        "West 1:20",
        "There were 4no in the west.",
        "There were 4nr there.",
        "West: No. 4",
        "The west (note 4)",
        "The west4 is small.",
        // Code.
        "`n=4`",
        "`4 children`",
        "`west: 4`",
        // Scripts.
        "There were f\u{43e}ur children there.",
        "There were f0ur children there.",
        "There were IV children there.",
        "There were \u{56db} children there.",
        // Parts.
        "A quarter were absent.",
        "Three-quarters of them were seen.",
        "Nine in ten were found.",
    ] {
        let run = site("", body).run("check");
        assert_eq!(run.code, 1, "{body}\n{}", run.stderr);
        assert!(codes(&run).contains(&"may-be-withheld".to_owned()), "{body}\n{}", run.stderr);
    }
    let text = "There were 4 of them.";
    let decided = format!("decisions:\n  - {{text: \"{text}\", person: Head, reason: Known, date: 2026-01-31}}\n");
    for body in [format!("The west is small. {text}"), format!("## West\n\n{text}")] {
        let run = site(&decided, &body).run("check");
        assert!(codes(&run).contains(&"may-be-withheld".to_owned()), "{body}\n{}", run.stderr);
    }
}

#[test]
fn nor_beside_the_text() {
    for front in [
        "summary: 4 children live in the west.\n",
        "summary: Four children live in the west.\n",
        "nav: West, 4 children\n",
        "paper: {wards: \"West (4 children)\"}\n",
    ] {
        let run = site(front, "Text.").run("check");
        assert_eq!((run.code, codes(&run)), (1, vec!["may-be-withheld".to_owned()]), "{front}\n{}", run.stderr);
    }
    let site = site("", "Text.");
    site.edit("content/index.md", "title: Children\n", "title: 4 children in the west\n");
    site.write("site.yaml", "title: T\norganisation: O\ndescription: 4 children in the west\n");
    site.edit(
        "data/visits.yaml",
        "source: Case records\n",
        "source: Case records\nnotes: [4 children live in the west.]\n",
    );
    let run = site.run("check");
    let places = ["content/index.md:2:8", "data/visits.yaml:3:9", "site.yaml:3:14"];
    assert_eq!(told(&run).into_iter().map(|(_, place)| place).collect::<Vec<_>>(), places, "{}", run.stderr);
}

#[test]
fn a_source_is_enough_for_what_the_site_does_not_withhold() {
    is_quiet(&site(
        "",
        "The council has [12 libraries](https://example.org/) and a hall with 800 seats[^hall].\n\n[^hall]: The hall's own site.",
    ));
    is_quiet(&site("", "The hall has 90 seats. [^hall]\n\n[^hall]: The hall's own site."));
    let run =
        site("", "The hall has 800 seats.[^hall] The library has 900.\n\n[^hall]: The hall's own site.").run("check");
    assert_eq!(codes(&run), ["unbound-number"], "{}", run.stderr);
    assert!(run.stderr.contains("`900`"));
}

#[test]
fn an_item_of_an_agenda_counts_nothing() {
    for item in ["7", "5.2", "12(b)"] {
        is_quiet(&site(&format!("paper: {{agenda-item: \"{item}\"}}\n"), "Words.\n"));
    }
    for item in ["4 children", "four children"] {
        let run = site(&format!("paper: {{agenda-item: \"{item}\"}}\n"), "Words.\n").run("check");
        assert!(codes(&run).iter().any(|code| code == "may-be-withheld"), "{}", run.stderr);
    }
}

#[test]
fn where_nothing_is_withheld_a_number_is_a_warning() {
    let site = site("", "The council saw 4 children in the west, 12% of them twice.");
    site.edit(DATA, "2024,west,4", "2024,west,14");
    site.edit(DATA, "2024,all,190", "2024,all,200");
    let run = site.run("check");
    assert_eq!((run.code, codes(&run)), (0, vec!["unbound-number".to_owned(); 2]), "{}", run.stderr);
}

#[test]
fn strict_counts_warnings_as_errors_and_publishes_nothing() {
    let site = site("", "The hall has 800 seats.");
    assert_eq!(site.run("build").code, 0);
    let before = site.public();
    site.edit(HOME, "The hall has", "The old hall has");
    let run = Run::of(candour().arg("build").arg("--strict").arg("--root").arg(site.root()));
    assert_eq!(run.code, 1, "{}", run.stderr);
    let last = run.stderr.lines().last().expect("a line");
    assert_eq!(last, "error: 1 warning, which `--strict` counts as an error; nothing was published");
    assert!(before == site.public(), "the old site stands");
    let run = site.run("build");
    assert_eq!((run.code, codes(&run)), (0, vec!["unbound-number".to_owned()]));
    assert!(before != site.public(), "warnings alone stop nothing");
}

const STORY: &str = "A 15-year-old boy from Norway was attacked in Harbourton in May.";

#[test]
fn the_story_of_one_person_needs_a_recorded_decision() {
    let run = site("", STORY).run("check");
    assert_eq!((run.code, codes(&run)), (0, vec!["single-person".to_owned()]), "{}", run.stderr);
    let kinds = "a single person with an exact age, an origin, a place, an event and a date";
    assert!(run.stderr.contains(kinds) && run.stderr.contains("information-governance officer"), "{}", run.stderr);
    let decided = |text: &str| {
        let reason = "person: Head of Information Governance\n    reason: The family wrote it.\n    date: 2026-01-31";
        format!("decisions:\n  - text: {text}\n    {reason}\n")
    };
    let quoted = site(&decided(STORY), STORY);
    is_quiet(&quoted);
    quoted.built();
    let report = quoted.read("private/disclosure-report.json");
    let report: serde_json::Value = serde_json::from_str(&report).expect("JSON");
    let entry = &report["decisions"][0];
    assert_eq!((entry["page"].as_str(), entry["text"].as_str()), (Some("index.md"), Some(STORY)));
    assert_eq!(entry["place"].as_str(), Some("content/index.md, line 4"));
    assert!(quoted.read("private/disclosure-report.html").contains("Head of Information Governance"));
    let public = quoted.public();
    assert!(public.values().all(|bytes| !common::holds(bytes, "Information Governance")), "decisions are private");
    // The words have changed since.
    let run = site(&decided(STORY), &STORY.replace("15", "16")).run("check");
    assert_eq!(codes(&run), ["unused-decision", "single-person"], "{}", run.stderr);
}

#[test]
fn a_decision_covers_no_number_that_may_be_withheld() {
    let decided =
        |text: &str| format!("decisions:\n  - {{text: \"{text}\", person: Head, reason: Known, date: 2026-01-31}}\n");
    is_quiet(&site(&decided("The hall has 800 seats."), "The hall has 800 seats."));
    let text = "There were 4 children in the west.";
    let run = site(&decided(text), text).run("check");
    assert_eq!(run.code, 1);
    assert!(codes(&run).contains(&"may-be-withheld".to_owned()), "{}", run.stderr);
    let run =
        site("decisions:\n  - {text: Words, person: Head, reason: Known, date: tomorrow}\n", "Words").run("check");
    assert_eq!((run.code, codes(&run)), (1, vec!["date".to_owned()]));
}

#[test]
fn twins_are_told_the_same() {
    let texts: Vec<String> =
        (0..60).map(|number| format!("There were {number} children in the west in 2024.")).collect();
    let more = "Four children, 2.1% of children, 3 and 4, 11 fewer than before, a third of the children in the north.";
    let site = site("", &format!("{}\n\n{more}", texts.join("\n")));
    let one = site.run("check");
    for (from, to) in [("2024,north,40", "2024,north,41"), ("2024,west,4", "2024,west,3")] {
        site.edit(DATA, from, to);
    }
    let other = site.run("check");
    assert_eq!(one.code, 1);
    assert!(one.stderr.matches("may-be-withheld").count() > 60);
    assert!(one.stderr == other.stderr, "twins are told different things");
    for (from, to) in [("2024,north,41", "2024,north,30"), ("2024,west,3", "2024,west,14")] {
        site.edit(DATA, from, to);
    }
    // And the comparison would notice, where something is shown that was hidden.
    assert!(one.stderr != site.run("check").stderr);
}
