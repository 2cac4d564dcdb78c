//! Breaks in a time series: from when on figures are recorded in another way, and what readers have to know of it.

use super::measure::Measure;
use super::period::{Period, PeriodKind};
use crate::diagnostic::{Diagnostics, Place, did_you_mean};
use crate::load::yaml::{Fields, Node};

/// A break: figures of this period and later ones are not made like earlier ones.
#[derive(Debug)]
pub(crate) struct Break {
    pub(crate) at: Period,
    pub(crate) note: String,
    /// The measures that it concerns; none where it concerns all.
    measures: Vec<usize>,
    place: Place,
}

impl Break {
    pub(crate) fn concerns(&self, measure: usize) -> bool {
        self.measures.is_empty() || self.measures.contains(&measure)
    }

    /// Whether a comparison of these two goes across it.
    pub(crate) fn is_between(&self, earlier: &Period, later: &Period) -> bool {
        earlier.start < self.at.start && self.at.start <= later.start
    }
}

/// Reads the key `breaks`.
pub(super) fn read(
    fields: &mut Fields<'_>,
    kind: Option<PeriodKind>,
    measures: &[Measure],
    log: &mut Diagnostics,
) -> Vec<Break> {
    let items = fields.optional("breaks").map(|node| node.items(log)).unwrap_or_default();
    items.iter().filter_map(|node| one(node, kind, measures, log)).collect()
}

fn one(node: &Node<'_>, kind: Option<PeriodKind>, all: &[Measure], log: &mut Diagnostics) -> Option<Break> {
    let mut fields = node.fields(log)?;
    let at = fields.required("at").and_then(|node| Some((node.text(log)?, node.place())));
    let note = fields.required("note").and_then(|node| node.text(log));
    let named = fields.optional("measures").map(|node| node.one_or_more(log)).unwrap_or_default();
    fields.finish(log);
    let ids = || all.iter().map(|measure| measure.id.as_str());
    let mut measures = Vec::new();
    for node in &named {
        let id = node.text(log)?;
        match ids().position(|known| known == id) {
            Some(position) => measures.push(position),
            // Where the measures themselves are wrong, that has been told.
            None if all.is_empty() => return None,
            None => {
                let message = format!("there is no measure `{id}` in this dataset");
                log.error("no-member", node.place(), message, did_you_mean(&id, ids()));
                return None;
            }
        }
    }
    let ((id, place), kind) = (at?, kind?);
    let Some(at) = Period::parse(kind, &id) else {
        let hint = format!("write it like {}", kind.form());
        log.error("period", place, format!("`{id}` is not a period of this kind"), hint);
        return None;
    };
    Some(Break { at, note: note?, measures, place })
}

/// A break stands at a period of the data, where tables can mark it.
pub(super) fn check(breaks: &[Break], periods: &[Period], log: &mut Diagnostics) {
    for one in breaks.iter().filter(|one| !periods.contains(&one.at)) {
        let known = periods.iter().map(|period| period.id.as_str());
        let message = format!("the data has no period `{}`, from which this break could count", one.at.id);
        log.error("no-period", one.place.clone(), message, did_you_mean(&one.at.id, known));
    }
}
