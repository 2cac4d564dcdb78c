use super::*;

/// Draws as for the first time.
fn draw_all(drawings: &[Drawing]) -> Result<Vec<Drawn>, ChartError> {
    super::draw_all(drawings, &Sketchbook::default())
}

pub(super) fn series(name: &str, values: &[&str]) -> Series {
    let values = values.iter().map(|value| Published::for_test(value)).collect();
    Series { name: name.into(), values, look: Look::alone(0, 1) }
}

pub(super) fn drawing(id: &str, kind: ChartKind, categories: &[&str], mut series: Vec<Series>) -> Drawing {
    let count = series.len();
    for (index, series) in series.iter_mut().enumerate() {
        series.look = Look::alone(index, count);
    }
    Drawing {
        id: id.into(),
        kind,
        title: "Children in need".into(),
        description: "Bars from zero; [c] is withheld.".into(),
        unit: "Children".into(),
        percentages: false,
        categories: categories.iter().map(|name| (*name).to_owned()).collect(),
        breaks: Vec::new(),
        series,
        strings: crate::language::english().strings,
    }
}

const AREAS: [&str; 3] = ["Cherwell and West Oxfordshire", "South Oxfordshire and Vale of White Horse", "Oxford City"];
const BANDS: [&str; 6] = ["One", "2 to 4", "5 to 9", "10 to 14", "15 to 19", "20 or more"];
const PERIODS: [&str; 2] = ["July to December 2016", "January to June 2017"];

fn examples() -> Vec<Drawing> {
    let by_area = || vec![series(PERIODS[0], &["81", "[c]", "99"]), series(PERIODS[1], &["82", "70", "104"])];
    let by_period =
        || vec![series(AREAS[0], &["81", "82"]), series(AREAS[1], &["[c]", "70"]), series(AREAS[2], &["99", "104"])];
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
    let rising: Vec<String> =
        (0..30).map(|m| if m % 7 == 3 { "[c]".into() } else { (m * 37 + 400).to_string() }).collect();
    let rising: Vec<&str> = rising.iter().map(String::as_str).collect();
    let wards: Vec<String> =
        (0..40).map(|m| if m % 6 == 3 { "[c]".into() } else { (m * 37 % 91 * 31).to_string() }).collect();
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
        percent(drawing(
            "none",
            ChartKind::Bar,
            &PERIODS,
            vec![series("Met", &["[c]", "[c]"]), series("Not met", &["[c]", "[c]"])],
        )),
        drawing("none-count", ChartKind::Bar, &BANDS, vec![series("All", &["[c]"; 6])]),
        drawing("stack-periods", ChartKind::Stacked, &PERIODS, by_period()),
        drawing("stack-areas", ChartKind::Stacked, &AREAS, by_area()),
        percent(drawing(
            "stack-percent",
            ChartKind::Stacked,
            &AREAS,
            vec![
                series("Within 20 days", &["45.5", "[c]", "61.0"]),
                series("21 to 30 days", &["30.5", "[c]", "20.0"]),
                series("Later", &["24.0", "12.0", "[low]"]),
                series("Not recorded", &["[z]", "[c]", "[c]"]),
            ],
        )),
        drawing("stack-bands", ChartKind::Stacked, &BANDS, by_band()),
        drawing(
            "line",
            ChartKind::Line,
            &quarters,
            vec![series("All", &["81", "82", "70", "[c]", "99", "104", "97", "88", "[x]", "60", "75", "90"])],
        ),
        drawing(
            "lines",
            ChartKind::Line,
            &quarters[..6],
            vec![
                series("Oxford City", &["81", "82", "[c]", "70", "99", "104"]),
                series("Cherwell", &["21", "32", "[c]", "[c]", "29", "40"]),
                series("Vale of White Horse", &["61", "42", "55", "50", "[c]", "0"]),
                series("West Oxfordshire", &["11", "12", "[c]", "12", "9", "14"]),
            ],
        ),
        drawing("months", ChartKind::Line, &months, vec![series("All", &rising)]),
        drawing(
            "long-line",
            ChartKind::Line,
            &["July to December 2015", "January to June 2016", "July to December 2016", "January to June 2017"],
            vec![
                series("Referrals", &["1203", "1340", "[c]", "1190"]),
                series("Assessments", &["803", "[c]", "[c]", "790"]),
            ],
        ),
        drawing("many", ChartKind::Bar, &many, vec![series("All", &wards)]),
        drawing(
            "change",
            ChartKind::Bar,
            &AREAS,
            vec![series("A", &["-118", "[c]", "42"]), series("B", &["[z]", "0", "-7.5"])],
        ),
        drawing("change-up", ChartKind::Bar, &BANDS, vec![series("A", &["-118", "[c]", "42", "0", "[u]", "-60"])]),
        drawing("one", ChartKind::Bar, &["England"], vec![series("All", &["1234567"])]),
        drawing(
            "markers",
            ChartKind::Bar,
            &AREAS,
            vec![series("Low & <fine>", &["[low]", "[u]", "0"]), series("\"Other\" 'one'", &["[x]", "[z]", "3"])],
        ),
        drawing("slope", ChartKind::Sketch(Sketch::Slope), &PERIODS, by_period()),
        drawing("panels", ChartKind::Sketch(Sketch::Panels(Form::Bars)), &PERIODS, by_period()),
        drawing("panels-of-lines", ChartKind::Sketch(Sketch::Panels(Form::Line)), &PERIODS, by_period()),
        drawing("dots", ChartKind::Sketch(Sketch::DotRange), &AREAS, by_area()),
    ]
}

pub(super) type Element = (String, Vec<(String, String)>, String);

/// Elements of an SVG, in order: name, attributes, and the text directly inside.
pub(super) fn elements(svg: &str) -> Vec<Element> {
    let mut reader = quick_xml::Reader::from_str(svg);
    let mut all: Vec<Element> = Vec::new();
    let mut open = Vec::new();
    loop {
        match reader.read_event().expect("well-formed XML") {
            quick_xml::events::Event::Start(element) => {
                open.push(all.len());
                all.push(element_parts(&element));
            }
            quick_xml::events::Event::Empty(element) => all.push(element_parts(&element)),
            quick_xml::events::Event::End(_) => drop(open.pop()),
            quick_xml::events::Event::Text(text) => all[*open.last().expect("an open element")].2.push_str(&text),
            quick_xml::events::Event::GeneralRef(name) => {
                let text = quick_xml::escape::unescape(&format!("&{};", &*name)).expect("an entity").into_owned();
                all[*open.last().expect("an open element")].2.push_str(&text);
            }
            quick_xml::events::Event::Eof => return all,
            _ => panic!("nothing but elements and text"),
        }
    }
}

fn element_parts(element: &quick_xml::events::BytesStart<'_>) -> Element {
    let attributes = element.attributes().map(|attribute| {
        let attribute = attribute.expect("an attribute");
        (attribute.key.as_ref().to_owned(), attribute.value.clone().into_owned())
    });
    (element.name().as_ref().to_owned(), attributes.collect(), String::new())
}

pub(super) fn svg_of(drawing: Drawing) -> String {
    draw_all(&[drawing]).expect("a chart").remove(0).svg
}

pub(super) fn texts(svg: &str, name: &str) -> Vec<String> {
    elements(svg).into_iter().filter(|element| element.0 == name).map(|element| element.2).collect()
}

/// Where the shorthand of what is withheld stands.
fn withheld(svg: &str) -> Vec<(String, String)> {
    let get = |attributes: &[(String, String)], name: &str| {
        attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.clone()).unwrap_or_default()
    };
    let texts = elements(svg).into_iter().filter(|(name, _, text)| name == "text" && text == "[c]");
    texts.map(|(_, attributes, _)| (get(&attributes, "x"), get(&attributes, "y"))).collect()
}

/// How many shapes a drawing has that could be read as a length or a place.
fn shapes(svg: &str) -> usize {
    elements(svg).iter().filter(|element| ["rect", "circle", "polygon", "path"].contains(&element.0.as_str())).count()
}

#[test]
fn neither_order_nor_neighbours_change_a_chart() {
    let forwards = draw_all(&examples()).expect("charts");
    let mut turned = examples();
    turned.reverse();
    let mut backwards = draw_all(&turned).expect("charts");
    backwards.reverse();
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().expect("a pool");
    let single = pool.install(|| draw_all(&examples())).expect("charts");
    for ((one, two), three) in forwards.iter().zip(&backwards).zip(&single) {
        assert_eq!(one.svg, two.svg);
        assert_eq!(one.svg, three.svg);
        assert_eq!(one.axis_labels, two.axis_labels);
    }
    let alone = examples().remove(7);
    assert_eq!(svg_of(alone), forwards[7].svg);
}

#[test]
fn charts_of_one_page_share_no_id() {
    let mut seen = std::collections::BTreeSet::new();
    for drawn in draw_all(&examples()).expect("charts") {
        let elements = elements(&drawn.svg);
        let own: Vec<&String> = elements
            .iter()
            .flat_map(|element| &element.1)
            .filter(|(key, _)| key == "id")
            .map(|(_, value)| value)
            .collect();
        for id in &own {
            assert!(seen.insert((*id).clone()), "{id} twice");
        }
        for value in elements.iter().flat_map(|element| &element.1).map(|(_, value)| value) {
            if let Some(id) = value.strip_prefix("url(#").and_then(|rest| rest.strip_suffix(')')) {
                assert!(own.iter().any(|own| *own == id), "{id} leads nowhere");
            }
        }
    }
}

#[test]
fn nothing_that_a_strict_policy_stops() {
    let elements_allowed =
        ["svg", "title", "desc", "defs", "pattern", "g", "path", "rect", "circle", "polygon", "text"];
    for drawn in draw_all(&examples()).expect("charts") {
        for (name, attributes, _) in elements(&drawn.svg) {
            assert!(elements_allowed.contains(&name.as_str()), "{name}");
            for (key, value) in attributes {
                assert!(key != "style" && !key.starts_with("on") && !key.contains("href"), "{key}");
                assert!(key == "xmlns" || !value.contains("//"), "{value}");
                assert!(!key.starts_with("data-") && !key.starts_with("ecmeta"), "{key}");
                let decimals = value.split(|c: char| !c.is_ascii_digit() && c != '.').filter_map(|n| n.split_once('.'));
                assert!(decimals.into_iter().all(|(_, decimals)| decimals.len() <= 2), "{value}");
            }
        }
    }
}

#[test]
fn every_mark_says_what_it_is() {
    let sketched = |drawing: &Drawing| matches!(drawing.kind, ChartKind::Sketch(_));
    let drawings = draw_all(&examples()).expect("charts").into_iter().zip(examples());
    for (drawn, drawing) in drawings.filter(|(_, drawing)| !sketched(drawing)) {
        let titles = texts(&drawn.svg, "title");
        assert_eq!(titles.iter().filter(|title| **title == drawing.title).count(), 1);
        for series in &drawing.series {
            for (category, value) in drawing.categories.iter().zip(&series.values) {
                let said = match value {
                    Published::Shown(shown) => shown.text().to_owned(),
                    Published::Marked(marker) => marker.word().to_owned(),
                };
                let whole = format!("{category}, {}: {said}", series.name);
                let part_of_nothing = drawing.kind == ChartKind::Stacked && said == "0";
                let below_a_line = drawing.kind == ChartKind::Line && said == "not available";
                assert!(part_of_nothing || below_a_line || titles.contains(&whole), "{}: {whole}", drawing.id);
            }
        }
    }
}

#[test]
fn marks_stand_where_the_plan_has_its_places() {
    let drawing = drawing(
        "place",
        ChartKind::Bar,
        &AREAS,
        vec![series("A", &["10", "20", "5"]), series("B", &["1", "2", "[c]"])],
    );
    let plan = layout::Plan::new(&drawing);
    let svg = svg_of(drawing);
    for (series, category, value) in [(0, 0, 10.0), (0, 1, 20.0), (1, 0, 1.0), (1, 1, 2.0)] {
        let area = plan.block(category, series, plan.at(0.0), plan.at(value));
        let starts = |shift: f64| {
            elements(&svg).into_iter().flat_map(|element| element.1).any(|(key, path)| {
                let start = path.trim_start_matches('M').split('l').next().unwrap_or_default().split_once(' ');
                let near = |text: &str, place: f64| text.parse::<f64>().is_ok_and(|found| (found - place).abs() < 0.11);
                key == "d" && start.is_some_and(|(x, y)| near(x, area.x) && near(y, area.y + shift))
            })
        };
        assert!(starts(0.0) || starts(area.height), "{area:?}");
    }
}

#[test]
fn what_is_withheld_has_no_length_and_one_place_whatever_is_shown() {
    let chart = |kind: ChartKind, names: &[&str], values: [&str; 4]| {
        svg_of(drawing("short", kind, names, vec![series("All", &values), series("More", &values)]))
    };
    for names in [["A", "B", "C", "D"], ["A", "B", "C", "A name that makes bars lie"]] {
        for (kind, second) in [(ChartKind::Bar, "[c]"), (ChartKind::Line, "[c]"), (ChartKind::Stacked, "[x]")] {
            let places = ["1", "8"].map(|first| withheld(&chart(kind, &names, [first, second, "9", "[c]"])));
            assert_eq!(places[0], places[1], "{kind:?}");
            assert_eq!(places[0].len(), if kind == ChartKind::Stacked { 2 } else { 4 });
        }
        for kind in [ChartKind::Bar, ChartKind::Stacked] {
            // What is not available is drawn as letters, and so is what is withheld.
            let [withheld, missing] = ["[c]", "[x]"].map(|gap| shapes(&chart(kind, &names, ["7", gap, "9", gap])));
            assert_eq!(withheld, missing, "{kind:?}");
        }
    }
}

#[test]
fn a_withheld_bar_of_a_hundred_per_cent_is_one_outline_of_its_full_length() {
    let chart = |web: &str, letter: &str, other: &str| {
        let (web, letter) = (series("Web", &[web, "[c]", "40"]), series("Letter", &[letter, "[c]", other]));
        let mut chart = drawing("hundred", ChartKind::Stacked, &["A", "B", "C"], vec![web, letter]);
        chart.percentages = true;
        chart
    };
    let whole = |chart: Drawing| {
        let plan = layout::Plan::new(&chart);
        let slot = plan.block(1, 0, plan.at(0.0), plan.at(100.0));
        let ends = [("x", slot.x + 0.5), ("width", plan.plot.width - 1.0)].map(|(key, at)| (key, canvas::number(at)));
        let svg = svg_of(chart);
        let rects = elements(&svg).into_iter().map(|element| element.1);
        let is_it = |rect: &Vec<(String, String)>| {
            ends.iter().all(|(key, at)| rect.iter().any(|(name, value)| name == key && value == at))
        };
        (rects.filter(is_it).count(), svg.matches(">[c]<").count())
    };
    assert_eq!(whole(chart("60", "40", "60")), (1, 1));
    assert_eq!(whole(chart("1", "99", "60")), (1, 1));
    // Where a part of a bar is shown, the others are letters after it.
    assert_eq!(whole(chart("60", "40", "[c]")), (1, 2));
}

#[test]
fn shown_values_scale_the_axis_and_nothing_else_does() {
    let drawn = draw_all(&[drawing(
        "axis",
        ChartKind::Bar,
        &BANDS,
        vec![series("All", &["1350", "680", "[c]", "[c]", "0", "[x]"])],
    )]);
    let drawn = drawn.expect("a chart").remove(0);
    assert_eq!(drawn.axis_labels, ["0", "500", "1,000", "1,500"]);
    let texts = texts(&drawn.svg, "text");
    for label in drawn.axis_labels.iter().map(String::as_str).chain(["1350", "680", "[c]", "0", "[x]", "Children"]) {
        assert!(texts.iter().any(|text| text == label), "{label}");
    }
}

#[test]
fn a_chart_with_nothing_shown_has_shorthand_and_no_numbers() {
    for kind in [ChartKind::Bar, ChartKind::Stacked, ChartKind::Line] {
        let mut blank =
            drawing("blank", kind, &["A", "B"], vec![series("X", &["[c]", "[c]"]), series("Y", &["[c]", "[c]"])]);
        let drawn = draw_all(&[blank.clone()]).expect("a chart").remove(0);
        assert!(drawn.axis_labels.is_empty());
        assert_eq!(withheld(&drawn.svg).len(), 4);
        assert!(!texts(&drawn.svg, "text").iter().any(|text| text.chars().any(|c| c.is_ascii_digit())));
        blank.percentages = true;
        let labels = draw_all(&[blank]).expect("a chart").remove(0).axis_labels;
        assert_eq!((labels[0].as_str(), labels[labels.len() - 1].as_str()), ("0%", "100%"));
    }
}

#[test]
fn odd_charts_are_drawn_too() {
    let many: Vec<String> = (0..40).map(|index| format!("Ward {index}")).collect();
    let many: Vec<&str> = many.iter().map(String::as_str).collect();
    for kind in [ChartKind::Bar, ChartKind::Stacked, ChartKind::Line] {
        for value in ["0", "-5", "7", "[c]", "[low]", "0.000001", "123456789012345"] {
            for names in [&["England"][..], &["Same", "Same"], &many] {
                let drawn = draw_all(&[drawing("odd", kind, names, vec![series("", &vec![value; names.len()])])]);
                let drawn = drawn.expect("a chart").remove(0);
                assert!(drawn.axis_labels.len() <= 11, "{:?}", drawn.axis_labels);
                assert!(!drawn.svg.contains("NaN") && !drawn.svg.contains("inf\""), "{kind:?} {value}");
            }
        }
    }
}

#[test]
fn names_are_text_whatever_they_hold() {
    let name = "<b>&\"'{a|x}\u{7}";
    for kind in [ChartKind::Bar, ChartKind::Stacked, ChartKind::Line] {
        let mut odd = drawing("escape", kind, &[name, "B"], vec![series(name, &["1", "2"]), series("Y", &["3", "4"])]);
        odd.title = name.into();
        odd.unit = name.into();
        let svg = svg_of(odd);
        let shown = name.trim_end_matches('\u{7}');
        assert_eq!(texts(&svg, "text").iter().filter(|text| *text == shown).count(), 3, "{svg}");
        assert!(texts(&svg, "title").contains(&format!("{shown} ")));
    }
}

#[test]
fn errors_name_the_chart() {
    let values = || series("A", &["1"]);
    let message = |drawing| draw_all(&[drawing]).expect_err("an error").to_string();
    let five = (0..5).map(|_| values()).collect();
    assert!(message(drawing("five", ChartKind::Bar, &["A"], five)).contains("`five` has 5 series"));
    assert!(message(drawing("short", ChartKind::Bar, &["A", "B"], vec![values()])).contains("1 values for 2"));
    assert!(message(drawing("empty", ChartKind::Line, &[], vec![])).contains("nothing to draw"));
    assert!(message(drawing("1\"", ChartKind::Bar, &["A"], vec![values()])).contains("cannot be a chart's id"));
    assert!(draw_all(&[]).expect("no chart").is_empty());
}

#[test]
fn a_revised_figure_has_its_mark_and_the_key_says_what_it_means() {
    let revised = || {
        let mut series = series("All", &["41", "82"]);
        series.values[1] = Published::revised_for_test("82");
        series
    };
    for kind in [ChartKind::Bar, ChartKind::Stacked, ChartKind::Line] {
        let svg = svg_of(drawing("revised", kind, &PERIODS, vec![revised()]));
        let texts = texts(&svg, "text");
        for text in ["41", "82 [r]", "[r] revised since an earlier edition"] {
            assert_eq!(texts.iter().filter(|found| *found == text).count(), 1, "{kind:?} {text}: {texts:?}");
        }
    }
    // Several lines have no figures beside their points, so the mark stands there alone.
    let lines = vec![revised(), series("Other", &["20", "30"])];
    let texts = texts(&svg_of(drawing("revised", ChartKind::Line, &PERIODS, lines)), "text");
    assert_eq!(texts.iter().filter(|found| *found == "[r]").count(), 1, "{texts:?}");
}
