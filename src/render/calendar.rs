//! The release calendar: what is still to come, then what is published.

use minijinja::{Value, context};

use super::figure;
use super::href::{relative, value};
use super::listing::announced;
use super::page::View;
use crate::ask::{Calendar, Page, Piece, Release, Status, When, html_of};
use crate::diagnostic::Diagnostics;
use crate::language::Strings;
use crate::schema::period::month_and_year;

pub(super) fn render(view: &View<'_>, calendar: &Calendar, log: &mut Diagnostics) -> String {
    let releases = calendar.releases.iter().map(|release| {
        context! {
            title => release.title.clone(),
            about => release.about.clone(),
            iso => iso(release.when),
            text => text(release.when, view.strings),
            status => view.strings.say(status(release), &[]),
        }
    });
    let published = published(view).into_iter().map(|page| {
        context! {
            title => figure::plain(view.protected, &page.title),
            edition => page.edition.name.as_ref().map(|(name, _)| name.clone()),
            href => value(&relative(&view.path, &html_of(&page.path))),
            published => page.published.map(|day| context! { iso => day.to_string(), text => view.strings.date(day) }),
        }
    });
    let calendar = context! {
        releases => releases.collect::<Vec<Value>>(),
        published => published.collect::<Vec<Value>>(),
    };
    view.render("calendar.html", context! { calendar => calendar }, log).unwrap_or_default()
}

/// The texts of a page's calendar that are not its own, and its dates as they are written out.
pub(super) fn authored(view: &View<'_>) -> Vec<String> {
    let calendars = view.page.body.pieces.iter().filter_map(|piece| match piece {
        Piece::Calendar(calendar) => Some(calendar),
        _ => None,
    });
    let of_one = |calendar: &Calendar| {
        let dates = calendar.releases.iter().map(|release| text(release.when, view.strings));
        dates.chain(published(view).into_iter().flat_map(|page| announced(page, view.strings))).collect::<Vec<String>>()
    };
    calendars.flat_map(|calendar| of_one(calendar)).collect()
}

/// Every page with a date, the latest first.
fn published<'a>(view: &View<'a>) -> Vec<&'a Page> {
    let mut pages: Vec<&Page> = view.protected.pages.iter().filter(|page| page.published.is_some()).collect();
    pages.sort_by_key(|page| std::cmp::Reverse(page.published));
    pages
}

fn status(release: &Release) -> &'static str {
    match release.status {
        _ if release.is_due => "calendar-due",
        Status::Confirmed => "calendar-confirmed",
        Status::Provisional => "calendar-provisional",
        Status::Postponed => "calendar-postponed",
        Status::Cancelled => "calendar-cancelled",
    }
}

fn iso(when: When) -> String {
    match when {
        When::Moment(moment) => moment.strftime("%Y-%m-%dT%H:%M").to_string(),
        When::Day(day) => day.to_string(),
        When::Month(first) => first.strftime("%Y-%m").to_string(),
    }
}

fn text(when: When, strings: &Strings) -> String {
    match when {
        When::Moment(moment) => {
            let time = moment.strftime("%H:%M").to_string();
            strings.say("calendar-moment", &[("day", &strings.date(moment.date())), ("time", &time)])
        }
        When::Day(day) => strings.date(day),
        When::Month(first) => month_and_year(strings, first),
    }
}
