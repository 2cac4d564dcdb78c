//! What the old site shows and the new one withholds. Whoever compares has both sites before them, but a comparison is sent on:
//! into a comment, a log, a mail. So it names such a figure, and says no number of it.

use std::collections::BTreeSet;

use super::changes::{Change, FigureChange};
use super::words::{Part, WordChange};

/// In the place of a number.
const MASK: &str = "[…]";

/// Takes the numbers of newly withheld figures out of the figures and of what was removed from texts.
pub(super) fn hide(figures: &mut [FigureChange], words: &mut [WordChange]) {
    let mut numbers = BTreeSet::new();
    for change in figures.iter_mut().filter(|change| change.change == Change::NewlyWithheld) {
        numbers.extend(change.old.take().iter().flat_map(|old| words_of(old)).filter(|word| is_number(word)).map(bare));
    }
    for part in words.iter_mut().flat_map(|change| &mut change.parts) {
        if let Part::Removed(text) = part {
            *text = masked(text, &numbers);
        }
    }
}

fn words_of(text: &str) -> impl Iterator<Item = &str> {
    text.split(char::is_whitespace)
}

fn is_number(word: &str) -> bool {
    word.contains(|c: char| c.is_ascii_digit())
}

/// A word without the signs around it.
fn bare(word: &str) -> String {
    word.trim_matches(|c: char| !c.is_alphanumeric()).to_owned()
}

fn masked(text: &str, numbers: &BTreeSet<String>) -> String {
    let one = |word: &str| {
        let bare = bare(word);
        if numbers.contains(&bare) { word.replace(&bare, MASK) } else { word.to_owned() }
    };
    // Only what is masked is written anew, so that other white space stays.
    if words_of(text).any(|word| numbers.contains(&bare(word))) {
        words_of(text).map(one).collect::<Vec<_>>().join(" ")
    } else {
        text.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_whole_numbers_are_masked() {
        let numbers = BTreeSet::from(["46".to_owned(), "14.4".to_owned()]);
        assert_eq!(
            masked("In 2046, 46 (of 460) rose by 14.4%, so 46.", &numbers),
            "In 2046, […] (of 460) rose by […]%, so […]."
        );
        assert_eq!(masked("nothing  here", &numbers), "nothing  here");
    }
}
