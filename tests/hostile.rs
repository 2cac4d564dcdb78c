//! Ways in which a hostile reader worked a small count out from what else was shown, each closed for good.

mod common;

use common::Site;

/// The download of a table of dataset `d` in a site of this description, data and table.
fn table(measures: &str, dimension: &str, csv: &str, shape: &str) -> Vec<Vec<String>> {
    let site = Site::fixture("minimal");
    let period = if csv.starts_with("year") { "{column: year, kind: year}" } else { "{value: \"2024\", kind: year}" };
    site.write("data/visits.yaml", &format!("title: T\nsource: S\nperiod: {period}\n{dimension}measures:\n{measures}"));
    site.write("data/visits.csv", csv);
    site.write(
        "content/index.md",
        &format!("---\ntitle: T\n---\n```table\nid: t\ncaption: T\ndata: visits\n{shape}\n```\n"),
    );
    let public = site.built();
    let text = String::from_utf8_lossy(&public["downloads/index-t.csv"]).into_owned();
    text.lines().map(|line| line.split(',').map(str::to_owned).collect()).collect()
}

/// How many figures of a row are withheld.
fn withheld(table: &[Vec<String>], row: &str) -> usize {
    let fields = table.iter().find(|fields| fields.first().is_some_and(|first| first == row));
    fields.map_or(0, |fields| fields.iter().filter(|field| *field == "c").count())
}

const AREAS: &str = "dimensions:\n  g:\n    label: G\n    members: {all: All, a: A, b: B, c: C}\n    totals: {all: [a, b, \
                     c]}\n";

#[test]
fn columns_that_add_up_are_a_sum_however_many_they_are() {
    let count = |id: &str| format!("  {id}: {{label: {id}, kind: count}}\n");
    let measures: String = ["children", "boys", "girls", "u5", "u10", "u15", "u18"].map(count).concat();
    let csv = "year,children,boys,girls,u5,u10,u15,u18\n2023,74,40,34,3,21,30,20\n2024,80,42,38,4,20,31,25\n";
    let table = table(&measures, "", csv, "rows: measures\ncolumns: period");
    assert_eq!(withheld(&table, "u5"), 2);
    assert!(["children", "u10", "u15", "u18"].iter().any(|row| withheld(&table, row) == 2));
}

#[test]
fn one_row_is_enough_for_two_columns_to_add_up() {
    let measures = "  children: {label: All, kind: count}\n  boys: {label: Boys, kind: count}\n  girls: {label: Girls, kind: count}\n";
    let table = table(measures, "", "children,boys,girls\n74,70,4\n", "rows: measures");
    assert_eq!(withheld(&table, "Girls"), 1);
    assert_eq!(withheld(&table, "All") + withheld(&table, "Boys"), 1);
}

#[test]
fn percentages_of_overlapping_groups_do_not_leave_a_small_part() {
    let dimension = "dimensions:\n  g:\n    label: G\n    members: {all: All, p: P, a: A, b: B, c: C, d: D}\n    totals: {all: \
                     [a, b, c, d], p: [a, b, c]}\n";
    let measures = "  n: {label: N, kind: count}\n  r: {label: R, kind: percentage, of: n, decimals: 1}\n";
    let csv = "g,n,r\nall,400,51.0\np,300,67.0\na,100,50.0\nb,100,70.0\nc,100,81.0\nd,100,3.0\n";
    let table = table(measures, dimension, csv, "rows: g");
    // D is what P leaves of all: one of the two has to go with it.
    assert_eq!(withheld(&table, "D"), 1);
    assert!(withheld(&table, "All") + withheld(&table, "P") > 0);
}

#[test]
fn a_mean_does_not_give_the_events_beside_it_away() {
    let measures = "  n: {label: N, kind: count}\n  e: {label: E, kind: events, of: n}\n  m: {label: M, kind: mean, of: n, \
                    decimals: 1}\n";
    let csv = "g,n,e,m\nall,73,166,2.3\na,40,62,1.6\nb,30,100,3.3\nc,3,4,1.3\n";
    let table = table(measures, AREAS, csv, "rows: g\ncolumns: measures");
    // The events and the children of A are withheld to protect those of C, and the mean of A goes with them.
    assert_eq!((withheld(&table, "A"), withheld(&table, "C")), (3, 3));
    assert_eq!((withheld(&table, "All"), withheld(&table, "B")), (0, 0));
}

#[test]
fn a_rounded_percentage_does_not_name_a_small_part() {
    let dimension = "dimensions:\n  g:\n    label: G\n    members: {a: A, b: B, c: C}\n    totals: {}\n";
    let measures = "  n: {label: N, kind: count}\n  r: {label: R, kind: percentage, of: n, decimals: 0}\n";
    // 2% of 275 is 5 or 6; 0% of 900 is at most 4; 50% of 900 is anybody's guess.
    let table = table(measures, dimension, "g,n,r\na,275,2\nb,900,0\nc,900,50\n", "rows: g");
    assert_eq!(["A", "B", "C"].map(|row| withheld(&table, row)), [1, 1, 0]);
}

#[test]
fn a_reported_change_does_not_give_the_earlier_count_away() {
    let measures = "  n: {label: N, kind: count}\n  r: {label: R, kind: change, of: n, decimals: 1}\n";
    let csv = "year,g,n,r\n2023,all,74,x\n2023,a,31,x\n2023,b,39,x\n2023,c,4,x\n2024,all,90,21.6\n2024,a,33,6.5\n2024,b,41,\
               5.1\n2024,c,16,x\n";
    let table = table(measures, AREAS, csv, "rows: g\ncolumns: period");
    // Whichever of A and B is withheld for 2023, its change of 2024 is withheld too.
    let hidden = if table[2][2] == "c" { "A" } else { "B" };
    assert_eq!((withheld(&table, "C"), withheld(&table, hidden)), (1, 2));
}

/// Counts, those of them who were seen, and the percentage that these make.
const SEEN: &str = "  n: {label: N, kind: count}\n  s: {label: S, kind: count}\n  r: {label: R, kind: percentage, of: n, \
                    part: s, decimals: 1}\n";

#[test]
fn percentages_tell_the_parts_that_no_page_shows() {
    // 50.8% of 400, less 66.7% of 150 twice, leaves the 3 of C.
    let csv = "g,n,s,r\nall,400,203,50.8\na,150,100,66.7\nb,150,100,66.7\nc,100,3,3.0\n";
    let table = table(SEEN, AREAS, csv, "rows: g\ncolumns: measures\nmeasures: [n, r]");
    let percentages = table.iter().filter(|row| row[4] == "c").count();
    assert!(percentages > 1, "{table:?}");
}

#[test]
fn percentages_tell_the_bases_that_no_page_shows() {
    // 225 are 75% of 300, and 90 and 81 are 90% of 100 and of 90, so that there are 110 of C; all but 2 of them were seen.
    let measures = SEEN.replace("decimals: 1", "decimals: 3");
    let csv = "g,n,s,r\nall,300,279,93.000\na,100,90,90.000\nb,90,81,90.000\nc,110,108,98.182\n";
    let table = table(&measures, AREAS, csv, "rows: g\ncolumns: measures\nmeasures: [s, r]");
    assert!(withheld(&table, "C") == 2 || table.iter().filter(|row| row.contains(&"c".to_owned())).count() > 1);
}

#[test]
fn percentages_that_make_a_hundred_do_not_leave_a_small_one() {
    let count = |id: &str| format!("  {id}: {{label: {id}, kind: percentage, of: n, decimals: 1}}\n");
    let measures: String = ["soon", "late", "never"].map(count).concat();
    let csv = "n,soon,late,never\n400,60.0,39.0,1.0\n";
    let table = table(&format!("  n: {{label: N, kind: count}}\n{measures}"), "", csv, "rows: measures");
    assert_eq!(withheld(&table, "never"), 1);
    assert!(withheld(&table, "soon") + withheld(&table, "late") > 0, "{table:?}");
}

#[test]
fn a_whole_percentage_is_read_to_the_decimals_that_are_shown() {
    let measures = "  n: {label: N, kind: count}\n  r: {label: R, kind: percentage, of: n, decimals: 2}\n";
    // As if written by a spreadsheet: readers see 40.00% and 50.00%, and reckon with that.
    let csv = "g,n,r\nall,1000,42.3\na,400,45\nb,500,48\nc,100,3\n";
    let table = table(measures, AREAS, csv, "rows: g\ncolumns: measures");
    let percentages = table.iter().filter(|row| row[4] == "c").count();
    assert!(percentages > 1, "{table:?}");
}

#[test]
fn a_figure_that_is_not_available_is_not_left_over_if_it_is_small() {
    let table = table("  n: {label: N, kind: count}\n", AREAS, "g,n\nall,77\na,40\nb,34\nc,x\n", "rows: g");
    assert!(["All", "A", "B"].map(|row| withheld(&table, row)).iter().sum::<usize>() > 0);
}

#[test]
fn events_that_parts_miss_are_not_those_of_a_few_people() {
    let areas = AREAS.replace("{all: [a, b, c]}", "{all: {parts: [a, b, c], mismatch: Some are unknown.}}");
    let measures = "  n: {label: N, kind: count}\n  e: {label: E, kind: events, of: n}\n";
    let csv = "g,n,e\nall,113,440\na,40,100\nb,40,150\nc,30,150\n";
    let table = table(measures, &areas, csv, "rows: g\ncolumns: measures\nmeasures: [e]");
    // 40 events are left for 3 people without an area.
    assert!(["All", "A", "B", "C"].map(|row| withheld(&table, row)).iter().sum::<usize>() > 0);
}

#[test]
fn a_count_that_is_withheld_at_its_source_has_parts_all_the_same() {
    let measures = "  n: {label: N, kind: count}\n  s: {label: S, kind: count, of: n}\n";
    let table = table(measures, AREAS, "g,n,s\nall,129,74\na,c,18\nb,31,18\nc,77,38\n", "rows: g");
    assert!(withheld(&table, "A") > 0 && withheld(&table, "All") + withheld(&table, "B") + withheld(&table, "C") > 0);
}

#[test]
fn percentages_that_make_a_hundred_need_not_make_a_whole() {
    let dimension = "dimensions:\n  g:\n    label: G\n    members: {a: A, b: B, c: C}\n    totals: {}\n";
    let measures = "  n: {label: N, kind: count}\n  boys: {label: Boys, kind: count}\n  girls: {label: Girls, kind: count}\n  \
                    p: {label: P, kind: percentage, of: n, part: boys, decimals: 1}\n  q: {label: Q, kind: percentage, of: n, \
                    part: girls, decimals: 1}\n";
    // One child of A is neither; rounded, the two percentages still could make a hundred.
    let csv = "g,n,boys,girls,p,q\na,1000,623,376,62.3,37.6\nb,400,200,200,50.0,50.0\nc,800,400,400,50.0,50.0\n";
    let table = table(measures, dimension, csv, "rows: g");
    assert_eq!(["A", "B", "C"].map(|row| withheld(&table, row)), [0, 0, 0]);
}

#[test]
fn counts_and_a_percentage_that_make_the_base_are_a_sum() {
    let measures = "  n: {label: N, kind: count}\n  unseen: {label: Unseen, kind: count}\n  never: {label: Never, kind: \
                    count}\n  seen: {label: Seen, kind: percentage, of: n, decimals: 1}\n";
    // What is neither seen nor unseen was never due: 3, 4 and 5 children.
    let csv = "g,n,unseen,never,seen\nall,330,122,12,59.4\na,100,40,3,57.0\nb,110,41,4,59.1\nc,120,41,5,61.7\n";
    let table = table(measures, AREAS, csv, "rows: g");
    for row in ["A", "B", "C"] {
        assert!(withheld(&table, row) > 1, "{row} shows all but the small count, which is what they leave: {table:?}");
    }
}

/// Nobody is in A, so the percentage of it that cannot apply is one of no children; together the parts that are withheld are
/// what the percentages of all and of B leave, if those are both shown.
#[test]
fn a_percentage_that_cannot_apply_stands_for_nobody() {
    let areas = AREAS
        .replace("c: C}", "c: C, d: D}")
        .replace("{all: [a, b, c]}", "{all: {parts: [a, b, c, d], mismatch: Some are unknown.}}");
    let measures = "  n: {label: N, kind: count}\n  r: {label: R, kind: percentage, of: n, decimals: 1}\n";
    let table = table(measures, &areas, "g,n,r\nall,294,50.0\na,0,z\nb,284,50.0\nc,7,57.1\nd,1,100.0\n", "rows: g");
    assert_eq!(["C", "D"].map(|row| withheld(&table, row)), [2, 2]);
    assert_eq!(withheld(&table, "All") + withheld(&table, "B"), 1);
}
