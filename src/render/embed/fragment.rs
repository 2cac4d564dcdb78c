//! A figure as a piece of HTML to paste into somebody else's page: without style sheet, menu or script, and in ASCII, so
//! that it reads alike whatever the page around it says of its letters.

use std::fmt::Write as _;

use minijinja::{Value, context};

use super::Exhibit;
use crate::ask::{Body, QuestionId, Rich, Structure, Table};
use crate::diagnostic::Diagnostics;
use crate::download::Download;
use crate::render::exhibit;
use crate::render::figure::plain;
use crate::render::href::value;
use crate::render::page::View;

/// How the name of its file ends.
pub(super) const KIND: &str = "fragment.html";

/// The piece of HTML of a figure, as it is seen from its own page; nothing where the template fails.
pub(super) fn write(view: &View<'_>, exhibit: Exhibit<'_>, log: &mut Diagnostics) -> Option<Download> {
    let (protected, site) = (view.protected, &view.protected.site);
    let path = exhibit.path(view.page, KIND);
    let texts = |list: &[Rich]| list.iter().map(|text| plain(protected, text)).collect::<Vec<String>>();
    let table = exhibit.table(view.page);
    let (subtitle, text, tree, notes, sources, picture) = match exhibit {
        Exhibit::Table(table) => {
            let sources = exhibit::sources(view, table);
            (plain(protected, &table.subtitle), None, Vec::new(), texts(&table.notes), sources, None)
        }
        Exhibit::Chart(chart, picture) => {
            let text = exhibit::description(protected, chart, view.strings);
            let sources = chart.source.clone().into_iter().collect();
            (plain(protected, &chart.subtitle), Some(text), Vec::new(), texts(&chart.notes), sources, Some(picture))
        }
        Exhibit::Map(map, picture) => {
            let text = exhibit::map_description(protected, map, view.strings);
            let sources = map.source.clone().into_iter().collect();
            (plain(protected, &map.subtitle), Some(text), Vec::new(), texts(&map.notes), sources, Some(picture))
        }
        Exhibit::Structure(structure, picture) => {
            let subtitle = structure.subtitle.as_ref().map(|text| plain(protected, text)).unwrap_or_default();
            let sources = structure.source.iter().map(|text| plain(protected, text)).collect();
            let tree = tree(view, structure, &structure.tree);
            (subtitle, None, tree, texts(&structure.notes), sources, Some(picture))
        }
    };
    let full = match &site.address {
        Some(address) => format!("{address}{}#{}", crate::ask::html_of(&view.page.path), exhibit.id()),
        None => view.anchor(exhibit.id()),
    };
    let fragment = context! {
        title => exhibit.title(protected, view.strings),
        subtitle => subtitle,
        shorthand => exhibit::shorthand_list(view, questions(exhibit, table), table),
        svg => picture.map(|picture| Value::from_safe_string(renamed(&picture.svg, view, exhibit))),
        text => text,
        tree => tree,
        table => table.map(|table| in_full(view, table)),
        notes => notes,
        sources => sources,
        page_title => plain(protected, &view.page.title),
        organisation => site.organisation.clone(),
        licence => site.licence.map(|licence| context! { name => licence.name, href => value(licence.href) }),
        href => value(&full),
    };
    let html = view.render("fragment.html", context! { fragment => fragment }, log)?;
    Some(Download { path, format: "HTML", bytes: (ascii(html.trim_end()) + "\n").into_bytes() })
}

fn questions(exhibit: Exhibit<'_>, table: Option<&Table>) -> Vec<QuestionId> {
    let mut questions: Vec<QuestionId> = match exhibit {
        Exhibit::Chart(chart, _) => chart.series.iter().flat_map(|(_, questions)| questions.iter().copied()).collect(),
        Exhibit::Map(map, _) => map.areas.iter().map(|(_, question)| *question).collect(),
        Exhibit::Table(_) | Exhibit::Structure(..) => Vec::new(),
    };
    questions.extend(table.iter().flat_map(|table| &table.rows).flat_map(|row| row.cells.iter().copied()));
    questions
}

fn in_full(view: &View<'_>, table: &Table) -> Value {
    let (columns, rows) = exhibit::grid(view, table);
    let caption = Exhibit::Table(table).title(view.protected, view.strings);
    context! { caption => caption, row_heading => table.row_heading.clone(), columns => columns, rows => rows }
}

fn tree(view: &View<'_>, structure: &Structure, bodies: &[Body]) -> Vec<Value> {
    let list = bodies.iter().map(|body| {
        context! {
            name => plain(view.protected, &body.name),
            level => body.level.and_then(|level| structure.levels.get(level)).cloned(),
            text => body.text.as_ref().map(|text| plain(view.protected, text)),
            below => tree(view, structure, &body.below),
        }
    });
    list.collect()
}

/// The drawing with ids that begin with the file's name, so that several figures can stand on one page.
fn renamed(svg: &str, view: &View<'_>, exhibit: Exhibit<'_>) -> String {
    let old = format!("{}-drawing", exhibit.id());
    let path = exhibit.path(view.page, "drawing");
    let new = path.trim_start_matches(super::FOLDER).replace('.', "-");
    // An id stands behind a quotation mark, behind `#`, or behind another one in a list.
    let mut renamed = svg.to_owned();
    for before in ["=\"", "#", "-title "] {
        renamed = renamed.replace(&format!("{before}{old}"), &format!("{before}{new}"));
    }
    renamed
}

/// HTML with every other letter as a reference.
fn ascii(html: &str) -> String {
    let mut plain = String::with_capacity(html.len());
    for c in html.chars() {
        if c.is_ascii() {
            plain.push(c);
        } else {
            // Writing to a text does not fail.
            let _ = write!(plain, "&#x{:x};", u32::from(c));
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_letters_become_references() {
        assert_eq!(ascii("<p>\u{2212}5 % of Ŵ</p>"), "<p>&#x2212;5 % of &#x174;</p>");
    }
}
