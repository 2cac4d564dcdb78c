//! A page as HTML: its content first, and the frame around it once the whole site is known.

mod assets;
mod content;
mod editions;
mod frame;
mod glance;
mod languages;

use std::sync::Arc;

use minijinja::Value;

use super::exhibit;
use super::href::relative;
use super::template::Templates;
use crate::ask::{Page, html_of, in_language};
use crate::diagnostic::Diagnostics;
use crate::download::{Download, TableFile};
use crate::language::{Strings, Voice};
use crate::protect::Protected;

pub(super) use assets::Assets;
pub(crate) use assets::hashed;
pub(super) use content::{Content, content, stem, version};
pub(super) use frame::{Frame, embedded, framed, not_found};

/// The page that a reader first comes to.
pub(super) const HOME: &str = "index.md";

/// What every part of one page's rendering looks at.
pub(super) struct View<'a> {
    pub(super) protected: &'a Protected,
    pub(super) page: &'a Page,
    /// The page's path in the site.
    pub(super) path: String,
    pub(super) templates: &'a Templates,
    /// What Candour says in the language of the page.
    pub(super) strings: &'a Strings,
    /// The page's tables as they are downloaded, each with its CSV and the metadata of that.
    pub(super) tables: Arc<[(TableFile, [Download; 2])]>,
    /// The way back to the page, where a figure of it stands elsewhere; nothing on the page itself.
    pub(super) back: String,
}

impl<'a> View<'a> {
    pub(super) fn new(protected: &'a Protected, page: &'a Page, templates: &'a Templates) -> Self {
        let strings = &protected.voices[page.voice].strings;
        let mut view = Self {
            protected,
            page,
            path: html_of(&page.path),
            templates,
            strings,
            tables: Arc::new([]),
            back: String::new(),
        };
        let tables = super::tables(&page.body.pieces).map(|table| exhibit::table_files(&view, table)).collect();
        view.tables = tables;
        view
    }

    pub(super) fn voice(&self) -> &'a Voice {
        &self.protected.voices[self.page.voice]
    }

    /// The way to a page, in the language of this one where it is translated.
    pub(super) fn href_of(&self, page: &str) -> String {
        let translated = in_language(&self.protected.pages, page, self.page.voice);
        relative(&self.path, &html_of(translated.map_or(page, |page| &page.path)))
    }

    /// The same page as it is seen from another file of the site, which shows a part of it.
    pub(super) fn seen_from(&self, path: String) -> Self {
        let back = relative(&path, &self.path);
        let Self { protected, page, templates, strings, .. } = *self;
        Self { protected, page, path, templates, strings, tables: self.tables.clone(), back }
    }

    /// The way to a place of the page.
    pub(super) fn anchor(&self, id: &str) -> String {
        format!("{}#{id}", self.back)
    }

    /// A template with a context; `say` gives it the texts of the page's language.
    pub(super) fn render(&self, template: &str, context: Value, log: &mut Diagnostics) -> Option<String> {
        self.templates.render(template, self.strings, context, log)
    }

    /// The way to the page that explains why figures are withheld, where the site has one.
    pub(super) fn withheld_href(&self) -> Option<String> {
        let linked = self.protected.site.withheld.as_ref()?;
        Some(self.href_of(&linked.page))
    }
}
