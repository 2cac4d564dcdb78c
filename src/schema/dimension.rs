//! Dimensions: the members that figures are broken down by, and which of them are sums of others.

use indexmap::IndexMap;

use super::bands::{self, Bands};
use super::dataset::{self, is_identifier};
use crate::diagnostic::{Diagnostics, Place, did_you_mean};
use crate::load::yaml::Node;

/// A way of breaking the figures down.
#[derive(Debug)]
pub(crate) struct Dimension {
    pub(crate) id: String,
    pub(crate) label: String,
    /// Where its member stands: in the first of these columns that is not blank.
    pub(crate) columns: Vec<String>,
    /// Labels by member.
    pub(crate) members: IndexMap<String, String>,
    /// Where each label is written.
    pub(crate) label_places: Vec<Place>,
    /// Other names by which texts may call a member.
    pub(crate) aliases: Vec<(usize, String)>,
    pub(crate) totals: Vec<Total>,
    /// Whether the description says something of totals, be it that there are none.
    pub(crate) totals_declared: bool,
    /// Members of which the description says that they are no sum and in none: `totals: {unknown: []}`.
    pub(crate) apart: Vec<usize>,
    /// Whether its members say how many events each of their people is behind.
    pub(crate) bands: Option<Bands>,
    pub(crate) place: Place,
}

impl Dimension {
    pub(crate) fn member(&self, id: &str) -> Option<usize> {
        self.members.get_index_of(id)
    }

    /// The column that messages name.
    pub(crate) fn column(&self) -> &str {
        self.columns.first().map_or(&self.id, String::as_str)
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

/// Resolves one dimension; nothing where its members cannot be used.
pub(super) fn resolve(id: &str, node: &Node<'_>, log: &mut Diagnostics) -> Option<Dimension> {
    if !is_identifier(id) {
        log.error(
            "name",
            node.key_place(),
            format!("`{id}` cannot name a dimension"),
            "use lower-case letters, digits and `_`, beginning with a letter; not a reserved word such as `period`",
        );
        return None;
    }
    let mut fields = node.fields(log)?;
    let label = fields.required("label").and_then(|node| super::marks::label(&node, log));
    let column = fields.optional("column").and_then(|node| dataset::columns(&node, log));
    let members = fields.required("members");
    let totals = fields.optional("totals");
    let totals_declared = totals.is_some();
    let bands = fields.optional("bands");
    let aliases = fields.optional("aliases");
    fields.finish(log);
    let (members, label_places) = self::members(id, &members?, log)?;
    let aliases = aliases.map(|node| self::aliases(&node, &members, log)).unwrap_or_default();
    let (totals, apart) = totals.map(|node| self::totals(&node, &members, log)).unwrap_or_default();
    let bands = bands.and_then(|node| bands::resolve(&node, &members, &totals, log));
    Some(Dimension {
        id: id.to_owned(),
        label: label.unwrap_or_default(),
        columns: column.unwrap_or_else(|| vec![id.to_owned()]),
        members,
        label_places,
        aliases,
        totals,
        totals_declared,
        apart,
        bands,
        place: node.key_place(),
    })
}

/// Labels by member, and where each stands.
fn members(id: &str, node: &Node<'_>, log: &mut Diagnostics) -> Option<(IndexMap<String, String>, Vec<Place>)> {
    let mut members = IndexMap::new();
    let mut places = Vec::new();
    if !node.is_map() {
        node.fields(log)?;
    }
    for (member, node) in node.entries(log) {
        let label = super::marks::label(&node, log).unwrap_or_default();
        if !label.is_empty() && members.values().any(|other| *other == label) {
            log.error(
                "same-label",
                node.place(),
                format!("two members are labelled \"{label}\""),
                "give each member a label of its own, so that readers can tell them apart",
            );
        }
        members.insert(member, label);
        places.push(node.place());
    }
    if members.is_empty() {
        log.error("no-members", node.key_place(), format!("`{id}` has no members"), "list each code with its label");
        return None;
    }
    Some((members, places))
}

fn aliases(node: &Node<'_>, members: &IndexMap<String, String>, log: &mut Diagnostics) -> Vec<(usize, String)> {
    let mut aliases = Vec::new();
    for (member, node) in node.entries(log) {
        let Some(member) = member_index(members, &member, node.key_place(), log) else { continue };
        let names = node.one_or_more(log);
        aliases.extend(names.iter().filter_map(|name| Some((member, name.text(log)?))));
    }
    aliases
}

/// The sums, and the members that are said to be in none.
fn totals(node: &Node<'_>, members: &IndexMap<String, String>, log: &mut Diagnostics) -> (Vec<Total>, Vec<usize>) {
    let mut totals: Vec<Total> = Vec::new();
    let mut apart = Vec::new();
    for (total, node) in node.entries(log) {
        let Some(position) = member_index(members, &total, node.key_place(), log) else { continue };
        if node.is_list() && node.items(log).is_empty() {
            apart.push(position);
            continue;
        }
        if node.is_list() && node.items(log).iter().any(Node::is_list) {
            nested(&total, &node, log);
            continue;
        }
        let several = node.is_list() && node.items(log).iter().any(Node::is_map);
        let sums = if several { node.items(log) } else { vec![node.clone()] };
        for sum in &sums {
            let Some(sum) = self::sum(position, sum, members, log) else { continue };
            if sum.parts.iter().any(|part| reaches(&totals, *part, position)) {
                let message = "this total is made of parts that are made of it";
                log.error("totals", node.key_place(), message, "a sum goes one way: take one of the two sums out");
            } else {
                totals.push(sum);
            }
        }
    }
    (totals, apart)
}

/// Of so many parts it is shown how they are written.
const MOST_WRITTEN: usize = 5;

/// A total whose breakdowns are written as lists in a list.
fn nested(total: &str, node: &Node<'_>, log: &mut Diagnostics) {
    let mut breakdowns = Vec::new();
    for list in node.items(log) {
        let parts = list.one_or_more(log);
        let more = if parts.len() > MOST_WRITTEN { ", …" } else { "" };
        let parts: Vec<&str> = parts.iter().take(MOST_WRITTEN).filter_map(Node::scalar).collect();
        breakdowns.push(format!("{{parts: [{}{more}]}}", parts.join(", ")));
    }
    let message =
        "the parts of this total are lists in a list; a total that is made up in several ways takes a list of groups";
    let hint = format!("write each as a group of its own: `{total}: [{}]`", breakdowns.join(", "));
    log.error("totals", node.place(), message, hint);
}

/// Whether the sums lead from `from` down to `to`.
fn reaches(totals: &[Total], from: usize, to: usize) -> bool {
    let parts = totals.iter().filter(|total| total.total == from).flat_map(|total| &total.parts);
    from == to || parts.into_iter().any(|part| reaches(totals, *part, to))
}

fn sum(total: usize, node: &Node<'_>, members: &IndexMap<String, String>, log: &mut Diagnostics) -> Option<Total> {
    let before = log.errors();
    let (parts, mismatch) = if node.is_map() {
        let mut fields = node.fields(log)?;
        let parts = fields.required("parts").map(|node| node.items(log)).unwrap_or_default();
        let mismatch = fields.optional("mismatch").and_then(|node| node.text(log));
        fields.finish(log);
        (parts, mismatch)
    } else {
        (node.items(log), None)
    };
    let told = log.errors() > before;
    let mut indexes = Vec::new();
    for part in &parts {
        let index = member_index(members, &part.text(log)?, part.place(), log)?;
        if index == total || indexes.contains(&index) {
            log.error("totals", part.place(), "a total's parts are other members, each once", "take this one out");
            return None;
        }
        indexes.push(index);
    }
    if indexes.is_empty() {
        if told {
            return None;
        }
        log.error("totals", node.place(), "a total needs parts", "list the members that add up to it");
        return None;
    }
    Some(Total { total, parts: indexes, mismatch })
}

fn member_index(members: &IndexMap<String, String>, id: &str, place: Place, log: &mut Diagnostics) -> Option<usize> {
    let found = members.get_index_of(id);
    if found.is_none() {
        let known = members.keys().map(String::as_str);
        log.error("no-member", place, format!("there is no member `{id}`"), did_you_mean(id, known));
    }
    found
}
