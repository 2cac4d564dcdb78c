//! The author's expressions, evaluated over names: `missing.episodes["north"]` stands for facts, never for their values.
//!
//! MiniJinja parses and evaluates; the objects it sees know datasets, members and periods, and have no data to give.

use std::fmt;
use std::sync::Arc;

use minijinja::value::{Kwargs, Object, Rest, Value, from_args};
use minijinja::{Environment, Error, ErrorKind, State, UndefinedBehavior};

use super::catalogue::{self, Catalogue};
use crate::diagnostic::did_you_mean;

/// Facts by what they are about; what is not fixed is `None`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Selection {
    pub(crate) dataset: usize,
    pub(crate) measure: usize,
    pub(crate) members: Vec<Option<usize>>,
    pub(crate) period: Option<usize>,
}

/// What an expression asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Wanted {
    /// One figure.
    Value(Selection),
    /// Two periods of one figure compared; positions of the periods.
    Compared { selection: Selection, from: usize, to: usize, how: Comparison },
    /// One figure as a part of another, in per cent.
    Share { part: Selection, whole: Selection },
}

/// How two periods are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Comparison {
    /// In words: `rose by 6.7%`.
    Words,
    /// `+6.7%`
    Percent,
    /// `+16`
    Difference,
    /// `+1.2 percentage points`
    Points,
    /// `from 240 to 256`
    FromTo,
}

const COMPARISONS: [(&str, Comparison); 5] = [
    ("change", Comparison::Words),
    ("percent_change", Comparison::Percent),
    ("difference", Comparison::Difference),
    ("points", Comparison::Points),
    ("from_to", Comparison::FromTo),
];

/// The filter that asks for a comparison.
pub(crate) fn filter_of(how: Comparison) -> &'static str {
    COMPARISONS.iter().find(|(_, known)| *known == how).map_or("change", |(name, _)| name)
}

/// Why an expression asks for nothing, for the author.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Wrong {
    pub(crate) message: String,
    pub(crate) hint: String,
}

impl Wrong {
    pub(crate) fn new(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { message: message.into(), hint: hint.into() }
    }
}

/// The names of one dataset.
#[derive(Debug)]
struct Names {
    id: String,
    measures: Vec<String>,
    dimensions: Vec<(String, Vec<String>)>,
    periods: Vec<String>,
}

/// What a name or a part of an expression stands for.
#[derive(Clone)]
enum Symbol {
    Root,
    Dataset(usize),
    Selection(Selection),
    Wanted(Wanted),
    Wrong(Wrong),
    /// A dataset that is broken for reasons already told.
    Broken,
}

#[derive(Clone)]
struct Term {
    names: Arc<Vec<Names>>,
    broken: Arc<Vec<String>>,
    symbol: Symbol,
}

impl fmt::Debug for Term {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Term")
    }
}

/// Evaluates expressions over the names of a catalogue.
pub(crate) struct Evaluator {
    environment: Environment<'static>,
    root: Value,
}

impl Evaluator {
    pub(crate) fn new(catalogue: &Catalogue) -> Self {
        let names = catalogue.datasets.iter().map(|dataset| Names {
            id: dataset.id.clone(),
            measures: dataset.measures.iter().map(|measure| measure.id.clone()).collect(),
            dimensions: dataset
                .dimensions
                .iter()
                .map(|d| (d.id.clone(), d.members.keys().cloned().collect()))
                .collect(),
            periods: dataset.periods.iter().map(|period| period.id.clone()).collect(),
        });
        let broken = Arc::new(catalogue.broken.clone());
        let root = Term { names: Arc::new(names.collect()), broken, symbol: Symbol::Root };
        let mut environment = Environment::empty();
        environment.set_undefined_behavior(UndefinedBehavior::Strict);
        environment.set_fuel(Some(10_000));
        for (name, how) in COMPARISONS {
            environment.add_filter(name, move |value: Value, args: Rest<Value>| compare(&value, how, name, &args));
        }
        environment.add_filter("share", |part: Value, args: Rest<Value>| share(&part, &args));
        Self { environment, root: Value::from_object(root) }
    }

    /// What `source` asks for. `Ok(None)` where it names a dataset whose problems have been told already.
    pub(crate) fn evaluate(&self, source: &str) -> Result<Option<Wanted>, Wrong> {
        if let Some(wrong) = evidently_wrong(source) {
            return Err(wrong);
        }
        let compiled = self.environment.compile_expression(source);
        let value = compiled.and_then(|expression| expression.eval(self.root.clone()));
        let value = value.map_err(|error| explain(&error))?;
        match value.downcast_object_ref::<Term>().map(|term| term.symbol.clone()) {
            Some(Symbol::Selection(selection)) => Ok(Some(Wanted::Value(selection))),
            Some(Symbol::Wanted(wanted)) => Ok(Some(wanted)),
            Some(Symbol::Wrong(wrong)) => Err(wrong),
            Some(Symbol::Broken) => Ok(None),
            Some(Symbol::Root | Symbol::Dataset(_)) => {
                Err(Wrong::new("this names a dataset, not a figure", "add a measure: `dataset.measure`"))
            }
            None => Err(Wrong::new(
                "this is not a figure",
                "an expression names a figure, like `missing.children[\"2017-H1\"]`, and may pass it to a filter",
            )),
        }
    }
}

/// Slips that the evaluator would only meet as something stranger.
fn evidently_wrong(source: &str) -> Option<Wrong> {
    if source.trim().is_empty() {
        return Some(Wrong::new("there is no figure here", "name one, like `missing.children[\"2017-H1\"]`"));
    }
    if source.contains(['{', '}']) {
        return Some(Wrong::new("there are braces too many here", "write the name of the figure without them"));
    }
    if source.contains(['\u{201c}', '\u{201d}', '\u{2018}', '\u{2019}']) {
        return Some(Wrong::new("these are curly quotation marks", "use straight ones: `\"`"));
    }
    let mut brackets = source.split('[').skip(1);
    if brackets.any(|inside| inside.trim_start().starts_with(|c: char| c.is_ascii_digit())) {
        let hint = "put it in quotation marks: `[\"2017-H1\"]`";
        return Some(Wrong::new("a period or a member stands here without quotation marks", hint));
    }
    None
}

fn explain(error: &Error) -> Wrong {
    let filters = || COMPARISONS.iter().map(|(name, _)| *name).chain(["share"]);
    match error.kind() {
        ErrorKind::UnknownFilter => {
            let detail = error.detail().unwrap_or_default();
            let name = detail.split_whitespace().nth(1).unwrap_or_default();
            Wrong::new(format!("there is no filter `{name}`"), did_you_mean(name, filters().collect::<Vec<_>>()))
        }
        ErrorKind::SyntaxError => Wrong::new(
            format!("this is not an expression: {}", error.detail().unwrap_or("it cannot be read")),
            "write a figure like `missing.children[\"2017-H1\"]`, then perhaps a filter: `| change(\"2016-H2\", \"2017-H1\")`",
        ),
        _ => Wrong::new(
            "this cannot be worked out here",
            "an expression names a figure and may pass it to a filter; sums and loops are not part of it",
        ),
    }
}

impl Term {
    fn with(&self, symbol: Symbol) -> Value {
        Value::from_object(Self { symbol, ..self.clone() })
    }

    fn wrong(&self, message: impl Into<String>, hint: impl Into<String>) -> Value {
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
                    None => {
                        let known = names.measures.iter().map(String::as_str);
                        self.wrong(format!("`{}` has no measure `{key}`", names.id), did_you_mean(key, known))
                    }
                }
            }
            Symbol::Selection(selection) => self.narrowed(selection, key),
            Symbol::Wanted(_) => self.wrong(format!("`{key}` cannot follow a filter"), "put it before the filter"),
            Symbol::Wrong(_) | Symbol::Broken => self.with(self.symbol.clone()),
        }
    }

    /// A selection fixed to a member or a period, whichever `key` names.
    fn narrowed(&self, selection: &Selection, key: &str) -> Value {
        let names = &self.names[selection.dataset];
        let mut found: Vec<(&str, Selection)> = Vec::new();
        for (position, (dimension, members)) in names.dimensions.iter().enumerate() {
            if let Some(member) = members.iter().position(|member| member == key) {
                let mut narrowed = selection.clone();
                narrowed.members[position] = Some(member);
                found.push((dimension, narrowed));
            }
        }
        if let Some(period) = names.periods.iter().position(|period| period == key) {
            found.push(("period", Selection { period: Some(period), ..selection.clone() }));
        }
        match found.as_slice() {
            [(_, narrowed)] => self.with(Symbol::Selection(narrowed.clone())),
            [] => {
                let known: Vec<&str> = names
                    .dimensions
                    .iter()
                    .flat_map(|(_, members)| members)
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
            let (known, place): (&Vec<String>, &mut Option<usize>) = if name == "period" {
                (&names.periods, &mut narrowed.period)
            } else if let Some(position) = names.dimensions.iter().position(|(id, _)| *id == name) {
                (&names.dimensions[position].1, &mut narrowed.members[position])
            } else {
                let known = names.dimensions.iter().map(|(id, _)| id.as_str()).chain(["period"]).collect::<Vec<_>>();
                return Ok(self.wrong(format!("`{}` has no dimension `{name}`", names.id), did_you_mean(&name, known)));
            };
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

fn text_of(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

fn compare(value: &Value, how: Comparison, filter: &str, args: &[Value]) -> Result<Value, Error> {
    let Some(term) = value.downcast_object_ref::<Term>() else { return Err(not_a_figure()) };
    let selection = match &term.symbol {
        Symbol::Selection(selection) => selection,
        Symbol::Wrong(_) | Symbol::Broken => return Ok(term.with(term.symbol.clone())),
        _ => return Ok(term.wrong(format!("`{filter}` needs a figure"), "put `dataset.measure` before it")),
    };
    if selection.period.is_some() {
        let hint = format!("take the period out of the brackets: `{filter}` names both periods itself");
        return Ok(term.wrong(format!("`{filter}` compares two periods, but one is fixed already"), hint));
    }
    let periods = &term.names[selection.dataset].periods;
    let mut found = Vec::new();
    for arg in args {
        let key = text_of(arg);
        match periods.iter().position(|period| *period == key) {
            Some(period) => found.push(period),
            None => {
                let known = periods.iter().map(String::as_str);
                return Ok(term.wrong(format!("there is no period `{key}`"), did_you_mean(&key, known)));
            }
        }
    }
    match found.as_slice() {
        [from, to] if from != to => {
            Ok(term.with(Symbol::Wanted(Wanted::Compared { selection: selection.clone(), from: *from, to: *to, how })))
        }
        _ => {
            let hint = format!("for example `{filter}(\"{}\", \"{}\")`", periods[0], periods[periods.len() - 1]);
            Ok(term.wrong(format!("`{filter}` needs two different periods, the earlier one first"), hint))
        }
    }
}

fn share(part: &Value, args: &[Value]) -> Result<Value, Error> {
    let Some(term) = part.downcast_object_ref::<Term>() else { return Err(not_a_figure()) };
    let whole = match args {
        [whole] => whole.downcast_object_ref::<Term>(),
        _ => None,
    };
    match (&term.symbol, whole.map(|whole| &whole.symbol)) {
        (wrong @ (Symbol::Wrong(_) | Symbol::Broken), _) | (_, Some(wrong @ (Symbol::Wrong(_) | Symbol::Broken))) => {
            Ok(term.with(wrong.clone()))
        }
        (Symbol::Selection(part), Some(Symbol::Selection(whole))) => {
            Ok(term.with(Symbol::Wanted(Wanted::Share { part: part.clone(), whole: whole.clone() })))
        }
        _ => Ok(term.wrong(
            "`share` needs two figures: a part, and the whole that it is part of",
            "for example `uasc.episodes[\"2017-H1\"] | share(missing.episodes[\"2017-H1\"])`",
        )),
    }
}

fn not_a_figure() -> Error {
    Error::new(ErrorKind::InvalidOperation, "not a figure")
}
