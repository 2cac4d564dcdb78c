//! Whether a translation says the same figures as the page that it translates: its questions, and the numbers typed in it.

use std::collections::{BTreeMap, BTreeSet};

use super::languages::digits;
use super::passage::{Passage, RunKind};
use super::places::askers;
use super::question::{Question, Questions};
use super::{Page, Said};
use crate::diagnostic::{Diagnostics, Place};
use crate::load::AbsentPages;
use crate::schema::FactId;

/// What the pages ask, and what stands in them.
pub(super) struct Texts<'a> {
    pub(super) questions: &'a Questions,
    pub(super) said: &'a [Said],
    pub(super) passages: &'a [Passage],
}

/// Compares every translation with its page.
pub(super) fn check(pages: &[Page], texts: &Texts<'_>, absent: &AbsentPages, log: &mut Diagnostics) {
    for page in pages.iter().filter(|page| page.voice > 0) {
        let file = Place::File(page.source.name.clone());
        let Some(original) = pages.iter().find(|other| other.path == page.of()) else {
            if !absent.broken.contains(page.of()) {
                let message = format!("this translates `{}`, which is not published", page.of());
                log.error("translation", file, message, "publish both, or neither");
            }
            continue;
        };
        if page.body.incomplete || original.body.incomplete {
            continue;
        }
        compare(page, original, texts, log);
        numbers(page, original, texts.passages, log);
    }
}

/// The figures of a page, with how often each is asked and where first.
fn figures<'a>(page: &Page, texts: &'a Texts<'_>) -> BTreeMap<&'a Question, (usize, String)> {
    let mut found: BTreeMap<&Question, (usize, String)> = BTreeMap::new();
    for (question, asker) in askers(std::slice::from_ref(page), &[], &[]) {
        let (times, _) = found.entry(&texts.questions.list[question.0]).or_insert((0, asker.block));
        *times += 1;
    }
    found
}

fn compare(page: &Page, original: &Page, texts: &Texts<'_>, log: &mut Diagnostics) {
    let (here, there) = (figures(page, texts), figures(original, texts));
    // Where the original has words that a figure earns, the translation has the figure.
    let claimed: BTreeSet<FactId> = said_on(original, texts)
        .filter(|said| said.claim.is_some())
        .flat_map(|said| &said.about)
        .flat_map(|question| texts.questions.list[question.0].facts())
        .collect();
    let from_claims = |question: &Question| question.facts().iter().all(|fact| claimed.contains(fact));
    let times = |list: &BTreeMap<&Question, (usize, String)>, question: &Question| {
        list.get(question).map_or(0, |(times, _)| *times)
    };
    let missing = there.iter().filter(|(question, (count, _))| times(&here, question) < *count);
    let missing: Vec<String> = missing.map(|(question, (_, block))| name(original, question, block, texts)).collect();
    let further =
        here.iter().filter(|(question, (count, _))| *count > times(&there, question) && !from_claims(question));
    let further: Vec<String> = further.map(|(question, (_, block))| name(page, question, block, texts)).collect();
    for (list, what) in [(missing, "lacks figures of"), (further, "has figures that are not in")] {
        if !list.is_empty() {
            let list: BTreeSet<String> = list.into_iter().collect();
            let list: Vec<String> = list.into_iter().collect();
            let message = format!("the translation {what} `content/{}`: {}", original.path, list.join("; "));
            let hint = "a page says the same figures in every language";
            log.error("translation", Place::File(page.source.name.clone()), message, hint);
        }
    }
}

fn said_on<'a>(page: &'a Page, texts: &'a Texts<'_>) -> impl Iterator<Item = &'a Said> {
    texts.said.iter().filter(|said| matches!(&said.place, Place::Text(source, _) if source.name == page.source.name))
}

/// A figure as its author wrote it, or the block in which it stands.
fn name(page: &Page, question: &Question, block: &str, texts: &Texts<'_>) -> String {
    let written = said_on(page, texts)
        .find(|said| said.claim.is_none() && said.about.iter().any(|asked| texts.questions.list[asked.0] == *question));
    written.map_or_else(|| block.to_owned(), |said| format!("`{{{{ {} }}}}`", said.expression))
}

/// Compares the numbers that are typed in two pages.
fn numbers(page: &Page, original: &Page, passages: &[Passage], log: &mut Diagnostics) {
    let typed = |page: &Page| {
        let mut numbers: Vec<String> = Vec::new();
        for passage in passages.iter().filter(|passage| passage.page == page.path) {
            let plain = passage.runs.iter().filter(|run| matches!(run.kind, RunKind::Plain | RunKind::Cited));
            numbers.extend(plain.flat_map(|run| digits(&run.text)).map(str::to_owned));
        }
        numbers.sort_unstable();
        numbers
    };
    let (here, there) = (typed(page), typed(original));
    let lacks = |one: &[String], other: &[String]| {
        let mut rest = other.to_vec();
        let mut found = Vec::new();
        for number in one {
            match rest.iter().position(|known| known == number) {
                Some(at) => drop(rest.swap_remove(at)),
                None => found.push(format!("`{number}`")),
            }
        }
        found
    };
    for (list, what) in
        [(lacks(&there, &here), "lacks numbers of"), (lacks(&here, &there), "has numbers that are not in")]
    {
        if !list.is_empty() {
            let message = format!("the translation {what} `content/{}`: {}", original.path, list.join(", "));
            let hint = "write the same numbers in digits in both, or in words in both";
            log.error("translation", Place::File(page.source.name.clone()), message, hint);
        }
    }
}
