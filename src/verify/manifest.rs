//! The manifest check: the folder holds what the manifest lists, byte for byte, and nothing else.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use super::Problem;
use crate::emit::staging::{GITKEEP, MANIFEST, Manifest, digest, tree};

pub(super) const CHECK: &str = "output-manifest";
/// Names with a leading point that a site may need; any other is hidden from whoever looks over the folder.
const HIDDEN_ALLOWED: [&str; 4] = [GITKEEP, ".htaccess", ".nojekyll", ".well-known"];

/// Reads the site back. The files are what was found, whatever the manifest says of them.
pub(super) fn check(site: &Path) -> (BTreeMap<String, Vec<u8>>, Vec<Problem>) {
    let mut files = BTreeMap::new();
    let mut problems = Vec::new();
    let mut problem = |path: &str, message: String| {
        let hint = "something changed the staged site while it was built; build again".to_owned();
        problems.push(Problem { path: path.to_owned(), line: None, check: CHECK, message, hint });
    };
    let entries = tree::walk(site).unwrap_or_else(|error| {
        problem(".", format!("the staged site cannot be read: {error}"));
        Vec::new()
    });
    for entry in &entries {
        let name = entry.path.rsplit('/').next().unwrap_or(&entry.path);
        if name.starts_with('.') && !HIDDEN_ALLOWED.contains(&name) {
            problem(&entry.path, "has a hidden name".to_owned());
        }
        match entry.kind {
            tree::Kind::Folder => {}
            tree::Kind::Other => problem(&entry.path, "is neither a plain file nor a folder".to_owned()),
            tree::Kind::File => match fs::read(site.join(&entry.path)) {
                Ok(bytes) => {
                    files.insert(entry.path.clone(), bytes);
                }
                Err(error) => problem(&entry.path, format!("cannot be read back: {error}")),
            },
        }
    }
    match Manifest::read(site) {
        Err(error) => problem(MANIFEST, error.to_string()),
        Ok(manifest) => {
            let mut unlisted = files.clone();
            for file in manifest.files() {
                match unlisted.remove(&file.path) {
                    None => problem(&file.path, "is listed but not there".to_owned()),
                    Some(bytes) if digest(&bytes) != file.sha256 || bytes.len() as u64 != file.bytes => {
                        problem(&file.path, "is not the file that the manifest lists".to_owned());
                    }
                    Some(_) => {}
                }
            }
            for (path, bytes) in &unlisted {
                let kept_empty = path == GITKEEP && bytes.is_empty();
                if path != MANIFEST && !kept_empty {
                    problem(path, "is there but not listed".to_owned());
                }
            }
        }
    }
    files.remove(GITKEEP);
    (files, problems)
}
