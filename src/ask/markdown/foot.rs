//! The notes at the foot of a page: the definitions that were found in it, in the order of their numbers.

use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, Tag, TagEnd};

use super::{Foot, Piece, Reader};
use crate::ask::notes::{Note, anchor};
use crate::ask::rich;
use crate::diagnostic::{Place, nearest};

/// `[^name]: text`, as it was found.
pub(super) struct Definition<'t> {
    name: String,
    span: Range<usize>,
    events: Vec<(Event<'t>, Range<usize>)>,
}

impl<'t> Definition<'t> {
    /// Takes the events of a definition up to its end.
    pub(super) fn take(
        name: String,
        span: Range<usize>,
        events: &mut impl Iterator<Item = (Event<'t>, Range<usize>)>,
    ) -> Self {
        let mut depth = 0;
        let inside = events.take_while(|(event, _)| {
            match event {
                Event::Start(Tag::FootnoteDefinition(_)) => depth += 1,
                Event::End(TagEnd::FootnoteDefinition) if depth == 0 => return false,
                Event::End(TagEnd::FootnoteDefinition) => depth -= 1,
                _ => {}
            }
            true
        });
        Self { name, span, events: inside.collect() }
    }
}

impl Reader<'_, '_> {
    /// Sets the notes in order, and reports those that nothing refers to, that are missing, or that have one name.
    pub(super) fn foot(&mut self, definitions: Vec<Definition<'_>>) {
        let mut known: Vec<Definition<'_>> = Vec::new();
        for definition in definitions {
            match known.iter().find(|known| known.name == definition.name) {
                Some(first) => {
                    let (line, _) = self.source.line_and_column(self.offset + first.span.start);
                    let message = format!("the note `{}` is defined twice; first on line {line}", definition.name);
                    self.report("same-note", definition.span, &message, "give one of the two another name");
                }
                None => known.push(definition),
            }
        }
        let names: Vec<String> = known.iter().map(|definition| definition.name.clone()).collect();
        let spans: Vec<Range<usize>> = known.iter().map(|definition| definition.span.clone()).collect();
        let mut written = vec![false; known.len()];
        let mut number = 1;
        while let Some(note) = self.asking.notes.get(number) {
            if number == 1 {
                let title = (Event::Text(self.asking.say("notes", &[]).into()), 0..0);
                self.heading(HeadingLevel::H2, vec![title], 0..0);
                self.body.pieces.push(Piece::Foot(Foot::ListBegins));
            }
            self.body.pieces.push(Piece::Foot(Foot::NoteBegins(number)));
            match note {
                Note::Standing(text) => {
                    let paragraph =
                        [Event::Start(Tag::Paragraph), Event::Text(text.into()), Event::End(TagEnd::Paragraph)];
                    self.body.pieces.extend(paragraph.map(Piece::Event));
                }
                Note::Named(name) => {
                    if let Some(position) = names.iter().position(|known| *known == name) {
                        written[position] = true;
                        let events = std::mem::take(&mut known[position].events);
                        self.note(events);
                    }
                }
            }
            self.body.pieces.push(Piece::Foot(Foot::NoteEnds));
            self.body.anchors.insert(anchor(number));
            number += 1;
        }
        if number > 1 {
            self.body.pieces.push(Piece::Foot(Foot::ListEnds));
        }
        self.check_note_names(&names, &spans, &written);
    }

    fn note(&mut self, events: Vec<(Event<'_>, Range<usize>)>) {
        for (event, span) in events {
            let text_only = "a note holds text only";
            match event {
                Event::Start(Tag::CodeBlock(_) | Tag::Heading { .. } | Tag::FootnoteDefinition(_) | Tag::Table(_)) => {
                    self.report("note", span, text_only, "put what is more than a few sentences into the page itself");
                }
                event => self.event(event, span),
            }
        }
    }

    /// A misspelt name is one mistake: a note that it nearly names is not told as well.
    fn check_note_names(&mut self, names: &[String], spans: &[Range<usize>], written: &[bool]) {
        let mut meant: Vec<&str> = Vec::new();
        let missing: Vec<(String, Place)> =
            self.asking.notes.references().iter().filter(|(name, _)| !names.contains(name)).cloned().collect();
        for (name, place) in missing {
            let found = nearest(&name, names.iter().map(String::as_str));
            meant.extend(found);
            let hint = match found {
                Some(found) => format!("did you mean `[^{found}]`?"),
                None => format!("say what it is in a line of its own: `[^{name}]: …`"),
            };
            self.asking.log.error("no-note", place, format!("this page has no note `{name}`"), hint);
        }
        for ((name, span), _) in names.iter().zip(spans).zip(written).filter(|(_, written)| !**written) {
            if !meant.contains(&name.as_str()) {
                let start = self.offset + span.start;
                let place = rich::place(self.source, start..start + name.len() + 3);
                let hint = format!("write `[^{name}]` after the words that it is about, or take the note out");
                self.asking.log.error("unused-note", place, format!("nothing refers to the note `{name}`"), hint);
            }
        }
    }
}
