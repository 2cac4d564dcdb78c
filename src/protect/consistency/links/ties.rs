//! What descriptions say of facts already: which are one, and which are made of others.

use std::collections::{BTreeMap, BTreeSet};

use crate::schema::{Catalogue, FactId};

/// All declarations, as far as they tie facts.
pub(super) struct Ties {
    /// By fact, one that it is declared to be, or itself.
    one: Vec<usize>,
    /// By total, each group that is declared to make it.
    made: BTreeMap<usize, Vec<Vec<usize>>>,
}

impl Ties {
    /// Those of the descriptions, and pairs that have been told.
    pub(super) fn of(catalogue: &Catalogue, told: &[(FactId, FactId)]) -> Self {
        let mut ties = Self { one: (0..catalogue.facts.len()).collect(), made: BTreeMap::new() };
        let declared = catalogue.same.iter().map(|(mine, theirs, _)| (*mine, *theirs));
        for (mine, theirs) in declared.chain(told.iter().copied()) {
            let (mine, theirs) = (ties.root(mine.0), ties.root(theirs.0));
            ties.one[mine.max(theirs)] = mine.min(theirs);
        }
        for relation in &catalogue.relations {
            ties.make(relation.total, &relation.parts);
        }
        // People who are counted once: all periods together are no less than the whole, and that is all one can say.
        for bound in &catalogue.bounds {
            let (totals, parts): (Vec<_>, Vec<_>) = bound.terms.iter().partition(|(_, factor)| *factor == -1);
            if let ([(total, _)], true) = (totals.as_slice(), parts.iter().all(|(_, factor)| *factor == 1)) {
                ties.make(*total, &parts.iter().map(|(part, _)| *part).collect::<Vec<_>>());
            }
        }
        ties
    }

    /// Ties a total to its parts.
    pub(super) fn make(&mut self, total: FactId, parts: &[FactId]) {
        let parts = parts.iter().map(|part| self.root(part.0)).collect();
        self.made.entry(self.root(total.0)).or_default().push(parts);
    }

    fn root(&self, mut fact: usize) -> usize {
        while self.one[fact] != fact {
            fact = self.one[fact];
        }
        fact
    }

    /// Whether declarations, one after the other, make a fact of these.
    pub(super) fn hold(&self, total: FactId, parts: &[FactId]) -> bool {
        let parts: BTreeSet<usize> = parts.iter().map(|part| self.root(part.0)).collect();
        self.found(self.root(total.0), &parts, &mut BTreeMap::new()) == Some(parts.len())
    }

    /// How many of the parts make a fact, if nothing else is needed for it.
    fn found(
        &self,
        total: usize,
        parts: &BTreeSet<usize>,
        known: &mut BTreeMap<usize, Option<usize>>,
    ) -> Option<usize> {
        if parts.contains(&total) {
            return Some(1);
        }
        if let Some(known) = known.get(&total) {
            return *known;
        }
        known.insert(total, None);
        let groups = self.made.get(&total)?;
        let found = groups.iter().find_map(|group| group.iter().map(|part| self.found(*part, parts, known)).sum());
        known.insert(total, found);
        found
    }
}
