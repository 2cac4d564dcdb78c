//! `accessibility.yaml` and `accessibility-results.yaml`: what a site says of its accessibility, and what tests found.

use jiff::civil::Date;

use crate::diagnostic::{Diagnostics, Place, did_you_mean};
use crate::load::yaml::{Document, Node};
use crate::schema::period::iso_date;

/// The statement of a site, as its owner and its tests wrote it.
#[derive(Debug)]
pub(crate) struct Accessibility {
    /// The standard that it is measured by: `WCAG 2.2 AA`.
    pub(crate) standard: String,
    /// The key of the text that says how far it is met.
    pub(crate) status: &'static str,
    /// The key of the text on who enforces the law.
    pub(crate) enforcement: &'static str,
    pub(crate) prepared: Date,
    pub(crate) reviewed: Option<Date>,
    pub(crate) problems: Vec<Shortcoming>,
    pub(crate) manual: Vec<ManualTest>,
    pub(crate) automated: Vec<AutomatedTest>,
    /// Every text that somebody wrote in words of their own, with its place: read like all prose. Names of standards and
    /// programs are none.
    pub(crate) texts: Vec<(String, Place)>,
}

/// Something that not everybody can use.
#[derive(Debug)]
pub(crate) struct Shortcoming {
    pub(crate) what: String,
    /// The success criterion that it fails, where it fails one.
    pub(crate) criterion: Option<String>,
    pub(crate) reason: String,
    pub(crate) plan: String,
}

/// A test by people.
#[derive(Debug)]
pub(crate) struct ManualTest {
    pub(crate) date: Date,
    pub(crate) what: String,
    /// A post, never a name.
    pub(crate) by: String,
    pub(crate) outcome: String,
}

/// A test by a program.
#[derive(Debug)]
pub(crate) struct AutomatedTest {
    pub(crate) date: Date,
    pub(crate) tool: String,
    pub(crate) version: String,
    pub(crate) what: Option<String>,
    pub(crate) pages: u64,
    pub(crate) violations: u64,
}

/// How far the standard is met, as the law's model statement puts it.
const STATUS: [(&str, &str); 3] =
    [("full", "accessibility-full"), ("partial", "accessibility-partial"), ("none", "accessibility-none")];
/// Whom to turn to, in the parts of the United Kingdom.
const ENFORCEMENT: [(&str, &str); 2] = [("EHRC", "accessibility-ehrc"), ("ECNI", "accessibility-ecni")];

/// Resolves the two files; nothing where the first lacks what it needs.
pub(crate) fn resolve(document: &Document, results: Option<&Document>, log: &mut Diagnostics) -> Option<Accessibility> {
    let mut texts = Vec::new();
    let mut fields = document.root().fields(log)?;
    let standard = fields.required("standard").and_then(|node| node.text(log));
    let status = fields.required("status").and_then(|node| one_of(&node, &STATUS, log));
    let enforcement = fields.optional("enforcement").and_then(|node| one_of(&node, &ENFORCEMENT, log));
    let prepared = fields.required("prepared").and_then(|node| date(&node, log));
    let reviewed = fields.optional("reviewed").and_then(|node| date(&node, log));
    let problems = fields.optional("problems");
    let problem_place = problems.as_ref().map(Node::place);
    let problems = list(problems.as_ref(), log, |node, log| shortcoming(node, &mut texts, log));
    let manual = fields.optional("manual");
    let manual = list(manual.as_ref(), log, |node, log| manual_test(node, &mut texts, log));
    fields.finish(log);
    let automated = results.map(Document::root);
    let automated = list(automated.as_ref(), log, automated_test);
    let status = status?;
    if let Some(place) = problem_place.filter(|_| status == "accessibility-full" && !problems.is_empty()) {
        let hint = "say `status: partial`, or take out what has been put right";
        log.error("accessibility", place, "a site that fully complies has no known problems", hint);
    }
    if status == "accessibility-full" && manual.is_empty() {
        let hint = "say `status: partial`, or write down under `manual` what people tested, and when";
        log.error("accessibility", document.root().place(), "nobody has tested that the site fully complies", hint);
    }
    Some(Accessibility {
        standard: standard?,
        status,
        enforcement: enforcement.unwrap_or("accessibility-ehrc"),
        prepared: prepared?,
        reviewed,
        problems,
        manual,
        automated,
        texts,
    })
}

fn list<T>(
    node: Option<&Node<'_>>,
    log: &mut Diagnostics,
    mut one: impl FnMut(&Node<'_>, &mut Diagnostics) -> Option<T>,
) -> Vec<T> {
    let nodes = node.map(|node| node.items(log)).unwrap_or_default();
    nodes.iter().filter_map(|node| one(node, log)).collect()
}

/// A text for readers, which is remembered with its place.
fn text(node: &Node<'_>, texts: &mut Vec<(String, Place)>, log: &mut Diagnostics) -> Option<String> {
    let text = node.text(log)?;
    texts.push((text.clone(), node.place()));
    Some(text)
}

fn shortcoming(node: &Node<'_>, texts: &mut Vec<(String, Place)>, log: &mut Diagnostics) -> Option<Shortcoming> {
    let mut fields = node.fields(log)?;
    let what = fields.required("what").and_then(|node| text(&node, texts, log));
    let criterion = fields.optional("criterion").and_then(|node| node.text(log));
    let reason = fields.required("reason").and_then(|node| text(&node, texts, log));
    let plan = fields.required("plan").and_then(|node| text(&node, texts, log));
    fields.finish(log);
    Some(Shortcoming { what: what?, criterion, reason: reason?, plan: plan? })
}

fn manual_test(node: &Node<'_>, texts: &mut Vec<(String, Place)>, log: &mut Diagnostics) -> Option<ManualTest> {
    let mut fields = node.fields(log)?;
    let day = fields.required("date").and_then(|node| date(&node, log));
    let what = fields.required("what").and_then(|node| text(&node, texts, log));
    let by = fields.required("by").and_then(|node| text(&node, texts, log));
    let outcome = fields.required("outcome").and_then(|node| text(&node, texts, log));
    fields.finish(log);
    Some(ManualTest { date: day?, what: what?, by: by?, outcome: outcome? })
}

fn automated_test(node: &Node<'_>, log: &mut Diagnostics) -> Option<AutomatedTest> {
    let mut fields = node.fields(log)?;
    let day = fields.required("date").and_then(|node| date(&node, log));
    let tool = fields.required("tool").and_then(|node| node.text(log));
    let version = fields.required("version").and_then(|node| node.text(log));
    let what = fields.optional("what").and_then(|node| node.text(log));
    let pages = fields.required("pages").and_then(|node| node.whole(log));
    let violations = fields.required("violations").and_then(|node| node.whole(log));
    fields.finish(log);
    Some(AutomatedTest { date: day?, tool: tool?, version: version?, what, pages: pages?, violations: violations? })
}

fn date(node: &Node<'_>, log: &mut Diagnostics) -> Option<Date> {
    let found = iso_date(&node.text(log)?);
    if found.is_none() {
        log.error("date", node.place(), "this is not a date", "write it like 2017-10-12");
    }
    found
}

fn one_of(node: &Node<'_>, known: &[(&str, &'static str)], log: &mut Diagnostics) -> Option<&'static str> {
    let text = node.text(log)?;
    let found = known.iter().find(|(name, _)| *name == text).map(|(_, key)| *key);
    if found.is_none() {
        let names: Vec<&str> = known.iter().map(|(name, _)| *name).collect();
        log.error("accessibility", node.place(), format!("`{text}` is not known here"), did_you_mean(&text, names));
    }
    found
}
