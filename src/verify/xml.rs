//! Feeds, sitemaps and drawings as XML: well-formed, without comments, and where their addresses lead.

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use super::links::{Link, Purpose};
use super::{Findings, markup, policy};

/// A text in an XML file, with the name of its element and its line.
pub(super) struct Text {
    pub(super) element: String,
    pub(super) text: String,
    pub(super) line: u32,
}

/// Reports what is no XML, comments, and notes the addresses of sitemaps and feeds.
pub(super) fn check(path: &str, text: &str, found: &mut Findings) {
    let is_drawing = text.contains("<svg");
    let texts = read(text, |line, what| {
        let hint = "correct the template or file that it comes from";
        match what {
            Odd::Broken => found.problem(markup::CHECK, path, line, "is not well-formed XML".to_owned(), hint),
            Odd::Hidden => found.problem(policy::CHECK, path, line, "holds a comment or instruction".to_owned(), hint),
            Odd::Address(place, address) if !is_drawing => {
                found.links.push(Link { line, place, address, purpose: Purpose::About });
            }
            Odd::Address(..) => {}
        }
    });
    for Text { element, text, line } in texts {
        if !is_drawing && matches!(element.as_str(), "loc" | "link") && !text.trim().is_empty() {
            let place = format!("<{element}>");
            found.links.push(Link { line: Some(line), place, address: text, purpose: Purpose::About });
        }
    }
}

enum Odd {
    Broken,
    Hidden,
    Address(String, String),
}

/// The texts of a file, without what `check` reports.
pub(super) fn texts(text: &str) -> Vec<Text> {
    read(text, |_, _| {})
}

fn read(text: &str, mut odd: impl FnMut(Option<u32>, Odd)) -> Vec<Text> {
    let mut reader = Reader::from_str(text);
    let (mut texts, mut open) = (Vec::<Text>::new(), Vec::<String>::new());
    // Text comes in pieces, cut at references; one element's pieces belong together.
    let mut whole = true;
    let mut lines = Lines { text, at: 0, line: 1 };
    loop {
        let line = lines.at(reader.buffer_position());
        let event = match reader.read_event() {
            Ok(event) => event,
            Err(_) => {
                odd(Some(line), Odd::Broken);
                return texts;
            }
        };
        let piece = match event {
            Event::Eof => {
                if !open.is_empty() {
                    odd(Some(line), Odd::Broken);
                }
                return texts;
            }
            Event::Start(start) => {
                address(&start).into_iter().for_each(|one| odd(Some(line), one));
                texts.extend(values(&start, line));
                open.push(name(start.name().as_ref()));
                None
            }
            Event::Empty(start) => {
                address(&start).into_iter().for_each(|one| odd(Some(line), one));
                texts.extend(values(&start, line));
                None
            }
            Event::End(_) => {
                open.pop();
                None
            }
            Event::Comment(_) | Event::PI(_) | Event::DocType(_) => {
                odd(Some(line), Odd::Hidden);
                None
            }
            Event::Text(piece) => Some(piece.xml10_content().into_owned()),
            Event::CData(piece) => Some(piece.xml10_content().into_owned()),
            Event::GeneralRef(reference) => match reference.resolve_char_ref() {
                Ok(Some(c)) => Some(c.to_string()),
                // `&amp;` and its like: no digit can hide behind a name.
                Ok(None) => Some("&".to_owned()),
                Err(_) => {
                    odd(Some(line), Odd::Broken);
                    None
                }
            },
            Event::Decl(_) => None,
        };
        match (piece, texts.last_mut()) {
            (Some(piece), Some(last)) if !whole => last.text.push_str(&piece),
            (Some(text), _) => {
                texts.push(Text { element: open.last().cloned().unwrap_or_default(), text, line });
                whole = false;
            }
            (None, _) => whole = true,
        }
    }
}

fn name(bytes: impl AsRef<[u8]>) -> String {
    String::from_utf8_lossy(bytes.as_ref()).into_owned()
}

/// The address that an element of a feed carries.
fn address(start: &BytesStart<'_>) -> Option<Odd> {
    let href = start.try_get_attribute("href").ok().flatten()?;
    let place = format!("href of <{}>", name(start.name().as_ref()));
    Some(Odd::Address(place, href.normalized_value(XmlVersion::Explicit1_0).ok()?.into_owned()))
}

/// Attributes of a workbook's cells and sheets that are read like text.
const READ: [&str; 8] = [
    "office:value",
    "office:string-value",
    "office:date-value",
    "office:time-value",
    "office:boolean-value",
    "table:name",
    "table:formula",
    "table:title",
];

fn values(start: &BytesStart<'_>, line: u32) -> Vec<Text> {
    let value = |attribute: &str| {
        let text = start.try_get_attribute(attribute).ok().flatten()?.normalized_value(XmlVersion::Explicit1_0).ok()?;
        Some(Text { element: name(start.name().as_ref()), text: text.into_owned(), line })
    };
    READ.iter().filter_map(|attribute| value(attribute)).collect()
}

/// Counts lines as the reader goes forward.
struct Lines<'a> {
    text: &'a str,
    at: usize,
    line: u32,
}

impl Lines<'_> {
    fn at(&mut self, position: u64) -> u32 {
        let to = usize::try_from(position).unwrap_or(self.text.len()).min(self.text.len());
        let passed = self.text.as_bytes().get(self.at..to).unwrap_or_default();
        self.line += u32::try_from(passed.iter().filter(|byte| **byte == b'\n').count()).unwrap_or(0);
        self.at = self.at.max(to);
        self.line
    }
}
