//! What a page says, without the frame that all pages of a site share.

use minijinja::{Value, context};
use pulldown_cmark::{Event, Tag, TagEnd, html};

use super::assets::digest;
use super::{HOME, View, editions, glance, languages};
use crate::ask::{Foot, Numbered, Page, Piece, Segment, editions_of, note_anchor, paragraph_anchor};
use crate::diagnostic::Diagnostics;
use crate::download::{self, Book, DATA_PACKAGE, Download, TableFile};
use crate::render::embed::{self, Embed};
use crate::render::href::{escape, relative, value};
use crate::render::picture::Picture;
use crate::render::revisions::{self, Written};
use crate::render::{accessibility, calendar, claims_path, exhibit, figure, listing, typed, withheld};

/// The content of one page.
pub(in crate::render) struct Content {
    /// Path in the site.
    pub(in crate::render) path: String,
    /// Its language, among those of the site.
    pub(super) voice: usize,
    /// The page in the other languages of the site.
    pub(super) languages: Vec<Value>,
    /// For the page's template.
    pub(super) page: Value,
    /// The whole of it as HTML, for the site's version.
    html: String,
    /// What its printed sheets are called, where it is a paper.
    pub(super) paper_name: Option<String>,
    pub(in crate::render) downloads: Vec<Download>,
    pub(in crate::render) tables: Vec<TableFile>,
    /// Its figures as pages of their own.
    pub(in crate::render) embeds: Vec<Embed>,
    /// Texts written for this page alone, and the numbers of its tables and charts.
    pub(in crate::render) authored: Vec<String>,
}

impl Content {
    /// A page that Candour writes of itself.
    pub(in crate::render) fn generated(
        path: &str,
        title: &str,
        summary: &str,
        body: String,
        authored: Vec<String>,
    ) -> Self {
        let html = [title, summary, &body].concat();
        let page = bare(title, Some(summary), body);
        Self {
            path: path.to_owned(),
            voice: 0,
            languages: Vec::new(),
            page,
            html,
            paper_name: None,
            downloads: Vec::new(),
            tables: Vec::new(),
            embeds: Vec::new(),
            authored,
        }
    }
}

/// A page with nothing but a title, a summary and a body, for its template.
pub(super) fn bare(title: &str, summary: Option<&str>, body: String) -> Value {
    let none = Vec::<Value>::new;
    context! {
        title, title_text => title, summary, description_text => summary, is_home => false, published => (),
        paper => none(), paper_name => (), glance => (), contents => none(), claims => (), downloads => none(),
        sections => none(), editions => none(), latest => (), body => Value::from_safe_string(body),
    }
}

/// The version of a site: a digest of all that its pages say and offer.
pub(in crate::render) fn version(contents: &[Content]) -> String {
    let parts = contents.iter().flat_map(|content| {
        let downloads = content.downloads.iter().flat_map(|download| [download.path.as_bytes(), &download.bytes]);
        [content.path.as_bytes(), content.html.as_bytes()].into_iter().chain(downloads)
    });
    digest(parts)
}

/// Renders what a page says, taking its pictures in the order in which they stand.
pub(in crate::render) fn content<'a>(
    view: &View<'_>,
    pictures: &mut dyn FnMut() -> Option<&'a Picture>,
    log: &mut Diagnostics,
) -> Content {
    let page = view.page;
    let mut glance = None;
    let mut taken = Vec::new();
    let mut picture = || {
        let picture = pictures()?;
        taken.push(picture);
        Some(picture)
    };
    let mut statements: Vec<Written> = Vec::new();
    let mut in_link = false;
    let mut events = Vec::with_capacity(page.body.pieces.len());
    for piece in &page.body.pieces {
        events.push(match piece {
            Piece::Event(event) => {
                match event {
                    Event::Start(Tag::Link { .. }) => in_link = true,
                    Event::End(TagEnd::Link) => in_link = false,
                    _ => {}
                }
                event.clone()
            }
            Piece::Figure(question) => {
                let figure = if in_link { figure::unlinked } else { figure::inline };
                Event::InlineHtml(figure(view, *question, log).into())
            }
            Piece::Note(number) => Event::InlineHtml(figure::note(view, *number, log).into()),
            Piece::Term { glossary, id, text } => Event::InlineHtml(term(view, glossary, id, text).into()),
            Piece::Foot(edge) => Event::Html(foot(*edge).into()),
            Piece::Typed(edge) => Event::Html(typed::edge(edge).into()),
            Piece::Numbered(number, kind) => Event::Html(numbered(view, *number, *kind).into()),
            Piece::Table(table) => Event::Html(exhibit::table(view, table, log).into()),
            Piece::Chart(chart) => {
                let html = picture().map(|picture| exhibit::chart(view, chart, picture, log));
                Event::Html(html.unwrap_or_default().into())
            }
            Piece::Map(map) => {
                let html = picture().map(|picture| exhibit::map(view, map, picture, log));
                Event::Html(html.unwrap_or_default().into())
            }
            Piece::Structure(structure) => {
                let html = picture().map(|picture| exhibit::structure(view, structure, picture, log));
                Event::Html(html.unwrap_or_default().into())
            }
            Piece::KeyFigures(figures) => Event::Html(exhibit::key_figures(view, figures, log).into()),
            Piece::Listing(listed) => Event::Html(listing::render(view, listed, log).into()),
            Piece::Calendar(said) => Event::Html(calendar::render(view, said, log).into()),
            Piece::Accessibility(_) => {
                let said = accessibility::statement(view, log);
                let html = said.as_ref().map(|said| said.html.clone()).unwrap_or_default();
                statements.extend(said);
                Event::Html(html.into())
            }
            Piece::Glance(said) => {
                glance = Some(glance::render(view, said, log));
                continue;
            }
        });
    }
    let mut body = String::new();
    html::push_html(&mut body, events.into_iter());
    let written: Vec<Written> = [revisions::foot(view, log), withheld::foot(view, log)].into_iter().flatten().collect();
    body.extend(written.iter().map(|part| part.html.as_str()));
    let (tables, of_tables): (Vec<TableFile>, Vec<[Download; 2]>) = view.tables.iter().cloned().unzip();
    let embeds = embed::all(view, &taken, log);
    let of_page = of_page(view, &tables);
    let mut links: Vec<Value> = of_page.iter().map(|download| exhibit::page_link(view, download)).collect();
    if !links.is_empty() {
        links.push(context! {
            href => value(&relative(&view.path, DATA_PACKAGE)),
            name => DATA_PACKAGE,
            text => view.strings.say("download-package", &[]),
        });
    }
    let drawn = taken.iter().flat_map(|picture| &picture.downloads).cloned();
    let downloads: Vec<Download> =
        of_tables.into_iter().flatten().chain(drawn).chain(of_page).chain(embed::fragments(&embeds)).collect();
    let mut authored = authored(view);
    authored.extend(embed::authored(view, &taken));
    authored.extend(downloads.iter().map(Download::size));
    authored.extend(written.into_iter().chain(statements).flat_map(|part| part.authored));
    if glance.is_some() {
        let (withheld, all) = glance::withheld(view);
        authored.extend([withheld, all].map(|count| count.to_string()));
    }
    let title = figure::safe(view, &page.title, log);
    let title_text = figure::plain(view.protected, &page.title);
    let summary = page.summary.as_ref().map(|summary| figure::safe(view, summary, log));
    let html = [title.to_string(), summary.as_ref().map(Value::to_string).unwrap_or_default()];
    let html = html.into_iter().chain(glance.clone()).chain([body.clone()]).collect::<Vec<_>>().concat();
    let paper_name = page.numbered.then(|| format!("paper-{}", stem(&view.path)));
    let page = context! {
        title => title,
        title_text => title_text,
        summary => summary,
        description_text => page.summary.as_ref().map(|summary| figure::plain(view.protected, summary)),
        is_home => page.of() == HOME,
        published => page.published.map(|day| context! { iso => day.to_string(), text => view.strings.date(day) }),
        paper => paper(page),
        paper_name => paper_name.clone(),
        glance => glance.map(Value::from_safe_string),
        contents => contents(view),
        claims => claims(view),
        downloads => links,
        sections => listing::sections(view),
        editions => editions::list(view),
        latest => editions::latest(view),
        body => Value::from_safe_string(body),
    };
    Content {
        path: view.path.clone(),
        voice: view.page.voice,
        languages: languages::list(view),
        page,
        html,
        paper_name,
        downloads,
        tables,
        embeds,
        authored,
    }
}

/// What the names of a page's files begin with: `topics-missing`, in Welsh `topics-missing-cy`.
pub(in crate::render) fn stem(path: &str) -> String {
    path.trim_end_matches(".html").trim_end_matches(".md").replace(['/', '.'], "-")
}

/// All tables of a page in one file.
fn of_page(view: &View<'_>, tables: &[TableFile]) -> Vec<Download> {
    let site = &view.protected.site;
    let book = Book {
        title: figure::plain(view.protected, &view.page.title),
        organisation: &site.organisation,
        language: &view.voice().tag,
        address: site.address.as_deref().map(|address| format!("{address}{}", view.path)),
        published: view.page.published.map(|day| view.strings.date(day)),
        licence: site.licence.map(|licence| (licence.name, licence.href)),
        tables,
    };
    download::of_page(&book, &stem(&view.path), view.strings)
}

fn paper(page: &Page) -> Vec<Value> {
    page.paper.iter().map(|(label, text)| context! { label => label.clone(), text => text.clone() }).collect()
}

fn contents(view: &View<'_>) -> Vec<Value> {
    let page = view.page;
    let contents = page.body.headings.iter().filter(|heading| page.contents && heading.level <= 3).map(|heading| {
        // A link within a link is none, so the contents leave references to notes and the links of markers out.
        let text: Vec<Segment> =
            heading.text.iter().filter(|part| !matches!(part, Segment::Note(_))).cloned().collect();
        context! { id => heading.id.clone(), text => figure::plain(view.protected, &text), level => heading.level }
    });
    contents.collect()
}

/// The list of the figures in a page's text, where there are any.
fn claims(view: &View<'_>) -> Option<Value> {
    let count = view.protected.statements.iter().filter(|statement| statement.page == view.page.path).count();
    let path = claims_path(&view.path);
    (count > 0).then(|| context! { href => value(&relative(&view.path, &path)), name => path })
}

/// The beginning of a paragraph or item with its number, which is a link to it.
fn numbered(view: &View<'_>, number: usize, kind: Numbered) -> String {
    let id = paragraph_anchor(number);
    let tag = match kind {
        Numbered::Paragraph => "p",
        Numbered::Item => "li",
    };
    let word = view.strings.say("paragraph", &[]);
    format!(
        "<{tag} class=\"numbered\" id=\"{id}\"><a class=\"number\" href=\"#{id}\"><span class=\"visually-hidden\">{word} </span>{number}</a> "
    )
}

/// A term, as a link to what it means.
fn term(view: &View<'_>, glossary: &str, id: &str, text: &str) -> String {
    let href = format!("{}#{id}", relative(&view.path, glossary));
    format!("<a class=\"term\" href=\"{}\">{}</a>", escape(&href), escape(text))
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

/// What people wrote on a page, with the numbers that its tables, charts, paragraphs and notes are given.
fn authored(view: &View<'_>) -> Vec<String> {
    let page = view.page;
    let count = |counted: fn(&Piece) -> bool| page.body.pieces.iter().filter(|piece| counted(piece)).count();
    let exhibits =
        count(|piece| matches!(piece, Piece::Table(_) | Piece::Chart(_) | Piece::Map(_) | Piece::Structure(_)));
    let notes = count(|piece| matches!(piece, Piece::Foot(Foot::NoteBegins(_))));
    let paragraphs = count(|piece| matches!(piece, Piece::Numbered(..)));
    let mut texts = vec![page.source.text.clone()];
    texts.extend(page.paper.iter().map(|(_, text)| text.clone()));
    texts.extend(page.published.map(|day| view.strings.date(day)));
    texts.extend(listing::authored(view).into_iter().chain(calendar::authored(view)));
    let editions = editions_of(page, &view.protected.pages);
    texts.extend(editions.iter().filter_map(|edition| Some(edition.edition.name.as_ref()?.0.clone())));
    texts.extend(editions.iter().filter_map(|edition| edition.published.map(|day| view.strings.date(day))));
    texts.extend(exhibit::counts(view));
    texts.extend((1..=notes.max(2 * exhibits).max(paragraphs)).map(|number| number.to_string()));
    texts
}
