//! Twin builds: where only hidden numbers differ, and everything published fits both, the sites are the same to the byte.

mod common;

use common::{Site, assert_same};

/// Builds a site, changes hidden numbers in one data file, and builds it again.
fn twins(site: &Site, data: &str, changes: &[(&str, &str)]) {
    let one = site.built();
    for (from, to) in changes {
        site.edit(data, from, to);
    }
    let other = site.built();
    assert_same(&one, &other, "twin");
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
