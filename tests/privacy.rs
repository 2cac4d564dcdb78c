//! What is not to be published leaves no trace: hidden numbers, drafts, and datasets that no page uses.

mod common;

use common::{Files, Site, files, holds};

/// Fails where a file other than the site's own inputs holds a text.
fn assert_nowhere(produced: &Files, secrets: &[&str]) {
    for (path, bytes) in produced {
        for secret in secrets {
            assert!(
                !path.contains(secret) && !holds(bytes, secret),
                "{path} holds a secret of {} letters",
                secret.len()
            );
        }
    }
}

/// Everything that a build makes, public and private, and what it prints.
fn produced(site: &Site) -> Files {
    let run = site.run("build");
    assert_eq!(run.code, 0, "{}", run.stderr);
    let mut produced = files(&site.root());
    produced.retain(|path, _| path.starts_with("public/") || path.starts_with("private/"));
    assert!(produced.keys().any(|path| path.starts_with("private/")), "there is a private report");
    produced.insert("printed".to_owned(), run.printed().into_bytes());
    produced
}

#[test]
fn hidden_numbers_are_in_no_file_and_no_message() {
    let site = Site::fixture("suppression");
    // Events of too few children, and large counts beside a small one, so that each hidden number is one of a kind.
    site.write(
        "data/plans.yaml",
        "title: Calls\nsource: Records\nperiod: {column: year, kind: year}\ndimensions:\n  area:\n    label: Area\n    \
         members: {all: Borough, east: East, west: West, hill: Hill}\n    totals: {all: [east, west, hill]}\nmeasures:\n  \
         people: {label: Callers, kind: count}\n  calls: {label: Calls, kind: events, of: people}\n  answered: {label: \
         Answered, kind: percentage, of: people, decimals: 3}\n  waited: {label: Minutes waited, kind: percentage, of: \
         unknown, decimals: 3}\n",
    );
    site.write(
        "data/plans.csv",
        "year,area,people,calls,answered,waited\n2024,east,4,77741,25.113,71.731\n2024,west,55511,88801,40.557,72.733\n\
         2024,hill,66607,99907,40.559,73.739\n2024,all,122122,266449,40.558,72.737\n",
    );
    site.edit("content/index.md", "data: plans\n", "data: plans\nid: calls\n");
    site.edit("content/index.md", "id: support\n", "");
    site.edit("content/index.md", "measures: [plans]", "measures: [people, calls, answered, waited]");
    let produced = produced(&site);
    let text = String::from_utf8_lossy(&produced["public/index.html"]).into_owned();
    assert!(text.contains("122,122") && text.contains("266,449"), "the totals are shown");
    let hidden = ["77741", "77,741", "25.113", "71.731", "72.733", "73.739", "72.737"];
    assert_nowhere(&produced, &hidden);
    // The least dear neighbour of each small figure is hidden too: the west.
    assert_nowhere(&produced, &["55511", "55,511", "88801", "88,801", "40.557"]);
}

#[test]
fn a_draft_leaves_no_trace() {
    let site = Site::fixture("subfolders");
    let before = site.built();
    site.write(
        "content/housing/zanzibar.md",
        "---\ntitle: Zanzibar plan\nsummary: Quokka summary\ndraft: true\n---\n## Xylophone\n\n{{ repairs.repairs[\"2024-Q1\"] }} of \
         them.\n\n```table\nid: walrus\ncaption: Narwhal\ndata: repairs\nrows: period\ncolumns: measures\nmeasures: \
         [repairs]\n```\n",
    );
    let produced = produced(&site);
    assert_nowhere(&produced, &["anzibar", "uokka", "ylophone", "alrus", "arwhal"]);
    assert_eq!(site.public(), before, "the site is as if the draft were not there");
}

#[test]
fn a_dataset_that_no_page_uses_leaves_no_trace() {
    let site = Site::fixture("minimal");
    let before = site.built();
    site.write(
        "data/walrus.yaml",
        "title: Walrus sightings\nsource: Narwhal records\nperiod: {column: year, kind: year}\ndimensions:\n  coast:\n    \
         label: Xylophone\n    members: {any: Quokka, near: Zanzibar, far: Okapi}\n    totals: {any: [near, \
         far]}\nmeasures:\n  seen: {label: Axolotl, kind: count}\nnotes: [Tapir]\n",
    );
    site.write("data/walrus.csv", "year,coast,seen\n2024,near,4\n2024,far,31337\n2024,any,31341\n");
    let run = site.run("build");
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert_eq!(site.public(), before, "the site is as if the dataset were not there");
    assert!(!run.printed().contains("31337"));
    let mut report = files(&site.root());
    report.retain(|path, _| path.starts_with("private/"));
    assert_nowhere(&report, &["31337", "31341", "31,337", "31,341"]);
}

#[test]
fn a_percentage_does_not_give_the_count_beside_it_away() {
    let site = Site::fixture("minimal");
    site.write(
        "data/visits.yaml",
        "title: Absence\nsource: Records\nperiod: {column: year, kind: year}\ndimensions:\n  area:\n    label: Area\n    \
         members: {all: Borough, east: East, west: West, hill: Hill}\n    totals: {all: [east, west, hill]}\nmeasures:\n  \
         pupils: {label: Pupils, kind: count}\n  absent: {label: Absent, kind: count}\n  rate: {label: Absence rate, kind: \
         percentage, of: pupils, decimals: 1}\n",
    );
    site.write(
        "data/visits.csv",
        "year,area,pupils,absent,rate\n2024,east,120,3,2.5\n2024,west,140,20,14.3\n2024,hill,160,40,25.0\n\
         2024,all,420,63,15.1\n",
    );
    // One percentage is not exactly what the counts make, so nobody has to declare them as its part.
    // Said twice more, the west's count is dearer to hide than the hill's; its percentage is not.
    site.write(
        "content/index.md",
        "---\ntitle: Absence\n---\n{{ visits.absent[\"west\"] }} in the west, that is {{ visits.absent[\"west\"] \
         }}.\n\n```table\nid: absence\ncaption: Absence\ndata: visits\nrows: area\ncolumns: measures\nmeasures: [pupils, \
         absent, rate]\n```\n",
    );
    let public = site.built();
    let table = String::from_utf8_lossy(&public["downloads/index-absence.csv"]).into_owned();
    // A count can be had from its own column, or as its row's percentage of the pupils.
    let known = |area: &str| {
        let row: Vec<&str> = table.lines().find(|row| row.starts_with(area)).unwrap_or_default().split(',').collect();
        !row[3].is_empty() || (!row[1].is_empty() && !row[5].is_empty())
    };
    let others = ["Borough", "West", "Hill"].map(known);
    assert!(!known("East") && others.contains(&false), "the east follows by subtraction:\n{table}");
}

#[test]
fn what_a_part_leaves_of_its_whole_is_a_group_too() {
    let site = Site::fixture("minimal");
    site.write(
        "data/visits.yaml",
        "title: Interviews\nsource: Records\nperiod: {column: year, kind: year}\nmeasures:\n  offered: {label: Offered, \
         kind: count}\n  held: {label: Held, kind: count, of: offered}\n",
    );
    // In the first year all but three were held; in the second, many were not.
    site.write("data/visits.csv", "year,offered,held\n2023,53,50\n2024,70,41\n");
    site.write(
        "content/index.md",
        "---\ntitle: Interviews\n---\n```table\nid: interviews\ncaption: Interviews\ndata: visits\nrows: period\ncolumns: \
         measures\n```\n",
    );
    let public = site.built();
    let table = String::from_utf8_lossy(&public["downloads/index-interviews.csv"]).into_owned();
    let rows: Vec<Vec<&str>> = table.lines().map(|line| line.split(',').collect()).collect();
    let withheld = |row: &[&str]| row.iter().filter(|field| **field == "c").count();
    assert_eq!((withheld(&rows[1]), withheld(&rows[2])), (1, 0), "{table}");
}
