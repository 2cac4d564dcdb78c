//! The staging folder: a complete site beside its target, on the same file system, until it is verified and swapped in.
#![expect(clippy::disallowed_methods, reason = "one of the two places that write files")]

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

mod manifest;
mod path;
pub(crate) mod tree;
mod workspace;

pub(crate) use manifest::{MANIFEST, Manifest, ManifestError, digest};
pub(crate) use path::PathError;
pub(crate) use workspace::Workspace;

/// The file by which git keeps an otherwise empty folder. The one file of the user's that a target may hold.
pub(crate) const GITKEEP: &str = ".gitkeep";

/// One file of the site: its path relative to the site's root, with forward slashes, and its bytes.
pub(crate) struct Artefact {
    pub(crate) path: String,
    pub(crate) bytes: Vec<u8>,
}

/// All the files of a site, each under a path that every file system and web server understands alike.
#[derive(Default)]
pub(crate) struct Emitted {
    files: BTreeMap<String, Vec<u8>>,
    names: path::Names,
}

impl Emitted {
    pub(crate) fn new() -> Self {
        Self::default()
    }

    /// Adds one file.
    ///
    /// # Errors
    /// [`PathError`] when the path is not a plain relative path, or collides with another one.
    pub(crate) fn add(&mut self, artefact: Artefact) -> Result<(), PathError> {
        path::check(&artefact.path)?;
        if [MANIFEST, GITKEEP].iter().any(|kept| artefact.path.eq_ignore_ascii_case(kept)) {
            return Err(PathError::Kept { path: artefact.path });
        }
        self.names.claim(&artefact.path)?;
        self.files.insert(artefact.path, artefact.bytes);
        Ok(())
    }

    pub(crate) fn files(&self) -> &BTreeMap<String, Vec<u8>> {
        &self.files
    }

    pub(crate) fn into_files(self) -> BTreeMap<String, Vec<u8>> {
        self.files
    }
}

/// A site that is completely on disk beside its target. Dropping it removes it.
pub(crate) struct Staged {
    workspace: Workspace,
}

impl Staged {
    /// The folder that holds the site's files.
    pub(crate) fn site(&self) -> PathBuf {
        self.workspace.site()
    }

    /// The folder that the site is to become.
    pub(crate) fn target(&self) -> &Path {
        self.workspace.target()
    }

    pub(crate) fn workspace(&self) -> &Workspace {
        &self.workspace
    }
}

impl Workspace {
    /// Writes the site and its manifest into the workspace.
    ///
    /// # Errors
    /// [`StagingError`] when a file cannot be written; what was written is removed again.
    pub(crate) fn stage(self, emitted: Emitted) -> Result<Staged, StagingError> {
        let site = self.site();
        fs::create_dir(&site).map_err(StagingError::io("make the folder", &site))?;
        // The manifest comes first, and reaches the disk first: it is what allows a later build to tidy up after this
        // one, should this one be killed.
        let manifest = Manifest::of(&emitted.files);
        let place = site.join(MANIFEST);
        fs::write(&place, manifest.to_json()).map_err(StagingError::io("write", &place))?;
        tree::sync_file(&place).map_err(StagingError::io("write", &place))?;
        tree::sync_dir(&site).map_err(StagingError::io("write", &site))?;
        for (path, bytes) in &emitted.files {
            let place = site.join(path);
            if let Some(folder) = place.parent() {
                fs::create_dir_all(folder).map_err(StagingError::io("make the folder", folder))?;
            }
            fs::write(&place, bytes).map_err(StagingError::io("write", &place))?;
        }
        Ok(Staged { workspace: self })
    }
}

/// Why a site could not be staged.
#[derive(Debug, thiserror::Error)]
pub(crate) enum StagingError {
    #[error("another build of this site is running")]
    Busy { target: PathBuf },
    #[error("the output needs a folder name of its own beside other folders")]
    NoName { target: PathBuf },
    #[error("the folder does not exist")]
    NoParent { parent: PathBuf },
    #[error("Candour keeps its work here while it builds, but this was not made by Candour")]
    NotOurs { place: PathBuf },
    #[error("an earlier build left this folder, and it now holds files that Candour did not make ({files})")]
    Leftover { place: PathBuf, files: String },
    #[error("cannot {doing}: {source}")]
    Io { doing: &'static str, place: PathBuf, source: io::Error },
}

impl StagingError {
    pub(crate) fn io(doing: &'static str, place: &Path) -> impl FnOnce(io::Error) -> Self + use<> {
        let place = place.to_owned();
        move |source| Self::Io { doing, place, source }
    }

    /// What it is about, and what to do.
    pub(crate) fn place_and_cure(&self) -> (&Path, &'static str) {
        match self {
            Self::Busy { target } => (target, "wait for it to finish, or stop it, then build again"),
            Self::NoName { target } => (target, "choose one such as `public`"),
            Self::NoParent { parent } => (parent, "create it, then build again"),
            Self::NotOurs { place } => (place, "move it away, then build again"),
            Self::Leftover { place, .. } => (place, "move them out, then build again"),
            Self::Io { place, .. } => (place, "make room or give permission, then build again"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    pub(crate) fn emitted(files: &[(&str, &str)]) -> Emitted {
        let mut emitted = Emitted::new();
        for (path, text) in files {
            emitted.add(Artefact { path: (*path).to_owned(), bytes: text.as_bytes().to_vec() }).unwrap();
        }
        emitted
    }

    #[test]
    fn stages_the_files_and_their_manifest_beside_the_target() {
        let parent = tempfile::tempdir().unwrap();
        let target = parent.path().join("public");
        let staged =
            Workspace::claim(&target).unwrap().stage(emitted(&[("index.html", "a"), ("d/x.csv", "b")])).unwrap();
        assert_eq!(fs::read(staged.site().join("d/x.csv")).unwrap(), b"b");
        let manifest = Manifest::read(&staged.site()).unwrap();
        assert_eq!(manifest.paths().collect::<Vec<_>>(), ["d/x.csv", "index.html"]);
        assert!(!target.exists());
    }

    #[test]
    fn leaves_nothing_behind_when_dropped() {
        let parent = tempfile::tempdir().unwrap();
        let staged =
            Workspace::claim(&parent.path().join("public")).unwrap().stage(emitted(&[("a/b/c.txt", "x")])).unwrap();
        drop(staged);
        assert_eq!(fs::read_dir(parent.path()).unwrap().count(), 0);
    }

    #[test]
    fn refuses_a_second_file_of_one_path_and_the_names_it_keeps() {
        let mut emitted = emitted(&[("a.html", "")]);
        let mut add = |path: &str| emitted.add(Artefact { path: path.to_owned(), bytes: vec![] });
        assert!(matches!(add("a.html"), Err(PathError::Twice { .. })));
        assert!(matches!(add("manifest.json"), Err(PathError::Kept { .. })));
        assert!(matches!(add("Manifest.JSON"), Err(PathError::Kept { .. })));
        assert!(matches!(add(".gitkeep"), Err(PathError::Kept { .. })));
    }
}
