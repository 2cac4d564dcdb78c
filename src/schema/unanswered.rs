//! What a drafted description leaves to its author: a source that nobody has stated, questions that nobody has answered. A draft
//! loads with both; a site is not published without the one, and not without a word about the other.

use crate::diagnostic::{Diagnostics, Place};
use crate::load::LoadedDataset;

/// What a draft writes in the place of a source that it cannot know.
pub(crate) const NO_SOURCE: &str = "Not stated yet";
/// How a draft begins a comment that asks its author something.
pub(crate) const QUESTION: &str = "# Question: ";

pub(super) fn check(loaded: &LoadedDataset, log: &mut Diagnostics) {
    let source = loaded.description.root().get("source");
    if let Some(source) = source.filter(|source| source.scalar() == Some(NO_SOURCE)) {
        let message = "the source of this dataset is still to be stated";
        let hint = "say who recorded the figures, as readers should see it: `source: Example Council, case records`";
        log.error("no-source", source.place(), message, hint);
    }
    let open = questions(&loaded.source.text);
    if let Some(first) = open.first() {
        let questions = if open.len() == 1 { "question is" } else { "questions are" };
        let message = format!("{} {questions} not answered yet in this description", open.len());
        let hint = "answer each by correcting what stands below it, then take its comment out";
        log.warning("open-question", Place::Text(loaded.source.clone(), first.clone()), message, hint);
    }
}

/// Where the questions of a description stand.
fn questions(text: &str) -> Vec<std::ops::Range<usize>> {
    let mut at = 0;
    let mut found = Vec::new();
    for line in text.split('\n') {
        let comment = line.trim();
        if comment.starts_with(QUESTION.trim_end()) {
            let start = at + line.len() - line.trim_start().len();
            found.push(start..start + comment.len());
        }
        at += line.len() + 1;
    }
    found
}
