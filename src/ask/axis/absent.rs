//! Members of which the data has no row for anything that a table or chart shows: where one file holds several breakdowns,
//! most members belong to another one. They are left out, unless the author names them.
//!
//! Whether the data has a row says nothing of its number: a figure that is withheld has a row, one that is not there has
//! none, and a page that shows both has `[c]` for the one and `[x]` for the other.

use super::{Axis, Frame, Step};
use crate::schema::Catalogue;

impl Frame<'_> {
    /// Leaves such members out along all axes. Where nothing would be left, all stay, so that readers see what is missing.
    pub(in crate::ask) fn leave_out_absent(&mut self, axes: &[Axis], catalogue: &Catalogue) {
        let found: Vec<(usize, Vec<usize>)> = axes
            .iter()
            .filter_map(|axis| match axis {
                Axis::Dimension(dimension) if self.only[*dimension].is_none() => Some((*axis, *dimension)),
                _ => None,
            })
            .map(|(axis, dimension)| (dimension, self.present(axis, axes, catalogue)))
            .collect();
        for (dimension, present) in found.into_iter().filter(|(_, present)| !present.is_empty()) {
            self.only[dimension] = Some(present);
        }
    }

    /// The members along an axis of which the data has a row for some step of the others.
    fn present(&self, axis: Axis, axes: &[Axis], catalogue: &Catalogue) -> Vec<usize> {
        let measures = (!axes.contains(&Axis::Measures)).then_some(Axis::Measures);
        let others = axes.iter().copied().filter(|other| *other != axis).chain(measures);
        let mut across: Vec<Vec<Step>> = vec![Vec::new()];
        for other in others {
            let steps = self.steps(other);
            let further = |before: &Vec<Step>| {
                steps.iter().map(|step| before.iter().copied().chain([*step]).collect()).collect::<Vec<Vec<Step>>>()
            };
            across = across.iter().flat_map(further).collect();
        }
        let has_row = |step: &Step| {
            across.iter().any(|steps| {
                let all: Vec<Step> = steps.iter().copied().chain([*step]).collect();
                self.fact(&self.spot(&all), None, catalogue).is_some()
            })
        };
        self.steps(axis).into_iter().filter(has_row).map(|step| step.position).collect()
    }
}
