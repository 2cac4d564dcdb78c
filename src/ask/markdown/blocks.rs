//! The fenced blocks of a page: what is seen at a glance, tables, charts, diagrams, key figures, lists of pages
//! and calendars. Any other fenced text is code.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, CowStr, Event, Tag};

use super::{Piece, Reader};
use crate::ask::passage::TEXT;
use crate::ask::{calendar, chart, glance, key_figures, map, sections, structure, table};
use crate::diagnostic::{Diagnostics, Place, nearest};
use crate::load::yaml::Document;

const BLOCKS: [&str; 9] = [
    "at-a-glance",
    "table",
    "chart",
    "map",
    "structure",
    "key-figures",
    "pages",
    "calendar",
    "accessibility-statement",
];

impl Reader<'_, '_> {
    pub(super) fn fenced(&mut self, info: &str, inside: Range<usize>, span: Range<usize>) {
        self.asking.passages.at(self.body.pieces.len());
        let inner = self.offset + inside.start..self.offset + inside.end;
        let written = self.source.text[self.offset + span.start..self.offset + span.end].trim_end();
        let opening = span.start..span.start + written.lines().next().map_or(0, str::len);
        if !written.lines().skip(1).last().is_some_and(|line| line.trim_end().ends_with(['`', '~'])) {
            self.unread = true;
            let hint = "put a line with only ``` after its last line";
            return self.report("unclosed-block", opening, "the block that begins here is never closed", hint);
        }
        if !BLOCKS.contains(&info) {
            match nearest(info, BLOCKS) {
                Some(block) => {
                    self.unread = true;
                    let hint = format!("did you mean `{block}`?");
                    self.report("block", opening, &format!("there is no block `{info}`"), &hint);
                }
                None => {
                    let tag = Tag::CodeBlock(CodeBlockKind::Fenced(CowStr::from(info.to_owned())));
                    let end = Event::End(tag.to_end());
                    let text = self.source.text[inner].to_owned();
                    let events = [Event::Start(tag), Event::Text(text.into()), end];
                    self.body.pieces.extend(events.into_iter().map(Piece::Event));
                }
            }
            return;
        }
        let Some(document) = Document::parse(self.source, inner, self.asking.log) else {
            self.unread = true;
            return;
        };
        self.asking.passages.enter_block(&format!("a block `{info}`"));
        match info {
            "at-a-glance" => self.glance(&document, opening),
            "table" => {
                self.tables += 1;
                if let Some(table) = table::lay_out(&document, self.tables, self.asking) {
                    self.claim(&table.id, &span);
                    self.body.pieces.push(Piece::Table(Box::new(table)));
                } else {
                    self.unread = true;
                    self.keep_name(&document);
                }
            }
            "structure" => {
                self.charts += 1;
                if let Some(structure) = structure::lay_out(&document, self.charts, self.asking) {
                    self.claim(&structure.id, &span);
                    self.body.pieces.push(Piece::Structure(Box::new(structure)));
                } else {
                    self.keep_name(&document);
                }
            }
            "pages" => match sections::lay_out(&document, self.asking) {
                Some(listing) => self.body.pieces.push(Piece::Listing(Box::new(listing))),
                None => self.unread = true,
            },
            "calendar" => {
                if let Some(calendar) = calendar::lay_out(&document, self.asking) {
                    self.claim(calendar::ANCHOR, &span);
                    self.body.pieces.push(Piece::Calendar(Box::new(calendar)));
                }
            }
            "chart" => {
                self.charts += 1;
                if let Some(chart) = chart::lay_out(&document, self.charts, self.tables + 1, self.asking) {
                    self.claim(&chart.id, &span);
                    self.tabulate(&chart.data, chart.table_place.as_ref(), &span);
                    self.body.pieces.push(Piece::Chart(Box::new(chart)));
                } else {
                    self.keep_name(&document);
                }
            }
            "map" => {
                self.charts += 1;
                if let Some(map) = map::lay_out(&document, self.charts, self.tables + 1, self.asking) {
                    self.claim(&map.id, &span);
                    self.tabulate(&map.data, map.table_place.as_ref(), &span);
                    self.body.pieces.push(Piece::Map(Box::new(map)));
                } else {
                    self.keep_name(&document);
                }
            }
            "accessibility-statement" => {
                let place =
                    crate::ask::rich::place(self.source, self.offset + opening.start..self.offset + opening.end);
                if !document.root().is_nothing() {
                    let hint = "write it into `accessibility.yaml` beside `site.yaml`, and leave the block empty";
                    self.report(
                        "accessibility",
                        opening,
                        "an accessibility statement is not written on its page",
                        hint,
                    );
                }
                self.body.pieces.push(Piece::Accessibility(place));
            }
            _ => {
                let figures = key_figures::lay_out(&document, self.asking);
                self.body.pieces.push(Piece::KeyFigures(figures));
            }
        }
        self.asking.passages.enter_block(TEXT);
    }

    /// The first screen of a page, which nothing can stand before.
    fn glance(&mut self, document: &Document, opening: Range<usize>) {
        if !self.body.pieces.is_empty() {
            let hint = "move the block to the top of the page, before its first words";
            self.report("glance", opening.clone(), "a page is seen at a glance before anything else", hint);
        }
        if let Some(glance) = glance::lay_out(document, self.asking) {
            self.claim(glance::ANCHOR, &opening);
            self.body.pieces.push(Piece::Glance(Box::new(glance)));
        }
    }

    /// Where the figures of a chart or map stand as a table.
    fn tabulate(&mut self, data: &chart::DataTable, place: Option<&Place>, span: &Range<usize>) {
        match data {
            chart::DataTable::Own(table) => {
                self.tables += 1;
                self.claim(&table.id, span);
            }
            chart::DataTable::Named(id) => self.named.extend(place.map(|place| (id.clone(), place.clone()))),
        }
    }

    /// A block that cannot be used is still there: its problem has been told, and links to it are none.
    fn keep_name(&mut self, document: &Document) {
        let id = document.root().get("id").and_then(|node| node.text(&mut Diagnostics::default()));
        self.body.anchors.extend(id);
    }

    fn claim(&mut self, id: &str, span: &Range<usize>) {
        if super::is_kept(id) || !self.body.anchors.insert(id.to_owned()) {
            let message = format!("the name `{id}` is taken on this page");
            self.report("same-id", span.clone(), &message, "give this block another `id`");
        }
    }

    /// A chart may point to a table block that stands after it.
    pub(super) fn check_table_names(&mut self) {
        if self.unread {
            return;
        }
        let tables: Vec<&str> = self.body.pieces.iter().filter_map(table_id).collect();
        for (id, place) in self.named.iter().filter(|(id, _)| !tables.contains(&id.as_str())) {
            let message = format!("there is no table `{id}` on this page");
            let hint = match nearest(id, tables.iter().copied()) {
                Some(table) => format!("did you mean `{table}`?"),
                None => "give a `table` block that `id`, or take `table:` out of the chart".to_owned(),
            };
            self.asking.log.error("no-table", place.clone(), message, hint);
        }
    }
}

fn table_id(piece: &Piece) -> Option<&str> {
    match piece {
        Piece::Table(table) => Some(&table.id),
        _ => None,
    }
}
