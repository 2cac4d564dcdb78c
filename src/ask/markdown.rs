//! A page's markdown, cut into pieces: events, figures and blocks. Raw HTML and pictures are refused, with their place.

mod blocks;
mod foot;
mod paragraphs;
mod passages;
mod typed;

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::passage::{HEADING, RunKind, TEXT};
use super::rich::{self, Braced, BracedKind};
use super::{AreaMap, Asking, Calendar, Chart, Glance, KeyFigure, Listing, QuestionId, Segment, Structure, Table};
use crate::diagnostic::{Place, Source};

pub(crate) use paragraphs::{Numbered, anchor as paragraph_anchor};
pub(crate) use typed::{Cell, Typed};

/// A piece of a page's body.
#[derive(Debug)]
pub(crate) enum Piece {
    /// Markdown.
    Event(Event<'static>),
    /// A figure in the text.
    Figure(QuestionId),
    /// A reference to a note of the page, by its number.
    Note(usize),
    /// A term of the glossary: the glossary's path in the site, its anchor there, and how the text writes it.
    Term {
        glossary: String,
        id: String,
        text: String,
    },
    /// A part of the list of notes at the foot.
    Foot(Foot),
    /// An edge of a table that is typed in the text.
    Typed(Typed),
    Table(Box<Table>),
    Chart(Box<Chart>),
    Map(Box<AreaMap>),
    Structure(Box<Structure>),
    KeyFigures(Vec<KeyFigure>),
    /// The accessibility statement of the site; the place of its block.
    Accessibility(Place),
    /// The pages of a section.
    Listing(Box<Listing>),
    Calendar(Box<Calendar>),
    /// What the page says on its first screen; it stands before everything else.
    Glance(Box<Glance>),
    /// The beginning of a paragraph or item, with its number.
    Numbered(usize, Numbered),
}

/// The edges of the list of notes and of each note in it; the pieces of a note stand between its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Foot {
    ListBegins,
    NoteBegins(usize),
    NoteEnds,
    ListEnds,
}

/// An internal link: its target as written, where it stands, and which piece begins it.
#[derive(Debug)]
pub(crate) struct PageLink {
    pub(crate) target: String,
    pub(crate) span: Range<usize>,
    pub(crate) piece: usize,
}

/// A heading of a page, for its contents list and for links to it.
#[derive(Debug)]
pub(crate) struct PageHeading {
    pub(crate) level: u8,
    pub(crate) id: String,
    pub(crate) text: Vec<Segment>,
}

/// A page's body, and what other stages need to know of it.
#[derive(Debug, Default)]
pub(crate) struct Body {
    pub(crate) pieces: Vec<Piece>,
    pub(crate) headings: Vec<PageHeading>,
    /// Every internal link, in order.
    pub(crate) links: Vec<PageLink>,
    /// Every name that a link can point to.
    pub(crate) anchors: BTreeSet<String>,
    /// Whether a block could not be used, so that nobody knows what tables and figures there would be.
    pub(crate) incomplete: bool,
}

/// Two control characters set aside for private use: they keep a figure in one piece while markdown is parsed.
const OPEN: char = '\u{91}';
const CLOSE: char = '\u{92}';

struct Reader<'a, 'b> {
    source: &'a Arc<Source>,
    /// Where the body begins in the source.
    offset: usize,
    braced: Vec<Braced>,
    asking: &'a mut Asking<'b>,
    body: Body,
    tables: usize,
    charts: usize,
    /// The tables that charts name.
    named: Vec<(String, Place)>,
    /// Whether a block could not be used, so that nobody knows which tables there would be.
    unread: bool,
    /// What plain words are, here: inside a link to somewhere else they are cited.
    words: RunKind,
    /// The numbers of ordered lists that are open and do not begin with 1.
    numbering: Vec<Option<u64>>,
}

/// Parses the body of a page and asks its questions; `numbered` gives its paragraphs numbers.
pub(super) fn read(source: &Arc<Source>, span: Range<usize>, numbered: bool, asking: &mut Asking<'_>) -> Body {
    let text = &source.text[span.clone()];
    if let Some(at) = text.find([OPEN, CLOSE]) {
        let place = rich::place(source, span.start + at..span.start + at + 2);
        asking.log.error("control-character", place, "there is an invisible control character here", "delete it");
        return Body::default();
    }
    asking.notes.open();
    let braced = rich::braced(text);
    let masked = mask(text, &braced);
    let mut reader = Reader {
        source,
        offset: span.start,
        braced,
        asking,
        body: Body::default(),
        tables: 0,
        charts: 0,
        named: Vec::new(),
        unread: false,
        words: RunKind::Plain,
        numbering: Vec::new(),
    };
    let options = Options::ENABLE_TABLES | Options::ENABLE_SMART_PUNCTUATION | Options::ENABLE_FOOTNOTES;
    let mut definitions = Vec::new();
    let mut events = Parser::new_ext(&masked, options).into_offset_iter().peekable();
    while let Some((event, span)) = events.next() {
        match event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => {
                let mut inside: Option<Range<usize>> = None;
                for (event, span) in events.by_ref() {
                    match event {
                        Event::End(TagEnd::CodeBlock) => break,
                        _ => inside = Some(inside.map_or(span.start, |known| known.start)..span.end),
                    }
                }
                reader.fenced(info.trim(), inside.unwrap_or(span.start..span.start), span);
            }
            Event::Start(Tag::Heading { level, .. }) => {
                let mut inside = Vec::new();
                for (event, span) in events.by_ref() {
                    if matches!(event, Event::End(TagEnd::Heading(_))) {
                        break;
                    }
                    inside.push((event, span));
                }
                reader.heading(level, inside, span);
            }
            Event::Start(Tag::Table(_)) => reader.typed(&mut events, &span),
            Event::Start(Tag::FootnoteDefinition(name)) => {
                definitions.push(foot::Definition::take(name.into_string(), span, &mut events));
            }
            event => reader.event(event, span),
        }
    }
    reader.foot(definitions);
    reader.check_table_names();
    if numbered {
        paragraphs::number(&mut reader.body);
    }
    reader.asking.passages.close();
    let drawn = reader
        .body
        .pieces
        .iter()
        .filter(|piece| matches!(piece, Piece::Chart(_) | Piece::Map(_) | Piece::Structure(_)))
        .count();
    reader.body.incomplete = reader.unread || drawn < reader.charts;
    reader.body
}

/// The text with every figure replaced by as many bytes that markdown takes for a word.
fn mask(text: &str, braced: &[Braced]) -> String {
    let mut masked = String::with_capacity(text.len());
    let mut at = 0;
    for Braced { span, .. } in braced {
        masked.push_str(&text[at..span.start]);
        masked.push(OPEN);
        masked.extend(std::iter::repeat_n('a', span.len() - 4));
        masked.push(CLOSE);
        at = span.end;
    }
    masked.push_str(&text[at..]);
    masked
}

impl Reader<'_, '_> {
    fn report(&mut self, code: &'static str, span: Range<usize>, message: &str, hint: &str) {
        let (start, end) = (self.offset + span.start, self.offset + span.end);
        let end = start + self.source.text[start..end].trim_end().len();
        self.asking.log.error(code, rich::place(self.source, start..end), message, hint);
    }

    fn event(&mut self, event: Event<'_>, span: Range<usize>) {
        self.asking.passages.at(self.body.pieces.len());
        self.delimit(&event, &span);
        match event {
            // The end of what was reported at its beginning.
            Event::InlineHtml(tag) if tag.starts_with("</") => {}
            Event::Html(_) | Event::End(TagEnd::HtmlBlock) => {}
            Event::Start(Tag::HtmlBlock) | Event::InlineHtml(_) => self.report(
                "raw-html",
                span,
                "raw HTML is not allowed in a page",
                "write markdown; a `<` in a text is written `&lt;`",
            ),
            Event::Start(Tag::Image { .. }) => self.report(
                "image",
                span,
                "pictures are not allowed: nobody can check a figure in a picture",
                "make the chart with a `chart` block, or describe in words what the picture shows",
            ),
            Event::Text(text) => {
                for segment in self.segments(&text, &span) {
                    self.body.pieces.push(piece(segment));
                }
            }
            Event::Code(text) => {
                let text = self.unmasked(&text, &span);
                self.body.pieces.push(Piece::Event(Event::Code(text.into())));
            }
            Event::Start(Tag::Link { link_type, dest_url, title, id }) => {
                let before = self.body.links.len();
                let dest_url = self.link(&dest_url, span);
                self.asking.passages.begin_link((self.body.links.len() > before).then_some(before));
                let link = Tag::Link { link_type, dest_url: dest_url.into(), title, id };
                self.body.pieces.push(Piece::Event(Event::Start(link).into_static()));
            }
            event => self.body.pieces.push(Piece::Event(event.into_static())),
        }
    }

    /// A text event with its figures taken apart.
    fn segments(&mut self, text: &str, span: &Range<usize>) -> Vec<Segment> {
        let mut segments = Vec::new();
        let mut rest = text;
        let mut at = span.clone();
        let mut inside = self.braced.iter().filter(|b| span.contains(&b.span.start)).cloned().collect::<Vec<_>>();
        inside.reverse();
        while let Some((before, after)) = rest.split_once(OPEN) {
            self.plain(before, &at, &mut segments);
            rest = after.split_once(CLOSE).map_or("", |(_, rest)| rest);
            if let Some(braced) = inside.pop() {
                let span = self.offset + braced.span.start..self.offset + braced.span.end;
                at.start = braced.span.end;
                segments.extend(self.asking.segment(&braced, rich::place(self.source, span)));
                if braced.kind != BracedKind::Note && !self.asking.passages.in_link {
                    segments.extend(self.asking.notes.mention().into_iter().map(Segment::Note));
                }
            }
        }
        self.plain(rest, &at, &mut segments);
        segments
    }

    fn plain(&mut self, text: &str, span: &Range<usize>, segments: &mut Vec<Segment>) {
        let escaped = self.source.text[..self.offset + span.start].ends_with('\\');
        let checked = if escaped { text.get(1..).unwrap_or_default() } else { text };
        super::report_signs(checked, self.asking.log, |at| {
            let start = self.offset + span.start + at;
            rich::place(self.source, start..start + 2)
        });
        if !text.is_empty() {
            self.passage_words(text, span);
            segments.push(Segment::Text(text.to_owned()));
        }
    }

    /// Code as the author wrote it: braces in code are only braces.
    fn unmasked(&self, text: &str, span: &Range<usize>) -> String {
        let mut inside = self.braced.iter().filter(|b| span.contains(&b.span.start));
        let mut parts = Vec::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once(OPEN) {
            parts.push(before.to_owned());
            rest = after.split_once(CLOSE).map_or("", |(_, rest)| rest);
            if let Some(braced) = inside.next() {
                let span = self.offset + braced.span.start..self.offset + braced.span.end;
                parts.push(self.source.text[span].to_owned());
            }
        }
        parts.push(rest.to_owned());
        parts.concat()
    }

    fn heading(&mut self, level: HeadingLevel, events: Vec<(Event<'_>, Range<usize>)>, span: Range<usize>) {
        if level == HeadingLevel::H1 {
            self.report(
                "heading",
                span.clone(),
                "a page has one first-level heading, its title",
                "begin with `##`; the title stands in the front matter",
            );
        }
        self.asking.passages.at(self.body.pieces.len());
        let mut text = Vec::new();
        self.asking.passages.enter_block(HEADING);
        for (event, span) in &events {
            if !matches!(event, Event::Html(_) | Event::InlineHtml(_)) {
                self.delimit(event, span);
            }
            match event {
                Event::Text(part) => text.extend(self.segments(part, span)),
                Event::Code(part) => text.push(Segment::Text(self.unmasked(part, span))),
                Event::SoftBreak | Event::HardBreak => text.push(Segment::Text(" ".to_owned())),
                Event::Html(_) | Event::InlineHtml(_) => self.event(event.clone(), span.clone()),
                _ => {}
            }
        }
        self.asking.passages.enter_block(TEXT);
        self.asking.section = rich::words(&text).trim().to_owned();
        let id = self.anchor(&slug(&rich::words(&text)));
        let level = level as u8;
        let tag = heading_tag(level, &id);
        self.body.pieces.push(Piece::Event(Event::Start(tag.clone())));
        self.body.pieces.extend(text.iter().cloned().map(piece));
        self.body.pieces.push(Piece::Event(Event::End(tag.to_end())));
        self.body.headings.push(PageHeading { level, id, text });
    }

    /// A name that nothing else on the page has.
    fn anchor(&mut self, wanted: &str) -> String {
        // What begins like some kept names stays kept whatever is put behind it.
        let wanted = match is_kept(&format!("{wanted}-2")) {
            true => format!("section-{wanted}"),
            false => wanted.to_owned(),
        };
        let mut id = wanted.clone();
        let mut count = 2;
        while is_kept(&id) || !self.body.anchors.insert(id.clone()) {
            id = format!("{wanted}-{count}");
            count += 1;
        }
        id
    }

    fn link(&mut self, target: &str, span: Range<usize>) -> String {
        let scheme = target.split_once(':').map(|(scheme, _)| scheme.to_lowercase());
        match scheme.as_deref() {
            Some("http" | "https" | "mailto" | "tel") => target.to_owned(),
            Some(_) => {
                let hint = "link to https:, mailto: or tel:, or to a page of this site";
                self.report("link", span, "this kind of link is not allowed", hint);
                String::new()
            }
            None => {
                let (start, end) = (self.offset + span.start, self.offset + span.end);
                let link = PageLink { target: target.to_owned(), span: start..end, piece: self.body.pieces.len() };
                self.body.links.push(link);
                super::links::address(target)
            }
        }
    }
}

fn piece(segment: Segment) -> Piece {
    match segment {
        Segment::Text(text) => Piece::Event(Event::Text(text.into())),
        // As typographic as the text around it.
        Segment::Claim(words) => Piece::Event(Event::Text(words.replace('\'', "\u{2019}").into())),
        Segment::Figure(question) => Piece::Figure(question),
        Segment::Note(number) => Piece::Note(number),
    }
}

/// Whether a name is the address of a numbered paragraph of a page.
pub(super) fn is_paragraph(page: &super::Page, name: &str) -> bool {
    page.numbered && paragraphs::is_anchor(name) && page.body.anchors.contains(name)
}

/// Whether a name is kept for notes and paragraphs.
fn is_kept(name: &str) -> bool {
    super::notes::is_anchor(name) || paragraphs::is_anchor(name)
}

fn heading_tag(level: u8, id: &str) -> Tag<'static> {
    let level = HeadingLevel::try_from(usize::from(level.max(2))).unwrap_or(HeadingLevel::H2);
    Tag::Heading { level, id: Some(id.to_owned().into()), classes: Vec::new(), attrs: Vec::new() }
}

/// A heading as an address: lower-case letters, digits and hyphens.
fn slug(text: &str) -> String {
    let mut slug = String::new();
    for c in text.to_lowercase().chars() {
        if c.is_alphanumeric() {
            slug.push(c);
        } else if !slug.ends_with('-') && !slug.is_empty() && c != '\'' && c != '\u{2019}' {
            slug.push('-');
        }
    }
    let slug = slug.trim_end_matches('-');
    if slug.is_empty() { "section".to_owned() } else { slug.to_owned() }
}
