//! How wide a text is, and where it breaks, without a font: Arial's published widths, which Helvetica and Liberation
//! Sans share.

/// Font size of every text in a chart.
pub(super) const SIZE: f64 = 16.0;
/// From one baseline to the next.
pub(super) const LINE: f64 = 19.0;
/// From the middle of a line down to its baseline.
pub(super) const MIDDLE: f64 = 5.7;

/// The width of a text in a chart's units.
pub(super) fn width(text: &str) -> f64 {
    text.chars().map(thousandths).map(f64::from).sum::<f64>() * SIZE / 1000.0
}

fn thousandths(character: char) -> u16 {
    match character {
        'i' | 'j' | 'l' | '\'' => 222,
        ' ' | '\u{a0}' | 'I' | 't' | 'f' | '.' | ',' | ':' | ';' | '/' | '!' | '[' | ']' | '|' => 278,
        'r' | '(' | ')' | '-' => 333,
        'c' | 'k' | 's' | 'v' | 'x' | 'y' | 'z' | 'J' => 500,
        '+' | '\u{2212}' | '<' | '>' | '=' => 584,
        'F' | 'L' | 'T' | 'Z' => 611,
        'A' | 'B' | 'E' | 'K' | 'P' | 'S' | 'V' | 'X' | 'Y' | '&' => 667,
        'C' | 'D' | 'H' | 'N' | 'R' | 'U' | 'w' => 722,
        'G' | 'O' | 'Q' => 778,
        'M' | 'm' => 833,
        '%' => 889,
        'W' | '\u{2014}' | '\u{2026}' => 1000,
        '0'..='9' | 'a'..='z' | '\u{2013}' | '£' => 556,
        _ if character.is_ascii() => 600,
        _ => 800,
    }
}

/// Breaks a text into lines no wider than `most`, at its spaces; a longer word is cut.
pub(super) fn wrap(text: &str, most: f64) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace().flat_map(|word| pieces(word, most)) {
        match lines.last_mut() {
            Some(line) if width(line) + width(" ") + width(&word) <= most => {
                line.push(' ');
                line.push_str(&word);
            }
            _ => lines.push(word),
        }
    }
    lines
}

fn pieces(word: &str, most: f64) -> Vec<String> {
    let mut pieces = vec![String::new()];
    for character in word.chars().filter(|character| !character.is_control()) {
        if let Some(piece) = pieces.last_mut() {
            if !piece.is_empty() && width(piece) + f64::from(thousandths(character)) * SIZE / 1000.0 > most {
                pieces.push(character.to_string());
            } else {
                piece.push(character);
            }
        }
    }
    pieces.retain(|piece| !piece.is_empty());
    pieces
}

/// The least room in which a text breaks into so many lines, at its spaces only.
pub(super) fn narrowest(text: &str, lines: usize) -> f64 {
    let words: Vec<&str> = text.split_whitespace().collect();
    let longest = words.iter().map(|word| width(word)).fold(0.0, f64::max);
    let runs = (0..words.len()).flat_map(|from| (from + 1..=words.len()).map(move |to| (from, to)));
    // What `wrap` adds up from words may differ in the last binary digit from the width of the whole.
    let rooms = runs.map(|(from, to)| width(&words[from..to].join(" ")) + 0.01);
    let mut rooms: Vec<f64> = rooms.filter(|room| *room > longest).collect();
    rooms.sort_by(f64::total_cmp);
    rooms.into_iter().find(|room| wrap(text, *room).len() <= lines).unwrap_or_default()
}

/// The widest of some texts.
pub(super) fn widest<'a>(texts: impl IntoIterator<Item = &'a String>) -> f64 {
    texts.into_iter().map(|text| width(text)).fold(0.0, f64::max)
}
