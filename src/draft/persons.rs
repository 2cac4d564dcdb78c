//! Columns that look as if they were about single persons, which no site may publish.

use super::columns::{Seen, ignore};
use super::plan::{Plan, Section};

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

/// Whether a column looks as if it were about single persons.
pub(super) fn is_personal(column: &Seen) -> bool {
    // A label for each row that no other has, made of letters and digits.
    let is_unique = column.texts().len() == column.cells.len() && column.cells.len() > 1;
    let has_digits = column.cells.iter().all(|cell| cell.contains(|c: char| c.is_ascii_digit()));
    column.is_headed(&PERSONAL)
        || (column.is_headed(&PERSONS) && column.is_headed(&NUMBERS))
        || (is_unique && column.is_headed(&["id", "uid", "guid"]))
        || (is_unique && column.cells.len() > 50 && has_digits && !column.is_headed(&["code"]))
}

/// Leaves a column out because of that, and asks.
pub(super) fn ask(column: &Seen, plan: &mut Plan) {
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
