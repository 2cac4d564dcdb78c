//! What an author is told of figures that belong together, with the lines to write.

use std::collections::BTreeSet;

use super::Told;
use super::link::{Kind, Link};
use crate::diagnostic::Diagnostics;
use crate::schema::Dataset;

/// The most lines that one message writes out.
const MOST_LINES: usize = 6;
/// The most parts that one line writes out.
const MOST_PARTS: usize = 12;

/// One error for two datasets, at the description of the second.
pub(super) fn tell(link: &Link<'_>, told: &[Told], log: &mut Diagnostics) {
    let [whole, parts] = link.datasets.map(|number| &link.catalogue.datasets[number]);
    let home = link.datasets[0].max(link.datasets[1]);
    let side = usize::from(link.datasets[1] == home);
    let (here, there) = if side == 0 { (whole, parts) } else { (parts, whole) };
    let Some(first) = told.first() else { return };
    let named = |told: &Told| {
        let [mine, theirs] = [(whole, told.measures[0]), (parts, told.measures[1])]
            .map(|(dataset, measure)| format!("{}.{}", dataset.id, dataset.measures[measure].id));
        let kind = |dataset: &Dataset| dataset.periods.first().map_or("", |period| period.kind.name());
        match link.kind {
            Kind::Same => format!("`{mine}` is `{theirs}`"),
            Kind::Periods => format!("`{mine}` ({}) is the sum of `{theirs}` ({})", kind(whole), kind(parts)),
            Kind::Groups => {
                let added: Vec<String> =
                    link.alignment.added.iter().map(|at| format!("`{}`", parts.dimensions[*at].id)).collect();
                format!("`{mine}` is the sum of `{theirs}` over {}", added.join(" and "))
            }
        }
    };
    let said: Vec<String> = told.iter().map(named).collect();
    let (key, is_first) = match link.kind {
        Kind::Same => ("same", here.declared.same.is_empty()),
        Kind::Periods => ("periods", here.declared.periods.is_empty()),
        Kind::Groups => ("sums", here.declared.sums.is_empty()),
    };
    let lines: BTreeSet<(usize, Members, String)> =
        told.iter().enumerate().flat_map(|(at, told)| lines(link, home, at, told)).collect();
    let more = if lines.len() > MOST_LINES { ", and so on" } else { "" };
    let lines: Vec<String> = lines.into_iter().take(MOST_LINES).map(|(.., line)| line).collect();
    let lines = lines.join(", ");
    let cure = if is_first { format!("write `{key}: [{lines}]`") } else { format!("add `{lines}` to `{key}`") };
    log.error(
        "undeclared-link",
        here.measures[first.measures[side]].place.clone(),
        format!("{} wherever the data has both, but no description says so", said.join("; ")),
        format!(
            "undeclared, one gives away what is withheld of the other: {cure}{more} in `data/{}.yaml`; if it is a \
             coincidence, write `unrelated: [{}]` there",
            here.id, there.id
        ),
    );
}

/// Members that a line names, of the whole and of the parts.
type Members = [Vec<usize>; 2];

/// The declarations for two measures: one, or one for each member whose code is not the same on both sides.
fn lines(link: &Link<'_>, home: usize, at: usize, told: &Told) -> BTreeSet<(usize, Members, String)> {
    let dimensions: [Vec<usize>; 2] = link.alignment.named.iter().copied().unzip().into();
    let line = |members: Members| {
        let side = |side: usize, named: &[(usize, usize)]| {
            let (number, measure) = (link.datasets[side], told.measures[side]);
            let known = dimensions[side].iter().copied().zip(members[side].iter().copied());
            let named: Vec<(usize, usize)> = known.chain(named.iter().copied()).collect();
            expression(link, number == home, (number, measure), &named)
        };
        let whole = side(0, &[]);
        let mut parts: Vec<String> = groups(link).iter().take(MOST_PARTS).map(|group| side(1, group)).collect();
        if groups(link).len() > MOST_PARTS {
            parts.push("…".to_owned());
        }
        let parts = parts.join(", ");
        let text = match link.kind {
            Kind::Same => format!("{{mine: {parts}, theirs: {whole}}}"),
            Kind::Periods => format!("{{parts: {parts}, whole: {whole}, counted: each}}"),
            Kind::Groups => format!("{{total: {whole}, parts: [{parts}]}}"),
        };
        (at, members, text)
    };
    let members = told.equations.iter().map(|equation| {
        let whole = &link.catalogue.fact(equation.total).key.members;
        [whole, &equation.across].map(Vec::as_slice)
    });
    let chosen = members.map(|[whole, parts]| {
        let of = |side: usize, members: &[usize]| dimensions[side].iter().map(|at| members[*at]).collect();
        [of(0, whole), of(1, parts)]
    });
    chosen.collect::<BTreeSet<Members>>().into_iter().map(line).collect()
}

/// The groups that make a whole, each by the dimensions and members that name it: one without any, where none are added.
fn groups(link: &Link<'_>) -> Vec<Vec<(usize, usize)>> {
    let dimensions = &link.catalogue.datasets[link.datasets[1]].dimensions;
    link.alignment.added.iter().fold(vec![Vec::new()], |groups, at| {
        let members = 0..dimensions[*at].members.len();
        let with = |group: &Vec<(usize, usize)>, member: usize| [&group[..], &[(*at, member)]].concat();
        groups.iter().flat_map(|group| members.clone().map(move |member| with(group, member))).collect()
    })
}

/// A figure as the description of its own dataset or that of another one names it.
fn expression(link: &Link<'_>, is_own: bool, (number, measure): (usize, usize), named: &[(usize, usize)]) -> String {
    let dataset = &link.catalogue.datasets[number];
    let id = &dataset.measures[measure].id;
    let name = if is_own { id.clone() } else { format!("{}.{id}", dataset.id) };
    if named.is_empty() {
        return name;
    }
    let chosen = named.iter().map(|(dimension, member)| {
        let dimension = &dataset.dimensions[*dimension];
        let code = dimension.members.get_index(*member).map_or("", |(code, _)| code.as_str());
        format!("{}='{code}'", dimension.id)
    });
    format!("\"{name}({})\"", chosen.collect::<Vec<_>>().join(", "))
}
