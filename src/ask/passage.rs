//! Prose as readers see it: stretches of text that are read as one, with what is bound in them.

use std::ops::Range;

use super::question::QuestionId;
use crate::diagnostic::Place;

/// The block of a heading: whatever follows it on its page stands below it.
pub(crate) const HEADING: &str = "a heading";

/// The block of everything in a page's markdown that is no heading.
pub(super) const TEXT: &str = "the text";

/// The block of a table that is typed in the text: each of its rows is a passage.
pub(crate) const TYPED_TABLE: &str = "a typed table";

/// A paragraph, heading, list item, caption or other text that is read as one.
#[derive(Clone, Debug, Default)]
pub(crate) struct Passage {
    /// Path of the page inside `content`.
    pub(crate) page: String,
    /// Where on the page, in words: "the text", "the summary", "table `county`".
    pub(crate) block: String,
    pub(crate) runs: Vec<Run>,
    /// The links in it: which runs are their texts, and their position among the page's links; none for one that leads out
    /// of the site.
    pub(crate) links: Vec<(Range<usize>, Option<usize>)>,
    /// How many pieces of the page stand before it.
    pub(crate) piece: usize,
    /// Whether it stands in YAML, where no link can.
    pub(crate) in_yaml: bool,
    /// Whether it is in a language of which only the digits are read.
    pub(crate) unread: bool,
}

/// A part of a passage, as its author wrote it.
#[derive(Clone, Debug)]
pub(crate) struct Run {
    pub(crate) text: String,
    /// The place of the text in its source; of a text in a block, that of the whole value.
    pub(crate) place: Place,
    pub(crate) kind: RunKind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum RunKind {
    Plain,
    /// A figure; the text is its expression.
    Figure(QuestionId),
    /// Words that a figure has to earn, by the claim's place in the list of all, if it could be read.
    Claim(Option<usize>),
    /// The number of an item in a list that does not begin with 1.
    Marker,
    /// Code is no prose.
    Code,
    /// The text of a link to somewhere else: whoever doubts it can look there.
    Cited,
    /// A reference to a note of the page; the text is the note's name.
    Note,
}

/// Collects the passages of a site while its pages are laid out.
#[derive(Debug, Default)]
pub(super) struct Passages {
    done: Vec<Passage>,
    open: Passage,
    /// How many pieces the page has so far.
    pieces: usize,
    /// Whether what follows is in a language of which only the digits are read.
    pub(super) unread: bool,
    /// Whether a link is open.
    pub(super) in_link: bool,
}

impl Passages {
    /// Whatever follows stands here.
    pub(super) fn enter(&mut self, page: &str, block: &str) {
        self.close();
        page.clone_into(&mut self.open.page);
        block.clone_into(&mut self.open.block);
        self.pieces = 0;
    }

    /// The same page, another block of it.
    pub(super) fn enter_block(&mut self, block: &str) {
        self.close();
        block.clone_into(&mut self.open.block);
    }

    /// What begins from here on stands behind so many pieces of the page.
    pub(super) fn at(&mut self, pieces: usize) {
        self.pieces = pieces;
    }

    /// A text that stands by itself in YAML, up to [`Passages::close`].
    pub(super) fn begin_in_yaml(&mut self) {
        self.close();
        self.open.in_yaml = true;
    }

    pub(super) fn push(&mut self, text: impl Into<String>, place: Place, kind: RunKind) {
        if self.open.runs.is_empty() {
            self.open.piece = self.pieces;
        }
        self.open.runs.push(Run { text: text.into(), place, kind });
    }

    /// A link begins; `internal` is its position among those to pages of the site.
    pub(super) fn begin_link(&mut self, internal: Option<usize>) {
        let at = self.open.runs.len();
        self.open.links.push((at..at, internal));
        self.in_link = true;
    }

    pub(super) fn end_link(&mut self) {
        self.in_link = false;
        let end = self.open.runs.len();
        if let Some((runs, _)) = self.open.links.last_mut() {
            runs.end = end;
        }
    }

    /// Ends a passage: what follows is read on its own.
    pub(super) fn close(&mut self) {
        let next = Passage { page: self.open.page.clone(), block: self.open.block.clone(), ..Passage::default() };
        let ended = std::mem::replace(&mut self.open, next);
        if ended.runs.iter().any(|run| !run.text.trim().is_empty()) {
            self.done.push(Passage { unread: self.unread, ..ended });
        }
    }

    /// Whether there is nothing yet but the number of a list's item.
    pub(super) fn is_only_marker(&self) -> bool {
        matches!(self.open.runs.as_slice(), [Run { kind: RunKind::Marker, .. }])
    }

    /// A text that stands by itself and holds no link, whatever is being read.
    pub(super) fn aside(&mut self, text: &str, place: Place) {
        let runs = vec![Run { text: text.to_owned(), place, kind: RunKind::Plain }];
        let (page, block) = (self.open.page.clone(), self.open.block.clone());
        let (unread, piece) = (self.unread, self.pieces);
        self.done.push(Passage { page, block, runs, in_yaml: true, piece, unread, ..Passage::default() });
    }

    pub(super) fn finish(mut self) -> Vec<Passage> {
        self.close();
        self.done
    }
}
