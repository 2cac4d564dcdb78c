//! What the old site shows and the new one withholds. Whoever compares has both sites before them, but a comparison is sent on:
//! into a comment, a log, a mail. So there is one rule. Where the new site withholds figures, and what the two show is not the
//! same, nothing of the old site is said that could hold a number: no figure, no text, no title, no size. A single old number
//! is enough to work out a withheld one by subtraction, and no list of those that are harmless is short enough to trust.

use std::collections::{BTreeMap, BTreeSet};

use super::changes::{Change, FigureChange};
use super::figures::{Figure, Figures, Spot};
use super::pages::Became;
use super::site::Site;
use super::words::{Edit, Part, WordChange};
use super::{Difference, told};
use crate::words::{direction_of, number_of, part_of};

/// Words beside those of [`crate::words`] that say how many.
const AMOUNTS: [&str; 20] = [
    "no", "none", "nobody", "nothing", "nil", "once", "twice", "thrice", "single", "both", "pair", "couple", "double",
    "doubled", "triple", "tripled", "treble", "trebled", "halved", "dozens",
];

/// What a reader finds in the place of a figure.
#[derive(PartialEq, Eq)]
enum State {
    Number,
    Withheld,
    Marker,
}

fn state(figure: &Figure) -> State {
    match figure.text.as_str() {
        text if text.contains("[c]") => State::Withheld,
        text if text.starts_with('[') => State::Marker,
        _ => State::Number,
    }
}

/// Whether old numbers could tell what the new site withholds. They cannot where it withholds nothing; and where what both
/// sites have is withheld in both or in neither, and all else is of periods that the old one does not know.
pub(super) fn is_at_stake(old_site: &Site, new_site: &Site) -> bool {
    let (old, new) = (&old_site.figures, &new_site.figures);
    // What is withheld in a text may be in no list of figures.
    let known = marked(old_site);
    if marked(new_site).iter().any(|(text, times)| known.get(text).is_none_or(|known| known < times)) {
        return true;
    }
    if !new.by_name.values().any(|figure| state(figure) == State::Withheld) {
        return false;
    }
    if !old.are_named() || !new.are_named() {
        return true;
    }
    let fresh = fresh(old, new);
    let is_fresh = |figure: &Figure| figure.period.as_ref().is_some_and(|period| fresh.contains(period.as_str()));
    let other = |(name, now): (&String, &Figure)| old.by_name.get(name).is_some_and(|was| state(was) != state(now));
    let came: Vec<&Figure> = new
        .by_name
        .iter()
        .filter(|(name, figure)| !old.by_name.contains_key(*name) && !is_fresh(figure))
        .map(|(_, figure)| figure)
        .collect();
    let went: Vec<&Figure> = old
        .by_name
        .iter()
        .filter(|(name, figure)| !new.by_name.contains_key(*name) && state(figure) == State::Number)
        .map(|(_, figure)| figure)
        .collect();
    new.by_name.iter().any(other)
        || came.iter().any(|figure| state(figure) == State::Withheld)
        || went.iter().any(|figure| figure.plain)
        || (!went.is_empty() && !came.is_empty())
}

/// The texts and titles with a figure that is withheld, and how often each stands there. The shorthand explained above tables is none: `[c] = confidential`.
fn marked(site: &Site) -> BTreeMap<&str, usize> {
    let pages = site.pages.values();
    let texts = pages.clone().flat_map(|page| page.texts.iter().chain(&page.frame)).map(|text| text.text.as_str());
    let all = texts.chain(pages.map(|page| page.title.as_str()));
    let mut found = BTreeMap::new();
    for text in all.filter(|text| text.replace("[c] =", "").contains("[c]")) {
        *found.entry(text).or_default() += 1;
    }
    found
}

/// The periods of the new site that no figure of the old one names.
fn fresh<'a>(old: &Figures, new: &'a Figures) -> BTreeSet<&'a str> {
    let plain = new.by_name.values().filter(|figure| figure.plain);
    let is_named = |period: &str| old.by_name.keys().any(|name| name.contains(&format!("\"{period}\"")));
    plain.filter_map(|figure| figure.period.as_deref()).filter(|period| !is_named(period)).collect()
}

/// Leaves out of a difference what the old site says and the new one does not, but for words without any number.
pub(super) fn hide(difference: &mut Difference, new: &Site) {
    let titles = Titles::of(new);
    difference.left_out = true;
    difference.old.bytes = None;
    titles.hush(&mut difference.old.title);
    difference.figures.iter_mut().for_each(|change| figure(change, &titles));
    difference.words.iter_mut().for_each(|change| words(change, &titles));
    for change in &mut difference.pages {
        if change.change == Became::Gone {
            titles.hush(&mut change.title);
        }
        change.old_title.iter_mut().for_each(|title| titles.hush(title));
    }
    for change in difference.exhibits.iter_mut().filter(|change| change.change == Became::Gone) {
        titles.hush(&mut change.title);
    }
    // A file is as long as its numbers.
    difference.files.iter_mut().for_each(|change| change.old_bytes = None);
}

/// The titles, captions and headings of the new site: what it says itself may be said.
struct Titles<'a>(BTreeSet<&'a str>);

impl<'a> Titles<'a> {
    fn of(site: &'a Site) -> Self {
        let mut titles = BTreeSet::new();
        for page in site.pages.values() {
            titles.extend([page.title.as_str(), page.tab.as_str()]);
            titles.extend(page.exhibits.iter().map(|exhibit| exhibit.title.as_str()));
            titles.extend(page.texts.iter().map(|text| text.section.as_str()));
        }
        Self(titles)
    }

    fn hush(&self, title: &mut String) {
        if tells(title) && !self.0.contains(title.as_str()) {
            told::LEFT_OUT.clone_into(title);
        }
    }
}

fn figure(change: &mut FigureChange, titles: &Titles<'_>) {
    let is_marker = |text: &String| text.starts_with('[') && !text.contains(|c: char| c.is_numeric());
    // The reason stands on a page of the new site, beside both numbers.
    let is_told_there = change.change == Change::Revised && change.reason.is_some();
    if !is_told_there && change.old.as_ref().is_some_and(|old| !is_marker(old)) {
        change.old = None;
        change.left_out = true;
        change.small_difference = false;
    }
    if matches!(change.change, Change::Gone | Change::PeriodGone) {
        for spot in &mut change.places {
            match spot {
                Spot::Text { section, .. } => titles.hush(section),
                Spot::Cell { title, .. } => {
                    if let Some((label, caption)) = title.split_once(": ") {
                        let mut caption = caption.to_owned();
                        titles.hush(&mut caption);
                        *title = format!("{label}: {caption}");
                    }
                }
            }
        }
    }
}

/// A text that tells of figures is left out as a whole: which of its words stayed would tell of the others.
fn words(change: &mut WordChange, titles: &Titles<'_>) {
    let text = |wanted: fn(&Part) -> Option<&str>| change.parts.iter().filter_map(wanted).collect::<Vec<_>>().join(" ");
    let before = text(|part| match part {
        Part::Same(text) | Part::Removed(text) => Some(text),
        Part::Added(_) => None,
    });
    let now = text(|part| match part {
        Part::Same(text) | Part::Added(text) => Some(text),
        Part::Removed(_) => None,
    });
    let left_out = || told::LEFT_OUT.to_owned();
    if change.change != Edit::New && (change.follows || tells(&before)) {
        change.parts = match change.change {
            Edit::Gone => vec![Part::Removed(left_out())],
            Edit::Moved => vec![Part::Same(left_out())],
            _ => vec![Part::Removed(left_out()), Part::Added(now)],
        };
    }
    if change.change == Edit::Gone {
        titles.hush(&mut change.section);
    }
}

/// Whether a text could hold a figure: a number, in digits or words, a marker, or a direction.
fn tells(text: &str) -> bool {
    let is_amount = |word: &str| {
        let word = word.to_lowercase();
        number_of(&word).is_some()
            || part_of(&word).is_some()
            || direction_of(&word).is_some()
            || AMOUNTS.contains(&word.as_str())
    };
    text.contains(|c: char| c.is_numeric() || c == '[') || text.split(|c: char| !c.is_alphanumeric()).any(is_amount)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_could_hold_a_figure_is_known() {
        for text in ["24–37", "Twenty-four carers", "rose", "a quarter of them", "it is [c]", "½", "None was", "twice"]
        {
            assert!(tells(text), "{text}");
        }
        for text in ["", "Small numbers could tell of somebody in particular.", "Whom to ask"] {
            assert!(!tells(text), "{text}");
        }
    }
}
