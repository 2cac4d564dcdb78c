//! The commands, one short file each. A command returns what it prints.

pub(crate) mod build;
pub(crate) mod check;
pub(crate) mod diff;
pub(crate) mod explain;
pub(crate) mod facts;
pub(crate) mod jj;
pub(crate) mod new;
pub(crate) mod record;

use crate::render::Counts;

/// The lines that both commands print.
fn counted(counts: &Counts) -> String {
    let line = |count: usize, one: &str, many: &str| format!("  {count:>5} {}\n", if count == 1 { one } else { many });
    [
        line(counts.pages, "page", "pages"),
        line(counts.tables, "table", "tables"),
        line(counts.charts, "chart", "charts"),
        line(counts.shown, "figure shown", "figures shown"),
        line(counts.withheld, "figure withheld or marked", "figures withheld or marked"),
    ]
    .concat()
}
