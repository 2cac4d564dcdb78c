//! What cannot be protected: says which figures, why, and what would help. Changes are tried on a copy of the model, and
//! the engine decides again with each; the least dear one that is enough is named first.

mod around;
mod candidates;
mod change;
mod reason;
mod trial;

use super::build::Built;
use super::engine::{Unprotectable, Why};
use super::model::CellId;
use crate::diagnostic::{Diagnostics, Place};
use crate::schema::{Catalogue, FactId};
use around::groups;
use trial::Trials;

/// What helps in general.
const GENERAL: &str = "merge its category with another, leave out the total that it is part of, show longer periods, or list \
                       figures in another order than that of their sizes";
/// What helps where an edition after that one has told it.
const KNOWN: &str = "; or, where readers know already what it was, record who answers for the figure under `waivers`";
const CORRECT: &str = "correct the data, or what the description declares of these figures (`totals`, `sums`, `same`, \
                       `bands`, `periods`); where parts may miss their total, say so with `mismatch`";

/// The most neighbourhoods in which changes are tried.
const MOST_GROUPS: usize = 10;

/// What is to be said of one figure, or of figures that contradict each other. No value is in it.
#[derive(Debug)]
pub(super) struct Diagnosis {
    /// What it is about.
    pub(super) cells: Vec<CellId>,
    pub(super) place: Place,
    pub(super) message: String,
    pub(super) hint: String,
}

impl Diagnosis {
    /// Says it as an error.
    pub(super) fn report(&self, log: &mut Diagnostics) {
        log.error("unprotectable", self.place.clone(), self.message.clone(), self.hint.clone());
    }
}

/// What reasons and changes are worked out from.
struct Site<'a> {
    catalogue: &'a Catalogue,
    built: &'a Built,
    /// By cell, the facts that it stands for.
    facts_of: Vec<Vec<FactId>>,
    /// By cell, the relations that hold it.
    relations_of: Vec<Vec<usize>>,
}

impl<'a> Site<'a> {
    fn of(catalogue: &'a Catalogue, built: &'a Built) -> Self {
        let mut facts_of = vec![Vec::new(); built.model.cells.len()];
        for (fact, cell) in built.cell_of.iter().enumerate() {
            facts_of[*cell].push(FactId(fact));
        }
        let mut relations_of = vec![Vec::new(); built.model.cells.len()];
        for (position, relation) in built.model.relations.iter().enumerate() {
            for (cell, _) in &relation.terms {
                relations_of[*cell].push(position);
            }
        }
        Self { catalogue, built, facts_of, relations_of }
    }

    fn name(&self, cell: CellId) -> &str {
        &self.built.names[cell]
    }

    /// Whether readers see the cell even where everything is withheld that may be.
    fn stays(&self, cell: CellId) -> bool {
        let known = &self.built.model.cells[cell];
        known.asked && known.figure && known.primary.is_none() && !known.is_candidate()
    }

    /// Whether the cell is published elsewhere, which no change to this site undoes.
    fn is_public(&self, cell: CellId) -> bool {
        self.facts_of[cell].iter().any(|fact| self.catalogue.frozen.contains(fact))
    }

    fn is_waived(&self, cell: CellId) -> bool {
        self.facts_of[cell].iter().any(|fact| self.catalogue.is_waived(*fact))
    }

    /// Where a cell stands in the data; for a group that nobody names, where a figure beside it stands.
    fn place(&self, cell: CellId) -> Place {
        let beside = self.relations_of[cell].iter().flat_map(|relation| &self.built.model.relations[*relation].terms);
        let mut cells = std::iter::once(cell).chain(beside.map(|(cell, _)| *cell));
        let was = self.built.was.get(&cell).and_then(|facts| facts.first());
        let fact = was.or_else(|| cells.find_map(|cell| self.facts_of[cell].first()));
        fact.map_or_else(|| Place::File("data".to_owned()), |fact| self.catalogue.fact(*fact).place.clone())
    }
}

/// Says of each figure why it cannot be protected, and what would help.
pub(super) fn diagnose(catalogue: &Catalogue, built: &Built, unprotectable: &Unprotectable) -> Vec<Diagnosis> {
    let site = Site::of(catalogue, built);
    if unprotectable.why == Why::Contradicted {
        return reason::contradictions(&site, &unprotectable.cells);
    }
    let groups = groups(&site, &unprotectable.cells);
    let mut trials = Trials::new(groups.len().min(MOST_GROUPS));
    let mut diagnoses = Vec::new();
    for (position, group) in groups.iter().enumerate() {
        let hint = if position < MOST_GROUPS {
            trials.hint(&site, group, &unprotectable.cells)
        } else {
            format!("no change was tried here, because there are too many such figures: {GENERAL}")
        };
        for cell in group {
            let message = match unprotectable.why {
                Why::Public => reason::public(&site, *cell),
                _ => reason::exposed(&site, *cell),
            };
            let known = if built.was.contains_key(cell) { KNOWN } else { "" };
            let hint = format!("{hint}{known}");
            diagnoses.push(Diagnosis { cells: vec![*cell], place: site.place(*cell), message, hint });
        }
    }
    diagnoses
}
