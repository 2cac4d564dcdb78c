//! Which categories the series of a chart are of, so that one looks the same in all charts of the site.

use super::axis::{Axis, Frame};

/// What belongs together: the members of all dimensions of one label, or the measures of a dataset.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Family {
    Dimension(String),
    Measures(usize),
}

/// What the series of a chart are.
#[derive(Debug)]
pub(crate) struct By {
    pub(crate) family: Family,
    /// The position of its dataset among all.
    pub(crate) dataset: usize,
    /// Every label of it, in the order in which they are declared.
    pub(crate) labels: Vec<String>,
}

/// What runs along the series. Periods are the earlier and the later in every chart, so they look as they stand.
pub(super) fn of(frame: &Frame<'_>, axis: Axis) -> Option<By> {
    let dataset = frame.number;
    match axis {
        Axis::Dimension(position) => {
            let dimension = &frame.dataset.dimensions[position];
            let labels = dimension.members.values().cloned().collect();
            Some(By { family: Family::Dimension(dimension.label.clone()), dataset, labels })
        }
        Axis::Measures => {
            let labels = frame.dataset.measures.iter().map(|measure| measure.label.clone()).collect();
            Some(By { family: Family::Measures(dataset), dataset, labels })
        }
        Axis::Period => None,
    }
}
