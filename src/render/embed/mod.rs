//! The numbered figures of a page once more, for other people's pages: each as a page without menus, which fits into a
//! frame, and as a piece of HTML to paste.

mod fragment;

use minijinja::{Value, context};

use super::exhibit;
use super::figure;
use super::href::{escape, relative, value};
use super::page::{View, stem};
use super::picture::Picture;
use crate::ask::{AreaMap, Chart, DataTable, Page, Piece, Rich, Structure, Table};
use crate::diagnostic::Diagnostics;
use crate::download::Download;
use crate::language::Strings;
use crate::protect::Protected;

/// The folder of them all. Other sites may show what lies in it in a frame, and nothing else.
pub(crate) const FOLDER: &str = "embed/";

/// A figure as a page of its own, for its template.
pub(super) struct Embed {
    /// Path in the site: `embed/missing-county.html`.
    pub(super) path: String,
    pub(super) page: Value,
    /// The same figure to paste.
    fragment: Download,
}

/// A numbered figure of a page, with its drawing where it has one.
#[derive(Clone, Copy)]
pub(super) enum Exhibit<'a> {
    Table(&'a Table),
    Chart(&'a Chart, &'a Picture),
    Map(&'a AreaMap, &'a Picture),
    Structure(&'a Structure, &'a Picture),
}

impl<'a> Exhibit<'a> {
    fn id(self) -> &'a str {
        match self {
            Self::Table(table) => &table.id,
            Self::Chart(chart, _) => &chart.id,
            Self::Map(map, _) => &map.id,
            Self::Structure(structure, _) => &structure.id,
        }
    }

    fn label(self, strings: &Strings) -> String {
        match self {
            Self::Table(table) => exhibit::table_label(strings, table.number),
            Self::Chart(Chart { number, .. }, _)
            | Self::Map(AreaMap { number, .. }, _)
            | Self::Structure(Structure { number, .. }, _) => exhibit::figure_label(strings, *number),
        }
    }

    fn headline(self) -> &'a Rich {
        match self {
            Self::Table(table) => &table.caption,
            Self::Chart(chart, _) => &chart.headline,
            Self::Map(map, _) => &map.headline,
            Self::Structure(structure, _) => &structure.headline,
        }
    }

    /// `Figure 1: Fewer children`, as plain text.
    fn title(self, protected: &Protected, strings: &Strings) -> String {
        format!("{}: {}", self.label(strings), figure::plain(protected, self.headline()))
    }

    /// The table that its figures stand in, on whatever place of the page.
    fn table(self, page: &'a Page) -> Option<&'a Table> {
        let data = match self {
            Self::Table(table) => return Some(table),
            Self::Chart(chart, _) => &chart.data,
            Self::Map(map, _) => &map.data,
            Self::Structure(..) => return None,
        };
        match data {
            DataTable::Own(table) => Some(table),
            DataTable::Named(id) => super::tables(&page.body.pieces).find(|table| table.id == *id),
        }
    }

    /// Its file, by the names that downloads have.
    fn path(self, page: &Page, kind: &str) -> String {
        let stem = stem(&page.path);
        format!("{FOLDER}{stem}-{}.{kind}", self.id())
    }

    /// How high a frame should be, in pixels: about as high as the figure, and no more than a screen.
    fn height(self) -> usize {
        match self {
            Self::Table(table) => (360 + 40 * table.rows.len()).min(800),
            _ => 800,
        }
    }
}

/// Every figure of a page for other pages; none where the site does not offer them. Pictures come in the order of the page.
pub(super) fn all(view: &View<'_>, pictures: &[&Picture], log: &mut Diagnostics) -> Vec<Embed> {
    if !view.protected.site.embed {
        return Vec::new();
    }
    exhibits(view.page, pictures).into_iter().filter_map(|exhibit| embed(view, exhibit, log)).collect()
}

/// The tables that belong to charts and maps stand behind them, each a figure too.
fn exhibits<'a>(page: &'a Page, pictures: &[&'a Picture]) -> Vec<Exhibit<'a>> {
    let mut pictures = pictures.iter().copied();
    let mut found = Vec::new();
    for piece in &page.body.pieces {
        match piece {
            Piece::Table(table) => found.push(Exhibit::Table(table)),
            Piece::Chart(chart) => {
                found.extend(pictures.next().map(|picture| Exhibit::Chart(chart, picture)));
                found.extend(exhibit::own_table(&chart.data).map(Exhibit::Table));
            }
            Piece::Map(map) => {
                found.extend(pictures.next().map(|picture| Exhibit::Map(map, picture)));
                found.extend(exhibit::own_table(&map.data).map(Exhibit::Table));
            }
            Piece::Structure(structure) => {
                found.extend(pictures.next().map(|picture| Exhibit::Structure(structure, picture)));
            }
            _ => {}
        }
    }
    found
}

fn embed(view: &View<'_>, exhibit: Exhibit<'_>, log: &mut Diagnostics) -> Option<Embed> {
    let path = exhibit.path(view.page, "html");
    let there = view.seen_from(path.clone());
    let mut body = match exhibit {
        Exhibit::Table(table) => exhibit::table(&there, table, log),
        Exhibit::Chart(chart, picture) => exhibit::chart(&there, chart, picture, log),
        Exhibit::Map(map, picture) => exhibit::map(&there, map, picture, log),
        Exhibit::Structure(structure, picture) => exhibit::structure(&there, structure, picture, log),
    };
    let named = match exhibit {
        Exhibit::Chart(Chart { data, .. }, _) | Exhibit::Map(AreaMap { data, .. }, _) => {
            exhibit::own_table(data).is_none().then(|| exhibit.table(view.page)).flatten()
        }
        _ => None,
    };
    body.extend(named.map(|table| exhibit::table(&there, table, log)));
    let page = context! {
        title => figure::safe(&there, &view.page.title, log),
        title_text => exhibit.title(view.protected, view.strings),
        page_title => figure::plain(view.protected, &view.page.title),
        page => value(&there.back),
        place => value(&there.anchor(exhibit.id())),
        body => Value::from_safe_string(body),
    };
    let fragment = fragment::write(&there, exhibit, log)?;
    Some(Embed { path, page, fragment })
}

/// The pieces to paste of these figures.
pub(super) fn fragments(embeds: &[Embed]) -> impl Iterator<Item = Download> {
    embeds.iter().map(|embed| embed.fragment.clone())
}

/// What a figure says of its use on other pages, for the end of its own; an empty text where nothing is offered.
pub(super) fn offer(view: &View<'_>, exhibit: Exhibit<'_>, log: &mut Diagnostics) -> Value {
    let site = &view.protected.site;
    if !site.embed || !view.back.is_empty() {
        return Value::from_safe_string(String::new());
    }
    let (page, fragment) = (exhibit.path(view.page, "html"), exhibit.path(view.page, fragment::KIND));
    let offer = context! {
        label => exhibit.label(view.strings),
        frame => frame(view, exhibit),
        page => value(&relative(&view.path, &page)),
        fragment => value(&relative(&view.path, &fragment)),
        name => fragment.trim_start_matches(FOLDER),
    };
    let html = view.render("elsewhere.html", context! { offer => offer }, log).unwrap_or_default();
    Value::from_safe_string(format!("\n{}", html.trim_end()))
}

/// The frame in which another page shows a figure; nothing where the site does not know its address.
fn frame(view: &View<'_>, exhibit: Exhibit<'_>) -> Option<String> {
    let (address, path) = (view.protected.site.address.as_deref()?, exhibit.path(view.page, "html"));
    let (address, title, height) =
        (escape(address), escape(&exhibit.title(view.protected, view.strings)), exhibit.height());
    Some(format!(
        "<iframe src=\"{address}{path}\" title=\"{title}\" width=\"100%\" height=\"{height}\" loading=\"lazy\"></iframe>"
    ))
}

/// The texts of a page's offers in which numbers may stand.
pub(super) fn authored(view: &View<'_>, pictures: &[&Picture]) -> Vec<String> {
    if !view.protected.site.embed {
        return Vec::new();
    }
    exhibits(view.page, pictures).into_iter().filter_map(|exhibit| frame(view, exhibit)).collect()
}
