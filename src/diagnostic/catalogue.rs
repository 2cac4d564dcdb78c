//! What every code means, in the words of whoever reads it: one entry for each, in the files of `catalogue/`.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::nearest;

mod explain;

pub(crate) use explain::{explain, list};

/// What codes are about, in the order in which they are listed, and the entries.
const AREAS: [(&str, &str); 15] = [
    ("Any file", include_str!("catalogue/files.yaml")),
    ("The site and its links", include_str!("catalogue/site.yaml")),
    ("Theme", include_str!("catalogue/theme.yaml")),
    ("Languages", include_str!("catalogue/language.yaml")),
    ("Descriptions of datasets", include_str!("catalogue/description.yaml")),
    ("How files of data are written", include_str!("catalogue/form.yaml")),
    ("Data", include_str!("catalogue/data.yaml")),
    ("Pages", include_str!("catalogue/page.yaml")),
    ("Blocks of pages", include_str!("catalogue/block.yaml")),
    ("Figures and claims in texts", include_str!("catalogue/figure.yaml")),
    ("What people write", include_str!("catalogue/text.yaml")),
    ("Disclosure", include_str!("catalogue/disclosure.yaml")),
    ("Editions and revisions", include_str!("catalogue/edition.yaml")),
    ("The finished site", include_str!("catalogue/result.yaml")),
    ("Commands, folders and the disk", include_str!("catalogue/command.yaml")),
];

/// What there is to say of a code.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Entry {
    /// A name of a few words.
    pub(crate) title: String,
    /// What has happened.
    pub(crate) meaning: String,
    /// What to do.
    pub(crate) cure: String,
    #[serde(default)]
    pub(crate) severity: Weight,
    example: Option<Example>,
    command: Option<OnCommandLine>,
    /// Why there is no example that a test could try.
    #[serde(rename = "untested")]
    _untested: Option<String>,
}

/// What a code is told as.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Weight {
    #[default]
    Error,
    Warning,
    Both,
}

impl Weight {
    const fn words(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Both => "error or warning",
        }
    }
}

/// A mistake in a file of the site that the README builds, and how it is right. A test makes a site of both.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(not(test), expect(dead_code, reason = "only a test tries the examples"))]
struct Example {
    file: String,
    /// Nothing where the file is not there.
    wrong: Option<String>,
    right: Option<String>,
    /// Further files that both need.
    #[serde(default)]
    with: BTreeMap<String, String>,
    /// In place of which text of the file both stand; the right one otherwise.
    replaces: Option<String>,
    /// Whether both stand at the end of the file.
    #[serde(default)]
    append: bool,
    /// Where it is told, if not in the file.
    told_in: Option<String>,
    /// Errors that follow from the mistake.
    #[serde(default)]
    also: Vec<String>,
    /// How the wrong file is saved: `utf-16`.
    encoding: Option<String>,
    /// For which moment the site is read.
    at: Option<String>,
}

/// A mistake in a command, and how it is right.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct OnCommandLine {
    wrong: String,
    right: Option<String>,
    /// Further files of the site.
    #[serde(default, rename = "with")]
    _with: BTreeMap<String, String>,
}

/// Every entry, by area and code.
fn all() -> Vec<(&'static str, BTreeMap<String, Entry>)> {
    // A test reads all of them.
    AREAS.into_iter().filter_map(|(area, text)| Some((area, serde_yaml::from_str(text).ok()?))).collect()
}

/// Every code, by what it is about.
#[cfg(test)]
pub(crate) fn areas() -> Vec<(&'static str, Vec<String>)> {
    all().into_iter().map(|(area, entries)| (area, entries.into_keys().collect())).collect()
}

/// The entry of a code, and what it is about.
pub(crate) fn find(code: &str) -> Option<(&'static str, Entry)> {
    all().into_iter().find_map(|(area, mut entries)| Some((area, entries.remove(code)?)))
}

/// The code that may be meant.
pub(crate) fn meant(written: &str) -> Option<String> {
    let all = all();
    let codes = all.iter().flat_map(|(_, entries)| entries.keys().map(String::as_str));
    nearest(written, codes).map(str::to_owned)
}

#[cfg(test)]
mod tests;
