//! From a request to an answer: only to this computer, only from memory.

use super::live::Shown;
use super::page::{self, OWN};

/// What a request asks, as far as it matters.
#[derive(Debug, Default)]
pub(super) struct Request {
    pub(super) method: String,
    /// As it was sent: `/topics/missing.html?x`.
    pub(super) target: String,
    /// Every `Host` header.
    pub(super) hosts: Vec<String>,
}

/// What is sent back.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Answer {
    pub(super) status: &'static str,
    pub(super) kind: &'static str,
    pub(super) body: Vec<u8>,
    /// The name under which it is saved, where it is to be saved.
    pub(super) save_as: Option<String>,
}

const HTML: &str = "text/html; charset=utf-8";
const STYLE: &str = include_str!("preview.css");
const SCRIPT: &str = include_str!("preview.js");

impl Request {
    /// Whether it wants to hear of changes.
    pub(super) fn is_for_events(&self) -> bool {
        self.path() == Some(format!("{OWN}events"))
    }

    /// The path without what follows it, its escapes resolved. Nothing where it is none.
    fn path(&self) -> Option<String> {
        let path = self.target.split(['?', '#']).next().filter(|path| path.starts_with('/'))?;
        let mut bytes = path.bytes();
        let mut plain = Vec::with_capacity(path.len());
        while let Some(byte) = bytes.next() {
            plain.push(if byte == b'%' {
                let digit = |byte: Option<u8>| char::from(byte?).to_digit(16);
                let value = digit(bytes.next())? * 16 + digit(bytes.next())?;
                u8::try_from(value).ok()?
            } else {
                byte
            });
        }
        String::from_utf8(plain).ok()
    }

    /// Why it is not answered. A page elsewhere may have a name lead to this computer, and would then read the preview; so
    /// only the names of this computer are taken.
    pub(super) fn refusal(&self, port: u16) -> Option<Answer> {
        let ours = ["127.0.0.1", "localhost", "[::1]"].map(|name| format!("{name}:{port}"));
        match self.hosts.as_slice() {
            [host] if ours.iter().any(|our| our.eq_ignore_ascii_case(host)) => {}
            _ => {
                return Some(plain(
                    "403 Forbidden",
                    "This preview answers under the address that it printed, and no other.\n",
                ));
            }
        }
        if !["GET", "HEAD"].contains(&self.method.as_str()) {
            return Some(plain("405 Method Not Allowed", "This preview can only be read.\n"));
        }
        None
    }
}

/// A short text.
pub(super) fn plain(status: &'static str, text: &str) -> Answer {
    Answer { status, kind: "text/plain; charset=utf-8", body: text.as_bytes().to_vec(), save_as: None }
}

/// The file that was asked for, or the site's own page for what is not found.
pub(super) fn respond(request: &Request, shown: &Shown) -> Answer {
    let found = |kind, body| Answer { status: "200 OK", kind, body, save_as: None };
    let mut path = request.path().unwrap_or_default();
    match path.strip_prefix(OWN) {
        Some("preview.css") => return found("text/css; charset=utf-8", STYLE.as_bytes().to_vec()),
        Some("preview.js") => return found("text/javascript; charset=utf-8", SCRIPT.as_bytes().to_vec()),
        _ => {}
    }
    let Some(site) = &shown.site else {
        return Answer { status: "503 Service Unavailable", ..found(HTML, page::without_site(shown).into_bytes()) };
    };
    if path.ends_with('/') {
        path.push_str("index.html");
    }
    let path = path.strip_prefix('/').unwrap_or_default();
    let dressed = |bytes: &[u8], watermark: Option<&String>, base| {
        let html = String::from_utf8_lossy(bytes);
        page::dressed(&html, shown, watermark.map(String::as_str), base).into_bytes()
    };
    let watermark = site.drafts.get(path);
    match site.files.get(path) {
        Some(bytes) if kind(path) == HTML => found(HTML, dressed(bytes, watermark, false)),
        Some(bytes) => {
            let name = path.rsplit('/').next().unwrap_or_default();
            let save_as = watermark.map(|_| format!("draft-{name}"));
            Answer { save_as, ..found(kind(path), bytes.clone()) }
        }
        None => {
            let page = site.files.get("404.html").map(|bytes| dressed(bytes, None, true));
            Answer { status: "404 Not Found", ..found(HTML, page.unwrap_or_default()) }
        }
    }
}

fn kind(path: &str) -> &'static str {
    match path.rsplit_once('.').map_or("", |(_, extension)| extension) {
        "html" => HTML,
        "css" => "text/css; charset=utf-8",
        "csv" => "text/csv; charset=utf-8",
        "json" => "application/json",
        "xml" => "application/xml",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ods" => "application/vnd.oasis.opendocument.spreadsheet",
        _ => "text/plain; charset=utf-8",
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::super::problems::Problems;
    use super::*;
    use crate::pipeline::Preview;

    fn asks(method: &str, target: &str, hosts: &[&str]) -> Request {
        let hosts = hosts.iter().map(|host| (*host).to_owned()).collect();
        Request { method: method.to_owned(), target: target.to_owned(), hosts }
    }

    fn answer(target: &str) -> Answer {
        let page = |text: &str| format!("<html><head><title>{text}</title></head><body></body></html>").into_bytes();
        let files = [
            ("index.html", page("Home")),
            ("404.html", page("Lost")),
            ("topics/a b.html", page("Topic")),
            ("downloads/a.csv", b"x\n".to_vec()),
            ("downloads/secret.csv", b"y\n".to_vec()),
        ];
        let preview = Preview {
            counts: Default::default(),
            files: files.map(|(path, bytes)| (path.to_owned(), bytes)).into(),
            drafts: [("downloads/secret.csv".to_owned(), "Draft".to_owned())].into(),
            draft_pages: 1,
        };
        let shown =
            Shown { token: "1-1".to_owned(), site: Some(Arc::new(preview)), problems: Arc::new(Problems::default()) };
        respond(&asks("GET", target, &[]), &shown)
    }

    #[test]
    fn only_the_names_of_this_computer_are_answered() {
        for host in ["127.0.0.1:8020", "localhost:8020", "LOCALHOST:8020", "[::1]:8020"] {
            assert!(asks("GET", "/", &[host]).refusal(8020).is_none(), "{host}");
        }
        let foreign = [
            &["example.org:8020"][..],
            &["127.0.0.1"],
            &["127.0.0.1:80"],
            &["127.0.0.1.example.org:8020"],
            &[],
            &["localhost:8020", "x"],
        ];
        for hosts in foreign {
            assert_eq!(asks("GET", "/", hosts).refusal(8020).map(|answer| answer.status), Some("403 Forbidden"));
        }
    }

    #[test]
    fn nothing_can_be_sent() {
        for method in ["POST", "PUT", "DELETE", "OPTIONS", "get", ""] {
            let refused = asks(method, "/", &["localhost:1"]).refusal(1).map(|answer| answer.status);
            assert_eq!(refused, Some("405 Method Not Allowed"), "{method}");
        }
        assert!(asks("HEAD", "/", &["localhost:1"]).refusal(1).is_none());
    }

    #[test]
    fn files_are_found_by_their_paths_and_nothing_else_is() {
        let text = |answer: &Answer| String::from_utf8_lossy(&answer.body).into_owned();
        assert!(text(&answer("/")).contains("<title>Home"));
        assert!(text(&answer("/index.html?x=1")).contains("<title>Home"));
        assert!(text(&answer("/topics/a%20b.html")).contains("<title>Topic"));
        assert_eq!(answer("/downloads/a.csv").kind, "text/csv; charset=utf-8");
        for lost in [
            "/nothing.html",
            "/../Cargo.toml",
            "/..%2f..%2fetc/passwd",
            "/%2e%2e/site.yaml",
            "//etc/passwd",
            "/topics/",
            "/topics",
            "http://example.org/index.html",
            "/%zz",
            "/%",
            "/%ff",
            "/data/visits.csv",
            "*",
            "",
        ] {
            let answer = answer(lost);
            assert_eq!(answer.status, "404 Not Found", "{lost}");
            assert!(text(&answer).contains("<base href=\"/\"><title>Lost"), "{lost}");
        }
    }

    #[test]
    fn a_file_of_a_draft_is_saved_as_one() {
        assert_eq!(answer("/downloads/secret.csv").save_as.as_deref(), Some("draft-secret.csv"));
        assert_eq!(answer("/downloads/a.csv").save_as, None);
    }
}
