//! What may leave the vault: a figure that is shown, or a marker in its place.

use crate::number::Number;

/// The shorthand that stands where there is no number. Letters and meanings as UK official statistics use them
/// (Government Analysis Function, "Symbols in tables").
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Marker {
    /// `[c]`: withheld so that nobody can be identified, whichever rule withheld it.
    Confidential,
    /// `[low]`: rounds to zero but is not zero.
    Low,
    /// `[u]`: too unreliable to show.
    Unreliable,
    /// `[x]`: not available.
    NotAvailable,
    /// `[z]`: not applicable.
    NotApplicable,
}

impl Marker {
    /// Every marker, in the order of a legend.
    pub const ALL: [Self; 5] =
        [Self::Confidential, Self::Low, Self::Unreliable, Self::NotAvailable, Self::NotApplicable];

    /// The letters without brackets, as a machine-readable file carries them.
    pub fn letters(self) -> &'static str {
        match self {
            Self::Confidential => "c",
            Self::Low => "low",
            Self::Unreliable => "u",
            Self::NotAvailable => "x",
            Self::NotApplicable => "z",
        }
    }

    /// The word that a screen reader speaks and a legend prints.
    pub fn word(self) -> &'static str {
        match self {
            Self::Confidential => "confidential",
            Self::Low => "rounds to zero but is not zero",
            Self::Unreliable => "low reliability",
            Self::NotAvailable => "not available",
            Self::NotApplicable => "not applicable",
        }
    }
}

/// The letter beside a figure that is shown and of which an earlier edition showed another number.
pub(crate) const REVISED: &str = "r";

/// A number that may be shown, and how it reads. It has no arithmetic: nobody can subtract their way to a disclosure.
#[derive(Clone, Debug)]
pub struct Shown {
    /// Nothing where the answer is words.
    number: Option<Number>,
    text: String,
    /// Whether an earlier edition showed another number, for it or for what it is made of.
    revised: bool,
}

impl Shown {
    /// As a reader sees it, with separators and unit: `1,234`, `+6.7%`, `fell by 16.4%`.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// With the mark that stands beside it: `82 [r]`.
    pub fn with_mark(&self) -> String {
        if self.revised { format!("{} [{REVISED}]", self.text) } else { self.text.clone() }
    }

    /// As a machine reads it, without unit: `-16.4`; words as they are.
    pub fn plain(&self) -> String {
        self.number.map_or_else(|| self.text.clone(), Number::plain)
    }

    pub(in crate::protect) fn is_number(&self) -> bool {
        self.number.is_some()
    }

    /// Whether an earlier edition showed another number: `[r]` then stands beside it.
    pub fn is_revised(&self) -> bool {
        self.revised
    }

    /// The place of a mark on a chart's value axis.
    pub fn on_axis(&self) -> f64 {
        self.number.map_or(0.0, Number::to_f64)
    }
}

/// The vault's answer to one question: shown with its number, or a marker **with no number to find**.
#[derive(Clone, Debug)]
pub enum Published {
    /// May be shown.
    Shown(Shown),
    /// May not, or there is none.
    Marked(Marker),
}

impl Published {
    pub(in crate::protect) fn shown(number: Number, text: String) -> Self {
        Self::Shown(Shown { number: Some(number), text, revised: false })
    }

    pub(in crate::protect) fn said(text: String) -> Self {
        Self::Shown(Shown { number: None, text, revised: false })
    }

    pub(in crate::protect) fn revise(&mut self) {
        if let Self::Shown(shown) = self {
            shown.revised = true;
        }
    }

    /// The letters of every marker that stands in its place or beside it, as a machine-readable file carries them.
    pub fn letters(&self) -> &'static str {
        match self {
            Self::Shown(shown) if shown.revised => REVISED,
            Self::Shown(_) => "",
            Self::Marked(marker) => marker.letters(),
        }
    }

    /// The figure's text, or its shorthand in brackets.
    pub fn text(&self) -> String {
        match self {
            Self::Shown(shown) => shown.text.clone(),
            Self::Marked(marker) => format!("[{}]", marker.letters()),
        }
    }

    /// The same with the mark that stands beside a figure: `82 [r]`.
    pub fn with_mark(&self) -> String {
        match self {
            Self::Shown(shown) => shown.with_mark(),
            Self::Marked(_) => self.text(),
        }
    }

    /// Whether it is a figure of which an earlier edition showed another number.
    pub fn is_revised(&self) -> bool {
        matches!(self, Self::Shown(shown) if shown.revised)
    }

    #[cfg(test)]
    pub(crate) fn for_test(text: &str) -> Self {
        match Marker::ALL.into_iter().find(|marker| format!("[{}]", marker.letters()) == text) {
            Some(marker) => Self::Marked(marker),
            None => Self::shown(Number::parse(text).expect("a test's number"), text.to_owned()),
        }
    }

    #[cfg(test)]
    pub(crate) fn revised_for_test(text: &str) -> Self {
        let mut published = Self::for_test(text);
        published.revise();
        published
    }
}
