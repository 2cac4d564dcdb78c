//! A page: front matter between two `---` lines, then markdown.

use std::ops::Range;
use std::sync::Arc;

use jiff::civil::DateTime;

use super::moment;
use super::yaml::Document;
use crate::diagnostic::{Diagnostics, Place, Source};

/// A page.
#[derive(Debug)]
pub(crate) struct LoadedPage {
    pub(crate) source: Arc<Source>,
    pub(crate) front: Document,
    /// The bytes of the markdown after the front matter.
    pub(crate) body: Range<usize>,
    /// A draft, or under an embargo: read for the preview alone.
    pub(crate) draft: bool,
}

/// What a page's file turned out to be.
pub(super) enum Split {
    Page(LoadedPage),
    /// Told already.
    Unusable,
}

/// Splits a page into its front matter and its body.
pub(super) fn split(source: Arc<Source>, at: Option<DateTime>, log: &mut Diagnostics) -> Split {
    let Some((front, body)) = parts(&source, log) else { return Split::Unusable };
    let Some(front) = Document::parse(&source, front, log) else { return Split::Unusable };
    match (is_draft(&front, log), is_embargoed(&front, at, log)) {
        (Some(draft), Some(embargoed)) => Split::Page(LoadedPage { source, front, body, draft: draft || embargoed }),
        _ => Split::Unusable,
    }
}

fn is_draft(front: &Document, log: &mut Diagnostics) -> Option<bool> {
    front.root().get("draft").map_or(Some(false), |node| node.boolean(log))
}

/// Whether a page may not be seen yet, at a moment or as long as nobody knows the moment.
fn is_embargoed(front: &Document, at: Option<DateTime>, log: &mut Diagnostics) -> Option<bool> {
    let Some(node) = front.root().get("embargo") else { return Some(false) };
    let Some(until) = moment(&node.text(log)?) else {
        log.error("embargo", node.place(), "this is no day and time", "write it like 2017-10-12T09:30");
        return None;
    };
    Some(at.is_none_or(|at| at < until))
}

/// The bytes of the front matter and of the body.
fn parts(source: &Arc<Source>, log: &mut Diagnostics) -> Option<(Range<usize>, Range<usize>)> {
    let text = &source.text;
    let first = text.split_inclusive('\n').next().unwrap_or_default();
    if first.trim_end() != "---" {
        log.error(
            "no-front-matter",
            Place::Text(source.clone(), 0..first.trim_end().len()),
            "a page begins with front matter, and this one does not",
            "put `---`, `title: …` and `---` at the top, each on a line of its own",
        );
        return None;
    }
    let start = first.len();
    let Some((end, body)) = closing_line(text, start) else {
        log.error(
            "unclosed-front-matter",
            Place::Text(source.clone(), 0..3),
            "the front matter that begins here is never closed",
            "put a line with only `---` after its last key",
        );
        return None;
    };
    Some((start..end, body..text.len()))
}

/// Where the front matter ends and where the body begins.
fn closing_line(text: &str, start: usize) -> Option<(usize, usize)> {
    let mut at = start;
    for line in text[start..].split_inclusive('\n') {
        if line.trim_end() == "---" {
            return Some((at, at + line.len()));
        }
        at += line.len();
    }
    None
}
