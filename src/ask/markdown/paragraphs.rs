//! The numbers of a paper's paragraphs: one continuous run, the same on the screen and on paper.

use pulldown_cmark::{Event, Tag, TagEnd};

use super::{Body, Foot, Piece};

/// What a number stands before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Numbered {
    Paragraph,
    /// An item of a list that no paragraph introduces.
    Item,
}

/// The address of a paragraph inside its page: `p24`.
pub(crate) fn anchor(number: usize) -> String {
    format!("p{number}")
}

/// Whether a name is kept for paragraphs.
pub(in crate::ask) fn is_anchor(name: &str) -> bool {
    name.strip_prefix('p').is_some_and(|rest| !rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Numbers every paragraph of the text that is no part of something else. A list belongs to the paragraph before it; where
/// it follows a heading or a block, each of its items has a number.
pub(super) fn number(body: &mut Body) {
    let (mut number, mut depth, mut introduced) = (0, 0_usize, false);
    let mut counted_list = None;
    for piece in &mut body.pieces {
        let mut count = |kind| {
            number += 1;
            body.anchors.insert(anchor(number));
            Piece::Numbered(number, kind)
        };
        match piece {
            Piece::Foot(Foot::ListBegins) => break,
            Piece::Event(Event::Start(tag)) => {
                let starts = match tag {
                    Tag::Paragraph if depth == 0 => Some(Numbered::Paragraph),
                    Tag::Item if counted_list == Some(depth) => Some(Numbered::Item),
                    _ => None,
                };
                match tag {
                    Tag::Heading { .. } => introduced = false,
                    Tag::List(_) if depth == 0 && !introduced => counted_list = Some(1),
                    _ => {}
                }
                depth += 1;
                if let Some(kind) = starts {
                    introduced = true;
                    *piece = count(kind);
                }
            }
            Piece::Event(Event::End(tag)) => {
                depth = depth.saturating_sub(1);
                if depth == 0 && matches!(tag, TagEnd::List(_)) {
                    counted_list = None;
                }
            }
            Piece::Table(_) | Piece::Chart(_) | Piece::KeyFigures(_) | Piece::Glance(_) => introduced = false,
            Piece::Listing(_) | Piece::Calendar(_) | Piece::Accessibility(_) => introduced = false,
            _ => {}
        }
    }
}
