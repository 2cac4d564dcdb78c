//! Which figures of several selections are about the same thing: the same members of the dimensions that all leave open,
//! in periods of the same dates.

use super::super::catalogue::{Catalogue, FactKey};
use super::super::dimension::Dimension;
use super::super::expression::{Selection, Wrong};

/// Every combination of members and periods, one key for each of the selections.
pub(super) fn aligned(catalogue: &Catalogue, sides: &[&Selection]) -> Result<Vec<Vec<FactKey>>, Wrong> {
    let combinations = combinations(catalogue, sides)?;
    let mut found = Vec::new();
    for periods in periods(catalogue, sides) {
        for members in &combinations {
            let keys = sides.iter().zip(&periods).zip(members).map(|((side, period), members)| FactKey {
                dataset: side.dataset,
                period: *period,
                members: members.clone(),
                measure: side.measure,
            });
            found.push(keys.collect());
        }
    }
    if found.is_empty() {
        let hint = "check that all name the facts you mean";
        return Err(Wrong::new("these have no period in common", hint));
    }
    Ok(found)
}

/// Periods of each selection that have the same dates.
fn periods(catalogue: &Catalogue, sides: &[&Selection]) -> Vec<Vec<usize>> {
    let of = |side: &Selection| -> Vec<usize> {
        let all = 0..catalogue.datasets[side.dataset].periods.len();
        all.filter(|period| side.period.is_none_or(|fixed| fixed == *period)).collect()
    };
    let dates = |side: &Selection, period: usize| {
        let period = &catalogue.datasets[side.dataset].periods[period];
        (period.start, period.end)
    };
    let Some((lead, others)) = sides.split_first() else { return Vec::new() };
    let matching = |period: usize| -> Option<Vec<usize>> {
        let same = |side: &&Selection| of(side).into_iter().find(|other| dates(side, *other) == dates(lead, period));
        std::iter::once(Some(period)).chain(others.iter().map(same)).collect()
    };
    of(lead).into_iter().filter_map(matching).collect()
}

/// The members of each selection, for every combination of the dimensions that all of them leave open. A dimension that
/// only one leaves open means its total there.
pub(super) fn combinations(catalogue: &Catalogue, sides: &[&Selection]) -> Result<Vec<Vec<Vec<usize>>>, Wrong> {
    let Some((lead, others)) = sides.split_first() else { return Ok(Vec::new()) };
    let mut found: Vec<Vec<Vec<usize>>> = vec![settled(catalogue, sides, lead)?];
    for (position, dimension) in catalogue.datasets[lead.dataset].dimensions.iter().enumerate() {
        let shared: Vec<Option<usize>> = others.iter().map(|side| open(catalogue, side, &dimension.id)).collect();
        if lead.members[position].is_some() || shared.iter().all(Option::is_none) {
            continue;
        }
        let Some(shared) = shared.into_iter().collect::<Option<Vec<usize>>>() else {
            let message = format!("`{}` is open in some of these figures and not in the others", dimension.id);
            return Err(Wrong::new(message, "name a member of it in each of them, or in none"));
        };
        let of_others = others.iter().zip(&shared);
        let dimensions: Vec<&Dimension> =
            of_others.map(|(side, at)| &catalogue.datasets[side.dataset].dimensions[*at]).collect();
        let matches = members(dimension, &dimensions);
        if matches.is_empty() {
            let message = format!("these have no member of `{}` in common", dimension.id);
            return Err(Wrong::new(message, "give the same members the same codes, or name one on each side"));
        }
        let places: Vec<usize> = std::iter::once(position).chain(shared).collect();
        found = found.iter().flat_map(|known| matches.iter().map(|chosen| placed(known, &places, chosen))).collect();
    }
    Ok(found)
}

fn placed(known: &[Vec<usize>], places: &[usize], chosen: &[usize]) -> Vec<Vec<usize>> {
    let mut members = known.to_vec();
    for ((side, place), member) in members.iter_mut().zip(places).zip(chosen) {
        side[*place] = *member;
    }
    members
}

/// The position of a dimension that a selection leaves open.
fn open(catalogue: &Catalogue, side: &Selection, id: &str) -> Option<usize> {
    let dimensions = &catalogue.datasets[side.dataset].dimensions;
    dimensions.iter().position(|dimension| dimension.id == id).filter(|position| side.members[*position].is_none())
}

/// Members as far as they are settled without looking at each other: the named ones, and totals.
fn settled(catalogue: &Catalogue, sides: &[&Selection], lead: &Selection) -> Result<Vec<Vec<usize>>, Wrong> {
    let is_shared = |side: &Selection, dimension: &Dimension| {
        let elsewhere = if std::ptr::eq(side, lead) { &sides[1..] } else { &sides[..1] };
        elsewhere.iter().any(|other| open(catalogue, other, &dimension.id).is_some())
    };
    let of_side = |side: &&Selection| -> Result<Vec<usize>, Wrong> {
        let dimensions = catalogue.datasets[side.dataset].dimensions.iter();
        let member = |(dimension, member): (&Dimension, &Option<usize>)| match member {
            Some(member) => Ok(*member),
            None if is_shared(side, dimension) => Ok(0),
            None => dimension.default_member().ok_or_else(|| {
                Wrong::new(
                    format!("this does not say which {} it means", dimension.label.to_lowercase()),
                    format!("`{}` has no single total; name a member, like `[\"…\"]`", dimension.id),
                )
            }),
        };
        dimensions.zip(&side.members).map(member).collect()
    };
    sides.iter().map(of_side).collect()
}

/// Members with the same code in all dimensions; and the totals, where they have different codes.
fn members(lead: &Dimension, others: &[&Dimension]) -> Vec<Vec<usize>> {
    let mut found: Vec<Vec<usize>> = Vec::new();
    for (position, code) in lead.members.keys().enumerate() {
        let same: Option<Vec<usize>> = others.iter().map(|dimension| dimension.member(code)).collect();
        found.extend(same.map(|same| std::iter::once(position).chain(same).collect()));
    }
    let all = std::iter::once(lead).chain(others.iter().copied());
    let totals: Option<Vec<usize>> = all.map(Dimension::default_member).collect();
    let taken = |totals: &Vec<usize>| found.iter().any(|known| known.iter().zip(totals).any(|(a, b)| a == b));
    if let Some(totals) = totals.filter(|totals| !taken(totals)) {
        found.push(totals);
    }
    found
}
