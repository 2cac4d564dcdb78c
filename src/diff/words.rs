//! Paragraphs that changed, word by word.

use std::collections::BTreeMap;

use serde::Serialize;
use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::figures::Table;
use super::page::{Exhibit, Text};
use super::pages::Pair;
use super::site::Site;

/// Paragraphs with a smaller share of words in common are two, of which one went and one came.
const ALIKE: f64 = 0.5;

/// What became of a paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Edit {
    Changed,
    New,
    Gone,
    /// The same words in another place of the page.
    Moved,
    /// A row or column of a table is called something else.
    Label,
}

/// A run of words.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Part {
    Same(String),
    Removed(String),
    Added(String),
}

/// A paragraph, heading or item that changed.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(super) struct WordChange {
    /// The page; empty for what stands around several pages.
    pub(super) page: String,
    /// The heading under which it stands, or the table.
    pub(super) section: String,
    pub(super) change: Edit,
    /// Whether Candour writes it out of figures, so that it changes with them.
    pub(super) follows: bool,
    pub(super) parts: Vec<Part>,
}

/// All texts that changed: what stands around the pages first, then page by page.
pub(super) fn words(pairs: &[Pair<'_>], old: &Site, new: &Site) -> Vec<WordChange> {
    let mut around: BTreeMap<(Edit, Vec<Part>), Vec<&str>> = BTreeMap::new();
    for pair in pairs {
        for change in compared("", &pair.before.frame, &pair.now.frame) {
            around.entry((change.change, change.parts)).or_default().push(pair.path);
        }
    }
    let mut found: Vec<WordChange> = Vec::new();
    for ((change, parts), pages) in around {
        let page = if let [page] = pages.as_slice() { (*page).to_owned() } else { String::new() };
        found.push(WordChange { page, section: String::new(), change, follows: false, parts });
    }
    for pair in pairs {
        // A table or chart that came or went is told as a whole.
        let (gone, come) = pair.changed_exhibits();
        let outside = |texts: &[Text], changed: &[&Exhibit]| -> Vec<Text> {
            let is_told = |text: &&Text| changed.iter().any(|exhibit| exhibit.id == text.exhibit);
            texts.iter().filter(|text| !is_told(text)).cloned().collect()
        };
        found.extend(compared(pair.path, &outside(&pair.before.texts, &gone), &outside(&pair.now.texts, &come)));
        found.extend(labels(pair, old, new));
    }
    found.sort_by(|one, other| one.page.cmp(&other.page));
    found
}

/// Two lists of texts.
fn compared(page: &str, before: &[Text], now: &[Text]) -> Vec<WordChange> {
    let said = |texts: &[Text]| -> Vec<(String, bool)> {
        texts.iter().map(|text| (text.text.clone(), text.follows)).collect()
    };
    let change = |text: &Text, change, parts| WordChange {
        page: page.to_owned(),
        section: text.section.clone(),
        change,
        follows: text.follows,
        parts,
    };
    let gone = |text: &Text| change(text, Edit::Gone, vec![Part::Removed(text.text.clone())]);
    let new = |text: &Text| change(text, Edit::New, vec![Part::Added(text.text.clone())]);
    let mut found = Vec::new();
    for op in capture_diff_slices(Algorithm::Patience, &said(before), &said(now)) {
        let (before, now) = (&before[op.old_range()], &now[op.new_range()]);
        match op {
            DiffOp::Equal { .. } => {}
            DiffOp::Delete { .. } => found.extend(before.iter().map(gone)),
            DiffOp::Insert { .. } => found.extend(now.iter().map(new)),
            DiffOp::Replace { .. } => {
                let mut next = 0;
                for text in before {
                    let partner = (next..now.len()).find(|at| is_alike(text, &now[*at]));
                    match partner {
                        Some(at) => {
                            found.extend(now[next..at].iter().map(new));
                            found.push(change(&now[at], Edit::Changed, parts(&text.text, &now[at].text)));
                            next = at + 1;
                        }
                        None => found.push(gone(text)),
                    }
                }
                found.extend(now[next..].iter().map(new));
            }
        }
    }
    moved(found)
}

/// What went in one place and came in another only moved.
fn moved(changes: Vec<WordChange>) -> Vec<WordChange> {
    let text = |change: &WordChange| match change.parts.as_slice() {
        [Part::Removed(text) | Part::Added(text)] => Some(text.clone()),
        _ => None,
    };
    let all = |wanted: Edit| -> Vec<String> {
        changes.iter().filter(|change| change.change == wanted).filter_map(text).collect()
    };
    let (gone, new) = (all(Edit::Gone), all(Edit::New));
    let mut found = Vec::new();
    for change in changes {
        match (change.change, text(&change)) {
            (Edit::Gone, Some(text)) if new.contains(&text) => {}
            (Edit::New, Some(text)) if gone.contains(&text) => {
                found.push(WordChange { change: Edit::Moved, parts: vec![Part::Same(text)], ..change });
            }
            _ => found.push(change),
        }
    }
    found
}

fn is_alike(one: &Text, other: &Text) -> bool {
    if one.follows != other.follows {
        return false;
    }
    let (before, now) = (split(&one.text), split(&other.text));
    let ops = capture_diff_slices(Algorithm::Myers, &before, &now);
    let same: usize = ops.iter().filter(|op| matches!(op, DiffOp::Equal { .. })).map(|op| op.old_range().len()).sum();
    let all = before.len() + now.len();
    // Texts are short: the numbers of their words fit.
    #[expect(clippy::cast_precision_loss, reason = "a share of words, for a choice that need not be exact")]
    let share = 2.0 * same as f64 / all.max(1) as f64;
    share >= ALIKE
}

fn split(text: &str) -> Vec<&str> {
    text.split(' ').collect()
}

/// What stayed, went and came between two texts.
pub(super) fn parts(before: &str, now: &str) -> Vec<Part> {
    let (before, now) = (split(before), split(now));
    let mut parts = Vec::new();
    for op in capture_diff_slices(Algorithm::Myers, &before, &now) {
        let (old, new) = (before[op.old_range()].join(" "), now[op.new_range()].join(" "));
        match op {
            DiffOp::Equal { .. } => parts.push(Part::Same(new)),
            DiffOp::Delete { .. } => parts.push(Part::Removed(old)),
            DiffOp::Insert { .. } => parts.push(Part::Added(new)),
            DiffOp::Replace { .. } => parts.extend([Part::Removed(old), Part::Added(new)]),
        }
    }
    parts
}

/// Rows and columns of a page's tables that hold the same figures under another label.
fn labels(pair: &Pair<'_>, old: &Site, new: &Site) -> Vec<WordChange> {
    let mut found = Vec::new();
    for exhibit in &pair.now.exhibits {
        let (Some(before), Some(now)) = (
            old.figures.tables.get(&(pair.from.to_owned(), exhibit.id.clone())),
            new.figures.tables.get(&(pair.path.to_owned(), exhibit.id.clone())),
        ) else {
            continue;
        };
        for (one, other) in renamed(before, now) {
            found.push(WordChange {
                page: pair.path.to_owned(),
                section: format!("{}: {}", exhibit.label, exhibit.title),
                change: Edit::Label,
                follows: false,
                parts: vec![Part::Removed(one), Part::Added(other)],
            });
        }
    }
    found
}

fn renamed(before: &Table, now: &Table) -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = Vec::new();
    let mut add = |one: &str, other: &str| {
        let pair = (one.to_owned(), other.to_owned());
        if one != other && !found.contains(&pair) {
            found.push(pair);
        }
    };
    for (label, names) in &now.rows {
        for (position, name) in names.iter().enumerate() {
            let was = before
                .rows
                .iter()
                .find_map(|(label, names)| Some((label, names.iter().position(|known| known == name)?)));
            let Some((old_label, old_position)) = was else { continue };
            let column = |table: &'_ Table, at: usize| table.columns.get(at + 1).cloned().unwrap_or_default();
            let (old_column, new_column) = (column(before, old_position), column(now, position));
            // A figure that stands in another row under a label that is still there was not renamed.
            if !now.rows.iter().any(|(known, _)| known == old_label) {
                add(old_label, label);
            }
            if !now.columns.contains(&old_column) {
                add(&old_column, &new_column);
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> Text {
        Text { section: String::new(), text: text.to_owned(), follows: false, exhibit: String::new() }
    }

    fn edits(before: &[&str], now: &[&str]) -> Vec<(Edit, Vec<Part>)> {
        let texts = |texts: &[&str]| texts.iter().map(|said| text(said)).collect::<Vec<_>>();
        compared("a.html", &texts(before), &texts(now))
            .into_iter()
            .map(|change| (change.change, change.parts))
            .collect()
    }

    #[test]
    fn a_paragraph_is_compared_word_by_word() {
        let same = |text: &str| Part::Same(text.to_owned());
        let expected = vec![
            same("The number"),
            Part::Removed("fell".to_owned()),
            Part::Added("rose".to_owned()),
            same("in the north"),
            Part::Added("sharply.".to_owned()),
        ];
        assert_eq!(parts("The number fell in the north", "The number rose in the north sharply."), expected);
    }

    #[test]
    fn paragraphs_come_go_and_move() {
        let (one, two, three) = ("There is a first one.", "Visits are counted.", "Whom to ask");
        assert_eq!(edits(&[one, two], &[one, two]), []);
        assert_eq!(edits(&[one, two], &[one]), [(Edit::Gone, vec![Part::Removed(two.to_owned())])]);
        assert_eq!(edits(&[one], &[three, one]), [(Edit::New, vec![Part::Added(three.to_owned())])]);
        assert_eq!(edits(&[one, two, three], &[two, three, one]), [(Edit::Moved, vec![Part::Same(one.to_owned())])]);
        let edits = edits(&[one], &["There is a second one.", two]);
        assert_eq!(edits.iter().map(|(edit, _)| *edit).collect::<Vec<_>>(), [Edit::Changed, Edit::New]);
    }
}
