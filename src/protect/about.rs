//! What each question is about, in the labels of its data: measures, and members that are not the usual total. It follows from
//! the questions alone.

use std::collections::BTreeSet;

use crate::ask::Question;
use crate::schema::{Catalogue, FactId};

/// The labels of each question, by its position.
pub(super) fn labels(catalogue: &Catalogue, questions: &[Question]) -> Vec<BTreeSet<String>> {
    let of = |question: &Question| question.facts().iter().flat_map(|fact| of_fact(catalogue, *fact)).collect();
    questions.iter().map(of).collect()
}

fn of_fact(catalogue: &Catalogue, fact: FactId) -> Vec<String> {
    let key = &catalogue.facts[fact.0].key;
    let dataset = &catalogue.datasets[key.dataset];
    let members = dataset.dimensions.iter().zip(&key.members);
    let named = members.filter(|(dimension, member)| dimension.default_member() != Some(**member));
    let named = named.map(|(dimension, member)| dimension.label_of(*member).to_owned());
    named.chain([dataset.measures[key.measure].label.clone()]).collect()
}
