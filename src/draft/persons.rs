//! Columns that look as if they were about single persons, which no site may publish.

use super::columns::{Seen, ignore, words_of};
use super::plan::{Plan, Section};

/// Words that head what is about single persons, and words that do so beside a name or a number.
const PERSONAL: [&str; 9] = ["forename", "surname", "firstname", "lastname", "dob", "nhs", "upn", "uln", "nino"];
/// What persons have, and libraries and schools as well.
const REACHED: [&str; 5] = ["email", "telephone", "mobile", "address", "postcode"];
const PERSONS: [&str; 9] = ["person", "client", "patient", "child", "pupil", "case", "birth", "student", "carer"];
const NUMBERS: [&str; 9] = ["id", "name", "number", "no", "ref", "reference", "date", "initials", "uid"];

/// Takes out what is headed as being about single persons, before anything of it is taken for a period or a breakdown. Beside
/// such a column a bare "Name" is a person's, too.
pub(super) fn take_out(seen: &mut Vec<Seen>, plan: &mut Plan) {
    let mut take = |is_personal: &dyn Fn(&Seen) -> bool| {
        let found: Vec<Seen> = seen.extract_if(.., |column| !column.shape.is_figures && is_personal(column)).collect();
        found.iter().for_each(|column| ask(column, plan));
        !found.is_empty()
    };
    let has_person = take(&is_headed);
    take(&|column| column.is_headed(&REACHED));
    if has_person {
        take(&|column| matches!(words_of(&column.heading).as_slice(), [word] if word == "name" || word == "names"));
    }
}

fn is_headed(column: &Seen) -> bool {
    column.is_headed(&PERSONAL) || (column.is_headed(&PERSONS) && column.is_headed(&NUMBERS))
}

/// Whether a column looks as if it were about single persons.
pub(super) fn is_personal(column: &Seen) -> bool {
    // A label for each row that no other has, made of letters and digits.
    let is_unique = column.texts().len() == column.cells.len() && column.cells.len() > 1;
    let has_digits = column.cells.iter().all(|cell| cell.contains(|c: char| c.is_ascii_digit()));
    is_headed(column)
        || column.is_headed(&REACHED)
        || (is_unique && column.is_headed(&["id", "uid", "guid"]))
        || (is_unique && column.cells.len() > 50 && has_digits && !column.is_headed(&["code"]))
}

/// Leaves a column out because of that, and asks.
pub(super) fn ask(column: &Seen, plan: &mut Plan) {
    plan.personal += usize::from(!column.is_headed(&REACHED));
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
