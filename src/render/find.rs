//! The page on which everything can be found without a script: all pages with their sections, tables and figures, and an A to Z.

use std::collections::{BTreeMap, BTreeSet};

use minijinja::{Value, context};
use pulldown_cmark::{Event, Tag};

use super::href::value;
use super::page::Content;
use super::template::Templates;
use super::{figure, revisions};
use crate::ask::{FIND, Page, Piece, Rich, Table, html_of, terms_of, words};
use crate::diagnostic::Diagnostics;
use crate::language::Strings;
use crate::protect::Protected;

/// Headings below this level are too many to look through.
const DEEPEST: u8 = 3;

/// Whether a site has such a page: where there is one page only, it would say nothing.
pub(super) fn is_made(protected: &Protected) -> bool {
    protected.pages.len() > 1
}

/// The page; nothing where the site has none.
pub(super) fn page(
    protected: &Protected,
    templates: &Templates,
    strings: &Strings,
    log: &mut Diagnostics,
) -> Option<Content> {
    if !is_made(protected) {
        return None;
    }
    let finder = Finder { protected, strings };
    let pages = in_order(protected);
    let letters = finder.letters(&pages);
    let entries = pages.iter().map(|page| finder.entry(page));
    let find = context! {
        pages => entries.chain(finder.revisions()).collect::<Vec<Value>>(),
        letters => letters,
    };
    let body = templates.render("find.html", strings, context! { find => find }, log)?;
    let authored = pages.iter().flat_map(|page| finder.authored(page)).collect();
    let (title, summary) = (strings.say("find", &[]), strings.say("find-summary", &[]));
    Some(Content::generated(FIND, &title, &summary, body, authored))
}

/// The home page and the pages of the menu first, then all others by their paths.
fn in_order(protected: &Protected) -> Vec<&Page> {
    let menu = protected.site.navigation.iter().map(|linked| linked.page.as_str());
    let first: Vec<&str> = std::iter::once(super::page::HOME).chain(menu).collect();
    let mut pages: Vec<&Page> = protected.pages.iter().collect();
    pages.sort_by_key(|page| first.iter().position(|path| *path == page.path).unwrap_or(first.len()));
    pages
}

struct Finder<'a> {
    protected: &'a Protected,
    strings: &'a Strings,
}

impl<'a> Finder<'a> {
    fn title(&self, page: &Page) -> String {
        let title = figure::plain(self.protected, &page.title);
        match &page.edition.name {
            Some((edition, _)) => self.strings.say("feed-edition", &[("title", &title), ("edition", edition)]),
            None => title,
        }
    }

    fn entry(&self, page: &Page) -> Value {
        let path = html_of(&page.path);
        let parts = page.body.pieces.iter().flat_map(|piece| self.parts(page, piece));
        let parts = parts.map(|(id, level, text)| {
            context! { href => value(&format!("{path}#{id}")), level => level, text => text }
        });
        context! {
            href => value(&path),
            title => self.title(page),
            summary => page.summary.as_ref().map(|summary| figure::plain(self.protected, summary)),
            published => page.published.map(|day| context! { iso => day.to_string(), text => self.strings.date(day) }),
            parts => parts.collect::<Vec<Value>>(),
        }
    }

    /// The page with all revisions, where there are any.
    fn revisions(&self) -> Option<Value> {
        let entry = context! {
            href => value(revisions::PATH),
            title => self.strings.say("revisions", &[]),
            summary => self.strings.say("revisions-summary", &[]),
            published => (),
            parts => Vec::<Value>::new(),
        };
        (!self.protected.revisions.is_empty()).then_some(entry)
    }

    /// What a reader may look for in a piece of a page: its anchor, its level (none for tables and figures) and its name.
    fn parts(&self, page: &Page, piece: &Piece) -> Vec<(String, Option<u8>, String)> {
        let named = |key: &str, number: usize, caption: &Rich| {
            let caption = figure::plain(self.protected, caption);
            self.strings.say(key, &[("number", &number.to_string()), ("caption", &caption)])
        };
        let table = |table: &Table| (table.id.clone(), None, named("find-table", table.number, &table.caption));
        let own = super::tables(std::slice::from_ref(piece)).map(table);
        let drawing = match piece {
            Piece::Event(Event::Start(Tag::Heading { id: Some(id), .. })) => {
                let heading = page.body.headings.iter().find(|heading| heading.id == **id);
                heading.filter(|heading| heading.level <= DEEPEST).map(|heading| {
                    (heading.id.clone(), Some(heading.level), figure::plain(self.protected, &heading.text))
                })
            }
            Piece::Chart(chart) => Some((chart.id.clone(), None, named("find-figure", chart.number, &chart.headline))),
            Piece::Map(map) => Some((map.id.clone(), None, named("find-figure", map.number, &map.headline))),
            Piece::Structure(one) => Some((one.id.clone(), None, named("find-figure", one.number, &one.headline))),
            _ => None,
        };
        drawing.into_iter().chain(own).collect()
    }

    /// Terms by their first letters, each with the tables that are about it and its entry in the glossary.
    fn letters(&self, pages: &[&Page]) -> Vec<Value> {
        let mut terms: BTreeMap<String, (String, Vec<(String, String)>)> = BTreeMap::new();
        let mut add = |term: String, href: String, label: String| {
            let (_, places) = terms.entry(term.to_lowercase()).or_insert_with(|| (term, Vec::new()));
            places.push((href, label));
        };
        for page in pages {
            let path = html_of(&page.path);
            if self.protected.site.glossary.as_ref().is_some_and(|glossary| glossary.page == page.path) {
                for heading in terms_of(page) {
                    let label = self.strings.say("find-glossary", &[]);
                    add(words(&heading.text), format!("{path}#{}", heading.id), label);
                }
            }
            for table in super::tables(&page.body.pieces) {
                let cells = table.rows.iter().flat_map(|row| &row.cells);
                let labels: BTreeSet<&String> = cells.flat_map(|cell| self.protected.about(*cell)).collect();
                let values = [("number", table.number.to_string()), ("page", self.title(page))];
                let place =
                    self.strings.say("find-place", &values.each_ref().map(|(name, value)| (*name, value.as_str())));
                for label in labels {
                    add(label.clone(), format!("{path}#{}", table.id), place.clone());
                }
            }
        }
        let mut letters: BTreeMap<(bool, String), Vec<Value>> = BTreeMap::new();
        for (key, (term, places)) in terms {
            let places = places.into_iter().map(|(href, label)| context! { href => value(&href), label => label });
            let entry = context! { term => term, places => places.collect::<Vec<Value>>() };
            let first = key.chars().next().filter(|first| first.is_alphabetic());
            let letter = first.map_or(String::new(), |first| first.to_uppercase().collect());
            letters.entry((letter.is_empty(), letter)).or_default().push(entry);
        }
        let letters = letters.into_iter().map(|((is_number, letter), terms)| {
            let name = if is_number { self.strings.say("find-numbers", &[]) } else { letter };
            context! { id => format!("letter-{}", name.to_lowercase()), name => name, terms => terms }
        });
        letters.collect()
    }

    /// The texts of a page that are said here, with the numbers that its tables and figures are given.
    fn authored(&self, page: &Page) -> Vec<String> {
        let mut texts = vec![words(&page.title), words(page.summary.as_deref().unwrap_or_default())];
        texts.extend(page.edition.name.as_ref().map(|(name, _)| name.clone()));
        texts.extend(page.published.map(|day| self.strings.date(day)));
        texts.extend(page.body.headings.iter().map(|heading| words(&heading.text)));
        for piece in &page.body.pieces {
            let (number, headline) = match piece {
                Piece::Chart(chart) => (chart.number, &chart.headline),
                Piece::Map(map) => (map.number, &map.headline),
                Piece::Structure(structure) => (structure.number, &structure.headline),
                _ => continue,
            };
            texts.extend([number.to_string(), words(headline)]);
        }
        let tables = super::tables(&page.body.pieces);
        texts.extend(tables.flat_map(|table| [table.number.to_string(), words(&table.caption)]));
        texts
    }
}
