//! Everything about one fact but its value, unless a page shows it.

use super::super::examined::Examined;
use super::super::model::CellId;
use super::super::primary;
use super::super::sealed::Cell;
use super::view::View;
use super::{AskedIn, DataPlace, HiddenEntry, Kind, expression, price, words};
use crate::ask::Question;
use crate::ledger::Said;
use crate::schema::FactId;
use crate::schema::period::{iso_date, long_date};

/// What became of a fact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum State {
    /// Pages show it, or the changes and shares that are made from it.
    Shown,
    Hidden,
    /// The data has a marker in its place; the marker's word.
    NoFigure(&'static str),
    /// No page asks for it.
    NotAsked,
}

impl State {
    fn of(view: &View<'_>, fact: FactId) -> Self {
        let cell = view.examined.cell(fact);
        if view.asked_in(cell).is_empty() {
            return Self::NotAsked;
        }
        if view.hidden_by(cell).is_some() {
            return Self::Hidden;
        }
        match &view.examined.catalogue.fact(fact).cell {
            Cell::Number(_) => Self::Shown,
            Cell::Marked(marker) => Self::NoFigure(marker.word()),
        }
    }

    /// In a word or two, for a list.
    pub(crate) fn word(&self) -> &'static str {
        match self {
            Self::Shown => "shown",
            Self::Hidden => "hidden",
            Self::NoFigure(_) => "no figure",
            Self::NotAsked => "not asked",
        }
    }
}

/// The answer that a page gets, which is never a hidden value.
fn published(examined: &Examined, fact: FactId) -> String {
    examined.answering().answer(&Question::Value(fact)).text()
}

/// One fact in a list of many.
#[derive(Clone, Debug)]
pub(crate) struct FactLine {
    /// The dataset's name and its title.
    pub(crate) dataset: (String, String),
    pub(crate) expression: String,
    pub(crate) name: String,
    pub(crate) state: State,
    /// Why it is hidden, where it is.
    pub(crate) why: Option<(Kind, String)>,
    pub(crate) asked_in: Vec<AskedIn>,
}

impl FactLine {
    pub(in crate::protect) fn of_all(view: &View<'_>, facts: &[FactId]) -> Vec<Self> {
        let catalogue = &view.examined.catalogue;
        let line = |fact: &FactId| {
            let (dataset, cell, state) =
                (catalogue.dataset_of(*fact), view.examined.cell(*fact), State::of(view, *fact));
            let rule = view.hidden_by(cell).filter(|_| state == State::Hidden);
            Self {
                dataset: (dataset.id.clone(), dataset.title.clone()),
                expression: expression::of(catalogue, *fact),
                name: expression::name(catalogue, *fact),
                state,
                why: rule.map(|rule| (view.kind(cell, rule), words::sentence(rule, view, cell))),
                asked_in: view.asked_in(cell).to_vec(),
            }
        };
        facts.iter().map(line).collect()
    }
}

/// A waiver, told.
#[derive(Debug)]
pub(crate) struct Waived {
    pub(crate) person: String,
    pub(crate) reason: String,
    pub(crate) date: String,
    /// The rule that would hide the figure; nothing where none would.
    pub(crate) rule: Option<String>,
}

impl Waived {
    fn of(view: &View<'_>, fact: FactId) -> Option<Self> {
        let catalogue = &view.examined.catalogue;
        // The figure may stand in several datasets; one of them has the waiver.
        let facts = &view.facts_of[view.examined.cell(fact)];
        let (fact, waiver) = facts.iter().find_map(|fact| Some((*fact, catalogue.waiver_of(*fact)?)))?;
        let rule = primary::unwaived(catalogue, fact);
        Some(Self {
            person: waiver.person.clone(),
            reason: waiver.reason.clone(),
            date: iso_date(&waiver.date).map_or_else(|| waiver.date.clone(), long_date),
            rule: rule.map(|rule| words::sentence(rule, view, view.examined.cell(fact))),
        })
    }
}

/// What earlier editions did with a cell.
fn editions(view: &View<'_>, cell: CellId) -> Vec<String> {
    let mut found = Vec::new();
    for edition in &view.examined.earlier.editions {
        for figure in &edition.figures {
            let Question::Value(fact) = figure.question else { continue };
            if view.examined.cell(fact) == cell {
                let said = match figure.said {
                    Said::Number(_) => "shown".to_owned(),
                    Said::Marker(marker) => format!("marked [{}]", marker.letters()),
                    Said::Claim => "claimed".to_owned(),
                };
                let line = format!("{said} in the edition `{}` of {}", edition.name, edition.date);
                if !found.contains(&line) {
                    found.push(line);
                }
            }
        }
    }
    found
}

/// One fact, explained.
#[derive(Debug)]
pub(crate) struct Explanation {
    pub(crate) expression: String,
    pub(crate) name: String,
    pub(crate) dataset: String,
    pub(crate) policy: String,
    pub(crate) same_as: Vec<String>,
    pub(crate) place: Option<DataPlace>,
    pub(crate) state: State,
    /// As a page shows it, where one does.
    pub(crate) value: Option<String>,
    /// Where somebody answers for showing it.
    pub(crate) waiver: Option<Waived>,
    /// Where a rule hides it, asked for or not.
    pub(crate) hidden: Option<HiddenEntry>,
    /// What earlier editions did with it, each in words.
    pub(crate) editions: Vec<String>,
    pub(crate) asked_in: Vec<AskedIn>,
    /// What it is computed with.
    pub(crate) relations: Vec<String>,
}

impl Explanation {
    pub(in crate::protect) fn of(view: &View<'_>, fact: FactId) -> Self {
        let examined = view.examined;
        let (catalogue, model, cell) = (&examined.catalogue, &examined.built.model, examined.cell(fact));
        let state = State::of(view, fact);
        let asked = |question: &Question| matches!(question, Question::Value(asked) if examined.cell(*asked) == cell);
        let shown = state == State::Shown && examined.questions.list.iter().any(asked);
        let rule = examined.pattern().hidden[cell].filter(|_| view.has_figure(cell));
        let hidden = rule.map(|rule| HiddenEntry {
            to_show: (state == State::Hidden).then(|| price::of(view, cell, rule)),
            ..view.entry(cell, rule)
        });
        let holds = |relation: &&super::super::model::Relation| relation.terms.iter().any(|(term, _)| *term == cell);
        let same = view.facts_of[cell].iter().filter(|other| **other != fact);
        Self {
            expression: expression::of(catalogue, fact),
            name: expression::name(catalogue, fact),
            dataset: catalogue.dataset_of(fact).title.clone(),
            policy: catalogue.policy_of(fact).name.clone(),
            same_as: same.map(|other| expression::of(catalogue, *other)).collect(),
            place: view.place(fact),
            value: shown.then(|| published(examined, fact)),
            state,
            waiver: Waived::of(view, fact),
            hidden,
            editions: editions(view, cell),
            asked_in: view.asked_in(cell).to_vec(),
            relations: model.relations.iter().filter(holds).map(|relation| relation.name.clone()).collect(),
        }
    }
}
