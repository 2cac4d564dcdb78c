//! Every fact of a site, by what it is about. The numbers are sealed: whoever holds the catalogue knows the facts, not
//! their values.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::bound::Bound;
use super::dataset::Dataset;
use super::dimension::Dimension;
use super::measure::Measure;
use super::relation::Relation;
use super::wish::{Explained, Waiver, Wish};
use crate::config::Policy;
use crate::diagnostic::{Place, Source, did_you_mean};
use crate::protect::Cell;

/// A fact's position in the catalogue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct FactId(pub(crate) usize);

/// What a fact is about: positions of the dataset, its period, its dimensions' members and its measure.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct FactKey {
    pub(crate) dataset: usize,
    pub(crate) period: usize,
    pub(crate) members: Vec<usize>,
    pub(crate) measure: usize,
}

/// A fact with its sealed value.
#[derive(Debug)]
pub(crate) struct Fact {
    pub(crate) key: FactKey,
    pub(crate) cell: Cell,
    /// Where it stands in its data file.
    pub(crate) place: Place,
}

/// What to do about a dataset that is not there.
pub(crate) fn dataset_hint(written: &str, known: &[&str]) -> String {
    if known.is_empty() {
        return format!("describe it in `data/{written}.yaml`, beside its data in `data/{written}.csv`");
    }
    did_you_mean(written, known.iter().copied())
}

/// All datasets and their facts.
#[derive(Debug, Default)]
pub(crate) struct Catalogue {
    pub(crate) datasets: Vec<Dataset>,
    pub(crate) facts: Vec<Fact>,
    pub(crate) relations: Vec<Relation>,
    /// Linear relations that are not sums.
    pub(crate) bounds: Vec<Bound>,
    /// Facts that are published elsewhere already: hiding them here would hide nothing.
    pub(crate) frozen: BTreeSet<FactId>,
    pub(crate) wishes: BTreeMap<FactId, Wish>,
    pub(crate) waivers: Vec<Waiver>,
    /// Why figures were revised, as their descriptions say.
    pub(crate) explained: Vec<Explained>,
    /// By fact, the first waiver for it.
    waived: BTreeMap<FactId, usize>,
    /// For events: how many of them the one person with most accounts for, and the one with second most.
    pub(crate) contributors: BTreeMap<FactId, (Cell, Option<Cell>)>,
    /// Pairs of facts that are one.
    pub(crate) same: Vec<(FactId, FactId, Place)>,
    /// Whether some declaration names what is not there, so that nobody knows what it ties.
    pub(crate) unresolved: bool,
    /// Datasets that are there but could not be used; a page that names one need not be told so again.
    pub(crate) broken: Vec<String>,
    index: BTreeMap<FactKey, FactId>,
    sources: Vec<Arc<Source>>,
}

impl Catalogue {
    pub(super) fn add(
        &mut self,
        dataset: Dataset,
        source: Arc<Source>,
        facts: Vec<Fact>,
        contributors: Vec<(usize, (Cell, Option<Cell>))>,
    ) {
        let position = self.datasets.len();
        let first = self.facts.len();
        self.contributors.extend(contributors.into_iter().map(|(fact, most)| (FactId(first + fact), most)));
        self.datasets.push(dataset);
        self.sources.push(source);
        for mut fact in facts {
            fact.key.dataset = position;
            self.index.insert(fact.key.clone(), FactId(self.facts.len()));
            self.facts.push(fact);
        }
    }

    /// Where a text of a dataset's description is written, if it is.
    pub(crate) fn place_of(&self, dataset: usize, text: &str) -> Option<Place> {
        let source = self.sources.get(dataset)?;
        let start = source.text.find(text)?;
        Some(Place::Text(source.clone(), start..start + text.len()))
    }

    pub(crate) fn find(&self, key: &FactKey) -> Option<FactId> {
        self.index.get(key).copied()
    }

    pub(crate) fn fact(&self, id: FactId) -> &Fact {
        &self.facts[id.0]
    }

    pub(crate) fn dataset_of(&self, id: FactId) -> &Dataset {
        &self.datasets[self.fact(id).key.dataset]
    }

    pub(crate) fn measure_of(&self, id: FactId) -> &Measure {
        &self.dataset_of(id).measures[self.fact(id).key.measure]
    }

    /// The policy that protects a fact: its measure's own, or else its dataset's.
    pub(crate) fn policy_of(&self, id: FactId) -> &Policy {
        self.measure_of(id).policy.as_ref().unwrap_or(&self.dataset_of(id).policy)
    }

    /// Whether somebody decided to show the fact although a primary rule would hide it.
    pub(crate) fn is_waived(&self, id: FactId) -> bool {
        self.waived.contains_key(&id)
    }

    /// Who decided so, and why.
    pub(crate) fn waiver_of(&self, id: FactId) -> Option<&Waiver> {
        self.waived.get(&id).and_then(|position| self.waivers.get(*position))
    }

    pub(super) fn waive(&mut self, waivers: Vec<Waiver>) {
        for (position, waiver) in waivers.iter().enumerate() {
            for fact in &waiver.facts {
                self.waived.entry(*fact).or_insert(position);
            }
        }
        self.waivers = waivers;
    }

    /// The same population and period, another measure of the same dataset.
    pub(crate) fn sibling(&self, id: FactId, measure: usize) -> Option<FactId> {
        let mut key = self.fact(id).key.clone();
        key.measure = measure;
        self.find(&key)
    }

    pub(crate) fn dataset(&self, id: &str) -> Option<(usize, &Dataset)> {
        self.datasets.iter().enumerate().find(|(_, dataset)| dataset.id == id)
    }

    /// A fact in words: `missing.children, Area Oxford City, January to June 2017`.
    pub(crate) fn name(&self, id: FactId) -> String {
        self.describe(&self.fact(id).key)
    }

    /// What a key is about, whether or not the data has it.
    pub(crate) fn describe(&self, key: &FactKey) -> String {
        let dataset = &self.datasets[key.dataset];
        let mut words = vec![format!("{}.{}", dataset.id, dataset.measures[key.measure].id)];
        for (dimension, member) in dataset.dimensions.iter().zip(&key.members) {
            words.push(part(dimension, *member));
        }
        words.push(dataset.periods[key.period].label.clone());
        words.join(", ")
    }
}

fn part(dimension: &Dimension, member: usize) -> String {
    format!("{} {}", dimension.label, dimension.label_of(member))
}
