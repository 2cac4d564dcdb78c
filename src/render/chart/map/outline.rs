//! From the author's coordinates to paths: one simple projection, no finer than can be seen.

use crate::render::chart::canvas::number;

/// One area as the author drew it, and which of the map's areas it is; none for mere ground.
#[derive(Clone, Debug)]
pub(crate) struct Outline {
    pub(crate) area: Option<usize>,
    pub(crate) rings: Vec<Vec<(f64, f64)>>,
}

pub(super) type Ring = Vec<(f64, f64)>;

/// One area as it is drawn.
#[derive(Debug)]
pub(super) struct Paths {
    pub(super) rings: Vec<Ring>,
    /// The `d` of a path.
    pub(super) data: String,
}

const TALLEST: f64 = 460.0;
const EDGE: f64 = 2.0;
/// Half of the side of what stands for an area too small to see.
const SPECK: f64 = 3.0;

/// The areas in the units of a map of some width, north up, and the height of the map. Neighbours stay neighbours: each
/// point goes to a grid that all outlines share.
pub(super) fn project(outlines: &[Outline], width: f64) -> (Vec<Paths>, f64) {
    let points = || outlines.iter().flat_map(|outline| &outline.rings).flatten();
    let least = |part: fn(&(f64, f64)) -> f64| points().map(part).fold(f64::INFINITY, f64::min);
    let most = |part: fn(&(f64, f64)) -> f64| points().map(part).fold(f64::NEG_INFINITY, f64::max);
    let (west, east, south, north) = (least(|p| p.0), most(|p| p.0), least(|p| p.1), most(|p| p.1));
    if west > east {
        return (Vec::new(), 0.0);
    }
    let degrees = west >= -180.0 && east <= 180.0 && south >= -90.0 && north <= 90.0;
    let narrowing = if degrees { cosine((south + north) / 2.0).max(0.01) } else { 1.0 };
    let (across, up) = ((east - west) * narrowing, north - south);
    let scale = ((width - 2.0 * EDGE) / across.max(1e-9)).min(TALLEST / up.max(1e-9));
    let left = (width - across * scale) / 2.0;
    let place = |(x, y): &(f64, f64)| {
        let snap = |value: f64| (value * 2.0).round() / 2.0;
        (snap((x - west) * narrowing * scale + left), snap((north - y) * scale + EDGE))
    };
    let paths = outlines.iter().map(|outline| {
        let mut rings: Vec<Ring> =
            outline.rings.iter().map(|ring| simplified(ring.iter().map(place))).filter(|ring| ring.len() > 2).collect();
        if let (true, Some((x, y))) = (rings.is_empty(), outline.rings.iter().flatten().next().map(place)) {
            rings.push(vec![
                (x - SPECK, y - SPECK),
                (x + SPECK, y - SPECK),
                (x + SPECK, y + SPECK),
                (x - SPECK, y + SPECK),
            ]);
        }
        let data = rings.iter().map(path).collect();
        Paths { rings, data }
    });
    (paths.collect(), up * scale + 2.0 * EDGE)
}

/// A ring without points that repeat, or lie on the line between their neighbours.
fn simplified(points: impl Iterator<Item = (f64, f64)>) -> Ring {
    let mut ring: Ring = Vec::new();
    for point in points {
        while let [.., before, last] = ring[..]
            && on_line(before, last, point)
        {
            ring.pop();
        }
        if ring.last() != Some(&point) {
            ring.push(point);
        }
    }
    if ring.len() > 1 && ring.first() == ring.last() {
        ring.pop();
    }
    ring
}

fn on_line(one: (f64, f64), middle: (f64, f64), other: (f64, f64)) -> bool {
    let turn = (middle.0 - one.0) * (other.1 - middle.1) - (middle.1 - one.1) * (other.0 - middle.0);
    turn == 0.0
}

fn path(ring: &Ring) -> String {
    let points: Vec<String> = ring.iter().map(|(x, y)| format!("{} {}", number(*x), number(*y))).collect();
    format!("M{}Z", points.join("L"))
}

/// The cosine of an angle in degrees up to a right one, by its series: alike to the last bit on every machine.
fn cosine(degrees: f64) -> f64 {
    let square = (degrees * std::f64::consts::PI / 180.0) * (degrees * std::f64::consts::PI / 180.0);
    let (mut sum, mut term) = (1.0, 1.0);
    for step in [1.0, 3.0, 5.0, 7.0, 9.0, 11.0, 13.0, 15.0] {
        term *= -square / (step * (step + 1.0));
        sum += term;
    }
    sum
}
