//! A dataset's description, resolved: dimensions, measures, totals, policy.

use indexmap::IndexMap;

use super::measure::{self, Measure};
use super::period::{Period, PeriodKind};
use crate::config::{Licence, Policy, Site};
use crate::diagnostic::{Diagnostics, Place, did_you_mean};
use crate::load::yaml::{Fields, Node};

/// A described dataset, without its numbers.
#[derive(Debug)]
pub(crate) struct Dataset {
    pub(crate) id: String,
    pub(crate) title: String,
    pub(crate) source: Option<String>,
    pub(crate) licence: Option<Licence>,
    pub(crate) notes: Vec<String>,
    pub(crate) period: PeriodColumn,
    pub(crate) dimensions: Vec<Dimension>,
    pub(crate) measures: Vec<Measure>,
    pub(crate) policy: Policy,
    pub(crate) same: Vec<SameAs>,
    /// Periods that occur, in time order: filled from the data.
    pub(crate) periods: Vec<Period>,
}

#[derive(Debug)]
pub(crate) enum PeriodColumn {
    Column { name: String, kind: PeriodKind },
    Fixed(Box<Period>),
}

/// A way of breaking the figures down.
#[derive(Debug)]
pub(crate) struct Dimension {
    pub(crate) id: String,
    pub(crate) label: String,
    pub(crate) column: String,
    /// Labels by member.
    pub(crate) members: IndexMap<String, String>,
    pub(crate) totals: Vec<Total>,
    /// Whether the description says something of totals, be it that there are none.
    pub(crate) totals_declared: bool,
}

impl Dimension {
    pub(crate) fn member(&self, id: &str) -> Option<usize> {
        self.members.get_index_of(id)
    }

    pub(crate) fn label_of(&self, member: usize) -> &str {
        self.members.get_index(member).map_or("", |(_, label)| label)
    }

    pub(crate) fn is_total(&self, member: usize) -> bool {
        self.totals.iter().any(|total| total.total == member)
    }

    /// The member that is meant where none is named: the only one, or the one total that is no part of another.
    pub(crate) fn default_member(&self) -> Option<usize> {
        if self.members.len() == 1 {
            return Some(0);
        }
        let mut tops = self.totals.iter().map(|total| total.total).collect::<Vec<_>>();
        tops.dedup();
        tops.retain(|top| !self.totals.iter().any(|total| total.parts.contains(top)));
        match tops.as_slice() {
            [top] => Some(*top),
            _ => None,
        }
    }
}

/// A declared sum: `total` = the sum of `parts`.
#[derive(Debug)]
pub(crate) struct Total {
    pub(crate) total: usize,
    pub(crate) parts: Vec<usize>,
    /// Why the parts may miss the total, where they may.
    pub(crate) mismatch: Option<String>,
}

/// A declaration that facts here and there are the same facts.
#[derive(Debug)]
pub(crate) struct SameAs {
    pub(crate) mine: String,
    pub(crate) theirs: String,
    pub(crate) place: Place,
}

/// Words that mean something else in an expression.
const RESERVED: [&str; 12] =
    ["and", "or", "not", "in", "is", "if", "else", "true", "false", "none", "period", "measures"];

/// Whether a name can be used in an expression.
pub(super) fn is_identifier(name: &str) -> bool {
    let mut bytes = name.bytes();
    bytes.next().is_some_and(|b| b.is_ascii_lowercase())
        && bytes.all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
        && !RESERVED.contains(&name)
}

/// Resolves a description; nothing where what is missing makes the rest meaningless.
pub(super) fn resolve(id: &str, root: &Node<'_>, site: Option<&Site>, log: &mut Diagnostics) -> Option<Dataset> {
    if !is_identifier(id) {
        log.error(
            "name",
            root.place(),
            format!("`{id}` cannot name a dataset"),
            "rename the files: begin with a lower-case letter, then lower-case letters, digits and `_`",
        );
        return None;
    }
    let mut fields = root.fields(log)?;
    let title = fields.required("title", log).and_then(|node| node.text(log));
    let source = fields.required("source", log).and_then(|node| node.text(log));
    let licence = fields.optional("licence").and_then(|node| crate::config::licence(&node, log));
    let notes = fields.optional("notes").map(|node| node.one_or_more(log)).unwrap_or_default();
    let notes = notes.iter().filter_map(|node| node.text(log)).collect();
    let period = fields.required("period", log).and_then(|node| period(&node, log));
    let dimensions = fields.optional("dimensions").map(|node| node.entries(log)).unwrap_or_default();
    let dimensions: Vec<Option<Dimension>> = dimensions.iter().map(|(id, node)| dimension(id, node, log)).collect();
    let measures = fields.required("measures", log).map(|node| measure::resolve(&node, log));
    let policy = policy(&mut fields, site, log);
    let same = fields.optional("same").map(|node| same_as(&node, log)).unwrap_or_default();
    let description = fields.place();
    fields.finish(log);
    let dimensions: Vec<Dimension> = dimensions.into_iter().collect::<Option<_>>()?;
    let measures = measures??;
    distinct_columns(&period, &dimensions, &measures, &description, log);
    Some(Dataset {
        id: id.to_owned(),
        title: title?,
        source,
        licence,
        notes,
        period: period?,
        dimensions,
        measures,
        policy: policy?,
        same,
        periods: Vec::new(),
    })
}

fn distinct_columns(
    period: &Option<PeriodColumn>,
    dimensions: &[Dimension],
    measures: &[Measure],
    place: &Place,
    log: &mut Diagnostics,
) {
    let mut seen: Vec<&str> = Vec::new();
    if let Some(PeriodColumn::Column { name, .. }) = period {
        seen.push(name);
    }
    let columns = dimensions.iter().map(|d| d.column.as_str()).chain(measures.iter().map(|m| m.column.as_str()));
    for column in columns {
        if seen.contains(&column) {
            log.error(
                "same-column",
                place.clone(),
                format!("the column `{column}` is used for two things"),
                "give each dimension and measure a column of its own",
            );
        }
        seen.push(column);
    }
}

fn policy(fields: &mut Fields<'_>, site: Option<&Site>, log: &mut Diagnostics) -> Option<Policy> {
    let Some(node) = fields.optional("disclosure") else { return Some(Policy::children()) };
    let mut fields = node.fields(log)?;
    let named = fields.optional("policy");
    fields.finish(log);
    let Some(node) = named else { return Some(Policy::children()) };
    let name = node.text(log)?;
    let policies = &site?.policies;
    let found = policies.get(&name).cloned();
    if found.is_none() {
        let known = policies.keys().map(String::as_str);
        log.error(
            "policy",
            node.place(),
            format!("there is no disclosure policy `{name}`"),
            did_you_mean(&name, known),
        );
    }
    found
}

fn period(node: &Node<'_>, log: &mut Diagnostics) -> Option<PeriodColumn> {
    let mut fields = node.fields(log)?;
    let kind = fields.required("kind", log).and_then(|node| {
        let text = node.text(log)?;
        let found = PeriodKind::ALL.iter().find(|(name, _)| *name == text).map(|(_, kind)| *kind);
        if found.is_none() {
            let known = PeriodKind::ALL.iter().map(|(name, _)| *name);
            log.error(
                "period-kind",
                node.place(),
                format!("`{text}` is not a kind of period"),
                did_you_mean(&text, known),
            );
        }
        found
    });
    let column = fields.optional("column").and_then(|node| node.text(log));
    let fixed = fields.optional("value").and_then(|node| Some((node.text(log)?, node.place())));
    let place = fields.place();
    fields.finish(log);
    let kind = kind?;
    match (column, fixed) {
        (Some(name), None) => Some(PeriodColumn::Column { name, kind }),
        (None, Some((id, place))) => match Period::parse(kind, &id) {
            Some(period) => Some(PeriodColumn::Fixed(Box::new(period))),
            None => {
                log.error(
                    "period",
                    place,
                    format!("`{id}` is not a period of this kind"),
                    format!("write it like {}", kind.form()),
                );
                None
            }
        },
        _ => {
            log.error(
                "period",
                place,
                "a period needs either `column` (where it stands in the data) or `value` (one for all rows)",
                "for example `period: {column: period, kind: half-year}`",
            );
            None
        }
    }
}

fn dimension(id: &str, node: &Node<'_>, log: &mut Diagnostics) -> Option<Dimension> {
    if !is_identifier(id) {
        log.error(
            "name",
            node.place(),
            format!("`{id}` cannot name a dimension"),
            "use lower-case letters, digits and `_`, beginning with a letter; not a reserved word such as `period`",
        );
    }
    let mut fields = node.fields(log)?;
    let label = fields.required("label", log).and_then(|node| node.text(log));
    let column = fields.optional("column").and_then(|node| node.text(log));
    let mut members = IndexMap::new();
    for (member, node) in fields.required("members", log).map(|node| node.entries(log)).unwrap_or_default() {
        if let Some(label) = node.text(log) {
            if members.values().any(|other| *other == label) {
                log.error(
                    "same-label",
                    node.place(),
                    format!("two members are labelled \"{label}\""),
                    "give each member a label of its own, so that readers can tell them apart",
                );
            }
            members.insert(member, label);
        }
    }
    let mut totals = Vec::new();
    let totals_node = fields.optional("totals");
    let totals_declared = totals_node.is_some();
    for (total, node) in totals_node.map(|node| node.entries(log)).unwrap_or_default() {
        let total = member_index(&members, &total, &node, log);
        let sums = match node.value().as_sequence() {
            Some(items) if items.iter().any(|item| item.is_mapping()) => node.items(log),
            _ => vec![node.clone()],
        };
        for node in sums {
            totals.extend(total.and_then(|total| sum(total, &node, &members, log)));
        }
    }
    fields.finish(log);
    if members.is_empty() {
        log.error("no-members", node.place(), format!("`{id}` has no members"), "list each code with its label");
        return None;
    }
    Some(Dimension {
        id: id.to_owned(),
        label: label?,
        column: column.unwrap_or_else(|| id.to_owned()),
        members,
        totals,
        totals_declared,
    })
}

fn sum(total: usize, node: &Node<'_>, members: &IndexMap<String, String>, log: &mut Diagnostics) -> Option<Total> {
    let (parts, mismatch) = if node.is_map() {
        let mut fields = node.fields(log)?;
        let parts = fields.required("parts", log).map(|node| node.items(log)).unwrap_or_default();
        let mismatch = fields.optional("mismatch").and_then(|node| node.text(log));
        fields.finish(log);
        (parts, mismatch)
    } else {
        (node.items(log), None)
    };
    let mut indexes = Vec::new();
    for part in &parts {
        let index = member_index(members, &part.text(log)?, part, log)?;
        if index == total || indexes.contains(&index) {
            log.error("totals", part.place(), "a total's parts are other members, each once", "take this one out");
            return None;
        }
        indexes.push(index);
    }
    if indexes.is_empty() {
        log.error("totals", node.place(), "a total needs parts", "list the members that add up to it");
        return None;
    }
    Some(Total { total, parts: indexes, mismatch })
}

fn member_index(members: &IndexMap<String, String>, id: &str, node: &Node<'_>, log: &mut Diagnostics) -> Option<usize> {
    let found = members.get_index_of(id);
    if found.is_none() {
        let known = members.keys().map(String::as_str);
        log.error("no-member", node.place(), format!("there is no member `{id}`"), did_you_mean(id, known));
    }
    found
}

fn same_as(node: &Node<'_>, log: &mut Diagnostics) -> Vec<SameAs> {
    let mut list = Vec::new();
    for item in node.items(log) {
        let Some(mut fields) = item.fields(log) else { continue };
        let mine = fields.required("mine", log).and_then(|node| Some((node.text(log)?, node.place())));
        let theirs = fields.required("theirs", log).and_then(|node| node.text(log));
        fields.finish(log);
        if let (Some((mine, place)), Some(theirs)) = (mine, theirs) {
            list.push(SameAs { mine, theirs, place });
        }
    }
    list
}
