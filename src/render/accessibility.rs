//! The accessibility statement of a site, from what its owner wrote and its tests found.

use minijinja::{Value, context};

use super::href::{relative, value};
use super::page::View;
use super::revisions::Written;
use crate::ask::html_of;
use crate::config::Accessibility;
use crate::diagnostic::Diagnostics;

/// The statement as HTML; nothing where the site has none, which was told before.
pub(super) fn statement(view: &View<'_>, log: &mut Diagnostics) -> Option<Written> {
    let site = &view.protected.site;
    let said = site.accessibility.as_ref()?;
    let day = |date: jiff::civil::Date| context! { iso => date.to_string(), text => view.strings.date(date) };
    let problems = said.problems.iter().map(|problem| {
        context! {
            what => problem.what.clone(),
            criterion => problem.criterion.clone(),
            reason => problem.reason.clone(),
            plan => problem.plan.clone(),
        }
    });
    let automated = said.automated.iter().map(|test| {
        context! {
            date => day(test.date),
            tool => format!("{} {}", test.tool, test.version),
            what => test.what.clone(),
            pages => test.pages,
            violations => test.violations,
        }
    });
    let manual = said.manual.iter().map(|test| {
        context! {
            date => day(test.date),
            what => test.what.clone(),
            by => test.by.clone(),
            outcome => test.outcome.clone(),
        }
    });
    let contact = site.contact.as_ref().map(|linked| value(&relative(&view.path, &html_of(&linked.page))));
    let statement = context! {
        organisation => site.organisation.clone(),
        standard => said.standard.clone(),
        status_key => said.status,
        problems => problems.collect::<Vec<Value>>(),
        automated => automated.collect::<Vec<Value>>(),
        manual => manual.collect::<Vec<Value>>(),
        contact => contact,
        enforcement_key => said.enforcement,
        prepared => day(said.prepared),
        reviewed => said.reviewed.map(day),
    };
    let html = view.render("accessibility.html", context! { statement => statement }, log)?;
    Some(Written { html, authored: authored(view, said) })
}

/// The texts and counts in which numbers may stand.
fn authored(view: &View<'_>, said: &Accessibility) -> Vec<String> {
    let mut authored: Vec<String> = said.texts.iter().map(|(text, _)| text.clone()).collect();
    authored.push(said.standard.clone());
    authored.extend(said.problems.iter().filter_map(|problem| problem.criterion.clone()));
    authored.extend(
        said.automated.iter().flat_map(|test| [&test.tool, &test.version].into_iter().chain(&test.what)).cloned(),
    );
    let tests = said.automated.iter().map(|test| test.date).chain(said.manual.iter().map(|test| test.date));
    let days = tests.chain([said.prepared]).chain(said.reviewed);
    authored.extend(days.map(|date| view.strings.date(date)));
    authored
        .extend(said.automated.iter().flat_map(|test| [test.pages, test.violations]).map(|count| count.to_string()));
    authored
}
