//! One name for one thing: labels of members and measures that differ where they should not.

mod texts;
mod words;

pub(crate) use texts::{Names, Slip};
use words::{Word, folded, shortens, singular};

use super::dataset::Dataset;
use super::dimension::Dimension;
use crate::diagnostic::{Diagnostics, Place};

/// Reports labels that drift from one dataset to another.
pub(super) fn check(datasets: &[Dataset], log: &mut Diagnostics) {
    for (position, later) in datasets.iter().enumerate() {
        for dimension in &later.dimensions {
            let earlier = datasets[..position].iter().flat_map(|dataset| &dataset.dimensions);
            let earlier = earlier.filter(|other| other.id == dimension.id || other.label == dimension.label);
            members(&earlier.collect::<Vec<_>>(), dimension, log);
        }
        for measure in &later.measures {
            let known: Vec<_> = datasets[..position].iter().flat_map(|dataset| &dataset.measures).collect();
            let first = known.iter().find(|known| alike(&known.label, &measure.label));
            if let Some(first) = first.filter(|_| known.iter().all(|known| known.label != measure.label)) {
                drift(&first.label, &first.place, &measure.label, &measure.place, log);
            }
        }
    }
}

/// A member is compared with those of its code, or else with all.
fn members(earlier: &[&Dimension], dimension: &Dimension, log: &mut Diagnostics) {
    for (position, (code, label)) in dimension.members.iter().enumerate() {
        let is_known = |(other, member): &(&Dimension, usize)| {
            let called = |(known, alias): &(usize, String)| known == member && alias == label;
            other.label_of(*member) == label || other.aliases.iter().any(called)
        };
        let mut met: Vec<(&Dimension, usize)> =
            earlier.iter().filter_map(|other| Some((*other, other.member(code)?))).collect();
        let is_same = !met.is_empty();
        if !is_same {
            met = earlier.iter().flat_map(|other| (0..other.members.len()).map(|member| (*other, member))).collect();
        }
        if met.iter().any(is_known) {
            continue;
        }
        let first = met.into_iter().find(|(other, member)| is_same || alike(other.label_of(*member), label));
        if let Some((other, member)) = first {
            drift(other.label_of(member), &other.label_places[member], label, &dimension.label_places[position], log);
        }
    }
}

fn drift(first: &str, place: &Place, second: &str, here: &Place, log: &mut Diagnostics) {
    let message = format!("\"{second}\" is called \"{first}\" in {}", place.in_words());
    let hint = "call one thing by one name everywhere; if they are two things, let the names differ by more";
    log.warning("label-drift", here.clone(), message, hint);
}

/// Whether two labels look like two spellings of one name.
fn alike(a: &str, b: &str) -> bool {
    let (first, second) = (folded(a), folded(b));
    let plain = |words: &[Word]| words.iter().map(|word| singular(&word.folded)).collect::<Vec<_>>();
    plain(&first) == plain(&second) || shortens(&first, &second) || shortens(&second, &first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_spellings_of_one_name_are_alike() {
        for (a, b, expected) in [
            ("Cherwell and West Oxford", "Cherwell & West Oxfordshire", true),
            ("South Oxfordshire & the Vale", "South Oxfordshire and Vale of White Horse", true),
            ("Looked-after children", "Looked after children", true),
            ("Missing episode", "Missing Episodes", true),
            ("Fostering agencies", "Fostering agency", true),
            ("West Oxfordshire", "Cherwell and West Oxfordshire", false),
            ("South Oxfordshire", "South Oxfordshire and Vale of White Horse", false),
            ("Cherwell and West Northants", "Cherwell and West Oxfordshire", false),
            ("All children", "All teams", false),
            ("Children", "Children looked after", false),
            ("Oxford City", "Oxfordshire", false),
            ("Northern", "Southern", false),
        ] {
            assert_eq!(alike(a, b), expected, "{a} / {b}");
            assert_eq!(alike(b, a), expected, "{b} / {a}");
        }
    }
}
