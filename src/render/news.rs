//! What a site announces: its dated pages, and its revisions by the day. Every date is one that somebody declared.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::figure;
use super::revisions::{self, questions_of};
use crate::ask::{Page, html_of, words};
use crate::language::Strings;
use crate::protect::{Protected, Revision};

/// The path of the feed.
pub(crate) const FEED: &str = "feed.xml";

/// One thing that is announced.
#[derive(Debug)]
pub(crate) struct News {
    /// Which page it is about, for its name: the latest edition's, whichever edition this is, so that the name stays when the
    /// edition moves.
    pub(crate) named_by: String,
    /// Where a reader finds it, in the site.
    pub(crate) href: String,
    pub(crate) title: String,
    pub(crate) summary: Option<String>,
    pub(crate) published: Date,
    /// The day of the last declared change, which is not before that.
    pub(crate) updated: Date,
    /// The texts in which numbers may stand that are no figures.
    pub(crate) authored: Vec<String>,
}

/// Everything that is announced, the newest first. Nothing where the site's address is not known: a feed names its pages by it.
pub(super) fn all(protected: &Protected, strings: &Strings) -> Vec<News> {
    if protected.site.address.is_none() {
        return Vec::new();
    }
    let mut news: Vec<News> = protected.pages.iter().filter_map(|page| of_page(protected, page, strings)).collect();
    let days: BTreeSet<Date> = protected.revisions.iter().map(|revision| revision.date).collect();
    news.extend(days.into_iter().map(|day| of_revisions(protected, day, strings)));
    news.sort_by(|one, other| (other.updated, &one.href).cmp(&(one.updated, &other.href)));
    news
}

fn of_page(protected: &Protected, page: &Page, strings: &Strings) -> Option<News> {
    let published = page.published?;
    let revised = questions_of(page)
        .into_iter()
        .flat_map(|question| protected.revisions_of(question).map(|revision| revision.date).collect::<Vec<Date>>())
        .max();
    let title = figure::plain(protected, &page.title);
    let mut authored = vec![words(&page.title), words(page.summary.as_deref().unwrap_or_default())];
    let title = match &page.edition.name {
        Some((edition, _)) => {
            authored.push(edition.clone());
            strings.say("feed-edition", &[("title", &title), ("edition", edition)])
        }
        None => title,
    };
    Some(News {
        named_by: html_of(page.latest()),
        href: html_of(&page.path),
        title,
        summary: page.summary.as_ref().map(|summary| figure::plain(protected, summary)),
        published,
        updated: revised.map_or(published, |revised| revised.max(published)),
        authored,
    })
}

/// The revisions of one day.
fn of_revisions(protected: &Protected, day: Date, strings: &Strings) -> News {
    let revisions: Vec<&Revision> = protected.revisions.iter().filter(|revision| revision.date == day).collect();
    let said = revisions.iter().map(|revision| {
        let Revision { name, old, new, reason, .. } = revision;
        strings.say("feed-revision", &[("name", name), ("old", old), ("new", new), ("reason", reason)])
    });
    News {
        named_by: revisions::PATH.to_owned(),
        href: format!("{}#{}", revisions::PATH, revisions::day_anchor(day)),
        title: strings.say("feed-revised", &[("date", &strings.date(day))]),
        summary: Some(said.collect::<Vec<String>>().join(" ")),
        published: day,
        updated: day,
        authored: revisions.iter().flat_map(|revision| revisions::texts(revision, strings)).collect(),
    }
}
