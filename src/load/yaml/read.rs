//! What a run read, for the test that compares the schemas with their readers.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use serde_json::{Map, Value};

use super::outline::{Item, Shape};
use super::{Document, Source};

/// Every document, and every group of keys that somebody asked for its keys.
#[derive(Debug, Default)]
pub(crate) struct Read {
    pub(crate) documents: Vec<Document>,
    pub(crate) groups: Vec<Group>,
}

/// What was asked of one group of keys.
#[derive(Debug)]
pub(crate) struct Group {
    pub(crate) source: Arc<Source>,
    pub(crate) span: Range<usize>,
    pub(crate) asked: Vec<&'static str>,
    pub(crate) required: Vec<&'static str>,
}

impl Document {
    pub(crate) fn source(&self) -> &Arc<Source> {
        &self.source
    }

    pub(crate) fn span(&self) -> Range<usize> {
        self.span.clone()
    }

    /// The document as JSON, and where each of its groups is written, by its JSON pointer.
    pub(crate) fn as_json(&self) -> (Value, BTreeMap<String, Range<usize>>) {
        let mut places = BTreeMap::new();
        let value = json(&self.root, "", &mut places);
        (value, places)
    }
}

fn json(item: &Item, at: &str, places: &mut BTreeMap<String, Range<usize>>) -> Value {
    match &item.shape {
        Shape::Nothing | Shape::Tagged => Value::Null,
        Shape::Flag(flag, _) => (*flag).into(),
        Shape::Number(digits) => serde_json::from_str(digits).unwrap_or_else(|_| digits.as_str().into()),
        Shape::Text(text) => text.as_str().into(),
        Shape::List(items) => {
            let items = items.iter().enumerate();
            items.map(|(position, item)| json(item, &format!("{at}/{position}"), places)).collect()
        }
        Shape::Map(entries) => {
            places.insert(at.to_owned(), item.span.clone());
            let mut map = Map::new();
            for entry in entries {
                let key = entry.key.scalar().unwrap_or_default();
                let inside = format!("{at}/{}", key.replace('~', "~0").replace('/', "~1"));
                map.insert(key.to_owned(), json(&entry.value, &inside, places));
            }
            map.into()
        }
    }
}
