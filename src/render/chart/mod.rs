//! A chart, from published values to a static SVG.

use crate::protect::Published;

/// The form of a chart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ChartKind {
    /// One bar a category (and one series), or bars side by side where there are several series.
    Bar,
    /// One bar a category, its series on top of each other.
    Stacked,
    /// One line a series, over categories in time order.
    Line,
}

/// One series of a chart: a name, and one published value for each category.
#[derive(Clone, Debug)]
pub struct Series {
    /// As the key or the direct label says it.
    pub name: String,
    /// One for each category of the drawing, in the same order.
    pub values: Vec<Published>,
}

/// Everything a chart shows. There is nothing here that is not published.
#[derive(Clone, Debug)]
pub struct Drawing {
    /// Unique on its page, such as `figure-2`; prefixes every id inside the SVG.
    pub id: String,
    /// Its form.
    pub kind: ChartKind,
    /// The text of the SVG's `<title>`: what is drawn.
    pub title: String,
    /// The text of the SVG's `<desc>`: how to read it.
    pub description: String,
    /// What the value axis counts, in words: `Children`, `Percentage of episodes`.
    pub unit: String,
    /// Whether the values are percentages of a whole, so that the axis runs from 0 to 100.
    pub percentages: bool,
    /// Names along the category axis.
    pub categories: Vec<String>,
    /// The series, first to last in palette order.
    pub series: Vec<Series>,
}

/// A drawn chart.
#[derive(Clone, Debug)]
pub struct Drawn {
    /// A complete `<svg>` element.
    pub svg: String,
    /// The labels of the value axis, which a check on published numbers has to know.
    pub axis_labels: Vec<String>,
}
