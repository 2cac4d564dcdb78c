//! Why a run came to nothing, as diagnostics like all others.

use std::path::Path;

use crate::diagnostic::{Diagnostic, Place};
use crate::emit::staging::StagingError;
use crate::verify::{PublishError, VerifyFailures};

/// Why nothing was published.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// Problems in content, data or configuration: all of them are in the log already.
    #[error("nothing was published")]
    Diagnosed,
    /// The emitted site failed its verification.
    #[error("the finished site does not hold")]
    Verification(Vec<Diagnostic>),
    /// The output folder cannot be used.
    #[error("{}", .0.message)]
    Output(Box<Diagnostic>),
    /// What was asked for cannot be given.
    #[error("{}", .0.message)]
    Request(Box<Diagnostic>),
    /// The disk, or a fault of ours.
    #[error("{}", .0.message)]
    Internal(Box<Diagnostic>),
}

impl Failure {
    /// Something that was asked for on the command line and cannot be given.
    pub(crate) fn request(code: &'static str, message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self::Request(Diagnostic::error(code, Place::Command, message, hint))
    }

    /// A file or folder that the disk does not give or take.
    pub(crate) fn disk(path: &Path, message: impl Into<String>) -> Self {
        Self::Internal(Diagnostic::error(
            "disk",
            named(path),
            message,
            "make room or give permission, then run this again",
        ))
    }

    /// Something of ours that cannot be, and is no mistake of whoever runs the program.
    pub(crate) fn fault(message: impl Into<String>) -> Self {
        let hint = "this is a fault of Candour: please report it";
        Self::Internal(Diagnostic::error("fault", Place::Command, message, hint))
    }

    /// What is to be reported beside the log.
    pub(crate) fn diagnostics(&self) -> Vec<Diagnostic> {
        match self {
            Self::Diagnosed => Vec::new(),
            Self::Verification(found) => found.clone(),
            Self::Output(found) | Self::Request(found) | Self::Internal(found) => vec![(**found).clone()],
        }
    }
}

impl From<VerifyFailures> for Failure {
    fn from(failures: VerifyFailures) -> Self {
        Self::Verification(failures.problems.into_iter().map(Diagnostic::from).collect())
    }
}

impl From<PublishError> for Failure {
    fn from(error: PublishError) -> Self {
        let (path, cure) = error.place_and_cure();
        match error {
            PublishError::Io { .. } => Self::Internal(Diagnostic::error("disk", named(path), error.to_string(), cure)),
            _ => Self::Output(Diagnostic::error("output-folder", named(path), error.to_string(), cure)),
        }
    }
}

impl From<StagingError> for Failure {
    fn from(error: StagingError) -> Self {
        let (path, cure) = error.place_and_cure();
        let of = |code| Diagnostic::error(code, named(path), error.to_string(), cure);
        match error {
            StagingError::Io { .. } => Self::Internal(of("disk")),
            StagingError::Busy { .. } => Self::Output(of("another-build")),
            _ => Self::Output(of("output-folder")),
        }
    }
}

fn named(path: &Path) -> Place {
    Place::Path(path.display().to_string())
}
