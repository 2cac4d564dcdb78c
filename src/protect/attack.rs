//! An attacker for small models, who shares no code with the engine or the checker: searches through every whole-number
//! completion of what is published, and says how low and how high each cell can be.

use std::collections::BTreeSet;

use super::model::{CellId, Model, Pattern};

/// What an attacker learns of a cell: its least and its most, or nothing where no completion exists at all.
pub(super) type Learnt = Option<(i128, i128)>;

/// Looks at a relation that the attacker may take before giving up.
const MOST_STEPS: usize = 400_000;

/// What the attacker learns of a cell. Nothing where that takes too long.
///
/// A cell without a bound is taken to be at most twice all numbers of the model and a hundred. This can only make the
/// attacker believe that they know more than they do.
pub(super) fn interval(model: &Model, pattern: &Pattern, cell: CellId) -> Option<Learnt> {
    let mut attacker = Attacker::new(model, pattern, MOST_STEPS);
    attacker.look_for(cell)?;
    Some(attacker.found[cell])
}

/// Whether the attacker has to reckon with numbers far enough apart for `enough`, which is given the least and the most
/// found so far. Nothing where that takes too long. Much quicker than the exact interval where the answer is yes.
pub(super) fn has_doubt(
    model: &Model,
    pattern: &Pattern,
    cell: CellId,
    enough: &dyn Fn((i128, i128)) -> bool,
) -> Option<bool> {
    let mut attacker = Attacker::new(model, pattern, MOST_STEPS);
    attacker.enough = Some(enough);
    attacker.look_for(cell)?;
    Some(attacker.found[cell].is_some_and(enough))
}

/// Two completions, each with a number for every cell: in the first the cell is as low as `enough` asks or lower, in the
/// second as high. Nothing where there are none, or where that takes too long.
pub(super) fn completions(
    model: &Model,
    pattern: &Pattern,
    cell: CellId,
    enough: &dyn Fn((i128, i128)) -> bool,
) -> Option<[Vec<i128>; 2]> {
    let mut attacker = Attacker::new(model, pattern, MOST_STEPS);
    attacker.enough = Some(enough);
    attacker.look_for(cell)?;
    let low = attacker.completions.iter().min_by_key(|completion| completion[cell])?.clone();
    let high = attacker.completions.iter().max_by_key(|completion| completion[cell])?.clone();
    Some([low, high])
}

struct Attacker<'a> {
    model: &'a Model,
    relations_of: Vec<Vec<usize>>,
    /// What each cell can be before any reasoning.
    known: Vec<(i128, i128)>,
    /// The least and the most that each cell was in the completions found so far.
    found: Vec<Learnt>,
    /// The completions found so far: few, since each is lower or higher than all before.
    completions: Vec<Vec<i128>>,
    steps_left: usize,
    /// Whether the search may end with what was found.
    enough: Option<&'a dyn Fn((i128, i128)) -> bool>,
}

/// The step limit was reached.
struct TooLong;

impl<'a> Attacker<'a> {
    fn new(model: &'a Model, pattern: &Pattern, steps: usize) -> Self {
        let largest: i128 = model.cells.iter().map(|cell| cell.value.abs().max(cell.told.1.abs())).sum();
        let known = model.cells.iter().zip(&pattern.hidden).map(|(cell, hidden)| {
            if hidden.is_none() && cell.asked && cell.figure {
                return cell.told;
            }
            // A marker where a zero would have been shown says that it is none.
            let marker = hidden.is_some() && cell.asked && cell.zeros_shown && cell.value > 0;
            (cell.least.max(i128::from(marker)), 2 * largest + 100)
        });
        let mut relations_of = vec![Vec::new(); model.cells.len()];
        for (position, relation) in model.relations.iter().enumerate() {
            for (cell, _) in &relation.terms {
                relations_of[*cell].push(position);
            }
        }
        let found = vec![None; model.cells.len()];
        Self {
            model,
            relations_of,
            known: known.collect(),
            found,
            completions: Vec::new(),
            steps_left: steps,
            enough: None,
        }
    }

    fn look_for(&mut self, cell: CellId) -> Option<()> {
        for high in [false, true] {
            let mut known = self.known.clone();
            let all = (0..self.model.relations.len()).collect();
            match self.narrow(&mut known, all) {
                Ok(true) => self.search(&known, cell, high).ok()?,
                Ok(false) => {}
                Err(TooLong) => return None,
            }
        }
        Some(())
    }

    /// Looks for completions in which the cell is lower (or higher) than in any found so far, until there are none.
    fn search(&mut self, known: &[(i128, i128)], cell: CellId, high: bool) -> Result<(), TooLong> {
        if let Some((least, most)) = self.found[cell] {
            if self.enough.is_some_and(|enough| enough((least, most))) {
                return Ok(());
            }
            let nothing_new = if high { known[cell].1 <= most } else { known[cell].0 >= least };
            if nothing_new {
                return Ok(());
            }
        }
        let open = |cell: &CellId| known[*cell].0 < known[*cell].1;
        let narrowest = || (0..known.len()).filter(open).min_by_key(|cell| known[*cell].1 - known[*cell].0);
        let Some(branch) = Some(cell).filter(open).or_else(narrowest) else {
            self.completions.push(known.iter().map(|value| value.0).collect());
            for (found, value) in self.found.iter_mut().zip(known) {
                let (least, most) = found.get_or_insert(*value);
                (*least, *most) = ((*least).min(value.0), (*most).max(value.1));
            }
            return Ok(());
        };
        let (least, most) = known[branch];
        let middle = least + (most - least).div_euclid(2);
        let mut halves = [(least, middle), (middle + 1, most)];
        if high {
            halves.reverse();
        }
        for half in halves {
            let mut narrower = known.to_vec();
            narrower[branch] = half;
            let touched = self.relations_of[branch].iter().copied().collect();
            if self.narrow(&mut narrower, touched)? {
                self.search(&narrower, cell, high)?;
            }
        }
        Ok(())
    }

    /// Narrows what is known through the relations, until nothing changes; says whether anything is left.
    fn narrow(&mut self, known: &mut [(i128, i128)], mut queue: BTreeSet<usize>) -> Result<bool, TooLong> {
        while let Some(position) = queue.pop_first() {
            self.steps_left = self.steps_left.checked_sub(1).ok_or(TooLong)?;
            let relation = &self.model.relations[position];
            let ends = |(cell, factor): &(CellId, i128), known: &[(i128, i128)]| {
                let (a, b) = (factor * known[*cell].0, factor * known[*cell].1);
                (a.min(b), a.max(b))
            };
            let (mut low, mut high) = (0, 0);
            for term in &relation.terms {
                let (least, most) = ends(term, known);
                (low, high) = (low + least, high + most);
            }
            if relation.least.is_some_and(|least| high < least) || relation.most.is_some_and(|most| low > most) {
                return Ok(false);
            }
            for term in relation.terms.iter().filter(|(_, factor)| *factor != 0) {
                let (cell, factor) = *term;
                let (least, most) = ends(term, known);
                // What is left for this term when the others are as low, or as high, as they can be.
                let at_most = relation.most.map(|bound| bound - (low - least));
                let at_least = relation.least.map(|bound| bound - (high - most));
                let (at_least, at_most) = if factor > 0 {
                    (at_least, at_most)
                } else {
                    (at_most.map(|bound| -bound), at_least.map(|bound| -bound))
                };
                let factor = factor.abs();
                let before = known[cell];
                if let Some(bound) = at_least {
                    known[cell].0 = before.0.max(-(-bound).div_euclid(factor));
                }
                if let Some(bound) = at_most {
                    known[cell].1 = before.1.min(bound.div_euclid(factor));
                }
                if known[cell].0 > known[cell].1 {
                    return Ok(false);
                }
                if known[cell] != before {
                    (low, high) = (low - least + ends(term, known).0, high - most + ends(term, known).1);
                    queue.extend(&self.relations_of[cell]);
                }
            }
        }
        Ok(true)
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::tables::Table;
    use super::*;

    #[test]
    fn counts_what_a_line_leaves() {
        let mut table = Table::new(5);
        let (a, b, total) = (table.cell(3), table.cell(4), table.cell(7));
        table.sum(total, &[a, b]);
        assert_eq!(interval(&table.model, &table.hiding(&[a]), a), Some(Some((3, 3))));
        assert_eq!(interval(&table.model, &table.hiding(&[a, b]), a), Some(Some((1, 6))));
        table.show_no_zeros();
        assert_eq!(interval(&table.model, &table.hiding(&[a, b]), a), Some(Some((0, 7))));
    }

    #[test]
    fn minds_coefficients_bounds_and_what_is_told() {
        let mut table = Table::new(5);
        let (a, b) = (table.cell(6), table.cell(10));
        table.model.cells[b].told = (8, 12);
        // 3a − 2b lies from −4 to 0.
        table.relate(&[(a, 3), (b, -2)], Some(-4), Some(0));
        assert_eq!(interval(&table.model, &table.hiding(&[a]), a), Some(Some((4, 8))));
        assert_eq!(interval(&table.model, &table.hiding(&[a]), b), Some(Some((8, 12))));
    }

    #[test]
    fn knows_that_people_are_whole() {
        let mut table = Table::new(5);
        let (a, b, c) = (table.cell(4), table.cell(4), table.cell(8));
        // a + b = c and a = b: fractions would allow half of 7.
        table.sum(c, &[a, b]);
        table.relate(&[(a, 1), (b, -1)], Some(0), Some(0));
        table.model.cells[c].told = (7, 9);
        assert_eq!(interval(&table.model, &table.hiding(&[a, b]), a), Some(Some((4, 4))));
    }

    #[test]
    fn says_where_nothing_fits() {
        let mut table = Table::new(5);
        let (a, b) = (table.cell(4), table.cell(9));
        table.sum(b, &[a]);
        assert_eq!(interval(&table.model, &table.hiding(&[]), a), Some(None));
    }

    #[test]
    fn gives_up_where_it_takes_too_long() {
        let mut attacker_table = Table::new(5);
        let cells: Vec<CellId> = (0..12).map(|_| attacker_table.cell(30)).collect();
        for pair in cells.windows(2) {
            attacker_table.relate(&[(pair[0], 7), (pair[1], -5)], Some(0), Some(900));
        }
        let pattern = attacker_table.hiding(&cells);
        let mut attacker = Attacker::new(&attacker_table.model, &pattern, 3);
        assert_eq!(attacker.look_for(cells[0]), None);
    }
}
