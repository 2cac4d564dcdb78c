//! The languages of a site: its own, and those into which pages are translated. `missing.cy.md` is `missing.md` in Welsh.

use std::collections::{BTreeMap, BTreeSet};

use super::{Page, Piece, links};
use crate::config::Site;
use crate::diagnostic::{Diagnostics, Place, did_you_mean};
use crate::language::{FALLBACK, Voice, primary};
use crate::load::theme::LoadedTheme;
use crate::load::yaml::Document;
use crate::schema::{Catalogue, Dataset};
use pulldown_cmark::{Event, Tag};

/// The site's languages, its own first.
pub(super) fn voices(
    site: Option<&Site>,
    theme: &LoadedTheme,
    labels: &[(String, Document)],
    catalogue: &Catalogue,
    log: &mut Diagnostics,
) -> Vec<Voice> {
    // A site whose settings cannot be read is no reason to tell anything of its language.
    let own = site.map_or(FALLBACK, |site| site.language.as_str());
    let mut voices = vec![Voice::new(own, theme.strings(own), BTreeMap::new())];
    let further = site.map(|site| site.languages.as_slice()).unwrap_or_default();
    for (tag, place) in further {
        if !theme.speaks(tag) {
            let message = format!("the theme has no texts in the language `{tag}`");
            let hint =
                format!("write them into `languages/{}.yaml` of your theme, with the keys of `en.yaml`", primary(tag));
            log.error("language", place.clone(), message, hint);
        }
        if theme.strings(tag).unreviewed {
            let message = format!("no speaker of `{tag}` has read what Candour says in it");
            let hint = format!(
                "have `languages/{}.yaml` of the default theme read, and put it without `unreviewed` into your theme",
                primary(tag)
            );
            log.warning("language-unreviewed", place.clone(), message, hint);
        }
        let document = labels.iter().find(|(name, _)| name == tag).map(|(_, document)| document);
        let texts = document.map(|document| translated(document, site, catalogue, log)).unwrap_or_default();
        voices.push(Voice::new(tag, theme.strings(tag), texts));
    }
    for (tag, document) in labels {
        if !further.iter().any(|(known, _)| known == tag) {
            let message = format!("`{tag}` is not among the languages of this site");
            let hint = format!("add `languages: [{tag}]` to `site.yaml`, or take the file out");
            log.error("language", document.root().place(), message, hint);
        }
    }
    voices
}

/// The labels of a file, each with what it is in the file's language.
fn translated(
    document: &Document,
    site: Option<&Site>,
    catalogue: &Catalogue,
    log: &mut Diagnostics,
) -> BTreeMap<String, String> {
    let of_datasets = catalogue.datasets.iter().flat_map(texts_of);
    let known: BTreeSet<&str> = of_datasets.chain(site.into_iter().flat_map(texts_of_site)).collect();
    let mut texts = BTreeMap::new();
    for (label, node) in document.root().entries(log) {
        let Some(text) = node.text(log) else { continue };
        if !known.contains(label.as_str()) {
            let message = "nothing on this site is called so";
            log.error("no-label", node.key_place(), message, did_you_mean(&label, known.iter().copied()));
        } else if digits(&label) != digits(&text) {
            let message = "the translation has other numbers than the label";
            log.error("translation", node.place(), message, "a label keeps its numbers in every language");
        } else {
            texts.insert(label, text);
        }
    }
    texts
}

/// What readers see of a description.
fn texts_of(dataset: &Dataset) -> impl Iterator<Item = &str> {
    let dimensions = dataset.dimensions.iter().flat_map(|dimension| {
        let missing = dimension.totals.iter().filter_map(|total| total.mismatch.as_ref());
        std::iter::once(&dimension.label).chain(dimension.members.values()).chain(missing)
    });
    let breaks = dataset.breaks.iter().map(|one| &one.note);
    let revisions = dataset.declared.revisions.iter().map(|one| &one.reason);
    let texts = std::iter::once(&dataset.title).chain(&dataset.source).chain(&dataset.notes).chain(&dataset.unequal);
    let measures = dataset.measures.iter().map(|measure| &measure.label);
    texts.chain(dimensions).chain(measures).chain(breaks).chain(revisions).map(String::as_str)
}

fn texts_of_site(site: &Site) -> impl Iterator<Item = &str> {
    let description = site.description.iter().map(|(text, _)| text);
    [&site.title, &site.organisation].into_iter().chain(description).chain(&site.contact_text).map(String::as_str)
}

/// The numbers of a text, as they stand in it, in order of size of their digits and not of place: languages put words in
/// another order.
pub(super) fn digits(text: &str) -> Vec<&str> {
    let is_part = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',');
    let mut numbers: Vec<&str> = text
        .split(|c| !is_part(c))
        .map(|part| part.trim_matches(['.', ',']))
        .filter(|part| part.contains(|c: char| c.is_ascii_digit()))
        .collect();
    numbers.sort_unstable();
    numbers
}

/// The language of a page, by its path: which of the site's, and the path of the page that it translates.
pub(super) fn of_path(path: &str, voices: &[Voice]) -> (usize, Option<String>) {
    let found = voices.iter().enumerate().skip(1).find_map(|(voice, language)| {
        let stem = path.strip_suffix(&format!(".{}.md", language.tag))?;
        Some((voice, Some(format!("{stem}.md"))))
    });
    found.unwrap_or((0, None))
}

/// The page in another language, where it has been translated into it.
pub(crate) fn in_language<'a>(pages: &'a [Page], path: &str, voice: usize) -> Option<&'a Page> {
    pages.iter().find(|page| page.voice == voice && page.of() == path)
}

/// Every link of a translation leads to translations, where they have what it leads to.
pub(super) fn lead(pages: &mut [Page]) {
    let mut led: Vec<(usize, usize, String)> = Vec::new();
    for (position, page) in pages.iter().enumerate().filter(|(_, page)| page.voice > 0) {
        for (number, link) in page.body.links.iter().enumerate() {
            let (file, fragment) = link.target.split_once('#').unwrap_or((&link.target, ""));
            let Some(path) = links::resolve(&page.path, file).filter(|_| !file.is_empty()) else { continue };
            let translation = in_language(pages, &path, page.voice).filter(|found| found.path != path);
            if let Some(found) = translation
                && (fragment.is_empty() || found.body.anchors.contains(fragment))
            {
                let name = |path: &str| path.rsplit('/').next().unwrap_or(path).to_owned();
                led.push((position, number, link.target.replacen(&name(&path), &name(&found.path), 1)));
            }
        }
    }
    for (position, number, target) in led {
        let body = &mut pages[position].body;
        let address = links::address(&target);
        if let Some(Piece::Event(Event::Start(Tag::Link { dest_url, .. }))) =
            body.pieces.get_mut(body.links[number].piece)
        {
            *dest_url = address.into();
        }
        body.links[number].target = target;
    }
}

/// Warns of labels that pages in a language show and that have no name in it.
pub(super) fn unnamed(
    catalogue: &Catalogue,
    voices: &[Voice],
    questions: &super::Questions,
    site: Option<&Site>,
    log: &mut Diagnostics,
) {
    for (voice, language) in voices.iter().enumerate().skip(1) {
        let asked = questions.list.iter().zip(&questions.voices).filter(|(_, asked)| **asked == voice);
        let facts = asked.flat_map(|(question, _)| question.facts());
        let datasets: BTreeSet<usize> = facts.map(|fact| catalogue.fact(fact).key.dataset).collect();
        let datasets = datasets.into_iter().map(|dataset| &catalogue.datasets[dataset]);
        let shown = datasets.flat_map(texts_of).chain(site.into_iter().flat_map(texts_of_site));
        let mut missing: Vec<&str> = Vec::new();
        for text in shown.filter(|text| !language.names(text)) {
            if !missing.contains(&text) {
                missing.push(text);
            }
        }
        if !missing.is_empty() && questions.voices.contains(&voice) {
            let list: Vec<String> = missing.iter().map(|text| format!("\"{text}\"")).collect();
            let message =
                format!("pages in `{}` show texts that have no translation: {}", language.tag, list.join("; "));
            let hint =
                "add each to that file as `text: its translation`; a name that stays the same is its own translation";
            log.warning("untranslated", Place::File(format!("data/labels.{}.yaml", language.tag)), message, hint);
        }
    }
}
