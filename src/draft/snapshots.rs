//! Counts on a day: where a title or a heading says "as at" or "on roll", a quarter stands for one of its days, and is no longer or
//! shorter than another.

use jiff::civil::Date;

use super::columns::words_of;
use super::grid::Grid;
use super::plan::{Plan, Section};
use crate::schema::period::{Period, PeriodKind};
use crate::schema::times;

/// What is said of the state of things on a day.
const SAYINGS: [&str; 12] = [
    "as at",
    "as of",
    "at the end of",
    "at end of",
    "at period end",
    "quarter end",
    "month end",
    "year end",
    "end of quarter",
    "end of month",
    "on roll",
    "snapshot",
];

/// Reads each period as a day of it, if the file says so, and asks; `written` are the periods of the rows.
pub(super) fn describe(grid: &Grid, written: &[String], plan: &mut Plan) {
    let Some(kind) = plan.period.kind.filter(|kind| !matches!(kind, PeriodKind::Date | PeriodKind::Range)) else {
        return;
    };
    let texts = grid.above.iter().chain(&grid.headings).chain(std::iter::once(&plan.title));
    let texts: Vec<String> = texts.map(|text| words_of(text).join(" ")).collect();
    let named = texts.iter().find_map(|text| day_of(text));
    let says = |text: &String| SAYINGS.iter().any(|saying| format!(" {text} ").contains(&format!(" {saying} ")));
    if named.is_none() && !texts.iter().any(says) {
        return;
    }
    let day = |id: &str| Some(within(&Period::read(kind, id)?, named).to_string());
    let mut names: Vec<(String, String)> = Vec::new();
    for text in written {
        let id = plan.period.names.iter().find(|(name, _)| name == text).map_or(text, |(_, id)| id);
        if let Some(day) = day(id).filter(|_| !names.iter().any(|(known, _)| known == text)) {
            names.push((text.clone(), day));
        }
    }
    if plan.period.value.is_none() {
        plan.period.names = names;
    }
    plan.period.value = plan.period.value.take().map(|value| day(&value).unwrap_or(value));
    for (_, says) in &mut plan.columns {
        for (_, value) in says.iter_mut().filter(|(key, _)| key == "period") {
            *value = day(value).unwrap_or_else(|| value.clone());
        }
    }
    plan.period.kind = Some(PeriodKind::Date);
    let question = format!(
        "a title or a heading says that this is the state on a day, so a day is written for each period. Are these the days? If \
         things were counted over the whole period, write `kind: {}` and the periods.",
        kind.name()
    );
    plan.ask(Section::Period, question);
}

/// The day that is named in `at 31 March`.
fn day_of(text: &str) -> Option<(i8, i8)> {
    let words: Vec<&str> = text.split(' ').collect();
    words.windows(3).find_map(|three| {
        let day: i8 = three[1].parse().ok().filter(|_| three[0] == "at")?;
        Some((times::month_of(three[2])?, day))
    })
}

/// The day of a period that is named, or its last.
fn within(period: &Period, named: Option<(i8, i8)>) -> Date {
    let years = [period.start.year(), period.end.year()];
    let found = named.and_then(|(month, day)| {
        let mut days = years.into_iter().filter_map(|year| Date::new(year, month, day).ok());
        days.find(|day| (period.start..=period.end).contains(day))
    });
    found.unwrap_or(period.end)
}
