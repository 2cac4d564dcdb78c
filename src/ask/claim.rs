//! Claims: words of an author that figures have to earn. `[rose sharply]{{ missing.children | change(…) }}`.

use super::question::{self, Part, Question, QuestionId};
use super::{Asking, Said};
use crate::diagnostic::Place;
use crate::schema::{Catalogue, Evaluator, Wrong};
use crate::words::{Assertion, Scale, Unreadable, read};

/// Words, what they say, and of what.
#[derive(Debug)]
pub(crate) struct Claim {
    pub(crate) words: String,
    pub(crate) says: Vec<Assertion>,
    /// The figures that they speak of; where there are several, the words have to hold of each.
    pub(crate) about: Vec<Question>,
    pub(crate) place: Place,
}

impl Asking<'_> {
    /// Takes a claim in, and says where in the list of claims it stands; what is wrong with it goes to the log.
    pub(super) fn claim(&mut self, words: &str, expression: &str, place: Place) -> Option<usize> {
        if !self.voice().is_read() {
            let message = "words in brackets can be checked in English only";
            let hint = "let the figure say it: `{{ … | change(…) }}`, `{{ … | fraction(…) }}`, `{{ … | rank(…) }}`";
            return self.refuse("claim-language", &place, Wrong::new(message, hint));
        }
        self.notes.begin_figure();
        let wanted = match self.evaluator.evaluate_all(expression) {
            Ok(wanted) => wanted?,
            Err(wrong) => return self.refuse("figure", &place, wrong),
        };
        let asked: Vec<Option<Question>> = wanted.iter().map(|wanted| self.question(wanted, &place)).collect();
        let asked = asked.into_iter().collect::<Option<Vec<Question>>>()?;
        // Names are claimed by naming them.
        let names = asked.iter().any(|question| question.part() == Part::Names);
        let says = match read(words) {
            Ok(says) => says,
            Err(_) if names => Vec::new(),
            Err(why) => {
                let (message, hint) = refusal(why);
                return self.refuse("claim-words", &place, Wrong::new(message, hint));
            }
        };
        let ids: Vec<QuestionId> = asked.iter().map(|question| self.ask(question.clone())).collect();
        let position = self.claims.len();
        self.said(expression, ids, Some(position), place.clone());
        self.claims.push(Claim { words: words.to_owned(), says, about: asked, place });
        Some(position)
    }
}

/// A claim as the ledger has it: `[words]{{ expression }}`. Nothing in it where its dataset is broken for reasons already
/// told; nothing at all where it cannot be read any more.
pub(super) fn recorded(
    text: &str,
    (catalogue, scale): (&Catalogue, &Scale),
    evaluator: &Evaluator,
    place: Place,
) -> Option<Option<Claim>> {
    let (words, expression) = text.strip_prefix('[')?.strip_suffix(" }}")?.rsplit_once("]{{ ")?;
    let Some(wanted) = evaluator.evaluate_all(expression).ok()? else { return Some(None) };
    let about = wanted.iter().map(|wanted| question::question(catalogue, scale, wanted).ok()).collect::<Option<_>>()?;
    let says = read(words).unwrap_or_default();
    Some(Some(Claim { words: words.to_owned(), says, about, place }))
}

impl Asking<'_> {
    /// Remembers what the text says, for whoever checks it.
    pub(super) fn said(&mut self, expression: &str, about: Vec<QuestionId>, claim: Option<usize>, place: Place) {
        let (expression, section) = (expression.to_owned(), self.section.clone());
        self.said.push(Said { expression, about, claim, section, place });
    }
}

fn refusal(why: Unreadable) -> (&'static str, &'static str) {
    match why {
        Unreadable::Beyond => (
            "these words say more than these figures can confirm",
            "leave out what compares with all times, or with another speed, and say what changed",
        ),
        Unreadable::Number => (
            "there is a number in these words that cannot be read",
            "write it in digits, or as one of the usual words: \"256\", \"twelve\", \"a third\", \"one in ten\", \"twice\"",
        ),
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
