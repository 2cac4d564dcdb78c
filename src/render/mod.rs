//! Answers to HTML. Nothing here can reach a number that is not published.

mod accessibility;
mod calendar;
pub(crate) mod chart;
mod embed;
mod exhibit;
mod figure;
mod find;
mod href;
mod listing;
mod moved;
mod news;
mod page;
mod picture;
mod revisions;
mod sketchbook;
mod template;
mod typed;
mod withheld;

use std::collections::BTreeSet;

use crate::ask::{Piece, Table, html_of};
use crate::config::Site;
use crate::diagnostic::{Diagnostics, Place};
use crate::download::{Download, TableFile};
use crate::protect::{Answers, DisclosureReport, Protected, Published, Statement};
pub(crate) use embed::FOLDER as EMBED_FOLDER;
pub(crate) use href::{NOT_FOUND, escape, root_of};
pub(crate) use moved::Moved;
pub(crate) use news::{FEED, News};
pub(crate) use page::hashed;
use page::{Content, Frame, View};
use picture::Picture;
pub use sketchbook::Sketchbook;
use template::Templates;

/// A site as HTML, with what the writers of other artefacts need.
#[derive(Debug)]
pub struct Rendered {
    pub(crate) site: Site,
    pub(crate) pages: Vec<RenderedPage>,
    /// The addresses that its pages had before.
    pub(crate) moved: Vec<Moved>,
    /// What its feed announces, the newest first.
    pub(crate) news: Vec<News>,
    pub(crate) not_found: String,
    pub(crate) style: String,
    pub(crate) icon: String,
    /// The theme's logo, with its path.
    pub(crate) logo: Option<(String, Vec<u8>)>,
    /// The texts of every published figure and every axis.
    pub(crate) figure_texts: BTreeSet<String>,
    /// Texts written by people that may stand on any page; numbers in them are not figures.
    pub(crate) authored: Vec<String>,
    pub(crate) report: DisclosureReport,
    pub(crate) counts: Counts,
}

/// A page of the site.
#[derive(Debug)]
pub(crate) struct RenderedPage {
    /// Path in the site: `topics/missing.html`.
    pub(crate) path: String,
    pub(crate) html: String,
    /// Its figures as pages of their own, by path.
    pub(crate) embeds: Vec<(String, String)>,
    /// The files that a reader can take away.
    pub(crate) downloads: Vec<Download>,
    pub(crate) tables: Vec<TableFile>,
    /// The figures and claims of its texts.
    pub(crate) statements: Vec<Statement>,
    /// Texts written for this page alone, and the numbers of its tables and charts.
    pub(crate) authored: Vec<String>,
}

impl RenderedPage {
    /// Where the list of its figures lies: `topics/missing.claims.json`. Nothing where its text has none.
    pub(crate) fn claims_path(&self) -> Option<String> {
        (!self.statements.is_empty()).then(|| claims_path(&self.path))
    }

    /// The paths of all its files.
    pub(crate) fn files(&self) -> impl Iterator<Item = String> {
        let embeds = self.embeds.iter().map(|(path, _)| path.clone());
        let downloads = self.downloads.iter().map(|download| download.path.clone());
        [self.path.clone()].into_iter().chain(embeds).chain(downloads).chain(self.claims_path())
    }
}

fn claims_path(page: &str) -> String {
    format!("{}.claims.json", page.trim_end_matches(".html"))
}

/// What a build made, for its closing lines.
#[derive(Clone, Copy, Debug, Default)]
pub struct Counts {
    /// Pages, without the page for addresses that are not found.
    pub pages: usize,
    /// Tables.
    pub tables: usize,
    /// Charts, maps and diagrams.
    pub charts: usize,
    /// Different figures shown.
    pub shown: usize,
    /// Different figures withheld, or marked for another reason.
    pub withheld: usize,
}

/// Renders every page, drawing only what is not in the book. Nothing where a template or a chart fails; the reason goes to
/// `log`.
pub fn render(protected: Protected, book: &Sketchbook, log: &mut Diagnostics) -> Option<Rendered> {
    let pictures = match picture::all(&protected, book) {
        Ok(pictures) => pictures,
        Err(error) => {
            let hint = "this is a fault of Candour: tell whoever looks after it which charts the pages have";
            log.error("chart", Place::File("content".into()), error.to_string(), hint);
            return None;
        }
    };
    let templates = Templates::new(&protected.theme, log)?;
    // What is made for the whole site is in its own language.
    let strings = protected.voices[0].strings.clone();
    let mut drawn = pictures.iter();
    let mut contents = Vec::with_capacity(protected.pages.len());
    for page in &protected.pages {
        let view = View::new(&protected, page, &templates);
        contents.push(page::content(&view, &mut || drawn.next(), log));
    }
    contents.extend(find::page(&protected, &templates, &strings, log));
    contents.extend(revisions::page(&protected, &templates, &strings, log));
    let version = page::version(&contents);
    let assets = page::Assets::new(&protected, &contents, &version, &strings);
    let news = news::all(&protected, &strings);
    let frame = Frame {
        protected: &protected,
        templates: &templates,
        assets: &assets,
        version: &version,
        has_feed: !news.is_empty(),
    };
    let framed: Vec<Option<String>> = contents.iter().map(|content| page::framed(&frame, content, log)).collect();
    let moved = moved::all(&frame, log);
    let embeds: Vec<Vec<(String, String)>> =
        contents.iter().map(|content| page::embedded(&frame, content, log)).collect();
    let not_found = page::not_found(&frame, log);
    if log.has_errors() {
        return None;
    }
    let counts = count(&protected);
    let mut pages: Vec<RenderedPage> = contents
        .into_iter()
        .zip(framed.into_iter().zip(embeds))
        .filter_map(|(Content { path, downloads, tables, authored, .. }, (html, embeds))| {
            Some(RenderedPage { path, html: html?, embeds, downloads, tables, statements: Vec::new(), authored })
        })
        .collect();
    let mut figure_texts = figure_texts(&protected.answers, &pictures);
    let components = protected.statements.iter().flat_map(|statement| &statement.figures);
    figure_texts.extend(components.map(|figure| figure.value.clone()));
    let mut authored = authored(&protected, &templates);
    authored.push(version);
    let Protected { site, report, statements, .. } = protected;
    for statement in statements {
        let path = html_of(&statement.page);
        if let Some(page) = pages.iter_mut().find(|page| page.path == path) {
            page.statements.push(statement);
        }
    }
    let page::Assets { style, icon, logo, .. } = assets;
    Some(Rendered {
        site,
        pages,
        moved,
        news,
        not_found: not_found?,
        style,
        icon,
        logo,
        figure_texts,
        authored,
        report,
        counts,
    })
}

fn count(protected: &Protected) -> Counts {
    let pieces = || protected.pages.iter().flat_map(|page| &page.body.pieces);
    let shown = protected.own_answers().filter(|answer| matches!(answer, Published::Shown(_))).count();
    Counts {
        pages: protected.pages.len(),
        tables: protected.pages.iter().map(|page| tables(&page.body.pieces).count()).sum(),
        charts: pieces().filter(|piece| matches!(piece, Piece::Chart(_) | Piece::Map(_) | Piece::Structure(_))).count(),
        shown,
        withheld: protected.marked_in_places(),
    }
}

fn figure_texts(answers: &Answers, pictures: &[Picture]) -> BTreeSet<String> {
    let mut texts: BTreeSet<String> = pictures.iter().flat_map(|picture| picture.labels.iter().cloned()).collect();
    for answer in answers.all() {
        if let Published::Shown(shown) = answer {
            texts.insert(shown.text().to_owned());
            texts.insert(shown.plain());
        }
    }
    texts
}

/// Texts that may stand on any page: configuration, labels, templates, menus.
fn authored(protected: &Protected, templates: &Templates) -> Vec<String> {
    let site = &protected.site;
    let mut texts = protected.dataset_texts.clone();
    texts.extend([site.title.clone(), site.organisation.clone()]);
    texts.extend(site.phrases.all().chain(&site.contact_text).chain(&site.logo_alt).cloned());
    texts.extend(site.description.iter().map(|(text, _)| text.clone()));
    texts.extend(site.licence.map(|licence| licence.name.to_owned()));
    texts.extend(templates.texts());
    for voice in &protected.voices {
        texts.extend(voice.strings.texts().chain(voice.labels()).cloned());
    }
    for page in &protected.pages {
        texts.extend(page.menu.clone());
        texts.push(figure::plain(protected, &page.title));
    }
    texts
}

/// The tables of a page: those that the author wrote, and those that stand below a chart.
pub(crate) fn tables(pieces: &[Piece]) -> impl Iterator<Item = &Table> {
    pieces.iter().filter_map(|piece| match piece {
        Piece::Table(table) => Some(table.as_ref()),
        Piece::Chart(chart) => exhibit::own_table(&chart.data),
        Piece::Map(map) => exhibit::own_table(&map.data),
        _ => None,
    })
}
