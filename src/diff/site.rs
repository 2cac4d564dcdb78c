//! A built site, read back from its folder: what its manifest lists and nothing else.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use super::figures::Figures;
use super::page::Page;
use crate::emit::staging::{MANIFEST, Manifest, ManifestError};

/// Where the addresses that pages had before lie.
const REDIRECTS: &str = "_redirects";

/// Everything of a built site that can be compared.
pub(super) struct Site {
    /// As the browser's tab says of its home page.
    pub(super) title: String,
    pub(super) pages: BTreeMap<String, Page>,
    /// The pages that moved: where from, where to.
    pub(super) moved: BTreeMap<String, String>,
    pub(super) figures: Figures,
    pub(super) files: BTreeMap<String, Vec<u8>>,
}

impl Site {
    /// Reads the site in `folder`.
    ///
    /// # Errors
    /// Why this folder is no built site, and what to do, for whoever named it.
    pub(super) fn read(folder: &Path) -> Result<Self, NoSite> {
        let files = files(folder)?;
        let text = |path: &str| files.get(path).and_then(|bytes| std::str::from_utf8(bytes).ok());
        let moved = text(REDIRECTS).map(redirects).unwrap_or_default();
        let is_page = |path: &str| {
            let is_part = path.starts_with("embed/") || path.ends_with(".fragment.html");
            path.ends_with(".html") && !is_part && !moved.contains_key(path)
        };
        let pages: BTreeMap<String, Page> = files
            .keys()
            .filter(|path| is_page(path))
            .filter_map(|path| Some((path.clone(), Page::read(path, text(path)?))))
            .collect();
        let mut figures = Figures::default();
        for (path, page) in &pages {
            let linked: BTreeSet<&String> = page.data.iter().collect();
            for file in linked.into_iter().filter_map(|path| text(path)) {
                figures.read(path, page, file);
            }
        }
        let title = pages.get("index.html").map(|page| page.tab.clone()).unwrap_or_default();
        Ok(Self { title, pages, moved, figures, files })
    }
}

/// Why a folder is no built site, and what to do.
pub(crate) struct NoSite {
    pub(crate) message: String,
    pub(crate) hint: String,
}

impl NoSite {
    fn new(message: String, hint: impl Into<String>) -> Self {
        Self { message, hint: hint.into() }
    }
}

/// The files that the manifest lists. Nothing else in the folder is looked at, wherever links lead.
fn files(folder: &Path) -> Result<BTreeMap<String, Vec<u8>>, NoSite> {
    let named = folder.display();
    if !folder.is_dir() {
        let message = format!("there is no folder `{named}`");
        return Err(NoSite::new(message, "name the folder of a built site, such as `public`"));
    }
    let manifest = Manifest::read(folder).map_err(|error| {
        let within = folder.join("public");
        let help = match error {
            ManifestError::Newer => "use a Candour that is at least as new".to_owned(),
            _ if within.join(MANIFEST).is_file() => format!("did you mean `{}`?", within.display()),
            _ => "name a folder that `candour build` made: `public`, or a copy of it".to_owned(),
        };
        NoSite::new(format!("`{named}` is no built site: {error}"), help)
    })?;
    let real = fs::canonicalize(folder)
        .map_err(|error| NoSite::new(format!("`{named}` cannot be read: {error}"), "give permission to read it"))?;
    let mut files = BTreeMap::new();
    for path in manifest.paths() {
        let place = fs::canonicalize(real.join(path)).ok().filter(|place| place.starts_with(&real));
        let bytes = place.and_then(|place| fs::read(place).ok());
        let missing = || {
            let help = "build the site again, or copy the whole folder";
            NoSite::new(format!("`{named}` is not whole: `{path}` is in its manifest and cannot be read"), help)
        };
        files.insert(path.to_owned(), bytes.ok_or_else(missing)?);
    }
    Ok(files)
}

/// `/old/visits.html /visits.html 301`
fn redirects(text: &str) -> BTreeMap<String, String> {
    let line = |line: &str| {
        let mut words = line.split_whitespace().map(|word| word.trim_start_matches('/').to_owned());
        Some((words.next()?, words.next()?))
    };
    text.lines().filter_map(line).collect()
}
