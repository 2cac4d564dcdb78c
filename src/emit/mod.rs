//! One writer for each kind of artefact, all from answers, and the folder in which they wait to be verified.

mod claims;
mod datapackage;
mod feed;
mod headers;
mod private;
mod redirects;
mod sitemap;
pub(crate) mod staging;

pub(crate) use private::{inference, private_page, put as put_private, write as write_private_report, write_jj};

use crate::download::DATA_PACKAGE;
use crate::render::{FEED, Rendered, hashed};
use staging::{Artefact, Emitted, PathError};

/// Every file of the site. Nothing is copied from anywhere: what is not made here is not published.
pub(crate) fn emit(rendered: &Rendered) -> Result<Emitted, PathError> {
    let mut emitted = Emitted::new();
    let mut add = |path: String, text: String| emitted.add(Artefact { path, bytes: text.into_bytes() });
    for page in &rendered.pages {
        add(page.path.clone(), page.html.clone())?;
        for (path, html) in &page.embeds {
            add(path.clone(), html.clone())?;
        }
        if let Some(path) = page.claims_path() {
            add(path, claims::write(&page.path, &page.statements))?;
        }
    }
    add("404.html".to_owned(), rendered.not_found.clone())?;
    add(hashed("style", "css", &rendered.style), rendered.style.clone())?;
    add(hashed("icon", "svg", &rendered.icon), rendered.icon.clone())?;
    for moved in &rendered.moved {
        add(moved.from.clone(), moved.html.clone())?;
    }
    if !rendered.moved.is_empty() {
        add(redirects::PATH.to_owned(), redirects::write(&rendered.moved))?;
    }
    if let Some(address) = &rendered.site.address {
        add("sitemap.xml".to_owned(), sitemap::write(address, &rendered.pages))?;
        if let Some(feed) = feed::write(&rendered.site, address, &rendered.news) {
            add(FEED.to_owned(), feed)?;
        }
    }
    if rendered.pages.iter().any(|page| !page.tables.is_empty()) {
        let tables = rendered.pages.iter().flat_map(|page| &page.tables);
        let package = datapackage::write(&rendered.site, tables);
        emitted.add(Artefact { path: DATA_PACKAGE.to_owned(), bytes: package.into_bytes() })?;
    }
    if let Some((path, bytes)) = &rendered.logo {
        emitted.add(Artefact { path: path.clone(), bytes: bytes.clone() })?;
    }
    for download in rendered.pages.iter().flat_map(|page| &page.downloads) {
        emitted.add(Artefact { path: download.path.clone(), bytes: download.bytes.clone() })?;
    }
    let offers = rendered.site.embed.then(|| emitted.files().keys().map(String::as_str).collect::<Vec<_>>());
    let headers = headers::write(offers.as_deref());
    emitted.add(Artefact { path: "_headers".to_owned(), bytes: headers.into_bytes() })?;
    Ok(emitted)
}
