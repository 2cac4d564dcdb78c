//! `candour new dataset`: drafts the description of a CSV and puts both into a site's `data`.

use std::fs;
use std::io;
use std::path::Path;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::draft::{self, Draft, Refused, Saved};
use crate::load;
use crate::pipeline::Failure;
use crate::schema::{self, is_identifier};

/// So many problems of a file are told that may be the next edition of a dataset.
const MOST_CURES: usize = 6;

pub(crate) fn run(file: &Path, root: &Path, id: Option<&str>) -> Result<String, Failure> {
    if !root.is_dir() {
        let message = format!("{} is not a folder", root.display());
        return Err(Failure::request("no-site", message, "begin a site with `candour new DIR`"));
    }
    let id = name(file, id)?;
    let bytes = fs::read(file).map_err(|error| {
        let why = if error.kind() == io::ErrorKind::NotFound { "is not there" } else { "cannot be read" };
        Failure::request("no-file", format!("{} {why}", file.display()), "name a CSV file")
    })?;
    let draft = draft::draft(&bytes, &id).map_err(|Refused { code, message, hint }| {
        Failure::request(code, format!("{message}: {}", file.display()), hint)
    })?;
    let saved = draft::save(root, &id, &draft.text, &bytes).map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => {
            Failure::request("already-there", error.to_string(), another_edition(root, &id, &bytes))
        }
        _ => Failure::disk(&root.join("data"), format!("the draft cannot be written: {error}")),
    })?;
    Ok(told(&draft, &saved, file, root))
}

/// What to do with a file whose dataset is described already: its next edition needs no other draft, but perhaps a line more.
fn another_edition(root: &Path, id: &str, bytes: &[u8]) -> String {
    const ANOTHER: &str = "for another dataset choose another name with `--id NAME`";
    let mut log = Diagnostics::default();
    let loaded = load::dataset_with(root, id, bytes, &mut log);
    let fits = loaded.and_then(|loaded| schema::one(&loaded, &mut log)).is_some();
    let problems = log.sorted();
    if fits {
        return format!("the file fits that description: save it as data/{id}.csv; {ANOTHER}");
    }
    if problems.is_empty() {
        return ANOTHER.to_owned();
    }
    let cure = |problem: &&Diagnostic| {
        let hint = problem.hint.as_deref().unwrap_or_default();
        format!("\n- {}: {hint}", problem.message)
    };
    let cures: String = problems.iter().take(MOST_CURES).map(cure).collect();
    let more = problems.len().saturating_sub(MOST_CURES);
    let more = if more > 0 { format!("\n- and {more} more, which `candour check` tells") } else { String::new() };
    format!("to take the file into that dataset, save it as data/{id}.csv, and mend this:{cures}{more}\n{ANOTHER}")
}

/// The name that was asked for, or the file's as far as it can be one.
fn name(file: &Path, id: Option<&str>) -> Result<String, Failure> {
    let stem = file.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
    let named = id.map(str::to_owned).or_else(|| draft::name_of(stem));
    named.filter(|name| is_identifier(name)).ok_or_else(|| {
        let help = "give it one with `--id NAME`: lower-case letters, digits and `_`, beginning with a letter";
        Failure::request("name", format!("`{}` cannot name a dataset", id.unwrap_or(stem)), help)
    })
}

fn told(draft: &Draft, saved: &Saved, file: &Path, root: &Path) -> String {
    let data = if saved.was_there { "beside its data" } else { "and copied its data to" };
    let data = if saved.was_there { data.to_owned() } else { format!("{data} {}", saved.data.display()) };
    let mut text = format!("Drafted {} {data}\n", saved.description.display());
    text += &format!("In {}: {}\n", file.display(), draft.found);
    let problems = draft.problems.sorted();
    if problems.is_empty() {
        text += "The data loads by this draft without an error.\n";
    } else {
        text += "The data does not load by this draft yet:\n\n";
        for problem in problems {
            text += &format!("{}\n\n", problem.render());
        }
    }
    if !draft.questions.is_empty() {
        text += "\nQuestions, which stand in the draft as comments, too:\n";
        for (number, question) in draft.questions.iter().enumerate() {
            text += &format!("{:>3}. {question}\n", number + 1);
        }
    }
    if root.join("site.yaml").is_file() {
        text += &format!("\nThen check it with the site:  candour check --root {}\n", root.display());
    } else {
        text += &format!("\nThere is no `site.yaml` in {} yet: `candour new DIR` begins a site.\n", root.display());
    }
    text += "The data is not suppressed: keep the folder private.\n";
    text
}
