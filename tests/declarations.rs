#![expect(clippy::expect_used, reason = "tests set sites up")]
//! What an author can declare of facts: how they belong to each other, how they are published, by which policy. One
//! mistake gives one error, with its place, its cause and a cure, and never a value of the data.

mod common;

use common::{Files, Run, Site, holds};

const SITE: &str = "site.yaml";
const HOME: &str = "content/index.md";

/// A small site with datasets that belong together in every way.
const SOUND: [(&str, &str); 12] = [
    (SITE, "title: Children missing\norganisation: Example Council\n"),
    (HOME, "---\ntitle: Children missing\n---\nThere were {{ missing.children[\"2017-H1\"] }} children.\n"),
    (
        "data/missing.yaml",
        "\
title: Children reported missing
source: Example Council records
period: {column: period, kind: half-year}
dimensions:
  area: {label: Area, members: {county: County, north: North, south: South}, totals: {county: [north, south]}}
measures:
  children: {label: Children, kind: count}
  episodes: {label: Episodes, kind: events, of: children}
",
    ),
    (
        "data/missing.csv",
        "\
period,area,children,episodes
2016-H2,county,3001,9001
2016-H2,north,1801,5001
2016-H2,south,1200,4000
2017-H1,county,3201,9501
2017-H1,north,2001,5501
2017-H1,south,1200,4000
",
    ),
    (
        "data/groups.yaml",
        "\
title: Children reported missing, by sex
source: Example Council records
period: {column: period, kind: half-year}
dimensions:
  sex: {label: Sex, members: {boys: Boys, girls: Girls}}
  area: {label: Area, members: {county: County, north: North, south: South}, totals: {county: [north, south]}}
measures:
  children: {label: Children, kind: count}
sums:
  - {total: missing.children, parts: [\"children['boys']\", \"children['girls']\"]}
within:
  - {part: \"children['boys']\", whole: missing.children}
",
    ),
    (
        "data/groups.csv",
        "\
period,sex,area,children
2016-H2,boys,county,1701
2016-H2,boys,north,1001
2016-H2,boys,south,700
2016-H2,girls,county,1300
2016-H2,girls,north,800
2016-H2,girls,south,500
2017-H1,boys,county,1801
2017-H1,boys,north,1101
2017-H1,boys,south,700
2017-H1,girls,county,1400
2017-H1,girls,north,900
2017-H1,girls,south,500
",
    ),
    (
        "data/yearly.yaml",
        "\
title: Children reported missing in a year
source: Example Council records
period: {column: period, kind: range}
measures:
  children: {label: Children, kind: count}
  episodes: {label: Episodes, kind: events, of: children}
periods:
  - {parts: \"missing.episodes['county']\", whole: episodes, counted: each}
  - {parts: \"missing.children['county']\", whole: children, counted: once}
",
    ),
    ("data/yearly.csv", "period,children,episodes\n2016-07..2017-06,5001,18502\n"),
    (
        "data/windows.yaml",
        "\
title: Referrals
source: Example Council records
period: {column: months, kind: range}
measures:
  referrals: {label: Referrals, kind: count}
periods:
  - {parts: referrals, whole: referrals, counted: each}
",
    ),
    (
        "data/windows.csv",
        "\
months,referrals
2017-01..2017-01,1001
2017-01..2017-02,2501
2017-02..2017-02,1500
2017-02..2017-04,4900
2017-01..2017-03,4001
2017-04..2017-04,1900
",
    ),
    (
        "data/bands.yaml",
        "\
title: Children by number of episodes
source: Example Council records
period: {column: period, kind: half-year}
dimensions:
  band:
    label: Episodes
    members: {all: All, one: One, few: 2 to 4, many: 5 or more}
    totals: {all: [one, few, many]}
    bands: {of: \"missing.episodes['county']\", sizes: {one: 1, few: [2, 4], many: [5]}}
measures:
  children: {label: Children, kind: count}
same:
  - {mine: \"children['all']\", theirs: \"missing.children['county']\"}
",
    ),
    (
        "data/bands.csv",
        "\
period,band,children
2016-H2,all,3001
2016-H2,one,1501
2016-H2,few,1003
2016-H2,many,497
2017-H1,all,3201
2017-H1,one,1601
2017-H1,few,1003
2017-H1,many,597
",
    ),
];

fn sound() -> Site {
    let files = SOUND.map(|(path, text)| (path.to_owned(), text.as_bytes().to_vec()));
    Site::of(&Files::from(files))
}

/// A sound site with one text of one file put differently.
fn with(file: &str, from: &str, to: &str) -> Site {
    let site = sound();
    site.edit(file, from, to);
    site
}

/// A sound site with more lines at the end of a file.
fn more(file: &str, lines: &str) -> Site {
    let site = sound();
    site.write(file, &(site.read(file) + lines));
    site
}

/// One dataset by itself: the measures and whatever else the description says, and the rows.
fn only(description: &str, rows: &str) -> Site {
    let site = sound();
    for (file, _) in SOUND.iter().filter(|(file, _)| file.starts_with("data/")) {
        site.remove(file);
    }
    let head = "title: Visits\nsource: Example Council records\nperiod: {column: year, kind: year}\n";
    site.write("data/visits.yaml", &format!("{head}{description}"));
    site.write("data/visits.csv", rows);
    site.write(HOME, "---\ntitle: Visits\n---\nNothing yet.\n");
    site
}

/// Checks a site, and that no figure of its data is told: whatever has four digits and is no year.
fn checked(site: &Site) -> Run {
    let run = site.run("check");
    for (file, _) in SOUND.iter().filter(|(file, _)| file.ends_with(".csv")) {
        let Ok(text) = std::fs::read_to_string(site.root().join(file)) else { continue };
        for cell in text.split([',', '\n']).filter(|cell| cell.len() > 3 && !cell.starts_with("20")) {
            let told = cell.bytes().all(|byte| byte.is_ascii_digit()) && run.stderr.contains(cell);
            assert!(!told, "a value is told: {}", run.stderr);
        }
    }
    run
}

fn accepts(site: &Site) {
    let run = checked(site);
    assert_eq!(run.code, 0, "{}", run.stderr);
}

/// One error or several, all of this code, with these words in what is told.
fn refuses(site: &Site, code: &str, says: &[&str]) {
    let run = checked(site);
    let errors: Vec<&str> = run.stderr.lines().filter(|line| line.starts_with("error[")).collect();
    let alike = !errors.is_empty() && errors.iter().all(|line| line.starts_with(&format!("error[{code}]")));
    assert!(alike, "{code}: {}", run.stderr);
    for words in says {
        assert!(run.stderr.contains(words), "no `{words}` in: {}", run.stderr);
    }
    assert_ne!(run.code, 70, "{}", run.stderr);
}

#[test]
fn what_belongs_together_is_accepted() {
    accepts(&sound());
}

#[test]
fn shared_dimensions_are_paired_member_by_member() {
    let lines = "  - {mine: episodes, theirs: other.episodes}\n  - {mine: children, theirs: other.children}\n";
    let site = more("data/missing.yaml", &format!("same:\n{lines}"));
    let description = site.read("data/missing.yaml").replace("same:\n", "").replace(lines, "");
    site.write("data/other.yaml", &description);
    site.write("data/other.csv", &site.read("data/missing.csv"));
    accepts(&site);
    // One member only is different, and its total with it: both pairs are told.
    site.edit("data/other.csv", "2016-H2,north,1801,5001", "2016-H2,north,1801,5002");
    site.edit("data/other.csv", "2016-H2,county,3001,9001", "2016-H2,county,3001,9002");
    refuses(&site, "two-values", &["one fact has two values", "Area North"]);
    // Totals with different codes are one, as long as nothing else has their codes.
    let site = more("data/missing.yaml", &format!("same:\n{lines}"));
    site.write("data/other.yaml", &description.replace("county", "all"));
    site.write(
        "data/other.csv",
        &site
            .read("data/missing.csv")
            .replace("county,3001,9001", "all,3001,9002")
            .replace("county", "all")
            .replace("south,1200,4000", "south,1200,4001")
            .replace("2017-H1,all,3201,9501", "2017-H1,all,3201,9502"),
    );
    refuses(&site, "two-values", &["Area County"]);
}

#[test]
fn sums_run_across_datasets() {
    let file = "data/groups.csv";
    let wrong = with(file, "2016-H2,girls,north,800", "2016-H2,girls,north,801");
    wrong.edit(file, "2016-H2,girls,county,1300", "2016-H2,girls,county,1301");
    refuses(&wrong, "sum", &["missing.csv, line 2", "missing.csv, line 3", "do not add up"]);
    let mismatch = "\"children['girls']\"], mismatch: \"Some have no recorded sex.\"}";
    wrong.edit("data/groups.yaml", "\"children['girls']\"]}", mismatch);
    accepts(&wrong);
    let missing = with(file, "2016-H2,girls,north,800\n", "");
    missing.edit(file, "2016-H2,girls,county,1300\n", "");
    missing.edit(file, "2016-H2,girls,south,500\n", "");
    refuses(&missing, "missing-part", &["missing.csv, line 2", "groups.children, Sex Girls", "`data/groups.csv`"]);
    let file = "data/groups.yaml";
    let misspelt = with(file, "parts: [\"children['boys']\"", "parts: [\"childern['boys']\"");
    refuses(&misspelt, "selection", &["groups.yaml:10", "did you mean `children`?"]);
    let unknown = with(file, "total: missing.children,", "total: mising.children,");
    refuses(&unknown, "selection", &["there is no dataset `mising`", "did you mean `missing`?"]);
    refuses(&with(file, "total: missing", "totl: missing"), "unknown-key", &["did you mean `total`?"]);
    refuses(&with(file, "\"children['girls']\"]", "\"children['boys']\"]"), "sum", &["stands here twice"]);
    let fixed = with(file, "\"children['girls']\"]", "\"children['girls']['north']\"]");
    refuses(&fixed, "sum", &["`area` is open in some of these figures"]);
    refuses(&with(file, "parts: [\"children['boys']\", \"children['girls']\"]", "parts: []"), "sum", &["needs parts"]);
    refuses(
        &with(file, "total: missing.children,", "total: \"missing.children | change('a', 'b')\","),
        "selection",
        &[],
    );
}

#[test]
fn a_part_is_within_its_whole() {
    let file = "data/groups.yaml";
    let swapped = with(
        file,
        "{part: \"children['boys']\", whole: missing.children}",
        "{part: missing.children, whole: \"children['boys']\"}",
    );
    refuses(&swapped, "part", &["missing.csv, line 2", "is declared a part of groups.children, Sex Boys"]);
    let open = with(file, "part: \"children['boys']\"", "part: children");
    refuses(&open, "within", &["this does not say which sex it means"]);
}

#[test]
fn bands_bound_their_events() {
    let file = "data/bands.yaml";
    refuses(&with(file, "many: [5]", "many: [50]"), "bound", &["missing.csv, line 2", "bands of missing.episodes"]);
    refuses(&with(file, "many: [5]", "many: [5, 6]"), "bound", &["at most"]);
    refuses(&with(file, ", many: [5]", ""), "bands", &["bands.yaml:9", "the band `many` has no size"]);
    refuses(&with(file, "few: [2, 4], many", "few: [2, 5], many"), "bands", &["`many` overlaps another band"]);
    refuses(&with(file, "few: [2, 4], many", "few: [4, 2], many"), "bands", &["not the size of a band"]);
    refuses(&with(file, "few: [2, 4], many", "fwe: [2, 4], many"), "no-member", &["did you mean `few`?"]);
    refuses(&with(file, "missing.episodes", "missing.children"), "bands", &["are no events"]);
    refuses(&with(file, "sizes:", "size:"), "unknown-key", &["did you mean `sizes`?"]);
}

#[test]
fn periods_add_up() {
    let file = "data/yearly.csv";
    refuses(&with(file, "18502", "18503"), "sum", &["yearly.csv, line 2", "July 2016 to June 2017 ="]);
    refuses(&with(file, "5001", "3101"), "bound", &["is at least January to June 2017"]);
    refuses(&with(file, "5001", "6301"), "bound", &["is at most July to December 2016 + January to June 2017"]);
    let file = "data/yearly.yaml";
    let misspelt = with(file, "whole: children, counted: once", "whole: children, counted: onec");
    refuses(&misspelt, "periods", &["did you mean `once`?"]);
    let vague = with(file, "whole: children, counted: once", "whole: children");
    refuses(&vague, "missing-key", &["`counted`"]);
    let backwards = with("data/missing.yaml", "kind: half-year", "kind: date");
    let dates = backwards.read("data/missing.csv").replace("2016-H2", "2016-12-31").replace("2017-H1", "2017-06-30");
    backwards.write("data/missing.csv", &dates);
    for other in ["groups", "bands"] {
        backwards.remove(&format!("data/{other}.yaml"));
        backwards.remove(&format!("data/{other}.csv"));
    }
    backwards.write(HOME, "---\ntitle: Children missing\n---\nNothing.\n");
    refuses(&backwards, "periods", &["the state on single days"]);
    let fixed = with(file, "missing.episodes['county']", "missing.episodes['county']['2017-H1']");
    refuses(&fixed, "periods", &["a period is named here"]);
}

#[test]
fn windows_in_one_dataset_add_up() {
    let file = "data/windows.csv";
    refuses(
        &with(file, "02..2017-02,1500", "02..2017-02,1501"),
        "sum",
        &["January to February 2017 = January 2017 + February 2017"],
    );
    // The rolling windows are tied to the months at their ends alone.
    let run = checked(&with(file, "2017-02..2017-04,4900", "2017-02..2017-04,4901"));
    assert!(run.stderr.contains("error[bound]"), "{}", run.stderr);
    assert!(run.stderr.contains("February to April 2017"), "{}", run.stderr);
    // A cumulative figure is never less than what it is more than.
    let falls = with(file, "2017-01..2017-03,4001", "2017-01..2017-03,2401");
    assert!(checked(&falls).stderr.contains("error[part]"), "{}", checked(&falls).stderr);
    refuses(&with(file, "2017-04..2017-04", "2017-05..2017-04"), "period", &["2017-01..2017-06"]);
}

const RATIO: &str = "\
measures:
  visits: {label: Visits, kind: count}
  in_time: {label: In time, kind: count}
  share: {label: Share in time, kind: percentage, of: visits, part: in_time, decimals: 1}
";

#[test]
fn a_ratio_agrees_with_the_count_on_top_of_it() {
    accepts(&only(RATIO, "year,visits,in_time,share\n2016,300,100,33.3\n2017,300,200,66.67\n"));
    let wrong = only(RATIO, "year,visits,in_time,share\n2016,300,100,33.4\n");
    refuses(&wrong, "ratio", &["visits.csv, line 2", "`share` is not what its `part` and its base make"]);
    let swapped = only(RATIO, "year,visits,in_time,share\n2016,100,300,33.3\n");
    refuses(&swapped, "part", &["visits.csv, line 2", "is declared a part of"]);
    let of_itself = RATIO.replace("part: in_time", "part: visits");
    refuses(&only(&of_itself, "year,visits,in_time,share\n2016,300,100,33.3\n"), "part", &["no count on top"]);
    let of_nothing = RATIO.replace("part: in_time", "part: intime");
    refuses(&only(&of_nothing, "year,visits,in_time,share\n2016,300,100,33.3\n"), "base", &["did you mean `in_time`?"]);
    let no_ratio = RATIO.replace("label: In time, kind: count", "label: In time, kind: count, part: visits");
    refuses(&only(&no_ratio, "year,visits,in_time,share\n2016,300,100,33.3\n"), "part", &["only a percentage"]);
}

const LED: &str = "\
measures:
  people: {label: People, kind: count}
  visits: {label: Visits, kind: events, of: people, largest: most, second: next}
";

/// What a page shows of the visits of 2016.
fn shown(description: &str, rows: &str, expression: &str) -> String {
    let site = only(description, rows);
    site.write(HOME, &format!("---\ntitle: Visits\n---\nShown: {{{{ {expression} }}}}.\n"));
    let public = site.built();
    let page = public.get("index.html").expect("a page");
    let text = String::from_utf8_lossy(page);
    let after = text.split("Shown: ").nth(1).expect("a figure");
    let figure = after.split("</p>").next().unwrap_or_default();
    if figure.contains("[c]") { "[c]".to_owned() } else { figure.trim_end_matches('.').to_owned() }
}

#[test]
fn events_that_one_or_two_people_account_for_are_withheld() {
    let visits =
        |rest: &str| shown(LED, &format!("year,people,visits,most,next\n2016,{rest}\n"), "visits.visits[\"2016\"]");
    assert_eq!(visits("20,200,15,12"), "200");
    assert_eq!(visits("20,200,120,61"), "[c]");
    assert_eq!(visits("20,200,175,8"), "[c]");
    assert_eq!(visits("20,200,180,2"), "[c]");
    assert_eq!(visits("20,200,x,x"), "200");
    assert_eq!(visits("5,200,100,50"), "[c]");
    let site = only(LED, "year,people,visits,most,next\n2016,20,200,12,15\n");
    refuses(&site, "contributors", &["visits.csv, line 2, column `visits`"]);
    refuses(&only(LED, "year,people,visits,most,next\n2016,20,200,5,5\n"), "contributors", &[]);
    refuses(&only(LED, "year,people,visits,most\n2016,20,200,50\n"), "missing-column", &["`next`"]);
    refuses(&only(LED, "year,people,visits,most,next\n2016,20,200,x1,5\n"), "value", &["column `most`"]);
    let odd = LED.replace("kind: count}", "kind: count, largest: most}").replace(", largest: most, second: next", "");
    refuses(&only(&odd, "year,people,visits,most\n2016,20,200,50\n"), "contributors", &["only events"]);
}

#[test]
fn what_all_or_none_of_a_group_share_needs_a_waiver() {
    const ALL: &str = "\
measures:
  visits: {label: Visits, kind: count}
  share: {label: Share in time, kind: percentage, of: visits, decimals: 1}
";
    let rows = "year,visits,share\n2016,300,100.0\n2017,300,0.0\n";
    assert_eq!(shown(ALL, rows, "visits.share[\"2016\"]"), "[c]");
    assert_eq!(shown(ALL, rows, "visits.share[\"2017\"]"), "[c]");
    let waived = "waivers:\n  - {figures: [\"share['2016']\"], person: Head of service, reason: It is our promise., date: 2026-01-31}\n";
    assert_eq!(shown(&format!("{ALL}{waived}"), rows, "visits.share[\"2016\"]"), "100.0%");
    assert_eq!(shown(&format!("{ALL}{waived}"), rows, "visits.share[\"2017\"]"), "[c]");
}

/// Beside its base the count says what the percentage would, and so does whatever is computed of the two.
#[test]
fn what_all_of_a_group_share_is_told_by_no_other_figure() {
    const ALL: &str = "\
measures:
  visits: {label: Visits, kind: count}
  timely: {label: Visits in time, kind: count}
  share: {label: Share in time, kind: percentage, of: visits, decimals: 1}
";
    let rows = "year,visits,timely,share\n2016,300,300,100.0\n2017,300,150,50.0\n";
    for declared in [ALL, &ALL.replace("of: visits, dec", "of: visits, part: timely, dec")] {
        for (said, withheld, otherwise) in [
            ("", "[c]", "300"),
            (" | share(visits.visits[\"2016\"])", "[c]", "100.0%"),
            (" | fraction(visits.visits[\"2016\"])", "[withheld]", "all"),
        ] {
            let asked = format!("visits.timely[\"2016\"]{said}");
            assert_eq!(shown(declared, rows, &asked), withheld, "{asked}");
            let waived = "waivers:\n  - {figures: [\"share['2016']\"], person: Head of service, reason: It is our promise., date: 2026-01-31}\n";
            assert_eq!(shown(&format!("{declared}{waived}"), rows, &asked), otherwise, "{asked}");
        }
        assert_eq!(shown(declared, rows, "visits.timely[\"2017\"]"), "150");
        assert_eq!(shown(declared, rows, "visits.visits[\"2016\"]"), "300");
    }
}

#[test]
fn waivers_name_figures_and_who_answers_for_them() {
    let start = "waivers:\n  - {figures: [\"children['north']['2017-H1']\"], ";
    let file = "data/missing.yaml";
    accepts(&more(file, &format!("{start}person: Head, reason: Agreed, date: 2026-01-31}}\n")));
    refuses(&more(file, &format!("{start}reason: Agreed, date: 2026-01-31}}\n")), "missing-key", &["`person`"]);
    refuses(&more(file, &format!("{start}person: Head, date: 2026-01-31}}\n")), "missing-key", &["`reason`"]);
    refuses(&more(file, &format!("{start}person: Head, reason: Agreed}}\n")), "missing-key", &["`date`"]);
    let undated = format!("{start}person: Head, reason: Agreed, date: 31/01/2026}}\n");
    refuses(&more(file, &undated), "date", &["like 2026-01-31"]);
    let all = "waivers:\n  - {figures: [children], person: Head, reason: Agreed, date: 2026-01-31}\n";
    refuses(&more(file, all), "waiver", &["leaves open: area, period", "[\"2017-H1\"]"]);
    let elsewhere = "waivers:\n  - {figures: [\"bands.children['all']['2017-H1']\"], person: Head, reason: Agreed, date: 2026-01-31}\n";
    refuses(&more(file, elsewhere), "selection", &["declare it in `data/bands.yaml`"]);
}

#[test]
fn figures_are_kept_hidden_gladly_or_public_already() {
    let file = "data/missing.yaml";
    accepts(&more(file, "keep: [\"children['county']\"]\nprefer-to-hide: [\"children['south']\"]\n"));
    refuses(&more(file, "keep: [children]\nprefer-to-hide: [\"children['south']\"]\n"), "wish", &["missing.yaml:10"]);
    refuses(&more(file, "keeep: [children]\n"), "unknown-key", &["did you mean `keep`?"]);
    refuses(&more(file, "public: [\"children['nroth']\"]\n"), "selection", &["did you mean `north`?"]);
    let count = "measures:\n  visits: {label: Visits, kind: count}\npublic: [visits]\n";
    accepts(&only(count, "year,visits\n2016,40\n2017,60\n"));
    let disclosed = only(count, "year,visits\n2016,4\n2017,60\n");
    refuses(&disclosed, "already-public", &["visits.csv, line 2", "`waivers`"]);
    let waiver =
        "waivers: [{figures: [\"visits['2016']\"], person: Head, reason: Published in 2017, date: 2026-01-31}]\n";
    accepts(&only(&format!("{count}{waiver}"), "year,visits\n2016,4\n2017,60\n"));
}

#[test]
fn a_site_chooses_its_policies() {
    let policies = |keys: &str| more(SITE, &format!("policies:\n  ours: {{{keys}}}\n"));
    accepts(&policies(
        "based-on: one-to-seven, hide-up-to: 8, zeros: hide, contributors: 12, dominance: [1, 75], p-percent: 15, \
         all-or-none: flag, percentage-base: 30, average-base: 9, rate-events: 20, round-to: 10, source: Our own",
    ));
    refuses(&policies("zeros: maybe"), "policy", &["`zeros` cannot be `maybe`", "choose from `show`, `hide`"]);
    refuses(&policies("zeros: hid"), "policy", &["did you mean `hide`?"]);
    refuses(&policies("contributors: 2"), "policy", &["from 3 to 1000"]);
    refuses(&policies("dominance: [3, 90]"), "policy", &["`dominance: [2, 90]`"]);
    refuses(&policies("dominance: [2, 30]"), "policy", &["50 to 99"]);
    refuses(&policies("dominance: 90"), "wrong-kind", &["must be a list"]);
    refuses(&policies("p-percent: 1"), "policy", &["from 5 to 100"]);
    refuses(&policies("all-or-none: show"), "policy", &["choose from `flag`, `withhold`"]);
    refuses(&policies("rate-events: 1"), "policy", &["from 3 to 1000"]);
    refuses(&policies("round-to: 20"), "policy", &["rounded to 0", "`hide-up-to: 9`"]);
    refuses(&policies("based-on: one-to-sevn"), "policy", &["did you mean `one-to-seven`?"]);
    let measure = with("data/missing.yaml", "kind: count}", "kind: count, disclosure: {policy: under-ten}}");
    accepts(&measure);
    let measure = with("data/missing.yaml", "kind: count}", "kind: count, disclosure: {policy: under-tne}}");
    refuses(&measure, "policy", &["missing.yaml:7", "did you mean `under-ten`?"]);
}

#[test]
fn a_policy_decides_what_is_small() {
    let with_policy = |policy: &str, visits: u32| {
        let description =
            format!("measures:\n  visits: {{label: Visits, kind: count}}\ndisclosure: {{policy: {policy}}}\n");
        shown(&description, &format!("year,visits\n2016,{visits}\n"), "visits.visits[\"2016\"]")
    };
    for (policy, hidden) in [("children", 5), ("under-five", 4), ("one-to-seven", 7), ("under-ten", 9)] {
        assert_eq!(with_policy(policy, hidden), "[c]", "{policy}");
        assert_eq!(with_policy(policy, hidden + 1), (hidden + 1).to_string(), "{policy}");
        assert_eq!(with_policy(policy, 0), "0", "{policy}");
    }
}

#[test]
fn rounded_counts_are_all_that_is_shown() {
    const ROUNDED: &str = "\
dimensions:
  area: {label: Area, members: {all: All, north: North, south: South}, totals: {all: [north, south]}}
measures:
  visits: {label: Visits, kind: count}
disclosure: {policy: rounded-to-five}
";
    let rows = "year,area,visits\n2017,all,1234\n2017,north,1221\n2017,south,13\n2018,all,1499\n2018,north,1499\n2018,south,0\n";
    let figure = |expression: &str| shown(ROUNDED, rows, expression);
    assert_eq!(figure("visits.visits['2017']"), "1,235");
    assert_eq!(figure("visits.visits['south']['2017']"), "15");
    assert_eq!(figure("visits.visits['south']['2018']"), "0");
    assert_eq!(figure("visits.visits | difference('2017', '2018')"), "+265");
    // 265 of 1,235, and not 265 of 1,234.
    assert_eq!(figure("visits.visits | percent_change('2017', '2018')"), "+21.5%");
    assert_eq!(figure("visits.visits['south']['2017'] | share(visits.visits['2017'])"), "1.2%");
    assert_eq!(figure("visits.visits | from_to('2017', '2018')"), "from 1,235 to 1,500");
    let site = only(ROUNDED, rows);
    site.write(HOME, "---\ntitle: Visits\n---\n```table\nid: areas\ncaption: Visits\ndata: visits\nrows: area\ncolumns: period\nchange: percent\n```\n");
    let public = site.built();
    for (path, bytes) in &public {
        for exact in ["1234", "1,234", "1221", "1,221", "1499", "1,499"] {
            assert!(!holds(bytes, exact), "{path}");
        }
    }
    assert!(holds(public.get("index.html").expect("a page"), "Figures are rounded to the nearest 5"));
    let ratio = ROUNDED.replace("kind: count}", "kind: count}\n  share: {label: Share, kind: percentage, of: visits}");
    refuses(&only(&ratio, "year,area,visits,share\n2016,all,100,50.0\n"), "rounding", &["computed from true counts"]);
}

/// Behind any number of events may be one person, where nobody counts people.
#[test]
fn events_of_unknown_people_are_withheld_but_for_zeros() {
    let site = Site::fixture("minimal");
    site.write(
        "data/referrals.yaml",
        "title: Referrals\nsource: Records\nperiod: {column: year, kind: year}\ndimensions:\n  area: {label: Area, members: {all: \
         All, north: North, south: South, west: West}, totals: {all: [north, south, west]}}\nmeasures:\n  referrals: {label: \
         Referrals, kind: events, of: unknown}\n",
    );
    site.write(
        "data/referrals.csv",
        "year,area,referrals\n2024,all,31337\n2024,north,17001\n2024,south,14336\n2024,west,0\n",
    );
    site.write(
        HOME,
        "---\ntitle: Referrals\n---\n```table\nid: areas\ncaption: Referrals\ndata: referrals\nrows: area\n```\n",
    );
    let public = site.built();
    let table = String::from_utf8(public["downloads/index-areas.csv"].clone()).expect("UTF-8");
    let marked: Vec<&str> = table.lines().filter(|line| line.ends_with(",c")).collect();
    assert!(marked.len() == 3 && table.lines().any(|line| line.starts_with("West") && line.contains(",0")), "{table}");
    for value in ["31337", "31,337", "17001", "14336"] {
        assert!(!public.values().any(|bytes| holds(bytes, value)), "{value}");
    }
}
