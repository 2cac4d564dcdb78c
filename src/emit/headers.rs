//! The response headers that a server should send, in the `_headers` form that static hosts read.

use std::collections::BTreeSet;

use crate::render::EMBED_FOLDER;

/// A policy without scripts, frames of others, or anything from elsewhere.
const POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'";
const OTHERS: &str = "  Permissions-Policy: camera=(), geolocation=(), microphone=()
  Referrer-Policy: no-referrer
  X-Content-Type-Options: nosniff
";

/// The file of a site; `files` are those of a site whose figures other sites may frame.
///
/// Some hosts send all rules that fit a file, and a browser obeys the strictest of several policies; on others the last
/// one that fits wins. So no two rules that fit one file may say anything different of frames.
pub(super) fn write(files: Option<&[&str]>) -> String {
    let Some(files) = files else { return format!("/*\n{}{OTHERS}", policy(Some("'self'"))) };
    let mut headers = format!("/*\n{}{OTHERS}/{EMBED_FOLDER}*\n{}", policy(None), policy(Some("*")));
    for pattern in patterns(files) {
        headers.push_str(&format!("{pattern}\n{}", policy(Some("'self'"))));
    }
    headers
}

fn policy(ancestors: Option<&str>) -> String {
    let frames = ancestors.map_or(String::new(), |ancestors| format!("; frame-ancestors {ancestors}"));
    format!("  Content-Security-Policy: {POLICY}{frames}\n")
}

/// What fits every page but the figures for frames: folders as a whole, and pages beside them under each of their names.
fn patterns(files: &[&str]) -> BTreeSet<String> {
    let mut patterns = BTreeSet::new();
    for file in files {
        match file.split_once('/') {
            Some((folder, _)) if format!("{folder}/") == EMBED_FOLDER => {}
            Some((folder, _)) => {
                patterns.insert(format!("/{folder}/*"));
            }
            None => {
                let Some(stem) = file.strip_suffix(".html") else { continue };
                patterns.insert(format!("/{file}"));
                patterns.insert(format!("/{}", if stem == "index" { "" } else { stem }));
            }
        }
    }
    patterns
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_figures_for_frames_stand_in_frames_of_others() {
        let files = ["404.html", "index.html", "e.html", "e/f.html", "embed/e-table.html", "manifest.json"];
        let headers = write(Some(&files));
        let rules: Vec<(&str, &str)> =
            headers.split("\n/").map(|rule| rule.split_once('\n').unwrap_or_default()).collect();
        let of = |pattern: &str| rules.iter().find(|(name, _)| *name == pattern).map(|(_, rule)| *rule);
        assert!(of("/*").is_some_and(|rule| rule.contains("default-src 'none'") && !rule.contains("frame-ancestors")));
        assert!(of("embed/*").is_some_and(|rule| rule.ends_with("frame-ancestors *")), "{headers}");
        for strict in ["", "index.html", "404.html", "404", "e", "e.html", "e/*"] {
            assert!(of(strict).is_some_and(|rule| rule.contains("frame-ancestors 'self'")), "/{strict}\n{headers}");
        }
        assert_eq!(rules.len(), 9);
    }

    #[test]
    fn without_them_nothing_stands_in_frames_of_others() {
        assert_eq!(write(None).matches("frame-ancestors 'self'").count(), 1);
    }
}
