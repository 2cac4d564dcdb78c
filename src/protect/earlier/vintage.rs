//! The sums of an earlier edition among themselves. Where a figure was revised, they bind what was hidden then by other
//! numbers than those of today.

use std::collections::{BTreeMap, BTreeSet};

use super::super::answer::Answering;
use super::super::model::{CellId, Model, Relation};
use super::was::{Was, revised};
use super::{Standing, openly, standing};
use crate::ask::{Earlier, EarlierEdition, Question};
use crate::protect::published::Marker;
use crate::schema::{Catalogue, FactId};

/// A relation of an earlier edition.
pub(in crate::protect) struct Vintage {
    pub(in crate::protect) relation: Relation,
    /// Withheld figures that were something else then, which are no terms of it yet.
    pub(in crate::protect) was: Option<Was>,
}

/// For every edition, the relations of the model in which something was revised since, with the numbers of that edition in
/// its place. A reader takes every other figure to be what it was. Where that does not fit the data, one that was withheld
/// has been revised, too, and the reader has to find out which: whichever it was, it stays withheld as it was then.
pub(in crate::protect) fn relations(
    model: &Model,
    cell_of: &[CellId],
    catalogue: &Catalogue,
    earlier: &Earlier,
) -> Vec<Vintage> {
    let (openly, mut found) = (openly(catalogue), Vec::new());
    for edition in &earlier.editions {
        let then = Then::of(edition, cell_of, &openly);
        if then.told.is_empty() {
            continue;
        }
        for relation in model.relations.iter().filter_map(|relation| then.relation(relation, &edition.name)) {
            if relation.holds(model) {
                found.push(Vintage { relation, was: None });
            } else {
                found.extend(revised(&relation, &then.withheld, (model, catalogue, &edition.name)));
            }
        }
    }
    found
}

/// What an edition told of cells that have another value now.
struct Then {
    /// Counts, each with the least and the most that it can have been.
    told: BTreeMap<CellId, (i128, i128)>,
    /// Ratios, of which nobody can say which count they stood for.
    open: BTreeSet<CellId>,
    /// Counts that it withheld.
    withheld: BTreeMap<CellId, FactId>,
}

impl Then {
    fn of(edition: &EarlierEdition, cell_of: &[CellId], openly: &Answering<'_>) -> Self {
        let catalogue = openly.catalogue;
        let mut then = Self { told: BTreeMap::new(), open: BTreeSet::new(), withheld: BTreeMap::new() };
        for figure in &edition.figures {
            let Question::Value(fact) = figure.question else { continue };
            let additive = catalogue.measure_of(fact).kind.is_additive();
            let number = match standing(openly, figure) {
                Standing::Revised(number) => number,
                Standing::Marked(Marker::Confidential) if additive => {
                    then.withheld.insert(cell_of[fact.0], fact);
                    continue;
                }
                Standing::Same | Standing::Marked(_) => continue,
            };
            let count = number.units_at(0).filter(|_| additive);
            match count {
                Some(count) => {
                    // The largest count that reads like this one is surely none of the small ones.
                    let policy = catalogue.policy_of(fact);
                    let largest = count + policy.round_to.filter(|_| count != 0).map_or(0, |base| (base - 1) / 2);
                    then.told.insert(cell_of[fact.0], policy.told_by(largest));
                }
                None => {
                    then.open.insert(cell_of[fact.0]);
                }
            }
        }
        then
    }

    /// A relation with the numbers of the edition, where it told other ones.
    fn relation(&self, relation: &Relation, edition: &str) -> Option<Relation> {
        if relation.terms.iter().any(|(cell, _)| self.open.contains(cell)) {
            return None;
        }
        let (mut low, mut high) = (0, 0);
        let mut terms = Vec::new();
        for (cell, factor) in &relation.terms {
            match self.told.get(cell) {
                Some((least, most)) => {
                    low += (factor * least).min(factor * most);
                    high += (factor * least).max(factor * most);
                }
                None => terms.push((*cell, *factor)),
            }
        }
        if terms.is_empty() || terms.len() == relation.terms.len() {
            return None;
        }
        let least = relation.least.map(|least| least - high);
        let most = relation.most.map(|most| most - low);
        let name = format!("{}, in the edition `{edition}`", relation.name);
        Some(Relation { terms, least, most, total: None, claim: false, name })
    }
}
