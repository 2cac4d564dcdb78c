//! Sections: a page that lists other pages, by topic or by committee. Which sections a page belongs to is said in its own front
//! matter, so a page under an embargo is in none until its time comes.

use std::cmp::Reverse;

use super::{Asking, Page, Piece};
use crate::config::Linked;
use crate::diagnostic::{Diagnostics, did_you_mean};
use crate::load::AbsentPages;
use crate::load::yaml::{Document, Node};

/// A `pages` block: the pages of a section.
#[derive(Debug)]
pub(crate) struct Listing {
    /// The section's page inside `content`, if it is not the page of the block.
    section: Option<Linked>,
    order: Order,
    /// Pages that stand before all others.
    first: Vec<Linked>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Order {
    /// By the day of publication, the latest first; then those without one.
    Newest,
    Oldest,
    Title,
}

const ORDERS: [(&str, Order); 3] = [("newest", Order::Newest), ("oldest", Order::Oldest), ("title", Order::Title)];

/// Reads the block; nothing where it cannot be used.
pub(super) fn lay_out(document: &Document, asking: &mut Asking<'_>) -> Option<Listing> {
    if document.is_empty() {
        return Some(Listing { section: None, order: Order::Newest, first: Vec::new() });
    }
    let mut fields = document.root().fields(asking.log)?;
    let section = fields.optional("section").and_then(|node| linked(&node, asking.log));
    let order = fields.optional("order").map_or(Some(Order::Newest), |node| order(&node, asking.log));
    let first = fields.optional("first").map(|node| of_node(&node, asking.log)).unwrap_or_default();
    fields.finish(asking.log);
    Some(Listing { section, order: order?, first })
}

/// The pages that a key names, one or several.
pub(super) fn of_node(node: &Node<'_>, log: &mut Diagnostics) -> Vec<Linked> {
    node.one_or_more(log).iter().filter_map(|node| linked(node, log)).collect()
}

pub(super) fn linked(node: &Node<'_>, log: &mut Diagnostics) -> Option<Linked> {
    Some(Linked { page: node.text(log)?, place: node.place() })
}

fn order(node: &Node<'_>, log: &mut Diagnostics) -> Option<Order> {
    let text = node.text(log)?;
    let found = ORDERS.iter().find(|(name, _)| *name == text).map(|(_, order)| *order);
    if found.is_none() {
        let hint = did_you_mean(&text, ORDERS.iter().map(|(name, _)| *name));
        log.error("order", node.place(), format!("pages cannot stand in the order `{text}`"), hint);
    }
    found
}

impl Listing {
    /// The section whose pages it lists, on the page `here`.
    fn section<'a>(&'a self, here: &'a Page) -> &'a str {
        self.section.as_ref().map_or(&here.path, |section| &section.page)
    }

    /// The pages of its section, in its order; `title` says how a page is called.
    pub(crate) fn pages<'a>(&self, here: &Page, pages: &'a [Page], title: impl Fn(&Page) -> String) -> Vec<&'a Page> {
        let section = self.section(here);
        let mut members: Vec<&Page> = pages.iter().filter(|page| page.is_in(section)).collect();
        members.sort_by_cached_key(|page| title(page).to_lowercase());
        match self.order {
            Order::Title => {}
            Order::Newest => members.sort_by_key(|page| Reverse(page.published)),
            Order::Oldest => members.sort_by_key(|page| (page.published.is_none(), page.published)),
        }
        let place = |page: &&Page| self.first.iter().position(|first| first.page == page.path);
        members.sort_by_key(|page| place(page).unwrap_or(self.first.len()));
        members
    }
}

impl Page {
    fn is_in(&self, section: &str) -> bool {
        self.sections.iter().any(|linked| linked.page == section)
    }

    /// Whether it lists the pages of its own section.
    fn is_section(&self) -> bool {
        self.listings().any(|listing| listing.section.is_none())
    }

    fn listings(&self) -> impl Iterator<Item = &Listing> {
        self.body.pieces.iter().filter_map(|piece| match piece {
            Piece::Listing(listing) => Some(listing.as_ref()),
            _ => None,
        })
    }
}

/// The sections of a page that are published, as it names them.
pub(crate) fn sections_of<'a>(page: &Page, pages: &'a [Page]) -> Vec<&'a Page> {
    page.sections.iter().filter_map(|linked| pages.iter().find(|other| other.path == linked.page)).collect()
}

/// Reports every section that is none, and every page that stands first and is in no such section. What is a draft or under an
/// embargo may be named: it joins when its time comes.
pub(super) fn check(pages: &[Page], absent: &AbsentPages, log: &mut Diagnostics) {
    let is_absent = |path: &str| absent.broken.contains(path) || absent.drafts.contains(path);
    let find = |path: &str| pages.iter().find(|page| page.path == path);
    let sections = || pages.iter().filter(|page| page.is_section()).map(|page| page.path.as_str());
    let named = |linked: &Linked, log: &mut Diagnostics| match find(&linked.page) {
        None if is_absent(&linked.page) => {}
        None => {
            let message = format!("there is no page `{}` in `content` that is a section", linked.page);
            log.error("no-page", linked.place.clone(), message, did_you_mean(&linked.page, sections()));
        }
        Some(section) if !section.is_section() && !section.body.incomplete => {
            let message = format!("`{}` is no section: it does not list its pages", linked.page);
            log.error("section", linked.place.clone(), message, "put a block `pages` into it");
        }
        Some(_) => {}
    };
    for page in pages {
        for linked in &page.sections {
            if linked.page == page.path {
                let hint = "take it out: a section lists the pages that name it";
                log.error("section", linked.place.clone(), "this page cannot be in a section that it is itself", hint);
            } else {
                named(linked, log);
            }
        }
        for listing in page.listings() {
            if let Some(section) = &listing.section {
                named(section, log);
            }
            let section = listing.section(page);
            let members = || pages.iter().filter(|page| page.is_in(section)).map(|page| page.path.as_str());
            for first in listing.first.iter().filter(|first| !is_absent(&first.page)) {
                if !members().any(|member| member == first.page) {
                    let message = format!("no page `{}` is in this section", first.page);
                    log.error("section", first.place.clone(), message, did_you_mean(&first.page, members()));
                }
            }
        }
    }
}
