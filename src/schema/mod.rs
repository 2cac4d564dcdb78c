//! Understands what was loaded: datasets, their facts, the sums that bind them. Every check runs; everything is reported.

mod areas;
mod bands;
mod bound;
mod breaks;
mod catalogue;
mod dataset;
mod declared;
mod dimension;
mod disclosure;
mod expression;
mod form;
mod gained;
mod header;
mod labels;
mod link;
mod marks;
mod measure;
pub(crate) mod period;
mod records;
mod relation;
mod rows;
pub(crate) mod times;
mod unanswered;
mod wide;
mod wish;

pub(crate) use areas::Areas;
pub(crate) use bound::Bound;
pub(crate) use breaks::Break;
pub(crate) use catalogue::{Catalogue, FactId, FactKey, dataset_hint};
pub(crate) use dataset::{Dataset, is_identifier};
pub(crate) use dimension::Dimension;
pub(crate) use expression::{Comparison, Computed, Evaluator, Selection, Wanted, Wrong, filter_of};
pub(crate) use form::{End, Form};
pub(crate) use header::joined;
pub(crate) use labels::{Names, Slip};
pub(crate) use link::{filled, key_at};
pub(crate) use marks::{MARK_HINT, marks};
pub(crate) use measure::{Base, Measure, MeasureKind};
pub(crate) use period::Period;
pub(crate) use records::{Record, Records};
pub(crate) use relation::Relation;
pub(crate) use unanswered::{NO_SOURCE, QUESTION};
pub(crate) use wish::{Waiver, Wish};

use jiff::civil::DateTime;

use crate::config::{self, Site};
use crate::diagnostic::{Diagnostics, did_you_mean};
use crate::ledger::Ledger;
use crate::load::theme::LoadedTheme;
use crate::load::yaml::Document;
use crate::load::{AbsentPages, Loaded, LoadedDataset, LoadedPage};

/// A site whose configuration and data have been understood as far as possible.
#[derive(Debug)]
pub struct Checked {
    /// The moment for which the site is read, if somebody said so.
    pub(crate) at: Option<DateTime>,
    pub(crate) site: Option<Site>,
    pub(crate) catalogue: Catalogue,
    pub(crate) pages: Vec<LoadedPage>,
    pub(crate) absent_pages: AbsentPages,
    pub(crate) theme: LoadedTheme,
    pub(crate) ledger: Ledger,
    /// The outlines of areas, by the names of their files; nothing for a file that cannot be used.
    pub(crate) outlines: Vec<(String, Option<Areas>)>,
    /// What labels are in further languages.
    pub(crate) labels: Vec<(String, Document)>,
}

/// Checks configuration, descriptions and data. Problems go to `log`; what is sound goes on, so that later stages can
/// find theirs in the same run.
pub fn check(loaded: Loaded, log: &mut Diagnostics) -> Checked {
    let Loaded {
        at,
        site,
        accessibility,
        datasets,
        broken_datasets,
        pages,
        absent_pages,
        mut theme,
        ledger,
        outlines,
        labels,
    } = loaded;
    let [statement, results] = accessibility;
    let statement = statement.and_then(|statement| config::accessibility(&statement, results.as_ref(), log));
    let site = site.and_then(|site| config::resolve(&site, log)).map(|site| Site { accessibility: statement, ..site });
    if let Some(site) = &site {
        restyle(&mut theme, site, log);
    }
    let mut catalogue = Catalogue::default();
    catalogue.broken.extend(broken_datasets);
    for loaded in datasets {
        unanswered::check(&loaded, log);
        match read(&loaded, site.as_ref(), log) {
            Some((dataset, facts, most)) => catalogue.add(dataset, loaded.source, facts, most),
            None => catalogue.broken.push(loaded.id),
        }
    }
    self::labels::check(&catalogue.datasets, log);
    catalogue.relations = relation::all(&catalogue, log);
    link::resolve(&mut catalogue, log);
    let outlines = outlines.into_iter().map(|(name, text)| {
        let areas = text.and_then(|text| areas::read(&name, &text, log));
        (name, areas)
    });
    let outlines = outlines.collect();
    Checked { at, site, catalogue, pages, absent_pages, theme, ledger, outlines, labels }
}

/// One dataset by itself, with its sums; nothing where anything is wrong with it.
pub(crate) fn one(loaded: &LoadedDataset, log: &mut Diagnostics) -> Option<Catalogue> {
    let (dataset, facts, most) = read(loaded, None, log)?;
    let mut catalogue = Catalogue::default();
    catalogue.add(dataset, loaded.source.clone(), facts, most);
    catalogue.relations = relation::all(&catalogue, log);
    Some(catalogue)
}

/// A dataset and its facts; nothing where anything is wrong with them, so that no later stage stumbles over it again.
fn read(loaded: &LoadedDataset, site: Option<&Site>, log: &mut Diagnostics) -> Option<rows::Understood> {
    let before = log.errors();
    let dataset = dataset::resolve(&loaded.id, &loaded.description.root(), site, log)?;
    let understood = rows::read(dataset, &loaded.data_name, loaded.data.as_deref()?, log);
    if let Some((dataset, ..)) = &understood {
        breaks::check(&dataset.breaks, &dataset.periods, log);
    }
    understood.filter(|_| log.errors() == before)
}

/// Puts the site's style values in the place of the theme's.
fn restyle(theme: &mut LoadedTheme, site: &Site, log: &mut Diagnostics) {
    for (name, value, place) in &site.style_values {
        match theme.values.get_mut(name) {
            Some(known) => known.clone_from(value),
            None => {
                let known = theme.values.keys().map(String::as_str);
                let message = format!("the theme has no style value `{name}`");
                log.error("style-value", place.clone(), message, did_you_mean(name, known));
            }
        }
    }
}
