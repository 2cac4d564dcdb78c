//! The links check: every address leads somewhere, from any folder, web path or USB stick.

use std::collections::{BTreeMap, BTreeSet};

use scraper::ElementRef;

use super::address::{Address, resolve};
use super::page::Page;
use super::{Expectations, Findings, Problem};

pub(super) const CHECK: &str = "output-links";

/// What an address is for, which decides where it may lead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Purpose {
    /// Something to follow.
    Follow,
    /// Something that a browser fetches by itself.
    Fetch,
    /// Something about the page that nobody fetches by itself: `canonical`, a licence, a sitemap's entry.
    About,
    /// The id of another element of the same page.
    Id,
}

/// An address in a file, to be followed once all files are known.
#[derive(Debug)]
pub(super) struct Link {
    pub(super) line: Option<u32>,
    pub(super) place: String,
    pub(super) address: String,
    pub(super) purpose: Purpose,
}

/// Attributes whose value is one address, or a list of them.
const ADDRESSES: [&str; 9] = ["href", "src", "srcset", "poster", "action", "formaction", "cite", "data", "background"];
/// Attributes whose value is a list of ids on the same page.
const IDS: [&str; 8] =
    ["for", "headers", "aria-labelledby", "aria-describedby", "aria-controls", "aria-owns", "aria-details", "list"];
/// Relations that a browser does not fetch.
const ABOUT: [&str; 7] = ["alternate", "author", "canonical", "license", "next", "prev", "describedby"];

/// Notes the ids and addresses of a page.
pub(super) fn collect(page: &Page<'_>, found: &mut Findings) {
    for element in page.elements() {
        let value = element.value();
        let line = page.line(element);
        if let Some(id) = value.attr("id") {
            if id.is_empty() || id.contains(char::is_whitespace) {
                let message = format!("<{}> has an id that is empty or holds a space", value.name());
                found.problem(CHECK, page.path, line, message, "give it an id of letters, digits and hyphens");
            } else if !found.ids.insert(id.to_owned()) {
                let message = format!("<{}> has the id `{id}`, which another element of the page has", value.name());
                found.problem(CHECK, page.path, line, message, "make ids unique on a page");
            }
        }
        for (name, text) in value.attrs() {
            let place = format!("{name} of <{}>", value.name());
            let mut add = |address: &str, purpose| {
                let (place, address) = (place.clone(), address.to_owned());
                found.links.push(Link { line, place, address, purpose });
            };
            if name == "srcset" {
                let first = |candidate: &str| candidate.split_whitespace().next().unwrap_or_default().to_owned();
                text.split(',').for_each(|candidate| add(&first(candidate), Purpose::Fetch));
            } else if ADDRESSES.contains(&name) {
                add(text, purpose(element));
            } else if IDS.contains(&name) {
                text.split_whitespace().for_each(|id| add(id, Purpose::Id));
            } else if text.contains("url(") {
                urls(text).for_each(|address| add(address, Purpose::Fetch));
            }
        }
    }
}

fn purpose(element: ElementRef<'_>) -> Purpose {
    let value = element.value();
    match value.name() {
        "a" | "area" => Purpose::Follow,
        "blockquote" | "q" | "del" | "ins" => Purpose::About,
        "link" if value.attr("rel").is_some_and(|rel| rel.split_whitespace().all(|one| ABOUT.contains(&one))) => {
            Purpose::About
        }
        _ => Purpose::Fetch,
    }
}

/// The addresses in `url(…)` of a drawing's attribute, such as `fill`.
fn urls(text: &str) -> impl Iterator<Item = &str> {
    text.split("url(").skip(1).map(|rest| rest.split(')').next().unwrap_or(rest).trim().trim_matches(['"', '\'']))
}

/// Follows every address of every file.
pub(super) fn check(
    findings: &BTreeMap<&str, Findings>,
    files: &BTreeMap<String, Vec<u8>>,
    expectations: &Expectations,
) -> Vec<Problem> {
    let site = Site { findings, files, folders: folders(files), expectations };
    let mut problems = Vec::new();
    for (path, found) in findings {
        for link in &found.links {
            if let Err((message, hint)) = site.follow(path, found, link) {
                let message = format!("{}: `{}` {message}", link.place, link.address);
                let (path, hint) = ((*path).to_owned(), hint.to_owned());
                problems.push(Problem { path, line: link.line, check: CHECK, message, hint });
            }
        }
    }
    problems
}

type Wrong = (&'static str, &'static str);

struct Site<'a> {
    findings: &'a BTreeMap<&'a str, Findings>,
    files: &'a BTreeMap<String, Vec<u8>>,
    folders: BTreeSet<&'a str>,
    expectations: &'a Expectations,
}

fn folders(files: &BTreeMap<String, Vec<u8>>) -> BTreeSet<&str> {
    let all = files.keys().flat_map(|path| path.match_indices('/').map(|(at, _)| &path[..at]));
    all.chain([""]).collect()
}

impl Site<'_> {
    fn follow(&self, page: &str, found: &Findings, link: &Link) -> Result<(), Wrong> {
        if link.purpose == Purpose::Id {
            let known = found.ids.contains(&link.address);
            return known.then_some(()).ok_or(("is no id on this page", "name an element that is there"));
        }
        if let Some(rest) = self.expectations.own_path(page, &link.address) {
            return self.find("", rest, false);
        }
        match Address::of(&link.address) {
            Address::Refused(why) => Err((why, "write a relative address such as `../about.html#scope`")),
            Address::Contact if link.purpose == Purpose::Follow => Ok(()),
            Address::Contact => Err(("can only be followed from <a>", "write it as a link")),
            Address::Web => match self.expectations.own(&link.address) {
                // The policy check refuses to fetch anything from elsewhere.
                None => Ok(()),
                Some(rest) => self.find("", rest.trim_start_matches('/'), link.purpose != Purpose::Follow),
            },
            Address::Relative { .. } => self.find(page, &link.address, false),
        }
    }

    /// `on_a_server`: nobody opens this address from a folder, so a folder's address may stand for its index.
    fn find(&self, page: &str, address: &str, on_a_server: bool) -> Result<(), Wrong> {
        let (path, fragment) = match Address::of(address) {
            Address::Relative { path, fragment } => (path, fragment),
            _ if on_a_server => (String::new(), None),
            _ => return Err(FOLDER),
        };
        let Some(mut path) = resolve(page, &path) else {
            return Err(("leads out of the site", "link to a page of the site, or write the whole web address"));
        };
        let folder = path.strip_suffix('/').unwrap_or(&path);
        if !self.files.contains_key(&path) && self.folders.contains(folder) {
            if !on_a_server {
                return Err(FOLDER);
            }
            path = if folder.is_empty() { "index.html".to_owned() } else { format!("{folder}/index.html") };
        }
        if !self.files.contains_key(&path) {
            return Err(("leads to no file of the site", "correct the address, or publish the file"));
        }
        let Some(fragment) = fragment else { return Ok(()) };
        let known = self.findings.get(path.as_str()).is_some_and(|target| target.ids.contains(&fragment));
        known.then_some(()).ok_or(("names a place that its page does not have", "name an id of that page"))
    }
}

const FOLDER: Wrong = ("is the address of a folder, which opens nothing without a web server", "add `index.html`");
