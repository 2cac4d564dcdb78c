//! The check of old addresses: nothing on the site sends readers on but the pages that were asked to, and only to where they
//! were asked to.

use std::collections::BTreeMap;

use super::address::resolve;
use super::{Expectations, Problem};

const CHECK: &str = "output-redirects";
const FILE: &str = "_redirects";

/// Whether a page may send its readers on as the content of its `<meta>` says.
pub(super) fn may_lead(path: &str, content: &str, expectations: &Expectations) -> bool {
    let target = content.strip_prefix("0; url=").and_then(|address| resolve(path, address));
    target.is_some() && target.as_ref() == expectations.moved.get(path)
}

/// Compares what is there with what was asked for.
pub(super) fn check(files: &BTreeMap<String, Vec<u8>>, expectations: &Expectations) -> Vec<Problem> {
    let lines = expectations.moved.iter().map(|(from, to)| format!("/{from} /{to} 301\n"));
    let expected: String = lines.collect();
    let found = files.get(FILE).map_or(&[][..], Vec::as_slice);
    let problem = |path: &str, message: String, hint: &str| Problem {
        path: path.to_owned(),
        line: None,
        check: CHECK,
        message,
        hint: hint.to_owned(),
    };
    let mut problems = Vec::new();
    if found != expected.as_bytes() {
        let message = "does not say what the old addresses of the pages are".to_owned();
        problems.push(problem(FILE, message, "it is made from `moved-from` alone"));
    }
    for (from, to) in &expectations.moved {
        for path in [from, to].into_iter().filter(|path| !files.contains_key(*path)) {
            problems.push(problem(path, "is no file of the site".to_owned(), "an old address needs both ends"));
        }
    }
    problems
}

#[cfg(test)]
mod tests {
    use super::*;

    fn expectations() -> Expectations {
        let moved = [("old/a.html".to_owned(), "new/a.html".to_owned())];
        Expectations { moved: moved.into(), ..Expectations::default() }
    }

    #[test]
    fn pages_lead_only_where_they_were_asked_to() {
        for (path, content, expected) in [
            ("old/a.html", "0; url=../new/a.html", true),
            ("old/a.html", "5; url=../new/a.html", false),
            ("old/a.html", "0; url=../new/b.html", false),
            ("old/a.html", "0; url=https://example.org/new/a.html", false),
            ("old/a.html", "0", false),
            ("new/a.html", "0; url=a.html", false),
        ] {
            assert_eq!(may_lead(path, content, &expectations()), expected, "{path} {content}");
        }
    }

    #[test]
    fn the_file_for_hosts_says_the_same() {
        let site = |file: &str| {
            let files = [("old/a.html", ""), ("new/a.html", ""), (FILE, file)];
            files.map(|(path, text)| (path.to_owned(), text.as_bytes().to_vec())).into()
        };
        assert!(check(&site("/old/a.html /new/a.html 301\n"), &expectations()).is_empty());
        assert_eq!(check(&site("/old/a.html https://example.org/ 301\n"), &expectations()).len(), 1);
        assert_eq!(check(&BTreeMap::new(), &expectations()).len(), 3);
    }
}
