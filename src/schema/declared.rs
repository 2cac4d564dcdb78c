//! What a description declares of how its facts belong to others and to their publication, as it is written. Names are
//! resolved in [`super::link`], when all datasets are known.

use jiff::civil::Date;

use crate::diagnostic::{Diagnostics, Place, did_you_mean};
use crate::load::yaml::{Fields, Node};

/// An expression as it is written.
#[derive(Clone, Debug)]
pub(crate) struct Written {
    pub(crate) text: String,
    pub(crate) place: Place,
}

impl Written {
    pub(super) fn read(node: &Node<'_>, log: &mut Diagnostics) -> Option<Self> {
        Some(Self { text: node.text(log)?, place: node.place() })
    }
}

/// All declarations of one dataset.
#[derive(Debug, Default)]
pub(crate) struct Declared {
    pub(crate) same: Vec<SameAs>,
    pub(crate) sums: Vec<Sum>,
    pub(crate) within: Vec<Within>,
    pub(crate) periods: Vec<Periods>,
    /// Datasets whose figures are others, though they look alike.
    pub(crate) unrelated: Vec<Written>,
    pub(crate) keep: Vec<Written>,
    pub(crate) prefer_to_hide: Vec<Written>,
    pub(crate) public: Vec<Written>,
    pub(crate) waivers: Vec<Waived>,
    pub(crate) revisions: Vec<Revised>,
}

/// Facts here and there are the same facts.
#[derive(Debug)]
pub(crate) struct SameAs {
    pub(crate) mine: Written,
    pub(crate) theirs: Written,
}

/// A figure is the sum of others, wherever they stand.
#[derive(Debug)]
pub(crate) struct Sum {
    pub(crate) total: Written,
    pub(crate) parts: Vec<Written>,
    pub(crate) mismatch: Option<String>,
}

/// A group is a part of another; what is left of that is a group too.
#[derive(Debug)]
pub(crate) struct Within {
    pub(crate) part: Written,
    pub(crate) whole: Written,
}

/// Periods that make longer ones.
#[derive(Debug)]
pub(crate) struct Periods {
    pub(crate) parts: Written,
    pub(crate) whole: Written,
    pub(crate) counted: Counted,
}

/// How often what is counted is counted, over several periods.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Counted {
    /// In one period only, so that periods add up.
    Each,
    /// Once in every period in which it occurs: the same person may be in several.
    Once,
}

/// A decision to show figures that a rule would hide.
#[derive(Debug)]
pub(crate) struct Waived {
    pub(crate) figures: Vec<Written>,
    pub(crate) person: String,
    pub(crate) reason: String,
    pub(crate) date: String,
    pub(crate) place: Place,
}

/// Why figures that an edition showed have another number now.
#[derive(Debug)]
pub(crate) struct Revised {
    pub(crate) figures: Vec<Written>,
    /// The edition that showed the old numbers.
    pub(crate) edition: Written,
    pub(crate) reason: String,
    pub(crate) date: Date,
}

/// Reads the declarations of a description.
pub(super) fn read(fields: &mut Fields<'_>, log: &mut Diagnostics) -> Declared {
    Declared {
        same: list(fields, "same", log, |fields, log| {
            let mine = written(fields, "mine", log);
            let theirs = written(fields, "theirs", log);
            Some(SameAs { mine: mine?, theirs: theirs? })
        }),
        sums: list(fields, "sums", log, sum),
        within: list(fields, "within", log, |fields, log| {
            let part = written(fields, "part", log);
            let whole = written(fields, "whole", log);
            Some(Within { part: part?, whole: whole? })
        }),
        periods: list(fields, "periods", log, |fields, log| {
            let parts = written(fields, "parts", log);
            let whole = written(fields, "whole", log);
            let counted = counted(fields, log);
            Some(Periods { parts: parts?, whole: whole?, counted: counted? })
        }),
        unrelated: expressions(fields, "unrelated", log),
        keep: expressions(fields, "keep", log),
        prefer_to_hide: expressions(fields, "prefer-to-hide", log),
        public: expressions(fields, "public", log),
        waivers: list(fields, "waivers", log, waiver),
        revisions: list(fields, "revisions", log, revised),
    }
}

/// A list of groups, each read by `one`; unknown keys of a group are reported.
fn list<T>(
    fields: &mut Fields<'_>,
    key: &'static str,
    log: &mut Diagnostics,
    one: impl Fn(&mut Fields<'_>, &mut Diagnostics) -> Option<T>,
) -> Vec<T> {
    let items = fields.optional(key).map(|node| node.items(log)).unwrap_or_default();
    let mut found = Vec::new();
    for item in &items {
        let Some(mut fields) = item.fields(log) else { continue };
        found.extend(one(&mut fields, log));
        fields.finish(log);
    }
    found
}

fn written(fields: &mut Fields<'_>, key: &'static str, log: &mut Diagnostics) -> Option<Written> {
    fields.required(key).and_then(|node| Written::read(&node, log))
}

fn expressions(fields: &mut Fields<'_>, key: &'static str, log: &mut Diagnostics) -> Vec<Written> {
    let items = fields.optional(key).map(|node| node.one_or_more(log)).unwrap_or_default();
    items.iter().filter_map(|node| Written::read(node, log)).collect()
}

fn sum(fields: &mut Fields<'_>, log: &mut Diagnostics) -> Option<Sum> {
    let total = written(fields, "total", log);
    let parts = fields.required("parts").map(|node| node.one_or_more(log));
    let mismatch = fields.optional("mismatch").and_then(|node| node.text(log));
    let parts: Vec<Option<Written>> = parts?.iter().map(|node| Written::read(node, log)).collect();
    let parts = parts.into_iter().collect::<Option<Vec<Written>>>()?;
    let total = total?;
    if parts.is_empty() {
        log.error("sum", total.place, "a total needs parts", "list the figures that add up to it");
        return None;
    }
    Some(Sum { total, parts, mismatch })
}

fn counted(fields: &mut Fields<'_>, log: &mut Diagnostics) -> Option<Counted> {
    let node = fields.required("counted")?;
    let text = node.text(log)?;
    match text.as_str() {
        "each" => Some(Counted::Each),
        "once" => Some(Counted::Once),
        _ => {
            let hint = match did_you_mean(&text, ["each", "once"]) {
                meant if meant.starts_with("did") => meant,
                _ => "write `each` where the periods add up (events, new cases), `once` where the same person can be \
                      in several periods"
                    .to_owned(),
            };
            log.error("periods", node.place(), format!("`counted` cannot be `{text}`"), hint);
            None
        }
    }
}

fn waiver(fields: &mut Fields<'_>, log: &mut Diagnostics) -> Option<Waived> {
    let place = fields.place();
    let figures = fields.required("figures").map(|node| node.one_or_more(log));
    let person = fields.required("person").and_then(|node| node.text(log));
    let reason = fields.required("reason").and_then(|node| node.text(log));
    let date = fields.required("date").and_then(|node| Some((node.text(log)?, node.place())));
    let figures: Vec<Option<Written>> = figures?.iter().map(|node| Written::read(node, log)).collect();
    let figures = figures.into_iter().collect::<Option<Vec<Written>>>()?;
    let (date, date_place) = date?;
    if super::period::iso_date(&date).is_none() {
        log.error("date", date_place, "this is not a date", "write the day of the decision, like 2026-01-31");
        return None;
    }
    if figures.is_empty() {
        log.error("waiver", place, "this waiver names no figure", "list the figures that it is for");
        return None;
    }
    Some(Waived { figures, person: person?, reason: reason?, date: date.trim().to_owned(), place })
}

fn revised(fields: &mut Fields<'_>, log: &mut Diagnostics) -> Option<Revised> {
    let place = fields.place();
    let figures = fields.required("figures").map(|node| node.one_or_more(log));
    let edition = written(fields, "edition", log);
    let reason = fields.required("reason").and_then(|node| node.text(log));
    let date = fields.required("date").and_then(|node| Some((node.text(log)?, node.place())));
    let figures: Vec<Option<Written>> = figures?.iter().map(|node| Written::read(node, log)).collect();
    let figures = figures.into_iter().collect::<Option<Vec<Written>>>()?;
    if figures.is_empty() {
        log.error("revision", place, "this revision names no figure", "list the figures that were revised");
        return None;
    }
    let (date, date_place) = date?;
    let Some(date) = super::period::iso_date(&date) else {
        log.error("date", date_place, "this is not a date", "write the day of the revision, like 2026-01-31");
        return None;
    };
    Some(Revised { figures, edition: edition?, reason: reason?, date })
}
