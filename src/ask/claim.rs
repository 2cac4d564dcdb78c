//! Claims: words of an author that figures have to earn. `[rose sharply]{{ missing.children | change(…) }}`.

use super::Asking;
use super::question::{self, QuestionId};
use crate::diagnostic::Place;
use crate::schema::Computed;
use crate::words::{Assertion, Unreadable, read};

/// Words, what they say, and of what.
#[derive(Debug)]
pub(crate) struct Claim {
    pub(crate) words: String,
    pub(crate) says: Vec<Assertion>,
    /// The figures that they speak of; where there are several, the words have to hold of each.
    pub(crate) about: Vec<QuestionId>,
    /// As its author wrote it.
    pub(crate) expression: String,
    pub(crate) place: Place,
}

impl Asking<'_> {
    /// Takes a claim in; what is wrong with it goes to the log.
    pub(super) fn claim(&mut self, words: &str, expression: &str, place: Place) {
        let asked = match self.evaluator.evaluate_all(expression) {
            Ok(Some(wanted)) => {
                wanted.iter().map(|wanted| question::question(self.catalogue, self.scale, wanted)).collect()
            }
            Ok(None) => return,
            Err(wrong) => Err(wrong),
        };
        let asked: Vec<question::Question> = match asked {
            Ok(asked) => asked,
            Err(wrong) => return self.log.error("figure", place, wrong.message, wrong.hint),
        };
        // Names are claimed by naming them.
        let is_text = |asked: &question::Question| matches!(asked, question::Question::Computed(Computed::Text(_)));
        let names = asked.iter().any(|asked| asked.part() == question::Part::Names || is_text(asked));
        let says = match read(words) {
            Ok(says) => says,
            Err(_) if names => Vec::new(),
            Err(why) => {
                let (message, hint) = refusal(why);
                return self.log.error("claim-words", place, message, hint);
            }
        };
        let about = asked.into_iter().map(|question| self.questions.ask(question)).collect();
        let (words, expression) = (words.to_owned(), expression.to_owned());
        self.claims.push(Claim { words, says, about, expression, place });
    }
}

fn refusal(why: Unreadable) -> (&'static str, &'static str) {
    match why {
        Unreadable::Nothing => (
            "these words say nothing that figures could confirm",
            "put what is said into the brackets: a number, \"rose\", \"fewer\", \"the highest\", \"a third\", \"most\", \
             \"doubled\", \"unchanged\"",
        ),
        Unreadable::Denial => (
            "these words deny something, and a denial leaves open what is true",
            "say what the figures do say: \"fell\" or \"unchanged\" instead of \"did not rise\"",
        ),
    }
}
