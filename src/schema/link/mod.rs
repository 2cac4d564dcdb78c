//! How facts belong to other facts, wherever they stand: what descriptions declare, resolved to facts.

mod align;
mod bands;
mod marks;
mod periods;
mod same;
mod sums;
mod tiling;
mod unrelated;

pub(crate) use periods::filled;

use super::catalogue::{Catalogue, FactId, FactKey};
use super::declared::Written;
use super::expression::{Evaluator, Selection, Wanted, Wrong};
use crate::diagnostic::{Diagnostics, Place};

/// Resolves every declaration of every dataset into the catalogue.
pub(super) fn resolve(catalogue: &mut Catalogue, log: &mut Diagnostics) {
    let before = log.errors();
    let linking = Linking { catalogue, evaluator: Evaluator::new(catalogue) };
    let same = same::resolve(&linking, log);
    let mut relations = sums::sums(&linking, log);
    relations.extend(sums::within(&linking, log));
    let mut bounds = bands::resolve(&linking, log);
    let over_time = periods::resolve(&linking, log);
    relations.extend(over_time.relations);
    bounds.extend(over_time.bounds);
    unrelated::check(linking.catalogue, log);
    let marks = marks::resolve(&linking, log);
    catalogue.unresolved = log.errors() > before;
    catalogue.same = same;
    catalogue.relations.extend(relations);
    catalogue.bounds = bounds;
    catalogue.frozen = marks.frozen;
    catalogue.wishes = marks.wishes;
    catalogue.explained = marks.explained;
    catalogue.waive(marks.waivers);
}

/// What declarations are resolved with.
struct Linking<'a> {
    catalogue: &'a Catalogue,
    evaluator: Evaluator,
}

impl Linking<'_> {
    /// The selection that is written in the description of a dataset: with the name of a dataset before it, or without
    /// where it is this one. Nothing where it names what is broken for reasons already told.
    fn selection(&self, dataset: usize, written: &Written, log: &mut Diagnostics) -> Option<Selection> {
        match self.evaluate(&self.qualified(dataset, &written.text)) {
            Ok(selection) => selection,
            Err(wrong) => {
                log.error("selection", written.place.clone(), wrong.message, wrong.hint);
                None
            }
        }
    }

    fn evaluate(&self, source: &str) -> Result<Option<Selection>, Wrong> {
        match self.evaluator.evaluate(source)? {
            Some(Wanted::Value(selection)) => Ok(Some(selection)),
            Some(_) => Err(Wrong::new("a fact is named without a filter", "take the filter out")),
            None => Ok(None),
        }
    }

    /// An expression with the name of its dataset: `children["north"]` and `children.north` are of this dataset,
    /// `missing.children` is of another.
    fn qualified(&self, dataset: usize, source: &str) -> String {
        let own = &self.catalogue.datasets[dataset];
        let source = source.trim();
        let name: &str = source.split(|c: char| !c.is_ascii_alphanumeric() && c != '_').next().unwrap_or_default();
        let narrows = source[name.len()..].trim_start().starts_with('.');
        let is_measure = own.measures.iter().any(|measure| measure.id == name);
        let is_dataset = self.catalogue.dataset(name).is_some() || self.catalogue.broken.iter().any(|id| id == name);
        if narrows && (is_dataset || !is_measure) { source.to_owned() } else { format!("{}.{source}", own.id) }
    }

    /// The same for selections that have to be of this dataset.
    fn own(&self, dataset: usize, written: &Written, log: &mut Diagnostics) -> Option<Selection> {
        let selection = self.selection(dataset, written, log)?;
        if selection.dataset == dataset {
            return Some(selection);
        }
        let name = &self.catalogue.datasets[selection.dataset].id;
        let message = "this is a figure of another dataset".to_owned();
        log.error("selection", written.place.clone(), message, format!("declare it in `data/{name}.yaml`"));
        None
    }

    /// Whether a selection's values add up; told where they do not.
    fn adds_up(&self, selection: &Selection, place: &Place, log: &mut Diagnostics) -> bool {
        let measure = &self.catalogue.datasets[selection.dataset].measures[selection.measure];
        if !measure.kind.is_additive() {
            let message = format!("`{}` does not add up: it is neither a count nor events", measure.id);
            log.error("selection", place.clone(), message, "name a measure of kind `count` or `events`");
        }
        measure.kind.is_additive()
    }

    /// Reports a fact that a sum needs and for which the data has no row.
    fn report_missing(&self, total: FactId, part: &FactKey, log: &mut Diagnostics) {
        let message = format!("this total has no row for its part: {}", self.catalogue.describe(part));
        let file = &self.catalogue.datasets[part.dataset].id;
        let hint = format!("add the row to `data/{file}.csv`, with `x` where the figure is not available");
        log.error("missing-part", self.catalogue.fact(total).place.clone(), message, hint);
    }
}

/// What a selection is about at a period, each open dimension at its default member.
pub(crate) fn key_at(catalogue: &Catalogue, selection: &Selection, period: usize) -> Option<FactKey> {
    let dimensions = &catalogue.datasets[selection.dataset].dimensions;
    let members = selection.members.iter().zip(dimensions);
    let members: Option<Vec<usize>> =
        members.map(|(member, dimension)| member.or_else(|| dimension.default_member())).collect();
    Some(FactKey { dataset: selection.dataset, period, members: members?, measure: selection.measure })
}
