//! Tables with periods across.

use indexmap::IndexSet;

use super::columns::{Seen, ignore};
use super::measures;
use super::periods::years_of_two;
use super::plan::{Plan, Section, Times, label_of};
use crate::schema::period::PeriodKind;
use crate::schema::times;

/// Plans a wide table, if the headings of its figures have periods; whether they do.
pub(super) fn describe(figures: &[Seen], plan: &mut Plan) -> bool {
    let headed: Vec<(&Seen, times::Time, String)> = figures
        .iter()
        .filter_map(|column| {
            times::within(&column.heading)
                .or_else(|| {
                    let time = times::of(&column.heading).into_iter().next()?;
                    Some((time, String::new()))
                })
                .map(|(time, rest)| (column, time, rest))
        })
        .collect();
    let Some((first, time, _)) = headed.first() else { return false };
    let periods: IndexSet<&str> = headed.iter().map(|(_, time, _)| time.id.as_str()).collect();
    if periods.len() < 2 || headed.iter().any(|(_, other, _)| other.kind != time.kind) {
        return false;
    }
    let kind = if time.kind == PeriodKind::FinancialYear { years_of_two(plan, figures, first) } else { time.kind };
    plan.period = Times { kind: Some(kind), ..Times::default() };
    plan.ask(
        Section::Period,
        "the periods stand across the table: is each heading under `columns` read as it is meant?",
    );
    let mut rests: Vec<(String, String)> = Vec::new();
    for (column, time, rest) in &headed {
        if !measures::is_usable(column, plan) {
            ignore(plan, &column.heading);
            continue;
        }
        measures::written(&column.shape, plan);
        let rest = rest.trim_matches(|c: char| !c.is_alphanumeric() && c != '%').to_owned();
        let known = rests.iter().find(|(known, _)| *known == rest).map(|(_, id)| id.clone());
        let id = known.unwrap_or_else(|| {
            let (heading, label) = if rest.is_empty() {
                (measures::counted(&plan.title), measures::counted(&plan.title))
            } else {
                (rest.clone(), label_of(&rest))
            };
            let id = measures::add(&heading, label, None, &column.shape, plan);
            rests.push((rest, id.clone()));
            id
        });
        let says = vec![("period".to_owned(), time.id.clone()), ("measure".to_owned(), id)];
        plan.columns.push((column.heading.clone(), says));
    }
    if rests.len() == 1 {
        plan.columns.iter_mut().for_each(|(_, says)| says.truncate(1));
    }
    for column in figures.iter().filter(|column| !headed.iter().any(|(known, ..)| known.number == column.number)) {
        plan.ask(Section::File, format!("{:?} stands under no period and is not read: is that right?", column.heading));
        ignore(plan, &column.heading);
    }
    true
}
