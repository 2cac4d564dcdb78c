//! What each column of a table is: period, dimension, measure, or nothing for a site.

use indexmap::IndexSet;

use super::grid::Grid;
use super::plan::{Plan, Section};
use super::{dimensions, measures, periods, persons, snapshots, wide};
use crate::protect::{Shape, survey};

/// A column as it looks.
pub(super) struct Seen {
    pub(super) number: usize,
    pub(super) heading: String,
    pub(super) cells: Vec<String>,
    pub(super) shape: Shape,
}

impl Seen {
    pub(super) fn of(grid: &Grid, number: usize, rows: &[usize]) -> Self {
        let all: Vec<&str> = grid.column(number).collect();
        let cells: Vec<String> = rows.iter().map(|row| all[*row].to_owned()).collect();
        let shape = survey(cells.iter().map(String::as_str));
        Self { number, heading: grid.headings[number].clone(), cells, shape }
    }

    pub(super) fn texts(&self) -> IndexSet<&str> {
        self.cells.iter().map(String::as_str).filter(|cell| !cell.is_empty()).collect()
    }

    pub(super) fn is_headed(&self, words: &[&str]) -> bool {
        let own = words_of(&self.heading);
        words.iter().any(|word| own.iter().any(|own| own == word))
    }
}

pub(super) fn words_of(text: &str) -> Vec<String> {
    let lower = text.to_lowercase().replace('%', " percent ").replace('£', " pounds ");
    lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// Plans the description of a table with one row an observation, or of a wide one.
pub(super) fn describe(grid: &Grid, plan: &mut Plan) {
    let rows = of_one_indicator(grid, plan);
    let mut seen: Vec<Seen> = (0..grid.headings.len()).map(|number| Seen::of(grid, number, &rows)).collect();
    seen.retain(|column| {
        let is_blank = column.cells.iter().all(String::is_empty);
        let is_filter = plan.filters.iter().any(|(name, _)| *name == column.heading);
        if is_blank && !is_filter {
            ignore(plan, &column.heading);
        }
        !is_blank && !is_filter
    });
    persons::take_out(&mut seen, plan);
    periods::take_out(&mut seen, plan, grid);
    let (figures, others): (Vec<Seen>, Vec<Seen>) = seen.into_iter().partition(is_figures);
    let (figures, codes): (Vec<Seen>, Vec<Seen>) = figures.into_iter().partition(|column| !is_code(column));
    for column in codes {
        if persons::is_personal(&column) { persons::ask(&column, plan) } else { ignore(plan, &column.heading) }
    }
    let times = periods::of_rows(grid, &rows, plan);
    dimensions::describe(others, &times, plan);
    if plan.period.columns.is_empty() && wide::describe(&figures, plan) {
        snapshots::describe(grid, &[], plan);
        return;
    }
    periods::one_for_all(plan, grid);
    snapshots::describe(grid, &times, plan);
    measures::describe(&figures, plan);
}

pub(super) fn ignore(plan: &mut Plan, heading: &str) {
    if !plan.ignore.iter().any(|known| known == heading) {
        plan.ignore.push(heading.to_owned());
    }
}

/// Ages are numbers, but people are broken down by them.
pub(super) fn is_band(column: &Seen) -> bool {
    const BANDS: [&str; 7] = ["age", "ages", "band", "bands", "grade", "decile", "quintile"];
    column.is_headed(&BANDS) && !column.is_headed(&["average", "mean", "median", "rate", "total"])
}

fn is_figures(column: &Seen) -> bool {
    column.shape.is_figures && !(is_band(column) && column.shape.is_whole)
}

fn is_code(column: &Seen) -> bool {
    const CODES: [&str; 15] = [
        "code",
        "id",
        "fid",
        "objectid",
        "urn",
        "ukprn",
        "uprn",
        "transaction",
        "invoice",
        "reference",
        "ref",
        "easting",
        "northing",
        "latitude",
        "longitude",
    ];
    column.is_headed(&CODES)
}

/// Where measures stand in the rows, a dataset has one of them: the rows of the first.
fn of_one_indicator(grid: &Grid, plan: &mut Plan) -> Vec<usize> {
    let all: Vec<usize> = (0..grid.rows.len()).collect();
    let seen = (0..grid.headings.len()).map(|number| Seen::of(grid, number, &all));
    let names = ["indicator", "measure", "metric", "statistic", "variable", "measurement", "unit", "units"];
    let is_indicator = |column: &Seen| column.is_headed(&names) && !is_code(column) && !column.shape.is_figures;
    let Some(column) = seen.filter(is_indicator).find(|column| column.texts().len() > 1) else { return all };
    let Some(first) = column.texts().first().map(|text| (*text).to_owned()) else { return all };
    let rest = column.texts().len() - 1;
    let others = if rest == 1 { "the other".to_owned() } else { format!("the other {rest}") };
    plan.ask(
        Section::File,
        format!(
            "the rows are about several measures; this describes the first. Draft {others} with `--id`, each with its own \
             text under `where`, or put them into columns of their own? Where one of them is the sum of others, such as all \
             children of boys and girls, say so under `sums`: otherwise readers can work out what is withheld in one from \
             the others."
        ),
    );
    plan.title = first.clone();
    plan.filters.push((column.heading.clone(), vec![first.clone()]));
    all.into_iter().filter(|row| column.cells[*row] == first).collect()
}
