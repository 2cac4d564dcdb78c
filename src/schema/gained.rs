//! A column that a wide table has gained: the line with which its description has to name it. A file that is exported again a
//! quarter later has one column more, headed like its neighbours.

use super::dataset::{Dataset, PeriodColumn};
use super::period::{Period, PeriodKind};
use super::times;

/// The line, where a heading is written like one that is described and reads as a period that is not. No other heading is
/// ever repeated.
pub(super) fn line(dataset: &Dataset, heading: &str) -> Option<String> {
    let groups = dataset.wide.as_deref()?;
    let PeriodColumn::Across(kind) = &dataset.period else { return None };
    let (period, rest) = read(*kind, heading)?;
    let headed = groups.iter().flat_map(|group| group.headings.iter().enumerate().map(move |pair| (group, pair)));
    let is_alike = |(group, (_, known)): &(&super::wide::Group, (usize, &String))| {
        // What the description calls a period has to be what its heading reads as, or the next one is anybody's guess.
        read(*kind, known).is_some_and(|(own, others)| others == rest && group.period.as_ref() == Some(&own))
    };
    let (like, (measure, _)) = headed.into_iter().find(is_alike)?;
    if groups.iter().any(|group| group.period.as_ref() == Some(&period) && group.members == like.members) {
        return None;
    }
    let mut says = vec![format!("period: {}", period.id)];
    if let Some(measure) = dataset.measures.get(measure).filter(|_| dataset.measures.len() > 1) {
        says.push(format!("measure: {}", measure.id));
    }
    for (dimension, member) in dataset.dimensions.iter().zip(&like.members) {
        let member = member.and_then(|member| dimension.members.get_index(member));
        says.extend(member.map(|(code, _)| format!("{}: {}", dimension.id, serde_json::Value::from(code.as_str()))));
    }
    Some(format!("{}: {{{}}}", serde_json::Value::from(heading), says.join(", ")))
}

/// The period that a heading reads as, and what it says besides.
fn read(kind: PeriodKind, heading: &str) -> Option<(Period, String)> {
    let whole = times::of(heading).into_iter().map(|time| (time, String::new()));
    let mut found = whole.chain(times::within(heading));
    found.find_map(|(time, rest)| {
        let on_a_day = || {
            let period = Period::read(time.kind, &time.id).filter(|_| kind == PeriodKind::Date)?;
            Period::parse(kind, &period.end.to_string())
        };
        Some((Period::read(kind, &time.id).or_else(on_a_day)?, rest))
    })
}
