//! Folders that Candour made: what is in them, to the disk, and gone again file by file.
#![expect(clippy::disallowed_methods, reason = "removes only the files that a manifest lists")]

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io;
use std::path::Path;

use super::{GITKEEP, MANIFEST, Manifest};

/// What stands at a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    File,
    Folder,
    /// A link, a socket or the like: nothing that Candour makes.
    Other,
}

/// One thing in a folder, with its path relative to it. A folder comes before what it holds.
#[derive(Debug)]
pub(crate) struct Entry {
    pub(crate) path: String,
    pub(crate) kind: Kind,
}

/// Everything in a folder, sorted. Links are named and not followed.
pub(crate) fn walk(folder: &Path) -> io::Result<Vec<Entry>> {
    let mut entries = Vec::new();
    walk_into(folder, "", &mut entries)?;
    Ok(entries)
}

fn walk_into(folder: &Path, prefix: &str, entries: &mut Vec<Entry>) -> io::Result<()> {
    let mut children = fs::read_dir(folder)?.collect::<io::Result<Vec<_>>>()?;
    children.sort_by_key(fs::DirEntry::file_name);
    for child in children {
        let name = child.file_name();
        let file_type = child.file_type()?;
        let kind = match name.to_str() {
            Some(_) if file_type.is_file() => Kind::File,
            Some(_) if file_type.is_dir() => Kind::Folder,
            // A name that is no text cannot be one of ours.
            _ => Kind::Other,
        };
        let path = format!("{prefix}{}", name.to_string_lossy());
        entries.push(Entry { path: path.clone(), kind });
        if kind == Kind::Folder {
            walk_into(&child.path(), &format!("{path}/"), entries)?;
        }
    }
    Ok(())
}

/// Files (and things that are not folders) which neither Candour's manifest nor the user's `.gitkeep` accounts for.
pub(crate) fn foreign(entries: &[Entry], manifest: Option<&Manifest>) -> Vec<String> {
    let listed: BTreeSet<&str> = manifest.iter().flat_map(|manifest| manifest.paths()).collect();
    let ours = |path: &str| listed.contains(path) || path == MANIFEST || path == GITKEEP;
    let strange = |entry: &&Entry| entry.kind != Kind::Folder && !(entry.kind == Kind::File && ours(&entry.path));
    entries.iter().filter(strange).map(|entry| entry.path.clone()).collect()
}

/// Removes a folder that Candour made: the files that its manifest lists, then the manifest, then what is empty.
/// Returns what it left because Candour did not make it. Killed half-way, it can be called again.
pub(crate) fn remove(folder: &Path) -> io::Result<Vec<String>> {
    let manifest = Manifest::read(folder).ok();
    let entries = walk(folder)?;
    let left = foreign(&entries, manifest.as_ref());
    let removable = |entry: &&Entry| entry.kind == Kind::File && !left.contains(&entry.path);
    for entry in entries.iter().filter(removable).filter(|entry| entry.path != MANIFEST) {
        fs::remove_file(folder.join(&entry.path))?;
    }
    for entry in entries.iter().rev().filter(|entry| entry.kind == Kind::Folder) {
        // A folder that still holds something stays: `remove_dir` refuses it.
        let _ = fs::remove_dir(folder.join(&entry.path));
    }
    if left.is_empty() {
        if entries.iter().any(|entry| entry.path == MANIFEST) {
            fs::remove_file(folder.join(MANIFEST))?;
        }
        fs::remove_dir(folder)?;
    }
    Ok(left)
}

/// Waits until a file's bytes are on the disk.
pub(crate) fn sync_file(path: &Path) -> io::Result<()> {
    File::options().write(true).open(path)?.sync_all()
}

/// Waits until a folder's list of names is on the disk.
pub(crate) fn sync_dir(path: &Path) -> io::Result<()> {
    // Elsewhere a folder cannot be opened as a file, and the file system orders the names itself.
    if cfg!(unix) { File::open(path)?.sync_all() } else { Ok(()) }
}

/// A few names for a message, and how many more there are.
pub(crate) fn a_few(names: &[String]) -> String {
    const SHOWN: usize = 5;
    let shown = names.iter().take(SHOWN).map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
    match names.len().saturating_sub(SHOWN) {
        0 => shown,
        more => format!("{shown} and {more} more"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    fn made_by_candour(folder: &Path) {
        let files = BTreeMap::from([("a/b.html".to_owned(), b"x".to_vec()), ("c.css".to_owned(), b"y".to_vec())]);
        fs::create_dir_all(folder.join("a")).unwrap();
        files.iter().for_each(|(path, bytes)| fs::write(folder.join(path), bytes).unwrap());
        fs::write(folder.join(MANIFEST), Manifest::of(&files).to_json()).unwrap();
    }

    #[test]
    fn removes_all_that_is_listed_even_where_some_is_missing() {
        let parent = tempfile::tempdir().unwrap();
        let folder = parent.path().join("site");
        made_by_candour(&folder);
        fs::write(folder.join(GITKEEP), "").unwrap();
        fs::remove_file(folder.join("c.css")).unwrap();
        assert!(remove(&folder).unwrap().is_empty());
        assert!(!folder.exists());
    }

    #[test]
    fn leaves_what_is_not_listed() {
        let parent = tempfile::tempdir().unwrap();
        let folder = parent.path().join("site");
        made_by_candour(&folder);
        fs::write(folder.join("a/mine.txt"), "").unwrap();
        assert_eq!(remove(&folder).unwrap(), ["a/mine.txt"]);
        assert!(folder.join("a/mine.txt").exists() && !folder.join("c.css").exists());
    }

    #[test]
    fn removes_no_listed_file_where_the_manifest_is_not_ours() {
        let parent = tempfile::tempdir().unwrap();
        let folder = parent.path().join("site");
        fs::create_dir(&folder).unwrap();
        fs::write(folder.join("page.html"), "").unwrap();
        assert_eq!(remove(&folder).unwrap(), ["page.html"]);
        assert!(folder.join("page.html").exists());
    }

    #[cfg(unix)]
    #[test]
    fn follows_no_link() {
        let parent = tempfile::tempdir().unwrap();
        let (folder, elsewhere) = (parent.path().join("site"), parent.path().join("elsewhere"));
        made_by_candour(&folder);
        fs::remove_file(folder.join("a/b.html")).unwrap();
        fs::remove_dir(folder.join("a")).unwrap();
        fs::create_dir(&elsewhere).unwrap();
        fs::write(elsewhere.join("b.html"), "mine").unwrap();
        std::os::unix::fs::symlink(&elsewhere, folder.join("a")).unwrap();
        assert_eq!(remove(&folder).unwrap(), ["a"]);
        assert!(elsewhere.join("b.html").exists());
    }
}
