//! One page: its front matter and its body.

use std::sync::Arc;

use jiff::civil::Date;

use super::Asking;
use super::markdown::{self, Body};
use super::notes::Notes;
use super::rich::{self, Rich};
use crate::diagnostic::{Diagnostics, Source};
use crate::load::LoadedPage;
use crate::load::yaml::Node;
use crate::schema::period::iso_date;

/// A page, laid out.
#[derive(Debug)]
pub(crate) struct Page {
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
    pub(crate) body: Body,
}

/// A page's path inside `content`.
pub(super) fn path(page: &LoadedPage) -> String {
    page.source.name.trim_start_matches("content/").to_owned()
}

/// Lays a page out; nothing where its front matter cannot be used.
pub(super) fn lay_out(page: &LoadedPage, asking: &mut Asking<'_>) -> Option<Page> {
    let path = path(page);
    let usable = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "-_/".contains(c);
    if !path.strip_suffix(".md").is_some_and(|stem| stem.chars().all(usable)) || path == "404.md" {
        let place = crate::diagnostic::Place::File(page.source.name.clone());
        let hint = "use lower-case letters, digits and hyphens; `404.md` is made by Candour";
        asking.log.error("file-name", place, "a page's file name becomes its address", hint);
    }
    asking.section.clear();
    asking.notes = Notes::default();
    let head = head(path, page, asking);
    let mut body = markdown::read(&page.source, page.body.clone(), asking);
    body.prose = std::mem::take(&mut asking.prose).finish();
    Some(Page { body, ..head? })
}

/// A page without its body.
fn head(path: String, page: &LoadedPage, asking: &mut Asking<'_>) -> Option<Page> {
    let mut fields = page.front.root().fields(asking.log)?;
    let title = fields.required("title").and_then(|node| rich::of_node(&node, asking));
    let summary = fields.optional("summary").and_then(|node| rich::of_node(&node, asking));
    let menu = fields.optional("nav").and_then(|node| node.text(asking.log));
    let _drafts_were_dropped_on_loading = fields.optional("draft").and_then(|node| node.boolean(asking.log));
    let published = fields.optional("published").and_then(|node| date(&node, asking.log));
    let paper = fields.optional("paper").map(|node| paper(&node, asking.log)).unwrap_or_default();
    let contents = fields.optional("contents").and_then(|node| node.boolean(asking.log));
    fields.finish(asking.log);
    Some(Page {
        path,
        source: page.source.clone(),
        title: title?,
        summary,
        menu,
        published,
        paper,
        contents: contents.unwrap_or(false),
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

fn paper(node: &Node<'_>, log: &mut Diagnostics) -> Vec<(String, String)> {
    const KEYS: [(&str, &str); 7] = [
        ("committee", "Committee"),
        ("date", "Date of meeting"),
        ("report-by", "Report by"),
        ("lead-officer", "Lead officer"),
        ("wards", "Wards affected"),
        ("exempt-information", "Exempt information"),
        ("classification", "Classification"),
    ];
    let Some(mut fields) = node.fields(log) else { return Vec::new() };
    let mut head = Vec::new();
    for (key, label) in KEYS {
        if let Some(text) = fields.optional(key).and_then(|node| node.text(log)) {
            let text = iso_date(&text).map_or(text, crate::schema::period::long_date);
            head.push((label.to_owned(), text));
        }
    }
    fields.finish(log);
    head
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
