//! The theme: the one that ships inside the program, and what a site puts in its place.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use super::yaml::Document;
use super::{list, text};
use crate::diagnostic::{Diagnostics, Place, Source, did_you_mean};

macro_rules! shipped {
    ($($name:literal),* $(,)?) => {
        &[$(($name, include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/themes/default/", $name)))),*]
    };
}

/// The files of the default theme.
const SHIPPED: &[(&str, &str)] = shipped![
    "templates/base.html",
    "templates/page.html",
    "templates/not-found.html",
    "templates/table.html",
    "templates/chart.html",
    "templates/key-figures.html",
    "templates/figure.html",
    "assets/style.css",
    "values.yaml",
];

/// The files that will be used: by name inside the theme, such as `templates/page.html`.
#[derive(Debug)]
pub(crate) struct LoadedTheme {
    pub(crate) files: BTreeMap<String, Arc<Source>>,
    /// Style values: the default's, then the theme's, in the order of their names.
    pub(crate) values: BTreeMap<String, String>,
}

pub(super) fn load(root: &Path, site: &Document, log: &mut Diagnostics) -> LoadedTheme {
    let mut files: BTreeMap<String, Arc<Source>> = SHIPPED
        .iter()
        .map(|(name, text)| {
            let source = Source { name: format!("themes/default/{name}"), text: (*text).to_owned() };
            ((*name).to_owned(), Arc::new(source))
        })
        .collect();
    let mut values = values_of(files.get("values.yaml"), log);
    let name = site.root().value().get("theme").and_then(|theme| theme.get("name")).and_then(|name| name.as_str());
    let name = name.unwrap_or("default");
    let folder = format!("themes/{name}");
    let safe = !name.is_empty() && !name.starts_with('.') && !name.contains(['/', '\\']);
    if !safe || (name != "default" && !root.join(&folder).is_dir()) {
        log.error(
            "no-theme",
            Place::File("site.yaml".into()),
            format!("the theme `{name}` is not in `themes`"),
            "make that folder, or leave `theme: name` out to use the default theme",
        );
        return LoadedTheme { files, values };
    }
    for (path_name, path) in list(root, &folder, log) {
        let inside = path_name[folder.len() + 1..].to_owned();
        let Some(place) = files.get_mut(&inside) else {
            log.error(
                "stray-file",
                Place::File(path_name),
                "a theme has no file of this name",
                did_you_mean(&inside, SHIPPED.iter().map(|(name, _)| *name)),
            );
            continue;
        };
        if let Some(source) = text::read(&path, &path_name, log) {
            *place = source;
        }
    }
    values.extend(values_of(files.get("values.yaml"), log));
    LoadedTheme { files, values }
}

fn values_of(source: Option<&Arc<Source>>, log: &mut Diagnostics) -> BTreeMap<String, String> {
    let Some(source) = source else { return BTreeMap::new() };
    let Some(document) = Document::parse(source, 0..source.text.len(), log) else { return BTreeMap::new() };
    let entries = document.root().entries(log);
    entries.into_iter().filter_map(|(key, node)| Some((key, style_value(&node, log)?))).collect()
}

/// A style value must not be able to leave its declaration or load anything.
pub(crate) fn style_value(node: &super::yaml::Node<'_>, log: &mut Diagnostics) -> Option<String> {
    let text = node.text(log)?;
    let allowed = |c: char| c.is_ascii_alphanumeric() || " #%.,-_'\"()+*/".contains(c);
    if text.chars().all(allowed) && !text.contains("/*") && !text.to_lowercase().contains("url") {
        return Some(text);
    }
    log.error(
        "style-value",
        node.place(),
        "a style value may hold letters, digits and `#%.,-'\"()`, and loads nothing",
        "for example \"#12436D\" or \"1.5rem\"",
    );
    None
}
