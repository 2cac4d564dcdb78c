//! `manifest.json`: what Candour published, and so the proof of what Candour may later replace.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::path;

/// The manifest's own name, at the site's root. It does not list itself.
pub(crate) const MANIFEST: &str = "manifest.json";
const FORMAT: &str = "candour-manifest";
const VERSION: u32 = 1;

/// Every file of a site with its digest, sorted by path. No clock, no machine.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Manifest {
    format: String,
    version: u32,
    files: Vec<Listed>,
}

/// One line of the manifest.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Listed {
    pub(crate) path: String,
    pub(crate) sha256: String,
    pub(crate) bytes: u64,
}

/// Why a folder's manifest proves nothing.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ManifestError {
    #[error("there is no {MANIFEST}")]
    Absent,
    #[error("{MANIFEST} cannot be read: {0}")]
    Unreadable(io::Error),
    #[error("{MANIFEST} is not one of Candour's")]
    NotOurs,
    #[error("{MANIFEST} was written by a newer Candour")]
    Newer,
}

impl Manifest {
    pub(super) fn of(files: &BTreeMap<String, Vec<u8>>) -> Self {
        let listed = |(path, bytes): (&String, &Vec<u8>)| Listed {
            path: path.clone(),
            sha256: digest(bytes),
            bytes: bytes.len() as u64,
        };
        Self { format: FORMAT.to_owned(), version: VERSION, files: files.iter().map(listed).collect() }
    }

    pub(super) fn to_json(&self) -> String {
        // A struct of strings and whole numbers always serialises; an empty text would fail verification.
        serde_json::to_string_pretty(self).map(|text| text + "\n").unwrap_or_default()
    }

    /// Reads the manifest of a published or staged folder.
    ///
    /// # Errors
    /// [`ManifestError`] when there is none, or it is not one that Candour would have written.
    pub(crate) fn read(folder: &Path) -> Result<Self, ManifestError> {
        let place = folder.join(MANIFEST);
        match fs::symlink_metadata(&place) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Err(ManifestError::Absent),
            Err(error) => return Err(ManifestError::Unreadable(error)),
            Ok(data) if !data.is_file() => return Err(ManifestError::NotOurs),
            Ok(_) => {}
        }
        let text = fs::read(&place).map_err(ManifestError::Unreadable)?;
        let manifest: Self = serde_json::from_slice(&text).map_err(|_| ManifestError::NotOurs)?;
        let plain = manifest.files.iter().all(|file| path::check(&file.path).is_ok());
        match manifest {
            manifest if manifest.format != FORMAT || !plain => Err(ManifestError::NotOurs),
            manifest if manifest.version > VERSION => Err(ManifestError::Newer),
            manifest => Ok(manifest),
        }
    }

    /// The files, in order of their paths.
    pub(crate) fn files(&self) -> &[Listed] {
        &self.files
    }

    pub(crate) fn paths(&self) -> impl Iterator<Item = &str> {
        self.files.iter().map(|file| file.path.as_str())
    }
}

/// SHA-256 in hexadecimal.
pub(crate) fn digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digests_as_everyone_else_does() {
        assert_eq!(digest(b"abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    #[test]
    fn believes_only_its_own_manifests() {
        let folder = tempfile::tempdir().unwrap();
        let read = |text: &str| {
            fs::File::options().create(true).write(true).truncate(true).open(folder.path().join(MANIFEST)).unwrap();
            let mut file = fs::File::options().write(true).open(folder.path().join(MANIFEST)).unwrap();
            io::Write::write_all(&mut file, text.as_bytes()).unwrap();
            Manifest::read(folder.path())
        };
        assert!(matches!(Manifest::read(folder.path()), Err(ManifestError::Absent)));
        assert!(read(&Manifest::of(&BTreeMap::from([("a".to_owned(), vec![1])])).to_json()).is_ok());
        assert!(matches!(read("{\"name\": \"a web app\"}"), Err(ManifestError::NotOurs)));
        assert!(matches!(read("{\"format\": \"candour-m"), Err(ManifestError::NotOurs)));
        let escaping = r#"{"format":"candour-manifest","version":1,"files":[{"path":"../x","sha256":"","bytes":0}]}"#;
        assert!(matches!(read(escaping), Err(ManifestError::NotOurs)));
        let newer = r#"{"format":"candour-manifest","version":9,"files":[]}"#;
        assert!(matches!(read(newer), Err(ManifestError::Newer)));
    }
}
