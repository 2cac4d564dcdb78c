//! `candour explain`

use indexmap::IndexSet;

use crate::ask::html_of;
use crate::diagnostic::{Diagnostics, catalogue};
use crate::emit::inference;
use crate::load::Project;
use crate::pipeline::{self, Failure};
use crate::protect::{AskedIn, Considered, Explanation, HiddenEntry, Kind, Meant, Obstacle, State, Waived};
use crate::schema::{FactId, Wrong};
use crate::terminal::PrivateTerminal;

/// More facts than this are not listed where one is meant.
const MOST_LISTED: usize = 20;

pub(crate) fn run(project: Project<'_>, wanted: &str, reveal: bool, log: &mut Diagnostics) -> Result<String, Failure> {
    if let (false, Some(text)) = (reveal, catalogue::explain(wanted)) {
        return Ok(text);
    }
    // Whoever asks for a code need not sit in a site's folder.
    if let (false, Some(code)) = (project.root.join("site.yaml").exists(), catalogue::meant(wanted)) {
        return Err(no_code(wanted, &code));
    }
    // Asked first, so that nothing is read for somebody who may not see it.
    let terminal = if reveal { Some(PrivateTerminal::claim().map_err(refused)?) } else { None };
    let (mut text, value) = match pipeline::weigh(project, log)? {
        Considered::Protected(examined) => {
            let called = |fact| (examined.expression(fact), examined.name(fact));
            let fact = one(examined.find(wanted), called, || examined.near(wanted), wanted)?;
            (text(&examined.explain(fact)), terminal.map(|terminal| examined.reveal(fact, &terminal)))
        }
        Considered::Stuck(stuck) => {
            let called = |fact| (stuck.expression(fact), stuck.name(fact));
            let fact = one(stuck.find(wanted), called, || stuck.near(wanted), wanted)?;
            (obstacle(&stuck.explain(fact)), terminal.map(|terminal| stuck.reveal(fact, &terminal)))
        }
    };
    if let Some(value) = value {
        text.push_str(&format!("\nValue in the data, not for publication: {value}\n"));
    }
    Ok(text)
}

fn refused((message, hint): (&'static str, &'static str)) -> Failure {
    Failure::request("reveal", message, hint)
}

/// The one fact that is meant.
fn one(
    found: Result<Vec<FactId>, Wrong>,
    called: impl Fn(FactId) -> (String, String),
    near: impl Fn() -> Meant,
    wanted: &str,
) -> Result<FactId, Failure> {
    let found = found.map_err(|wrong| Failure::request("figure", wrong.message, wrong.hint))?;
    match found.as_slice() {
        [fact] => Ok(*fact),
        [] => {
            Err(catalogue::meant(wanted).map_or_else(|| nothing_called(wanted, &near()), |code| no_code(wanted, &code)))
        }
        several => {
            let listed: Vec<(String, String)> = several.iter().take(MOST_LISTED).map(|fact| called(*fact)).collect();
            let mut hint = format!("choose one:{}", columns(&listed));
            if several.len() > MOST_LISTED {
                hint.push_str("\n…\nor add a word, or list all with `candour facts`");
            }
            let message = format!("`{wanted}` fits {} figures", several.len());
            Err(Failure::request("several-figures", message, hint))
        }
    }
}

/// Nothing is called so, but a code nearly is.
fn no_code(wanted: &str, code: &str) -> Failure {
    let message = format!("no figure and no code is called `{wanted}`");
    Failure::request("no-figure", message, format!("did you mean `candour explain {code}`?"))
}

/// What is said where words fit no figure: what may have been meant.
pub(super) fn nothing_called(wanted: &str, near: &Meant) -> Failure {
    let help = match near {
        Meant { words: Some(words), .. } => format!("did you mean `{words}`?"),
        Meant { figures, .. } if figures.is_empty() => "use fewer words, or list all with `candour facts`".to_owned(),
        _ => "use fewer words; these have the most of them:".to_owned(),
    };
    let help = help + &columns(&near.figures);
    Failure::request("no-figure", format!("no figure is called `{wanted}`"), help)
}

/// A line for each figure: its expression, and below one another what it is called.
fn columns(figures: &[(String, String)]) -> String {
    let widest = figures.iter().map(|(expression, _)| expression.chars().count()).max().unwrap_or_default();
    figures.iter().map(|(expression, name)| format!("\n{expression:widest$}  {name}")).collect()
}

/// A figure of a site that cannot be protected.
fn obstacle(obstacle: &Obstacle) -> String {
    let Obstacle { expression, name, reasons, others, relations } = obstacle;
    let mut text = format!("{expression}\n  {name}\n\nNot decided: the site cannot be protected as it is.\n");
    for (why, help) in reasons {
        text.push_str(&format!("Why: {why}.\nWhat would help: {help}.\n"));
    }
    if reasons.is_empty() {
        text.push_str("This figure is not what stands in the way.\n");
    }
    let mut listed: Vec<String> = others.iter().take(MOST_LISTED).cloned().collect();
    if others.len() > MOST_LISTED {
        listed.push(format!("… and {} more", others.len() - MOST_LISTED));
    }
    let title = if reasons.is_empty() { "What stands in the way" } else { "What else stands in the way" };
    text.push_str(&list(title, listed.into_iter()));
    text.push_str(&list("What it is computed with", relations.iter().cloned()));
    text
}

fn text(explanation: &Explanation) -> String {
    let Explanation {
        expression,
        name,
        dataset,
        policy,
        same_as,
        place,
        state,
        value,
        waiver,
        hidden,
        editions,
        asked_in,
        relations,
    } = explanation;
    let mut text = format!("{expression}\n  {name}\n  in the dataset \"{dataset}\", under the policy `{policy}`\n");
    if let Some(place) = place {
        text.push_str(&format!("  {}, line {}, column `{}`\n", place.file, place.line, place.column));
    }
    for same in same_as {
        text.push_str(&format!("  the same figure as {same}\n"));
    }
    text.push('\n');
    text.push_str(&match (state, value) {
        (State::Shown, Some(value)) => format!("Shown: {value}\n"),
        (State::Shown, None) => "Shown only within a change or a share.\n".to_owned(),
        (State::Hidden, _) => "Hidden.\n".to_owned(),
        (State::NoFigure(word), _) => format!("No figure: the data says \"{word}\".\n"),
        (State::NotAsked, _) => "Not asked for: no page shows it.\n".to_owned(),
    });
    if let Some(waiver) = waiver {
        text.push_str(&waived(waiver));
    }
    if let Some(hidden) = hidden {
        text.push_str(&why(hidden, *state == State::Hidden));
    }
    if !editions.is_empty() {
        text.push_str(&list("Earlier editions", editions.iter().cloned()));
    }
    text.push_str(&list("Where the site asks for it", asked_in.iter().map(asked)));
    text.push_str(&list("What it is computed with", relations.iter().cloned()));
    text
}

/// Who answers for showing it.
fn waived(waiver: &Waived) -> String {
    let Waived { person, reason, date, rule } = waiver;
    let without = match rule {
        Some(rule) => format!("Without it a rule would hide the figure: {rule}.\n"),
        None => "No rule would hide the figure without it.\n".to_owned(),
    };
    format!("By a waiver: {person}, {date}: {reason}\n{without}")
}

/// Why it is hidden, or would be.
fn why(hidden: &HiddenEntry, asked: bool) -> String {
    let kind = match hidden.kind {
        Kind::Primary => "it is sensitive itself",
        Kind::Secondary => "it protects another",
        Kind::Derived => "it rests on a hidden figure",
    };
    let would = if asked { "Why" } else { "It would be hidden" };
    let mut text = format!("{would}: {kind}: {}.\n", hidden.why);
    if let Some(relation) = &hidden.forced_by {
        text.push_str(&format!("Forced by: {relation}\n"));
    }
    if asked {
        text.push_str(&format!("What a reader can infer: {}\n", inference(hidden)));
    }
    if let Some(price) = &hidden.to_show {
        text.push_str(&format!("To show it: {}\n", price.words));
    }
    text
}

fn asked(asked: &AskedIn) -> String {
    let times = if asked.times > 1 { format!(" ({} times)", asked.times) } else { String::new() };
    // A table or chart has an address of its own, which ends with the name in its block.
    let id = asked.block.split('`').nth(1);
    let address = id.map(|id| format!(": {}#{id}", html_of(&asked.page))).unwrap_or_default();
    format!("{}, {}{times}{address}", asked.page, asked.block)
}

/// Each line once: a claim, for example, is computed with a figure in many ways.
fn list(title: &str, lines: impl Iterator<Item = String>) -> String {
    let lines: IndexSet<String> = lines.collect();
    let lines: String = lines.into_iter().map(|line| format!("  {line}\n")).collect();
    format!("\n{title}:\n{}", if lines.is_empty() { "  nothing\n".to_owned() } else { lines })
}
