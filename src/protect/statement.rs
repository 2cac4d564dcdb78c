//! Every figure and claim in the texts of the pages, with the figures that it is made of: so that anybody can do the sum
//! again.

use super::answer::Answering;
use super::examined::Examined;
use super::published::{Marker, Published};
use super::report::{NarrativeEntry, expression};
use crate::ask::{Question, QuestionId, Said};
use crate::diagnostic::Place;
use crate::schema::{Comparison, Computed, FactId};

/// One figure or claim of a text.
#[derive(Debug)]
pub(crate) struct Statement {
    /// Path of the page inside `content`.
    pub(crate) page: String,
    /// The heading under which it stands; empty before the first.
    pub(crate) section: String,
    /// What readers read: the figure, its marker, or the words of a claim.
    pub(crate) says: String,
    pub(crate) is_claim: bool,
    /// As its author wrote it.
    pub(crate) expression: String,
    /// How it is computed from its figures, which are called A, B, C.
    pub(crate) formula: String,
    pub(crate) figures: Vec<Component>,
    pub(crate) status: &'static str,
    line: usize,
}

/// A figure that a statement is made of.
#[derive(Debug)]
pub(crate) struct Component {
    /// `A`, as the formula calls it.
    pub(crate) letter: String,
    pub(crate) name: String,
    pub(crate) expression: String,
    /// Its value as a reader may see it, or its marker.
    pub(crate) value: String,
}

/// The statements of a site, in reading order.
pub(super) fn of(examined: &Examined) -> Vec<Statement> {
    let answering = examined.answering();
    examined.said.iter().filter_map(|said| statement(examined, &answering, said)).collect()
}

fn statement(examined: &Examined, answering: &Answering<'_>, said: &Said) -> Option<Statement> {
    let Place::Text(source, span) = &said.place else { return None };
    let question = |id: &QuestionId| &examined.questions.list[id.0];
    let mut facts: Vec<FactId> = Vec::new();
    for fact in said.about.iter().flat_map(|id| question(id).facts()) {
        if !facts.contains(&fact) {
            facts.push(fact);
        }
    }
    let claim = said.claim.and_then(|position| examined.claims.get(position));
    let withheld = facts.iter().any(|fact| answering.number(*fact) == Err(Marker::Confidential));
    let voice = |id: &QuestionId| &examined.voices[examined.questions.voices[id.0]];
    let answers: Vec<Published> = said.about.iter().map(|id| answering.answer_in(voice(id), question(id))).collect();
    let status = match (claim, answers.first()) {
        (Some(_), _) => "holds",
        (None, Some(Published::Marked(Marker::Confidential))) => "withheld",
        (None, Some(Published::Marked(marker))) => marker.word(),
        (None, _) if withheld => "withheld",
        (None, _) => "shown",
    };
    let texts: Vec<String> = answers.iter().map(Published::text).collect();
    let percentages = facts.iter().any(|fact| examined.catalogue.measure_of(*fact).kind.is_percentage());
    let formulas: Vec<String> = said.about.iter().map(|id| formula(question(id), &facts, percentages)).collect();
    let component = |(position, fact): (usize, &FactId)| Component {
        letter: letter(position),
        name: match said.about.first() {
            Some(id) => expression::name_in(&examined.catalogue, voice(id), *fact),
            None => expression::name(&examined.catalogue, *fact),
        },
        expression: expression::of(&examined.catalogue, *fact),
        value: answering.answer(&Question::Value(*fact)).text(),
    };
    Some(Statement {
        page: source.name.trim_start_matches("content/").to_owned(),
        section: said.section.clone(),
        says: claim.map_or_else(|| texts.join(" "), |claim| claim.words.clone()),
        is_claim: claim.is_some(),
        expression: said.expression.clone(),
        formula: formulas.join("; "),
        figures: facts.iter().enumerate().map(component).collect(),
        status,
        line: source.line_and_column(span.start).0,
    })
}

impl Statement {
    /// As a line of the private report.
    pub(super) fn entry(&self) -> NarrativeEntry {
        let figure = |figure: &Component| format!("{}: {} = {}", figure.letter, figure.name, figure.value);
        NarrativeEntry {
            place: format!("content/{}, line {}", self.page, self.line),
            says: self.says.clone(),
            expression: self.expression.clone(),
            formula: self.formula.clone(),
            figures: self.figures.iter().map(figure).collect(),
            status: self.status,
        }
    }
}

/// `A`, …, `Z`, `A1`, …
fn letter(position: usize) -> String {
    let letter = char::from(b'A' + u8::try_from(position % 26).unwrap_or_default());
    if position < 26 { letter.to_string() } else { format!("{letter}{}", position / 26) }
}

/// How an answer comes from its figures.
fn formula(question: &Question, facts: &[FactId], percentages: bool) -> String {
    let one = |fact: &FactId| facts.iter().position(|known| known == fact).map(letter).unwrap_or_default();
    let sum = |terms: &[FactId]| match terms {
        [only] => one(only),
        terms => format!("({})", terms.iter().map(one).collect::<Vec<_>>().join(" + ")),
    };
    let listed = |terms: &[&FactId]| terms.iter().map(|fact| one(fact)).collect::<Vec<_>>().join(", ");
    match question {
        Question::Absent => String::new(),
        Question::Value(fact) => one(fact),
        Question::Share { part, whole } => format!("{} ÷ {} × 100", one(part), one(whole)),
        Question::Compared { from, to, how } => compared(*how, percentages, &one(from), &one(to)),
        Question::Computed(computed) => match computed {
            Computed::Text(_) => "no figure".to_owned(),
            Computed::Total(terms) => sum(terms),
            Computed::Compared { from, to, how, per_day: false } => compared(*how, false, &sum(from), &sum(to)),
            Computed::Compared { from, to, how, per_day: true } => {
                let daily = |terms: &[FactId]| format!("({} ÷ days)", sum(terms));
                compared(*how, false, &daily(from), &daily(to))
            }
            Computed::Share { part, whole, .. } => format!("{} ÷ {} × 100", sum(part), sum(whole)),
            Computed::Rate { of, base, per } => format!("{} ÷ {} × {per}", sum(of), sum(base)),
            Computed::Against { one, other } => format!("{} − {}", sum(one), sum(other)),
            Computed::Rank { of, .. } => format!("the place of {} among {}", one(of), listed(&computed.figures())),
            Computed::Extreme { highest: true, .. } => format!("the highest of {}", listed(&computed.figures())),
            Computed::Extreme { highest: false, .. } => format!("the lowest of {}", listed(&computed.figures())),
            Computed::Moving { up: true, .. } => format!("which of each two rose: {}", listed(&computed.figures())),
            Computed::Moving { up: false, .. } => format!("which of each two fell: {}", listed(&computed.figures())),
            Computed::Trend { .. } => format!("each after the one before: {}", listed(&computed.figures())),
        },
    }
}

fn compared(how: Comparison, percentages: bool, from: &str, to: &str) -> String {
    match how {
        Comparison::FromTo => format!("from {from} to {to}"),
        Comparison::Difference | Comparison::Points => format!("{to} − {from}"),
        Comparison::Direction | Comparison::Judgement => format!("{to} against {from}, on the site's scale of words"),
        _ if percentages => format!("{to} − {from}"),
        _ => format!("({to} − {from}) ÷ {from} × 100"),
    }
}
