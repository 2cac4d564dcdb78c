//! A `key-figures` block: the few numbers that a page opens with.

use super::Asking;
use super::line::{self, Line};
use super::question::QuestionId;
use super::rich::{self, Rich, Segment};
use crate::load::yaml::{Document, Node};

/// One key figure.
#[derive(Debug)]
pub(crate) struct KeyFigure {
    pub(crate) figure: QuestionId,
    pub(crate) label: Rich,
    /// What it did, with references to what has to be said of periods compared.
    pub(crate) change: Option<Rich>,
    /// The figure over time, drawn small.
    pub(crate) line: Option<Line>,
}

/// Reads the list of key figures.
pub(super) fn lay_out(document: &Document, asking: &mut Asking<'_>) -> Vec<KeyFigure> {
    of_node(&document.root(), asking)
}

/// The key figures of a list.
pub(super) fn of_node(list: &Node<'_>, asking: &mut Asking<'_>) -> Vec<KeyFigure> {
    let nodes = list.items(asking.log);
    let mut list = Vec::new();
    for node in nodes {
        let Some(mut fields) = node.fields(asking.log) else { continue };
        let expression = |node: Option<Node<'_>>, asking: &mut Asking<'_>| {
            let node = node?;
            let text = node.text(asking.log)?;
            asking.figure(&text, node.place())
        };
        let figure_node = fields.required("figure");
        let figure = expression(figure_node, asking);
        let said = mentioned(asking);
        let label = fields.required("label").and_then(|node| rich::of_node(&node, asking));
        let label = label.map(|label| [label, said].concat());
        let change = fields.optional("change");
        let change = expression(change, asking);
        let change = change.map(|change| [vec![Segment::Figure(change)], mentioned(asking)].concat());
        let line = fields.optional("line").and_then(|node| line::of_node(&node, asking));
        fields.finish(asking.log);
        if let (Some(figure), Some(label)) = (figure, label) {
            list.push(KeyFigure { figure, label, change, line });
        }
    }
    list
}

/// References to the notes that the latest figure needs.
fn mentioned(asking: &mut Asking<'_>) -> Rich {
    asking.notes.mention().into_iter().map(Segment::Note).collect()
}
