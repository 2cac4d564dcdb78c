//! The words of a name, as names are compared: without case, hyphens, "the", and with "and" for "&".

use std::ops::Range;

/// A word of a text: how it is compared, whether it begins with a capital, where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Word {
    pub(super) folded: String,
    pub(super) capital: bool,
    pub(super) span: Range<usize>,
    /// Whether only a space or a hyphen stands between it and the word before.
    pub(super) follows: bool,
}

/// The words of a text. `&` is "and"; hyphens separate; "the" is left out.
pub(super) fn folded(text: &str) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut start = None;
    let mut end_of_last = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        let is_inside = c.is_alphanumeric() || c == '&' || (is_apostrophe(c) && start.is_some());
        match (is_inside, start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                let written = text[from..at].trim_end_matches(is_apostrophe);
                let folded = written.to_lowercase().replace(is_apostrophe, "'");
                let folded = if folded == "&" { "and".to_owned() } else { folded };
                let follows = end_of_last.is_some_and(|end| is_narrow(&text[end..from]));
                end_of_last = Some(from + written.len());
                let capital = written.starts_with(char::is_uppercase);
                words.push(Word { folded, capital, span: from..from + written.len(), follows });
                start = None;
            }
            _ => {}
        }
    }
    let mut kept: Vec<Word> = Vec::new();
    let mut follows = true;
    for mut word in words {
        follows &= word.follows;
        if word.folded != "the" {
            word.follows = follows;
            follows = true;
            kept.push(word);
        }
    }
    kept
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '\u{2019}')
}

fn is_narrow(between: &str) -> bool {
    between.chars().all(|c| c.is_whitespace() || matches!(c, '-' | '\u{2010}' | '\u{2011}'))
}

pub(super) fn singular(word: &str) -> String {
    match word.strip_suffix("ies") {
        Some(stem) => format!("{stem}y"),
        None if word.ends_with("ss") => word.to_owned(),
        None => word.strip_suffix('s').unwrap_or(word).to_owned(),
    }
}

pub(super) fn is_small(word: &Word) -> bool {
    matches!(word.folded.as_str(), "and" | "of" | "in" | "for")
}

/// Whether `short` is the name `long` with words left out or cut, and with what tells it from others kept: both join two
/// names or neither does, they begin alike, and most words are there.
pub(super) fn shortens(short: &[Word], long: &[Word]) -> bool {
    let joins = |words: &[Word]| words.iter().any(|word| word.folded == "and");
    let main = |words: &[Word]| words.iter().filter(|word| !is_small(word)).cloned().collect::<Vec<Word>>();
    let capitals = |words: &[Word]| words.iter().filter(|word| word.capital).count();
    let (joined, (short, long)) = ((joins(short), joins(long)), (main(short), main(long)));
    if joined.0 != joined.1 || capitals(&short) < 2 || capitals(&long) < 2 || short == long {
        return false;
    }
    let mut rest = long.iter();
    let begins_alike = short.first().zip(long.first()).is_some_and(|(short, long)| cuts(&short.folded, &long.folded));
    let all = short.iter().all(|word| rest.any(|whole| cuts(&word.folded, &whole.folded)));
    begins_alike && all && short.len() * 2 > long.len()
}

/// Whether a word is another one or its beginning.
fn cuts(word: &str, whole: &str) -> bool {
    word == whole || (word.len() >= 4 && whole.starts_with(word))
}
