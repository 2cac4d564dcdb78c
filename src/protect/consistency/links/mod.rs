//! Figures of two datasets that belong together although no description says so: the same figure twice, a longer period
//! beside the shorter ones that make it, a whole beside its groups. Undeclared, the one would give away what is withheld of the other.

mod alignment;
mod link;
mod message;
mod ties;

use std::collections::BTreeMap;

use crate::diagnostic::Diagnostics;
use crate::schema::{Catalogue, FactId};
use alignment::alike;
use link::{Equation, Kind, Link, bits};
use ties::Ties;

/// What holds by chance less often than once in 2 to the power of this, however many pairs of measures are tried.
const BITS: u32 = 10;

/// Two measures of two datasets, and what holds between them that no declaration ties.
struct Told {
    /// Of the whole and of the parts.
    measures: [usize; 2],
    equations: Vec<Equation>,
}

/// Tells of every two datasets, and of every dataset whose own periods make each other. Not before all that is declared can
/// be read.
pub(super) fn undeclared(catalogue: &Catalogue, log: &mut Diagnostics) {
    if catalogue.unresolved || !catalogue.broken.is_empty() {
        return;
    }
    let mut facts: BTreeMap<(usize, usize), Vec<FactId>> = BTreeMap::new();
    for id in (0..catalogue.facts.len()).map(FactId).filter(|id| catalogue.measure_of(*id).kind.is_additive()) {
        let key = &catalogue.fact(id).key;
        facts.entry((key.dataset, key.measure)).or_default().push(id);
    }
    let enough = BITS + 2 * (facts.len() + 1).ilog2();
    // What has been told of two datasets is taken for said, so that a third is told of only one of them.
    let mut said: Vec<(FactId, FactId)> = Vec::new();
    let mut ties = Ties::of(catalogue, &said);
    for link in links(catalogue, Kind::Same) {
        let told = told(&link, &facts, enough, &ties);
        message::tell(&link, &told, log);
        if !told.is_empty() {
            let equations = told.iter().flat_map(|told| &told.equations);
            said.extend(equations.map(|equation| (equation.total, equation.parts[0])));
            ties = Ties::of(catalogue, &said);
        }
    }
    for link in links(catalogue, Kind::Periods).chain(links(catalogue, Kind::Groups)) {
        let told = told(&link, &facts, enough, &ties);
        message::tell(&link, &told, log);
        told.iter().flat_map(|told| &told.equations).for_each(|equation| ties.make(equation.total, &equation.parts));
    }
}

/// Every two datasets that can have figures in common, unless a description says that they have none.
fn links(catalogue: &Catalogue, kind: Kind) -> impl Iterator<Item = Link<'_>> {
    let count = catalogue.datasets.len();
    let pairs = (0..count).flat_map(move |parts| (0..count).map(move |whole| [whole, parts]));
    let names = |one: usize, other: usize| {
        let id = &catalogue.datasets[other].id;
        catalogue.datasets[one].declared.unrelated.iter().any(|written| written.text == *id)
    };
    pairs
        .filter(move |[whole, parts]| kind != Kind::Same || whole < parts)
        .filter(move |[whole, parts]| !names(*whole, *parts) && !names(*parts, *whole))
        .filter_map(move |datasets| Link::of(catalogue, kind, datasets))
}

/// Pairs of measures that belong together and are not tied; each measure is told of once.
fn told(link: &Link<'_>, facts: &BTreeMap<(usize, usize), Vec<FactId>>, enough: u32, ties: &Ties) -> Vec<Told> {
    let [whole, parts] = link.datasets.map(|number| &link.catalogue.datasets[number]);
    let mut found = Vec::new();
    let mut taken: [Vec<usize>; 2] = [Vec::new(), Vec::new()];
    for (mine, totals) in facts.range((link.datasets[0], 0)..(link.datasets[0] + 1, 0)).map(|((_, at), ids)| (*at, ids))
    {
        for theirs in facts.range((link.datasets[1], 0)..(link.datasets[1] + 1, 0)).map(|((_, at), _)| *at) {
            if link.datasets[0] == link.datasets[1] && mine != theirs {
                continue;
            }
            let Some(equations) = link.equations(totals, theirs).filter(|equations| !equations.is_empty()) else {
                continue;
            };
            let untied: Vec<Equation> =
                equations.into_iter().filter(|equation| !is_tied(link, ties, equation)).collect();
            if untied.is_empty() {
                taken[0].push(mine);
                taken[1].push(theirs);
                continue;
            }
            let (one, other) = (&whole.measures[mine], &parts.measures[theirs]);
            let is_named = one.id == other.id || alike(&one.label, &other.label);
            let bits = bits(&untied);
            if bits >= enough || (is_named && bits > 0) {
                found.push((!is_named, Told { measures: [mine, theirs], equations: untied }));
            }
        }
    }
    // Of several that fit, those of one name.
    found.sort_by_key(|(is_other, told)| (*is_other, told.measures));
    let mut chosen = Vec::new();
    for (_, told) in found {
        if taken.iter().zip(told.measures).all(|(taken, measure)| !taken.contains(&measure)) {
            taken.iter_mut().zip(told.measures).for_each(|(taken, measure)| taken.push(measure));
            chosen.push(told);
        }
    }
    chosen
}

/// Of two figures that are one, each can be declared to be made of the other.
fn is_tied(link: &Link<'_>, ties: &Ties, equation: &Equation) -> bool {
    let Equation { total, parts, .. } = equation;
    let turned = || link.kind == Kind::Same && ties.hold(parts[0], &[*total]);
    ties.hold(*total, parts) || turned()
}
