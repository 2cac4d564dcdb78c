//! The place beside the target where one build at a time works: `.candour-<name>/` with a lock, the staged site, and
//! for a moment the old one.
#![expect(clippy::disallowed_methods, reason = "makes, locks and removes Candour's own folder")]

use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::{StagingError, tree};

/// The file that locks the workspace, and that proves that Candour made it.
const LOCK: &str = "candour.lock";
const SITE: &str = "site";
const OLD: &str = "old";
const NOTE: &str = "Candour works in this folder while it builds. If no build is running, the next one tidies it.\n";

/// A folder beside the target that belongs to this build alone until it is dropped.
pub(crate) struct Workspace {
    folder: PathBuf,
    target: PathBuf,
    _lock: File,
}

impl Workspace {
    /// Takes the workspace of a target. Tidies what a killed build left there, and puts the old site back if that build
    /// was killed between taking it away and bringing the new one.
    ///
    /// # Errors
    /// [`StagingError`] when another build has it, or something there is not Candour's.
    pub(crate) fn claim(target: &Path) -> Result<Self, StagingError> {
        // Without a slash at the end, through which the system would follow a link.
        let target: &Path = &target.components().collect::<PathBuf>();
        let Some(name) = target.file_name() else {
            return Err(StagingError::NoName { target: target.to_owned() });
        };
        let parent = match target.parent() {
            Some(parent) if parent.as_os_str().is_empty() => Path::new("."),
            Some(parent) => parent,
            None => return Err(StagingError::NoName { target: target.to_owned() }),
        };
        if !parent.is_dir() {
            return Err(StagingError::NoParent { parent: parent.to_owned() });
        }
        let mut own_name = OsString::from(".candour-");
        own_name.push(name);
        let folder = parent.join(own_name);
        let lock = lock(&folder, target)?;
        let workspace = Self { folder, target: target.to_owned(), _lock: lock };
        workspace.tidy()?;
        Ok(workspace)
    }

    pub(crate) fn site(&self) -> PathBuf {
        self.folder.join(SITE)
    }

    /// Where the old site stands for a moment on systems that cannot exchange two folders at once.
    pub(crate) fn old(&self) -> PathBuf {
        self.folder.join(OLD)
    }

    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    pub(crate) fn target(&self) -> &Path {
        &self.target
    }

    /// Puts an old site back whose successor never came, then removes what is left of either.
    pub(crate) fn tidy(&self) -> Result<(), StagingError> {
        let there = |path: &Path| fs::symlink_metadata(path).is_ok();
        if there(&self.old()) && !there(&self.target) {
            fs::rename(self.old(), &self.target).map_err(StagingError::io("put back the old site", &self.target))?;
        }
        for place in [self.site(), self.old()] {
            if there(&place) {
                let left = tree::remove(&place).map_err(StagingError::io("tidy up", &place))?;
                if !left.is_empty() {
                    return Err(StagingError::Leftover { files: tree::a_few(&left), place });
                }
            }
        }
        Ok(())
    }
}

impl Drop for Workspace {
    fn drop(&mut self) {
        // Whatever cannot be removed now is the next build's to tidy. The lock goes while it is still held, so that
        // nobody takes a lock that is about to vanish without noticing.
        if self.tidy().is_ok() {
            let _ = fs::remove_file(self.folder.join(LOCK));
            let _ = fs::remove_dir(&self.folder);
        }
    }
}

/// Makes the folder if need be, and locks it. The lock is the system's, so it ends with the process, however that ends.
fn lock(folder: &Path, target: &Path) -> Result<File, StagingError> {
    let failed = |error| StagingError::io("make the folder", folder)(error);
    loop {
        match fs::create_dir(folder) {
            Ok(()) => {}
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                if !is_ours(folder).map_err(failed)? {
                    return Err(StagingError::NotOurs { place: folder.to_owned() });
                }
            }
            Err(error) => return Err(failed(error)),
        }
        let place = folder.join(LOCK);
        let mut options = File::options();
        options.create(true).truncate(false).write(true);
        #[cfg(windows)]
        std::os::windows::fs::OpenOptionsExt::share_mode(&mut options, 0);
        let mut file = match options.open(&place) {
            Ok(file) => file,
            // The build that held it has just finished, and took the folder with it.
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            Err(error) if cfg!(windows) && error.raw_os_error() == Some(32) => {
                return Err(StagingError::Busy { target: target.to_owned() });
            }
            Err(error) => return Err(StagingError::io("lock", &place)(error)),
        };
        if !try_lock(&file).map_err(StagingError::io("lock", &place))? {
            return Err(StagingError::Busy { target: target.to_owned() });
        }
        if is_still_at(&file, &place) {
            // Only for whoever wonders what the folder is.
            let _ = file.write_all(NOTE.as_bytes());
            return Ok(file);
        }
    }
}

/// An empty folder, or one with Candour's lock in it.
fn is_ours(folder: &Path) -> io::Result<bool> {
    match fs::symlink_metadata(folder) {
        Ok(data) if !data.is_dir() => return Ok(false),
        Ok(_) => {}
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(true),
        Err(error) => return Err(error),
    }
    let lock = fs::symlink_metadata(folder.join(LOCK));
    if lock.is_ok_and(|data| data.is_file()) {
        return Ok(true);
    }
    match fs::read_dir(folder) {
        Ok(mut children) => Ok(children.next().is_none()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(true),
        Err(error) => Err(error),
    }
}

#[cfg(unix)]
fn try_lock(file: &File) -> io::Result<bool> {
    use rustix::fs::{FlockOperation, flock};
    match flock(file, FlockOperation::NonBlockingLockExclusive) {
        Ok(()) => Ok(true),
        Err(rustix::io::Errno::WOULDBLOCK) => Ok(false),
        Err(error) => Err(error.into()),
    }
}

#[cfg(not(unix))]
fn try_lock(_: &File) -> io::Result<bool> {
    // Opening it without sharing was the lock.
    Ok(true)
}

/// Whether the locked file is the one that others find. It is not if its last holder removed it in between.
#[cfg(unix)]
fn is_still_at(file: &File, place: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    match (file.metadata(), fs::symlink_metadata(place)) {
        (Ok(ours), Ok(theirs)) => (ours.dev(), ours.ino()) == (theirs.dev(), theirs.ino()),
        _ => false,
    }
}

#[cfg(not(unix))]
fn is_still_at(_: &File, place: &Path) -> bool {
    place.exists()
}

#[cfg(test)]
mod tests {
    use super::super::{MANIFEST, tests::emitted};
    use super::*;

    fn site() -> (tempfile::TempDir, PathBuf) {
        let parent = tempfile::tempdir().unwrap();
        let target = parent.path().join("public");
        (parent, target)
    }

    /// What a build leaves that was killed: its workspace, without its lock.
    fn killed_build(target: &Path) -> PathBuf {
        let mut staged = Workspace::claim(target).unwrap().stage(emitted(&[("index.html", "new")])).unwrap();
        let folder = staged.workspace.folder.clone();
        let elsewhere = target.with_file_name("elsewhere");
        fs::rename(&folder, &elsewhere).unwrap();
        staged.workspace.folder = elsewhere.join("gone");
        drop(staged);
        fs::rename(&elsewhere, &folder).unwrap();
        folder
    }

    #[test]
    fn admits_one_build_at_a_time() {
        let (_parent, target) = site();
        let first = Workspace::claim(&target).unwrap();
        assert!(matches!(Workspace::claim(&target), Err(StagingError::Busy { .. })));
        drop(first);
        Workspace::claim(&target).unwrap();
    }

    #[test]
    fn tidies_after_a_killed_build() {
        let (parent, target) = site();
        let folder = killed_build(&target);
        fs::remove_file(folder.join("site/index.html")).unwrap();
        drop(Workspace::claim(&target).unwrap());
        assert_eq!(fs::read_dir(parent.path()).unwrap().count(), 0);
    }

    #[test]
    fn tidies_after_a_build_killed_within_its_manifest() {
        let (parent, target) = site();
        let folder = killed_build(&target);
        fs::remove_file(folder.join("site/index.html")).unwrap();
        fs::write(folder.join("site").join(MANIFEST), "{\"form").unwrap();
        drop(Workspace::claim(&target).unwrap());
        assert_eq!(fs::read_dir(parent.path()).unwrap().count(), 0);
    }

    #[test]
    fn puts_the_old_site_back_after_a_kill_in_mid_swap() {
        let (_parent, target) = site();
        let folder = killed_build(&target);
        fs::create_dir(folder.join(OLD)).unwrap();
        fs::write(folder.join(OLD).join("index.html"), "old").unwrap();
        drop(Workspace::claim(&target).unwrap());
        assert_eq!(fs::read(target.join("index.html")).unwrap(), b"old");
        assert!(!folder.exists());
    }

    #[test]
    fn leaves_a_folder_of_that_name_which_is_not_its_own() {
        let (parent, target) = site();
        fs::create_dir(parent.path().join(".candour-public")).unwrap();
        fs::write(parent.path().join(".candour-public/mine.txt"), "").unwrap();
        assert!(matches!(Workspace::claim(&target), Err(StagingError::NotOurs { .. })));
        assert!(parent.path().join(".candour-public/mine.txt").exists());
    }

    #[test]
    fn leaves_files_of_others_within_its_own() {
        let (_parent, target) = site();
        let folder = killed_build(&target);
        fs::write(folder.join("site/mine.txt"), "").unwrap();
        let error = Workspace::claim(&target).err().unwrap().to_string();
        assert!(error.contains("`mine.txt`"), "{error}");
        assert!(folder.join("site/mine.txt").exists());
    }

    #[test]
    fn wants_an_existing_parent() {
        let (parent, _) = site();
        assert!(matches!(Workspace::claim(&parent.path().join("a/b")), Err(StagingError::NoParent { .. })));
    }
}
