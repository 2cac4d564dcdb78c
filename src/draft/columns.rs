//! What each column of a table is: period, dimension, measure, or nothing for a site.

use std::collections::BTreeSet;

use indexmap::{IndexMap, IndexSet};

use super::grid::Grid;
use super::plan::{Dimension, Plan, Section, Times, label_of};
use super::{measures, times, wide};
use crate::protect::{Shape, survey};
use crate::schema::period::{Period, PeriodKind};

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
    period(&mut seen, plan, grid);
    let (figures, others): (Vec<Seen>, Vec<Seen>) = seen.into_iter().partition(is_figures);
    let (figures, codes): (Vec<Seen>, Vec<Seen>) = figures.into_iter().partition(|column| !is_code(column));
    for column in codes {
        if is_personal(&column) { ask_of_persons(&column, plan) } else { ignore(plan, &column.heading) }
    }
    let times = times_of_rows(grid, &rows, plan);
    dimensions(others, &times, plan);
    if plan.period.columns.is_empty() && wide::describe(&figures, plan) {
        return;
    }
    one_period(plan, grid);
    measures::describe(&figures, plan);
}

pub(super) fn ignore(plan: &mut Plan, heading: &str) {
    if !plan.ignore.iter().any(|known| known == heading) {
        plan.ignore.push(heading.to_owned());
    }
}

/// Ages are numbers, but people are broken down by them.
fn is_band(column: &Seen) -> bool {
    const BANDS: [&str; 10] =
        ["age", "ages", "band", "bands", "grade", "decile", "quintile", "stage", "size", "duration"];
    column.is_headed(&BANDS) && !column.is_headed(&["average", "mean", "rate"])
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

/// `18 to 24`, `0-4`, `65+`: ranges and words, and nothing that is a plain number.
fn are_ranges(column: &Seen) -> bool {
    let is_one = |text: &&str| {
        let ends: Vec<&str> = text.split([' ', '-', '\u{2013}']).filter(|part| !part.is_empty()).collect();
        !text.starts_with(|c: char| c.is_ascii_digit())
            || text.ends_with('+')
            || ends.iter().any(|part| matches!(part.to_lowercase().as_str(), "to" | "and" | "or" | "under" | "over"))
            || (ends.len() == 2 && ends.iter().all(|part| part.bytes().all(|byte| byte.is_ascii_digit())))
    };
    column.texts().iter().all(is_one)
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
             text under `where`, or put them into columns of their own?"
        ),
    );
    plan.title = first.clone();
    plan.filters.push((column.heading.clone(), vec![first.clone()]));
    all.into_iter().filter(|row| column.cells[*row] == first).collect()
}

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
fn period(seen: &mut Vec<Seen>, plan: &mut Plan, grid: &Grid) {
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
fn one_period(plan: &mut Plan, grid: &Grid) {
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

const NOTES: [&str; 6] = ["note", "notes", "comment", "comments", "description", "footnote"];

/// Words that head what is about single persons, and words that do so beside a name or a number.
const PERSONAL: [&str; 14] = [
    "forename",
    "surname",
    "firstname",
    "lastname",
    "dob",
    "nhs",
    "upn",
    "uln",
    "nino",
    "email",
    "telephone",
    "mobile",
    "address",
    "postcode",
];
const PERSONS: [&str; 9] = ["person", "client", "patient", "child", "pupil", "case", "birth", "student", "carer"];
const NUMBERS: [&str; 9] = ["id", "name", "number", "no", "ref", "reference", "date", "initials", "uid"];

fn is_personal(column: &Seen) -> bool {
    // A label for each row that no other has, made of letters and digits.
    let is_unique = column.texts().len() == column.cells.len() && column.cells.len() > 1;
    let has_digits = column.cells.iter().all(|cell| cell.contains(|c: char| c.is_ascii_digit()));
    column.is_headed(&PERSONAL)
        || (column.is_headed(&PERSONS) && column.is_headed(&NUMBERS))
        || (is_unique && column.is_headed(&["id", "uid", "guid"]))
        || (is_unique && column.cells.len() > 50 && has_digits && !column.is_headed(&["code"]))
}

fn ask_of_persons(column: &Seen, plan: &mut Plan) {
    plan.ask(
        Section::Top,
        format!(
            "column {} looks as if it were about single persons, and is not read. One row for each person is not aggregate data \
             and does not belong here: is this a table of counts?",
            column.number + 1
        ),
    );
    ignore(plan, &column.heading);
}

fn dimensions(columns: Vec<Seen>, times: &[String], plan: &mut Plan) {
    let mut kept: Vec<Seen> = Vec::new();
    for column in columns {
        let texts = column.texts();
        let distinct = texts.len();
        let long = texts.iter().map(|text| text.chars().count()).sum::<usize>() > 50 * distinct;
        let number = column.number + 1;
        if is_personal(&column) {
            ask_of_persons(&column, plan);
        } else if column.shape.is_mostly_figures && !is_band(&column) && !are_ranges(&column) {
            let question = format!(
                "column {number} has figures with something beside them or in their place that cannot be read, so it is left out. \
                 Put what is beside a figure into a column of its own?"
            );
            plan.ask(Section::File, question);
            plan.has_unread_figures = true;
            ignore(plan, &column.heading);
        } else if long || column.is_headed(&NOTES) {
            plan.ask(Section::File, format!("column {number} holds texts and is not read: is that right?"));
            ignore(plan, &column.heading);
        } else if distinct == 1 && !column.cells.iter().any(String::is_empty) {
            ignore(plan, &column.heading);
        } else {
            kept.push(column);
        }
    }
    fill_down(&mut kept, times, plan);
    let mut found: Vec<(Seen, Option<Seen>)> = Vec::new();
    while !kept.is_empty() {
        let column = kept.remove(0);
        let is_pair =
            |other: &Seen| determines(&column, other) && determines(other, &column) && are_related(&column, other);
        let pair = kept.iter().position(is_pair);
        let partner = pair.map(|at| kept.remove(at));
        // What another column says in larger groups is no dimension of its own.
        let finer = kept.iter().position(|other| determines(other, &column) && !determines(&column, other));
        match (finer, &partner) {
            (Some(at), None) => leave_out(&column, &format!("follows from {:?}", kept[at].heading), plan),
            _ => found.push((column, partner)),
        }
    }
    // Nor is what no row needs to be told from the others.
    let mut at = found.len();
    while at > 0 && are_distinct(times, found.iter().map(|(column, _)| column)) {
        at -= 1;
        let others = found.iter().enumerate().filter(|(number, _)| *number != at).map(|(_, (column, _))| column);
        if found.len() > 1 && are_distinct(times, others) {
            let (column, partner) = found.remove(at);
            leave_out(&column, "says nothing that the other columns do not", plan);
            partner.iter().for_each(|partner| ignore(plan, &partner.heading));
        }
    }
    for (column, partner) in &found {
        add(column, partner.as_ref(), plan);
    }
}

fn leave_out(column: &Seen, why: &str, plan: &mut Plan) {
    let question = format!("{:?} {why} and is not read: is it needed as a breakdown?", column.heading);
    plan.ask(Section::File, question);
    ignore(plan, &column.heading);
}

/// The period of each row as it is written, where it stands in the rows.
fn times_of_rows(grid: &Grid, rows: &[usize], plan: &Plan) -> Vec<String> {
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

fn fill(cells: &mut [String]) {
    let mut above = String::new();
    for cell in cells {
        if cell.is_empty() { cell.clone_from(&above) } else { above.clone_from(cell) }
    }
}

/// Blanks below a name mean that name, as far as that tells all rows apart.
fn fill_down(kept: &mut [Seen], times: &[String], plan: &mut Plan) {
    let has_blanks = |column: &Seen| {
        column.cells.first().is_some_and(|cell| !cell.is_empty()) && column.cells.iter().any(String::is_empty)
    };
    let blank: Vec<usize> = (0..kept.len()).filter(|at| has_blanks(&kept[*at])).collect();
    let before: Vec<Vec<String>> = blank.iter().map(|at| kept[*at].cells.clone()).collect();
    blank.iter().for_each(|at| fill(&mut kept[*at].cells));
    if blank.is_empty() {
        return;
    }
    if !are_distinct(times, kept.iter()) {
        blank.iter().zip(before).for_each(|(at, cells)| kept[*at].cells = cells);
        return;
    }
    for at in blank {
        let heading = kept[at].heading.clone();
        plan.ask(Section::File, format!("blanks in {heading:?} are read as what stands above them: is that right?"));
        plan.filled.push(heading);
    }
}

/// Whether no two rows say the same in their periods and these columns.
fn are_distinct<'s>(times: &[String], columns: impl Iterator<Item = &'s Seen>) -> bool {
    let columns: Vec<&Seen> = columns.collect();
    let keys = times.iter().enumerate().map(|(row, time)| {
        let cells = columns.iter().map(|column| column.cells[row].as_str());
        (time.as_str(), cells.collect::<Vec<&str>>())
    });
    keys.collect::<BTreeSet<_>>().len() == times.len()
}

/// Whether two columns are the code and the name of one thing.
fn are_related(one: &Seen, other: &Seen) -> bool {
    let words = words_of(&one.heading);
    let share_a_word = words_of(&other.heading).iter().any(|word| words.contains(word));
    let are_same = one.cells.iter().zip(&other.cells).all(|(a, b)| a.eq_ignore_ascii_case(b));
    is_coded(one) != is_coded(other) || share_a_word || are_same
}

/// Whether a column holds codes rather than names.
fn is_coded(column: &Seen) -> bool {
    let is_code = |text: &&str| !text.contains(' ') && text.contains(|c: char| c.is_ascii_digit());
    column.is_headed(&["code", "id"]) || column.texts().iter().all(is_code)
}

/// Whether each text of one column goes with one of the other.
fn determines(one: &Seen, other: &Seen) -> bool {
    let mut known: IndexMap<&str, &str> = IndexMap::new();
    one.cells.iter().zip(&other.cells).all(|(a, b)| *known.entry(a).or_insert(b) == b)
}

fn add(column: &Seen, partner: Option<&Seen>, plan: &mut Plan) {
    let (codes, labels) = match partner {
        Some(partner) if is_coded(partner) => (partner, column),
        Some(partner) => (column, partner),
        None => (column, column),
    };
    if partner.is_some() {
        ignore(plan, &labels.heading);
    }
    let pairs: IndexMap<&str, &str> =
        codes.cells.iter().map(String::as_str).zip(labels.cells.iter().map(String::as_str)).collect();
    let mut members: Vec<(String, String)> = Vec::new();
    let mut used = BTreeSet::new();
    for (code, label) in pairs.into_iter().filter(|(code, _)| !code.is_empty()) {
        let label = if label.is_empty() { code } else { label };
        let label = if used.insert(label.to_owned()) { label.to_owned() } else { format!("{label} ({code})") };
        members.push((code.to_owned(), label));
    }
    let number = plan.dimensions.len();
    let (columns, name) = (vec![codes.heading.clone()], &labels.heading);
    let id = plan.name(name, "group");
    if codes.cells.iter().any(String::is_empty) {
        plan.ask(
            Section::Dimension(number),
            "it is blank in some rows: fill it down in the file, or leave those rows out with `where`?",
        );
    }
    if members.len() > 200 {
        let question = "there are many members. Is each of them a group of people, and none a single person?";
        plan.ask(Section::Dimension(number), question);
    }
    let label = if name.is_empty() { "Group".to_owned() } else { label_of(name) };
    plan.dimensions.push(Dimension { id, label, columns, members, ..Dimension::default() });
}

/// Says what a search for sums left open: members that are called totals, and whether it is rows that lack.
pub(super) fn ask_for_totals(plan: &mut Plan, number: usize, unmade: &[(usize, bool)]) {
    let Some(dimension) = plan.dimensions.get(number) else { return };
    let (codes, is_sum) = (dimension.members.clone(), !dimension.totals.is_empty());
    for (member, lacks_rows) in unmade {
        let Some((code, _)) = codes.get(*member) else { continue };
        let question = if *lacks_rows {
            format!(
                "`{code}` is a sum wherever its parts have rows, but some of them have none where it has one. Leave such rows out \
                 with `where`, or add the rows, and declare `totals`?"
            )
        } else {
            format!(
                "`{code}` is not the sum of other members in every row. If it should be, say why parts may miss it: `totals: \
                 {{{code}: {{parts: […], mismatch: \"reason\"}}}}`"
            )
        };
        plan.ask(Section::Dimension(number), question);
    }
    if is_sum {
        plan.ask(Section::Dimension(number), "these sums hold in all rows. Do they hold by what the figures mean?");
    }
}
