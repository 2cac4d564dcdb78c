//! Something to say, in no language yet.

use crate::language::Voice;

/// What is said of figures: which text of the language file, and what is filled in.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Phrase {
    /// As it stands: digits, signs.
    Text(String),
    /// Labels of members, in a list.
    Names(Vec<String>),
    /// The text of a key.
    Say(String, Vec<(&'static str, Phrase)>),
}

impl Phrase {
    pub(crate) fn say(key: impl Into<String>) -> Self {
        Self::Say(key.into(), Vec::new())
    }

    /// The same with something filled in.
    pub(crate) fn with(self, name: &'static str, filled: impl Into<Phrase>) -> Self {
        match self {
            Self::Say(key, mut values) => {
                values.push((name, filled.into()));
                Self::Say(key, values)
            }
            other => other,
        }
    }

    /// As a language has it.
    pub(crate) fn said(&self, voice: &Voice) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Names(names) => {
                let names: Vec<String> = names.iter().map(|name| voice.label(name).to_owned()).collect();
                voice.strings.joined(&names)
            }
            Self::Say(key, values) => {
                let values: Vec<(&str, String)> =
                    values.iter().map(|(name, filled)| (*name, filled.said(voice))).collect();
                let values: Vec<(&str, &str)> = values.iter().map(|(name, filled)| (*name, filled.as_str())).collect();
                voice.strings.say(key, &values)
            }
        }
    }
}

impl From<String> for Phrase {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}
