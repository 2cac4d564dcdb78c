//! A site whose data has been looked at and for which is decided what is hidden, before anything is said.

use super::build::Built;
use super::engine::Settled;
use super::jj::{self, Block};
use super::model::{CellId, Pattern};
use super::report::view::View;
use super::report::{Explanation, FactLine, expression};
use crate::ask::{Earlier, Page, Questions};
use crate::config::Site;
use crate::load::theme::LoadedTheme;
use crate::schema::{Catalogue, Evaluator, FactId, Wanted, Wrong};
use crate::terminal::PrivateTerminal;

/// Everything that the vault knows of a site. It is not printed, and what it gives away is no hidden value, unless a
/// method says so.
pub(crate) struct Examined {
    pub(super) site: Site,
    pub(super) catalogue: Catalogue,
    pub(super) pages: Vec<Page>,
    pub(super) theme: LoadedTheme,
    pub(super) questions: Questions,
    pub(super) earlier: Earlier,
    pub(super) built: Built,
    pub(super) settled: Settled,
}

impl Examined {
    pub(super) fn pattern(&self) -> &Pattern {
        &self.settled.pattern
    }

    pub(super) fn cell(&self, fact: FactId) -> CellId {
        self.built.cell_of[fact.0]
    }

    /// The facts that an expression or some words name, in the order of the data.
    ///
    /// # Errors
    /// What is wrong with an expression, for its author. Words that fit nothing are no error.
    pub(crate) fn find(&self, wanted: &str) -> Result<Vec<FactId>, Wrong> {
        match Evaluator::new(&self.catalogue).evaluate(wanted) {
            Ok(Some(wanted)) => Ok(self.named(&wanted)),
            Err(wrong) if wanted.contains(['[', '(', '|', '.']) => Err(wrong),
            Ok(None) | Err(_) => Ok(self.search(wanted)),
        }
    }

    /// The facts in whose names or expressions all words stand; where there are none, with the titles of the datasets.
    pub(crate) fn search(&self, words: &str) -> Vec<FactId> {
        let words: Vec<String> = words.split_whitespace().map(str::to_lowercase).collect();
        let holding = |titles: bool| -> Vec<FactId> {
            let holds = |fact: &FactId| {
                let catalogue = &self.catalogue;
                let title = if titles { catalogue.dataset_of(*fact).title.as_str() } else { "" };
                let text =
                    format!("{} {} {title}", expression::of(catalogue, *fact), expression::name(catalogue, *fact));
                let text = text.to_lowercase();
                words.iter().all(|word| text.contains(word.as_str()))
            };
            (0..self.catalogue.facts.len()).map(FactId).filter(holds).collect()
        };
        let found = holding(false);
        if found.is_empty() { holding(true) } else { found }
    }

    fn named(&self, wanted: &Wanted) -> Vec<FactId> {
        let (selections, periods) = match wanted {
            Wanted::Value(selection) => (vec![selection], Vec::new()),
            Wanted::Share { part, whole } => (vec![part, whole], Vec::new()),
            Wanted::Compared { selection, from, to, .. } => (vec![selection], vec![*from, *to]),
        };
        let names = |fact: &FactId| {
            let (key, dataset) = (&self.catalogue.fact(*fact).key, self.catalogue.dataset_of(*fact));
            selections.iter().any(|selection| {
                let mut members = selection.members.iter().zip(&dataset.dimensions).zip(&key.members);
                (selection.dataset, selection.measure) == (key.dataset, key.measure)
                    && members.all(|((named, dimension), member)| {
                        named.or_else(|| dimension.default_member()).is_none_or(|named| named == *member)
                    })
                    && selection.period.is_none_or(|period| period == key.period)
                    && (periods.is_empty() || periods.contains(&key.period))
            })
        };
        (0..self.catalogue.facts.len()).map(FactId).filter(names).collect()
    }

    /// What the vault decided about some facts, a line each.
    pub(crate) fn lines(&self, facts: &[FactId]) -> Vec<FactLine> {
        FactLine::of_all(&View::of(self), facts)
    }

    /// All about one fact but its value, unless a page shows it.
    pub(crate) fn explain(&self, fact: FactId) -> Explanation {
        Explanation::of(&View::of(self), fact)
    }

    /// The value of a fact as it stands in the data, **hidden or not**.
    pub(crate) fn reveal(&self, fact: FactId, _: &PrivateTerminal) -> String {
        let number = self.catalogue.fact(fact).cell.number();
        number.map_or_else(|| "the data has no number".to_owned(), |number| number.grouped())
    }

    /// The blocks of the site that hide something, for other programs. **They hold hidden values.**
    pub(crate) fn jj(&self) -> Vec<Block> {
        jj::blocks(&self.built.model, self.pattern(), &self.built.names)
    }
}
