//! Pages at the old addresses of pages that moved: they send a reader on, and say where to.

use minijinja::context;

use super::figure;
use super::href::{relative, value};
use super::page::Frame;
use crate::ask::html_of;
use crate::diagnostic::Diagnostics;

/// An old address, where it leads, and what stands there.
#[derive(Debug)]
pub(crate) struct Moved {
    pub(crate) from: String,
    pub(crate) to: String,
    pub(crate) html: String,
}

/// Every old address of the site's pages, in order.
pub(super) fn all(frame: &Frame<'_>, log: &mut Diagnostics) -> Vec<Moved> {
    let mut moved = Vec::new();
    for page in &frame.protected.pages {
        for former in &page.moved_from {
            let (from, to) = (former.path.clone(), html_of(&page.path));
            let name = figure::plain(frame.protected, &page.title);
            let title = frame.strings(0).say("moved", &[]);
            let target = context! { href => value(&relative(&from, &to)), title => name };
            let context = context! { moved => target, ..frame.bare(&from, &title) };
            let html = frame.templates.render("moved.html", frame.strings(0), context, log);
            moved.extend(html.map(|html| Moved { from, to, html }));
        }
    }
    moved.sort_by(|one, other| one.from.cmp(&other.from));
    moved
}
