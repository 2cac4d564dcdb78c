//! Files that came, went or changed, beside the pages themselves.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::page::{is_digest, without_digests};
use super::site::Site;
use crate::emit::staging::MANIFEST;

/// What a file is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Purpose {
    /// For a reader to take away, or for machines.
    Download,
    /// A figure for other people's pages.
    Embed,
    /// The style sheet, the icon, the logo.
    Look,
    /// The feed and the sitemap.
    Feed,
    /// What the web server reads.
    Server,
}

/// What became of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum State {
    New,
    Gone,
    Changed,
}

/// A file that came, went or changed.
#[derive(Debug, Serialize)]
pub(super) struct FileChange {
    pub(super) path: String,
    pub(super) purpose: Purpose,
    pub(super) change: State,
    pub(super) old_bytes: Option<usize>,
    pub(super) new_bytes: Option<usize>,
}

/// The files that differ, by path.
pub(super) fn changes(old: &Site, new: &Site) -> Vec<FileChange> {
    let (before, now) = (listed(old), listed(new));
    let paths: BTreeSet<&String> = before.keys().chain(now.keys()).collect();
    let change = |path: &String| {
        let (one, other) = (before.get(path), now.get(path));
        let change = match (one, other) {
            (None, _) => State::New,
            (_, None) => State::Gone,
            (Some(one), Some(other)) if is_same(path, one, other) => return None,
            _ => State::Changed,
        };
        let bytes = |file: Option<&&Vec<u8>>| file.map(|bytes| bytes.len());
        let (old_bytes, new_bytes) = (bytes(one), bytes(other));
        Some(FileChange { path: path.clone(), purpose: purpose(path), change, old_bytes, new_bytes })
    };
    paths.into_iter().filter_map(change).collect()
}

/// The files beside the pages, under names without digests.
fn listed(site: &Site) -> BTreeMap<String, &Vec<u8>> {
    let is_page = |path: &str| site.pages.contains_key(path) || site.moved.contains_key(path) || path == MANIFEST;
    site.files.iter().filter(|(path, _)| !is_page(path)).map(|(path, bytes)| (plain(path), bytes)).collect()
}

/// `assets/style-0123456789ab.css` is `assets/style.css`.
fn plain(path: &str) -> String {
    let Some((stem, extension)) = path.rsplit_once('.') else { return path.to_owned() };
    match stem.rsplit_once('-') {
        Some((stem, digest)) if is_digest(digest) => format!("{stem}.{extension}"),
        _ => path.to_owned(),
    }
}

fn is_same(path: &str, one: &[u8], other: &[u8]) -> bool {
    if one == other {
        return true;
    }
    // The style sheet prints the site's version at the foot of each sheet; embedded pages link to it.
    let texts = std::str::from_utf8(one).ok().zip(std::str::from_utf8(other).ok());
    let has_digests = path.ends_with(".css") || path.ends_with(".html");
    has_digests && texts.is_some_and(|(one, other)| without_digests(one) == without_digests(other))
}

fn purpose(path: &str) -> Purpose {
    match path {
        path if path.starts_with("assets/") => Purpose::Look,
        path if path.starts_with("embed/") => Purpose::Embed,
        "feed.xml" | "sitemap.xml" => Purpose::Feed,
        path if path.starts_with('_') => Purpose::Server,
        _ => Purpose::Download,
    }
}
