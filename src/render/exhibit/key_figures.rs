//! Key figures as HTML, with their lines.

use minijinja::{Value, context};

use super::mark_of;
use super::table::mark;
use crate::ask::{KeyFigure, Line};
use crate::diagnostic::Diagnostics;
use crate::protect::Published;
use crate::render::chart::spark;
use crate::render::figure;
use crate::render::page::View;

/// Key figures as HTML.
pub(in crate::render) fn key_figures(view: &View<'_>, figures: &[KeyFigure], log: &mut Diagnostics) -> String {
    let list = figures.iter().map(|key| {
        let answer = view.protected.answers.get(key.figure);
        let word = match answer {
            Published::Marked(marker) => figure::said(*marker, view.strings),
            Published::Shown(_) => String::new(),
        };
        context! {
            value => answer.text(),
            mark => mark_of(view, answer),
            marker => matches!(answer, Published::Marked(_)),
            word => word,
            label => figure::safe(view, &key.label, log),
            change => key.change.as_ref().map(|change| figure::safe(view, change, log)),
            line => key.line.as_ref().map(|line| self::line(view, line, log)),
        }
    });
    let figures: Vec<Value> = list.collect();
    view.render("key-figures.html", context! { figures => figures }, log).unwrap_or_default()
}

/// A line: the drawing for the eye, and each of its figures as text.
fn line(view: &View<'_>, line: &Line, log: &mut Diagnostics) -> Value {
    let values: Vec<Published> =
        line.values.iter().map(|(_, value)| view.protected.answers.get(*value).clone()).collect();
    let label = |end: Option<&(String, _)>| end.map(|(label, _)| label.clone()).unwrap_or_default();
    let (from, to) = (label(line.values.first()), label(line.values.last()));
    let items = line.values.iter().enumerate().map(|(position, (label, value))| {
        context! {
            label => label.clone(),
            mark => mark(line.breaks.contains(&position), view.strings),
            value => Value::from_safe_string(figure::inline(view, *value, log)),
        }
    });
    let items: Vec<Value> = items.collect();
    let context = context! {
        svg => Value::from_safe_string(spark::draw(&values, &line.breaks)),
        title => view.strings.say("line-title", &[("from", &from), ("to", &to)]),
        items => items,
        notes => line.notes.clone(),
    };
    let html = view.render("line.html", context! { line => context }, log).unwrap_or_default();
    Value::from_safe_string(html.trim_end().to_owned())
}
