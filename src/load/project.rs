//! What is built: a site's folder, and the moment for which it is built.

use std::path::Path;

use jiff::civil::DateTime;

/// A site's folder and, if somebody said so, the moment for which it is built. Candour reads no clock: without a moment, pages
/// under an embargo stay out.
#[derive(Clone, Copy, Debug)]
pub struct Project<'a> {
    /// The folder that holds `site.yaml`.
    pub root: &'a Path,
    /// Civil time, as embargoes are written.
    pub at: Option<DateTime>,
    /// Whether drafts, and pages under an embargo, are read too.
    drafts: bool,
}

impl<'a> Project<'a> {
    /// A site's folder, read for a moment. Drafts are left out.
    pub fn new(root: &'a Path, at: Option<DateTime>) -> Self {
        Self { root, at, drafts: false }
    }

    /// The same with its drafts, each marked as one: for the preview, and for nothing that is published.
    pub(crate) fn with_drafts(self) -> Self {
        Self { drafts: true, ..self }
    }

    pub(super) fn has_drafts(&self) -> bool {
        self.drafts
    }
}

impl<'a> From<&'a Path> for Project<'a> {
    fn from(root: &'a Path) -> Self {
        Self::new(root, None)
    }
}

impl<'a> From<&'a std::path::PathBuf> for Project<'a> {
    fn from(root: &'a std::path::PathBuf) -> Self {
        root.as_path().into()
    }
}

/// A moment as it is written: `2017-10-12T09:30`.
pub(crate) fn moment(text: &str) -> Option<DateTime> {
    let written = text.contains(['T', ' ']) && !text.ends_with('Z') && !text.contains('[');
    text.parse().ok().filter(|_| written)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_has_a_day_and_a_time() {
        assert!(moment("2017-10-12T09:30").is_some_and(|at| at < moment("2017-10-12T09:31").unwrap()));
        assert!(["2017-10-12", "09:30", "soon", "2017-13-01T00:00"].iter().all(|text| moment(text).is_none()));
    }
}
