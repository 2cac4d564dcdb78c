//! Reads every input of a site, each with its place. Drafts go no further than here.

mod page;
mod text;
pub(crate) mod theme;
pub(crate) mod yaml;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::diagnostic::{Diagnostics, Place, Source};
pub(crate) use page::LoadedPage;
use theme::LoadedTheme;
use yaml::Document;

/// A site's inputs, read but not yet understood.
#[derive(Debug)]
pub struct Loaded {
    pub(crate) site: Document,
    pub(crate) datasets: Vec<LoadedDataset>,
    pub(crate) pages: Vec<LoadedPage>,
    pub(crate) theme: LoadedTheme,
}

/// A dataset's description and the bytes of its data.
pub(crate) struct LoadedDataset {
    pub(crate) id: String,
    pub(crate) description: Document,
    pub(crate) source: Arc<Source>,
    pub(crate) data_name: String,
    pub(crate) data: Option<Vec<u8>>,
}

impl std::fmt::Debug for LoadedDataset {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("LoadedDataset").field("id", &self.id).finish_non_exhaustive()
    }
}

/// Reads the site in `root`. Nothing where there is no site at all; every other problem goes to `log`.
pub fn load(root: &Path, log: &mut Diagnostics) -> Option<Loaded> {
    let site_path = root.join("site.yaml");
    if !site_path.is_file() {
        log.error(
            "no-site",
            Place::File("site.yaml".into()),
            format!("there is no `site.yaml` in {}", root.display()),
            "name the site's folder with --root DIR",
        );
        return None;
    }
    let source = text::read(&site_path, "site.yaml", log)?;
    let site = Document::parse(&source, 0..source.text.len(), log);
    let pages = load_pages(root, log);
    let datasets = load_datasets(root, log);
    let site = site?;
    let theme = theme::load(root, &site, log);
    Some(Loaded { site, datasets, pages, theme })
}

fn load_pages(root: &Path, log: &mut Diagnostics) -> Vec<LoadedPage> {
    let mut pages = Vec::new();
    let files = list(root, "content", log);
    if files.is_empty() {
        log.error(
            "no-pages",
            Place::File("content".into()),
            "there is no page in `content`",
            "begin with content/index.md, the home page",
        );
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
        if let Some(source) = text::read(&path, &name, log) {
            pages.extend(page::split(source, log));
        }
    }
    pages
}

fn load_datasets(root: &Path, log: &mut Diagnostics) -> Vec<LoadedDataset> {
    let files = list(root, "data", log);
    let names: BTreeMap<&str, &PathBuf> = files.iter().map(|(name, path)| (name.as_str(), path)).collect();
    let mut datasets = Vec::new();
    for (name, path) in &names {
        let Some(stem) = name.strip_suffix(".yaml") else {
            orphan(name, &names, log);
            continue;
        };
        let id = stem.trim_start_matches("data/").to_owned();
        let Some(source) = text::read(path, name, log) else { continue };
        let Some(description) = Document::parse(&source, 0..source.text.len(), log) else { continue };
        let data_name = format!("{stem}.csv");
        let data = names.get(data_name.as_str()).and_then(|path| text::read_bytes(path, &data_name, log));
        if !names.contains_key(data_name.as_str()) {
            log.error(
                "missing-file",
                Place::File((*name).to_owned()),
                format!("this describes a dataset, but its data file `{data_name}` is not there"),
                "save the data as CSV under that name",
            );
        }
        datasets.push(LoadedDataset { id, description, source, data_name, data });
    }
    datasets
}

fn orphan(name: &str, names: &BTreeMap<&str, &PathBuf>, log: &mut Diagnostics) {
    let (message, hint) = match name.strip_suffix(".csv") {
        Some(stem) if names.contains_key(format!("{stem}.yaml").as_str()) => return,
        Some(stem) => {
            (format!("this data has no description `{stem}.yaml`"), "describe its dimensions and measures there")
        }
        None if name.ends_with(".yml") => ("a description's name must end in `.yaml`".to_owned(), "rename the file"),
        None => (
            "this file is neither a description (.yaml) nor data (.csv)".to_owned(),
            "move it out of `data`; save spreadsheets as CSV",
        ),
    };
    log.error("stray-file", Place::File(name.to_owned()), message, hint);
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
