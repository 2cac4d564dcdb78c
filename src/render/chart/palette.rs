//! The Analysis Function's categorical palette: contrast between neighbours holds only in this order.

/// Most series that a chart can tell apart.
pub(super) const MOST_SERIES: usize = 4;
/// Text.
pub(super) const INK: &str = "#0B0C0C";
pub(super) const WHITE: &str = "#FFFFFF";
pub(super) const GRID: &str = "#D9D9D9";
pub(super) const ZERO_LINE: &str = "#595959";
/// The outline of what is withheld of every series, and the hatch of a map.
pub(super) const GREY: &str = "#3D3D3D";

pub(super) const FOUR: [&str; MOST_SERIES] = ["#12436D", "#28A197", "#801650", "#F46A25"];
/// Of the four, those for two series.
const TWO: [usize; 2] = [0, 3];
const DASHES: [Option<&str>; MOST_SERIES] = [None, Some("9 5"), Some("2 4"), Some("12 4 2 4")];

/// The place among the four of series `index` among `count`.
pub(super) fn place(index: usize, count: usize) -> usize {
    if count <= TWO.len() { TWO[index % TWO.len()] } else { index % MOST_SERIES }
}

/// Every choice of so many different colours, by their places, the palette's own order first; none of more than there are.
pub(super) fn choices(count: usize) -> Vec<Vec<usize>> {
    if count <= TWO.len() {
        return vec![TWO[..count].to_vec()];
    }
    let mut choices: Vec<Vec<usize>> = vec![Vec::new()];
    for _ in 0..count {
        let longer = |chosen: &Vec<usize>| -> Vec<Vec<usize>> {
            let free = (0..MOST_SERIES).filter(|colour| !chosen.contains(colour));
            free.map(|colour| [&chosen[..], &[colour]].concat()).collect()
        };
        choices = choices.iter().flat_map(longer).collect();
    }
    choices
}

/// Whether two of the four can be told apart in grey: every second one is dark, and at least 3:1 from all light ones.
pub(super) fn contrast(one: usize, other: usize) -> bool {
    one % 2 != other % 2
}

/// The colour of a text on a fill: at least 4.5:1 on every colour of the palette.
pub(super) fn ink_on(fill: &str) -> &'static str {
    if fill == FOUR[1] || fill == FOUR[3] { "#000000" } else { WHITE }
}

/// The dash of a line, so that series differ without colour.
pub(super) fn dash(index: usize) -> Option<&'static str> {
    DASHES[index % DASHES.len()]
}
