//! Tables that are typed in the text, as HTML: with a caption and headings of rows and columns like every table of the site.

use crate::ask::{Cell, Typed};
use crate::render::href::escape;

/// An edge of a table, row or cell.
pub(super) fn edge(edge: &Typed) -> String {
    match edge {
        // No landmark: a page may have many under one heading.
        Typed::TableBegins(about) => format!(
            "<div class=\"scroll typed\" role=\"group\" tabindex=\"0\" aria-label=\"{about}\">\n<table>\n\
             <caption class=\"visually-hidden\">{about}</caption>\n<thead>\n<tr>\n",
            about = escape(about)
        ),
        Typed::BodyBegins => "</tr>\n</thead>\n<tbody>\n".to_owned(),
        Typed::RowBegins => "<tr>\n".to_owned(),
        Typed::CellBegins(Cell::OfColumn) => "<th scope=\"col\">".to_owned(),
        Typed::CellBegins(Cell::OfRow) => "<th scope=\"row\">".to_owned(),
        Typed::CellBegins(Cell::Plain) => "<td>".to_owned(),
        Typed::CellEnds(Cell::OfColumn | Cell::OfRow) => "</th>\n".to_owned(),
        Typed::CellEnds(Cell::Plain) => "</td>\n".to_owned(),
        Typed::RowEnds => "</tr>\n".to_owned(),
        Typed::TableEnds => "</tbody>\n</table>\n</div>\n".to_owned(),
    }
}
