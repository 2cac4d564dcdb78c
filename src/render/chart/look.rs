//! How the series of a chart look. A category of a dimension looks the same in all charts of the site: the looks are given
//! out once, to labels in the order in which they are declared, and never look at data.

use std::collections::BTreeMap;

use super::{ChartKind, palette};
use crate::ask::{Chart, Family};

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
        let mut drawn: BTreeMap<&Family, Vec<&Chart>> = BTreeMap::new();
        for chart in charts.filter(|chart| chart.series.len() <= palette::MOST_SERIES) {
            if let Some(by) = &chart.by {
                drawn.entry(&by.family).or_default().push(chart);
            }
        }
        Self(drawn.into_iter().filter_map(|(family, charts)| Some((family, looks(&charts)?))).collect())
    }

    /// The looks of the series of a chart.
    pub(in crate::render) fn of_series(&self, chart: &Chart) -> Vec<Look> {
        let family = chart.by.as_ref().and_then(|by| self.0.get(&by.family));
        let names = chart.series.iter().map(|(name, _)| name.as_str());
        let given = |name| family.and_then(|looks| looks.get(name)).copied();
        let alone = |index| Look::alone(index, chart.series.len());
        names.enumerate().map(|(index, name)| given(name).unwrap_or_else(|| alone(index))).collect()
    }
}

/// The looks of one family from all its charts.
fn looks<'a>(charts: &[&'a Chart]) -> Option<BTreeMap<&'a str, Look>> {
    let mut declared: Vec<_> = charts.iter().filter_map(|chart| chart.by.as_ref()).collect();
    declared.sort_by_key(|by| by.dataset);
    let drawn = |label: &str| charts.iter().any(|chart| chart.series.iter().any(|(name, _)| name == label));
    let mut labels: Vec<&str> = Vec::new();
    for label in declared.iter().flat_map(|by| &by.labels).filter(|label| drawn(label)) {
        if !labels.contains(&label.as_str()) {
            labels.push(label);
        }
    }
    let place = |name: &str| labels.iter().position(|label| *label == name);
    let beside = |chart: &&&Chart| chart.kind != ChartKind::Line;
    let neighbours = charts.iter().filter(beside).flat_map(|chart| chart.series.windows(2));
    let neighbours: Vec<(usize, usize)> =
        neighbours.filter_map(|pair| place(&pair[0].0).zip(place(&pair[1].0))).collect();
    let colours = palette::choices(labels.len())
        .into_iter()
        .find(|colours| neighbours.iter().all(|(one, next)| palette::contrast(colours[*one], colours[*next])))?;
    let look = |(form, (label, colour))| (label, Look { colour, form });
    Some(labels.into_iter().zip(colours).enumerate().map(look).collect())
}
