//! A description in the making: what is known so far, and what its author has to be asked.

use crate::schema::End;
use crate::schema::period::PeriodKind;

/// Where in the description a question belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Section {
    Top,
    Source,
    File,
    Period,
    Dimensions,
    Dimension(usize),
    Measures,
    Measure(usize),
}

/// Everything that the draft says.
#[derive(Debug, Default)]
pub(super) struct Plan {
    pub(super) title: String,
    pub(super) encoding: &'static str,
    pub(super) separator: Option<char>,
    pub(super) head: Option<(u64, u64)>,
    pub(super) end: Option<End>,
    pub(super) thousands: Option<char>,
    pub(super) percent_sign: bool,
    pub(super) markers: Vec<(String, &'static str)>,
    pub(super) filled: Vec<String>,
    pub(super) ignore: Vec<String>,
    pub(super) filters: Vec<(String, Vec<String>)>,
    pub(super) period: Times,
    /// Headings of a wide table: what stands under each, as keys and values.
    pub(super) columns: Vec<(String, Vec<(String, String)>)>,
    pub(super) dimensions: Vec<Dimension>,
    pub(super) measures: Vec<Measure>,
    pub(super) questions: Vec<(Section, String)>,
    /// How many columns were left out because they look as if they were about single persons.
    pub(super) personal: usize,
    /// Whether a column was left out because its figures have something beside them.
    pub(super) has_unread_figures: bool,
}

#[derive(Debug, Default)]
pub(super) struct Times {
    pub(super) kind: Option<PeriodKind>,
    pub(super) columns: Vec<String>,
    /// What the file calls periods, and what they are.
    pub(super) names: Vec<(String, String)>,
    /// One for all rows.
    pub(super) value: Option<String>,
}

#[derive(Debug, Default)]
pub(super) struct Dimension {
    pub(super) id: String,
    pub(super) label: String,
    pub(super) columns: Vec<String>,
    /// Codes and labels.
    pub(super) members: Vec<(String, String)>,
    /// Sums that codes or labels suggest.
    pub(super) hints: Vec<(usize, Vec<usize>)>,
    pub(super) totals: Vec<(usize, Vec<usize>)>,
}

#[derive(Debug, Default)]
pub(super) struct Measure {
    pub(super) id: String,
    pub(super) label: String,
    pub(super) column: Option<String>,
    pub(super) kind: &'static str,
    pub(super) of: Option<String>,
    pub(super) part: Option<String>,
    pub(super) per: Option<u32>,
}

impl Plan {
    pub(super) fn ask(&mut self, section: Section, question: impl Into<String>) {
        let question = (section, question.into());
        if !self.questions.contains(&question) {
            self.questions.push(question);
        }
    }

    /// A name for a dimension or a measure that no other one has.
    pub(super) fn name(&self, heading: &str, otherwise: &str) -> String {
        let taken: Vec<&str> =
            self.dimensions.iter().map(|d| d.id.as_str()).chain(self.measures.iter().map(|m| m.id.as_str())).collect();
        let name = name_of(heading).unwrap_or_else(|| otherwise.to_owned());
        let numbered = (2..).map(|number| format!("{name}_{number}"));
        std::iter::once(name.clone()).chain(numbered).find(|name| !taken.contains(&name.as_str())).unwrap_or(name)
    }
}

/// A heading as a name: lower-case letters, digits and `_`, beginning with a letter.
pub(crate) fn name_of(heading: &str) -> Option<String> {
    const LONGEST: usize = 40;
    let worded = heading.replace('%', " percent ").replace('&', " and ").replace(['\'', '\u{2019}'], "").to_lowercase();
    let worded: String = worded.chars().map(plain).collect();
    let words = worded.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let mut name = String::new();
    for word in words.skip_while(|word| !word.starts_with(|c: char| c.is_ascii_lowercase())) {
        if !name.is_empty() && name.len() + word.len() >= LONGEST {
            break;
        }
        let join = if name.is_empty() { "" } else { "_" };
        name = format!("{name}{join}{word}");
    }
    if crate::schema::is_identifier(&name) {
        return Some(name);
    }
    let name = format!("the_{name}");
    (name.len() > 4 && crate::schema::is_identifier(&name)).then_some(name)
}

/// A letter without its accent, as far as British and neighbouring languages have them.
fn plain(letter: char) -> char {
    const PLAIN: [(&str, char); 7] =
        [("àáâãäå", 'a'), ("èéêë", 'e'), ("ìíîï", 'i'), ("òóôõöø", 'o'), ("ùúûü", 'u'), ("ŵẁẃẅ", 'w'), ("ŷýÿỳ", 'y')];
    PLAIN.iter().find(|(letters, _)| letters.contains(letter)).map_or(letter, |(_, plain)| *plain)
}

/// A heading as readers may see it: `new_la_code` as `New la code`.
pub(super) fn label_of(heading: &str) -> String {
    let text = heading.replace('_', " ");
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut letters = text.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => String::new(),
    }
}
