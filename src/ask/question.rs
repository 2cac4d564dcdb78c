//! What the pages want to say, as typed questions. A question names facts; it has no data.

use std::collections::BTreeMap;

use crate::schema::{Catalogue, Comparison, Computed, Dataset, FactId, MeasureKind, Selection, Wanted, Wrong, key_at};
use crate::words::Scale;

/// One thing that the site wants to say.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Question {
    /// A fact's value.
    Value(FactId),
    /// One figure at two times.
    Compared { from: FactId, to: FactId, how: Comparison },
    /// One figure as a part of another, in per cent.
    Share { part: FactId, whole: FactId },
    /// What several figures stand behind.
    Computed(Computed<FactId>),
    /// A cell of a table for which the data has no row.
    Absent,
}

/// How an answer stands in a sentence, for the phrase that takes its place where it is withheld.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    /// A number: `256`.
    Number,
    /// What a figure did: `rose by 6.7%`.
    Verb,
    /// Between which numbers it did so: `from 240 to 256`.
    Ends,
    /// One or several names: `Oxford City`.
    Names,
    /// An adjective: `second highest`, `about a third`.
    Words,
}

impl Question {
    /// The facts that the answer is made from.
    pub(crate) fn facts(&self) -> Vec<FactId> {
        match self {
            Self::Value(fact) => vec![*fact],
            Self::Compared { from, to, .. } => vec![*from, *to],
            Self::Share { part, whole } => vec![*part, *whole],
            Self::Computed(computed) => computed.figures().into_iter().copied().collect(),
            Self::Absent => Vec::new(),
        }
    }

    /// How the answer stands in a sentence.
    pub(crate) fn part(&self) -> Part {
        match self {
            Self::Compared { how, .. } | Self::Computed(Computed::Compared { how, .. }) => match how {
                Comparison::Words | Comparison::Direction | Comparison::Judgement => Part::Verb,
                Comparison::FromTo => Part::Ends,
                _ => Part::Number,
            },
            Self::Computed(computed) => match computed {
                Computed::Trend { .. } => Part::Verb,
                Computed::Extreme { .. } | Computed::Moving { .. } | Computed::Text(_) => Part::Names,
                Computed::Rank { .. } | Computed::Share { in_words: true, .. } => Part::Words,
                _ => Part::Number,
            },
            Self::Value(_) | Self::Share { .. } | Self::Absent => Part::Number,
        }
    }
}

/// Where a question stands in the list of all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct QuestionId(pub(crate) usize);

/// All questions of a site, each once in each language that it is asked in.
#[derive(Debug, Default)]
pub(crate) struct Questions {
    pub(crate) list: Vec<Question>,
    /// In which of the site's languages each is asked.
    pub(crate) voices: Vec<usize>,
    /// How often each is asked: a figure that many places show is dearer to hide.
    pub(crate) times: Vec<usize>,
    index: BTreeMap<(usize, Question), QuestionId>,
}

impl Questions {
    pub(crate) fn ask(&mut self, voice: usize, question: Question) -> QuestionId {
        let next = QuestionId(self.list.len());
        let id = *self.index.entry((voice, question)).or_insert_with_key(|(voice, question)| {
            self.list.push(question.clone());
            self.voices.push(*voice);
            self.times.push(0);
            next
        });
        self.times[id.0] += 1;
        id
    }

    /// Asks for what is only worked out from figures that stand beside it: no further place, so nothing becomes dearer to
    /// hide, and left out where it is not shown.
    pub(crate) fn mention(&mut self, voice: usize, question: Question) -> QuestionId {
        let id = self.ask(voice, question);
        self.times[id.0] -= 1;
        id
    }

    /// Takes back a place: a drawing and its own table show a figure in one.
    pub(crate) fn in_same_place(&mut self, id: QuestionId) {
        if let Some(times) = self.times.get_mut(id.0) {
            *times = times.saturating_sub(1);
        }
    }

    /// Whether a place of the site shows the answer or its marker, and does not only mention it.
    pub(crate) fn has_place(&self, id: QuestionId) -> bool {
        self.times.get(id.0).is_some_and(|times| *times > 0)
    }
}

/// The question behind an author's expression.
pub(super) fn question(catalogue: &Catalogue, scale: &Scale, wanted: &Wanted) -> Result<Question, Wrong> {
    match wanted {
        Wanted::Value(selection) => Ok(Question::Value(fact(catalogue, selection, None)?)),
        Wanted::Share { part, whole } => {
            let (part, whole) = (fact(catalogue, part, None)?, fact(catalogue, whole, None)?);
            additive(catalogue, &[part, whole], "a share is of counts or of events")?;
            Ok(Question::Share { part, whole })
        }
        Wanted::Compared { selection, from, to, how } => {
            in_order(catalogue, selection.dataset, *from, *to)?;
            let kind = catalogue.datasets[selection.dataset].measures[selection.measure].kind;
            let how = comparable(kind, *how)?;
            let measure = &catalogue.datasets[selection.dataset].measures[selection.measure];
            if how == Comparison::Judgement && measure.higher_is_better.is_none() {
                return Err(Wrong::new(
                    format!("nobody said whether more of \"{}\" is better or worse", measure.label),
                    format!("add `better: higher` or `better: lower` to `{}`, or use `| direction(…)`", measure.id),
                ));
            }
            let (from, to) = (fact(catalogue, selection, Some(*from))?, fact(catalogue, selection, Some(*to))?);
            Ok(Question::Compared { from, to, how })
        }
        Wanted::Computed(computed) => {
            let computed = computed.map(|selection| fact(catalogue, selection, None))?;
            sound(catalogue, scale, &computed)?;
            Ok(Question::Computed(computed))
        }
    }
}

/// Whether every dimension has a member that is named or meant.
pub(super) fn is_settled(dataset: &Dataset, selection: &Selection) -> Result<(), Wrong> {
    for (dimension, member) in dataset.dimensions.iter().zip(&selection.members) {
        if member.is_none() && dimension.default_member().is_none() {
            return Err(Wrong::new(
                format!("this does not say which {} it means", dimension.label.to_lowercase()),
                format!("`{}` has no single total; name a member, like `[\"…\"]`", dimension.id),
            ));
        }
    }
    Ok(())
}

fn fact(catalogue: &Catalogue, selection: &Selection, period: Option<usize>) -> Result<FactId, Wrong> {
    let dataset = &catalogue.datasets[selection.dataset];
    is_settled(dataset, selection)?;
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
}

fn in_order(catalogue: &Catalogue, dataset: usize, from: usize, to: usize) -> Result<(), Wrong> {
    let periods = &catalogue.datasets[dataset].periods;
    if periods[from].start > periods[to].start {
        return Err(Wrong::new("the later period stands first", "name the earlier period first"));
    }
    Ok(())
}

fn additive(catalogue: &Catalogue, facts: &[FactId], message: &str) -> Result<(), Wrong> {
    if facts.iter().all(|fact| catalogue.measure_of(*fact).kind.is_additive()) {
        return Ok(());
    }
    Err(Wrong::new(message, "name measures of kind `count` or `events`"))
}

/// Whether figures can be computed with in this way.
fn sound(catalogue: &Catalogue, scale: &Scale, computed: &Computed<FactId>) -> Result<(), Wrong> {
    let figures: Vec<FactId> = computed.figures().into_iter().copied().collect();
    let ordered = |from: &FactId, to: &FactId| {
        let (from, to) = (&catalogue.fact(*from).key, &catalogue.fact(*to).key);
        in_order(catalogue, from.dataset, from.period, to.period)
    };
    once_each(computed)?;
    match computed {
        Computed::Total(_) => additive(catalogue, &figures, "only counts and events add up"),
        Computed::Share { .. } => additive(catalogue, &figures, "a share is of counts or of events"),
        Computed::Rate { .. } => additive(catalogue, &figures, "a rate is of counts or of events"),
        Computed::Compared { from, to, how, .. } => {
            for (from, to) in from.iter().zip(to) {
                ordered(from, to)?;
            }
            additive(catalogue, &figures, "only counts and events add up, or come to so many a day")?;
            if *how == Comparison::Judgement {
                return Err(Wrong::new("a sum is neither better nor worse", "use `| direction(…)`"));
            }
            comparable(MeasureKind::Count, *how).map(|_| ())
        }
        Computed::Against { .. } => {
            let percentages = figures.iter().filter(|fact| catalogue.measure_of(**fact).kind.is_percentage()).count();
            if percentages != 0 && percentages != figures.len() {
                return Err(Wrong::new("a percentage and a number cannot be compared", "compare two of one kind"));
            }
            Ok(())
        }
        Computed::Rank { among, .. } => enough(among.len()),
        Computed::Extreme { among, .. } => enough(among.len()),
        Computed::Moving { pairs, .. } => {
            enough(pairs.len())?;
            pairs.iter().try_for_each(|(from, to, _)| ordered(from, to))
        }
        Computed::Trend { series } if series.len() < scale.trend => Err(Wrong::new(
            format!("a trend needs at least {} periods, and these are {}", spelt(scale.trend), spelt(series.len())),
            "say what changed between two periods: `| change(…)`",
        )),
        Computed::Trend { .. } | Computed::Text(_) => Ok(()),
    }
}

/// A small number as messages to the author have it: `five`.
fn spelt(number: usize) -> String {
    const WORDS: [&str; 10] = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];
    WORDS.get(number).map_or_else(|| number.to_string(), |word| (*word).to_owned())
}

/// A figure that stands twice in a sum is counted twice.
fn once_each(computed: &Computed<FactId>) -> Result<(), Wrong> {
    let sums: Vec<&[FactId]> = match computed {
        Computed::Total(terms) => vec![terms],
        Computed::Compared { from: one, to: other, .. }
        | Computed::Share { part: one, whole: other, .. }
        | Computed::Rate { of: one, base: other, .. }
        | Computed::Against { one, other } => vec![one, other],
        _ => Vec::new(),
    };
    let repeats = |terms: &&[FactId]| terms.iter().enumerate().any(|(at, fact)| terms[..at].contains(fact));
    if sums.iter().any(repeats) {
        return Err(Wrong::new("a figure stands twice in this sum", "take one of the two out"));
    }
    Ok(())
}

fn enough(members: usize) -> Result<(), Wrong> {
    if members > 1 {
        return Ok(());
    }
    Err(Wrong::new("there is nothing to compare it with", "choose a dimension with two members or more besides totals"))
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
