//! A difference in plain words: what every written form lays out in its own way.

use std::collections::BTreeMap;

use super::Difference;
use super::changes::{Change, FigureChange};
use super::figures::Spot;
use super::files::{FileChange, Purpose, State};
use super::groups::Group;
use super::pages::{Became, PageChange};
use super::words::{Edit, WordChange};

/// In the place of what is not said because of what the new site withholds.
pub(super) const LEFT_OUT: &str = "(left out)";
/// Groups with no more figures than this are told figure by figure.
const FEW: usize = 3;

/// Everything that is said.
pub(super) struct Told<'a> {
    /// How many of each, a line each.
    pub(super) summary: Vec<String>,
    /// What somebody should look at before it is published.
    pub(super) heed: Vec<String>,
    pub(super) figures: Vec<Block>,
    pub(super) words: Vec<PageWords<'a>>,
    pub(super) pages: Vec<String>,
    pub(super) exhibits: Vec<String>,
    pub(super) files: Vec<String>,
}

/// The figures of one table or of a page's text.
pub(super) struct Block {
    pub(super) place: String,
    pub(super) rows: Vec<Row>,
    /// Figures that came or went together.
    pub(super) counted: Vec<String>,
}

/// One figure.
pub(super) struct Row {
    pub(super) name: String,
    pub(super) old: Option<String>,
    pub(super) new: Option<String>,
    pub(super) why: String,
}

/// The texts of one page, or of what stands around several.
pub(super) struct PageWords<'a> {
    pub(super) place: String,
    pub(super) changes: Vec<&'a WordChange>,
    /// How many texts follow from figures, so that they need not be read here.
    pub(super) following: usize,
}

impl Row {
    /// `was 46, now 70 [r]`
    pub(super) fn said(&self) -> String {
        let quoted = |text: &String| {
            let is_words = text.starts_with(char::is_alphabetic);
            if is_words { format!("“{text}”") } else { text.clone() }
        };
        match (&self.old, &self.new) {
            (Some(old), Some(new)) => format!("was {}, now {}", quoted(old), quoted(new)),
            (None, Some(new)) => quoted(new),
            (Some(old), None) => format!("was {}", quoted(old)),
            (None, None) => String::new(),
        }
    }
}

impl Edit {
    /// What became of the text, in a word or two.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Changed => "changed",
            Self::New => "new",
            Self::Gone => "gone",
            Self::Moved => "moved within the page",
            Self::Label => "another label",
        }
    }
}

/// Puts a difference into words.
pub(super) fn told(difference: &Difference) -> Told<'_> {
    Told {
        summary: summary(difference),
        heed: heed(difference),
        figures: figures(difference),
        words: words(difference),
        pages: difference.pages.iter().map(page).collect(),
        exhibits: difference
            .exhibits
            .iter()
            .map(|one| {
                let became = if one.change == Became::New { "new" } else { "gone" };
                format!("{}: {} on {}: {}", became, one.label, one.page, one.title)
            })
            .collect(),
        files: files(difference),
    }
}

pub(super) fn several(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

fn summary(difference: &Difference) -> Vec<String> {
    let of = &difference.summary;
    let figures = |count: usize, what: &str| (count, format!("{} {what}", several(count, "figure", "figures")));
    let lines = [
        figures(of.revised, "revised"),
        figures(of.worked_out_again, "worked out again from figures that changed"),
        figures(of.changed_without_mark, "changed without a mark of revision"),
        figures(of.written_differently, "written or marked differently"),
        figures(of.newly_withheld, "newly withheld"),
        figures(of.no_longer_withheld, "no longer withheld"),
        figures(of.other_marker, "with another marker"),
        figures(of.other_periods, "worked out for other periods"),
        figures(of.new_period, "of a new period"),
        figures(of.new, "new"),
        figures(of.gone, "no longer on the site"),
        (of.words, several(of.words, "text changed", "texts changed")),
        (of.pages, several(of.pages, "page new, gone, moved or renamed", "pages new, gone, moved or renamed")),
        (of.exhibits, several(of.exhibits, "table or chart new or gone", "tables and charts new or gone")),
        (of.files, several(of.files, "file new, gone or changed", "files new, gone or changed")),
    ];
    lines.into_iter().filter(|(count, _)| *count > 0).map(|(_, line)| line).collect()
}

fn heed(difference: &Difference) -> Vec<String> {
    let of = &difference.summary;
    let lost = difference.pages.iter().filter(|page| page.leads_on == Some(false)).count();
    let is = |count: usize| if count == 1 { "is" } else { "are" };
    let lines = [
        (
            usize::from(difference.left_out),
            "the new site withholds figures that old numbers could tell, so what the old site says is left out here, \
             but for words without numbers and what the new site says itself; differences by a small number are not \
             pointed out"
                .to_owned(),
        ),
        (
            of.small_differences,
            format!(
                "{} by a small number (1 to 5) from what the old site shows: readers can compare the two; make sure \
                 that nobody is known by the difference",
                several(of.small_differences, "count differs", "counts differ")
            ),
        ),
        (
            of.newly_withheld,
            format!(
                "{} that readers have seen {} withheld now: whoever kept the old site still knows",
                several(of.newly_withheld, "figure", "figures"),
                is(of.newly_withheld)
            ),
        ),
        (
            of.changed_without_mark,
            format!(
                "{} without the mark [r], so nothing tells readers: record the old edition with “candour record”, and \
                 say why under “revisions”",
                several(of.changed_without_mark, "figure changed", "figures changed")
            ),
        ),
        (
            lost,
            format!(
                "{} gone and nothing leads on from there: if it has a new address, name the old one in “moved-from”",
                several(lost, "page is", "pages are")
            ),
        ),
    ];
    lines.into_iter().filter(|(count, _)| *count > 0).map(|(_, line)| line).collect()
}

fn figures(difference: &Difference) -> Vec<Block> {
    let mut blocks: BTreeMap<(&str, Option<usize>), Block> = BTreeMap::new();
    let place_of = |spot: &Spot| match spot {
        Spot::Cell { page, title, .. } => format!("{page}, {title}"),
        Spot::Text { page, .. } => format!("{page}, in the text"),
    };
    let few = |change: &FigureChange| difference.groups.iter().any(|group| is_few(group) && group.has(change));
    for change in &difference.figures {
        let Some(spot) = change.spot() else { continue };
        if !change.is_told_by_itself() && !few(change) {
            continue;
        }
        let fresh = || Block { place: place_of(spot), rows: Vec::new(), counted: Vec::new() };
        blocks.entry(key(spot)).or_insert_with(fresh).rows.push(row(change));
    }
    for group in difference.groups.iter().filter(|group| !is_few(group)) {
        let first = difference.figures.iter().find(|change| group.has(change)).and_then(FigureChange::spot);
        let Some(spot) = first else { continue };
        let fresh = || Block { place: place_of(spot), rows: Vec::new(), counted: Vec::new() };
        blocks.entry(key(spot)).or_insert_with(fresh).counted.push(counted(group));
    }
    blocks.into_values().collect()
}

/// The table or text in which it stands.
fn key(spot: &Spot) -> (&str, Option<usize>) {
    match spot {
        Spot::Cell { page, number, .. } => (page, Some(*number)),
        Spot::Text { page, .. } => (page, None),
    }
}

fn is_few(group: &Group) -> bool {
    group.members.len() <= FEW
}

fn row(change: &FigureChange) -> Row {
    let name = match change.spot() {
        Some(Spot::Cell { row, column, .. }) => format!("{row}, {column}"),
        _ => change.name.clone(),
    };
    let why = match change.change {
        Change::Revised => match &change.reason {
            Some(reason) => format!("revised: {reason}"),
            None => "revised".to_owned(),
        },
        Change::WorkedOutAgain => "worked out again from figures that changed".to_owned(),
        Change::ChangedWithoutMark => "changed without a mark of revision".to_owned(),
        Change::WrittenDifferently => "the same number, written or marked differently".to_owned(),
        Change::NewlyWithheld => "newly withheld".to_owned(),
        Change::NoLongerWithheld => "no longer withheld".to_owned(),
        Change::OtherMarker => "another marker".to_owned(),
        Change::OtherPeriods => "worked out for other periods".to_owned(),
        Change::NewPeriod => "a new period".to_owned(),
        Change::New => "newly on the site".to_owned(),
        Change::PeriodGone | Change::Gone => "no longer on the site".to_owned(),
    };
    let why = why.trim_end_matches('.').to_owned();
    let why = if change.small_difference { format!("{why}; the two differ by a small number") } else { why };
    let old = if change.left_out { Some(LEFT_OUT.to_owned()) } else { change.old.clone() };
    Row { name, old, new: change.new.clone(), why: with_other_pages(why, change) }
}

fn with_other_pages(why: String, change: &FigureChange) -> String {
    let first = change.spot().map(Spot::page).unwrap_or_default();
    let mut others: Vec<&str> = change.places.iter().map(Spot::page).filter(|page| *page != first).collect();
    others.dedup();
    if others.is_empty() { why } else { format!("{why}; also on {}", others.join(", ")) }
}

fn counted(group: &Group) -> String {
    let mut counts = Vec::new();
    for (count, what) in [(group.shown, "shown"), (group.withheld, "withheld"), (group.marked, "with another marker")] {
        if count > 0 {
            let what = if counts.is_empty() { format!("{} {what}", noun(count)) } else { what.to_owned() };
            counts.push(format!("{count} {what}"));
        }
    }
    let what = match group.change {
        Change::OtherPeriods => "Worked out for other periods",
        Change::NewPeriod => "New period",
        Change::New => "Newly on the site",
        _ => "No longer on the site",
    };
    let period = group
        .period
        .as_ref()
        .filter(|_| group.change != Change::OtherPeriods)
        .map(|period| format!(", {period}"))
        .unwrap_or_default();
    format!("{what}{period}: {}", counts.join(", "))
}

fn noun(count: usize) -> &'static str {
    if count == 1 { "figure" } else { "figures" }
}

/// The texts by page. What follows from figures is counted, where figures of that page changed.
fn words(difference: &Difference) -> Vec<PageWords<'_>> {
    let mut pages: BTreeMap<&str, PageWords<'_>> = BTreeMap::new();
    for change in &difference.words {
        let page = change.page.as_str();
        let place = if page.is_empty() { "around every page" } else { page };
        let fresh = || PageWords { place: place.to_owned(), changes: Vec::new(), following: 0 };
        let words = pages.entry(page).or_insert_with(fresh);
        let figures_changed =
            || difference.figures.iter().any(|figure| figure.places.iter().any(|spot| spot.page() == page));
        if change.follows && figures_changed() {
            words.following += 1;
        } else {
            words.changes.push(change);
        }
    }
    pages.into_values().collect()
}

fn page(change: &PageChange) -> String {
    let PageChange { page, title, from, old_title, leads_on, .. } = change;
    match change.change {
        Became::New => format!("new: {page}, “{title}”"),
        Became::Gone if *leads_on == Some(true) => {
            format!("gone: {page}, “{title}”; its address leads on to another page")
        }
        Became::Gone => format!("gone: {page}, “{title}”; nothing leads on from its address"),
        Became::Moved => format!("moved: {page}, “{title}”; it was {}", from.as_deref().unwrap_or_default()),
        Became::Renamed => {
            format!("renamed: {page} is called “{title}”; it was “{}”", old_title.as_deref().unwrap_or_default())
        }
    }
}

/// Files that came or went by name, changed ones by number.
fn files(difference: &Difference) -> Vec<String> {
    let mut lines = Vec::new();
    let has = |change: &FileChange, purpose, state| change.purpose == purpose && change.change == state;
    for change in difference.files.iter().filter(|change| change.change != State::Changed) {
        let became = if change.change == State::New { "new" } else { "gone" };
        let size = change.new_bytes.or(change.old_bytes).map(|bytes| format!(" ({})", size(bytes))).unwrap_or_default();
        lines.push(format!("{became}: {}{size}", change.path));
    }
    let changed = |purpose| difference.files.iter().filter(|change| has(change, purpose, State::Changed)).count();
    for (purpose, one, many) in [
        (Purpose::Download, "download changed", "downloads changed"),
        (Purpose::Embed, "figure for other sites changed", "figures for other sites changed"),
        (
            Purpose::Look,
            "file of the site's look changed (style, icon, logo)",
            "files of the site's look changed (style, icon, logo)",
        ),
        (Purpose::Feed, "list for machines changed (feed, sitemap)", "lists for machines changed (feed, sitemap)"),
        (Purpose::Server, "instruction to the web server changed", "instructions to the web server changed"),
    ] {
        let count = changed(purpose);
        if count > 0 {
            lines.push(several(count, one, many));
        }
    }
    let sizes = difference.old.bytes.zip(difference.new.bytes);
    if let Some((before, now)) = sizes.filter(|(before, now)| !lines.is_empty() && size(*before) != size(*now)) {
        lines.push(format!("the whole site: {}, now {}", size(before), size(now)));
    }
    if !difference.otherwise.is_empty() {
        lines.push(format!("only layout, drawings or links changed: {}", difference.otherwise.join(", ")));
    }
    lines
}

pub(super) fn size(bytes: usize) -> String {
    match bytes {
        small @ 0..1_000_000 => format!("{} kB", small.div_ceil(1000).max(1)),
        large => format!("{}.{} MB", large / 1_000_000, large % 1_000_000 / 100_000),
    }
}
