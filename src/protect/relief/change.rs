//! A change to the site that may help, how it looks in the model, and how it is told.

use std::collections::BTreeMap;

use super::super::model::{CellId, Cost, ModelCell, Relation, Rule};
use super::super::primary;
use super::super::table::digits;
use super::Site;
use super::around::Around;
use crate::schema::{FactId, FactKey, MeasureKind};

/// One change. Cells are those of the neighbourhood.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Change {
    /// Two members of a dimension of a dataset become one.
    Merge { dataset: usize, dimension: usize, members: (usize, usize) },
    /// The total of a sum is not shown.
    LeaveOutTotal { total: CellId },
    /// A ratio is not shown.
    LeaveOutRatio { ratio: CellId },
    /// One period of a figure is not shown.
    LeaveOutPeriod { cell: CellId },
    /// The parts of a sum are not shown.
    LeaveOutParts { total: CellId, parts: Vec<CellId> },
    /// One figure is not shown.
    LeaveOut { cell: CellId },
    /// A waiver is withdrawn.
    Withdraw { cell: CellId },
    /// A figure is not public after all.
    NotPublic { cell: CellId },
    /// Words of an author are left out.
    DropClaim { name: String },
}

impl Change {
    /// Changes of one kind are alternatives to each other; the reader wants to hear of other kinds.
    pub(super) fn kind(&self) -> u8 {
        match self {
            Self::Merge { .. } => 0,
            Self::LeaveOutTotal { .. } => 1,
            Self::LeaveOutRatio { .. } => 2,
            Self::LeaveOutPeriod { .. } => 3,
            Self::LeaveOutParts { .. } => 4,
            Self::LeaveOut { .. } => 5,
            Self::Withdraw { .. } => 6,
            Self::NotPublic { .. } => 7,
            Self::DropClaim { .. } => 8,
        }
    }

    /// As an instruction.
    pub(super) fn words(&self, site: &Site<'_>, around: &Around) -> String {
        let name = |cell: &CellId| site.name(around.cells[*cell]);
        match self {
            Self::Merge { dataset, dimension, members } => {
                let dataset = &site.catalogue.datasets[*dataset];
                let dimension = &dataset.dimensions[*dimension];
                let (first, second) = (dimension.label_of(members.0), dimension.label_of(members.1));
                format!("merge \"{first}\" with \"{second}\" ({} in `data/{}.csv`)", dimension.label, dataset.id)
            }
            Self::LeaveOutTotal { total } => format!("leave out the total {}", name(total)),
            Self::LeaveOutRatio { ratio } => format!("leave out {}", name(ratio)),
            Self::LeaveOutPeriod { cell } => {
                format!("show only the longer period and leave out {}", name(cell))
            }
            Self::LeaveOutParts { total, .. } => format!("show {} without its parts", name(total)),
            Self::LeaveOut { cell } => format!("leave out {}", name(cell)),
            Self::Withdraw { cell } => format!("withdraw the waiver for {}", name(cell)),
            Self::DropClaim { name } => format!("drop {name}"),
            Self::NotPublic { cell } => {
                format!("if {} is not public after all, take it out of `public`", name(cell))
            }
        }
    }

    /// Makes the change, and says what it gives up: figures that readers would have seen.
    pub(super) fn apply(&self, site: &Site<'_>, around: &mut Around) -> Vec<Cost> {
        match self {
            Self::Merge { dataset, dimension, members } => merge(site, around, *dataset, *dimension, *members),
            Self::LeaveOutTotal { total: cell }
            | Self::LeaveOutRatio { ratio: cell }
            | Self::LeaveOutPeriod { cell }
            | Self::LeaveOut { cell } => leave_out(around, *cell).into_iter().collect(),
            Self::LeaveOutParts { parts, .. } => parts.iter().filter_map(|part| leave_out(around, *part)).collect(),
            Self::Withdraw { cell } => {
                let known = &mut around.model.cells[*cell];
                known.frozen = false;
                let facts = site.facts_of[around.cells[*cell]].iter();
                known.primary = facts.filter_map(|fact| primary::unwaived(site.catalogue, *fact)).next();
                known.least = known.least.max(i128::from(known.primary.is_some() && known.value > 0));
                vec![known.cost]
            }
            Self::DropClaim { name } => {
                around.model.relations.retain(|relation| !(relation.claim && relation.name == *name));
                Vec::new()
            }
            Self::NotPublic { cell } => {
                around.model.cells[*cell].frozen = false;
                Vec::new()
            }
        }
    }
}

/// A figure that no page asks for: readers do not even know that it is no zero.
fn leave_out(around: &mut Around, cell: CellId) -> Option<Cost> {
    let known = &mut around.model.cells[cell];
    let seen = known.asked && known.figure && known.primary.is_none();
    (known.asked, known.frozen, known.least) = (false, false, 0);
    seen.then_some(known.cost)
}

/// Makes one cell of every two that differ only in the members: the two become what nobody asks for, and their sum is
/// what is shown.
fn merge(
    site: &Site<'_>,
    around: &mut Around,
    dataset: usize,
    dimension: usize,
    (first, second): (usize, usize),
) -> Vec<Cost> {
    let pairs = pairs(site, around, dataset, dimension, (first, second));
    let mut given_up = Vec::new();
    // By the first of two cells, the one that takes their place.
    let mut merged: BTreeMap<CellId, CellId> = BTreeMap::new();
    for (fact, a, b) in pairs {
        let kind = site.catalogue.measure_of(fact).kind;
        let [one, other] = [a, b].map(|cell| around.model.cells[cell].clone());
        for cell in [a, b] {
            let cost = leave_out(around, cell);
            let known = &mut around.model.cells[cell];
            (known.primary, known.figure) = (None, false);
            // Of two counts, one figure goes; ratios have to be computed anew, so both do.
            if cell == b || !kind.is_additive() {
                given_up.extend(cost);
            }
        }
        if !(kind.is_additive() && one.figure && other.figure) {
            continue;
        }
        let policy = site.catalogue.policy_of(fact);
        let value = one.value + other.value;
        let place = around.model.cells.len();
        merged.insert(a, place);
        let contributors = one.contributors.and_then(|people| merged.get(&people)).copied();
        let few = matches!(kind, MeasureKind::Events { .. })
            && value != 0
            && contributors.is_none_or(|people| around.model.cells[people].value < policy.least_contributors());
        let rule = if policy.is_small(value) { Some(Rule::SmallCount) } else { few.then_some(Rule::FewContributors) };
        let asked = one.asked || other.asked;
        around.model.cells.push(ModelCell {
            value,
            figure: true,
            asked,
            primary: rule,
            frozen: false,
            least: i128::from(asked && rule.is_some() && value > 0),
            zeros_shown: one.zeros_shown,
            told: policy.told_by(value),
            threshold: one.threshold.max(other.threshold),
            contributors,
            rests_on: Vec::new(),
            cost: Cost {
                wish: one.cost.wish.max(other.cost.wish),
                dearest_part: None,
                places: one.cost.places.max(other.cost.places),
                size: digits(value),
                order: place,
            },
        });
        let name = "two merged categories".to_owned();
        around.model.relations.push(Relation::sum(place, &[a, b], &[], name));
    }
    given_up
}

/// Facts with the first member, and the cells of each and of its counterpart with the second. Measures that others rest
/// on come first.
pub(super) fn pairs(
    site: &Site<'_>,
    around: &Around,
    dataset: usize,
    dimension: usize,
    (first, second): (usize, usize),
) -> Vec<(FactId, CellId, CellId)> {
    let mut pairs = Vec::new();
    for cell in 0..around.cells.len() {
        for fact in &site.facts_of[around.cells[cell]] {
            let key = &site.catalogue.fact(*fact).key;
            if key.dataset != dataset || key.members[dimension] != first {
                continue;
            }
            let mut members = key.members.clone();
            members[dimension] = second;
            let other = site.catalogue.find(&FactKey { members, ..key.clone() });
            let other = other.and_then(|other| around.place.get(&site.built.cell_of[other.0]));
            if let Some(other) = other.filter(|other| **other != cell) {
                pairs.push((*fact, cell, *other));
            }
        }
    }
    pairs
        .sort_by_key(|(fact, ..)| (matches!(site.catalogue.measure_of(*fact).kind, MeasureKind::Events { .. }), *fact));
    pairs
}
