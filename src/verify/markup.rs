//! The markup check: what a parser, a screen reader and a phone need of every page.

use scraper::{ElementRef, Html};

use super::Findings;
use super::page::{Page, is_svg};

pub(super) const CHECK: &str = "output-markup";

/// Looks at one HTML page.
pub(super) fn check(page: &Page<'_>, found: &mut Findings) {
    let mut report = Report { page, found };
    check_head(&mut report);
    check_headings(&mut report);
    check_elements(&mut report);
}

/// Looks at a piece of HTML that will stand on a page that nobody knows here: it must fit into each.
pub(super) fn check_fragment(page: &Page<'_>, found: &mut Findings) {
    let mut report = Report { page, found };
    let file = page.path.rsplit('/').next().unwrap_or(page.path);
    let stem = file.split('.').next().unwrap_or(file);
    for element in page.elements() {
        let value = element.value();
        if value.attr("id").is_some_and(|id| !id.starts_with(stem)) {
            report.on(element, "an id may be one of the page around it", "begin it with the file's name");
        }
        if heading_level(value.name()).is_some() {
            report.on(element, "a heading does not fit the page around it", "write a caption");
        }
    }
    check_elements(&mut report);
}

fn check_elements(report: &mut Report<'_, '_>) {
    let page = report.page;
    for (line, complaint) in &page.complaints {
        report.at(Some(*line), format!("is not valid HTML: {complaint}"), "correct the template or text it comes from");
    }
    for element in page.elements() {
        match element.value().name() {
            "table" => check_table(element, report),
            "img" if element.value().attr("alt").is_none() => {
                report.on(
                    element,
                    "<img> has no alt text",
                    "describe the image, or write `alt=\"\"` if it only decorates",
                );
            }
            "svg" => check_drawing(element, report),
            "a" | "button" if !is_svg(element) && name_of(element).is_empty() => {
                report.on(element, "a link or button has no name", "give it a text, or a label for screen readers");
            }
            _ => {}
        }
    }
}

struct Report<'a, 'p> {
    page: &'a Page<'p>,
    found: &'a mut Findings,
}

impl Report<'_, '_> {
    fn at(&mut self, line: Option<u32>, message: String, hint: &str) {
        self.found.problem(CHECK, self.page.path, line, message, hint);
    }

    fn on(&mut self, element: ElementRef<'_>, message: &str, hint: &str) {
        let line = self.page.line(element);
        self.at(line, message.to_owned(), hint);
    }

    fn page(&mut self, message: &str, hint: &str) {
        self.at(None, message.to_owned(), hint);
    }
}

fn check_head(report: &mut Report<'_, '_>) {
    let page = report.page;
    if page.html.quirks_mode != html5ever::tree_builder::QuirksMode::NoQuirks {
        report.page("does not start with <!doctype html>", "start the template with it");
    }
    let language = page.named("html").next().and_then(|html| html.value().attr("lang")).unwrap_or_default();
    if language.trim().is_empty() {
        report.page("<html> does not say its language", "write `lang=\"en-GB\"` or the site's language");
    }
    let titles: Vec<_> = page.named("title").filter(|title| !is_svg(*title)).collect();
    if titles.len() != 1 || titles.iter().any(|title| text_of(*title).is_empty()) {
        report.page("does not have exactly one <title> with a text", "give the page a title");
    }
    let meta = |name: &str| page.named("meta").any(|meta| meta.value().attr("name") == Some(name));
    if !meta("viewport") {
        report.page("has no viewport <meta>", "add `<meta name=\"viewport\" content=\"width=device-width\">`");
    }
    let charset = page.named("meta").filter_map(|meta| meta.value().attr("charset")).next();
    if !charset.is_some_and(|charset| charset.eq_ignore_ascii_case("utf-8")) {
        report.page("does not declare its charset", "add `<meta charset=\"utf-8\">` first in <head>");
    }
}

fn check_headings(report: &mut Report<'_, '_>) {
    let page = report.page;
    if page.named("h1").count() != 1 {
        report.page("does not have exactly one <h1>", "one main heading names the page");
    }
    let mut previous = 0;
    for heading in page.elements() {
        let Some(level) = heading_level(heading.value().name()) else { continue };
        if level > previous + 1 {
            let message = format!("<h{level}> skips a level of heading");
            report.on(heading, &message, "use the next level down from the heading above");
        }
        if text_of(heading).is_empty() {
            report.on(heading, "a heading is empty", "give it a text, or remove it");
        }
        previous = level;
    }
}

fn heading_level(name: &str) -> Option<u32> {
    let level = name.strip_prefix('h')?.parse().ok()?;
    (1..=6).contains(&level).then_some(level)
}

fn check_table(table: ElementRef<'_>, report: &mut Report<'_, '_>) {
    let within = |name: &'static str| descendants(table).filter(move |element| element.value().name() == name);
    if within("caption").next().is_none_or(|caption| text_of(caption).is_empty()) {
        report.on(table, "<table> has no caption", "give the table a caption");
    }
    if within("th").next().is_none() {
        report.on(table, "<table> has no header cell", "write the headings of rows and columns as <th>");
    }
    for header in within("th") {
        if !matches!(header.value().attr("scope"), Some("col" | "row" | "colgroup" | "rowgroup")) {
            report.on(header, "<th> does not say what it heads", "write `scope=\"col\"` or `scope=\"row\"`");
        }
    }
    for cell in within("th").chain(within("td")) {
        if name_of(cell).is_empty() {
            report.on(cell, "a table cell is empty", "write the figure, or the shorthand for why there is none");
        }
    }
}

fn check_drawing(drawing: ElementRef<'_>, report: &mut Report<'_, '_>) {
    let value = drawing.value();
    let inner = drawing.ancestors().filter_map(ElementRef::wrap).any(is_svg);
    if inner || value.attr("aria-hidden") == Some("true") || value.attr("hidden").is_some() {
        return;
    }
    if value.attr("role") != Some("img") {
        let hint = "write `role=\"img\"` and a title, or `aria-hidden=\"true\"` if it only decorates";
        report.on(drawing, "<svg> is neither an image nor hidden", hint);
        return;
    }
    let title = drawing.child_elements().find(|child| child.value().name() == "title");
    if title.is_none_or(|title| text_of(title).is_empty()) {
        report.on(drawing, "<svg> has no title", "write its headline as <title> first in it");
    }
    let label = value.attr("aria-label").is_some_and(|label| !label.trim().is_empty());
    let labelled = value.attr("aria-labelledby").is_some_and(|ids| names_by(ids, &report.page.html));
    if !label && !labelled {
        report.on(drawing, "<svg> has no accessible name", "point `aria-labelledby` at its title");
    }
}

fn names_by(ids: &str, html: &Html) -> bool {
    let named = |id: &str| {
        let mut elements = html.tree.root().descendants().filter_map(ElementRef::wrap);
        elements.any(|element| element.value().attr("id") == Some(id) && !text_of(element).is_empty())
    };
    ids.split_whitespace().next().is_some() && ids.split_whitespace().all(named)
}

fn descendants(element: ElementRef<'_>) -> impl Iterator<Item = ElementRef<'_>> {
    element.descendants().skip(1).filter_map(ElementRef::wrap)
}

fn text_of(element: ElementRef<'_>) -> String {
    element.text().collect::<String>().trim().to_owned()
}

/// What a screen reader would say of an element: its text, its label, or those of the images in it.
fn name_of(element: ElementRef<'_>) -> String {
    let spoken =
        |attribute: &'static str| move |one: ElementRef<'_>| one.value().attr(attribute).unwrap_or_default().to_owned();
    let labels = std::iter::once(element).chain(descendants(element));
    let spoken: String = labels
        .flat_map(|one| ["aria-label", "aria-labelledby", "alt"].map(|attribute| spoken(attribute)(one)))
        .collect();
    (text_of(element) + spoken.trim()).trim().to_owned()
}
