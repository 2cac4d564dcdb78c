//! A passage as running text with its places: what checks on names, marks and references look at.

use std::ops::Range;

use super::passage::{Passage, RunKind};
use crate::diagnostic::Place;

/// Stands where a figure or code stands: no part of a word.
pub(crate) const GAP: char = '\u{fffc}';

/// The text of a passage.
#[derive(Debug)]
pub(super) struct Prose<'a> {
    pub(super) passage: &'a Passage,
    pub(super) text: String,
    /// Where each part begins in the text, and in the author's file.
    parts: Vec<(usize, &'a Place)>,
    /// The links in it, with their position among the page's links; none for one that leads out of the site.
    pub(super) links: Vec<(Range<usize>, Option<usize>)>,
}

impl<'a> Prose<'a> {
    pub(super) fn of(passage: &'a Passage) -> Self {
        let (mut text, mut parts, mut starts) = (String::new(), Vec::new(), Vec::new());
        for run in &passage.runs {
            starts.push(text.len());
            match run.kind {
                RunKind::Plain | RunKind::Cited => {
                    parts.push((text.len(), &run.place));
                    text.push_str(&run.text);
                }
                RunKind::Figure(_) | RunKind::Claim(_) | RunKind::Code => text.push(GAP),
                RunKind::Marker | RunKind::Note => {}
            }
        }
        starts.push(text.len());
        let at = |run: usize| starts.get(run).copied().unwrap_or(text.len());
        let links = passage.links.iter().map(|(runs, internal)| (at(runs.start)..at(runs.end), *internal)).collect();
        Self { passage, text, parts, links }
    }

    /// Where a part of the text is written; of several lines the first.
    pub(crate) fn place(&self, range: &Range<usize>) -> Option<Place> {
        let (start, place) = self.parts.iter().rev().find(|(start, _)| *start <= range.start)?;
        let end = self.parts.iter().map(|(next, _)| *next).find(|next| next > start).unwrap_or(self.text.len());
        let Place::Text(source, span) = *place else { return Some((*place).clone()) };
        let part = self.text[*start..end].trim_end();
        // Where the text is not as it was written, its whole is the place.
        let Some(at) = source.text[span.clone()].find(part) else { return Some((*place).clone()) };
        let at = span.start + at;
        let end = part.len().min(range.end - start);
        Some(Place::Text(source.clone(), at + (range.start - start)..at + end))
    }
}
