//! Names in a text that are nearly a label.

use std::ops::Range;

use super::words::{Word, folded, is_small, shortens};
use crate::schema::Dataset;

/// The names that a site knows, for looking at texts.
#[derive(Debug)]
pub(crate) struct Names {
    labels: Vec<(String, Vec<Word>)>,
    allowed: Vec<Vec<Word>>,
}

/// A name in a text that is nearly one that the site knows.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Slip {
    pub(crate) range: Range<usize>,
    pub(crate) known: String,
}

impl Names {
    pub(crate) fn of(datasets: &[Dataset]) -> Self {
        let dimensions = || datasets.iter().flat_map(|dataset| &dataset.dimensions);
        let measures = datasets.iter().flat_map(|dataset| &dataset.measures).map(|measure| &measure.label);
        let labels = dimensions().flat_map(|dimension| dimension.members.values()).chain(measures);
        let aliases = dimensions().flat_map(|dimension| dimension.aliases.iter().map(|(_, alias)| alias.clone()));
        Self::new(labels.cloned(), aliases)
    }

    fn new(labels: impl Iterator<Item = String>, aliases: impl Iterator<Item = String>) -> Self {
        let mut known: Vec<(String, Vec<Word>)> = Vec::new();
        for label in labels {
            let words = folded(&label);
            // One word is never enough to tell a name by.
            if words.len() > 1 && !known.iter().any(|(other, _)| *other == label) {
                known.push((label, words));
            }
        }
        Self { labels: known, allowed: aliases.map(|alias| folded(&alias)).collect() }
    }

    /// Every name in a text that is nearly one of these.
    pub(crate) fn slips(&self, text: &str) -> Vec<Slip> {
        let words = folded(text);
        let mut taken = vec![false; words.len()];
        let mut slips = Vec::new();
        for alias in &self.allowed {
            for at in positions(&words, alias) {
                taken[at..at + alias.len()].fill(true);
            }
        }
        // Exact names first, so that no part of one is taken for a variant of another.
        for exact in [true, false] {
            for (label, name) in &self.labels {
                for at in positions(&words, name) {
                    let range = words[at].span.start..words[at + name.len() - 1].span.end;
                    let is_free = taken[at..at + name.len()].iter().all(|taken| !taken);
                    if is_free && exact == is_spelling(text, &range, label) {
                        taken[at..at + name.len()].fill(true);
                        if !exact {
                            slips.push(Slip { range, known: label.clone() });
                        }
                    }
                }
            }
        }
        slips.extend(self.shortened(&words, &taken));
        slips.sort_by_key(|slip| slip.range.start);
        slips
    }

    /// Names of two places or more of which words were left out.
    fn shortened(&self, words: &[Word], taken: &[bool]) -> Vec<Slip> {
        let mut slips = Vec::new();
        let mut start = 0;
        while start < words.len() {
            let run = run(words, taken, start);
            let found = (start..run).find_map(|from| {
                let name = &words[from..run];
                let joined = name.iter().any(|word| word.folded == "and");
                let begins = name[0].capital && !is_small(&name[0]);
                let label = self.labels.iter().find(|(_, long)| joined && begins && shortens(name, long))?;
                Some(Slip { range: name[0].span.start..name[name.len() - 1].span.end, known: label.0.clone() })
            });
            slips.extend(found);
            start = run.max(start + 1);
        }
        slips
    }
}

/// Where a run of capitalised words, joined by small ones, ends.
fn run(words: &[Word], taken: &[bool], start: usize) -> usize {
    let mut end = start;
    for at in start..words.len() {
        let belongs = words[at].capital || (is_small(&words[at]) && at > start);
        if taken[at] || !belongs || (at > start && !words[at].follows) {
            break;
        }
        if words[at].capital {
            end = at + 1;
        }
    }
    end
}

/// Where a name stands in a text, as far as its words are compared.
fn positions(words: &[Word], name: &[Word]) -> Vec<usize> {
    if name.is_empty() {
        return Vec::new();
    }
    let is_here = |at: &usize| {
        let here = &words[*at..*at + name.len()];
        here.iter().zip(name).all(|(word, known)| word.folded == known.folded)
            && here.iter().skip(1).all(|word| word.follows)
    };
    (0..(words.len() + 1).saturating_sub(name.len())).filter(is_here).collect()
}

/// Whether a name is written as its label is. Its first letter may be small or a capital, and "the" may stand before it. In
/// small letters throughout it is no name but a phrase, in which "the" may stand anywhere, or an adjective made of it
/// with hyphens.
fn is_spelling(text: &str, range: &Range<usize>, label: &str) -> bool {
    let plain = |text: &str| {
        let text = text.replace('\u{2019}', "'");
        let bare = text.strip_prefix("The ").or_else(|| text.strip_prefix("the ")).unwrap_or(&text);
        let mut chars = bare.chars();
        chars.next().map_or_else(String::new, |first| first.to_lowercase().chain(chars).collect())
    };
    let words =
        |text: &str| text.split_whitespace().filter(|word| *word != "the").map(str::to_owned).collect::<Vec<_>>();
    let (written, label) = (plain(&text[range.clone()]), plain(label));
    let is_phrase = written == written.to_lowercase();
    let (spoken, known) = (words(&written), words(&label.to_lowercase()));
    written == label || (is_phrase && (spoken == known || (spoken.len() == 1 && known.len() > 1)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_near_names_in_texts() {
        let labels = [
            "Cherwell and West Oxfordshire",
            "South Oxfordshire and Vale of White Horse",
            "Oxford City",
            "All children",
            "Children",
            "The council's own homes",
            "Unaccompanied asylum-seeking children",
        ];
        let names = Names::new(labels.map(str::to_owned).into_iter(), ["the Vale area".to_owned()].into_iter());
        for (text, expected) in [
            ("In Cherwell & West Oxfordshire it rose.", &["Cherwell & West Oxfordshire"][..]),
            ("In Cherwell and West Oxford the number", &["Cherwell and West Oxford"]),
            ("South Oxfordshire & the Vale, and OXFORD city", &["South Oxfordshire & the Vale", "OXFORD city"]),
            ("Unaccompanied Asylum Seeking Children", &["Unaccompanied Asylum Seeking Children"]),
            ("unaccompanied asylum seeking children", &["unaccompanied asylum seeking children"]),
            ("Cherwell and West Oxfordshire, and Oxford City Council; the Vale area; in Cherwell", &[]),
            ("West Oxfordshire and South Oxfordshire are two districts of Oxfordshire.", &[]),
            ("Cherwell and West Northamptonshire", &[]),
            ("All the children, all children and unaccompanied asylum-seeking children", &[]),
            ("The council\u{2019}s own homes and the council's own homes", &[]),
            ("an oxford-city-like place, all-children groups", &[]),
            ("They went to Oxford. City streets are busy.", &[]),
        ] {
            let found: Vec<&str> = names.slips(text).into_iter().map(|slip| &text[slip.range]).collect();
            assert_eq!(found, expected, "{text}");
        }
    }
}
