//! The whole of Candour in one sentence: load the project, check it, ask what its pages want to say, protect and answer,
//! render the pages, emit the artefacts, verify the output, publish it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::ask::{Asked, Page, html_of};
use crate::diagnostic::{Diagnostics, Place};
use crate::download::DATA_PACKAGE;
use crate::emit::staging::{Emitted, Workspace};
use crate::emit::{emit, write_jj, write_private_report};
use crate::load::Project;
use crate::protect::{Considered, Examined, Protected, check_data, consider, examine, protect};
use crate::render::{Counts, FEED, NOT_FOUND, Rendered, Sketchbook, render, root_of};
use crate::schema::period::iso_date;
use crate::verify::{Expectations, VerifyFailures, check_private, check_target, inspect, publish, verify};
use crate::{ask, ledger, load, schema};
use stage::{ASK, CHECK, EMIT, LOAD, PROTECT, PUBLISH, RENDER, STAGE, VERIFY, stage};

mod failure;
mod stage;

pub use failure::Failure;

/// From which a site is built, beside the folder's own root.
pub(crate) const INPUTS: [&str; 7] =
    ["content", "data", "themes", "site.yaml", load::ACCESSIBILITY[0], load::ACCESSIBILITY[1], ledger::FILE];

/// What a build did.
#[derive(Debug)]
pub struct Summary {
    /// What it made.
    pub counts: Counts,
    /// Files in the site, the manifest among them.
    pub files: usize,
    /// Where the site is.
    pub site: PathBuf,
    /// Where the private report is.
    pub report: PathBuf,
    /// Where the old site still lies, if it could not be removed altogether.
    pub leftover: Option<PathBuf>,
}

/// Builds the site in `root` and swaps it into `out`. The private report goes into the folder `report`.
///
/// # Errors
/// [`Failure`]; the site in `out` then stands as it was.
pub fn build<'a>(
    project: impl Into<Project<'a>>,
    out: &Path,
    report: &Path,
    log: &mut Diagnostics,
) -> Result<Summary, Failure> {
    let project = project.into();
    let root = project.root;
    let inputs = INPUTS.map(|name| root.join(name));
    let inputs = inputs.each_ref().map(PathBuf::as_path);
    check_target(out, root, &inputs)?;
    check_private(report, out, &inputs)?;
    let workspace = Workspace::claim(out)?;
    let (rendered, emitted) = prepare(project, log)?;
    let staged = stage(STAGE, log, |_| workspace.stage(emitted))?;
    let verified = stage(VERIFY, log, |_| verify(staged, &expectations(&rendered)))?;
    let report = write_private_report(report, &rendered.report, &rendered.site.title)
        .map_err(|error| Failure::disk(report, format!("the private report cannot be written: {error}")))?;
    let published = stage(PUBLISH, log, |_| publish(verified))?;
    Ok(Summary {
        counts: rendered.counts,
        files: published.files,
        site: published.target,
        report,
        leftover: published.leftover,
    })
}

/// Everything of a build but the writing.
///
/// # Errors
/// [`Failure`], as [`build`] would.
pub fn check<'a>(project: impl Into<Project<'a>>, log: &mut Diagnostics) -> Result<Counts, Failure> {
    let (rendered, emitted) = prepare(project.into(), log)?;
    let problems = stage(VERIFY, log, |_| inspect(emitted.files(), &expectations(&rendered)));
    if problems.is_empty() { Ok(rendered.counts) } else { Err(VerifyFailures { problems }.into()) }
}

/// A site with its drafts, in memory, as its authors see it before anybody else does.
pub(crate) struct Preview {
    pub(crate) counts: Counts,
    /// Every file, by its path in the site.
    pub(crate) files: BTreeMap<String, Vec<u8>>,
    /// What has to be said of each file that belongs to a draft, in its language.
    pub(crate) drafts: BTreeMap<String, String>,
    /// How many pages are drafts or under an embargo.
    pub(crate) draft_pages: usize,
}

/// Everything of a build but the writing, drafts and pages under an embargo included.
///
/// # Errors
/// [`Failure`], as [`build`] would.
pub(crate) fn preview(project: Project<'_>, book: &mut Sketchbook, log: &mut Diagnostics) -> Result<Preview, Failure> {
    let asked = question(project.with_drafts(), log)?;
    let protected = stage(PROTECT, log, |log| protect(asked, log)).ok_or(Failure::Diagnosed)?;
    let watermark = |page: &Page| protected.voices[page.voice].say("draft-watermark", &[]);
    let drafts = protected.pages.iter().filter(|page| page.draft);
    let drafts: Vec<(String, String)> = drafts.map(|page| (html_of(&page.path), watermark(page))).collect();
    let (rendered, emitted) = write_out(protected, book, log)?;
    let problems = stage(VERIFY, log, |_| inspect(emitted.files(), &expectations(&rendered)));
    if !problems.is_empty() {
        return Err(VerifyFailures { problems }.into());
    }
    book.turn();
    let mut marked = BTreeMap::new();
    for (path, words) in &drafts {
        for page in rendered.pages.iter().filter(|page| page.path == *path) {
            marked.extend(page.files().map(|file| (file, words.clone())));
        }
    }
    let mut files = emitted.into_files();
    if let (Some(address), Some(page)) = (&rendered.site.address, files.get_mut(NOT_FOUND)) {
        // Here the site begins at the top of the server.
        let here = String::from_utf8_lossy(page).replace(&format!("=\"{}", root_of(address)), "=\"/");
        *page = here.into_bytes();
    }
    Ok(Preview { counts: rendered.counts, files, drafts: marked, draft_pages: drafts.len() })
}

/// From the project's folder to every file of the site, in memory.
fn prepare(project: Project<'_>, log: &mut Diagnostics) -> Result<(Rendered, Emitted), Failure> {
    let asked = question(project, log)?;
    let protected = stage(PROTECT, log, |log| protect(asked, log)).ok_or(Failure::Diagnosed)?;
    let written = write_out(protected, &Sketchbook::default(), log)?;
    if log.has_counting_warnings() { Err(Failure::Diagnosed) } else { Ok(written) }
}

/// What the vault decides about the site in `root`, without building it.
///
/// # Errors
/// [`Failure`], as [`build`] would.
pub(crate) fn decide<'a>(project: impl Into<Project<'a>>, log: &mut Diagnostics) -> Result<Examined, Failure> {
    let asked = question(project.into(), log)?;
    stage(PROTECT, log, |log| examine(asked, log)).ok_or(Failure::Diagnosed)
}

/// The same, also where the site cannot be protected.
///
/// # Errors
/// [`Failure`], but for that.
pub(crate) fn weigh<'a>(project: impl Into<Project<'a>>, log: &mut Diagnostics) -> Result<Considered, Failure> {
    let asked = question(project.into(), log)?;
    stage(PROTECT, log, |log| consider(asked, log)).ok_or(Failure::Diagnosed)
}

/// Writes the blocks of the site in `root` that hide something into `folder`, for other programs. They hold hidden values.
///
/// # Errors
/// [`Failure`]; a folder within the site's output is refused before anything is read.
pub(crate) fn export_jj(project: Project<'_>, folder: &Path, log: &mut Diagnostics) -> Result<Vec<PathBuf>, Failure> {
    let root = project.root;
    let inputs = INPUTS.map(|name| root.join(name));
    check_private(folder, &root.join("public"), &inputs.each_ref().map(PathBuf::as_path))?;
    let examined = decide(project, log)?;
    write_jj(folder, &examined.jj())
        .map_err(|error| Failure::disk(folder, format!("the blocks cannot be written: {error}")))
}

/// What was recorded of an edition.
pub(crate) struct Recorded {
    pub(crate) shown: usize,
    pub(crate) marked: usize,
}

/// Adds what the site in `root` shows and marks to its ledger, as an edition. No site is written.
///
/// # Errors
/// [`Failure`]; the ledger then stands as it was.
pub(crate) fn record(
    project: Project<'_>,
    edition: &str,
    date: &str,
    log: &mut Diagnostics,
) -> Result<Recorded, Failure> {
    if !ledger::is_name(edition) {
        let message = "an edition needs a name of at most 100 letters, without spaces around it";
        return Err(Failure::request("edition-name", message, "for example `--edition 2017-H1`"));
    }
    if iso_date(date).is_none() {
        let message = format!("`{date}` is not a day");
        return Err(Failure::request("date", message, "write the day of publication like `--date 2017-10-12`"));
    }
    let examined = decide(project, log)?;
    examined.judge_texts(log);
    if log.has_errors() {
        return Err(Failure::Diagnosed);
    }
    if let Some((message, hint)) = examined.refuses_edition(edition, date) {
        return Err(Failure::request("edition-recorded", message, hint));
    }
    let lines = examined.publication();
    if lines.is_empty() {
        let message = "the pages of this site show no figure, so there is nothing to record";
        return Err(Failure::request("nothing-to-record", message, "put figures on a page, or record another site"));
    }
    ledger::append(project.root, edition, date, &lines)
        .map_err(|error| Failure::disk(&project.root.join(ledger::FILE), format!("cannot be written: {error}")))?;
    let claims = lines.iter().filter(|(_, value)| value == ledger::CLAIMED).count();
    let marked = lines.iter().filter(|(_, value)| value.starts_with(|c: char| c.is_ascii_lowercase())).count() - claims;
    Ok(Recorded { shown: lines.len() - marked - claims, marked })
}

/// From the project's folder to every question that its pages ask.
fn question(project: Project<'_>, log: &mut Diagnostics) -> Result<Asked, Failure> {
    let loaded = stage(LOAD, log, |log| load::load(project, log)).ok_or(Failure::Diagnosed)?;
    let checked = stage(CHECK, log, |log| schema::check(loaded, log));
    let asked = stage(ASK, log, |log| {
        let asked = ask::ask(checked, log);
        check_data(&asked, log);
        asked
    });
    if log.has_errors() {
        return Err(Failure::Diagnosed);
    }
    Ok(asked)
}

/// From the answers to every file of the site.
fn write_out(protected: Protected, book: &Sketchbook, log: &mut Diagnostics) -> Result<(Rendered, Emitted), Failure> {
    let rendered = stage(RENDER, log, |log| render(protected, book, log)).ok_or(Failure::Diagnosed)?;
    let emitted = stage(EMIT, log, |_| emit(&rendered)).map_err(|error| {
        log.error("path", Place::File("content".to_owned()), error.to_string(), "rename the page or the table");
        Failure::Diagnosed
    })?;
    Ok((rendered, emitted))
}

fn expectations(rendered: &Rendered) -> Expectations {
    let mut expectations = Expectations {
        site_address: rendered.site.address.clone(),
        moved: rendered.moved.iter().map(|moved| (moved.from.clone(), moved.to.clone())).collect(),
        ..Expectations::default()
    };
    for text in rendered.figure_texts.iter().chain(&rendered.authored) {
        expectations.publish_numbers_of(text);
    }
    for page in &rendered.pages {
        for text in &page.authored {
            expectations.publish_numbers_on(&page.path, text);
            // It names the tables of all pages, and numbers them as they do.
            expectations.publish_numbers_on(DATA_PACKAGE, text);
        }
        for ((path, _), text) in
            page.embeds.iter().flat_map(|embed| page.authored.iter().map(move |text| (embed, text)))
        {
            expectations.publish_numbers_on(path, text);
        }
        for download in page.downloads.iter().filter(|download| !["CSV", "PNG"].contains(&download.format)) {
            for text in &page.authored {
                expectations.publish_numbers_on(&download.path, text);
            }
        }
        for download in page.downloads.iter().filter(|download| download.format == "JSON") {
            // Each cell is there with the names that its author gave its dataset, members and period.
            for name in page.tables.iter().flat_map(|table| &table.figures).flatten().flatten() {
                expectations.publish_numbers_on(&download.path, name);
            }
        }
        if let Some(claims) = page.claims_path() {
            let formulas = page.statements.iter().map(|statement| &statement.formula);
            for text in page.authored.iter().chain(formulas) {
                expectations.publish_numbers_on(&claims, text);
            }
        }
    }
    for text in rendered.news.iter().flat_map(|news| &news.authored) {
        expectations.publish_numbers_on(FEED, text);
    }
    expectations
}

#[cfg(test)]
mod twins;
