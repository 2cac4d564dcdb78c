//! Finds the ECharts file that ships inside the `charming` package, so that it can be embedded without vendoring it.

#![expect(clippy::disallowed_methods, reason = "a build script finds and copies one file; the program does neither")]

use std::path::{Path, PathBuf};
use std::{env, fs};

type Failure = Box<dyn std::error::Error>;

const ECHARTS: &str = "src/asset/echarts-5.5.1.min.js";
const CHARMING: &str = "charming-0.6.0";

fn main() -> Result<(), Failure> {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=Cargo.lock");
    let source = match asked_of_cargo()? {
        Some(path) => path,
        None => found_in_registry().ok_or(
            "cannot find the source of the `charming` package: run `cargo fetch --locked` once, then build again",
        )?,
    };
    let target = PathBuf::from(env::var_os("OUT_DIR").ok_or("no OUT_DIR")?).join("echarts.min.js");
    fs::copy(&source, &target).map_err(|error| format!("{}: {error}", source.display()))?;
    Ok(())
}

/// Cargo knows where every package lies, vendored or not, but answers only when the development dependencies have been
/// fetched too: on a fresh machine, `cargo build` alone leaves them out.
fn asked_of_cargo() -> Result<Option<PathBuf>, Failure> {
    let target = env::var("TARGET")?;
    let Ok(metadata) = cargo_metadata::MetadataCommand::new()
        .other_options(vec!["--offline".into(), "--filter-platform".into(), target])
        .exec()
    else {
        return Ok(None);
    };
    Ok(metadata
        .packages
        .iter()
        .find(|package| package.name.as_str() == "charming")
        .and_then(|package| package.manifest_path.parent())
        .map(|folder| folder.join(ECHARTS).into_std_path_buf())
        .filter(|path| path.is_file()))
}

fn found_in_registry() -> Option<PathBuf> {
    let home =
        env::var_os("CARGO_HOME").map(PathBuf::from).or_else(|| env::home_dir().map(|home| home.join(".cargo")))?;
    let registries = fs::read_dir(home.join("registry").join("src")).ok()?;
    let mut found: Vec<PathBuf> = registries
        .flatten()
        .map(|registry| registry.path().join(Path::new(CHARMING)).join(ECHARTS))
        .filter(|path| path.is_file())
        .collect();
    found.sort();
    found.into_iter().next()
}
