//! What has been revised: the note at the foot of a page, and the page with all revisions of the site.

use std::collections::BTreeSet;

use jiff::civil::Date;
use minijinja::{Value, context};

use super::href::{relative, value};
use super::page::{Content, View};
use super::template::Templates;
use crate::ask::{Page, QuestionId, REVISED_ANCHOR, askers};
use crate::diagnostic::Diagnostics;
use crate::language::Strings;
use crate::protect::{Protected, REVISED, Revision};

/// Where the list of all revisions lies.
pub(super) const PATH: &str = "revisions.html";

/// A part of a page that Candour writes, with the texts in which numbers may stand.
pub(super) struct Written {
    pub(super) html: String,
    pub(super) authored: Vec<String>,
}

/// The mark beside a revised figure, for a template.
pub(super) fn mark(strings: &Strings) -> Value {
    context! { text => letters(), word => strings.say("marker-revised", &[]) }
}

/// `[r]`
pub(super) fn letters() -> String {
    format!("[{REVISED}]")
}

/// Every question of a page, each once.
pub(super) fn questions_of(page: &Page) -> BTreeSet<QuestionId> {
    askers(std::slice::from_ref(page), &[], &[]).into_iter().map(|(question, _)| question).collect()
}

/// The note of a page on its revised figures; nothing where it has none.
pub(super) fn foot(view: &View<'_>, log: &mut Diagnostics) -> Option<Written> {
    let questions = questions_of(view.page);
    let named: BTreeSet<(&str, &str)> = questions
        .iter()
        .flat_map(|question| view.protected.revisions_of(*question))
        .map(|revision| (revision.name.as_str(), revision.edition.as_str()))
        .collect();
    let is_here = |revision: &&Revision| named.contains(&(revision.name.as_str(), revision.edition.as_str()));
    let here: Vec<&Revision> = view.protected.revisions.iter().filter(is_here).collect();
    if here.is_empty() {
        return None;
    }
    let revised = context! {
        id => REVISED_ANCHOR,
        items => here.iter().map(|revision| item(revision, view.page.voice, view.strings)).collect::<Vec<Value>>(),
        all => value(&relative(&view.path, PATH)),
    };
    let html = view.render("revised.html", context! { revised => revised }, log)?;
    Some(Written { html, authored: here.iter().flat_map(|revision| texts(revision, view.strings)).collect() })
}

/// The page with all revisions, where there are any.
pub(super) fn page(
    protected: &Protected,
    templates: &Templates,
    strings: &Strings,
    log: &mut Diagnostics,
) -> Option<Content> {
    if protected.revisions.is_empty() {
        return None;
    }
    let revisions = &protected.revisions;
    let is_first = |at: usize| at.checked_sub(1).is_none_or(|before| revisions[before].date != revisions[at].date);
    let with_anchor = |(at, revision): (usize, &Revision)| {
        context! { id => is_first(at).then(|| day_anchor(revision.date)), ..item(revision, 0, strings) }
    };
    let items: Vec<Value> = revisions.iter().enumerate().map(with_anchor).collect();
    let revised = context! { id => (), items => items, all => () };
    let body = templates.render("revised.html", strings, context! { revised => revised }, log)?;
    let authored = protected.revisions.iter().flat_map(|revision| texts(revision, strings)).collect();
    Some(Content::generated(
        PATH,
        &strings.say("revisions", &[]),
        &strings.say("revisions-summary", &[]),
        body,
        authored,
    ))
}

/// Where the revisions of a day begin, on the page with all of them.
pub(super) fn day_anchor(day: Date) -> String {
    format!("revised-{day}")
}

fn item(revision: &Revision, voice: usize, strings: &Strings) -> Value {
    context! {
        id => (),
        name => revision.names.get(voice).cloned(),
        old => revision.old.clone(),
        new => revision.new.clone(),
        edition => revision.edition.clone(),
        reason => revision.reason.clone(),
        date => context! { iso => revision.date.to_string(), text => strings.date(revision.date) },
    }
}

pub(super) fn texts(revision: &Revision, strings: &Strings) -> Vec<String> {
    let Revision { name, old, new, edition, reason, date, .. } = revision;
    vec![name.clone(), old.clone(), new.clone(), edition.clone(), reason.clone(), strings.date(*date)]
}
