//! A fact as an author writes it, and as a reader says it.

use crate::ask::Question;
use crate::language::Voice;
use crate::schema::period::Period;
use crate::schema::{Catalogue, FactId, filter_of};

/// `missing.children["city"]["2017-H1"]`: an expression that names this fact and no other. The member that is meant
/// where none is named is left out, as an author would.
pub(in crate::protect) fn of(catalogue: &Catalogue, id: FactId) -> String {
    written(catalogue, id, true)
}

/// A question as an author asks it; nothing for a cell of a table that the data has no row for.
pub(in crate::protect) fn of_question(catalogue: &Catalogue, question: &Question) -> Option<String> {
    let period = |id: FactId| quoted(&catalogue.dataset_of(id).periods[catalogue.fact(id).key.period].id);
    Some(match question {
        Question::Value(fact) => of(catalogue, *fact),
        Question::Share { part, whole } => format!("{} | share({})", of(catalogue, *part), of(catalogue, *whole)),
        Question::Compared { from, to, how } => {
            let figure = written(catalogue, *from, false);
            format!("{figure} | {}({}, {})", filter_of(*how), period(*from), period(*to))
        }
        // The figures that it is made of are told one by one.
        Question::Computed(_) | Question::Absent => return None,
    })
}

fn written(catalogue: &Catalogue, id: FactId, with_period: bool) -> String {
    let (key, dataset) = (&catalogue.fact(id).key, catalogue.dataset_of(id));
    let figure = format!("{}.{}", dataset.id, dataset.measures[key.measure].id);
    let period = dataset.periods[key.period].id.as_str();
    let members = dataset.dimensions.iter().zip(&key.members).filter_map(|(dimension, member)| {
        let (name, _) = dimension.members.get_index(*member)?;
        (dimension.default_member() != Some(*member)).then_some((dimension.id.as_str(), name.as_str()))
    });
    let parts: Vec<(&str, &str)> = members.chain(with_period.then_some(("period", period))).collect();
    let times_known = |name: &str| {
        let dimensions = dataset.dimensions.iter().filter(|dimension| dimension.member(name).is_some()).count();
        dimensions + dataset.periods.iter().filter(|period| period.id == name).count()
    };
    if parts.iter().all(|(_, name)| times_known(name) == 1) {
        let brackets: String = parts.iter().map(|(_, name)| format!("[{}]", quoted(name))).collect();
        return figure + &brackets;
    }
    // A name that two things have needs to say which it means.
    let named: Vec<String> = parts.iter().map(|(kind, name)| format!("{kind}={}", quoted(name))).collect();
    format!("{figure}({})", named.join(", "))
}

fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('\\', "\\\\").replace('"', "\\\""))
}

/// `Children, Area: Oxford City, January to June 2017`
pub(in crate::protect) fn name(catalogue: &Catalogue, id: FactId) -> String {
    named(catalogue, id, |label| label, |period| period.label.clone())
}

/// The same in a language of the site.
pub(in crate::protect) fn name_in(catalogue: &Catalogue, voice: &Voice, id: FactId) -> String {
    named(catalogue, id, |label| voice.label(label), |period| period.said(&voice.strings))
}

fn named<'a>(
    catalogue: &'a Catalogue,
    id: FactId,
    say: impl Fn(&'a str) -> &'a str,
    period: impl Fn(&Period) -> String,
) -> String {
    let (key, dataset) = (&catalogue.fact(id).key, catalogue.dataset_of(id));
    let mut words = vec![say(&dataset.measures[key.measure].label).to_owned()];
    for (dimension, member) in dataset.dimensions.iter().zip(&key.members) {
        words.push(format!("{}: {}", say(&dimension.label), say(dimension.label_of(*member))));
    }
    words.push(period(&dataset.periods[key.period]));
    words.join(", ")
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::diagnostic::Diagnostics;
    use crate::pipeline;

    /// Every fact of a site, found again by its expression.
    fn comes_back(root: &str) {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(root);
        let examined = pipeline::decide(&root, &mut Diagnostics::default()).expect("a sound site");
        for fact in (0..examined.catalogue.facts.len()).map(FactId) {
            let expression = of(&examined.catalogue, fact);
            assert_eq!(examined.find(&expression), Ok(vec![fact]), "{expression}");
        }
    }

    #[test]
    fn an_expression_names_its_fact() {
        for root in [".", "tests/sites/suppression/in", "tests/sites/markers/in", "tests/sites/charts/in"] {
            comes_back(root);
        }
    }

    #[test]
    fn the_member_that_is_meant_anyway_is_left_out() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites/suppression/in");
        let examined = pipeline::decide(&root, &mut Diagnostics::default()).expect("a sound site");
        let expressions: Vec<String> =
            (0..examined.catalogue.facts.len()).map(|fact| of(&examined.catalogue, FactId(fact))).collect();
        for expected in ["carers.children[\"2024\"]", "carers.children[\"east\"][\"younger\"][\"2024\"]"] {
            assert!(expressions.iter().any(|expression| expression == expected), "{expected}");
        }
    }
}
