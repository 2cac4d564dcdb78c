//! Tables that are typed in the text. They are for words, such as what is done next and by whom: figures have an order that has
//! to be protected, and downloads, so they are shown with blocks.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::{Piece, Reader};
use crate::ask::Segment;
use crate::ask::passage::{RunKind, TEXT, TYPED_TABLE};
use crate::ask::rich::{self, BracedKind};

/// The edges of a typed table and of its parts; the pieces of a cell stand between its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Typed {
    /// The table and its head begin; what it is about, in words.
    TableBegins(String),
    BodyBegins,
    RowBegins,
    CellBegins(Cell),
    CellEnds(Cell),
    RowEnds,
    TableEnds,
}

/// What a cell says of others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Cell {
    /// The name of a column.
    OfColumn,
    /// The name of a row.
    OfRow,
    Plain,
}

const WORDS_ONLY: &str = "a typed table is for words: put its figures into `data` and show them with a `table` block";

impl Reader<'_, '_> {
    /// Reads a table up to its end. Each of its rows is read as one passage, as a reader takes it in.
    pub(super) fn typed<'t>(
        &mut self,
        events: &mut impl Iterator<Item = (Event<'t>, Range<usize>)>,
        span: &Range<usize>,
    ) {
        for braced in self.braced.clone() {
            if span.contains(&braced.span.start) && braced.kind != BracedKind::Note {
                self.report("typed-table", braced.span, "a table typed by hand holds a figure", WORDS_ONLY);
            }
        }
        self.asking.passages.at(self.body.pieces.len());
        self.asking.passages.enter_block(TYPED_TABLE);
        let about = self.about();
        self.edge(Typed::TableBegins(about));
        let mut in_head = true;
        let mut column = 0;
        let mut before = 0;
        for (event, span) in events.by_ref() {
            let cell = match (in_head, column) {
                (true, _) => Cell::OfColumn,
                (false, 0) => Cell::OfRow,
                (false, _) => Cell::Plain,
            };
            match event {
                Event::End(TagEnd::Table) => break,
                Event::Start(Tag::TableHead) => {}
                Event::End(TagEnd::TableHead) => {
                    self.asking.passages.close();
                    self.edge(Typed::BodyBegins);
                    (in_head, column) = (false, 0);
                }
                Event::Start(Tag::TableRow) => self.edge(Typed::RowBegins),
                Event::End(TagEnd::TableRow) => {
                    self.asking.passages.close();
                    self.edge(Typed::RowEnds);
                    column = 0;
                }
                Event::Start(Tag::TableCell) => {
                    if column > 0 {
                        let place = rich::place(self.source, self.offset + span.start..self.offset + span.start);
                        self.asking.passages.push("; ", place, RunKind::Plain);
                    }
                    self.edge(Typed::CellBegins(cell));
                    before = self.body.pieces.len();
                }
                Event::End(TagEnd::TableCell) => {
                    if self.body.pieces.len() == before {
                        let hint = "say in a word why there is nothing, such as \"none\", or name the column";
                        self.report("empty-cell", span, "a cell of this table is empty", hint);
                    }
                    self.edge(Typed::CellEnds(cell));
                    column += 1;
                }
                event => self.event(event, span),
            }
        }
        self.edge(Typed::TableEnds);
        self.asking.passages.enter_block(TEXT);
    }

    fn edge(&mut self, edge: Typed) {
        self.body.pieces.push(Piece::Typed(edge));
    }

    /// What the table is about: the heading above it, unless figures stand in that.
    fn about(&self) -> String {
        let heading = self.body.headings.last().map(|heading| heading.text.as_slice()).unwrap_or_default();
        let words: Option<Vec<&str>> = heading
            .iter()
            .filter(|part| !matches!(part, Segment::Note(_)))
            .map(|part| match part {
                Segment::Text(text) => Some(text.as_str()),
                _ => None,
            })
            .collect();
        match words.map(|words| words.concat().trim().to_owned()).filter(|words| !words.is_empty()) {
            Some(words) => words,
            None => self.asking.say("table-name", &[]),
        }
    }
}
