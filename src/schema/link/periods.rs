//! Periods that make longer ones: quarters and their year, cumulative and rolling windows, in one dataset or in two.

use std::collections::BTreeMap;

use super::super::bound::Bound;
use super::super::catalogue::{Catalogue, FactId, FactKey};
use super::super::dataset::Dataset;
use super::super::declared::{Counted, Periods, Written};
use super::super::expression::Selection;
use super::super::period::PeriodKind;
use super::super::relation::Relation;
use super::Linking;
use super::align::combinations;
use super::tiling::{Made, Span, detours, made, nested};
use crate::diagnostic::Diagnostics;

/// What all declarations come to.
#[derive(Default)]
pub(super) struct OverTime {
    pub(super) relations: Vec<Relation>,
    pub(super) bounds: Vec<Bound>,
}

/// Resolves every `periods` declaration.
pub(super) fn resolve(linking: &Linking<'_>, log: &mut Diagnostics) -> OverTime {
    let mut over_time = OverTime::default();
    for (number, dataset) in linking.catalogue.datasets.iter().enumerate() {
        for periods in &dataset.declared.periods {
            if let Some(found) = one(linking, number, periods, log) {
                over_time.relations.extend(found.relations);
                over_time.bounds.extend(found.bounds);
            }
        }
    }
    over_time
}

/// One period of one of the two sides (0 the whole, 1 the parts), with its dates.
struct Period {
    side: usize,
    period: usize,
    span: Span,
}

/// One row of figures over time.
struct Row<'a> {
    catalogue: &'a Catalogue,
    sides: [&'a Selection; 2],
    periods: &'a [Period],
    members: &'a [Vec<usize>],
}

impl Row<'_> {
    fn key(&self, at: usize) -> FactKey {
        let Period { side, period, .. } = self.periods[at];
        let Selection { dataset, measure, .. } = *self.sides[side];
        FactKey { dataset, period, members: self.members[side].clone(), measure }
    }

    fn fact(&self, at: usize) -> Option<FactId> {
        self.catalogue.find(&self.key(at))
    }

    fn label(&self, at: usize) -> &str {
        let Period { side, period, .. } = self.periods[at];
        &self.catalogue.datasets[self.sides[side].dataset].periods[period].label
    }
}

fn one(linking: &Linking<'_>, dataset: usize, declared: &Periods, log: &mut Diagnostics) -> Option<OverTime> {
    let catalogue = linking.catalogue;
    let parts = side(linking, dataset, &declared.parts, log);
    let whole = side(linking, dataset, &declared.whole, log);
    let (parts, whole) = (parts?, whole?);
    let combinations = match combinations(catalogue, &[&whole, &parts]) {
        Ok(combinations) => combinations,
        Err(wrong) => {
            log.error("periods", declared.parts.place.clone(), wrong.message, wrong.hint);
            return None;
        }
    };
    let mut periods = periods_of(&catalogue.datasets[whole.dataset], 0);
    if parts != whole {
        periods.extend(periods_of(&catalogue.datasets[parts.dataset], 1));
    }
    let spans: Vec<Span> = periods.iter().map(|period| period.span).collect();
    let made = made(&spans);
    let detours = if declared.counted == Counted::Each { detours(&spans, &made) } else { Vec::new() };
    let nested = if declared.counted == Counted::Once { nested(&spans) } else { Vec::new() };
    if made.is_empty() && detours.is_empty() {
        let message = "no period of the one lies in a period of the other";
        log.error("periods", declared.parts.place.clone(), message, "name the shorter periods under `parts`");
        return None;
    }
    let mut found = OverTime::default();
    for members in &combinations {
        let row = Row { catalogue, sides: [&whole, &parts], periods: &periods, members };
        match declared.counted {
            Counted::Each => {
                for made in &made {
                    found.relations.extend(sum(linking, &row, made, log));
                }
                found.bounds.extend(detours.iter().filter_map(|steps| detour(&row, steps)));
            }
            Counted::Once => {
                found.bounds.extend(nested.iter().filter_map(|(whole, part)| at_least(&row, *whole, *part)));
                for made in made.iter().filter(|made| made.exact) {
                    found.bounds.extend(at_most(linking, &row, made, log));
                }
            }
        }
    }
    Some(found)
}

/// A selection of figures that are counted over time.
fn side(linking: &Linking<'_>, dataset: usize, written: &Written, log: &mut Diagnostics) -> Option<Selection> {
    let selection = linking.selection(dataset, written, log)?;
    let found = &linking.catalogue.datasets[selection.dataset];
    if !linking.adds_up(&selection, &written.place, log) {
        return None;
    }
    if selection.period.is_some() {
        let message = "a period is named here, but all are meant";
        log.error("periods", written.place.clone(), message, "take the period out");
        return None;
    }
    if found.periods.iter().any(|period| period.kind == PeriodKind::Date) {
        let message =
            format!("the figures of `{}` are the state on single days, which make no longer period", found.id);
        log.error("periods", written.place.clone(), message, "name figures that are counted over periods");
        return None;
    }
    Some(selection)
}

/// By period of a dataset the shorter ones that fill it, its own (0) and those of another (1): what a declaration would find.
pub(crate) fn filled(whole: &Dataset, parts: Option<&Dataset>) -> BTreeMap<usize, Vec<(usize, usize)>> {
    let shorter = parts.unwrap_or(whole);
    let days = |dataset: &Dataset| dataset.periods.iter().map(|period| period.days()).collect::<Vec<_>>();
    let are_days = |dataset: &Dataset| dataset.periods.iter().any(|period| period.kind == PeriodKind::Date);
    if days(whole).iter().max() <= days(shorter).iter().min() || are_days(whole) || are_days(shorter) {
        return BTreeMap::new();
    }
    let mut periods = periods_of(whole, 0);
    periods.extend(parts.map(|parts| periods_of(parts, 1)).unwrap_or_default());
    let spans: Vec<Span> = periods.iter().map(|period| period.span).collect();
    let lead = usize::from(parts.is_some());
    made(&spans)
        .into_iter()
        .filter(|made| made.exact && made.parts.len() > 1 && periods[made.whole].side == 0)
        .map(|made| {
            (made.whole, made.parts.iter().map(|at| (periods[*at].side, periods[*at].period)).collect::<Vec<_>>())
        })
        .filter(|(_, parts)| parts.iter().any(|(side, _)| *side == lead))
        .collect()
}

fn periods_of(dataset: &Dataset, side: usize) -> Vec<Period> {
    let all = dataset.periods.iter().enumerate();
    all.map(|(period, dates)| Period {
        side,
        period,
        span: Span { start: dates.start, end: dates.end, is_whole: side == 0 },
    })
    .collect()
}

/// The facts of the parts; told where the data lacks one.
fn parts(linking: &Linking<'_>, row: &Row<'_>, made: &Made, log: &mut Diagnostics) -> Option<(FactId, Vec<FactId>)> {
    let total = row.fact(made.whole)?;
    let found: Vec<Option<FactId>> = made.parts.iter().map(|part| row.fact(*part)).collect();
    if let (true, Some(missing)) = (made.exact, found.iter().position(Option::is_none)) {
        linking.report_missing(total, &row.key(made.parts[missing]), log);
        return None;
    }
    Some((total, found.into_iter().flatten().collect()))
}

/// The parts make the whole; what they leave of it is a period of its own, and whoever is counted in it a group.
fn sum(linking: &Linking<'_>, row: &Row<'_>, made: &Made, log: &mut Diagnostics) -> Option<Relation> {
    let (total, parts) = parts(linking, row, made, log)?;
    if parts.is_empty() {
        return None;
    }
    let labels: Vec<&str> = made.parts.iter().map(|part| row.label(*part)).collect();
    let rest = if made.exact { "" } else { " + the rest" };
    let name = format!("{} = {}{rest}", row.label(made.whole), labels.join(" + "));
    Some(Relation { total, parts, mismatch: (!made.exact).then(String::new), name })
}

fn detour(row: &Row<'_>, steps: &[(usize, i64)]) -> Option<Bound> {
    let terms: Option<Vec<(FactId, i64)>> = steps.iter().map(|(at, sign)| Some((row.fact(*at)?, *sign))).collect();
    let signed = |(at, sign): &(usize, i64)| format!("{} {}", if *sign < 0 { "\u{2212}" } else { "+" }, row.label(*at));
    let name = steps.iter().map(signed).collect::<Vec<_>>().join(" ");
    Some(Bound { terms: terms?, least: Some(0), most: Some(0), name: format!("{name} = 0") })
}

/// Whoever is counted in a part of a period is counted in the period.
fn at_least(row: &Row<'_>, whole: usize, part: usize) -> Option<Bound> {
    let terms = vec![(row.fact(whole)?, 1), (row.fact(part)?, -1)];
    let name = format!("{} is at least {}", row.label(whole), row.label(part));
    Some(Bound { terms, least: Some(0), most: None, name })
}

/// Nobody is counted in a period who is in none of its parts.
fn at_most(linking: &Linking<'_>, row: &Row<'_>, made: &Made, log: &mut Diagnostics) -> Option<Bound> {
    let (total, parts) = parts(linking, row, made, log)?;
    let labels: Vec<&str> = made.parts.iter().map(|part| row.label(*part)).collect();
    let name = format!("{} is at most {}", row.label(made.whole), labels.join(" + "));
    let terms = parts.into_iter().map(|part| (part, 1)).chain([(total, -1)]).collect();
    Some(Bound { terms, least: Some(0), most: None, name })
}
