//! What stands around every page: head, masthead, menus and foot.

use minijinja::{Value, context};

use super::content::bare;
use super::{Assets, Content, HOME};
use crate::ask::{FIND, html_of, in_language, sections_of};
use crate::config::Linked;
use crate::diagnostic::Diagnostics;
use crate::language::Strings;
use crate::protect::Protected;
use crate::render::embed::Embed;
use crate::render::href::{NOT_FOUND, escape, relative, root_of, value};
use crate::render::news::FEED;
use crate::render::template::Templates;
use crate::render::{figure, find};

/// What the frames of all pages share.
pub(in crate::render) struct Frame<'a> {
    pub(in crate::render) protected: &'a Protected,
    pub(in crate::render) templates: &'a Templates,
    pub(in crate::render) assets: &'a Assets,
    pub(in crate::render) version: &'a str,
    pub(in crate::render) has_feed: bool,
}

/// A page in its frame.
pub(in crate::render) fn framed(frame: &Frame<'_>, content: &Content, log: &mut Diagnostics) -> Option<String> {
    let around = Around { path: &content.path, voice: content.voice, languages: &content.languages };
    let context = frame.around(&around, content.page.clone());
    frame.templates.render("page.html", frame.strings(content.voice), context, log)
}

/// The figures of a page as pages of their own, without menus: each with its path.
pub(in crate::render) fn embedded(
    frame: &Frame<'_>,
    content: &Content,
    log: &mut Diagnostics,
) -> Vec<(String, String)> {
    let mut embedded = Vec::with_capacity(content.embeds.len());
    for Embed { path, page, .. } in &content.embeds {
        let around = Around { path, voice: content.voice, languages: &[] };
        let context = frame.around(&around, page.clone());
        let html = frame.templates.render("embed.html", frame.strings(content.voice), context, log);
        embedded.extend(html.map(|html| (path.clone(), html)));
    }
    embedded
}

/// The page for addresses that are not found.
pub(in crate::render) fn not_found(frame: &Frame<'_>, log: &mut Diagnostics) -> Option<String> {
    let title = frame.strings(0).say("page-not-found", &[]);
    let home = format!(
        "<a href=\"{}\">{}</a>",
        frame.way(NOT_FOUND, "index.html"),
        escape(&frame.strings(0).say("not-found-home", &[]))
    );
    let context = context! { home => Value::from_safe_string(home), ..frame.bare(NOT_FOUND, &title, 0) };
    frame.templates.render("not-found.html", frame.strings(0), context, log)
}

/// What a frame has to know of the page in it.
struct Around<'a> {
    path: &'a str,
    voice: usize,
    /// The page in the other languages of the site.
    languages: &'a [Value],
}

impl Frame<'_> {
    /// What Candour says in a language of the site.
    pub(in crate::render) fn strings(&self, voice: usize) -> &Strings {
        &self.protected.voices[voice].strings
    }

    /// From a page to a file of the site. The page for what is not found is shown at any depth, so its links begin where the
    /// site does, if that is known.
    fn way(&self, page: &str, to: &str) -> String {
        match &self.protected.site.address {
            Some(address) if page == NOT_FOUND => format!("{}{to}", root_of(address)),
            _ => relative(page, to),
        }
    }

    /// The context of a page with nothing but a title, in a language.
    pub(in crate::render) fn bare(&self, path: &str, title: &str, voice: usize) -> Value {
        self.around(&Around { path, voice, languages: &[] }, bare(title, None, String::new()))
    }

    /// A page's context: itself, and what stands around it.
    fn around(&self, around: &Around<'_>, page: Value) -> Value {
        let Around { path, voice, languages } = *around;
        let (protected, site) = (self.protected, &self.protected.site);
        let said = |text: &String| protected.voices[voice].label(text).to_owned();
        let licence = site.licence.map(|licence| {
            let link = format!("<a rel=\"license\" href=\"{}\">{}</a>", escape(licence.href), escape(licence.name));
            context! { name => licence.name, href => value(licence.href), link => Value::from_safe_string(link) }
        });
        context! {
            site => context! {
                title => said(&site.title),
                organisation => said(&site.organisation),
                description => site.description.as_ref().map(|(text, _)| said(text)),
                language => protected.voices[voice].tag.clone(),
                home => value(&self.way(path, &html_of(self.translated(HOME, voice)))),
                licence => licence,
                version => self.version,
                logo => self.logo(path),
            },
            address => site.address.as_deref().map(|address| format!("{address}{path}")),
            feed => self.has_feed.then(|| value(&self.way(path, FEED))),
            find => find::is_made(protected).then(|| context! { href => value(&self.way(path, FIND)), current => path == FIND }),
            languages => languages.to_vec(),
            nav => self.links(&site.navigation, around),
            footer => self.links(&site.footer, around),
            assets => context! {
                style => value(&self.way(path, &self.assets.style_path)),
                icon => value(&self.way(path, &self.assets.icon_path)),
            },
            page => page,
        }
    }

    /// The logo as a page at `path` shows it, where the theme has one.
    fn logo(&self, path: &str) -> Option<Value> {
        let (logo, (file, _)) = (self.protected.theme.logo.as_ref()?, self.assets.logo.as_ref()?);
        let site = &self.protected.site;
        Some(context! {
            src => value(&self.way(path, file)),
            alt => site.logo_alt.as_ref().unwrap_or(&site.organisation).clone(),
            width => logo.width.clone(),
            height => logo.height.clone(),
        })
    }

    /// A page in a language, where it is translated into it.
    fn translated<'p>(&'p self, page: &'p str, voice: usize) -> &'p str {
        in_language(&self.protected.pages, page, voice).map_or(page, |page| &page.path)
    }

    fn links(&self, linked: &[Linked], around: &Around<'_>) -> Vec<Value> {
        let protected = self.protected;
        let here = protected.pages.iter().find(|page| html_of(&page.path) == around.path);
        let sections = here.map(|here| sections_of(here, &protected.pages)).unwrap_or_default();
        let list = linked.iter().filter_map(|linked| {
            let path = self.translated(&linked.page, around.voice);
            let page = protected.pages.iter().find(|page| page.path == path)?;
            let target = html_of(&page.path);
            let label = page.menu.clone().unwrap_or_else(|| figure::plain(protected, &page.title));
            let foreign = (page.voice != around.voice).then(|| protected.voices[page.voice].tag.clone());
            let current = target == around.path;
            let above = sections.iter().any(|section| section.path == page.path);
            let href = value(&self.way(around.path, &target));
            Some(context! { label, href, current, above, language => foreign })
        });
        list.collect()
    }
}
