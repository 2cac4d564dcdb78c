//! A chart or map in words: what is drawn, its highest and lowest figures of those shown, what changed, where the series
//! breaks, and how much is withheld. It looks at answers alone, in whatever form they are drawn.

use minijinja::{Value, context};

use super::figure_label;
use crate::ask::{AreaMap, Changes, Chart, Piece, QuestionId};
use crate::diagnostic::Diagnostics;
use crate::protect::{Marker, Published};
use crate::render::figure;
use crate::render::href::escape;
use crate::render::page::View;

/// More categories than this are named by the first and the last.
const MOST_NAMED: usize = 8;

/// What is read.
pub(super) struct Subject<'a> {
    id: &'a str,
    number: usize,
    unit: &'a str,
    /// What runs along the axis, and its steps.
    axis: &'a str,
    categories: Vec<&'a str>,
    breaks: &'a [usize],
    series: Vec<(&'a str, Vec<QuestionId>)>,
    changes: Option<&'a Changes>,
}

impl<'a> From<&'a Chart> for Subject<'a> {
    fn from(chart: &'a Chart) -> Self {
        Self {
            id: &chart.id,
            number: chart.number,
            unit: &chart.unit,
            axis: &chart.axis,
            categories: chart.categories.iter().map(String::as_str).collect(),
            breaks: &chart.breaks,
            series: chart.series.iter().map(|(name, values)| (name.as_str(), values.clone())).collect(),
            changes: chart.changes.as_ref(),
        }
    }
}

impl<'a> From<&'a AreaMap> for Subject<'a> {
    fn from(map: &'a AreaMap) -> Self {
        let (categories, values) = map.areas.iter().map(|(name, value)| (name.as_str(), *value)).unzip();
        Self {
            id: &map.id,
            number: map.number,
            unit: &map.unit,
            axis: &map.axis,
            categories,
            breaks: &[],
            series: vec![(&map.unit, values)],
            changes: None,
        }
    }
}

impl Subject<'_> {
    /// How many figures are withheld, how many are none for another reason, and how many there are.
    fn counts(&self, view: &View<'_>) -> [usize; 3] {
        let answers =
            || self.series.iter().flat_map(|(_, values)| values).map(|value| view.protected.answers.get(*value));
        let withheld = answers().filter(|answer| matches!(answer, Published::Marked(Marker::Confidential))).count();
        let marked = answers().filter(|answer| matches!(answer, Published::Marked(_))).count();
        [withheld, marked - withheld, answers().count()]
    }

    /// The names of the categories whose answers are wanted.
    fn named(&self, view: &View<'_>, values: &[QuestionId], wanted: &dyn Fn(&Published) -> bool) -> String {
        let wanted = |value: &QuestionId| wanted(view.protected.answers.get(*value));
        let named = self.categories.iter().zip(values).filter(|(_, value)| wanted(value)).map(|(name, _)| *name);
        escape(&named.collect::<Vec<&str>>().join(", "))
    }
}

/// The numbers of figures that the readings of a page count.
pub(in crate::render) fn counts(view: &View<'_>) -> Vec<String> {
    let subjects = view.page.body.pieces.iter().filter_map(|piece| match piece {
        Piece::Chart(chart) => Some(Subject::from(chart.as_ref())),
        Piece::Map(map) => Some(Subject::from(map.as_ref())),
        _ => None,
    });
    subjects.flat_map(|subject| subject.counts(view)).map(|count| count.to_string()).collect()
}

/// The reading as HTML. `what` says in one sentence what is drawn.
pub(super) fn reading<'a>(
    view: &View<'_>,
    subject: impl Into<Subject<'a>>,
    what: &str,
    log: &mut Diagnostics,
) -> Value {
    let subject = subject.into();
    let mut reader = Reader { view, subject: &subject, log };
    let mut items = vec![escape(what), reader.axes()];
    items.extend(subject.series.iter().map(|(name, values)| reader.range(name, values)));
    items.extend(reader.changes());
    items.extend(reader.breaks());
    items.extend(reader.withheld());
    items.extend(reader.without());
    let label = figure_label(view.strings, subject.number);
    let reading = context! {
        id => format!("{}-reading", subject.id),
        title => view.strings.say("reading", &[("figure", &label)]),
        items => items.into_iter().map(Value::from_safe_string).collect::<Vec<Value>>(),
    };
    let html = view.render("reading.html", context! { reading => reading }, log).unwrap_or_default();
    Value::from_safe_string(html.trim_end().to_owned())
}

struct Reader<'a> {
    view: &'a View<'a>,
    subject: &'a Subject<'a>,
    log: &'a mut Diagnostics,
}

impl Reader<'_> {
    /// A text as HTML; what is filled in is HTML already.
    fn say(&self, key: &str, values: &[(&str, &str)]) -> String {
        let said = escape(self.view.strings.text(key).unwrap_or(key));
        values.iter().fold(said, |said, (name, value)| said.replace(&format!("{{{name}}}"), value))
    }

    /// What runs along the axis, what its values are, and which series there are.
    fn axes(&self) -> String {
        let Subject { unit, axis, categories, series, .. } = self.subject;
        let (axis, unit) = (escape(axis), escape(unit));
        let mut said = match categories.as_slice() {
            [first, .., last] if categories.len() > MOST_NAMED => {
                let values = [("axis", axis.as_str()), ("first", &escape(first)), ("last", &escape(last))];
                self.say("reading-axis-long", &values)
            }
            all => self.say("reading-axis", &[("axis", &axis), ("names", &escape(&all.join(", ")))]),
        };
        said = said + " " + &self.say("reading-values", &[("unit", &unit)]);
        if series.len() > 1 {
            let names: Vec<&str> = series.iter().map(|(name, _)| *name).collect();
            said = said + " " + &self.say("reading-series", &[("names", &escape(&names.join(", ")))]);
        }
        said
    }

    /// The highest and the lowest figure of a series, of those that are shown; what is level with one is named too.
    fn range(&mut self, name: &str, values: &[QuestionId]) -> String {
        let answers = &self.view.protected.answers;
        let place = |value: &QuestionId| match answers.get(*value) {
            Published::Shown(shown) => Some((shown.on_axis(), *value)),
            Published::Marked(_) => None,
        };
        let shown: Vec<(f64, QuestionId)> = values.iter().filter_map(place).collect();
        let higher = |one: (f64, QuestionId), next: (f64, QuestionId)| if next.0 > one.0 { next } else { one };
        let lower = |one: (f64, QuestionId), next: (f64, QuestionId)| if next.0 < one.0 { next } else { one };
        let name = escape(name);
        let ends = shown.iter().copied().reduce(higher).zip(shown.iter().copied().reduce(lower));
        let Some(((high, highest), (low, lowest))) = ends else {
            return self.say("reading-none", &[("series", &name)]);
        };
        let level = |with: f64| {
            let is = move |answer: &Published| matches!(answer, Published::Shown(shown) if shown.on_axis() == with);
            self.subject.named(self.view, values, &is)
        };
        let (most, least) = (level(high), level(low));
        let all = shown.len() == values.len();
        let highest = figure::inline(self.view, highest, self.log);
        if high == low {
            let key = match (all, shown.len()) {
                (true, _) => "reading-alike",
                (false, 1) => "reading-only-shown",
                (false, _) => "reading-alike-shown",
            };
            return self.say(key, &[("series", &name), ("figure", &highest), ("names", &most)]);
        }
        let lowest = figure::inline(self.view, lowest, self.log);
        let key = if all { "reading-range" } else { "reading-range-shown" };
        let values =
            [("series", name.as_str()), ("high", &highest), ("highest", &most), ("low", &lowest), ("lowest", &least)];
        self.say(key, &values)
    }

    /// What changed over the time that is shown, in the words of the site's scale; where either end is not shown, that.
    fn changes(&mut self) -> Option<String> {
        let Changes { from, to, each, notes } = self.subject.changes?;
        let is_shown = |(_, change): &&(String, QuestionId)| {
            matches!(self.view.protected.answers.get(*change), Published::Shown(_))
        };
        let (shown, others): (Vec<_>, Vec<_>) = each.iter().partition(is_shown);
        let mut said = Vec::new();
        if !shown.is_empty() {
            let changes: Vec<String> = shown
                .iter()
                .map(|(name, change)| format!("{} {}", escape(name), figure::inline(self.view, *change, self.log)))
                .collect();
            let values = [("from", escape(from)), ("to", escape(to)), ("changes", changes.join("; "))];
            let values = values.each_ref().map(|(name, value)| (*name, value.as_str()));
            said.push(self.say("reading-changes", &values));
        }
        if !others.is_empty() {
            let names: Vec<&str> = others.iter().map(|(name, _)| name.as_str()).collect();
            said.push(self.say("reading-no-change", &[("names", &escape(&names.join(", ")))]));
        }
        said.extend(notes.iter().filter(|_| !shown.is_empty()).map(|note| escape(note)));
        Some(said.join(" "))
    }

    fn breaks(&self) -> Option<String> {
        let names = self.subject.breaks.iter().filter_map(|position| self.subject.categories.get(*position).copied());
        let names: Vec<&str> = names.collect();
        (!names.is_empty()).then(|| self.say("reading-breaks", &[("names", &escape(&names.join(", ")))]))
    }

    fn withheld(&self) -> Option<String> {
        let [withheld, _, all] = self.subject.counts(self.view);
        let key = if withheld == 1 { "reading-one-withheld" } else { "reading-withheld" };
        self.missing(key, (withheld, all), &|answer| matches!(answer, Published::Marked(Marker::Confidential)))
    }

    fn without(&self) -> Option<String> {
        let [_, without, all] = self.subject.counts(self.view);
        let key = if without == 1 { "reading-one-without" } else { "reading-without" };
        let other = |answer: &Published| matches!(answer, Published::Marked(one) if *one != Marker::Confidential);
        self.missing(key, (without, all), &other)
    }

    /// How many figures are not shown, and which.
    fn missing(
        &self,
        key: &str,
        (count, all): (usize, usize),
        is_missing: &dyn Fn(&Published) -> bool,
    ) -> Option<String> {
        let several = self.subject.series.len() > 1;
        let named = self.subject.series.iter().filter_map(|(name, values)| {
            let names = self.subject.named(self.view, values, is_missing);
            let named = if several { format!("{} ({names})", escape(name)) } else { names.clone() };
            (!names.is_empty()).then_some(named)
        });
        let names = named.collect::<Vec<String>>().join("; ");
        let (count, all) = (count.to_string(), all.to_string());
        (!names.is_empty()).then(|| self.say(key, &[("count", &count), ("all", &all), ("names", &names)]))
    }
}
