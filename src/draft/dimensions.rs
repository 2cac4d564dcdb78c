//! Which columns of texts break the figures down, which only name or group what others say, and which are left out.

use std::collections::{BTreeMap, BTreeSet};

use indexmap::IndexMap;

use super::columns::{Seen, ignore, is_band, words_of};
use super::plan::{Dimension, Plan, Section, label_of};
use super::{periods, persons};

const NOTES: [&str; 6] = ["note", "notes", "comment", "comments", "description", "footnote"];

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

/// Adds the columns that break the figures down; `times` are the periods of the rows.
pub(super) fn describe(columns: Vec<Seen>, times: &[String], plan: &mut Plan) {
    let mut kept: Vec<Seen> = Vec::new();
    for column in columns {
        let texts = column.texts();
        let distinct = texts.len();
        let long = texts.iter().map(|text| text.chars().count()).sum::<usize>() > 50 * distinct;
        let number = column.number + 1;
        if persons::is_personal(&column) {
            persons::ask(&column, plan);
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

/// Blanks below a name mean that name, as far as that tells all rows apart.
fn fill_down(kept: &mut [Seen], times: &[String], plan: &mut Plan) {
    let has_blanks = |column: &Seen| {
        column.cells.first().is_some_and(|cell| !cell.is_empty()) && column.cells.iter().any(String::is_empty)
    };
    let blank: Vec<usize> =
        (0..kept.len()).filter(|at| has_blanks(&kept[*at]) && !means_all(*at, kept, times)).collect();
    let before: Vec<Vec<String>> = blank.iter().map(|at| kept[*at].cells.clone()).collect();
    blank.iter().for_each(|at| periods::fill(&mut kept[*at].cells));
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

/// Whether a blank stands for all of a column's names, as in the row of a total, rather than for the one above it.
fn means_all(column: usize, kept: &[Seen], times: &[String]) -> bool {
    let cells = &kept[column].cells;
    // Where a name stands below itself, nobody left it out there to mean the one above.
    if cells.windows(2).any(|pair| !pair[0].is_empty() && pair[0] == pair[1]) {
        return true;
    }
    // How many blanks and how many names there are among the rows that are about the same but for this column.
    let mut groups: BTreeMap<Vec<&str>, (usize, usize)> = BTreeMap::new();
    for (row, time) in times.iter().enumerate() {
        let others =
            kept.iter().enumerate().filter(|(other, _)| *other != column).map(|(_, one)| one.cells[row].as_str());
        let (blanks, names) = groups.entry(std::iter::once(time.as_str()).chain(others).collect()).or_default();
        *(if cells[row].is_empty() { blanks } else { names }) += 1;
    }
    groups.values().filter(|(blanks, _)| *blanks > 0).all(|(blanks, names)| *blanks == 1 && *names > 1)
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
            "it is blank in some rows. If those are totals, write the total's name there in the file, for example `All`; if the \
             name above is meant, fill it down: `file: {fill-down: […]}`; or leave those rows out with `where`?",
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
