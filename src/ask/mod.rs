//! Turns what the pages want to say into questions, before any number is read.

mod axis;
mod chart;
mod earlier;
mod key_figures;
mod links;
mod markdown;
mod page;
mod passage;
mod places;
mod question;
mod rich;
mod table;

pub(crate) use chart::{Chart, DataTable};
pub(crate) use earlier::{Earlier, EarlierEdition, EarlierFigure};
pub(crate) use key_figures::KeyFigure;
pub(crate) use links::html_of;
pub(crate) use markdown::Piece;
pub(crate) use page::{Decision, Page};
pub(crate) use passage::{HEADING, Passage, Run, RunKind};
pub(crate) use places::askers;
pub(crate) use question::{Question, QuestionId, Questions};
pub(crate) use rich::Segment;
pub(crate) use table::Table;

use passage::Passages;

use crate::config::Site;
use crate::diagnostic::{Diagnostics, Place};
use crate::load::theme::LoadedTheme;
use crate::schema::{Catalogue, Checked, Evaluator};

/// A site whose every page is laid out, with its questions still open.
#[derive(Debug)]
pub struct Asked {
    pub(crate) site: Option<Site>,
    pub(crate) catalogue: Catalogue,
    pub(crate) pages: Vec<Page>,
    pub(crate) theme: LoadedTheme,
    pub(crate) questions: Questions,
    pub(crate) earlier: Earlier,
    /// Everything that people wrote for readers, as it is read.
    pub(crate) passages: Vec<Passage>,
}

/// What the parts of this stage share while they ask.
struct Asking<'a> {
    catalogue: &'a Catalogue,
    evaluator: Evaluator,
    questions: Questions,
    passages: Passages,
    log: &'a mut Diagnostics,
}

impl Asking<'_> {
    /// Asks for the figure of an expression; what is wrong with it goes to the log.
    fn figure(&mut self, expression: &str, place: Place) -> Option<QuestionId> {
        let asked = match self.evaluator.evaluate(expression) {
            Ok(Some(wanted)) => question::question(self.catalogue, &wanted),
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
    let (questions, passages) = (Questions::default(), Passages::default());
    let mut asking = Asking { catalogue: &catalogue, evaluator, questions, passages, log };
    let mut laid_out = Vec::new();
    for page in &pages {
        match page::lay_out(page, &mut asking) {
            Some(page) => laid_out.push(page),
            None => {
                absent_pages.broken.insert(page::path(page));
            }
        }
    }
    let Asking { evaluator, questions, mut passages, log, .. } = asking;
    configured(site.as_ref(), &catalogue, &mut passages);
    let earlier = earlier::resolve(ledger, &catalogue, &evaluator, log);
    links::check(site.as_ref(), &laid_out, &absent_pages, log);
    let passages = passages.finish();
    Asked { site, catalogue, pages: laid_out, theme, questions, earlier, passages }
}

/// The texts of `site.yaml` and of the descriptions that readers see.
fn configured(site: Option<&Site>, catalogue: &Catalogue, passages: &mut Passages) {
    if let Some((text, place)) = site.and_then(|site| site.description.as_ref()) {
        passages.enter("", "the site's description");
        passages.aside(text, place.clone());
    }
    for (position, dataset) in catalogue.datasets.iter().enumerate() {
        passages.enter("", &format!("dataset `{}`", dataset.id));
        let missing = dataset.dimensions.iter().flat_map(|dimension| &dimension.totals);
        let missing = missing.filter_map(|total| total.mismatch.as_ref());
        for text in [&dataset.title].into_iter().chain(&dataset.notes).chain(missing) {
            // What the program wrote itself, such as how a policy rounds, has no place.
            if let Some(place) = catalogue.place_of(position, text) {
                passages.aside(text, place);
            }
        }
    }
}
