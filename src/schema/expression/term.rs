//! What the parts of an expression stand for, while MiniJinja evaluates it.

use std::fmt;
use std::sync::Arc;

use minijinja::value::{Kwargs, Object, Value, from_args};
use minijinja::{Error, State};

use super::names::{self, Names};
use super::{Computed, Selection, Wanted, Wrong};
use crate::diagnostic::did_you_mean;
use crate::schema::catalogue::{self, Catalogue};

/// What a name or a part of an expression stands for.
#[derive(Clone)]
pub(super) enum Symbol {
    Root,
    Dataset(usize),
    Selection(Selection),
    /// A sum of figures.
    Sum(Vec<Selection>),
    /// The policy of a dataset.
    Policy(usize),
    Wanted(Wanted),
    Wrong(Wrong),
    /// A dataset that is broken for reasons already told.
    Broken,
}

#[derive(Clone)]
pub(super) struct Term {
    pub(super) names: Arc<Vec<Names>>,
    broken: Arc<Vec<String>>,
    pub(super) symbol: Symbol,
}

/// All names of a catalogue, as the world in which an expression is evaluated.
pub(super) fn root(catalogue: &Catalogue) -> Term {
    let names = Arc::new(names::of(catalogue));
    Term { names, broken: Arc::new(catalogue.broken.clone()), symbol: Symbol::Root }
}

/// What a value stands for, where it came from an expression.
pub(super) fn symbol(value: &Value) -> Option<Symbol> {
    value.downcast_object_ref::<Term>().map(|term| term.symbol.clone())
}

impl fmt::Debug for Term {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Term")
    }
}

impl Term {
    pub(super) fn with(&self, symbol: Symbol) -> Value {
        Value::from_object(Self { symbol, ..self.clone() })
    }

    pub(super) fn wrong(&self, message: impl Into<String>, hint: impl Into<String>) -> Value {
        self.with(Symbol::Wrong(Wrong::new(message, hint)))
    }

    fn member_of(&self, key: &str) -> Value {
        match &self.symbol {
            Symbol::Root => match self.names.iter().position(|names| names.id == key) {
                Some(dataset) => self.with(Symbol::Dataset(dataset)),
                None if self.broken.iter().any(|id| id == key) => self.with(Symbol::Broken),
                None => {
                    let known = self.names.iter().map(|names| names.id.as_str()).collect::<Vec<_>>();
                    self.wrong(format!("there is no dataset `{key}`"), catalogue::dataset_hint(key, &known))
                }
            },
            Symbol::Dataset(dataset) => {
                let names = &self.names[*dataset];
                match names.measures.iter().position(|measure| measure == key) {
                    Some(measure) => self.with(Symbol::Selection(Selection {
                        dataset: *dataset,
                        measure,
                        members: vec![None; names.dimensions.len()],
                        period: None,
                    })),
                    None if key == "policy" => self.with(Symbol::Policy(*dataset)),
                    None => {
                        let known = names.measures.iter().map(String::as_str);
                        self.wrong(format!("`{}` has no measure `{key}`", names.id), did_you_mean(key, known))
                    }
                }
            }
            Symbol::Selection(selection) => self.narrowed(selection, key),
            Symbol::Policy(dataset) => {
                let rules = &self.names[*dataset].policy;
                match rules.iter().find(|(name, _)| *name == key) {
                    Some((_, text)) => self.with(Symbol::Wanted(Wanted::Computed(Computed::Text(text.clone().into())))),
                    None => {
                        let known = rules.iter().map(|(name, _)| *name).collect::<Vec<_>>();
                        self.wrong(
                            format!("a policy has no rule `{key}` that a page can state"),
                            did_you_mean(key, known),
                        )
                    }
                }
            }
            Symbol::Sum(_) | Symbol::Wanted(_) => {
                self.wrong(format!("`{key}` cannot follow a filter"), "put it before the filter")
            }
            Symbol::Wrong(_) | Symbol::Broken => self.with(self.symbol.clone()),
        }
    }

    /// A selection fixed to a member or a period, whichever `key` names.
    fn narrowed(&self, selection: &Selection, key: &str) -> Value {
        let names = &self.names[selection.dataset];
        let mut found: Vec<(&str, Selection)> = Vec::new();
        let mut again: Option<&str> = None;
        for (position, dimension) in names.dimensions.iter().enumerate() {
            if selection.members[position].is_some() {
                again = again.or(dimension.members.iter().any(|member| member == key).then_some(&dimension.id));
                continue;
            }
            if let Some(member) = dimension.members.iter().position(|member| member == key) {
                let mut narrowed = selection.clone();
                narrowed.members[position] = Some(member);
                found.push((&dimension.id, narrowed));
            }
        }
        if selection.period.is_some() {
            again = again.or(names.periods.iter().any(|period| period == key).then_some("period"));
        } else if let Some(period) = names.periods.iter().position(|period| period == key) {
            found.push(("period", Selection { period: Some(period), ..selection.clone() }));
        }
        match found.as_slice() {
            [(_, narrowed)] => self.with(Symbol::Selection(narrowed.clone())),
            [] if again.is_some() => self.wrong(
                format!("`{key}` names {} a second time", again.unwrap_or_default()),
                "name one member of each dimension, and one period",
            ),
            [] => {
                let known: Vec<&str> = names
                    .dimensions
                    .iter()
                    .flat_map(|dimension| &dimension.members)
                    .chain(&names.periods)
                    .map(String::as_str)
                    .collect();
                self.wrong(format!("`{}` has no member or period `{key}`", names.id), did_you_mean(key, known))
            }
            [(first, _), ..] => self.wrong(
                format!("`{key}` is the name of more than one thing here"),
                format!("say which: `({first}=\"{key}\")`"),
            ),
        }
    }

    fn named(&self, selection: &Selection, kwargs: &Kwargs) -> Result<Value, Error> {
        let names = &self.names[selection.dataset];
        let mut narrowed = selection.clone();
        for name in kwargs.args().map(str::to_owned).collect::<Vec<_>>() {
            let key = text_of(&kwargs.get::<Value>(&name)?);
            let (known, place): (&[String], &mut Option<usize>) = if name == "period" {
                (&names.periods, &mut narrowed.period)
            } else if let Some(position) = names.dimensions.iter().position(|d| d.id == name) {
                (&names.dimensions[position].members, &mut narrowed.members[position])
            } else {
                let known = names.dimensions.iter().map(|d| d.id.as_str()).chain(["period"]).collect::<Vec<_>>();
                return Ok(self.wrong(format!("`{}` has no dimension `{name}`", names.id), did_you_mean(&name, known)));
            };
            if place.is_some() {
                let hint = "name one member of each dimension, and one period";
                return Ok(self.wrong(format!("`{key}` names {name} a second time"), hint));
            }
            *place = known.iter().position(|member| *member == key);
            if place.is_none() {
                let known = known.iter().map(String::as_str);
                return Ok(self.wrong(format!("`{name}` has no `{key}`"), did_you_mean(&key, known)));
            }
        }
        Ok(self.with(Symbol::Selection(narrowed)))
    }
}

impl Object for Term {
    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        Some(self.member_of(&text_of(key)))
    }

    fn call(self: &Arc<Self>, _: &mut State<'_, '_>, args: &[Value]) -> Result<Value, Error> {
        let hint = "name what you fix, like `missing.children(area=\"north\", period=\"2017-H1\")`";
        match (&self.symbol, from_args::<(Kwargs,)>(args)) {
            (Symbol::Selection(selection), Ok((kwargs,))) => self.named(selection, &kwargs),
            (Symbol::Wrong(_) | Symbol::Broken, _) => Ok(self.with(self.symbol.clone())),
            _ => Ok(self.wrong("this cannot be called like that", hint)),
        }
    }

    fn call_method(self: &Arc<Self>, state: &mut State<'_, '_>, method: &str, args: &[Value]) -> Result<Value, Error> {
        self.member_of(method).call(state, args)
    }
}

pub(super) fn text_of(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}
