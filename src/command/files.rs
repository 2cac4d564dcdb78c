//! Files that were asked for with `--out` and hold nothing of any site: manual pages, schemas.

#![expect(clippy::disallowed_methods, reason = "no file of a site is written here")]

use std::fs;
use std::path::Path;

use crate::pipeline::Failure;

/// Writes files, by name, into a folder, in place of files of the same names. Returns a line for each.
pub(super) fn write(folder: &Path, files: &[(String, String)]) -> Result<String, Failure> {
    let fails = |path: &Path, error| {
        let message = format!("{} cannot be written: {error}", path.display());
        Failure::request("output-folder", message, "name a folder in which files can be written")
    };
    fs::create_dir_all(folder).map_err(|error| fails(folder, error))?;
    let mut lines = String::new();
    for (name, text) in files {
        let path = folder.join(name);
        fs::write(&path, text).map_err(|error| fails(&path, error))?;
        lines.push_str(&format!("{}\n", path.display()));
    }
    Ok(lines)
}
