//! What the test files share: sites in temporary folders, runs of the program, and folders as maps of their files.

#![allow(dead_code, reason = "each test file uses a part of this")]
#![expect(clippy::disallowed_methods, clippy::expect_used, clippy::panic, reason = "tests set sites up")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

/// Every file of a folder, by its path inside, with forward slashes.
pub(crate) type Files = BTreeMap<String, Vec<u8>>;

/// The folder of this package, which is the demonstration site.
pub(crate) fn package() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The folder of a fixture.
pub(crate) fn fixture(name: &str) -> PathBuf {
    package().join("tests/sites").join(name)
}

/// The parts of the default theme's style sheet as every theme has them, and the last, in whose place a theme puts its own.
pub(crate) fn default_style() -> (Vec<u8>, Vec<u8>) {
    let part = |name: &str| {
        let path = package().join("themes/default/assets").join(format!("{name}.css"));
        fs::read_to_string(path).expect("a part of the style sheet").trim().to_owned()
    };
    let parts = ["base", "page", "exhibits", "pictures", "embed", "parts", "adapt", "paper"].map(part);
    ((parts.join("\n\n") + "\n\n").into_bytes(), (part("theme") + "\n").into_bytes())
}

/// The program.
pub(crate) fn candour() -> Command {
    Command::new(env!("CARGO_BIN_EXE_candour"))
}

/// Every file below a folder; none where it does not exist.
pub(crate) fn files(folder: &Path) -> Files {
    let mut found = Files::new();
    let mut pending = vec![folder.to_owned()];
    while let Some(place) = pending.pop() {
        let Ok(entries) = fs::read_dir(&place) else { continue };
        for entry in entries {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                pending.push(path);
            } else {
                let inside = path.strip_prefix(folder).expect("inside").to_str().expect("UTF-8").replace('\\', "/");
                found.insert(inside, fs::read(&path).expect("a file"));
            }
        }
    }
    found
}

/// Writes files into a folder.
pub(crate) fn write(folder: &Path, files: &Files) {
    for (inside, bytes) in files {
        let path = folder.join(inside);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        fs::write(path, bytes).expect("written");
    }
}

/// Makes a folder hold these files and no others.
pub(crate) fn replace(folder: &Path, files: &Files) {
    if folder.exists() {
        fs::remove_dir_all(folder).expect("removed");
    }
    write(folder, files);
}

/// Fails, naming the files, unless two sets of files are the same. Contents are not printed.
pub(crate) fn assert_same(left: &Files, right: &Files, what: &str) {
    let differences = differences(left, right);
    assert!(differences.is_empty(), "{what}: {}", differences.join(", "));
}

/// What differs between two sets of files, by path.
pub(crate) fn differences(left: &Files, right: &Files) -> Vec<String> {
    let gone = left.keys().filter(|path| !right.contains_key(*path)).map(|path| format!("{path} is missing"));
    let new = right.keys().filter(|path| !left.contains_key(*path)).map(|path| format!("{path} is extra"));
    let other = left.iter().filter(|(path, bytes)| right.get(*path).is_some_and(|other| other != *bytes));
    gone.chain(new).chain(other.map(|(path, _)| format!("{path} differs"))).collect()
}

/// A site in a temporary folder of its own.
pub(crate) struct Site {
    folder: TempDir,
    name: String,
}

impl Site {
    /// A site of these files.
    pub(crate) fn of(files: &Files) -> Self {
        Self::named("site", files)
    }

    /// A site of these files, in a folder of this name.
    pub(crate) fn named(name: &str, files: &Files) -> Self {
        let site = Self { folder: tempfile::tempdir().expect("a folder"), name: name.to_owned() };
        write(&site.root(), files);
        site
    }

    /// A copy of the demonstration.
    pub(crate) fn demonstration() -> Self {
        Self::of(&demonstration())
    }

    /// A copy of a fixture.
    pub(crate) fn fixture(name: &str) -> Self {
        Self::of(&files(&fixture(name).join("in")))
    }

    /// The site's folder.
    pub(crate) fn root(&self) -> PathBuf {
        self.folder.path().join(&self.name)
    }

    /// Writes one file.
    pub(crate) fn write(&self, path: &str, text: &str) {
        write(&self.root(), &Files::from([(path.to_owned(), text.as_bytes().to_vec())]));
    }

    /// The text of one file.
    pub(crate) fn read(&self, path: &str) -> String {
        fs::read_to_string(self.root().join(path)).expect("a text")
    }

    /// Replaces a text that stands exactly once in a file.
    pub(crate) fn edit(&self, path: &str, from: &str, to: &str) {
        let text = self.read(path);
        assert_eq!(text.matches(from).count(), 1, "{path} holds `{from}` once");
        self.write(path, &text.replace(from, to));
    }

    /// Removes one file.
    pub(crate) fn remove(&self, path: &str) {
        fs::remove_file(self.root().join(path)).expect("removed");
    }

    /// Runs a command on the site.
    pub(crate) fn run(&self, command: &str) -> Run {
        Run::of(candour().arg(command).arg("--root").arg(self.root()))
    }

    /// Builds the site, which must succeed, and returns the files of `public`.
    pub(crate) fn built(&self) -> Files {
        let run = self.run("build");
        assert_eq!(run.code, 0, "{}", run.stderr);
        self.public()
    }

    /// The files of `public`.
    pub(crate) fn public(&self) -> Files {
        files(&self.root().join("public"))
    }
}

/// The inputs of the demonstration.
pub(crate) fn demonstration() -> Files {
    let mut found = Files::new();
    for folder in ["content", "data", "themes"] {
        found.extend(
            files(&package().join(folder)).into_iter().map(|(path, bytes)| (format!("{folder}/{path}"), bytes)),
        );
    }
    for name in ["site.yaml", "accessibility.yaml", "accessibility-results.yaml"] {
        found.insert(name.to_owned(), fs::read(package().join(name)).expect(name));
    }
    found
}

/// How a run of the program ended.
#[derive(Debug)]
pub(crate) struct Run {
    pub(crate) code: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Run {
    /// Runs a command to its end.
    pub(crate) fn of(command: &mut Command) -> Self {
        let Output { status, stdout, stderr } = command.output().expect("the program runs");
        Self {
            code: status.code().unwrap_or_else(|| panic!("the program was ended: {status}")),
            stdout: String::from_utf8(stdout).expect("UTF-8"),
            stderr: String::from_utf8(stderr).expect("UTF-8"),
        }
    }

    /// Everything it printed.
    pub(crate) fn printed(&self) -> String {
        format!("{}{}", self.stdout, self.stderr)
    }
}

/// Whether some bytes hold a text.
pub(crate) fn holds(bytes: &[u8], text: &str) -> bool {
    bytes.windows(text.len()).any(|window| window == text.as_bytes())
}
