//! The Analysis Function's categorical palette: contrast between neighbours holds only in this order.

/// Most series that a chart can tell apart.
pub(super) const MOST_SERIES: usize = 4;
/// Text and the hatch that belongs to no series.
pub(super) const INK: &str = "#0B0C0C";
pub(super) const WHITE: &str = "#FFFFFF";
pub(super) const GRID: &str = "#D9D9D9";
pub(super) const ZERO_LINE: &str = "#595959";
/// The hatch in a key that stands for every series.
pub(super) const GREY: &str = "#3D3D3D";

const FOUR: [&str; MOST_SERIES] = ["#12436D", "#28A197", "#801650", "#F46A25"];
const TWO: [&str; 2] = ["#12436D", "#F46A25"];
const DASHES: [Option<&str>; MOST_SERIES] = [None, Some("9 5"), Some("2 4"), Some("12 4 2 4")];

/// The colour of series `index` among `count`.
pub(super) fn colour(index: usize, count: usize) -> &'static str {
    let palette: &[&str] = if count <= TWO.len() { &TWO } else { &FOUR };
    palette[index % palette.len()]
}

/// The colour of a text on a fill: at least 4.5:1 on every colour of the palette.
pub(super) fn ink_on(fill: &str) -> &'static str {
    if fill == FOUR[1] || fill == FOUR[3] { "#000000" } else { WHITE }
}

/// The dash of a line, so that series differ without colour.
pub(super) fn dash(index: usize) -> Option<&'static str> {
    DASHES[index % DASHES.len()]
}
