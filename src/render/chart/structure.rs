//! A structure diagram as a static SVG: boxes below each other, each set in under the one that it belongs to, so that it is
//! as wide as a telephone and no two lines can cross. Levels differ in shape and name as well as in colour.

use super::canvas::{Canvas, number};
use super::frame::{self, Root};
use super::layout::{Area, WIDTH, count};
use super::{palette, text};

/// How far a box is set in under the one above it.
const INDENT: f64 = 24.0;
const GAP: f64 = 14.0;
const PADDING: f64 = 10.0;
const CORNER: f64 = 11.0;
const EDGE: f64 = 2.0;
/// Bold letters are wider than those whose widths are known.
const BOLD: f64 = 1.09;
const LINE_INK: &str = "#595959";
const LEVEL_INK: &str = "#3D3D3D";
/// Edge and tint of each level; the tints keep black text above 12:1.
const COLOURS: [(&str, &str); 4] =
    [("#12436D", "#E4EDF5"), ("#1B6F68", "#E6F4F2"), ("#801650", "#F8EAF1"), ("#A8440F", "#FDEEE3")];

/// Everything that a diagram shows.
#[derive(Debug)]
pub(in crate::render) struct Diagram {
    /// Unique on its page; prefixes the ids inside the SVG.
    pub(in crate::render) id: String,
    pub(in crate::render) title: String,
    pub(in crate::render) description: String,
    pub(in crate::render) levels: Vec<String>,
    pub(in crate::render) boxes: Vec<Node>,
}

/// A box with those below it.
#[derive(Debug)]
pub(in crate::render) struct Node {
    pub(in crate::render) name: String,
    pub(in crate::render) text: String,
    /// Its position among the levels.
    pub(in crate::render) level: Option<usize>,
    pub(in crate::render) below: Vec<Node>,
}

/// Draws a diagram as a complete `<svg>` element.
pub(in crate::render) fn draw(diagram: &Diagram) -> String {
    let mut drawer = Drawer { diagram, canvas: Canvas::default(), y: EDGE };
    for node in &diagram.boxes {
        drawer.node(node, EDGE);
    }
    let height = drawer.y - GAP + EDGE;
    let inner = drawer.canvas.finish();
    let Diagram { id, title, description, .. } = diagram;
    let mut canvas = Canvas::default();
    Root { class: "chart diagram", id, title, description, height }.open(&mut canvas);
    canvas.raw(&inner);
    frame::close(&mut canvas);
    canvas.finish()
}

struct Drawer<'a> {
    diagram: &'a Diagram,
    canvas: Canvas,
    /// Where the next box begins.
    y: f64,
}

impl Drawer<'_> {
    /// Draws a box and all below it; the middle of its own height.
    fn node(&mut self, node: &Node, x: f64) -> f64 {
        let top = self.y;
        let room = WIDTH - EDGE - x - 2.0 * PADDING;
        let level = node.level.and_then(|level| self.diagram.levels.get(level));
        let level_lines = level.map_or_else(Vec::new, |level| text::wrap(level, room));
        let name = text::wrap(&node.name, room / BOLD);
        let words = text::wrap(&node.text, room);
        let lines = level_lines.len() + name.len() + words.len();
        let area = Area { x, y: top, width: WIDTH - EDGE - x, height: count(lines) * text::LINE + 2.0 * PADDING };
        self.y = top + area.height + GAP;
        let bottom = top + area.height;
        let stem = x + INDENT / 2.0;
        let (mut branches, mut last) = (String::new(), bottom);
        for below in &node.below {
            last = self.node(below, x + INDENT);
            branches.push_str(&format!("M{} {}H{}", number(stem), number(last), number(x + INDENT)));
        }
        if !node.below.is_empty() {
            let outline = format!("M{} {}V{}{branches}", number(stem), number(bottom), number(last));
            let look = [("d", outline.as_str()), ("fill", "none"), ("stroke", LINE_INK), ("stroke-width", "2")];
            self.canvas.leaf("path", &look);
        }
        self.frame(area, node.level);
        let mut baseline = top + PADDING + text::LINE / 2.0 + text::MIDDLE;
        self.lines(&level_lines, &[("fill", LEVEL_INK)], x, &mut baseline);
        self.lines(&name, &[("font-weight", "bold")], x, &mut baseline);
        self.lines(&words, &[], x, &mut baseline);
        top + area.height / 2.0
    }

    /// Lines of one style; the baseline moves on.
    fn lines(&mut self, lines: &[String], style: &[(&str, &str)], x: f64, baseline: &mut f64) {
        for line in lines {
            let (x, y) = (number(x + PADDING), number(*baseline));
            self.canvas.words("text", &[&[("x", x.as_str()), ("y", &y)], style].concat(), line);
            *baseline += text::LINE;
        }
    }

    /// Square, rounded, cut and dashed: each level has a form of its own.
    fn frame(&mut self, area: Area, level: Option<usize>) {
        let Some((edge, tint)) = level.map(|level| COLOURS[level % COLOURS.len()]) else {
            let look = [("rx", "3"), ("fill", palette::WHITE), ("stroke", palette::INK), ("stroke-width", "2")];
            return self.canvas.rect(area, &look);
        };
        let look = [("fill", tint), ("stroke", edge)];
        match level {
            Some(0) => self.canvas.rect(area, &[&look[..], &[("stroke-width", "4")]].concat()),
            Some(1) => {
                let corner = number(CORNER);
                self.canvas.rect(area, &[&look[..], &[("rx", corner.as_str()), ("stroke-width", "2")]].concat());
            }
            Some(2) => {
                let outline = cut(area);
                let shape = [("d", outline.as_str()), ("stroke-width", "2"), ("stroke-linejoin", "round")];
                self.canvas.leaf("path", &[&shape[..], &look].concat());
            }
            _ => self.canvas.rect(area, &[&look[..], &[("stroke-width", "2"), ("stroke-dasharray", "6 4")]].concat()),
        }
    }
}

/// The outline of a box whose corners are cut off.
fn cut(area: Area) -> String {
    let [left, top, right, bottom] = [area.x, area.y, area.x + area.width, area.y + area.height].map(number);
    let (inner_left, inner_right) = (number(area.x + CORNER), number(area.x + area.width - CORNER));
    let (inner_top, inner_bottom) = (number(area.y + CORNER), number(area.y + area.height - CORNER));
    format!(
        "M{inner_left} {top}H{inner_right}L{right} {inner_top}V{inner_bottom}L{inner_right} {bottom}H{inner_left}\
         L{left} {inner_bottom}V{inner_top}Z"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn node(name: &str, level: usize, below: Vec<Node>) -> Node {
        Node { name: name.into(), text: String::new(), level: Some(level), below }
    }

    #[test]
    fn boxes_stand_below_each_other_within_the_width_and_are_escaped() {
        let deep = (0..5).fold(node("A & B <ends>", 3, vec![]), |below, level| node("Panel", level, vec![below]));
        let diagram = Diagram {
            id: "d".into(),
            title: "T".into(),
            description: "D".into(),
            levels: vec!["One".into(), "Two".into(), "Three".into(), "Four".into()],
            boxes: vec![deep, node(&"long".repeat(40), 2, vec![])],
        };
        let svg = draw(&diagram);
        assert!(svg.contains("A &amp; B &lt;ends&gt;"), "{svg}");
        assert!(right_ends(&svg).iter().all(|right| *right <= WIDTH), "{svg}");
    }

    /// The right end of every line of text.
    fn right_ends(svg: &str) -> Vec<f64> {
        let texts = svg.split("<text x=\"").skip(1).filter_map(|rest| {
            let (x, rest) = rest.split_once('"')?;
            let (_, words) = rest.split_once('>')?;
            Some(x.parse::<f64>().ok()? + text::width(words.split_once('<')?.0))
        });
        texts.collect()
    }
}
