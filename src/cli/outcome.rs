//! How a run can end, and the exit code that says so to scripts.

/// How a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    Done,
    Content,
    Configuration,
    Disclosure,
    Verification,
    Internal,
}

impl Outcome {
    pub(super) const ALL: [Self; 6] =
        [Self::Done, Self::Content, Self::Configuration, Self::Disclosure, Self::Verification, Self::Internal];

    pub(super) fn code(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::Content => 1,
            Self::Configuration => 2,
            Self::Disclosure => 3,
            Self::Verification => 4,
            Self::Internal => 70,
        }
    }

    /// For people: in the help, and in the guide.
    pub(super) fn meaning(self) -> &'static str {
        match self {
            Self::Done => "Done, and verified",
            Self::Content => "Something is wrong in content or data",
            Self::Configuration => "Something is wrong in the command line, site.yaml, theme or output folder",
            Self::Disclosure => "A figure could be worked out and cannot be protected",
            Self::Verification => "The finished site failed its verification",
            Self::Internal => "The disk failed, or Candour did",
        }
    }
}
