//! The first line of a data file: which column is which.

use super::dataset::{Dataset, PeriodColumn};
use crate::diagnostic::nearest;

/// Positions of the columns in the file.
pub(super) struct Columns {
    pub(super) period: Option<usize>,
    pub(super) dimensions: Vec<usize>,
    pub(super) measures: Vec<usize>,
    /// By measure: where it stands how many events those with most account for.
    pub(super) contributors: Vec<Option<(usize, Option<usize>)>>,
}

/// What is wrong with a heading. A heading is never repeated: where the header row is missing, it would be a value.
pub(super) struct Problem {
    pub(super) code: &'static str,
    pub(super) message: String,
    pub(super) hint: String,
}

/// Finds every described column among the headings, or says what is wrong with them.
pub(super) fn columns(dataset: &Dataset, headings: &[&str]) -> Result<Columns, Vec<Problem>> {
    let names: Vec<&str> = headings.iter().map(|text| text.trim()).collect();
    let wanted = wanted(dataset);
    if !names.iter().any(|name| wanted.contains(name)) {
        return Err(vec![no_header(&names, &wanted)]);
    }
    let problems = problems(&names, &wanted);
    if !problems.is_empty() {
        return Err(problems);
    }
    let position = |name: &str| names.iter().position(|known| *known == name).unwrap_or_default();
    Ok(Columns {
        period: period_column(dataset).map(position),
        dimensions: dataset.dimensions.iter().map(|dimension| position(&dimension.column)).collect(),
        measures: dataset.measures.iter().map(|measure| position(&measure.column)).collect(),
        contributors: dataset
            .measures
            .iter()
            .map(|measure| Some((position(measure.largest.as_ref()?), measure.second.as_deref().map(position))))
            .collect(),
    })
}

fn period_column(dataset: &Dataset) -> Option<&str> {
    match &dataset.period {
        PeriodColumn::Column { name, .. } => Some(name),
        PeriodColumn::Fixed(_) => None,
    }
}

fn wanted(dataset: &Dataset) -> Vec<&str> {
    let dimensions = dataset.dimensions.iter().map(|dimension| dimension.column.as_str());
    let measures = dataset.measures.iter().map(|measure| measure.column.as_str());
    let contributors = dataset.measures.iter().flat_map(|measure| measure.largest.iter().chain(&measure.second));
    let contributors = contributors.map(String::as_str);
    period_column(dataset).into_iter().chain(dimensions).chain(measures).chain(contributors).collect()
}

fn no_header(names: &[&str], wanted: &[&str]) -> Problem {
    let separated_by = |sign: char| names.iter().any(|name| name.split(sign).any(|part| wanted.contains(&part.trim())));
    let sign = [(';', "semicolons"), ('\t', "tabs"), ('|', "bars")].into_iter().find(|(sign, _)| separated_by(*sign));
    match sign {
        Some((_, sign)) => Problem {
            code: "separator",
            message: format!("the columns of this file are separated by {sign}, not by commas"),
            hint: "save it as CSV with commas (in a spreadsheet: \"CSV UTF-8\")".to_owned(),
        },
        None => Problem {
            code: "no-header",
            message: "none of the described columns is in the first line".to_owned(),
            hint: format!("make the first line `{}`; delete any title or empty line above it", wanted.join(",")),
        },
    }
}

/// One problem for each mistake: a misspelt heading is not also a missing column.
fn problems(names: &[&str], wanted: &[&str]) -> Vec<Problem> {
    let mut missing: Vec<&str> = wanted.iter().filter(|name| !names.contains(name)).copied().collect();
    let mut problems = Vec::new();
    for (position, name) in names.iter().enumerate() {
        let number = position + 1;
        if wanted.contains(name) {
            let Some(first) = names[..position].iter().position(|known| known == name) else { continue };
            let message = format!("columns {} and {number} have the same heading `{name}`", first + 1);
            let meant = if missing.is_empty() { None } else { Some(missing.remove(0)) };
            let hint = match meant {
                Some(meant) => format!("perhaps one of the two is `{meant}`"),
                None => "take one of the two columns out".to_owned(),
            };
            problems.push(Problem { code: "duplicate-column", message, hint });
        } else if let Some(meant) = nearest(name, missing.iter().copied()) {
            missing.retain(|known| *known != meant);
            let message = format!("the heading of column {number} is not in the dataset's description");
            problems.push(Problem { code: "unknown-column", message, hint: format!("did you mean `{meant}`?") });
        } else if name.is_empty() {
            let message = format!("column {number} has no heading");
            let hint = "take the column out, and any comma at the end of the lines".to_owned();
            problems.push(Problem { code: "unknown-column", message, hint });
        } else {
            let message = format!("the heading of column {number} is not in the dataset's description");
            let hint = "describe it as a dimension or a measure, or take the column out".to_owned();
            problems.push(Problem { code: "unknown-column", message, hint });
        }
    }
    problems.extend(missing.into_iter().map(|name| Problem {
        code: "missing-column",
        message: format!("the column `{name}` is missing from the header"),
        hint: "add it, or correct `column:` in the description".to_owned(),
    }));
    problems
}
