use super::*;

type Rings = Vec<Vec<(f64, f64)>>;

fn square(x: f64, y: f64, side: f64) -> Rings {
    vec![vec![(x, y), (x + side, y), (x + side, y + side), (x, y + side), (x, y)]]
}

fn map(areas: &[(&str, &str)], outlines: Vec<(Option<usize>, Rings)>) -> AreaMap {
    AreaMap {
        id: "m".into(),
        title: "Title".into(),
        description: "Description".into(),
        unit: "Children".into(),
        percentages: false,
        areas: areas.iter().map(|(name, value)| ((*name).to_owned(), Published::for_test(value))).collect(),
        outlines: outlines.into_iter().map(|(area, rings)| Outline { area, rings }).collect(),
        ground: "no figures".into(),
        strings: crate::language::english().strings,
    }
}

#[test]
fn an_area_says_its_figure_inside_or_by_a_letter() {
    let outlines =
        vec![(Some(0), square(0.0, 0.0, 10.0)), (Some(1), square(10.0, 0.0, 0.2)), (None, square(10.2, 0.0, 3.0))];
    let drawn = draw(&map(&[("North", "40"), ("Isle", "[c]")], outlines));
    assert!(drawn.svg.contains("font-weight=\"bold\">40</text>"), "{}", drawn.svg);
    assert!(drawn.svg.contains(">A</text>") && drawn.svg.contains(">Isle: [c]</text>"), "{}", drawn.svg);
    assert!(drawn.svg.contains("url(#m-hatch)") && drawn.svg.contains("no figures"));
}

#[test]
fn what_is_withheld_changes_nothing_but_its_own_area() {
    // There is no number behind a marker, so shades, key and places can depend on shown figures alone.
    let outlines = || vec![(Some(0), square(0.0, 0.0, 10.0)), (Some(1), square(10.0, 0.0, 10.0))];
    let drawn = draw(&map(&[("North", "40"), ("South", "[c]")], outlines()));
    assert_eq!(drawn.axis_labels, ["40"]);
}

#[test]
fn odd_outlines_are_drawn_without_a_fault() {
    let spiral: Vec<(f64, f64)> =
        (0..10_000).map(|step| (f64::from(step % 100), f64::from(step * 7919 % 10_007))).collect();
    let flat = vec![vec![(1.0, 1.0); 4]];
    let huge = vec![vec![(-1e8, -1e8), (1e8, -1e8), (1e8, 1e8), (-1e8, 1e8)]];
    for rings in [vec![spiral], flat.clone(), huge, vec![], vec![vec![]]] {
        let drawn = draw(&map(&[("North", "40")], vec![(Some(0), rings), (None, flat.clone())]));
        assert!(!drawn.svg.contains("NaN") && !drawn.svg.contains("inf"), "{}", drawn.svg);
    }
}

#[test]
fn letters_go_on_after_the_alphabet() {
    assert_eq!([0, 25, 26, 27, 52].map(letters), ["A", "Z", "AA", "AB", "BA"]);
}
