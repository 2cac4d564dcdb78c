//! `site.yaml`, resolved.

use std::collections::BTreeMap;

use super::accessibility::Accessibility;
use super::phrases::{self, Phrases};
use super::policy::{self, Policy};
use super::words;
use crate::diagnostic::{Diagnostics, Place, did_you_mean};
use crate::load::theme::style_values;
use crate::load::yaml::{Document, Fields, Node};
use crate::words::Scale;

/// Everything the program uses of `site.yaml`.
#[derive(Debug)]
pub(crate) struct Site {
    pub(crate) title: String,
    pub(crate) organisation: String,
    /// With its place.
    pub(crate) description: Option<(String, Place)>,
    pub(crate) language: String,
    /// Further languages, into which pages are translated; each with its place.
    pub(crate) languages: Vec<(String, Place)>,
    /// The absolute address of the site, with a final `/`, where it is known.
    pub(crate) address: Option<String>,
    pub(crate) licence: Option<Licence>,
    /// Whether each figure is offered for other people's pages.
    pub(crate) embed: bool,
    /// The page that explains why figures are withheld.
    pub(crate) withheld: Option<Linked>,
    /// The page whose headings are the terms of the site.
    pub(crate) glossary: Option<Linked>,
    /// The page that says whom to ask, and what stands beside the link to it.
    pub(crate) contact: Option<Linked>,
    pub(crate) contact_text: Option<String>,
    pub(crate) navigation: Vec<Linked>,
    pub(crate) footer: Vec<Linked>,
    /// What it says of its accessibility.
    pub(crate) accessibility: Option<Accessibility>,
    /// What the logo says, where it is not the organisation's name.
    pub(crate) logo_alt: Option<String>,
    /// Name, value and the place of the name.
    pub(crate) style_values: Vec<(String, String, Place)>,
    pub(crate) policies: BTreeMap<String, Policy>,
    /// What stands in a sentence where a figure is withheld.
    pub(crate) phrases: Phrases,
    /// Which change earns which word.
    pub(crate) words: Scale,
}

/// A page that the configuration names, as a path inside `content`.
#[derive(Clone, Debug)]
pub(crate) struct Linked {
    pub(crate) page: String,
    pub(crate) place: Place,
}

/// A licence with its address.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Licence {
    pub(crate) id: &'static str,
    pub(crate) name: &'static str,
    pub(crate) href: &'static str,
}

const LICENCES: [Licence; 2] = [
    Licence {
        id: "OGL-UK-3.0",
        name: "Open Government Licence v3.0",
        href: "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
    },
    Licence {
        id: "CC-BY-4.0",
        name: "Creative Commons Attribution 4.0",
        href: "https://creativecommons.org/licenses/by/4.0/",
    },
];

/// Resolves `site.yaml`; nothing where a required key is missing.
pub(crate) fn resolve(document: &Document, log: &mut Diagnostics) -> Option<Site> {
    let mut fields = document.root().fields(log)?;
    let title = fields.required("title").and_then(|node| node.text(log));
    let organisation = fields.required("organisation").and_then(|node| node.text(log));
    let description = fields.optional("description").and_then(|node| Some((node.text(log)?, node.place())));
    let language = fields.optional("language").and_then(|node| language(&node, log));
    let languages = fields.optional("languages").map(|node| languages(&node, log)).unwrap_or_default();
    let address = fields.optional("address").and_then(|node| address(&node, log));
    let licence = fields.optional("licence").and_then(|node| licence(&node, log));
    let embed = fields.optional("embed").and_then(|node| node.boolean(log)).unwrap_or(false);
    let withheld = fields.optional("withheld").and_then(|node| linked(&node, log));
    let glossary = fields.optional("glossary").and_then(|node| linked(&node, log));
    let contact = fields.optional("contact").and_then(|node| linked(&node, log));
    let contact_text = fields.optional("contact-text").and_then(|node| node.text(log));
    let navigation = links(&mut fields, "navigation", log);
    let footer = links(&mut fields, "footer", log);
    let (style_values, logo_alt) = fields.optional("theme").map(|node| theme(&node, log)).unwrap_or_default();
    let policies = policy::resolve(fields.optional("policies"), log);
    let phrases = fields.optional("phrases").map(|node| phrases::resolve(&node, log)).unwrap_or_default();
    let words = fields.optional("words").map(|node| words::scale(&node, log)).unwrap_or_default();
    fields.finish(log);
    Some(Site {
        title: title?,
        organisation: organisation?,
        description,
        language: language.unwrap_or_else(|| "en-GB".to_owned()),
        languages,
        address,
        licence,
        embed,
        withheld,
        glossary,
        contact,
        contact_text,
        navigation,
        footer,
        accessibility: None,
        logo_alt,
        style_values,
        policies,
        phrases,
        words,
    })
}

fn links(fields: &mut Fields<'_>, key: &'static str, log: &mut Diagnostics) -> Vec<Linked> {
    let nodes = fields.optional(key).map(|node| node.items(log)).unwrap_or_default();
    let mut links: Vec<Linked> = Vec::new();
    for node in &nodes {
        let Some(linked) = linked(node, log) else { continue };
        if links.iter().any(|known| known.page == linked.page) {
            let message = format!("`{}` stands twice in `{key}`", linked.page);
            log.error("same-page", linked.place.clone(), message, "keep one of the two");
        }
        links.push(linked);
    }
    links
}

fn linked(node: &Node<'_>, log: &mut Diagnostics) -> Option<Linked> {
    Some(Linked { page: node.text(log)?, place: node.place() })
}

/// Name, value and the place of the name.
type StyleValue = (String, String, Place);

fn theme(node: &Node<'_>, log: &mut Diagnostics) -> (Vec<StyleValue>, Option<String>) {
    let Some(mut fields) = node.fields(log) else { return Default::default() };
    let _these_are_read_with_the_theme = ["name", "logo"].map(|key| fields.optional(key));
    let logo_alt = fields.optional("logo-alt").and_then(|node| node.text(log));
    let values = fields.optional("values").map(|node| style_values(&node, log)).unwrap_or_default();
    fields.finish(log);
    (values, logo_alt)
}

/// A licence by its SPDX name, for a site or a dataset.
pub(crate) fn licence(node: &Node<'_>, log: &mut Diagnostics) -> Option<Licence> {
    let id = node.text(log)?;
    let found = LICENCES.into_iter().find(|licence| licence.id == id);
    if found.is_none() {
        let known = LICENCES.iter().map(|licence| licence.id);
        log.error("licence", node.place(), format!("`{id}` is not a licence Candour knows"), did_you_mean(&id, known));
    }
    found
}

fn address(node: &Node<'_>, log: &mut Diagnostics) -> Option<String> {
    let text = node.text(log)?;
    let plain = !text.contains(|c: char| c.is_whitespace() || "\"'<>?#@\\".contains(c));
    let host = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://")).unwrap_or_default();
    if plain && host.starts_with(|c: char| c.is_ascii_alphanumeric()) {
        return Some(if text.ends_with('/') { text } else { format!("{text}/") });
    }
    log.error(
        "address",
        node.place(),
        "this is not a web address",
        "write it in full, like https://www.example.org/transparency/",
    );
    None
}

fn languages(node: &Node<'_>, log: &mut Diagnostics) -> Vec<(String, Place)> {
    let nodes = node.one_or_more(log);
    let mut found: Vec<(String, Place)> = Vec::new();
    for node in &nodes {
        let Some(tag) = language(node, log) else { continue };
        if found.iter().any(|(known, _)| *known == tag) {
            log.error("language", node.place(), format!("`{tag}` stands twice in `languages`"), "keep one of the two");
        } else {
            found.push((tag, node.place()));
        }
    }
    found
}

fn language(node: &Node<'_>, log: &mut Diagnostics) -> Option<String> {
    let text = node.text(log)?;
    if !text.is_empty()
        && text.split('-').all(|part| (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric()))
    {
        return Some(text);
    }
    log.error("language", node.place(), "this is not a language tag", "for example en-GB or cy");
    None
}
