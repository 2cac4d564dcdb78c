//! What a reader will see change between two built sites. Nothing but what their manifests list is read, so nothing that
//! is hidden can appear; no data, no source.

mod changes;
mod figures;
mod files;
mod groups;
mod hidden;
mod markdown;
mod page;
mod pages;
mod sheet;
mod site;
mod text;
mod told;
mod words;

use std::path::Path;

use serde::Serialize;

use changes::FigureChange;
use files::FileChange;
use groups::Group;
use pages::{ExhibitChange, PageChange};
use site::{NoSite, Site};
use words::WordChange;

const FORMAT: &str = "candour-diff";
const VERSION: u32 = 1;

/// Everything that a reader will see change, sorted by page and place.
#[derive(Debug, Serialize)]
pub(crate) struct Difference {
    format: &'static str,
    version: u32,
    old: About,
    new: About,
    changed: bool,
    /// Whether what the old site says is left out, because of what the new one withholds.
    left_out: bool,
    summary: Summary,
    /// One entry a figure, wherever it stands.
    figures: Vec<FigureChange>,
    /// Those that came or went, counted by table or text and period.
    groups: Vec<Group>,
    words: Vec<WordChange>,
    pages: Vec<PageChange>,
    exhibits: Vec<ExhibitChange>,
    files: Vec<FileChange>,
    /// Pages of which only layout, drawings or links changed.
    otherwise: Vec<String>,
}

/// One of the two sites.
#[derive(Debug, Serialize)]
struct About {
    title: String,
    pages: usize,
    files: usize,
    /// Nothing where it is left out.
    bytes: Option<usize>,
}

/// How many of each.
#[derive(Debug, Default, Serialize)]
struct Summary {
    revised: usize,
    worked_out_again: usize,
    changed_without_mark: usize,
    written_differently: usize,
    newly_withheld: usize,
    no_longer_withheld: usize,
    other_marker: usize,
    other_periods: usize,
    new_period: usize,
    new: usize,
    gone: usize,
    /// Of the counts that changed, those that differ by 1 to 5.
    small_differences: usize,
    /// Those that people wrote.
    words: usize,
    pages: usize,
    exhibits: usize,
    files: usize,
}

impl Difference {
    /// Whether a reader sees anything change.
    pub(crate) fn has_changes(&self) -> bool {
        self.changed
    }

    /// For machines.
    pub(crate) fn json(&self) -> String {
        // Plain texts and numbers always become JSON.
        serde_json::to_string_pretty(self).unwrap_or_default() + "\n"
    }

    /// For a person at a terminal or in a file, in colours or without.
    pub(crate) fn text(&self, coloured: bool) -> String {
        text::write(self, coloured)
    }

    /// For a comment on a proposed change.
    pub(crate) fn markdown(&self) -> String {
        markdown::write(self)
    }

    /// For a person to read, print and sign: one HTML file.
    pub(crate) fn page(&self) -> String {
        // The template is ours, and is given all that it asks for.
        sheet::write(self).unwrap_or_default()
    }
}

/// Compares the built sites in two folders.
///
/// # Errors
/// Why one of them is no built site.
pub(crate) fn compare(old: &Path, new: &Path) -> Result<Difference, NoSite> {
    let (old, new) = (Site::read(old)?, Site::read(new)?);
    let figures = changes::changes(&old, &new);
    let pairs = pages::pairs(&old, &new);
    let words = words::words(&pairs, &old, &new);
    let (pages, exhibits) = (pages::changes(&pairs, &old, &new), pages::exhibits(&pairs));
    let files = files::changes(&old, &new);
    let told = |page: &str| {
        figures.iter().any(|change| change.places.iter().any(|spot| spot.page() == page))
            || words.iter().any(|change| change.page == page)
            || exhibits.iter().any(|change| change.page == page)
            || pages.iter().any(|change| change.page == page)
    };
    let differs =
        |pair: &&pages::Pair<'_>| pair.path != "find.html" && pair.before.markup != pair.now.markup && !told(pair.path);
    let otherwise: Vec<String> = pairs.iter().filter(differs).map(|pair| pair.path.to_owned()).collect();
    let lists = [figures.len(), words.len(), pages.len(), exhibits.len(), files.len(), otherwise.len()];
    let mut difference = Difference {
        format: FORMAT,
        version: VERSION,
        old: about(&old),
        new: about(&new),
        changed: lists.iter().any(|length| *length > 0),
        left_out: false,
        summary: Summary::default(),
        figures,
        groups: Vec::new(),
        words,
        pages,
        exhibits,
        files,
        otherwise,
    };
    if hidden::is_at_stake(&old, &new) {
        hidden::hide(&mut difference, &new);
    }
    // Counted at last, so that nothing is counted or grouped by what is left out.
    difference.groups = groups::groups(&difference.figures, &old, &new);
    difference.summary = summary(&difference);
    Ok(difference)
}

fn about(site: &Site) -> About {
    let pages = site.pages.keys().filter(|path| !matches!(path.as_str(), "404.html" | "find.html")).count();
    let bytes = Some(site.files.values().map(Vec::len).sum());
    About { title: site.title.clone(), pages, files: site.files.len(), bytes }
}

fn summary(difference: &Difference) -> Summary {
    use changes::Change;
    let Difference { figures, words, pages, exhibits, files, .. } = difference;
    let count = |wanted: &[Change]| figures.iter().filter(|change| wanted.contains(&change.change)).count();
    Summary {
        revised: count(&[Change::Revised]),
        worked_out_again: count(&[Change::WorkedOutAgain]),
        changed_without_mark: count(&[Change::ChangedWithoutMark]),
        written_differently: count(&[Change::WrittenDifferently]),
        newly_withheld: count(&[Change::NewlyWithheld]),
        no_longer_withheld: count(&[Change::NoLongerWithheld]),
        other_marker: count(&[Change::OtherMarker]),
        other_periods: count(&[Change::OtherPeriods]),
        new_period: count(&[Change::NewPeriod]),
        new: count(&[Change::New]),
        gone: count(&[Change::Gone, Change::PeriodGone]),
        small_differences: figures.iter().filter(|change| change.small_difference).count(),
        words: words.iter().filter(|change| !change.follows).count(),
        pages: pages.len(),
        exhibits: exhibits.len(),
        files: files.len(),
    }
}
