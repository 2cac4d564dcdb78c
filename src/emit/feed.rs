//! The feed of publications and revisions, as Atom, for a site whose address is known (<https://www.rfc-editor.org/rfc/rfc4287>).

use jiff::civil::Date;
use quick_xml::escape::escape;

use crate::config::Site;
use crate::render::{FEED, News};

/// The feed of these news, which begin with the newest; nothing where there are none: a feed has to say when it changed.
pub(super) fn write(site: &Site, address: &str, news: &[News]) -> Option<String> {
    let updated = news.iter().map(|one| one.updated).max()?;
    let mut feed = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\">\n",
        escape(&site.language)
    );
    feed.push_str(&element("  ", "title", &site.title));
    if let Some((text, _)) = &site.description {
        feed.push_str(&element("  ", "subtitle", text));
    }
    feed.push_str(&element("  ", "id", &format!("{address}{FEED}")));
    feed.push_str(&link("  ", "self", "application/atom+xml", &format!("{address}{FEED}")));
    feed.push_str(&link("  ", "alternate", "text/html", &format!("{address}index.html")));
    feed.push_str(&element("  ", "updated", &moment(updated)));
    feed.push_str(&format!("  <author><name>{}</name></author>\n", escape(&site.organisation)));
    if let Some(licence) = site.licence {
        feed.push_str(&element("  ", "rights", licence.name));
    }
    feed.extend(news.iter().map(|one| entry(address, one)));
    feed.push_str("</feed>\n");
    Some(feed)
}

fn entry(address: &str, news: &News) -> String {
    let mut entry = "  <entry>\n".to_owned();
    entry.push_str(&element("    ", "title", &news.title));
    entry.push_str(&element("    ", "id", &name(address, news)));
    entry.push_str(&link("    ", "alternate", "text/html", &format!("{address}{}", news.href)));
    entry.push_str(&element("    ", "published", &moment(news.published)));
    entry.push_str(&element("    ", "updated", &moment(news.updated)));
    if let Some(summary) = &news.summary {
        entry.push_str(&element("    ", "summary", summary));
    }
    entry + "  </entry>\n"
}

/// A name that an entry keeps for ever, also when its edition moves to another address (<https://www.rfc-editor.org/rfc/rfc4151>).
fn name(address: &str, news: &News) -> String {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    let host = host.split(':').next().unwrap_or(host);
    format!("tag:{host},{}:/{path}{}", news.published, news.named_by)
}

/// A declared day, as the moment at which it begins.
fn moment(day: Date) -> String {
    format!("{day}T00:00:00Z")
}

fn element(indent: &str, name: &str, text: &str) -> String {
    format!("{indent}<{name}>{}</{name}>\n", escape(text))
}

fn link(indent: &str, relation: &str, kind: &str, href: &str) -> String {
    format!("{indent}<link rel=\"{relation}\" type=\"{kind}\" href=\"{}\"/>\n", escape(href))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_is_named_by_its_day_and_page_without_the_port() {
        let news = News {
            named_by: "a/b.html".to_owned(),
            href: "a/b-2024.html".to_owned(),
            title: "T".to_owned(),
            summary: None,
            published: jiff::civil::date(2024, 9, 12),
            updated: jiff::civil::date(2024, 10, 1),
            authored: Vec::new(),
        };
        assert_eq!(name("https://example.org:8080/figures/", &news), "tag:example.org,2024-09-12:/figures/a/b.html");
        assert_eq!(name("https://example.org/", &news), "tag:example.org,2024-09-12:/a/b.html");
    }
}
