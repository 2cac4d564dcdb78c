//! A page in the other languages of the site, for its frame.

use minijinja::{Value, context};

use super::View;
use crate::ask::html_of;
use crate::render::href::{relative, value};

/// Every language in which the page exists, each under its own name; nothing where there is one only.
pub(super) fn list(view: &View<'_>) -> Vec<Value> {
    let voices = view.protected.voices.iter().enumerate();
    let all: Vec<Value> = voices
        .filter_map(|(voice, language)| {
            let page = view.protected.pages.iter().find(|page| page.voice == voice && page.of() == view.page.of())?;
            Some(context! {
                tag => language.tag.clone(),
                name => language.say("language-name", &[]),
                href => value(&relative(&view.path, &html_of(&page.path))),
                address => view.protected.site.address.as_deref().map(|site| format!("{site}{}", html_of(&page.path))),
                current => voice == view.page.voice,
            })
        })
        .collect();
    if all.len() > 1 { all } else { Vec::new() }
}
