//! What nobody declared although the numbers or the names show it: left undeclared, it would give hidden parts away.

use crate::diagnostic::{Diagnostics, Place};
use crate::protect::finds::{Columns, percentages};
use crate::schema::{Base, Catalogue, Dimension, MeasureKind};

/// Members that are sums of others, or are called so, and members that are in no sum where others are.
pub(super) fn totals(catalogue: &Catalogue, number: usize, position: usize, log: &mut Diagnostics) {
    let dimension = &catalogue.datasets[number].dimensions[position];
    let none_declared = dimension.totals_declared && dimension.totals.is_empty() && dimension.apart.is_empty();
    if none_declared || dimension.members.len() < 3 {
        return;
    }
    let columns = Columns::of(catalogue, number, position);
    let mut told = false;
    for member in 0..dimension.members.len() {
        if dimension.apart.contains(&member) {
            continue;
        }
        let (id, label) = (id_of(dimension, member), dimension.label_of(member));
        // A total that is declared may be broken down in a second way; what is below it is its first.
        let below: Vec<usize> =
            (0..dimension.members.len()).filter(|other| is_below(dimension, member, *other)).collect();
        let called = !dimension.is_total(member) && is_called_total(label);
        let found = columns.evident(member, &below, called);
        let place = || Place::Data {
            file: format!("data/{}.csv", catalogue.datasets[number].id),
            line: catalogue.datasets[number].form.head.map_or(1, |(first, _)| first),
            column: Some(dimension.column().to_owned()),
        };
        if let Some(parts) = found {
            told = true;
            let parts: Vec<&str> = parts.iter().map(|part| id_of(dimension, *part)).collect();
            let parts = parts.join(", ");
            let (message, declare) = if dimension.is_total(member) {
                (
                    format!("`{id}` is also the sum of {parts} of `{}`, but that is not declared", dimension.id),
                    format!("`totals: {{{id}: [{{parts: […]}}, {{parts: [{parts}]}}]}}`"),
                )
            } else {
                (
                    format!("`{id}` is the sum of {parts} of `{}`, but is not declared as a total", dimension.id),
                    format!("`totals: {{{id}: [{parts}]}}`"),
                )
            };
            let hint = format!("declare it in the description: {declare}; if it is no sum, say `totals: {{{id}: []}}`");
            log.error("undeclared-total", place(), message, hint);
        } else if called {
            told = true;
            log.error(
                "undeclared-total",
                place(),
                format!("`{id}` of `{}` is called a total, and the description does not say of what", dimension.id),
                format!("say what adds up to it, `totals: {{{id}: […]}}`; if nothing does, say `totals: {{{id}: []}}`"),
            );
        }
    }
    if !told && !dimension.totals.is_empty() {
        in_no_sum(dimension, log);
    }
}

/// Where a dimension has sums, a member outside of all of them may be a part that was forgotten.
fn in_no_sum(dimension: &Dimension, log: &mut Diagnostics) {
    let is_outside = |member: &usize| {
        let in_a_sum = dimension.totals.iter().any(|total| total.total == *member || total.parts.contains(member));
        !in_a_sum && !dimension.apart.contains(member)
    };
    let outside: Vec<&str> =
        (0..dimension.members.len()).filter(is_outside).map(|member| id_of(dimension, member)).collect();
    if let Some(first) = outside.first() {
        let list: Vec<String> = outside.iter().map(|id| format!("`{id}`")).collect();
        log.warning(
            "no-sum",
            dimension.place.clone(),
            format!("{} of `{}` stand in no sum, although others do", list.join(", "), dimension.id),
            format!("add what they are parts of to `totals`; if they are parts of nothing, say `{first}: []` there"),
        );
    }
}

/// A percentage that one count makes of another in all rows: whoever sees the percentage knows the count.
pub(super) fn parts(catalogue: &Catalogue, number: usize, log: &mut Diagnostics) {
    let dataset = &catalogue.datasets[number];
    for (position, measure) in dataset.measures.iter().enumerate() {
        let MeasureKind::Percentage { of: Base::Measure(base) } = measure.kind else { continue };
        if measure.part.is_some() {
            continue;
        }
        let found = percentages(catalogue, number, position);
        if let Some((part, _)) = found.iter().find(|(part, of)| *of == base && *part != base) {
            let (id, part) = (&measure.id, &dataset.measures[*part].id);
            log.error(
                "undeclared-part",
                measure.place.clone(),
                format!(
                    "`{id}` is `{part}` over `{}` in every row, but that is not declared",
                    dataset.measures[base].id
                ),
                format!("write `part: {part}` under `{id}`, so that both are protected together"),
            );
        }
    }
}

fn id_of(dimension: &Dimension, member: usize) -> &str {
    dimension.members.get_index(member).map_or("", |(id, _)| id.as_str())
}

/// Whether a member is declared to be part of a total, directly or not, or is made of the total's parts.
fn is_below(dimension: &Dimension, total: usize, member: usize) -> bool {
    let mut parts = dimension.totals.iter().filter(|sum| sum.total == total).flat_map(|sum| &sum.parts);
    parts.any(|part| *part == member || is_below(dimension, *part, member))
}

/// Whether a label says that it is the total of the others.
fn is_called_total(label: &str) -> bool {
    let label = label.to_lowercase();
    let words: Vec<&str> = label.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    words.iter().any(|word| matches!(*word, "total" | "totals" | "overall"))
        || matches!(words.as_slice(), ["all"] | ["persons"])
        || matches!(words.as_slice(), ["all", second, ..] if !second.starts_with("other"))
}
