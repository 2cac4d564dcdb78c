//! A page for each kind of file and block: every key with its type, its default, what it means, and an example.

use serde_yaml::{Mapping, Value};

use super::{fence, page};
use crate::keys::{KINDS, Kind};

/// Words of our schemas, each on the page of a kind, in which a number is a limit and no figure.
const LIMITS: [(&str, &str); 3] = [
    ("site", "how many people (1 or 2), and how many per cent (50 to 99)"),
    ("dataset", "without it others have one"),
    ("chart", "at most four; of slopes and small multiples at most twelve"),
];

/// Each page by its file's name.
pub(super) fn pages() -> Vec<(String, String)> {
    KINDS.iter().map(|kind| (format!("{}.md", kind.name), Page::of(*kind))).collect()
}

/// A page as it is made: groups of keys are described one after the other, in the order in which keys lead to them.
struct Page {
    schema: Mapping,
    /// Each group that is still to be described, and the key that leads there.
    waiting: Vec<(Mapping, String)>,
    /// The headings of groups that have their place.
    placed: Vec<String>,
    text: String,
}

impl Page {
    fn of(kind: Kind) -> String {
        let schema = kind.schema().expect("a schema");
        let text_of = |word: &str| schema.get(word).and_then(Value::as_str).expect("a text").to_owned();
        let (name, description) = (text_of("title"), text_of("description"));
        let (summary, more) = description.split_once(". ").unwrap_or((description.trim_end_matches('.'), ""));
        let title = match kind.place {
            "a block of a page" => format!("Block: {name}"),
            "the top of a page" => "Front matter of a page".to_owned(),
            _ => format!("File: {name}"),
        };
        let mut made =
            Self { schema: schema.clone(), waiting: Vec::new(), placed: Vec::new(), text: format!("{more}\n\n") };
        let root = made.resolved(&Value::Mapping(schema));
        if root.contains_key("properties") {
            made.text.push_str("## Keys\n\n");
            made.group(&root);
        } else {
            let words = made.kind(&Value::Mapping(root), &name);
            made.text.push_str(&format!("It is {words}.\n\n"));
        }
        let limits: Vec<&str> = LIMITS.iter().filter(|(name, _)| *name == kind.name).map(|(_, words)| *words).collect();
        while !made.waiting.is_empty() {
            let (group, key) = made.waiting.remove(0);
            made.text.push_str(&format!("## {}\n\n", heading(&group)));
            if key != name {
                made.text.push_str(&format!("In `{key}`.\n\n"));
            }
            made.group(&group);
        }
        page(&title, &format!("{summary}."), &limits, &made.text)
    }

    /// A part with what it refers to; what stands beside the reference goes before.
    fn resolved(&self, part: &Value) -> Mapping {
        let part = part.as_mapping().expect("a group");
        let Some(name) = part.get("$ref").and_then(Value::as_str) else { return part.clone() };
        let name = name.trim_start_matches("#/definitions/");
        let definition = self.schema.get("definitions").and_then(|all| all.get(name)).expect("a definition");
        let mut all = self.resolved(definition);
        all.extend(part.iter().filter(|(word, _)| word.as_str() != Some("$ref")).map(|(a, b)| (a.clone(), b.clone())));
        all
    }

    /// Every key of a group.
    fn group(&mut self, group: &Mapping) {
        let required: Vec<&str> = group
            .get("required")
            .and_then(Value::as_sequence)
            .into_iter()
            .flatten()
            .filter_map(Value::as_str)
            .collect();
        let keys = group.get("properties").and_then(Value::as_mapping).expect("keys");
        for (key, part) in keys {
            let key = key.as_str().expect("a name");
            let part = self.resolved(part);
            let need = if required.contains(&key) { "Required" } else { "Optional" };
            let kind = self.kind(&Value::Mapping(part.clone()), key);
            let meaning = part.get("description").and_then(Value::as_str).expect("a description");
            let default = part.get("default");
            let short = default.filter(|default| default.is_string() || default.is_bool());
            let short = short.map(|default| format!(" Default: `{}`.", scalar(default))).unwrap_or_default();
            self.text.push_str(&format!("### {key}\n\n{need}: {kind}.{short} {meaning}\n\n"));
            if let Some(default) = default.filter(|default| default.is_mapping() || default.is_sequence()) {
                self.text.push_str(&format!("Default:\n\n{}", yaml(key, default, "")));
            }
            let examples = part.get("examples").and_then(Value::as_sequence).cloned().unwrap_or_default();
            let range = range(&part);
            for (position, example) in examples.iter().enumerate() {
                let word = if position == 0 { "For example:" } else { "Or:" };
                self.text.push_str(&format!("{word}\n\n{}", yaml(key, example, &range)));
            }
        }
    }

    /// What a value is, in words, with the way to the groups inside of it.
    fn kind(&mut self, part: &Value, key: &str) -> String {
        let part = self.resolved(part);
        let mut words = match part.get("title").and_then(Value::as_str) {
            Some(title) => title.to_owned(),
            None => plain(&part),
        };
        let mut groups = Vec::new();
        self.groups(&part, &mut groups);
        for group in groups {
            let heading = heading(&group);
            let anchor = heading.to_lowercase().replace(' ', "-");
            words.push_str(&format!(" ([{}](#{anchor}))", heading.to_lowercase()));
            if !self.placed.contains(&heading) {
                self.placed.push(heading);
                self.waiting.push((group, key.to_owned()));
            }
        }
        words
    }

    /// The groups of keys in a value, not those in their keys.
    fn groups(&self, part: &Mapping, found: &mut Vec<Mapping>) {
        if part.contains_key("properties") {
            if !found.contains(part) {
                found.push(part.clone());
            }
            return;
        }
        let inner = ["items", "additionalProperties"].iter().filter_map(|word| part.get(*word));
        let branches = part.get("anyOf").and_then(Value::as_sequence).into_iter().flatten();
        for inner in inner.chain(branches).filter(|inner| inner.is_mapping()) {
            let inner = self.resolved(inner);
            self.groups(&inner, found);
        }
    }
}

/// The heading of a group: `A policy`.
fn heading(group: &Mapping) -> String {
    let title = group.get("title").and_then(Value::as_str).expect("a title");
    let mut letters = title.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// What a value without a title is.
fn plain(part: &Mapping) -> String {
    if let Some(known) = part.get("enum").and_then(Value::as_sequence) {
        let known: Vec<String> = known.iter().map(|one| format!("`{}`", scalar(one))).collect();
        return format!("one of {}", known.join(", "));
    }
    match part.get("type").and_then(Value::as_str) {
        Some("boolean") => "`true` or `false`".to_owned(),
        Some("integer") => "a whole number".to_owned(),
        other => panic!("{other:?} needs a title: {part:?}"),
    }
}

/// The limits and the default of a number, for the line of its example: numbers in running text would have to be bound to data.
fn range(part: &Mapping) -> String {
    let said = |word: &str| part.get(word).filter(|value| value.is_number()).map(scalar);
    let limits = match (said("minimum"), said("maximum")) {
        (Some(least), Some(most)) => Some(format!("from {least} to {most}")),
        _ => None,
    };
    let default = said("default").map(|default| format!("without it {default}"));
    let all: Vec<String> = limits.into_iter().chain(default).collect();
    if all.is_empty() { String::new() } else { format!("  # {}", all.join("; ")) }
}

fn scalar(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => serde_yaml::to_string(other).expect("a value").trim().to_owned(),
    }
}

/// A key with its value, as it is written, and what stands behind it.
fn yaml(key: &str, value: &Value, behind: &str) -> String {
    let pair: Mapping = [(Value::from(key), value.clone())].into_iter().collect();
    fence("yaml", &(serde_yaml::to_string(&pair).expect("YAML").trim_end().to_owned() + behind))
}
