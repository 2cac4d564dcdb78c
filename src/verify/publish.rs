//! The swap: a verified site takes the place of the old one in a single step, or nothing changes.
#![expect(
    clippy::disallowed_methods,
    reason = "one of the two places that write files, and the only one that swaps folders"
)]

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::Verified;
use super::ownership::{Standing, standing};
use crate::emit::staging::{GITKEEP, MANIFEST, Workspace, tree};

/// A site that is out.
#[derive(Debug)]
pub struct Published {
    pub(crate) target: PathBuf,
    pub(crate) files: usize,
    /// Where the old site still stands, in part, because it could not be removed. The next build tries again.
    pub(crate) leftover: Option<PathBuf>,
}

/// Why nothing was published. The target is as it was.
#[derive(Debug, thiserror::Error)]
#[expect(missing_docs, reason = "the message of each variant says what it is")]
pub enum PublishError {
    #[error("the output is a symbolic link")]
    Link { target: PathBuf },
    #[error("the output is a file, not a folder")]
    NotAFolder { target: PathBuf },
    #[error("the output would replace the site's own project")]
    HoldsProject { target: PathBuf },
    #[error("the output holds {}, from which the site is built", input.display())]
    HoldsInput { target: PathBuf, input: PathBuf },
    #[error("the output is within {}, from which the site is built", input.display())]
    WithinInput { target: PathBuf, input: PathBuf },
    #[error("private files would be published there, because it lies within a site")]
    PrivateWithinSite { folder: PathBuf },
    #[error("private files would lie around the site in {}", target.display())]
    SiteWithinPrivate { folder: PathBuf, target: PathBuf },
    #[error("private files would lie within {}, from which the site is built", input.display())]
    PrivateWithinInput { folder: PathBuf, input: PathBuf },
    #[error("the output is where another disk is mounted, so it cannot be swapped")]
    MountPoint { target: PathBuf },
    #[error("the folder holds {files} and was not made by Candour ({why})")]
    Foreign { target: PathBuf, files: String, why: String },
    #[error("the folder holds {files}, which Candour did not publish and so will not delete")]
    OwnFiles { target: PathBuf, files: String },
    #[error("the folder was published by a newer Candour")]
    Newer { target: PathBuf },
    #[error("cannot {doing}: {source}")]
    Io { doing: &'static str, place: PathBuf, source: io::Error },
}

impl PublishError {
    pub(super) fn io(doing: &'static str, place: &Path) -> impl FnOnce(io::Error) -> Self + use<> {
        let place = place.to_owned();
        move |source| Self::Io { doing, place, source }
    }

    /// What it is about, and what to do.
    pub(crate) fn place_and_cure(&self) -> (&Path, &'static str) {
        match self {
            Self::Link { target } => (target, "give the folder that it points to"),
            Self::HoldsProject { target } => (target, "choose a folder within it, such as `public`"),
            Self::PrivateWithinSite { folder } => (folder, "choose a folder outside every site"),
            Self::SiteWithinPrivate { folder, .. } => (folder, "give each a folder that does not hold the other"),
            Self::MountPoint { target } => (target, "choose a folder within it"),
            Self::Foreign { target, .. } => (target, "empty it yourself, or choose another folder"),
            Self::OwnFiles { target, .. } => (target, "move that out, then build again"),
            Self::Newer { target } => (target, "update Candour, or choose another folder"),
            Self::Io { place, .. } => (place, "the old site is as it was: put this right, then build again"),
            Self::NotAFolder { target } | Self::HoldsInput { target, .. } | Self::WithinInput { target, .. } => {
                (target, "choose another folder")
            }
            Self::PrivateWithinInput { folder, .. } => (folder, "choose another folder"),
        }
    }
}

/// How one folder takes the place of another.
#[derive(Clone, Copy)]
enum Way {
    /// Both change places at once. Not every system can.
    AtOnce,
    /// The old one steps aside first. A build that is killed in between is put right by the next.
    #[cfg_attr(not(test), expect(dead_code, reason = "systems that cannot exchange come to it by themselves"))]
    InTurn,
}

/// Puts a verified site in the place of the old one.
///
/// # Errors
/// [`PublishError`] when the target is not Candour's to replace, or the disk refuses. The old site is still there then.
pub fn publish(verified: Verified) -> Result<Published, PublishError> {
    publish_by(verified, Way::AtOnce)
}

fn publish_by(verified: Verified, way: Way) -> Result<Published, PublishError> {
    let staged = verified.staged;
    let (site, target) = (staged.site(), staged.target().to_owned());
    // Asked again now that all is ready: the user may have put something there meanwhile.
    let standing = standing(&target)?;
    if standing.gitkeep() {
        let (from, to) = (target.join(GITKEEP), site.join(GITKEEP));
        fs::copy(&from, &to).map_err(PublishError::io("keep", &from))?;
    }
    let files = settle(&site, staged.workspace())?;
    let old = match standing {
        Standing::Absent => {
            fs::rename(&site, &target).map_err(PublishError::io("publish into", &target))?;
            None
        }
        Standing::Empty { .. } | Standing::Ours { .. } => Some(swap(staged.workspace(), way)?),
    };
    // From here on the new site is out, and nothing that fails can make it otherwise.
    if let Some(parent) = staged.workspace().folder().parent() {
        let _ = tree::sync_dir(parent);
    }
    let leftover = old.filter(|old| !tree::remove(old).is_ok_and(|left| left.is_empty()));
    Ok(Published { target, files, leftover })
}

/// Waits until all of the new site is on the disk, so that a power cut after the swap cannot leave it hollow.
fn settle(site: &Path, workspace: &Workspace) -> Result<usize, PublishError> {
    let entries = tree::walk(site).map_err(PublishError::io("read", site))?;
    let failed = |place: &Path| PublishError::io("write", place);
    entries.par_iter().try_for_each(|entry| {
        let place = site.join(&entry.path);
        match entry.kind {
            tree::Kind::File => tree::sync_file(&place),
            tree::Kind::Folder => tree::sync_dir(&place),
            tree::Kind::Other => Ok(()),
        }
        .map_err(failed(&place))
    })?;
    for place in [site, workspace.folder()] {
        tree::sync_dir(place).map_err(failed(place))?;
    }
    let is_published = |path: &str| path != MANIFEST && path != GITKEEP;
    let files = entries.iter().filter(|entry| entry.kind == tree::Kind::File && is_published(&entry.path)).count();
    Ok(files)
}

/// Brings the new site in and returns where the old one is now.
fn swap(workspace: &Workspace, way: Way) -> Result<PathBuf, PublishError> {
    let (site, target, old) = (workspace.site(), workspace.target(), workspace.old());
    let failed = || PublishError::io("swap the new site into", target);
    if matches!(way, Way::AtOnce) && exchange(&site, target).map_err(failed())? {
        return Ok(site);
    }
    fs::rename(target, &old).map_err(failed())?;
    if let Err(error) = fs::rename(&site, target) {
        // Should this fail too, the workspace tries once more when it is dropped, and so does the next build.
        let _ = fs::rename(&old, target);
        return Err(failed()(error));
    }
    Ok(old)
}

/// Lets two folders change places in one step; `false` where the system cannot.
#[cfg(any(target_os = "linux", target_os = "macos"))]
fn exchange(one: &Path, other: &Path) -> io::Result<bool> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    use rustix::io::Errno;
    match renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE) {
        Ok(()) => Ok(true),
        Err(Errno::INVAL | Errno::NOSYS | Errno::NOTSUP) => Ok(false),
        Err(error) => Err(error.into()),
    }
}

#[cfg(not(any(target_os = "linux", target_os = "macos")))]
fn exchange(_: &Path, _: &Path) -> io::Result<bool> {
    Ok(false)
}

#[cfg(test)]
mod tests;
