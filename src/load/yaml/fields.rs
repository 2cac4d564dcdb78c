//! The keys of one group, asked for one by one; what nobody asked for is a mistake.

use super::outline::Entry;
use super::{Node, Shape};
use crate::diagnostic::{Diagnostics, Place, did_you_mean, nearest};

/// The keys of one group.
pub(crate) struct Fields<'a> {
    node: Node<'a>,
    map: &'a [Entry],
    asked: Vec<&'static str>,
    missing: Vec<&'static str>,
    #[cfg(test)]
    required: Vec<&'static str>,
}

impl<'a> Fields<'a> {
    pub(super) fn new(node: Node<'a>, map: &'a [Entry]) -> Self {
        Self {
            node,
            map,
            asked: Vec::new(),
            missing: Vec::new(),
            #[cfg(test)]
            required: Vec::new(),
        }
    }

    /// A key that may be absent (or empty).
    pub(crate) fn optional(&mut self, key: &'static str) -> Option<Node<'a>> {
        self.asked.push(key);
        self.node.get(key).filter(|node| !matches!(node.item.shape, Shape::Nothing))
    }

    /// A key that must be there. [`Fields::finish`] reports it where it is not.
    pub(crate) fn required(&mut self, key: &'static str) -> Option<Node<'a>> {
        #[cfg(test)]
        self.required.push(key);
        let found = self.optional(key);
        if found.is_none() {
            self.missing.push(key);
        }
        found
    }

    pub(crate) fn place(&self) -> Place {
        self.node.place()
    }

    /// Reports every key that nobody asked for and every required one that is not there. A misspelt key is one mistake,
    /// not two.
    pub(crate) fn finish(self, log: &mut Diagnostics) {
        #[cfg(test)]
        log.read.groups.push(super::Group {
            source: self.node.document.source.clone(),
            span: self.node.item.span.clone(),
            asked: self.asked.clone(),
            required: self.required.clone(),
        });
        let mut missing = self.missing.clone();
        for entry in self.map {
            let node = self.node.child(entry);
            let Some(name) = entry.key.scalar() else {
                log.error("unknown-key", node.key_place(), "a key must be a text", "write `key: value`");
                continue;
            };
            if self.asked.contains(&name) {
                continue;
            }
            let absent = self.asked.iter().copied().filter(|key| self.node.get(key).is_none());
            let meant = nearest(name, absent);
            missing.retain(|key| Some(*key) != meant);
            let hint = match meant {
                Some(meant) => format!("did you mean `{meant}`?"),
                None => did_you_mean(name, self.asked.iter().copied()),
            };
            log.error("unknown-key", node.key_place(), format!("there is no key `{name}` here"), hint);
        }
        for key in missing {
            self.report_missing(key, log);
        }
    }

    fn report_missing(&self, key: &str, log: &mut Diagnostics) {
        if let Some(empty) = self.node.get(key) {
            let message = format!("the key `{key}` has no value");
            log.error("missing-key", empty.key_place(), message, format!("write `{key}: …`"));
            return;
        }
        let within = if self.node.name.is_empty() { String::new() } else { format!(" in {}", self.node.name) };
        let hint = match self.node.swallowed(key) {
            Some((opens, closes)) => {
                format!(
                    "the quotation mark that opens on line {opens} closes on line {closes}: close it where the text ends"
                )
            }
            None => format!("add `{key}: …`"),
        };
        log.error("missing-key", self.node.place(), format!("the key `{key}` is missing{within}"), hint);
    }
}
