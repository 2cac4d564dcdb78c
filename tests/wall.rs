//! The wall of the vault: what must not compile, and what the compiler says about it.
//!
//! Each file of `tests/wall` tries one way round the types. Its first lines say, in comments, each error that the compiler
//! must name, and it must name no other. The compiler is called on the library that these tests are linked with, so
//! nothing is built a second time.

#![expect(clippy::disallowed_methods, clippy::unwrap_used, clippy::panic, reason = "a test asks the compiler")]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What the cases may name.
const CRATES: [&str; 3] = ["candour", "minijinja", "serde"];

#[test]
fn nothing_gets_round_the_types() {
    let libraries = libraries();
    let mut wrong = Vec::new();
    let cases = cases();
    assert!(cases.len() > 20, "the cases are missing");
    for case in &cases {
        let text = std::fs::read_to_string(case).unwrap();
        let expected: Vec<&str> = text.lines().map_while(|line| line.strip_prefix("// ")).collect();
        let errors = errors(case, &libraries);
        // The short form says the label behind the message too.
        let as_expected = |(error, expected): (&String, &&str)| error.starts_with(expected);
        if expected.len() != errors.len() || !errors.iter().zip(&expected).all(as_expected) {
            wrong.push(format!("{}\nexpected {expected:#?}\nbut the compiler says {errors:#?}", case.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[test]
fn what_is_meant_to_compile_does() {
    let folder = tempfile::tempdir().unwrap();
    let case = folder.path().join("case.rs");
    std::fs::write(&case, "fn main() { let _ = candour::protect::Sealed::seal(7); }\n").unwrap();
    assert_eq!(errors(&case, &libraries()), Vec::<String>::new());
}

fn cases() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/wall");
    let mut cases: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    cases.sort();
    cases
}

/// The errors of one case, each as the compiler heads it.
fn errors(case: &Path, libraries: &BTreeMap<String, PathBuf>) -> Vec<String> {
    let output = tempfile::tempdir().unwrap();
    let mut compiler = Command::new("rustc");
    compiler.args(["--edition", "2024", "--emit", "metadata", "--error-format", "short", "--color", "never"]);
    compiler.arg("--out-dir").arg(output.path());
    for name in CRATES {
        let library = libraries.get(name).unwrap_or_else(|| panic!("cargo does not name the library `{name}`"));
        compiler.arg("--extern").arg(format!("{name}={}", library.display()));
    }
    let dependencies = libraries["candour"].parent().unwrap();
    compiler.arg("-L").arg(format!("dependency={}", dependencies.display()));
    let told = compiler.arg(case).output().unwrap();
    let text = String::from_utf8(told.stderr).unwrap();
    let errors: Vec<String> =
        text.lines().filter_map(|line| line.split_once(": error").map(|(_, error)| format!("error{error}"))).collect();
    assert_eq!(told.status.success(), errors.is_empty(), "{text}");
    errors
}

/// Where cargo keeps the libraries that these tests are linked with.
fn libraries() -> BTreeMap<String, PathBuf> {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.current_dir(env!("CARGO_MANIFEST_DIR"));
    cargo.args(["test", "--no-run", "--offline", "--test", "wall", "--message-format", "json"]);
    if !cfg!(debug_assertions) {
        cargo.arg("--release");
    }
    let told = cargo.output().unwrap();
    assert!(told.status.success(), "{}", String::from_utf8_lossy(&told.stderr));
    let messages = String::from_utf8(told.stdout).unwrap();
    let messages = messages.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
    messages
        .filter_map(|message| {
            let name = message["target"]["name"].as_str()?.replace('-', "_");
            let mut files = message["filenames"].as_array()?.iter().filter_map(|file| file.as_str());
            Some((name, PathBuf::from(files.find(|file| file.ends_with(".rlib"))?)))
        })
        .collect()
}
