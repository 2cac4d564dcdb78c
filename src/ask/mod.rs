//! Turns what the pages want to say into questions, before any number is read.

mod axis;
mod chart;
mod comparable;
mod earlier;
mod key_figures;
mod links;
mod markdown;
mod marks;
mod names;
mod notes;
mod page;
mod places;
mod prose;
mod question;
mod references;
mod rich;
mod table;

pub(crate) use chart::{Chart, DataTable};
pub(crate) use earlier::{Earlier, EarlierEdition, EarlierFigure};
pub(crate) use key_figures::KeyFigure;
pub(crate) use links::html_of;
pub(crate) use markdown::{Foot, Piece};
pub(crate) use notes::anchor as note_anchor;
pub(crate) use page::Page;
pub(crate) use places::askers;
pub(crate) use question::{Question, QuestionId, Questions};
pub(crate) use rich::Segment;
pub(crate) use table::Table;

use crate::config::Site;
use crate::diagnostic::{Diagnostics, Place};
use crate::load::theme::LoadedTheme;
use crate::schema::{Catalogue, Checked, Evaluator, Wanted};

/// A site whose every page is laid out, with its questions still open.
#[derive(Debug)]
pub struct Asked {
    pub(crate) site: Option<Site>,
    pub(crate) catalogue: Catalogue,
    pub(crate) pages: Vec<Page>,
    pub(crate) theme: LoadedTheme,
    pub(crate) questions: Questions,
    pub(crate) earlier: Earlier,
}

/// What the parts of this stage share while they ask.
struct Asking<'a> {
    catalogue: &'a Catalogue,
    evaluator: Evaluator,
    questions: Questions,
    /// The notes and the words of the page that is being laid out.
    notes: notes::Notes,
    prose: prose::Gathered,
    log: &'a mut Diagnostics,
}

impl Asking<'_> {
    /// What stands in a text for a figure or for a reference to a note.
    fn segment(&mut self, braced: &rich::Braced, place: Place) -> Option<Segment> {
        if braced.note && self.prose.in_link {
            let hint = "put it after the link: it is a link itself";
            self.log.error("note", place, "a reference to a note stands in a link", hint);
            return None;
        }
        if braced.note {
            return self.notes.refer(&braced.expression, place, self.log).map(Segment::Note);
        }
        self.prose.gap();
        self.figure(&braced.expression, place).map(Segment::Figure)
    }

    /// Asks for the figure of an expression; what is wrong with it goes to the log.
    fn figure(&mut self, expression: &str, place: Place) -> Option<QuestionId> {
        self.notes.stand(Vec::new());
        let asked = match self.evaluator.evaluate(expression) {
            Ok(Some(wanted)) => {
                let question = question::question(self.catalogue, &wanted);
                if question.is_ok() && !self.compares(&wanted, &place) {
                    return None;
                }
                question
            }
            Ok(None) => return None,
            Err(wrong) => Err(wrong),
        };
        match asked {
            Ok(question) => Some(self.questions.ask(question)),
            Err(wrong) => {
                self.log.error("figure", place, wrong.message, wrong.hint);
                None
            }
        }
    }

    /// Whether a figure compares what can be compared; the page then states what has to be said of it.
    fn compares(&mut self, wanted: &Wanted, place: &Place) -> bool {
        let Wanted::Compared { selection, from, to, .. } = wanted else { return true };
        let dataset = &self.catalogue.datasets[selection.dataset];
        match comparable::compared(dataset, selection.measure, *from, *to) {
            Ok(notes) => self.notes.stand(notes),
            Err(wrong) => {
                self.log.error("unequal-periods", place.clone(), wrong.message, wrong.hint);
                return false;
            }
        }
        true
    }
}

/// Signs that begin something of a template, what is wrong with them in a text, and what to do.
const SIGNS: [(&str, &str, &str, &str); 3] = [
    (
        "{{",
        "unclosed-figure",
        "this `{{` is never closed",
        "close the figure with `}}`, or write `\\{{` for the two braces themselves",
    ),
    (
        "{%",
        "template",
        "a page is no template: `{% … %}` does nothing here",
        "write the text out; a `table` block lists members, and `{{ … }}` shows one figure",
    ),
    (
        "{#",
        "template",
        "a page is no template: a comment in `{# … #}` would be published",
        "take it out; a page has no comments",
    ),
];

/// Reports every sign of a template in a plain text. `place` makes a place from the sign's offset.
fn report_signs(text: &str, log: &mut Diagnostics, place: impl Fn(usize) -> Place) {
    for (sign, code, message, hint) in SIGNS {
        for (at, _) in text.match_indices(sign).filter(|(at, _)| !text[..*at].ends_with('\\')) {
            // The `{% end… %}` of a loop has its beginning to answer for it.
            if text[at + 2..].trim_start_matches(['-', ' ']).starts_with("end") {
                continue;
            }
            log.error(code, place(at), message, hint);
        }
    }
}

/// Lays out every page and collects its questions.
pub fn ask(checked: Checked, log: &mut Diagnostics) -> Asked {
    let Checked { site, catalogue, pages, mut absent_pages, theme, ledger } = checked;
    let evaluator = Evaluator::new(&catalogue);
    let mut asking = Asking {
        catalogue: &catalogue,
        evaluator,
        questions: Questions::default(),
        notes: notes::Notes::default(),
        prose: prose::Gathered::default(),
        log,
    };
    let mut laid_out = Vec::new();
    for page in &pages {
        match page::lay_out(page, &mut asking) {
            Some(page) => laid_out.push(page),
            None => {
                absent_pages.broken.insert(page::path(page));
            }
        }
    }
    let Asking { evaluator, questions, log, .. } = asking;
    let earlier = earlier::resolve(ledger, &catalogue, &evaluator, log);
    links::check(site.as_ref(), &laid_out, &absent_pages, log);
    marks::check(&laid_out, log);
    names::check(&catalogue, &laid_out, log);
    references::settle(&mut laid_out, log);
    Asked { site, catalogue, pages: laid_out, theme, questions, earlier }
}
