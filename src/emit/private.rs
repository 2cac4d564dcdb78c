//! The private disclosure report: what is hidden and by which rule, for whoever signs the publication off. It lies
//! outside the site, in a folder that is not committed, and holds no hidden value.

#![expect(clippy::disallowed_methods, reason = "the private report is written beside the site, never into it")]

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use minijinja::{AutoEscape, Environment, UndefinedBehavior, Value, context};

use crate::protect::DisclosureReport;

const TEMPLATE: &str = include_str!("private-report.html");

/// Writes the report into `root/private` and returns its path.
///
/// # Errors
/// Where the folder or the file cannot be written.
pub(crate) fn write(root: &Path, report: &DisclosureReport, site_title: &str) -> io::Result<PathBuf> {
    let folder = root.join("private");
    fs::create_dir_all(&folder)?;
    let html = page(report, site_title).map_err(io::Error::other)?;
    let path = folder.join("disclosure-report.html");
    let fresh = folder.join("disclosure-report.html.new");
    fs::write(&fresh, html)?;
    fs::rename(&fresh, &path)?;
    Ok(path)
}

fn page(report: &DisclosureReport, site_title: &str) -> Result<String, minijinja::Error> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_auto_escape_callback(|_| AutoEscape::Html);
    environment.add_template("report.html", TEMPLATE)?;
    let row = |primary: bool| -> Vec<Value> {
        let entries = report.entries.iter().filter(|entry| entry.primary == primary);
        entries.map(|entry| context! { fact => entry.fact.clone(), rule => entry.rule.clone() }).collect()
    };
    let policies =
        report.policies.iter().map(|(name, hidden)| context! { name => name.clone(), hidden => hidden.clone() });
    environment.get_template("report.html")?.render(context! {
        title => site_title,
        policies => policies.collect::<Vec<Value>>(),
        primary => row(true),
        secondary => row(false),
        flagged => report.flagged.clone(),
    })
}
