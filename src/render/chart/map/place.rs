//! Where a text fits into an area: lines are laid across it from west to east, a box fits where all lines through it run
//! inside, and stands best where it is farthest from every border.

use super::outline::Ring;

/// How many heights are tried.
const HEIGHTS: u32 = 48;

/// The middle of a box of some size that lies inside, as far from the borders as can be.
pub(super) fn inside(rings: &[Ring], width: f64, height: f64) -> Option<(f64, f64)> {
    best(rings, width, height).filter(|(margin, ..)| *margin >= 0.0).map(|(_, x, y)| (x, y))
}

/// The place for a badge, which may be larger than its area: as far inside as can be, or any point of an area that is only
/// a line.
pub(super) fn anywhere(rings: &[Ring], size: f64) -> (f64, f64) {
    let any = rings.iter().flatten().next().copied().unwrap_or_default();
    best(rings, size, size).or_else(|| best(rings, 0.0, 0.0)).map_or(any, |(_, x, y)| (x, y))
}

/// The box with the widest margin around it: the margin, which is negative where it does not fit, and the middle.
fn best(rings: &[Ring], width: f64, height: f64) -> Option<(f64, f64, f64)> {
    let heights = || rings.iter().flatten().map(|point| point.1);
    let (top, bottom) = (heights().fold(f64::INFINITY, f64::min), heights().fold(f64::NEG_INFINITY, f64::max));
    let mut best: Option<(f64, f64, f64)> = None;
    for step in 0..HEIGHTS {
        // Between the points of the grid, where every line crosses cleanly.
        let y = top + (bottom - top) * (f64::from(step) + 0.5) / f64::from(HEIGHTS) + 0.013;
        let lines = [-0.5, -0.25, 0.0, 0.25, 0.5].map(|part| across(rings, y + part * height));
        for (from, to) in lines.into_iter().reduce(|one, other| both(&one, &other)).unwrap_or_default() {
            let x = (from + to) / 2.0 + 0.011;
            let above = down(rings, x).into_iter().find(|(from, to)| *from <= y && y <= *to);
            let (upper, lower) = above.unwrap_or((y, y));
            let margin = ((to - from - width) / 2.0).min(y - upper - height / 2.0).min(lower - y - height / 2.0);
            if best.is_none_or(|(widest, ..)| margin > widest) {
                best = Some((margin, x - 0.011, y));
            }
        }
    }
    best
}

/// The stretches of a line from west to east that are inside.
fn across(rings: &[Ring], y: f64) -> Vec<(f64, f64)> {
    stretches(rings, y, |(x, y)| (x, y))
}

/// The stretches of a line from north to south that are inside.
fn down(rings: &[Ring], x: f64) -> Vec<(f64, f64)> {
    stretches(rings, x, |(x, y)| (y, x))
}

/// The stretches inside of the line on which the second part of every point is `at`, as `turned` gives it.
fn stretches(rings: &[Ring], at: f64, turned: fn((f64, f64)) -> (f64, f64)) -> Vec<(f64, f64)> {
    let mut crossings: Vec<f64> = Vec::new();
    for ring in rings {
        let ends = ring.iter().zip(ring.iter().cycle().skip(1)).map(|(one, other)| (turned(*one), turned(*other)));
        let crossing = ends.filter(|(one, other)| (one.1 > at) != (other.1 > at));
        crossings.extend(crossing.map(|(one, other)| one.0 + (at - one.1) / (other.1 - one.1) * (other.0 - one.0)));
    }
    crossings.sort_by(f64::total_cmp);
    crossings.chunks_exact(2).map(|pair| (pair[0], pair[1])).collect()
}

/// What two lists of stretches have in common. Both are in order, so one pass finds it.
fn both(one: &[(f64, f64)], other: &[(f64, f64)]) -> Vec<(f64, f64)> {
    let (mut first, mut second, mut common) = (0, 0, Vec::new());
    while let (Some(a), Some(b)) = (one.get(first), other.get(second)) {
        let (from, to) = (a.0.max(b.0), a.1.min(b.1));
        if from < to {
            common.push((from, to));
        }
        if a.1 < b.1 { first += 1 } else { second += 1 }
    }
    common
}
