//! What stands around every page: head, masthead, menus and foot.

use minijinja::{Value, context};

use super::content::bare;
use super::{Assets, Content};
use crate::ask::{FIND, html_of};
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
    pub(in crate::render) strings: &'a Strings,
    pub(in crate::render) assets: &'a Assets,
    pub(in crate::render) version: &'a str,
    pub(in crate::render) has_feed: bool,
}

/// A page in its frame.
pub(in crate::render) fn framed(frame: &Frame<'_>, content: &Content, log: &mut Diagnostics) -> Option<String> {
    let context = frame.around(&content.path, content.page.clone());
    frame.templates.render("page.html", frame.strings, context, log)
}

/// The page for addresses that are not found.
pub(in crate::render) fn not_found(frame: &Frame<'_>, log: &mut Diagnostics) -> Option<String> {
    let title = frame.strings.say("page-not-found", &[]);
    let page = bare(&title, None, String::new());
    let home = format!(
        "<a href=\"{}\">{}</a>",
        relative(NOT_FOUND, "index.html"),
        escape(&frame.strings.say("not-found-home", &[]))
    );
    let context = context! { home => Value::from_safe_string(home), ..frame.around(NOT_FOUND, page) };
    frame.templates.render("not-found.html", frame.strings, context, log)
}

impl Frame<'_> {
    /// A page's context: itself, and what stands around it.
    fn around(&self, path: &str, page: Value) -> Value {
        let (protected, site) = (self.protected, &self.protected.site);
        let licence = site.licence.map(|licence| {
            let link = format!("<a rel=\"license\" href=\"{}\">{}</a>", escape(licence.href), escape(licence.name));
            context! { name => licence.name, href => value(licence.href), link => Value::from_safe_string(link) }
        });
        context! {
            site => context! {
                title => site.title.clone(),
                organisation => site.organisation.clone(),
                description => site.description.as_ref().map(|(text, _)| text.clone()),
                language => site.language.clone(),
                home => value(&relative(path, "index.html")),
                licence => licence,
                version => self.version,
            },
            address => site.address.as_deref().map(|address| format!("{address}{path}")),
            feed => self.has_feed.then(|| value(&relative(path, FEED))),
            find => find::is_made(protected).then(|| context! { href => value(&relative(path, FIND)), current => path == FIND }),
            nav => links(protected, &site.navigation, path),
            footer => links(protected, &site.footer, path),
            assets => context! {
                tokens => value(&relative(path, &self.assets.tokens_path)),
                style => value(&relative(path, &self.assets.style_path)),
                icon => value(&relative(path, &self.assets.icon_path)),
            },
            page => page,
        }
    }
}

fn links(protected: &Protected, linked: &[Linked], path: &str) -> Vec<Value> {
    let list = linked.iter().filter_map(|linked| {
        let page = protected.pages.iter().find(|page| page.path == linked.page)?;
        let target = html_of(&page.path);
        let label = page.menu.clone().unwrap_or_else(|| figure::plain(protected, &page.title));
        Some(context! { label => label, href => value(&relative(path, &target)), current => target == path })
    });
    list.collect()
}
