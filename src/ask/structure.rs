//! A `structure` block: who reports to whom. It is words alone, so nothing is asked but the figures in them.

use super::Asking;
use super::rich::{self, Rich};
use super::table;
use crate::diagnostic::{Diagnostics, did_you_mean};
use crate::load::yaml::{Document, Node};

/// More levels than this cannot be told apart by their shape.
const MOST_LEVELS: usize = 4;
/// Deeper boxes would be too narrow to read on a telephone.
const DEEPEST: usize = 6;
/// A larger diagram fits on no sheet of paper.
const MOST_BOXES: usize = 60;

/// A structure diagram, laid out.
#[derive(Debug)]
pub(crate) struct Structure {
    pub(crate) id: String,
    /// Its number among the figures of the page, from 1.
    pub(crate) number: usize,
    pub(crate) headline: Rich,
    pub(crate) subtitle: Option<Rich>,
    /// What the levels are called, from the top.
    pub(crate) levels: Vec<String>,
    pub(crate) tree: Vec<Body>,
    pub(crate) notes: Vec<Rich>,
    pub(crate) source: Option<Rich>,
}

/// One box of a diagram, with those below it.
#[derive(Debug)]
pub(crate) struct Body {
    pub(crate) name: Rich,
    /// Its position among the levels, where there are any.
    pub(crate) level: Option<usize>,
    /// What it does, in a few words.
    pub(crate) text: Option<Rich>,
    pub(crate) below: Vec<Body>,
}

impl Structure {
    /// Every text of the diagram in reading order.
    pub(crate) fn texts(&self) -> Vec<&Rich> {
        fn visit<'a>(bodies: &'a [Body], found: &mut Vec<&'a Rich>) {
            for body in bodies {
                found.push(&body.name);
                found.extend(&body.text);
                visit(&body.below, found);
            }
        }
        let mut found: Vec<&Rich> = std::iter::once(&self.headline).chain(&self.subtitle).collect();
        visit(&self.tree, &mut found);
        found.extend(self.notes.iter().chain(&self.source));
        found
    }
}

/// Lays a `structure` block out.
pub(super) fn lay_out(document: &Document, number: usize, asking: &mut Asking<'_>) -> Option<Structure> {
    let root = document.root();
    let mut fields = root.fields(asking.log)?;
    let id = fields.optional("id").and_then(|node| super::page::anchor(&node, asking.log));
    let headline = fields.required("headline").and_then(|node| rich::of_node(&node, asking));
    let subtitle = fields.optional("subtitle").and_then(|node| rich::of_node(&node, asking));
    let levels = fields.optional("levels");
    let level_place = levels.as_ref().map(Node::place);
    let levels: Vec<String> = levels.map_or_else(Vec::new, |node| {
        let nodes = node.items(asking.log);
        nodes.iter().filter_map(|node| rich::plain_of_node(node, asking)).collect()
    });
    let tree = fields.required("tree");
    let notes = fields.optional("notes").map(|node| table::notes(&node, asking)).unwrap_or_default();
    let source = fields.optional("source").and_then(|node| rich::of_node(&node, asking));
    fields.finish(asking.log);
    if let Some(place) = level_place.filter(|_| levels.len() > MOST_LEVELS) {
        let message = "more than four levels cannot be told apart";
        asking.log.error("structure", place, message, "join two of them; a level may have boxes below each other");
        return None;
    }
    let tree = tree?;
    let mut reader = Reader { levels: &levels, boxes: 0, asking };
    let bodies = reader.list(&tree, 1, None)?;
    if reader.boxes > MOST_BOXES {
        let hint = "draw two diagrams, the second of one part of the first";
        reader.asking.log.error("structure", tree.place(), "a diagram has room for at most 60 boxes", hint);
        return None;
    }
    let id = id.unwrap_or_else(|| format!("figure-{number}"));
    Some(Structure { id, number, headline: headline?, subtitle, levels, tree: bodies, notes, source })
}

struct Reader<'a, 'b, 'c> {
    levels: &'a [String],
    boxes: usize,
    asking: &'b mut Asking<'c>,
}

impl Reader<'_, '_, '_> {
    /// The boxes of a list. Each is a text, or a group of `name`, `level`, `text`, `below`.
    fn list(&mut self, node: &Node<'_>, depth: usize, above: Option<usize>) -> Option<Vec<Body>> {
        if depth > DEEPEST {
            let hint = "draw the lower part as a diagram of its own";
            self.asking.log.error("structure", node.place(), "boxes stand at most six below each other", hint);
            return None;
        }
        let bodies = node.items(self.asking.log).iter().map(|node| self.body(node, depth, above)).collect::<Vec<_>>();
        if bodies.is_empty() {
            let hint = "write each box on a line of its own after `- `";
            self.asking.log.error("structure", node.place(), "there is nothing to draw here", hint);
        }
        // Everything is read, so that all mistakes are told.
        let bodies: Option<Vec<Body>> = bodies.into_iter().collect();
        bodies.filter(|bodies| !bodies.is_empty())
    }

    fn body(&mut self, node: &Node<'_>, depth: usize, above: Option<usize>) -> Option<Body> {
        self.boxes += 1;
        let last = self.levels.len().checked_sub(1);
        let usual = last.map(|last| above.map_or(0, |above| above + 1).min(last));
        if !node.is_map() {
            let name = rich::of_node(node, self.asking)?;
            return Some(Body { name, level: usual, text: None, below: Vec::new() });
        }
        let mut fields = node.fields(self.asking.log)?;
        let name = fields.required("name").and_then(|node| rich::of_node(&node, self.asking));
        let text = fields.optional("text").and_then(|node| rich::of_node(&node, self.asking));
        let level = match fields.optional("level") {
            Some(node) => level(&node, self.levels, self.asking.log),
            None => usual,
        };
        let below = match fields.optional("below") {
            Some(node) => self.list(&node, depth + 1, level),
            None => Some(Vec::new()),
        };
        fields.finish(self.asking.log);
        Some(Body { name: name?, level, text, below: below? })
    }
}

fn level(node: &Node<'_>, levels: &[String], log: &mut Diagnostics) -> Option<usize> {
    let text = node.text(log)?;
    let found = levels.iter().position(|level| *level == text);
    if found.is_none() {
        let hint = if levels.is_empty() {
            "name the levels from the top: `levels: [Strategic, Operational]`".to_owned()
        } else {
            did_you_mean(&text, levels.iter().map(String::as_str))
        };
        log.error("structure", node.place(), format!("there is no level `{text}`"), hint);
    }
    found
}
