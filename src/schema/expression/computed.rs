//! What is computed from several figures. `T` is a figure: a selection while an expression is read, then a fact.

use super::Comparison;
use crate::words::Phrase;

/// One thing to say that several figures stand behind.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Computed<T> {
    /// A sum of figures.
    Total(Vec<T>),
    /// A sum at two times; `per_day` compares what came to one day.
    Compared { from: Vec<T>, to: Vec<T>, how: Comparison, per_day: bool },
    /// A sum as a part of another: in per cent, or `about a third`.
    Share { part: Vec<T>, whole: Vec<T>, in_words: bool },
    /// So many for every `per` of a base.
    Rate { of: Vec<T>, base: Vec<T>, per: u32 },
    /// One figure beside another of the same time: `23 more`.
    Against { one: Vec<T>, other: Vec<T> },
    /// The place of a figure among others, which it is one of: `second highest`.
    Rank { of: T, among: Vec<T> },
    /// The names of those with the most, or the least.
    Extreme { among: Vec<(T, String)>, highest: bool, count: usize },
    /// The names of those that rose, or fell.
    Moving { pairs: Vec<(T, T, String)>, up: bool },
    /// Whether a figure moved in one direction all the time.
    Trend { series: Vec<T> },
    /// What is known without any figure: names, a number of periods, a rule of a policy.
    Text(Phrase),
}

impl<T> Computed<T> {
    /// Every figure behind it, in order.
    pub(crate) fn figures(&self) -> Vec<&T> {
        match self {
            Self::Total(terms) | Self::Trend { series: terms } => terms.iter().collect(),
            Self::Compared { from: one, to: other, .. }
            | Self::Share { part: one, whole: other, .. }
            | Self::Rate { of: one, base: other, .. }
            | Self::Against { one, other } => one.iter().chain(other).collect(),
            Self::Rank { among, .. } => among.iter().collect(),
            Self::Extreme { among, .. } => among.iter().map(|(figure, _)| figure).collect(),
            Self::Moving { pairs, .. } => pairs.iter().flat_map(|(from, to, _)| [from, to]).collect(),
            Self::Text(_) => Vec::new(),
        }
    }

    /// The same of other figures.
    pub(crate) fn map<U, E>(&self, mut figure: impl FnMut(&T) -> Result<U, E>) -> Result<Computed<U>, E> {
        let mut all = |terms: &[T]| terms.iter().map(&mut figure).collect::<Result<Vec<U>, E>>();
        Ok(match self {
            Self::Total(terms) => Computed::Total(all(terms)?),
            Self::Compared { from, to, how, per_day } => {
                Computed::Compared { from: all(from)?, to: all(to)?, how: *how, per_day: *per_day }
            }
            Self::Share { part, whole, in_words } => {
                Computed::Share { part: all(part)?, whole: all(whole)?, in_words: *in_words }
            }
            Self::Rate { of, base, per } => Computed::Rate { of: all(of)?, base: all(base)?, per: *per },
            Self::Against { one, other } => Computed::Against { one: all(one)?, other: all(other)? },
            Self::Trend { series } => Computed::Trend { series: all(series)? },
            Self::Rank { of, among } => Computed::Rank { among: all(among)?, of: figure(of)? },
            Self::Extreme { among, highest, count } => {
                let among = among.iter().map(|(one, name)| Ok((figure(one)?, name.clone())));
                Computed::Extreme { among: among.collect::<Result<_, E>>()?, highest: *highest, count: *count }
            }
            Self::Moving { pairs, up } => {
                let pairs = pairs.iter().map(|(from, to, name)| Ok((figure(from)?, figure(to)?, name.clone())));
                Computed::Moving { pairs: pairs.collect::<Result<_, E>>()?, up: *up }
            }
            Self::Text(text) => Computed::Text(text.clone()),
        })
    }
}
