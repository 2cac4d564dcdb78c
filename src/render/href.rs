//! Addresses inside the site, always relative, so that it works under any path, from a zip file or a USB stick.

use minijinja::Value;

/// The way from one page to a file of the site: `../assets/style.css`.
pub(super) fn relative(from: &str, to: &str) -> String {
    format!("{}{to}", "../".repeat(from.matches('/').count()))
}

/// The page that a server shows for every address that it does not know, at whatever depth.
pub(crate) const NOT_FOUND: &str = "404.html";

/// Where a site with this address begins on its server: `/transparency/`.
pub(crate) fn root_of(address: &str) -> &str {
    let host = address.split_once("://").map_or(address, |(_, host)| host);
    host.find('/').map_or("/", |at| &host[at..])
}

/// An address as a template value. It is escaped here, once, for an attribute.
pub(super) fn value(href: &str) -> Value {
    Value::from_safe_string(escape(href))
}

/// Text as HTML, for content and for quoted attributes.
pub(crate) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            c => escaped.push(c),
        }
    }
    escaped
}
