//! What Candour itself says to readers: one file of texts for each language, part of the theme.

use std::collections::BTreeMap;
use std::fmt;

/// The language that every other one falls back on.
pub(crate) const FALLBACK: &str = "en";

/// The texts of one language, by key. `{name}` in a text stands for what is filled in.
#[derive(Clone, Default)]
pub(crate) struct Strings {
    texts: BTreeMap<String, String>,
}

impl fmt::Debug for Strings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Strings").field("keys", &self.texts.len()).finish()
    }
}

impl Strings {
    pub(crate) fn new(texts: BTreeMap<String, String>) -> Self {
        Self { texts }
    }

    /// What this language lacks is said as `other` says it.
    pub(crate) fn or(mut self, other: &Self) -> Self {
        for (key, text) in &other.texts {
            self.texts.entry(key.clone()).or_insert_with(|| text.clone());
        }
        self
    }

    pub(crate) fn texts(&self) -> impl Iterator<Item = &String> {
        self.texts.values()
    }

    /// The text of a key as plain text, with what is filled in. A key without a text is a fault of ours that a test looks
    /// for; it then stands for itself.
    pub(crate) fn say(&self, key: &str, values: &[(&str, &str)]) -> String {
        let mut said = self.texts.get(key).cloned().unwrap_or_else(|| key.to_owned());
        for (name, value) in values {
            said = said.replace(&format!("{{{name}}}"), value);
        }
        said
    }

    /// The text of a key as it is written.
    pub(crate) fn text(&self, key: &str) -> Option<&str> {
        self.texts.get(key).map(String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn strings() -> Strings {
        let texts = [("greeting", "Hello & welcome, {name}")].map(|(key, text)| (key.to_owned(), text.to_owned()));
        Strings::new(texts.into())
    }

    #[test]
    fn a_text_is_filled_in() {
        assert_eq!(strings().say("greeting", &[("name", "<x>")]), "Hello & welcome, <x>");
    }

    #[test]
    fn what_a_language_lacks_comes_from_the_other() {
        let other = Strings::new([("farewell".to_owned(), "Bye".to_owned())].into());
        assert_eq!(strings().or(&other).say("farewell", &[]), "Bye");
    }
}
