//! A map as HTML.

use minijinja::{Value, context};

use super::reading::reading;
use super::{data_table, figure_label, link, own_table, shorthand, table, table_label};
use crate::ask::{AreaMap, Page};
use crate::diagnostic::Diagnostics;
use crate::language::Strings;
use crate::protect::Protected;
use crate::render::chart::map;
use crate::render::embed::{self, Exhibit};
use crate::render::figure;
use crate::render::href::value;
use crate::render::page::View;
use crate::render::picture::Picture;
use crate::render::withheld;

/// What is drawn for a map: published values only.
pub(in crate::render) fn map_drawing(
    protected: &Protected,
    page: &Page,
    map: &AreaMap,
    strings: &Strings,
) -> map::AreaMap {
    let same = strings.say("map-same-figures", &[]);
    let table = table_label(strings, data_table(page, &map.data).1);
    let answer = |(name, question): &(String, _)| (name.clone(), protected.answers.get(*question).clone());
    map::AreaMap {
        id: format!("{}-drawing", map.id),
        title: figure::plain(protected, &map.headline),
        description: format!("{} {same} {table}.", description(protected, map, strings)),
        unit: map.unit.clone(),
        percentages: map.percentages,
        areas: map.areas.iter().map(answer).collect(),
        outlines: map.outlines.clone(),
        ground: strings.say("map-ground", &[]),
        strings: strings.clone(),
    }
}

/// One sentence: what the map shows.
pub(in crate::render) fn description(protected: &Protected, map: &AreaMap, strings: &Strings) -> String {
    let subtitle = figure::plain(protected, &map.subtitle);
    strings.say("map-of", &[("subject", &subtitle)])
}

/// A map as HTML, with its own table where it has one.
pub(in crate::render) fn map(view: &View<'_>, map: &AreaMap, picture: &Picture, log: &mut Diagnostics) -> String {
    let questions = map.areas.iter().map(|(_, question)| *question);
    let (shorthand, confidential) = shorthand(view, questions);
    let notes: Vec<Value> = map.notes.iter().map(|note| figure::safe(view, note, log)).collect();
    let (table_id, table_number) = data_table(view.page, &map.data);
    let label = figure_label(view.strings, map.number);
    let what = description(view.protected, map, view.strings);
    let downloads: Vec<Value> = picture.downloads.iter().map(|download| link(view, &label, download)).collect();
    let context = context! {
        id => map.id.clone(),
        label => label,
        headline => figure::safe(view, &map.headline, log),
        subtitle => figure::safe(view, &map.subtitle, log),
        svg => Value::from_safe_string(picture.svg.clone()),
        notes => notes,
        shorthand => shorthand,
        shorthand_href => confidential.then(|| value(&withheld::href(view, Some(table_id)))),
        sources => map.source.clone().into_iter().collect::<Vec<String>>(),
        table_id => table_id.to_owned(),
        table_href => value(&view.anchor(table_id)),
        table_label => table_label(view.strings, table_number),
        text => what.clone(),
        reading => reading(view, map, &what, log),
        downloads => downloads,
        elsewhere => embed::offer(view, Exhibit::Map(map, picture), log),
    };
    let html = view.render("map.html", context! { map => context }, log).unwrap_or_default();
    match own_table(&map.data) {
        Some(own) => html + &table(view, own, log),
        None => html,
    }
}
