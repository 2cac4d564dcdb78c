//! Links between pages, checked against the pages that there are.

use std::collections::BTreeMap;

use super::Page;
use super::markdown::PageLink;
use super::rich;
use crate::config::{Linked, Site};
use crate::diagnostic::{Diagnostics, Place, did_you_mean};
use crate::load::AbsentPages;
use crate::render::EMBED_FOLDER;

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
pub(super) fn resolve(from: &str, target: &str) -> Option<String> {
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

/// Reports every link that leads nowhere, and every page whose address is kept for something else.
pub(super) fn check(site: Option<&Site>, pages: &[Page], absent: &AbsentPages, log: &mut Diagnostics) {
    for page in pages.iter().filter(|page| site.is_some_and(|site| site.embed) && page.path.starts_with(EMBED_FOLDER)) {
        let message =
            "with `embed: true`, figures for other people's pages lie in the folder `embed`, which any site may frame";
        let place = Place::File(page.source.name.clone());
        log.error("file-name", place, message, "give the folder of this page another name");
    }
    let by_path: BTreeMap<&str, &Page> = pages.iter().map(|page| (page.path.as_str(), page)).collect();
    for page in pages {
        for PageLink { target, span, .. } in &page.body.links {
            let (file, fragment) = target.split_once('#').unwrap_or((target, ""));
            let place = rich::place(&page.source, span.clone());
            if target.is_empty() {
                log.error("link", place, "this link leads nowhere", "write the page's path between the round brackets");
                continue;
            }
            let path = if file.is_empty() { Some(page.path.clone()) } else { resolve(&page.path, file) };
            let found = path.as_deref().and_then(|path| by_path.get(path).copied());
            if file.starts_with('/') {
                let hint = "write the path from this page, so that the site works under any address";
                log.error("link", place, "a link inside the site begins with `/`", hint);
                continue;
            }
            let Some(found) = found else {
                no_page("link", file, path.as_deref().unwrap_or(file), place, &by_path, absent, log);
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
    let named: Vec<&Linked> = site
        .navigation
        .iter()
        .chain(&site.footer)
        .chain(&site.withheld)
        .chain(&site.glossary)
        .chain(&site.contact)
        .collect();
    for linked in named {
        if !by_path.contains_key(linked.page.as_str()) {
            no_page("no-page", &linked.page, &linked.page, linked.place.clone(), &by_path, absent, log);
        }
    }
}

/// Reports a page that is not there, unless it is there and its own problem has been told.
fn no_page(
    code: &'static str,
    written: &str,
    path: &str,
    place: Place,
    by_path: &BTreeMap<&str, &Page>,
    absent: &AbsentPages,
    log: &mut Diagnostics,
) {
    if absent.broken.contains(path) {
        return;
    }
    if absent.drafts.contains(path) {
        let message = format!("the page `{written}` is a draft or under an embargo, so nothing can lead to it");
        log.error(code, place, message, "take this out until the page is published, or take `draft` out of the page, or build with `--at` once its embargo is over");
        return;
    }
    let as_page = written.strip_suffix(".html").map(|stem| format!("{stem}.md"));
    let hint = match as_page.filter(|page| by_path.contains_key(page.as_str())) {
        Some(page) => format!("pages are named by their source: `{page}`"),
        None if by_path.is_empty() => format!("save it as `content/{path}`"),
        None => did_you_mean(written, by_path.keys().copied()),
    };
    log.error(code, place, format!("there is no page `{written}` in `content`"), hint);
}
