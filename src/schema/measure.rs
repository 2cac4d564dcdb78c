//! Measures: what is counted, and on what base.

use super::dataset::is_identifier;
use crate::config::Policy;
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
    /// Things that happen to people: one child may be behind many. `of` counts those people.
    Events { of: usize },
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
pub(super) fn resolve(node: &Node<'_>, log: &mut Diagnostics) -> Option<Vec<Measure>> {
    let entries = node.entries(log);
    let ids: Vec<&str> = entries.iter().map(|(id, _)| id.as_str()).collect();
    if ids.is_empty() {
        log.error("no-measures", node.place(), "a dataset needs at least one measure", "describe what it counts");
    }
    let resolved: Vec<Option<Measure>> = entries.iter().map(|(id, node)| one(id, node, &ids, log)).collect();
    let measures = resolved.into_iter().collect::<Option<Vec<Measure>>>()?;
    let mut unsound = Vec::new();
    for (position, measure) in measures.iter().enumerate() {
        let (of, wanted): (usize, fn(MeasureKind) -> bool) = match measure.kind {
            MeasureKind::Count => match measure.part_of {
                Some(of) => (of, |kind| kind == MeasureKind::Count),
                None => continue,
            },
            MeasureKind::Events { of } => (of, |kind| kind == MeasureKind::Count),
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
    (unsound.is_empty() && !measures.is_empty()).then_some(measures)
}

fn one(id: &str, node: &Node<'_>, ids: &[&str], log: &mut Diagnostics) -> Option<Measure> {
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
    let label = fields.required("label").and_then(|node| node.text(log));
    let column = fields.optional("column").and_then(|node| node.text(log));
    let kind = fields.required("kind").and_then(|node| Some((node.text(log)?, node.place())));
    let of = fields.optional("of").and_then(|node| Some((node.text(log)?, node.place())));
    let per = fields.optional("per").and_then(|node| node.whole(log));
    let decimals = fields.optional("decimals").and_then(|node| Some((node.whole(log)?, node.place())));
    fields.finish(log);
    let (kind, kind_place) = kind?;
    let base = match &of {
        None => None,
        Some((text, _)) if text == "unknown" => Some(Base::Unknown),
        Some((text, place)) => match ids.iter().position(|id| id == text) {
            Some(index) => Some(Base::Measure(index)),
            None if ids.iter().any(|id| !is_identifier(id) && id.eq_ignore_ascii_case(text)) => return None,
            None => {
                let known = ids.iter().copied().chain(["unknown"]);
                let message = format!("there is no measure `{text}` in this dataset");
                log.error("base", place.clone(), message, did_you_mean(text, known));
                return None;
            }
        },
    };
    let kind = kind_of(&kind, base, per, kind_place, node, log)?;
    let part_of = match (kind, base) {
        (MeasureKind::Count, Some(Base::Measure(of))) => Some(of),
        _ => None,
    };
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
                log.error("decimals", place, format!("at most {MAX_DECIMALS} decimals can be shown"), "");
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
        part: None,
        largest: None,
        second: None,
        policy: None,
        decimals: decimals?,
        place: node.key_place(),
    };
    sound.then_some(measure)
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
        ("events", Some(Base::Measure(of))) => Some(MeasureKind::Events { of }),
        ("events", _) => missing(
            "events need the count of people behind them",
            "add `of: <measure>`: a cell of many events may be about one child",
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
