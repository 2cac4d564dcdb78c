//! What an address in a page points at.

/// An address, as a browser would read it.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Address {
    /// A file of the site, relative to the page, and perhaps a place in it. An empty path is the page itself.
    Relative { path: String, fragment: Option<String> },
    /// Another web page.
    Web,
    /// `mailto:` or `tel:`.
    Contact,
    /// Something that must not be there, and why.
    Refused(&'static str),
}

impl Address {
    pub(super) fn of(address: &str) -> Self {
        let address = address.trim();
        if address.is_empty() {
            return Self::Refused("is an empty address");
        }
        if address.contains('\\') || address.chars().any(char::is_control) {
            return Self::Refused("holds a backslash or a control character, which browsers read differently");
        }
        if let Some(scheme) = scheme(address) {
            return match scheme.as_str() {
                "http" | "https" if address.contains("://") => Self::Web,
                "mailto" | "tel" => Self::Contact,
                "javascript" | "vbscript" => Self::Refused("is a script"),
                "data" => Self::Refused("embeds data"),
                _ => Self::Refused("is neither a web address, `mailto:` nor `tel:`"),
            };
        }
        if address.starts_with("//") {
            return Self::Refused("leaves out `https:`");
        }
        if address.starts_with('/') {
            return Self::Refused("starts with `/`, so it breaks when the site lives under a path");
        }
        let (rest, fragment) = match address.split_once('#') {
            Some((_, "")) => return Self::Refused("ends in `#` without a place"),
            Some((rest, fragment)) => (rest, Some(decode(fragment))),
            None => (address, None),
        };
        let path = rest.split('?').next().unwrap_or(rest);
        Self::Relative { path: decode(path), fragment }
    }
}

fn scheme(address: &str) -> Option<String> {
    let (scheme, _) = address.split_once(':')?;
    let mut chars = scheme.chars();
    let named = chars.next()?.is_ascii_alphabetic() && chars.all(|c| c.is_ascii_alphanumeric() || "+.-".contains(c));
    named.then(|| scheme.to_ascii_lowercase())
}

/// Undoes percent-encoding; what is not valid stays as it was, and so is found nowhere.
fn decode(text: &str) -> String {
    let digit = |byte: Option<&u8>| byte.and_then(|byte| char::from(*byte).to_digit(16));
    let bytes = text.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        match (byte, digit(bytes.get(at + 1)), digit(bytes.get(at + 2))) {
            (b'%', Some(high), Some(low)) => {
                decoded.push(u8::try_from(high * 16 + low).unwrap_or(b'%'));
                at += 3;
            }
            _ => {
                decoded.push(*byte);
                at += 1;
            }
        }
    }
    String::from_utf8(decoded).unwrap_or_else(|_| text.to_owned())
}

/// The site's path that a relative path means on a page, or nothing where it leaves the site.
pub(super) fn resolve(page: &str, path: &str) -> Option<String> {
    if path.is_empty() {
        return Some(page.to_owned());
    }
    let mut parts: Vec<&str> = page.split('/').collect();
    parts.pop();
    for part in path.split('/') {
        match part {
            "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn relative(path: &str, fragment: Option<&str>) -> Address {
        Address::Relative { path: path.to_owned(), fragment: fragment.map(str::to_owned) }
    }

    #[test]
    fn tells_addresses_apart() {
        assert_eq!(Address::of("../a%20b.html?v=1#x%C5%B5"), relative("../a b.html", Some("xŵ")));
        assert_eq!(Address::of("#top"), relative("", Some("top")));
        assert_eq!(Address::of("2017.html"), relative("2017.html", None));
        assert_eq!(Address::of(" HTTPS://example.org/"), Address::Web);
        assert_eq!(Address::of("mailto:a@example.org"), Address::Contact);
        let refused = [
            "",
            "#",
            "/a.html",
            "//example.org",
            "JavaScript:x",
            "java\tscript:x",
            "data:text/html,x",
            r"a\b",
            "file:a",
            "https:a",
        ];
        for address in refused {
            assert!(matches!(Address::of(address), Address::Refused(_)), "{address:?}");
        }
    }

    #[test]
    fn resolves_within_the_site_only() {
        assert_eq!(resolve("a/b.html", "../c.css").as_deref(), Some("c.css"));
        assert_eq!(resolve("a/b.html", "./d/e.html").as_deref(), Some("a/d/e.html"));
        assert_eq!(resolve("a/b.html", "").as_deref(), Some("a/b.html"));
        assert_eq!(resolve("a.html", "../a.html"), None);
    }
}
