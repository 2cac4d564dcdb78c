//! `candour new`: a small complete site to begin with. It is written where there was nothing, and nothing is replaced.

#![expect(clippy::disallowed_methods, reason = "a new site is written into a folder that is empty or not there yet")]

pub(crate) mod dataset;

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::pipeline::Failure;

/// The files of the site. They are a site themselves.
const STARTER: [(&str, &str); 8] = [
    ("site.yaml", include_str!("new/starter/site.yaml")),
    ("content/index.md", include_str!("new/starter/content/index.md")),
    ("content/why-hidden.md", include_str!("new/starter/content/why-hidden.md")),
    ("content/contact.md", include_str!("new/starter/content/contact.md")),
    ("data/carers.yaml", include_str!("new/starter/data/carers.yaml")),
    ("data/carers.csv", include_str!("new/starter/data/carers.csv")),
    ("README.md", include_str!("new/starter/README.md")),
    (".gitignore", include_str!("new/starter/gitignore")),
];

/// Where a site is built after every change, if anywhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Ci {
    /// GitHub Actions
    Github,
    /// GitLab CI
    Gitlab,
    /// Azure DevOps
    Azure,
    /// Nowhere
    None,
}

impl Ci {
    /// The file that the place looks for, and its text.
    fn recipe(self) -> Option<(&'static str, &'static str)> {
        match self {
            Self::Github => Some((".github/workflows/site.yml", include_str!("../../recipes/github.yml"))),
            Self::Gitlab => Some((".gitlab-ci.yml", include_str!("../../recipes/gitlab.yml"))),
            Self::Azure => Some(("azure-pipelines.yml", include_str!("../../recipes/azure.yml"))),
            Self::None => None,
        }
    }
}

/// What a new site is called.
#[derive(Clone, Debug)]
pub(crate) struct Called {
    pub(crate) title: String,
    pub(crate) organisation: String,
}

pub(crate) fn run(folder: &Path, called: &Called, ci: Ci) -> Result<String, Failure> {
    for (what, text) in [("title", &called.title), ("organisation", &called.organisation)] {
        if text.trim().is_empty() || text.contains(char::is_control) || text.contains("{{") {
            let message = format!("the {what} must be one line of text, without `{{{{`");
            return Err(Failure::request("new-name", message, format!("for example `--{what} \"Young carers\"`")));
        }
    }
    refuse_what_is_there(folder)?;
    let write = || -> io::Result<()> {
        for (path, text) in STARTER.into_iter().chain(ci.recipe()) {
            put(&folder.join(path), &filled(text, called))?;
        }
        Ok(())
    };
    write().map_err(|error| Failure::disk(folder, format!("the site cannot be written: {error}")))?;
    Ok(next(folder, ci))
}

fn refuse_what_is_there(folder: &Path) -> Result<(), Failure> {
    let what = match fs::read_dir(folder).map(|mut entries| entries.next().is_none()) {
        Ok(true) => return Ok(()),
        Ok(false) if folder.join("site.yaml").exists() => "holds a site already",
        Ok(false) => "is not empty",
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(_) => "is not a folder that can be used",
    };
    let message = format!("{} {what}, so nothing was written", folder.display());
    let help = "name a folder that is not there yet; `candour new dataset FILE.csv` adds data to a site";
    Err(Failure::request("new-folder", message, help))
}

/// A text with the names of this site in their places, as YAML texts.
fn filled(text: &str, called: &Called) -> String {
    let line = |key: &str, text: &str| format!("{key}: {}\n", serde_json::Value::from(text));
    text.replace("title: Young carers\n", &line("title", &called.title))
        .replace("organisation: Example Council\n", &line("organisation", &called.organisation))
}

fn put(path: &PathBuf, text: &str) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::File::create_new(path)?.write_all(text.as_bytes())
}

fn next(folder: &Path, ci: Ci) -> String {
    let folder = folder.display().to_string();
    let folder = if folder.contains(' ') { format!("'{folder}'") } else { folder };
    let (files, recipe) = match ci.recipe() {
        Some((path, _)) => (
            STARTER.len() + 1,
            format!("Build it after every change: {path} says at its top what is still to be set\n"),
        ),
        None => (STARTER.len(), String::new()),
    };
    format!(
        "Made a site in {folder} ({files} files). Its figures are invented.\n\n\
         See it, and see it change as you save:  candour serve --root {folder}\n\
         Build it into {folder}/public:  candour build --root {folder}\n\
         Begin with your own figures:  candour new dataset FILE.csv --root {folder}\n\
         {recipe}\n\
         Keep the folder private: its data is not suppressed. Only {folder}/public is for publication.\n"
    )
}
