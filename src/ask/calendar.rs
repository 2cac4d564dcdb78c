//! A `calendar` block: what is published, and what is still to come. What is to come is declared here and nowhere else, so that
//! a page under an embargo is never told by it.

use jiff::ToSpan;
use jiff::civil::{Date, DateTime, Time};

use super::{Asking, Page, Piece, rich, sections};
use crate::config::Linked;
use crate::diagnostic::{Diagnostics, did_you_mean};
use crate::load::yaml::{Document, Node};
use crate::load::{AbsentPages, moment};
use crate::schema::period::{Period, PeriodKind, iso_date};

/// The anchor of the block.
pub(super) const ANCHOR: &str = "calendar";

/// A calendar, laid out.
#[derive(Debug)]
pub(crate) struct Calendar {
    /// In the order of their times.
    pub(crate) releases: Vec<Release>,
}

/// Something that is still to be published.
#[derive(Debug)]
pub(crate) struct Release {
    pub(crate) title: String,
    pub(crate) about: Option<String>,
    pub(crate) when: When,
    pub(crate) status: Status,
    /// Whether its time is over, as far as somebody said for which moment the site is read.
    pub(crate) is_due: bool,
    /// The page that it becomes, inside `content`.
    page: Option<Linked>,
    place: crate::diagnostic::Place,
}

/// As exactly as it is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum When {
    Moment(DateTime),
    Day(Date),
    /// The first day of the month.
    Month(Date),
}

impl When {
    fn parse(text: &str) -> Option<Self> {
        let month = || Period::parse(PeriodKind::Month, text).map(|period| Self::Month(period.start));
        moment(text).map(Self::Moment).or_else(|| iso_date(text).map(Self::Day)).or_else(month)
    }

    /// The first moment at which it is over.
    fn end(self) -> DateTime {
        let midnight = |day: Date| day.to_datetime(Time::midnight());
        match self {
            Self::Moment(moment) => moment,
            Self::Day(day) => midnight(day.saturating_add(1.day())),
            Self::Month(first) => midnight(first.saturating_add(1.month())),
        }
    }
}

/// How sure the time is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Status {
    Confirmed,
    Provisional,
    Postponed,
    Cancelled,
}

const STATUSES: [(&str, Status); 4] = [
    ("confirmed", Status::Confirmed),
    ("provisional", Status::Provisional),
    ("postponed", Status::Postponed),
    ("cancelled", Status::Cancelled),
];

/// Reads the block; nothing where it cannot be used.
pub(super) fn lay_out(document: &Document, asking: &mut Asking<'_>) -> Option<Calendar> {
    let mut releases = Vec::new();
    if !document.is_empty() {
        let mut fields = document.root().fields(asking.log)?;
        let nodes = fields.optional("forthcoming").map(|node| node.items(asking.log)).unwrap_or_default();
        fields.finish(asking.log);
        releases = nodes.iter().filter_map(|node| release(node, asking)).collect();
    }
    releases.sort_by_key(|release: &Release| release.when.end());
    Some(Calendar { releases })
}

fn release(node: &Node<'_>, asking: &mut Asking<'_>) -> Option<Release> {
    let mut fields = node.fields(asking.log)?;
    let title = fields.required("title").and_then(|node| rich::plain_of_node(&node, asking));
    let about = fields.optional("about").and_then(|node| rich::plain_of_node(&node, asking));
    let when = fields.required("date");
    let place = when.as_ref().map(Node::place);
    let when = when.and_then(|node| when_of(&node, asking.log));
    let status = fields.required("status").and_then(|node| status(&node, asking.log));
    let page = fields.optional("page").and_then(|node| sections::linked(&node, asking.log));
    fields.finish(asking.log);
    let (when, status) = (when?, status?);
    let is_over = asking.at.is_some_and(|at| when.end() <= at);
    let is_due = is_over && matches!(status, Status::Confirmed | Status::Provisional);
    Some(Release { title: title?, about, when, status, is_due, page, place: place? })
}

fn when_of(node: &Node<'_>, log: &mut Diagnostics) -> Option<When> {
    let found = When::parse(&node.text(log)?);
    if found.is_none() {
        let hint = "write it as exactly as you know it: 2018-03, 2018-03-15 or 2018-03-15T09:30";
        log.error("date", node.place(), "this is no month, day or time", hint);
    }
    found
}

fn status(node: &Node<'_>, log: &mut Diagnostics) -> Option<Status> {
    let text = node.text(log)?;
    let found = STATUSES.iter().find(|(name, _)| *name == text).map(|(_, status)| *status);
    if found.is_none() {
        let hint = did_you_mean(&text, STATUSES.iter().map(|(name, _)| *name));
        log.error("status", node.place(), format!("a release cannot be `{text}`"), hint);
    }
    found
}

/// Takes every release whose page is there out of the calendars, where it stands as published. Reports those that name a page
/// which is none, and those whose time is over.
pub(super) fn settle(pages: &mut [Page], absent: &AbsentPages, log: &mut Diagnostics) {
    // A draft in the preview may not know its day yet.
    let waits = |page: &Page| page.draft && page.published.is_none();
    let waiting: Vec<String> = pages.iter().filter(|page| waits(page)).map(|page| page.path.clone()).collect();
    let published: Vec<(String, bool)> =
        pages.iter().filter(|page| !waits(page)).map(|page| (page.path.clone(), page.published.is_some())).collect();
    let calendars = pages.iter_mut().flat_map(|page| &mut page.body.pieces).filter_map(|piece| match piece {
        Piece::Calendar(calendar) => Some(calendar),
        _ => None,
    });
    for calendar in calendars {
        calendar.releases.retain(|release| {
            let Some(linked) = &release.page else { return release.waits(log) };
            match published.iter().find(|(path, _)| *path == linked.page) {
                Some((_, true)) => false,
                Some(_) => {
                    let message = format!("`{}` is published, and does not say when", linked.page);
                    let hint = "add `published: …` to its front matter, so that the calendar lists it";
                    log.error("calendar", linked.place.clone(), message, hint);
                    false
                }
                None if absent.broken.contains(&linked.page) => true,
                None if absent.drafts.contains(&linked.page) || waiting.contains(&linked.page) => release.waits(log),
                None => {
                    let message = format!("there is no page `{}` in `content`, not even a draft", linked.page);
                    let known = absent.drafts.iter().map(String::as_str);
                    log.error("no-page", linked.place.clone(), message, did_you_mean(&linked.page, known));
                    true
                }
            }
        });
    }
}

impl Release {
    /// It is still to come; where its time is over, that is told.
    fn waits(&self, log: &mut Diagnostics) -> bool {
        if self.is_due {
            let message =
                format!("\"{}\" was due by the moment for which the site is read, and is not published", self.title);
            let hint = "name the page that it became: `page: …`; or write `status: postponed`, or take it out";
            log.warning("overdue", self.place.clone(), message, hint);
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_over_as_late_as_it_can_be() {
        for (text, last, over) in [
            ("2018-03-15T09:30", "2018-03-15T09:29", "2018-03-15T09:30"),
            ("2018-03-15", "2018-03-15T23:59", "2018-03-16T00:00"),
            ("2018-12", "2018-12-31T23:59", "2019-01-01T00:00"),
        ] {
            let end = When::parse(text).expect(text).end();
            assert!(moment(last).expect(last) < end && end == moment(over).expect(over), "{text}");
        }
        assert!(["soon", "2018", "2018-13", "15 March 2018"].iter().all(|text| When::parse(text).is_none()));
    }
}
