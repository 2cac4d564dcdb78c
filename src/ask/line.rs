//! The line of a key figure: one figure over all its periods, drawn small.

use super::Asking;
use super::question::{Question, QuestionId, is_settled};
use crate::load::yaml::Node;
use crate::schema::{Catalogue, Selection, Wanted, Wrong, key_at};

/// What a line shows.
#[derive(Debug)]
pub(crate) struct Line {
    /// Every period with its figure.
    pub(crate) values: Vec<(String, QuestionId)>,
    /// Before which of them the series breaks.
    pub(crate) breaks: Vec<usize>,
    /// What readers have to know of the breaks.
    pub(crate) notes: Vec<String>,
}

/// Asks for the figures of a line; what is wrong with its expression goes to the log.
pub(super) fn of_node(node: &Node<'_>, asking: &mut Asking<'_>) -> Option<Line> {
    let text = node.text(asking.log)?;
    let wanted = match asking.evaluator.evaluate(&text) {
        Ok(wanted) => wanted?,
        Err(wrong) => return asking.refuse("figure", &node.place(), wrong),
    };
    let asked =
        selection(wanted).and_then(|selection| questions(asking.catalogue, &selection).map(|all| (selection, all)));
    let (selection, questions) = match asked {
        Ok(found) => found,
        Err(wrong) => return asking.refuse("line", &node.place(), wrong),
    };
    let dataset = &asking.catalogue.datasets[selection.dataset];
    let voice = asking.voice();
    let labels = dataset.periods.iter().map(|period| period.said(&voice.strings));
    let values = labels.zip(questions).map(|(label, question)| (label, asking.ask(question))).collect();
    let (mut breaks, mut notes) = (Vec::new(), Vec::new());
    for one in dataset.breaks.iter().filter(|one| one.concerns(selection.measure)) {
        let crosses = dataset.periods.windows(2).position(|pair| one.is_between(&pair[0], &pair[1]));
        if let Some(before) = crosses {
            breaks.push(before + 1);
            notes.push(voice.label(&one.note).to_owned());
        }
    }
    Some(Line { values, breaks, notes })
}

fn selection(wanted: Wanted) -> Result<Selection, Wrong> {
    match wanted {
        Wanted::Value(Selection { period: Some(_), .. }) => {
            Err(Wrong::new("a line runs over all periods, and this names one", "leave the period out"))
        }
        Wanted::Value(selection) => Ok(selection),
        _ => Err(Wrong::new(
            "a line shows one figure as it is, over time",
            "name it without a period and without a filter: `line: dataset.measure[\"member\"]`",
        )),
    }
}

/// The question for each period. What the data has no row for is a gap.
fn questions(catalogue: &Catalogue, selection: &Selection) -> Result<Vec<Question>, Wrong> {
    let dataset = &catalogue.datasets[selection.dataset];
    is_settled(dataset, selection)?;
    if dataset.periods.len() < 2 {
        return Err(Wrong::new("a line needs two periods or more", "take `line` out"));
    }
    let at = |period| key_at(catalogue, selection, period).and_then(|key| catalogue.find(&key));
    Ok((0..dataset.periods.len()).map(|period| at(period).map_or(Question::Absent, Question::Value)).collect())
}
