//! The downloads of a page say what its tables say: with the same digits, and nothing of what is withheld.

#![expect(clippy::expect_used, reason = "tests set sites up")]

mod common;

use common::{Files, Site};

const DATA: &str =
    "year,area,children,rate\n2023,all,80,12.0\n2023,north,41,10.5\n2023,east,35,13.0\n2023,west,4,2.0\n";
const DESCRIPTION: &str = "title: Visits\nsource: Case records\nperiod: {column: year, kind: year}\ndimensions:\n  \
    area: {label: Area, members: {all: All, north: North, east: East, west: West}, totals: {all: [north, east, west]}}\n\
    measures:\n  children: {label: Children, kind: count}\n  rate: {label: Visits for each child, kind: mean, of: children}\n";
const PAGE: &str = "---\ntitle: Visits\n---\n```table\nid: areas\ncaption: Visits in part 77 of the register\ndata: visits\n\
    rows: area\nnotes: The register is of 1931.\n```\n";

fn public() -> Files {
    let files = [
        ("site.yaml", "title: Visits\norganisation: Example Council\n"),
        ("content/index.md", PAGE),
        ("data/visits.csv", DATA),
        ("data/visits.yaml", DESCRIPTION),
    ];
    Site::of(&files.iter().map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec())).collect()).built()
}

fn text(public: &Files, path: &str) -> String {
    String::from_utf8_lossy(public.get(path).expect("a download")).into_owned()
}

#[test]
fn every_download_has_the_figures_of_the_table_and_no_other() {
    let public = public();
    let (csv, ods, json) = (
        text(&public, "downloads/index-areas.csv"),
        text(&public, "downloads/index.ods"),
        text(&public, "downloads/index.json"),
    );
    let cells: Vec<Vec<&str>> = csv.lines().skip(1).map(|line| line.split(',').skip(1).collect()).collect();
    let (mut shown, mut withheld) = (0, 0);
    for pair in cells.iter().flat_map(|row| row.chunks(2)) {
        if pair[1] == "c" {
            withheld += 1;
            continue;
        }
        shown += 1;
        assert!(ods.contains(&format!("office:value=\"{}\"", pair[0])), "{} in the workbook", pair[0]);
        assert!(json.contains(&format!("\"value\": {},", pair[0])), "{} in the JSON", pair[0]);
    }
    assert!(shown > 0 && withheld > 1, "{csv}");
    assert_eq!(ods.matches("office:value=").count(), shown);
    // The shorthand itself stands once among the notes.
    assert_eq!(ods.matches("<text:p>[c]</text:p>").count(), withheld + 1);
    assert_eq!(json.matches("\"value\": null").count(), withheld);
    // With its decimals, as the page has it.
    assert!(csv.contains("12.0,") && ods.contains("\"12.0\"") && json.contains("12.0,"));
}

#[test]
fn what_an_author_wrote_around_a_table_may_stand_in_every_file_of_it() {
    let public = public();
    for path in
        ["datapackage.json", "downloads/index.json", "downloads/index.ods", "downloads/index-areas.csv-metadata.json"]
    {
        assert!(text(&public, path).contains("part 77 of the register"), "{path}");
    }
}
