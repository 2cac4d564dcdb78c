//! Prose as readers see it: stretches of text that are read as one, with what is bound in them.

use super::question::QuestionId;
use crate::diagnostic::Place;

/// The block of a heading: whatever follows it on its page stands below it.
pub(crate) const HEADING: &str = "a heading";

/// The block of everything in a page's markdown that is no heading.
pub(super) const TEXT: &str = "the text";

/// A paragraph, heading, list item, caption or other text that is read as one.
#[derive(Clone, Debug)]
pub(crate) struct Passage {
    /// Path of the page inside `content`.
    pub(crate) page: String,
    /// Where on the page, in words: "the text", "the summary", "table `county`".
    pub(crate) block: String,
    pub(crate) runs: Vec<Run>,
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
    /// Words that a figure has to earn.
    Claim,
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
    page: String,
    block: String,
    runs: Vec<Run>,
}

impl Passages {
    /// Whatever follows stands here.
    pub(super) fn enter(&mut self, page: &str, block: &str) {
        self.close();
        page.clone_into(&mut self.page);
        block.clone_into(&mut self.block);
    }

    /// The same page, another block of it.
    pub(super) fn enter_block(&mut self, block: &str) {
        self.close();
        block.clone_into(&mut self.block);
    }

    pub(super) fn push(&mut self, text: impl Into<String>, place: Place, kind: RunKind) {
        self.runs.push(Run { text: text.into(), place, kind });
    }

    /// Ends a passage: what follows is read on its own.
    pub(super) fn close(&mut self) {
        let runs = std::mem::take(&mut self.runs);
        if runs.iter().any(|run| !run.text.trim().is_empty()) {
            self.done.push(Passage { page: self.page.clone(), block: self.block.clone(), runs });
        }
    }

    /// Whether there is nothing yet but the number of a list's item.
    pub(super) fn is_only_marker(&self) -> bool {
        matches!(self.runs.as_slice(), [Run { kind: RunKind::Marker, .. }])
    }

    /// A text that stands by itself, whatever is being read.
    pub(super) fn aside(&mut self, text: &str, place: Place) {
        let runs = vec![Run { text: text.to_owned(), place, kind: RunKind::Plain }];
        self.done.push(Passage { page: self.page.clone(), block: self.block.clone(), runs });
    }

    pub(super) fn finish(mut self) -> Vec<Passage> {
        self.close();
        self.done
    }
}
