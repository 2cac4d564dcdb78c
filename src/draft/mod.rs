//! Looks at a CSV that nobody has described and drafts its description: what is clear is written, what is not is asked.
//!
//! The draft holds names of columns, members and periods, and no figure. Values are looked at by the vault alone, which says
//! how columns are written and which sums hold.

mod columns;
mod dimensions;
mod education;
mod encoding;
mod grid;
mod measures;
mod periods;
mod persons;
mod plan;
mod save;
mod snapshots;
#[cfg(test)]
mod tests;
mod wide;
mod yaml;

pub(crate) use plan::name_of;
pub(crate) use save::{Saved, save};

use std::sync::Arc;

use crate::diagnostic::{Diagnostics, Source};
use crate::load::LoadedDataset;
use crate::load::yaml::Document;
use crate::protect::{self, Found};
use crate::schema::{self, Catalogue, End};
use grid::Grid;
use plan::{Plan, Section};

/// A drafted description.
pub(crate) struct Draft {
    /// The description.
    pub(crate) text: String,
    /// What its author is asked, in the order of the description.
    pub(crate) questions: Vec<String>,
    /// What was found, in words.
    pub(crate) found: String,
    /// Why the data does not load by it yet.
    pub(crate) problems: Diagnostics,
}

/// Why a file cannot be described.
#[derive(Debug)]
pub(crate) struct Refused {
    pub(crate) code: &'static str,
    pub(crate) message: &'static str,
    pub(crate) hint: &'static str,
}

/// Drafts a description of a file for the dataset `id`.
///
/// # Errors
/// [`Refused`], where there is nothing that could be described.
pub(crate) fn draft(bytes: &[u8], id: &str) -> Result<Draft, Refused> {
    let (encoding, text) = encoding::read(bytes)?;
    let grid = grid::read(&text).ok_or(Refused {
        code: "no-table",
        message: "no table was found in this file",
        hint: "it needs a row of headings in words (a heading of digits only may be a year) and rows below it, with two columns \
               at least",
    })?;
    let mut plan = Plan { title: title(&grid, id), encoding, ..Plan::default() };
    plan.ask(Section::Source, "what is the source, as readers should see it?");
    form(&grid, &mut plan);
    if education::is_one(&grid.headings) {
        education::describe(&grid, &mut plan);
    } else {
        columns::describe(&grid, &mut plan);
    }
    if plan.personal > 1 {
        return Err(Refused {
            code: "rows-of-persons",
            message: "this file looks as if it had a row for each person",
            hint: "that is not aggregate data and does not belong into a site: count first, then draft the table of counts",
        });
    }
    if plan.measures.is_empty() && plan.has_unread_figures {
        return Err(Refused {
            code: "no-figures",
            message: "the figures of this file cannot be read",
            hint: "put what stands beside a figure, such as a percentage in brackets, into a column of its own",
        });
    }
    if plan.measures.is_empty() {
        return Err(Refused {
            code: "no-figures",
            message: "this file has no column of figures",
            hint: "one row for each person or case is not aggregate data and does not belong into a site: count first, then \
                   draft the table of counts",
        });
    }
    let mut problems = Diagnostics::default();
    if let Some(catalogue) = load(id, &yaml::write(&plan), &text, &mut problems) {
        let hints: Vec<(usize, usize, Vec<usize>)> = plan
            .dimensions
            .iter()
            .enumerate()
            .flat_map(|(number, dimension)| {
                dimension.hints.iter().map(move |(total, parts)| (number, *total, parts.clone()))
            })
            .collect();
        take_over(protect::find(&catalogue, &hints), &mut plan);
        problems = Diagnostics::default();
        if let Some(catalogue) = load(id, &yaml::write(&plan), &text, &mut problems) {
            protect::check_unasked(&catalogue, &mut problems);
        }
    }
    plan.questions.sort_by_key(|(section, _)| *section);
    let questions =
        plan.questions.iter().map(|(section, question)| format!("{}{question}", subject(&plan, *section))).collect();
    Ok(Draft { text: yaml::write(&plan), questions, found: in_words(&grid, &plan), problems })
}

/// A title in the file, or else the name of the dataset.
fn title(grid: &Grid, id: &str) -> String {
    let above = grid.above.first().map(|title| title.split_whitespace().collect::<Vec<_>>().join(" "));
    above.filter(|title| title.chars().count() < 120).unwrap_or_else(|| plan::label_of(id))
}

/// How the file is written.
fn form(grid: &Grid, plan: &mut Plan) {
    plan.separator = (grid.separator != ',').then_some(grid.separator);
    plan.head = (grid.head != (1, 1)).then_some(grid.head);
    plan.end = (grid.end != End::File).then_some(grid.end);
    if plan.encoding == "windows-1252" {
        plan.ask(
            Section::File,
            "the file is read as Windows-1252: do letters with accents, pound signs and dashes look right?",
        );
    }
    if plan.head.is_some() || plan.end.is_some() {
        plan.ask(Section::File, "what stands above the head and below the end is not read: do these lines fit?");
    }
    if let Some(first) = grid.between.first() {
        let lines: Vec<String> = grid.between.iter().take(5).map(u64::to_string).collect();
        let question = format!(
            "headings stand in the middle of the table (line {}): put them into a column of their own, from line {first} on?",
            lines.join(", ")
        );
        plan.ask(Section::File, question);
    }
    if grid.more_below {
        plan.ask(
            Section::File,
            "there seem to be further tables or rows below this one, which are not read: are they needed?",
        );
    }
}

/// Reads the data by a draft, as a build would.
fn load(id: &str, description: &str, data: &str, log: &mut Diagnostics) -> Option<Catalogue> {
    let source = Arc::new(Source { name: format!("data/{id}.yaml"), text: description.to_owned() });
    let description = Document::parse(&source, 0..source.text.len(), log)?;
    let (data_name, data) = (format!("data/{id}.csv"), Some(data.to_owned()));
    schema::one(&LoadedDataset { id: id.to_owned(), description, source, data_name, data }, log)
}

/// Writes what the numbers show into the plan.
fn take_over(found: Found, plan: &mut Plan) {
    for (dimension, total, parts) in found.totals {
        plan.dimensions[dimension].totals.push((total, parts));
    }
    for number in 0..plan.dimensions.len() {
        let unmade: Vec<(usize, bool)> = found
            .no_totals
            .iter()
            .filter(|(of, ..)| *of == number)
            .map(|(_, member, lacks)| (*member, *lacks))
            .collect();
        dimensions::ask_for_totals(plan, number, &unmade);
    }
    let name = |plan: &Plan, measure: usize| plan.measures[measure].id.clone();
    for (total, parts) in &found.parts {
        let names: Vec<String> = parts.iter().map(|part| format!("`{}`", name(plan, *part))).collect();
        let question = format!(
            "`{}` is the sum of {} in all rows. That is known to the protection; are they one breakdown, which could stand \
             in the rows?",
            name(plan, *total),
            names.join(" and ")
        );
        plan.ask(Section::Measure(*total), question);
        for part in parts.iter().filter(|part| !found.parts.iter().any(|(total, _)| total == *part)) {
            let of = name(plan, *total);
            let part = &mut plan.measures[*part];
            if part.kind == "count" && part.of.is_none() {
                part.of = Some(of);
            }
        }
    }
    for (part, whole) in found.within {
        let (small, large) = (name(plan, part), name(plan, whole));
        let events = (Section::Measure(whole), measures::EVENTS.to_owned());
        if let Some((_, question)) = plan.questions.iter_mut().find(|known| **known == events) {
            *question = question.replace("`kind: events, of: …`", &format!("`kind: events, of: {small}`"));
        } else if plan.measures[part].kind == "count" && plan.measures[part].of.is_none() {
            let question = format!("it is never more than `{large}`. Is it a part of it? Then write `of: {large}`.");
            plan.ask(Section::Measure(part), question);
        }
    }
    for (percentage, pairs) in found.percentages {
        match pairs.as_slice() {
            [(part, base)] => {
                let (part, base) = (name(plan, *part), name(plan, *base));
                plan.ask(Section::Measure(percentage), format!("`{part}` over `{base}` makes it in all rows. Is that what it is?"));
                let measure = &mut plan.measures[percentage];
                (measure.of, measure.part) = (Some(base), Some(part));
            }
            _ => plan.ask(
                Section::Measure(percentage),
                "of what is it a percentage? `of:` names the count; as long as that is `unknown`, it is always withheld.",
            ),
        }
    }
}

/// What a question on the terminal is about.
fn subject(plan: &Plan, section: Section) -> String {
    let name = match section {
        Section::Dimension(number) => plan.dimensions.get(number).map(|dimension| dimension.id.as_str()),
        Section::Measure(number) => plan.measures.get(number).map(|measure| measure.id.as_str()),
        _ => None,
    };
    name.map(|name| format!("`{name}`: ")).unwrap_or_default()
}

fn in_words(grid: &Grid, plan: &Plan) -> String {
    let several = |count: usize, one: &str| match count {
        1 => format!("1 {one}"),
        count => format!("{count} {one}s"),
    };
    let (first, last) = grid.head;
    let head = if first == last {
        format!("the head on line {first}")
    } else {
        format!("the head on lines {first} to {last}")
    };
    let sums: usize = plan.dimensions.iter().map(|dimension| dimension.totals.len()).sum();
    format!(
        "{head}, {}, {}, {}, {} found by arithmetic",
        several(grid.rows.len(), "row"),
        several(plan.dimensions.len(), "dimension"),
        several(plan.measures.len(), "measure"),
        several(sums, "total")
    )
}
