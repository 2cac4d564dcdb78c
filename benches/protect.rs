//! How long the vault takes: secondary suppression, full audit and certificate.
//!
//! ```sh
//! cargo bench --bench protect
//! ```

mod tables;

use std::path::Path;

use candour::diagnostic::Diagnostics;
use divan::{Bencher, black_box};

fn main() {
    divan::main();
}

#[divan::bench(args = ["three-way-168", "nested-11616", "square-10201"], sample_count = 10)]
fn small_tables(bencher: Bencher, name: &str) {
    table(bencher, name);
}

#[divan::bench(args = ["nested-109431", "areas-138726"], sample_count = 3, sample_size = 1)]
fn large_tables(bencher: Bencher, name: &str) {
    table(bencher, name);
}

fn table(bencher: Bencher, name: &str) {
    let Some(generated) = tables::generate(name) else { return };
    let cells = divan::counter::ItemsCount::new(generated.rows.len());
    bencher.counter(cells).bench_local(|| black_box(generated.table.protect()));
}

/// The vault's part of building the demonstration.
#[divan::bench(sample_count = 20)]
fn demonstration(bencher: Bencher) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let asked = || {
        let mut log = Diagnostics::default();
        let loaded = candour::load::load(root.into(), &mut log)?;
        let checked = candour::schema::check(loaded, &mut log);
        Some(candour::ask::ask(checked, &mut log))
    };
    bencher
        .with_inputs(asked)
        .bench_local_values(|asked| asked.map(|asked| candour::protect::protect(asked, &mut Diagnostics::default())));
}
