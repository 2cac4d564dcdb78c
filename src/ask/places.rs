//! Where a site asks its questions: pages and the blocks in them, for whoever has to find a figure again.

use super::markdown::Piece;
use super::question::QuestionId;
use super::rich::Segment;
use super::{AreaMap, Chart, Claim, DataTable, KeyFigure, Page, Rich, Said, Table};
use crate::diagnostic::Place;

/// One place where a question is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Asker {
    /// Path of the page inside `content`.
    pub(crate) page: String,
    /// The block in words: "table `now`", "the text".
    pub(crate) block: String,
}

/// Every question of the pages with each of its places, in reading order; those of claims come last.
pub(crate) fn askers(pages: &[Page], said: &[Said], claims: &[Claim]) -> Vec<(QuestionId, Asker)> {
    let mut found = Vec::new();
    for page in pages {
        let mut ask = |block: &str, questions: Vec<QuestionId>| {
            let asker = |question| (question, Asker { page: page.path.clone(), block: block.to_owned() });
            found.extend(questions.into_iter().map(asker));
        };
        ask("the title", figures(&page.title));
        ask("the summary", page.summary.iter().flat_map(|summary| figures(summary)).collect());
        for piece in &page.body.pieces {
            match piece {
                Piece::Event(_) | Piece::Note(_) | Piece::Foot(_) | Piece::Typed(_) | Piece::Numbered(..) => {}
                Piece::Listing(_) | Piece::Calendar(_) | Piece::Accessibility(_) | Piece::Term { .. } => {}
                Piece::Figure(question) => ask("the text", vec![*question]),
                Piece::Table(table) => ask(&format!("table `{}`", table.id), of_table(table)),
                Piece::Chart(chart) => ask(&format!("chart `{}`", chart.id), of_chart(chart)),
                Piece::Map(map) => ask(&format!("map `{}`", map.id), of_map(map)),
                Piece::Structure(structure) => {
                    let texts = structure.texts();
                    let questions = texts.into_iter().flat_map(|text| figures(text)).collect();
                    ask(&format!("structure `{}`", structure.id), questions);
                }
                Piece::KeyFigures(list) => ask("the key figures", of_key_figures(list)),
                Piece::Glance(glance) => {
                    let words = glance.changed.iter().flat_map(|sentence| figures(sentence));
                    let mut questions = figures(&glance.period);
                    questions.extend(of_key_figures(&glance.figures));
                    questions.extend(words);
                    ask("what is seen at a glance", questions);
                }
            }
        }
    }
    for said in said {
        let (Place::Text(source, _), Some(claim)) = (&said.place, said.claim.and_then(|claim| claims.get(claim)))
        else {
            continue;
        };
        let page = source.name.trim_start_matches("content/").to_owned();
        let asker = Asker { page, block: format!("the claim \"{}\"", claim.words) };
        found.extend(said.about.iter().map(|question| (*question, asker.clone())));
    }
    found
}

fn figures(rich: &[Segment]) -> Vec<QuestionId> {
    let figure = |segment: &Segment| match segment {
        Segment::Figure(question) => Some(*question),
        Segment::Text(_) | Segment::Claim(_) | Segment::Note(_) => None,
    };
    rich.iter().filter_map(figure).collect()
}

fn of_key_figures(list: &[KeyFigure]) -> Vec<QuestionId> {
    let questions = |key: &KeyFigure| {
        let line = key.line.iter().flat_map(|line| &line.values).map(|(_, value)| *value);
        let change = key.change.iter().flat_map(|change| figures(change));
        std::iter::once(key.figure).chain(change).chain(line).chain(figures(&key.label)).collect()
    };
    list.iter().flat_map(|key| -> Vec<QuestionId> { questions(key) }).collect()
}

fn of_table(table: &Table) -> Vec<QuestionId> {
    let cells = table.rows.iter().flat_map(|row| &row.cells).copied();
    let notes = table.notes.iter().flat_map(|note| figures(note));
    let head = [&table.caption, &table.subtitle].into_iter().flat_map(|text| figures(text));
    head.chain(cells).chain(notes).collect()
}

/// A chart's own table shows what the chart shows, so it is the same place.
fn of_chart(chart: &Chart) -> Vec<QuestionId> {
    let marks = chart.series.iter().flat_map(|(_, values)| values).copied().collect();
    of_picture(&[&chart.headline, &chart.subtitle], marks, &chart.notes, &chart.data)
}

/// The same of a map.
fn of_map(map: &AreaMap) -> Vec<QuestionId> {
    let marks = map.areas.iter().map(|(_, value)| *value).collect();
    of_picture(&[&map.headline, &map.subtitle], marks, &map.notes, &map.data)
}

fn of_picture(words: &[&Rich], marks: Vec<QuestionId>, notes: &[Rich], data: &DataTable) -> Vec<QuestionId> {
    let own = match data {
        DataTable::Own(table) => of_table(table),
        DataTable::Named(_) => Vec::new(),
    };
    let words = words.iter().flat_map(|text| figures(text));
    let notes = notes.iter().flat_map(|note| figures(note));
    let mut all: Vec<QuestionId> = words.chain(marks).chain(notes).collect();
    let further: Vec<QuestionId> = own.into_iter().filter(|question| !all.contains(question)).collect();
    all.extend(further);
    all
}
