//! Tells authors what their prose says without being bound to data, with the figure that they may mean.
//!
//! What is told depends on published values alone: twins of a site are told the same.

mod candidate;
mod heard;
mod nearest;
mod published;
mod withheld;

use std::collections::BTreeMap;

use super::examined::Examined;
use crate::ask::{Decision, TYPED_TABLE};
use crate::diagnostic::{Diagnostics, Place};
use crate::prose::{Finding, Kind, Vocabulary, examine};
use nearest::Nearest;
use published::PublishedFacts;
use withheld::Withheld;

/// So many findings are told of one page.
const MOST: usize = 200;

const BIND: &str = "bind it to the figure that it stands for: `{{ … }}`";

const SINGLE_PERSON: &str = "three or more details such as age, origin, place, event, outcome and date can tell readers \
    who it is, without any name: leave out all but two, or have the information-governance officer decide, and record \
    the decision in the page's front matter under `decisions`, with the words as `text`, `person`, `reason` and `date`";

/// Tells of everything in the site's prose that is not bound, not cited and not decided.
pub(super) fn tell(examined: &Examined, log: &mut Diagnostics) {
    let vocabulary = Vocabulary::of(&examined.catalogue, &examined.site);
    let decisions = examined.pages.iter().map(|page| (page.path.as_str(), page.decisions.as_slice()));
    let decisions: Vec<(&str, &[Decision])> = decisions.collect();
    let (findings, unused) = examine(&examined.passages, &decisions, &vocabulary);
    for place in unused {
        let message = "this decision covers nothing on the page: its words are gone, changed, or need none";
        let hint = "quote the words exactly as they stand on the page now, or take the decision out";
        log.warning("unused-decision", place, message, hint);
    }
    if findings.is_empty() {
        return;
    }
    let published = PublishedFacts::of(examined);
    let withheld = Withheld::of(examined, &published);
    let nearest = Nearest::of(examined, &published);
    let mut by_page: BTreeMap<&str, Vec<(&Finding, bool)>> = BTreeMap::new();
    for finding in &findings {
        let could_be = matches!(&finding.kind, Kind::Number(amount) if withheld.could_be(amount, finding));
        if could_be || !(finding.cited || finding.decided) {
            by_page.entry(finding.page.as_str()).or_default().push((finding, could_be));
        }
    }
    for told in by_page.values() {
        let (told, others) = told.split_at(told.len().min(MOST));
        for (finding, could_be) in told {
            one(finding, *could_be, &nearest, log);
        }
        if let Some((first, _)) = others.first() {
            rest(first.place.clone(), others, log);
        }
    }
}

fn one(finding: &Finding, could_be: bool, nearest: &Nearest<'_>, log: &mut Diagnostics) {
    let (words, block, place) = (&finding.words, &finding.block, finding.place.clone());
    match &finding.kind {
        Kind::Number(amount) if could_be => {
            let message =
                format!("`{words}` ({block}) is not bound to data, and could stand for a figure that is withheld");
            let hint = nearest.of_number(amount, finding);
            let hint = hint.unwrap_or_else(|| format!("{BIND}; if it counts something else, say it without a number"));
            log.error("may-be-withheld", place, message, hint);
        }
        Kind::Number(_) if block == TYPED_TABLE => {
            let message = format!("`{words}` is a figure in a table typed by hand, and bound to nothing");
            let hint = "put the table's figures into `data` and show them with a `table` block; if it is no figure, write it \
                        as a name or date";
            log.error("typed-table", place, message, hint);
        }
        Kind::Number(amount) => {
            let hint = nearest.of_number(amount, finding).unwrap_or_else(|| format!("{BIND}, or cite its source"));
            log.warning("unbound-number", place, format!("`{words}` ({block}) is not bound to data"), hint);
        }
        Kind::Word => {
            let message =
                format!("`{words}` ({block}) says how figures lie to each other, and no figure answers for it");
            log.warning("unbound-word", place, message, nearest.of_word(finding));
        }
        Kind::SinglePerson(kinds) => {
            let kinds: Vec<String> = kinds.iter().map(|kind| (*kind).to_owned()).collect();
            let message = format!("this tells of a single person with {}", nearest.joined(&kinds));
            log.warning("single-person", place, message, SINGLE_PERSON);
        }
    }
}

/// What is not told one by one weighs what it would have weighed.
fn rest(place: Place, others: &[(&Finding, bool)], log: &mut Diagnostics) {
    let message = format!("{} more numbers and words from here on are not listed", others.len());
    let hint = "bind those above first; they may have one cause";
    if others.iter().any(|(_, could_be)| *could_be) {
        log.error("more-findings", place, message, hint);
    } else {
        log.warning("more-findings", place, message, hint);
    }
}
