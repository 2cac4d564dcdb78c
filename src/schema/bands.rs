//! Bands: members of a dimension that say how many events each of the people in them is behind.

use indexmap::IndexMap;

use super::declared::Written;
use super::dimension::Total;
use crate::diagnostic::{Diagnostics, did_you_mean};
use crate::load::yaml::Node;

/// What a dimension's bands are bands of.
#[derive(Debug)]
pub(crate) struct Bands {
    /// The events.
    pub(crate) of: Written,
    /// The measure of the dataset that counts the people in each band, where it has several.
    pub(crate) count: Option<Written>,
    pub(crate) sizes: Vec<Size>,
}

/// The events of each person in a band.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Size {
    pub(crate) member: usize,
    pub(crate) least: i64,
    /// Nothing where the band is open: "20 or more".
    pub(crate) most: Option<i64>,
}

/// Resolves the bands of a dimension.
pub(super) fn resolve(
    node: &Node<'_>,
    members: &IndexMap<String, String>,
    totals: &[Total],
    log: &mut Diagnostics,
) -> Option<Bands> {
    let mut fields = node.fields(log)?;
    let of = fields.required("of").and_then(|node| Written::read(&node, log));
    let count = fields.optional("count").and_then(|node| Written::read(&node, log));
    let sizes = fields.required("sizes").and_then(|node| sizes(&node, members, totals, log));
    fields.finish(log);
    Some(Bands { of: of?, count, sizes: sizes? })
}

fn sizes(
    node: &Node<'_>,
    members: &IndexMap<String, String>,
    totals: &[Total],
    log: &mut Diagnostics,
) -> Option<Vec<Size>> {
    let before = log.errors();
    let mut sizes: Vec<Size> = Vec::new();
    for (id, node) in node.entries(log) {
        let Some(member) = members.get_index_of(&id) else {
            let known = members.keys().map(String::as_str);
            let hint = did_you_mean(&id, known);
            log.error("no-member", node.key_place(), format!("there is no member `{id}`"), hint);
            continue;
        };
        let Some((least, most)) = size(&node, log) else { continue };
        let size = Size { member, least, most };
        if sizes.iter().any(|other| overlap(*other, size)) {
            let hint = "everybody belongs to one band: `one: 1, two_to_four: [2, 4], five_or_more: [5]`";
            log.error("bands", node.key_place(), format!("`{id}` overlaps another band"), hint);
        }
        sizes.push(size);
    }
    let unsized_bands = members.iter().enumerate().filter(|(member, _)| {
        !sizes.iter().any(|size| size.member == *member) && !totals.iter().any(|total| total.total == *member)
    });
    if log.errors() == before {
        for (_, (id, _)) in unsized_bands {
            let hint = "give every band that is no total its events: a number, `[least, most]`, or `[least]`";
            log.error("bands", node.key_place(), format!("the band `{id}` has no size"), hint);
        }
    }
    (log.errors() == before && !sizes.is_empty()).then_some(sizes)
}

/// `1`, `[2, 4]` or, for an open band, `[20]`.
fn size(node: &Node<'_>, log: &mut Diagnostics) -> Option<(i64, Option<i64>)> {
    const MOST: i64 = 1_000_000;
    let is_list = node.is_list();
    let numbers: Vec<Option<u64>> = node.one_or_more(log).iter().map(|node| node.whole(log)).collect();
    let numbers = numbers.into_iter().collect::<Option<Vec<u64>>>()?;
    let fits = |number: u64| i64::try_from(number).ok().filter(|number| *number <= MOST);
    let numbers: Option<Vec<i64>> = numbers.into_iter().map(fits).collect();
    match numbers.as_deref() {
        Some([only]) if !is_list => Some((*only, Some(*only))),
        Some([least]) => Some((*least, None)),
        Some([least, most]) if least <= most => Some((*least, Some(*most))),
        _ => {
            let hint = "write `1`, `[2, 4]`, or `[20]` for 20 or more";
            log.error("bands", node.place(), "this is not the size of a band", hint);
            None
        }
    }
}

fn overlap(a: Size, b: Size) -> bool {
    a.most.is_none_or(|most| most >= b.least) && b.most.is_none_or(|most| most >= a.least)
}
