//! What withheld figures of an earlier edition were, if they were revised since and the others were not. The ledger does not
//! hold it, but a reader who takes it so works it out like this, too.

use std::collections::BTreeMap;

use super::super::model::{CellId, Model, Relation, Rule};
use super::Vintage;
use crate::schema::{Catalogue, FactId, MeasureKind};

/// Of more withheld figures than this, each may have been revised alone, or one alone not.
const MOST: usize = 6;

/// Withheld figures as an edition had them, together.
pub(in crate::protect) struct Was {
    pub(in crate::protect) facts: Vec<FactId>,
    /// With which sign they stand in their relation.
    pub(in crate::protect) factor: i128,
    pub(in crate::protect) value: i128,
    /// Why nobody may learn it; nothing where anybody may.
    pub(in crate::protect) rule: Option<Rule>,
    pub(in crate::protect) name: String,
}

/// A relation of an edition that does not fit the data of today: once for every group of figures withheld in it which, if
/// it is they that were revised, makes it fit.
pub(super) fn revised(
    relation: &Relation,
    withheld: &BTreeMap<CellId, FactId>,
    (model, catalogue, edition): (&Model, &Catalogue, &str),
) -> Vec<Vintage> {
    let (Some(least), Some(most)) = (relation.least, relation.most) else { return Vec::new() };
    let own: Vec<(CellId, i128, FactId)> =
        relation.terms.iter().filter_map(|(cell, factor)| Some((*cell, *factor, *withheld.get(cell)?))).collect();
    let of_group = |group: Vec<(CellId, i128, FactId)>| {
        let facts: Vec<FactId> = group.iter().map(|(_, _, fact)| *fact).collect();
        let factor = group.first().map(|(_, factor, _)| *factor).filter(|factor| factor.abs() == 1)?;
        // Where somebody answers for showing it, whatever it was before may be known as well.
        if group.iter().any(|(_, other, fact)| *other != factor || catalogue.is_waived(*fact)) {
            return None;
        }
        let mut relation = relation.clone();
        relation.terms.retain(|(cell, _)| group.iter().all(|(other, ..)| other != cell));
        let others = relation.value(model);
        let (low, high) = (least - others, most - others);
        let (low, high) = if factor > 0 { (low, high) } else { (-high, -low) };
        let value = low.max(i128::try_from(facts.len()).ok()?);
        let names: Vec<String> = facts.iter().map(|fact| catalogue.name(*fact)).collect();
        let name = format!("{}, as the edition `{edition}` had it", names.join(" + "));
        let rule = rule(catalogue, &facts, value);
        (value <= high).then_some(Vintage { relation, was: Some(Was { facts, factor, value, rule, name }) })
    };
    groups(&own).into_iter().filter_map(of_group).collect()
}

/// As many as each is at least 1 are known too well where what is left for one of them is small. Who is behind events of
/// another time nobody can say any more.
fn rule(catalogue: &Catalogue, facts: &[FactId], value: i128) -> Option<Rule> {
    let left = value - (facts.len() as i128 - 1);
    let small = facts.iter().any(|fact| catalogue.policy_of(*fact).is_small(left));
    let events = |fact: &FactId| matches!(catalogue.measure_of(*fact).kind, MeasureKind::Events { .. });
    (small || facts.iter().any(events)).then_some(Rule::SmallCount)
}

/// Every group but none and all: of all of them together the edition itself told the number.
fn groups<T: Copy>(all: &[T]) -> Vec<Vec<T>> {
    if all.len() <= MOST {
        let chosen = |set: usize| all.iter().enumerate().filter(move |(bit, _)| set >> bit & 1 == 1);
        let sets = 1..(1_usize << all.len()) - 1;
        return sets.map(|set| chosen(set).map(|(_, one)| *one).collect()).collect();
    }
    let but = |left_out: usize| all.iter().enumerate().filter(move |(at, _)| *at != left_out).map(|(_, one)| *one);
    (0..all.len()).flat_map(|at| [vec![all[at]], but(at).collect()]).collect()
}
