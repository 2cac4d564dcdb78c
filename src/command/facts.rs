//! `candour facts`

use serde::Serialize;

use super::explain::nothing_called;
use crate::diagnostic::Diagnostics;
use crate::load::Project;
use crate::pipeline::{self, Failure};
use crate::protect::{AskedIn, FactLine, Kind, State};

const FORMAT: &str = "candour-facts";
const VERSION: u32 = 1;

/// Which figures are listed, and how.
#[derive(Debug, Default)]
pub(crate) struct Wanted {
    pub(crate) words: String,
    pub(crate) shown: bool,
    pub(crate) hidden: bool,
    pub(crate) not_asked: bool,
    pub(crate) json: bool,
}

impl Wanted {
    /// Whether a figure in this state is listed: any, where none is asked for.
    fn takes(&self, state: &State) -> bool {
        let any = !(self.shown || self.hidden || self.not_asked);
        match state {
            State::Shown => any || self.shown,
            State::Hidden => any || self.hidden,
            State::NotAsked => any || self.not_asked,
            State::NoFigure(_) => any,
        }
    }
}

pub(crate) fn run(project: Project<'_>, wanted: &Wanted, log: &mut Diagnostics) -> Result<String, Failure> {
    let examined = pipeline::decide(project, log)?;
    let found = examined.search(&wanted.words);
    if found.is_empty() {
        return Err(nothing_called(&wanted.words, &examined.near(&wanted.words)));
    }
    let mut lines = examined.lines(&found);
    lines.retain(|line| wanted.takes(&line.state));
    Ok(if wanted.json { json(&lines) } else { text(&lines, found.len()) })
}

/// By dataset, with the columns below one another.
fn text(lines: &[FactLine], found: usize) -> String {
    let mut text = String::new();
    let widest = lines.iter().map(|line| line.expression.chars().count()).max().unwrap_or_default();
    for (position, line) in lines.iter().enumerate() {
        let before = position.checked_sub(1).and_then(|before| lines.get(before));
        if before.is_none_or(|before| before.dataset != line.dataset) {
            let (name, title) = &line.dataset;
            let space = if before.is_some() { "\n" } else { "" };
            text.push_str(&format!("{space}{title} ({name})\n"));
        }
        let why = line.why.as_ref().map(|(kind, _)| format!(": {}", protecting(*kind))).unwrap_or_default();
        text.push_str(&format!("  {:9}  {:widest$}  {}{why}\n", line.state.word(), line.expression, line.name));
    }
    let space = if lines.is_empty() { "" } else { "\n" };
    text + space + &counted(lines, found)
}

fn protecting(kind: Kind) -> &'static str {
    match kind {
        Kind::Primary => "sensitive itself",
        Kind::Secondary => "protects another",
        Kind::Derived => "rests on a hidden one",
    }
}

/// `18 figures: 12 shown, 4 hidden, 2 not asked`
fn counted(lines: &[FactLine], found: usize) -> String {
    let figures = |count: usize| if count == 1 { "figure" } else { "figures" };
    if lines.is_empty() {
        return format!("None of the {found} {} found is such a one\n", figures(found));
    }
    let states = ["shown", "hidden", "no figure", "not asked"];
    let count = |state: &str| lines.iter().filter(|line| line.state.word() == state).count();
    let counts = states.map(|state| (count(state), state)).into_iter().filter(|(count, _)| *count > 0);
    let counts: Vec<String> = counts.map(|(count, state)| format!("{count} {state}")).collect();
    format!("{} {}: {}\n", lines.len(), figures(lines.len()), counts.join(", "))
}

#[derive(Serialize)]
struct Document<'a> {
    format: &'static str,
    version: u32,
    figures: Vec<Entry<'a>>,
}

#[derive(Serialize)]
struct Entry<'a> {
    figure: &'a str,
    name: &'a str,
    dataset: &'a str,
    state: &'static str,
    kind: Option<Kind>,
    why: Option<&'a str>,
    asked_in: &'a [AskedIn],
}

fn entry(line: &FactLine) -> Entry<'_> {
    let FactLine { dataset: (dataset, _), expression, name, state, why, asked_in } = line;
    Entry {
        figure: expression,
        name,
        dataset,
        state: state.word(),
        kind: why.as_ref().map(|(kind, _)| *kind),
        why: why.as_ref().map(|(_, why)| why.as_str()),
        asked_in,
    }
}

fn json(lines: &[FactLine]) -> String {
    let document = Document { format: FORMAT, version: VERSION, figures: lines.iter().map(entry).collect() };
    // Plain texts always become JSON.
    serde_json::to_string_pretty(&document).unwrap_or_default() + "\n"
}
