//! The site works under any path: every address in it is relative and leads to a file and a place of the site.

mod common;

use std::collections::{BTreeMap, BTreeSet};

use common::{Files, Site};
use scraper::{Html, Selector};

/// Where the site lies on its imagined server.
const PREFIX: &str = "/a7f3/council/transparency";

/// Every address of a page, and every id.
fn parsed(html: &str) -> (Vec<String>, BTreeSet<String>) {
    let page = Html::parse_document(html);
    let Ok(all) = Selector::parse("*") else { return Default::default() };
    let elements = || page.select(&all).map(|element| element.value());
    let addresses = elements().flat_map(|element| ["href", "src", "srcset", "action"].map(|name| element.attr(name)));
    let addresses = addresses.flatten().map(str::to_owned).collect();
    (addresses, elements().filter_map(|element| element.id()).map(str::to_owned).collect())
}

/// What a browser makes of an address on a page.
fn resolved(page: &str, address: &str) -> (String, Option<String>) {
    let (path, fragment) = match address.split_once('#') {
        Some((path, fragment)) => (path, Some(fragment.to_owned())),
        None => (address, None),
    };
    if path.is_empty() {
        return (page.to_owned(), fragment);
    }
    let mut parts: Vec<&str> = page.split('/').collect();
    parts.pop();
    for part in path.split('/') {
        match part {
            "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    let mut path = parts.join("/");
    if path.ends_with('/') {
        path.push_str("index.html");
    }
    (path, fragment)
}

/// Crawls a site and returns the pages that its start page leads to.
fn crawl(public: &Files) -> BTreeSet<String> {
    let served: BTreeMap<String, &Vec<u8>> =
        public.iter().map(|(path, bytes)| (format!("{PREFIX}/{path}"), bytes)).collect();
    let pages: BTreeMap<&String, _> = served
        .iter()
        .filter(|(path, _)| path.ends_with(".html"))
        .map(|(path, bytes)| (path, parsed(&String::from_utf8_lossy(bytes))))
        .collect();
    let mut reached = BTreeSet::new();
    let mut pending = vec![format!("{PREFIX}/index.html")];
    while let Some(page) = pending.pop() {
        if !reached.insert(page.clone()) {
            continue;
        }
        let Some((addresses, _)) = pages.get(&page) else { continue };
        for address in addresses {
            if address.starts_with("https://") || address.starts_with("mailto:") {
                continue;
            }
            assert!(!address.starts_with('/') && !address.contains(':'), "{page}: {address} is not relative");
            let (target, fragment) = resolved(&page, address);
            assert!(served.contains_key(&target), "{page}: {address} leads nowhere");
            if let Some(fragment) = fragment {
                let known = pages.get(&target).is_some_and(|(_, ids)| ids.contains(&fragment));
                assert!(known, "{page}: {address} leads to no place of the page");
            }
            pending.push(target);
        }
    }
    for (path, bytes) in &served {
        if path.ends_with(".css") {
            let text = String::from_utf8_lossy(bytes);
            assert!(!text.contains("url(") && !text.contains("@import"), "{path} loads something");
        }
    }
    reached
}

#[test]
fn the_demonstration_works_under_any_path() {
    let public = Site::demonstration().built();
    let reached = crawl(&public);
    // Programs find the metadata of a CSV by its name, beside it.
    let found_by_name = |path: &str| {
        path.strip_suffix("-metadata.json")
            .is_some_and(|csv| path.ends_with(".csv-metadata.json") && public.contains_key(csv))
    };
    let reached = |path: &str| reached.contains(&format!("{PREFIX}/{path}")) || found_by_name(path);
    let unreached: Vec<&String> = public.keys().filter(|path| !reached(path)).collect();
    assert_eq!(unreached, ["404.html", "_headers", "manifest.json"], "everything else is linked from somewhere");
}

#[test]
fn pages_in_folders_work_under_any_path() {
    let public = Site::fixture("subfolders").built();
    let reached = crawl(&public);
    assert!(reached.contains(&format!("{PREFIX}/housing/repairs.html")));
}
