//! The author's expressions, evaluated over names: `missing.episodes["north"]` stands for facts, never for their values.
//!
//! MiniJinja parses and evaluates; the objects it sees know datasets, members and periods, and have no data to give.

mod computed;
mod filters;
mod names;
mod term;

use minijinja::value::Value;
use minijinja::{Environment, Error, ErrorKind, UndefinedBehavior};

pub(crate) use computed::Computed;
use term::Symbol;

use super::catalogue::Catalogue;
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
    /// What several figures stand behind.
    Computed(Computed<Selection>),
}

/// How two periods are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Comparison {
    /// In words: `rose by 6.7%`.
    Words,
    /// The word alone: `rose`.
    Direction,
    /// The amount alone, without a sign: `6.7%`.
    Size,
    /// Whether it is for the better: `improved`.
    Judgement,
    /// `+6.7%`
    Percent,
    /// `+16`
    Difference,
    /// `+1.2 percentage points`
    Points,
    /// `from 240 to 256`
    FromTo,
}

const COMPARISONS: [(&str, Comparison); 8] = [
    ("change", Comparison::Words),
    ("direction", Comparison::Direction),
    ("size", Comparison::Size),
    ("judgement", Comparison::Judgement),
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

/// Evaluates expressions over the names of a catalogue.
pub(crate) struct Evaluator {
    environment: Environment<'static>,
    root: Value,
}

impl Evaluator {
    pub(crate) fn new(catalogue: &Catalogue) -> Self {
        let root = term::root(catalogue);
        let mut environment = Environment::empty();
        environment.set_undefined_behavior(UndefinedBehavior::Strict);
        environment.set_fuel(Some(10_000));
        filters::add_to(&mut environment);
        Self { environment, root: Value::from_object(root) }
    }

    /// What `source` asks for. `Ok(None)` where it names a dataset whose problems have been told already.
    pub(crate) fn evaluate(&self, source: &str) -> Result<Option<Wanted>, Wrong> {
        wanted(&self.value(source)?)
    }

    /// The same for several expressions with commas between them.
    pub(crate) fn evaluate_all(&self, source: &str) -> Result<Option<Vec<Wanted>>, Wrong> {
        if let Some(wrong) = evidently_wrong(source) {
            return Err(wrong);
        }
        let list = self.value(&format!("[{source}]"))?;
        let items = list.try_iter().map_err(|error| explain(&error))?;
        items.map(|item| wanted(&item)).collect()
    }

    fn value(&self, source: &str) -> Result<Value, Wrong> {
        if let Some(wrong) = evidently_wrong(source) {
            return Err(wrong);
        }
        let compiled = self.environment.compile_expression(source);
        let value = compiled.and_then(|expression| expression.eval(self.root.clone()));
        value.map_err(|error| explain(&error))
    }
}

fn wanted(value: &Value) -> Result<Option<Wanted>, Wrong> {
    match term::symbol(value) {
        Some(Symbol::Selection(selection)) => Ok(Some(Wanted::Value(selection))),
        Some(Symbol::Sum(terms)) => Ok(Some(Wanted::Computed(Computed::Total(terms)))),
        Some(Symbol::Wanted(wanted)) => Ok(Some(wanted)),
        Some(Symbol::Wrong(wrong)) => Err(wrong),
        Some(Symbol::Broken) => Ok(None),
        Some(Symbol::Root | Symbol::Dataset(_)) => {
            Err(Wrong::new("this names a dataset, not a figure", "add a measure: `dataset.measure`"))
        }
        Some(Symbol::Policy(_)) => Err(Wrong::new(
            "this names a policy, not one of its rules",
            "add the rule, like `dataset.policy.hide_up_to`",
        )),
        None => Err(Wrong::new(
            "this is not a figure",
            "an expression names a figure, like `missing.children[\"2017-H1\"]`, and may pass it to a filter",
        )),
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
    let filters = filters::names;
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
