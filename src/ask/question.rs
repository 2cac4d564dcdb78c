//! What the pages want to say, as typed questions. A question names facts; it has no data.

use std::collections::BTreeMap;

use crate::schema::{Catalogue, Comparison, FactId, MeasureKind, Wanted, Wrong, key_at};

/// One thing that the site wants to say.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Question {
    /// A fact's value.
    Value(FactId),
    /// One figure at two times.
    Compared { from: FactId, to: FactId, how: Comparison },
    /// One figure as a part of another, in per cent.
    Share { part: FactId, whole: FactId },
    /// A cell of a table for which the data has no row.
    Absent,
}

impl Question {
    /// The facts that the answer is made from.
    pub(crate) fn facts(&self) -> Vec<FactId> {
        match self {
            Self::Value(fact) => vec![*fact],
            Self::Compared { from, to, .. } => vec![*from, *to],
            Self::Share { part, whole } => vec![*part, *whole],
            Self::Absent => Vec::new(),
        }
    }

    /// Whether the answer reads as a part of a sentence, so that a withheld one needs a phrase and not a symbol.
    pub(crate) fn is_phrase(&self) -> bool {
        matches!(self, Self::Compared { how: Comparison::Words | Comparison::FromTo, .. })
    }
}

/// Where a question stands in the list of all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct QuestionId(pub(crate) usize);

/// All questions of a site, each once.
#[derive(Debug, Default)]
pub(crate) struct Questions {
    pub(crate) list: Vec<Question>,
    /// How often each is asked: a figure that many places show is dearer to hide.
    pub(crate) times: Vec<usize>,
    index: BTreeMap<Question, QuestionId>,
}

impl Questions {
    pub(crate) fn ask(&mut self, question: Question) -> QuestionId {
        let next = QuestionId(self.list.len());
        let id = *self.index.entry(question).or_insert_with_key(|question| {
            self.list.push(question.clone());
            self.times.push(0);
            next
        });
        self.times[id.0] += 1;
        id
    }
}

/// The question behind an author's expression.
pub(super) fn question(catalogue: &Catalogue, wanted: &Wanted) -> Result<Question, Wrong> {
    let fact = |selection: &crate::schema::Selection, period: Option<usize>| {
        let dataset = &catalogue.datasets[selection.dataset];
        for (dimension, member) in dataset.dimensions.iter().zip(&selection.members) {
            if member.is_none() && dimension.default_member().is_none() {
                return Err(Wrong::new(
                    format!("this does not say which {} it means", dimension.label.to_lowercase()),
                    format!("`{}` has no single total; name a member, like `[\"…\"]`", dimension.id),
                ));
            }
        }
        let period = match (period.or(selection.period), dataset.periods.len()) {
            (Some(period), _) => period,
            (None, 1) => 0,
            (None, _) => {
                let latest = dataset.periods.last().map_or("", |period| period.id.as_str());
                return Err(Wrong::new(
                    "this does not say which period it means",
                    format!("name it in brackets: `[\"{latest}\"]`"),
                ));
            }
        };
        let key = key_at(catalogue, selection, period);
        key.as_ref().and_then(|key| catalogue.find(key)).ok_or_else(|| {
            let what = key.map_or_else(|| "this".to_owned(), |key| catalogue.describe(&key));
            let hint = format!("add the row to `data/{}.csv`, or name another member or period", dataset.id);
            Wrong::new(format!("the data has no row for {what}"), hint)
        })
    };
    match wanted {
        Wanted::Value(selection) => Ok(Question::Value(fact(selection, None)?)),
        Wanted::Share { part, whole } => {
            let (part, whole) = (fact(part, None)?, fact(whole, None)?);
            for id in [part, whole] {
                if !catalogue.measure_of(id).kind.is_additive() {
                    return Err(Wrong::new("a share is of counts or of events", "name a count as part and as whole"));
                }
            }
            Ok(Question::Share { part, whole })
        }
        Wanted::Compared { selection, from, to, how } => {
            let periods = &catalogue.datasets[selection.dataset].periods;
            if periods[*from].start > periods[*to].start {
                return Err(Wrong::new("the later period stands first", "name the earlier period first"));
            }
            let kind = catalogue.datasets[selection.dataset].measures[selection.measure].kind;
            let how = comparable(kind, *how)?;
            Ok(Question::Compared { from: fact(selection, Some(*from))?, to: fact(selection, Some(*to))?, how })
        }
    }
}

/// The comparison that suits a measure, or why none does.
fn comparable(kind: MeasureKind, how: Comparison) -> Result<Comparison, Wrong> {
    match (kind, how) {
        (MeasureKind::Change { .. }, _) => {
            Err(Wrong::new("a reported change cannot be compared again", "show it as it is"))
        }
        (MeasureKind::Percentage { .. }, Comparison::Percent | Comparison::Difference) => Err(Wrong::new(
            "two percentages differ by percentage points",
            "use `| points(…)`, or `| change(…)` for words",
        )),
        (MeasureKind::Percentage { .. }, how) => Ok(how),
        (_, Comparison::Points) => {
            Err(Wrong::new("percentage points are for percentages", "use `| difference(…)` or `| percent_change(…)`"))
        }
        (_, how) => Ok(how),
    }
}
