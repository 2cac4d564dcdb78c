//! The checker: whoever trusts no solver can trust this. It shares no code with the engine, states the promise anew,
//! and follows every completion through every relation that it touches.
//!
//! Its work grows with the length of the certificate and the number of relations that a cell is in, not with the number
//! of completions times the size of the model.

use super::super::model::{CellId, Model, ModelCell, Pattern, Rule};
use super::{Certificate, Completion, Fault};

/// Verifies that the pattern hides what it has to, and that the certificate proves that it stays hidden.
pub(in crate::protect) fn check(model: &Model, pattern: &Pattern, certificate: &Certificate) -> Result<(), Vec<Fault>> {
    let mut checker = Checker::new(model, pattern)?;
    checker.hiding();
    checker.own_values();
    checker.completions(certificate);
    checker.witnesses(certificate);
    if checker.faults.is_empty() { Ok(()) } else { Err(checker.faults) }
}

/// One end of a witness: which number to read off in a completion.
#[derive(Clone, Copy)]
struct End {
    witness: usize,
    high: bool,
}

struct Checker<'a> {
    model: &'a Model,
    pattern: &'a Pattern,
    /// By cell, the relations that it is in and its coefficient there.
    relations_of: Vec<Vec<(usize, i128)>>,
    /// By relation, what the model's own values make; nothing where that is too large.
    own_sums: Vec<Option<i128>>,
    /// By witness, the low and the high number.
    ends: Vec<(i128, i128)>,
    faults: Vec<Fault>,
}

impl<'a> Checker<'a> {
    fn new(model: &'a Model, pattern: &'a Pattern) -> Result<Self, Vec<Fault>> {
        let count = model.cells.len();
        let mut faults = Vec::new();
        if pattern.hidden.len() != count {
            faults.push(Fault::Lengths);
        }
        let mut relations_of = vec![Vec::new(); count];
        for (relation, known) in model.relations.iter().enumerate() {
            for (cell, coefficient) in &known.terms {
                match relations_of.get_mut(*cell) {
                    Some(relations) => relations.push((relation, *coefficient)),
                    None => faults.push(Fault::RelationOfNothing { relation }),
                }
            }
        }
        for (cell, known) in model.cells.iter().enumerate() {
            if known.rests_on.iter().any(|base| *base >= count) {
                faults.push(Fault::RestsOnNothing { cell });
            }
        }
        if !faults.is_empty() {
            return Err(faults);
        }
        Ok(Self { model, pattern, relations_of, own_sums: Vec::new(), ends: Vec::new(), faults })
    }

    /// What has to be hidden is hidden, and what is public is not.
    fn hiding(&mut self) {
        for (cell, known) in self.model.cells.iter().enumerate() {
            let hidden = self.pattern.hidden[cell].is_some();
            if known.primary.is_some() && !hidden {
                self.faults.push(Fault::SensitiveShown { cell });
            }
            if !hidden && known.rests_on.iter().any(|base| self.pattern.hidden[*base].is_some()) {
                self.faults.push(Fault::RatioShown { cell });
            }
            if known.frozen && !self.is_seen(cell) {
                self.faults.push(Fault::PublicHidden { cell });
            }
        }
    }

    fn is_seen(&self, cell: CellId) -> bool {
        let ModelCell { asked, figure, .. } = self.model.cells[cell];
        asked && figure && self.pattern.hidden[cell].is_none()
    }

    /// Whether somebody must not learn this cell for its own sake.
    fn needs_a_witness(&self, cell: CellId) -> bool {
        let only_for_others = matches!(self.pattern.hidden[cell], None | Some(Rule::Secondary(_) | Rule::HiddenBase));
        !only_for_others || self.model.cells[cell].primary.is_some()
    }

    /// Whether a reader of what is shown has to reckon with this number.
    fn fits(&mut self, completion: Option<usize>, cell: CellId, value: i128) {
        let known = &self.model.cells[cell];
        if self.is_seen(cell) {
            if value < known.told.0 || value > known.told.1 {
                self.faults.push(Fault::ShownDiffers { completion, cell });
            }
            return;
        }
        // Who sees zeros shown, and this one withheld, knows that it is not one.
        let withheld = known.asked && self.pattern.hidden[cell].is_some();
        let floor = if withheld && known.zeros_shown && known.value > 0 { 1 } else { 0 };
        if value < floor || value < known.least {
            self.faults.push(Fault::TooLow { completion, cell });
        }
    }

    /// Whether a relation that makes `sum` holds.
    fn holds(&mut self, completion: Option<usize>, relation: usize, sum: Option<i128>) {
        let known = &self.model.relations[relation];
        match sum {
            None => self.faults.push(Fault::TooLarge { completion, relation }),
            Some(sum) if known.least.is_some_and(|least| sum < least) || known.most.is_some_and(|most| sum > most) => {
                self.faults.push(Fault::Broken { completion, relation });
            }
            Some(_) => {}
        }
    }

    /// The truth itself has to be one of the completions.
    fn own_values(&mut self) {
        for (cell, known) in self.model.cells.iter().enumerate() {
            self.fits(None, cell, known.value);
        }
        for (relation, known) in self.model.relations.iter().enumerate() {
            let sum = known.terms.iter().try_fold(0i128, |sum, (cell, coefficient)| {
                sum.checked_add(coefficient.checked_mul(self.model.cells[*cell].value)?)
            });
            self.own_sums.push(sum);
            self.holds(None, relation, sum);
        }
    }

    fn completions(&mut self, certificate: &Certificate) {
        let own = |cell: CellId| self.model.cells.get(cell).map_or(0, |known| known.value);
        self.ends = certificate.witnesses.iter().map(|witness| (own(witness.cell), own(witness.cell))).collect();
        let mut ends_in = vec![Vec::new(); certificate.completions.len()];
        for (witness, known) in certificate.witnesses.iter().enumerate() {
            for (completion, high) in [(known.low, false), (known.high, true)] {
                let Some(completion) = completion else { continue };
                match ends_in.get_mut(completion) {
                    Some(ends) => ends.push(End { witness, high }),
                    None => self.faults.push(Fault::NoSuchCompletion { cell: known.cell }),
                }
            }
        }
        let mut values = vec![None; self.model.cells.len()];
        let mut changes = vec![None; self.model.relations.len()];
        for (position, completion) in certificate.completions.iter().enumerate() {
            self.completion(position, completion, &mut values, &mut changes);
            for end in &ends_in[position] {
                let cell = certificate.witnesses[end.witness].cell;
                if let Some(Some(value)) = values.get(cell) {
                    let ends = &mut self.ends[end.witness];
                    if end.high { ends.1 = *value } else { ends.0 = *value }
                }
            }
            completion.iter().for_each(|(cell, _)| {
                if let Some(value) = values.get_mut(*cell) {
                    *value = None;
                }
            });
        }
    }

    /// Checks one completion and leaves its numbers in `values`. `changes` is by relation, and empty before and after.
    fn completion(
        &mut self,
        position: usize,
        completion: &Completion,
        values: &mut [Option<i128>],
        changes: &mut [Option<Option<i128>>],
    ) {
        let mut touched = Vec::new();
        for (change, (cell, value)) in completion.iter().enumerate() {
            let Some(entry) = values.get_mut(*cell) else {
                self.faults.push(Fault::ChangeOfNothing { completion: position, position: change });
                continue;
            };
            if entry.replace(*value).is_some() {
                self.faults.push(Fault::NamedTwice { completion: position, cell: *cell });
                continue;
            }
            self.fits(Some(position), *cell, *value);
            let moved = value.checked_sub(self.model.cells[*cell].value);
            for (relation, coefficient) in &self.relations_of[*cell] {
                let sum = changes[*relation].get_or_insert_with(|| {
                    touched.push(*relation);
                    self.own_sums[*relation]
                });
                *sum = sum.zip(moved).and_then(|(sum, moved)| sum.checked_add(coefficient.checked_mul(moved)?));
            }
        }
        for relation in touched {
            if let Some(sum) = changes[relation].take() {
                self.holds(Some(position), relation, sum);
            }
        }
    }

    /// Every sensitive cell has one witness that leaves a reader in enough doubt.
    fn witnesses(&mut self, certificate: &Certificate) {
        let mut witnessed = vec![false; self.model.cells.len()];
        for (witness, known) in certificate.witnesses.iter().enumerate() {
            let cell = known.cell;
            match witnessed.get_mut(cell) {
                None => self.faults.push(Fault::WitnessOfNothing { witness }),
                Some(true) => self.faults.push(Fault::WitnessedTwice { cell }),
                Some(first) => {
                    *first = true;
                    if self.needs_a_witness(cell) {
                        self.doubt(cell, self.ends[witness]);
                    }
                }
            }
        }
        for (cell, witnessed) in witnessed.into_iter().enumerate() {
            if !witnessed && self.needs_a_witness(cell) {
                self.faults.push(Fault::Unwitnessed { cell });
            }
        }
    }

    /// The promise: the numbers lie apart by the threshold at least, the higher one is not small, and the lower one is 1,
    /// or half the truth, or less.
    fn doubt(&mut self, cell: CellId, (low, high): (i128, i128)) {
        let ModelCell { value, threshold, .. } = self.model.cells[cell];
        if high.checked_sub(low).is_none_or(|width| width < threshold) {
            self.faults.push(Fault::Narrow { cell });
        }
        if high <= threshold {
            self.faults.push(Fault::SurelySmall { cell });
        }
        if low > 1 && low > value / 2 {
            self.faults.push(Fault::NearlyKnown { cell });
        }
    }
}

#[cfg(test)]
mod tests;
