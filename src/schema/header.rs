//! The head of a data file: which column is which.

use super::dataset::{Dataset, PeriodColumn};
use super::form::Form;
use super::gained;
use super::period::Period;
use super::records::{Record, Records};
use crate::diagnostic::{Place, nearest};

/// Positions of the columns in the file.
pub(super) struct Columns {
    /// Where the period stands in the rows: in one column, or in several that are read together.
    pub(super) period: Vec<usize>,
    /// By dimension; nothing where its members stand across the table.
    pub(super) dimensions: Vec<Vec<usize>>,
    /// By filter.
    pub(super) filters: Vec<usize>,
    /// Where a blank means what stands above it.
    pub(super) filled: Vec<usize>,
    pub(super) figures: Vec<Figures>,
}

/// The figures that one row has for one thing: all of them, unless the table is wide.
pub(super) struct Figures {
    pub(super) period: Option<Period>,
    pub(super) members: Vec<Option<usize>>,
    /// By measure.
    pub(super) measures: Vec<Column>,
}

/// A column of figures.
pub(super) struct Column {
    pub(super) position: usize,
    pub(super) heading: String,
    /// Where it stands how many events those with most account for.
    pub(super) contributors: Option<(usize, Option<usize>)>,
}

/// What is wrong with a heading. A heading is never repeated: where the head is missing, it would be a value.
pub(super) struct Problem {
    pub(super) code: &'static str,
    pub(super) message: String,
    pub(super) hint: String,
    /// Where in the description it is, if it is there.
    pub(super) place: Option<Place>,
}

impl Problem {
    fn new(code: &'static str, message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { code, message: message.into(), hint: hint.into(), place: None }
    }
}

/// The headings of a table, from the rows of its head: a cell above others goes on to its right until the next one.
pub(crate) fn joined(rows: &[Vec<String>]) -> Vec<String> {
    let width = rows.iter().map(Vec::len).max().unwrap_or_default();
    let mut headings = vec![String::new(); width];
    for (number, row) in rows.iter().enumerate() {
        let mut above = "";
        for (position, heading) in headings.iter_mut().enumerate() {
            let cell = row.get(position).map_or("", |cell| cell.trim());
            if !cell.is_empty() || number + 1 == rows.len() {
                above = cell;
            }
            if !above.is_empty() {
                let join = if heading.is_empty() { "" } else { " / " };
                let words: Vec<&str> = above.split_whitespace().collect();
                *heading = format!("{heading}{join}{}", words.join(" "));
            }
        }
    }
    headings
}

/// Finds every described column among the headings, or says what is wrong with them.
pub(super) fn columns(dataset: &Dataset, headings: &[String]) -> Result<Columns, Vec<Problem>> {
    let names: Vec<&str> = headings.iter().map(|text| text.trim()).collect();
    let wanted = wanted(dataset);
    if !names.iter().any(|name| wanted.contains(name)) {
        return Err(vec![no_header(dataset, &names, &wanted)]);
    }
    let problems = problems(dataset, &names, &wanted);
    if !problems.is_empty() {
        return Err(problems);
    }
    let position = |name: &str| names.iter().position(|known| *known == name).unwrap_or_default();
    let all = |columns: &[String]| columns.iter().map(|name| position(name)).collect::<Vec<usize>>();
    let column =
        |heading: &str| Column { position: position(heading), heading: heading.to_owned(), contributors: None };
    let figures = match &dataset.wide {
        Some(groups) => groups
            .iter()
            .map(|group| Figures {
                period: group.period.clone(),
                members: group.members.clone(),
                measures: group.headings.iter().map(|heading| column(heading)).collect(),
            })
            .collect(),
        None => vec![Figures {
            period: None,
            members: vec![None; dataset.dimensions.len()],
            measures: dataset
                .measures
                .iter()
                .map(|measure| {
                    let second = measure.second.as_deref().map(position);
                    let contributors = measure.largest.as_deref().map(|largest| (position(largest), second));
                    Column { contributors, ..column(&measure.column) }
                })
                .collect(),
        }],
    };
    let across = |number: usize| figures.iter().any(|figures: &Figures| figures.members[number].is_some());
    let dimensions = dataset.dimensions.iter().enumerate();
    Ok(Columns {
        period: period_columns(dataset).iter().map(|name| position(name)).collect(),
        dimensions: dimensions
            .map(|(number, dimension)| if across(number) { Vec::new() } else { all(&dimension.columns) })
            .collect(),
        filled: dataset.form.filled.iter().map(|(name, _)| position(name.trim())).collect(),
        filters: dataset.form.filters.iter().map(|filter| position(&filter.column)).collect(),
        figures,
    })
}

/// Where the described columns are, if not where they were looked for: the first and last line of what looks like the head.
pub(super) fn find(dataset: &Dataset, text: &str) -> Option<(u64, u64)> {
    const FAR: usize = 60;
    let wanted = wanted(dataset);
    let form = Form { head: None, ..dataset.form.clone() };
    let records: Vec<Record> = Records::new(text, &form).take(FAR).filter(|record| !record.is_blank()).collect();
    let known = |rows: &[Record]| {
        let rows: Vec<Vec<String>> = rows.iter().map(|record| record.cells.clone()).collect();
        let names = joined(&rows);
        wanted.iter().filter(|name| names.iter().any(|known| known == *name)).count()
    };
    let one = records.windows(1).chain(records.windows(2));
    let mut best: Option<(usize, u64, u64)> = None;
    for rows in one {
        let (Some(first), Some(last)) = (rows.first(), rows.last()) else { continue };
        let found = known(rows);
        if found > best.map_or(0, |(most, ..)| most) {
            best = Some((found, first.line, last.last_line));
        }
    }
    // One word alone may stand in a title by chance.
    best.filter(|(found, ..)| *found > 1 || wanted.len() == 1).map(|(_, first, last)| (first, last))
}

fn period_columns(dataset: &Dataset) -> &[String] {
    match &dataset.period {
        PeriodColumn::Column { names, .. } => names,
        PeriodColumn::Fixed(_) | PeriodColumn::Across(_) => &[],
    }
}

/// The columns that are read, as the file has to head them.
fn wanted(dataset: &Dataset) -> Vec<&str> {
    let groups = dataset.wide.as_deref().unwrap_or_default();
    let across = |number: usize| groups.iter().any(|group| group.members[number].is_some());
    let dimensions = dataset.dimensions.iter().enumerate();
    let dimensions = dimensions.filter(|(number, _)| !across(*number)).flat_map(|(_, dimension)| &dimension.columns);
    let rows = period_columns(dataset).iter().chain(dimensions);
    let measures = dataset.measures.iter().flat_map(|measure| {
        let contributors = measure.largest.iter().chain(&measure.second);
        std::iter::once(&measure.column).chain(contributors)
    });
    let figures: Vec<&String> = match &dataset.wide {
        Some(groups) => groups.iter().flat_map(|group| &group.headings).collect(),
        None => measures.collect(),
    };
    rows.chain(figures).map(String::as_str).collect()
}

fn no_header(dataset: &Dataset, names: &[&str], wanted: &[&str]) -> Problem {
    let separated_by = |sign: char| names.iter().any(|name| name.split(sign).any(|part| wanted.contains(&part.trim())));
    let signs = [(';', "semicolons", "\";\""), ('\t', "tabs", "tab"), ('|', "bars", "\"|\""), (',', "commas", "\",\"")];
    let name = |sign: char| signs.iter().find(|(known, ..)| *known == sign).map_or("commas", |(_, name, _)| *name);
    let declared = dataset.form.separator;
    let sign = signs.into_iter().find(|(sign, ..)| *sign != declared && separated_by(*sign));
    match sign {
        Some((_, found, written)) => Problem::new(
            "separator",
            format!("the columns of this file are separated by {found}, not by {}", name(declared)),
            match declared {
                ',' => format!(
                    "declare `file: {{separator: {written}}}`, or save it as CSV with commas (in a spreadsheet: \"CSV UTF-8\")"
                ),
                _ => "correct `separator` in its description".to_owned(),
            },
        ),
        None => {
            let place = if dataset.form.head.is_some() { "declared head" } else { "first line" };
            Problem::new(
                "no-header",
                format!("none of the described columns is in the {place}"),
                format!("make the head `{}`, or declare on which line it is: `file: {{header: 4}}`", wanted.join(",")),
            )
        }
    }
}

/// One problem for each mistake: a misspelt heading is not also a missing column.
fn problems(dataset: &Dataset, names: &[&str], wanted: &[&str]) -> Vec<Problem> {
    let form = &dataset.form;
    let mut missing: Vec<&str> = wanted.iter().filter(|name| !names.contains(name)).copied().collect();
    let mut problems = Vec::new();
    let filtered = |name: &str| form.filters.iter().any(|filter| filter.column == name);
    let mut periods = Vec::new();
    for (position, name) in names.iter().enumerate() {
        let number = position + 1;
        if wanted.contains(name) || filtered(name) {
            let Some(first) = names[..position].iter().position(|known| known == name) else { continue };
            let message = format!("columns {} and {number} have the same heading `{name}`", first + 1);
            let meant = if missing.is_empty() { None } else { Some(missing.remove(0)) };
            let hint = match meant {
                Some(meant) => format!("perhaps one of the two is `{meant}`"),
                None if dataset.wide.is_some() => {
                    "if a line above tells them apart, declare both lines as the head, for example `file: {header: [4, 5]}`, \
                     and name them `above / below`"
                        .to_owned()
                }
                None => "take one of the two columns out".to_owned(),
            };
            problems.push(Problem::new("duplicate-column", message, hint));
        } else if form.ignored.iter().any(|(ignored, _)| ignored.trim() == *name) {
        } else if let Some(line) = gained::line(dataset, name) {
            let message = format!("the heading of column {number} is not in the dataset's description");
            let hint = format!("it reads as a further period: add this line to `columns` there: `{line}`");
            problems.push(Problem::new("unknown-column", message, hint));
        } else if let Some(meant) = nearest(name, missing.iter().copied()) {
            missing.retain(|known| *known != meant);
            let message = format!("the heading of column {number} is not in the dataset's description");
            problems.push(Problem::new("unknown-column", message, format!("did you mean `{meant}`?")));
        } else if name.is_empty() {
            let message = format!("column {number} has no heading");
            let hint = "take the column out, and any comma at the end of the lines; or declare that columns without a \
                        heading are not read: `file: {ignore: [\"\"]}`";
            problems.push(Problem::new("unknown-column", message, hint));
        } else if dataset.wide.is_none() && Period::read(dataset.period.kind(), name).is_some() {
            periods.push(number);
        } else {
            let message = format!("the heading of column {number} is not in the dataset's description");
            let hint = "describe it as a dimension or a measure, take the column out, or declare that it is not read: \
                        `file: {ignore: [\"its heading\"]}`";
            problems.push(Problem::new("unknown-column", message, hint));
        }
    }
    if let (Some(first), Some(last)) = (periods.first(), periods.last()) {
        // What a wide table does not have need not be told besides.
        let own = |name: &&str| !period_columns(dataset).iter().any(|column| column == *name);
        missing.retain(|name| own(name) && !dataset.measures.iter().any(|measure| measure.column == **name));
        problems.push(Problem::new(
            "wide-table",
            format!("the periods stand across this table, in columns {first} to {last}"),
            format!(
                "declare what stands under each heading: `period: {{kind: {}}}`, `layout: wide` and `columns: {{\"{}\": \
                 {{period: {}}}, …}}`; `candour new dataset FILE.csv` drafts it",
                dataset.period.kind().name(),
                dataset.period.kind().form(),
                dataset.period.kind().form()
            ),
        ));
    }
    problems.extend(missing.into_iter().map(|name| {
        let hint = match dataset.wide {
            Some(_) => "correct it under `columns`, or take it out there if the file no longer has it; headings of several lines are written `above / below`",
            None => "add it, or correct `column:` in the description",
        };
        Problem::new("missing-column", format!("the column `{name}` is missing from the header"), hint)
    }));
    let declared = form.filters.iter().map(|filter| (&filter.column, &filter.place, "where"));
    let declared = declared.chain(form.filled.iter().map(|(name, place)| (name, place, "fill-down")));
    let declared = declared.chain(form.ignored.iter().map(|(name, place)| (name, place, "ignore")));
    for (name, place, key) in declared.filter(|(name, ..)| !name.is_empty() && !names.contains(&name.trim())) {
        let message = format!("there is no column `{name}`, which is named under `{key}`");
        let meant = nearest(name, names.iter().copied()).and_then(|meant| names.iter().position(|name| *name == meant));
        let hint = match meant {
            Some(position) => format!("perhaps column {} is meant: write it as its heading stands there", position + 1),
            None => "write it as its heading stands in the file, or take it out".to_owned(),
        };
        problems.push(Problem { place: Some(place.clone()), ..Problem::new("missing-column", message, hint) });
    }
    problems
}
