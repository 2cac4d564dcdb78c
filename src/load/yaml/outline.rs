//! Finds the place of every key and value. The tree says what comes next, so only white space, comments and signs need
//! to be read again.

use std::ops::Range;

use super::tree::Tree;

/// A value and the bytes that it was written with.
#[derive(Clone, Debug)]
pub(super) struct Item {
    pub(super) shape: Shape,
    pub(super) span: Range<usize>,
}

#[derive(Clone, Debug)]
pub(super) enum Shape {
    Nothing,
    /// `true` or `false`, and how it was written.
    Flag(bool, String),
    /// A number as it was written: `01` stays `01`.
    Number(String),
    Text(String),
    List(Vec<Item>),
    Map(Vec<Entry>),
    Tagged,
}

#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub(super) key: Item,
    pub(super) value: Item,
}

impl Item {
    /// A single value as a text; a number or a boolean as it was written.
    pub(super) fn scalar(&self) -> Option<&str> {
        match &self.shape {
            Shape::Text(text) | Shape::Number(text) | Shape::Flag(_, text) => Some(text),
            _ => None,
        }
    }
}

/// The places of a tree that was read from `text[span]`.
pub(super) fn outline(tree: Tree, text: &str, span: Range<usize>) -> Item {
    let mut walker = Walker { text: &text[..span.end], at: span.start };
    walker.trivia();
    if walker.sees("---") {
        walker.at += 3;
    }
    walker.item(tree)
}

struct Walker<'t> {
    text: &'t str,
    at: usize,
}

impl Walker<'_> {
    fn rest(&self) -> &str {
        &self.text[self.at..]
    }

    fn sees(&self, sign: &str) -> bool {
        self.rest().starts_with(sign)
    }

    fn take(&mut self, sign: &str) -> bool {
        let found = self.sees(sign);
        if found {
            self.at += sign.len();
        }
        found
    }

    fn take_while(&mut self, wanted: impl Fn(char) -> bool) {
        self.at += self.rest().find(|c| !wanted(c)).unwrap_or(self.rest().len());
    }

    /// Passes white space and comments.
    fn trivia(&mut self) {
        loop {
            self.take_while(char::is_whitespace);
            if !self.sees("#") {
                return;
            }
            self.take_while(|c| c != '\n');
        }
    }

    /// Passes what may stand between two parts of a value: trivia, and one of these signs.
    fn pass(&mut self, sign: &str) {
        self.trivia();
        if self.take(sign) {
            self.trivia();
        }
    }

    fn item(&mut self, tree: Tree) -> Item {
        let before = self.at;
        self.trivia();
        while self.sees("&") || self.sees("!") {
            self.take_while(|c| !c.is_whitespace());
            self.trivia();
        }
        let start = self.at;
        if self.sees("*") {
            self.take_while(|c| !c.is_whitespace() && !",]}".contains(c));
            return all_at(tree, &(start..self.at));
        }
        let shape = match tree {
            Tree::Nothing => return self.nothing(before),
            Tree::Flag(flag) => Shape::Flag(flag, self.plain_token()),
            Tree::Number => Shape::Number(self.plain_token()),
            Tree::Tagged(inner) => {
                self.item(*inner);
                Shape::Tagged
            }
            Tree::Text(text) => {
                self.text(&text);
                Shape::Text(text)
            }
            Tree::List(items) => self.list(items),
            Tree::Map(entries) => self.map(entries),
        };
        Item { shape, span: start..self.at }
    }

    /// A null: `~`, `null`, or nothing at all, and then what follows is not its own.
    fn nothing(&mut self, before: usize) -> Item {
        let start = self.at;
        for word in ["~", "null", "Null", "NULL"] {
            if self.text[before..start].contains('\n') || !self.take(word) {
                continue;
            }
            return Item { shape: Shape::Nothing, span: start..self.at };
        }
        self.at = before;
        Item { shape: Shape::Nothing, span: before..before }
    }

    fn plain_token(&mut self) -> String {
        let start = self.at;
        self.take_while(|c| !c.is_whitespace() && !",]}:".contains(c));
        self.text[start..self.at].to_owned()
    }

    fn text(&mut self, text: &str) {
        match self.rest().chars().next() {
            Some('"') => self.quoted('"', true),
            Some('\'') => self.quoted('\'', false),
            Some('|' | '>') => self.block(text),
            _ => self.plain(text),
        }
    }

    fn quoted(&mut self, quote: char, escapes: bool) {
        let mut chars = self.text[self.at..].char_indices().skip(1).peekable();
        while let Some((offset, c)) = chars.next() {
            let doubled = !escapes && c == quote && chars.peek().is_some_and(|(_, next)| *next == quote);
            if doubled || (escapes && c == '\\') {
                chars.next();
            } else if c == quote {
                self.at += offset + c.len_utf8();
                return;
            }
        }
        self.at = self.text.len();
    }

    /// A text after `|` or `>`: the lines that are indented like its first.
    fn block(&mut self, text: &str) {
        self.take_while(|c| c != '\n');
        if text.trim().is_empty() {
            return;
        }
        let indent_of = |line: &str| line.len() - line.trim_start_matches(' ').len();
        let mut indent = None;
        for line in self.text[self.at..].split_inclusive('\n') {
            let blank = line.trim().is_empty();
            if !blank && indent_of(line) < *indent.get_or_insert(indent_of(line)) {
                return;
            }
            self.at += line.len();
        }
    }

    /// A text without quotation marks: line breaks in it may have become spaces.
    fn plain(&mut self, text: &str) {
        for wanted in text.chars().filter(|c| !c.is_whitespace()) {
            let here = self.rest().trim_start();
            if here.starts_with(wanted) {
                self.at = self.text.len() - here.len() + wanted.len_utf8();
            }
        }
    }

    fn list(&mut self, items: Vec<Tree>) -> Shape {
        let flow = self.take("[");
        let sign = if flow { "," } else { "-" };
        let mut list = Vec::new();
        for item in items {
            self.pass(sign);
            list.push(self.item(item));
        }
        if flow {
            self.pass(",");
            self.take("]");
        }
        Shape::List(list)
    }

    fn map(&mut self, entries: Vec<(Tree, Tree)>) -> Shape {
        let flow = self.take("{");
        let mut map = Vec::new();
        for (key, value) in entries {
            self.pass(if flow { "," } else { "? " });
            let key = self.item(key);
            self.trivia();
            self.take(":");
            map.push(Entry { key, value: self.item(value) });
        }
        if flow {
            self.pass(",");
            self.take("}");
        }
        Shape::Map(map)
    }
}

/// Everything of an alias stands where the alias stands.
fn all_at(tree: Tree, span: &Range<usize>) -> Item {
    let shape = match tree {
        Tree::Nothing => Shape::Nothing,
        Tree::Flag(flag) => Shape::Flag(flag, flag.to_string()),
        Tree::Tagged(_) | Tree::Number => Shape::Tagged,
        Tree::Text(text) => Shape::Text(text),
        Tree::List(items) => Shape::List(items.into_iter().map(|item| all_at(item, span)).collect()),
        Tree::Map(entries) => {
            let entry = |(key, value)| Entry { key: all_at(key, span), value: all_at(value, span) };
            Shape::Map(entries.into_iter().map(entry).collect())
        }
    };
    Item { shape, span: span.clone() }
}
