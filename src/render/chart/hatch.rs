//! The hatch of what is withheld.

use super::canvas::Canvas;
use super::layout::Area;
use super::palette;

/// A hatch in a colour, under an id, for the `<defs>` of a drawing.
pub(super) fn pattern(canvas: &mut Canvas, id: &str, colour: &str) {
    let size = [("id", id), ("width", "6"), ("height", "6"), ("patternUnits", "userSpaceOnUse")];
    canvas.open("pattern", &[&size[..], &[("patternTransform", "rotate(45)")]].concat());
    canvas.leaf("rect", &[("width", "6"), ("height", "6"), ("fill", palette::WHITE)]);
    canvas.leaf("rect", &[("width", "2"), ("height", "6"), ("fill", colour)]);
    canvas.close("pattern");
}

/// A hatched rectangle. Its outline lies inside the area, so that neighbours do not touch.
pub(super) fn hatched(canvas: &mut Canvas, area: Area, id: &str, colour: &str) {
    let fill = format!("url(#{id})");
    let inner = Area { x: area.x + 0.5, y: area.y + 0.5, width: area.width - 1.0, height: area.height - 1.0 };
    canvas.rect(inner, &[("fill", &fill), ("stroke", colour)]);
}
