//! The pages of the guide that say what there is: every key, from the schemas; every command, option and exit code, from the
//! definition of the command line; every message, from the catalogue. They are made here and kept in `guide/content/reference`; after a change, write them anew:
//!
//! ```text
//! CANDOUR_BLESS=1 cargo test --lib reference
//! ```

#![expect(clippy::disallowed_methods, reason = "the pages are written on demand")]

mod commands;
mod keys;
mod messages;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// Front matter, and a note for whoever would like to change a page by hand. `limits` are words with numbers in them that are limits
/// of the program and no figures.
fn page(title: &str, summary: &str, limits: &[&str], body: &str) -> String {
    let quoted = |text: &str| serde_json::to_string(&text.replace('`', "")).expect("a text");
    let decision = |words: &&str| format!("\n  - {{text: {}, {DECIDED}}}", quoted(words));
    let decisions: String = limits.iter().map(decision).collect();
    let decisions = if decisions.is_empty() { decisions } else { format!("\ndecisions:{decisions}") };
    format!(
        "---\n# Made by the tests: change the schemas in src/keys or the command line in src/cli, and write the pages anew with\n\
         # CANDOUR_BLESS=1 cargo test --lib reference\ntitle: {}\nsummary: {}\nsections: reference.md\ncontents: true{decisions}\n---\n\n{}\n",
        quoted(title),
        quoted(summary),
        body.trim()
    )
}

const DECIDED: &str = "person: Maintainers of Candour, reason: A limit of the program., date: 2026-11-28";

/// A text in a fence.
fn fence(language: &str, text: &str) -> String {
    format!("```{language}\n{}\n```\n\n", text.trim_end())
}

#[test]
fn the_pages_of_the_guide_are_up_to_date() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("guide/content/reference");
    let made: BTreeMap<String, String> =
        keys::pages().into_iter().chain(commands::pages()).chain(messages::pages()).collect();
    let kept = || -> BTreeMap<String, String> {
        let entries = fs::read_dir(&folder).into_iter().flatten().map(|entry| entry.expect("an entry").path());
        let name = |path: &Path| path.file_name().expect("a name").to_string_lossy().into_owned();
        entries.map(|path| (name(&path), fs::read_to_string(&path).expect("a text"))).collect()
    };
    if std::env::var_os("CANDOUR_BLESS").is_some() {
        fs::create_dir_all(&folder).expect("a folder");
        for name in kept().keys().filter(|name| !made.contains_key(*name) && is_made(&kept()[*name])) {
            fs::remove_file(folder.join(name)).expect("removed");
        }
        for (name, text) in &made {
            fs::write(folder.join(name), text).expect("written");
        }
    }
    let kept: BTreeMap<String, String> = kept().into_iter().filter(|(_, text)| is_made(text)).collect();
    let differ: Vec<&String> =
        made.keys().chain(kept.keys()).filter(|name| made.get(*name) != kept.get(*name)).collect();
    assert_eq!(differ, Vec::<&String>::new(), "write the pages anew: CANDOUR_BLESS=1 cargo test --lib reference");
}

/// Whether a page is one of ours. Others may stand beside them.
fn is_made(text: &str) -> bool {
    text.contains("cargo test --lib reference\n")
}
