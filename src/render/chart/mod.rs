//! A chart, from published values to a static SVG.

mod apart;
mod below;
mod canvas;
mod direct;
mod dress;
mod ends;
mod engine;
mod frame;
mod key;
mod labels;
mod layout;
mod lines;
pub(super) mod look;
pub(crate) mod map;
mod option;
mod palette;
mod point;
mod read;
mod scale;
mod sketch;
mod slots;
pub(super) mod spark;
pub(super) mod standalone;
mod strip;
pub(super) mod structure;
mod text;

use rayon::prelude::*;

use super::revisions;
use super::sketchbook::Sketchbook;
use crate::language::Strings;
use crate::protect::{Marker, Published};
use engine::Engine;
use look::Look;
pub(crate) use sketch::{Form, Sketch};

/// The fonts of every drawing: those of the reader's device.
const FONT: &str = "Arial, Helvetica, sans-serif";

/// Below this many charts, a second engine costs more to load than it saves.
const WORTH_A_WORKER: usize = 8;
/// More engines than this cost more memory than they save time.
const MOST_WORKERS: usize = 2;

/// The form of a chart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum ChartKind {
    /// One bar a category (and one series), or bars side by side where there are several series.
    Bar,
    /// One bar a category, its series on top of each other.
    Stacked,
    /// One line a series, over categories in time order.
    Line,
    /// What we draw ourselves, from end to end.
    Sketch(Sketch),
}

impl ChartKind {
    /// How many series can be told apart.
    pub(crate) fn most_series(self) -> usize {
        match self {
            Self::Bar | Self::Stacked | Self::Line => palette::MOST_SERIES,
            Self::Sketch(sketch) => sketch.most_series(),
        }
    }

    /// Whether series stand in a list, in the drawing or in the table of its figures.
    pub(crate) fn lists_series(self) -> bool {
        matches!(self, Self::Sketch(Sketch::Slope | Sketch::Panels(_)))
    }
}

/// One series of a chart: a name, and one published value for each category.
#[derive(Clone, Debug)]
pub(crate) struct Series {
    /// As the key or the direct label says it.
    pub(crate) name: String,
    /// One for each category of the drawing, in the same order.
    pub(crate) values: Vec<Published>,
    /// Its colour, dash and point.
    pub(super) look: Look,
}

/// Everything a chart shows. There is nothing here that is not published.
#[derive(Clone, Debug)]
pub(crate) struct Drawing {
    /// Unique on its page, such as `figure-2`; prefixes every id inside the SVG.
    pub(crate) id: String,
    /// Its form.
    pub(crate) kind: ChartKind,
    /// The text of the SVG's `<title>`: what is drawn.
    pub(crate) title: String,
    /// The text of the SVG's `<desc>`: how to read it.
    pub(crate) description: String,
    /// What the value axis counts, in words: `Children`, `Percentage of episodes`.
    pub(crate) unit: String,
    /// Whether the values are percentages of a whole, so that the axis runs from 0 to 100.
    pub(crate) percentages: bool,
    /// Names along the category axis.
    pub(crate) categories: Vec<String>,
    /// Before which categories the series breaks: no line passes.
    pub(crate) breaks: Vec<usize>,
    /// The series, first to last in palette order.
    pub(crate) series: Vec<Series>,
    /// What the drawing says of markers and breaks, and of itself.
    pub(crate) strings: Strings,
}

/// A drawn chart.
#[derive(Clone, Debug)]
pub(crate) struct Drawn {
    /// A complete `<svg>` element.
    pub(crate) svg: String,
    /// The labels of the value axis, which a check on published numbers has to know.
    pub(crate) axis_labels: Vec<String>,
}

/// A marker with what it means, for a key.
fn meaning(marker: Marker, strings: &Strings) -> String {
    format!("[{}] {}", marker.letters(), word(marker, strings))
}

/// The mark of a revised figure with what it means, for a key.
fn revised(strings: &Strings) -> String {
    format!("{} {}", revisions::letters(), strings.say("marker-revised", &[]))
}

/// A value in words, for whoever points at it.
fn spoken(value: &Published, strings: &Strings) -> String {
    match value {
        Published::Marked(marker) => word(*marker, strings),
        Published::Shown(shown) if shown.is_revised() => {
            format!("{}, {}", shown.text(), strings.say("marker-revised", &[]))
        }
        Published::Shown(shown) => shown.text().to_owned(),
    }
}

/// What a marker means.
fn word(marker: Marker, strings: &Strings) -> String {
    super::figure::said(marker, strings)
}

/// Why a chart could not be drawn.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ChartError {
    /// More series than its kind can tell apart.
    #[error(
        "chart `{id}` has {count} series: a chart of its kind can tell at most {most} apart, so split it or show fewer"
    )]
    TooManySeries {
        /// The drawing.
        id: String,
        /// How many it has.
        count: usize,
        /// How many it may have.
        most: usize,
    },
    /// No category or no series.
    #[error("chart `{id}` has nothing to draw: it needs at least one category and one series")]
    Empty {
        /// The drawing.
        id: String,
    },
    /// A series whose length differs from the categories'.
    #[error("chart `{id}`: series `{series}` has {values} values for {categories} categories")]
    Uneven {
        /// The drawing.
        id: String,
        /// The series' name.
        series: String,
        /// How many values it has.
        values: usize,
        /// How many it needs.
        categories: usize,
    },
    /// An id that cannot prefix others.
    #[error("`{id}` cannot be a chart's id: it needs a letter first, then letters, digits, `-` and `_` only")]
    Id {
        /// The drawing.
        id: String,
    },
    /// The chart engine did not start.
    #[error("the chart engine does not start: {message}")]
    Engine {
        /// What the engine says.
        message: String,
    },
    /// The chart engine did not draw what it was asked.
    #[error("chart `{id}` could not be drawn: {message}")]
    Drawing {
        /// The drawing.
        id: String,
        /// What the engine says.
        message: String,
    },
}

/// Draws charts, in order. The bytes of each depend on its drawing alone.
///
/// # Errors
/// The first drawing, in order, that cannot be drawn; [`ChartError`] says why.
pub(crate) fn draw_all(drawings: &[Drawing], book: &Sketchbook) -> Result<Vec<Drawn>, ChartError> {
    drawings.iter().try_for_each(check)?;
    let workers = drawings.len().div_ceil(WORTH_A_WORKER).clamp(1, MOST_WORKERS).min(rayon::current_num_threads());
    let share = drawings.len().div_ceil(workers.max(1)).max(1);
    let shares: Vec<Result<Vec<Drawn>, ChartError>> =
        drawings.par_chunks(share).map(|share| draw_share(share, book)).collect();
    let mut drawn = Vec::with_capacity(drawings.len());
    for share in shares {
        drawn.extend(share?);
    }
    Ok(drawn)
}

fn draw_share(drawings: &[Drawing], book: &Sketchbook) -> Result<Vec<Drawn>, ChartError> {
    let mut engine = None;
    drawings.iter().map(|drawing| draw(&mut engine, drawing, book)).collect()
}

fn draw(engine: &mut Option<Engine>, drawing: &Drawing, book: &Sketchbook) -> Result<Drawn, ChartError> {
    if let ChartKind::Sketch(sketch) = drawing.kind {
        return Ok(sketch.draw(drawing));
    }
    let plan = layout::Plan::new(drawing);
    let job = option::job(drawing, &plan)?;
    let svg = book.drawn.of(&job, || {
        let engine = match engine {
            Some(engine) => engine,
            None => engine.insert(Engine::load()?),
        };
        engine.draw(&drawing.id, &job)
    })?;
    let shapes = read::shapes(&svg).map_err(|message| ChartError::Drawing { id: drawing.id.clone(), message })?;
    Ok(Drawn { svg: dress::dress(drawing, &plan, &shapes), axis_labels: plan.scale.labels })
}

fn check(drawing: &Drawing) -> Result<(), ChartError> {
    let id = || drawing.id.clone();
    let fits = |character: char| character.is_ascii_alphanumeric() || "-_".contains(character);
    if !drawing.id.starts_with(|first: char| first.is_ascii_alphabetic()) || !drawing.id.chars().all(fits) {
        return Err(ChartError::Id { id: id() });
    }
    let (count, most) = (drawing.series.len(), drawing.kind.most_series());
    if count > most {
        return Err(ChartError::TooManySeries { id: id(), count, most });
    }
    if count == 0 || drawing.categories.is_empty() {
        return Err(ChartError::Empty { id: id() });
    }
    let categories = drawing.categories.len();
    match drawing.series.iter().find(|series| series.values.len() != categories) {
        Some(series) => {
            let values = series.values.len();
            Err(ChartError::Uneven { id: id(), series: series.name.clone(), values, categories })
        }
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests;
