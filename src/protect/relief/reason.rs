//! Why a figure cannot be protected, in words: figures by their names, and never a value.

use super::super::model::{CellId, Relation};
use super::{CORRECT, Diagnosis, Site};

/// The most figures that a sentence names.
const MOST_NAMED: usize = 4;
/// The most relations that it names.
const MOST_RELATIONS: usize = 2;
/// Of more terms than this a relation is told in short.
const MOST_TERMS: usize = 8;

/// Why a cell that must not be learnt could be: the relations that leave it least room, and what readers see in them.
pub(super) fn exposed(site: &Site<'_>, cell: CellId) -> String {
    let model = &site.built.model;
    let open = |relation: &usize| {
        let terms = &model.relations[*relation].terms;
        (terms.iter().filter(|(other, _)| !site.stays(*other)).count(), *relation)
    };
    let mut relations = site.relations_of[cell].clone();
    relations.sort_by_key(open);
    relations.truncate(MOST_RELATIONS);
    let mut message = format!("this figure could be worked out from what the site shows: {}", site.name(cell));
    let names: Vec<String> = relations.iter().map(|relation| short(&model.relations[*relation])).collect();
    if names.is_empty() {
        return message;
    }
    message.push_str(&format!(", by way of {}", names.join(" and ")));
    let mut seen: Vec<CellId> = relations.iter().flat_map(|relation| terms(&model.relations[*relation])).collect();
    seen.retain(|other| *other != cell && site.stays(*other));
    seen.sort_unstable();
    seen.dedup();
    if seen.is_empty() {
        message.push_str(". Withholding all of it is not enough: the withheld figures together leave too little doubt");
    } else {
        let seen: Vec<String> =
            seen.into_iter().map(|cell| format!("{} ({})", site.name(cell), why(site, cell))).collect();
        message.push_str(&format!(", whatever else is withheld, because readers see {}", listed(&seen)));
    }
    message
}

/// Why a figure that is public already must not be.
pub(super) fn public(site: &Site<'_>, cell: CellId) -> String {
    let on = site.built.model.cells[cell].rests_on.iter().filter(|base| !site.stays(**base));
    let on: Vec<String> = on.map(|base| site.name(*base).to_owned()).collect();
    let gives = if on.is_empty() {
        "but a rule would withhold it".to_owned()
    } else {
        format!("but it would give away what has to be withheld: {}", listed(&on))
    };
    format!("this figure cannot be withheld ({}), {gives}: {}", why(site, cell), site.name(cell))
}

/// Figures that contradict each other, a relation each; then figures that do not fit what is known of themselves.
pub(super) fn contradictions(site: &Site<'_>, cells: &[CellId]) -> Vec<Diagnosis> {
    let model = &site.built.model;
    let mut found = Vec::new();
    for relation in model.relations.iter().filter(|relation| fails(site, relation)) {
        let cells: Vec<CellId> = terms(relation).collect();
        let names: Vec<String> = cells.iter().map(|cell| site.name(*cell).to_owned()).collect();
        let message = format!(
            "these figures contradict each other, so nothing can be proved of them: {} ({})",
            listed(&names),
            short(relation)
        );
        let first = relation.total.or_else(|| cells.first().copied()).unwrap_or_default();
        found.push(Diagnosis { place: site.place(first), cells, message, hint: CORRECT.to_owned() });
    }
    for cell in cells {
        if found.iter().any(|diagnosis| diagnosis.cells.contains(cell)) {
            continue;
        }
        let message = format!("this figure contradicts those around it: {}", site.name(*cell));
        found.push(Diagnosis { place: site.place(*cell), cells: vec![*cell], message, hint: CORRECT.to_owned() });
    }
    found
}

/// The name of a relation; of a long sum without its parts.
fn short(relation: &Relation) -> String {
    let ends = relation.name.split_once(" = ").zip(relation.name.rsplit_once(" ("));
    match ends {
        Some(((total, _), (_, figure))) if relation.terms.len() > MOST_TERMS => {
            format!("{total} = the sum of its {} parts ({figure}", relation.terms.len() - 1)
        }
        _ => relation.name.clone(),
    }
}

fn fails(site: &Site<'_>, relation: &Relation) -> bool {
    let cells = &site.built.model.cells;
    let value: i128 = relation.terms.iter().map(|(cell, factor)| factor * cells[*cell].value).sum();
    relation.least.is_some_and(|least| value < least) || relation.most.is_some_and(|most| value > most)
}

fn terms(relation: &Relation) -> impl Iterator<Item = CellId> + '_ {
    relation.terms.iter().map(|(cell, _)| *cell)
}

/// Why a cell cannot be withheld.
fn why(site: &Site<'_>, cell: CellId) -> &'static str {
    if site.is_waived(cell) {
        "shown by a waiver"
    } else if site.is_public(cell) {
        "public already"
    } else {
        "always shown"
    }
}

/// `a, b and c`, or the first few of them.
fn listed(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        names if names.len() > MOST_NAMED => {
            format!("{} and {} more", names[..MOST_NAMED].join("; "), names.len() - MOST_NAMED)
        }
        [first @ .., last] => format!("{} and {last}", first.join("; ")),
    }
}
