use super::super::layout::WIDTH;
use super::super::tests::{Element, drawing, elements, series, svg_of, texts};
use super::super::{ChartKind, Drawing, Series, text};
use super::*;

const YEARS: [&str; 2] = ["2019", "2023"];

fn slope(lines: Vec<Series>) -> Drawing {
    drawing("slope", ChartKind::Sketch(Sketch::Slope), &YEARS, lines)
}

fn at(element: &Element, name: &str) -> f64 {
    let value = element.1.iter().find(|(key, _)| key == name).and_then(|(_, value)| value.parse().ok());
    value.unwrap_or_else(|| panic!("{element:?} has no {name}"))
}

/// The box of every text: left, right, top and bottom.
fn boxes(svg: &str) -> Vec<(String, [f64; 4])> {
    let texts = elements(svg).into_iter().filter(|element| element.0 == "text").map(|element| {
        let (x, y, width) = (at(&element, "x"), at(&element, "y"), text::width(&element.2));
        let anchor = element.1.iter().find(|(key, _)| key == "text-anchor").map_or("start", |(_, value)| value);
        let left = x - match anchor {
            "middle" => width / 2.0,
            "end" => width,
            _ => 0.0,
        };
        (element.2.clone(), [left, left + width, y - 12.0, y + 3.0])
    });
    texts.collect()
}

/// No text lies on another one, or beyond the chart.
fn is_clear(svg: &str) {
    let boxes = boxes(svg);
    for (index, (one, [left, right, top, bottom])) in boxes.iter().enumerate() {
        assert!(*left > -0.01 && *right < WIDTH + 0.01, "{one} reaches from {left} to {right}");
        for (other, [from, to, above, below]) in &boxes[index + 1..] {
            let apart = right <= from || to <= left || bottom <= above || below <= top;
            assert!(apart, "{one} lies on {other}: {svg}");
        }
    }
}

#[test]
fn both_ends_of_a_slope_are_named_and_no_label_lies_on_another() {
    let names = ["Ash", "Birch Hill", "Cedar and Elm Road", "Dale", "South Oxfordshire and Vale of White Horse", "F"];
    let many: Vec<Series> = (0..12).map(|line| series(names[line % 6], &[["70", "71"][line % 2], "1203"])).collect();
    for lines in [many, names[..3].iter().map(|name| series(name, &["0", "0"])).collect()] {
        let svg = svg_of(slope(lines.clone()));
        is_clear(&svg);
        let words = texts(&svg, "text").join(" ");
        for line in lines {
            for word in line.name.split(' ') {
                assert!(words.matches(word).count() >= 2, "{word}");
            }
        }
    }
}

#[test]
fn a_line_needs_both_figures_and_nothing_stands_for_another() {
    let mut half =
        slope(vec![series("Ash", &["64", "97"]), series("Birch", &["[c]", "36"]), series("Dale", &["27", "[c]"])]);
    let svg = svg_of(half.clone());
    is_clear(&svg);
    assert_eq!(svg.matches("<circle").count() + svg.matches("<polygon").count(), 2);
    // What is shown of the others stands in the list, and moves nothing.
    half.series[1] = series("Birch", &["[c]", "9000"]);
    let drawn = |svg: &str| svg.split("Without a line").next().map(str::to_owned);
    assert_eq!(drawn(&svg), drawn(&svg_of(half)));
}

#[test]
fn a_slope_of_which_nothing_is_shown_has_no_number() {
    let svg = svg_of(slope(vec![series("Ash", &["[c]", "[c]"]), series("Birch", &["[c]", "[x]"])]));
    let digits = texts(&svg, "text").into_iter().filter(|text| text.chars().any(|c| c.is_ascii_digit()));
    assert_eq!(digits.collect::<Vec<_>>(), YEARS);
    is_clear(&svg);
}

#[test]
fn odd_slopes_are_drawn_too() {
    for value in ["0", "-5", "7", "[low]", "0.000001", "123456789012345"] {
        for other in ["0", "12.5", "-7"] {
            let svg = svg_of(slope(vec![series("", &[value, other]), series("B", &[other, value])]));
            assert!(!svg.contains("NaN") && !svg.contains("inf"), "{value} {other}");
        }
    }
}

const AREAS: [&str; 3] = ["Ash", "Cedar and Elm Road", "South Oxfordshire and Vale of White Horse"];
const THREE: [&str; 3] = ["2021", "2022", "2023"];

fn sketch(kind: Sketch, categories: &[&str], lines: Vec<Series>) -> Drawing {
    drawing("sketch", ChartKind::Sketch(kind), categories, lines)
}

fn in_panels(form: Form, values: [[&str; 3]; 3]) -> String {
    let panels = AREAS.iter().zip(values).map(|(name, values)| series(name, &values)).collect();
    svg_of(sketch(Sketch::Panels(form), &THREE, panels))
}

/// Where the shorthand of what is withheld stands.
fn withheld(svg: &str) -> Vec<[f64; 2]> {
    let texts = elements(svg).into_iter().filter(|element| element.0 == "text" && element.2 == "[c]");
    texts.map(|element| ["x", "y"].map(|name| at(&element, name))).collect()
}

#[test]
fn panels_share_an_axis_and_shorthand_has_no_length_and_one_place() {
    for form in [Form::Bars, Form::Line] {
        let few = in_panels(form, [["64", "[c]", "97"], ["12", "9", "[c]"], ["30", "31", "33"]]);
        let other = in_panels(form, [["88", "[c]", "97"], ["7", "90", "[c]"], ["2", "96", "1"]]);
        is_clear(&few);
        assert_eq!(withheld(&few), withheld(&other), "{form:?}");
        assert_eq!(withheld(&few).len(), 2);
        let bars = few.matches("<rect").count();
        assert_eq!(bars, if form == Form::Bars { 7 } else { 0 }, "nothing is drawn but what is shown");
        let words = texts(&few, "text");
        for word in ["Ash", "Cedar and Elm Road", "64", "97", "2021", "2023", "Children"] {
            assert!(words.iter().any(|text| text == word), "{word} in {words:?}");
        }
    }
}

#[test]
fn crowded_panels_say_once_for_neighbours_that_they_are_withheld_below_the_axis() {
    let months: Vec<String> = (1..=20).map(|month| format!("Month {month}")).collect();
    let months: Vec<&str> = months.iter().map(String::as_str).collect();
    let values: Vec<&str> = (0..20).map(|month| if (5..8).contains(&month) { "[c]" } else { "120" }).collect();
    for form in [Form::Bars, Form::Line] {
        let svg = svg_of(sketch(Sketch::Panels(form), &months, vec![series("Ash", &values)]));
        is_clear(&svg);
        assert_eq!(withheld(&svg).len(), 1, "{svg}");
    }
}

#[test]
fn a_range_is_of_what_is_shown_and_says_what_is_withheld() {
    let dots = |ash: [&str; 3], cedar: [&str; 3]| {
        let periods = (0..3).map(|period| series(THREE[2 - period], &[ash[period], cedar[period], "[c]"])).collect();
        svg_of(sketch(Sketch::DotRange, &AREAS, periods))
    };
    let svg = dots(["64", "70", "[c]"], ["[c]", "9", "120"]);
    is_clear(&svg);
    let words = texts(&svg, "text").join("|");
    assert!(words.contains("|64|70|[c]|"), "{words}");
    assert!(words.contains("|[c]|9 to 120|"), "{words}");
    // Shorthand stands beside the figures, where no figure moves it but the text before it.
    assert_eq!(withheld(&svg).len(), 4);
    assert_eq!(withheld(&svg), withheld(&dots(["10", "79", "[c]"], ["[c]", "8", "120"])));
    assert!(!svg.contains("<rect"));
}

#[test]
fn odd_panels_and_dots_are_drawn_too() {
    for value in ["0", "-5", "[c]", "[low]", "0.000001", "123456789012345"] {
        for kind in [Sketch::Panels(Form::Bars), Sketch::Panels(Form::Line), Sketch::DotRange] {
            let lines: Vec<Series> = (0..12).map(|_| series("", &[value, "7", value])).collect();
            let svg = svg_of(sketch(kind, &AREAS, lines));
            assert!(!svg.contains("NaN") && !svg.contains("inf"), "{kind:?} {value}");
        }
    }
}

#[test]
fn lines_are_named_at_their_ends_where_there_is_room_and_by_a_key_otherwise() {
    let lines = |names: [&str; 3], last: &str| {
        let values = [["40", "41", "42"], ["40", "39", "43"], ["12", "13", last]];
        let lines = names.iter().zip(values).map(|(name, values)| series(name, &values)).collect();
        drawing("ends", ChartKind::Line, &THREE, lines)
    };
    let short = ["Ash", "Birch Hill", "Dale"];
    let svg = svg_of(lines(short, "12"));
    is_clear(&svg);
    assert!(short.iter().all(|name| texts(&svg, "text").iter().filter(|text| text == name).count() == 1));
    // A line that ends early has no end to name, and shorthand below the axis belongs to a line that the key has to name.
    assert_eq!(svg_of(lines(short, "[c]")).matches(">Dale<").count(), 1);
    assert!(super::super::direct::names(&lines(short, "[c]")).is_none());
    assert!(
        super::super::direct::names(&lines(["Ash", "South Oxfordshire and Vale of White Horse", "C"], "1")).is_none()
    );
}
