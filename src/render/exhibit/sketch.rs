//! What is said in and of the charts that we draw ourselves.

use crate::ask::Chart;
use crate::language::Strings;
use crate::protect::{Protected, Published};
use crate::render::chart::{ChartKind, Sketch};

/// The text that says of what a chart is.
pub(super) fn key(sketch: Sketch) -> &'static str {
    match sketch {
        Sketch::Slope => "slope-of",
    }
}

/// What a drawing says besides names and figures.
pub(super) fn words(protected: &Protected, chart: &Chart, strings: &Strings) -> Vec<String> {
    match chart.kind {
        ChartKind::Sketch(Sketch::Slope) => without_line(protected, chart, strings),
        ChartKind::Bar | ChartKind::Stacked | ChartKind::Line => Vec::new(),
    }
}

/// The series that have no line, each with what is shown of it.
fn without_line(protected: &Protected, chart: &Chart, strings: &Strings) -> Vec<String> {
    let mut said = Vec::new();
    for (name, questions) in &chart.series {
        let answers: Vec<&Published> = questions.iter().map(|question| protected.answers.get(*question)).collect();
        if let [from, to] = answers[..]
            && [from, to].iter().any(|answer| matches!(answer, Published::Marked(_)))
        {
            let values = [("name", name.as_str()), ("from", &from.text()), ("to", &to.text())];
            said.push(strings.say("slope-from-to", &values));
        }
    }
    if !said.is_empty() {
        said.insert(0, strings.say("slope-without", &[]));
    }
    said
}
