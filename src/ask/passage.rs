//! Prose as readers see it: stretches of text that are read as one, with what is bound in them.

use super::question::QuestionId;
use crate::diagnostic::Place;

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
    /// Code is no prose.
    Code,
    /// The text of a link to somewhere else: whoever doubts it can look there.
    Cited,
    /// A reference to a note of the page; the text is the note's name.
    Note,
}
