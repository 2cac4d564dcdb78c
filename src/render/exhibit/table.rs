//! A table as HTML, and as the file that a reader takes away.

use minijinja::{Value, context};

use super::{link, mark_of, shorthand, shorthand_of, table_label};
use crate::ask::{Page, QuestionId, Table};
use crate::diagnostic::Diagnostics;
use crate::download::{self, Download, TableFile};
use crate::language::Strings;
use crate::protect::Published;
use crate::render::embed::{self, Exhibit};
use crate::render::figure;
use crate::render::href::value;
use crate::render::page::{View, stem};
use crate::render::withheld;

/// Stands in a heading where the series breaks.
const BREAK: &str = "[b]";

/// The mark of a break.
pub(super) fn mark(breaks: bool, strings: &Strings) -> Option<Value> {
    breaks.then(|| context! { text => BREAK, word => strings.say("marker-b", &[]) })
}

/// Where a table's download lies: `downloads/topics-missing-county.csv`.
fn csv_path(page: &Page, table: &Table) -> String {
    let stem = stem(&page.path);
    format!("downloads/{stem}-{}.csv", table.id)
}

fn has_breaks(table: &Table) -> bool {
    table.columns.iter().any(|column| column.breaks) || table.rows.iter().any(|row| row.breaks)
}

fn cell(view: &View<'_>, question: QuestionId) -> Value {
    let answer = view.protected.answers.get(question);
    let word = match answer {
        Published::Marked(marker) => figure::said(*marker, view.strings),
        Published::Shown(_) => String::new(),
    };
    let mark = mark_of(view, answer);
    context! { text => answer.text(), marker => matches!(answer, Published::Marked(_)), word => word, mark => mark }
}

/// The shorthand that some figures use, and that of breaks where a table has any.
pub(in crate::render) fn shorthand_list(
    view: &View<'_>,
    questions: impl IntoIterator<Item = QuestionId>,
    table: Option<&Table>,
) -> Vec<Value> {
    let (mut list, _) = shorthand(view, questions.into_iter());
    if table.is_some_and(has_breaks) {
        list.push(context! { letters => BREAK, word => view.strings.say("marker-b", &[]) });
    }
    list
}

/// A table as HTML.
pub(in crate::render) fn table(view: &View<'_>, table: &Table, log: &mut Diagnostics) -> String {
    let cells = || table.rows.iter().flat_map(|row| row.cells.iter().copied());
    let (_, confidential) = shorthand(view, cells());
    let shorthand = shorthand_list(view, cells(), Some(table));
    let (columns, rows) = grid(view, table);
    let notes: Vec<Value> = table.notes.iter().map(|note| figure::safe(view, note, log)).collect();
    let label = table_label(view.strings, table.number);
    let own = view.tables.iter().find(|(file, _)| file.id == table.id);
    let downloads: Vec<Value> = own.iter().map(|(_, [csv, _])| link(view, &label, csv)).collect();
    let context = context! {
        id => table.id.clone(),
        label => label,
        caption => figure::safe(view, &table.caption, log),
        subtitle => figure::safe(view, &table.subtitle, log),
        notes => notes,
        shorthand => shorthand,
        shorthand_href => confidential.then(|| value(&withheld::href(view, Some(&table.id)))),
        row_heading => table.row_heading.clone(),
        columns => columns,
        rows => rows,
        downloads => downloads,
        elsewhere => embed::offer(view, Exhibit::Table(table), log),
        sources => sources(view, table),
    };
    view.render("table.html", context! { table => context }, log).unwrap_or_default()
}

/// The columns and rows of a table, for a template.
pub(in crate::render) fn grid(view: &View<'_>, table: &Table) -> (Vec<Value>, Vec<Value>) {
    let rows = table.rows.iter().map(|row| {
        let cells: Vec<Value> = row.cells.iter().map(|question| cell(view, *question)).collect();
        context! { label => row.label.clone(), mark => mark(row.breaks, view.strings), total => row.total, cells => cells }
    });
    let columns = table.columns.iter().map(
        |column| context! { label => column.label.clone(), mark => mark(column.breaks, view.strings), unit => () },
    );
    (columns.collect(), rows.collect())
}

/// Where a table's figures come from, and their licence where it is not the site's.
pub(in crate::render) fn sources(view: &View<'_>, table: &Table) -> Vec<String> {
    let of_site = view.protected.site.licence.map(|licence| licence.id);
    let licence = table.licence.filter(|licence| Some(licence.id) != of_site);
    let under = licence.map(|licence| view.strings.say("source-licence", &[("licence", licence.name)]));
    table.source.iter().cloned().chain(under).collect()
}

/// A table as it is downloaded, with its CSV and the metadata of that.
pub(in crate::render) fn table_files(view: &View<'_>, table: &Table) -> (TableFile, [Download; 2]) {
    let (file, site) = (table_file(view, table), &view.protected.site);
    let downloads = download::of_table(&file, &view.voice().tag, site.licence.map(|licence| licence.href));
    (file, downloads)
}

fn table_file(view: &View<'_>, table: &Table) -> TableFile {
    let answer = |question: &QuestionId| view.protected.answers.get(*question).clone();
    let figure = |question: &QuestionId| view.protected.expression(*question).map(str::to_owned);
    let label = |label: &str, breaks: bool| if breaks { format!("{label} {BREAK}") } else { label.to_owned() };
    let columns = table.columns.iter().map(|column| label(&column.label, column.breaks));
    let header = std::iter::once(table.row_heading.clone()).chain(columns);
    let cells = table.rows.iter().flat_map(|row| row.cells.iter().copied());
    let (mut shorthand, _) = shorthand_of(view, cells);
    if has_breaks(table) {
        shorthand.push((BREAK.to_owned(), view.strings.say("marker-b", &[])));
    }
    TableFile {
        path: csv_path(view.page, table),
        number: table.number,
        id: table.id.clone(),
        caption: figure::plain(view.protected, &table.caption),
        subtitle: figure::plain(view.protected, &table.subtitle),
        shorthand,
        notes: table.notes.iter().map(|note| figure::plain(view.protected, note)).collect(),
        sources: sources(view, table),
        header: header.collect(),
        rows: table
            .rows
            .iter()
            .map(|row| (label(&row.label, row.breaks), row.cells.iter().map(answer).collect()))
            .collect(),
        figures: table.rows.iter().map(|row| row.cells.iter().map(figure).collect()).collect(),
    }
}
