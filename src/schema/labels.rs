//! One name for one thing: labels of members and measures that differ where they should not, and names in texts that are
//! nearly a label.

use std::ops::Range;

use super::dataset::Dataset;
use super::dimension::Dimension;
use crate::diagnostic::{Diagnostics, Place};

/// Reports labels that drift from one dataset to another.
pub(super) fn check(datasets: &[Dataset], log: &mut Diagnostics) {
    for (position, later) in datasets.iter().enumerate() {
        for dimension in &later.dimensions {
            let earlier = datasets[..position].iter().flat_map(|dataset| &dataset.dimensions);
            let earlier = earlier.filter(|other| other.id == dimension.id || other.label == dimension.label);
            members(&earlier.collect::<Vec<_>>(), dimension, log);
        }
        for measure in &later.measures {
            let known: Vec<_> = datasets[..position].iter().flat_map(|dataset| &dataset.measures).collect();
            let first = known.iter().find(|known| alike(&known.label, &measure.label));
            if let Some(first) = first.filter(|_| known.iter().all(|known| known.label != measure.label)) {
                drift(&first.label, &first.place, &measure.label, &measure.place, log);
            }
        }
    }
}

/// A member is compared with those of its code, or else with all.
fn members(earlier: &[&Dimension], dimension: &Dimension, log: &mut Diagnostics) {
    for (position, (code, label)) in dimension.members.iter().enumerate() {
        let is_known = |(other, member): &(&Dimension, usize)| {
            let called = |(known, alias): &(usize, String)| known == member && alias == label;
            other.label_of(*member) == label || other.aliases.iter().any(called)
        };
        let mut met: Vec<(&Dimension, usize)> =
            earlier.iter().filter_map(|other| Some((*other, other.member(code)?))).collect();
        let is_same = !met.is_empty();
        if !is_same {
            met = earlier.iter().flat_map(|other| (0..other.members.len()).map(|member| (*other, member))).collect();
        }
        if met.iter().any(is_known) {
            continue;
        }
        let first = met.into_iter().find(|(other, member)| is_same || alike(other.label_of(*member), label));
        if let Some((other, member)) = first {
            drift(other.label_of(member), &other.label_places[member], label, &dimension.label_places[position], log);
        }
    }
}

fn drift(first: &str, place: &Place, second: &str, here: &Place, log: &mut Diagnostics) {
    let at = match place {
        Place::Text(source, span) => format!("{}, line {}", source.name, source.line_and_column(span.start).0),
        Place::File(file) | Place::Data { file, .. } => file.clone(),
    };
    let message = format!("\"{second}\" is called \"{first}\" in {at}");
    let hint = "call one thing by one name everywhere; if they are two things, let the names differ by more";
    log.warning("label-drift", here.clone(), message, hint);
}

/// Whether two labels look like two spellings of one name.
fn alike(a: &str, b: &str) -> bool {
    let (first, second) = (folded(a), folded(b));
    let plain = |words: &[Word]| words.iter().map(|word| singular(&word.folded)).collect::<Vec<_>>();
    plain(&first) == plain(&second) || shortens(&first, &second) || shortens(&second, &first)
}

/// A word of a text: how it is compared, whether it begins with a capital, where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Word {
    folded: String,
    capital: bool,
    span: Range<usize>,
    /// Whether only a space or a hyphen stands between it and the word before.
    follows: bool,
}

/// The words of a text. `&` is "and"; hyphens separate; "the" is left out.
fn folded(text: &str) -> Vec<Word> {
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

fn singular(word: &str) -> String {
    match word.strip_suffix("ies") {
        Some(stem) => format!("{stem}y"),
        None if word.ends_with("ss") => word.to_owned(),
        None => word.strip_suffix('s').unwrap_or(word).to_owned(),
    }
}

fn is_small(word: &Word) -> bool {
    matches!(word.folded.as_str(), "and" | "of" | "in" | "for")
}

/// Whether `short` is the name `long` with words left out or cut, and with what tells it from others kept: both join two
/// names or neither does, they begin alike, and most words are there.
fn shortens(short: &[Word], long: &[Word]) -> bool {
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
    fn two_spellings_of_one_name_are_alike() {
        for (a, b, expected) in [
            ("Cherwell and West Oxford", "Cherwell & West Oxfordshire", true),
            ("South Oxfordshire & the Vale", "South Oxfordshire and Vale of White Horse", true),
            ("Looked-after children", "Looked after children", true),
            ("Missing episode", "Missing Episodes", true),
            ("Fostering agencies", "Fostering agency", true),
            ("West Oxfordshire", "Cherwell and West Oxfordshire", false),
            ("South Oxfordshire", "South Oxfordshire and Vale of White Horse", false),
            ("Cherwell and West Northants", "Cherwell and West Oxfordshire", false),
            ("All children", "All teams", false),
            ("Children", "Children looked after", false),
            ("Oxford City", "Oxfordshire", false),
            ("Northern", "Southern", false),
        ] {
            assert_eq!(alike(a, b), expected, "{a} / {b}");
            assert_eq!(alike(b, a), expected, "{b} / {a}");
        }
    }

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
