//! Which members of one dataset are those of another, by their codes or by their labels.

use std::collections::BTreeMap;

use crate::schema::{Dataset, Dimension};

/// How the members of one dataset are found in another.
pub(super) struct Alignment {
    /// By dimension of the other dataset, which member is meant there.
    meant: Vec<Meant>,
    /// Dimensions that only the one dataset has, with the member that stands for all of it.
    whole: Vec<(usize, usize)>,
    /// Dimensions, of the one and of the other, whose members a declaration has to name: their codes are not the same.
    pub(super) named: Vec<(usize, usize)>,
    /// Dimensions of the other of which all members together stand for the one figure.
    pub(super) added: Vec<usize>,
}

enum Meant {
    /// That of a dimension of the one dataset, by its members.
    Of(usize, BTreeMap<usize, usize>),
    /// Always this one.
    Whole(usize),
    /// Each of so many.
    Each(usize),
}

/// More groups than this are not added up.
const MOST_GROUPS: usize = 500;

impl Alignment {
    /// Nothing where a dimension that only one of them has does not say which member stands for all of it. Where groups are
    /// added, those of the other's dimensions without any total do.
    pub(super) fn of(one: &Dataset, other: &Dataset, adds: bool) -> Option<Self> {
        let mut found = Self { meant: Vec::new(), whole: Vec::new(), named: Vec::new(), added: Vec::new() };
        let mut taken = Vec::new();
        for (position, dimension) in other.dimensions.iter().enumerate() {
            let partner = partner(one, dimension, other).map(|at| (at, Pairs::of(&one.dimensions[at], dimension)));
            match partner.filter(|(_, pairs)| !pairs.members.is_empty()) {
                Some((at, pairs)) => {
                    taken.push(at);
                    if pairs.by_label || one.dimensions[at].id != dimension.id {
                        found.named.push((at, position));
                    }
                    found.meant.push(Meant::Of(at, pairs.members));
                }
                None if adds && dimension.totals.is_empty() && dimension.members.len() > 1 => {
                    found.added.push(position);
                    found.meant.push(Meant::Each(dimension.members.len()));
                }
                None => found.meant.push(Meant::Whole(dimension.default_member()?)),
            }
        }
        let groups: usize = found.added.iter().map(|at| other.dimensions[*at].members.len()).product();
        if groups > MOST_GROUPS || adds == found.added.is_empty() {
            return None;
        }
        for (position, dimension) in one.dimensions.iter().enumerate().filter(|(at, _)| !taken.contains(at)) {
            found.whole.push((position, dimension.default_member()?));
        }
        Some(found)
    }

    /// The members in the other dataset, for each group that is added; none where it has none of them.
    pub(super) fn across(&self, members: &[usize]) -> Vec<Vec<usize>> {
        if self.whole.iter().any(|(position, member)| members[*position] != *member) {
            return Vec::new();
        }
        let mut found: Vec<Vec<usize>> = vec![Vec::new()];
        for meant in &self.meant {
            let chosen: Vec<usize> = match meant {
                Meant::Of(position, pairs) => pairs.get(&members[*position]).copied().into_iter().collect(),
                Meant::Whole(member) => vec![*member],
                Meant::Each(count) => (0..*count).collect(),
            };
            found =
                found.iter().flat_map(|known| chosen.iter().map(|member| [&known[..], &[*member]].concat())).collect();
        }
        found
    }
}

/// The dimension of the same name, or else one of the same label that no other has the name of.
fn partner(one: &Dataset, dimension: &Dimension, other: &Dataset) -> Option<usize> {
    let named = |mine: &Dimension| other.dimensions.iter().any(|theirs| theirs.id == mine.id);
    let by_id = one.dimensions.iter().position(|mine| mine.id == dimension.id);
    by_id.or_else(|| one.dimensions.iter().position(|mine| !named(mine) && alike(&mine.label, &dimension.label)))
}

/// Whether readers take two labels for one.
pub(super) fn alike(one: &str, other: &str) -> bool {
    one.trim().to_lowercase() == other.trim().to_lowercase()
}

/// The members of two dimensions that are one.
struct Pairs {
    members: BTreeMap<usize, usize>,
    /// Whether some are so by their labels alone.
    by_label: bool,
}

impl Pairs {
    fn of(mine: &Dimension, theirs: &Dimension) -> Self {
        let by_code = mine.members.keys().enumerate().filter_map(|(at, code)| Some((at, theirs.member(code)?)));
        let mut members: BTreeMap<usize, usize> = by_code.collect();
        let mut taken: Vec<usize> = members.values().copied().collect();
        taken.sort_unstable();
        let labels: BTreeMap<String, usize> = (0..theirs.members.len())
            .filter(|at| taken.binary_search(at).is_err())
            .map(|at| (theirs.label_of(at).trim().to_lowercase(), at))
            .collect();
        let of_label = |at: usize| labels.get(&mine.label_of(at).trim().to_lowercase()).map(|found| (at, *found));
        let by_label: Vec<(usize, usize)> =
            (0..mine.members.len()).filter(|at| !members.contains_key(at)).filter_map(of_label).collect();
        members.extend(by_label.iter().copied());
        // Totals go together whatever they are called, as in a declaration.
        if let (Some(whole), Some(other)) = (mine.default_member(), theirs.default_member())
            && !members.contains_key(&whole)
            && !members.values().any(|member| *member == other)
        {
            members.insert(whole, other);
        }
        Self { members, by_label: !by_label.is_empty() }
    }
}
