//! What may be written, key by key: a JSON Schema for each kind of file and block, for editors and for the guide.
//!
//! The schemas are written by hand, in the YAML files beside this one. The program itself reads no schema: the readers ask for
//! each key, and the tests compare what they ask for with what stands here.

use serde_yaml::{Mapping, Value};

/// The version of JSON Schema that the YAML server of editors knows best.
const VERSION: &str = "http://json-schema.org/draft-07/schema#";
const COMMON: &str = include_str!("common.yaml");

/// A kind of file or block.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Kind {
    /// What it is called on the command line.
    pub(crate) name: &'static str,
    /// Where it stands, for people.
    pub(crate) place: &'static str,
    yaml: &'static str,
}

macro_rules! kinds {
    ($($name:literal: $place:literal),* $(,)?) => {
        /// Every kind, in the order in which a site is written.
        pub(crate) const KINDS: &[Kind] =
            &[$(Kind { name: $name, place: $place, yaml: include_str!(concat!($name, ".yaml")) }),*];
    };
}

kinds![
    "site": "site.yaml",
    "dataset": "data/NAME.yaml",
    "labels": "data/labels.TAG.yaml",
    "front-matter": "the top of a page",
    "table": "a block of a page",
    "chart": "a block of a page",
    "map": "a block of a page",
    "structure": "a block of a page",
    "key-figures": "a block of a page",
    "at-a-glance": "a block of a page",
    "pages": "a block of a page",
    "calendar": "a block of a page",
    "accessibility": "accessibility.yaml",
    "accessibility-results": "accessibility-results.yaml",
    "values": "themes/NAME/values.yaml",
];

impl Kind {
    pub(crate) fn named(name: &str) -> Option<Self> {
        KINDS.iter().find(|kind| kind.name == name).copied()
    }

    /// The file that holds the schema.
    pub(crate) fn file(self) -> String {
        format!("{}.schema.json", self.name)
    }

    /// The schema as JSON.
    ///
    /// # Errors
    /// A fault of ours, in words.
    pub(crate) fn json(self) -> Result<String, String> {
        let json = serde_json::to_string_pretty(&self.schema()?).map_err(|error| error.to_string())?;
        Ok(format!("{json}\n"))
    }

    /// The schema, with what it refers to of the common definitions.
    pub(crate) fn schema(self) -> Result<Mapping, String> {
        let read = |yaml| serde_yaml::from_str::<Mapping>(yaml).map_err(|error| format!("{}: {error}", self.name));
        let (own, common) = (read(self.yaml)?, read(COMMON)?);
        let mut schema = Mapping::new();
        schema.insert("$schema".into(), VERSION.into());
        schema.extend(own);
        let mut definitions = match schema.remove("definitions") {
            Some(Value::Mapping(definitions)) => definitions,
            _ => Mapping::new(),
        };
        let mut wanted = Vec::new();
        references(&Value::Mapping(schema.clone()), &mut wanted);
        definitions.values().for_each(|part| references(part, &mut wanted));
        while let Some(name) = wanted.pop() {
            if definitions.contains_key(name.as_str()) {
                continue;
            }
            let found = common.get(name.as_str()).ok_or(format!("{}: there is no definition `{name}`", self.name))?;
            references(found, &mut wanted);
            definitions.insert(name.into(), found.clone());
        }
        if !definitions.is_empty() {
            schema.insert("definitions".into(), definitions.into());
        }
        Ok(schema)
    }
}

/// The definitions to which a part of a schema refers.
fn references(part: &Value, found: &mut Vec<String>) {
    match part {
        Value::Mapping(map) => {
            let name = map.get("$ref").and_then(Value::as_str).and_then(|name| name.strip_prefix("#/definitions/"));
            found.extend(name.map(ToOwned::to_owned));
            map.values().for_each(|part| references(part, found));
        }
        Value::Sequence(list) => list.iter().for_each(|part| references(part, found)),
        _ => {}
    }
}

#[cfg(test)]
mod tests;
#[cfg(test)]
mod validate;
