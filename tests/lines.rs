//! The lines of key figures: what they may be of, and that what they draw stands in the text.

mod common;

use common::{Site, holds};

const PAGE: &str = "content/index.md";
const VAN: &str = "line: readers.readers[\"van\"]";

#[test]
fn every_figure_of_a_line_stands_in_the_text() {
    let public = Site::fixture("readings").built();
    let page = &public["index.html"];
    for text in ["<dt>2019</dt><dd>412</dd>", "<dt>2021</dt><dd>28</dd>"] {
        assert!(holds(page, text), "{text}");
    }
    // 2020 is withheld for the van: in a table too, so the text leads to the section that has its place.
    assert!(holds(page, "<dt>2020</dt><dd><a class=\"marker\" href=\"#withheld-figures\">"));
    // The total of that year stays.
    assert!(holds(page, "<dt>2020</dt><dd>301</dd>"));
}

#[test]
fn what_a_line_cannot_be_of_is_told_with_the_cure() {
    for (line, message, cure) in [
        ("line: readers.readers[\"2023\"]", "this names one", "leave the period out"),
        ("line: readers.readers | change(\"2019\", \"2023\")", "one figure as it is", "without a filter"),
        ("line: readers.readres", "readres", "readers"),
        ("lines: readers.readers", "lines", "line"),
    ] {
        let site = Site::fixture("readings");
        site.edit(PAGE, VAN, line);
        let run = site.run("check");
        assert_eq!(run.code, 1, "{line}");
        assert!(run.printed().contains(message) && run.printed().contains(cure), "{line}: {}", run.printed());
    }
}
