//! The commands, one short file each. A command returns what it prints.

pub(crate) mod build;
pub(crate) mod check;

use crate::render::Counts;

/// The lines that both commands print.
fn counted(counts: &Counts) -> String {
    format!(
        "  {:>5} pages\n  {:>5} tables\n  {:>5} charts\n  {:>5} figures shown\n  {:>5} figures withheld or marked\n",
        counts.pages, counts.tables, counts.charts, counts.shown, counts.withheld
    )
}
