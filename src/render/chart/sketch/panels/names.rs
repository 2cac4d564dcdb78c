//! The names of the categories below each panel.

use super::super::super::canvas::Ink;
use super::super::super::layout::count;
use super::super::super::{Drawing, text};
use super::{EDGE, GAP};

/// How far a name may begin before its plot: no further than tick labels reach towards it.
const BEFORE: f64 = 8.0;

/// The name of a category below a plot.
pub(super) struct Name {
    /// From the left of the plot.
    pub(super) x: f64,
    pub(super) ink: Ink,
    /// How many lines it stands below the first.
    pub(super) down: usize,
    pub(super) lines: Vec<String>,
}

/// The names below each panel: all where they fit, otherwise the first and the last. Where those have no room beside each
/// other they reach into the gutters, and where they have none there either, the last stands below the first.
pub(super) fn below(drawing: &Drawing, width: f64, band: f64) -> Vec<Name> {
    let all = &drawing.categories;
    if all.len() == 1 || text::widest(all) <= band - 6.0 {
        let centred = |(index, name): (usize, &String)| Name {
            x: (count(index) + 0.5) * band,
            ink: Ink::MIDDLE,
            down: 0,
            lines: text::wrap(name, band),
        };
        return all.iter().enumerate().map(centred).collect();
    }
    let [Some(first), Some(last)] = [all.first(), all.last()] else { return Vec::new() };
    let fits =
        |room: f64| first.split_whitespace().chain(last.split_whitespace()).all(|word| text::width(word) <= room);
    let (within, beyond) = (width / 2.0 - GAP, (BEFORE + width + EDGE - GAP) / 2.0);
    let (before, after) = if fits(within) { (0.0, 0.0) } else { (BEFORE, EDGE) };
    let room = match (fits(within), fits(beyond)) {
        (true, _) => within,
        (_, true) => beyond,
        _ => before + width + after,
    };
    let [first, last] = [first, last].map(|name| text::wrap(name, room));
    let down = if fits(beyond) { 0 } else { first.len() };
    vec![
        Name { x: -before, ink: Ink::START, down: 0, lines: first },
        Name { x: width + after, ink: Ink::END, down, lines: last },
    ]
}
