//! Tells authors what their prose says without being bound to data, with the figure that they may mean.
//!
//! What is told depends on published values alone: twins of a site are told the same.

mod nearest;
mod published;
mod withheld;

use std::collections::BTreeSet;

use super::examined::Examined;
use crate::ask::Decision;
use crate::diagnostic::Diagnostics;
use crate::prose::{Amount, Finding, Kind, Vocabulary, examine};
use nearest::Nearest;
use published::PublishedFacts;
use withheld::Withheld;

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
    let nearest = Nearest { published: &published, examined };
    for finding in &findings {
        one(finding, &withheld, &nearest, log);
    }
}

fn one(finding: &Finding, withheld: &Withheld<'_>, nearest: &Nearest<'_>, log: &mut Diagnostics) {
    let (words, block, place) = (&finding.words, &finding.block, finding.place.clone());
    match &finding.kind {
        Kind::Number(amount) => {
            if withheld.could_be(amount, finding) {
                let message =
                    format!("`{words}` ({block}) is not bound to data, and could stand for a figure that is withheld");
                let hint = nearest.of_number(amount, finding);
                let other = "if it counts something else, say it without a number";
                log.error("may-be-withheld", place, message, hint.unwrap_or_else(|| format!("{BIND}; {other}")));
            } else if !finding.cited && !finding.decided {
                let hint = nearest.of_number(amount, finding).unwrap_or_else(|| format!("{BIND}, or cite its source"));
                log.warning("unbound-number", place, format!("`{words}` ({block}) is not bound to data"), hint);
            }
        }
        Kind::Word if !finding.cited && !finding.decided => {
            let message =
                format!("`{words}` ({block}) says how figures lie to each other, and no figure answers for it");
            log.warning("unbound-word", place, message, nearest.of_word(finding));
        }
        Kind::SinglePerson(kinds) if !finding.decided => {
            let message = format!("this tells of a single person with {}", listed(kinds));
            log.warning("single-person", place, message, SINGLE_PERSON);
        }
        Kind::Word | Kind::SinglePerson(_) => {}
    }
}

const BIND: &str = "bind it to the figure that it stands for: `{{ … }}`";

const SINGLE_PERSON: &str = "three or more details such as age, origin, place, event, outcome and date can tell readers \
    who it is, without any name: leave out all but two, or have the information-governance officer decide, and record \
    the decision in the page's front matter under `decisions`, with the words as `text`, `person`, `reason` and `date`";

fn listed(kinds: &[&str]) -> String {
    let names: Vec<String> = kinds.iter().map(|kind| (*kind).to_owned()).collect();
    crate::words::joined(&names)
}

/// The words of a text, for comparing them with names.
fn words_of(text: &str) -> BTreeSet<String> {
    crate::words::tokens(text).into_iter().map(|(_, word)| word.to_lowercase()).collect()
}

/// The whole number that an amount is, if it is one.
fn whole(amount: &Amount) -> Option<i128> {
    match amount {
        Amount::Plain(number) => number.units_at(0),
        _ => None,
    }
}
