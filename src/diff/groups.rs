//! Figures that came or went together: a new column is one line, not a hundred.

use std::collections::BTreeMap;

use serde::Serialize;

use super::changes::{Change, FigureChange};
use super::figures::{Figures, Spot, is_plain};
use super::site::Site;

/// Figures of one table or text and one period.
#[derive(Debug, Serialize)]
pub(super) struct Group {
    pub(super) change: Change,
    pub(super) page: String,
    /// The table; `null` for the text of the page.
    pub(super) table: Option<String>,
    /// The period in words, where the site says it; otherwise its name.
    pub(super) period: Option<String>,
    pub(super) shown: usize,
    pub(super) withheld: usize,
    /// With another marker than `[c]`.
    pub(super) marked: usize,
    /// The names of its figures, as the list of figures has them.
    #[serde(skip)]
    pub(super) members: Vec<String>,
}

impl Group {
    pub(super) fn has(&self, change: &FigureChange) -> bool {
        self.change == change.change && self.members.contains(&change.figure)
    }
}

type Key = (String, Option<(usize, String)>, Change, Option<String>);

/// The groups, by page and place.
pub(super) fn groups(figures: &[FigureChange], old: &Site, new: &Site) -> Vec<Group> {
    let mut groups: BTreeMap<Key, Vec<&FigureChange>> = BTreeMap::new();
    for change in figures.iter().filter(|change| !change.is_told_by_itself()) {
        let Some(spot) = change.spot() else { continue };
        let table = match spot {
            Spot::Cell { number, title, .. } => Some((*number, title.clone())),
            Spot::Text { .. } => None,
        };
        groups.entry((spot.page().to_owned(), table, change.change, change.period.clone())).or_default().push(change);
    }
    let group = |((page, table, change, period), members): (Key, Vec<&FigureChange>)| {
        let (site, other) = match change {
            Change::OtherPeriods | Change::New | Change::NewPeriod => (new, old),
            _ => (old, new),
        };
        let count = |wanted: fn(&str) -> bool| members.iter().filter(|change| wanted(text(change))).count();
        Group {
            period: period.map(|period| in_words(&members, &period, (site, other)).unwrap_or(period)),
            change,
            page,
            table: table.map(|(_, title)| title),
            shown: count(|text| !is_marker(text)),
            withheld: count(|text| text == "[c]"),
            marked: count(|text| is_marker(text) && text != "[c]"),
            members: members.iter().map(|change| change.figure.clone()).collect(),
        }
    };
    groups.into_iter().map(group).collect()
}

fn text(change: &FigureChange) -> &str {
    change.new.as_deref().or(change.old.as_deref()).unwrap_or_default()
}

fn is_marker(text: &str) -> bool {
    text.starts_with('[')
}

/// A period as the site calls it: in a text, or as the label of the column or row that came or went with it.
fn in_words(members: &[&FigureChange], period: &str, (site, other): (&Site, &Site)) -> Option<String> {
    let dataset = members.first()?.figure.split('.').next()?;
    if let Some(words) = site.figures.period_in_words(dataset, period) {
        return Some(words.to_owned());
    }
    let labels = |pick: fn(&Spot) -> Option<&str>| -> Option<String> {
        let plain = members.iter().filter(|change| is_plain(&change.figure));
        let mut labels = plain.map(|change| change.spot().and_then(pick));
        let first = labels.next()??;
        (labels.all(|label| label == Some(first)) && !has_label(&other.figures, members, first))
            .then(|| first.to_owned())
    };
    labels(|spot| match spot {
        Spot::Cell { column, .. } => Some(column),
        Spot::Text { .. } => None,
    })
    .or_else(|| {
        labels(|spot| match spot {
            Spot::Cell { row, .. } => Some(row),
            Spot::Text { .. } => None,
        })
    })
}

/// Whether the same table of the other site has a column or row that is called so.
fn has_label(other: &Figures, members: &[&FigureChange], label: &str) -> bool {
    let Some(Spot::Cell { page, table, .. }) = members.first().and_then(|change| change.spot()) else { return false };
    let known = other.tables.get(&(page.clone(), table.clone()));
    known.is_some_and(|table| {
        table.columns.iter().any(|column| column == label) || table.rows.iter().any(|(row, _)| row == label)
    })
}
