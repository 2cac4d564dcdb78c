//! The commands, one short file each. A command returns what it prints.

pub(crate) mod build;
pub(crate) mod check;
pub(crate) mod completions;
pub(crate) mod diff;
pub(crate) mod explain;
pub(crate) mod facts;
mod files;
pub(crate) mod jj;
pub(crate) mod man;
pub(crate) mod new;
pub(crate) mod record;
pub(crate) mod schema;

use std::time::Duration;

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

/// How long the stages of a run took, a line each: seconds, to the thousandth.
pub(crate) fn timings(stages: &[(&'static str, Duration)]) -> String {
    let line = |name: &str, time: Duration| format!("{name:<8} {:>9.3} s\n", time.as_secs_f64());
    let all = stages.iter().map(|(_, time)| *time).sum();
    let lines: String = stages.iter().map(|(name, time)| line(name, *time)).collect();
    format!("Time of each stage\n{lines}{}", line("all", all))
}
