//! A page as HTML.

use minijinja::{Value, context};
use pulldown_cmark::{Event, html};
use sha2::{Digest, Sha256};

use super::chart::Drawn;
use super::href::{relative, value};
use super::template::Templates;
use super::{RenderedPage, exhibit, figure};
use crate::ask::{Foot, Page, Piece, Segment, html_of, note_anchor};
use crate::config::Linked;
use crate::diagnostic::Diagnostics;
use crate::download::Download;
use crate::language::Strings;
use crate::protect::Protected;
use crate::schema::period::long_date;

/// The page that a reader first comes to.
const HOME: &str = "index.md";

/// The style sheets, their names carrying a digest of their text.
pub(super) struct Assets {
    pub(super) style: String,
    pub(super) tokens: String,
    pub(super) style_path: String,
    pub(super) tokens_path: String,
}

impl Assets {
    pub(super) fn new(protected: &Protected) -> Self {
        let style = protected.theme.style();
        let values = protected.theme.values.iter().map(|(name, value)| format!("  --{name}: {value};\n"));
        let tokens = format!(":root {{\n{}}}\n", values.collect::<String>());
        let (style_path, tokens_path) = (hashed("style", &style), hashed("tokens", &tokens));
        Self { style, tokens, style_path, tokens_path }
    }
}

/// `assets/style-0123456789ab.css`
pub(crate) fn hashed(name: &str, text: &str) -> String {
    let digest = Sha256::digest(text.as_bytes());
    let hex: String = digest.iter().take(6).map(|byte| format!("{byte:02x}")).collect();
    format!("assets/{name}-{hex}.css")
}

/// What every part of one page's rendering looks at.
pub(super) struct View<'a> {
    pub(super) protected: &'a Protected,
    pub(super) page: &'a Page,
    /// The page's path in the site.
    pub(super) path: String,
    pub(super) templates: &'a Templates,
    /// What Candour says in the language of the page.
    pub(super) strings: &'a Strings,
}

impl View<'_> {
    /// A template with a context; `say` gives it the texts of the page's language.
    pub(super) fn render(&self, template: &str, context: Value, log: &mut Diagnostics) -> Option<String> {
        self.templates.render(template, self.strings, context, log)
    }

    /// The way to the page that explains why figures are withheld, where the site has one.
    pub(super) fn withheld_href(&self) -> Option<String> {
        let linked = self.protected.site.withheld.as_ref()?;
        Some(relative(&self.path, &html_of(&linked.page)))
    }
}

/// Renders one page, taking its drawings in the order in which they stand.
pub(super) fn render<'a>(
    protected: &Protected,
    page: &Page,
    assets: &Assets,
    templates: &Templates,
    strings: &Strings,
    drawings: &mut dyn FnMut() -> Option<&'a Drawn>,
    log: &mut Diagnostics,
) -> Option<RenderedPage> {
    let view = View { protected, page, path: html_of(&page.path), templates, strings };
    let mut events = Vec::with_capacity(page.body.pieces.len());
    for piece in &page.body.pieces {
        events.push(match piece {
            Piece::Event(event) => event.clone(),
            Piece::Figure(question) => Event::InlineHtml(figure::inline(&view, *question, log).into()),
            Piece::Note(number) => Event::InlineHtml(figure::note(&view, *number, log).into()),
            Piece::Foot(edge) => Event::Html(foot(*edge).into()),
            Piece::Table(table) => Event::Html(exhibit::table(&view, table, log).into()),
            Piece::Chart(chart) => {
                let drawn = drawings();
                Event::Html(drawn.map(|drawn| exhibit::chart(&view, chart, drawn, log)).unwrap_or_default().into())
            }
            Piece::KeyFigures(figures) => Event::Html(exhibit::key_figures(&view, figures, log).into()),
        });
    }
    let mut body = String::new();
    html::push_html(&mut body, events.into_iter());
    let contents = page.body.headings.iter().filter(|heading| page.contents && heading.level <= 3).map(|heading| {
        // A link within a link is none, so the contents leave references to notes out.
        let text: Vec<Segment> =
            heading.text.iter().filter(|part| !matches!(part, Segment::Note(_))).cloned().collect();
        context! { id => heading.id.clone(), text => figure::safe(&view, &text, log), level => heading.level }
    });
    let contents: Vec<Value> = contents.collect();
    let paper = page.paper.iter().map(|(label, text)| context! { label => label.clone(), text => text.clone() });
    let published = page.published.map(|day| context! { iso => day.to_string(), text => long_date(day) });
    let context = context! {
        title => figure::safe(&view, &page.title, log),
        title_text => figure::plain(protected, &page.title),
        summary => page.summary.as_ref().map(|summary| figure::safe(&view, summary, log)),
        description_text => page.summary.as_ref().map(|summary| figure::plain(protected, summary)),
        is_home => page.path == HOME,
        published => published,
        paper => paper.collect::<Vec<Value>>(),
        contents => contents,
        claims => claims(&view),
        body => Value::from_safe_string(body),
    };
    let html = view.render("page.html", around(protected, &view.path, assets, context), log)?;
    let downloads: Vec<Download> = super::tables(&page.body.pieces).map(|table| exhibit::csv(&view, table)).collect();
    let mut authored = authored(page);
    authored.extend(downloads.iter().map(Download::size));
    Some(RenderedPage { path: view.path, html, downloads, statements: Vec::new(), authored })
}

/// The list of the figures in a page's text, where there are any.
fn claims(view: &View<'_>) -> Option<Value> {
    let count = view.protected.statements.iter().filter(|statement| statement.page == view.page.path).count();
    let path = super::claims_path(&view.path);
    (count > 0).then(|| context! { href => value(&relative(&view.path, &path)), name => path })
}

/// An edge of the list of notes, or of a note in it.
fn foot(edge: Foot) -> String {
    match edge {
        Foot::ListBegins => "<ol class=\"notes\">\n".to_owned(),
        Foot::NoteBegins(number) => format!("<li id=\"{}\">\n", note_anchor(number)),
        Foot::NoteEnds => "</li>\n".to_owned(),
        Foot::ListEnds => "</ol>\n".to_owned(),
    }
}

/// What people wrote on a page, with the numbers that its tables, charts and notes are given.
fn authored(page: &Page) -> Vec<String> {
    let exhibits = page.body.pieces.iter().filter(|piece| matches!(piece, Piece::Table(_) | Piece::Chart(_))).count();
    let mut texts = vec![page.source.text.clone()];
    texts.extend(page.paper.iter().map(|(_, text)| text.clone()));
    texts.extend(page.published.map(long_date));
    let notes = page.body.pieces.iter().filter(|piece| matches!(piece, Piece::Foot(Foot::NoteBegins(_)))).count();
    texts.extend((1..=notes.max(2 * exhibits)).map(|number| number.to_string()));
    texts
}

/// The page for addresses that are not found.
pub(super) fn not_found(
    protected: &Protected,
    assets: &Assets,
    templates: &Templates,
    strings: &Strings,
    log: &mut Diagnostics,
) -> Option<String> {
    let title = strings.say("page-not-found", &[]);
    let context = context! {
        title => title.clone(), title_text => title, summary => (), description_text => (),
        is_home => false, published => (), paper => Vec::<Value>::new(), contents => Vec::<Value>::new(),
        claims => (), body => Value::from_safe_string(String::new()),
    };
    templates.render("not-found.html", strings, around(protected, "404.html", assets, context), log)
}

/// A page's context: itself, and what stands around it.
fn around(protected: &Protected, path: &str, assets: &Assets, page: Value) -> Value {
    let site = &protected.site;
    let licence = site.licence.map(|licence| context! { name => licence.name, href => value(licence.href) });
    context! {
        site => context! {
            title => site.title.clone(),
            organisation => site.organisation.clone(),
            description => site.description.as_ref().map(|(text, _)| text.clone()),
            language => site.language.clone(),
            home => value(&relative(path, "index.html")),
            licence => licence,
        },
        nav => links(protected, &site.navigation, path),
        footer => links(protected, &site.footer, path),
        assets => context! {
            tokens => value(&relative(path, &assets.tokens_path)),
            style => value(&relative(path, &assets.style_path)),
        },
        page => page,
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
