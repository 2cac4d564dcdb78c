//! The policy check: no script, nothing from elsewhere, nothing that a strict content security policy would stop, and no
//! comment in which something could hide.

use scraper::{ElementRef, Node};

use super::address::Address;
use super::links::{Link, Purpose};
use super::page::Page;
use super::{ERROR_PAGE, Expectations, Findings, moved};

pub(super) const CHECK: &str = "output-policy";

/// Elements that run, embed, or change what addresses mean.
const ELEMENTS: [&str; 13] = [
    "script", "style", "iframe", "frame", "frameset", "object", "embed", "applet", "base", "portal", "template", "set",
    "handler",
];
/// Elements of SVG that run by themselves.
const ANIMATIONS: [&str; 3] = ["animate", "animatemotion", "animatetransform"];

/// Looks at every element and comment of a page or drawing. Needs the page's links to have been collected.
pub(super) fn check(page: &Page<'_>, expectations: &Expectations, found: &mut Findings) {
    for element in page.elements() {
        let name = element.value().name().to_ascii_lowercase();
        let line = page.line(element);
        // Where links open changes no address.
        let opens = name == "base" && element.value().attr("href").is_none();
        if !opens && ELEMENTS.contains(&name.as_str()) || ANIMATIONS.contains(&name.as_str()) {
            found.problem(CHECK, page.path, line, format!("<{name}> is not allowed"), "leave it out of the theme");
        }
        check_attributes(page, element, expectations, found);
    }
    for node in page.html.tree.root().descendants() {
        if matches!(node.value(), Node::Comment(_) | Node::ProcessingInstruction(_)) {
            let line = node.parent().and_then(ElementRef::wrap).and_then(|parent| page.line(parent));
            let hint = "use a template comment, which is not published";
            found.problem(CHECK, page.path, line, "holds a comment".to_owned(), hint);
        }
    }
    check_fetches(page.path, expectations, found);
}

fn check_attributes(page: &Page<'_>, element: ElementRef<'_>, expectations: &Expectations, found: &mut Findings) {
    let value = element.value();
    let name = value.name();
    let mut problem = |message: String, hint: &str| found.problem(CHECK, page.path, page.line(element), message, hint);
    for (attribute, _) in value.attrs() {
        match attribute.to_ascii_lowercase().as_str() {
            "style" => problem(format!("<{name}> has a style attribute"), "use a class and the style sheet"),
            "ping" => problem(format!("<{name}> reports to somebody when it is followed"), "remove `ping`"),
            "srcdoc" => problem(format!("<{name}> has a page within"), "remove `srcdoc`"),
            event if event.len() > 2 && event.starts_with("on") => {
                problem(format!("<{name}> has the event handler `{event}`"), "the site has no scripts; remove it");
            }
            _ => {}
        }
    }
    let equivalent = value.attr("http-equiv").unwrap_or_default().trim();
    let leads = || moved::may_lead(page.path, value.attr("content").unwrap_or_default(), expectations);
    let reloads = equivalent.eq_ignore_ascii_case("refresh") && !leads();
    if name == "meta" && (reloads || equivalent.eq_ignore_ascii_case("set-cookie")) {
        problem("<meta> reloads the page or sets a cookie".to_owned(), "remove it; link to the page instead");
    }
}

/// No address that a browser fetches by itself may lead to another host. Also for style sheets.
pub(super) fn check_fetches(path: &str, expectations: &Expectations, found: &mut Findings) {
    let wrong = |link: &&Link| {
        let own = path == ERROR_PAGE && expectations.own(&link.address).is_some();
        link.purpose == Purpose::Fetch && Address::of(&link.address) == Address::Web && !own
    };
    let elsewhere: Vec<_> = found.links.iter().filter(wrong).map(|link| (link.line, link.place.clone())).collect();
    for (line, place) in elsewhere {
        let message = format!("{place}: is fetched from another host");
        found.problem(CHECK, path, line, message, "put the file into the theme and link to it there");
    }
}
