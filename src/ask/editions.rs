//! Editions of a page: the latest has the stable address, and each earlier one is a page of its own, with its own text and
//! figures that are asked for like all others.

use super::Page;
use crate::diagnostic::{Diagnostics, Place, did_you_mean};
use crate::load::AbsentPages;

/// What the front matter of a page says of its edition.
#[derive(Debug, Default)]
pub(crate) struct Edition {
    /// Its name, such as "January to June 2017".
    pub(crate) name: Option<(String, Place)>,
    /// The page of the latest edition, inside `content`, if this is an earlier one.
    pub(crate) of: Option<(String, Place)>,
}

impl Page {
    /// The page that has the latest edition: itself, unless it is an earlier one.
    pub(crate) fn latest(&self) -> &str {
        self.edition.of.as_ref().map_or(&self.path, |(latest, _)| latest)
    }
}

/// All editions of a page, the latest first; none where the page has no editions.
pub(crate) fn editions_of<'a>(page: &Page, pages: &'a [Page]) -> Vec<&'a Page> {
    if page.edition.name.is_none() {
        return Vec::new();
    }
    let mut editions: Vec<&Page> = pages.iter().filter(|other| other.latest() == page.latest()).collect();
    editions.sort_by_key(|edition| (edition.edition.of.is_some(), std::cmp::Reverse(edition.published)));
    editions
}

/// Reports editions that are not in order: each has a name of its own and a date, and there is one latest.
pub(super) fn check(pages: &[Page], absent: &AbsentPages, log: &mut Diagnostics) {
    for page in pages {
        let (Some((latest, place)), name) = (&page.edition.of, &page.edition.name) else { continue };
        if name.is_none() {
            let message = "an earlier edition needs a name";
            log.error("edition", place.clone(), message, "add `edition: …`, such as the period that it is about");
        }
        let Some(latest_page) = pages.iter().find(|other| other.path == *latest) else {
            if !absent.broken.contains(latest) {
                let known = pages.iter().filter(|other| other.edition.of.is_none()).map(|other| other.path.as_str());
                let message = format!("there is no page `{latest}` in `content` whose edition this could be");
                log.error("no-page", place.clone(), message, did_you_mean(latest, known));
            }
            continue;
        };
        if latest_page.edition.of.is_some() {
            let message = format!("`{latest}` is an earlier edition itself");
            let hint = format!("name the latest edition: `edition-of: {}`", latest_page.latest());
            log.error("edition", place.clone(), message, hint);
        } else if latest_page.edition.name.is_none() {
            let message = format!("`{latest}` does not say which edition it is");
            log.error("edition", place.clone(), message, "add `edition: …` to its front matter");
        }
        match (page.published, latest_page.published) {
            (Some(earlier), Some(last)) if earlier < last => {}
            (Some(_), Some(_)) => {
                let message = format!("this edition is not earlier than the latest one, `{latest}`");
                log.error("edition", place.clone(), message, "the latest edition has the latest date `published`");
            }
            _ => {
                let hint = "add `published: …`, the day of its publication, to each edition";
                log.error("edition", place.clone(), "editions are told apart by their dates".to_owned(), hint);
            }
        }
    }
    for (position, page) in pages.iter().enumerate() {
        let Some((name, place)) = &page.edition.name else { continue };
        let same = |other: &&Page| {
            other.latest() == page.latest() && other.edition.name.as_ref().is_some_and(|(other, _)| other == name)
        };
        if let Some(other) = pages[..position].iter().find(same) {
            let message = format!("`{}` is the edition \"{name}\" already", other.path);
            log.error("edition", place.clone(), message, "give each edition of a page a name of its own");
        }
        let of_that_day = |other: &&Page| {
            let both_earlier = other.edition.of.is_some() && page.edition.of.is_some();
            both_earlier && other.latest() == page.latest() && other.published == page.published
        };
        if let Some(other) = pages[..position].iter().find(of_that_day).filter(|_| page.published.is_some()) {
            let message = format!("this edition has the date of another one, `{}`", other.path);
            log.error("edition", place.clone(), message, "editions are told apart by their dates: correct one of them");
        }
    }
}
