//! References to tables and figures: links without a text are given one, and numbers that are typed are checked.

use std::collections::BTreeMap;
use std::ops::Range;

use pulldown_cmark::Event;

use super::links::resolve;
use super::markdown::PageLink;
use super::passage::Passage;
use super::prose::Prose;
use super::{DataTable, Page, Piece, Segment};
use crate::diagnostic::Diagnostics;
use crate::language::Voice;

/// What a table or a chart is called.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Table,
    Figure,
}

impl Kind {
    /// What a message to the author calls it.
    fn name(self) -> &'static str {
        match self {
            Self::Table => "Table",
            Self::Figure => "Figure",
        }
    }

    /// What a page calls it.
    fn numbered(self, number: usize, voice: &Voice) -> String {
        let key = match self {
            Self::Table => "table-number",
            Self::Figure => "figure-number",
        };
        voice.say(key, &[("number", &number.to_string())])
    }

    /// What the author may have called it.
    fn of(word: &str) -> Option<Self> {
        match word.to_lowercase().as_str() {
            "table" | "tables" => Some(Self::Table),
            "figure" | "chart" | "charts" | "graph" | "graphs" | "diagram" | "diagrams" | "map" | "maps" => {
                Some(Self::Figure)
            }
            _ => None,
        }
    }
}

/// A table or chart of a page, and which piece it is.
struct Exhibit<'a> {
    kind: Kind,
    number: usize,
    id: &'a str,
    piece: usize,
}

fn exhibits(page: &Page) -> Vec<Exhibit<'_>> {
    let mut found = Vec::new();
    for (position, piece) in page.body.pieces.iter().enumerate() {
        let mut add = |kind, number, id| found.push(Exhibit { kind, number, id, piece: position });
        match piece {
            Piece::Table(table) => add(Kind::Table, table.number, &table.id),
            Piece::Chart(chart) => {
                add(Kind::Figure, chart.number, &chart.id);
                if let DataTable::Own(table) = &chart.data {
                    add(Kind::Table, table.number, &table.id);
                }
            }
            Piece::Map(map) => {
                add(Kind::Figure, map.number, &map.id);
                if let DataTable::Own(table) = &map.data {
                    add(Kind::Table, table.number, &table.id);
                }
            }
            Piece::Structure(structure) => add(Kind::Figure, structure.number, &structure.id),
            _ => {}
        }
    }
    found
}

/// Checks what the pages say of tables and figures, and gives links without a text the name of what they lead to.
pub(super) fn settle(pages: &mut [Page], voices: &[Voice], passages: &[Passage], log: &mut Diagnostics) {
    for page in pages.iter() {
        for prose in passages.iter().filter(|passage| passage.page == page.path).map(Prose::of) {
            check_numbers(pages, page, &prose, log);
            if !page.body.incomplete {
                check_directions(page, &prose, log);
            }
        }
    }
    let named: Vec<Vec<(usize, Vec<Segment>)>> =
        pages.iter().map(|page| names(pages, page, &voices[page.voice], log)).collect();
    for (page, named) in pages.iter_mut().zip(named) {
        // From the last to the first, so that positions hold.
        for (piece, name) in named.into_iter().rev() {
            page.body.pieces.insert(piece + 1, Piece::Event(Event::Text(super::rich::words(&name).into())));
        }
    }
}

/// Where a link leads: the page, and the name in it.
fn target<'a, 't>(pages: &'a [Page], from: &'a Page, link: &'t PageLink) -> Option<(&'a Page, &'t str)> {
    let (file, fragment) = link.target.split_once('#').unwrap_or((&link.target, ""));
    if file.is_empty() {
        return Some((from, fragment));
    }
    let path = resolve(&from.path, file)?;
    pages.iter().find(|page| page.path == path).map(|page| (page, fragment))
}

/// For every link without a text, the piece that begins it and the name of what it leads to.
fn names(pages: &[Page], page: &Page, voice: &Voice, log: &mut Diagnostics) -> Vec<(usize, Vec<Segment>)> {
    let mut named = Vec::new();
    for link in &page.body.links {
        let follows = page.body.pieces.get(link.piece + 1);
        let is_empty = matches!(follows, Some(Piece::Event(Event::End(pulldown_cmark::TagEnd::Link))));
        // What leads nowhere has been told.
        let Some((found, fragment)) = target(pages, page, link).filter(|_| is_empty && !link.target.is_empty()) else {
            continue;
        };
        let name = match exhibits(found).into_iter().find(|exhibit| exhibit.id == fragment) {
            Some(Exhibit { kind, number, .. }) => Some(vec![Segment::Text(kind.numbered(number, voice))]),
            None if fragment.is_empty() => Some(found.title.clone()),
            None if super::markdown::is_paragraph(found, fragment) => {
                Some(super::rich::plain(voice.say("paragraph-number", &[("number", &fragment[1..])])))
            }
            None => {
                found.body.headings.iter().find(|heading| heading.id == fragment).map(|heading| heading.text.clone())
            }
        };
        let holds_figures = |name: &[Segment]| name.iter().any(|part| matches!(part, Segment::Figure(_)));
        match name {
            Some(name) if !holds_figures(&name) => named.push((link.piece, name)),
            // A withheld figure is a link itself.
            _ if fragment.is_empty() || found.body.anchors.contains(fragment) => {
                let place = super::rich::place(&page.source, link.span.clone());
                log.error(
                    "reference",
                    place,
                    "this link has no text",
                    "write between the square brackets where it leads",
                );
            }
            _ => {}
        }
    }
    named
}

/// References as they are typed: what, its number, and where in the text.
fn typed(text: &str) -> Vec<(Kind, usize, Range<usize>)> {
    let words = words(text);
    let mut found = Vec::new();
    for (position, pair) in words.windows(2).enumerate() {
        let (first, second) = (pair[0].clone(), pair[1].clone());
        let (word, digits) = (&text[first.clone()], &text[second.clone()]);
        let before = position.checked_sub(1).map_or("", |before| &text[words[before].clone()]);
        // "The figure 12" is a number.
        if word == "figure" && ["a", "the", "this", "that"].contains(&before.to_lowercase().as_str()) {
            continue;
        }
        let Some(kind) = Kind::of(word).filter(|_| is_space(&text[first.end..second.start])) else { continue };
        let mut rest = text[second.end..].chars();
        let goes_on = match rest.next() {
            Some('.' | ',') => rest.next().is_some_and(|c| c.is_ascii_digit()),
            next => next == Some('%'),
        };
        if digits.len() <= 2 && digits.bytes().all(|byte| byte.is_ascii_digit()) && !goes_on {
            found.extend(digits.parse().ok().map(|number| (kind, number, first.start..second.end)));
        }
    }
    found
}

/// The words of a text.
fn words(text: &str) -> Vec<Range<usize>> {
    let mut words = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        match (c.is_alphanumeric(), start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                words.push(from..at);
                start = None;
            }
            _ => {}
        }
    }
    words
}

fn is_space(text: &str) -> bool {
    !text.is_empty() && text.chars().all(char::is_whitespace)
}

/// Checks the numbers of tables and figures that an author typed.
fn check_numbers(pages: &[Page], page: &Page, prose: &Prose<'_>, log: &mut Diagnostics) {
    for (kind, number, range) in typed(&prose.text) {
        let Some(place) = prose.place(&range) else { continue };
        let written = &prose.text[range.clone()];
        let link = prose.links.iter().find(|(link, _)| link.start <= range.start && range.end <= link.end);
        let link = match link {
            // What another site calls its tables is its own.
            Some((_, None)) => continue,
            Some((_, Some(position))) => page.body.links.get(*position),
            None => None,
        };
        let (on, fragment) = match link.map(|link| target(pages, page, link)) {
            None => (page, None),
            Some(Some((found, fragment))) => (found, Some(fragment)),
            // A link that leads nowhere has been told.
            Some(None) => continue,
        };
        if on.body.incomplete {
            continue;
        }
        let all = exhibits(on);
        let meant = all.iter().find(|exhibit| (exhibit.kind, exhibit.number) == (kind, number));
        match (fragment, meant) {
            (Some(fragment), _) if all.iter().any(|exhibit| exhibit.id == fragment) => {
                let Some(led) = all.iter().find(|exhibit| exhibit.id == fragment) else { continue };
                if (led.kind, led.number) != (kind, number) {
                    let is = format!("{} {}", led.kind.name(), led.number);
                    let message = format!("the link says {written}, and it leads to {is}");
                    let hint =
                        format!("leave the text out, and it is always right: `[]({})`", link.map_or("", |l| &l.target));
                    log.error("reference", place, message, hint);
                }
            }
            (_, None) => {
                let message = format!("`{}` has no {} {number}", on.path, kind.name());
                log.error("reference", place, message, hint_of(&all, kind));
            }
            (None, Some(meant)) if !prose.passage.in_yaml => {
                let message = format!("{written} is typed: if the page changes, the number is wrong");
                log.warning("reference", place, message, format!("write a link that finds it: `[](#{})`", meant.id));
            }
            _ => {}
        }
    }
}

fn hint_of(all: &[Exhibit<'_>], kind: Kind) -> String {
    let known: BTreeMap<usize, &str> =
        all.iter().filter(|exhibit| exhibit.kind == kind).map(|exhibit| (exhibit.number, exhibit.id)).collect();
    let elsewhere = "if it is in another document, link to that";
    let list: Vec<String> =
        known.iter().map(|(number, id)| format!("`[](#{id})` is {} {number}", kind.name())).collect();
    if list.is_empty() {
        format!("it has none at all; {elsewhere}")
    } else {
        format!("{}; {elsewhere}", list.join(", "))
    }
}

/// Checks that there is a graph below, where a text says so.
fn check_directions(page: &Page, prose: &Prose<'_>, log: &mut Diagnostics) {
    let words = words(&prose.text);
    for pair in words.windows(2) {
        let (what, where_to) = (&prose.text[pair[0].clone()], prose.text[pair[1].clone()].to_lowercase());
        let (Some(kind), true) = (Kind::of(what), is_space(&prose.text[pair[0].end..pair[1].start])) else { continue };
        let all = exhibits(page);
        let mut pieces = all.iter().filter(|exhibit| exhibit.kind == kind).map(|exhibit| exhibit.piece);
        let is_there = match where_to.as_str() {
            "below" | "overleaf" => pieces.any(|piece| piece >= prose.passage.piece),
            "above" => pieces.any(|piece| piece <= prose.passage.piece),
            _ => continue,
        };
        if let (false, Some(place)) = (is_there, prose.place(&(pair[0].start..pair[1].end))) {
            let message = format!("there is no {} {where_to}", what.to_lowercase());
            let hint = match all.iter().find(|exhibit| exhibit.kind == kind) {
                Some(known) => format!("name it: `[](#{})`", known.id),
                None => "show it with a block, link to the page that has it, or take the words out".to_owned(),
            };
            log.error("reference", place, message, hint);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_what_is_typed_as_a_number() {
        for (text, expected) in [
            ("See Table 3, figure 2 and Graph  1.", &["Table 3", "figure 2", "Graph  1"][..]),
            ("chart 2; Figure 12", &["chart 2", "Figure 12"]),
            (
                "see figure 2, the figure 12, Table 3.1, Table A, Tables 1, stable 3, Table 2016",
                &["figure 2", "Tables 1"],
            ),
        ] {
            let found: Vec<&str> = typed(text).into_iter().map(|(.., range)| &text[range]).collect();
            assert_eq!(found, expected, "{text}");
        }
    }
}
