//! Which numbers in prose could stand for a figure that is withheld. Decided from what is published alone, so that being
//! told says nothing of the hidden number.

use std::collections::BTreeSet;

use super::super::examined::Examined;
use super::published::PublishedFacts;
use crate::ask::askers;
use crate::prose::{Amount, Finding, members_of, nouns_of};
use crate::schema::FactId;
use crate::words::tokens;

/// What the site withholds, as readers know it.
#[derive(Default)]
pub(super) struct Withheld {
    /// The largest count that is shown in a dataset that withholds counts, and no less than what its policy calls small.
    largest: Option<i128>,
    /// Whether percentages, means or rates are withheld, or counts of which a part could be told.
    ratios: bool,
    /// What the measures of such datasets count, and their members.
    nouns: BTreeSet<String>,
    members: BTreeSet<String>,
}

impl Withheld {
    pub(super) fn of(examined: &Examined, published: &PublishedFacts) -> Self {
        let catalogue = &examined.catalogue;
        let mut withheld = Self::default();
        let asked: BTreeSet<FactId> = askers(&examined.pages, &examined.said, &examined.claims)
            .into_iter()
            .flat_map(|(question, _)| examined.questions.list[question.0].facts())
            .collect();
        let is_withheld = |fact: &&FactId| {
            let marked = catalogue.fact(**fact).cell.is_without_figure();
            examined.pattern().hidden[examined.cell(**fact)].is_some() && !marked
        };
        let mut datasets: BTreeSet<usize> = BTreeSet::new();
        for fact in asked.iter().filter(is_withheld) {
            let dataset = catalogue.fact(*fact).key.dataset;
            datasets.insert(dataset);
            if catalogue.measure_of(*fact).kind.is_additive() {
                let small = catalogue.policy_of(*fact).hide_up_to;
                withheld.largest = withheld.largest.max(Some(small));
            }
            withheld.ratios = true;
        }
        for (fact, _) in published.all() {
            let additive = catalogue.measure_of(fact).kind.is_additive();
            if additive && datasets.contains(&catalogue.fact(fact).key.dataset) {
                let shown = published.shown(fact).and_then(|number| number.units_at(0));
                withheld.largest = withheld.largest.map(|known| known.max(shown.unwrap_or_default()));
            }
        }
        for dataset in datasets {
            let dataset = &catalogue.datasets[dataset];
            withheld.nouns.extend(nouns_of(dataset));
            withheld.members.extend(members_of(dataset));
            let labels = dataset.dimensions.iter().flat_map(|dimension| dimension.members.values());
            withheld.members.extend(labels.map(|label| label.to_lowercase()));
        }
        withheld
    }

    /// Whether a number could be one of the figures that are withheld.
    pub(super) fn could_be(&self, amount: &Amount, finding: &Finding) -> bool {
        let reach = match amount {
            Amount::Percent(_) | Amount::Part(..) => self.ratios,
            Amount::Small | Amount::Unread => self.largest.is_some(),
            Amount::Plain(number) => {
                number.units_at(0).zip(self.largest).is_some_and(|(n, largest)| (1..=largest).contains(&n.abs()))
            }
        };
        // A source or a decision answers only for what is not about such figures.
        let near = [&finding.sentence, &finding.beside, &finding.heading];
        let answered = finding.cited || finding.decided;
        reach && (!answered || near.into_iter().any(|text| self.names(text)))
    }

    /// Whether a sentence is about what such a dataset counts.
    fn names(&self, sentence: &str) -> bool {
        let lower = sentence.to_lowercase();
        tokens(&lower).iter().any(|(_, word)| self.nouns.contains(*word))
            || self.members.iter().any(|member| lower.contains(member.as_str()))
    }
}
