//! The pages of messages: what `candour explain CODE` says of each, by what they are about.

use super::page;
use crate::diagnostic::catalogue;

/// Each page by its file's name, and one that lists them.
pub(super) fn pages() -> Vec<(String, String)> {
    let list = page(
        "Messages",
        "What each message means and what to do, as `candour explain` says it.",
        &[],
        "Every message ends its first line with a code, such as `error[link]`. Here are all of them, by what they are about; \
         `candour explain link` says the same on your own computer.\n\n```pages\norder: title\n```",
    );
    let areas = catalogue::areas().into_iter().map(|(area, codes)| {
        let body: String = codes.iter().map(|code| section(code)).collect();
        let summary = format!("What messages about {} mean, with what is wrong and what is right.", lower(area));
        let text = page(&format!("Messages: {}", lower(area)), &summary, &[], &body);
        (format!("{}.md", name(area)), text.replace("sections: reference.md", "sections: reference/messages.md"))
    });
    std::iter::once(("messages.md".to_owned(), list)).chain(areas).collect()
}

fn lower(area: &str) -> String {
    area[..1].to_lowercase() + &area[1..]
}

/// `messages-blocks-of-pages`.
fn name(area: &str) -> String {
    let plain = area.to_lowercase().replace(',', "");
    format!("messages-{}", plain.replace(' ', "-"))
}

/// A code with its long form, as the terminal has it: in a fence that is longer than any in an example.
fn section(code: &str) -> String {
    let long = catalogue::explain(code).expect("a code of the catalogue");
    format!("## `{code}`\n\n`````text\n{}\n`````\n\n", long.trim_end())
}
