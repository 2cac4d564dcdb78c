//! The facts whose values a reader may see, with these values.

use super::super::examined::Examined;
use super::super::published::Published;
use crate::ask::Question;
use crate::number::Number;
use crate::schema::FactId;

/// By fact, the value that may be told: it is shown, or no page asks for it and nothing hidden depends on it.
pub(super) struct PublishedFacts {
    values: Vec<Option<Number>>,
    /// By fact, whether a page shows it.
    shown: Vec<bool>,
}

impl PublishedFacts {
    pub(super) fn of(examined: &Examined) -> Self {
        let (model, pattern) = (&examined.built.model, examined.pattern());
        let tied = tied_to_hidden(examined);
        let answering = examined.answering();
        let (mut values, mut shown) = (Vec::new(), Vec::new());
        for (fact, cell) in examined.built.cell_of.iter().enumerate() {
            let visible = pattern.shows(model, *cell);
            let free = !model.cells[*cell].asked && model.cells[*cell].primary.is_none() && !tied[*cell];
            let value = match answering.answer(&Question::Value(FactId(fact))) {
                Published::Shown(shown) if visible || free => Number::parse(&shown.plain()).ok(),
                _ => None,
            };
            values.push(value);
            shown.push(visible);
        }
        Self { values, shown }
    }

    pub(super) fn value(&self, fact: FactId) -> Option<Number> {
        self.values[fact.0]
    }

    /// The value of what a page shows.
    pub(super) fn shown(&self, fact: FactId) -> Option<Number> {
        self.values[fact.0].filter(|_| self.shown[fact.0])
    }

    /// Every fact that may be told.
    pub(super) fn all(&self) -> impl Iterator<Item = (FactId, Number)> {
        self.values.iter().enumerate().filter_map(|(fact, value)| Some((FactId(fact), (*value)?)))
    }
}

/// By cell, whether relations tie it to a hidden one, be it by way of others that no page shows: then it is not told, for
/// in a twin of the site it could be another.
fn tied_to_hidden(examined: &Examined) -> Vec<bool> {
    let (model, pattern) = (&examined.built.model, examined.pattern());
    let mut tied: Vec<bool> = pattern.hidden.iter().map(Option::is_some).collect();
    loop {
        let mut grown = false;
        for relation in &model.relations {
            let open = |cell: usize| !pattern.shows(model, cell);
            if relation.terms.iter().any(|(cell, _)| tied[*cell] && open(*cell)) {
                for (cell, _) in &relation.terms {
                    grown |= open(*cell) && !std::mem::replace(&mut tied[*cell], true);
                }
            }
        }
        // What rests on a cell, as a ratio on its base, goes with it.
        for (cell, known) in model.cells.iter().enumerate() {
            let rests = known.rests_on.iter().chain(&known.contributors).any(|base| tied[*base]);
            if rests && open_cell(examined, cell) && !tied[cell] {
                tied[cell] = true;
                grown = true;
            }
        }
        if !grown {
            return tied;
        }
    }
}

fn open_cell(examined: &Examined, cell: usize) -> bool {
    !examined.pattern().shows(&examined.built.model, cell)
}
