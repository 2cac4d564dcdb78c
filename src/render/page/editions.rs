//! The editions of a page, for its template.

use minijinja::{Value, context};

use super::View;
use crate::ask::{editions_of, html_of};
use crate::render::href::{relative, value};

/// Every edition of the page, the latest first; nothing where it has none.
pub(super) fn list(view: &View<'_>) -> Vec<Value> {
    let editions = editions_of(view.page, &view.protected.pages);
    let at = editions.iter().position(|edition| edition.path == view.page.path);
    let one = |(position, edition): (usize, &&crate::ask::Page)| {
        let (name, _) = edition.edition.name.as_ref()?;
        Some(context! {
            name => name.clone(),
            href => value(&relative(&view.path, &html_of(&edition.path))),
            current => at == Some(position),
            latest => position == 0,
            before => at.is_some_and(|at| at + 1 == position),
            published => edition.published.map(|day| context! { iso => day.to_string(), text => view.strings.date(day) }),
        })
    };
    editions.iter().enumerate().filter_map(one).collect()
}

/// The way to the latest edition, from an earlier one.
pub(super) fn latest(view: &View<'_>) -> Option<Value> {
    let (latest, _) = view.page.edition.of.as_ref()?;
    Some(value(&relative(&view.path, &html_of(latest))))
}
