//! A drawing as a file of its own: what the page says around it is drawn into it, on white ground.

use quick_xml::Reader;
use quick_xml::events::Event;

use super::canvas::{Canvas, number};
use super::layout::count;
use super::{palette, text};

const MARGIN: f64 = 20.0;
const TITLE_SIZE: f64 = 19.0;
const TITLE_LINE: f64 = 24.0;
const GAP: f64 = 12.0;
const MUTED: &str = "#48545F";
/// Bold letters are wider than those whose widths are known.
const BOLD: f64 = 1.09;

/// What stands around a drawing.
#[derive(Debug)]
pub(in crate::render) struct Around {
    pub(in crate::render) headline: String,
    pub(in crate::render) subtitle: String,
    /// Below the drawing: notes, source.
    pub(in crate::render) foot: Vec<String>,
}

/// A file from a drawing as it stands in the page; nothing where that is none of ours.
pub(in crate::render) fn standalone(svg: &str, around: &Around) -> Option<String> {
    let inner = Inner::of(svg)?;
    let room = inner.width;
    let scale = TITLE_SIZE / text::SIZE * BOLD;
    let headline = text::wrap(&around.headline, room / scale);
    let subtitle = text::wrap(&around.subtitle, room);
    let foot: Vec<String> = around.foot.iter().flat_map(|line| text::wrap(line, room)).collect();
    let top = MARGIN + count(headline.len()) * TITLE_LINE + count(subtitle.len()) * text::LINE + GAP;
    let below = top + inner.height + GAP;
    let width = number(room + 2.0 * MARGIN);
    let height = number(below + count(foot.len()) * text::LINE + MARGIN - 4.0);
    let (view, size) = (format!("0 0 {width} {height}"), number(text::SIZE));
    let mut canvas = Canvas::default();
    canvas.open(
        "svg",
        &[
            ("xmlns", "http://www.w3.org/2000/svg"),
            ("role", "img"),
            ("aria-labelledby", inner.named),
            ("viewBox", &view),
            ("width", &width),
            ("height", &height),
            ("font-family", super::FONT),
            ("font-size", &size),
            ("fill", palette::INK),
        ],
    );
    canvas.raw(inner.names);
    canvas.leaf("rect", &[("width", &width), ("height", &height), ("fill", palette::WHITE)]);
    let mut baseline = MARGIN + TITLE_SIZE - 3.0;
    let bold = [("font-size", number(TITLE_SIZE)), ("font-weight", "bold".to_owned())];
    let bold: Vec<(&str, &str)> = bold.iter().map(|(name, value)| (*name, value.as_str())).collect();
    for line in &headline {
        words(&mut canvas, baseline, &bold, line);
        baseline += TITLE_LINE;
    }
    for line in &subtitle {
        words(&mut canvas, baseline - 2.0, &[("fill", MUTED)], line);
        baseline += text::LINE;
    }
    canvas.open("g", &[("transform", &format!("translate({} {})", number(MARGIN), number(top)))]);
    canvas.raw(inner.body);
    canvas.close("g");
    let mut baseline = below + text::SIZE - 2.0;
    for line in &foot {
        words(&mut canvas, baseline, &[("fill", MUTED)], line);
        baseline += text::LINE;
    }
    canvas.close("svg");
    Some(canvas.finish() + "\n")
}

fn words(canvas: &mut Canvas, y: f64, style: &[(&str, &str)], line: &str) {
    let (x, y) = (number(MARGIN), number(y));
    canvas.words("text", &[&[("x", x.as_str()), ("y", &y)], style].concat(), line);
}

/// The parts of a drawing of ours.
struct Inner<'a> {
    width: f64,
    height: f64,
    /// The value of `aria-labelledby`.
    named: &'a str,
    /// Its `<title>` and `<desc>`.
    names: &'a str,
    body: &'a str,
}

impl<'a> Inner<'a> {
    fn of(svg: &'a str) -> Option<Self> {
        let mut reader = Reader::from_str(svg);
        let Ok(Event::Start(root)) = reader.read_event() else { return None };
        let size = |name: &str| root.try_get_attribute(name).ok()??.value.parse().ok();
        let (width, height) = (size("width")?, size("height")?);
        let (start, rest) = svg.split_once('>')?;
        let (names, body) = rest.split_at(rest.find("</desc>")? + "</desc>".len());
        let named = start.split_once("aria-labelledby=\"")?.1.split_once('"')?.0;
        Some(Self { width, height, named, names, body: body.strip_suffix("</svg>")? })
    }
}
