//! The words of a page as running text, paragraph by paragraph, with their places: what checks on words look at.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::diagnostic::Place;

/// Stands where a figure or code stands: no part of a word.
pub(crate) const GAP: char = '\u{fffc}';

/// A paragraph, a heading, or a text of a block.
#[derive(Debug, Default)]
pub(crate) struct Prose {
    pub(crate) text: String,
    /// Where each part begins in the text, and in the author's file.
    parts: Vec<(usize, Place)>,
    /// The links in it, with their position among the page's links; none for one that leads out of the site.
    pub(crate) links: Vec<(Range<usize>, Option<usize>)>,
    /// How many pieces of the page stand before it.
    pub(crate) piece: usize,
    /// Whether it stands in YAML, where no link can.
    pub(crate) in_yaml: bool,
}

impl Prose {
    /// Where a part of the text is written; of several lines the first.
    pub(crate) fn place(&self, range: &Range<usize>) -> Option<Place> {
        let (start, place) = self.parts.iter().rev().find(|(start, _)| *start <= range.start)?;
        let end = self.parts.iter().map(|(next, _)| *next).find(|next| next > start).unwrap_or(self.text.len());
        let Place::Text(source, span) = place else { return Some(place.clone()) };
        let part = self.text[*start..end].trim_end();
        // Where the text is not as it was written, its whole is the place.
        let Some(at) = source.text[span.clone()].find(part) else { return Some(place.clone()) };
        let at = span.start + at;
        let end = part.len().min(range.end - start);
        Some(Place::Text(source.clone(), at + (range.start - start)..at + end))
    }
}

/// Gathers the words of a page while it is read.
#[derive(Debug, Default)]
pub(super) struct Gathered {
    done: Vec<Prose>,
    open: Prose,
    /// Whether a link is open.
    pub(super) in_link: bool,
}

impl Gathered {
    /// Ends a paragraph and begins another.
    pub(super) fn begin(&mut self, piece: usize) {
        let ended = std::mem::replace(&mut self.open, Prose { piece, ..Prose::default() });
        if !ended.text.trim().is_empty() {
            self.done.push(ended);
        }
    }

    /// A text that stands by itself in YAML; it begins and ends with [`Gathered::begin`].
    pub(super) fn begin_in_yaml(&mut self) {
        self.begin(self.open.piece);
        self.open.in_yaml = true;
    }

    pub(super) fn text(&mut self, text: &str, place: Place) {
        if !text.is_empty() {
            self.open.parts.push((self.open.text.len(), place));
            self.open.text.push_str(text);
        }
    }

    /// A figure, or code.
    pub(super) fn gap(&mut self) {
        self.open.text.push(GAP);
    }

    /// What markdown says between the texts.
    pub(super) fn follow(&mut self, event: &Event<'_>, piece: usize) {
        match event {
            Event::SoftBreak | Event::HardBreak => self.open.text.push(' '),
            Event::Code(_) => self.gap(),
            Event::End(TagEnd::Link) => {
                self.in_link = false;
                let end = self.open.text.len();
                if let Some((range, _)) = self.open.links.last_mut() {
                    range.end = end;
                }
            }
            Event::Start(Tag::Emphasis | Tag::Strong | Tag::Link { .. })
            | Event::End(TagEnd::Emphasis | TagEnd::Strong) => {}
            Event::Start(_) | Event::End(_) | Event::Rule => self.begin(piece),
            _ => {}
        }
    }

    /// A link begins; `internal` is its position among those to pages of the site.
    pub(super) fn link(&mut self, internal: Option<usize>) {
        let at = self.open.text.len();
        self.open.links.push((at..at, internal));
        self.in_link = true;
    }

    /// Everything gathered.
    pub(super) fn finish(mut self) -> Vec<Prose> {
        self.begin(0);
        self.done
    }
}
