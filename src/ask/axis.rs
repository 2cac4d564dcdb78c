//! What runs along the rows, columns, categories or series of a table or chart, and what is fixed for the whole of it.

mod absent;

use super::Asking;
use super::question::{Question, QuestionId};
use crate::diagnostic::{Diagnostics, Place, did_you_mean};
use crate::language::{Voice, lower_first};
use crate::load::yaml::{Fields, Node};
use crate::schema::{Catalogue, Comparison, Computed, Dataset, FactId, FactKey, dataset_hint};

/// Labels that say only that nothing is left out.
const BARE_TOTALS: [&str; 4] = ["total", "all", "cyfanswm", "pawb"];

/// A direction of a table or chart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Axis {
    Dimension(usize),
    Period,
    Measures,
}

/// Where a cell stands: positions of members, period and measure.
#[derive(Clone, Debug)]
pub(super) struct Spot {
    pub(super) members: Vec<Option<usize>>,
    pub(super) period: Option<usize>,
    pub(super) measure: Option<usize>,
}

/// One step along an axis.
#[derive(Clone, Copy, Debug)]
pub(super) struct Step {
    pub(super) axis: Axis,
    pub(super) position: usize,
}

/// The part of a dataset that a block shows.
pub(super) struct Frame<'a> {
    pub(super) number: usize,
    pub(super) dataset: &'a Dataset,
    /// The language in which it is labelled.
    pub(super) voice: &'a Voice,
    pub(super) measures: Vec<usize>,
    /// What is the same for all cells.
    pub(super) base: Spot,
    /// Chosen members, by dimension, and chosen periods.
    only: Vec<Option<Vec<usize>>>,
    only_periods: Option<Vec<usize>>,
    /// Whether members that are sums of others are shown unless chosen.
    pub(super) totals: bool,
}

impl<'a> Frame<'a> {
    /// Reads `data`, the measures, `only` and `where`.
    pub(super) fn read(fields: &mut Fields<'_>, measures_key: &'static str, asking: &mut Asking<'a>) -> Option<Self> {
        let (catalogue, voice) = (asking.catalogue, asking.voice());
        let log = &mut *asking.log;
        let node = fields.required("data");
        let measures_node = fields.optional(measures_key);
        let only_node = fields.optional("only");
        let where_node = fields.optional("where");
        let node = node?;
        let id = node.text(log)?;
        let Some((number, dataset)) = catalogue.dataset(&id) else {
            if !catalogue.broken.contains(&id) {
                let known: Vec<&str> = catalogue.datasets.iter().map(|dataset| dataset.id.as_str()).collect();
                let message = format!("there is no dataset `{id}`");
                log.error("no-dataset", node.place(), message, dataset_hint(&id, &known));
            }
            return None;
        };
        let measures = match measures_node {
            Some(node) => measures(&node, dataset, log)?,
            None => (0..dataset.measures.len()).collect(),
        };
        let members = dataset.dimensions.iter().map(|dimension| dimension.default_member()).collect();
        let mut frame = Self {
            number,
            dataset,
            voice,
            measures,
            base: Spot { members, period: None, measure: None },
            only: vec![None; dataset.dimensions.len()],
            only_periods: None,
            totals: true,
        };
        if let Some(node) = only_node {
            frame.read_only(&node, log)?;
        }
        if let Some(node) = where_node {
            frame.read_where(&node, log)?;
        }
        if frame.base.period.is_none() && dataset.periods.len() == 1 {
            frame.base.period = Some(0);
        }
        Some(frame)
    }

    fn read_only(&mut self, node: &Node<'_>, log: &mut Diagnostics) -> Option<()> {
        for (key, node) in node.entries(log) {
            let axis = axis_of(self.dataset, &key, node.key_place(), log)?;
            let mut chosen = Vec::new();
            for item in node.one_or_more(log) {
                let position = position_on(self.dataset, axis, &item, log)?;
                if !chosen.contains(&position) {
                    chosen.push(position);
                }
            }
            // A single choice fixes what no axis varies.
            let single = (chosen.len() == 1).then(|| chosen[0]);
            match axis {
                Axis::Dimension(dimension) => {
                    self.base.members[dimension] = single.or(self.base.members[dimension]);
                    self.only[dimension] = Some(chosen);
                }
                Axis::Period => {
                    chosen.sort_unstable();
                    self.base.period = single;
                    self.only_periods = Some(chosen);
                }
                Axis::Measures => self.measures = chosen,
            }
        }
        Some(())
    }

    fn read_where(&mut self, node: &Node<'_>, log: &mut Diagnostics) -> Option<()> {
        for (key, node) in node.entries(log) {
            let axis = axis_of(self.dataset, &key, node.key_place(), log)?;
            let position = position_on(self.dataset, axis, &node, log)?;
            match axis {
                Axis::Dimension(dimension) => self.base.members[dimension] = Some(position),
                Axis::Period => self.base.period = Some(position),
                Axis::Measures => self.measures = vec![position],
            }
        }
        Some(())
    }

    pub(super) fn axis(&self, node: &Node<'_>, log: &mut Diagnostics) -> Option<Axis> {
        axis_of(self.dataset, &node.text(log)?, node.place(), log)
    }

    /// The steps along an axis.
    pub(super) fn steps(&self, axis: Axis) -> Vec<Step> {
        let positions: Vec<usize> = match axis {
            Axis::Dimension(number) => {
                let dimension = &self.dataset.dimensions[number];
                let all = || (0..dimension.members.len()).filter(|member| self.totals || !dimension.is_total(*member));
                self.only[number].clone().unwrap_or_else(|| all().collect())
            }
            Axis::Period => self.periods(),
            Axis::Measures => self.measures.clone(),
        };
        positions.into_iter().map(|position| Step { axis, position }).collect()
    }

    /// The periods that are shown where periods run along an axis.
    pub(super) fn periods(&self) -> Vec<usize> {
        self.only_periods.clone().unwrap_or_else(|| (0..self.dataset.periods.len()).collect())
    }

    pub(super) fn label(&self, step: Step) -> String {
        match step.axis {
            Axis::Dimension(dimension) => {
                self.voice.label(self.dataset.dimensions[dimension].label_of(step.position)).to_owned()
            }
            Axis::Period => self.dataset.periods[step.position].said(&self.voice.strings),
            Axis::Measures => self.measure_label(step.position),
        }
    }

    pub(super) fn heading(&self, axis: Axis) -> String {
        match axis {
            Axis::Dimension(dimension) => self.voice.label(&self.dataset.dimensions[dimension].label).to_owned(),
            Axis::Period => self.voice.say("heading-period", &[]),
            Axis::Measures => self.voice.say("heading-measure", &[]),
        }
    }

    pub(super) fn measure_label(&self, measure: usize) -> String {
        self.voice.label(&self.dataset.measures[measure].label).to_owned()
    }

    /// Where the figures come from.
    pub(super) fn source(&self) -> Option<String> {
        self.dataset.source.as_ref().map(|source| self.voice.label(source).to_owned())
    }

    /// Whether everything that no axis varies is fixed; what is not goes to the log.
    pub(super) fn is_settled(&self, axes: &[Axis], node: &Node<'_>, log: &mut Diagnostics) -> bool {
        let mut settled = true;
        let several = |chosen: &Option<Vec<usize>>| chosen.as_ref().is_some_and(|chosen| chosen.len() > 1);
        let ids = self.dataset.dimensions.iter().map(|dimension| dimension.id.as_str()).chain(["period"]);
        let chosen = self.only.iter().chain([&self.only_periods]);
        let along = (0..self.dataset.dimensions.len()).map(Axis::Dimension).chain([Axis::Period]);
        for ((id, _), _) in
            ids.zip(chosen).zip(along).filter(|((_, chosen), axis)| several(chosen) && !axes.contains(axis))
        {
            settled = false;
            let message = format!("`only` names several of `{id}`, but nothing here runs along `{id}`");
            let place = node.get("only").map_or_else(|| node.place(), |only| only.place());
            log.error("only", place, message, "put it on an axis, or choose one");
        }
        for (position, dimension) in self.dataset.dimensions.iter().enumerate() {
            if !axes.contains(&Axis::Dimension(position)) && self.base.members[position].is_none() {
                settled = false;
                let hint = format!("put `{0}` on an axis, or fix it: `where: {{{0}: …}}`", dimension.id);
                log.error(
                    "open-dimension",
                    node.place(),
                    format!("this does not say which `{}` is meant, and it has no single total", dimension.id),
                    hint,
                );
            }
        }
        if !axes.contains(&Axis::Period) && self.base.period.is_none() {
            settled = false;
            let latest = self.dataset.periods.last().map_or("", |period| period.id.as_str());
            log.error(
                "open-period",
                node.place(),
                "this does not say which period is meant",
                format!("put `period` on an axis, or fix it: `where: {{period: {latest}}}`"),
            );
        }
        settled
    }

    pub(super) fn spot(&self, steps: &[Step]) -> Spot {
        let mut spot = self.base.clone();
        for step in steps {
            match step.axis {
                Axis::Dimension(dimension) => spot.members[dimension] = Some(step.position),
                Axis::Period => spot.period = Some(step.position),
                Axis::Measures => spot.measure = Some(step.position),
            }
        }
        spot
    }

    fn fact(&self, spot: &Spot, period: Option<usize>, catalogue: &Catalogue) -> Option<FactId> {
        let members: Option<Vec<usize>> = spot.members.iter().copied().collect();
        catalogue.find(&FactKey {
            dataset: self.number,
            period: period.or(spot.period)?,
            members: members?,
            measure: spot.measure?,
        })
    }

    pub(super) fn value(&self, steps: &[Step], asking: &mut Asking<'_>) -> QuestionId {
        let fact = self.fact(&self.spot(steps), None, asking.catalogue);
        asking.ask(fact.map_or(Question::Absent, Question::Value))
    }

    /// A figure as a part of the sum of several, in per cent; what `steps` have in common is `along`.
    pub(super) fn share(&self, part: Step, parts: &[Step], along: Step, asking: &mut Asking<'_>) -> QuestionId {
        let fact = |step: &Step| self.fact(&self.spot(&[*step, along]), None, asking.catalogue);
        let whole: Option<Vec<FactId>> = parts.iter().map(fact).collect();
        let question = match (fact(&part), whole) {
            (Some(part), Some(whole)) => {
                Question::Computed(Computed::Share { part: vec![part], whole, in_words: false })
            }
            _ => Question::Absent,
        };
        asking.ask(question)
    }

    pub(super) fn compared(
        &self,
        steps: &[Step],
        ends: (usize, usize),
        how: Comparison,
        asking: &mut Asking<'_>,
    ) -> QuestionId {
        let question = self.comparison(steps, ends, how, asking.catalogue);
        asking.ask(question)
    }

    /// What a figure did between two periods.
    pub(super) fn comparison(
        &self,
        steps: &[Step],
        (from, to): (usize, usize),
        how: Comparison,
        catalogue: &Catalogue,
    ) -> Question {
        let spot = self.spot(steps);
        let fact = |period| self.fact(&spot, Some(period), catalogue);
        match (fact(from), fact(to)) {
            (Some(from), Some(to)) => Question::Compared { from, to, how },
            _ => Question::Absent,
        }
    }

    /// What the whole of the block is about: what is counted and by what, what is fixed, and the periods. A total that is called
    /// no more than that is what readers assume.
    pub(super) fn subtitle(&self, axes: &[Axis]) -> String {
        let strings = &self.voice.strings;
        let mut parts = vec![self.subject(axes)];
        for (position, dimension) in self.dataset.dimensions.iter().enumerate() {
            let axis = Axis::Dimension(position);
            let fixed = if axes.contains(&axis) { self.only_step(axis) } else { self.base.members[position] };
            if let Some(member) = fixed {
                let label = dimension.label_of(member);
                let assumed =
                    dimension.default_member() == Some(member) && BARE_TOTALS.contains(&&*label.to_lowercase());
                parts.extend((!assumed).then(|| self.voice.label(label).to_owned()));
            }
        }
        let periods =
            if axes.contains(&Axis::Period) { self.periods() } else { self.base.period.into_iter().collect() };
        match (periods.first(), periods.last()) {
            (Some(first), Some(last)) if first != last => {
                let (first, last) = (&self.dataset.periods[*first], &self.dataset.periods[*last]);
                let two = periods.len() == 2;
                let both = || strings.joined(&[first.said(strings), last.said(strings)]);
                parts.push(if two { both() } else { first.span_to(last, strings) });
            }
            (Some(only), _) => parts.push(self.dataset.periods[*only].phrase(strings)),
            _ => {}
        }
        parts.join(", ")
    }

    /// The one step along an axis that has no second.
    fn only_step(&self, axis: Axis) -> Option<usize> {
        let steps = self.steps(axis);
        (steps.len() == 1).then(|| steps[0].position)
    }

    /// What is counted, by which dimensions: its measures, or of many measures the dataset's title.
    fn subject(&self, axes: &[Axis]) -> String {
        const MOST_NAMED: usize = 3;
        if self.measures.len() > MOST_NAMED {
            return self.voice.label(&self.dataset.title).to_owned();
        }
        let inside = |(position, text): (usize, String)| if position == 0 { text } else { lower_first(&text) };
        let measures = self.measures.iter().map(|measure| self.measure_label(*measure)).enumerate().map(inside);
        let measures = self.voice.strings.joined(&measures.collect::<Vec<_>>());
        let along = axes.iter().filter(|axis| matches!(axis, Axis::Dimension(_)) && self.only_step(**axis).is_none());
        let along: Vec<String> = along.map(|axis| lower_first(&self.heading(*axis))).collect();
        if along.is_empty() {
            return measures;
        }
        self.voice.say("subtitle-by", &[("what", &measures), ("axes", &self.voice.strings.joined(&along))])
    }
}

fn measures(node: &Node<'_>, dataset: &Dataset, log: &mut Diagnostics) -> Option<Vec<usize>> {
    let nodes = node.one_or_more(log);
    let found = nodes.iter().map(|node| position_on(dataset, Axis::Measures, node, log));
    let mut measures = found.collect::<Option<Vec<usize>>>()?;
    let mut seen = Vec::new();
    measures.retain(|measure| {
        !seen.contains(measure) && {
            seen.push(*measure);
            true
        }
    });
    (!measures.is_empty()).then_some(measures)
}

fn axis_of(dataset: &Dataset, key: &str, place: Place, log: &mut Diagnostics) -> Option<Axis> {
    match key {
        "period" => return Some(Axis::Period),
        "measures" | "measure" => return Some(Axis::Measures),
        _ => {}
    }
    let found = dataset.dimensions.iter().position(|dimension| dimension.id == key).map(Axis::Dimension);
    if found.is_none() {
        let known = dataset.dimensions.iter().map(|dimension| dimension.id.as_str()).chain(["period", "measures"]);
        let known: Vec<&str> = known.collect();
        log.error(
            "no-dimension",
            place,
            format!("`{}` has no dimension `{key}`", dataset.id),
            did_you_mean(key, known),
        );
    }
    found
}

fn position_on(dataset: &Dataset, axis: Axis, node: &Node<'_>, log: &mut Diagnostics) -> Option<usize> {
    let id = node.text(log)?;
    let known: Vec<&str> = match axis {
        Axis::Dimension(dimension) => dataset.dimensions[dimension].members.keys().map(String::as_str).collect(),
        Axis::Period => dataset.periods.iter().map(|period| period.id.as_str()).collect(),
        Axis::Measures => dataset.measures.iter().map(|measure| measure.id.as_str()).collect(),
    };
    let found = known.iter().position(|known| *known == id);
    if found.is_none() {
        let what = match axis {
            Axis::Dimension(dimension) => format!("the dimension `{}` has no member", dataset.dimensions[dimension].id),
            Axis::Period => format!("`{}` has no period", dataset.id),
            Axis::Measures => format!("`{}` has no measure", dataset.id),
        };
        log.error("no-member", node.place(), format!("{what} `{id}`"), did_you_mean(&id, known));
    }
    found
}
