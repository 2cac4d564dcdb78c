//! A page parsed once, with the line on which each of its elements ends its start tag.

use std::borrow::Cow;
use std::cell::{Cell, Ref, RefCell};
use std::collections::HashMap;

use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::tree_builder::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::{Attribute, LocalName, ParseOpts, QualName, driver, ns};
use scraper::{ElementRef, Html, HtmlTreeSink};

type NodeId = <HtmlTreeSink as TreeSink>::Handle;

/// An HTML page, a piece of one, or a drawing of its own (`.svg`).
pub(super) struct Page<'a> {
    pub(super) path: &'a str,
    pub(super) html: Html,
    /// The parser's complaints. They are fixed sentences, so they carry nothing of the page.
    pub(super) complaints: Vec<(u32, Cow<'static, str>)>,
    lines: HashMap<NodeId, u32>,
}

impl<'a> Page<'a> {
    pub(super) fn parse(path: &'a str, text: &str, is_part: bool) -> Self {
        let mut options = ParseOpts::default();
        options.tree_builder.scripting_enabled = false;
        // Exact errors would quote the page.
        options.tree_builder.exact_errors = false;
        options.tokenizer.exact_errors = false;
        let (html, lines, complaints) = if is_part {
            let sink = LineSink::new(Html::new_fragment());
            let body = QualName::new(None, ns!(html), LocalName::from("body"));
            driver::parse_fragment(sink, options, body, Vec::new(), false).one(without_declaration(text))
        } else {
            driver::parse_document(LineSink::new(Html::new_document()), options).one(text)
        };
        Self { path, html, complaints, lines }
    }

    /// Every element, in the order of the page.
    pub(super) fn elements(&self) -> impl Iterator<Item = ElementRef<'_>> {
        self.html.tree.root().descendants().filter_map(ElementRef::wrap)
    }

    pub(super) fn named<'s>(&'s self, name: &'s str) -> impl Iterator<Item = ElementRef<'s>> {
        self.elements().filter(move |element| element.value().name() == name)
    }

    pub(super) fn line(&self, element: ElementRef<'_>) -> Option<u32> {
        self.lines.get(&element.id()).copied()
    }
}

/// A drawing may start with `<?xml … ?>`, which HTML would take for a comment.
fn without_declaration(text: &str) -> &str {
    match text.strip_prefix("<?xml").and_then(|rest| rest.split_once("?>")) {
        Some((_, rest)) => rest,
        None => text,
    }
}

/// Whether an element belongs to a drawing.
pub(super) fn is_svg(element: ElementRef<'_>) -> bool {
    element.value().name.ns == ns!(svg)
}

/// Builds scraper's tree and notes lines on the way.
struct LineSink {
    tree: HtmlTreeSink,
    line: Cell<u32>,
    lines: RefCell<HashMap<NodeId, u32>>,
    complaints: RefCell<Vec<(u32, Cow<'static, str>)>>,
}

impl LineSink {
    fn new(html: Html) -> Self {
        Self {
            tree: HtmlTreeSink::new(html),
            line: Cell::new(1),
            lines: RefCell::default(),
            complaints: RefCell::default(),
        }
    }
}

impl TreeSink for LineSink {
    type Output = (Html, HashMap<NodeId, u32>, Vec<(u32, Cow<'static, str>)>);
    type Handle = NodeId;
    type ElemName<'a> = Ref<'a, QualName>;

    fn finish(self) -> Self::Output {
        (self.tree.finish(), self.lines.into_inner(), self.complaints.into_inner())
    }

    fn set_current_line(&self, line: u64) {
        self.line.set(u32::try_from(line).unwrap_or(u32::MAX));
    }

    fn parse_error(&self, message: Cow<'static, str>) {
        self.complaints.borrow_mut().push((self.line.get(), message));
    }

    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, flags: ElementFlags) -> NodeId {
        let id = self.tree.create_element(name, attributes, flags);
        self.lines.borrow_mut().insert(id, self.line.get());
        id
    }

    // The rest is scraper's own.
    fn get_document(&self) -> NodeId {
        self.tree.get_document()
    }
    fn elem_name<'a>(&'a self, target: &'a NodeId) -> Ref<'a, QualName> {
        self.tree.elem_name(target)
    }
    fn create_comment(&self, text: StrTendril) -> NodeId {
        self.tree.create_comment(text)
    }
    fn create_pi(&self, target: StrTendril, data: StrTendril) -> NodeId {
        self.tree.create_pi(target, data)
    }
    fn append(&self, parent: &NodeId, child: NodeOrText<NodeId>) {
        self.tree.append(parent, child);
    }
    fn append_based_on_parent_node(&self, element: &NodeId, previous: &NodeId, child: NodeOrText<NodeId>) {
        self.tree.append_based_on_parent_node(element, previous, child);
    }
    fn append_doctype_to_document(&self, name: StrTendril, public: StrTendril, system: StrTendril) {
        self.tree.append_doctype_to_document(name, public, system);
    }
    fn get_template_contents(&self, target: &NodeId) -> NodeId {
        self.tree.get_template_contents(target)
    }
    fn same_node(&self, x: &NodeId, y: &NodeId) -> bool {
        self.tree.same_node(x, y)
    }
    fn set_quirks_mode(&self, mode: QuirksMode) {
        self.tree.set_quirks_mode(mode);
    }
    fn append_before_sibling(&self, sibling: &NodeId, new: NodeOrText<NodeId>) {
        self.tree.append_before_sibling(sibling, new);
    }
    fn add_attrs_if_missing(&self, target: &NodeId, attributes: Vec<Attribute>) {
        self.tree.add_attrs_if_missing(target, attributes);
    }
    fn remove_from_parent(&self, target: &NodeId) {
        self.tree.remove_from_parent(target);
    }
    fn reparent_children(&self, node: &NodeId, parent: &NodeId) {
        self.tree.reparent_children(node, parent);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_the_line_of_an_element() {
        let page = Page::parse("a.html", "<!doctype html>\n<title>t</title>\n\n<p>x</p>", false);
        let p = page.named("p").next().unwrap();
        assert_eq!(page.line(p), Some(4));
        assert!(page.complaints.is_empty(), "{:?}", page.complaints);
    }

    #[test]
    fn reads_a_drawing_with_its_declaration() {
        let text = "<?xml version=\"1.0\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1 1\">\n<path d=\"M0\"/></svg>";
        let page = Page::parse("a.svg", text, true);
        let path = page.named("path").next().unwrap();
        assert!(is_svg(path));
        assert_eq!(page.line(path), Some(3));
        assert!(page.complaints.is_empty(), "{:?}", page.complaints);
    }
}
