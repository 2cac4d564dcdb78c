//! What the vault makes of each generated table: cells hidden, the narrowest interval, seconds. Or one of the tables as
//! CSV, so that it can be put before another tool.
//!
//! ```sh
//! cargo run --release --example protect_tables                      # all tables
//! cargo run --release --example protect_tables nested-11616         # one
//! cargo run --release --example protect_tables csv nested-11616 > table.csv
//! cargo run --release --example protect_tables hidden nested-11616 > hidden.csv
//! ```

#[path = "../benches/tables/mod.rs"]
mod tables;

use std::io::{self, BufWriter, Write};
use std::process::ExitCode;
use std::time::{Duration, Instant};

use candour::protect::Protection;
use tables::{Generated, generate};

const TABLES: [&str; 5] = ["three-way-168", "nested-11616", "nested-109431", "square-10201", "areas-138726"];

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let mut out = BufWriter::new(io::stdout().lock());
    let done = match arguments.as_slice() {
        [] => TABLES.iter().try_for_each(|name| measure(name, &mut out)),
        ["csv", name] => csv(name, &mut out),
        ["hidden", name] => hidden(name, &mut out),
        names => names.iter().try_for_each(|name| measure(name, &mut out)),
    };
    match done.and_then(|()| out.flush()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn known(name: &str) -> io::Result<Generated> {
    let unknown = || io::Error::other(format!("there is no table `{name}`; there are {}", TABLES.join(", ")));
    generate(name).ok_or_else(unknown)
}

/// A line on one table; the time is the median of three runs.
fn measure(name: &str, out: &mut impl Write) -> io::Result<()> {
    let generated = known(name)?;
    let mut runs = [(); 3].map(|()| timed(&generated));
    runs.sort_by_key(|(_, time)| *time);
    let [_, (protected, time), _] = runs;
    let cells = generated.rows.len();
    let seconds = time.as_secs_f64();
    match protected {
        Ok(Protection { primary, secondary, intervals }) => {
            let narrowest = intervals.iter().map(|(_, low, high)| high - low).min();
            let narrowest = narrowest.map_or_else(|| "none certified".to_owned(), |width| width.to_string());
            let value: u64 = secondary.iter().map(|cell| generated.rows[*cell].1).sum();
            writeln!(
                out,
                "{name}: {cells} cells, {} primary, {} secondary (value {value}), narrowest interval {narrowest}, \
                 {seconds:.3} s",
                primary.len(),
                secondary.len(),
            )?;
        }
        Err(refused) => {
            writeln!(out, "{name}: {cells} cells, {} cannot be protected, {seconds:.3} s", refused.len())?;
        }
    }
    out.flush()
}

#[expect(clippy::disallowed_methods, reason = "this measures time, and makes no site")]
fn timed(generated: &Generated) -> (Result<Protection, Vec<usize>>, Duration) {
    let start = Instant::now();
    let protected = generated.table.protect();
    (protected, start.elapsed())
}

/// The table: a column for the codes of each dimension, and the count.
fn csv(name: &str, out: &mut impl Write) -> io::Result<()> {
    let generated = known(name)?;
    let dimensions = generated.rows.first().map_or(0, |(codes, _)| codes.len());
    let header: Vec<String> = (1..=dimensions).map(|number| format!("d{number}")).collect();
    writeln!(out, "{},count", header.join(","))?;
    generated.rows.iter().try_for_each(|(codes, count)| writeln!(out, "{},{count}", codes.join(",")))
}

/// The codes of the hidden cells, and whether each is hidden for its own sake, so that another tool can audit the pattern.
fn hidden(name: &str, out: &mut impl Write) -> io::Result<()> {
    let generated = known(name)?;
    let protected = generated.table.protect();
    let protected =
        protected.map_err(|refused| io::Error::other(format!("{} cells cannot be protected", refused.len())))?;
    for (kind, cells) in [("primary", &protected.primary), ("secondary", &protected.secondary)] {
        cells.iter().try_for_each(|cell| writeln!(out, "{},{kind}", generated.rows[*cell].0.join(",")))?;
    }
    Ok(())
}
