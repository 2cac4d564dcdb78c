//! Files in the form of Explore Education Statistics: time and place in columns that have fixed names.

use indexmap::IndexMap;

use super::columns::{Seen, ignore};
use super::grid::Grid;
use super::measures;
use super::plan::{Dimension, Plan, Section, Times, label_of};
use crate::schema::period::{Period, PeriodKind};
use crate::schema::times;

/// Levels from the smallest to the largest, with the columns of their codes and names. Schools and providers are left out:
/// their figures are of few people.
const LEVELS: [(&str, &str, &str); 9] = [
    ("Ward", "ward_code", "ward_name"),
    ("Local authority district", "lad_code", "lad_name"),
    ("Parliamentary constituency", "pcon_code", "pcon_name"),
    ("Local authority", "new_la_code", "la_name"),
    ("Local skills improvement plan area", "lsip_code", "lsip_name"),
    ("English devolved area", "english_devolved_area_code", "english_devolved_area_name"),
    ("Local enterprise partnership", "local_enterprise_partnership_code", "local_enterprise_partnership_name"),
    ("Regional", "region_code", "region_name"),
    ("National", "country_code", "country_name"),
];

/// Whether a table has the columns that such a file must have.
pub(super) fn is_one(headings: &[String]) -> bool {
    ["time_period", "time_identifier", "geographic_level"].iter().all(|name| headings.iter().any(|known| known == name))
}

/// Plans the description of such a file.
pub(super) fn describe(grid: &Grid, plan: &mut Plan) {
    let all: Vec<usize> = (0..grid.rows.len()).collect();
    let position = |name: &str| grid.headings.iter().position(|known| known == name);
    let texts = |name: &str| -> Vec<&str> { position(name).map(|at| grid.column(at).collect()).unwrap_or_default() };
    let (identifiers, levels) = (texts("time_identifier"), texts("geographic_level"));
    let first = identifiers.first().copied().unwrap_or_default();
    let known = |level: &str| LEVELS.iter().any(|(name, ..)| *name == level);
    let rows: Vec<usize> = all.into_iter().filter(|row| identifiers[*row] == first && known(levels[*row])).collect();
    time(first, &texts("time_period"), &rows, plan);
    if identifiers.iter().any(|identifier| *identifier != first) {
        plan.filters.push(("time_identifier".to_owned(), vec![first.to_owned()]));
        plan.ask(
            Section::Period,
            "the file has periods of several kinds; this reads the first. Is it the one you want?",
        );
    } else {
        ignore(plan, "time_identifier");
    }
    let mut wanted: Vec<String> = Vec::new();
    for row in &rows {
        if !wanted.iter().any(|level| level == levels[*row]) {
            wanted.push(levels[*row].to_owned());
        }
    }
    if levels.iter().any(|level| !known(level)) {
        plan.filters.push(("geographic_level".to_owned(), wanted.clone()));
        plan.ask(
            Section::File,
            "rows of single schools or providers are left out, because such groups are small. Are they wanted?",
        );
    } else {
        ignore(plan, "geographic_level");
    }
    let used: Vec<(&str, usize, usize)> = LEVELS
        .iter()
        .filter(|(level, ..)| wanted.iter().any(|wanted| wanted == level))
        .filter_map(|(level, code, name)| Some((*level, position(code)?, position(name)?)))
        .collect();
    areas(grid, &rows, &levels, &used, plan);
    for number in 0..grid.headings.len() {
        let column = Seen::of(grid, number, &rows);
        let name = column.heading.as_str();
        let is_used = ["time_period", "time_identifier", "geographic_level"].contains(&name)
            || used.iter().any(|(_, code, _)| {
                *code == number && plan.dimensions.iter().any(|d| d.columns.iter().any(|c| c == name))
            });
        if is_used {
            continue;
        }
        let is_place = ["_code", "_name", "_urn", "_ukprn", "_laestab"].iter().any(|ending| name.ends_with(ending));
        let texts = column.texts();
        if is_place || texts.is_empty() || (texts.len() == 1 && !column.shape.is_figures && !is_marked(&texts)) {
            ignore(plan, name);
        } else if column.shape.is_figures {
            if measures::is_usable(&column, plan) {
                measures::written(&column.shape, plan);
                measures::add(name, label_of(name), Some(name.to_owned()), &column.shape, plan);
            } else {
                ignore(plan, name);
            }
        } else if is_marked(&texts) {
            plan.ask(Section::File, format!("`{name}` has no figure at all and is not read: is that right?"));
            ignore(plan, name);
        } else {
            let members = texts.iter().map(|text| ((*text).to_owned(), (*text).to_owned())).collect();
            let id = plan.name(name, "group");
            plan.dimensions.push(Dimension {
                id,
                label: label_of(name),
                columns: vec![name.to_owned()],
                members,
                ..Dimension::default()
            });
        }
    }
}

/// Whether there is nothing but markers.
fn is_marked(texts: &indexmap::IndexSet<&str>) -> bool {
    texts.iter().all(|text| matches!(*text, "c" | "x" | "z" | "low" | "k" | "u" | ":" | "~"))
}

fn time(identifier: &str, periods: &[&str], rows: &[usize], plan: &mut Plan) {
    let (kind, spelt): (PeriodKind, fn(&str, &str) -> String) = match identifier {
        "Calendar year" | "Reporting year" => (PeriodKind::Year, |period, _| period.to_owned()),
        "Financial year" | "Tax year" => (PeriodKind::FinancialYear, |period, _| period.to_owned()),
        "Academic year" => (PeriodKind::AcademicYear, |period, _| period.to_owned()),
        quarter if quarter.to_lowercase().contains('q') => (PeriodKind::Quarter, |period, part| {
            format!("{period} {}", part.split_whitespace().last().unwrap_or_default())
        }),
        _ => (PeriodKind::Month, |period, month| format!("{month} {period}")),
    };
    let column = "time_period".to_owned();
    plan.period = Times { kind: Some(kind), columns: vec![column], ..Times::default() };
    let mut unread = false;
    for row in rows {
        let text = periods[*row];
        if Period::read(kind, text).is_some() || plan.period.names.iter().any(|(known, _)| known == text) {
            continue;
        }
        let found = times::of(&spelt(text, identifier)).into_iter().find(|time| time.kind == kind);
        unread |= found.is_none();
        plan.period.names.extend(found.map(|time| (text.to_owned(), time.id)));
    }
    if unread {
        let question = format!(
            "`{identifier}` is no period that Candour knows. Which periods are meant? Write each under `names`."
        );
        plan.ask(Section::Period, question);
    } else if !plan.period.names.is_empty() {
        plan.ask(Section::Period, "is each of these periods what the file means by it?");
    }
}

/// One dimension for areas of all levels, with sums from each level to the next.
fn areas(grid: &Grid, rows: &[usize], levels: &[&str], used: &[(&str, usize, usize)], plan: &mut Plan) {
    let cell = |row: usize, column: usize| grid.rows[row].cells.get(column).map_or("", |cell| cell.trim());
    let code_at = |row: usize| used.iter().map(|(_, code, _)| cell(row, *code)).find(|code| !code.is_empty());
    let mut members: IndexMap<&str, String> = IndexMap::new();
    let mut within: IndexMap<&str, Vec<&str>> = IndexMap::new();
    // Large areas first, so that those within them follow.
    for (number, (level, _, name)) in used.iter().enumerate().rev() {
        for row in rows.iter().filter(|row| levels[**row] == *level) {
            let Some(code) = code_at(*row) else { continue };
            let label = cell(*row, *name);
            let is_taken = members.iter().any(|(known, taken)| *known != code && taken == label);
            members.entry(code).or_insert_with(|| {
                if is_taken || label.is_empty() { format!("{label} ({code})") } else { label.to_owned() }
            });
            // The next larger area of a level that the file has rows of.
            let larger =
                used[number + 1..].iter().map(|(_, code, _)| cell(*row, *code)).find(|code| members.contains_key(code));
            if let Some(larger) = larger.filter(|larger| *larger != code) {
                let parts = within.entry(larger).or_default();
                if !parts.contains(&code) {
                    parts.push(code);
                }
            }
        }
    }
    if members.len() < 2 {
        for (_, code, name) in used {
            ignore(plan, &grid.headings[*code]);
            ignore(plan, &grid.headings[*name]);
        }
        return;
    }
    let position = |code: &str| members.get_index_of(code);
    let hints = within.iter().filter_map(|(larger, parts)| {
        Some((position(larger)?, parts.iter().filter_map(|part| position(part)).collect()))
    });
    let hints = hints.collect();
    plan.dimensions.push(Dimension {
        id: "area".to_owned(),
        label: "Area".to_owned(),
        columns: used.iter().map(|(_, code, _)| grid.headings[*code].clone()).collect(),
        hints,
        members: members.into_iter().map(|(code, label)| (code.to_owned(), label)).collect(),
        totals: Vec::new(),
    });
}
