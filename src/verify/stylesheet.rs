//! Style sheets: where their addresses lead, for the links and policy checks.

use super::links::{Link, Purpose};
use super::{Expectations, Findings, policy};

/// Notes the addresses of a style sheet, and refuses what loads other ones.
pub(super) fn check(path: &str, text: &str, expectations: &Expectations, found: &mut Findings) {
    let mut rest = Scanner { text, at: 0 };
    while let Some((start, token)) = rest.next_token() {
        let line = u32::try_from(text[..start].matches('\n').count() + 1).ok();
        match token {
            Token::Url(address) => {
                let (place, address) = ("url()".to_owned(), address.to_owned());
                found.links.push(Link { line, place, address, purpose: Purpose::Fetch });
            }
            Token::Text(inner) if is_address(inner) => {
                found.problem(
                    policy::CHECK,
                    path,
                    line,
                    "names an address elsewhere".to_owned(),
                    "keep it in the theme",
                );
            }
            Token::Text(_) => {}
            Token::Import => {
                let message = "@import loads another style sheet".to_owned();
                found.problem(policy::CHECK, path, line, message, "link to both from the page");
            }
        }
    }
    policy::check_fetches(path, expectations, found);
}

fn is_address(text: &str) -> bool {
    let text = text.trim().to_ascii_lowercase();
    ["http:", "https:", "//", "data:", "javascript:"].iter().any(|start| text.starts_with(start))
}

enum Token<'a> {
    Url(&'a str),
    Text(&'a str),
    Import,
}

/// Finds strings, `url(…)` and `@import` outside comments; the rest of the language does not matter here.
struct Scanner<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Scanner<'a> {
    fn next_token(&mut self) -> Option<(usize, Token<'a>)> {
        loop {
            let rest = &self.text[self.at..];
            let start = self.at;
            let first = rest.chars().next()?;
            if rest.starts_with("/*") {
                self.at += rest.find("*/").map_or(rest.len(), |end| end + 2);
            } else if first == '"' || first == '\'' {
                let inner = quoted(rest, first);
                self.at = (self.at + inner.len() + 2).min(self.text.len());
                return Some((start, Token::Text(inner)));
            } else if starts_with(rest, "url(") {
                let inner = rest[4..].trim_start();
                let address = match inner.chars().next() {
                    Some(quote @ ('"' | '\'')) => quoted(inner, quote),
                    _ => inner.split(')').next().unwrap_or(inner).trim_end(),
                };
                let end = rest.find(address).map_or(4, |at| at + address.len());
                self.at = after_quote(self.text, self.at + end.max(4));
                return Some((start, Token::Url(address)));
            } else if starts_with(rest, "@import") {
                self.at += "@import".len();
                return Some((start, Token::Import));
            } else {
                self.at += first.len_utf8();
            }
        }
    }
}

/// The inside of a string that starts here.
fn quoted(text: &str, quote: char) -> &str {
    let inner = text.get(1..).unwrap_or_default();
    let mut escaped = false;
    for (at, c) in inner.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            c if c == quote => return &inner[..at],
            _ => {}
        }
    }
    inner
}

fn after_quote(text: &str, at: usize) -> usize {
    if text[at..].starts_with(['"', '\'']) { at + 1 } else { at }
}

fn starts_with(text: &str, word: &str) -> bool {
    text.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word))
}
