//! Twin builds: where only hidden numbers differ, and everything published fits both, the sites are the same to the byte.

#![expect(clippy::expect_used, reason = "a test that cannot go on fails")]

mod common;

use common::{Site, assert_same, candour};

/// Builds a site, changes hidden numbers in one data file, and builds it again. What the private report says of each hidden
/// figure is the same, too.
fn twins(site: &Site, data: &str, changes: &[(&str, &str)]) {
    let one = site.built();
    let (report, page) = (hidden(site), rows(site));
    for (from, to) in changes {
        site.edit(data, from, to);
    }
    let other = site.built();
    assert_same(&one, &other, "twin");
    assert!(report == hidden(site) && page == rows(site), "the private report tells twins apart");
}

/// The hidden figures of the private report.
fn hidden(site: &Site) -> String {
    let report = site.read("private/disclosure-report.json");
    let (_, from) = report.split_once("\"hidden\": [").expect("hidden figures");
    from.split_once("\"narrative\":").expect("an end").0.to_owned()
}

/// The same as a page.
fn rows(site: &Site) -> Vec<String> {
    let page = site.read("private/disclosure-report.html");
    page.lines().filter(|line| line.starts_with("<tr id=\"figure-")).map(str::to_owned).collect()
}

/// The certificate is found by a walk that starts at the data's own numbers: its ends are none of the report's business.
#[test]
fn what_the_private_report_says_of_events_behind_few_children() {
    let site = Site::fixture("minimal");
    site.write(
        "data/kids.yaml",
        "title: Children\nsource: Records\nperiod: {column: Year, kind: year}\ndimensions:\n  area: {label: Area, column: \
         Area, members: {All: All, N: North, S: South, E: East, W: West}, totals: {All: [N, S, E, W]}}\nmeasures:\n  n: \
         {label: Children, kind: count}\n  ev: {label: Episodes, kind: events, of: n}\n",
    );
    site.write(
        "data/kids.csv",
        "Year,Area,n,ev\n2023,All,100,230\n2023,N,3,9\n2023,S,9,21\n2023,E,40,100\n2023,W,48,100\n",
    );
    let table = "```table\nid: a\ncaption: Children\ndata: kids\nrows: area\nmeasures: [n, ev]\n```\n";
    site.write("content/index.md", &format!("---\ntitle: Children\n---\n{table}"));
    let explained = |site: &Site| {
        let run = candour().arg("explain").arg("kids.ev[\"N\"][\"2023\"]").arg("--root").arg(site.root()).output();
        let text = String::from_utf8(run.expect("run").stdout).expect("a text");
        assert!(text.contains("numbers at least 5 apart fit what is published, some of them above 5"), "{text}");
        text
    };
    let one = explained(&site);
    let changes = [("2023,N,3,9\n", "2023,N,4,10\n"), ("2023,S,9,21\n", "2023,S,8,20\n")];
    twins(&site, "data/kids.csv", &changes);
    assert_eq!(one, explained(&site));
}

#[test]
fn small_counts_that_trade_places_within_a_sum() {
    let site = Site::fixture("suppression");
    // The east has 4 instead of 3; its neighbours in row, column and square make up for it, in both linked datasets.
    site.built();
    let one = site.public();
    for (from, to) in [
        ("2024,east,younger,3\n", "2024,east,younger,4\n"),
        ("2024,east,older,41\n", "2024,east,older,40\n"),
        ("2024,hill,younger,19\n", "2024,hill,younger,18\n"),
        ("2024,hill,older,24\n", "2024,hill,older,25\n"),
    ] {
        site.edit("data/carers.csv", from, to);
    }
    site.edit("data/plans.csv", "2024,east,3\n", "2024,east,4\n");
    site.edit("data/plans.csv", "2024,hill,19\n", "2024,hill,18\n");
    assert_same(&one, &site.built(), "twin");
}

#[test]
fn a_small_count_in_a_chart() {
    // No page shows the total of the quarter, so it moves along.
    let changes = [("2024-Q2,letter,4\n", "2024-Q2,letter,2\n"), ("2024-Q2,all,90\n", "2024-Q2,all,88\n")];
    twins(&Site::fixture("charts"), "data/requests.csv", &changes);
}

#[test]
fn a_small_count_on_a_map() {
    // The shade, the key, the place of every label and both files of the map stay as they are.
    let changes = [("2024,east,4\n", "2024,east,2\n"), ("2024,all,342\n", "2024,all,340\n")];
    twins(&Site::fixture("pictures"), "data/visits.csv", &changes);
}

#[test]
fn ratios_of_a_small_count() {
    let changes = [
        ("2024,moor,4,31,50.0,6.5,7750\n", "2024,moor,5,22,20.0,3.5,4400\n"),
        ("2024,west,48,90,93.8,low,1875\n", "2024,west,48,90,97.9,low,1875\n"),
    ];
    twins(&Site::fixture("markers"), "data/visits.csv", &changes);
}

#[test]
fn the_small_bands_of_the_demonstration() {
    let changes = [
        ("2016-H2,ten_to_fourteen,4\n", "2016-H2,ten_to_fourteen,3\n"),
        ("2016-H2,twenty_or_more,7\n", "2016-H2,twenty_or_more,8\n"),
        ("2017-H1,fifteen_to_nineteen,2\n", "2017-H1,fifteen_to_nineteen,3\n"),
        ("2017-H1,twenty_or_more,2\n", "2017-H1,twenty_or_more,1\n"),
    ];
    twins(&Site::demonstration(), "data/bands.csv", &changes);
}

#[test]
fn the_percentages_without_a_base_of_the_demonstration() {
    let changes = [
        ("2016-H2,disability,80.0,75.0\n", "2016-H2,disability,40.0,90.5\n"),
        ("2017-H1,disability,100.0,100.0\n", "2017-H1,disability,0.0,50.0\n"),
    ];
    twins(&Site::demonstration(), "data/interviews.csv", &changes);
}
