//! Understands what was loaded: datasets, their facts, the sums that bind them. Every check runs; everything is reported.

mod catalogue;
mod dataset;
mod expression;
mod link;
mod measure;
pub(crate) mod period;
mod relation;
mod rows;

pub(crate) use catalogue::{Catalogue, FactId, FactKey};
pub(crate) use dataset::Dataset;
pub(crate) use expression::{Comparison, Evaluator, Selection, Wanted, Wrong};
pub(crate) use link::fact_at;
pub(crate) use measure::{Base, MeasureKind};
pub(crate) use relation::Relation;

use crate::config::{self, Site};
use crate::diagnostic::Diagnostics;
use crate::load::theme::LoadedTheme;
use crate::load::{Loaded, LoadedPage};

/// A site whose configuration and data have been understood as far as possible.
#[derive(Debug)]
pub struct Checked {
    pub(crate) site: Option<Site>,
    pub(crate) catalogue: Catalogue,
    pub(crate) pages: Vec<LoadedPage>,
    pub(crate) theme: LoadedTheme,
}

/// Checks configuration, descriptions and data. Problems go to `log`; what is sound goes on, so that later stages can
/// find theirs in the same run.
pub fn check(loaded: Loaded, log: &mut Diagnostics) -> Checked {
    let Loaded { site, datasets, pages, mut theme } = loaded;
    let site = config::resolve(&site, log);
    if let Some(site) = &site {
        theme.values.extend(site.style_values.clone());
    }
    let mut catalogue = Catalogue::default();
    for loaded in datasets {
        let resolved = dataset::resolve(&loaded.id, &loaded.description.root(), site.as_ref(), log);
        let complete = resolved.zip(loaded.data.as_ref());
        match complete.and_then(|(dataset, data)| rows::read(dataset, &loaded.data_name, data, log)) {
            Some((dataset, facts)) => catalogue.add(dataset, loaded.source, facts),
            None => catalogue.broken.push(loaded.id),
        }
    }
    catalogue.relations = relation::all(&catalogue, log);
    catalogue.same = link::resolve(&catalogue, log);
    Checked { site, catalogue, pages, theme }
}
