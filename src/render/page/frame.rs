//! What stands around every page: head, masthead, menus and foot.

use minijinja::{Value, context};

use super::content::bare;
use super::{Assets, Content, HOME};
use crate::ask::{FIND, html_of, in_language};
use crate::config::Linked;
use crate::diagnostic::Diagnostics;
use crate::language::Strings;
use crate::protect::Protected;
use crate::render::href::{escape, relative, value};
use crate::render::news::FEED;
use crate::render::template::Templates;
use crate::render::{figure, find};

/// The page for addresses that are not found.
const NOT_FOUND: &str = "404.html";

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

/// The page for addresses that are not found.
pub(in crate::render) fn not_found(frame: &Frame<'_>, log: &mut Diagnostics) -> Option<String> {
    let title = frame.strings(0).say("page-not-found", &[]);
    let page = bare(&title, None, String::new());
    let home = format!(
        "<a href=\"{}\">{}</a>",
        relative(NOT_FOUND, "index.html"),
        escape(&frame.strings(0).say("not-found-home", &[]))
    );
    let around = Around { path: NOT_FOUND, voice: 0, languages: &[] };
    let context = context! { home => Value::from_safe_string(home), ..frame.around(&around, page) };
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
    fn strings(&self, voice: usize) -> &Strings {
        &self.protected.voices[voice].strings
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
                home => value(&relative(path, &html_of(self.translated(HOME, voice)))),
                licence => licence,
                version => self.version,
            },
            address => site.address.as_deref().map(|address| format!("{address}{path}")),
            feed => self.has_feed.then(|| value(&relative(path, FEED))),
            find => find::is_made(protected).then(|| context! { href => value(&relative(path, FIND)), current => path == FIND }),
            languages => languages.to_vec(),
            nav => self.links(&site.navigation, around),
            footer => self.links(&site.footer, around),
            assets => context! {
                tokens => value(&relative(path, &self.assets.tokens_path)),
                style => value(&relative(path, &self.assets.style_path)),
                icon => value(&relative(path, &self.assets.icon_path)),
            },
            page => page,
        }
    }

    /// A page in a language, where it is translated into it.
    fn translated<'p>(&'p self, page: &'p str, voice: usize) -> &'p str {
        in_language(&self.protected.pages, page, voice).map_or(page, |page| &page.path)
    }

    fn links(&self, linked: &[Linked], around: &Around<'_>) -> Vec<Value> {
        let protected = self.protected;
        let here = protected.pages.iter().find(|page| html_of(&page.path) == around.path);
        let list = linked.iter().filter_map(|linked| {
            let path = self.translated(&linked.page, around.voice);
            let page = protected.pages.iter().find(|page| page.path == path)?;
            let target = html_of(&page.path);
            let label = page.menu.clone().unwrap_or_else(|| figure::plain(protected, &page.title));
            let foreign = (page.voice != around.voice).then(|| protected.voices[page.voice].tag.clone());
            let current = target == around.path;
            // Sections are named as pages of the site's own language.
            let above = here.is_some_and(|here| here.sections.iter().any(|section| section.page == linked.page));
            let href = value(&relative(around.path, &target));
            Some(context! { label, href, current, above, language => foreign })
        });
        list.collect()
    }
}
