//! Figures that are bound without a total in sight: percentages on hidden bases, bands against events, periods in periods,
//! groups in groups, rounded sums. Each small site is attacked by trying all whole numbers.

#![expect(clippy::expect_used, clippy::panic, reason = "a test that cannot go on fails")]

mod common;

use std::collections::BTreeMap;

use common::Site;

/// The tables of a built site by row and column: nothing where the figure is withheld.
struct Shown(BTreeMap<(String, String), Option<String>>);

impl Shown {
    /// Reads the downloads of these tables; the first column is the row's name.
    fn of(site: &Site, tables: &[&str]) -> Self {
        let public = site.built();
        let mut found = BTreeMap::new();
        for table in tables {
            let text = String::from_utf8_lossy(&public[&format!("downloads/index-{table}.csv")]).into_owned();
            let rows: Vec<Vec<String>> =
                text.lines().map(|line| line.split(',').map(|field| field.trim().to_owned()).collect()).collect();
            for row in &rows[1..] {
                for column in (1..row.len()).step_by(2) {
                    let value = (row[column + 1].is_empty()).then(|| row[column].clone());
                    found.insert((format!("{table}/{}", row[0]), rows[0][column].clone()), value);
                }
            }
        }
        Self(found)
    }

    fn text(&self, row: &str, column: &str) -> Option<&str> {
        let found = self.0.get(&(row.to_owned(), column.to_owned()));
        found.unwrap_or_else(|| panic!("{row} and {column} are none of {:?}", self.0.keys())).as_deref()
    }

    fn count(&self, row: &str, column: &str) -> Option<i64> {
        self.text(row, column).map(|text| text.parse().expect("a whole number"))
    }
}

/// One unknown of an attack: what is shown, and the least and the most to try where nothing is.
type Unknown = (Option<i64>, (i64, i64));

/// All that an attacker can say of one unknown: the ends of what fits.
fn learnt(unknowns: &[Unknown], fits: &dyn Fn(&[i64]) -> bool, wanted: usize) -> (i64, i64) {
    fn fill(unknowns: &[Unknown], values: &mut Vec<i64>, each: &mut dyn FnMut(&[i64])) {
        let Some((shown, (low, high))) = unknowns.get(values.len()) else { return each(values) };
        let (low, high) = shown.map_or((*low, *high), |shown| (shown, shown));
        for value in low..=high {
            values.push(value);
            fill(unknowns, values, each);
            values.pop();
        }
    }
    let mut ends = (i64::MAX, i64::MIN);
    fill(unknowns, &mut Vec::new(), &mut |values| {
        if fits(values) {
            ends = (ends.0.min(values[wanted]), ends.1.max(values[wanted]));
        }
    });
    ends
}

/// The promise for a small count: as wide as the threshold, beyond the small ones, and down to one or to half the truth.
fn assert_open(what: &str, truth: i64, (low, high): (i64, i64)) {
    assert!(low <= truth && truth <= high, "{what}: the truth fits");
    let open = high - low >= 5 && high > 5 && low <= (truth / 2).max(1);
    assert!(open, "{what} is known to be from {low} to {high}");
}

/// A site of one table `t` of dataset `visits`.
fn site(description: &str, csv: &str, shape: &str) -> Site {
    let site = Site::fixture("minimal");
    site.write("data/visits.yaml", &format!("title: T\nsource: S\n{description}"));
    site.write("data/visits.csv", csv);
    site.write("content/index.md", &page(&[("t", "visits", shape)]));
    site
}

fn page(tables: &[(&str, &str, &str)]) -> String {
    let table = |(id, data, shape): &(&str, &str, &str)| {
        format!("```table\nid: {id}\ncaption: {id}\ndata: {data}\n{shape}\n```\n\n")
    };
    format!("---\ntitle: T\n---\n{}", tables.iter().map(table).collect::<String>())
}

const GROUPS: &str = "period: {value: \"2024\", kind: year}\ndimensions:\n  g:\n    label: G\n    members: {all: All, a: A, b: \
                      B, c: C}\n    totals: {all: [a, b, c]}\nmeasures:\n";

/// Whether `percent`, with one decimal, is what `part` of `base` makes, halves up.
fn makes(part: i64, base: i64, percent: &str) -> bool {
    let tenths: i64 = percent.replace('.', "").parse().expect("tenths");
    base > 0 && (2000 * part + base) / (2 * base) == tenths
}

#[test]
fn a_percentage_on_a_hidden_base_goes_with_it() {
    let measures = "  n: {label: N, kind: count}\n  r: {label: R, kind: percentage, of: n, decimals: 1}\n";
    for csv in [
        "g,n,r\nall,94,50.0\na,40,50.0\nb,50,50.0\nc,4,50.0\n",
        "g,n,r\nall,130,40.0\na,60,35.0\nb,65,46.2\nc,5,20.0\n",
        "g,n,r\nall,203,30.0\na,100,30.0\nb,100,29.0\nc,3,66.7\n",
    ] {
        let shown = Shown::of(&site(&format!("{GROUPS}{measures}"), csv, "rows: g"), &["t"]);
        for row in ["t/All", "t/A", "t/B", "t/C"] {
            let hidden = shown.text(row, "N").is_none();
            assert!(!hidden || shown.text(row, "R").is_none(), "{row} shows a percentage of a hidden number");
        }
        assert!(shown.text("t/C", "N").is_none() && shown.text("t/C", "R").is_none());
    }
}

/// The total's percentage is the mean of its parts', weighted by their sizes: here the bases are shown, and one part's
/// percentage stands for a small count.
#[test]
fn a_weighted_mean_does_not_give_a_hidden_percentage_away() {
    let measures = "  n: {label: N, kind: count}\n  r: {label: R, kind: percentage, of: n, decimals: 1}\n";
    for (parts, counts) in [
        ([(40, "50.0"), (50, "40.0"), (30, "10.0")], [20, 20, 3]),
        ([(60, "25.0"), (44, "50.0"), (40, "5.0")], [15, 22, 2]),
        ([(100, "33.0"), (80, "62.5"), (25, "20.0")], [33, 50, 5]),
    ] {
        let bases: i64 = parts.iter().map(|(base, _)| base).sum();
        let part: i64 = counts.iter().sum();
        let tenths = (2000 * part + bases) / (2 * bases);
        let rows: String = ["a", "b", "c"]
            .iter()
            .zip(&parts)
            .map(|(member, (base, rate))| format!("{member},{base},{rate}\n"))
            .collect();
        let csv = format!("g,n,r\nall,{bases},{}.{}\n{rows}", tenths / 10, tenths % 10);
        let shown = Shown::of(&site(&format!("{GROUPS}{measures}"), &csv, "rows: g"), &["t"]);
        assert!(shown.text("t/C", "R").is_none());
        let rows = ["t/A", "t/B", "t/C"];
        let bases: Vec<i64> =
            rows.iter().zip(&parts).map(|(row, (base, _))| shown.count(row, "N").unwrap_or(*base)).collect();
        // Even somebody who knows every base and the true count of the whole cannot tell the small part.
        let unknowns: Vec<Unknown> = bases.iter().map(|base| (None, (0, *base))).collect();
        let fits = |values: &[i64]| {
            let each = rows.iter().zip(values).zip(&bases);
            let each_fits = each
                .into_iter()
                .all(|((row, value), base)| shown.text(row, "R").is_none_or(|rate| makes(*value, *base, rate)));
            let whole = (values.iter().sum::<i64>(), bases.iter().sum());
            values[2] > 0 && each_fits && shown.text("t/All", "R").is_none_or(|rate| makes(whole.0, whole.1, rate))
        };
        assert_open(&format!("the part of C in {csv:?}"), counts[2], learnt(&unknowns, &fits, 2));
    }
}

/// So many people are behind so many events each, and all of them together behind the events that another table counts.
#[test]
fn bands_do_not_give_people_away_by_their_events() {
    for (people, events) in [([20, 9, 3], 63), ([12, 8, 5], 70), ([30, 6, 2], 52)] {
        let all: i64 = people.iter().sum();
        let site = site(
            "period: {value: \"2024\", kind: year}\ndimensions:\n  band:\n    label: Band\n    members: {all: All, one: One, few: \
             Few, many: Many}\n    totals: {all: [one, few, many]}\n    bands: {of: calls.calls, sizes: {one: 1, few: [2, 4], \
             many: [5, 9]}}\nmeasures:\n  people: {label: People, kind: count}\nsame:\n  - {mine: \"people['all']\", theirs: \
             calls.callers}\n",
            &format!("band,people\nall,{all}\none,{}\nfew,{}\nmany,{}\n", people[0], people[1], people[2]),
            "rows: band",
        );
        site.write(
            "data/calls.yaml",
            "title: T\nsource: S\nperiod: {value: \"2024\", kind: year}\nmeasures:\n  callers: {label: Callers, kind: count}\n  \
             calls: {label: Calls, kind: events, of: callers}\n",
        );
        site.write("data/calls.csv", &format!("callers,calls\n{all},{events}\n"));
        site.write("content/index.md", &page(&[("t", "visits", "rows: band"), ("e", "calls", "rows: period")]));
        let shown = Shown::of(&site, &["t", "e"]);
        let row = |row: &str| shown.count(row, "People");
        let unknowns: Vec<Unknown> = vec![(row("t/One"), (1, 60)), (row("t/Few"), (1, 60)), (row("t/Many"), (1, 60))];
        let (all, calls) = (row("t/All"), shown.count("e/2024", "Calls"));
        let fits = |values: &[i64]| {
            let [one, few, many] = values[..] else { return false };
            all.is_none_or(|all| one + few + many == all)
                && calls.is_none_or(|calls| one + 2 * few + 5 * many <= calls && calls <= one + 4 * few + 9 * many)
        };
        assert_open(&format!("many of {people:?}"), people[2], learnt(&unknowns, &fits, 2));
    }
}

/// Half-years in one dataset, the year in another, each with the same groups.
#[test]
fn half_years_do_not_give_a_year_away_nor_the_year_a_half() {
    for halves in [[[30, 3], [25, 14]], [[30, 2], [25, 2]], [[18, 5], [9, 40]]] {
        let year: Vec<i64> = (0..2).map(|group| halves[0][group] + halves[1][group]).collect();
        let groups = "dimensions:\n  g:\n    label: G\n    members: {all: All, a: A, b: B}\n    totals: {all: [a, b]}\nmeasures:\n  \
                      n: {label: N, kind: count}\n";
        let rows = |period: &str, values: &[i64]| {
            format!("{period},all,{}\n{period},a,{}\n{period},b,{}\n", values[0] + values[1], values[0], values[1])
        };
        let site = site(
            &format!(
                "period: {{column: p, kind: half-year}}\n{groups}periods:\n  - {{parts: n, whole: yearly.n, counted: each}}\n"
            ),
            &format!("p,g,n\n{}{}", rows("2024-H1", &halves[0]), rows("2024-H2", &halves[1])),
            "rows: g",
        );
        site.write("data/yearly.yaml", &format!("title: T\nsource: S\nperiod: {{column: p, kind: year}}\n{groups}"));
        site.write("data/yearly.csv", &format!("p,g,n\n{}", rows("2024", &year)));
        site.write(
            "content/index.md",
            &page(&[("t", "visits", "rows: g\ncolumns: period"), ("y", "yearly", "rows: g\ncolumns: period")]),
        );
        let shown = Shown::of(&site, &["t", "y"]);
        // "January to June" stands before "July to December".
        let columns: Vec<String> =
            shown.0.keys().filter(|(row, _)| row == "t/A").map(|(_, column)| column.clone()).collect();
        assert_eq!(columns.len(), 2, "{columns:?}");
        let yearly = shown.0.keys().find(|(row, _)| row == "y/A").expect("a row").1.clone();
        let of = |group: &str| -> Vec<Option<i64>> {
            let halves = columns.iter().map(|column| shown.count(&format!("t/{group}"), column));
            halves.chain([shown.count(&format!("y/{group}"), &yearly)]).collect()
        };
        let (a, b, all) = (of("A"), of("B"), of("All"));
        let unknowns: Vec<Unknown> = [a[0], b[0], a[1], b[1]].iter().map(|value| (*value, (1, 60))).collect();
        let fits = |values: &[i64]| {
            let [a1, b1, a2, b2] = values[..] else { return false };
            let sums =
                [(a1 + b1, all[0]), (a2 + b2, all[1]), (a1 + a2, a[2]), (b1 + b2, b[2]), (a1 + b1 + a2 + b2, all[2])];
            sums.iter().all(|(sum, shown)| shown.is_none_or(|shown| shown == *sum))
        };
        for (position, truth) in [halves[0][0], halves[0][1], halves[1][0], halves[1][1]].into_iter().enumerate() {
            if truth <= 5 {
                assert_open(&format!("half {position} of {halves:?}"), truth, learnt(&unknowns, &fits, position));
            }
        }
    }
}

/// A group in one dataset within a group of another: whoever is left is a group, too.
#[test]
fn what_a_subset_leaves_in_another_dataset_is_protected() {
    for (whole, part) in [([43, 60], [40, 30]), ([50, 24], [20, 20]), ([33, 47], [31, 42])] {
        let dimension =
            "dimensions:\n  g:\n    label: G\n    members: {all: All, a: A, b: B}\n    totals: {all: [a, b]}\n";
        let rows = |values: [i64; 2]| format!("all,{}\na,{}\nb,{}\n", values[0] + values[1], values[0], values[1]);
        let period = "period: {value: \"2024\", kind: year}\n";
        let site = site(
            &format!(
                "{period}{dimension}measures:\n  n: {{label: N, kind: count}}\nwithin:\n  - {{part: n, whole: wider.n}}\n"
            ),
            &format!("g,n\n{}", rows(part)),
            "rows: g",
        );
        site.write(
            "data/wider.yaml",
            &format!("title: T\nsource: S\n{period}{dimension}measures:\n  n: {{label: N, kind: count}}\n"),
        );
        site.write("data/wider.csv", &format!("g,n\n{}", rows(whole)));
        site.write("content/index.md", &page(&[("t", "visits", "rows: g"), ("w", "wider", "rows: g")]));
        let shown = Shown::of(&site, &["t", "w"]);
        let names = ["t/A", "t/B", "w/A", "w/B"];
        let unknowns: Vec<Unknown> = names.iter().map(|row| (shown.count(row, "N"), (1, 90))).collect();
        let (in_part, in_whole) = (shown.count("t/All", "N"), shown.count("w/All", "N"));
        for group in 0..2 {
            let truth = whole[group] - part[group];
            if truth == 0 || truth > 5 {
                continue;
            }
            // The rest is told by the differences that fit.
            let mut ends = (i64::MAX, i64::MIN);
            for rest in 0..=90 {
                let fits = |values: &[i64]| {
                    values[2 + group] - values[group] == rest
                        && values[2] >= values[0]
                        && values[3] >= values[1]
                        && in_part.is_none_or(|all| values[0] + values[1] == all)
                        && in_whole.is_none_or(|all| values[2] + values[3] == all)
                };
                if learnt(&unknowns, &fits, group).0 != i64::MAX {
                    ends = (ends.0.min(rest), ends.1.max(rest));
                }
            }
            assert_open(&format!("the rest of group {group} in {whole:?} and {part:?}"), truth, ends);
        }
    }
}

/// Counts of 1 to 7 are withheld and all others rounded to 5, the total from its true number.
#[test]
fn rounded_sums_do_not_give_a_hidden_count_away() {
    for values in [[12, 23, 3], [8, 8, 1], [9, 41, 7], [8, 13, 2]] {
        let all: i64 = values.iter().sum();
        let description = format!("{GROUPS}  n: {{label: N, kind: count}}\ndisclosure: {{policy: rounded-to-five}}\n");
        let csv = format!("g,n\nall,{all}\na,{}\nb,{}\nc,{}\n", values[0], values[1], values[2]);
        let shown = Shown::of(&site(&description, &csv, "rows: g"), &["t"]);
        let told = ["t/A", "t/B", "t/C", "t/All"].map(|row| shown.count(row, "N"));
        let unknowns: Vec<Unknown> =
            told[..3].iter().map(|told| (None, told.map_or((1, 60), |told| ((told - 2).max(8), told + 2)))).collect();
        let fits = |values: &[i64]| {
            let all: i64 = values.iter().sum();
            told[3].is_none_or(|told| (all + 2) / 5 * 5 == told)
        };
        let (low, high) = learnt(&unknowns, &fits, 2);
        let open = high - low >= 7 && high > 7 && low <= (values[2] / 2).max(1);
        assert!(open, "C of {values:?}, shown as {told:?}, is known to be from {low} to {high}");
    }
}
