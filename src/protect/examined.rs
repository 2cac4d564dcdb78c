//! A site whose data has been looked at and for which is decided what is hidden, before anything is said.

use super::answer::Answering;
use super::build::Built;
use super::claims;
use super::engine::Settled;
use super::jj::{self, Block};
use super::lookup::{self, Meant};
use super::model::{CellId, Pattern};
use super::names;
use super::prose;
use super::report::view::View;
use super::report::{Explanation, FactLine, expression};
use crate::ask::{Claim, Earlier, Page, Passage, Questions, Said};
use crate::config::Site;
use crate::diagnostic::Diagnostics;
use crate::language::Voice;
use crate::load::theme::LoadedTheme;
use crate::schema::{Catalogue, FactId, Wrong};
use crate::terminal::PrivateTerminal;

/// Everything that the vault knows of a site. It is not printed, and what it gives away is no hidden value, unless a
/// method says so.
pub(crate) struct Examined {
    pub(super) site: Site,
    pub(super) catalogue: Catalogue,
    pub(super) pages: Vec<Page>,
    pub(super) theme: LoadedTheme,
    pub(super) voices: Vec<Voice>,
    pub(super) questions: Questions,
    pub(super) claims: Vec<Claim>,
    pub(super) said: Vec<Said>,
    pub(super) earlier: Earlier,
    pub(super) passages: Vec<Passage>,
    pub(super) built: Built,
    pub(super) settled: Settled,
}

impl Examined {
    pub(super) fn pattern(&self) -> &Pattern {
        &self.settled.pattern
    }

    /// What the pages may say as it was decided, in the language of the descriptions.
    pub(super) fn answering(&self) -> Answering<'_> {
        Answering {
            catalogue: &self.catalogue,
            scale: self.site.words.clone(),
            hidden: self.built.cell_of.iter().map(|cell| self.pattern().hidden[*cell].is_some()).collect(),
            voice: self.voices.first().cloned().unwrap_or_default(),
        }
    }

    pub(super) fn cell(&self, fact: FactId) -> CellId {
        self.built.cell_of[fact.0]
    }

    /// Tells of every claim that the figures do not earn or that cannot be published, and of what the texts say without
    /// being bound to figures.
    pub(crate) fn judge_texts(&self, log: &mut Diagnostics) {
        claims::judge(self, log);
        prose::tell(self, log);
    }

    /// The facts that an expression or some words name, in the order of the data.
    ///
    /// # Errors
    /// What is wrong with an expression, for its author. Words that fit nothing are no error.
    pub(crate) fn find(&self, wanted: &str) -> Result<Vec<FactId>, Wrong> {
        names::find(&self.catalogue, wanted)
    }

    /// The facts in whose names or expressions all words stand; where there are none, with the titles of the datasets.
    pub(crate) fn search(&self, words: &str) -> Vec<FactId> {
        lookup::search(&self.catalogue, words)
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

    /// What the vault decided about some facts, a line each.
    pub(crate) fn lines(&self, facts: &[FactId]) -> Vec<FactLine> {
        FactLine::of_all(&View::of(self), facts)
    }

    /// All about one fact but its value, unless a page shows it.
    pub(crate) fn explain(&self, fact: FactId) -> Explanation {
        Explanation::of(&View::of(self), fact)
    }

    /// The value of a fact as it stands in the data, **hidden or not**.
    pub(crate) fn reveal(&self, fact: FactId, terminal: &PrivateTerminal) -> String {
        names::reveal(&self.catalogue, fact, terminal)
    }

    /// The blocks of the site that hide something, for other programs. **They hold hidden values.**
    pub(crate) fn jj(&self) -> Vec<Block> {
        jj::blocks(&self.built.model, self.pattern(), &self.built.names)
    }
}
