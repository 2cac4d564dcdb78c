//! Tables, charts and key figures as HTML, with what a reader needs around them.

mod key_figures;
mod map;
mod reading;
mod structure;
mod table;

use std::collections::BTreeSet;

use minijinja::{Value, context};

use super::chart::look::Looks;
use super::chart::{ChartKind, Drawing, Series, Sketch};
use super::embed::{self, Exhibit};
use super::figure;
use super::href::{relative, value};
use super::page::View;
use super::picture::Picture;
use super::{revisions, withheld};
use crate::ask::{Chart, DataTable, Page, QuestionId, Table};
use crate::diagnostic::Diagnostics;
use crate::download::Download;
use crate::language::Strings;
use crate::protect::{Marker, Protected, Published};
pub(super) use key_figures::key_figures;
pub(super) use map::{description as map_description, map, map_drawing};
pub(super) use reading::counts;
pub(super) use structure::{diagram, structure};
pub(super) use table::{grid, shorthand_list, sources, table, table_files};

/// The own table of a chart or map, where it does not point to one of the page.
pub(super) fn own_table(data: &DataTable) -> Option<&Table> {
    match data {
        DataTable::Own(table) => Some(table),
        DataTable::Named(_) => None,
    }
}

/// The shorthand that some figures use, for the sentence above them, and whether some are withheld.
fn shorthand(view: &View<'_>, questions: impl Iterator<Item = QuestionId>) -> (Vec<Value>, bool) {
    let (list, confidential) = shorthand_of(view, questions);
    (list.into_iter().map(|(letters, word)| context! { letters, word }).collect(), confidential)
}

/// Each shorthand with its word, and whether something is withheld.
fn shorthand_of(view: &View<'_>, questions: impl Iterator<Item = QuestionId>) -> (Vec<(String, String)>, bool) {
    let (mut used, mut revised) = (BTreeSet::new(), false);
    for question in questions {
        match view.protected.answers.get(question) {
            Published::Marked(marker) => {
                used.insert(*marker);
            }
            Published::Shown(shown) => revised |= shown.is_revised(),
        }
    }
    let mut list: Vec<(String, String)> =
        used.iter().map(|marker| (format!("[{}]", marker.letters()), figure::said(*marker, view.strings))).collect();
    if revised {
        list.push((revisions::letters().to_owned(), view.strings.say("marker-revised", &[])));
    }
    (list, used.contains(&Marker::Confidential))
}

/// The mark beside an answer that is shown, where it has one.
fn mark_of(view: &View<'_>, answer: &Published) -> Option<Value> {
    let is_revised = matches!(answer, Published::Shown(shown) if shown.is_revised());
    is_revised.then(|| revisions::mark(view.strings))
}

/// The link to a file with all tables of the page.
pub(super) fn page_link(view: &View<'_>, download: &Download) -> Value {
    let key = if download.format == "ODS" { "download-workbook" } else { "download-tables" };
    let size = download.size();
    let values = [("format", download.format), ("size", size.as_str())];
    context! {
        href => value(&relative(&view.path, &download.path)),
        name => download.name().to_owned(),
        text => view.strings.say(key, &values),
    }
}

/// The link to a file of a table or chart, for a template.
fn link(view: &View<'_>, subject: &str, download: &Download) -> Value {
    let size = download.size();
    let values = [("subject", subject), ("format", download.format), ("size", size.as_str())];
    context! {
        href => value(&relative(&view.path, &download.path)),
        name => download.name().to_owned(),
        text => view.strings.say("download", &values),
    }
}

/// What is drawn for a chart: published values only.
pub(super) fn drawing(
    protected: &Protected,
    page: &Page,
    chart: &Chart,
    looks: &Looks<'_>,
    strings: &Strings,
) -> Drawing {
    let series = chart.series.iter().zip(looks.of_series(chart)).map(|((name, questions), look)| Series {
        name: name.clone(),
        values: questions.iter().map(|question| protected.answers.get(*question).clone()).collect(),
        look,
    });
    Drawing {
        id: format!("{}-drawing", chart.id),
        kind: chart.kind,
        title: figure::plain(protected, &chart.headline),
        description: strings.say(
            "drawing-description",
            &[
                ("description", &description(protected, chart, strings)),
                ("table", &table_label(strings, data_table(page, &chart.data).1)),
            ],
        ),
        unit: chart.unit.clone(),
        percentages: chart.percentages,
        categories: chart.categories.clone(),
        breaks: chart.breaks.clone(),
        series: series.collect(),
        strings: strings.clone(),
    }
}

/// One sentence: the kind of chart, and what it shows.
pub(super) fn description(protected: &Protected, chart: &Chart, strings: &Strings) -> String {
    let key = match (chart.kind, chart.series.len()) {
        (ChartKind::Bar, 0 | 1) => "bar-chart-of",
        (ChartKind::Bar, _) => "grouped-chart-of",
        (ChartKind::Stacked, _) => "stacked-chart-of",
        (ChartKind::Line, _) => "line-chart-of",
        (ChartKind::Sketch(Sketch::Slope), _) => "slope-of",
        (ChartKind::Sketch(Sketch::Panels(_)), _) => "small-multiples-of",
        (ChartKind::Sketch(Sketch::DotRange), _) => "dot-range-of",
    };
    strings.say(key, &[("subject", &figure::plain(protected, &chart.subtitle))])
}

/// The name and number of the table that holds a chart's figures.
pub(super) fn data_table<'a>(page: &'a Page, data: &'a DataTable) -> (&'a str, usize) {
    match data {
        DataTable::Own(table) => (&table.id, table.number),
        DataTable::Named(id) => {
            let named = super::tables(&page.body.pieces).find(|table| table.id == *id);
            (id, named.map_or(0, |table| table.number))
        }
    }
}

/// `Table 2`
pub(super) fn table_label(strings: &Strings, number: usize) -> String {
    strings.say("table-number", &[("number", &number.to_string())])
}

/// `Figure 2`
pub(super) fn figure_label(strings: &Strings, number: usize) -> String {
    strings.say("figure-number", &[("number", &number.to_string())])
}

/// A chart as HTML.
pub(super) fn chart(view: &View<'_>, chart: &Chart, picture: &Picture, log: &mut Diagnostics) -> String {
    let questions = chart.series.iter().flat_map(|(_, questions)| questions.iter().copied());
    let (shorthand, confidential) = shorthand(view, questions);
    let notes: Vec<Value> = chart.notes.iter().map(|note| figure::safe(view, note, log)).collect();
    let (table_id, table_number) = data_table(view.page, &chart.data);
    let label = figure_label(view.strings, chart.number);
    let what = description(view.protected, chart, view.strings);
    let downloads: Vec<Value> = picture.downloads.iter().map(|download| link(view, &label, download)).collect();
    let context = context! {
        id => chart.id.clone(),
        label => label,
        headline => figure::safe(view, &chart.headline, log),
        subtitle => figure::safe(view, &chart.subtitle, log),
        svg => Value::from_safe_string(picture.svg.clone()),
        notes => notes,
        shorthand => shorthand,
        shorthand_href => confidential.then(|| value(&withheld::href(view, Some(table_id)))),
        sources => chart.source.clone().into_iter().collect::<Vec<String>>(),
        table_id => table_id.to_owned(),
        table_href => value(&view.anchor(table_id)),
        table_label => table_label(view.strings, table_number),
        text => what.clone(),
        reading => reading::reading(view, chart, &what, log),
        downloads => downloads,
        elsewhere => embed::offer(view, Exhibit::Chart(chart, picture), log),
    };
    let html = view.render("chart.html", context! { chart => context }, log).unwrap_or_default();
    match own_table(&chart.data) {
        Some(own) => html + &table(view, own, log),
        None => html,
    }
}
