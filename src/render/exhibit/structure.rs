//! A structure diagram as HTML: the drawing, and the same as a nested list.

use minijinja::{Value, context};

use super::{figure_label, link};
use crate::ask::{Body, Structure};
use crate::diagnostic::Diagnostics;
use crate::language::Strings;
use crate::protect::Protected;
use crate::render::chart::structure::{Diagram, Node};
use crate::render::embed::{self, Exhibit};
use crate::render::figure;
use crate::render::page::View;
use crate::render::picture::Picture;

/// What is drawn for a structure.
pub(in crate::render) fn diagram(protected: &Protected, structure: &Structure, strings: &Strings) -> Diagram {
    Diagram {
        id: format!("{}-drawing", structure.id),
        title: figure::plain(protected, &structure.headline),
        description: strings.say("structure-description", &[]),
        levels: structure.levels.clone(),
        boxes: nodes(protected, &structure.tree),
    }
}

fn nodes(protected: &Protected, bodies: &[Body]) -> Vec<Node> {
    let node = |body: &Body| Node {
        name: figure::plain(protected, &body.name),
        text: body.text.as_ref().map(|text| figure::plain(protected, text)).unwrap_or_default(),
        level: body.level,
        below: nodes(protected, &body.below),
    };
    bodies.iter().map(node).collect()
}

/// A structure as HTML.
pub(in crate::render) fn structure(
    view: &View<'_>,
    structure: &Structure,
    picture: &Picture,
    log: &mut Diagnostics,
) -> String {
    let label = figure_label(view.strings, structure.number);
    let downloads: Vec<Value> = picture.downloads.iter().map(|download| link(view, &label, download)).collect();
    let tree = list(view, structure, &structure.tree, log);
    let notes: Vec<Value> = structure.notes.iter().map(|note| figure::safe(view, note, log)).collect();
    let context = context! {
        id => structure.id.clone(),
        label => label,
        headline => figure::safe(view, &structure.headline, log),
        subtitle => structure.subtitle.as_ref().map(|subtitle| figure::safe(view, subtitle, log)),
        svg => Value::from_safe_string(picture.svg.clone()),
        tree => tree,
        notes => notes,
        source => structure.source.as_ref().map(|source| figure::safe(view, source, log)),
        downloads => downloads,
        elsewhere => embed::offer(view, Exhibit::Structure(structure, picture), log),
    };
    view.render("structure.html", context! { structure => context }, log).unwrap_or_default()
}

fn list(view: &View<'_>, structure: &Structure, bodies: &[Body], log: &mut Diagnostics) -> Vec<Value> {
    let mut listed = Vec::with_capacity(bodies.len());
    for body in bodies {
        listed.push(context! {
            name => figure::safe(view, &body.name, log),
            level => body.level.and_then(|level| structure.levels.get(level)).cloned(),
            text => body.text.as_ref().map(|text| figure::safe(view, text, log)),
            below => list(view, structure, &body.below, log),
        });
    }
    listed
}
