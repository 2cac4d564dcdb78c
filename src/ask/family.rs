//! Which categories the series of a chart are of, so that one looks the same in all charts of the site.

use super::axis::{Axis, Frame};

/// What belongs together: the members of all dimensions of one label, or the measures of a dataset.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Family {
    Dimension(String),
    Measures(usize),
}

/// What the series of a chart are. Labels are those of the descriptions, whatever the language of the page.
#[derive(Debug)]
pub(crate) struct By {
    pub(crate) family: Family,
    /// The position of its dataset among all.
    pub(crate) dataset: usize,
    /// Every label of it, in the order in which they are declared.
    pub(crate) labels: Vec<String>,
    /// The positions of the series among the labels.
    drawn: Vec<usize>,
}

impl By {
    /// The labels of the series.
    pub(crate) fn series(&self) -> impl Iterator<Item = &str> {
        self.drawn.iter().filter_map(|position| self.labels.get(*position)).map(String::as_str)
    }

    #[cfg(test)]
    pub(crate) fn for_test(labels: &[&str], series: &[&str]) -> Self {
        let drawn = series.iter().filter_map(|series| labels.iter().position(|label| label == series)).collect();
        let labels = labels.iter().map(|label| (*label).to_owned()).collect();
        Self { family: Family::Measures(0), dataset: 0, labels, drawn }
    }
}

/// What runs along the series. Periods are the earlier and the later in every chart, so they look as they stand.
pub(super) fn of(frame: &Frame<'_>, axis: Axis) -> Option<By> {
    let (family, labels) = match axis {
        Axis::Dimension(position) => {
            let dimension = &frame.dataset.dimensions[position];
            (Family::Dimension(dimension.label.clone()), dimension.members.values().cloned().collect())
        }
        Axis::Measures => {
            let labels = frame.dataset.measures.iter().map(|measure| measure.label.clone());
            (Family::Measures(frame.number), labels.collect())
        }
        Axis::Period => return None,
    };
    let drawn = frame.steps(axis).iter().map(|step| step.position).collect();
    Some(By { family, dataset: frame.number, labels, drawn })
}
