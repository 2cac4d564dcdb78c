//! A page of a built site as a reader meets it: its title, its paragraphs in order, its tables and charts.

use scraper::{ElementRef, Html, Node};

/// Elements that run on within a line; every other one begins a text of its own.
const WITHIN_A_LINE: [&str; 24] = [
    "a", "abbr", "b", "bdi", "br", "cite", "code", "data", "del", "dfn", "em", "i", "ins", "kbd", "mark", "q", "s",
    "small", "span", "strong", "sub", "sup", "time", "u",
];
/// What is said elsewhere: to screen readers once more, in the list of files, or at the foot of every page.
const NOT_READ: [&str; 10] = [
    "visually-hidden",
    "exhibit-label",
    "download",
    "claims",
    "imprint",
    "elsewhere",
    "contents",
    "find-pages",
    "find-terms",
    "find-letters",
];
/// What Candour writes itself out of figures and pages, so that it changes with them.
const FOLLOWS: [&str; 13] = [
    "reading",
    "revised",
    "revisions",
    "withheld",
    "shorthand",
    "chart-text",
    "exhibit-subtitle",
    "editions",
    "value",
    "change",
    "glance",
    "calendar",
    "listing",
];

/// A page.
#[derive(Debug, Default)]
pub(super) struct Page {
    /// What the browser's tab says.
    pub(super) tab: String,
    /// Its first heading.
    pub(super) title: String,
    pub(super) texts: Vec<Text>,
    pub(super) exhibits: Vec<Exhibit>,
    /// What stands around it: the head, the menu and the foot that it shares with others.
    pub(super) frame: Vec<Text>,
    /// The files for machines to which it links, by path.
    pub(super) data: Vec<String>,
    /// The revisions that it tells.
    pub(super) revisions: Vec<Told>,
    /// All of its content, without what changes with every build.
    pub(super) markup: String,
}

/// A paragraph, a heading or an item of a list.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Text {
    /// The heading under which it stands; empty before the first.
    pub(super) section: String,
    pub(super) text: String,
    /// Whether Candour writes it out of figures, and no person did.
    pub(super) follows: bool,
    /// The table or chart around it; empty outside.
    pub(super) exhibit: String,
}

/// A table, chart, map or diagram.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Exhibit {
    pub(super) id: String,
    pub(super) kind: &'static str,
    /// `Table 2`
    pub(super) label: String,
    pub(super) title: String,
}

/// A revision as a page tells it.
#[derive(Debug)]
pub(super) struct Told {
    pub(super) name: String,
    /// What stands after the name: the two numbers, the edition, the day and the reason.
    text: String,
    pub(super) reason: String,
}

impl Told {
    /// Whether a number stands in it, as a word of its own.
    pub(super) fn says(&self, number: &str) -> bool {
        self.text.split_whitespace().any(|word| word.trim_matches([':', ',', '.', ';']) == number)
    }
}

impl Page {
    pub(super) fn read(path: &str, html: &str) -> Self {
        let parsed = Html::parse_document(html);
        let first = |name: &str| elements(parsed.root_element()).find(|element| element.value().name() == name);
        let mut page = Self {
            tab: first("title").map(|title| line(&title.text().collect::<String>())).unwrap_or_default(),
            ..Self::default()
        };
        if let Some(main) = first("main") {
            let mut walk = Walk::default();
            walk.visit(main, false);
            page.title = elements(main).find(|element| element.value().name() == "h1").map(inline).unwrap_or_default();
            // Everything that this page lists is told where it stands.
            page.texts = if path.rsplit('/').next() == Some("find.html") { Vec::new() } else { walk.texts };
            page.exhibits = walk.exhibits;
            page.data = links(main).filter_map(|href| resolve(path, href)).collect();
            page.revisions = elements(main).filter_map(told).collect();
            page.markup = without_digests(&main.html());
        }
        if let Some(body) = first("body") {
            let mut walk = Walk::default();
            for part in body.child_elements().filter(|part| part.value().name() != "main") {
                walk.visit(part, false);
            }
            page.frame = walk.texts;
        }
        page
    }
}

/// Texts and exhibits in the order of the page.
#[derive(Default)]
struct Walk {
    section: String,
    exhibit: String,
    texts: Vec<Text>,
    exhibits: Vec<Exhibit>,
}

impl Walk {
    fn visit(&mut self, element: ElementRef<'_>, follows: bool) {
        let value = element.value();
        let is_any = |classes: &[&str]| value.classes().any(|class| classes.contains(&class));
        if is_any(&NOT_READ) || matches!(value.name(), "svg" | "script" | "style") {
            return;
        }
        if is_any(&["exhibit"]) {
            self.exhibits.extend(exhibit(element));
            self.exhibit = value.id().unwrap_or_default().to_owned();
        }
        // The cells of a table are figures, and its labels are told by them.
        if value.name() == "table" && is_within_exhibit(element) {
            return;
        }
        let follows = follows || is_any(&FOLLOWS);
        // A title begins with a number, which is left out, and a colon.
        let text = inline(element).trim_start_matches(": ").to_owned();
        if matches!(value.name(), "h2" | "h3" | "h4" | "h5" | "h6") {
            self.section.clone_from(&text);
        }
        // The first heading is the page's title, and told as such.
        if !text.is_empty() && value.name() != "h1" {
            let (section, exhibit) = (self.section.clone(), self.exhibit.clone());
            self.texts.push(Text { section, text, follows, exhibit });
        }
        for child in blocks(element) {
            self.visit(child, follows);
        }
        if is_any(&["exhibit"]) {
            self.exhibit.clear();
        }
    }
}

fn is_within_exhibit(element: ElementRef<'_>) -> bool {
    element
        .ancestors()
        .filter_map(ElementRef::wrap)
        .any(|above| above.value().classes().any(|class| class == "exhibit"))
}

fn exhibit(element: ElementRef<'_>) -> Option<Exhibit> {
    let value = element.value();
    let has = |name: &str| value.classes().any(|class| class == name);
    let kind = match () {
        () if has("table-exhibit") => "table",
        () if has("map-exhibit") => "map",
        () if has("structure-exhibit") => "diagram",
        () => "chart",
    };
    let of_class = |name: &str| elements(element).find(|part| part.value().classes().any(|class| class == name));
    let title = of_class("exhibit-title").map(inline).unwrap_or_default();
    Some(Exhibit {
        id: value.id()?.to_owned(),
        kind,
        label: of_class("exhibit-label").map(|label| line(&label.text().collect::<String>())).unwrap_or_default(),
        title: title.trim_start_matches([':', ' ']).to_owned(),
    })
}

/// An item of the list of revisions.
fn told(item: ElementRef<'_>) -> Option<Told> {
    let list = item.parent().and_then(ElementRef::wrap)?;
    if item.value().name() != "li" || !list.value().classes().any(|class| class == "revisions") {
        return None;
    }
    let name = item.child_elements().find(|child| child.value().name() == "strong").map(inline)?;
    let day = item.child_elements().find(|child| child.value().name() == "time")?;
    let rest: String =
        day.next_siblings().filter_map(|node| node.value().as_text().map(|text| text.to_string())).collect();
    let reason = line(rest.trim_start_matches([':', ' ']));
    let text = inline(item).trim_start_matches(&name).to_owned();
    Some(Told { name, text, reason })
}

fn elements(root: ElementRef<'_>) -> impl Iterator<Item = ElementRef<'_>> {
    root.descendants().filter_map(ElementRef::wrap)
}

fn is_within_a_line(element: ElementRef<'_>) -> bool {
    WITHIN_A_LINE.contains(&element.value().name())
}

/// The elements below this one that begin a text of their own.
fn blocks(element: ElementRef<'_>) -> Vec<ElementRef<'_>> {
    let mut found = Vec::new();
    for child in element.child_elements() {
        if is_within_a_line(child) { found.extend(blocks(child)) } else { found.push(child) }
    }
    found
}

/// What an element says itself, on one line, as it is seen.
fn inline(element: ElementRef<'_>) -> String {
    let mut text = String::new();
    say(element, &mut text);
    line(&text)
}

fn say(element: ElementRef<'_>, text: &mut String) {
    for child in element.children() {
        if let Node::Text(words) = child.value() {
            text.push_str(words);
        } else if let Some(child) = ElementRef::wrap(child).filter(|child| is_within_a_line(*child)) {
            if child.value().name() == "br" {
                text.push(' ');
            }
            if !child.value().classes().any(|class| NOT_READ.contains(&class)) {
                say(child, text);
            }
        }
    }
}

/// Without line breaks and double spaces.
fn line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The JSON files that a page offers.
fn links<'a>(main: ElementRef<'a>) -> impl Iterator<Item = &'a str> {
    elements(main).filter_map(|element| element.value().attr("href")).filter(|href| href.ends_with(".json"))
}

/// Where a relative link of a page leads.
fn resolve(page: &str, href: &str) -> Option<String> {
    let mut folders: Vec<&str> = page.split('/').collect();
    folders.pop();
    for part in href.split('/') {
        match part {
            ".." => drop(folders.pop()?),
            "." | "" => {}
            part => folders.push(part),
        }
    }
    Some(folders.join("/"))
}

/// Without the digests in file names and at the foot, which change with whatever else does.
pub(super) fn without_digests(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find(|c: char| c.is_ascii_alphanumeric()) {
        let (before, word) = rest.split_at(start);
        let end = word.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(word.len());
        let (word, after) = word.split_at(end);
        kept.push_str(before);
        if !is_digest(word) {
            kept.push_str(word);
        }
        rest = after;
    }
    kept + rest
}

/// Twelve digits of a SHA-256.
pub(super) fn is_digest(word: &str) -> bool {
    word.len() == 12 && word.chars().all(|c| matches!(c, '0'..='9' | 'a'..='f'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_read_as_it_is_seen() {
        let html = "<!doctype html><title>T</title><body><nav><ul><li><a href=\"a.html\">A</a></li></ul></nav><main><h1>Title</h1>\
                    <p>One <b>two</b>\n three<span class=\"visually-hidden\">unseen</span>.</p><h2>Part</h2><ul><li>An item<ul>\
                    <li>below it</li></ul></li></ul><section class=\"exhibit table-exhibit\" id=\"t\"><p class=\"exhibit-title\">\
                    <span class=\"exhibit-label\">Table 1</span>: Visits</p><table><tr><td>7</td></tr></table><p>A note.</p>\
                    </section><p class=\"imprint\">Version 0123456789ab</p><p><a href=\"../downloads/x.json\">Data</a></p></main>";
        let page = Page::read("b/c.html", html);
        let said: Vec<(&str, &str)> =
            page.texts.iter().map(|text| (text.section.as_str(), text.text.as_str())).collect();
        let expected = [
            ("", "One two three."),
            ("Part", "Part"),
            ("Part", "An item"),
            ("Part", "below it"),
            ("Part", "Visits"),
            ("Part", "A note."),
            ("Part", "Data"),
        ];
        assert_eq!(said, expected);
        assert_eq!((page.tab.as_str(), page.title.as_str(), page.frame.len()), ("T", "Title", 1));
        let exhibit = Exhibit { id: "t".into(), kind: "table", label: "Table 1".into(), title: "Visits".into() };
        assert_eq!(page.exhibits, [exhibit]);
        assert_eq!(page.data, ["downloads/x.json"]);
        assert_eq!(page.texts.iter().filter(|text| text.exhibit == "t").count(), 2);
    }

    #[test]
    fn digests_do_not_count() {
        assert_eq!(without_digests("assets/style-0123456789ab.css v 12"), "assets/style-.css v 12");
        assert!(!is_digest("0123456789AB") && !is_digest("0123456789abc"));
    }
}
