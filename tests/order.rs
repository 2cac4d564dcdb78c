//! The order of a list is something that a reader sees: a withheld figure lies between its neighbours.

#![expect(clippy::expect_used, reason = "a test that cannot go on fails")]

mod common;

use common::Site;

const MEMBERS: [&str; 6] = ["a", "b", "c", "d", "e", "f"];

/// A site with six groups of these sizes and their total, shown by a block.
fn site(values: [u32; 6], block: &str) -> Site {
    let site = Site::fixture("minimal");
    site.write(
        "data/visits.yaml",
        "title: T\nsource: S\nperiod: {value: \"2024\", kind: year}\ndimensions:\n  g:\n    label: G\n    members: {all: All, a: \
         A, b: B, c: C, d: D, e: E, f: F}\n    totals: {all: [a, b, c, d, e, f]}\nmeasures:\n  visits: {label: N, kind: \
         count}\npublic: [\"visits['all']\"]\n",
    );
    let rows: String = MEMBERS.iter().zip(values).map(|(member, value)| format!("{member},{value}\n")).collect();
    site.write("data/visits.csv", &format!("g,visits\nall,{}\n{rows}", values.iter().sum::<u32>()));
    site.write(
        "content/index.md",
        &format!("---\ntitle: T\n---\n{block}\nThere were {{{{ visits.visits }}}} in all.\n"),
    );
    site
}

const CHART: &str = "```chart\nkind: bar\nheadline: H\ndata: visits\nx: g\ny: visits\n```\n";
const TABLE: &str = "```table\ncaption: T\ndata: visits\nrows: g\n```\n";

/// The groups that a site shows, by the download of its table.
fn shown(site: &Site) -> [Option<u32>; 6] {
    let public = site.built();
    let text = String::from_utf8_lossy(&public["downloads/index-table-1.csv"]).into_owned();
    MEMBERS.map(|member| {
        let row = text.lines().find(|line| line.starts_with(&member.to_uppercase()) && !line.starts_with("All"));
        row.expect("a row").split(',').nth(1).expect("a value").parse().ok()
    })
}

/// By brute force: the least and the most that a group can be, in whole numbers from 1 that fall from group to group,
/// make the total and agree with what is shown.
fn known(shown: &[Option<u32>; 6], total: u32, group: usize) -> (u32, u32) {
    fn fill(shown: &[Option<u32>; 6], at: usize, left: u32, values: &mut Vec<u32>, each: &mut dyn FnMut(&[u32])) {
        if at == shown.len() {
            if left == 0 {
                each(values);
            }
            return;
        }
        let most = values.last().map_or(left, |last| left.min(*last));
        for value in (1..=most).filter(|value| shown[at].is_none_or(|shown| shown == *value)) {
            values.push(value);
            fill(shown, at + 1, left - value, values, each);
            values.pop();
        }
    }
    let mut found = (u32::MAX, 0);
    let mut look = |values: &[u32]| found = (found.0.min(values[group]), found.1.max(values[group]));
    fill(shown, 0, total, &mut Vec::new(), &mut look);
    found
}

#[test]
fn a_hidden_bar_in_a_falling_chart_is_not_narrowed() {
    for values in [[90, 42, 24, 19, 9, 3], [40, 30, 20, 12, 6, 5], [30, 22, 14, 5, 4, 1], [60, 13, 12, 11, 10, 2]] {
        for block in [CHART, TABLE] {
            let shown = shown(&site(values, block));
            for group in (0..values.len()).filter(|group| values[*group] <= 5) {
                assert_eq!(shown[group], None);
                let (low, high) = known(&shown, values.iter().sum(), group);
                let open = high - low >= 5 && high > 5 && low <= (values[group] / 2).max(1);
                assert!(open, "group {group} of {values:?}, of which {shown:?} are shown, is from {low} to {high}");
            }
        }
    }
}

#[test]
fn a_list_in_no_order_hides_no_more_than_before() {
    let shown = shown(&site([90, 24, 42, 3, 9, 19], CHART));
    assert_eq!(shown.iter().filter(|value| value.is_none()).count(), 2, "{shown:?}");
}

/// Bands have an order of their own, and a reader cannot tell whether their figures were sorted, too.
#[test]
fn bands_that_happen_to_fall_are_not_sorted() {
    let hidden = |bands: &str| {
        let site = site([40, 30, 20, 12, 6, 5], TABLE);
        let totals = "    totals: {all: [a, b, c, d, e, f]}\n";
        site.edit("data/visits.yaml", totals, &format!("{totals}{bands}"));
        site.write(
            "data/calls.yaml",
            "title: T\nsource: S\nperiod: {value: \"2024\", kind: year}\nmeasures:\n  people: {label: P, kind: count}\n  \
             calls: {label: C, kind: events, of: people}\n",
        );
        site.write("data/calls.csv", "people,calls\n113,900\n");
        shown(&site)[4]
    };
    let bands =
        "    bands: {of: calls.calls, sizes: {a: 1, b: [2, 4], c: [5, 9], d: [10, 14], e: [15, 19], f: [20]}}\n";
    assert_eq!(hidden(bands), None, "with the smallest, the smallest but one is hidden");
    assert_eq!(hidden(""), Some(6), "below it, the smallest would be at most 5");
}

/// Five areas with a percentage each, in the order of the percentages or not; the third is of 5 in 30.
fn ratios(kind: &str, rows: &[&str; 5], exhibits: &str) -> Vec<String> {
    let site = Site::fixture("minimal");
    site.write(
        "data/kids.yaml",
        &format!(
            "title: T\nsource: S\nperiod: {{value: \"2024\", kind: year}}\ndimensions:\n  g:\n    label: G\n    members: {{a: A, \
             b: B, c: C, d: D, e: E}}\nmeasures:\n  all: {{label: All, kind: count}}\n  missing: {{label: Missing, kind: \
             count, of: all}}\n  ratio: {{label: Ratio, kind: {kind}, of: all, part: missing, decimals: 1}}\n"
        ),
    );
    let rows: String = MEMBERS.iter().zip(rows).map(|(member, row)| format!("{member},{row}\n")).collect();
    site.write("data/kids.csv", &format!("g,all,missing,ratio\n{rows}"));
    let bases = "```table\ncaption: T\ndata: kids\nrows: g\nmeasures: [all]\n```\n";
    site.write("content/index.md", &format!("---\ntitle: T\n---\n{bases}\n{exhibits}"));
    let public = site.built();
    let text = String::from_utf8_lossy(&public["downloads/index-table-1.csv"]).into_owned();
    text.lines()
        .filter(|line| line.ends_with(",c"))
        .map(|line| line.split(',').next().unwrap_or("").to_owned())
        .collect()
}

#[test]
fn the_base_of_a_withheld_ratio_in_order_is_withheld_too() {
    const SHARES: [&str; 5] = ["200,50,25.0", "200,36,18.0", "30,5,16.7", "200,24,12.0", "200,20,10.0"];
    const RATES: [&str; 5] = ["200,50,250", "200,36,180", "30,5,166.7", "200,24,120", "200,20,100"];
    let chart = "```chart\nkind: bar\nheadline: H\ndata: kids\nx: g\ny: ratio\n```\n";
    let table = "```table\ncaption: Ratios\ndata: kids\nrows: g\nmeasures: [ratio]\n```\n";
    for (kind, rows) in [("percentage", SHARES), ("rate, per: 1000", RATES)] {
        for exhibit in [chart, table] {
            // Between 12% and 18% of 30 lie 4 and 5 only.
            assert_eq!(ratios(kind, &rows, exhibit), ["C"], "{kind}: {exhibit}");
            let [a, b, c, d, e] = rows;
            assert!(ratios(kind, &[a, d, c, b, e], exhibit).is_empty(), "in no order, {kind}: {exhibit}");
            assert_eq!(ratios(kind, &[e, d, c, b, a], exhibit), ["C"], "turned round, {kind}: {exhibit}");
        }
    }
}
