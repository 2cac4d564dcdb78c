//! A map as HTML, and its figures in words.

use minijinja::{Value, context};

use super::{data_table, figure_label, link, lower_first, own_table, shorthand, table, table_label};
use crate::ask::AreaMap;
use crate::diagnostic::Diagnostics;
use crate::language::Strings;
use crate::protect::{Marker, Protected, Published};
use crate::render::chart::map;
use crate::render::embed::{self, Exhibit};
use crate::render::figure;
use crate::render::href::value;
use crate::render::page::View;
use crate::render::picture::Picture;
use crate::render::withheld;

/// What is drawn for a map: published values only.
pub(in crate::render) fn map_drawing(protected: &Protected, map: &AreaMap, strings: &Strings) -> map::AreaMap {
    let answer = |(name, question): &(String, _)| (name.clone(), protected.answers.get(*question).clone());
    map::AreaMap {
        id: format!("{}-drawing", map.id),
        title: figure::plain(protected, &map.headline),
        description: reading(protected, map, strings),
        unit: map.unit.clone(),
        percentages: map.percentages,
        areas: map.areas.iter().map(answer).collect(),
        outlines: map.outlines.clone(),
        ground: strings.say("map-ground", &[]),
        strings: strings.clone(),
    }
}

/// What the map shows, then its highest and lowest figures of those shown, and where there is none.
pub(in crate::render) fn reading(protected: &Protected, map: &AreaMap, strings: &Strings) -> String {
    let answers: Vec<(&str, &Published)> =
        map.areas.iter().map(|(name, question)| (name.as_str(), protected.answers.get(*question))).collect();
    let subtitle = lower_first(&figure::plain(protected, &map.subtitle));
    let mut sentences = vec![strings.say("map-of", &[("subject", &subtitle)])];
    let values = || {
        answers.iter().filter_map(|(_, answer)| match answer {
            Published::Shown(shown) => Some(shown.on_axis()),
            Published::Marked(_) => None,
        })
    };
    let mut say = |key: &str, chosen: &dyn Fn(&Published) -> bool| {
        let named: Vec<&(&str, &Published)> = answers.iter().filter(|(_, answer)| chosen(answer)).collect();
        if let Some((_, answer)) = named.first() {
            let areas = named.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(", ");
            sentences.push(strings.say(key, &[("areas", &areas), ("figure", &answer.text())]));
        }
    };
    let is =
        |wanted: f64| move |answer: &Published| matches!(answer, Published::Shown(shown) if shown.on_axis() == wanted);
    if let (Some(low), Some(high)) = (values().reduce(f64::min), values().reduce(f64::max)) {
        if low == high {
            say("map-alike", &is(high));
        } else {
            say("map-highest", &is(high));
            say("map-lowest", &is(low));
        }
    }
    say("map-withheld", &|answer| matches!(answer, Published::Marked(Marker::Confidential)));
    say("map-without", &|answer| matches!(answer, Published::Marked(marker) if *marker != Marker::Confidential));
    sentences.join(" ")
}

/// A map as HTML, with its own table where it has one.
pub(in crate::render) fn map(view: &View<'_>, map: &AreaMap, picture: &Picture, log: &mut Diagnostics) -> String {
    let questions = map.areas.iter().map(|(_, question)| *question);
    let (shorthand, confidential) = shorthand(view, questions);
    let notes: Vec<Value> = map.notes.iter().map(|note| figure::safe(view, note, log)).collect();
    let (table_id, table_number) = data_table(view.page, &map.data);
    let label = figure_label(view.strings, map.number);
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
        text => reading(view.protected, map, view.strings),
        downloads => downloads,
        elsewhere => embed::offer(view, Exhibit::Map(map, picture), log),
    };
    let html = view.render("map.html", context! { map => context }, log).unwrap_or_default();
    match own_table(&map.data) {
        Some(own) => html + &table(view, own, log),
        None => html,
    }
}
