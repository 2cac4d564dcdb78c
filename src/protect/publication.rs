//! What the site says, figure by figure, for the ledger: numbers that are shown, and the markers of what is not.

use super::answer::Answering;
use super::examined::Examined;
use super::published::Published;
use super::report::expression;
use crate::ask::Question;
use crate::schema::{Comparison, MeasureKind};

impl Examined {
    /// Why an edition cannot be recorded, if so.
    pub(crate) fn refuses_edition(&self, name: &str, date: &str) -> Option<String> {
        self.earlier.ledger.refuses(name, date)
    }

    /// Every figure that the pages ask for, as an author writes it, with the number that is shown or the letters of the
    /// marker; in the order of the data, and each once.
    pub(crate) fn publication(&self) -> Vec<(String, String)> {
        let hidden = self.built.cell_of.iter().map(|cell| self.pattern().hidden[*cell].is_some()).collect();
        let answering = Answering { catalogue: &self.catalogue, hidden };
        let mut questions: Vec<Question> =
            self.questions.list.iter().flat_map(|question| self.told_by(question, &answering)).collect();
        questions.sort();
        questions.dedup();
        let line = |question: &Question| {
            let value = match answering.answer(question) {
                Published::Shown(shown) => shown.plain(),
                Published::Marked(marker) => marker.letters().to_owned(),
            };
            Some((expression::of_question(&self.catalogue, question)?, value))
        };
        questions.iter().filter_map(line).collect()
    }

    /// The question itself, and the numbers that its answer names beside: "from 240 to 256".
    fn told_by(&self, question: &Question, answering: &Answering<'_>) -> Vec<Question> {
        let mut told = vec![question.clone()];
        if let Question::Compared { from, to, how } = question {
            let names_both = match (answering.answer(question), how) {
                (Published::Marked(_), _) => false,
                (_, Comparison::FromTo) => true,
                // On a small base a change in words is told by its two numbers.
                (_, Comparison::Words) => {
                    let kind = self.catalogue.measure_of(*from).kind;
                    let percent = Question::Compared { from: *from, to: *to, how: Comparison::Percent };
                    !matches!(kind, MeasureKind::Percentage { .. })
                        && matches!(answering.answer(&percent), Published::Marked(_))
                }
                _ => false,
            };
            if names_both {
                told.extend([Question::Value(*from), Question::Value(*to)]);
            }
        }
        told
    }
}
