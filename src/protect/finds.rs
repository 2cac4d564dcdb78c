//! What the numbers of a dataset show of how it is made: sums and percentages, for whoever drafts its description. Only
//! names come out, and what is found holds in every row.

use std::collections::BTreeMap;

use super::model::whole;
use super::undeclared;
use crate::number::Number;
use crate::schema::{Catalogue, FactId, FactKey, Measure, MeasureKind};

/// What was found in the one dataset of a catalogue. Numbers are positions of dimensions, members and measures.
#[derive(Debug, Default)]
pub(crate) struct Found {
    /// A dimension, its total, and the members that make it.
    pub(crate) totals: Vec<(usize, usize, Vec<usize>)>,
    /// A dimension, and a member that is called a total and that no others make; whether it is only rows that lack.
    pub(crate) no_totals: Vec<(usize, usize, bool)>,
    /// A measure, and those that make it.
    pub(crate) parts: Vec<(usize, Vec<usize>)>,
    /// A count, and the one that it is never more than and sometimes less.
    pub(crate) within: Vec<(usize, usize)>,
    /// A percentage, and each count on top with the base that it follows from.
    pub(crate) percentages: Vec<(usize, Vec<(usize, usize)>)>,
}

/// Looks for them. `hints` are sums that the data's labels or codes suggest.
pub(crate) fn find(catalogue: &Catalogue, hints: &[(usize, usize, Vec<usize>)]) -> Found {
    let Some(dataset) = catalogue.datasets.first() else { return Found::default() };
    let mut found = Found { parts: undeclared::sums_of_measures(catalogue, 0), ..Found::default() };
    for (number, dimension) in dataset.dimensions.iter().enumerate() {
        let columns = Columns::of(catalogue, 0, number);
        let hints: Vec<(usize, &[usize])> =
            hints.iter().filter(|(of, ..)| *of == number).map(|(_, total, parts)| (*total, parts.as_slice())).collect();
        let totals = columns.totals(&hints);
        let named = (0..dimension.members.len()).filter(|member| {
            let is_hint = hints.iter().any(|(total, _)| total == member);
            (is_hint || is_total(dimension.label_of(*member))) && !totals.iter().any(|(total, _)| total == member)
        });
        found.no_totals.extend(named.map(|member| {
            let others: Vec<usize> = (0..columns.members()).filter(|other| *other != member).collect();
            let parts = hints.iter().find(|(total, _)| *total == member).map_or(others.as_slice(), |(_, parts)| parts);
            (number, member, columns.complete(member, parts).holds(member, parts) > Some(0))
        }));
        found.totals.extend(totals.into_iter().map(|(total, parts)| (number, total, parts)));
    }
    let columns = Measures::of(catalogue);
    for part in 0..dataset.measures.len() {
        found.within.extend(
            (0..dataset.measures.len()).find(|whole| columns.is_within(part, *whole)).map(|whole| (part, whole)),
        );
    }
    for (number, measure) in dataset.measures.iter().enumerate() {
        if matches!(measure.kind, MeasureKind::Percentage { .. }) {
            found.percentages.push((number, percentages(catalogue, 0, number)));
        }
    }
    found
}

/// Whether a label is what people call a total.
fn is_total(label: &str) -> bool {
    let label = label.to_lowercase();
    let mut words = label.split(|c: char| !c.is_alphanumeric());
    words.any(|word| matches!(word, "total" | "totals" | "all" | "overall" | "england" | "persons"))
}

/// A number, or why there is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Slot {
    /// There is no row.
    Absent,
    /// It is withheld or not available.
    Unknown,
    Known(i128),
}

/// The counts of a dataset: a row for everything but one dimension, a column for each of its members.
pub(super) struct Columns(Vec<Vec<Slot>>);

impl Columns {
    pub(super) fn of(catalogue: &Catalogue, number: usize, dimension: usize) -> Self {
        let mut rows: BTreeMap<FactKey, Vec<Slot>> = BTreeMap::new();
        for fact in catalogue.facts.iter().filter(|fact| fact.key.dataset == number) {
            let dataset = &catalogue.datasets[number];
            if !dataset.measures[fact.key.measure].kind.is_additive() {
                continue;
            }
            let mut key = fact.key.clone();
            let member = std::mem::take(&mut key.members[dimension]);
            let row =
                rows.entry(key).or_insert_with(|| vec![Slot::Absent; dataset.dimensions[dimension].members.len()]);
            row[member] = match &fact.cell {
                super::sealed::Cell::Number(sealed) => whole(*sealed.open()).map_or(Slot::Unknown, Slot::Known),
                super::sealed::Cell::Marked(super::Marker::NotApplicable) => Slot::Known(0),
                super::sealed::Cell::Marked(_) => Slot::Unknown,
            };
        }
        Self(rows.into_values().collect())
    }

    fn members(&self) -> usize {
        self.0.first().map_or(0, Vec::len)
    }

    /// In how many rows the parts make the total and say something by it; nothing where they miss it in one, or have no
    /// row where it has one.
    fn holds(&self, total: usize, parts: &[usize]) -> Option<usize> {
        let mut telling = 0;
        for row in &self.0 {
            let slots = parts.iter().map(|part| row[*part]);
            match row[total] {
                Slot::Absent => continue,
                // There the total is not broken down in this way.
                _ if slots.clone().all(|slot| slot == Slot::Absent) => continue,
                _ if slots.clone().any(|slot| slot == Slot::Absent) => return None,
                Slot::Unknown => continue,
                Slot::Known(total) => {
                    let known = |slot| if let Slot::Known(value) = slot { Some(value) } else { None };
                    let sum: i128 = slots.clone().filter_map(known).sum();
                    let complete = slots.clone().all(|slot| slot != Slot::Unknown);
                    if (complete && sum != total) || sum > total {
                        return None;
                    }
                    let several = slots.filter(|slot| *slot != Slot::Known(0)).count() > 1;
                    telling += usize::from(complete && total != 0 && (several || parts.len() == 1));
                }
            }
        }
        Some(telling)
    }

    /// The rows in which a total and all its parts stand.
    fn complete(&self, total: usize, parts: &[usize]) -> Self {
        let has_all = |row: &&Vec<Slot>| parts.iter().chain([&total]).all(|member| row[*member] != Slot::Absent);
        Self(self.0.iter().filter(has_all).cloned().collect())
    }

    /// Every member that others make, in every row, each with its fewest parts; and once more with others altogether, where a
    /// total is broken down in two ways.
    fn totals(&self, hints: &[(usize, &[usize])]) -> Vec<(usize, Vec<usize>)> {
        let mut found: Vec<(usize, Vec<usize>)> = Vec::new();
        for total in 0..self.members() {
            let hinted = hints.iter().find(|(of, parts)| *of == total && self.holds(total, parts) > Some(0));
            let parts = match hinted {
                Some((_, parts)) => Some(parts.to_vec()),
                None => self.smallest(total, &[]),
            };
            found.extend(parts.map(|parts| (total, parts)));
        }
        // Of two that would be made of each other, both zero or alike, neither is known to be the total.
        let sums = found.clone();
        found.retain(|(total, parts)| !parts.iter().any(|part| reaches(&sums, *part, *total, sums.len())));
        let sums = found.clone();
        for (total, _) in &sums {
            let below = |member: &usize| reaches(&sums, *total, *member, sums.len());
            let within: Vec<usize> = (0..self.members()).filter(below).collect();
            let second = self.smallest(*total, &within);
            let is_other = |parts: &Vec<usize>| !parts.iter().any(|part| reaches(&sums, *part, *total, sums.len()));
            found.extend(second.filter(is_other).map(|parts| (*total, parts)));
        }
        found.sort();
        found
    }

    /// Other members that make a member wherever all of them stand, as readers can tell by its name or by the numbers
    /// alone; `without` leaves members out. Nothing where there are none, or too few numbers to be no chance.
    pub(super) fn evident(&self, total: usize, without: &[usize], named: bool) -> Option<Vec<usize>> {
        let others: Vec<usize> =
            (0..self.members()).filter(|member| *member != total && !without.contains(member)).collect();
        let candidates = candidates(&others);
        // What so many sums would fit by chance, and ten bits more.
        let enough = f64::from(u32::try_from(candidates.len()).unwrap_or(u32::MAX)).log2() + 10.0;
        let fits = |parts: &&Vec<usize>| {
            let all = parts.len() == others.len();
            let is_enough =
                |(telling, bits): (usize, f64)| telling > 0 && (named || all || (telling > 1 && bits >= enough));
            // Most groups fail in one of the first rows.
            parts.len() > 1
                && evidence(self.0.iter().take(FIRST), total, parts).is_some()
                && evidence(self.0.iter(), total, parts).is_some_and(is_enough)
        };
        candidates.iter().find(fits).cloned()
    }

    fn smallest(&self, total: usize, without: &[usize]) -> Option<Vec<usize>> {
        let others: Vec<usize> =
            (0..self.members()).filter(|member| *member != total && !without.contains(member)).collect();
        let fits = |parts: &Vec<usize>| {
            // Among many groups one fits a few numbers by chance.
            let is_run = parts.windows(2).all(|pair| pair[1] - pair[0] == 1);
            let enough = if parts.len() == others.len() && (without.is_empty() || others.len() > ALL_SUBSETS) {
                1
            } else if is_run || others.len() > ALL_SUBSETS {
                2
            } else {
                3
            };
            // One part is no sum, unless something else says so.
            parts.len() > 1 && self.holds(total, parts).is_some_and(|telling| telling >= enough)
        };
        candidates(&others).into_iter().find(fits)
    }
}

/// So many rows are looked at before all are.
const FIRST: usize = 500;

/// In how many of the rows in which all of them are known the parts make the total and say something by it, and how much
/// that tells: so many bits as the totals have. Nothing where they miss it in one.
fn evidence<'r>(rows: impl Iterator<Item = &'r Vec<Slot>>, total: usize, parts: &[usize]) -> Option<(usize, f64)> {
    let (mut telling, mut bits) = (0, 0.0);
    for row in rows {
        let slots = parts.iter().map(|part| row[*part]);
        let Slot::Known(whole) = row[total] else { continue };
        if slots.clone().any(|slot| slot == Slot::Absent) {
            continue;
        }
        let known = slots.clone().filter_map(|slot| if let Slot::Known(value) = slot { Some(value) } else { None });
        let sum: i128 = known.clone().sum();
        let complete = known.clone().count() == parts.len();
        if (complete && sum != whole) || sum > whole {
            return None;
        }
        if complete && known.filter(|value| *value != 0).count() > 1 {
            telling += 1;
            bits += f64::from(u32::try_from(whole).unwrap_or(u32::MAX)).log2();
        }
    }
    Some((telling, bits))
}

/// The most members of which every group is tried, and of which every run.
const ALL_SUBSETS: usize = 13;
const ALL_RUNS: usize = 60;

/// The groups of members that may make another, the smallest first; of many, only those that stand together, and all.
fn candidates(others: &[usize]) -> Vec<Vec<usize>> {
    if others.len() <= ALL_SUBSETS {
        let group = |set: usize| -> Vec<usize> {
            others.iter().enumerate().filter(|(bit, _)| set >> bit & 1 == 1).map(|(_, part)| *part).collect()
        };
        let mut groups: Vec<Vec<usize>> = (0..1usize << others.len()).map(group).collect();
        groups.sort_by_key(Vec::len);
        return groups;
    }
    let runs = if others.len() <= ALL_RUNS { others.len() } else { 0 };
    let runs = (2..runs).flat_map(|length| others.windows(length).map(<[usize]>::to_vec));
    runs.chain([others.to_vec()]).collect()
}

/// The counts of each row, by measure.
struct Measures(Vec<Vec<Option<i128>>>);

impl Measures {
    fn of(catalogue: &Catalogue) -> Self {
        let measures = catalogue.datasets.first().map(|dataset| dataset.measures.as_slice()).unwrap_or_default();
        let firsts = (0..catalogue.facts.len()).map(FactId).filter(|id| catalogue.fact(*id).key.measure == 0);
        let row = |id: FactId| {
            let count = |(number, measure): (usize, &Measure)| {
                let fact = catalogue.sibling(id, number).filter(|_| measure.kind.is_additive())?;
                catalogue.fact(fact).cell.number().and_then(whole)
            };
            measures.iter().enumerate().map(count).collect()
        };
        Self(firsts.map(row).collect())
    }

    /// Whether one measure is no more than another in all rows that have both, and less in two.
    fn is_within(&self, part: usize, whole: usize) -> bool {
        let pairs = self.0.iter().filter_map(|row| Some((row[part]?, row[whole]?)));
        part != whole && pairs.clone().all(|(a, b)| a <= b) && pairs.filter(|(a, b)| a < b).count() > 1
    }
}

/// Whether the sums lead from `from` down to `to`.
fn reaches(sums: &[(usize, Vec<usize>)], from: usize, to: usize, deep: usize) -> bool {
    let mut parts = sums.iter().filter(|(total, _)| *total == from).flat_map(|(_, parts)| parts);
    from == to || (deep > 0 && parts.any(|part| reaches(sums, *part, to, deep - 1)))
}

/// The pairs of counts that a percentage follows from in every row, to within its rounding.
pub(super) fn percentages(catalogue: &Catalogue, dataset: usize, percentage: usize) -> Vec<(usize, usize)> {
    let measures = &catalogue.datasets[dataset].measures;
    let counts: Vec<usize> = (0..measures.len()).filter(|number| measures[*number].kind.is_additive()).collect();
    let is_row = |id: &FactId| {
        let key = &catalogue.fact(*id).key;
        key.dataset == dataset && key.measure == percentage
    };
    let rows: Vec<FactId> = (0..catalogue.facts.len()).map(FactId).filter(is_row).collect();
    let number = |id: FactId| catalogue.fact(id).cell.number();
    let mut pairs = Vec::new();
    for part in &counts {
        for base in counts.iter().filter(|base| *base != part) {
            let mut telling = 0;
            let fits = rows.iter().all(|row| {
                let count = |measure: usize| catalogue.sibling(*row, measure).and_then(number).and_then(whole);
                let (Some(ratio), Some(part), Some(base)) = (number(*row), count(*part), count(*base)) else {
                    return true;
                };
                telling += usize::from(part != 0 && part != base);
                follows(ratio, part, base)
            });
            if fits && telling > 1 {
                pairs.push((*part, *base));
            }
        }
    }
    pairs
}

/// Whether a percentage is its part over its base, to half of its last decimal.
fn follows(ratio: Number, part: i128, base: i128) -> bool {
    let one = Number::whole(1).units_at(ratio.decimals()).unwrap_or(1);
    let Some(units) = ratio.units_at(ratio.decimals()) else { return false };
    let missed = part.checked_mul(100 * one).zip(units.checked_mul(base)).and_then(|(a, b)| a.checked_sub(b));
    base > 0 && part <= base && missed.is_some_and(|missed| missed.abs().saturating_mul(2) <= base)
}
