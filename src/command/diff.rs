//! `candour diff`

use std::io;
use std::path::Path;

use crate::diff::{Difference, compare};
use crate::emit::put_private;
use crate::pipeline::Failure;
use crate::terminal;
use crate::verify::is_within_site;

/// How a difference is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Form {
    /// Plain text for a person
    Text,
    /// For programs
    Json,
    /// For a comment on a proposed change
    Markdown,
    /// A page to read, print and sign
    Page,
}

/// What was found.
pub(crate) struct Compared {
    /// For standard output.
    pub(crate) lines: String,
    /// Whether a reader sees anything change.
    pub(crate) changed: bool,
}

/// Compares two built sites, and writes what a reader will see change into a file or for standard output.
pub(crate) fn run(old: &Path, new: &Path, form: Form, out: Option<&Path>) -> Result<Compared, Failure> {
    let difference = compare(old, new).map_err(|wrong| Failure::request("no-built-site", wrong.message, wrong.hint))?;
    let changed = difference.has_changes();
    let Some(file) = out else {
        return Ok(Compared { lines: written(&difference, form, terminal::shows_colours()), changed });
    };
    put(file, &written(&difference, form, false))?;
    let found = if changed { "" } else { "; nothing that a reader sees has changed" };
    Ok(Compared { lines: format!("Wrote {}{found}\n", file.display()), changed })
}

fn written(difference: &Difference, form: Form, coloured: bool) -> String {
    match form {
        Form::Text => difference.text(coloured),
        Form::Json => difference.json(),
        Form::Markdown => difference.markdown(),
        Form::Page => difference.page(),
    }
}

/// Writes the file, as a whole or not at all. A site holds what was built and nothing else, so it is refused there.
fn put(file: &Path, text: &str) -> Result<(), Failure> {
    let failed = |error: io::Error| Failure::disk(file, format!("`{}` cannot be written: {error}", file.display()));
    let place = std::path::absolute(file).map_err(failed)?;
    let (Some(folder), Some(name)) = (place.parent(), place.file_name().and_then(|name| name.to_str())) else {
        let message = format!("`{}` is no name for a file", file.display());
        return Err(Failure::request("output-file", message, "end it with a name, such as `changes.html`"));
    };
    if is_within_site(folder) {
        let help = "write it beside the site, which holds nothing but what was built";
        return Err(Failure::request("output-file", format!("`{}` lies within a built site", file.display()), help));
    }
    put_private(folder, name, text).map(|_| ()).map_err(failed)
}
