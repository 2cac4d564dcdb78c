//! A site that cannot be protected, for whoever asks why.

use super::build::Built;
use super::lookup::{self, Meant};
use super::names;
use super::relief::Diagnosis;
use super::report::expression;
use crate::diagnostic::Diagnostics;
use crate::schema::{Catalogue, FactId, Wrong};
use crate::terminal::PrivateTerminal;

/// What is known of such a site: its figures by name, and what stands in the way.
pub(crate) struct Stuck {
    pub(super) catalogue: Catalogue,
    pub(super) built: Built,
    pub(super) diagnoses: Vec<Diagnosis>,
}

/// What is to be said of one figure of such a site.
#[derive(Debug)]
pub(crate) struct Obstacle {
    pub(crate) expression: String,
    pub(crate) name: String,
    /// Why it cannot be protected, and what would help; nothing where it is not what stands in the way.
    pub(crate) reasons: Vec<(String, String)>,
    /// The figures that do, by their expressions.
    pub(crate) others: Vec<String>,
    /// What it is computed with.
    pub(crate) relations: Vec<String>,
}

impl Stuck {
    /// Says everything as errors.
    pub(super) fn report(&self, log: &mut Diagnostics) {
        for diagnosis in &self.diagnoses {
            diagnosis.report(log);
        }
    }

    /// The facts that an expression or some words name, in the order of the data.
    ///
    /// # Errors
    /// What is wrong with an expression, for its author.
    pub(crate) fn find(&self, wanted: &str) -> Result<Vec<FactId>, Wrong> {
        names::find(&self.catalogue, wanted)
    }

    /// What may have been meant by words that fit nothing.
    pub(crate) fn near(&self, words: &str) -> Meant {
        lookup::near(&self.catalogue, words)
    }

    /// A fact in words.
    pub(crate) fn name(&self, fact: FactId) -> String {
        expression::name(&self.catalogue, fact)
    }

    /// A fact as an author writes it.
    pub(crate) fn expression(&self, fact: FactId) -> String {
        expression::of(&self.catalogue, fact)
    }

    /// The value of a fact as it stands in the data, **hidden or not**.
    pub(crate) fn reveal(&self, fact: FactId, terminal: &PrivateTerminal) -> String {
        names::reveal(&self.catalogue, fact, terminal)
    }

    /// What one fact has to do with it.
    pub(crate) fn explain(&self, fact: FactId) -> Obstacle {
        let cell = self.built.cell_of[fact.0];
        let own = self.diagnoses.iter().filter(|diagnosis| diagnosis.cells.contains(&cell));
        let stuck = |fact: &FactId| {
            let cell = self.built.cell_of[fact.0];
            self.diagnoses.iter().any(|diagnosis| diagnosis.cells.contains(&cell))
        };
        let others = (0..self.catalogue.facts.len()).map(FactId).filter(|other| *other != fact && stuck(other));
        let relations = self.built.model.relations.iter();
        let relations = relations.filter(|relation| relation.terms.iter().any(|(term, _)| *term == cell));
        Obstacle {
            expression: self.expression(fact),
            name: expression::name(&self.catalogue, fact),
            reasons: own.map(|diagnosis| (diagnosis.message.clone(), diagnosis.hint.clone())).collect(),
            others: others.map(|other| self.expression(other)).collect(),
            relations: relations.map(|relation| relation.name.clone()).collect(),
        }
    }
}
