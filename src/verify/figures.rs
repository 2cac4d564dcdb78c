//! The figures check: no number on the site that the answers, the author or an axis did not put there. A number that does
//! not belong is not named: it may be the secret.

use scraper::{ElementRef, Node};

use super::numerals::numerals;
use super::page::{Page, is_svg};
use super::{Expectations, Findings, xml};
use crate::emit::staging::MANIFEST;

pub(super) const CHECK: &str = "output-figures";
const HINT: &str = "bind the number to data with `{{ … }}`, cite it, or tell Candour that the theme writes it";

/// Attributes of HTML that nobody reads as text: names, addresses and layout. Every other one is checked.
const NOT_READ: [&str; 47] = [
    "accept",
    "action",
    "aria-controls",
    "aria-describedby",
    "aria-details",
    "aria-hidden",
    "aria-labelledby",
    "aria-level",
    "aria-owns",
    "autocomplete",
    "charset",
    "cite",
    "class",
    "cols",
    "colspan",
    "datetime",
    "decoding",
    "download",
    "for",
    "form",
    "formaction",
    "headers",
    "height",
    "href",
    "hreflang",
    "http-equiv",
    "id",
    "integrity",
    "lang",
    "list",
    "loading",
    "maxlength",
    "media",
    "method",
    "minlength",
    "name",
    "pattern",
    "poster",
    "property",
    "rel",
    "role",
    "rows",
    "rowspan",
    "sizes",
    "span",
    "src",
    "srcset",
];
const NOT_READ_EITHER: [&str; 5] = ["style", "tabindex", "type", "width", "xmlns"];
/// Attributes of SVG that are read; the others are geometry and colour.
const READ_IN_SVG: [&str; 8] =
    ["alt", "title", "content", "value", "aria-label", "aria-description", "aria-valuetext", "aria-valuenow"];
/// `<meta>` names whose content is an instruction to the browser.
const INSTRUCTIONS: [&str; 4] = ["viewport", "theme-color", "color-scheme", "format-detection"];
/// Elements of feeds, sitemaps and workbooks that hold addresses and dates.
const NOT_READ_IN_XML: [&str; 11] = [
    "loc",
    "lastmod",
    "id",
    "link",
    "guid",
    "updated",
    "published",
    "pubDate",
    "lastBuildDate",
    "dc:date",
    "meta:creation-date",
];

struct Checker<'a> {
    path: &'a str,
    expectations: &'a Expectations,
    found: &'a mut Findings,
}

impl Checker<'_> {
    fn text(&mut self, text: &str, line: Option<u32>, place: impl Fn() -> String) {
        let strange = numerals(text).iter().filter(|numeral| !self.expectations.allows(self.path, numeral)).count();
        if strange > 0 {
            let message = match strange {
                1 => format!("a number in {} is not among what may be published", place()),
                more => format!("{more} numbers in {} are not among what may be published", place()),
            };
            self.found.problem(CHECK, self.path, line, message, HINT);
        }
    }
}

/// Texts and attributes of a page or drawing.
pub(super) fn check_page(page: &Page<'_>, expectations: &Expectations, found: &mut Findings) {
    let mut checker = Checker { path: page.path, expectations, found };
    for node in page.html.tree.root().descendants() {
        if let Node::Text(text) = node.value() {
            let parent = node.parent().and_then(ElementRef::wrap);
            let line = parent.and_then(|parent| page.line(parent));
            checker.text(text, line, || {
                parent.map_or("the page".to_owned(), |parent| format!("<{}>", parent.value().name()))
            });
        } else if let Some(element) = ElementRef::wrap(node) {
            let name = element.value().name();
            for (attribute, text) in element.value().attrs().filter(|(attribute, _)| is_read(element, attribute)) {
                checker.text(text, page.line(element), || format!("the attribute `{attribute}` of <{name}>"));
            }
        }
    }
}

fn is_read(element: ElementRef<'_>, attribute: &str) -> bool {
    let value = element.value();
    if is_svg(element) {
        return READ_IN_SVG.contains(&attribute) || attribute.starts_with("data-");
    }
    if value.name() == "meta" && attribute == "content" {
        let instructs = value.attr("name").is_some_and(|name| INSTRUCTIONS.contains(&name));
        return !instructs && value.attr("http-equiv").is_none();
    }
    !NOT_READ.contains(&attribute) && !NOT_READ_EITHER.contains(&attribute)
}

/// Every field of a table for machines.
pub(super) fn check_csv(path: &str, text: &str, expectations: &Expectations, found: &mut Findings) {
    let mut checker = Checker { path, expectations, found };
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
    for record in reader.records() {
        let Ok(record) = record else {
            checker.found.problem(CHECK, path, None, "is no table".to_owned(), "write it as UTF-8 CSV");
            return;
        };
        let line = record.position().and_then(|position| u32::try_from(position.line()).ok());
        for (index, field) in record.iter().enumerate() {
            checker.text(field, line, || format!("column {}", index + 1));
        }
    }
}

/// Every text and number of a JSON file. The manifest is digests, and addresses are no figures.
pub(super) fn check_json(path: &str, text: &str, expectations: &Expectations, found: &mut Findings) {
    if path == MANIFEST || expectations.without_figures.contains(path) {
        return;
    }
    let mut checker = Checker { path, expectations, found };
    match serde_json::from_str(text) {
        Ok(value) => check_value(&value, "the file", &mut checker),
        Err(_) => checker.found.problem(CHECK, path, None, "is no JSON".to_owned(), "write it as UTF-8 JSON"),
    }
}

fn check_value(value: &serde_json::Value, key: &str, checker: &mut Checker<'_>) {
    use serde_json::Value;
    match value {
        Value::Null | Value::Bool(_) => {}
        Value::Number(number) => checker.text(&number.to_string(), None, || format!("`{key}`")),
        Value::String(text) if text.starts_with("https://") || text.starts_with("http://") => {}
        Value::String(text) => checker.text(text, None, || format!("`{key}`")),
        Value::Array(values) => values.iter().for_each(|value| check_value(value, key, checker)),
        Value::Object(fields) => {
            for (name, value) in fields {
                // A key is read too, and one with a number in it is not repeated in a message.
                checker.text(name, None, || "a key".to_owned());
                let key = if numerals(name).is_empty() { name } else { key };
                check_value(value, key, checker);
            }
        }
    }
}

/// Texts of a feed. A sitemap has addresses and dates only.
pub(super) fn check_xml(path: &str, text: &str, expectations: &Expectations, found: &mut Findings) {
    if expectations.without_figures.contains(path) {
        return;
    }
    let mut checker = Checker { path, expectations, found };
    for xml::Text { element, text, line } in xml::texts(text) {
        if !NOT_READ_IN_XML.contains(&element.as_str()) {
            checker.text(&text, Some(line), || format!("<{element}>"));
        }
    }
}

/// Plain text, line by line.
pub(super) fn check_text(path: &str, text: &str, expectations: &Expectations, found: &mut Findings) {
    if expectations.without_figures.contains(path) {
        return;
    }
    let mut checker = Checker { path, expectations, found };
    for (index, line) in text.lines().enumerate() {
        checker.text(line, u32::try_from(index + 1).ok(), || "a line".to_owned());
    }
}
