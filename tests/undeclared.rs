//! What nobody declared although the numbers or the names show it. Undeclared, it would give hidden figures away, so it is
//! told before anything is published, without a value.

mod common;

use common::{Files, Run, Site};

const PAGE: &str =
    "---\ntitle: Children\n---\n```table\ncaption: Children\ndata: kids\nrows: area\ncolumns: MEASURES\n```\n";

/// A site with one dataset over areas, and one table of it.
fn site(members: &str, totals: &str, measures: &str, rows: &str) -> Site {
    let names: Vec<&str> =
        measures.lines().filter_map(|line| line.trim().split_once(": {")).map(|(id, _)| id).collect();
    let description = format!(
        "title: Children\nsource: Example records\nperiod: {{value: \"2023\", kind: year}}\ndimensions:\n  area:\n    label: Area\n    \
         members: {{{members}}}\n{totals}measures:\n{measures}"
    );
    let page = PAGE.replace("columns: MEASURES", &format!("columns: measures\nmeasures: [{}]", names.join(", ")));
    let file = |path: &str, text: String| (path.to_owned(), text.into_bytes());
    let head = format!("area,{}\n", names.join(","));
    Site::of(&Files::from([
        file("site.yaml", "title: Children\norganisation: Example Council\n".to_owned()),
        file("content/index.md", page),
        file("data/kids.yaml", description),
        file("data/kids.csv", head + rows),
    ]))
}

const COUNT: &str = "  n: {label: Children, kind: count}\n";

fn told(run: &Run, texts: &[&str]) {
    for text in texts {
        assert!(run.stderr.contains(text), "`{text}` is not said:\n{}", run.stderr);
    }
}

/// The rows of the one table, as readers download them.
fn table(site: &Site) -> Vec<String> {
    let built = site.built();
    let (_, bytes) = built.iter().find(|(path, _)| path.ends_with(".csv")).unwrap_or_else(|| unreachable!("a table"));
    String::from_utf8_lossy(bytes).lines().skip(1).map(str::to_owned).collect()
}

#[test]
fn subtotals_are_found_by_their_names_in_a_single_row() {
    let placements = "own: Foster care in-house, agency: Foster care agency, foster: Foster care total, home: Residential, \
                      secure: Secure unit, parents: With parents, all: Total";
    let rows = "own,117\nagency,104\nfoster,221\nhome,52\nsecure,3\nparents,9\nall,285\n";
    let run = site(placements, "", COUNT, rows).run("check");
    assert_eq!(run.code, 1);
    told(&run, &["`totals: {foster: [own, agency]}`", "`totals: {all: [foster, home, secure, parents]}`"]);
    let declared = "    totals: {foster: [own, agency], all: [foster, home, secure, parents]}\n";
    let rows = table(&site(placements, declared, COUNT, rows));
    assert!(rows[4].ends_with(",c"), "the secure unit is withheld: {rows:?}");
    assert!(rows.iter().filter(|row| row.ends_with(",c")).count() > 1, "and so is another: {rows:?}");
}

#[test]
fn a_second_breakdown_is_found() {
    let groups = "all: All, young: Under 5, older: 5 and over, boys: Boys, girls: Girls";
    let declared = "    totals: {all: [young, older]}\n";
    let rows = "all,60\nyoung,20\nolder,40\nboys,57\ngirls,3\n";
    let run = site(groups, declared, COUNT, rows).run("check");
    told(&run, &["`all` is also the sum of boys, girls", "[{parts: […]}, {parts: [boys, girls]}]"]);
    let both = "    totals: {all: [{parts: [young, older]}, {parts: [boys, girls]}]}\n";
    let rows = table(&site(groups, both, COUNT, rows));
    assert_eq!(rows.iter().filter(|row| row.ends_with(",c")).count(), 2, "{rows:?}");
}

#[test]
fn a_member_that_is_called_a_total_needs_parts() {
    let areas = "north: North, south: South, east: East, all: All areas";
    let rows = "north,40\nsouth,c\neast,50\nall,93\n";
    told(&site(areas, "", COUNT, rows).run("check"), &["`all` of `area` is called a total", "`totals: {all: []}`"]);
    assert_eq!(site(areas, "    totals: {all: []}\n", COUNT, rows).run("check").code, 0);
    let others = "north: North, south: South, east: All other areas";
    assert_eq!(site(others, "", COUNT, "north,40\nsouth,50\neast,73\n").run("check").code, 0);
}

#[test]
fn a_member_outside_of_all_sums_is_told() {
    let areas = "all: All, urban: Urban, city: City, north: North, south: South";
    let rows = "all,144\nurban,44\ncity,40\nnorth,4\nsouth,100\n";
    let run = site(areas, "    totals: {all: [urban, south]}\n", COUNT, rows).run("check");
    told(&run, &["warning[no-sum]: `city`, `north` of `area` stand in no sum"]);
    let apart = "    totals: {all: [urban, south], city: [], north: []}\n";
    assert!(!site(areas, apart, COUNT, rows).run("check").stderr.contains("no-sum"));
}

#[test]
fn a_percentage_that_a_count_makes_needs_it_as_its_part() {
    let areas = "a: A, b: B, c: C, d: D";
    let measures = "  all: {label: All, kind: count}\n  missing: {label: Missing, kind: count, of: all}\n  \
                    pct: {label: Missing in percent, kind: percentage, of: all, decimals: 1}\n";
    let rows = "a,200,50,25.0\nb,180,36,20.0\nc,130,c,9.2\nd,200,24,12.0\n";
    told(&site(areas, "", measures, rows).run("check"), &["`pct` is `missing` over `all`", "`part: missing`"]);
    let rows = table(&site(areas, "", &measures.replace("of: all, dec", "of: all, part: missing, dec"), rows));
    assert!(rows[2].ends_with(",c,,c"), "{rows:?}");
}

/// Everybody knows that nobody is where a figure cannot apply, so it hides nothing.
#[test]
fn what_does_not_apply_is_nobody() {
    let areas = "all: All, north: North, south: South, east: East, west: West";
    let totals = "    totals: {all: [north, south, east, west]}\n";
    let rows = table(&site(areas, totals, COUNT, "all,100\nnorth,z\nsouth,c\neast,40\nwest,48\n"));
    assert_eq!(rows.iter().filter(|row| row.ends_with(",c")).count(), 2, "{rows:?}");
    assert!(rows[1].ends_with(",z"), "{rows:?}");
}

/// "Low" says how many there are at most, so it goes with a count that is withheld.
#[test]
fn a_mark_for_low_goes_with_the_count_behind_it() {
    let areas = "all: Total, north: North, south: South, east: East, west: West";
    let totals = "    totals: {all: [north, south, east, west]}\n";
    let measures = "  all: {label: All, kind: count}\n  missing: {label: Missing, kind: count, of: all}\n  \
                    pct: {label: Missing in percent, kind: percentage, of: all, part: missing, decimals: 0}\n";
    let rows = "all,9000,198,2\nnorth,1200,5,low\nsouth,1400,6,low\neast,3200,97,3\nwest,3200,90,3\n";
    let rows = table(&site(areas, totals, measures, rows));
    assert!(!rows.iter().any(|row| row.contains(",c,,low")), "{rows:?}");
    assert!(rows[1].ends_with(",c,,c"), "{rows:?}");
}

/// A total that other datasets' publishers break down in several ways, each in rows of its own.
#[test]
fn a_breakdown_may_stand_in_some_rows_only() {
    let description = "title: Children\nsource: Example records\nperiod: {value: \"2023\", kind: year}\ndimensions:\n  by:\n    \
                       label: By\n    members: {age: Age, sex: Sex}\n  area:\n    label: Group\n    members: {all: Total, young: Under 10, \
                       older: 10 and over, girls: Girls, boys: Boys}\n    totals: {all: [{parts: [young, older]}, {parts: [girls, boys]}]}\n\
                       measures:\n  n: {label: Children, kind: count}\n";
    let site = site("x: X", "", COUNT, "x,1\n");
    site.write("data/kids.yaml", description);
    site.write(
        "data/kids.csv",
        "by,area,n\nage,all,369\nage,young,4\nage,older,365\nsex,all,369\nsex,girls,169\nsex,boys,200\n",
    );
    site.write("content/index.md", &PAGE.replace("columns: MEASURES", "columns: measures\nwhere: {by: age}"));
    let run = site.run("check");
    assert_eq!(run.code, 0, "{}", run.stderr);
}
