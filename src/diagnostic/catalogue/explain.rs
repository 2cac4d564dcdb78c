//! `candour explain CODE`: what a code means, with an example.

use super::{Entry, Example, OnCommandLine, all, find};

/// How long a line of text is.
const WIDTH: usize = 80;

/// The long form of a code, as it is or as a message has it, `error[code]`; nothing where there is no such code.
pub(crate) fn explain(written: &str) -> Option<String> {
    let code = written.trim_start_matches("error").trim_start_matches("warning");
    let code = code.strip_prefix('[').and_then(|code| code.strip_suffix(']')).unwrap_or(written);
    let (area, entry) = find(code)?;
    let Entry { title, meaning, cure, severity, example, command, .. } = &entry;
    let mut text = format!("{code} ({}): {title}\nAbout: {area}\n\n", severity.words());
    text.push_str(&paragraph(meaning));
    text.push_str(&format!("\nWhat to do:\n{}", paragraph(cure)));
    if let Some(example) = example {
        text.push_str(&in_a_file(example));
    }
    if let Some(OnCommandLine { wrong, right, .. }) = command {
        text.push_str(&format!("\nWrong:\n\n{}", indented(&format!("candour {wrong}"))));
        if let Some(right) = right {
            text.push_str(&format!("\nRight:\n\n{}", indented(&format!("candour {right}"))));
        }
    }
    Some(text)
}

/// Every code with its title, by what it is about.
pub(crate) fn list() -> String {
    let mut text = String::new();
    for (area, entries) in all() {
        text.push_str(&format!("{area}\n"));
        for (code, entry) in entries {
            text.push_str(&format!("  {code:22}  {}\n", entry.title));
        }
        text.push('\n');
    }
    text + "Say one of them after `candour explain` to read more.\n"
}

fn in_a_file(example: &Example) -> String {
    let Example { file, wrong, right, with, .. } = example;
    let mut text = match wrong {
        Some(wrong) if !wrong.is_empty() => format!("\nWrong, in {file}:\n\n{}", indented(wrong)),
        Some(_) => format!("\nWrong, in {file}: nothing of the kind.\n"),
        None => format!("\nWrong: there is no file {file}.\n"),
    };
    text.push_str(&match right {
        Some(right) if !right.is_empty() => format!("\nRight, in {file}:\n\n{}", indented(right)),
        Some(_) => "\nRight: without it.\n".to_owned(),
        None => "\nRight: without that file.\n".to_owned(),
    });
    for (file, content) in with {
        text.push_str(&format!("\nBoth with this {file}:\n\n{}", indented(content)));
    }
    text
}

/// An example, set in; a sign that cannot be seen becomes one that can.
fn indented(text: &str) -> String {
    let visible = text.replace(|c: char| c.is_control() && c != '\n', "\u{fffd}");
    visible.trim_end().lines().map(|line| format!("    {line}").trim_end().to_owned() + "\n").collect()
}

fn paragraph(text: &str) -> String {
    let mut lines = vec![String::new()];
    for word in text.split_whitespace() {
        let open = lines.last_mut().filter(|line| line.chars().count() + word.chars().count() < WIDTH);
        match open {
            Some(line) if line.is_empty() => line.push_str(word),
            Some(line) => line.push_str(&format!(" {word}")),
            None => lines.push(word.to_owned()),
        }
    }
    lines.join("\n") + "\n"
}
