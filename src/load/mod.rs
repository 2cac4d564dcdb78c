//! Reads every input of a site, each with its place. Drafts go no further than here, but for the preview.

mod languages;
mod logo;
mod page;
mod project;
mod text;
pub(crate) mod theme;
pub(crate) mod yaml;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::civil::DateTime;

use crate::diagnostic::{Diagnostics, Place, Source};
use crate::ledger::{self, Ledger};
pub(crate) use page::LoadedPage;
use page::Split;
pub use project::Project;
pub(crate) use project::moment;
pub(crate) use text::{ENCODINGS, Encoding, decode};
use theme::LoadedTheme;
use yaml::Document;

/// A site's inputs, read but not yet understood.
#[derive(Debug)]
pub struct Loaded {
    /// The moment for which the site is read, if somebody said so.
    pub(crate) at: Option<DateTime>,
    /// Nothing where `site.yaml` is not YAML.
    pub(crate) site: Option<Document>,
    /// What the site says of its accessibility, and what tests of it found.
    pub(crate) accessibility: [Option<Document>; 2],
    pub(crate) datasets: Vec<LoadedDataset>,
    /// Datasets whose files cannot be used, for reasons already told.
    pub(crate) broken_datasets: Vec<String>,
    pub(crate) pages: Vec<LoadedPage>,
    pub(crate) absent_pages: AbsentPages,
    pub(crate) theme: LoadedTheme,
    pub(crate) ledger: Ledger,
    /// Outlines of areas, as GeoJSON: the files' names without their ending, and what they hold.
    pub(crate) outlines: Vec<(String, Option<String>)>,
    /// What labels are in further languages: the languages' tags, and what the files hold.
    pub(crate) labels: Vec<(String, Document)>,
}

/// Pages that are there and will not be published, as paths inside `content`.
#[derive(Debug, Default)]
pub(crate) struct AbsentPages {
    pub(crate) drafts: BTreeSet<String>,
    /// Pages that cannot be used, for reasons already told.
    pub(crate) broken: BTreeSet<String>,
}

/// A dataset's description and the text of its data.
pub(crate) struct LoadedDataset {
    pub(crate) id: String,
    pub(crate) description: Document,
    pub(crate) source: Arc<Source>,
    pub(crate) data_name: String,
    pub(crate) data: Option<String>,
}

impl std::fmt::Debug for LoadedDataset {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("LoadedDataset").field("id", &self.id).finish_non_exhaustive()
    }
}

/// Reads a site. Nothing where there is no site at all; every other problem goes to `log`.
pub fn load(project: Project<'_>, log: &mut Diagnostics) -> Option<Loaded> {
    let root = project.root;
    let site_path = root.join("site.yaml");
    if !site_path.is_file() {
        let message = if root.is_dir() {
            format!("there is no `site.yaml` in {}", root.display())
        } else {
            format!("{} is not a folder", root.display())
        };
        log.error("no-site", Place::File("site.yaml".into()), message, "name the site's folder with --root DIR");
        return None;
    }
    let source = text::read(&site_path, "site.yaml", log);
    let site = source.and_then(|source| Document::parse(&source, 0..source.text.len(), log));
    let accessibility = ACCESSIBILITY.map(|name| {
        let path = root.join(name);
        let source = path.is_file().then(|| text::read(&path, name, log)).flatten()?;
        Document::parse(&source, 0..source.text.len(), log)
    });
    let (pages, absent_pages) = load_pages(project, log);
    let (outlines, files): (Vec<_>, Vec<_>) =
        list(root, "data", log).into_iter().partition(|(name, _)| name.ends_with(OUTLINES));
    let (labels, files): (Vec<_>, Vec<_>) = files.into_iter().partition(|(name, _)| labelled(name).is_some());
    let (datasets, broken_datasets) = load_datasets(root, &files, log);
    let labels = load_labels(labels, log);
    let outlines = load_outlines(outlines, log);
    let theme = theme::load(root, site.as_ref(), log);
    let ledger = load_ledger(root, log);
    Some(Loaded {
        at: project.at,
        site,
        accessibility,
        datasets,
        broken_datasets,
        pages,
        absent_pages,
        theme,
        ledger,
        outlines,
        labels,
    })
}

/// Files beside `site.yaml`: the statement, and the results of programs, which a program may write.
pub(crate) const ACCESSIBILITY: [&str; 2] = ["accessibility.yaml", "accessibility-results.yaml"];

/// What earlier editions published; nothing where there is no ledger yet.
fn load_ledger(root: &Path, log: &mut Diagnostics) -> Ledger {
    let path = root.join(ledger::FILE);
    if path.symlink_metadata().is_err() {
        return Ledger::default();
    }
    text::read_text(&path, ledger::FILE, log).map(|text| ledger::read(&text, log)).unwrap_or_default()
}

fn load_pages(project: Project<'_>, log: &mut Diagnostics) -> (Vec<LoadedPage>, AbsentPages) {
    let root = project.root;
    let mut pages = Vec::new();
    let mut absent = AbsentPages::default();
    let files = list(root, "content", log);
    if !files.iter().any(|(name, _)| name == "content/index.md") {
        log.error(
            "no-home",
            Place::File("content".into()),
            "there is no home page `content/index.md`",
            "begin with it: visitors come to it first",
        );
        absent.broken.insert("index.md".to_owned());
    }
    for (name, path) in files {
        if !name.ends_with(".md") {
            log.error(
                "stray-file",
                Place::File(name),
                "this file in `content` is not a page, and Candour publishes only what it was asked to publish",
                "move it out of `content`; tables are made from `data`",
            );
            continue;
        }
        let page = name.trim_start_matches("content/").to_owned();
        match text::read(&path, &name, log).map(|source| page::split(source, project.at, log)) {
            Some(Split::Page(loaded)) if loaded.draft && !project.has_drafts() => {
                absent.drafts.insert(page);
            }
            Some(Split::Page(loaded)) => pages.push(loaded),
            Some(Split::Unusable) | None => {
                absent.broken.insert(page);
            }
        }
    }
    if absent.drafts.contains("index.md") {
        let message = "the home page is a draft or under an embargo, so the site would have none";
        log.error("no-home", Place::File("content/index.md".into()), message, "take `draft` or `embargo` out");
        absent.broken.insert("index.md".to_owned());
    }
    (pages, absent)
}

/// How the name of a file with outlines ends.
const OUTLINES: &str = ".geojson";

/// Outlines are the author's, but the file may say more of an area than its name; so no message shows a line of it.
fn load_outlines(files: Vec<(String, PathBuf)>, log: &mut Diagnostics) -> Vec<(String, Option<String>)> {
    let load = |(name, path): (String, PathBuf)| {
        let text = text::read_text(&path, &name, log);
        (name.trim_start_matches("data/").trim_end_matches(OUTLINES).to_owned(), text)
    };
    files.into_iter().map(load).collect()
}

/// The language of a file with labels: `cy` of `data/labels.cy.yaml`.
fn labelled(name: &str) -> Option<&str> {
    name.strip_prefix("data/labels.")?.strip_suffix(".yaml").filter(|tag| !tag.is_empty())
}

fn load_labels(files: Vec<(String, PathBuf)>, log: &mut Diagnostics) -> Vec<(String, Document)> {
    let load = |(name, path): (String, PathBuf)| {
        let source = text::read(&path, &name, log)?;
        Some((labelled(&name)?.to_owned(), Document::parse(&source, 0..source.text.len(), log)?))
    };
    files.into_iter().filter_map(load).collect()
}

fn load_datasets(root: &Path, files: &[(String, PathBuf)], log: &mut Diagnostics) -> (Vec<LoadedDataset>, Vec<String>) {
    let names: BTreeMap<&str, &PathBuf> = files.iter().map(|(name, path)| (name.as_str(), path)).collect();
    let mut datasets = Vec::new();
    let mut broken = Vec::new();
    for (name, path) in &names {
        let Some(stem) = name.strip_suffix(".yaml") else {
            broken.extend(orphan(name, &names, log));
            continue;
        };
        let id = stem.trim_start_matches("data/").to_owned();
        let data_name = format!("{stem}.csv");
        if root.join(&data_name).symlink_metadata().is_err() {
            log.error(
                "missing-file",
                Place::File((*name).to_owned()),
                format!("this describes a dataset, but its data file `{data_name}` is not there"),
                "save the data as CSV under that name",
            );
        }
        let before = log.errors();
        let source = text::read(path, name, log);
        let description =
            source.and_then(|source| Some((Document::parse(&source, 0..source.text.len(), log)?, source)));
        let is_sound = log.errors() == before;
        let encoding = description.as_ref().map(|(description, _)| encoding(description)).unwrap_or_default();
        let data = names.get(data_name.as_str()).and_then(|path| text::read_data(path, encoding, &data_name, log));
        // With a key that stands twice nobody knows which of the two the data follows.
        match description.filter(|_| is_sound) {
            Some((description, source)) => datasets.push(LoadedDataset { id, description, source, data_name, data }),
            None => broken.push(id),
        }
    }
    (datasets, broken)
}

/// A described dataset with other data in the place of its own, as it will stand there. What is wrong goes to `log`.
pub(crate) fn dataset_with(root: &Path, id: &str, bytes: &[u8], log: &mut Diagnostics) -> Option<LoadedDataset> {
    let (name, data_name) = (format!("data/{id}.yaml"), format!("data/{id}.csv"));
    let source = text::read(&root.join(&name), &name, log)?;
    let description = Document::parse(&source, 0..source.text.len(), log)?;
    let data = Some(decode(bytes, encoding(&description), &data_name, log)?);
    Some(LoadedDataset { id: id.to_owned(), description, source, data_name, data })
}

/// In which encoding a description says that its data is. Whether it is one that we know is for the schema to say.
fn encoding(description: &Document) -> text::Encoding {
    let declared = description.root().get("file").and_then(|file| file.get("encoding"));
    declared.map(|node| text::Encoding::named(node.scalar().unwrap_or_default())).unwrap_or_default()
}

/// Reports a file that belongs to no dataset; the dataset that it may have been meant for.
fn orphan(name: &str, names: &BTreeMap<&str, &PathBuf>, log: &mut Diagnostics) -> Option<String> {
    let (message, hint) = match name.strip_suffix(".csv") {
        Some(stem) if names.contains_key(format!("{stem}.yaml").as_str()) => return None,
        Some(stem) => {
            (format!("this data has no description `{stem}.yaml`"), "describe its dimensions and measures there")
        }
        None if name.ends_with(".yml") => ("a description's name must end in `.yaml`".to_owned(), "rename the file"),
        None => (
            "this file is neither a description (.yaml) nor data (.csv) nor outlines (.geojson)".to_owned(),
            "move it out of `data`; save spreadsheets as CSV",
        ),
    };
    log.error("stray-file", Place::File(name.to_owned()), message, hint);
    let stem = name.trim_start_matches("data/").rsplit_once('.').map(|(stem, _)| stem.to_owned());
    stem.filter(|stem| !names.contains_key(format!("data/{stem}.yaml").as_str()))
}

/// All files below `root/folder`, by name; hidden ones (`.gitkeep`) left out.
fn list(root: &Path, folder: &str, log: &mut Diagnostics) -> Vec<(String, PathBuf)> {
    let mut found = Vec::new();
    let mut pending = vec![(folder.to_owned(), root.join(folder))];
    while let Some((name, path)) = pending.pop() {
        let Ok(entries) = fs::read_dir(&path) else {
            if name != folder || path.exists() {
                log.error("unreadable", Place::File(name), "this folder cannot be read", "check its permissions");
            }
            continue;
        };
        for entry in entries.flatten() {
            let Some(part) = entry.file_name().to_str().map(str::to_owned) else {
                log.error("file-name", Place::File(name.clone()), "a file name here is not UTF-8", "rename the file");
                continue;
            };
            if part.starts_with('.') {
                continue;
            }
            let name = format!("{name}/{part}");
            match entry.file_type() {
                Ok(kind) if kind.is_dir() => pending.push((name, entry.path())),
                Ok(kind) if kind.is_file() => found.push((name, entry.path())),
                _ => log.error(
                    "link",
                    Place::File(name),
                    "this is neither a plain file nor a folder",
                    "replace links by the files that they point to",
                ),
            }
        }
    }
    found.sort();
    found
}
