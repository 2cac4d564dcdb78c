//! Editions and revisions from end to end: what a reader of the next edition sees of a figure that has another number now.

mod common;

use common::{Files, Run, Site, candour, holds};

const DESCRIPTION: &str = "title: Visits\nsource: S\nperiod: {column: year, kind: year}\ndimensions:\n  area:\n    label: Area\n    \
                           members: {all: All areas, north: North, east: East, west: West, south: South}\n    totals: {all: \
                           [north, east, west, south]}\nmeasures:\n  visits: {label: Visits, kind: count}\n";
const BEFORE: &str = "year,area,visits\n2024,all,157\n2024,north,42\n2024,east,46\n2024,west,24\n2024,south,45\n";
const REASON: &str = "Forms that came late are counted now.";
const PAGE: &str = "---\ntitle: Visits in four areas\n---\nThere were {{ visits.visits[\"2024\"] }} visits in all, and {{ \
                    visits.visits[\"south\"][\"2024\"] }} in the south.\n\n```table\nid: areas\ncaption: Visits by area\ndata: \
                    visits\nrows: area\n```\n";

/// A site of which the edition `spring` is recorded.
fn recorded() -> Site {
    let site = Site::fixture("minimal");
    site.write("data/visits.yaml", DESCRIPTION);
    site.write("data/visits.csv", BEFORE);
    site.write("content/index.md", PAGE);
    let first = site.built();
    assert!(!first.contains_key("revisions.html") && !text(&first, "index.html").contains("[r]"));
    let run =
        Run::of(candour().args(["record", "--edition", "spring", "--date", "2025-03-31", "--root"]).arg(site.root()));
    assert_eq!(run.code, 0, "{}", run.stderr);
    site
}

/// The same with a later number for the east, and so for all areas; the reason stands in the description.
fn revised(figures: &str) -> Site {
    let site = recorded();
    site.write("data/visits.csv", &BEFORE.replace("all,157", "all,181").replace("east,46", "east,70"));
    site.write(
        "data/visits.yaml",
        &format!(
            "{DESCRIPTION}revisions:\n  - {{figures: [{figures}], edition: spring, reason: {REASON}, date: 2025-09-30}}\n"
        ),
    );
    site
}

fn text(files: &Files, path: &str) -> String {
    String::from_utf8_lossy(&files[path]).into_owned()
}

#[test]
fn a_revised_figure_is_marked_with_its_reason_wherever_a_reader_meets_it() {
    let public = revised("\"visits['all']\", \"visits['east']\"").built();
    let page = text(&public, "index.html");
    // Once in the sentence and in the table, and for the east in the table: with the way to what explains it.
    assert_eq!(page.matches("<span aria-hidden=\"true\">[r]</span>").count(), 3, "{page}");
    assert!(page.contains("There were 181 <a class=\"marker\" href=\"#revised-figures\">"), "{page}");
    assert!(page.contains("id=\"revised-figures\"") && page.contains("157, now 181.") && page.contains("46, now 70."));
    assert!(page.contains(REASON) && page.contains("spring") && page.contains("30 September 2025"));
    assert!(page.contains("and 45 in the south"), "what has its number still has no mark");
    let all = text(&public, "revisions.html");
    assert!(all.contains("157, now 181.") && all.contains("46, now 70.") && all.matches(REASON).count() == 2, "{all}");
    assert_eq!(
        text(&public, "downloads/index-areas.csv"),
        "Area,Visits,Visits (marker)\r\nAll areas,181,r\r\nNorth,42,\r\nEast,70,r\r\nWest,24,\r\nSouth,45,\r\n"
    );
    let json = text(&public, "downloads/index.json");
    assert!(json.contains("[r]"), "{json}");
    assert!(holds(&public["downloads/index.ods"], "[r]"), "the workbook explains the mark");
}

#[test]
fn a_revision_without_a_reason_is_an_error_that_names_no_number() {
    let site = revised("\"visits['all']\"");
    let before = site.public();
    let run = site.run("build");
    assert_eq!(run.code, 1, "{}", run.stderr);
    assert!(run.stderr.contains("error[unexplained-revision]"), "{}", run.stderr);
    assert!(run.stderr.contains("published.csv, line 4"), "the east has no reason: {}", run.stderr);
    assert!(!run.printed().contains("46") && !run.printed().contains("70"), "{}", run.printed());
    assert_eq!(site.public(), before, "the site of the last good build stays");
    let site = recorded();
    site.write(
        "data/visits.yaml",
        &format!("{DESCRIPTION}revisions:\n  - {{figures: [visits], edition: spring, date: 2025-09-30}}\n"),
    );
    let run = site.run("check");
    assert!(run.code == 1 && run.stderr.contains("the key `reason` is missing"), "{}", run.stderr);
}

#[test]
fn a_withheld_figure_is_never_said_to_be_revised() {
    let site = recorded();
    // The east fell to a small number; it and whatever protects it are withheld, as they would be without an edition before.
    site.write("data/visits.csv", &BEFORE.replace("all,157", "all,114").replace("east,46", "east,3"));
    site.write(
        "data/visits.yaml",
        &format!(
            "{DESCRIPTION}revisions:\n  - {{figures: [visits], edition: spring, reason: {REASON}, date: 2025-09-30}}\n"
        ),
    );
    let public = site.built();
    let csv = text(&public, "downloads/index-areas.csv");
    let rows: Vec<Vec<&str>> = csv.lines().skip(1).map(|line| line.split(',').collect()).collect();
    assert!(rows.contains(&vec!["East", "", "c"]), "{csv}");
    assert!(rows.iter().all(|row| !row[1].is_empty() || row[2] == "c"), "{csv}");
    for path in ["index.html", "revisions.html"] {
        let Some(bytes) = public.get(path) else { continue };
        assert!(!holds(bytes, "46, now") && !holds(bytes, "now 3."), "{path} tells a revision of a withheld figure");
        assert!(!holds(bytes, "[c] <span class=\"marker\""), "{path} marks a withheld figure twice");
    }
}

#[test]
fn the_next_edition_has_news_of_its_own_alone() {
    let site = revised("\"visits['all']\", \"visits['east']\"");
    let run =
        Run::of(candour().args(["record", "--edition", "autumn", "--date", "2025-09-30", "--root"]).arg(site.root()));
    assert_eq!(run.code, 0, "{}", run.stderr);
    // Both numbers of the east stand in the ledger now, each with its edition.
    let ledger = site.read("published.csv");
    let east = "\"visits.visits[\"\"east\"\"][\"\"2024\"\"]\"";
    assert!(ledger.contains(&format!("spring,2025-03-31,{east},46")), "{ledger}");
    assert!(ledger.contains(&format!("autumn,2025-09-30,{east},70")), "{ledger}");
    assert_eq!(site.run("check").code, 0);
}
