//! Verifies the emitted site: every file is read back from the disk, and every check reports all that it finds. Only a
//! site that passed can be published.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use crate::diagnostic::{Diagnostic, Place};
use crate::emit::staging::Staged;

mod address;
mod figures;
mod links;
mod manifest;
mod markup;
mod moved;
mod names;
mod numerals;
mod ownership;
mod page;
mod policy;
mod publish;
mod stylesheet;
mod workbook;
mod xml;

pub(crate) use numerals::numerals;
pub(crate) use ownership::{check_private, check_target, is_within_site};
pub use publish::{PublishError, Published, publish};

/// The page that a server shows for any address that it does not know, so its relative links would lead astray.
const ERROR_PAGE: &str = "404.html";

/// What the site may say and where it will live: the answers, as far as the checks need them.
#[derive(Clone, Debug, Default)]
pub(crate) struct Expectations {
    /// Every numeral that the vault, the author or a chart's axis put anywhere on the site, as [`numerals`] writes it.
    pub(crate) published_numbers: BTreeSet<String>,
    /// Further numerals that only one page may carry, by the page's path.
    pub(crate) page_numbers: BTreeMap<String, BTreeSet<String>>,
    /// JSON, XML and text files whose numerals are no figures, by exact path: a search index, a table of digests.
    pub(crate) without_figures: BTreeSet<String>,
    /// Old addresses of pages, and where each of them leads.
    pub(crate) moved: BTreeMap<String, String>,
    /// The address of the site, if it is known: absolute links that start with it are checked like relative ones.
    pub(crate) site_address: Option<String>,
}

impl Expectations {
    /// Lets every numeral of a text appear anywhere on the site.
    pub(crate) fn publish_numbers_of(&mut self, text: &str) {
        self.published_numbers.extend(numerals(text));
    }

    /// Lets every numeral of a text appear in one file.
    pub(crate) fn publish_numbers_on(&mut self, path: &str, text: &str) {
        self.page_numbers.entry(path.to_owned()).or_default().extend(numerals(text));
    }

    /// The rest of an absolute address that leads to this very site.
    fn own<'a>(&self, address: &'a str) -> Option<&'a str> {
        let site = self.site_address.as_deref()?.trim_end_matches('/');
        let rest = address.trim().strip_prefix(site)?;
        (rest.is_empty() || rest.starts_with(['/', '#', '?'])).then_some(rest)
    }

    /// The rest of an address of the page for what is not found, which is shown at any depth: it may begin where the site does.
    fn own_path<'a>(&self, page: &str, address: &'a str) -> Option<&'a str> {
        let (_, site) = self.site_address.as_deref().filter(|_| page == ERROR_PAGE)?.split_once("://")?;
        address.strip_prefix(&site[site.find('/')?..])
    }

    fn allows(&self, path: &str, numeral: &str) -> bool {
        self.published_numbers.contains(numeral) || self.page_numbers.get(path).is_some_and(|own| own.contains(numeral))
    }
}

/// One thing that is wrong with the site. Never carries a figure: it may be one that must not be known.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Problem {
    pub(crate) path: String,
    pub(crate) line: Option<u32>,
    /// The code of the check that found it.
    pub(crate) check: &'static str,
    pub(crate) message: String,
    pub(crate) hint: String,
}

impl From<Problem> for Diagnostic {
    fn from(problem: Problem) -> Self {
        let Problem { path, line, check, message, hint } = problem;
        let file = format!("public/{path}");
        let place = match line {
            Some(line) => Place::Data { file, line: line.into(), column: None },
            None => Place::File(file),
        };
        *Self::error(check, place, format!("{path}: {message}"), hint)
    }
}

/// All problems of a site, sorted by place. There is at least one.
#[derive(Debug, thiserror::Error)]
#[error("the emitted site has {} problem(s), so nothing was published", problems.len())]
pub(crate) struct VerifyFailures {
    pub(crate) problems: Vec<Problem>,
}

/// A staged site that passed every check. Made here only, and the only thing that can be published.
pub struct Verified {
    staged: Staged,
}

/// What one file says about itself, free of its parsed form, so that files can be looked at on several cores.
#[derive(Default)]
struct Findings {
    problems: Vec<Problem>,
    ids: BTreeSet<String>,
    links: Vec<links::Link>,
}

impl Findings {
    fn problem(&mut self, check: &'static str, path: &str, line: Option<u32>, message: String, hint: &str) {
        self.problems.push(Problem { path: path.to_owned(), line, check, message, hint: hint.to_owned() });
    }
}

/// Reads every staged file back and runs every check.
///
/// # Errors
/// [`VerifyFailures`] with every problem of every check; the staged site is removed.
pub(crate) fn verify(staged: Staged, expectations: &Expectations) -> Result<Verified, VerifyFailures> {
    let problems = check_folder(&staged.site(), expectations);
    if problems.is_empty() { Ok(Verified { staged }) } else { Err(VerifyFailures { problems }) }
}

/// Runs every check on files that are still in memory, for a look without writing.
pub(crate) fn inspect(files: &BTreeMap<String, Vec<u8>>, expectations: &Expectations) -> Vec<Problem> {
    check_files(files, Vec::new(), expectations)
}

fn check_folder(site: &std::path::Path, expectations: &Expectations) -> Vec<Problem> {
    let (files, problems) = manifest::check(site);
    check_files(&files, problems, expectations)
}

fn check_files(
    files: &BTreeMap<String, Vec<u8>>,
    mut problems: Vec<Problem>,
    expectations: &Expectations,
) -> Vec<Problem> {
    let findings: BTreeMap<&str, Findings> =
        files.par_iter().map(|(path, bytes)| (path.as_str(), inspect_file(path, bytes, expectations))).collect();
    problems.extend(links::check(&findings, files, expectations));
    problems.extend(moved::check(files, expectations));
    problems.extend(findings.into_values().flat_map(|found| found.problems));
    problems.sort();
    problems.dedup();
    problems
}

/// Everything that can be said of one file alone.
fn inspect_file(path: &str, bytes: &[u8], expectations: &Expectations) -> Findings {
    let mut found = Findings::default();
    let kind = names::Kind::of(path);
    if kind == names::Kind::Unknown {
        let hint = "Candour publishes pages, styles, images, fonts and data only; leave the file out";
        found.problem(policy::CHECK, path, None, "is of a kind that a site without scripts does not need".into(), hint);
    }
    if kind == names::Kind::Workbook {
        workbook::check(path, bytes, expectations, &mut found);
    }
    if !kind.is_text() {
        return found;
    }
    let Ok(text) = std::str::from_utf8(bytes) else {
        found.problem(markup::CHECK, path, None, "is not UTF-8 text".into(), "save it as UTF-8");
        return found;
    };
    match kind {
        names::Kind::Html | names::Kind::Fragment | names::Kind::Svg => {
            let page = page::Page::parse(path, text, kind != names::Kind::Html);
            links::collect(&page, &mut found);
            policy::check(&page, expectations, &mut found);
            figures::check_page(&page, expectations, &mut found);
            match kind {
                names::Kind::Html => markup::check(&page, &mut found),
                names::Kind::Fragment => markup::check_fragment(&page, &mut found),
                _ => xml::check(path, text, &mut found),
            }
        }
        names::Kind::Css => stylesheet::check(path, text, expectations, &mut found),
        names::Kind::Xml => {
            xml::check(path, text, &mut found);
            figures::check_xml(path, text, expectations, &mut found);
        }
        names::Kind::Csv => figures::check_csv(path, text, expectations, &mut found),
        names::Kind::Json => figures::check_json(path, text, expectations, &mut found),
        names::Kind::Text => figures::check_text(path, text, expectations, &mut found),
        names::Kind::Server | names::Kind::Workbook | names::Kind::Binary | names::Kind::Unknown => {}
    }
    found
}

#[cfg(test)]
mod tests;
