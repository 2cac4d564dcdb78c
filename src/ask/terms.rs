//! The terms of the glossary, linked where a page first uses them: in running text alone, whose words stay as they are.

use std::collections::BTreeSet;
use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::languages::in_language;
use super::links::{html_of, resolve};
use super::{Foot, Page, PageHeading, Piece, Segment, words};
use crate::config::Site;

/// Headings of a glossary below this level are no terms.
const DEEPEST: u8 = 3;

/// The headings of a glossary that are its terms: those in which no figure and no note stands.
pub(crate) fn terms_of(page: &Page) -> impl Iterator<Item = &PageHeading> {
    let is_plain = |heading: &&PageHeading| heading.text.iter().all(|part| matches!(part, Segment::Text(_)));
    page.body.headings.iter().filter(|heading| heading.level <= DEEPEST).filter(is_plain)
}

struct Term {
    words: String,
    id: String,
}

/// Links the first use of each term on every page but the glossary itself; on a translation, to the glossary in its language.
pub(super) fn link(site: Option<&Site>, pages: &mut [Page]) {
    let Some(linked) = site.and_then(|site| site.glossary.as_ref()) else { return };
    let voices: BTreeSet<usize> = pages.iter().map(|page| page.voice).collect();
    for voice in voices {
        let Some(glossary) = in_language(pages, &linked.page, voice) else { continue };
        let mut terms: Vec<Term> =
            terms_of(glossary).map(|heading| Term { words: words(&heading.text), id: heading.id.clone() }).collect();
        terms.retain(|term| term.words.chars().any(char::is_alphabetic));
        // Of two terms that begin alike the longer one is meant.
        terms.sort_by_key(|term| std::cmp::Reverse(term.words.len()));
        let address = html_of(&glossary.path);
        let has_terms = |page: &&mut Page| page.voice == voice && page.links_terms && page.of() != linked.page;
        for page in pages.iter_mut().filter(has_terms) {
            let pieces = std::mem::take(&mut page.body.pieces);
            let linker = Linker { terms: &terms, glossary: &address, used: BTreeSet::new() };
            page.body.pieces = linker.page(&page.path, pieces);
        }
    }
}

struct Linker<'a> {
    terms: &'a [Term],
    /// The glossary's path in the site.
    glossary: &'a str,
    /// The anchors of the terms that the page has led to.
    used: BTreeSet<String>,
}

impl Linker<'_> {
    fn page(mut self, path: &str, pieces: Vec<Piece>) -> Vec<Piece> {
        let (mut done, mut run) = (Vec::with_capacity(pieces.len()), Vec::<Piece>::new());
        let mut closed = 0_usize;
        for piece in pieces {
            match &piece {
                // Markdown cuts a text at every quotation mark; a term may have one.
                Piece::Event(Event::Text(_)) if closed == 0 => {
                    run.push(piece);
                    continue;
                }
                Piece::Event(Event::Start(tag)) if is_closed(tag) => {
                    closed += 1;
                    self.lead(path, tag);
                }
                Piece::Event(Event::End(TagEnd::Heading(_) | TagEnd::Link | TagEnd::CodeBlock))
                | Piece::Foot(Foot::ListEnds) => closed = closed.saturating_sub(1),
                Piece::Foot(Foot::ListBegins) => closed += 1,
                _ => {}
            }
            self.run(&mut run, &mut done);
            done.push(piece);
        }
        self.run(&mut run, &mut done);
        done
    }

    /// An author's own link to a term is its first use.
    fn lead(&mut self, path: &str, tag: &Tag<'_>) {
        let Tag::Link { dest_url, .. } = tag else { return };
        let Some((file, id)) = dest_url.split_once('#') else { return };
        if resolve(path, file).is_some_and(|file| file == self.glossary) {
            self.used.insert(id.to_owned());
        }
    }

    /// Texts that stand side by side, with the terms in them taken out as pieces of their own.
    fn run(&mut self, run: &mut Vec<Piece>, done: &mut Vec<Piece>) {
        let text: String = run
            .iter()
            .filter_map(|piece| match piece {
                Piece::Event(Event::Text(text)) => Some(text.as_ref()),
                _ => None,
            })
            .collect();
        let found = self.first_uses(&text);
        if found.is_empty() {
            done.append(run);
            return;
        }
        run.clear();
        let mut at = 0;
        let plain = |text: &str| Piece::Event(Event::Text(text.to_owned().into()));
        for (range, id) in found {
            done.push(plain(&text[at..range.start]));
            at = range.end;
            done.push(Piece::Term { id, text: text[range].to_owned() });
        }
        done.push(plain(&text[at..]));
    }

    /// Where a text uses terms that the page has not used before.
    fn first_uses(&mut self, text: &str) -> Vec<(Range<usize>, String)> {
        let (mut found, mut at) = (Vec::new(), 0);
        let mut before = None;
        while let Some(next) = text[at..].chars().next() {
            let rest = &text[at..];
            let term = self.terms.iter().find_map(|term| Some((used(rest, &term.words)?, term)));
            match term.filter(|_| !before.is_some_and(is_inside)) {
                Some((length, term)) => {
                    if self.used.insert(term.id.clone()) {
                        found.push((at..at + length, term.id.clone()));
                    }
                    at += length;
                    before = text[..at].chars().next_back();
                }
                None => {
                    at += next.len_utf8();
                    before = Some(next);
                }
            }
        }
        found
    }
}

fn is_closed(tag: &Tag<'_>) -> bool {
    matches!(tag, Tag::Heading { .. } | Tag::Link { .. } | Tag::CodeBlock(_))
}

/// Whether a letter before or after a word makes it a part of another.
fn is_inside(c: char) -> bool {
    c.is_alphanumeric() || c == '-'
}

/// How many bytes of a text are a term or its plural, if it begins with one. The first letter may be small, unless a later one is
/// a capital: "LAC" and "Oxfordshire Safeguarding Children Board" are written as they are.
fn used(text: &str, term: &str) -> Option<usize> {
    let mut letters = term.chars();
    let (first, rest) = (letters.next()?, letters.as_str());
    let begins = text.chars().next()?;
    let is_name = rest.chars().any(char::is_uppercase);
    let same = begins == first || (!is_name && begins.to_lowercase().eq(first.to_lowercase()));
    let tail = text.get(begins.len_utf8()..).filter(|_| same)?.strip_prefix(rest)?;
    let ends = |tail: &str| !tail.chars().next().is_some_and(is_inside);
    let left = if ends(tail) { tail } else { tail.strip_prefix('s').filter(|tail| ends(tail))? };
    Some(text.len() - left.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn linked(text: &str) -> Vec<(String, String)> {
        let of = |(words, id): (&str, &str)| Term { words: words.to_owned(), id: id.to_owned() };
        let terms =
            [("Looked-after child", "lac"), ("Children’s Social Care", "csc"), ("Child", "child"), ("LAC", "l")];
        let terms = terms.map(of);
        let mut linker = Linker { terms: &terms, glossary: "glossary.html", used: BTreeSet::new() };
        linker.first_uses(text).into_iter().map(|(range, id)| (text[range].to_owned(), id)).collect()
    }

    #[test]
    fn whole_words_are_linked_at_their_first_use() {
        for (text, expected) in [
            ("A child, and a child.", &[("child", "child")][..]),
            ("Child’s play; childhood; grandchild; child-like; children", &[("Child", "child")]),
            ("childs and a looked-after child", &[("childs", "child"), ("looked-after child", "lac")]),
            ("a looked-after child and a looked-after child", &[("looked-after child", "lac")]),
            ("LAC or lac; two LACs", &[("LAC", "l")]),
            ("by children’s social care or Children’s Social Care", &[("Children’s Social Care", "csc")]),
        ] {
            let expected: Vec<(String, String)> =
                expected.iter().map(|(words, id)| ((*words).to_owned(), (*id).to_owned())).collect();
            assert_eq!(linked(text), expected, "{text}");
        }
    }

    #[test]
    fn only_running_text_is_linked_and_it_stays_as_it_is() {
        let text = |text: &str| Piece::Event(Event::Text(text.to_owned().into()));
        let heading =
            Tag::Heading { level: pulldown_cmark::HeadingLevel::H2, id: None, classes: vec![], attrs: vec![] };
        let pieces = vec![
            Piece::Event(Event::Start(heading.clone())),
            text("Child"),
            Piece::Event(Event::End(heading.to_end())),
            text("Children"),
            text("’"),
            text("s Social Care"),
            Piece::Event(Event::Code("Child".into())),
        ];
        let terms = [("Children’s Social Care", "csc"), ("Child", "child")];
        let terms = terms.map(|(words, id)| Term { words: words.to_owned(), id: id.to_owned() });
        let linker = Linker { terms: &terms, glossary: "glossary.html", used: BTreeSet::new() };
        let pieces = linker.page("a.md", pieces);
        let linked: Vec<&str> = pieces
            .iter()
            .filter_map(|piece| match piece {
                Piece::Term { text, .. } => Some(text.as_str()),
                _ => None,
            })
            .collect();
        assert_eq!(linked, ["Children’s Social Care"]);
    }
}
