//! What readers of earlier editions know. What was shown cannot be hidden any more, and what was hidden must not come out
//! of two editions together.

mod vintage;
mod was;

pub(super) use vintage::{Vintage, relations};
pub(super) use was::Was;

use std::collections::{BTreeMap, BTreeSet};

use super::answer::Answering;
use super::examined::Examined;
use super::primary;
use super::published::{Marker, Published};
use super::sealed::Cell;
use crate::ask::{Earlier, EarlierFigure, Question};
use crate::diagnostic::{Diagnostics, Place};
use crate::language::Voice;
use crate::ledger::Said;
use crate::number::Number;
use crate::schema::{Catalogue, FactId};
use crate::words::Scale;

/// What an edition said of a figure, against what the data says now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Standing {
    /// The number that it still has.
    Same,
    /// Another number.
    Revised(Number),
    /// No number.
    Marked(Marker),
}

fn standing(answering: &Answering<'_>, figure: &EarlierFigure) -> Standing {
    let number = match figure.said {
        Said::Marker(marker) => return Standing::Marked(marker),
        // A claim is bound by the audit as such, and not as a figure.
        Said::Claim => return Standing::Marked(Marker::NotAvailable),
        Said::Number(number) => number,
    };
    let now = match answering.answer(&figure.question) {
        Published::Shown(shown) => Number::parse(&shown.plain()).ok(),
        Published::Marked(_) => None,
    };
    if now.is_some_and(|now| now.compare(number).is_eq()) { Standing::Same } else { Standing::Revised(number) }
}

/// Answers as if nothing were hidden: with the decimals of today, and rounded as today's policies say.
fn openly(catalogue: &Catalogue) -> Answering<'_> {
    // The ledger holds numbers only, so it matters to nothing which words they would earn, and in what language.
    let hidden = vec![false; catalogue.facts.len()];
    Answering { catalogue, scale: Scale::default(), hidden, voice: Voice::default() }
}

/// Facts of which earlier editions told the present value, or withheld it.
#[derive(Debug, Default)]
pub(super) struct Known {
    pub(super) told: BTreeSet<FactId>,
    pub(super) withheld: BTreeSet<FactId>,
}

impl Known {
    pub(super) fn of(catalogue: &Catalogue, earlier: &Earlier) -> Self {
        let mut known = Self::default();
        let openly = openly(catalogue);
        for figure in earlier.editions.iter().flat_map(|edition| &edition.figures) {
            match (standing(&openly, figure), &figure.question) {
                (Standing::Same, question) => known.told.extend(question.facts()),
                (Standing::Marked(Marker::Confidential), Question::Value(fact)) => {
                    known.withheld.insert(*fact);
                }
                _ => {}
            }
        }
        known
    }
}

/// Whatever a rule would hide although an earlier edition told it has been disclosed: somebody has to answer for that.
pub(super) fn already_public(catalogue: &Catalogue, earlier: &Earlier, log: &mut Diagnostics) {
    let (openly, sensitive, mut reported) = (openly(catalogue), sensitive(catalogue, earlier), BTreeSet::new());
    for edition in &earlier.editions {
        for figure in &edition.figures {
            let standing = standing(&openly, figure);
            for fact in figure.question.facts() {
                let withdrawn = matches!(catalogue.fact(fact).cell, Cell::Marked(Marker::Confidential));
                let told = match standing {
                    Standing::Same => sensitive.contains(&fact),
                    // A number that was shown does not become a secret because its source withholds it now.
                    Standing::Revised(_) => withdrawn && matches!(figure.question, Question::Value(_)),
                    Standing::Marked(_) => false,
                };
                if !told || !reported.insert(fact) {
                    continue;
                }
                let hint = if withdrawn {
                    "it has been disclosed and cannot be hidden any more: put the number that was shown back into the data"
                } else {
                    "it has been disclosed and cannot be hidden any more: record who answers for it under `waivers`"
                };
                let message = format!(
                    "the edition `{}` told this figure, but a rule would withhold it now: {}",
                    edition.name,
                    catalogue.name(fact)
                );
                log.error("already-public", figure.place.clone(), message, hint);
            }
        }
    }
}

/// The facts of earlier editions that a rule hides, or one of the facts that they are declared to be.
fn sensitive(catalogue: &Catalogue, earlier: &Earlier) -> BTreeSet<FactId> {
    let figures = earlier.editions.iter().flat_map(|edition| &edition.figures);
    let facts: BTreeSet<FactId> = figures.flat_map(|figure| figure.question.facts()).collect();
    let is_hidden = |fact: &FactId| primary::rule(catalogue, *fact).is_some();
    let twins = catalogue.same.iter().flat_map(|(mine, theirs, _)| [(*mine, *theirs), (*theirs, *mine)]);
    let twins = twins.filter(|(fact, other)| facts.contains(fact) && is_hidden(other)).map(|(fact, _)| fact);
    let twins: BTreeSet<FactId> = twins.collect();
    facts.iter().copied().filter(is_hidden).chain(twins).collect()
}

/// A figure that was shown before with a number that differs by a small one.
pub(super) struct SmallRevision<'a> {
    pub(super) fact: FactId,
    /// The edition that showed it, and where.
    pub(super) edition: &'a str,
    pub(super) place: &'a Place,
}

/// A count that was shown before and is now shown with a slightly different number tells of the few by whom it differs.
pub(super) fn warn_of_small_revisions(examined: &Examined, log: &mut Diagnostics) {
    for SmallRevision { fact, edition, place } in small_revisions(examined) {
        let message = format!(
            "the edition `{edition}` showed this figure with another number, and the two differ by a small one: {}",
            examined.catalogue.name(fact)
        );
        let hint = "readers can compare the two: make sure that nobody is known by the difference, and say in a \
                    note that the figure is revised; a waiver for it says who answers, and ends this warning";
        log.warning("small-revision", place.clone(), message, hint);
    }
}

/// The small revisions for which nobody answers yet.
pub(super) fn small_revisions(examined: &Examined) -> Vec<SmallRevision<'_>> {
    let (catalogue, model, pattern) = (&examined.catalogue, &examined.built.model, examined.pattern());
    let mut last = BTreeMap::new();
    for edition in &examined.earlier.editions {
        for figure in &edition.figures {
            if let (Question::Value(fact), Said::Number(number)) = (&figure.question, figure.said) {
                last.insert(*fact, (edition, figure, number));
            }
        }
    }
    let mut found = Vec::new();
    for (fact, (edition, figure, number)) in last {
        let policy = catalogue.policy_of(fact);
        let additive = catalogue.measure_of(fact).kind.is_additive();
        let now = catalogue.fact(fact).cell.number().and_then(|now| now.units_at(0));
        let (Some(before), Some(now)) = (number.units_at(0).filter(|_| additive), now) else { continue };
        let difference = (policy.rounded(now) - before).abs();
        let small = difference != 0 && difference <= policy.hide_up_to;
        if small && pattern.shows(model, examined.cell(fact)) && !catalogue.is_waived(fact) {
            found.push(SmallRevision { fact, edition: &edition.name, place: &figure.place });
        }
    }
    found
}
