//! Figures of two datasets that belong together without a word: the build stops, and says what to write.

mod common;

use common::{Run, Site, assert_same};

const WARD: &str = "dimensions:\n  ward: {label: Ward, members: {b: Brookside}}\nmeasures:\n  children: {label: Children, kind: count}\n";

/// A site of some datasets, each with a description and rows, all shown on one page.
fn site(datasets: &[(&str, &str, &str)]) -> Site {
    let site = Site::fixture("minimal");
    site.remove("data/visits.yaml");
    site.remove("data/visits.csv");
    let mut page = "---\ntitle: T\n---\n".to_owned();
    for (id, description, rows) in datasets {
        site.write(&format!("data/{id}.yaml"), &format!("title: T\nsource: S\n{description}"));
        site.write(&format!("data/{id}.csv"), rows);
        let columns = if rows.contains(",children") { "rows: period\ncolumns: measures" } else { "rows: period" };
        page.push_str(&format!("```table\nid: {id}\ncaption: {id}\ndata: {id}\n{columns}\n```\n\n"));
    }
    site.write("content/index.md", &page);
    site
}

/// May is withheld among the months, and the quarter stands beside them.
fn brookside() -> Site {
    let of = |kind: &str| format!("period: {{column: {kind}, kind: {kind}}}\n{WARD}");
    site(&[
        ("monthly", &of("month"), "month,ward,children\n2024-04,b,8\n2024-05,b,4\n2024-06,b,9\n"),
        ("quarterly", &of("quarter"), "quarter,ward,children\n2024-Q2,b,21\n"),
    ])
}

/// Checks a site in which one link is told, in these words.
fn told(site: &Site, words: &[&str]) {
    let Run { code, stderr, .. } = site.run("check");
    assert_eq!((code, stderr.matches("error[undeclared-link]").count()), (1, 1), "{stderr}");
    for words in words {
        assert!(stderr.contains(words), "no `{words}` in: {stderr}");
    }
}

fn accepted(site: &Site) {
    let Run { code, stderr, .. } = site.run("check");
    assert_eq!(code, 0, "{stderr}");
}

fn declare(site: &Site, dataset: &str, lines: &str) {
    let file = format!("data/{dataset}.yaml");
    site.write(&file, &format!("{}{lines}\n", site.read(&file)));
}

/// The cells of a table, a mark where a figure is withheld.
fn cells(site: &Site, table: &str) -> Vec<String> {
    let text = String::from_utf8_lossy(&site.public()[&format!("downloads/index-{table}.csv")]).into_owned();
    let rows = text.lines().skip(1).map(|row| row.split(',').skip(1).collect::<String>());
    rows.collect()
}

#[test]
fn a_quarter_beside_its_months() {
    let site = brookside();
    told(
        &site,
        &[
            "`quarterly.children` (quarter) is the sum of `monthly.children` (month)",
            "data/quarterly.yaml:7:3",
            "write `periods: [{parts: monthly.children, whole: children, counted: each}]` in `data/quarterly.yaml`",
            "`unrelated: [monthly]`",
        ],
    );
    declare(&site, "quarterly", "periods: [{parts: monthly.children, whole: children, counted: each}]");
    let one = site.built();
    let shown = [cells(&site, "monthly"), cells(&site, "quarterly")].concat();
    assert_eq!(shown[1], "c", "May: {shown:?}");
    assert!(shown.iter().filter(|cell| *cell == "c").count() > 1, "another figure is hidden with May: {shown:?}");
    // Whatever is hidden with May makes up for it.
    let hidden = [0, 2].into_iter().find(|month| shown[*month] == "c");
    match hidden {
        Some(0) => site.edit("data/monthly.csv", "04,b,8\n2024-05,b,4", "04,b,7\n2024-05,b,5"),
        Some(_) => site.edit("data/monthly.csv", "05,b,4\n2024-06,b,9", "05,b,5\n2024-06,b,8"),
        None => {
            site.edit("data/monthly.csv", "05,b,4", "05,b,5");
            site.edit("data/quarterly.csv", "21", "22");
        }
    }
    assert_same(&one, &site.built(), "twin");
}

#[test]
fn what_is_no_link_is_left_alone() {
    let site = brookside();
    declare(&site, "quarterly", "unrelated: [monthly]");
    accepted(&site);
    let site = brookside();
    declare(&site, "monthly", "unrelated: [quarterly]");
    accepted(&site);
    // Counted in several months, so that these do not add up.
    let site = brookside();
    site.edit("data/quarterly.csv", "21", "20");
    accepted(&site);
    // Said already, in the way of people who are counted once.
    let site = brookside();
    declare(&site, "quarterly", "periods: [{parts: monthly.children, whole: children, counted: once}]");
    accepted(&site);
}

#[test]
fn members_are_found_by_their_labels_and_named() {
    let site = brookside();
    site.edit("data/quarterly.yaml", "{b: Brookside}", "{brook: Brookside}");
    site.edit("data/quarterly.csv", ",b,", ",brook,");
    let line = "periods: [{parts: \"monthly.children(ward='b')\", whole: \"children(ward='brook')\", counted: each}]";
    told(&site, &[line]);
    declare(&site, "quarterly", line);
    accepted(&site);
}

/// Another name of the measure: then it takes many numbers to tell that it is no coincidence.
#[test]
fn a_figure_that_stands_twice() {
    let rows = |values: &[u32]| -> String {
        let rows = values.iter().zip(2020..).map(|(value, year)| format!("{year},{value}\n"));
        format!("year,children\n{}", rows.collect::<String>())
    };
    let description = "period: {column: year, kind: year}\nmeasures:\n  children: {label: Children, kind: count}\n";
    let other = description.replace("label: Children", "label: Pupils").replace("  children", "  pupils");
    let twice = |values: &[u32]| {
        let pupils = rows(values).replace("children", "pupils");
        site(&[("a", description, &rows(values)), ("b", &other, &pupils)])
    };
    accepted(&twice(&[12, 12, 12, 12, 12, 12, 12]));
    let site = twice(&[812, 4, 904]);
    told(&site, &["`a.children` is `b.pupils`", "write `same: [{mine: pupils, theirs: a.children}]`"]);
    declare(&site, "b", "same: [{mine: pupils, theirs: a.children}]");
    accepted(&site);
    // A third is told of one of the two; what is declared of both is said of all.
    site.write("data/c.yaml", &format!("title: T\nsource: S\n{description}"));
    site.write("data/c.csv", &rows(&[812, 4, 904]));
    told(&site, &["`a.children` is `c.children`"]);
    declare(&site, "c", "same: [{mine: children, theirs: b.pupils}]");
    accepted(&site);
}

#[test]
fn a_whole_beside_its_groups() {
    let measures = "measures:\n  children: {label: Children, kind: count}\n";
    let areas = format!(
        "period: {{column: year, kind: year}}\ndimensions:\n  area: {{label: Area, members: {{n: North, s: South, w: West}}}}\n{measures}"
    );
    let site = site(&[
        ("areas", &areas, "year,area,children\n2024,n,31\n2024,s,39\n2024,w,4\n"),
        ("summary", &format!("period: {{column: year, kind: year}}\n{measures}"), "year,children\n2024,74\n"),
    ]);
    site.edit("content/index.md", "data: areas\nrows: period\ncolumns: measures", "data: areas\nrows: area");
    let line = "sums: [{total: children, parts: [\"areas.children(area='n')\", \"areas.children(area='s')\", \"areas.children(area='w')\"]}]";
    told(&site, &["`summary.children` is the sum of `areas.children` over `area`", line]);
    declare(&site, "summary", line);
    site.built();
    assert!(cells(&site, "areas").iter().filter(|cell| *cell == "c").count() > 1 || cells(&site, "summary")[0] == "c");
}

#[test]
fn windows_of_one_dataset() {
    let description = "period: {column: months, kind: range}\nmeasures:\n  children: {label: Children, kind: count}\n";
    let site = site(&[(
        "windows",
        description,
        "months,children\n2024-01..2024-01,8\n2024-02..2024-02,4\n2024-01..2024-02,12\n",
    )]);
    let line = "periods: [{parts: children, whole: children, counted: each}]";
    told(&site, &["`windows.children` (range) is the sum of `windows.children` (range)", line]);
    declare(&site, "windows", line);
    accepted(&site);
}

#[test]
fn months_in_quarters_in_years_are_months_in_years() {
    let site = brookside();
    declare(&site, "quarterly", "periods: [{parts: monthly.children, whole: children, counted: each}]");
    let quarters: String = (1..=4).map(|quarter| format!("2024-Q{quarter},b,21\n")).collect();
    site.write("data/quarterly.csv", &format!("quarter,ward,children\n{quarters}"));
    let months: String = (1..=12).map(|month| format!("2024-{month:02},b,7\n")).collect();
    site.write("data/monthly.csv", &format!("month,ward,children\n{months}"));
    let yearly = format!("title: T\nsource: S\nperiod: {{column: year, kind: year}}\n{WARD}");
    let line = "periods: [{parts: quarterly.children, whole: children, counted: each}]";
    site.write("data/yearly.yaml", &format!("{yearly}{line}\n"));
    site.write("data/yearly.csv", "year,ward,children\n2024,b,84\n");
    accepted(&site);
}
