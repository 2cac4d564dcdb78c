//! What of a page's markdown is read as one: where passages begin and end, and what the words in them are.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Tag, TagEnd};

use super::Reader;
use crate::ask::passage::RunKind;
use crate::ask::rich;
use crate::diagnostic::Place;

impl Reader<'_, '_> {
    /// Follows an event: ends passages with their blocks, and notes what is no plain text.
    pub(super) fn delimit(&mut self, event: &Event<'_>, span: &Range<usize>) {
        match event {
            Event::Start(Tag::Link { dest_url, title, .. }) => {
                if !title.is_empty() {
                    let place = self.passage_place(span);
                    self.asking.passages.aside(title, place);
                }
                if dest_url.starts_with("http:") || dest_url.starts_with("https:") {
                    self.words = RunKind::Cited;
                }
            }
            Event::Start(Tag::CodeBlock(CodeBlockKind::Indented)) => {
                self.asking.passages.close();
                self.words = RunKind::Code;
            }
            Event::End(TagEnd::CodeBlock) => {
                self.asking.passages.close();
                self.words = RunKind::Plain;
            }
            Event::End(TagEnd::Link) => {
                self.words = RunKind::Plain;
                self.asking.passages.end_link();
            }
            Event::Start(Tag::List(first)) => {
                self.asking.passages.close();
                self.numbering.push(first.filter(|first| *first != 1));
            }
            Event::End(TagEnd::List(_)) => {
                self.asking.passages.close();
                self.numbering.pop();
            }
            Event::Start(Tag::Item) => {
                self.asking.passages.close();
                self.marker(span);
            }
            Event::Start(tag) if is_block(tag) => self.close_passage(),
            Event::End(TagEnd::Paragraph | TagEnd::Item | TagEnd::BlockQuote(_) | TagEnd::HtmlBlock) => {
                self.asking.passages.close();
            }
            Event::SoftBreak | Event::HardBreak => {
                let place = self.passage_place(span);
                self.asking.passages.push(" ", place, RunKind::Plain);
            }
            Event::Code(text) => {
                let (text, place) = (self.unmasked(text, span), self.passage_place(span));
                self.asking.passages.push(text, place, RunKind::Code);
            }
            Event::FootnoteReference(name) => {
                let place = self.passage_place(span);
                self.asking.passages.push(name.to_string(), place, RunKind::Note);
            }
            _ => {}
        }
    }

    /// The words of a text event.
    pub(super) fn passage_words(&mut self, text: &str, span: &Range<usize>) {
        let verbatim = self.source.text.get(self.offset + span.start..self.offset + span.start + text.len());
        let end = if verbatim == Some(text) { span.start + text.len() } else { span.end };
        let place = self.passage_place(&(span.start..end));
        self.asking.passages.push(text, place, self.words);
    }

    /// The first paragraph of a list's item goes on after the item's own number.
    fn close_passage(&mut self) {
        if !self.asking.passages.is_only_marker() {
            self.asking.passages.close();
        }
    }

    /// A list that begins with another number than 1 shows numbers that its author chose.
    fn marker(&mut self, span: &Range<usize>) {
        let Some(Some(number)) = self.numbering.last_mut() else { return };
        let text = format!("{number}. ");
        *number += 1;
        let end = self.source.text[self.offset + span.start..].find(' ').unwrap_or(1);
        let place = self.passage_place(&(span.start..span.start + end));
        self.asking.passages.push(text, place, RunKind::Marker);
    }

    fn passage_place(&self, span: &Range<usize>) -> Place {
        rich::place(self.source, self.offset + span.start..self.offset + span.end)
    }
}

fn is_block(tag: &Tag<'_>) -> bool {
    matches!(tag, Tag::Paragraph | Tag::BlockQuote(_) | Tag::HtmlBlock | Tag::Table(_))
}
