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
        assert!(*left > -0.01 && *right < 400.01, "{one} reaches from {left} to {right}");
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
