//! Reads YAML into a tree whose every node knows its place, so that all mistakes of a file are told at once.

mod fields;
mod outline;
#[cfg(test)]
mod read;
mod syntax;
mod tree;

use std::ops::Range;
use std::sync::Arc;

use crate::diagnostic::{Diagnostics, Place, Source};
pub(crate) use fields::Fields;
use outline::{Entry, Item, Shape};
#[cfg(test)]
pub(crate) use read::{Group, Read};
use tree::Tree;

/// A YAML document inside a text: a whole file, a page's front matter, or a fenced block.
#[derive(Clone, Debug)]
pub(crate) struct Document {
    source: Arc<Source>,
    span: Range<usize>,
    root: Item,
}

impl Document {
    /// Parses the part of `source` in `span`. Nothing where it is not YAML; the reason goes to `log`.
    pub(crate) fn parse(source: &Arc<Source>, span: Range<usize>, log: &mut Diagnostics) -> Option<Self> {
        let text = source.text.get(span.clone()).unwrap_or_default();
        let empty = text.lines().all(|line| line.trim().is_empty() || line.trim().starts_with('#'));
        match if empty { Ok(Tree::Nothing) } else { serde_yaml::from_str(text) } {
            Ok(tree) => {
                let mut root = outline::outline(tree, &source.text, span.clone());
                drop_second_keys(&mut root, source, log);
                let document = Self { source: source.clone(), span, root };
                #[cfg(test)]
                log.read.documents.push(document.clone());
                Some(document)
            }
            Err(error) => {
                syntax::report(source, &span, &error, log);
                None
            }
        }
    }

    /// Whether nothing is written in it.
    pub(crate) fn is_empty(&self) -> bool {
        matches!(self.root.shape, Shape::Nothing)
    }

    pub(crate) fn root(&self) -> Node<'_> {
        Node { document: self, item: &self.root, key: None, name: String::new() }
    }
}

/// Keeps the first of several equal keys and reports the others.
fn drop_second_keys(item: &mut Item, source: &Arc<Source>, log: &mut Diagnostics) {
    match &mut item.shape {
        Shape::List(items) => items.iter_mut().for_each(|item| drop_second_keys(item, source, log)),
        Shape::Map(entries) => {
            let mut seen: Vec<(String, usize)> = Vec::new();
            entries.retain(|Entry { key, .. }| {
                let Some(name) = key.scalar() else { return true };
                let Some((_, first)) = seen.iter().find(|(known, _)| known == name) else {
                    seen.push((name.to_owned(), key.span.start));
                    return true;
                };
                let (line, _) = source.line_and_column(*first);
                let message = format!("the key `{name}` stands twice; first on line {line}");
                let place = Place::Text(source.clone(), key.span.clone());
                log.error("duplicate-key", place, message, "keep one of the two");
                false
            });
            entries.iter_mut().for_each(|entry| drop_second_keys(&mut entry.value, source, log));
        }
        _ => {}
    }
}

/// A value of a document, with its place.
#[derive(Clone, Debug)]
pub(crate) struct Node<'a> {
    document: &'a Document,
    item: &'a Item,
    key: Option<Range<usize>>,
    /// What messages call it; empty for the whole document.
    name: String,
}

impl<'a> Node<'a> {
    /// Where the value is written, or its key where the value is a group or a list.
    pub(crate) fn place(&self) -> Place {
        let span = match (&self.key, self.item.scalar()) {
            (Some(key), None) => key.clone(),
            _ => self.first_line(),
        };
        Place::Text(self.document.source.clone(), span)
    }

    /// Where the key is written, for what is wrong with the key itself.
    pub(crate) fn key_place(&self) -> Place {
        match &self.key {
            Some(key) => Place::Text(self.document.source.clone(), key.clone()),
            None => self.place(),
        }
    }

    fn first_line(&self) -> Range<usize> {
        let text = &self.document.source.text;
        let start = if self.item.span.is_empty() { self.document.span.start } else { self.item.span.start };
        let end = if self.item.span.is_empty() { self.document.span.end } else { self.item.span.end };
        start..text[start..end].find('\n').map_or(end, |length| start + length)
    }

    pub(crate) fn is_nothing(&self) -> bool {
        matches!(self.item.shape, Shape::Nothing)
    }

    pub(crate) fn is_map(&self) -> bool {
        matches!(self.item.shape, Shape::Map(_))
    }

    pub(crate) fn is_list(&self) -> bool {
        matches!(self.item.shape, Shape::List(_))
    }

    fn refuse(&self, log: &mut Diagnostics, expected: &str, hint: &str) {
        let subject = if self.name.is_empty() { "this" } else { &self.name };
        let found = match &self.item.shape {
            Shape::Nothing => "nothing",
            Shape::Flag(..) => "true or false",
            Shape::Number(_) => "a number",
            Shape::Text(_) => "a text",
            Shape::List(_) => "a list",
            Shape::Map(_) => "a group of keys",
            Shape::Tagged => "a value that begins with `!` or `*`",
        };
        log.error("wrong-kind", self.place(), format!("{subject} must be {expected}, but here is {found}"), hint);
    }

    /// A group of keys. Every key that nobody asks for is reported by [`Fields::finish`].
    pub(crate) fn fields(&self, log: &mut Diagnostics) -> Option<Fields<'a>> {
        let map = self.map(log)?;
        Some(Fields::new(self.clone(), map))
    }

    fn map(&self, log: &mut Diagnostics) -> Option<&'a [Entry]> {
        match &self.item.shape {
            Shape::Map(entries) => Some(entries),
            _ => {
                self.refuse(log, "a group of keys", "write `key: value`, each key on a line of its own");
                None
            }
        }
    }

    /// Key and value pairs in written order, keys as texts.
    pub(crate) fn entries(&self, log: &mut Diagnostics) -> Vec<(String, Node<'a>)> {
        let entries = self.map(log).unwrap_or_default().iter();
        entries.filter_map(|entry| Some((entry.key.scalar()?.to_owned(), self.child(entry)))).collect()
    }

    /// The value of a key, without a word where there is none.
    pub(crate) fn get(&self, key: &str) -> Option<Node<'a>> {
        let Shape::Map(entries) = &self.item.shape else { return None };
        entries.iter().find(|entry| entry.key.scalar() == Some(key)).map(|entry| self.child(entry))
    }

    fn child(&self, entry: &'a Entry) -> Node<'a> {
        let name = format!("`{}`", entry.key.scalar().unwrap_or_default());
        Node { document: self.document, item: &entry.value, key: Some(entry.key.span.clone()), name }
    }

    /// The elements of a list.
    pub(crate) fn items(&self, log: &mut Diagnostics) -> Vec<Node<'a>> {
        let Shape::List(items) = &self.item.shape else {
            self.refuse(log, "a list", "write `[one, two]`, or each on a line of its own after `- `");
            return Vec::new();
        };
        let name = if self.name.is_empty() { "each of these".to_owned() } else { format!("each of {}", self.name) };
        items.iter().map(|item| Node { document: self.document, item, key: None, name: name.clone() }).collect()
    }

    /// The elements of a list, or the one value itself.
    pub(crate) fn one_or_more(&self, log: &mut Diagnostics) -> Vec<Node<'a>> {
        if self.is_list() { self.items(log) } else { vec![self.clone()] }
    }

    /// A text that is not blank; a number or a boolean reads as it was written.
    pub(crate) fn text(&self, log: &mut Diagnostics) -> Option<String> {
        let Some(text) = self.item.scalar() else {
            self.refuse(log, "a text", "write it after the colon, in quotation marks if it holds `:`, `#` or brackets");
            return None;
        };
        if text.trim().is_empty() {
            log.error("blank", self.place(), format!("{} is blank", self.name), "write a text, or take the key out");
            return None;
        }
        Some(text.to_owned())
    }

    /// The text as it was written, if it is one.
    pub(crate) fn scalar(&self) -> Option<&'a str> {
        self.item.scalar()
    }

    /// A text that stands in a data file, where a blank means something too.
    pub(crate) fn heading(&self, log: &mut Diagnostics) -> Option<String> {
        match self.item.scalar() {
            Some(text) => Some(text.to_owned()),
            None => self.text(log),
        }
    }

    pub(crate) fn boolean(&self, log: &mut Diagnostics) -> Option<bool> {
        match self.item.shape {
            Shape::Flag(flag, _) => Some(flag),
            _ => {
                self.refuse(log, "`true` or `false`", "write one of the two words, without quotation marks");
                None
            }
        }
    }

    /// A whole number from 0 on.
    pub(crate) fn whole(&self, log: &mut Diagnostics) -> Option<u64> {
        let value = match &self.item.shape {
            Shape::Number(digits) => digits.parse().ok(),
            _ => None,
        };
        if value.is_none() {
            self.refuse(log, "a whole number from 0 on", "write plain digits, without quotation marks");
        }
        value
    }

    /// The line on which a quotation mark opens that swallows `key`, and the line on which it closes.
    fn swallowed(&self, key: &str) -> Option<(usize, usize)> {
        let text = &self.document.source.text;
        let written = |item: &Item| {
            let raw = &text[item.span.clone()];
            let inside =
                raw.starts_with(['"', '\'']) && raw.lines().skip(1).any(|line| line.trim_start().starts_with(key));
            inside.then(|| item.span.clone())
        };
        let Shape::Map(entries) = &self.item.shape else { return None };
        let span = entries.iter().find_map(|entry| written(&entry.value))?;
        let line = |at| self.document.source.line_and_column(at).0;
        Some((line(span.start), line(span.end)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines_of(text: &str, path: &[&str]) -> (usize, usize) {
        let source = Arc::new(Source { name: "test.yaml".into(), text: text.into() });
        let mut log = Diagnostics::default();
        let document = Document::parse(&source, 0..text.len(), &mut log).expect("YAML");
        let node = path.iter().fold(document.root(), |node, key| node.get(key).expect(key));
        let Place::Text(source, span) = node.place() else { panic!("a text") };
        source.line_and_column(span.start)
    }

    #[test]
    fn every_value_has_its_place() {
        let text = "# title: no\ntitle: \"b: no\" # b: no\nb: {a: [x, y], 'b': {b: deep, b2: }, c: 01}\nnotes:\n- b\n- |\n  b: no\n\n  c\nlast:\n  b: one\n    two\n  c: >-\n   b\nend: 'it''s'\n";
        for (path, place) in [
            (&["title"][..], (2, 8)),
            (&["b"], (3, 1)),
            (&["b", "a"], (3, 5)),
            (&["b", "b", "b"], (3, 25)),
            (&["b", "c"], (3, 41)),
            (&["notes"], (4, 1)),
            (&["last", "b"], (11, 6)),
            (&["last", "c"], (13, 6)),
            (&["end"], (15, 6)),
        ] {
            assert_eq!(lines_of(text, path), place, "{path:?}");
        }
    }

    fn misplaced(item: &Item, text: &str) -> Vec<String> {
        match &item.shape {
            Shape::List(items) => items.iter().flat_map(|item| misplaced(item, text)).collect(),
            Shape::Map(entries) => {
                let wrong = |entry: &Entry| {
                    let key = entry.key.scalar().unwrap_or_default();
                    let written = text[entry.key.span.clone()].trim_matches(['"', '\'']);
                    (written != key).then(|| format!("{key} at {:?}", entry.key.span))
                };
                let here = entries.iter().filter_map(wrong);
                here.chain(entries.iter().flat_map(|entry| misplaced(&entry.value, text))).collect()
            }
            _ => Vec::new(),
        }
    }

    #[test]
    fn every_key_of_the_demonstration_is_where_it_is_said_to_be() {
        let home = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
        let data = std::fs::read_dir(home.join("data")).expect("a folder");
        let files = data.map(|entry| entry.expect("an entry").path()).chain([home.join("site.yaml")]);
        for file in files.filter(|file| file.extension().is_some_and(|ending| ending == "yaml")) {
            let text = std::fs::read_to_string(&file).expect("a text");
            let source = Arc::new(Source { name: file.display().to_string(), text: text.clone() });
            let document = Document::parse(&source, 0..text.len(), &mut Diagnostics::default()).expect("YAML");
            assert_eq!(misplaced(&document.root, &text), Vec::<String>::new(), "{}", file.display());
        }
    }

    #[test]
    fn an_alias_stands_where_it_is_written() {
        assert_eq!(lines_of("a: &x {b: c}\nd: *x\n", &["d", "b"]), (2, 4));
    }
}
