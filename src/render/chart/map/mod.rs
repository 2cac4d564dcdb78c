//! A map of areas as a static SVG: at most four shades, every figure in or beside its area, what is withheld hatched.

mod classes;
mod outline;
mod place;

use super::canvas::{Canvas, Ink, number};
use super::frame::{self, Root};
use super::layout::{Area, WIDTH, count};
use super::{Drawn, palette, text};
use crate::language::Strings;
use crate::protect::{Marker, Published};
use classes::Classes;
pub(crate) use outline::Outline;
use outline::Paths;

const SWATCH: f64 = 18.0;
const ROW: f64 = 25.0;
const BADGE: f64 = 10.5;
const BORDER: &str = "#3D3D3D";
const GROUND: (&str, &str) = ("#F1F1F1", "#9A9A9A");
/// Where the vault has no number that could be drawn and nothing is withheld.
const BLANK: &str = "#FFFFFF";

/// Everything that a map shows. There is no figure here that is not published.
#[derive(Debug)]
pub(in crate::render) struct AreaMap {
    /// Unique on its page; prefixes the ids inside the SVG.
    pub(in crate::render) id: String,
    pub(in crate::render) title: String,
    pub(in crate::render) description: String,
    /// What the figures count.
    pub(in crate::render) unit: String,
    pub(in crate::render) percentages: bool,
    pub(in crate::render) areas: Vec<(String, Published)>,
    pub(in crate::render) outlines: Vec<Outline>,
    /// What the key says of areas without figures.
    pub(in crate::render) ground: String,
    pub(in crate::render) strings: Strings,
}

/// Draws a map.
pub(in crate::render) fn draw(map: &AreaMap) -> Drawn {
    let classes = Classes::new(map.areas.iter().map(|(_, value)| value), map.percentages, &map.strings);
    let (paths, map_height) = outline::project(&map.outlines, WIDTH);
    let mut drawer = Drawer { map, classes: &classes, canvas: Canvas::default(), listed: Vec::new() };
    let key = drawer.key();
    drawer.canvas.open("g", &[("transform", &format!("translate(0 {})", number(key)))]);
    for (_, paths) in map.outlines.iter().zip(&paths).filter(|(outline, _)| outline.area.is_none()) {
        drawer.ground(paths);
    }
    let drawn = map.outlines.iter().zip(&paths).filter_map(|(outline, paths)| Some((outline.area?, paths)));
    let drawn: Vec<(usize, &Paths)> = drawn.collect();
    for (area, paths) in &drawn {
        drawer.area(*area, paths);
    }
    for (area, paths) in &drawn {
        drawer.label(*area, paths);
    }
    drawer.canvas.close("g");
    let height = drawer.list(key + map_height + 8.0);
    Drawn { svg: root(map, height, &drawer.canvas.finish()), axis_labels: classes.labels }
}

fn root(map: &AreaMap, height: f64, inner: &str) -> String {
    let AreaMap { id, title, description, .. } = map;
    let mut canvas = Canvas::default();
    Root { class: "chart map", id, title, description, height }.open(&mut canvas);
    let pattern = format!("{}-hatch", map.id);
    canvas.open("defs", &[]);
    let size = [("id", pattern.as_str()), ("width", "7"), ("height", "7"), ("patternUnits", "userSpaceOnUse")];
    canvas.open("pattern", &[&size[..], &[("patternTransform", "rotate(45)")]].concat());
    canvas.leaf("rect", &[("width", "7"), ("height", "7"), ("fill", palette::WHITE)]);
    canvas.leaf("rect", &[("width", "2"), ("height", "7"), ("fill", palette::GREY)]);
    canvas.close("pattern");
    canvas.close("defs");
    canvas.raw(inner);
    frame::close(&mut canvas);
    canvas.finish()
}

struct Drawer<'a> {
    map: &'a AreaMap,
    classes: &'a Classes,
    canvas: Canvas,
    /// Areas with a letter in place of their name and figure.
    listed: Vec<usize>,
}

impl Drawer<'_> {
    fn fill(&self, value: &Published) -> String {
        match value {
            Published::Shown(shown) => self.classes.shade(shown.on_axis()).to_owned(),
            Published::Marked(Marker::Confidential) => format!("url(#{}-hatch)", self.map.id),
            Published::Marked(_) => BLANK.to_owned(),
        }
    }

    /// The unit and what each shade means; the height of all that.
    fn key(&mut self) -> f64 {
        let mut baseline = text::SIZE - 2.0;
        for line in text::wrap(&self.map.unit, WIDTH) {
            self.canvas.label(0.0, baseline, Ink::START, &line);
            baseline += text::LINE;
        }
        let mut signs: Vec<(String, &str, String)> = Vec::new();
        for (position, label) in self.classes.labels.iter().enumerate() {
            signs.push((self.classes.shades[position].to_owned(), BORDER, label.clone()));
        }
        for marker in Marker::ALL {
            let found =
                self.map.areas.iter().find(|(_, value)| matches!(value, Published::Marked(one) if *one == marker));
            if let Some((_, value)) = found {
                signs.push((self.fill(value), BORDER, super::meaning(marker, &self.map.strings)));
            }
        }
        if self.map.outlines.iter().any(|outline| outline.area.is_none()) {
            signs.push((GROUND.0.to_owned(), GROUND.1, self.map.ground.clone()));
        }
        if self.map.areas.iter().any(|(_, value)| value.is_revised()) {
            signs.push((String::new(), "", super::revised(&self.map.strings)));
        }
        let (mut x, mut y) = (0.0, baseline - text::SIZE + 8.0);
        for (fill, edge, label) in signs {
            // A mark is letters, and has no swatch.
            let indent = if fill.is_empty() { 0.0 } else { SWATCH + 8.0 };
            let lines = text::wrap(&label, WIDTH - indent);
            let needed = indent + text::widest(&lines);
            if x > 0.0 && x + needed > WIDTH {
                (x, y) = (0.0, y + ROW);
            }
            let swatch = Area { x: x + 0.75, y, width: SWATCH, height: SWATCH };
            if !fill.is_empty() {
                self.canvas.rect(swatch, &[("fill", &fill), ("stroke", edge), ("stroke-width", "1.5")]);
            }
            for (index, line) in lines.iter().enumerate() {
                let down = SWATCH / 2.0 + text::MIDDLE + count(index) * text::LINE;
                self.canvas.label(x + indent, y + down, Ink::START, line);
            }
            y += count(lines.len().saturating_sub(1)) * text::LINE;
            x += needed + 16.0;
        }
        y + ROW + 8.0
    }

    fn ground(&mut self, paths: &Paths) {
        let look = [("fill", GROUND.0), ("stroke", GROUND.1), ("stroke-width", "1"), ("fill-rule", "evenodd")];
        self.canvas.leaf("path", &[&[("d", paths.data.as_str())], &look[..]].concat());
    }

    fn area(&mut self, area: usize, paths: &Paths) {
        let Some((name, value)) = self.map.areas.get(area) else { return };
        let fill = self.fill(value);
        let word = super::spoken(value, &self.map.strings);
        let look = [("d", paths.data.as_str()), ("fill", fill.as_str()), ("fill-rule", "evenodd"), ("stroke", BORDER)];
        self.canvas.open("path", &[&look[..], &[("stroke-width", "1.5"), ("stroke-linejoin", "round")]].concat());
        self.canvas.words("title", &[], &format!("{name}: {word}"));
        self.canvas.close("path");
    }

    /// Name and figure inside the area where they fit; otherwise a letter, and both in the list.
    fn label(&mut self, area: usize, paths: &Paths) {
        let Some((name, value)) = self.map.areas.get(area) else { return };
        let figure = value.with_mark();
        for most in [170.0, 130.0, 100.0, 75.0] {
            // A name is never cut.
            if name.split_whitespace().any(|word| text::width(word) > most) {
                continue;
            }
            let mut lines = text::wrap(name, most);
            lines.push(figure.clone());
            let (width, height) = (text::widest(&lines) * 1.06 + 8.0, count(lines.len()) * text::LINE + 4.0);
            let found = if text::widest(&lines) <= most { place::inside(&paths.rings, width, height) } else { None };
            if let Some((x, y)) = found {
                return self.words(value, &lines, x, y, width, height);
            }
        }
        let (x, y) = place::anywhere(&paths.rings, 2.0 * BADGE);
        let letter = letters(self.listed.len());
        self.listed.push(area);
        let (cx, cy, r) = (number(x), number(y), number(BADGE.max(text::width(&letter) / 2.0 + 4.0)));
        let look = [("fill", palette::WHITE), ("stroke", BORDER), ("stroke-width", "1.5")];
        self.canvas.leaf("circle", &[&[("cx", cx.as_str()), ("cy", &cy), ("r", &r)], &look[..]].concat());
        self.canvas.label(x, y + text::MIDDLE, Ink::MIDDLE, &letter);
    }

    fn words(&mut self, value: &Published, lines: &[String], x: f64, y: f64, width: f64, height: f64) {
        let ink = match value {
            Published::Shown(shown) => self.classes.ink(shown.on_axis()),
            Published::Marked(_) => {
                let plate = Area { x: x - width / 2.0, y: y - height / 2.0, width, height };
                self.canvas.rect(plate, &[("rx", "3"), ("fill", palette::WHITE)]);
                palette::INK
            }
        };
        let mut baseline = y - count(lines.len() - 1) * text::LINE / 2.0 + text::MIDDLE;
        for (index, line) in lines.iter().enumerate() {
            let (at, down) = (number(x), number(baseline));
            let place = [("x", at.as_str()), ("y", &down), ("text-anchor", "middle"), ("fill", ink)];
            let weight: &[(&str, &str)] = if index + 1 == lines.len() { &[("font-weight", "bold")] } else { &[] };
            self.canvas.words("text", &[&place, weight].concat(), line);
            baseline += text::LINE;
        }
    }

    /// What the letters stand for; where the drawing ends.
    fn list(&mut self, top: f64) -> f64 {
        let mut baseline = top + text::SIZE;
        for (position, area) in self.listed.clone().into_iter().enumerate() {
            let Some((name, value)) = self.map.areas.get(area) else { continue };
            self.canvas.label(0.0, baseline, Ink::START, &letters(position));
            for line in text::wrap(&format!("{name}: {}", value.with_mark()), WIDTH - 32.0) {
                self.canvas.label(32.0, baseline, Ink::START, &line);
                baseline += text::LINE;
            }
        }
        if self.listed.is_empty() { top } else { baseline - text::SIZE + 6.0 }
    }
}

/// A, B, … Z, AA, AB, …
fn letters(position: usize) -> String {
    let letter = |place: usize| char::from(b'A' + u8::try_from(place % 26).unwrap_or_default());
    let last = letter(position);
    if position < 26 { last.to_string() } else { format!("{}{last}", letters(position / 26 - 1)) }
}

#[cfg(test)]
mod tests;
