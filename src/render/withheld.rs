//! Why figures of a page are withheld or said to be of low reliability: the rules, the nearest figures that are shown, and
//! whom to ask.

use std::collections::{BTreeMap, BTreeSet};

use minijinja::{Value, context};

use super::exhibit;
use super::href::{relative, value};
use super::page::View;
use super::revisions::{Written, questions_of};
use crate::ask::{Page, Piece, QuestionId, Table, WITHHELD_ANCHOR, html_of};
use crate::diagnostic::Diagnostics;
use crate::protect::{Protected, Rule, Rules, RulesOfPolicy};

/// Where the figures of the text are dealt with.
const TEXT: &str = "text";
const FIGURES: &str = "figures";

/// The way to what a page says of the withheld figures of a table; of all its figures, where none is named.
pub(super) fn href(view: &View<'_>, table: Option<&str>) -> String {
    view.anchor(&anchor(table))
}

/// The same for the figures of its text; for all, where those of the text stand in tables too and are dealt with there.
pub(super) fn href_of_text(view: &View<'_>) -> String {
    let in_text = groups(view).iter().any(|group| group.id == anchor_of_text() && !group.questions.is_empty());
    if in_text { view.anchor(&anchor_of_text()) } else { href(view, None) }
}

fn anchor(table: Option<&str>) -> String {
    format!("{WITHHELD_ANCHOR}{}", table.map_or(FIGURES.to_owned(), |id| format!("in-{id}")))
}

fn anchor_of_text() -> String {
    format!("{WITHHELD_ANCHOR}{TEXT}")
}

/// What stands in one place of a page.
struct Group {
    id: String,
    label: String,
    questions: BTreeSet<QuestionId>,
}

/// The section of a page on its withheld figures, and on those of low reliability; nothing where it has neither.
pub(super) fn foot(view: &View<'_>, log: &mut Diagnostics) -> Option<Written> {
    let protected = view.protected;
    let groups: Vec<Group> = groups(view).into_iter().filter(|group| !group.questions.is_empty()).collect();
    let questions = groups.iter().flat_map(|group| &group.questions);
    let withheld: BTreeSet<usize> = questions
        .filter_map(|question| protected.withheld.get(question))
        .flat_map(|one| one.datasets.iter().copied())
        .collect();
    let shown = questions_of(view.page);
    let unreliable: Vec<&BTreeSet<usize>> =
        shown.iter().filter_map(|question| protected.unreliable.get(question)).collect();
    if groups.is_empty() && unreliable.is_empty() {
        return None;
    }
    let some_unreliable = !unreliable.is_empty();
    let unreliable: BTreeSet<usize> = unreliable.into_iter().flatten().copied().collect();
    let rules: Vec<Stated<'_>> = protected
        .rules
        .iter()
        .enumerate()
        .map(|(dataset, rules)| Stated {
            rules,
            withheld: withheld.contains(&dataset),
            unreliable: unreliable.contains(&dataset),
        })
        .filter(|stated| stated.withheld || stated.unreliable)
        .collect();
    let site = &protected.site;
    let contact = site.contact.as_ref().map(|linked| value(&view.href_of(&linked.page)));
    let section = context! {
        id => format!("{WITHHELD_ANCHOR}{FIGURES}"),
        some_withheld => !groups.is_empty(),
        some_unreliable => some_unreliable,
        general => view.withheld_href().map(|href| value(&href)),
        rules => rules.iter().map(|stated| stated.in_words(view)).collect::<Vec<Value>>(),
        places => groups.iter().map(|group| place(view, group)).collect::<Vec<Value>>(),
        contact => contact,
        contact_text => site.contact_text.as_ref().map(|text| view.voice().label(text).to_owned()),
    };
    let html = view.render("withheld.html", context! { withheld => section }, log)?;
    let numbers = rules.iter().flat_map(Stated::all);
    let mut authored: Vec<String> = numbers.filter_map(|(_, number)| number.clone()).collect();
    authored.extend(groups.iter().map(|group| group.label.clone()));
    let names = groups.iter().flat_map(|group| within(protected, group)).map(|(_, name)| name.to_owned());
    authored.extend(names);
    // A figure may be shown on another page, in a table of another number.
    authored.extend(
        groups
            .iter()
            .flat_map(|group| within(protected, group))
            .filter_map(|(question, _)| Some(shown_at(view, question)?.1)),
    );
    Some(Written { html, authored })
}

/// The rules of a dataset, and which of them concern a page.
struct Stated<'a> {
    rules: &'a Rules,
    withheld: bool,
    unreliable: bool,
}

impl Stated<'_> {
    fn of<'a>(&self, policy: &'a RulesOfPolicy) -> [&'a [Rule]; 2] {
        let stated = |rules: &'a [Rule], concerns: bool| if concerns { rules } else { &[] };
        [stated(&policy.withheld, self.withheld), stated(&policy.unreliable, self.unreliable)]
    }

    fn all(&self) -> impl Iterator<Item = &Rule> {
        self.rules.groups.iter().flat_map(|policy| self.of(policy)).flatten()
    }

    fn in_words(&self, view: &View<'_>) -> Value {
        let said = |(key, number): &Rule| {
            let values: Vec<(&str, &str)> = number.iter().map(|number| ("number", number.as_str())).collect();
            view.strings.say(key, &values)
        };
        let groups = self.rules.groups.iter().map(|policy| {
            let measures: Vec<&str> = policy.measures.iter().map(|measure| view.voice().label(measure)).collect();
            let [rules, unreliable] = self.of(policy).map(|rules| rules.iter().map(said).collect::<Vec<String>>());
            context! { measures => measures.join(", "), rules, unreliable }
        });
        let dataset = view.voice().label(&self.rules.dataset).to_owned();
        context! { dataset, groups => groups.collect::<Vec<Value>>() }
    }
}

/// The withheld figures of each table of a page, those of the charts that point to it among them; then those of the text.
fn groups(view: &View<'_>) -> Vec<Group> {
    let is_withheld = |question: &QuestionId| view.protected.withheld.contains_key(question);
    let mut in_exhibits = BTreeSet::new();
    let mut groups: Vec<Group> = super::tables(&view.page.body.pieces)
        .map(|table| {
            let mut questions: BTreeSet<QuestionId> = cells(table).filter(is_withheld).collect();
            for piece in &view.page.body.pieces {
                if let Piece::Chart(chart) = piece {
                    let own = exhibit::data_table(view.page, &chart.data).0 == table.id;
                    let marks = chart.series.iter().flat_map(|(_, questions)| questions.iter().copied());
                    questions.extend(marks.filter(|question| own && is_withheld(question)));
                }
            }
            in_exhibits.extend(questions.iter().copied());
            let label = exhibit::table_label(view.strings, table.number);
            let label = view.strings.say("withheld-in", &[("table", &label)]);
            Group { id: anchor(Some(&table.id)), label, questions }
        })
        .collect();
    let elsewhere = questions_of(view.page).into_iter().filter(|question| is_withheld(question));
    let in_text: BTreeSet<QuestionId> = view
        .page
        .body
        .pieces
        .iter()
        .filter_map(|piece| match piece {
            Piece::Figure(question) => Some(*question),
            _ => None,
        })
        .filter(is_withheld)
        .chain(elsewhere.filter(|question| !in_exhibits.contains(question)))
        .collect();
    let label = view.strings.say("withheld-in-text", &[]);
    groups.push(Group { id: anchor_of_text(), label, questions: in_text });
    groups
}

fn cells(table: &Table) -> impl Iterator<Item = QuestionId> {
    table.rows.iter().flat_map(|row| row.cells.iter().copied())
}

/// The shown figures that contain withheld ones, each once, in the order of the questions; with the name of each.
fn within<'a>(protected: &'a Protected, group: &Group) -> BTreeMap<QuestionId, &'a str> {
    let withheld = group.questions.iter().filter_map(|question| protected.withheld.get(question));
    withheld.filter_map(|one| one.within.as_ref()).map(|(question, name)| (*question, name.as_str())).collect()
}

fn place(view: &View<'_>, group: &Group) -> Value {
    let protected = view.protected;
    let all = || group.questions.iter().filter_map(|question| protected.withheld.get(question));
    let nearest = within(protected, group).into_iter().map(|(question, name)| {
        let (href, label) = shown_at(view, question).unzip();
        context! {
            name => name,
            value => protected.answers.get(question).text(),
            href => href.map(|href| value(&href)),
            label => label,
        }
    });
    context! {
        id => group.id.clone(),
        label => group.label.clone(),
        nearest => nearest.collect::<Vec<Value>>(),
        some_without => all().any(|one| one.is_figure && one.within.is_none()),
        some_computed => all().any(|one| !one.is_figure),
    }
}

/// Where a figure is shown: on this page if it can be, in a table if it can be.
fn shown_at(view: &View<'_>, question: QuestionId) -> Option<(String, String)> {
    let others = view.protected.pages.iter().filter(|page| page.path != view.page.path);
    let pages = || std::iter::once(view.page).chain(others.clone());
    let in_table = |page: &Page| {
        super::tables(&page.body.pieces)
            .find(|table| cells(table).any(|cell| cell == question))
            .map(|table| (format!("#{}", table.id), exhibit::table_label(view.strings, table.number)))
    };
    let address = |page: &Page| {
        if page.path == view.page.path { String::new() } else { relative(&view.path, &html_of(&page.path)) }
    };
    let title = |page: &Page| super::figure::plain(view.protected, &page.title);
    let tables = pages().find_map(|page| {
        let (anchor, label) = in_table(page)?;
        let label = if page.path == view.page.path { label } else { format!("{label}, {}", title(page)) };
        Some((format!("{}{anchor}", address(page)), label))
    });
    tables.or_else(|| {
        let page = pages().find(|page| questions_of(page).contains(&question))?;
        let here = page.path == view.page.path;
        Some((if here { "#main".to_owned() } else { address(page) }, title(page)))
    })
}
