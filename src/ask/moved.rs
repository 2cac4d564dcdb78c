//! Addresses that a page had before it moved. What leads there still arrives.

use super::Page;
use super::links::html_of;
use super::page::KEPT;
use crate::diagnostic::{Diagnostics, Place};
use crate::load::yaml::Node;

/// An address inside the site at which a page was.
#[derive(Debug)]
pub(crate) struct Former {
    /// Path in the site: `old/visits.html`.
    pub(crate) path: String,
    place: Place,
}

/// The addresses that a page's front matter names, one or several.
pub(super) fn of_node(node: &Node<'_>, log: &mut Diagnostics) -> Vec<Former> {
    node.one_or_more(log).iter().filter_map(|node| former(node, log)).collect()
}

fn former(node: &Node<'_>, log: &mut Diagnostics) -> Option<Former> {
    let text = node.text(log)?;
    let path = if text.ends_with('/') { format!("{text}index.html") } else { text };
    let usable = |c: char| c.is_ascii_alphanumeric() || "-_.".contains(c);
    let is_plain = |part: &str| !part.starts_with('.') && !part.is_empty() && part.chars().all(usable);
    if path.ends_with(".html") && path.split('/').all(is_plain) {
        return Some(Former { path, place: node.place() });
    }
    let hint = match path.strip_suffix(".md") {
        Some(stem) => format!("write the address that readers know: `{stem}.html`"),
        None => "write the rest of the address after the site's own, like `old/page.html` or `old/`".to_owned(),
    };
    log.error("moved-from", node.place(), "no page can have been at this address", hint);
    None
}

/// Reports every old address at which something else is.
pub(super) fn check(pages: &[Page], log: &mut Diagnostics) {
    let mut known: Vec<(&str, &str)> = Vec::new();
    for page in pages {
        for Former { path, place } in &page.moved_from {
            let other = pages.iter().find(|other| html_of(&other.path).eq_ignore_ascii_case(path));
            let twice = known.iter().find(|(other, _)| other.eq_ignore_ascii_case(path));
            let (message, hint) = match (other, twice) {
                (Some(other), _) if other.path == page.path => {
                    (format!("`{path}` is where this page is"), "name where it was before")
                }
                (Some(other), _) => {
                    (format!("`{}` is at `{path}`", other.path), "take the address out: readers find that page there")
                }
                (None, Some((_, first))) => (
                    format!("`{first}` was at `{path}` too"),
                    "an address can lead to one page only: keep one of the two",
                ),
                (None, None) if KEPT.contains(&path.as_str()) => {
                    (format!("Candour makes `{path}` itself"), "take the address out")
                }
                (None, None) => {
                    known.push((path, &page.path));
                    continue;
                }
            };
            log.error("moved-from", place.clone(), message, hint);
        }
    }
}
