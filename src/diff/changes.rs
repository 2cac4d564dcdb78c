//! Figures that a reader will find changed, each with why.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::figures::{Figure, Figures, Spot, is_plain};
use super::site::Site;

/// Counts that differ by no more than this tell of the few by whom they differ.
const SMALL: i64 = 5;

/// Why a figure is not what it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Change {
    /// Another number, marked `[r]`.
    Revised,
    /// Worked out from figures that changed.
    WorkedOutAgain,
    /// Another number, and nothing tells readers so.
    ChangedWithoutMark,
    /// The same number, said or marked in another way.
    WrittenDifferently,
    NewlyWithheld,
    NoLongerWithheld,
    /// A marker came, went or became another, and it is not `[c]` alone.
    OtherMarker,
    /// What stands in the same place is now worked out from figures of other periods.
    OtherPeriods,
    NewPeriod,
    New,
    /// Its whole period is gone.
    PeriodGone,
    Gone,
}

/// A figure that changed.
#[derive(Debug, Serialize)]
pub(super) struct FigureChange {
    /// Under this name it is published.
    pub(super) figure: String,
    /// In words.
    pub(super) name: String,
    pub(super) change: Change,
    pub(super) period: Option<String>,
    /// As readers saw it; nothing also where it is left out.
    pub(super) old: Option<String>,
    /// Whether the old number is not said, because of what the new site withholds.
    pub(super) left_out: bool,
    /// As readers will see it.
    pub(super) new: Option<String>,
    /// Why it was revised, where the site says so.
    pub(super) reason: Option<String>,
    /// Whether both are counts and differ by 1 to 5.
    pub(super) small_difference: bool,
    /// Where it stands in the new site; where it stood, if it is gone.
    pub(super) places: Vec<Spot>,
}

/// Every figure that changed, by page and place.
pub(super) fn changes(old: &Site, new: &Site) -> Vec<FigureChange> {
    let named = old.figures.are_named() && new.figures.are_named();
    let of = |figures: &Figures| if named { figures.by_name.clone() } else { figures.by_labels().by_name };
    let (before, now) = (of(&old.figures), of(&new.figures));
    let (periods_before, periods_now) = (periods(&before), periods(&now));
    let mut found: Vec<FigureChange> = Vec::new();
    for (name, figure) in &now {
        match before.get(name) {
            Some(earlier) => found.extend(changed(name, earlier, figure, new)),
            None => {
                let known = is_known(&periods_before, figure);
                let change = if known { Change::New } else { Change::NewPeriod };
                found.push(FigureChange { new: Some(figure.with_mark()), ..bare(name, figure, change) });
            }
        }
    }
    for (name, figure) in before.iter().filter(|(name, _)| !now.contains_key(*name)) {
        let change = if is_known(&periods_now, figure) { Change::Gone } else { Change::PeriodGone };
        found.push(FigureChange { old: Some(figure.with_mark()), ..bare(name, figure, change) });
    }
    let mut found = moved_on(found);
    let key = |change: &FigureChange| change.spot().map(Spot::page).unwrap_or_default().to_owned();
    found.sort_by(|one, other| (key(one), &one.places, &one.figure).cmp(&(key(other), &other.places, &other.figure)));
    found
}

/// Where a worked out figure went and another came in the same cell, such as a change since the last period, one entry tells
/// of both.
fn moved_on(changes: Vec<FigureChange>) -> Vec<FigureChange> {
    let is_gone = |change: &FigureChange| matches!(change.change, Change::Gone | Change::PeriodGone);
    let is_new = |change: &FigureChange| matches!(change.change, Change::New | Change::NewPeriod);
    let slots = |wanted: &dyn Fn(&FigureChange) -> bool| -> BTreeMap<Slot, Option<String>> {
        let wanted = changes.iter().filter(|change| wanted(change));
        wanted.flat_map(|change| slots(change).map(|slot| (slot, change.old.clone()))).collect()
    };
    let (gone, new) = (slots(&is_gone), slots(&is_new));
    let first_in = |change: &FigureChange, known: &BTreeMap<Slot, Option<String>>| {
        let mut own = self::slots(change);
        own.find_map(|slot| known.get(&slot).cloned())
    };
    let told = |change: FigureChange| {
        if is_gone(&change) && first_in(&change, &new).is_some() {
            return None;
        }
        match first_in(&change, &gone) {
            Some(old) if is_new(&change) => Some(FigureChange { change: Change::OtherPeriods, old, ..change }),
            _ => Some(change),
        }
    };
    changes.into_iter().filter_map(told).collect()
}

/// A place for a worked out figure, whatever its periods: page, table, column, what it is of and how it is worked out.
type Slot = (String, String, String, String, String);

fn slots(change: &FigureChange) -> impl Iterator<Item = Slot> {
    let (of, how) = change.figure.split_once(" | ").unwrap_or((&change.figure, ""));
    let how = how.split('(').next().unwrap_or_default();
    // A share names the period of its part; a comparison names both of its own.
    let of = if how == "share" { of.rsplit_once('[').map_or(of, |(of, _)| of) } else { of };
    let spots = change.places.iter().filter(|_| !is_plain(&change.figure));
    spots.filter_map(move |spot| match spot {
        Spot::Cell { page, table, column, .. } => {
            Some((page.clone(), table.clone(), column.clone(), of.to_owned(), how.to_owned()))
        }
        Spot::Text { .. } => None,
    })
}

/// The periods of each dataset.
fn periods(figures: &BTreeMap<String, Figure>) -> BTreeSet<(&str, &str)> {
    figures.values().filter_map(|figure| Some((figure.dataset.as_str(), figure.period.as_deref()?))).collect()
}

/// Whether a site has figures of the same period; a dataset that it does not have at all is new in itself.
fn is_known(periods: &BTreeSet<(&str, &str)>, figure: &Figure) -> bool {
    let Some(period) = &figure.period else { return true };
    let has_dataset = periods.iter().any(|(dataset, _)| *dataset == figure.dataset);
    !has_dataset || periods.contains(&(figure.dataset.as_str(), period.as_str()))
}

fn bare(name: &str, figure: &Figure, change: Change) -> FigureChange {
    FigureChange {
        figure: name.to_owned(),
        name: words(name, figure),
        change,
        period: figure.period.clone(),
        old: None,
        left_out: false,
        new: None,
        reason: None,
        small_difference: false,
        places: figure.places.clone(),
    }
}

fn words(name: &str, figure: &Figure) -> String {
    match (&figure.words, figure.places.first()) {
        (Some(words), _) if figure.plain => words.clone(),
        (_, Some(Spot::Cell { row, column, .. })) => format!("{row}, {column}"),
        (Some(words), _) => format!("{words} (worked out)"),
        // A word that depends on figures, and says none of them.
        _ => name.split(" of ").next().unwrap_or(name).to_owned(),
    }
}

fn changed(name: &str, before: &Figure, now: &Figure, new: &Site) -> Option<FigureChange> {
    let (old, text) = (before.with_mark(), now.with_mark());
    if old == text {
        return None;
    }
    let change = match (before.is_withheld(), now.is_withheld()) {
        (false, true) if !before.is_marked() => Change::NewlyWithheld,
        (true, false) if !now.is_marked() => Change::NoLongerWithheld,
        _ if before.is_marked() || now.is_marked() => Change::OtherMarker,
        _ if before.text == now.text => Change::WrittenDifferently,
        _ if !now.plain => Change::WorkedOutAgain,
        _ if now.revised => Change::Revised,
        _ => Change::ChangedWithoutMark,
    };
    let difference = before.count().zip(now.count()).map(|(before, now)| (now - before).abs());
    let reason = if now.plain { reason(before, now, new) } else { None };
    Some(FigureChange {
        old: Some(old),
        new: Some(text),
        reason,
        small_difference: difference.is_some_and(|difference| (1..=SMALL).contains(&difference)),
        ..bare(name, now, change)
    })
}

/// The reason that a page of the new site gives, beside the two numbers.
fn reason(before: &Figure, now: &Figure, new: &Site) -> Option<String> {
    let is_named = |name: &str| match (&now.words, now.places.first()) {
        (Some(words), _) => words == name,
        (None, Some(Spot::Cell { row, column, .. })) => name.contains(row.as_str()) && name.contains(column.as_str()),
        _ => false,
    };
    let pages = now.places.iter().filter_map(|spot| new.pages.get(spot.page()));
    let mut told = pages.flat_map(|page| &page.revisions);
    let found = told.find(|told| is_named(&told.name) && told.says(&before.text) && told.says(&now.text));
    found.map(|told| told.reason.clone())
}

impl FigureChange {
    /// The table or text where it stands first.
    pub(super) fn spot(&self) -> Option<&Spot> {
        self.places.first()
    }

    /// Whether it is told one by one, and not counted with others of its table and period.
    pub(super) fn is_told_by_itself(&self) -> bool {
        !matches!(
            self.change,
            Change::OtherPeriods | Change::NewPeriod | Change::New | Change::PeriodGone | Change::Gone
        )
    }
}

impl Figures {
    /// The words of a dataset's period, where a text of the site says them.
    pub(super) fn period_in_words(&self, dataset: &str, period: &str) -> Option<&str> {
        let of_it =
            |figure: &&Figure| figure.plain && figure.dataset == dataset && figure.period.as_deref() == Some(period);
        let words = self.by_name.values().filter(of_it).find_map(|figure| figure.words.as_deref())?;
        words.rsplit_once(", ").map(|(_, period)| period)
    }
}
