//! Reads the shapes out of the SVG that ECharts writes. Styles, clips and hooks stay behind.

use quick_xml::Reader;
use quick_xml::escape::unescape;
use quick_xml::events::{BytesStart, Event};

/// A shape as ECharts placed it.
#[derive(Debug, Default)]
pub(super) struct Shape {
    /// The outline of a path; a text has none.
    pub(super) outline: Option<String>,
    pub(super) text: String,
    pub(super) anchor: String,
    /// How far the shape is moved.
    pub(super) x: f64,
    pub(super) y: f64,
    pub(super) fill: Option<String>,
    pub(super) stroke: Option<String>,
    /// The series and the category that a mark belongs to.
    pub(super) datum: Option<(usize, usize)>,
}

/// Every path and text that can be seen, in drawing order.
pub(super) fn shapes(svg: &str) -> Result<Vec<Shape>, String> {
    let mut reader = Reader::from_str(svg);
    let mut shapes = Vec::new();
    let mut open: Option<Shape> = None;
    loop {
        match reader.read_event().map_err(|error| error.to_string())? {
            Event::Start(element) => match element.name().as_ref() {
                "path" | "text" => open = Some(shape(&element)?),
                "defs" | "style" => {
                    reader.read_to_end(element.name()).map_err(|error| error.to_string())?;
                }
                "svg" | "g" | "rect" => {}
                other => return Err(format!("unexpected element {other}")),
            },
            Event::Text(text) => {
                if let Some(shape) = &mut open {
                    shape.text.push_str(&text);
                }
            }
            Event::GeneralRef(reference) => {
                let character =
                    unescape(&format!("&{};", &*reference)).map_err(|error| error.to_string())?.into_owned();
                if let Some(shape) = &mut open {
                    shape.text.push_str(&character);
                }
            }
            Event::End(_) => shapes.extend(open.take().filter(Shape::is_seen)),
            Event::Eof => return Ok(shapes),
            _ => {}
        }
    }
}

impl Shape {
    fn is_seen(&self) -> bool {
        self.fill.is_some() || self.stroke.is_some()
    }
}

fn shape(element: &BytesStart<'_>) -> Result<Shape, String> {
    let mut shape = Shape::default();
    let (mut series, mut category) = (None, None);
    for attribute in element.attributes() {
        let attribute = attribute.map_err(|error| error.to_string())?;
        let value = &*attribute.value;
        match attribute.key.as_ref() {
            "d" => shape.outline = Some(value.to_owned()),
            "fill" => shape.fill = colour(value),
            "stroke" => shape.stroke = colour(value),
            "text-anchor" => shape.anchor = value.to_owned(),
            "x" => shape.x += number(value)?,
            "y" => shape.y += number(value)?,
            "transform" => {
                let inside = value.strip_prefix("translate(").and_then(|rest| rest.strip_suffix(')'));
                let (x, y) = inside.and_then(|pair| pair.split_once(' ')).ok_or("unexpected transform")?;
                shape.x += number(x)?;
                shape.y += number(y)?;
            }
            "ecmeta_series_index" => series = value.parse().ok(),
            "ecmeta_data_index" => category = value.parse().ok(),
            _ => {}
        }
    }
    shape.datum = series.zip(category);
    Ok(shape)
}

fn colour(value: &str) -> Option<String> {
    (value != "transparent" && value != "none").then(|| value.to_owned())
}

fn number(text: &str) -> Result<f64, String> {
    text.parse().map_err(|_| format!("unexpected coordinate {text}"))
}
