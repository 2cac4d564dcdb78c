//! What the site says, figure by figure, for the ledger: numbers that are shown, and the markers of what is not.

use super::answer::Answering;
use super::examined::Examined;
use super::published::Published;
use super::report::expression;
use crate::ask::{Question, QuestionId};
use crate::ledger::CLAIMED;
use crate::schema::Comparison;

impl Examined {
    /// Why an edition cannot be recorded, if so.
    pub(crate) fn refuses_edition(&self, name: &str, date: &str) -> Option<(String, &'static str)> {
        self.earlier.ledger.refuses(name, date)
    }

    /// Every figure that the pages ask for, as an author writes it, with the number that is shown or the letters of the
    /// marker; in the order of the data, and each once. Then what the texts claim.
    pub(crate) fn publication(&self) -> Vec<(String, String)> {
        let answering = self.answering();
        let said = self.questions.list.iter().enumerate().filter(|(position, question)| {
            // What is only mentioned is left out where it is not shown.
            self.questions.has_place(QuestionId(*position)) || matches!(answering.answer(question), Published::Shown(_))
        });
        let mut questions: Vec<Question> = said.flat_map(|(_, question)| self.told_by(question, &answering)).collect();
        questions.sort();
        questions.dedup();
        let line = |question: &Question| {
            let value = match answering.answer(question) {
                Published::Shown(shown) => shown.plain(),
                Published::Marked(marker) => marker.letters().to_owned(),
            };
            Some((expression::of_question(&self.catalogue, question)?, value))
        };
        let claims = self.said.iter().filter_map(|said| {
            let claim = self.claims.get(said.claim?)?;
            Some((format!("[{}]{{{{ {} }}}}", claim.words, said.expression), CLAIMED.to_owned()))
        });
        let claims: std::collections::BTreeSet<(String, String)> = claims.collect();
        questions.iter().filter_map(line).chain(claims).collect()
    }

    /// The question itself, where its answer is a number, and the figures that it is made of: they are listed for whoever
    /// checks the text.
    fn told_by(&self, question: &Question, answering: &Answering<'_>) -> Vec<Question> {
        let in_words = match question {
            Question::Computed(_) => true,
            Question::Compared { how, .. } => {
                matches!(how, Comparison::Direction | Comparison::Judgement | Comparison::Size)
            }
            _ => false,
        };
        let mut told = if in_words { Vec::new() } else { vec![question.clone()] };
        if in_words || matches!(answering.answer(question), Published::Shown(_)) {
            told.extend(question.facts().into_iter().map(Question::Value));
        }
        told
    }
}
