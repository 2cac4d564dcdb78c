//! Which paths a published file may have: those that mean the same on every file system and in every address.

use std::collections::BTreeMap;

/// Longest name of a file or folder that common file systems take, in bytes.
const LONGEST_NAME: usize = 255;

/// Why a path cannot be published.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum PathError {
    #[error(
        "`{path}`: a published path is relative, with forward slashes and no empty, `.` or `..` part; rename the page or file"
    )]
    NotPlain { path: String },
    #[error("`{path}`: the character {character:?} cannot be part of a file name everywhere; rename the page or file")]
    Character { path: String, character: char },
    #[error("`{path}`: the name `{name}` is reserved on Windows, or ends in a point or space; rename the page or file")]
    Reserved { path: String, name: String },
    #[error("`{path}`: a name is longer than 255 bytes; shorten it")]
    TooLong { path: String },
    #[error("`{path}`: Candour keeps this name for itself; rename the page or file")]
    Kept { path: String },
    #[error("`{path}`: two files would have this path; rename one of them")]
    Twice { path: String },
    #[error(
        "`{path}`: differs from `{other}` only in capitals, which many computers take for the same; rename one of them"
    )]
    Case { path: String, other: String },
    #[error("`{path}`: would be a file and a folder at once; rename one of them")]
    FileAndFolder { path: String },
}

/// Whether a path is plain enough to publish.
pub(super) fn check(path: &str) -> Result<(), PathError> {
    let wrong = |c: char| c.is_control() || r#"\<>:"|?*"#.contains(c) || is_combining(c);
    if let Some(character) = path.chars().find(|c| wrong(*c)) {
        return Err(PathError::Character { path: path.to_owned(), character });
    }
    for name in path.split('/') {
        if matches!(name, "" | "." | "..") {
            return Err(PathError::NotPlain { path: path.to_owned() });
        }
        if name.len() > LONGEST_NAME {
            return Err(PathError::TooLong { path: path.to_owned() });
        }
        if name.ends_with(['.', ' ']) || is_device(name) {
            return Err(PathError::Reserved { path: path.to_owned(), name: name.to_owned() });
        }
    }
    Ok(())
}

/// A letter with a separate accent is another name on some file systems, and the same as the accented letter on others.
fn is_combining(c: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&c)
}

/// Device names of Windows, which no file may have there, whatever its extension.
fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or(name).trim_end().to_ascii_uppercase();
    match stem.as_str() {
        "CON" | "PRN" | "AUX" | "NUL" | "CONIN$" | "CONOUT$" => true,
        other => {
            let number = other.strip_prefix("COM").or_else(|| other.strip_prefix("LPT"));
            number.is_some_and(|n| {
                matches!(n, "¹" | "²" | "³") || (n.len() == 1 && n.bytes().all(|b| b.is_ascii_digit()))
            })
        }
    }
}

/// The names in use so far, files and folders, by what a case-blind file system would make of them.
#[derive(Default)]
pub(super) struct Names {
    taken: BTreeMap<String, (String, bool)>,
}

impl Names {
    /// Takes a path and the folders above it.
    pub(super) fn claim(&mut self, path: &str) -> Result<(), PathError> {
        let ends = path.match_indices('/').map(|(at, _)| (at, true)).chain([(path.len(), false)]);
        let wanted: Vec<_> = ends.map(|(end, is_folder)| (path[..end].to_owned(), is_folder)).collect();
        for (name, is_folder) in &wanted {
            match self.taken.get(&name.to_lowercase()) {
                None => {}
                Some((other, _)) if other != name => {
                    return Err(PathError::Case { path: name.clone(), other: other.clone() });
                }
                Some((_, was_folder)) if was_folder != is_folder => {
                    return Err(PathError::FileAndFolder { path: name.clone() });
                }
                Some(_) if *is_folder => {}
                Some(_) => return Err(PathError::Twice { path: name.clone() }),
            }
        }
        for (name, is_folder) in wanted {
            self.taken.insert(name.to_lowercase(), (name, is_folder));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_plain_paths_only() {
        for path in ["index.html", "a/b.csv", "_headers", ".nojekyll", "ŵ.html", "console.html", "com10.txt"] {
            assert_eq!(check(path), Ok(()), "{path}");
        }
        for path in ["", "/a", "a/", "a//b", "./a", "a/../b", "..", r"a\b", "a\nb", "c:x", "w\u{302}.html"] {
            assert!(check(path).is_err(), "{path:?}");
        }
        for path in ["con", "a/NUL.html", "Com1.csv", "lpt9", "a.", "a /b", "aux.tar.gz"] {
            assert!(matches!(check(path), Err(PathError::Reserved { .. })), "{path}");
        }
        assert!(matches!(check(&"x".repeat(256)), Err(PathError::TooLong { .. })));
    }

    #[test]
    fn refuses_names_that_collide() {
        let mut names = Names::default();
        names.claim("docs/a.html").unwrap();
        names.claim("docs/b.html").unwrap();
        assert!(matches!(names.claim("docs/A.html"), Err(PathError::Case { .. })));
        assert!(matches!(names.claim("Docs/c.html"), Err(PathError::Case { .. })));
        assert!(matches!(names.claim("docs"), Err(PathError::FileAndFolder { .. })));
        assert!(matches!(names.claim("docs/a.html/x"), Err(PathError::FileAndFolder { .. })));
        assert!(matches!(names.claim("docs/b.html"), Err(PathError::Twice { .. })));
    }
}
