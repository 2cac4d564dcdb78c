//! Whether a folder is Candour's to replace.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::publish::PublishError;
use crate::emit::staging::{GITKEEP, Manifest, ManifestError, tree};

/// What stands at a target that may be replaced.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Standing {
    Absent,
    Empty {
        gitkeep: bool,
    },
    /// An earlier output of Candour's, proved by its manifest. What the user changed or deleted in it does not matter.
    Ours {
        gitkeep: bool,
    },
}

impl Standing {
    pub(super) fn gitkeep(&self) -> bool {
        matches!(self, Self::Empty { gitkeep: true } | Self::Ours { gitkeep: true })
    }
}

/// Whether a site may be published at `target`, asked before any work begins. `inputs` are the files and folders from
/// which the site is built.
///
/// # Errors
/// [`PublishError`] says what is in the way and what to do.
pub(crate) fn check_target(target: &Path, root: &Path, inputs: &[&Path]) -> Result<(), PublishError> {
    let target = tidy(target);
    let (place, root) = (real(&target)?, real(root)?);
    if root.starts_with(&place) {
        return Err(PublishError::HoldsProject { target });
    }
    for input in inputs {
        let real_input = real(input)?;
        let input = (*input).to_owned();
        if real_input.starts_with(&place) {
            return Err(PublishError::HoldsInput { target, input });
        }
        // The project's root holds its output by right.
        if place.starts_with(&real_input) && real_input != root {
            return Err(PublishError::WithinInput { target, input });
        }
    }
    standing(&target).map(|_| ())
}

/// Whether private files may be written into `folder`, while a site goes to `target`. Asked before any work begins, and of
/// the real folders, whatever links or `..` lead there.
///
/// # Errors
/// [`PublishError`] where they would be published, lie in the way of the site, or become an input of the next build.
pub(crate) fn check_private(folder: &Path, target: &Path, inputs: &[&Path]) -> Result<(), PublishError> {
    let (place, site) = (real(folder)?, real(target)?);
    let (folder, target) = (folder.to_owned(), target.to_owned());
    if place.starts_with(&site) || is_within_site(&place) {
        return Err(PublishError::PrivateWithinSite { folder });
    }
    if site.starts_with(&place) {
        return Err(PublishError::SiteWithinPrivate { folder, target });
    }
    for input in inputs {
        if place.starts_with(real(input)?) {
            return Err(PublishError::PrivateWithinInput { folder, input: (*input).to_owned() });
        }
    }
    Ok(())
}

/// Whether a folder lies within a built site, published wherever or waiting to be swapped in.
pub(crate) fn is_within_site(folder: &Path) -> bool {
    let is_site = |above: &Path| {
        let waits = above.file_name().is_some_and(|name| name.to_string_lossy().starts_with(".candour-"));
        waits || Manifest::read(above).is_ok()
    };
    real(folder).is_ok_and(|place| place.ancestors().any(is_site))
}

/// What stands at a target.
pub(super) fn standing(target: &Path) -> Result<Standing, PublishError> {
    let target = tidy(target);
    let failed = || PublishError::io("look at", &target);
    match fs::symlink_metadata(&target) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Standing::Absent),
        Err(error) => return Err(failed()(error)),
        Ok(data) if data.is_symlink() => return Err(PublishError::Link { target }),
        Ok(data) if !data.is_dir() => return Err(PublishError::NotAFolder { target }),
        Ok(data) if is_mount_point(&data, &target) => return Err(PublishError::MountPoint { target }),
        Ok(_) => {}
    }
    let entries = tree::walk(&target).map_err(failed())?;
    let gitkeep = entries.iter().any(|entry| entry.path == GITKEEP);
    let others = || entries.iter().filter(|entry| entry.path != GITKEEP || entry.kind != tree::Kind::File);
    if others().next().is_none() {
        return Ok(Standing::Empty { gitkeep });
    }
    let manifest = match Manifest::read(&target) {
        Ok(manifest) => manifest,
        Err(ManifestError::Newer) => return Err(PublishError::Newer { target }),
        Err(why) => {
            let names: Vec<_> = others().map(|entry| entry.path.clone()).collect();
            return Err(PublishError::Foreign { target, files: tree::a_few(&names), why: why.to_string() });
        }
    };
    match tree::foreign(&entries, Some(&manifest)) {
        none if none.is_empty() => Ok(Standing::Ours { gitkeep }),
        files => Err(PublishError::OwnFiles { target, files: tree::a_few(&files) }),
    }
}

/// Without a slash at the end, through which the system would follow a link.
fn tidy(path: &Path) -> PathBuf {
    path.components().collect()
}

/// A path without links or `..`, even if its last part does not exist yet.
fn real(path: &Path) -> Result<PathBuf, PublishError> {
    let path = std::path::absolute(path).map_err(PublishError::io("find", path))?;
    match (fs::canonicalize(&path), path.parent(), path.file_name()) {
        (Ok(real), ..) => Ok(real),
        (Err(error), Some(parent), Some(name)) if error.kind() == io::ErrorKind::NotFound => {
            let parent = real(parent)?;
            Ok(parent.join(name))
        }
        (Err(error), ..) => Err(PublishError::io("find", &path)(error)),
    }
}

#[cfg(unix)]
fn is_mount_point(data: &fs::Metadata, target: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let above = fs::metadata(target.join(".."));
    above.is_ok_and(|above| above.dev() != data.dev())
}

#[cfg(not(unix))]
fn is_mount_point(_: &fs::Metadata, _: &Path) -> bool {
    false
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::emit::staging::{Artefact, Emitted, Workspace};

    fn make(path: &Path) {
        fs::DirBuilder::new().recursive(true).create(path).unwrap();
    }

    fn write(path: &Path, text: &str) {
        let mut file = fs::File::options().create(true).truncate(true).write(true).open(path).unwrap();
        io::Write::write_all(&mut file, text.as_bytes()).unwrap();
    }

    /// A project with inputs and no output yet.
    fn project() -> (tempfile::TempDir, PathBuf, PathBuf) {
        let root = tempfile::tempdir().unwrap();
        make(&root.path().join("content/pages"));
        let (content, target) = (root.path().join("content"), root.path().join("public"));
        (root, content, target)
    }

    /// Writes what an earlier Candour published.
    fn earlier_output(target: &Path) {
        make(target);
        let mut emitted = Emitted::new();
        emitted.add(Artefact { path: "a/index.html".to_owned(), bytes: b"old".to_vec() }).unwrap();
        let staged = Workspace::claim(&target.with_file_name("other")).unwrap().stage(emitted).unwrap();
        make(&target.join("a"));
        for path in ["manifest.json", "a/index.html"] {
            write(&target.join(path), &fs::read_to_string(staged.site().join(path)).unwrap());
        }
    }

    #[test]
    fn takes_an_absent_or_empty_folder_or_its_own() {
        let (root, content, target) = project();
        let check = || check_target(&target, root.path(), &[&content, root.path()]);
        check().unwrap();
        make(&target);
        check().unwrap();
        write(&target.join(GITKEEP), "");
        check().unwrap();
        earlier_output(&target);
        check().unwrap();
        write(&target.join("a/index.html"), "changed by hand");
        assert_eq!(standing(&target).unwrap(), Standing::Ours { gitkeep: true });
    }

    #[test]
    fn names_the_users_own_file() {
        let (root, content, target) = project();
        earlier_output(&target);
        write(&target.join("a/notes.txt"), "mine");
        let error = check_target(&target, root.path(), &[&content]).unwrap_err();
        assert!(matches!(&error, PublishError::OwnFiles { files, .. } if files == "`a/notes.txt`"), "{error}");
    }

    #[test]
    fn refuses_a_folder_of_somebody_else() {
        let (root, content, target) = project();
        make(&target);
        write(&target.join("manifest.json"), "{\"name\": \"a web app\"}");
        let error = check_target(&target, root.path(), &[&content]).unwrap_err();
        assert!(matches!(error, PublishError::Foreign { .. }), "{error}");
    }

    #[test]
    fn refuses_the_project_its_inputs_and_what_holds_them() {
        let (root, content, target) = project();
        let check = |target: &Path| check_target(target, root.path(), &[&content]);
        let above = root.path().join("public/..");
        assert!(matches!(check(root.path()), Err(PublishError::HoldsProject { .. })));
        make(&target);
        assert!(matches!(check(&above), Err(PublishError::HoldsProject { .. })));
        assert!(matches!(check(Path::new("/")), Err(PublishError::HoldsProject { .. })));
        assert!(matches!(check(&content), Err(PublishError::HoldsInput { .. })));
        assert!(matches!(check(&content.join("public")), Err(PublishError::WithinInput { .. })));
    }

    #[test]
    fn private_files_stay_out_of_every_site() {
        let (root, content, target) = project();
        let check = |folder: &str| check_private(&root.path().join(folder), &target, &[&content]);
        check("private").unwrap();
        check("public-not").unwrap();
        for folder in ["public", "public/private", "content/../public/a", ".candour-public/site"] {
            assert!(matches!(check(folder), Err(PublishError::PrivateWithinSite { .. })), "{folder}");
        }
        assert!(matches!(check(""), Err(PublishError::SiteWithinPrivate { .. })));
        assert!(matches!(check("content/pages"), Err(PublishError::PrivateWithinInput { .. })));
        earlier_output(&root.path().join("www"));
        assert!(matches!(check("www/private"), Err(PublishError::PrivateWithinSite { .. })));
        #[cfg(unix)]
        {
            make(&target);
            std::os::unix::fs::symlink(&target, root.path().join("link")).unwrap();
            for folder in ["link", "link/private"] {
                assert!(matches!(check(folder), Err(PublishError::PrivateWithinSite { .. })), "{folder}");
            }
        }
    }

    #[test]
    fn refuses_a_file_or_a_link() {
        let (root, content, target) = project();
        write(&target, "");
        assert!(matches!(check_target(&target, root.path(), &[&content]), Err(PublishError::NotAFolder { .. })));
        #[cfg(unix)]
        {
            let (link, elsewhere) = (root.path().join("link"), root.path().join("elsewhere"));
            make(&elsewhere);
            std::os::unix::fs::symlink(&elsewhere, &link).unwrap();
            let check = |target: &Path| check_target(target, root.path(), &[&content]);
            assert!(matches!(check(&link), Err(PublishError::Link { .. })));
            assert!(matches!(check(&link.join("")), Err(PublishError::Link { .. })));
        }
    }
}
