//! The private files of a build: the disclosure report, for whoever signs the publication off and for machines, and the
//! blocks that other programs can check. They lie outside the site, in a folder that is not committed.

#![expect(clippy::disallowed_methods, reason = "private files are written beside the site, never into it")]

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use minijinja::{AutoEscape, Environment, UndefinedBehavior, Value, context};
use serde_json::Value as Json;
use sha2::{Digest, Sha256};

use crate::protect::{DisclosureReport, HiddenEntry, Inference, Interval, JjBlock, Kind};

const TEMPLATE: &str = include_str!("private-report.html");
/// How private pages look, on a screen and on paper.
const STYLE: &str = include_str!("private.css");
const FORMAT: &str = "candour-disclosure-report";
const VERSION: u32 = 1;

/// Writes the report into a folder, as HTML and as JSON, and returns the path of the page.
///
/// # Errors
/// Where the folder or a file cannot be written.
pub(crate) fn write(folder: &Path, report: &DisclosureReport, site_title: &str) -> io::Result<PathBuf> {
    let html = page(report, site_title).map_err(io::Error::other)?;
    let json = json(report, site_title).map_err(io::Error::other)?;
    put(folder, "disclosure-report.json", &json)?;
    put(folder, "disclosure-report.html", &html)
}

/// Writes each block, and beside it what its cells are. Returns the paths of the blocks.
///
/// # Errors
/// Where the folder or a file cannot be written.
pub(crate) fn write_jj(folder: &Path, blocks: &[JjBlock]) -> io::Result<Vec<PathBuf>> {
    let mut written = Vec::new();
    for (position, block) in blocks.iter().enumerate() {
        let number = position + 1;
        let mut rows = csv::Writer::from_writer(Vec::new());
        rows.write_record(["index", "state", "figure"])?;
        for (index, (state, name)) in block.cells.iter().enumerate() {
            rows.write_record([index.to_string().as_str(), state, name])?;
        }
        let bytes = rows.into_inner().map_err(|error| io::Error::other(error.to_string()))?;
        put(folder, &format!("block-{number}.csv"), &String::from_utf8_lossy(&bytes))?;
        written.push(put(folder, &format!("block-{number}.jj"), &block.text)?);
    }
    Ok(written)
}

/// Writes one file, so that it is there as a whole or not at all.
///
/// # Errors
/// Where the folder or the file cannot be written.
pub(crate) fn put(folder: &Path, name: &str, text: &str) -> io::Result<PathBuf> {
    fs::create_dir_all(folder)?;
    let (path, fresh) = (folder.join(name), folder.join(format!("{name}.new")));
    // What a killed run left there; a link must not lead the report to somewhere else.
    match fs::remove_file(&fresh) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    fs::File::create_new(&fresh)?.write_all(text.as_bytes())?;
    fs::rename(&fresh, &path)?;
    Ok(path)
}

#[derive(serde::Serialize)]
struct Document<'a> {
    format: &'static str,
    version: u32,
    site: &'a str,
    #[serde(flatten)]
    report: &'a DisclosureReport,
}

fn json(report: &DisclosureReport, site: &str) -> serde_json::Result<String> {
    let document = Document { format: FORMAT, version: VERSION, site, report };
    Ok(serde_json::to_string_pretty(&document)? + "\n")
}

fn page(report: &DisclosureReport, site_title: &str) -> Result<String, Box<dyn std::error::Error + Send + Sync>> {
    let part = |json: serde_json::Result<Json>| json.map(|json| value(&json));
    Ok(private_page(
        TEMPLATE,
        context! {
            title => site_title,
            summary => part(serde_json::to_value(&report.summary))?,
            policies => part(serde_json::to_value(&report.policies))?,
            measures => part(serde_json::to_value(&report.measures))?,
            flagged => part(serde_json::to_value(&report.flagged))?,
            small_revisions => part(serde_json::to_value(&report.small_revisions))?,
            waivers => part(serde_json::to_value(&report.waivers))?,
            narrative => part(serde_json::to_value(&report.narrative))?,
            decisions => part(serde_json::to_value(&report.decisions))?,
            groups => groups(report)?,
            limits => report.limits.clone(),
        },
    )?)
}

/// A page that lies beside the site, with its style in itself.
///
/// # Errors
/// What is wrong with the template.
pub(crate) fn private_page(template: &str, context: Value) -> Result<String, minijinja::Error> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_auto_escape_callback(|_| AutoEscape::Html);
    environment.add_template("page.html", template)?;
    let style = context! { style => Value::from_safe_string(STYLE.to_owned()), style_digest => digest_of(STYLE) };
    environment.get_template("page.html")?.render(context! { ..style, ..context })
}

/// The digest by which a policy allows a style: `sha256-…`.
fn digest_of(style: &str) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = "sha256-".to_owned();
    for group in Sha256::digest(style).chunks(3) {
        let bits = group.iter().fold(0_u32, |bits, byte| bits << 8 | u32::from(*byte)) << (8 * (3 - group.len()));
        for place in 0..4 {
            let letter = LETTERS[(bits >> (18 - 6 * place)) as usize & 63];
            text.push(if place <= group.len() { char::from(letter) } else { '=' });
        }
    }
    text
}

/// The hidden figures by dataset and measure, in the order of the data; groups that no page names come last.
fn groups(report: &DisclosureReport) -> serde_json::Result<Vec<Value>> {
    let mut groups: Vec<(String, Vec<Value>)> = Vec::new();
    let named = |entry: &&HiddenEntry| entry.dataset.is_some();
    let numbered = report.hidden.iter().enumerate();
    let (facts, others): (Vec<_>, Vec<_>) = numbered.partition(|(_, entry)| named(entry));
    for (position, entry) in facts.into_iter().chain(others) {
        let title = match (&entry.dataset, &entry.measure) {
            (Some(dataset), Some(measure)) => format!("{dataset}: {measure}"),
            _ => "Groups that no page names".to_owned(),
        };
        let row = context! {
            id => format!("figure-{}", position + 1),
            kind_words => kind(entry.kind),
            inference_words => inference(entry),
            ..value(&serde_json::to_value(entry)?)
        };
        match groups.iter_mut().find(|(known, _)| *known == title) {
            Some((_, rows)) => rows.push(row),
            None => groups.push((title, vec![row])),
        }
    }
    let group = |(position, (title, figures)): (usize, (String, Vec<Value>))| {
        context! { id => format!("group-{}", position + 1), title, figures }
    };
    Ok(groups.into_iter().enumerate().map(group).collect())
}

fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Primary => "Sensitive",
        Kind::Secondary => "Protects another",
        Kind::Derived => "Rests on a hidden figure",
    }
}

/// What a reader can infer of a hidden figure, in words.
pub(crate) fn inference(entry: &HiddenEntry) -> String {
    let of = if entry.stands_for_a_count { "the count that it stands for: " } else { "" };
    match entry.inference {
        Inference::Nothing => "nothing: no published figure is computed with it".to_owned(),
        Inference::Interval(Interval { width, beyond }) => {
            format!("{of}numbers at least {width} apart fit what is published, some of them above {beyond}")
        }
        Inference::NotCertified => "not certified".to_owned(),
        Inference::NotSensitive => "not looked at, because it is not sensitive itself".to_owned(),
    }
}

/// Plain data for the template. The report holds nothing else.
fn value(json: &Json) -> Value {
    match json {
        Json::Null => Value::from(()),
        Json::Bool(truth) => Value::from(*truth),
        Json::Number(number) => number.as_i64().map_or_else(|| Value::from(number.to_string()), Value::from),
        Json::String(text) => Value::from(text.as_str()),
        Json::Array(list) => list.iter().map(value).collect(),
        Json::Object(fields) => {
            Value::from(fields.iter().map(|(key, field)| (key.clone(), value(field))).collect::<BTreeMap<_, _>>())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn report() -> DisclosureReport {
        let mut report = DisclosureReport::default();
        report.hidden.push(HiddenEntry {
            name: "Children, Area: <East>".to_owned(),
            dataset: Some("Carers".to_owned()),
            measure: Some("Children".to_owned()),
            expression: Some("carers.children[\"east\"]".to_owned()),
            same_as: Vec::new(),
            place: None,
            kind: Kind::Primary,
            rule: "small-count",
            why: "a count from 1 to 5".to_owned(),
            forced_by: None,
            stands_for_a_count: false,
            inference: Inference::Interval(Interval { width: 5, beyond: 5 }),
            places: 0,
            asked_in: Vec::new(),
            to_show: None,
        });
        report
    }

    #[test]
    fn an_interval_is_told_in_both_forms() {
        let json = json(&report(), "A site").expect("JSON");
        let interval =
            "\"inference\": {\n        \"kind\": \"interval\",\n        \"width\": 5,\n        \"beyond\": 5\n      }";
        assert!(json.contains(interval), "{json}");
        let mut priced = report();
        priced.hidden[0].to_show = Some(crate::protect::ToShow::for_test("cannot be shown"));
        let html = page(&priced, "A site").expect("a page");
        assert!(
            html.contains("<td>numbers at least 5 apart fit what is published, some of them above 5</td>"),
            "{html}"
        );
        assert!(html.contains("Area: &lt;East&gt;"), "{html}");
    }

    #[test]
    fn a_style_is_allowed_by_its_digest() {
        assert_eq!(digest_of("abc"), "sha256-ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=");
    }

    #[test]
    fn what_stood_under_the_fresh_name_is_not_followed() {
        let folder = tempfile::tempdir().expect("a folder");
        let elsewhere = folder.path().join("public.html");
        fs::write(&elsewhere, "a page").expect("written");
        #[cfg(unix)]
        std::os::unix::fs::symlink(&elsewhere, folder.path().join("disclosure-report.html.new")).expect("a link");
        put(folder.path(), "disclosure-report.html", "private").expect("written");
        assert_eq!(fs::read_to_string(&elsewhere).expect("a text"), "a page");
        assert_eq!(fs::read_to_string(folder.path().join("disclosure-report.html")).expect("a text"), "private");
    }
}
