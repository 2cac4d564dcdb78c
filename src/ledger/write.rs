//! Adds an edition to the ledger. What stands in it stays as it is, to the byte.
#![expect(clippy::disallowed_methods, reason = "the ledger is an input of the site, which one command appends to")]

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use super::{COLUMNS, FILE};

/// Appends the lines of an edition: each a figure and what stands in its place. The new file takes the old one's place as
/// a whole, or not at all.
///
/// # Errors
/// Where the file cannot be read or written.
pub(crate) fn append(root: &Path, edition: &str, date: &str, lines: &[(String, String)]) -> io::Result<()> {
    let (path, fresh) = (root.join(FILE), root.join(format!("{FILE}.new")));
    let mut text = match fs::read(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => Vec::new(),
        Err(error) => return Err(error),
    };
    if text.last().is_some_and(|byte| *byte != b'\n') {
        text.push(b'\n');
    }
    let is_new = text.is_empty();
    let mut rows = csv::Writer::from_writer(text);
    if is_new {
        rows.write_record(COLUMNS)?;
    }
    for (figure, value) in lines {
        rows.write_record([edition, date, figure, value])?;
    }
    let text = rows.into_inner().map_err(|error| io::Error::other(error.to_string()))?;
    // What a killed run left there; a link must not lead the text to somewhere else.
    match fs::remove_file(&fresh) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    let mut file = fs::File::create_new(&fresh)?;
    file.write_all(&text)?;
    file.sync_all()?;
    fs::rename(&fresh, &path)
}
