use super::*;

fn series(name: &str, values: &[&str]) -> Series {
    Series { name: name.into(), values: values.iter().map(|value| Published::for_test(value)).collect() }
}

fn drawing(id: &str, kind: ChartKind, categories: &[&str], series: Vec<Series>) -> Drawing {
    Drawing {
        id: id.into(),
        kind,
        title: "Children in need".into(),
        description: "Bars from zero; hatched slots are withheld.".into(),
        unit: "Children".into(),
        percentages: false,
        categories: categories.iter().map(|name| (*name).to_owned()).collect(),
        series,
    }
}

const AREAS: [&str; 3] =
    ["Cherwell and West Oxfordshire", "South Oxfordshire and Vale of White Horse", "Oxford City"];
const BANDS: [&str; 6] = ["One", "2 to 4", "5 to 9", "10 to 14", "15 to 19", "20 or more"];
const PERIODS: [&str; 2] = ["July to December 2016", "January to June 2017"];

fn examples() -> Vec<Drawing> {
    let by_area = || vec![series(PERIODS[0], &["81", "[c]", "99"]), series(PERIODS[1], &["82", "70", "104"])];
    let by_period = || {
        vec![series(AREAS[0], &["81", "82"]), series(AREAS[1], &["[c]", "70"]), series(AREAS[2], &["99", "104"])]
    };
    let by_band = || {
        vec![
            series(PERIODS[0], &["135", "68", "24", "[c]", "[c]", "[c]"]),
            series(PERIODS[1], &["157", "68", "[c]", "[c]", "[c]", "[c]"]),
        ]
    };
    let quarters: Vec<String> = (0..12).map(|q| format!("Q{} {}", q % 4 + 1, 2015 + q / 4)).collect();
    let quarters: Vec<&str> = quarters.iter().map(String::as_str).collect();
    let months: Vec<String> = (0..30).map(|m| format!("Month {}", m + 1)).collect();
    let months: Vec<&str> = months.iter().map(String::as_str).collect();
    let many: Vec<String> = (0..40).map(|m| format!("Ward number {}", m + 1)).collect();
    let many: Vec<&str> = many.iter().map(String::as_str).collect();
    let rising: Vec<String> = (0..30).map(|m| if m % 7 == 3 { "[c]".into() } else { (m * 37 + 400).to_string() }).collect();
    let rising: Vec<&str> = rising.iter().map(String::as_str).collect();
    let wards: Vec<String> = (0..40).map(|m| if m % 6 == 3 { "[c]".into() } else { (m * 37 % 91 * 31).to_string() }).collect();
    let wards: Vec<&str> = wards.iter().map(String::as_str).collect();
    let percent = |mut drawing: Drawing| {
        drawing.percentages = true;
        drawing.unit = "Percentage of episodes".into();
        drawing
    };
    vec![
        drawing("areas", ChartKind::Bar, &AREAS, by_area()),
        drawing("periods", ChartKind::Bar, &PERIODS, by_period()),
        drawing("bands", ChartKind::Bar, &BANDS, by_band()),
        drawing("two", ChartKind::Bar, &PERIODS, vec![series("All", &["721", "603"])]),
        percent(drawing("none", ChartKind::Bar, &PERIODS, vec![series("Met", &["[c]", "[c]"]), series("Not met", &["[c]", "[c]"])])),
        drawing("none-count", ChartKind::Bar, &BANDS, vec![series("All", &["[c]"; 6])]),
        drawing("stack-periods", ChartKind::Stacked, &PERIODS, by_period()),
        drawing("stack-areas", ChartKind::Stacked, &AREAS, by_area()),
        percent(drawing("stack-percent", ChartKind::Stacked, &AREAS, vec![
            series("Within 20 days", &["45.5", "[c]", "61.0"]), series("21 to 30 days", &["30.5", "[c]", "20.0"]),
            series("Later", &["24.0", "12.0", "[low]"]), series("Not recorded", &["[z]", "[c]", "[c]"])])),
        drawing("stack-bands", ChartKind::Stacked, &BANDS, by_band()),
        drawing("line", ChartKind::Line, &quarters, vec![series("All", &["81", "82", "70", "[c]", "99", "104", "97", "88", "[x]", "60", "75", "90"])]),
        drawing("lines", ChartKind::Line, &quarters[..6], vec![
            series("Oxford City", &["81", "82", "[c]", "70", "99", "104"]), series("Cherwell", &["21", "32", "[c]", "[c]", "29", "40"]),
            series("Vale of White Horse", &["61", "42", "55", "50", "[c]", "0"]), series("West Oxfordshire", &["11", "12", "[c]", "12", "9", "14"])]),
        drawing("months", ChartKind::Line, &months, vec![series("All", &rising)]),
        drawing("long-line", ChartKind::Line, &["July to December 2015", "January to June 2016", "July to December 2016", "January to June 2017"], vec![
            series("Referrals", &["1203", "1340", "[c]", "1190"]), series("Assessments", &["803", "[c]", "[c]", "790"])]),
        drawing("many", ChartKind::Bar, &many, vec![series("All", &wards)]),
        drawing("change", ChartKind::Bar, &AREAS, vec![series("A", &["-118", "[c]", "42"]), series("B", &["[z]", "0", "-7.5"])]),
        drawing("change-up", ChartKind::Bar, &BANDS, vec![series("A", &["-118", "[c]", "42", "0", "[u]", "-60"])]),
        drawing("one", ChartKind::Bar, &["England"], vec![series("All", &["1234567"])]),
        drawing("markers", ChartKind::Bar, &AREAS, vec![series("Low & <fine>", &["[low]", "[u]", "0"]), series("\"Other\" 'one'", &["[x]", "[z]", "3"])]),
    ]
}

#[test]
#[ignore = "writes files to look at"]
fn gallery() {
    let t = std::time::Instant::now();
    let all = draw_all(&examples()).unwrap();
    println!("{:?}", t.elapsed());
    for (drawn, drawing) in all.iter().zip(examples()) {
        std::fs::write(format!("/tmp/charts/{}.svg", drawing.id), &drawn.svg).unwrap();
    }
}
