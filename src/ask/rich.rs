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
}

/// `{{ … }}` in a text: its span with the braces, and the expression.
#[derive(Clone, Debug)]
pub(super) struct Braced {
    pub(super) span: Range<usize>,
    pub(super) expression: String,
}

/// Every `{{ … }}` of a text, in order. `\{{`, and a `{{` that is never closed, are plain text.
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
                found.push(Braced { span: open..close + 2, expression: text[inside..close].trim().to_owned() });
                at = close + 2;
            }
            None => at = inside,
        }
    }
    found
}

/// The text of a YAML value, its figures asked for.
pub(super) fn of_node(node: &Node<'_>, asking: &mut Asking<'_>) -> Option<Rich> {
    let text = node.text(asking.log)?;
    let place = node.place();
    let mut rich = Vec::new();
    let mut at = 0;
    for Braced { span, expression } in braced(&text) {
        push_text(&mut rich, &text[at..span.start], &place, asking);
        at = span.end;
        if let Some(question) = asking.figure(&expression, place.clone()) {
            asking.passages.push(expression, place.clone(), RunKind::Figure(question));
            rich.push(Segment::Figure(question));
        }
    }
    push_text(&mut rich, &text[at..], &place, asking);
    asking.passages.close();
    Some(rich)
}

/// The text of a YAML value without figures, as readers see it.
pub(super) fn words_of_node(node: &Node<'_>, asking: &mut Asking<'_>) -> Option<String> {
    let text = node.text(asking.log)?;
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

/// The words of a rich text without its figures, for a heading's anchor.
pub(super) fn words(rich: &[Segment]) -> String {
    let texts = rich.iter().filter_map(|segment| match segment {
        Segment::Text(text) => Some(text.as_str()),
        Segment::Figure(_) => None,
    });
    texts.collect()
}

/// The place of a span of a source.
pub(super) fn place(source: &Arc<Source>, span: Range<usize>) -> Place {
    Place::Text(source.clone(), span)
}
