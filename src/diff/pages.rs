//! Pages that came, went, moved or have another title, and the tables and charts on the others.

use serde::Serialize;

use super::page::{Exhibit, Page};
use super::site::Site;

/// The same page in both sites, under its new address.
pub(super) struct Pair<'a> {
    pub(super) path: &'a str,
    /// Its address in the old site.
    pub(super) from: &'a str,
    pub(super) before: &'a Page,
    pub(super) now: &'a Page,
}

/// What became of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Became {
    New,
    Gone,
    Moved,
    Renamed,
}

/// A page that came, went, moved or has another title.
#[derive(Debug, Serialize)]
pub(super) struct PageChange {
    pub(super) page: String,
    pub(super) title: String,
    pub(super) change: Became,
    /// Where it was, if it moved.
    pub(super) from: Option<String>,
    /// What it was called, if it has another title.
    pub(super) old_title: Option<String>,
    /// Whether its old address still leads somewhere; `null` where the page is there.
    pub(super) leads_on: Option<bool>,
}

/// A table or chart that came or went on a page that both sites have.
#[derive(Debug, Serialize)]
pub(super) struct ExhibitChange {
    pub(super) page: String,
    pub(super) kind: &'static str,
    pub(super) label: String,
    pub(super) title: String,
    pub(super) change: Became,
}

/// The pages that both sites have, by their addresses in the new one.
pub(super) fn pairs<'a>(old: &'a Site, new: &'a Site) -> Vec<Pair<'a>> {
    let pair = |(path, now): (&'a String, &'a Page)| {
        let moved = || new.moved.iter().find(|(from, to)| *to == path && old.pages.contains_key(*from));
        let from = if old.pages.contains_key(path) { path } else { moved()?.0 };
        Some(Pair { path, from, before: old.pages.get(from)?, now })
    };
    new.pages.iter().filter_map(pair).collect()
}

/// What became of the pages, by address.
pub(super) fn changes(pairs: &[Pair<'_>], old: &Site, new: &Site) -> Vec<PageChange> {
    let mut found = Vec::new();
    let bare = |path: &str, page: &Page, change| PageChange {
        page: path.to_owned(),
        title: page.title.clone(),
        change,
        from: None,
        old_title: None,
        leads_on: None,
    };
    for pair in pairs {
        if pair.from != pair.path {
            let from = Some(pair.from.to_owned());
            found.push(PageChange { from, ..bare(pair.path, pair.now, Became::Moved) });
        }
        if pair.before.title != pair.now.title {
            let old_title = Some(pair.before.title.clone());
            found.push(PageChange { old_title, ..bare(pair.path, pair.now, Became::Renamed) });
        }
    }
    for (path, page) in new.pages.iter().filter(|(path, _)| !pairs.iter().any(|pair| pair.path == *path)) {
        found.push(bare(path, page, Became::New));
    }
    for (path, page) in old.pages.iter().filter(|(path, _)| !pairs.iter().any(|pair| pair.from == *path)) {
        let leads_on = Some(new.moved.contains_key(path));
        found.push(PageChange { leads_on, ..bare(path, page, Became::Gone) });
    }
    found.sort_by(|one, other| (&one.page, one.change).cmp(&(&other.page, other.change)));
    found
}

/// The tables and charts that came or went, in the order of their pages.
pub(super) fn exhibits(pairs: &[Pair<'_>]) -> Vec<ExhibitChange> {
    let mut found = Vec::new();
    for pair in pairs {
        let change = |exhibit: &Exhibit, change| ExhibitChange {
            page: pair.path.to_owned(),
            kind: exhibit.kind,
            label: exhibit.label.clone(),
            title: exhibit.title.clone(),
            change,
        };
        let (gone, new) = pair.changed_exhibits();
        found.extend(new.into_iter().map(|one| change(one, Became::New)));
        found.extend(gone.into_iter().map(|one| change(one, Became::Gone)));
    }
    found
}

impl<'a> Pair<'a> {
    /// The tables and charts that only the old page has, and those that only the new one has. They are known by the names that
    /// their author gave them; those that were only numbered by their titles, or else by their numbers.
    pub(super) fn changed_exhibits(&self) -> (Vec<&'a Exhibit>, Vec<&'a Exhibit>) {
        let (mut gone, mut new): (Vec<_>, Vec<_>) =
            (self.before.exhibits.iter().collect(), self.now.exhibits.iter().collect());
        let numbered = |exhibit: &Exhibit| exhibit.id.starts_with("figure-") || exhibit.id.starts_with("table-");
        let mut pair_up = |is_same: &dyn Fn(&Exhibit, &Exhibit) -> bool| {
            gone.retain(|one| match new.iter().position(|other| one.kind == other.kind && is_same(one, other)) {
                Some(at) => {
                    new.remove(at);
                    false
                }
                None => true,
            });
        };
        pair_up(&|one, other| one.id == other.id && !numbered(one));
        pair_up(&|one, other| one.title == other.title && numbered(one) && numbered(other));
        pair_up(&|one, other| one.id == other.id);
        (gone, new)
    }
}
