//! The old addresses of pages that moved, in the `_redirects` form that static hosts read. Other hosts serve the pages that stand
//! at these addresses.

use crate::render::Moved;

/// Where a host reads the file.
pub(super) const PATH: &str = "_redirects";

pub(super) fn write(moved: &[Moved]) -> String {
    moved.iter().map(|Moved { from, to, .. }| format!("/{from} /{to} 301\n")).collect()
}
