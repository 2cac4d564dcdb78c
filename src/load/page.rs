//! A page: front matter between two `---` lines, then markdown.

use std::ops::Range;
use std::sync::Arc;

use super::yaml::Document;
use crate::diagnostic::{Diagnostics, Place, Source};

/// A page that is not a draft.
#[derive(Debug)]
pub(crate) struct LoadedPage {
    pub(crate) source: Arc<Source>,
    pub(crate) front: Document,
    /// The bytes of the markdown after the front matter.
    pub(crate) body: Range<usize>,
}

/// Splits a page; nothing where it is a draft or has no usable front matter.
pub(super) fn split(source: Arc<Source>, log: &mut Diagnostics) -> Option<LoadedPage> {
    let text = &source.text;
    let Some(rest) = text.strip_prefix("---\n") else {
        log.error(
            "no-front-matter",
            Place::Text(source.clone(), 0..text.find('\n').unwrap_or(text.len())),
            "a page begins with front matter, and this one does not",
            "put `---`, `title: …` and `---` at the top, each on a line of its own",
        );
        return None;
    };
    let start = text.len() - rest.len();
    let Some((end, body)) = closing_line(text, start) else {
        log.error(
            "unclosed-front-matter",
            Place::Text(source.clone(), 0..3),
            "the front matter that begins here is never closed",
            "put a line with only `---` after its last key",
        );
        return None;
    };
    let front = Document::parse(&source, start..end, log)?;
    let draft = front.root().value().get("draft").is_some_and(|value| value.as_bool() != Some(false));
    let length = text.len();
    (!draft).then_some(LoadedPage { source, front, body: body..length })
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
