//! One page: its front matter and its body.

use std::sync::Arc;

use jiff::civil::Date;

use super::Asking;
use super::editions::Edition;
use super::languages;
use super::links::html_of;
use super::markdown::{self, Body};
use super::moved::{self, Former};
use super::notes::Notes;
use super::passage;
use super::rich::{self, Rich};
use super::sections;
use crate::config::Linked;
use crate::diagnostic::{Diagnostics, Place, Source};
use crate::load::LoadedPage;
use crate::load::yaml::Node;
use crate::schema::period::iso_date;

/// A page, laid out.
#[derive(Debug)]
pub(crate) struct Page {
    /// Its language, among those of the site.
    pub(crate) voice: usize,
    /// A draft, or under an embargo: in the preview alone.
    pub(crate) draft: bool,
    /// The page that it translates, as a path inside `content`.
    pub(crate) original: Option<String>,
    /// Path inside `content`: `topics/missing.md`.
    pub(crate) path: String,
    pub(crate) source: Arc<Source>,
    pub(crate) title: Rich,
    pub(crate) summary: Option<Rich>,
    /// The short name in a menu.
    pub(crate) menu: Option<String>,
    pub(crate) published: Option<Date>,
    /// The head of a committee paper: label and text.
    pub(crate) paper: Vec<(String, String)>,
    pub(crate) contents: bool,
    /// Whether its paragraphs are numbered, so that they can be cited.
    pub(crate) numbered: bool,
    pub(crate) edition: Edition,
    /// Where it was before it moved.
    pub(crate) moved_from: Vec<Former>,
    /// Whether the terms of the glossary are linked in it.
    pub(crate) links_terms: bool,
    /// The pages that list it.
    pub(crate) sections: Vec<Linked>,
    pub(crate) decisions: Vec<Decision>,
    pub(crate) body: Body,
}

/// Somebody's decision that words of a page may stand although a check doubts them.
#[derive(Clone, Debug)]
pub(crate) struct Decision {
    /// The words, as they stand on the page.
    pub(crate) text: String,
    /// Name or role of whoever answers for it.
    pub(crate) person: String,
    pub(crate) reason: String,
    /// The day of the decision, as `2026-01-31`.
    pub(crate) date: String,
    pub(crate) place: Place,
}

impl Page {
    /// The page that it is in whatever language: the one that it translates, or itself.
    pub(crate) fn of(&self) -> &str {
        self.original.as_deref().unwrap_or(&self.path)
    }
}

/// Where everything on the site can be found.
pub(crate) const FIND: &str = "find.html";

/// Pages that Candour makes of itself.
pub(super) const KEPT: [&str; 3] = ["404.html", FIND, "revisions.html"];

/// A page's path inside `content`.
pub(super) fn path(page: &LoadedPage) -> String {
    page.source.name.trim_start_matches("content/").to_owned()
}

/// Lays a page out; nothing where its front matter cannot be used.
pub(super) fn lay_out(page: &LoadedPage, asking: &mut Asking<'_>) -> Option<Page> {
    let path = path(page);
    let (_, original) = languages::of_path(&path, asking.voices);
    let usable = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "-_/".contains(c);
    let named = original.as_ref().unwrap_or(&path);
    if !named.strip_suffix(".md").is_some_and(|stem| stem.chars().all(usable))
        || KEPT.contains(&html_of(&path).as_str())
    {
        let place = Place::File(page.source.name.clone());
        let hint =
            "use lower-case letters, digits and hyphens; Candour makes `404.html`, `find.html` and `revisions.html`";
        asking.log.error("file-name", place, "a page's file name becomes its address", hint);
    }
    asking.section.clear();
    asking.notes = Notes::default();
    let head = head(path.clone(), page, asking);
    asking.passages.enter(&path, passage::TEXT);
    let numbered = head.as_ref().is_some_and(|head| head.numbered);
    let body = markdown::read(&page.source, page.body.clone(), numbered, asking);
    Some(Page { body, ..head? })
}

/// A page without its body.
fn head(path: String, page: &LoadedPage, asking: &mut Asking<'_>) -> Option<Page> {
    let mut fields = page.front.root().fields(asking.log)?;
    asking.passages.enter(&path, "the title");
    let title = fields.required("title").and_then(|node| rich::of_node(&node, asking));
    asking.passages.enter(&path, "the summary");
    let summary = fields.optional("summary").and_then(|node| rich::of_node(&node, asking));
    asking.passages.enter(&path, "the front matter");
    let menu = fields.optional("nav").and_then(|node| rich::plain_of_node(&node, asking));
    let _drafts_were_told_on_loading = fields.optional("draft");
    let _and_so_were_embargoes = fields.optional("embargo");
    let published = fields.optional("published").and_then(|node| date(&node, asking.log));
    let edition = Edition {
        name: fields.optional("edition").and_then(|node| Some((rich::plain_of_node(&node, asking)?, node.place()))),
        of: fields.optional("edition-of").and_then(|node| Some((node.text(asking.log)?, node.place()))),
    };
    let moved_from = fields.optional("moved-from").map(|node| moved::of_node(&node, asking.log)).unwrap_or_default();
    let links_terms = fields.optional("glossary").and_then(|node| node.boolean(asking.log));
    let sections = fields.optional("sections").map(|node| sections::of_node(&node, asking.log)).unwrap_or_default();
    let paper = fields.optional("paper").map(|node| paper(&node, asking)).unwrap_or_default();
    let decisions = fields.optional("decisions").map(|node| decisions(&node, asking.log)).unwrap_or_default();
    let numbered = fields.optional("numbered").and_then(|node| node.boolean(asking.log)).unwrap_or(!paper.is_empty());
    let contents = fields.optional("contents").and_then(|node| node.boolean(asking.log));
    fields.finish(asking.log);
    Some(Page {
        voice: asking.voice,
        draft: page.draft,
        original: languages::of_path(&path, asking.voices).1,
        path,
        source: page.source.clone(),
        title: title?,
        summary,
        menu,
        published,
        paper,
        contents: contents.unwrap_or(false),
        numbered,
        edition,
        moved_from,
        links_terms: links_terms.unwrap_or(true),
        sections,
        decisions,
        body: Body::default(),
    })
}

fn date(node: &Node<'_>, log: &mut Diagnostics) -> Option<Date> {
    let found = iso_date(&node.text(log)?);
    if found.is_none() {
        log.error("date", node.place(), "this is not a date", "write it like 2017-10-12");
    }
    found
}

fn decisions(node: &Node<'_>, log: &mut Diagnostics) -> Vec<Decision> {
    let one = |node: &Node<'_>, log: &mut Diagnostics| {
        let mut fields = node.fields(log)?;
        let words = fields.required("text");
        let place = words.as_ref().map(Node::place);
        let words = words.and_then(|node| node.text(log));
        let person = fields.required("person").and_then(|node| node.text(log));
        let reason = fields.required("reason").and_then(|node| node.text(log));
        let day = fields.required("date").and_then(|node| date(&node, log));
        fields.finish(log);
        Some(Decision { text: words?, person: person?, reason: reason?, date: day?.to_string(), place: place? })
    };
    node.items(log).iter().filter_map(|node| one(node, log)).collect()
}

fn paper(node: &Node<'_>, asking: &mut Asking<'_>) -> Vec<(String, String)> {
    const KEYS: [&str; 10] = [
        "committee",
        "date",
        "agenda-item",
        "purpose",
        "report-by",
        "lead-officer",
        "wards",
        "exempt-information",
        "classification",
        "contact",
    ];
    let Some(mut fields) = node.fields(asking.log) else { return Vec::new() };
    let mut head = Vec::new();
    for key in KEYS {
        let written = fields.optional(key);
        // "7" or "5.2" is where the paper stands on the agenda, and counts nothing.
        let item = written.as_ref().filter(|_| key == "agenda-item").and_then(|node| node.text(asking.log));
        let text = match item.filter(|text| is_item(text)) {
            Some(item) => Some(item),
            None => written.and_then(|node| rich::plain_of_node(&node, asking)),
        };
        if let Some(text) = text {
            let text = iso_date(&text).map_or(text, |day| asking.voice().strings.date(day));
            head.push((asking.say(&format!("paper-{key}"), &[]), text));
        }
    }
    fields.finish(asking.log);
    head
}

/// Whether a text is the number of an agenda's item and nothing else: `7`, `5.2`, `12(b)`.
fn is_item(text: &str) -> bool {
    text.len() <= 8
        && text.starts_with(|c: char| c.is_ascii_digit())
        && text.chars().all(|c| c.is_ascii_alphanumeric() || "().".contains(c))
        && text.chars().filter(char::is_ascii_alphabetic).count() <= 2
}

/// A block's `id`: what a link to it ends in, and part of its files' names.
pub(super) fn anchor(node: &Node<'_>, log: &mut Diagnostics) -> Option<String> {
    let text = node.text(log)?;
    let usable = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if text.starts_with(|c: char| c.is_ascii_lowercase()) && text.chars().all(usable) {
        return Some(text);
    }
    log.error("id", node.place(), "an `id` becomes part of an address", "use lower-case letters, digits and hyphens");
    None
}
