//! Texts with figures in them: `{{ … }}` holds one expression, and nothing else is special.

use std::ops::Range;
use std::sync::Arc;

use super::Asking;
use super::passage::RunKind;
use super::question::QuestionId;
use crate::diagnostic::{Place, Source};
use crate::load::yaml::Node;

/// A text in which figures stand.
pub(crate) type Rich = Vec<Segment>;

#[derive(Clone, Debug)]
pub(crate) enum Segment {
    Text(String),
    Figure(QuestionId),
    /// Words that figures have to earn; readers see a text.
    Claim(String),
    /// A reference to a note of the page, by its number.
    Note(usize),
}

/// Something in a text that is no text: `{{ … }}`, `[words]{{ … }}`, `[^name]`.
#[derive(Clone, Debug)]
pub(super) struct Braced {
    pub(super) span: Range<usize>,
    pub(super) expression: String,
    pub(super) kind: BracedKind,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum BracedKind {
    Figure,
    /// These words claim something of the figure.
    Claim(String),
    /// The expression is the name of a note.
    Note,
}

/// Every `{{ … }}` and every `[^name]` of a text, in order. `\{{`, and a `{{` that is never closed, are plain text.
pub(super) fn braced(text: &str) -> Vec<Braced> {
    let (mut found, mut at) = (Vec::new(), 0);
    while let Some(open) = text[at..].find("{{").map(|open| at + open) {
        if text[..open].ends_with('\\') {
            at = open + 2;
            continue;
        }
        let inside = open + 2;
        let paragraph_end = text[inside..].find("\n\n").map_or(text.len(), |end| inside + end);
        let paragraph = &text[inside..paragraph_end];
        let next = paragraph.find("{{").unwrap_or(paragraph.len());
        match paragraph.find("}}").filter(|close| *close < next) {
            Some(length) => {
                let close = inside + length;
                let words = claimed(&text[at..open]);
                let start = words.as_ref().map_or(open, |(_, length)| open - length);
                let expression = text[inside..close].trim().to_owned();
                let kind = words.map_or(BracedKind::Figure, |(words, _)| BracedKind::Claim(words));
                found.push(Braced { span: start..close + 2, expression, kind });
                at = close + 2;
            }
            None => at = inside,
        }
    }
    let outside = |note: &Braced| !found.iter().any(|figure| figure.span.contains(&note.span.start));
    let notes: Vec<Braced> = super::notes::references(text).into_iter().filter(outside).collect();
    found.extend(notes);
    found.sort_by_key(|braced| braced.span.start);
    found
}

/// The words in brackets right at the end of a text, and how long they are with their brackets. A bracket that begins a note,
/// or that a `\\` precedes, holds no claim; one that nothing opens holds no words.
fn claimed(before: &str) -> Option<(String, usize)> {
    let inner = before.strip_suffix(']').filter(|inner| !inner.ends_with('\\'))?;
    let paragraph = inner.rfind("\n\n").map_or(0, |at| at + 2);
    let mut depth = 1;
    for (at, sign) in inner[paragraph..].char_indices().rev().map(|(at, sign)| (paragraph + at, sign)) {
        match sign {
            ']' => depth += 1,
            '[' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            let words = &inner[at + 1..];
            let plain = !words.starts_with('^') && !inner[..at].ends_with('\\');
            return plain.then(|| (words.to_owned(), words.len() + 2));
        }
    }
    Some((String::new(), 1))
}

/// The text of a YAML value, its figures asked for.
pub(super) fn of_node(node: &Node<'_>, asking: &mut Asking<'_>) -> Option<Rich> {
    let text = node.text(asking.log)?;
    let place = node.place();
    let mut rich = Vec::new();
    let mut at = 0;
    asking.passages.begin_in_yaml();
    for braced in braced(&text) {
        push_text(&mut rich, &text[at..braced.span.start], &place, asking);
        at = braced.span.end;
        rich.extend(asking.segment(&braced, place.clone()));
    }
    push_text(&mut rich, &text[at..], &place, asking);
    asking.passages.close();
    Some(rich)
}

/// The text of a YAML value in which no figure can stand.
pub(super) fn plain_of_node(node: &Node<'_>, asking: &mut Asking<'_>) -> Option<String> {
    let text = node.text(asking.log)?;
    if text.contains("{{") {
        let hint = "write it without, or put the figure into the title, the summary, a headline or the text";
        asking.log.error("figure", node.place(), "no figure can stand here", hint);
    }
    asking.passages.aside(&text, node.place());
    Some(text)
}

fn push_text(rich: &mut Rich, text: &str, place: &Place, asking: &mut Asking<'_>) {
    super::report_signs(text, asking.log, |_| place.clone());
    if !text.is_empty() {
        asking.passages.push(text, place.clone(), RunKind::Plain);
        rich.push(Segment::Text(text.replace("\\{{", "{{")));
    }
}

/// A plain text as a rich one.
pub(crate) fn plain(text: impl Into<String>) -> Rich {
    vec![Segment::Text(text.into())]
}

/// The words of a rich text without its figures.
pub(crate) fn words(rich: &[Segment]) -> String {
    let texts = rich.iter().filter_map(|segment| match segment {
        Segment::Text(text) | Segment::Claim(text) => Some(text.as_str()),
        Segment::Figure(_) | Segment::Note(_) => None,
    });
    texts.collect()
}

/// The place of a span of a source.
pub(super) fn place(source: &Arc<Source>, span: Range<usize>) -> Place {
    Place::Text(source.clone(), span)
}
