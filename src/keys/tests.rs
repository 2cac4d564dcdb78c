//! The schemas against their readers, on everything that is written anywhere in this repository: the demonstration, every
//! fixture, and a site that uses whatever those leave out.

#![expect(clippy::disallowed_methods, reason = "a site with mistakes is written into a temporary folder")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};

use serde_json::Value;

use super::validate::{Validator, Visit, inside};
use super::{KINDS, Kind};
use crate::diagnostic::Diagnostics;
use crate::load::Project;
use crate::load::yaml::{Document, Read};
use crate::{ask, load, schema};

/// A key that nobody knows.
const UNKNOWN: &str = "zz-unknown";
/// What is under the top level of a site.
const INPUTS: [&str; 6] =
    ["site.yaml", "content", "data", "themes", "accessibility.yaml", "accessibility-results.yaml"];

fn home() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The folder of every site whose files have no unknown key.
fn sites() -> Vec<PathBuf> {
    let fixtures = fs::read_dir(home().join("tests/sites")).expect("fixtures");
    let mut sites: Vec<PathBuf> = fixtures.map(|entry| entry.expect("an entry").path().join("in")).collect();
    let others = ["", "guide", "src/command/new/starter", "tests/keys"];
    sites.extend(others.map(|site| home().join(site)));
    sites.sort();
    sites
}

/// Reads a site as far as questions go: then every key has been asked for.
fn read(root: &Path) -> Diagnostics {
    let mut log = Diagnostics::default();
    let loaded = load::load(Project::from(root), &mut log).expect("a site");
    let checked = schema::check(loaded, &mut log);
    ask::ask(checked, &mut log);
    log
}

fn unknown_keys(log: &Diagnostics) -> Vec<String> {
    let found = log.sorted().into_iter().filter(|diagnostic| diagnostic.code == "unknown-key");
    found.map(crate::diagnostic::Diagnostic::render).collect()
}

/// The kind of a document; none where no schema is for it, or nothing is written in it.
fn kind_of(document: &Document) -> Option<Kind> {
    let source = document.source();
    if document.is_empty() {
        return None;
    }
    let name = source.name.as_str();
    let file = name.rsplit('/').next().unwrap_or_default();
    let kind = match name {
        "site.yaml" => "site",
        "accessibility.yaml" => "accessibility",
        "accessibility-results.yaml" => "accessibility-results",
        _ if name.starts_with("data/") && file.starts_with("labels.") => "labels",
        _ if name.starts_with("data/") => "dataset",
        _ if name.starts_with("themes/") && file == "values.yaml" => "values",
        _ if name.starts_with("content/") => {
            let before = source.text[..document.span().start].trim_end_matches('\n');
            match before.rsplit('\n').next().unwrap_or_default().trim().trim_start_matches(['`', '~']) {
                "---" => "front-matter",
                block => block,
            }
        }
        _ => return None,
    };
    Some(Kind::named(kind).unwrap_or_else(|| panic!("{name}: no schema is called {kind}")))
}

fn schemas() -> BTreeMap<&'static str, Value> {
    let json = |kind: &Kind| serde_json::from_str(&kind.json().expect("a schema")).expect("JSON");
    KINDS.iter().map(|kind| (kind.name, json(kind))).collect()
}

/// A document with its kind, as JSON, and where its groups are written.
struct Written<'a> {
    document: &'a Document,
    kind: Kind,
    json: Value,
    places: BTreeMap<String, Range<usize>>,
}

fn written(read: &Read) -> Vec<Written<'_>> {
    let one = |document| {
        let (json, places) = Document::as_json(document);
        Some(Written { kind: kind_of(document)?, document, json, places })
    };
    read.documents.iter().filter_map(one).collect()
}

impl Written<'_> {
    /// The groups that a schema finds valid; fails where it refuses something.
    fn visits(&self, schema: &Value) -> Vec<Visit> {
        let mut validator = Validator::new(schema);
        let wrong = validator.check("", &self.json, "");
        assert_eq!(wrong, Vec::<String>::new(), "{}: {}", self.document.source().name, self.kind.name);
        validator.visits
    }
}

#[test]
fn schemas_say_what_readers_ask_for() {
    let schemas = schemas();
    let mut wrong: BTreeSet<String> = BTreeSet::new();
    let mut met: BTreeSet<(&str, String)> = BTreeSet::new();
    for root in sites() {
        let log = read(&root);
        assert_eq!(unknown_keys(&log), Vec::<String>::new(), "{}", root.display());
        for written in written(&log.read) {
            let (name, schema) = (&written.document.source().name, &schemas[written.kind.name]);
            for visit in written.visits(schema) {
                let place = &written.places[&visit.instance];
                let group = log.read.groups.iter().find(|group| &group.source.name == name && group.span == *place);
                // A draft is dropped before its keys are asked for.
                let Some(group) = group else { continue };
                let part = schema.pointer(&visit.schema).expect("a part");
                let keys: BTreeSet<&str> =
                    part["properties"].as_object().expect("keys").keys().map(String::as_str).collect();
                let asked: BTreeSet<&str> = group.asked.iter().copied().collect();
                let list = part.get("required").and_then(Value::as_array).cloned().unwrap_or_default();
                let says: BTreeSet<&str> = list.iter().filter_map(Value::as_str).collect();
                let required: BTreeSet<&str> = group.required.iter().copied().collect();
                for (what, says, reads) in [("keys", keys, asked), ("required", says, required)] {
                    let differ: Vec<_> = says.symmetric_difference(&reads).collect();
                    if !differ.is_empty() {
                        let at = format!("{}{}: {what}", written.kind.name, visit.schema);
                        wrong.insert(format!("{at}: only schema or reader has {differ:?}"));
                    }
                }
                met.insert((written.kind.name, visit.schema));
            }
        }
    }
    let all: BTreeSet<(&str, String)> =
        schemas.iter().flat_map(|(name, schema)| closed(schema, "").into_iter().map(move |at| (*name, at))).collect();
    assert_eq!(wrong, BTreeSet::new());
    assert_eq!(all.difference(&met).collect::<Vec<_>>(), Vec::<&(&str, String)>::new(), "no site has such a group");
}

/// Every group of keys of a schema that allows no others. Each group is closed, or takes names of any kind.
fn closed(part: &Value, at: &str) -> Vec<String> {
    match part {
        Value::Object(map) => {
            let mut found: Vec<String> = Vec::new();
            let is_group = map.get("type").is_some_and(|kind| kind.to_string().contains("\"object\""));
            if is_group {
                assert!(map.contains_key("additionalProperties"), "{at} does not say what else is allowed");
            }
            if map.get("additionalProperties") == Some(&Value::Bool(false)) {
                found.push(at.to_owned());
            }
            let inner = map.iter().filter(|(word, _)| !["examples", "default"].contains(&word.as_str()));
            found.extend(inner.flat_map(|(word, inner)| closed(inner, &inside(at, word))));
            found
        }
        Value::Array(items) => {
            items.iter().enumerate().flat_map(|(n, item)| closed(item, &inside(at, &n.to_string()))).collect()
        }
        _ => Vec::new(),
    }
}

#[test]
fn an_unknown_key_is_refused_by_schema_and_reader_alike() {
    let schemas = schemas();
    for root in sites() {
        let log = read(&root);
        let mut inserted: BTreeMap<&str, BTreeSet<usize>> = BTreeMap::new();
        for written in written(&log.read) {
            let schema = &schemas[written.kind.name];
            for visit in written.visits(schema) {
                let place = &written.places[&visit.instance];
                let source = written.document.source();
                if !log.read.groups.iter().any(|group| group.source.name == source.name && group.span == *place) {
                    continue;
                }
                let mut other = written.json.clone();
                let group = other.pointer_mut(&visit.instance).and_then(Value::as_object_mut).expect("a group");
                group.insert(UNKNOWN.to_owned(), 1.into());
                let told = Validator::new(schema).check("", &other, "");
                assert!(!told.is_empty(), "{}: {}: an unknown key", source.name, visit.instance);
                inserted.entry(&source.name).or_default().insert(place.start);
            }
        }
        let folder = tempfile::tempdir().expect("a folder");
        for name in INPUTS {
            copy(&root.join(name), &folder.path().join(name));
        }
        for (name, places) in &inserted {
            let file = folder.path().join(name);
            // A theme's file that ships may not be in the site's folder.
            let Ok(mut text) = fs::read_to_string(&file) else { continue };
            for place in places.iter().rev() {
                text.insert_str(*place + usize::from(text[*place..].starts_with('{')), &key_at(&text, *place));
            }
            fs::write(&file, text).expect("written");
        }
        let told = unknown_keys(&read(folder.path()));
        let told = told.iter().filter(|text| text.contains(UNKNOWN)).count();
        let all: usize = inserted.values().map(BTreeSet::len).sum();
        assert_eq!(told, all, "{}: unknown keys that are told, then those that are there", root.display());
    }
}

/// The unknown key as a group at this place can have it: in braces, or on a line of its own.
fn key_at(text: &str, place: usize) -> String {
    if text[place..].starts_with('{') {
        return format!("{UNKNOWN}: 1, ");
    }
    let column = text[..place].chars().rev().take_while(|c| *c != '\n').count();
    format!("{UNKNOWN}: 1\n{}", " ".repeat(column))
}

fn copy(from: &Path, to: &Path) {
    if from.is_file() {
        fs::create_dir_all(to.parent().expect("a parent")).expect("a folder");
        fs::copy(from, to).expect("copied");
    }
    for entry in fs::read_dir(from).into_iter().flatten() {
        let name = entry.expect("an entry").file_name();
        copy(&from.join(&name), &to.join(&name));
    }
}

#[test]
fn every_key_says_what_it_means_with_an_example_that_is_valid() {
    let mut wrong: Vec<String> = Vec::new();
    for (name, schema) in schemas() {
        keys(&schema, "", &mut |at, key| {
            let word = |word: &str| key.get(word).or_else(|| referred(&schema, key).get(word));
            let description = word("description").and_then(Value::as_str).unwrap_or_default();
            if !description.ends_with(['.', ')']) {
                wrong.push(format!("{name}{at} does not say what it means, in sentences"));
            }
            if word("examples").or(word("default")).is_none() {
                wrong.push(format!("{name}{at} has no example"));
            }
            let examples = word("examples").and_then(Value::as_array).into_iter().flatten();
            for example in examples.chain(word("default")) {
                let told = Validator::new(&schema).check(at, example, "");
                wrong.extend(told.into_iter().map(|told| format!("{name}{at}: {example}: {told}")));
            }
        });
    }
    assert_eq!(wrong, Vec::<String>::new());
}

/// Visits every key of every group.
fn keys(part: &Value, at: &str, visit: &mut impl FnMut(&str, &Value)) {
    if let Some(properties) = part.get("properties").and_then(Value::as_object) {
        for (key, value) in properties {
            visit(&inside(&format!("{at}/properties"), key), value);
        }
    }
    match part {
        Value::Object(map) => {
            let inner = map.iter().filter(|(word, _)| !["examples", "default"].contains(&word.as_str()));
            inner.for_each(|(word, inner)| keys(inner, &inside(at, word), visit));
        }
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(n, item)| keys(item, &inside(at, &n.to_string()), visit));
        }
        _ => {}
    }
}

/// What a key refers to, or itself.
fn referred<'a>(schema: &'a Value, key: &'a Value) -> &'a Value {
    let pointer = key.get("$ref").and_then(Value::as_str).and_then(|reference| reference.strip_prefix('#'));
    pointer.and_then(|pointer| schema.pointer(pointer)).unwrap_or(key)
}
