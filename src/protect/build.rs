//! Builds the engine's model from the site's facts, relations and questions.

mod complete;

use std::collections::{BTreeMap, BTreeSet};

use super::Marker;
use super::model::{CellId, Cost, Model, ModelCell, Relation, Rule, whole};
use super::sealed::Cell;
use super::table::digits;
use super::{claims, earlier, primary, undeclared};
use crate::ask::{Asked, Earlier, Questions};
use crate::config::Policy;
use crate::schema::{self, Base, Catalogue, FactId, MeasureKind, Wish};

/// The model, and which of its cells stands for which fact.
pub(super) struct Built {
    pub(super) model: Model,
    /// By fact.
    pub(super) cell_of: Vec<CellId>,
    /// By cell: how a report names it.
    pub(super) names: Vec<String>,
    /// Cells for what facts were in an earlier edition that withheld them, with those facts.
    pub(super) was: BTreeMap<CellId, Vec<FactId>>,
}

/// One cell a fact (facts that are declared to be one share a cell), and one for every group that a relation leaves.
pub(super) fn build(asked: &Asked) -> Built {
    let Asked { site, catalogue, voices, questions, claims, pages, earlier, .. } = asked;
    let mut building = Building::facts(catalogue);
    building.ask(questions);
    building.remember(earlier);
    building.contributors();
    building.complements();
    for relation in catalogue.relations.iter().chain(&undeclared::sums(catalogue, questions)) {
        building.relate(relation);
    }
    building.bounds();
    complete::complete(&mut building.model, &building.open);
    building.unavailable();
    let vintages = earlier::relations(&building.model, &building.cell_of, catalogue, earlier);
    let was = building.remember_sums(vintages);
    // Last, for nobody knows in which order an earlier edition had its lists.
    let orders = undeclared::orders(catalogue, questions, pages, (&building.model, &building.cell_of));
    building.model.relations.extend(orders);
    let scale = site.as_ref().map(|site| site.words.clone()).unwrap_or_default();
    let claimed = claims::relations(
        (catalogue, &scale, &voices.first().cloned().unwrap_or_default()),
        claims.iter().chain(&earlier.claims),
        (&building.model, &building.cell_of),
    );
    building.model.relations.extend(claimed);
    building.model.price_totals();
    for cell in &mut building.model.cells {
        cell.cost.size = digits(cell.value);
        cell.least = cell.least.max(i128::from(cell.asked && cell.primary.is_some() && cell.value > 0));
    }
    Built { model: building.model, cell_of: building.cell_of, names: building.names, was }
}

struct Building<'a> {
    catalogue: &'a Catalogue,
    model: Model,
    cell_of: Vec<CellId>,
    names: Vec<String>,
    /// By cell, whether its value is still to be chosen.
    open: Vec<bool>,
    /// Sums that are in the model: datasets that share a whole breakdown state the same sum twice.
    stated: BTreeSet<(CellId, Vec<CellId>)>,
}

impl<'a> Building<'a> {
    fn facts(catalogue: &'a Catalogue) -> Self {
        let cell_of = merged(catalogue);
        let orders = orders(catalogue);
        let count = cell_of.iter().copied().max().map_or(0, |last| last + 1);
        let mut cells: Vec<Option<(ModelCell, bool, String)>> = vec![None; count];
        for (fact, id) in cell_of.iter().enumerate() {
            let fact = FactId(fact);
            let (cell, open) = cell(catalogue, fact, &cell_of, orders[fact.0]);
            match &mut cells[*id] {
                // Where facts share a cell, the strictest of their rules and policies holds.
                Some((known, known_open, _)) => {
                    known.primary = known.primary.or(cell.primary);
                    known.threshold = known.threshold.max(cell.threshold);
                    known.contributors = known.contributors.or(cell.contributors);
                    known.rests_on.extend(cell.rests_on);
                    known.frozen |= cell.frozen;
                    known.zeros_shown |= cell.zeros_shown;
                    known.cost.wish = known.cost.wish.max(cell.cost.wish);
                    if *known_open && !open {
                        (known.value, known.told, known.figure) = (cell.value, cell.told, cell.figure);
                        *known_open = false;
                    }
                }
                empty => *empty = Some((cell, open, catalogue.name(fact))),
            }
        }
        let mut building = Self {
            catalogue,
            model: Model::default(),
            cell_of,
            names: Vec::new(),
            open: Vec::new(),
            stated: BTreeSet::new(),
        };
        for (cell, open, name) in cells.into_iter().flatten() {
            building.add(cell, open, name);
        }
        building
    }

    fn add(&mut self, cell: ModelCell, open: bool, name: String) -> CellId {
        self.model.cells.push(cell);
        self.open.push(open);
        self.names.push(name);
        self.model.cells.len() - 1
    }

    /// A group that nobody names and no page asks for.
    fn group(&mut self, value: i128, open: bool, policy: &Policy, rule: Option<Rule>, name: String) -> CellId {
        let cost = Cost { wish: 1, order: self.model.cells.len(), ..Cost::default() };
        let cell = ModelCell {
            value,
            figure: false,
            asked: false,
            primary: rule,
            frozen: false,
            least: 0,
            zeros_shown: policy.zeros_shown,
            told: (value, value),
            threshold: policy.hide_up_to,
            contributors: None,
            rests_on: Vec::new(),
            cost,
        };
        self.add(cell, open, name)
    }

    fn ask(&mut self, questions: &Questions) {
        // Who sees a ratio and one of the counts that it is made of knows the other, whether or not a page shows it.
        let mut told_by_ratio = Vec::new();
        for (question, times) in questions.list.iter().zip(&questions.times) {
            for fact in question.facts() {
                let cell = &mut self.model.cells[self.cell_of[fact.0]];
                cell.asked = true;
                cell.cost.places += times;
                told_by_ratio.extend(primary::told_beside(self.catalogue, fact).into_iter().map(|fact| (fact, *times)));
            }
        }
        for (fact, times) in told_by_ratio {
            let cell = &mut self.model.cells[self.cell_of[fact.0]];
            cell.asked = true;
            cell.cost.places += times;
        }
        // What is public elsewhere is known to readers although no page here shows it; a waiver publishes nothing by itself.
        for (fact, cell) in self.cell_of.iter().enumerate() {
            let id = FactId(fact);
            let known = &mut self.model.cells[*cell];
            let public = self.catalogue.frozen.contains(&id);
            known.asked |= public && known.figure;
            // "Not applicable" is never withheld.
            let nobody = matches!(self.catalogue.fact(id).cell, Cell::Marked(Marker::NotApplicable))
                && self.catalogue.measure_of(id).kind.is_additive();
            known.frozen |= known.figure && (public || (known.asked && (nobody || self.catalogue.is_waived(id))));
        }
    }

    /// What earlier editions told is known, whether a page of this one asks for it or not. What they withheld is withheld
    /// again rather than anything else.
    fn remember(&mut self, earlier: &Earlier) {
        let known = earlier::Known::of(self.catalogue, earlier);
        for fact in known.told {
            let cell = &mut self.model.cells[self.cell_of[fact.0]];
            cell.asked |= cell.figure;
            cell.frozen |= cell.figure;
        }
        for fact in known.withheld {
            let cell = &mut self.model.cells[self.cell_of[fact.0]];
            if !self.catalogue.wishes.contains_key(&fact) {
                cell.cost.wish = 0;
            }
            let counts = self.catalogue.measure_of(fact).kind.is_additive();
            cell.least = cell.least.max(i128::from(counts && cell.zeros_shown && cell.value > 0));
        }
    }

    /// What an earlier edition told of sums. A withheld figure that is revised since is a group of that time, and nobody may
    /// learn it now either.
    fn remember_sums(&mut self, vintages: Vec<earlier::Vintage>) -> BTreeMap<CellId, Vec<FactId>> {
        let mut known = BTreeMap::new();
        for earlier::Vintage { mut relation, was } in vintages {
            if let Some(earlier::Was { facts, factor, value, rule, name }) = was {
                let Some(policy) = facts.first().map(|fact| self.catalogue.policy_of(*fact)) else { continue };
                let least = if policy.zeros_shown { facts.len() as i128 } else { 0 };
                let cell = *known.entry((facts, value)).or_insert_with(|| self.group(value, false, policy, rule, name));
                self.model.cells[cell].least = least;
                relation.terms.push((cell, factor));
            }
            self.model.relations.push(relation);
        }
        known.into_iter().map(|((facts, _), cell)| (cell, facts)).collect()
    }

    /// Everybody counted is behind at least one event.
    fn contributors(&mut self) {
        for events in 0..self.model.cells.len() {
            let Some(people) = self.model.cells[events].contributors else { continue };
            let name = format!("{}: at least one for everybody counted", self.names[events]);
            let terms = vec![(events, 1), (people, -1)];
            self.model.relations.push(Relation { terms, least: Some(0), most: None, total: None, claim: false, name });
        }
    }

    /// What a percentage leaves of its base is a group too.
    fn complements(&mut self) {
        for position in 0..self.cell_of.len() {
            let id = FactId(position);
            let MeasureKind::Percentage { of: Base::Measure(_) } = self.catalogue.measure_of(id).kind else { continue };
            // Where the data has the part, the part says all that the percentage could.
            if primary::part_of(self.catalogue, id).is_some() {
                continue;
            }
            let Some(base) = primary::base_of(self.catalogue, id).map(|base| self.cell_of[base.0]) else { continue };
            let part = self.cell_of[position];
            let open = self.open[part] || self.open[base];
            let rest = self.model.cells[base].value - self.model.cells[part].value;
            let policy = self.catalogue.policy_of(id);
            // Where it is what the percentage leaves that is small, that group needs the protection; the percentage goes
            // with it, as with all that it rests on.
            let known = &self.model.cells[part];
            let leaves_few = !open && known.primary == Some(Rule::SmallPart) && known.told.0 > policy.hide_up_to;
            let small = leaves_few || (!open && policy.is_small(rest) && !self.catalogue.is_waived(id));
            let name = format!("what {} leaves", self.names[part]);
            let rest = self.group(rest.max(0), open, policy, small.then_some(Rule::SmallPart), name.clone());
            if leaves_few {
                self.model.cells[part].primary = None;
                self.model.cells[part].rests_on.push(rest);
            }
            self.model.relations.push(Relation::sum(base, &[part, rest], &[], name));
        }
    }

    fn relate(&mut self, relation: &schema::Relation) {
        let catalogue = self.catalogue;
        let total = self.cell_of[relation.total.0];
        let parts: Vec<CellId> = relation.parts.iter().map(|part| self.cell_of[part.0]).collect();
        let additive = catalogue.measure_of(relation.total).kind.is_additive();
        // The counts behind ratios add up too; where a base is unknown there is no count to speak of.
        let counted =
            |id: FactId| primary::base_of(catalogue, id).is_some() && primary::part_of(catalogue, id).is_none();
        let behind = |id: &FactId| additive || counted(*id);
        if !relation.parts.iter().chain([&relation.total]).all(behind) || !self.stated.insert((total, parts.clone())) {
            return;
        }
        let name = format!("{} ({})", relation.name, catalogue.name(relation.total));
        let mut others = Vec::new();
        if relation.mismatch.is_some() {
            let policy = catalogue.policy_of(relation.total);
            let open = self.open[total] || parts.iter().any(|part| self.open[*part]);
            let parts: i128 = parts.iter().map(|part| self.model.cells[*part].value).sum();
            let missed = self.model.cells[total].value - parts;
            let few = missed != 0 && self.is_missed_by_few(relation);
            let rule = (additive && !open && (policy.is_small(missed) || few)).then_some(Rule::SmallGap);
            let gap = format!("what {} misses: {}", catalogue.name(relation.total), relation.name);
            let gap = self.group(missed.abs(), open, policy, rule, gap);
            others.push((gap, if missed < 0 && !open { -1 } else { 1 }));
            // Nobody knows on which side of an unknown figure the parts lie, but what a part leaves is never less than none.
            if open && relation.mismatch.as_ref().is_some_and(|why| !why.is_empty()) {
                let name = format!("what {} has too much: {}", catalogue.name(relation.total), relation.name);
                others.push((self.group(0, open, policy, None, name), -1));
            }
        }
        self.model.relations.push(Relation::sum(total, &parts, &others, name));
    }
}

impl Building<'_> {
    /// Whether the events that parts miss are those of a few people whom they miss too.
    fn is_missed_by_few(&self, relation: &schema::Relation) -> bool {
        let of = match self.catalogue.measure_of(relation.total).kind {
            MeasureKind::Events { of: Base::Measure(of) } => of,
            // Where nobody counts people, they may be few behind anything.
            MeasureKind::Events { of: Base::Unknown } => return true,
            _ => return false,
        };
        let people = |id: &FactId| {
            let cell = self.cell_of[self.catalogue.sibling(*id, of)?.0];
            (!self.open[cell]).then_some(self.model.cells[cell].value)
        };
        let Some(parts) = relation.parts.iter().map(people).sum::<Option<i128>>() else { return false };
        let least = self.catalogue.policy_of(relation.total).least_contributors();
        people(&relation.total).is_some_and(|total| (1..least).contains(&(total - parts).abs()))
    }

    /// A count that the data does not have is a group all the same: where it may be small, nothing shown may tell it.
    fn unavailable(&mut self) {
        for (position, cell) in self.cell_of.iter().enumerate() {
            let id = FactId(position);
            let unknown =
                matches!(self.catalogue.fact(id).cell, Cell::Marked(Marker::NotAvailable | Marker::Unreliable))
                    && self.catalogue.measure_of(id).kind.is_additive();
            let known = &mut self.model.cells[*cell];
            if unknown && self.open[*cell] && self.catalogue.policy_of(id).is_small(known.value) {
                known.primary = known.primary.or(Some(Rule::SmallGap));
            }
        }
    }

    /// What bands tell of events, and periods of people who may be in several.
    fn bounds(&mut self) {
        for bound in &self.catalogue.bounds {
            let terms = bound.terms.iter().map(|(fact, factor)| (self.cell_of[fact.0], i128::from(*factor)));
            self.model.relations.push(Relation {
                terms: terms.collect(),
                least: bound.least.map(i128::from),
                most: bound.most.map(i128::from),
                total: None,
                claim: false,
                name: bound.name.clone(),
            });
        }
    }
}

/// By fact, the cell that stands for it.
fn merged(catalogue: &Catalogue) -> Vec<CellId> {
    let mut leader: Vec<usize> = (0..catalogue.facts.len()).collect();
    fn find(leader: &mut [usize], mut at: usize) -> usize {
        while leader[at] != at {
            leader[at] = leader[leader[at]];
            at = leader[at];
        }
        at
    }
    for (a, b, _) in &catalogue.same {
        let (a, b) = (find(&mut leader, a.0), find(&mut leader, b.0));
        leader[a.max(b)] = a.min(b);
    }
    let mut number = BTreeMap::new();
    (0..leader.len())
        .map(|fact| {
            let leader = find(&mut leader, fact);
            let next = number.len();
            *number.entry(leader).or_insert(next)
        })
        .collect()
}

/// By fact, its place in an order in which the periods of one figure stand together, so that ties end alike in each period.
fn orders(catalogue: &Catalogue) -> Vec<usize> {
    let mut facts: Vec<usize> = (0..catalogue.facts.len()).collect();
    facts.sort_by_key(|fact| {
        let key = &catalogue.facts[*fact].key;
        (key.dataset, &key.members, key.measure, key.period)
    });
    let mut orders = vec![0; facts.len()];
    for (order, fact) in facts.into_iter().enumerate() {
        orders[fact] = order;
    }
    orders
}

/// A fact's cell, and whether its value is still to be chosen.
fn cell(catalogue: &Catalogue, id: FactId, cell_of: &[CellId], order: usize) -> (ModelCell, bool) {
    let fact = catalogue.fact(id);
    let kind = catalogue.measure_of(id).kind;
    let number = fact.cell.number();
    // Where a figure cannot apply there is nobody, as every reader knows.
    let nobody = matches!(fact.cell, Cell::Marked(Marker::NotApplicable)).then_some(0);
    let low = primary::low_range(catalogue, id);
    let (value, told) = if kind.is_additive() {
        let value = number.and_then(whole).or(nobody);
        (value, primary::shown_range(catalogue, id))
    } else if let Some((count, range)) = low {
        (Some(count), Some(range))
    } else {
        let value = primary::implied(catalogue, id).map(|implied| implied.count);
        (value.or(nobody), value.map(|value| primary::told(catalogue, id, value)))
    };
    let contributors = match kind {
        MeasureKind::Events { of } => of.measure().and_then(|of| catalogue.sibling(id, of)).map(|of| cell_of[of.0]),
        _ => None,
    };
    let wish = match catalogue.wishes.get(&id) {
        Some(Wish::PreferToHide) => 0,
        None => 1,
        Some(Wish::Keep) => 2,
    };
    let value_known = value.unwrap_or_default();
    let cell = ModelCell {
        value: value_known,
        // Where a mark says of itself how many there are, it is as good as a figure.
        figure: number.is_some() || (nobody.is_some() && kind.is_additive()) || low.is_some(),
        asked: false,
        primary: primary::rule(catalogue, id),
        frozen: false,
        least: 0,
        zeros_shown: catalogue.policy_of(id).zeros_shown,
        told: told.unwrap_or((value_known, value_known)),
        threshold: catalogue.policy_of(id).hide_up_to,
        contributors,
        rests_on: primary::rests_on(catalogue, id).into_iter().map(|fact| cell_of[fact.0]).collect(),
        cost: Cost { wish, order, ..Cost::default() },
    };
    (cell, value.is_none())
}
