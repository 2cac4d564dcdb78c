//! Writes SVG: attributes only, nothing that a strict content security policy would stop.

use quick_xml::escape::escape;

use super::layout::Area;
use super::{palette, text};

/// An SVG document in the making.
#[derive(Debug, Default)]
pub(super) struct Canvas {
    svg: String,
}

/// The look of a text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Ink {
    pub(super) anchor: &'static str,
    pub(super) fill: &'static str,
    /// Whether a white rim lifts the text from what lies behind.
    pub(super) rim: bool,
}

impl Ink {
    pub(super) const START: Self = Self { anchor: "start", fill: palette::INK, rim: false };
    pub(super) const MIDDLE: Self = Self { anchor: "middle", ..Self::START };
    pub(super) const END: Self = Self { anchor: "end", ..Self::START };

    pub(super) fn rimmed(self) -> Self {
        Self { rim: true, ..self }
    }
}

impl Canvas {
    pub(super) fn open(&mut self, tag: &str, attributes: &[(&str, &str)]) {
        self.start(tag, attributes);
        self.svg.push('>');
    }

    pub(super) fn close(&mut self, tag: &str) {
        self.svg.push_str("</");
        self.svg.push_str(tag);
        self.svg.push('>');
    }

    pub(super) fn leaf(&mut self, tag: &str, attributes: &[(&str, &str)]) {
        self.start(tag, attributes);
        self.svg.push_str("/>");
    }

    /// An element with text inside.
    pub(super) fn words(&mut self, tag: &str, attributes: &[(&str, &str)], text: &str) {
        self.open(tag, attributes);
        self.svg.push_str(&escaped(text));
        self.close(tag);
    }

    /// What is SVG of ours already.
    pub(super) fn raw(&mut self, svg: &str) {
        self.svg.push_str(svg);
    }

    pub(super) fn rect(&mut self, area: Area, attributes: &[(&str, &str)]) {
        let (x, y, width, height) = (number(area.x), number(area.y), number(area.width), number(area.height));
        let place = [("x", x.as_str()), ("y", &y), ("width", &width), ("height", &height)];
        self.leaf("rect", &[&place, attributes].concat());
    }

    /// One line of text, its baseline at `y`. It keeps the length that the layout reckoned with, whatever font the reader has.
    pub(super) fn label(&mut self, x: f64, y: f64, ink: Ink, words: &str) {
        let (x, y, length) = (number(x), number(y), number(text::width(words)));
        let mut attributes = vec![("x", x.as_str()), ("y", &y)];
        if words.chars().count() > 1 {
            attributes.extend([("textLength", length.as_str()), ("lengthAdjust", "spacingAndGlyphs")]);
        }
        if ink.anchor != "start" {
            attributes.push(("text-anchor", ink.anchor));
        }
        if ink.fill != palette::INK {
            attributes.push(("fill", ink.fill));
        }
        if ink.rim {
            let rim = [("stroke", palette::WHITE), ("stroke-width", "3"), ("stroke-linejoin", "round")];
            attributes.extend(rim);
            attributes.push(("paint-order", "stroke"));
        }
        self.words("text", &attributes, words);
    }

    pub(super) fn finish(self) -> String {
        self.svg
    }

    fn start(&mut self, tag: &str, attributes: &[(&str, &str)]) {
        self.svg.push('<');
        self.svg.push_str(tag);
        for (name, value) in attributes {
            self.svg.push_str(&format!(" {name}=\"{}\"", escaped(value)));
        }
    }
}

/// No control character is allowed in XML, not even escaped.
fn escaped(text: &str) -> String {
    let clean: String = text.chars().map(|character| if character.is_control() { ' ' } else { character }).collect();
    escape(clean.as_str()).into_owned()
}

/// A coordinate with at most two decimals.
pub(super) fn number(value: f64) -> String {
    let text = format!("{value:.2}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}
