//! What the private report says: which figures are hidden, by which rule, what a reader can still infer and what it would
//! cost to show them. No hidden value is in it.

mod explain;
pub(super) mod expression;
mod interval;
mod limits;
mod policies;
mod price;
mod totals;
pub(super) mod view;
mod words;

pub(crate) use explain::{Explanation, FactLine, State, Waived};
pub(crate) use interval::Interval;

use serde::Serialize;

use super::earlier::{self, SmallRevision};
use super::examined::Examined;
use super::model::{CellId, Rule};
use crate::ask::{Decision, Page};
use crate::schema::Waiver;
use view::View;

/// The content of the private disclosure report: plain data, in the order of its JSON.
#[derive(Debug, Default, Serialize)]
pub struct DisclosureReport {
    pub(crate) summary: Summary,
    pub(crate) policies: Vec<PolicyEntry>,
    pub(crate) measures: Vec<MeasureTotal>,
    /// Shown figures of which somebody has to say that they may be.
    pub(crate) flagged: Vec<Flagged>,
    /// Shown figures that differ by a small number from what an edition showed.
    pub(crate) small_revisions: Vec<SmallRevisionEntry>,
    pub(crate) waivers: Vec<WaiverEntry>,
    pub(crate) decisions: Vec<DecisionEntry>,
    /// Every hidden figure that a page asks for, and every hidden group that no page names.
    pub(crate) hidden: Vec<HiddenEntry>,
    /// Every figure and claim in the texts of the pages.
    pub(crate) narrative: Vec<NarrativeEntry>,
    pub(crate) limits: Vec<&'static str>,
}

/// One figure or claim of a text.
#[derive(Debug, Serialize)]
pub(crate) struct NarrativeEntry {
    /// Where it is written: file and line.
    pub(crate) place: String,
    pub(crate) says: String,
    pub(crate) expression: String,
    pub(crate) formula: String,
    /// The figures that it is made of: each name, with its value or marker.
    pub(crate) figures: Vec<String>,
    pub(crate) status: &'static str,
}

/// The site's figures, counted.
#[derive(Debug, Default, Serialize)]
pub(crate) struct Summary {
    /// Different figures that pages ask for and the data has.
    pub(crate) asked: usize,
    pub(crate) shown: usize,
    /// The length of the list of hidden ones.
    pub(crate) hidden: usize,
    pub(crate) primary: usize,
    pub(crate) secondary: usize,
    pub(crate) derived: usize,
    /// Of the hidden ones, groups that no page names.
    pub(crate) groups: usize,
    /// Sensitive figures of which nothing is proved.
    pub(crate) without_certificate: usize,
    pub(crate) rules: Vec<RuleTotal>,
}

#[derive(Debug, Serialize)]
pub(crate) struct RuleTotal {
    pub(crate) rule: &'static str,
    pub(crate) why: String,
    pub(crate) figures: usize,
}

#[derive(Debug, Serialize)]
pub(crate) struct PolicyEntry {
    pub(crate) name: String,
    /// Each rule in words, with its parameter.
    pub(crate) rules: Vec<String>,
    pub(crate) source: String,
    pub(crate) datasets: Vec<String>,
}

#[derive(Debug, Serialize)]
pub(crate) struct MeasureTotal {
    pub(crate) dataset: String,
    pub(crate) measure: String,
    pub(crate) asked: usize,
    pub(crate) hidden: usize,
    /// The value withheld, as a coarse share in words; nothing for ratios, whose values do not add up.
    pub(crate) withheld: Option<String>,
}

/// A shown percentage of 0 or 100.
#[derive(Debug, Serialize)]
pub(crate) struct Flagged {
    pub(crate) name: String,
    pub(crate) expression: String,
    pub(crate) place: Option<DataPlace>,
    pub(crate) why: &'static str,
    pub(crate) asked_in: Vec<AskedIn>,
}

/// A figure that an edition showed with another number, which differs by a small one. Neither number is told here.
#[derive(Debug, Serialize)]
pub(crate) struct SmallRevisionEntry {
    pub(crate) name: String,
    pub(crate) expression: String,
    pub(crate) edition: String,
    pub(crate) asked_in: Vec<AskedIn>,
}

/// Figures that are shown although a rule would hide them, because a person answers for it.
#[derive(Debug, Serialize)]
pub(crate) struct WaiverEntry {
    pub(crate) figures: Vec<String>,
    pub(crate) person: String,
    pub(crate) reason: String,
    pub(crate) date: String,
    /// Where it is written.
    pub(crate) place: String,
}

/// Words of a page that may stand although a check doubts them, because a person answers for them.
#[derive(Debug, Serialize)]
pub(crate) struct DecisionEntry {
    /// Path of the page inside `content`.
    pub(crate) page: String,
    pub(crate) text: String,
    pub(crate) person: String,
    pub(crate) reason: String,
    pub(crate) date: String,
    /// Where it is written.
    pub(crate) place: String,
}

/// One hidden figure.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct HiddenEntry {
    pub(crate) name: String,
    pub(crate) dataset: Option<String>,
    pub(crate) measure: Option<String>,
    /// As an author would write it.
    pub(crate) expression: Option<String>,
    /// Other figures that are declared to be this one.
    pub(crate) same_as: Vec<String>,
    pub(crate) place: Option<DataPlace>,
    pub(crate) kind: Kind,
    pub(crate) rule: &'static str,
    pub(crate) why: String,
    /// For a secondary figure, the relation from which another could have been worked out.
    pub(crate) forced_by: Option<String>,
    /// Whether what can be inferred is of a count that the figure, a ratio, stands for.
    pub(crate) stands_for_a_count: bool,
    pub(crate) inference: Inference,
    /// How often the site asks for it, also within changes and shares.
    pub(crate) places: usize,
    pub(crate) asked_in: Vec<AskedIn>,
    pub(crate) to_show: Option<ToShow>,
}

/// Why a figure is hidden, in one word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Kind {
    /// Sensitive itself.
    Primary,
    /// Protects another.
    Secondary,
    /// Rests on one that is hidden.
    Derived,
}

/// What a reader can infer of a hidden figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case", tag = "kind")]
pub(crate) enum Inference {
    /// Nothing that is published is computed with it.
    Nothing,
    /// At least this much is open, as the certificate proves.
    Interval(Interval),
    /// It is sensitive, and nothing proves that it is open.
    NotCertified,
    /// It only protects others, so nobody certifies it.
    NotSensitive,
}

/// A cell of a data file.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct DataPlace {
    pub(crate) file: String,
    pub(crate) line: u64,
    pub(crate) column: String,
}

/// A block of a page, and how often it asks.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct AskedIn {
    pub(crate) page: String,
    pub(crate) block: String,
    pub(crate) times: usize,
}

/// What it would cost to show a hidden figure.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct ToShow {
    pub(crate) verdict: Verdict,
    pub(crate) words: String,
    /// Figures that would have to be hidden instead.
    pub(crate) instead: Vec<String>,
    /// Figures that would no longer have to be hidden.
    pub(crate) freed: Vec<String>,
    /// Figures that would have to be shown with it.
    pub(crate) with: Vec<String>,
}

impl ToShow {
    fn plain(verdict: Verdict) -> Self {
        Self { verdict, words: String::new(), instead: Vec::new(), freed: Vec::new(), with: Vec::new() }
    }

    #[cfg(test)]
    pub(crate) fn for_test(words: &str) -> Self {
        Self { words: words.to_owned(), ..Self::plain(Verdict::Instead) }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Verdict {
    /// Others would be hidden in its place, or none.
    Instead,
    /// What it protects would be open, whatever else is hidden.
    Impossible,
    /// It is sensitive itself.
    NeedsWaiver,
    /// Only if its base is shown, too.
    WithItsBase,
    NotInData,
    NotWorkedOut,
}

/// Reports on a settled site.
pub(super) fn report(examined: &Examined, quiet: bool) -> DisclosureReport {
    let view = View::of(examined);
    let cells = 0..examined.built.model.cells.len();
    let hidden: Vec<(CellId, Rule)> = cells.filter_map(|cell| Some((cell, view.hidden_by(cell)?))).collect();
    let prices = price::of_all(&view, &hidden, quiet);
    let entries = hidden.iter().zip(prices);
    let entries = entries.map(|((cell, rule), price)| HiddenEntry { to_show: Some(price), ..view.entry(*cell, *rule) });
    DisclosureReport {
        summary: totals::summary(&view, &hidden),
        policies: policies::in_force(&examined.catalogue),
        measures: totals::measures(&view),
        flagged: flagged(&view),
        small_revisions: small_revisions(&view),
        waivers: waivers(&view),
        decisions: decisions(&view),
        hidden: entries.collect(),
        narrative: Vec::new(),
        limits: limits::LIMITS.to_vec(),
    }
}

/// Small revisions for which nobody answers yet.
fn small_revisions(view: &View<'_>) -> Vec<SmallRevisionEntry> {
    let examined = view.examined;
    let entry = |revision: SmallRevision<'_>| SmallRevisionEntry {
        name: expression::name(&examined.catalogue, revision.fact),
        expression: expression::of(&examined.catalogue, revision.fact),
        edition: revision.edition.to_owned(),
        asked_in: view.asked_in(examined.cell(revision.fact)).to_vec(),
    };
    earlier::small_revisions(examined).into_iter().map(entry).collect()
}

/// Every waiver, whether or not a page shows its figures.
fn waivers(view: &View<'_>) -> Vec<WaiverEntry> {
    let catalogue = &view.examined.catalogue;
    let entry = |waiver: &Waiver| WaiverEntry {
        figures: waiver.facts.iter().map(|fact| expression::name(catalogue, *fact)).collect(),
        person: waiver.person.clone(),
        reason: waiver.reason.clone(),
        date: waiver.date.clone(),
        place: waiver.place.in_words(),
    };
    catalogue.waivers.iter().map(entry).collect()
}

/// Every decision of every page.
fn decisions(view: &View<'_>) -> Vec<DecisionEntry> {
    let of_page = |page: &'_ Page| {
        let entry = |decision: &Decision| DecisionEntry {
            page: page.path.clone(),
            text: decision.text.clone(),
            person: decision.person.clone(),
            reason: decision.reason.clone(),
            date: decision.date.clone(),
            place: decision.place.in_words(),
        };
        page.decisions.iter().map(entry).collect::<Vec<_>>()
    };
    view.examined.pages.iter().flat_map(of_page).collect()
}

/// Shown percentages of 0 or 100 for which nobody answers yet.
fn flagged(view: &View<'_>) -> Vec<Flagged> {
    let (catalogue, model) = (&view.examined.catalogue, &view.examined.built.model);
    let cells = 0..model.cells.len();
    let flag = |cell: CellId| {
        let fact = *view.facts_of[cell].iter().find(|fact| catalogue.measure_of(**fact).kind.is_percentage())?;
        let number = catalogue.fact(fact).cell.number()?;
        let whole = number.compare(crate::number::Number::whole(100)).is_eq();
        let why = match (number.is_zero(), whole) {
            (true, _) => "0%: nobody in the group, or no change",
            (_, true) => "100%: everybody in the group",
            _ => return None,
        };
        let answered = view.facts_of[cell].iter().any(|fact| catalogue.is_waived(*fact));
        (view.examined.pattern().shows(model, cell) && !answered).then(|| Flagged {
            name: view.name(cell),
            expression: expression::of(catalogue, fact),
            place: view.place(fact),
            why,
            asked_in: view.asked_in(cell).to_vec(),
        })
    };
    cells.filter_map(flag).collect()
}
