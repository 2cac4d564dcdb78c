//! The kinds of charts, and what each of them wants of its axes.

use super::super::axis::{Axis, Frame, Step};
use super::super::comparable;
use crate::diagnostic::{Diagnostics, did_you_mean};
use crate::load::yaml::Node;
use crate::render::chart::{ChartKind, Form, Sketch};

const KINDS: [(&str, ChartKind); 7] = [
    ("bar", ChartKind::Bar),
    ("stacked", ChartKind::Stacked),
    (HUNDRED, ChartKind::Stacked),
    ("line", ChartKind::Line),
    ("slope", ChartKind::Sketch(Sketch::Slope)),
    ("small-multiples", ChartKind::Sketch(Sketch::Panels(Form::Bars))),
    ("dot-range", ChartKind::Sketch(Sketch::DotRange)),
];

/// A stacked chart whose every bar is a hundred per cent.
const HUNDRED: &str = "stacked-100";

const FORMS: [(&str, Form); 2] = [("bar", Form::Bars), ("line", Form::Line)];

/// A kind by its name, with the form of its panels, and whether its bars are a hundred per cent each.
pub(super) fn read(node: &Node<'_>, form: Option<&Node<'_>>, log: &mut Diagnostics) -> Option<(ChartKind, bool)> {
    let text = node.text(log)?;
    let kind = chosen(&text, &KINDS, "a kind of chart", node, log)?;
    let kind = match (kind, form) {
        (ChartKind::Sketch(Sketch::Panels(_)), Some(node)) => {
            let form = chosen(&node.text(log)?, &FORMS, "a form of small multiples", node, log)?;
            ChartKind::Sketch(Sketch::Panels(form))
        }
        (_, Some(node)) => {
            let hint = "leave it out, or write `kind: small-multiples`";
            log.error("chart-kind", node.place(), "`form` is for small multiples", hint);
            return None;
        }
        (kind, None) => kind,
    };
    Some((kind, text == HUNDRED))
}

fn chosen<T: Copy>(text: &str, known: &[(&str, T)], what: &str, node: &Node<'_>, log: &mut Diagnostics) -> Option<T> {
    let found = known.iter().find(|(name, _)| *name == text).map(|(_, one)| *one);
    if found.is_none() {
        let hint = did_you_mean(text, known.iter().map(|(name, _)| *name));
        log.error("chart-kind", node.place(), format!("`{text}` is not {what}"), hint);
    }
    found
}

/// The series of a kind, where only these can be meant.
pub(super) fn implied(kind: ChartKind) -> Option<Axis> {
    (kind == ChartKind::Sketch(Sketch::DotRange)).then_some(Axis::Period)
}

/// The series in the order in which a kind wants them: of dots with ranges, the period of the dots is the first.
pub(super) fn in_order(kind: ChartKind, frame: &Frame<'_>, mut series: Vec<Step>) -> Vec<Step> {
    if kind == ChartKind::Sketch(Sketch::DotRange)
        && let Some(place) = series.iter().position(|step| Some(step.position) == dotted(frame))
    {
        series[..=place].rotate_right(1);
    }
    series
}

/// The period of the dots: the one that is named, otherwise the last.
fn dotted(frame: &Frame<'_>) -> Option<usize> {
    frame.base.period.or_else(|| frame.periods().last().copied())
}

/// Why a kind cannot be drawn along some axes, if so, and what to do.
pub(super) fn misfit(kind: ChartKind, x: Axis, by: Option<Axis>, frame: &Frame<'_>) -> Option<(&'static str, String)> {
    match kind {
        ChartKind::Line if x != Axis::Period => {
            Some(("a line runs over time", "write `x: period`, or choose `kind: bar`".to_owned()))
        }
        ChartKind::Sketch(Sketch::Slope) => slope(x, by, frame),
        ChartKind::Sketch(Sketch::Panels(_)) if x != Axis::Period || by.is_none() => Some((
            "small multiples run over time, one panel for each of several",
            "write `x: period`, and `by:` for its panels".to_owned(),
        )),
        ChartKind::Sketch(Sketch::DotRange) => dot_range(x, by, frame),
        _ => None,
    }
}

fn slope(x: Axis, by: Option<Axis>, frame: &Frame<'_>) -> Option<(&'static str, String)> {
    if x != Axis::Period {
        return Some((
            "a slope runs from one period to another",
            "write `x: period`, and `by:` for its lines".to_owned(),
        ));
    }
    if by.is_none() {
        return Some((
            "a slope has a line for each of several",
            "name what they are: `by:` with a dimension".to_owned(),
        ));
    }
    let [from, to] = frame.periods()[..] else {
        let ids = [0, 1].map(|back| frame.dataset.periods.iter().rev().nth(back).map_or("…", |period| &period.id));
        let hint = format!("choose two: `only: {{period: [{}, {}]}}`", ids[1], ids[0]);
        return Some(("a slope runs between exactly two periods", hint));
    };
    incomparable(frame, &[from, to])
}

/// Why the figures of some periods cannot be held against each other, if so.
fn incomparable(frame: &Frame<'_>, periods: &[usize]) -> Option<(&'static str, String)> {
    if !comparable::breaks(frame, &[Axis::Period]).is_empty() {
        let hint = "choose periods on one side of the break with `only`, or `kind: bar`".to_owned();
        return Some(("the series breaks between the periods, so that their figures cannot be compared", hint));
    }
    let pairs = periods.windows(2).flat_map(|pair| frame.measures.iter().map(|measure| (*measure, pair[0], pair[1])));
    let mut lengths =
        pairs.map(|(measure, from, to)| comparable::lengths(frame.dataset, frame.voice, measure, from, to));
    lengths.any(|length| length.is_err()).then(|| {
        let hint = "choose periods of one length, `kind: bar`, or say why the figures can be compared as they are: \
                    `period: {…, unequal: \"reason\"}` in the dataset";
        ("the periods are of different lengths, so that their figures cannot be compared", hint.to_owned())
    })
}

fn dot_range(x: Axis, by: Option<Axis>, frame: &Frame<'_>) -> Option<(&'static str, String)> {
    if x == Axis::Period || by != Some(Axis::Period) {
        return Some((
            "a dot is of one period, and its range of the others",
            "write `x:` with a dimension, and no `by`".to_owned(),
        ));
    }
    let periods = frame.periods();
    if periods.len() < 3 {
        return Some((
            "a range needs two periods besides that of the dot",
            "show more periods, or choose `kind: slope`".to_owned(),
        ));
    }
    if !dotted(frame).is_some_and(|period| periods.contains(&period)) {
        let hint = "name one of those in `only`, or add it there".to_owned();
        return Some(("the period of the dots in `where` is none of those shown", hint));
    }
    incomparable(frame, &periods)
}

/// What has to be said below a chart of a kind that holds periods against each other.
pub(super) fn notes(kind: ChartKind, frame: &Frame<'_>) -> Vec<String> {
    let ChartKind::Sketch(Sketch::Slope | Sketch::DotRange) = kind else { return Vec::new() };
    let (periods, mut notes) = (frame.periods(), Vec::new());
    for pair in periods.windows(2) {
        for measure in &frame.measures {
            let note = comparable::lengths(frame.dataset, frame.voice, *measure, pair[0], pair[1]).ok().flatten();
            if let Some(note) = note.filter(|note| !notes.contains(note)) {
                notes.push(note);
            }
        }
    }
    // That one year has a day more than another is worth a word between two, and not between all.
    if kind == ChartKind::Sketch(Sketch::DotRange) && frame.dataset.unequal.is_none() { Vec::new() } else { notes }
}

/// What is said of more series than a kind can show.
pub(super) fn too_many(kind: ChartKind) -> (&'static str, &'static str) {
    match kind {
        ChartKind::Bar | ChartKind::Stacked | ChartKind::Line => {
            ("more than four series cannot be told apart", "choose at most four with `only`, or swap `x` and `by`")
        }
        ChartKind::Sketch(Sketch::Slope) => {
            ("more than twelve lines cannot be told apart", "choose at most twelve with `only`")
        }
        ChartKind::Sketch(Sketch::Panels(_) | Sketch::DotRange) => {
            ("more than twelve panels are too many for a page", "choose at most twelve with `only`")
        }
    }
}
