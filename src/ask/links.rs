//! Links between pages, checked against the pages that there are.

use std::collections::BTreeMap;

use super::Page;
use super::rich;
use crate::config::{Linked, Site};
use crate::diagnostic::{Diagnostics, did_you_mean};

/// The address that a link to `method.md#shorthand` leads to: pages keep their path, with another ending.
pub(super) fn address(target: &str) -> String {
    match target.split_once('#') {
        Some((page, fragment)) => format!("{}#{fragment}", html_of(page)),
        None => html_of(target),
    }
}

/// `a/b.md` as `a/b.html`.
pub(crate) fn html_of(page: &str) -> String {
    page.strip_suffix(".md").map_or_else(|| page.to_owned(), |stem| format!("{stem}.html"))
}

/// `../glossary.md` seen from `topics/missing.md` is `glossary.md`. Nothing where it leaves the site.
fn resolve(from: &str, target: &str) -> Option<String> {
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in target.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// Reports every link that leads nowhere.
pub(super) fn check(site: Option<&Site>, pages: &[Page], log: &mut Diagnostics) {
    let by_path: BTreeMap<&str, &Page> = pages.iter().map(|page| (page.path.as_str(), page)).collect();
    for page in pages {
        for (target, span) in &page.body.links {
            let (file, fragment) = target.split_once('#').unwrap_or((target, ""));
            let place = rich::place(&page.source, span.clone());
            let found = if file.is_empty() {
                Some(page)
            } else {
                resolve(&page.path, file).and_then(|path| by_path.get(path.as_str()).copied())
            };
            if file.starts_with('/') {
                let hint = "write the path from this page, so that the site works under any address";
                log.error("link", place, "a link inside the site begins with `/`", hint);
                continue;
            }
            let Some(found) = found else {
                let known = by_path.keys().copied().collect::<Vec<_>>();
                let message = format!("there is no page `{file}` to link to");
                log.error("link", place, message, did_you_mean(file, known));
                continue;
            };
            if !fragment.is_empty() && !found.body.anchors.contains(fragment) {
                let known = found.body.anchors.iter().map(String::as_str).collect::<Vec<_>>();
                let message = format!("`{}` has no heading, table or figure `{fragment}`", found.path);
                log.error("link", place, message, did_you_mean(fragment, known));
            }
        }
    }
    let Some(site) = site else { return };
    let named: Vec<&Linked> = site.navigation.iter().chain(&site.footer).chain(&site.withheld).collect();
    for linked in named {
        if !by_path.contains_key(linked.page.as_str()) {
            let known = by_path.keys().copied().collect::<Vec<_>>();
            let message = format!("there is no page `{}` in `content`", linked.page);
            log.error("no-page", linked.place.clone(), message, did_you_mean(&linked.page, known));
        }
    }
}
