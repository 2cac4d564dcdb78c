//! Turns what the pages want to say into questions, before any number is read.

mod axis;
mod calendar;
mod changes;
mod chart;
mod claim;
mod comparable;
mod earlier;
mod editions;
mod family;
mod glance;
mod key_figures;
mod languages;
mod line;
mod links;
mod map;
mod markdown;
mod marks;
mod moved;
mod names;
mod notes;
mod page;
mod passage;
mod places;
mod prose;
mod question;
mod references;
mod rich;
mod sections;
mod structure;
mod subjects;
mod table;
mod terms;
mod translation;

pub(crate) use calendar::{Calendar, Release, Status, When};
pub(crate) use changes::Changes;
pub(crate) use chart::{Chart, DataTable};
pub(crate) use claim::Claim;
pub(crate) use earlier::{Earlier, EarlierEdition, EarlierFigure};
pub(crate) use editions::editions_of;
pub(crate) use family::{By, Family};
pub(crate) use glance::{ANCHOR as GLANCE_ANCHOR, Glance};
pub(crate) use key_figures::KeyFigure;
pub(crate) use languages::in_language;
pub(crate) use line::Line;
pub(crate) use links::html_of;
pub(crate) use map::AreaMap;
pub(crate) use markdown::{Cell, Foot, Numbered, PageHeading, Piece, Typed, paragraph_anchor};
pub(crate) use notes::{REVISED_ANCHOR, WITHHELD_ANCHOR, anchor as note_anchor};
pub(crate) use page::{Decision, FIND, Page};
pub(crate) use passage::{HEADING, Passage, Run, RunKind, TYPED_TABLE};
pub(crate) use places::askers;
pub(crate) use question::{Part, Question, QuestionId, Questions};
pub(crate) use rich::{Rich, Segment, words};
pub(crate) use sections::{Listing, sections_of};
pub(crate) use structure::{Body, Structure};
pub(crate) use table::Table;
pub(crate) use terms::terms_of;

use jiff::civil::DateTime;
use passage::Passages;

use crate::config::Site;
use crate::diagnostic::{Diagnostics, Place};
use crate::language::Voice;
use crate::load::theme::LoadedTheme;
use crate::schema::{Areas, Catalogue, Checked, Evaluator, Wanted, Wrong};
use crate::words::Scale;
use rich::BracedKind;

/// A site whose every page is laid out, with its questions still open.
#[derive(Debug)]
pub struct Asked {
    pub(crate) site: Option<Site>,
    pub(crate) catalogue: Catalogue,
    pub(crate) pages: Vec<Page>,
    pub(crate) theme: LoadedTheme,
    /// The languages of the site, the one of its descriptions first.
    pub(crate) voices: Vec<Voice>,
    pub(crate) questions: Questions,
    pub(crate) claims: Vec<Claim>,
    /// Every figure and claim in the texts of the pages, in reading order.
    pub(crate) said: Vec<Said>,
    pub(crate) earlier: Earlier,
    /// Everything that people wrote for readers, as it is read.
    pub(crate) passages: Vec<Passage>,
}

/// One figure or claim in the text of a page.
#[derive(Debug)]
pub(crate) struct Said {
    /// As its author wrote it.
    pub(crate) expression: String,
    pub(crate) about: Vec<QuestionId>,
    /// The claim that it is, by its place in the list of claims.
    pub(crate) claim: Option<usize>,
    /// The heading under which it stands.
    pub(crate) section: String,
    pub(crate) place: Place,
}

/// What the parts of this stage share while they ask.
struct Asking<'a> {
    /// The moment for which the site is read, if somebody said so.
    at: Option<DateTime>,
    catalogue: &'a Catalogue,
    scale: &'a Scale,
    evaluator: Evaluator,
    voices: &'a [Voice],
    /// The language of the page that is being laid out, among these.
    voice: usize,
    questions: Questions,
    claims: Vec<Claim>,
    said: Vec<Said>,
    /// The heading that was passed last on a page.
    section: String,
    /// The notes of the page that is being laid out.
    notes: notes::Notes,
    passages: Passages,
    /// The outlines of areas, by the names of their files.
    outlines: &'a [(String, Option<Areas>)],
    log: &'a mut Diagnostics,
}

impl<'a> Asking<'a> {
    /// What stands in a text for a figure or for a reference to a note.
    fn segment(&mut self, braced: &rich::Braced, place: Place) -> Option<Segment> {
        match &braced.kind {
            BracedKind::Note if self.passages.in_link => {
                let hint = "put it after the link: it is a link itself";
                self.log.error("note", place, "a reference to a note stands in a link", hint);
                None
            }
            BracedKind::Note => {
                self.passages.push(&braced.expression, place.clone(), RunKind::Note);
                self.notes.refer(&braced.expression, place, self.log).map(Segment::Note)
            }
            BracedKind::Figure => {
                let question = self.figure(&braced.expression, place.clone())?;
                self.passages.push(&braced.expression, place, RunKind::Figure(question));
                Some(Segment::Figure(question))
            }
            BracedKind::Claim(words) => {
                let claim = self.claim(words, &braced.expression, place.clone());
                self.passages.push(words, place, RunKind::Claim(claim));
                Some(Segment::Claim(words.clone()))
            }
        }
    }

    /// The question behind what an expression wants; the page then states what has to be said of periods compared. What is
    /// wrong goes to the log.
    fn question(&mut self, wanted: &Wanted, place: &Place) -> Option<Question> {
        let question = match question::question(self.catalogue, self.scale, wanted) {
            Ok(question) => question,
            Err(wrong) => return self.refuse("figure", place, wrong),
        };
        match comparable::all(self.catalogue, self.voice(), &question) {
            Ok(notes) => self.notes.stand(notes),
            Err(wrong) => return self.refuse("unequal-periods", place, wrong),
        }
        Some(question)
    }

    fn refuse<T>(&mut self, code: &'static str, place: &Place, wrong: Wrong) -> Option<T> {
        self.log.error(code, place.clone(), wrong.message, wrong.hint);
        None
    }

    /// The language of the page that is being laid out.
    fn voice(&self) -> &'a Voice {
        &self.voices[self.voice]
    }

    fn say(&self, key: &str, values: &[(&str, &str)]) -> String {
        self.voice().say(key, values)
    }

    fn ask(&mut self, question: Question) -> QuestionId {
        self.questions.ask(self.voice, question)
    }

    /// Asks for the figure of an expression; what is wrong with it goes to the log.
    fn figure(&mut self, expression: &str, place: Place) -> Option<QuestionId> {
        self.notes.begin_figure();
        let wanted = match self.evaluator.evaluate(expression) {
            Ok(wanted) => wanted?,
            Err(wrong) => return self.refuse("figure", &place, wrong),
        };
        let question = self.question(&wanted, &place)?;
        let question = self.ask(question);
        self.said(expression, vec![question], None, place);
        Some(question)
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
    let Checked { at, site, catalogue, pages, mut absent_pages, theme, ledger, outlines, labels } = checked;
    let evaluator = Evaluator::new(&catalogue);
    let voices = languages::voices(site.as_ref(), &theme, &labels, &catalogue, log);
    let scale = site.as_ref().map(|site| site.words.clone()).unwrap_or_default();
    let mut asking = Asking {
        at,
        catalogue: &catalogue,
        scale: &scale,
        evaluator,
        voices: &voices,
        voice: 0,
        questions: Questions::default(),
        claims: Vec::new(),
        said: Vec::new(),
        section: String::new(),
        notes: notes::Notes::default(),
        passages: Passages::default(),
        outlines: &outlines,
        log,
    };
    let mut laid_out = Vec::new();
    for page in &pages {
        asking.passages.close();
        asking.voice = languages::of_path(&page::path(page), &voices).0;
        asking.passages.unread = !asking.voice().is_read();
        match page::lay_out(page, &mut asking) {
            Some(page) => laid_out.push(page),
            None => {
                absent_pages.broken.insert(page::path(page));
            }
        }
    }
    asking.passages.close();
    asking.passages.unread = false;
    let Asking { evaluator, questions, claims, said, mut passages, log, .. } = asking;
    configured(site.as_ref(), &catalogue, &mut passages);
    let earlier = earlier::resolve(ledger, (&catalogue, &scale), &evaluator, log);
    languages::lead(&mut laid_out);
    links::check(site.as_ref(), &laid_out, &absent_pages, log);
    check_statement(site.as_ref(), &laid_out, log);
    editions::check(&laid_out, &absent_pages, log);
    sections::check(&laid_out, &absent_pages, log);
    moved::check(&laid_out, log);
    calendar::settle(&mut laid_out, &absent_pages, log);
    let passages = passages.finish();
    marks::check(&passages, log);
    names::check(&catalogue, &passages, log);
    references::settle(&mut laid_out, &voices, &passages, log);
    terms::link(site.as_ref(), &mut laid_out);
    subjects::check(&catalogue, &questions, &claims, &passages, log);
    let texts = translation::Texts { questions: &questions, said: &said, passages: &passages };
    translation::check(&laid_out, &texts, &absent_pages, log);
    languages::unnamed(&catalogue, &voices, &questions, site.as_ref(), log);
    Asked { site, catalogue, pages: laid_out, theme, voices, questions, claims, said, earlier, passages }
}

/// Reports a statement on accessibility for which the site has no words, or no contact.
fn check_statement(site: Option<&Site>, pages: &[Page], log: &mut Diagnostics) {
    let Some(site) = site else { return };
    let pieces = pages.iter().flat_map(|page| &page.body.pieces);
    let places = pieces.filter_map(|piece| match piece {
        Piece::Accessibility(place) => Some(place),
        _ => None,
    });
    for place in places {
        if site.accessibility.is_none() {
            let hint = "write its standard, its status and the date on which it was prepared there, beside `site.yaml`";
            log.error("accessibility", place.clone(), "the site has no `accessibility.yaml` that can be used", hint);
        } else if site.contact.is_none() {
            let hint = "name the page with `contact: PAGE.md` in `site.yaml`";
            log.error(
                "accessibility",
                place.clone(),
                "an accessibility statement says whom to tell of a problem",
                hint,
            );
        }
    }
}

/// The texts of `site.yaml` and of the descriptions that readers see.
fn configured(site: Option<&Site>, catalogue: &Catalogue, passages: &mut Passages) {
    if let Some(site) = site {
        if let Some((text, place)) = &site.description {
            passages.enter("", "the site's description");
            passages.aside(text, place.clone());
        }
        passages.enter("", "`site.yaml`");
        for text in [&site.title, &site.organisation]
            .into_iter()
            .chain(site.phrases.all())
            .chain(&site.contact_text)
            .chain(&site.logo_alt)
        {
            passages.aside(text, Place::File("site.yaml".to_owned()));
        }
        passages.enter("", "the accessibility statement");
        for (text, place) in site.accessibility.iter().flat_map(|statement| &statement.texts) {
            passages.aside(text, place.clone());
        }
    }
    for (position, dataset) in catalogue.datasets.iter().enumerate() {
        passages.enter("", &format!("dataset `{}`", dataset.id));
        let missing = dataset.dimensions.iter().flat_map(|dimension| &dimension.totals);
        let missing = missing.filter_map(|total| total.mismatch.as_ref());
        let breaks = dataset.breaks.iter().map(|one| &one.note);
        let revisions = dataset.declared.revisions.iter().map(|one| &one.reason);
        let texts = [&dataset.title].into_iter().chain(&dataset.source).chain(&dataset.notes).chain(&dataset.unequal);
        for text in texts.chain(missing).chain(breaks).chain(revisions) {
            // What the program wrote itself, such as how a policy rounds, has no place.
            if let Some(place) = catalogue.place_of(position, text) {
                passages.aside(text, place);
            }
        }
    }
}
