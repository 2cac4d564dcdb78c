//! `phrases` of `site.yaml`: what stands in a sentence where a figure is withheld. One phrase for all reasons, since a
//! phrase for each would say which numbers are small.

use crate::diagnostic::Diagnostics;
use crate::load::yaml::Node;

/// The phrases, by how a figure stands in its sentence.
#[derive(Clone, Debug)]
pub(crate) struct Phrases {
    /// Instead of a number; nothing for the mark `[c]`.
    pub(crate) number: Option<String>,
    /// Instead of "rose by 6.7%".
    pub(crate) change: String,
    /// Instead of "from 240 to 256".
    pub(crate) ends: String,
    /// Instead of names.
    pub(crate) names: String,
    /// Instead of "second highest" or "about a third".
    pub(crate) words: String,
}

impl Default for Phrases {
    fn default() -> Self {
        Self {
            number: None,
            change: "changed by an amount that is withheld".to_owned(),
            ends: "between numbers that are withheld".to_owned(),
            names: "[withheld]".to_owned(),
            words: "[withheld]".to_owned(),
        }
    }
}

impl Phrases {
    /// Every phrase, for whoever has to know what a site may say.
    pub(crate) fn all(&self) -> impl Iterator<Item = &String> {
        self.number.iter().chain([&self.change, &self.ends, &self.names, &self.words])
    }
}

/// Reads the phrases; what is not said is as it is by default.
pub(super) fn resolve(node: &Node<'_>, log: &mut Diagnostics) -> Phrases {
    let mut phrases = Phrases::default();
    let Some(mut fields) = node.fields(log) else { return phrases };
    phrases.number = fields.optional("withheld-number").and_then(|node| node.text(log));
    for (key, phrase) in [
        ("withheld-change", &mut phrases.change),
        ("withheld-ends", &mut phrases.ends),
        ("withheld-names", &mut phrases.names),
        ("withheld-words", &mut phrases.words),
    ] {
        if let Some(text) = fields.optional(key).and_then(|node| node.text(log)) {
            *phrase = text;
        }
    }
    fields.finish(log);
    phrases
}
