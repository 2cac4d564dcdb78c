//! A difference as markdown, ready to be posted as a comment. Whatever the sites say is escaped: it is shown and does nothing.

use super::Difference;
use super::text::{NOTHING, following, shortened};
use super::told::{Block, PageWords, Told, told};
use super::words::{Part, WordChange};

/// By this a program finds the comment that it posted before.
const MARK: &str = "<!-- candour-diff -->";
/// Hosts refuse comments of more than 65,536 characters.
const LONGEST: usize = 60_000;

pub(super) fn write(difference: &Difference) -> String {
    let mut lines = vec![MARK.to_owned(), "### What readers will see change".to_owned(), String::new()];
    if !difference.changed {
        lines.push(NOTHING.to_owned());
        return lines.join("\n") + "\n";
    }
    let Told { summary, heed, figures, words, pages, exhibits, files } = told(difference);
    lines.extend(listed(&summary));
    let heed = if heed.is_empty() { Vec::new() } else { listed(&heed) };
    section(&mut lines, "Before you publish", heed, false);
    section(&mut lines, "Figures", figures.iter().flat_map(block).collect(), true);
    section(&mut lines, "Words", words.iter().flat_map(page_words).collect(), true);
    section(&mut lines, "Pages", listed(&pages), false);
    section(&mut lines, "Tables and charts", listed(&exhibits), false);
    section(&mut lines, "Files", listed(&files), true);
    cut(&lines)
}

/// Whole lines, as many as a comment holds.
fn cut(lines: &[String]) -> String {
    let mut text = String::new();
    let mut open = 0;
    for line in lines {
        if text.len() + line.len() > LONGEST {
            text.push_str(&"\n</details>\n".repeat(open));
            text.push_str("\nThere is more than fits into a comment: `candour diff` tells all of it.\n");
            return text;
        }
        open += line.matches("<details>").count();
        open -= line.matches("</details>").count().min(open);
        text.push_str(line);
        text.push('\n');
    }
    text
}

/// A section; one that may be long is folded.
fn section(lines: &mut Vec<String>, title: &str, body: Vec<String>, folded: bool) {
    if body.is_empty() {
        return;
    }
    lines.push(String::new());
    if folded {
        lines.extend([format!("<details><summary><b>{title}</b></summary>"), String::new()]);
        lines.extend(body);
        lines.extend([String::new(), "</details>".to_owned()]);
    } else {
        lines.extend([format!("**{title}**"), String::new()]);
        lines.extend(body);
    }
}

fn listed(lines: &[String]) -> Vec<String> {
    lines.iter().map(|line| format!("- {}", escaped(line))).collect()
}

fn block(block: &Block) -> Vec<String> {
    let mut lines = vec![String::new(), format!("**{}**", escaped(&block.place)), String::new()];
    if !block.rows.is_empty() {
        lines.extend(["| Figure | Old | New | Why |", "| --- | ---: | ---: | --- |"].map(str::to_owned));
        for row in &block.rows {
            let cell = |text: &Option<String>| text.as_deref().map_or("–".to_owned(), escaped);
            lines.push(format!(
                "| {} | {} | {} | {} |",
                escaped(&row.name),
                cell(&row.old),
                cell(&row.new),
                escaped(&row.why)
            ));
        }
        lines.push(String::new());
    }
    lines.extend(listed(&block.counted));
    lines
}

fn page_words(page: &PageWords<'_>) -> Vec<String> {
    let mut lines = vec![String::new(), format!("**{}**", escaped(&page.place)), String::new()];
    for change in &page.changes {
        let section = if change.section.is_empty() { String::new() } else { format!("{}, ", escaped(&change.section)) };
        lines.push(format!("- {section}{}: {}", change.change.word(), marked(change)));
    }
    if page.following > 0 {
        lines.push(format!("- {}", following(page.following)));
    }
    lines
}

fn marked(change: &WordChange) -> String {
    let last = change.parts.len().saturating_sub(1);
    let part = |(position, part): (usize, &Part)| match part {
        Part::Same(text) => escaped(&shortened(text, position == 0, position == last)),
        Part::Removed(text) => format!("<del>{}</del>", escaped(text)),
        Part::Added(text) => format!("<ins>{}</ins>", escaped(text)),
    };
    change.parts.iter().enumerate().map(part).collect::<Vec<_>>().join(" ")
}

/// A text that is shown as it is: no markup, no link, nobody mentioned, no issue referred to.
fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '@' => safe.push_str("&#64;"),
            '#' => safe.push_str("&#35;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '!' => safe.extend(['\\', c]),
            c if c.is_control() => safe.push(' '),
            c => safe.push(c),
        }
    }
    // An address would become a link.
    safe.replace("://", ":&#47;&#47;").replace("www.", "www&#46;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_is_shown_and_does_nothing() {
        let text = "A | b <img src=x> @all #1 [c](x) *y* `z` https://example.org www.example.org !\\";
        assert_eq!(
            escaped(text),
            "A \\| b &lt;img src=x&gt; &#64;all &#35;1 \\[c\\](x) \\*y\\* \\`z\\` https:&#47;&#47;example.org \
             www&#46;example.org \\!\\\\"
        );
    }

    #[test]
    fn what_does_not_fit_is_left_out_in_whole_lines() {
        let line = "x".repeat(LONGEST / 2);
        let lines = vec!["<details><summary>Words</summary>".to_owned(), line.clone(), line, "y".to_owned()];
        let text = cut(&lines);
        assert!(text.len() < LONGEST + 200 && text.contains("</details>"), "{}", text.len());
        assert!(text.ends_with("`candour diff` tells all of it.\n"), "{text}");
    }
}
