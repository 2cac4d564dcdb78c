//! The pages of a section, and the sections of a page.

use minijinja::{Value, context};

use super::figure;
use super::href::{relative, value};
use super::page::View;
use crate::ask::{Listing, Page, Piece, html_of, sections_of, words};
use crate::diagnostic::Diagnostics;
use crate::language::Strings;

/// The list of a `pages` block.
pub(super) fn render(view: &View<'_>, listing: &Listing, log: &mut Diagnostics) -> String {
    let pages = members(view, listing).into_iter().map(|page| {
        context! {
            href => value(&relative(&view.path, &html_of(&page.path))),
            title => figure::plain(view.protected, &page.title),
            edition => page.edition.name.as_ref().map(|(name, _)| name.clone()),
            summary => page.summary.as_ref().map(|summary| figure::plain(view.protected, summary)),
            published => page.published.map(|day| context! { iso => day.to_string(), text => view.strings.date(day) }),
        }
    });
    let listing = context! { pages => pages.collect::<Vec<Value>>() };
    view.render("listing.html", context! { listing => listing }, log).unwrap_or_default()
}

/// The texts of other pages that a page repeats in its lists.
pub(super) fn authored(view: &View<'_>) -> Vec<String> {
    let listings = view.page.body.pieces.iter().filter_map(|piece| match piece {
        Piece::Listing(listing) => Some(listing),
        _ => None,
    });
    let pages = listings.flat_map(|listing| members(view, listing));
    pages.flat_map(|page| announced(page, view.strings)).collect()
}

/// What a page says of itself on others.
pub(super) fn announced(page: &Page, strings: &Strings) -> Vec<String> {
    let mut texts = vec![words(&page.title), words(page.summary.as_deref().unwrap_or_default())];
    texts.extend(page.edition.name.as_ref().map(|(name, _)| name.clone()));
    texts.extend(page.published.map(|day| strings.date(day)));
    texts
}

fn members<'a>(view: &View<'a>, listing: &Listing) -> Vec<&'a Page> {
    listing.pages(view.page, &view.protected.pages, |page| figure::plain(view.protected, &page.title))
}

/// The way from a page to the sections that it belongs to, for its template.
pub(super) fn sections(view: &View<'_>) -> Vec<Value> {
    let sections = sections_of(view.page, &view.protected.pages).into_iter().map(|section| {
        let label = section.menu.clone().unwrap_or_else(|| figure::plain(view.protected, &section.title));
        context! { label => label, href => value(&relative(&view.path, &html_of(&section.path))) }
    });
    sections.collect()
}
