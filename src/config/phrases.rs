//! `phrases` of `site.yaml`: what stands in a sentence where a figure is withheld. One phrase for all reasons, since a
//! phrase for each would say which numbers are small.

use crate::diagnostic::Diagnostics;
use crate::load::yaml::Node;

/// The phrases, by how a figure stands in its sentence.
#[derive(Clone, Debug, Default)]
pub(crate) struct Phrases {
    /// Instead of a number; nothing for the mark `[c]`.
    pub(crate) number: Option<String>,
    /// Instead of "rose by 6.7%"; as the language has it where nothing is said.
    pub(crate) change: Option<String>,
    /// Instead of "from 240 to 256".
    pub(crate) ends: Option<String>,
    /// Instead of names.
    pub(crate) names: Option<String>,
    /// Instead of "second highest" or "about a third".
    pub(crate) words: Option<String>,
}

impl Phrases {
    /// Every phrase, for whoever has to know what a site may say.
    pub(crate) fn all(&self) -> impl Iterator<Item = &String> {
        [&self.number, &self.change, &self.ends, &self.names, &self.words].into_iter().flatten()
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
        *phrase = fields.optional(key).and_then(|node| node.text(log));
    }
    fields.finish(log);
    phrases
}
