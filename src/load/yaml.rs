//! Reads YAML into a tree whose every node knows its place, so that all mistakes of a file are told at once.

use std::ops::Range;
use std::sync::Arc;

use serde_yaml::{Mapping, Value};

use crate::diagnostic::{Diagnostics, Place, Source, did_you_mean};

/// A YAML document inside a text: a whole file, a page's front matter, or a fenced block.
#[derive(Clone, Debug)]
pub(crate) struct Document {
    source: Arc<Source>,
    span: Range<usize>,
    root: Value,
}

impl Document {
    /// Parses the part of `source` in `span`. Nothing where it is not YAML; the reason goes to `log`.
    pub(crate) fn parse(source: &Arc<Source>, span: Range<usize>, log: &mut Diagnostics) -> Option<Self> {
        let text = source.text.get(span.clone()).unwrap_or_default();
        match serde_yaml::from_str::<Value>(text) {
            Ok(root) => Some(Self { source: source.clone(), span, root }),
            Err(error) => {
                let place = place_of_error(source, &span, text, &error);
                let (message, hint) = explain(&error);
                log.error("yaml", place, message, hint);
                None
            }
        }
    }

    pub(crate) fn root(&self) -> Node<'_> {
        Node { document: self, at: self.span.start, value: &self.root, name: String::new() }
    }
}

fn place_of_error(source: &Arc<Source>, span: &Range<usize>, text: &str, error: &serde_yaml::Error) -> Place {
    if let Some(key) = duplicate_key(error) {
        let places: Vec<usize> = key_places(text, &key, 0).collect();
        if let Some(at) = places.last() {
            return Place::Text(source.clone(), span.start + at..span.start + at + key.len());
        }
    }
    let at = error.location().map_or(0, |location| location.index()).min(text.len());
    let line_end = text[floor(text, at)..].find('\n').map_or(text.len(), |length| at + length);
    Place::Text(source.clone(), span.start + at..span.start + line_end)
}

fn floor(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// The key of a "duplicate entry" error. It is our own configuration, so it may be named.
fn duplicate_key(error: &serde_yaml::Error) -> Option<String> {
    let text = error.to_string();
    let rest = text.split_once("duplicate entry with key ")?.1;
    let quoted = rest.split('"').nth(1).map(str::to_owned);
    quoted.or_else(|| rest.split_whitespace().next().map(str::to_owned))
}

fn explain(error: &serde_yaml::Error) -> (String, String) {
    if let Some(key) = duplicate_key(error) {
        return (format!("the key `{key}` stands twice"), "keep one of the two".to_owned());
    }
    let text = error.to_string();
    let cause = text.split(" at line ").next().unwrap_or(&text).to_owned();
    let hint = if cause.contains("mapping values are not allowed") || cause.contains("did not find expected") {
        "check the indentation, and put a text that holds `:` or `#` in quotation marks"
    } else if cause.contains("tab") || cause.contains("cannot start any token") {
        "YAML is indented with spaces, not tabs; a text that begins with a sign needs quotation marks"
    } else {
        "check the lines above too: YAML often notices a mistake late"
    };
    (format!("this is not valid YAML: {cause}"), hint.to_owned())
}

/// Where `key` stands as a mapping key in `text`, from byte `from` on.
fn key_places<'a>(text: &'a str, key: &'a str, from: usize) -> impl Iterator<Item = usize> + 'a {
    let from = from.min(text.len());
    text[from..].match_indices(key).map(move |(at, _)| from + at).filter(move |&at| {
        let before = text[..at].chars().next_back();
        let after = text[at + key.len()..].trim_start_matches(['"', '\'']).trim_start_matches(' ');
        before.is_none_or(|c| c.is_whitespace() || "{,\"'".contains(c)) && after.starts_with(':')
    })
}

/// A value of a document, with its place.
#[derive(Clone, Debug)]
pub(crate) struct Node<'a> {
    document: &'a Document,
    /// Byte offset at or before which this value's key stands.
    at: usize,
    value: &'a Value,
    name: String,
}

impl<'a> Node<'a> {
    /// The line that holds the node's key.
    pub(crate) fn place(&self) -> Place {
        let text = &self.document.source.text;
        let end = if self.name.is_empty() {
            let line_end = text[self.at..].find('\n').map_or(text.len(), |length| self.at + length);
            line_end.min(self.document.span.end).max(self.at)
        } else {
            self.at + self.name.len()
        };
        Place::Text(self.document.source.clone(), self.at..end)
    }

    pub(crate) fn value(&self) -> &'a Value {
        self.value
    }

    pub(crate) fn is_map(&self) -> bool {
        self.value.is_mapping()
    }

    fn refuse(&self, log: &mut Diagnostics, expected: &str) {
        let subject = if self.name.is_empty() { "this".to_owned() } else { format!("`{}`", self.name) };
        let found = match self.value {
            Value::Null => "nothing",
            Value::Bool(_) => "true or false",
            Value::Number(_) => "a number",
            Value::String(_) => "a text",
            Value::Sequence(_) => "a list",
            Value::Mapping(_) => "a group of keys",
            Value::Tagged(_) => "a tagged value",
        };
        log.error("wrong-kind", self.place(), format!("{subject} must be {expected}, but here is {found}"), "");
    }

    /// A group of keys. Every key that nobody asks for is reported by [`Fields::finish`].
    pub(crate) fn fields(&self, log: &mut Diagnostics) -> Option<Fields<'a>> {
        match self.value {
            Value::Mapping(map) => Some(Fields { node: self.clone(), map, asked: Vec::new() }),
            _ => {
                self.refuse(log, "a group of keys");
                None
            }
        }
    }

    /// Key and value pairs in written order, keys as texts.
    pub(crate) fn entries(&self, log: &mut Diagnostics) -> Vec<(String, Node<'a>)> {
        let Value::Mapping(map) = self.value else {
            self.refuse(log, "a group of keys");
            return Vec::new();
        };
        map.iter()
            .filter_map(|(key, value)| {
                let key = scalar(key)?;
                let node = self.child(&key, value);
                Some((key, node))
            })
            .collect()
    }

    /// The elements of a list.
    pub(crate) fn items(&self, log: &mut Diagnostics) -> Vec<Node<'a>> {
        match self.value {
            Value::Sequence(items) => {
                items.iter().map(|value| Node { value, name: self.name.clone(), ..self.clone() }).collect()
            }
            _ => {
                self.refuse(log, "a list");
                Vec::new()
            }
        }
    }

    /// The elements of a list, or the one value itself.
    pub(crate) fn one_or_more(&self, log: &mut Diagnostics) -> Vec<Node<'a>> {
        if self.value.is_sequence() { self.items(log) } else { vec![self.clone()] }
    }

    /// A text; a number or a boolean reads as it was meant to be read.
    pub(crate) fn text(&self, log: &mut Diagnostics) -> Option<String> {
        let text = scalar(self.value);
        if text.is_none() {
            self.refuse(log, "a text");
        }
        text
    }

    pub(crate) fn boolean(&self, log: &mut Diagnostics) -> Option<bool> {
        let value = self.value.as_bool();
        if value.is_none() {
            self.refuse(log, "`true` or `false`");
        }
        value
    }

    /// A whole number from 0 on.
    pub(crate) fn whole(&self, log: &mut Diagnostics) -> Option<u64> {
        let value = self.value.as_u64();
        if value.is_none() {
            self.refuse(log, "a whole number");
        }
        value
    }

    fn child(&self, key: &str, value: &'a Value) -> Node<'a> {
        let text = &self.document.source.text[..self.document.span.end];
        let own_column = if self.name.is_empty() { None } else { Some(column_of(text, self.at)) };
        let own_line = text[..self.at].matches('\n').count();
        let found = key_places(text, key, self.at + self.name.len()).find(|&at| {
            let same_line = text[self.at..at].matches('\n').count() == 0 && own_line > 0;
            match own_column {
                None => same_line || is_outermost(text, self.document.span.start, at),
                Some(column) => same_line || column_of(text, at) > column || !starts_line(text, at),
            }
        });
        match found {
            Some(at) => Node { document: self.document, at, value, name: key.to_owned() },
            None => Node { value, name: self.name.clone(), ..self.clone() },
        }
    }
}

fn column_of(text: &str, at: usize) -> usize {
    at - text[..at].rfind('\n').map_or(0, |line| line + 1)
}

fn starts_line(text: &str, at: usize) -> bool {
    let line = text[..at].rfind('\n').map_or(0, |line| line + 1);
    text[line..at].chars().all(|c| c == ' ' || c == '-' || c == '"' || c == '\'')
}

/// Whether a key belongs to the document's outermost group: in the first column, or in braces on one line.
fn is_outermost(text: &str, start: usize, at: usize) -> bool {
    column_of(text, at) == 0 || text[start..].trim_start().starts_with(['{', '-']) || !starts_line(text, at)
}

fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(flag) => Some(flag.to_string()),
        _ => None,
    }
}

/// The keys of one group, asked for one by one.
pub(crate) struct Fields<'a> {
    node: Node<'a>,
    map: &'a Mapping,
    asked: Vec<&'static str>,
}

impl<'a> Fields<'a> {
    /// A key that may be absent (or empty).
    pub(crate) fn optional(&mut self, key: &'static str) -> Option<Node<'a>> {
        self.asked.push(key);
        let value = self.map.get(key)?;
        (!value.is_null()).then(|| self.node.child(key, value))
    }

    /// A key that must be there.
    pub(crate) fn required(&mut self, key: &'static str, log: &mut Diagnostics) -> Option<Node<'a>> {
        let found = self.optional(key);
        if found.is_none() {
            let within = if self.node.name.is_empty() { String::new() } else { format!(" in `{}`", self.node.name) };
            log.error(
                "missing-key",
                self.node.place(),
                format!("the key `{key}` is missing{within}"),
                format!("add `{key}: …`"),
            );
        }
        found
    }

    pub(crate) fn place(&self) -> Place {
        self.node.place()
    }

    /// Reports every key that nobody asked for.
    pub(crate) fn finish(self, log: &mut Diagnostics) {
        for (key, value) in self.map {
            let Some(name) = scalar(key) else {
                log.error("unknown-key", self.node.place(), "a key must be a text", "");
                continue;
            };
            if !self.asked.contains(&name.as_str()) {
                let node = self.node.child(&name, value);
                log.error(
                    "unknown-key",
                    node.place(),
                    format!("there is no key `{name}` here"),
                    did_you_mean(&name, self.asked.iter().copied()),
                );
            }
        }
    }
}
