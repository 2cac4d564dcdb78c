//! What earlier editions said, as the questions that they answered.

use super::claim::{self, Claim};
use super::question::{self, Question};
use crate::diagnostic::{Diagnostics, Place};
use crate::ledger::{self, Ledger, Said};
use crate::schema::{Catalogue, Evaluator};
use crate::words::Scale;

/// Earlier editions, in the order of their publication.
#[derive(Debug, Default)]
pub(crate) struct Earlier {
    pub(crate) editions: Vec<EarlierEdition>,
    /// What their texts claimed: readers still know.
    pub(crate) claims: Vec<Claim>,
    /// As it was read, for whoever adds to it.
    pub(crate) ledger: Ledger,
}

/// What one edition said of the figures that the data still has.
#[derive(Debug)]
pub(crate) struct EarlierEdition {
    pub(crate) name: String,
    pub(crate) date: String,
    pub(crate) figures: Vec<EarlierFigure>,
}

/// One figure of an edition.
#[derive(Debug)]
pub(crate) struct EarlierFigure {
    pub(crate) question: Question,
    pub(crate) said: Said,
    /// Its line in the ledger.
    pub(crate) place: Place,
}

/// Finds the facts that the ledger speaks of. What the data no longer has is told and left out.
pub(super) fn resolve(
    ledger: Ledger,
    (catalogue, scale): (&Catalogue, &Scale),
    evaluator: &Evaluator,
    log: &mut Diagnostics,
) -> Earlier {
    let (mut editions, mut claims) = (Vec::new(), Vec::new());
    for edition in &ledger.editions {
        let mut figures = Vec::new();
        for entry in &edition.entries {
            let column = Some("figure".to_owned());
            let place = Place::Data { file: ledger::FILE.to_owned(), line: entry.line, column };
            if entry.said == Said::Claim {
                match claim::recorded(&entry.figure, (catalogue, scale), evaluator, place.clone()) {
                    Some(claim) => claims.extend(claim),
                    None => unknown(&edition.name, place, log),
                }
                continue;
            }
            let found = evaluator
                .evaluate(&entry.figure)
                .map(|wanted| wanted.map(|wanted| question::question(catalogue, scale, &wanted)));
            match found {
                Ok(Some(Ok(question))) => figures.push(EarlierFigure { question, said: entry.said, place }),
                // The problems of its dataset have been told already.
                Ok(None) => {}
                Ok(Some(Err(_))) | Err(_) => unknown(&edition.name, place, log),
            }
        }
        editions.push(EarlierEdition { name: edition.name.clone(), date: edition.date.clone(), figures });
    }
    Earlier { editions, claims, ledger }
}

fn unknown(edition: &str, place: Place, log: &mut Diagnostics) {
    log.warning(
        "ledger-unknown",
        place,
        format!("the edition `{edition}` has a figure that is no longer in the data"),
        "keep the rows of earlier editions in the data, so that what they tell is reckoned with; if only a name was \
         changed, change it back",
    );
}
