//! A settled site by its cells: which facts each stands for, who asks for it, what its certificate says.

use std::collections::BTreeMap;

use super::super::examined::Examined;
use super::super::model::{CellId, Rule};
use super::interval::Interval;
use super::{AskedIn, DataPlace, HiddenEntry, Inference, Kind, expression, words};
use crate::ask::askers;
use crate::diagnostic::Place;
use crate::schema::FactId;

/// What reports look at.
pub(in crate::protect) struct View<'a> {
    pub(super) examined: &'a Examined,
    /// By cell, the facts that it stands for: none for a group that only a relation leaves.
    pub(super) facts_of: Vec<Vec<FactId>>,
    askers_of: Vec<Vec<AskedIn>>,
    intervals: BTreeMap<CellId, Interval>,
    /// By cell, whether anything is computed with it.
    bound: Vec<bool>,
}

impl<'a> View<'a> {
    pub(in crate::protect) fn of(examined: &'a Examined) -> Self {
        let model = &examined.built.model;
        let mut facts_of = vec![Vec::new(); model.cells.len()];
        for (fact, cell) in examined.built.cell_of.iter().enumerate() {
            facts_of[*cell].push(FactId(fact));
        }
        let mut askers_of: Vec<Vec<AskedIn>> = vec![Vec::new(); model.cells.len()];
        for (question, asker) in askers(&examined.pages, &examined.said, &examined.claims) {
            for fact in examined.questions.list[question.0].facts() {
                let known = &mut askers_of[examined.cell(fact)];
                match known.iter_mut().find(|known| known.page == asker.page && known.block == asker.block) {
                    Some(known) => known.times += 1,
                    None => known.push(AskedIn { page: asker.page.clone(), block: asker.block.clone(), times: 1 }),
                }
            }
        }
        let witnesses = examined.settled.certificate.witnesses.iter();
        let intervals = witnesses.map(|witness| (witness.cell, Interval::proved(&model.cells[witness.cell]))).collect();
        let mut bound = vec![false; model.cells.len()];
        for (cell, _) in model.relations.iter().flat_map(|relation| &relation.terms) {
            bound[*cell] = true;
        }
        Self { examined, facts_of, askers_of, intervals, bound }
    }

    /// A cell in words.
    pub(super) fn name(&self, cell: CellId) -> String {
        match self.facts_of[cell].first() {
            Some(fact) => expression::name(&self.examined.catalogue, *fact),
            None => self.examined.built.names[cell].clone(),
        }
    }

    /// Whether the data has or withholds a figure for it. Where it has none, nothing is hidden: the site shows the data's
    /// own marker.
    pub(super) fn has_figure(&self, cell: CellId) -> bool {
        self.facts_of[cell].iter().any(|fact| !self.examined.catalogue.fact(*fact).cell.is_without_figure())
    }

    /// Whether a page asks for it. What is public elsewhere is in the model without that.
    pub(super) fn is_asked(&self, cell: CellId) -> bool {
        self.examined.built.model.cells[cell].cost.places > 0
    }

    /// The rule by which a page goes without a figure, or by which nobody may know a group that no page names.
    pub(super) fn hidden_by(&self, cell: CellId) -> Option<Rule> {
        let rule = self.examined.pattern().hidden[cell]?;
        let asked = self.examined.built.model.cells[cell].asked && self.has_figure(cell);
        (asked || rule == Rule::SmallGap).then_some(rule)
    }

    /// How many people the strictest policy of a cell asks for behind its events.
    pub(super) fn least_contributors(&self, cell: CellId) -> i128 {
        let asked =
            self.facts_of[cell].iter().map(|fact| self.examined.catalogue.policy_of(*fact).least_contributors());
        asked.max().unwrap_or(self.examined.built.model.cells[cell].threshold + 1)
    }

    pub(super) fn kind(&self, cell: CellId, rule: Rule) -> Kind {
        match rule {
            Rule::HiddenBase => Kind::Derived,
            _ if self.examined.pattern().is_sensitive(cell) => Kind::Primary,
            _ => Kind::Secondary,
        }
    }

    pub(super) fn asked_in(&self, cell: CellId) -> &[AskedIn] {
        &self.askers_of[cell]
    }

    pub(super) fn places(&self, cell: CellId) -> usize {
        self.askers_of[cell].iter().map(|asked| asked.times).sum()
    }

    pub(super) fn inference(&self, cell: CellId, kind: Kind) -> Inference {
        match (self.bound[cell], self.intervals.get(&cell), kind) {
            (false, ..) => Inference::Nothing,
            (true, Some(interval), _) => Inference::Interval(*interval),
            (true, None, Kind::Primary) => Inference::NotCertified,
            (true, None, _) => Inference::NotSensitive,
        }
    }

    pub(super) fn place(&self, fact: FactId) -> Option<DataPlace> {
        match &self.examined.catalogue.fact(fact).place {
            Place::Data { file, line, column } => {
                Some(DataPlace { file: file.clone(), line: *line, column: column.clone().unwrap_or_default() })
            }
            _ => None,
        }
    }

    /// What the report says of a hidden cell.
    pub(super) fn entry(&self, cell: CellId, rule: Rule) -> HiddenEntry {
        let (catalogue, model) = (&self.examined.catalogue, &self.examined.built.model);
        let mut facts = self.facts_of[cell].iter();
        let first = facts.next().copied();
        let kind = self.kind(cell, rule);
        HiddenEntry {
            name: self.name(cell),
            dataset: first.map(|fact| catalogue.dataset_of(fact).title.clone()),
            measure: first.map(|fact| catalogue.measure_of(fact).label.clone()),
            expression: first.map(|fact| expression::of(catalogue, fact)),
            same_as: facts.map(|fact| expression::of(catalogue, *fact)).collect(),
            place: first.and_then(|fact| self.place(fact)),
            kind,
            rule: words::code(rule),
            why: words::sentence(rule, self, cell),
            forced_by: words::forced_by(rule, model),
            stands_for_a_count: first.is_some_and(|fact| !catalogue.measure_of(fact).kind.is_additive()),
            inference: self.inference(cell, kind),
            places: self.places(cell),
            asked_in: self.asked_in(cell).to_vec(),
            to_show: None,
        }
    }
}
