//! The files of texts that a theme has: one for each language, with the keys of the English one.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::yaml::Document;
use crate::diagnostic::{Diagnostics, Source, did_you_mean};
use crate::language::{FALLBACK, Strings, UNREVIEWED};

/// Whether a file of a theme holds texts: `languages/cy.yaml`.
pub(super) fn is_language(name: &str) -> bool {
    tag_of(name).is_some_and(|tag| !tag.is_empty() && tag.bytes().all(|byte| byte.is_ascii_lowercase()))
}

fn tag_of(name: &str) -> Option<&str> {
    name.strip_prefix("languages/")?.strip_suffix(".yaml")
}

/// The texts of every language: those that ship, with a theme's own in their place. What one lacks is said in English.
pub(super) fn all(
    shipped: &BTreeMap<String, Arc<Source>>,
    own: &BTreeMap<String, Arc<Source>>,
    log: &mut Diagnostics,
) -> BTreeMap<String, Strings> {
    let english = shipped.get(&format!("languages/{FALLBACK}.yaml")).map(|source| texts_of(source, None, log));
    let english = english.unwrap_or_default();
    let mut languages: BTreeMap<String, Strings> = BTreeMap::new();
    for (name, source) in shipped.iter().chain(own) {
        let Some(tag) = tag_of(name) else { continue };
        let strings = texts_of(source, Some(&english), log);
        let known = languages.get(tag).map_or_else(|| strings.clone(), |known| strings.or(known));
        languages.insert(tag.to_owned(), known);
    }
    let fallback = languages.get(FALLBACK).cloned().unwrap_or_default();
    languages.into_iter().map(|(tag, strings)| (tag, strings.or(&fallback))).collect()
}

/// The texts of a file. They have the keys of the English ones, and the same to fill in.
fn texts_of(source: &Arc<Source>, english: Option<&Strings>, log: &mut Diagnostics) -> Strings {
    let Some(document) = Document::parse(source, 0..source.text.len(), log) else { return Strings::default() };
    let mut texts = BTreeMap::new();
    let mut unreviewed = false;
    for (key, node) in document.root().entries(log) {
        if key == UNREVIEWED {
            unreviewed = node.boolean(log).unwrap_or_default();
            continue;
        }
        let Some(text) = node.text(log) else { continue };
        if let Some(english) = english {
            match english.text(&key) {
                None => {
                    let message = format!("there is no text `{key}`");
                    log.error(
                        "language-text",
                        node.key_place(),
                        message,
                        did_you_mean(&key, english.keys().collect::<Vec<_>>()),
                    );
                    continue;
                }
                Some(known) if filled(known) != filled(&text) => {
                    let list: Vec<String> = filled(known).into_iter().map(|name| format!("`{{{name}}}`")).collect();
                    let message = format!("the text `{key}` does not hold what is filled in");
                    let hint = match list.as_slice() {
                        [] => "write it without braces".to_owned(),
                        list => format!("it holds {}, each once, and nothing else in braces", list.join(", ")),
                    };
                    log.error("language-text", node.place(), message, hint);
                    continue;
                }
                Some(_) => {}
            }
        }
        texts.insert(key, text);
    }
    Strings::new(texts, unreviewed)
}

/// The names in braces.
fn filled(text: &str) -> BTreeSet<&str> {
    text.split('{').skip(1).filter_map(|rest| Some(rest.split_once('}')?.0)).collect()
}
