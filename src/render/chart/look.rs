//! How the series of a chart look. A category of a dimension looks the same in all charts of the site: the looks are given
//! out once, to labels in the order in which they are declared, and never look at data.

use std::collections::BTreeMap;

use super::{ChartKind, palette};
use crate::ask::{By, Chart, Family};

/// A colour, and a dash and point for whoever does not see it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::render) struct Look {
    /// Its place in the palette of four.
    colour: usize,
    form: usize,
}

impl Look {
    /// Of a series of a chart whose categories have no look of their own.
    pub(super) fn alone(index: usize, count: usize) -> Self {
        Self { colour: palette::place(index, count), form: index }
    }

    pub(super) fn colour(self) -> &'static str {
        palette::FOUR[self.colour % palette::FOUR.len()]
    }

    pub(super) fn dash(self) -> Option<&'static str> {
        palette::dash(self.form)
    }

    /// The place of its point among the forms.
    pub(super) fn form(self) -> usize {
        self.form
    }
}

/// The looks of the categories of a site.
#[derive(Debug, Default)]
pub(in crate::render) struct Looks<'a>(BTreeMap<&'a Family, BTreeMap<&'a str, Look>>);

impl<'a> Looks<'a> {
    /// Gives every family of categories its looks: all of it, or none where its charts need more colours than there are, or
    /// where no choice would keep bars beside each other apart in grey.
    pub(in crate::render) fn of(charts: impl Iterator<Item = &'a Chart>) -> Self {
        let mut drawn: BTreeMap<&Family, Vec<(&By, ChartKind)>> = BTreeMap::new();
        for chart in charts.filter(|chart| chart.series.len() <= palette::MOST_SERIES) {
            if let Some(by) = &chart.by {
                drawn.entry(&by.family).or_default().push((by, chart.kind));
            }
        }
        Self(drawn.into_iter().filter_map(|(family, charts)| Some((family, looks(&charts)?))).collect())
    }

    /// The looks of the series of a chart.
    pub(in crate::render) fn of_series(&self, chart: &Chart) -> Vec<Look> {
        let given = chart.by.as_ref().and_then(|by| {
            let looks = self.0.get(&by.family).filter(|_| chart.series.len() <= palette::MOST_SERIES)?;
            by.series().map(|label| looks.get(label).copied()).collect()
        });
        let count = chart.series.len();
        given.unwrap_or_else(|| (0..count).map(|index| Look::alone(index, count)).collect())
    }
}

/// The looks of one family from all its charts.
fn looks<'a>(charts: &[(&'a By, ChartKind)]) -> Option<BTreeMap<&'a str, Look>> {
    let drawn: Vec<Vec<&str>> = charts.iter().map(|(by, _)| by.series().collect()).collect();
    let mut declared: Vec<&By> = charts.iter().map(|(by, _)| *by).collect();
    declared.sort_by_key(|by| by.dataset);
    let mut labels: Vec<&str> = Vec::new();
    for label in declared.iter().flat_map(|by| &by.labels).map(String::as_str) {
        if !labels.contains(&label) && drawn.iter().any(|series| series.contains(&label)) {
            labels.push(label);
        }
    }
    let place = |name: &str| labels.iter().position(|label| *label == name);
    let beside = charts.iter().zip(&drawn).filter(|((_, kind), _)| matches!(kind, ChartKind::Bar | ChartKind::Stacked));
    let neighbours = beside.flat_map(|(_, series)| series.windows(2));
    let neighbours: Vec<(usize, usize)> = neighbours.filter_map(|pair| place(pair[0]).zip(place(pair[1]))).collect();
    let apart =
        |colours: &Vec<usize>| neighbours.iter().all(|(one, next)| palette::contrast(colours[*one], colours[*next]));
    let colours = palette::choices(labels.len()).into_iter().find(apart)?;
    let look = |(form, (label, colour))| (label, Look { colour, form });
    Some(labels.into_iter().zip(colours).enumerate().map(look).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The colours of some labels, in the order in which they are declared, for bars of these series.
    fn colours(declared: &[&str], bars: &[&[&str]]) -> Option<Vec<&'static str>> {
        let by: Vec<By> = bars.iter().map(|series| By::for_test(declared, series)).collect();
        let charts: Vec<(&By, ChartKind)> = by.iter().map(|by| (by, ChartKind::Bar)).collect();
        let looks = looks(&charts)?;
        Some(declared.iter().filter_map(|label| looks.get(label)).map(|look| look.colour()).collect())
    }

    const BLUE: &str = palette::FOUR[0];
    const TURQUOISE: &str = palette::FOUR[1];
    const PINK: &str = palette::FOUR[2];
    const ORANGE: &str = palette::FOUR[3];

    #[test]
    fn a_category_keeps_its_colour_in_every_chart() {
        assert_eq!(colours(&["a", "b", "c"], &[&["a", "b", "c"], &["b", "c"]]), Some(vec![BLUE, TURQUOISE, PINK]));
        // What no chart draws needs no colour, and two have those of two.
        assert_eq!(colours(&["all", "a", "b"], &[&["b", "a"]]), Some(vec![BLUE, ORANGE]));
    }

    #[test]
    fn bars_beside_each_other_differ_in_grey() {
        // Blue and pink are alike in grey, so the third gets another where it stands beside the first.
        assert_eq!(colours(&["a", "b", "c"], &[&["a", "c"], &["a", "b"]]), Some(vec![BLUE, TURQUOISE, ORANGE]));
        assert_eq!(colours(&["a", "b", "c"], &[&["a", "b"], &["b", "c"], &["a", "c"]]), None);
    }

    #[test]
    fn five_categories_have_none_of_their_own() {
        assert_eq!(colours(&["a", "b", "c", "d", "e"], &[&["a", "b"], &["c", "d"], &["d", "e"]]), None);
    }
}
