//! Writes a draft and a copy of its data into a site's `data`. What is there is never replaced.
#![expect(clippy::disallowed_methods, reason = "a description is an input of the site, which one command begins")]

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// What was written.
pub(crate) struct Saved {
    pub(crate) description: PathBuf,
    pub(crate) data: PathBuf,
    /// Whether the data lay there already.
    pub(crate) was_there: bool,
}

/// Writes `data/ID.yaml`, and `data/ID.csv` unless the same data lies there.
///
/// # Errors
/// Where there is another description or other data, or the disk refuses.
pub(crate) fn save(root: &Path, id: &str, text: &str, bytes: &[u8]) -> io::Result<Saved> {
    let folder = root.join("data");
    let (description, data) = (folder.join(format!("{id}.yaml")), folder.join(format!("{id}.csv")));
    let refuse = |path: &Path, what: &str| {
        let message = format!("{} {what}; nothing was written", path.display());
        Err(io::Error::new(io::ErrorKind::AlreadyExists, message))
    };
    if description.symlink_metadata().is_ok() {
        return refuse(&description, "is there already");
    }
    let was_there = data.symlink_metadata().is_ok();
    if was_there && fs::read(&data)? != bytes {
        return refuse(&data, "holds other data");
    }
    fs::create_dir_all(&folder)?;
    if !was_there {
        put(&data, bytes)?;
    }
    put(&description, text.as_bytes())?;
    Ok(Saved { description, data, was_there })
}

/// A new file, whole or not at all.
fn put(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = fs::File::create_new(path)?;
    let written = file.write_all(bytes).and_then(|()| file.sync_all());
    if written.is_err() {
        let _ = fs::remove_file(path);
    }
    written
}
