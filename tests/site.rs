//! Whole small sites, compared byte for byte with what they should become.
//!
//! Each folder of `tests/sites` holds a site (`in`) and every file of its `public` (`expected`); a missing file and an
//! extra one fail alike. Only the default theme's style sheet is not kept again with each: it has to be the theme's own
//! file, byte for byte. And digests stand as `DIGEST`, so that a change shows where it is and not in every file; that they are
//! right is what `tests/determinism.rs` and the verification of each build look at. After a change that is meant to alter what is published, write the expected files anew and read
//! the difference line by line before committing it:
//!
//! ```text
//! CANDOUR_BLESS=1 cargo test --test site
//! ```

#![expect(clippy::disallowed_methods, reason = "the expected files are written on demand")]

mod common;

use std::collections::BTreeSet;
use std::fs;

use common::{Files, Site, assert_same, default_style, files, fixture, package, replace};

macro_rules! sites {
    ($($name:ident),* $(,)?) => {
        const NAMES: &[&str] = &[$(stringify!($name)),*];
        $(#[test] fn $name() { compare(stringify!($name)); })*
    };
}

sites![
    minimal,
    paper,
    parts,
    editions,
    chart_kinds,
    suppression,
    charts,
    subfolders,
    theme,
    welsh,
    markers,
    claims,
    notes,
    pictures,
    readings,
    sketches,
    embed,
    accessibility,
    spreadsheet,
    ees
];

/// Sites that are wrong on purpose: `tests/report_as_published.rs` compares what is said of them.
const WRONG: &[&str] = &["report-as-published", "report-as-published-names", "second-text"];

fn compare(name: &str) {
    let expected = fixture(name).join("expected");
    let mut public = Site::fixture(name).built();
    // Of a style sheet only what is the site's or its theme's own is kept; the default theme's part is taken out, byte for byte.
    let (style, theme) = default_style();
    for (_, bytes) in public.iter_mut().filter(|(path, _)| path.starts_with("assets/style-")) {
        if let Some(at) = bytes.windows(style.len()).position(|part| part == style.as_slice()) {
            bytes.drain(at..at + style.len());
            if bytes.ends_with(&theme) {
                bytes.truncate(bytes.len() - theme.len());
            }
        }
    }
    let public = without_digests(public);
    if std::env::var_os("CANDOUR_BLESS").is_some() {
        replace(&expected, &public);
    }
    assert_same(&files(&expected), &public, &format!("{name}: expected, then built"));
}

/// The files with `DIGEST` in the place of each digest: of files, in the manifest and in names, and of the site.
fn without_digests(files: Files) -> Files {
    let plain = |text: &str| {
        let mut plain = String::new();
        for part in text.split_inclusive(|c: char| !c.is_ascii_hexdigit()) {
            let digits = part.trim_end_matches(|c: char| !c.is_ascii_hexdigit());
            let digest = matches!(digits.len(), 12 | 64) && plain.ends_with(['-', '"', ' ']);
            plain.push_str(if digest { "DIGEST" } else { digits });
            plain.push_str(&part[digits.len()..]);
        }
        plain
    };
    let file = |(path, bytes): (String, Vec<u8>)| match String::from_utf8(bytes) {
        Ok(text) => (plain(&path), plain(&text).into_bytes()),
        Err(error) => (plain(&path), error.into_bytes()),
    };
    files.into_iter().map(file).collect()
}

#[test]
fn every_site_is_compared() {
    let folders: BTreeSet<String> = fs::read_dir(package().join("tests/sites"))
        .expect("sites")
        .map(|entry| entry.expect("an entry").file_name().into_string().expect("UTF-8"))
        .collect();
    assert_eq!(folders, NAMES.iter().chain(WRONG).map(|name| (*name).to_owned()).collect::<BTreeSet<_>>());
}

#[test]
fn every_site_is_well_formed() {
    for name in NAMES {
        let parts: BTreeSet<String> =
            files(&fixture(name)).keys().map(|path| path.split('/').next().unwrap_or_default().to_owned()).collect();
        assert_eq!(parts, BTreeSet::from(["expected".to_owned(), "in".to_owned()]), "{name}");
        for path in files(&fixture(name).join("in")).keys() {
            let known = ["content/", "data/", "themes/"].iter().any(|folder| path.starts_with(folder));
            assert!(
                known
                    || ["site.yaml", "published.csv", "accessibility.yaml", "accessibility-results.yaml"]
                        .contains(&path.as_str()),
                "{name}: {path} is no part of a site"
            );
        }
        assert_eq!(Site::fixture(name).run("check").code, 0, "{name}");
    }
}
