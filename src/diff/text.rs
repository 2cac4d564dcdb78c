//! A difference as plain text, for a person. Colours only repeat what the words say.

use super::Difference;
use super::told::{Block, PageWords, Told, several, told};
use super::words::{Part, WordChange};

/// More figures than this of one table are counted.
const MOST: usize = 40;
/// Words that are left standing on either side of a change.
const AROUND: usize = 8;

const BOLD: &str = "\u{1b}[1m";
const RED: &str = "\u{1b}[31m";
const GREEN: &str = "\u{1b}[32m";
const PLAIN: &str = "\u{1b}[0m";

/// What is said where nothing changed.
pub(super) const NOTHING: &str = "Nothing that a reader sees has changed.";

pub(super) fn write(difference: &Difference, coloured: bool) -> String {
    let dress = |code: &str, text: &str| if coloured { format!("{code}{text}{PLAIN}") } else { text.to_owned() };
    let mut lines = vec![dress(BOLD, "What readers will see change"), String::new()];
    for (name, about) in [("Old site", &difference.old), ("New site", &difference.new)] {
        lines.push(format!("{name}: {}, {}", about.title, several(about.pages, "page", "pages")));
    }
    lines.push(String::new());
    if !difference.changed {
        lines.push(NOTHING.to_owned());
        return lines.join("\n") + "\n";
    }
    let Told { summary, heed, figures, words, pages, exhibits, files } = told(difference);
    let mut section = |title: &str, body: Vec<String>| {
        if !body.is_empty() {
            lines.push(dress(BOLD, title));
            lines.extend(body);
            lines.push(String::new());
        }
    };
    section("In short", indented(summary));
    section("Before you publish", indented(heed));
    section("Figures", figures.iter().flat_map(block).collect());
    section("Words", words.iter().flat_map(|page| page_words(page, &dress)).collect());
    section("Pages", indented(pages));
    section("Tables and charts", indented(exhibits));
    section("Files", indented(files));
    lines.pop();
    lines.join("\n") + "\n"
}

fn indented(lines: Vec<String>) -> Vec<String> {
    lines.into_iter().map(|line| format!("  {line}")).collect()
}

fn block(block: &Block) -> Vec<String> {
    let mut lines = vec![format!("  {}", block.place)];
    for row in block.rows.iter().take(MOST) {
        lines.push(format!("    {}: {} ({})", row.name, row.said(), row.why));
    }
    if block.rows.len() > MOST {
        lines.push(format!("    and {} more", block.rows.len() - MOST));
    }
    lines.extend(block.counted.iter().map(|line| format!("    {line}")));
    lines
}

fn page_words(page: &PageWords<'_>, dress: &impl Fn(&str, &str) -> String) -> Vec<String> {
    let mut lines = vec![format!("  {}", page.place)];
    for change in &page.changes {
        let section = if change.section.is_empty() { String::new() } else { format!("{}, ", change.section) };
        lines.push(format!("    {section}{}: {}", change.change.word(), marked(change, dress)));
    }
    if page.following > 0 {
        lines.push(format!("    {}", following(page.following)));
    }
    lines
}

/// What Candour writes out of figures, counted.
pub(super) fn following(count: usize) -> String {
    match count {
        1 => "and 1 text that Candour writes from the figures, such as the reading of a chart".to_owned(),
        count => format!("and {count} texts that Candour writes from the figures, such as the readings of charts"),
    }
}

/// `The number {was: fell by 3.9%} {now: rose by 4.2%} in 2024.`
fn marked(change: &WordChange, dress: &impl Fn(&str, &str) -> String) -> String {
    if let [Part::Same(text) | Part::Removed(text) | Part::Added(text)] = change.parts.as_slice() {
        return text.clone();
    }
    let mut said = Vec::new();
    for (position, part) in change.parts.iter().enumerate() {
        let before = position.checked_sub(1).and_then(|before| change.parts.get(before));
        let next = change.parts.get(position + 1);
        said.push(match (part, next) {
            (Part::Same(text), _) => shortened(text, position == 0, next.is_none()),
            (Part::Removed(text), Some(Part::Added(_))) => dress(RED, &format!("{{was: {text}}}")),
            (Part::Removed(text), _) => dress(RED, &format!("{{removed: {text}}}")),
            (Part::Added(text), _) if matches!(before, Some(Part::Removed(_))) => {
                dress(GREEN, &format!("{{now: {text}}}"))
            }
            (Part::Added(text), _) => dress(GREEN, &format!("{{added: {text}}}")),
        });
    }
    said.join(" ")
}

/// The words beside a change; what is further away is left out.
pub(super) fn shortened(text: &str, is_first: bool, is_last: bool) -> String {
    let words: Vec<&str> = text.split(' ').collect();
    let (start, end) = (if is_first { 0 } else { AROUND }, if is_last { 0 } else { AROUND });
    if words.len() <= start + end + 2 {
        return text.to_owned();
    }
    let (head, tail) = (words[..start].join(" "), words[words.len() - end..].join(" "));
    [head.as_str(), "…", tail.as_str()].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}
