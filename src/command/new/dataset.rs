//! `candour new dataset`: drafts the description of a CSV and puts both into a site's `data`.

use std::fs;
use std::io;
use std::path::Path;

use crate::draft::{self, Draft, Refused, Saved};
use crate::pipeline::Failure;
use crate::schema::is_identifier;

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
            Failure::request("already-there", error.to_string(), "choose another name with `--id NAME`")
        }
        _ => Failure::disk(&root.join("data"), format!("the draft cannot be written: {error}")),
    })?;
    Ok(told(&draft, &saved, file, root))
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
