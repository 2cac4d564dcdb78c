//! Measures: what is counted, and on what base.

use super::dataset::is_identifier;
use super::disclosure;
use crate::config::{Policy, Site};
use crate::diagnostic::{Diagnostics, Place, did_you_mean};
use crate::load::yaml::Node;
use crate::number::MAX_DECIMALS;

/// One measure of a dataset.
#[derive(Clone, Debug)]
pub(crate) struct Measure {
    pub(crate) id: String,
    pub(crate) label: String,
    pub(crate) column: String,
    pub(crate) kind: MeasureKind,
    /// For a count: the count that it is a part of.
    pub(crate) part_of: Option<usize>,
    /// For a ratio: the count on top of it, where the data has that too.
    pub(crate) part: Option<usize>,
    /// For events: the columns that say how many the one person, and the second, with most account for.
    pub(crate) largest: Option<String>,
    pub(crate) second: Option<String>,
    /// A sign of currency that stands before its values.
    pub(crate) currency: Option<char>,
    /// Whether a higher number is better than a lower one, where either is.
    pub(crate) higher_is_better: Option<bool>,
    /// Its own disclosure policy, where it does not follow its dataset's.
    pub(crate) policy: Option<Policy>,
    /// Decimals that its values are shown with.
    pub(crate) decimals: u8,
    pub(crate) place: Place,
}

/// What a measure is. An index is a position in the dataset's list of measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum MeasureKind {
    /// People or things, each counted once.
    Count,
    /// Things that happen to people: one child may be behind many. `of` counts those people, where the data does.
    Events { of: Base },
    /// A part of `of`, in per cent.
    Percentage { of: Base },
    /// A change of `of` since an earlier value, in per cent, as it was reported.
    Change { of: Base },
    /// An average over `of`.
    Mean { of: Base },
    /// Events for every `per` of `of`.
    Rate { of: Base, per: u32 },
}

/// The base of a ratio.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Base {
    Measure(usize),
    /// Not in the data, so nobody can tell how small it is.
    Unknown,
}

impl Base {
    /// The measure, where the data has it.
    pub(crate) fn measure(self) -> Option<usize> {
        match self {
            Self::Measure(measure) => Some(measure),
            Self::Unknown => None,
        }
    }
}

impl MeasureKind {
    /// Whether its values add up over a dimension.
    pub(crate) fn is_additive(self) -> bool {
        matches!(self, Self::Count | Self::Events { .. })
    }

    pub(crate) fn base(self) -> Option<Base> {
        match self {
            Self::Count | Self::Events { .. } => None,
            Self::Percentage { of } | Self::Change { of } | Self::Mean { of } | Self::Rate { of, .. } => Some(of),
        }
    }

    /// Whether its values read as percentages.
    pub(crate) fn is_percentage(self) -> bool {
        matches!(self, Self::Percentage { .. } | Self::Change { .. })
    }
}

const KINDS: [&str; 6] = ["count", "events", "percentage", "change", "mean", "rate"];

/// Resolves the group of measures; nothing where one of them cannot be used.
pub(super) fn resolve(node: &Node<'_>, site: Option<&Site>, log: &mut Diagnostics) -> Option<Vec<Measure>> {
    let entries = node.entries(log);
    let ids: Vec<&str> = entries.iter().map(|(id, _)| id.as_str()).collect();
    if ids.is_empty() {
        log.error("no-measures", node.place(), "a dataset needs at least one measure", "describe what it counts");
    }
    let resolved: Vec<Option<Measure>> = entries.iter().map(|(id, node)| one(id, node, &ids, site, log)).collect();
    let measures = resolved.into_iter().collect::<Option<Vec<Measure>>>()?;
    let mut unsound = Vec::new();
    for (position, measure) in measures.iter().enumerate() {
        let (of, wanted): (usize, fn(MeasureKind) -> bool) = match measure.kind {
            MeasureKind::Count => match measure.part_of {
                Some(of) => (of, |kind| kind == MeasureKind::Count),
                None => continue,
            },
            MeasureKind::Events { of: Base::Measure(of) } => (of, |kind| kind == MeasureKind::Count),
            kind => match kind.base() {
                Some(Base::Measure(of)) => (of, MeasureKind::is_additive),
                _ => continue,
            },
        };
        // What is `of` something unsound is not told a second time.
        if !unsound.contains(&of) && (of == position || !measures.get(of).is_some_and(|base| wanted(base.kind))) {
            unsound.push(position);
            log.error(
                "base",
                measure.place.clone(),
                format!("`{}` is `of` a measure that cannot be its base", measure.id),
                "events are of a `count` of people, a part is of another `count`; a ratio is of a `count` or of `events`",
            );
        }
    }
    for measure in &measures {
        let additive = |part: usize| measures.get(part).is_some_and(|part| part.kind.is_additive());
        let own_base = measure.part.is_some_and(|part| measure.kind.base() == Some(Base::Measure(part)));
        if unsound.is_empty() && (own_base || !measure.part.is_none_or(additive)) {
            log.error(
                "part",
                measure.place.clone(),
                format!("the `part` of `{}` is no count on top of it", measure.id),
                "name the `count` or `events` that are divided by its base",
            );
            return None;
        }
    }
    (unsound.is_empty() && !measures.is_empty()).then_some(measures)
}

fn one(id: &str, node: &Node<'_>, ids: &[&str], site: Option<&Site>, log: &mut Diagnostics) -> Option<Measure> {
    let mut sound = true;
    if !is_identifier(id) {
        log.error(
            "name",
            node.key_place(),
            format!("`{id}` cannot name a measure"),
            "use lower-case letters, digits and `_`, beginning with a letter",
        );
        sound = false;
    }
    let mut fields = node.fields(log)?;
    let label = fields.required("label").and_then(|node| super::marks::label(&node, log));
    let column = fields.optional("column").and_then(|node| node.text(log));
    let kind = fields.required("kind").and_then(|node| Some((node.text(log)?, node.place())));
    let of = fields.optional("of").and_then(|node| Some((node.text(log)?, node.place())));
    let per = fields.optional("per").and_then(|node| node.whole(log));
    let decimals = fields.optional("decimals").and_then(|node| Some((node.whole(log)?, node.place())));
    let part = fields.optional("part").and_then(|node| Some((node.text(log)?, node.place())));
    let largest = fields.optional("largest").and_then(|node| Some((node.text(log)?, node.place())));
    let second = fields.optional("second").and_then(|node| Some((node.text(log)?, node.place())));
    let currency = fields.optional("unit").and_then(|node| currency(&node, log));
    let better = fields.optional("better").and_then(|node| better(&node, log));
    let policy = disclosure::policy(&mut fields, site, log);
    fields.finish(log);
    let (kind, kind_place) = kind?;
    let base = match &of {
        None => None,
        Some((text, _)) if text == "unknown" => Some(Base::Unknown),
        Some((text, place)) => Some(Base::Measure(position(text, place, ids, &["unknown"], log)?)),
    };
    let part = match &part {
        None => None,
        Some((text, place)) => Some((position(text, place, ids, &[], log)?, place)),
    };
    let kind = kind_of(&kind, base, per, kind_place, node, log)?;
    let part_of = match (kind, base) {
        (MeasureKind::Count, Some(Base::Measure(of))) => Some(of),
        _ => None,
    };
    let takes_part =
        matches!(kind, MeasureKind::Percentage { .. } | MeasureKind::Mean { .. } | MeasureKind::Rate { .. });
    if let Some((_, place)) = part.filter(|_| !takes_part) {
        let message = "only a percentage, a mean or a rate has a `part`: the count on top of it";
        log.error("part", place.clone(), message, "for a count that is a part of another write `of:`");
        return None;
    }
    let events = matches!(kind, MeasureKind::Events { .. });
    let misplaced = match (&largest, &second) {
        (Some((_, place)), _) | (None, Some((_, place))) if !events => {
            Some((place, "only events have people who account for most of them", "take it out, or say `kind: events`"))
        }
        (None, Some((_, place))) => Some((place, "`second` needs `largest` beside it", "name that column too")),
        _ => None,
    };
    if let Some((place, message, hint)) = misplaced {
        log.error("contributors", place.clone(), message, hint);
        return None;
    }
    let decimals = match decimals {
        None => Some(u8::from(!kind.is_additive())),
        Some((0, _)) => Some(0),
        Some((_, place)) if kind.is_additive() => {
            log.error("decimals", place, "counts and events have no decimals", "take `decimals` out");
            None
        }
        Some((value, place)) => {
            let value = u8::try_from(value).ok().filter(|value| *value <= MAX_DECIMALS);
            if value.is_none() {
                log.error(
                    "decimals",
                    place,
                    format!("at most {MAX_DECIMALS} decimals can be shown"),
                    "write a smaller number",
                );
            }
            value
        }
    };
    let measure = Measure {
        id: id.to_owned(),
        label: label.unwrap_or_default(),
        column: column.unwrap_or_else(|| id.to_owned()),
        kind,
        part_of,
        part: part.map(|(part, _)| part),
        largest: largest.map(|(column, _)| column),
        second: second.map(|(column, _)| column),
        currency,
        higher_is_better: better,
        policy,
        decimals: decimals?,
        place: node.key_place(),
    };
    sound.then_some(measure)
}

fn currency(node: &Node<'_>, log: &mut Diagnostics) -> Option<char> {
    let text = node.text(log)?;
    let mut chars = text.chars();
    match (chars.next(), chars.next()) {
        (Some(sign @ ('£' | '€' | '$')), None) => Some(sign),
        _ => {
            let hint = "write `£`, `€` or `$`; what else is counted stands in the label";
            log.error("unit", node.place(), "this is not a unit that stands beside a number", hint);
            None
        }
    }
}

fn better(node: &Node<'_>, log: &mut Diagnostics) -> Option<bool> {
    let text = node.text(log)?;
    match text.as_str() {
        "higher" => Some(true),
        "lower" => Some(false),
        _ => {
            let hint = did_you_mean(&text, ["higher", "lower"]);
            log.error("better", node.place(), format!("`{text}` does not say which is better"), hint);
            None
        }
    }
}

/// A measure that another one names.
fn position(text: &str, place: &Place, ids: &[&str], also: &[&str], log: &mut Diagnostics) -> Option<usize> {
    let found = ids.iter().position(|id| *id == text);
    // A name that is wrong in itself is told where it stands.
    if found.is_none() && !ids.iter().any(|id| !is_identifier(id) && id.eq_ignore_ascii_case(text)) {
        let known = ids.iter().chain(also).copied();
        let message = format!("there is no measure `{text}` in this dataset");
        log.error("base", place.clone(), message, did_you_mean(text, known));
    }
    found
}

fn kind_of(
    kind: &str,
    base: Option<Base>,
    per: Option<u64>,
    place: Place,
    node: &Node<'_>,
    log: &mut Diagnostics,
) -> Option<MeasureKind> {
    let mut missing = |what: &str, hint: &str| {
        log.error("base", node.key_place(), what.to_owned(), hint.to_owned());
        None
    };
    let needs_base = "say what it is of: `of: <measure>`, or `of: unknown` where the base is not in the data";
    match (kind, base) {
        ("count", None | Some(Base::Measure(_))) => Some(MeasureKind::Count),
        ("count", Some(Base::Unknown)) => missing("a count has no unknown base", "take `of` out"),
        ("events", Some(of)) => Some(MeasureKind::Events { of }),
        ("events", None) => missing(
            "nothing says whose count is behind these events",
            "add `of: <measure>`, the count of those people: a cell of many events may be about one child; where the data does not \
             count them, `of: unknown` is honest, and each of these figures is withheld",
        ),
        ("percentage", Some(of)) => Some(MeasureKind::Percentage { of }),
        ("change", Some(of)) => Some(MeasureKind::Change { of }),
        ("mean", Some(of)) => Some(MeasureKind::Mean { of }),
        ("rate", Some(of)) => match per.and_then(|per| u32::try_from(per).ok()) {
            Some(per @ 1..=1_000_000) => Some(MeasureKind::Rate { of, per }),
            _ => missing("a rate needs `per`", "for example `per: 1000`"),
        },
        ("percentage" | "change" | "mean" | "rate", None) => missing("its base is not declared", needs_base),
        _ => {
            let message = format!("`{kind}` is not a kind of measure");
            log.error("measure-kind", place, message, did_you_mean(kind, KINDS.iter().copied()));
            None
        }
    }
}
