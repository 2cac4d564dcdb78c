//! A validator for exactly the keywords that our schemas use, for tests: any other keyword is a failure, so that none is ignored.

use serde_json::Value;

/// Words that say something to people and nothing of what is valid.
const ANNOTATIONS: [&str; 6] = ["$schema", "title", "description", "default", "examples", "definitions"];

/// A group of keys that was found valid: where it stands, and by which part of the schema.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Visit {
    pub(super) instance: String,
    pub(super) schema: String,
}

pub(super) struct Validator<'a> {
    pub(super) schema: &'a Value,
    pub(super) visits: Vec<Visit>,
}

impl<'a> Validator<'a> {
    pub(super) fn new(schema: &'a Value) -> Self {
        Self { schema, visits: Vec::new() }
    }

    /// What is wrong with an instance at `at`, by the part of the schema at `pointer`; nothing if it is valid.
    pub(super) fn check(&mut self, pointer: &str, instance: &Value, at: &str) -> Vec<String> {
        let part = self.schema.pointer(pointer).unwrap_or_else(|| panic!("no part {pointer} of the schema"));
        let part = part.as_object().unwrap_or_else(|| panic!("{pointer} is no group"));
        if let Some(reference) = part.get("$ref").and_then(Value::as_str) {
            for word in part.keys().filter(|word| *word != "$ref") {
                assert!(ANNOTATIONS.contains(&word.as_str()), "`{word}` beside `$ref` is ignored, at {pointer}");
            }
            return self.check(reference.strip_prefix('#').expect("a part of this schema"), instance, at);
        }
        let mut wrong = Vec::new();
        for (word, said) in part {
            let number = || said.as_f64().expect("a number");
            let too = |what: &str| vec![format!("{at}: {what} than {said}")];
            let told = match (word.as_str(), instance) {
                ("type", _) => is_of(said, instance, at),
                ("enum", _) => {
                    let known = said.as_array().expect("a list").contains(instance);
                    if known { Vec::new() } else { vec![format!("{at}: not one of {said}")] }
                }
                ("anyOf", _) => self.any(&format!("{pointer}/anyOf"), said, instance, at),
                ("properties", Value::Object(map)) => {
                    let known = map.iter().filter(|(key, _)| said.get(key).is_some());
                    let path = |key: &str| format!("{pointer}/properties/{}", escaped(key));
                    known.flat_map(|(key, value)| self.check(&path(key), value, &inside(at, key))).collect()
                }
                ("additionalProperties", Value::Object(map)) => {
                    let declared = |key: &str| part.get("properties").is_some_and(|known| known.get(key).is_some());
                    let others = map.iter().filter(|(key, _)| !declared(key));
                    match said {
                        Value::Bool(false) => others.map(|(key, _)| format!("{at}: no key `{key}`")).collect(),
                        _ => {
                            let path = format!("{pointer}/additionalProperties");
                            others.flat_map(|(key, value)| self.check(&path, value, &inside(at, key))).collect()
                        }
                    }
                }
                ("required", Value::Object(map)) => {
                    let keys = said.as_array().expect("a list").iter().filter_map(Value::as_str);
                    keys.filter(|key| !map.contains_key(*key)).map(|key| format!("{at}: `{key}` is missing")).collect()
                }
                ("items", Value::Array(items)) => {
                    let path = format!("{pointer}/items");
                    let items = items.iter().enumerate();
                    items.flat_map(|(n, item)| self.check(&path, item, &inside(at, &n.to_string()))).collect()
                }
                ("minItems", Value::Array(items)) if (items.len() as f64) < number() => too("fewer"),
                ("maxItems", Value::Array(items)) if items.len() as f64 > number() => too("more"),
                ("minLength", Value::String(text)) if (text.chars().count() as f64) < number() => too("shorter"),
                ("minimum", Value::Number(value)) if value.as_f64().is_some_and(|value| value < number()) => {
                    too("less")
                }
                ("maximum", Value::Number(value)) if value.as_f64().is_some_and(|value| value > number()) => {
                    too("more")
                }
                ("format", Value::String(text)) => {
                    assert_eq!(said, "date", "{pointer}");
                    let sound = crate::schema::period::iso_date(text).is_some();
                    if sound { Vec::new() } else { vec![format!("{at}: no day")] }
                }
                (
                    "minItems"
                    | "maxItems"
                    | "minLength"
                    | "minimum"
                    | "maximum"
                    | "format"
                    | "items"
                    | "required"
                    | "properties"
                    | "additionalProperties",
                    _,
                ) => Vec::new(),
                (word, _) if ANNOTATIONS.contains(&word) => Vec::new(),
                (word, _) => panic!("the validator does not know `{word}`, at {pointer}"),
            };
            wrong.extend(told);
        }
        let is_closed = part.get("additionalProperties") == Some(&Value::Bool(false));
        if is_closed && instance.is_object() && wrong.is_empty() {
            self.visits.push(Visit { instance: at.to_owned(), schema: pointer.to_owned() });
        }
        wrong
    }

    /// What is wrong by the branch that is nearest, if none fits.
    fn any(&mut self, pointer: &str, branches: &Value, instance: &Value, at: &str) -> Vec<String> {
        let before = self.visits.len();
        let mut all = Vec::new();
        for branch in 0..branches.as_array().expect("a list").len() {
            self.visits.truncate(before);
            let wrong = self.check(&format!("{pointer}/{branch}"), instance, at);
            if wrong.is_empty() {
                return wrong;
            }
            all.extend(wrong);
        }
        self.visits.truncate(before);
        all
    }
}

fn is_of(types: &Value, instance: &Value, at: &str) -> Vec<String> {
    let one = |name: &str| match name {
        "null" => instance.is_null(),
        "boolean" => instance.is_boolean(),
        "string" => instance.is_string(),
        "number" => instance.is_number(),
        "integer" => instance.is_u64(),
        "array" => instance.is_array(),
        "object" => instance.is_object(),
        other => panic!("the validator does not know the type `{other}`"),
    };
    let fits = match types {
        Value::Array(names) => names.iter().filter_map(Value::as_str).any(one),
        name => one(name.as_str().expect("a name")),
    };
    if fits { Vec::new() } else { vec![format!("{at}: not of the type {types}")] }
}

/// The pointer to what is inside of something.
pub(super) fn inside(at: &str, key: &str) -> String {
    format!("{at}/{}", escaped(key))
}

fn escaped(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}
