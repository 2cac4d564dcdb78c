//! Notes, marks, references to tables and figures, names, and periods that can be compared: what an analyst reads when one
//! of them is wrong.

mod common;

use common::{Files, Site, holds};

const SITE: &str = "title: Young carers\norganisation: Example Council\n";
const CARERS: &str = "data/carers.yaml";
const CALLS: &str = "data/calls.yaml";
const HOME: &str = "content/index.md";
const DASHBOARD: &str = "content/dashboard.md";

/// A small site that is sound: every case changes one thing in it.
fn sound() -> Site {
    let files = [
        ("site.yaml", SITE),
        (
            CARERS,
            "\
title: Young carers
source: Case records
period: {column: period, kind: half-year}
dimensions:
  area:
    label: Area
    members: {all: All areas, north: Northfield and Upper Marsh, east: East Dale}
    totals: {all: [north, east]}
measures:
  children: {label: Children assessed, kind: count}
",
        ),
        (
            "data/carers.csv",
            "\
period,area,children
2023-H2,all,7120
2023-H2,north,4070
2023-H2,east,3050
2024-H1,all,7130
2024-H1,north,4075
2024-H1,east,3055
",
        ),
        (
            CALLS,
            "\
title: Calls
source: Telephone records
period: {column: month, kind: month}
dimensions:
  area:
    label: Area
    members: {all: All areas, north: Northfield and Upper Marsh, east: East Dale}
    totals: {all: [north, east]}
measures:
  callers: {label: Callers, kind: count}
  answered: {label: Calls answered, kind: percentage, of: callers}
",
        ),
        (
            "data/calls.csv",
            "\
month,area,callers,answered
2024-04,all,7100,50.5
2024-04,north,4060,50.5
2024-04,east,3040,50.5
2024-05,all,7090,60.5
2024-05,north,4050,60.5
2024-05,east,3040,60.5
",
        ),
        (
            HOME,
            "\
---
title: Young carers
---
## Plans

Some words[^a] here.

[^a]: What they mean.

```table
id: areas
caption: Children, by area
data: carers
rows: area
columns: period
```

More words.
",
        ),
        (
            DASHBOARD,
            "\
---
title: Dashboard
---
## All areas

```chart
id: callers
kind: bar
headline: Callers in each area
data: calls
x: area
y: callers
where: {period: 2024-05}
```
",
        ),
    ];
    Site::of(&files.map(|(path, text)| (path.to_owned(), text.as_bytes().to_vec())).into_iter().collect::<Files>())
}

/// What is told of the sound site with one text put differently: one error, or one warning, and these words.
fn told(level: &str, path: &str, (from, to): (&str, &str), says: &[&str]) {
    let site = sound();
    site.edit(path, from, to);
    let run = site.run("check");
    let said = &run.stderr;
    let count = |level: &str| said.lines().filter(|line| line.starts_with(&format!("{level}["))).count();
    let (errors, warnings) = if level == "error" { (1, 0) } else { (0, 1) };
    assert_eq!((count("error"), count("warning")), (errors, warnings), "{to}\n{said}");
    assert_eq!(run.code, i32::from(level == "error"), "{to}\n{said}");
    for words in says {
        assert!(said.contains(words), "{to}\nno `{words}` in\n{said}");
    }
    for value in ["7120", "7130", "4070", "7090", "50.5"] {
        assert!(!run.printed().contains(value), "{to}\ntells `{value}`\n{said}");
    }
}

fn wrong(path: &str, change: (&str, &str), says: &[&str]) {
    told("error", path, change, says);
}

fn doubtful(path: &str, change: (&str, &str), says: &[&str]) {
    told("warning", path, change, says);
}

/// The sound site with one text put differently has nothing to be told of; its home page.
fn right(path: &str, (from, to): (&str, &str)) -> String {
    let site = sound();
    site.edit(path, from, to);
    let run = site.run("build");
    // Numbers in the texts of these tests are bound to nothing, and that is all that is to be said.
    let other = run.stderr.replace("warning[unbound-number]", "");
    assert!(run.code == 0 && !other.contains("warning[") && !other.contains("error"), "{to}: {}", run.stderr);
    String::from_utf8(site.public()["index.html"].clone()).unwrap_or_default()
}

#[test]
fn the_sound_site_is_sound() {
    let home = right(HOME, ("More words.", "Other words."));
    assert!(home.contains("Some words <a class=\"note-ref\" role=\"doc-noteref\" href=\"#note-1\">[note 1]</a> here."));
    assert!(home.contains("<li id=\"note-1\">\n<p>What they mean.</p>"));
}

#[test]
fn every_note_is_referred_to_and_defined_once() {
    wrong(HOME, ("words[^a]", "words[^a] and[^b]"), &["error[no-note]", "index.md:6:19", "no note `b`", "`[^b]: …`"]);
    wrong(
        HOME,
        ("[^a]: What", "[^about]: One.\n\n[^a]: What"),
        &["error[unused-note]", "index.md:8:1", "nothing refers to the note `about`"],
    );
    wrong(
        HOME,
        ("[^a]: What", "[^a]: One.\n\n[^a]: What"),
        &["error[same-note]", "index.md:10:1", "the note `a` is defined twice; first on line 8"],
    );
    // A misspelt name is one mistake.
    let site = sound();
    site.edit(HOME, "words[^a]", "words[^school]");
    site.edit(HOME, "[^a]: What", "[^shcool]: What");
    let said = site.run("check").stderr;
    assert!(said.contains("did you mean `[^shcool]`?") && said.contains("error: 1 problem;"), "{said}");
    wrong(
        HOME,
        ("title: Young carers", "title: Young carers[^a]"),
        &["error[note]", "index.md:2:8", "a title or a summary has no notes"],
    );
    wrong(HOME, ("words[^a]", "words[^a] [^two words]"), &["error[note]", "index.md:6:16", "no reference to a note"]);
    wrong(
        HOME,
        ("What they mean.", "What.\n\n    ```\n    code\n    ```"),
        &["error[note]", "index.md:10:5", "a note holds text only"],
    );
    wrong(
        HOME,
        ("caption: Children", "caption: Children[^b]"),
        &["error[no-note]", "index.md:12:10", "this page has no note `b`"],
    );
    wrong(
        HOME,
        ("What they mean.", "It is {{ carers.childern[\"2024-H1\"] }}."),
        &["error[figure]", "index.md:8:13", "did you mean `children`?"],
    );
}

#[test]
fn notes_stand_in_blocks_too_and_code_is_left_alone() {
    let home = right(HOME, ("caption: Children", "caption: Children[^a]"));
    assert!(
        home.contains(": Children <a class=\"note-ref\" role=\"doc-noteref\" href=\"#note-1\">[note 1]</a>, by area")
    );
    let home = right(HOME, ("More words.", "`[^b]`, `2*`"));
    assert!(home.contains("<code>[^b]</code>, <code>2*</code>"));
    let home = right(HOME, ("What they mean.", "{{ carers.children[\"2024-H1\"] }} of them."));
    assert!(home.contains("<p>7,130 of them.</p>"));
}

#[test]
fn a_mark_without_a_note_is_refused() {
    for (path, from, to, at, mark) in [
        (HOME, "More words.", "More words\\*.", "index.md:18:12", "*"),
        (HOME, "More words.", "More words*.", "index.md:18:11", "*"),
        (HOME, "More words.", "{{ carers.children[\"2024-H1\"] }}** of them", "index.md:18:33", "**"),
        (HOME, "More words.", "More\u{2020} words", "index.md:18:5", "\u{2020}"),
        (HOME, "More words.", "More\u{b9} words", "index.md:18:5", "\u{b9}"),
        (HOME, "## Plans", "## Plans*", "index.md:4:9", "*"),
        (HOME, "Children, by area", "Children\u{2021}, by area", "index.md:12:18", "\u{2021}"),
        (CARERS, "title: Young carers", "title: Young carers*", "carers.yaml:1:8", "*"),
        (CARERS, "East Dale", "East Dale*", "carers.yaml:7:72", "*"),
        (CARERS, "Children assessed", "Children assessed\u{2020}", "carers.yaml:10:21", "\u{2020}"),
    ] {
        let says = ["error[undefined-mark]", at, &format!("`{mark}` marks something, and nothing says what"), "notes:"];
        wrong(path, (from, to), &says);
    }
    right(HOME, ("More words.", "*More* **words**, 2 * 3 and 40 km\u{b2}."));
}

#[test]
fn a_link_without_a_text_is_named_after_its_target() {
    let home =
        right(HOME, ("More words.", "[](#areas) [](dashboard.md#callers) [](dashboard.md#all-areas) [](dashboard.md)"));
    for (href, text) in [
        ("#areas", "Table 1"),
        ("dashboard.html#callers", "Figure 1"),
        ("dashboard.html#all-areas", "All areas"),
        ("dashboard.html", "Dashboard"),
    ] {
        assert!(home.contains(&format!("<a href=\"{href}\">{text}</a>")), "{href}: {home}");
    }
    wrong(HOME, ("More words.", "[](#aeras)"), &["error[link]", "index.md:18:1", "did you mean `areas`?"]);
    wrong(HOME, ("More words.", "[](#note-1)"), &["error[reference]", "index.md:18:1", "this link has no text"]);
}

#[test]
fn numbers_of_tables_and_figures_are_checked() {
    wrong(
        HOME,
        ("More words.", "See [table 2](#areas)."),
        &["error[reference]", "index.md:18:6", "the link says table 2, and it leads to Table 1", "`[](#areas)`"],
    );
    wrong(
        HOME,
        ("More words.", "[Figure 3](dashboard.md)"),
        &["error[reference]", "index.md:18:2", "`dashboard.md` has no Figure 3", "`[](#callers)` is Figure 1"],
    );
    wrong(HOME, ("More words.", "See Table 2."), &["error[reference]", "index.md:18:5", "`index.md` has no Table 2"]);
    wrong(
        HOME,
        ("by area", "as in Chart 4"),
        &["error[reference]", "index.md:12:26", "`index.md` has no Figure 4", "it has none at all"],
    );
    doubtful(
        HOME,
        ("More words.", "See Table\n1."),
        &["warning[reference]", "index.md:18:5", "Table 1 is typed", "`[](#areas)`"],
    );
    right(HOME, ("More words.", "[Table 1](#areas), [Table 7](https://example.org/) and the figure 12."));
}

#[test]
fn what_is_below_has_to_be_there() {
    for (to, at) in [
        ("As noted in the graph below.", "there is no graph below"),
        ("The chart above", "there is no chart above"),
        ("The table below", "there is no table below"),
        ("The graph *overleaf*", "there is no graph overleaf"),
    ] {
        wrong(HOME, ("More words.", to), &["error[reference]", "index.md:18:", at]);
    }
    right(HOME, ("More words.", "The table above, and the figures below."));
    // What cannot be read might have been there: that is one mistake.
    let chart =
        "```chart\nkind: bra\nheadline: Callers\ndata: calls\nx: area\ny: callers\nwhere: {period: 2024-05}\n```";
    wrong(HOME, ("More words.", &format!("The graph below is Figure 1.\n\n{chart}")), &["did you mean `bar`?"]);
    right(HOME, ("Some words", "The table below has some words"));
    right(HOME, ("caption: Children", "notes: The table above.\ncaption: Children"));
}

#[test]
fn one_thing_has_one_name() {
    doubtful(
        CARERS,
        ("East Dale", "Eastern Valley"),
        &["warning[label-drift]", "carers.yaml:7:", "is called \"East Dale\" in data/calls.yaml, line 7"],
    );
    doubtful(
        CARERS,
        ("Northfield and Upper Marsh", "Northfield & Marsh"),
        &["warning[label-drift]", "is called \"Northfield and Upper Marsh\" in data/calls.yaml, line 7"],
    );
    doubtful(
        CARERS,
        ("Children assessed", "calls Answered"),
        &["warning[label-drift]", "carers.yaml:10:3", "is called \"Calls answered\" in data/calls.yaml, line 11"],
    );
    // Two names that have changed places are both told.
    let site = sound();
    let swapped = "north: East Dale, east: Northfield and Upper Marsh}";
    site.edit(CARERS, "north: Northfield and Upper Marsh, east: East Dale}", swapped);
    let said = site.run("check").stderr;
    assert_eq!(said.matches("warning[label-drift]").count(), 2, "{said}");
    right(CARERS, ("Children assessed", "Calls"));
}

#[test]
fn names_in_texts_are_those_of_the_data() {
    let (known, at) = ("the data calls this \"Northfield and Upper Marsh\"", "warning[label-drift]");
    doubtful(HOME, ("More words.", "In Northfield & Upper Marsh."), &[at, "index.md:18:4", known, "aliases:"]);
    doubtful(HOME, ("More words.", "Northfield\nand Marsh has more."), &[at, "index.md:18:1", known]);
    doubtful(HOME, ("by area", "Northfield and Upper marsh"), &[at, "index.md:12:", known]);
    doubtful(HOME, ("title: Young carers", "title: Northfield and Marsh"), &[at, "index.md:2:8", known]);
    doubtful(HOME, ("## Plans", "## EAST DALE"), &[at, "index.md:4:4", "the data calls this \"East Dale\""]);
    right(HOME, ("More words.", "Northfield and Upper Marsh, Upper Marsh, East Dale School, and children assessed."));
    let site = sound();
    site.edit(HOME, "More words.", "Northfield and Marsh, or the north.");
    site.edit(CARERS, "    totals:", "    aliases: {north: [Northfield and Marsh, the north]}\n    totals:");
    assert_eq!(site.run("check").stderr, "");
    wrong(
        CARERS,
        ("    totals:", "    aliases: {noth: The north}\n    totals:"),
        &["error[no-member]", "carers.yaml:8:15", "did you mean `north`?"],
    );
}

const MONTHS: &str = "April 2024 has 30 days and May 2024 has 31";

#[test]
fn periods_of_unequal_length_are_not_compared_in_silence() {
    let sentence = "It {{ calls.callers | change(\"2024-04\", \"2024-05\") }}.";
    let cures = ["error[unequal-periods]", MONTHS, "per=\"day\"", "unequal: \"reason\""];
    wrong(HOME, ("More words.", sentence), &[&cures[..], &["index.md:18:4"]].concat());
    let table =
        "```table\ncaption: Callers\ndata: calls\nrows: area\ncolumns: period\nmeasures: callers\nchange: percent\n```";
    wrong(HOME, ("More words.", table), &[&cures[..], &["index.md:24:9"]].concat());
    // Percentages are of what there was, however long that took.
    right(HOME, ("More words.", "It {{ calls.answered | change(\"2024-04\", \"2024-05\") }}."));
    right(HOME, ("More words.", &table.replace("callers\nchange", "answered\nchange")));
    let site = sound();
    site.edit(HOME, "More words.", &format!("{sentence}\n\n{table}"));
    site.edit(CALLS, "kind: month}", "kind: month, unequal: \"Open on 20 days of each month.\"}");
    let public = site.built();
    for part in ["<p class=\"note\">Open on 20 days of each month.</p>", "<li id=\"note-2\">\n<p>Open on 20 days"] {
        assert!(holds(&public["index.html"], part), "{part}");
    }
}

#[test]
fn windows_of_as_many_months_are_compared() {
    let windows = |second: &str| {
        let site = sound();
        site.edit(CALLS, "kind: month}", "kind: range}");
        let data = site.read("data/calls.csv").replace("2024-04", "2023-07..2023-12").replace("2024-05", second);
        site.write("data/calls.csv", &data);
        site.edit(DASHBOARD, "period: 2024-05", &format!("period: {second}"));
        let sentence = format!("It {{{{ calls.callers | change(\"2023-07..2023-12\", \"{second}\") }}}}.");
        site.edit(HOME, "More words.", &sentence);
        site.run("check")
    };
    let run = windows("2024-01..2024-06");
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    let run = windows("2024-01..2024-05");
    assert!(run.code == 1 && run.stderr.contains("error[unequal-periods]"), "{}", run.stderr);
}

#[test]
fn a_comparison_in_a_text_is_noted_once() {
    let twice = "{{ carers.children | change(\"2023-H2\", \"2024-H1\") }}, {{ carers.children(area=\"east\") | \
                 change(\"2023-H2\", \"2024-H1\") }}";
    let home = right(HOME, ("More words.", twice));
    let note = "July to December 2023 has 184 days and January to June 2024 has 182";
    assert_eq!((home.matches("[note 2]").count(), home.matches(note).count()), (1, 1), "{home}");
    let home = right(HOME, ("caption: Children", &format!("notes: '{twice}'\ncaption: Children")));
    assert_eq!((home.matches("[note 2]").count(), home.matches(note).count()), (0, 1), "{home}");
}

#[test]
fn a_change_in_a_key_figure_refers_to_its_note() {
    let card = "```key-figures\n- figure: carers.children[\"2024-H1\"]\n  label: children\n  change: carers.children | change(\"2023-H2\", \"2024-H1\")\n```\n";
    let home = right(HOME, ("More words.", card));
    let change =
        home.split("<p class=\"change\">").nth(1).and_then(|rest| rest.split("</p>").next()).unwrap_or_default();
    assert!(change.contains("href=\"#note-2\">[note 2]</a>"), "{change}");
    assert!(home.contains("<li id=\"note-2\">"), "{home}");
}

#[test]
fn a_subtitle_says_what_is_counted_by_what_and_when_unless_it_is_given() {
    let subtitled = |more: &str| {
        let home = right(HOME, ("columns: period\n", &format!("columns: period\n{more}")));
        home.split("<p class=\"exhibit-subtitle\">")
            .nth(1)
            .and_then(|rest| rest.split("</p>").next())
            .unwrap_or_default()
            .to_owned()
    };
    assert_eq!(subtitled(""), "Children assessed, by area, July to December 2023 and January to June 2024");
    let one = "Children assessed, East Dale, July to December 2023 and January to June 2024";
    assert_eq!(subtitled("only: {area: [east]}\n"), one);
    assert_eq!(subtitled("subtitle: Assessed, in both halves\n"), "Assessed, in both halves");
}

#[test]
fn a_break_in_the_series_is_marked_and_noted() {
    let broken = |breaks: &str| {
        let site = sound();
        site.edit(CARERS, "measures:\n", &format!("breaks: [{breaks}]\nmeasures:\n"));
        site.edit(HOME, "More words.", "It {{ carers.children | change(\"2023-H2\", \"2024-H1\") }}.");
        site
    };
    let public = broken("{at: 2024-H1, note: Counted anew., measures: [children]}").built();
    for part in [
        "January to June 2024 <span class=\"marker\"><span aria-hidden=\"true\">[b]</span>",
        "[b] = break in time series.",
        "<p class=\"note\">Counted anew.</p>",
        "[note 3]</a>.",
        "<li id=\"note-3\">\n<p>Counted anew.</p>",
    ] {
        assert!(holds(&public["index.html"], part), "{part}");
    }
    assert!(holds(&public["downloads/index-areas.csv"], "January to June 2024 [b],"));
    // A break at the first period is between no two of them.
    let public = broken("{at: 2023-H2, note: Counted anew.}").built();
    assert!(!holds(&public["index.html"], "[b]") && !holds(&public["index.html"], "Counted anew."));
    for (breaks, says) in [
        ("{at: 2025-H1, note: Anew.}", "the data has no period `2025-H1`"),
        ("{at: 2024-Q1, note: Anew.}", "`2024-Q1` is not a period of this kind"),
        ("{at: 2024-H1}", "the key `note` is missing"),
        ("{at: 2024-H1, note: Anew., measures: [childern]}", "did you mean `children`?"),
    ] {
        let run = broken(breaks).run("check");
        assert!(run.code == 1 && run.stderr.contains(says) && run.stderr.contains("1 problem;"), "{}", run.stderr);
    }
}
