//! Claims: whether the figures earn the words of an author, and what the words tell a reader about what is hidden.

mod constraint;
mod measure;
mod subject;
mod tell;
#[cfg(test)]
mod tests;
mod truth;

use super::answer::Answering;
use super::examined::Examined;
use super::model::{CellId, Model, Relation};
use super::published::{Marker, Published};
use crate::ask::{Claim, Question};
use crate::diagnostic::{Diagnostics, Place};
use crate::language::Voice;
use crate::schema::Catalogue;
use crate::words::{Scale, tokens};
use subject::Subject;
use truth::Truth;

/// What the claims of a site tell of figures that may be hidden: each true claim as relations. What is claimed of figures
/// that turn out to be shown adds nothing to them.
pub(super) fn relations<'a>(
    (catalogue, scale, voice): (&Catalogue, &Scale, &Voice),
    claims: impl Iterator<Item = &'a Claim>,
    (model, cell_of): (&Model, &[CellId]),
) -> Vec<Relation> {
    let hidden = vec![false; catalogue.facts.len()];
    let answering = Answering { catalogue, scale: scale.clone(), hidden, voice: voice.clone() };
    let mut found = Vec::new();
    for claim in claims {
        let all_true = claim.about.iter().all(|question| {
            Subject::of(&answering, question, &|fact| answering.as_if_shown(fact))
                .is_ok_and(|subject| truth::of_all(claim, &subject, scale).is_empty())
        });
        // A false claim is told later, and never published.
        if !all_true {
            continue;
        }
        found.extend(
            claim.about.iter().filter_map(|about| told_by(&answering, claim, about, (model, cell_of))).flatten(),
        );
    }
    found
}

/// What a true claim tells, as relations; nothing where it cannot be told so, or does not fit the model.
fn told_by(
    answering: &Answering<'_>,
    claim: &Claim,
    question: &Question,
    (model, cell_of): (&Model, &[CellId]),
) -> Option<Vec<Relation>> {
    let told = constraint::of(answering, claim, question)?;
    let relations = told.into_iter().map(|told| relation(told, claim, model, cell_of));
    relations.filter(|relation| relation.as_ref().is_none_or(|relation| !relation.terms.is_empty())).collect()
}

/// What is told of facts, as a relation between their cells; nothing where the model's numbers do not fit it.
fn relation(told: constraint::Told, claim: &Claim, model: &Model, cell_of: &[CellId]) -> Option<Relation> {
    let mut terms: Vec<(CellId, i128)> = Vec::new();
    for (fact, factor) in told.terms {
        let cell = cell_of[fact.0];
        match terms.iter_mut().find(|(known, _)| *known == cell) {
            Some((_, known)) => *known += factor,
            None => terms.push((cell, factor)),
        }
    }
    terms.retain(|(_, factor)| *factor != 0);
    // The model may have chosen other numbers for figures that the data does not have.
    let value: i128 = terms.iter().map(|(cell, factor)| model.cells[*cell].value * factor).sum();
    let fits = value >= told.least;
    let name = format!("the claim \"{}\"{}", claim.words, place(claim));
    fits.then_some(Relation { terms, least: Some(told.least), most: None, total: None, claim: can_go(claim), name })
}

/// ` (content/missing.md, line 12)`
fn place(claim: &Claim) -> String {
    match &claim.place {
        Place::Text(source, span) => format!(" ({}, line {})", source.name, source.line_and_column(span.start).0),
        _ => " of an earlier edition".to_owned(),
    }
}

/// Whether leaving it out takes it away from readers: what an earlier edition claimed is known.
fn can_go(claim: &Claim) -> bool {
    matches!(claim.place, Place::Text(..))
}

/// Tells of every claim that does not hold, or cannot be published.
pub(super) fn judge(examined: &Examined, log: &mut Diagnostics) {
    let catalogue = &examined.catalogue;
    let answering = examined.answering();
    for claim in &examined.claims {
        let about = &claim.about;
        if about.iter().any(|question| rests_on_hidden(&answering, question)) {
            if !is_publishable(examined, &answering, claim) {
                withheld(claim, log);
            }
            continue;
        }
        if let Some(year) = foreign_year(catalogue, claim) {
            let message = format!("\"{}\": the figure is not about {year}", claim.words);
            log.error(
                "claim-words",
                claim.place.clone(),
                message,
                "name the year of the figure, or bind the one of that year",
            );
            continue;
        }
        let several = about.len() > 1;
        for question in about {
            // What the figure would write itself is true.
            if matches!(answering.answer(question), Published::Shown(shown) if truth::alike(shown.text(), &claim.words))
            {
                continue;
            }
            let whose = if several { tell::whose(catalogue, question) } else { None };
            match Subject::of(&answering, question, &|fact| answering.number(fact)) {
                Ok(subject) => told(claim, &subject, whose, &answering, log),
                Err(marker) => missing(claim, marker, log),
            }
        }
    }
}

/// A year that the words name and that none of the figures is about.
fn foreign_year(catalogue: &Catalogue, claim: &Claim) -> Option<String> {
    let words: Vec<&str> = tokens(&claim.words).into_iter().map(|(_, word)| word).collect();
    let facts: Vec<_> = claim.about.iter().flat_map(Question::facts).collect();
    let covers = |year: i16| {
        facts.iter().any(|fact| {
            let period = &catalogue.dataset_of(*fact).periods[catalogue.fact(*fact).key.period];
            (period.start.year()..=period.end.year()).contains(&year)
        })
    };
    let named = words.windows(2).filter(|pair| ["in", "since", "during"].contains(&pair[0].to_lowercase().as_str()));
    let mut years = named.filter_map(|pair| pair[1].parse::<i16>().ok().filter(|year| (1900..2100).contains(year)));
    years.find(|year| !covers(*year)).map(|year| year.to_string())
}

fn rests_on_hidden(answering: &Answering<'_>, question: &Question) -> bool {
    question.facts().into_iter().any(|fact| answering.number(fact) == Err(Marker::Confidential))
}

/// Whether a claim about figures of which one is hidden may stand: it is true, and the audit counted it in.
fn is_publishable(examined: &Examined, answering: &Answering<'_>, claim: &Claim) -> bool {
    let decided = (&examined.built.model, examined.built.cell_of.as_slice());
    claim.about.iter().all(|question| {
        let subject = Subject::of(answering, question, &|fact| answering.as_if_shown(fact));
        let holds = subject.is_ok_and(|subject| truth::of_all(claim, &subject, &answering.scale).is_empty());
        holds && told_by(answering, claim, question, decided).is_some()
    })
}

/// One message for all reasons: a false claim about a hidden figure reads like a true one.
fn withheld(claim: &Claim, log: &mut Diagnostics) {
    log.error(
        "withheld-claim",
        claim.place.clone(),
        format!("the claim \"{}\" cannot be published: it rests on a figure that is withheld", claim.words),
        "leave it out, say it of figures that are shown, or have others withheld before these: `keep` in the description",
    );
}

fn missing(claim: &Claim, marker: Marker, log: &mut Diagnostics) {
    log.error(
        "missing-claim",
        claim.place.clone(),
        format!(
            "the claim \"{}\" cannot be checked: the data says \"{}\" for a figure of it",
            claim.words,
            marker.word()
        ),
        "leave it out, or say it of figures that the data has",
    );
}

fn told(claim: &Claim, subject: &Subject, whose: Option<String>, answering: &Answering<'_>, log: &mut Diagnostics) {
    let (scale, voice) = (&answering.scale, &answering.voice);
    let of = whose.map(|name| format!(" of \"{name}\"")).unwrap_or_default();
    for truth in truth::of_all(claim, subject, scale) {
        match truth {
            Truth::Senseless(message, hint) => {
                log.error("claim-words", claim.place.clone(), format!("\"{}\": {message}", claim.words), hint);
            }
            Truth::False => {
                log.error(
                    "false-claim",
                    claim.place.clone(),
                    format!(
                        "the text says \"{}\", but the figures{of} say {}",
                        claim.words,
                        tell::figures(subject, scale, voice)
                    ),
                    tell::cure(subject, scale, voice),
                );
            }
        }
    }
}
