//! Where the periods of a table are: in a column, in two, in its title, or nowhere.

use indexmap::IndexSet;

use super::columns::{Seen, ignore, words_of};
use super::grid::Grid;
use super::plan::{Plan, Section, Times};
use crate::schema::period::{Period, PeriodKind};
use crate::schema::times;

/// The kind of period that all texts can be.
fn kind_of<'t>(texts: impl Iterator<Item = &'t str> + Clone) -> Option<PeriodKind> {
    let kinds = times::of(texts.clone().next()?);
    let is_common = |kind: PeriodKind| texts.clone().all(|text| times::of(text).iter().any(|time| time.kind == kind));
    kinds.into_iter().map(|time| time.kind).find(|kind| is_common(*kind))
}

fn id_of(kind: PeriodKind, text: &str) -> Option<String> {
    times::of(text).into_iter().find(|time| time.kind == kind).map(|time| time.id)
}

/// Finds the column of periods, or a year and its part in two columns, and takes them out.
pub(super) fn take_out(seen: &mut Vec<Seen>, plan: &mut Plan, grid: &Grid) {
    const NAMES: [&str; 9] = ["year", "period", "date", "time", "quarter", "month", "fy", "ending", "years"];
    let candidates: Vec<(usize, PeriodKind)> = seen
        .iter()
        .enumerate()
        .filter_map(|(at, column)| Some((at, kind_of(column.texts().into_iter())?)))
        .filter(|(at, kind)| *kind != PeriodKind::Year || seen[*at].is_headed(&NAMES))
        .collect();
    let parts = seen.iter().position(|column| column.is_headed(&["quarter", "qtr", "month"]));
    let years = candidates.iter().find(|(_, kind)| is_year(*kind));
    if let (Some((year, _)), Some(part)) = (years, parts.filter(|part| !candidates.iter().any(|(at, _)| at == part))) {
        let both: IndexSet<String> =
            seen[*year].cells.iter().zip(&seen[part].cells).map(|(year, part)| format!("{year} {part}")).collect();
        // A quarter may be written as a bare number.
        let read = |text: &str| {
            let spelt = text.rsplit_once(' ').map(|(year, part)| format!("{year} Q{part}")).unwrap_or_default();
            if kind_of(std::iter::once(text)).is_some() { text.to_owned() } else { spelt }
        };
        let spelt: Vec<String> = both.iter().map(|text| read(text)).collect();
        if let Some(kind) = kind_of(spelt.iter().map(String::as_str)) {
            let names = both.iter().zip(&spelt).filter_map(|(text, spelt)| Some((text.clone(), id_of(kind, spelt)?)));
            plan.period = Times {
                kind: Some(kind),
                names: names.collect(),
                columns: vec![seen[*year].heading.clone(), seen[part].heading.clone()],
                value: None,
            };
            plan.ask(Section::Period, "year and part of the year stand in two columns: is each of these right?");
            let (first, second) = (*year.max(&part), *year.min(&part));
            seen.remove(first);
            seen.remove(second);
            return;
        }
    }
    let headed = candidates.iter().find(|(at, _)| seen[*at].is_headed(&NAMES));
    let Some((at, kind)) = headed.or(candidates.first()).copied() else { return };
    let column = seen.remove(at);
    let mut kind = kind;
    if kind == PeriodKind::FinancialYear {
        kind = years_of_two(plan, grid, &column);
    }
    let is_written = |text: &&str| Period::read(kind, text).is_none();
    let names = column.texts().into_iter().filter(is_written).filter_map(|text| {
        let read = id_of(kind, text).or_else(|| id_of(PeriodKind::FinancialYear, text));
        Some((text.to_owned(), read?))
    });
    plan.period =
        Times { kind: Some(kind), names: names.collect(), columns: vec![column.heading.clone()], value: None };
    if !plan.period.names.is_empty() {
        plan.ask(Section::Period, "is each of these periods what the file means by it?");
    }
    if column.cells.iter().any(String::is_empty) {
        plan.filled.push(column.heading.clone());
        plan.ask(Section::Period, "blanks in its column are read as what stands above them: is that right?");
    }
    for (other, _) in candidates.iter().filter(|(other, _)| *other != at) {
        let other = if *other > at { other - 1 } else { *other };
        if seen[other].texts().len() == column.texts().len() {
            let heading = seen[other].heading.clone();
            plan.ask(
                Section::File,
                format!("the column {heading:?} has periods, too, and is not read: is that right?"),
            );
            ignore(plan, &heading);
        }
    }
    seen.retain(|column| !plan.ignore.contains(&column.heading));
}

fn is_year(kind: PeriodKind) -> bool {
    matches!(kind, PeriodKind::Year | PeriodKind::FinancialYear | PeriodKind::AcademicYear)
}

/// Years that are named by two begin in April or in September: what else the file says decides, and its author.
pub(super) fn years_of_two(plan: &mut Plan, grid_or_not: impl Words, column: &Seen) -> PeriodKind {
    let mut words = grid_or_not.words();
    words.extend(words_of(&column.heading));
    words.extend(words_of(&plan.title));
    let school =
        ["school", "schools", "pupil", "pupils", "academic", "absence", "attainment", "exclusions", "education"];
    if words.iter().any(|word| school.contains(&word.as_str())) {
        plan.ask(Section::Period, "do these years begin in September? If in April, write `financial-year`.");
        return PeriodKind::AcademicYear;
    }
    plan.ask(Section::Period, "do these years begin in April? If in September, write `academic-year`.");
    PeriodKind::FinancialYear
}

/// Whatever has words that tell what a file is about.
pub(super) trait Words {
    fn words(&self) -> Vec<String>;
}

impl Words for &Grid {
    fn words(&self) -> Vec<String> {
        self.above.iter().chain(&self.headings).flat_map(|text| words_of(text)).collect()
    }
}

impl Words for &[Seen] {
    fn words(&self) -> Vec<String> {
        self.iter().flat_map(|column| words_of(&column.heading)).collect()
    }
}

/// Where no column has periods, all rows are about one, which stands in the title or in nobody's file.
pub(super) fn one_for_all(plan: &mut Plan, grid: &Grid) {
    if !plan.period.columns.is_empty() {
        return;
    }
    let texts = grid.above.iter().chain(std::iter::once(&plan.title));
    let found = texts
        .map(String::as_str)
        .find_map(|text| times::of(text).into_iter().next().or_else(|| times::within(text).map(|(time, _)| time)));
    match found {
        Some(time) => {
            plan.period.kind = Some(time.kind);
            plan.period.value = Some(time.id);
            plan.ask(
                Section::Period,
                "no column has the period; this one stands in a title or the file's name. Is it right?",
            );
        }
        None => {
            plan.period.value = Some("YYYY".to_owned());
            plan.ask(Section::Period, "for which period are these figures? Write it in the place of `YYYY`.");
        }
    }
}

/// The period of each row as it is written, where it stands in the rows.
pub(super) fn of_rows(grid: &Grid, rows: &[usize], plan: &Plan) -> Vec<String> {
    let positions: Vec<usize> =
        plan.period.columns.iter().filter_map(|name| grid.headings.iter().position(|known| known == name)).collect();
    let text = |row: &usize| {
        let cells = positions.iter().filter_map(|at| grid.rows[*row].cells.get(*at));
        cells.map(|cell| cell.trim()).collect::<Vec<_>>().join(" ")
    };
    let mut times: Vec<String> = rows.iter().map(text).collect();
    if plan.period.columns.iter().any(|name| plan.filled.contains(name)) {
        fill(&mut times);
    }
    times
}

/// Blanks mean what stands above them.
pub(super) fn fill(cells: &mut [String]) {
    let mut above = String::new();
    for cell in cells {
        if cell.is_empty() { cell.clone_from(&above) } else { above.clone_from(cell) }
    }
}
