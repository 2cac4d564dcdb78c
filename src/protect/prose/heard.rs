//! How well the words of a sentence fit the names of a figure.

use std::collections::BTreeSet;

use crate::ask::Question;
use crate::prose::Finding;
use crate::schema::{Catalogue, Dataset, FactId};
use crate::words::tokens;

/// The words that name what a catalogue has, without their plurals.
pub(super) struct Names(Vec<DatasetNames>);

struct DatasetNames {
    measures: Vec<Vec<String>>,
    periods: Vec<Vec<String>>,
    /// By dimension and member.
    members: Vec<Vec<Vec<String>>>,
}

impl Names {
    pub(super) fn of(catalogue: &Catalogue) -> Self {
        let names = |dataset: &Dataset| DatasetNames {
            measures: dataset.measures.iter().map(|measure| stems(&measure.label)).collect(),
            periods: dataset.periods.iter().map(|period| stems(&format!("{} {}", period.label, period.id))).collect(),
            members: dataset
                .dimensions
                .iter()
                .map(|d| d.members.values().map(|label| stems(label)).collect())
                .collect(),
        };
        Self(catalogue.datasets.iter().map(names).collect())
    }

    /// How much of the names of a question was heard: of its measure, its periods and its members. A member that nobody
    /// names counts against it.
    pub(super) fn score(&self, catalogue: &Catalogue, question: &Question, heard: &Heard) -> i32 {
        let facts = question.facts();
        let Some(first) = facts.first() else { return 0 };
        let key = &catalogue.fact(*first).key;
        let mut score = heard.hears(&self.0[key.dataset].measures[key.measure]);
        let period = |fact: &FactId| {
            let key = &catalogue.fact(*fact).key;
            heard.hears(&self.0[key.dataset].periods[key.period])
        };
        score += facts.iter().map(period).sum::<i32>();
        let dimensions = catalogue.dataset_of(*first).dimensions.iter().zip(&key.members).enumerate();
        for (position, (dimension, member)) in dimensions {
            let found = heard.hears(&self.0[key.dataset].members[position][*member]);
            score += match (dimension.default_member() == Some(*member), found) {
                (true, found) => found.min(1),
                (false, 0) => -3,
                (false, found) => found,
            };
        }
        score
    }
}

/// The words of a sentence and of the heading above it.
pub(super) struct Heard {
    sentence: BTreeSet<String>,
    heading: BTreeSet<String>,
}

impl Heard {
    pub(super) fn of(finding: &Finding) -> Self {
        let all = |text: &str| stems(text).into_iter().collect();
        Self { sentence: all(&finding.sentence), heading: all(&finding.heading) }
    }

    /// 2 where a word of a name stands in the sentence, 1 where one stands in the heading.
    fn hears(&self, words: &[String]) -> i32 {
        if words.iter().any(|word| self.sentence.contains(word)) {
            2
        } else {
            i32::from(words.iter().any(|word| self.heading.contains(word)))
        }
    }
}

/// The words of a text, without those that name nothing.
fn stems(text: &str) -> Vec<String> {
    const IDLE: [&str; 9] = ["all", "and", "the", "not", "to", "of", "in", "with", "by"];
    let words = tokens(text).into_iter().map(|(_, word)| word.to_lowercase());
    words.filter(|word| !IDLE.contains(&word.as_str())).map(|word| stem(&word)).collect()
}

/// A word without its plural.
fn stem(word: &str) -> String {
    match word {
        "children" => "child".to_owned(),
        "people" => "person".to_owned(),
        word => word.strip_suffix('s').unwrap_or(word).to_owned(),
    }
}
