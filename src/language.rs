//! What Candour itself says to readers: one file of texts for each language, part of the theme. What a site calls its areas
//! and measures in a further language comes from the site.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use jiff::civil::Date;

/// The language that every other one falls back on.
pub(crate) const FALLBACK: &str = "en";

/// The language of a tag without its region: `en` of `en-GB`.
pub(crate) fn primary(tag: &str) -> String {
    tag.split('-').next().unwrap_or_default().to_lowercase()
}

/// The key by which a file says that no speaker has read its texts yet.
pub(crate) const UNREVIEWED: &str = "unreviewed";

/// The texts of one language, by key. `{name}` in a text stands for what is filled in.
#[derive(Clone, Default)]
pub(crate) struct Strings {
    texts: Arc<BTreeMap<String, String>>,
    /// Whether a speaker has yet to read them.
    pub(crate) unreviewed: bool,
}

impl fmt::Debug for Strings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Strings").field("keys", &self.texts.len()).finish()
    }
}

impl Strings {
    pub(crate) fn new(texts: BTreeMap<String, String>, unreviewed: bool) -> Self {
        Self { texts: Arc::new(texts), unreviewed }
    }

    /// What this language lacks is said as `other` says it.
    pub(crate) fn or(&self, other: &Self) -> Self {
        let mut texts = (*other.texts).clone();
        texts.extend(self.texts.iter().map(|(key, text)| (key.clone(), text.clone())));
        Self::new(texts, self.unreviewed)
    }

    pub(crate) fn keys(&self) -> impl Iterator<Item = &str> {
        self.texts.keys().map(String::as_str)
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

    /// A date in words: `12 October 2017`.
    pub(crate) fn date(&self, day: Date) -> String {
        let values = [("day", day.day().to_string()), ("month", self.month(day)), ("year", day.year().to_string())];
        self.say("date", &values.each_ref().map(|(name, value)| (*name, value.as_str())))
    }

    /// The name of a date's month.
    pub(crate) fn month(&self, day: Date) -> String {
        self.say(&format!("month-{}", day.month()), &[])
    }

    /// `North`, `North and City`, `North, South and City`.
    pub(crate) fn joined(&self, names: &[String]) -> String {
        match names {
            [] => String::new(),
            [one] => one.clone(),
            [first @ .., last] => self.say("and", &[("first", &first.join(", ")), ("last", last)]),
        }
    }
}

/// `Children, by area` inside a sentence; a name in capitals stays as it is.
pub(crate) fn lower_first(text: &str) -> String {
    let mut chars = text.chars();
    match (chars.next(), chars.clone().next()) {
        (Some(first), Some(second)) if first.is_uppercase() && second.is_lowercase() => {
            first.to_lowercase().chain(chars).collect()
        }
        _ => text.to_owned(),
    }
}

/// A language of a site: what Candour says in it, and what the site's labels are in it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Voice {
    /// Its tag, such as `en-GB`.
    pub(crate) tag: String,
    pub(crate) strings: Strings,
    /// By label, as the descriptions have it; none for the language in which they are written.
    labels: Arc<BTreeMap<String, String>>,
}

impl Voice {
    pub(crate) fn new(tag: &str, strings: Strings, labels: BTreeMap<String, String>) -> Self {
        Self { tag: tag.to_owned(), strings, labels: Arc::new(labels) }
    }

    /// What a label of the descriptions is in this language.
    pub(crate) fn label<'a>(&'a self, label: &'a str) -> &'a str {
        self.labels.get(label).map_or(label, String::as_str)
    }

    /// Whether it has a name for a label.
    pub(crate) fn names(&self, label: &str) -> bool {
        self.labels.contains_key(label)
    }

    /// What the labels are in it.
    pub(crate) fn labels(&self) -> impl Iterator<Item = &String> {
        self.labels.values()
    }

    /// Whether what people write in it can be read: words of direction, numbers in words, claims.
    pub(crate) fn is_read(&self) -> bool {
        primary(&self.tag) == FALLBACK
    }

    pub(crate) fn say(&self, key: &str, values: &[(&str, &str)]) -> String {
        self.strings.say(key, values)
    }
}

/// English, as the default theme has it, for tests.
#[cfg(test)]
pub(crate) fn english() -> Voice {
    let texts = include_str!("../themes/default/languages/en.yaml");
    let texts: BTreeMap<String, String> = serde_yaml::from_str(texts).expect("a group of texts");
    Voice::new("en-GB", Strings::new(texts, false), BTreeMap::new())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn strings() -> Strings {
        let texts = [("greeting", "Hello & welcome, {name}")].map(|(key, text)| (key.to_owned(), text.to_owned()));
        Strings::new(texts.into(), false)
    }

    #[test]
    fn a_text_is_filled_in() {
        assert_eq!(strings().say("greeting", &[("name", "<x>")]), "Hello & welcome, <x>");
    }

    #[test]
    fn what_a_language_lacks_comes_from_the_other() {
        let other = Strings::new([("farewell".to_owned(), "Bye".to_owned())].into(), false);
        assert_eq!(strings().or(&other).say("farewell", &[]), "Bye");
        assert_eq!(strings().or(&other).say("greeting", &[("name", "you")]), "Hello & welcome, you");
    }

    #[test]
    fn dates_and_lists_read_as_english_has_them() {
        let names = ["North", "South", "City"].map(str::to_owned);
        let english = english().strings;
        assert_eq!(english.joined(&names), "North, South and City");
        assert_eq!(english.joined(&names[..2]), "North and South");
        assert_eq!(english.joined(&names[..1]), "North");
        assert_eq!(english.date(jiff::civil::date(2017, 10, 12)), "12 October 2017");
    }
}
