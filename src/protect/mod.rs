//! The vault. Questions go in, answers come out; nothing else opens a sealed number.
//!
//! The site is one system: every fact that any page asks for, and every declared sum, go into one model. Primary rules
//! say what is sensitive, secondary suppression hides what would give it away, and the audit looks at the result as a
//! hostile reader would. Only when it finds nothing are the questions answered.

mod about;
mod answer;
#[cfg(test)]
mod attack;
mod build;
mod certificate;
mod claims;
mod consistency;
mod earlier;
mod engine;
mod examined;
mod finds;
mod jj;
mod lookup;
mod model;
mod names;
mod notation;
mod primary;
mod prose;
mod publication;
mod published;
mod relief;
mod report;
mod revised;
mod sealed;
mod search;
mod statement;
mod stuck;
mod survey;
mod table;
#[cfg(test)]
mod tests;
#[cfg(test)]
pub(crate) mod twin;
mod undeclared;
mod withheld;

pub(crate) use examined::Examined;
pub(crate) use finds::{Found, find};
pub(crate) use jj::Block as JjBlock;
pub(crate) use lookup::Meant;
pub use notation::{Meaning, Notation};
pub(crate) use published::REVISED;
pub use published::{Marker, Published, Shown};
pub use report::DisclosureReport;
#[cfg(test)]
pub(crate) use report::ToShow;
use report::expression;
pub(crate) use report::{AskedIn, Explanation, FactLine, HiddenEntry, Inference, Interval, Kind, State, Waived};
pub(crate) use revised::Revision;
pub(crate) use sealed::is_confidential;
pub use sealed::{Cell, CellProblem, Range, Sealed};
pub(crate) use statement::{Component, Statement};
pub(crate) use stuck::{Obstacle, Stuck};
pub(crate) use survey::{Shape, survey};
pub use table::{Protection, Table};
pub(crate) use withheld::{Rule, Rules, RulesOfPolicy, Withheld};

use std::collections::{BTreeMap, BTreeSet};

use crate::ask::{Asked, Page, Part, QuestionId, Questions};
use crate::config::Site;
use crate::diagnostic::{Diagnostics, Place};
use crate::language::Voice;
use crate::load::theme::LoadedTheme;
use crate::progress::{Progress, Waiting};
use crate::schema::Catalogue;

/// A site whose questions are answered. It holds no number from the data but the published ones, and only a passed audit
/// makes one.
#[derive(Debug)]
pub struct Protected {
    pub(crate) site: Site,
    pub(crate) pages: Vec<Page>,
    pub(crate) theme: LoadedTheme,
    /// The languages of the site, the one of its descriptions first.
    pub(crate) voices: Vec<Voice>,
    pub(crate) answers: Answers,
    /// For the private report; never rendered into the site.
    pub(crate) report: DisclosureReport,
    /// Every figure and claim in the texts of the pages, with what it is made of.
    pub(crate) statements: Vec<Statement>,
    /// Figures of which an earlier edition showed another number, the newest revision first.
    pub(crate) revisions: Vec<Revision>,
    /// What readers can be told of each withheld answer.
    pub(crate) withheld: BTreeMap<QuestionId, Withheld>,
    /// The datasets behind each answer of low reliability.
    pub(crate) unreliable: BTreeMap<QuestionId, BTreeSet<usize>>,
    /// The rules of each dataset, by its position.
    pub(crate) rules: Vec<Rules>,
    /// Labels and texts of the datasets, in which numbers may stand that are not figures.
    pub(crate) dataset_texts: Vec<String>,
    /// What each question is about, in labels.
    about: Vec<BTreeSet<String>>,
    /// Each question as an author asks it; nothing where the data has no such figure.
    expressions: Vec<Option<String>>,
    questions: Questions,
}

/// The answers of a site, by question.
#[derive(Debug)]
pub(crate) struct Answers(Vec<Published>);

impl Answers {
    pub(crate) fn get(&self, question: QuestionId) -> &Published {
        &self.0[question.0]
    }

    pub(crate) fn all(&self) -> &[Published] {
        &self.0
    }
}

impl Protected {
    /// The answers that the site gives in its own language: what a translation says again is counted once.
    pub(crate) fn own_answers(&self) -> impl Iterator<Item = &Published> {
        let voices = self.questions.voices.iter();
        self.answers.all().iter().zip(voices).filter(|(_, voice)| **voice == 0).map(|(answer, _)| answer)
    }

    /// How many of them are a marker that a page shows.
    pub(crate) fn marked_in_places(&self) -> usize {
        let ids = (0..self.answers.0.len()).map(QuestionId);
        let own = ids.filter(|id| self.questions.voices[id.0] == 0 && self.questions.has_place(*id));
        own.filter(|id| matches!(self.answers.get(*id), Published::Marked(_))).count()
    }

    /// The language in which a question is asked.
    pub(crate) fn voice_of(&self, question: QuestionId) -> &Voice {
        &self.voices[self.questions.voices[question.0]]
    }

    /// How the answer to a question stands in a sentence.
    pub(crate) fn part(&self, question: QuestionId) -> Part {
        self.questions.list[question.0].part()
    }

    /// The measures and members that a question is about, by their labels.
    pub(crate) fn about(&self, question: QuestionId) -> &BTreeSet<String> {
        &self.about[question.0]
    }

    /// A question as an author asks it: names only, and so the same whatever the answer is.
    pub(crate) fn expression(&self, question: QuestionId) -> Option<&str> {
        self.expressions[question.0].as_deref()
    }

    /// The revisions behind an answer that carries the mark of one.
    pub(crate) fn revisions_of(&self, question: QuestionId) -> impl Iterator<Item = &Revision> {
        let is_marked = matches!(self.answers.get(question), Published::Shown(shown) if shown.is_revised());
        let facts = if is_marked { self.questions.list[question.0].facts() } else { Vec::new() };
        self.revisions.iter().filter(move |revision| facts.contains(&revision.fact))
    }
}

/// Checks the data, as far as it could be read. What is wrong goes to `log`, without a value.
pub fn check_data(asked: &Asked, log: &mut Diagnostics) {
    consistency::check(&asked.catalogue, &asked.questions, log);
    earlier::already_public(&asked.catalogue, &asked.earlier, log);
}

/// Checks the data of datasets that no page asks for yet.
pub(crate) fn check_unasked(catalogue: &Catalogue, log: &mut Diagnostics) {
    consistency::check(catalogue, &Questions::default(), log);
}

/// Decides what may be said, audits it, and answers every question.
///
/// Nothing comes out where a figure cannot be protected, or where prose could say what is withheld; `log` then says which.
pub fn protect(asked: Asked, log: &mut Diagnostics) -> Option<Protected> {
    let before = log.errors();
    let examined = examine(asked, log)?;
    let quiet = log.is_quiet();
    {
        let _line = Waiting::on("Checking what the texts say", quiet);
        examined.judge_texts(log);
    }
    (log.errors() == before).then(|| answered(examined, quiet))
}

/// What came of deciding about a site.
pub(crate) enum Considered {
    /// It is protected, and proved to be.
    Protected(Box<Examined>),
    /// It cannot be protected.
    Stuck(Box<Stuck>),
}

/// Decides what may be said and audits it, for whoever asks about the decision itself.
pub(crate) fn examine(asked: Asked, log: &mut Diagnostics) -> Option<Examined> {
    match consider(asked, log)? {
        Considered::Protected(examined) => Some(*examined),
        Considered::Stuck(stuck) => {
            stuck.report(log);
            None
        }
    }
}

/// The same for whoever asks why a site cannot be protected. What goes to `log` are faults of ours only.
pub(crate) fn consider(asked: Asked, log: &mut Diagnostics) -> Option<Considered> {
    let built = build::build(&asked);
    let Asked { site, catalogue, pages, theme, voices, questions, claims, said, earlier, passages } = asked;
    let site = site?;
    let settled = {
        let progress = Progress::of("Protecting", log.is_quiet());
        engine::settle_watched(&built.model, &|done, of| progress.step(done, of))
    };
    let settled = match settled {
        Ok(settled) => settled,
        Err(unprotectable) => {
            let _line = Waiting::on("Trying what would help", log.is_quiet());
            let diagnoses = relief::diagnose(&catalogue, &built, &unprotectable);
            return Some(Considered::Stuck(Box::new(Stuck { catalogue, built, diagnoses })));
        }
    };
    // The proof is checked on every build, by code that trusts nothing of what made it.
    let checked = {
        let _line = Waiting::on("Checking the proof", log.is_quiet());
        certificate::check(&built.model, &settled.pattern, &settled.certificate)
    };
    if let Err(faults) = checked {
        for fault in faults {
            let message = format!("the proof that hidden figures stay hidden does not hold: {fault}");
            let hint = "this is a fault of Candour: please report it, without any data";
            log.error("certificate", Place::File("data".to_owned()), message, hint);
        }
        return None;
    }
    let examined =
        Examined { site, catalogue, pages, theme, voices, questions, claims, said, earlier, passages, built, settled };
    earlier::warn_of_small_revisions(&examined, log);
    revised::check(&examined, log);
    Some(Considered::Protected(Box::new(examined)))
}

/// Answers every question as it was decided, without a line of progress if the run is `quiet`.
fn answered(examined: Examined, quiet: bool) -> Protected {
    let revisions = revised::revisions(&examined);
    let statements = statement::of(&examined, &revisions);
    let mut report = report::report(&examined, quiet);
    report.narrative = statements.iter().map(Statement::entry).collect();
    let answering = examined.answering();
    let asked = examined.questions.list.iter().zip(&examined.questions.voices);
    let mut answers: Vec<Published> =
        asked.map(|(question, voice)| answering.answer_in(&examined.voices[*voice], question)).collect();
    let Examined { site, catalogue, pages, theme, voices, questions, .. } = examined;
    revised::mark(&revisions, &questions.list, &mut answers);
    Protected {
        site,
        pages,
        theme,
        withheld: withheld::withheld(&catalogue, &voices, &questions, &answers),
        unreliable: withheld::unreliable(&catalogue, &questions, &answers),
        rules: withheld::rules(&catalogue),
        answers: Answers(answers),
        report,
        statements,
        revisions,
        dataset_texts: texts(&catalogue, &voices),
        voices,
        about: about::labels(&catalogue, &questions.list),
        expressions: questions.list.iter().map(|question| expression::of_question(&catalogue, question)).collect(),
        questions,
    }
}

fn texts(catalogue: &Catalogue, voices: &[Voice]) -> Vec<String> {
    let mut texts = Vec::new();
    for dataset in &catalogue.datasets {
        texts.push(dataset.title.clone());
        texts.extend(dataset.source.clone());
        texts.extend(dataset.licence.map(|licence| licence.name.to_owned()));
        texts.extend(dataset.notes.clone());
        texts.extend(voices.iter().filter_map(|voice| Some(dataset.rounding.as_ref()?.said(voice))));
        texts.extend(dataset.unequal.clone());
        texts.extend(dataset.breaks.iter().map(|one| one.note.clone()));
        texts.extend(dataset.measures.iter().map(|measure| measure.label.clone()));
        for period in &dataset.periods {
            texts.extend([period.label.clone(), period.id.clone(), period.days().to_string()]);
        }
        for dimension in &dataset.dimensions {
            texts.push(dimension.label.clone());
            texts.extend(dimension.members.values().cloned());
            texts.extend(dimension.totals.iter().filter_map(|total| total.mismatch.clone()));
        }
    }
    texts
}
