//! Addresses inside the site, always relative, so that it works under any path, from a zip file or a USB stick.

use minijinja::Value;

/// The way from one page to a file of the site: `../assets/style.css`.
pub(super) fn relative(from: &str, to: &str) -> String {
    format!("{}{to}", "../".repeat(from.matches('/').count()))
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
