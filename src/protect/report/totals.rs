//! How much is withheld: figures counted by rule, and by measure the share of their value.

use std::collections::BTreeMap;

use super::super::model::{CellId, Rule};
use super::view::View;
use super::{Inference, Kind, MeasureTotal, RuleTotal, Summary, words};

/// The site's figures, counted.
pub(super) fn summary(view: &View<'_>, hidden: &[(CellId, Rule)]) -> Summary {
    let model = &view.examined.built.model;
    let asked = (0..model.cells.len()).filter(|cell| view.is_asked(*cell) && view.has_figure(*cell)).count();
    let of_kind = |kind: Kind| hidden.iter().filter(|(cell, rule)| view.kind(*cell, *rule) == kind).count();
    // A group that the parts of a total miss is nobody's figure: no page asks for it.
    let groups = hidden.iter().filter(|(cell, _)| !model.cells[*cell].asked).count();
    let uncertified =
        hidden.iter().filter(|(cell, rule)| view.inference(*cell, view.kind(*cell, *rule)) == Inference::NotCertified);
    let mut rules: BTreeMap<(&'static str, String), usize> = BTreeMap::new();
    for (cell, rule) in hidden {
        *rules.entry((words::code(*rule), words::sentence(*rule, view, *cell))).or_default() += 1;
    }
    let rule = |((rule, why), figures): ((&'static str, String), usize)| RuleTotal { rule, why, figures };
    Summary {
        asked,
        shown: asked + groups - hidden.len(),
        hidden: hidden.len(),
        primary: of_kind(Kind::Primary),
        secondary: of_kind(Kind::Secondary),
        derived: of_kind(Kind::Derived),
        groups,
        without_certificate: uncertified.count(),
        rules: rules.into_iter().map(rule).collect(),
    }
}

/// Every measure that pages ask for, in the order of the data. A figure that stands in several datasets counts with the
/// first.
pub(super) fn measures(view: &View<'_>) -> Vec<MeasureTotal> {
    let catalogue = &view.examined.catalogue;
    let mut cells_of: BTreeMap<(usize, usize), Vec<CellId>> = BTreeMap::new();
    for (cell, facts) in view.facts_of.iter().enumerate() {
        let Some(first) = facts.first() else { continue };
        if view.is_asked(cell) && view.has_figure(cell) {
            let key = &catalogue.fact(*first).key;
            cells_of.entry((key.dataset, key.measure)).or_default().push(cell);
        }
    }
    let total = |((dataset, measure), cells): ((usize, usize), Vec<CellId>)| {
        let description = &catalogue.datasets[dataset].measures[measure];
        let hidden = cells.iter().filter(|cell| view.hidden_by(**cell).is_some()).count();
        MeasureTotal {
            dataset: catalogue.datasets[dataset].title.clone(),
            measure: description.label.clone(),
            asked: cells.len(),
            hidden,
            withheld: description.kind.is_additive().then(|| withheld(view, &cells, hidden)),
        }
    };
    cells_of.into_iter().map(total).collect()
}

/// The value withheld in a measure as a share of the value of everything asked of it, totals and parts alike.
fn withheld(view: &View<'_>, cells: &[CellId], hidden: usize) -> String {
    let model = &view.examined.built.model;
    let value = |cell: &&CellId| model.cells[**cell].figure;
    let sum = |hidden: bool| -> i128 {
        let cells = cells.iter().filter(value).filter(|cell| view.hidden_by(**cell).is_some() == hidden);
        cells.map(|cell| model.cells[*cell].value).sum()
    };
    let threshold = cells.iter().map(|cell| model.cells[*cell].threshold).max().unwrap_or_default();
    // What the data itself withholds has no value to add up.
    let known = cells.iter().filter(|cell| view.hidden_by(**cell).is_some()).filter(value).count();
    if hidden == 0 { "nothing".to_owned() } else { share(sum(true), sum(false), known, threshold) }
}

/// The share in words. It is told so coarsely that it tells no hidden figure: everybody can add up what is shown, so a share
/// stands for a sum, and with two figures hidden a sum is one subtraction away from either. So at least three figures
/// have to be hidden, and the sum that the rounded share stands for has to be open by ten times the threshold.
fn share(withheld: i128, shown: i128, figures: usize, threshold: i128) -> String {
    let all = withheld + shown;
    if figures >= 3 && all > 0 {
        for unit in [1, 5, 10] {
            let percent = (withheld * 200 + all * unit) / (all * unit * 2) * unit;
            // The least and the most that could be withheld beside what is shown, if the share is rounded to `percent`.
            let at = |halves: i128| (halves < 200).then(|| shown * halves / (200 - halves));
            let (Some(low), Some(high)) = (at((percent * 2 - unit).max(0)), at(percent * 2 + unit)) else { continue };
            if high - low >= 10 * threshold {
                return if percent == 0 { format!("less than {unit}%") } else { format!("about {percent}%") };
            }
        }
    }
    "too few to say without saying too much".to_owned()
}

#[cfg(test)]
mod tests {
    use super::share;

    #[test]
    fn a_share_is_as_coarse_as_it_has_to_be() {
        assert_eq!(share(1_000, 9_000, 3, 5), "about 10%");
        assert_eq!(share(1_234, 8_766, 5, 5), "about 12%");
        assert_eq!(share(130, 870, 5, 5), "about 15%");
        assert_eq!(share(60, 440, 5, 5), "about 10%");
        assert_eq!(share(9, 9_991, 3, 5), "less than 1%");
    }

    #[test]
    fn few_or_small_figures_have_no_share() {
        let none = "too few to say without saying too much";
        assert_eq!(share(1_000, 9_000, 2, 5), none);
        assert_eq!(share(9, 91, 3, 5), none);
        assert_eq!(share(100, 0, 4, 5), none);
        assert_eq!(share(0, 0, 4, 5), none);
    }
}
