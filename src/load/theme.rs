//! The theme: the one that ships inside the program, and what a site puts in its place.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use super::logo::{self, Logo};
use super::yaml::{Document, Node};
use super::{languages, list, text};
use crate::diagnostic::{Diagnostics, Place, Source, did_you_mean, nearest};
use crate::language::{FALLBACK, Strings, primary};

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
    "templates/map.html",
    "templates/reading.html",
    "templates/structure.html",
    "templates/key-figures.html",
    "templates/line.html",
    "templates/glance.html",
    "templates/figure.html",
    "templates/note.html",
    "templates/accessibility.html",
    "templates/embed.html",
    "templates/elsewhere.html",
    "templates/fragment.html",
    "templates/revised.html",
    "templates/withheld.html",
    "templates/find.html",
    "templates/listing.html",
    "templates/calendar.html",
    "templates/moved.html",
    "assets/base.css",
    "assets/page.css",
    "assets/exhibits.css",
    "assets/pictures.css",
    "assets/embed.css",
    "assets/parts.css",
    "assets/adapt.css",
    "assets/paper.css",
    "assets/theme.css",
    "assets/icon.svg",
    "languages/cy.yaml",
    "languages/en.yaml",
    "values.yaml",
];

/// The parts of the style sheet, in the order in which they are put together; a theme's own rules come last.
const STYLES: [&str; 9] = [
    "assets/base.css",
    "assets/page.css",
    "assets/exhibits.css",
    "assets/pictures.css",
    "assets/embed.css",
    "assets/parts.css",
    "assets/adapt.css",
    "assets/paper.css",
    "assets/theme.css",
];

/// The theme that ships.
const DEFAULT: &str = "default";

/// The files that will be used: by name inside the theme, such as `templates/page.html`.
#[derive(Debug)]
pub(crate) struct LoadedTheme {
    pub(crate) files: BTreeMap<String, Arc<Source>>,
    /// Style values: the default's, then the theme's, in the order of their names.
    pub(crate) values: BTreeMap<String, String>,
    pub(crate) logo: Option<Logo>,
    /// The texts of each language, by its tag.
    languages: BTreeMap<String, Strings>,
}

impl LoadedTheme {
    /// The default theme's templates, each under a name by which a theme's own can extend it: `default/base.html`.
    pub(crate) fn defaults() -> impl Iterator<Item = (String, &'static str)> {
        let templates = SHIPPED.iter().filter_map(|(name, text)| Some((name.strip_prefix("templates/")?, *text)));
        templates.map(|(name, text)| (format!("{DEFAULT}/{name}"), text))
    }

    /// The whole style sheet.
    pub(crate) fn style(&self) -> String {
        let parts = STYLES.iter().filter_map(|name| self.files.get(*name)).map(|source| source.text.trim());
        parts.collect::<Vec<_>>().join("\n\n") + "\n"
    }

    /// Whether it has texts in a language.
    pub(crate) fn speaks(&self, language: &str) -> bool {
        self.languages.contains_key(&primary(language))
    }

    /// The texts of a language, such as `en` for `en-GB`; in English where the theme does not know it.
    pub(crate) fn strings(&self, language: &str) -> Strings {
        self.languages.get(&primary(language)).or_else(|| self.languages.get(FALLBACK)).cloned().unwrap_or_default()
    }
}

pub(super) fn load(root: &Path, site: Option<&Document>, log: &mut Diagnostics) -> LoadedTheme {
    let mut files: BTreeMap<String, Arc<Source>> = SHIPPED
        .iter()
        .map(|(name, text)| {
            let source = Source { name: format!("themes/default/{name}"), text: (*text).to_owned() };
            ((*name).to_owned(), Arc::new(source))
        })
        .collect();
    let mut values = values_of(files.get("values.yaml"), log);
    let mut own_languages = BTreeMap::new();
    let Some(name) = name_of(root, site, log) else {
        let languages = languages::all(&files, &own_languages, log);
        return LoadedTheme { files, values, logo: None, languages };
    };
    let named = logo::named(site, log);
    let (mut has_logo, mut logo) = (false, None);
    let folder = format!("themes/{name}");
    let listed = list(root, &folder, log);
    let inside = |path_name: &str| path_name[folder.len() + 1..].to_owned();
    let lacking = named.clone().filter(|(logo, _)| !listed.iter().any(|(name, _)| inside(name) == *logo));
    if let Some(named) = &lacking {
        logo::lacking(named, listed.iter().map(|(name, _)| &name[folder.len() + 1..]), log);
    }
    for (path_name, path) in listed {
        let inside = inside(&path_name);
        if languages::is_language(&inside) {
            // A theme may say some texts in other words, or everything in a further language.
            own_languages.extend(text::read(&path, &path_name, log).map(|source| (inside, source)));
            continue;
        }
        if !has_logo && logo::is_logo(&inside, named.as_ref()) {
            has_logo = true;
            logo = logo::load(&path, &path_name, log);
            continue;
        }
        // What may be the logo that the site misspelt is no second mistake.
        if lacking.is_some() && logo::is_picture(&inside) && !files.contains_key(&inside) {
            continue;
        }
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
    let languages = languages::all(&files, &own_languages, log);
    LoadedTheme { files, values, logo, languages }
}

/// The theme that the site names; nothing where that is no theme.
fn name_of(root: &Path, site: Option<&Document>, log: &mut Diagnostics) -> Option<String> {
    let node = site.and_then(|site| site.root().get("theme")?.get("name"));
    let Some(node) = node else { return Some(DEFAULT.to_owned()) };
    let name = node.text(log)?;
    let safe = !name.starts_with('.') && !name.contains(['/', '\\']);
    if safe && (name == DEFAULT || root.join("themes").join(&name).is_dir()) {
        return Some(name);
    }
    let files = list(root, "themes", log);
    let folders = files.iter().filter_map(|(file, _)| file.split('/').nth(1).filter(|_| file.matches('/').count() > 1));
    let hint = match nearest(&name, folders.chain([DEFAULT])) {
        Some(theme) => format!("did you mean `{theme}`?"),
        None => "make that folder, or leave `name` out to use the default theme".to_owned(),
    };
    log.error("no-theme", node.place(), format!("the theme `{name}` is not in `themes`"), hint);
    None
}

fn values_of(source: Option<&Arc<Source>>, log: &mut Diagnostics) -> BTreeMap<String, String> {
    let Some(source) = source else { return BTreeMap::new() };
    let Some(document) = Document::parse(source, 0..source.text.len(), log) else { return BTreeMap::new() };
    style_values(&document.root(), log).into_iter().map(|(key, value, _)| (key, value)).collect()
}

/// The style values of a group, each with the place of its name.
pub(crate) fn style_values(node: &Node<'_>, log: &mut Diagnostics) -> Vec<(String, String, Place)> {
    let mut values = Vec::new();
    for (name, node) in node.entries(log) {
        if !name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-') {
            let message = format!("`{name}` cannot name a style value");
            log.error("style-value", node.key_place(), message, "use letters, digits and hyphens");
        } else if let Some(value) = style_value(&node, log) {
            values.push((name, value, node.key_place()));
        }
    }
    values
}

/// A style value must not be able to leave its declaration or load anything.
fn style_value(node: &Node<'_>, log: &mut Diagnostics) -> Option<String> {
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
