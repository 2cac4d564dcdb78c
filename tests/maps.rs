//! What a map draws and refuses, and that nothing of the author's outlines but their form gets out.

mod common;

use common::{Site, holds};

const OUTLINES: &str = "data/districts.geojson";

#[test]
fn nothing_of_the_outlines_but_their_form_gets_out() {
    let public = Site::fixture("pictures").built();
    for (path, bytes) in &public {
        assert!(!holds(bytes, "98765") && !holds(bytes, "98,765"), "{path} quotes a property");
        assert!(!holds(bytes, "Beyond"), "{path} names an area without a figure");
    }
}

#[test]
fn the_files_of_a_map_hold_what_the_page_holds() {
    let public = Site::fixture("pictures").built();
    let svg = &public["downloads/index-where.svg"];
    for text in [
        "[c]",
        "confidential",
        "Eastwold",
        "Children visited, by district, 2024",
        "Source: Invented visiting records.",
        "Orrinshire Council",
    ] {
        assert!(holds(svg, text), "{text}");
    }
    assert!(public["downloads/index-where.png"].starts_with(b"\x89PNG"));
    assert!(public["downloads/index-who.png"].starts_with(b"\x89PNG"));
}

#[test]
fn an_area_without_an_outline_is_told_with_the_one_that_may_be_meant() {
    let site = Site::fixture("pictures");
    site.edit(OUTLINES, "\"code\":\"hills\"", "\"code\":\"hils\"");
    let run = site.run("check");
    assert_ne!(run.code, 0);
    assert!(run.printed().contains("`hills` (Upper Hills) has no outline"), "{}", run.printed());
    assert!(run.printed().contains("there is `hils`"), "{}", run.printed());
}

#[test]
fn outlines_that_cannot_be_drawn_are_told_and_never_quoted() {
    let deep = format!("{}1{}", "[".repeat(50_000), "]".repeat(50_000));
    let one = |geometry: &str| {
        format!(
            "{{\"type\":\"FeatureCollection\",\"features\":[{{\"properties\":{{\"code\":\"west\"}},\"geometry\":{geometry}}}]}}"
        )
    };
    let ring = |ring: &str| one(&format!("{{\"type\":\"Polygon\",\"coordinates\":{ring}}}"));
    for text in [
        "{\"98765\"".to_owned(),
        deep.clone(),
        ring(&deep),
        ring("[]"),
        ring("[[[98765,1],[2,2]]]"),
        ring("[[[1,1],[987650000,1],[2,2],[1,1]]]"),
        ring("[[[1,1],[1e999,1],[2,2],[1,1]]]"),
        ring("[[[1,1],[\"98765\",1],[2,2],[1,1]]]"),
        one("null"),
        one("{\"type\":\"Point\",\"coordinates\":[98765,1]}"),
    ] {
        let site = Site::fixture("pictures");
        site.write(OUTLINES, &text);
        let run = site.run("check");
        assert!(run.code == 1 || run.code == 2, "{}: {}", run.code, run.printed());
        assert!(run.printed().contains("error[areas]") && !run.printed().contains("98765"), "{}", run.printed());
    }
}

#[test]
fn a_coast_of_ten_thousand_points_is_drawn_as_finely_as_can_be_seen() {
    let site = Site::fixture("pictures");
    let point = |step: u32| {
        let (x, y) = (f64::from(step % 100), f64::from(step / 100));
        let wave = f64::from(step * 7919 % 1013) / 1e6;
        format!("[{},{}]", 400_000.0 + x * 10.0 + wave, 200_000.0 + y * 10.0 + wave)
    };
    let points: Vec<String> = (0..10_000).map(point).collect();
    let feature = format!(
        "{{\"properties\":{{\"code\":\"NAME\"}},\"geometry\":{{\"type\":\"Polygon\",\"coordinates\":[[{}]]}}}}",
        points.join(",")
    );
    let codes = ["west", "hills", "east", "vale", "down", "town", "river"].map(|code| feature.replace("NAME", code));
    site.write(OUTLINES, &format!("{{\"type\":\"FeatureCollection\",\"features\":[{}]}}", codes.join(",")));
    let svg = &site.built()["downloads/index-where.svg"];
    assert!(svg.len() < 2_000_000, "{}", svg.len());
}

#[test]
fn a_diagram_is_neither_too_deep_nor_too_large() {
    let site = Site::fixture("pictures");
    let deep = (0..9).fold("[End]".to_owned(), |below, _| format!("[{{name: Box, below: {below}}}]"));
    let large = format!("[{}]", ["Box"; 61].join(", "));
    for (tree, told) in [(deep, "at most six"), (large, "at most 60 boxes"), ("[]".to_owned(), "nothing to draw")] {
        site.write(
            "content/index.md",
            &format!("---\ntitle: T\n---\n```structure\nheadline: Panels\ntree: {tree}\n```\n"),
        );
        let run = site.run("check");
        assert!(run.code != 0 && run.printed().contains(told), "{}", run.printed());
    }
}
