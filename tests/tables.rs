//! What tables show: totals first, no rows of which the data has nothing, and a word for every marker.

mod common;

use common::{Files, Site, holds};

const SITE: &str = "title: Referrals\norganisation: Example Council\n";

fn site(files: &[(&str, &str)]) -> Site {
    let mut all = Files::from([("site.yaml".to_owned(), SITE.as_bytes().to_vec())]);
    all.extend(files.iter().map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec())));
    Site::of(&all)
}

/// The home page of a site.
fn home(files: &[(&str, &str)]) -> String {
    let built = site(files).built();
    String::from_utf8_lossy(&built["index.html"]).into_owned()
}

/// The row of a table that begins with a label.
fn row<'a>(page: &'a str, label: &str) -> Option<&'a str> {
    let (_, rest) = page.split_once(&format!(">{label}</th>"))?;
    rest.split_once("</tr>").map(|(row, _)| row)
}

const WARDS: [&str; 6] = ["abbey", "brook", "church", "dale", "east", "fen"];

/// Six wards and twelve months; in each month one ward has few, and in four of them it is not the same.
fn referrals() -> (String, String) {
    let members: Vec<String> = WARDS.iter().map(|ward| format!("{ward}: {}", ward.to_uppercase())).collect();
    let description = format!(
        "title: Referrals\nsource: Case records\nperiod: {{column: month, kind: month}}\ndimensions:\n  ward:\n    label: \
         Ward\n    members: {{all: Borough, {}}}\n    totals: {{all: [{}]}}\nmeasures:\n  children: {{label: Children, \
         kind: count}}\n",
        members.join(", "),
        WARDS.join(", "),
    );
    let mut data = String::from("month,ward,children\n");
    for month in 1..=12 {
        let mut total = 0;
        for (place, ward) in WARDS.iter().enumerate() {
            let small = place == if month % 3 == 0 { 1 } else { 0 };
            let number = if small { 2 + month % 3 } else { 20 + (place * 7 + month * 5) % 31 };
            total += number;
            data += &format!("2024-{month:02},{ward},{number}\n");
        }
        data += &format!("2024-{month:02},all,{total}\n");
    }
    (description, data)
}

const TABLE: &str = "---\ntitle: Referrals\n---\n```table\ncaption: Referrals in each ward\ndata: referrals\nrows: \
                     ward\ncolumns: period\n```\n";

#[test]
fn totals_stay_however_many_charts_show_their_parts() {
    let (description, data) = referrals();
    let chart = |kind: &str| {
        format!(
            "\n```chart\nkind: {kind}\nheadline: Each ward\ndata: referrals\nx: period\nby: ward\ny: children\n```\n"
        )
    };
    let few = "\n```chart\nkind: line\nheadline: Two wards\ndata: referrals\nx: period\nby: ward\ny: children\nonly: {ward: \
               [brook, church]}\n```\n";
    for charts in [String::new(), chart("small-multiples"), [chart("small-multiples"), few.to_owned()].concat()] {
        let page = home(&[
            ("data/referrals.yaml", &description),
            ("data/referrals.csv", &data),
            ("content/index.md", &(TABLE.to_owned() + &charts)),
        ]);
        let totals = row(&page, "Borough").expect("a row of totals");
        assert_eq!((totals.matches("<td").count(), totals.matches("[c]").count()), (12, 0), "{totals}");
    }
}

const GROUPS: &str = "title: Looked After\nsource: Statistics\nperiod: {column: year, kind: year}\ndimensions:\n  group:\n    label: \
                      Group\n    members: {age: By age, gender: By gender}\n  characteristic:\n    label: Characteristic\n    members: \
                      {young: 0 to 9, old: 10 to 17, female: Female, male: Male}\nmeasures:\n  children: {label: Children, kind: \
                      count}\n";
const GROUPS_DATA: &str = "year,group,characteristic,children\n2023,age,young,x\n2023,age,old,50\n2023,gender,female,40\n2023,\
                           gender,male,31\n";

fn grouped(more: &str) -> String {
    let page = format!(
        "---\ntitle: Home\n---\n```table\ncaption: Children by age\ndata: groups\nrows: characteristic\n{more}\n```\n"
    );
    home(&[("data/groups.yaml", GROUPS), ("data/groups.csv", GROUPS_DATA), ("content/index.md", &page)])
}

#[test]
fn rows_of_which_the_data_has_nothing_are_left_out_unless_they_are_named() {
    let page = grouped("where: {group: age}");
    assert!(row(&page, "10 to 17").is_some_and(|row| row.contains("50")), "{page}");
    // A row that says that it has no figure is a row.
    assert!(row(&page, "0 to 9").is_some_and(|row| row.contains("[x]")), "{page}");
    assert!(row(&page, "Female").is_none() && row(&page, "Male").is_none(), "{page}");
    let page = grouped("where: {group: age}\nonly: {characteristic: [old, female]}");
    assert!(row(&page, "Female").is_some_and(|row| row.contains("[x]")), "{page}");
    assert!(row(&page, "0 to 9").is_none(), "{page}");
    // In columns too, and where both run along the table nothing is missing from it.
    let page = grouped("columns: group");
    assert!(["0 to 9", "10 to 17", "Female", "Male"].iter().all(|label| row(&page, label).is_some()), "{page}");
}

#[test]
fn a_chart_goes_without_them_too() {
    let page = "---\ntitle: Home\n---\n```chart\nkind: bar\nheadline: Children\ndata: groups\nx: characteristic\ny: \
                children\nwhere: {group: gender}\n```\n";
    let page = home(&[("data/groups.yaml", GROUPS), ("data/groups.csv", GROUPS_DATA), ("content/index.md", page)]);
    assert!(row(&page, "Female").is_some() && row(&page, "10 to 17").is_none(), "{page}");
    assert!(page.contains("Bar chart: Children, by characteristic, By gender, 2023."), "{page}");
}

#[test]
fn a_page_explains_low_reliability_wherever_it_shows_it() {
    let page = |text: &str| {
        let description = "title: Visits\nsource: Case records\nperiod: {column: year, kind: year}\nmeasures:\n  children: {label: \
                           Children, kind: count}\n";
        let text = format!("---\ntitle: Home\n---\n{text}\n");
        home(&[
            ("data/visits.yaml", description),
            ("data/visits.csv", "year,children\n2022,18\n2023,24\n2024,31\n"),
            ("content/index.md", &text),
        ])
    };
    let rule = "a percentage, a change in per cent or a rate of a number of 22 or fewer that is shown itself";
    let table = |change: &str| {
        format!("```table\ncaption: Children\ndata: visits\nrows: measures\ncolumns: period\n{change}\n```\n")
    };
    let with = page(&table("change: percent"));
    assert!(with.contains("[u]") && with.contains(rule) && with.contains("not to protect anybody"), "{with}");
    assert!(!with.contains("A figure marked [c]"), "{with}");
    let without = page(&table("change: absolute"));
    assert!(!without.contains("[u]") && !without.contains(rule), "{without}");
    let text = page("It changed by {{ visits.children | percent_change(\"2022\", \"2024\") }}.");
    assert!(text.contains("[u]") && text.contains(rule), "{text}");
    assert!(holds(text.as_bytes(), "id=\"withheld-figures\""), "{text}");
}

#[test]
fn a_bare_total_is_not_said_of_a_table() {
    let described = |label: &str| {
        let description = format!(
            "title: Visits\nsource: Case records\nperiod: {{column: year, kind: year}}\ndimensions:\n  area:\n    label: Area\n    \
             members: {{all: {label}, north: North, south: South}}\n    totals: {{all: [north, south]}}\nmeasures:\n  children: \
             {{label: Children, kind: count}}\n"
        );
        let page = "---\ntitle: Home\n---\n```table\ncaption: Children\ndata: visits\nrows: period\n```\n";
        let data = "year,area,children\n2023,all,70\n2023,north,40\n2023,south,30\n";
        home(&[("data/visits.yaml", &description), ("data/visits.csv", data), ("content/index.md", page)])
    };
    for bare in ["Total", "All"] {
        let page = described(bare);
        assert!(page.contains(">Children, 2023<"), "{bare}: {page}");
    }
    let page = described("All areas");
    assert!(page.contains(">Children, All areas, 2023<"), "{page}");
}
