//! Drafts of files as councils publish them: each loads, or says why not, and holds no figure.

use super::{Draft, draft};

fn drafted(bytes: &[u8]) -> Draft {
    draft(bytes, "figures").unwrap_or_else(|why| panic!("{why:?}"))
}

/// The draft of a text that loads; it must say all of these.
fn says(text: &str, wanted: &[&str]) -> Draft {
    let draft = drafted(text.as_bytes());
    let told: Vec<String> = draft.problems.sorted().iter().map(|problem| problem.render()).collect();
    assert_eq!(told, Vec::<String>::new(), "{}", draft.text);
    for line in wanted {
        assert!(draft.text.contains(line), "`{line}` is not in\n{}", draft.text);
    }
    draft
}

#[test]
fn a_tidy_file_is_described_with_its_totals() {
    let draft = says(
        "year,area,sex,children,episodes\n\
         2023,all,all,7311,9022\n2023,all,girls,3100,4011\n2023,all,boys,4211,5011\n\
         2023,north,all,4200,5000\n2023,north,girls,2000,2200\n2023,north,boys,2200,2800\n\
         2023,south,all,3111,4022\n2023,south,girls,1100,1811\n2023,south,boys,2011,2211\n",
        &[
            "period: {column: year, kind: year}",
            "      all: [north, south]",
            "      all: [girls, boys]",
            "  children: {label: Children, kind: count}",
            "# Question: can one person be behind several of these?",
        ],
    );
    for value in ["7311", "9022", "2011", "2800"] {
        assert!(!draft.text.contains(value) && !draft.found.contains(value), "{value}");
        assert!(!draft.questions.iter().any(|question| question.contains(value)), "{value}");
    }
    assert_eq!(draft.found, "the head on line 1, 9 rows, 2 dimensions, 2 measures, 2 totals found by arithmetic");
}

#[test]
fn a_sum_that_holds_by_chance_in_one_row_is_no_total() {
    let text =
        "year,area,children\n2023,a,30\n2023,b,10\n2023,c,20\n2023,d,55\n2024,a,31\n2024,b,17\n2024,c,29\n2024,d,50\n";
    assert!(!says(text, &[]).text.contains("totals:"));
}

#[test]
fn a_spreadsheet_is_described_as_it_is() {
    says(
        "\"Table 1: Duties, by district\",,,,\n,,,,\nDistrict,2022/23,,2023/24,\n,Duties,% of all,Duties,% of all\n\
         North,\"1,204\",50.0%,640,40.0%\nSouth,\"1,204\",50.0%,960,60.0%\nFerry,*,*,-,-\n,,,,\nSource: records,,,,\n",
        &[
            "title: \"Table 1: Duties, by district\"",
            "  header: [3, 4]",
            "  end: blank-row",
            "  thousands: \",\"",
            "  percent-sign: true",
            "\"*\": c",
            "\"-\": x",
            "layout: wide",
            "period: {kind: financial-year}",
            "  \"2022/23 / % of all\": {period: 2022-23, measure: percent_of_all}",
            "# Question: do these years begin in April?",
            "# Question: what do `*` mean?",
        ],
    );
}

#[test]
fn percentages_follow_from_their_counts() {
    says(
        "Period,Area,Plans,In time,In time (%)\n2023-H1,North,120,60,50.0\n2023-H1,South,80,44,55.0\n2023-H2,North,140,91,65.0\n\
         2023-H2,South,96,72,75.0\n",
        &[
            "  in_time_percent: {label: \"In time (%)\", column: \"In time (%)\", kind: percentage, of: plans, part: in_time}",
            "# Question: it is never more than `plans`. Is it a part of it?",
        ],
    );
}

#[test]
fn a_total_in_two_breakdowns() {
    let rows = |year: u32, by: u32| {
        let groups = [("All", 400), ("Boys", 300), ("Girls", 100), ("Primary", 90), ("Secondary", 310)];
        let row = |(group, count): (&str, u32)| format!("{year},{group},{}\n", count * by);
        groups.into_iter().map(row).collect::<String>()
    };
    let text = format!("year,group,children\n{}{}{}", rows(2022, 1), rows(2023, 2), rows(2024, 3));
    says(&text, &["      All: [{parts: [Boys, Girls]}, {parts: [Primary, Secondary]}]"]);
}

#[test]
fn what_is_beside_a_figure_never_becomes_a_member() {
    let draft = drafted(b"year,area,children,adults\n2023,north,7311 (r),12\n2023,south,!,40\n2023,west,4022*,9\n");
    assert!(!draft.text.contains("7311") && !draft.text.contains("4022"), "{}", draft.text);
    assert!(draft.questions.iter().any(|question| question.contains("column 3 has figures")), "{:?}", draft.questions);
    let draft = drafted(b"year,team,duration,size\n2023,a,7311,4022\n2023,b,8000,4023\n2024,a,1,1\n");
    assert!(!draft.text.contains("7311") && !draft.text.contains("4022"), "{}", draft.text);
    let draft = says("year,age,children\n2023,0-4,7311\n2023,5 to 9,8000\n2023,10+,4022\n", &["      10+: 10+"]);
    assert!(!draft.text.contains("7311"), "{}", draft.text);
}

#[test]
fn what_has_no_headings_is_never_told() {
    for text in ["2023,North,7311\n2023,South,4022\n2024,North,8\n", "North,7311,7312\nSouth,4022,4023\nAll,1,2\n"] {
        assert!(draft(text.as_bytes(), "a").is_err_and(|why| why.code == "no-table"), "{text}");
    }
    let sections =
        "Contacts\n\nSource,2022/23,2023/24\nUnder 18,,\nSchool,7311,7402\n18 and over,,\nPolice,8011,8102\n";
    let draft = drafted(sections.as_bytes());
    assert!(!draft.text.contains("7311") && draft.text.contains("header: 3"), "{}", draft.text);
    assert!(draft.problems.has_errors() && draft.questions.iter().any(|question| question.contains("line 4, 6")));
}

#[test]
fn blanks_below_a_name_are_filled_where_that_tells_rows_apart() {
    says(
        "Area,Sex,2022,2023\nNorth,Boys,12,15\n,Girls,14,18\nSouth,Boys,22,25\n,Girls,24,28\n",
        &["  fill-down: [Area]", "period: {kind: year}", "      South: South"],
    );
}

#[test]
fn a_blank_in_the_row_of_a_total_is_not_the_name_above() {
    let wards = "Year,Ward,Locality,Children\n2023,Ashby,North,20\n2023,Beck,North,11\n2023,Cole,South,12\n2023,Dene,South,8\n\
                 2023,Wexham,,51\n";
    let draft = says(wards, &["      Wexham: [Ashby, Beck, Cole, Dene]", "  ignore: [Locality]"]);
    assert!(!draft.text.contains("fill-down"), "{}", draft.text);
    for rows in [
        "Year,Locality,Sex,Children\n2023,North,Boys,12\n2023,North,Girls,15\n2023,North,,27\n2023,South,Boys,11\n\
         2023,South,Girls,13\n2023,South,,24\n",
        "Year,Locality,Children\n2023,North,12\n2023,South,15\n2023,,27\n2024,North,13\n2024,South,15\n2024,,28\n",
    ] {
        let draft = drafted(rows.as_bytes());
        assert!(!draft.text.contains("\n  fill-down"), "{}", draft.text);
        assert!(
            draft.questions.iter().any(|question| question.contains("If those are totals")),
            "{:?}",
            draft.questions
        );
    }
}

#[test]
fn what_is_counted_on_a_day_is_no_period() {
    let question = "# Question: a title or a heading says that this is the state on a day";
    says(
        "Open cases as at quarter end,,\nQuarter,Area,Cases\nQ1 2023/24,North,134\nQ1 2023/24,South,80\nQ2 2023/24,North,150\n\
         Q2 2023/24,South,92\n",
        &["  kind: date", "    Q1 2023/24: 2023-06-30", "    Q2 2023/24: 2023-09-30", question, "`kind: quarter`"],
    );
    says(
        "Area,Children on roll 2022/23,Children on roll 2023/24\nNorth,134,140\nSouth,80,85\n",
        &["period: {kind: date}", ": {period: 2023-03-31}", ": {period: 2024-03-31}", question],
    );
    says(
        "\"Children in need at 31 March\",,\nYear,Area,Children\n2023,North,134\n2023,South,80\n2024,North,150\n2024,South,92\n",
        &["    2023: 2023-03-31", "    2024: 2024-03-31", question],
    );
    for flow in ["Visits in the year ending March 2024", "Visits at 12 Market Street"] {
        let draft = drafted(format!("{flow},,\nYear,Area,Visits\n2023,North,134\n2023,South,80\n").as_bytes());
        assert!(!draft.text.contains("kind: date"), "{}", draft.text);
    }
}

#[test]
fn other_encodings_and_separators_are_declared() {
    let text = "Quarter;Place;Visitors\nQ1 2023/24;Caf\u{e9} North;134\nQ1 2023/24;South;80\nQ2 2023/24;Caf\u{e9} North;150\nQ2 2023/24;South;92\n";
    let western: Vec<u8> = text.chars().map(|letter| letter as u8).collect();
    let utf_16: Vec<u8> = text.replace(';', "\t").encode_utf16().flat_map(u16::to_le_bytes).collect();
    for (bytes, wanted) in
        [(western, ["encoding: windows-1252", "separator: \";\""]), (utf_16, ["encoding: utf-16", "separator: tab"])]
    {
        let draft = drafted(&bytes);
        assert!(!draft.problems.has_errors(), "{}", draft.text);
        for line in wanted.into_iter().chain(["    Q2 2023/24: 2023-Q3"]) {
            assert!(draft.text.contains(line), "`{line}` is not in\n{}", draft.text);
        }
    }
}

#[test]
fn explore_education_statistics_are_known_by_their_columns() {
    says(
        include_str!("../../tests/sites/ees/in/data/absence.csv"),
        &[
            "period: {column: time_period, kind: academic-year}",
            "    column: [new_la_code, region_code, country_code]",
            "      E06000902: West Vale",
            "      E12000901: [E06000901, E06000902]",
            "      E92000001: [E12000901, E12000902]",
            "      Total: [Female, Male]",
            "kind: percentage, of: pupils, part: persistent_absentees",
        ],
    );
}

#[test]
fn rows_of_single_persons_are_not_described() {
    let persons = "Case ID,Forename,DOB,Ward\n1a,Ann,01/02/2010,Abbey\n2b,Bob,04/05/2011,Quarry\n";
    assert!(draft(persons.as_bytes(), "cases").is_err_and(|why| why.hint.contains("not aggregate data")));
    let draft = drafted(b"Year,Client name,Hours\n2023,Ann Example,31\n2023,Bob Sample,12\n2023,Cy Test,44\n");
    assert!(!draft.text.contains("Ann") && draft.text.contains("ignore: [Client name]"), "{}", draft.text);
    assert!(draft.questions.iter().any(|question| question.contains("single persons")), "{:?}", draft.questions);
    let dated = "Name,DOB,Postcode,Amount\nAnn Example,2001-02-03,AB1 1AA,4\nBob Sample,2003-04-05,AB2 2BB,7\n";
    assert!(super::draft(dated.as_bytes(), "a").is_err_and(|why| why.code == "rows-of-persons"));
    let counted = drafted(b"Year,Name,Number of child protection plans\n2023,North,31\n2023,South,12\n2023,East,44\n");
    assert!(counted.text.contains("North") && counted.text.contains("kind: count"), "{}", counted.text);
    let places = drafted(
        b"Year,Library,Address,Postcode,Visits\n2023,Old,1 High St,AB1 1AA,310\n2023,New,2 Low St,AB2 2BB,120\n",
    );
    assert!(places.text.contains("ignore: [Address, Postcode]"), "{}", places.text);
    assert!(super::draft(b"", "a").is_err() && super::draft(b"\x89PNG\r\n\x1a\n\0\0\0", "a").is_err());
}
