//! The place of everything in a chart, in the units of its view box.

use super::ends::{self, End};
use super::key::Key;
use super::scale::Scale;
use super::{ChartKind, Drawing, below, strip, text};
use crate::protect::Published;

/// Width of every drawing: where a telephone leaves a page 288 pixels, letters of 16 are 12 pixels high.
pub(super) const WIDTH: f64 = 384.0;
/// Between neighbouring bars, as a part of a bar.
pub(super) const BAR_GAP: f64 = 0.1;
pub(super) const EDGE: f64 = 4.0;
const UPRIGHT_HEIGHT: f64 = 240.0;
/// Where nothing is shown.
const BLANK_HEIGHT: f64 = 100.0;
const MOST_NAME: f64 = 130.0;
const NAME_GAP: f64 = 10.0;
const GAP_BELOW: f64 = 6.0;
/// Room for tick labels comes in such steps, so that bars keep their breadth when a figure changes.
const TICK_ROOM: f64 = 16.0;

/// A rectangle.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Area {
    pub(super) x: f64,
    pub(super) y: f64,
    pub(super) width: f64,
    pub(super) height: f64,
}

/// Where everything goes.
#[derive(Debug)]
pub(super) struct Plan {
    pub(super) height: f64,
    /// Bars stand and categories run from left to right; otherwise bars lie and categories run downwards.
    pub(super) upright: bool,
    pub(super) plot: Area,
    pub(super) scale: Scale,
    /// From one category to the next.
    pub(super) band: f64,
    /// Thickness of one bar.
    pub(super) bar: f64,
    /// Bars side by side in a category.
    pub(super) lanes: usize,
    /// The lines of each category's name; none where its name is left out.
    pub(super) names: Vec<Vec<String>>,
    /// From the plot to the names.
    pub(super) name_gap: f64,
    pub(super) key: Key,
    /// The lines of the unit.
    pub(super) unit: Vec<String>,
    /// The first baseline of the unit.
    pub(super) unit_y: f64,
}

impl Plan {
    pub(super) fn new(drawing: &Drawing) -> Self {
        let key = Key::new(drawing, WIDTH);
        let unit = text::wrap(&drawing.unit, WIDTH);
        let unit_y = key.height + text::SIZE;
        let top = key.height + count(unit.len()) * text::LINE + 8.0;
        let lanes = if drawing.kind == ChartKind::Bar { drawing.series.len() } else { 1 };
        let blank = Self {
            height: top,
            upright: true,
            plot: Area { x: 0.0, y: top, width: 0.0, height: 0.0 },
            scale: Scale::new(ends::extent(drawing), None),
            band: 0.0,
            bar: 0.0,
            lanes,
            names: Vec::new(),
            name_gap: 8.0,
            key,
            unit,
            unit_y,
        };
        let upright = blank.stand(drawing);
        if drawing.kind == ChartKind::Line || upright.suits_bars(drawing) { upright } else { upright.lie(drawing) }
    }

    fn stand(mut self, drawing: &Drawing) -> Self {
        let height = if self.scale.labels.is_empty() { BLANK_HEIGHT } else { UPRIGHT_HEIGHT };
        let categories = count(drawing.categories.len());
        let ticks = ((text::widest(&self.scale.labels) + 8.0) / TICK_ROOM).ceil() * TICK_ROOM;
        let ends = ends::all(drawing, true);
        let over = |end: &End| end.beyond - (1.0 - self.scale.share(end.value)) * height;
        let above = ends.iter().filter(|end| end.value >= 0.0).map(over).fold(text::SIZE / 2.0, f64::max);
        let negative = self.scale.low < 0.0;
        let (left, width) = below::across(drawing, ticks);
        self.plot = Area { x: left, y: self.height + above, width, height };
        self.band = self.plot.width / categories;
        self.bar = match drawing.kind {
            ChartKind::Stacked => (self.band * 0.66).min(64.0),
            _ => self.band * if self.lanes == 1 { 0.66 } else { 0.78 } / self.group(),
        };
        self.name_gap = if negative { text::LINE + GAP_BELOW } else { GAP_BELOW } + strip::height(drawing, self.band);
        self.names = below::names(drawing, self.plot);
        let lines = self.names.iter().map(Vec::len).max().unwrap_or(0);
        self.height = self.plot.y + self.plot.height + self.name_gap + count(lines) * text::LINE + EDGE;
        self
    }

    /// Whether standing bars leave every name and label its room. Few categories look better lying.
    fn suits_bars(&self, drawing: &Drawing) -> bool {
        const LONGEST_NAME: usize = 14;
        let count = drawing.categories.len();
        let short = drawing.categories.iter().all(|name| name.chars().count() <= LONGEST_NAME);
        let all_named = self.names.iter().all(|lines| (1..=2).contains(&lines.len()));
        let labels: Vec<String> =
            drawing.series.iter().flat_map(|series| series.values.iter().map(Published::with_mark)).collect();
        let pitch = if drawing.kind == ChartKind::Stacked { self.bar } else { self.bar * (1.0 + BAR_GAP) };
        (4..=8).contains(&count) && short && all_named && text::widest(&labels) <= pitch
    }

    fn lie(mut self, drawing: &Drawing) -> Self {
        self.upright = false;
        let names: Vec<Vec<String>> = drawing.categories.iter().map(|name| text::wrap(name, MOST_NAME)).collect();
        let ends = ends::all(drawing, false);
        let beyond = ends.iter().filter(|end| end.value >= 0.0).map(|end| end.beyond).fold(0.0, f64::max);
        let named = text::widest(names.iter().flatten()) + NAME_GAP;
        let least = (WIDTH - named) / 2.0;
        let negative = ends.iter().filter(|end| end.value < 0.0);
        let before = negative.map(|end| end.beyond - self.scale.share(end.value) * least).fold(0.0, f64::max);
        let x = named + before;
        self.scale = Scale::new(ends::extent(drawing), Some(WIDTH - x - beyond / 2.0));
        let last = self.scale.labels.last().map_or(0.0, |label| text::width(label) / 2.0);
        let room = WIDTH - x - EDGE;
        let fitting = ends.iter().filter(|end| end.value >= 0.0).map(|end| {
            let share = self.scale.share(end.value);
            if share > 0.0 { (room - end.beyond) / share } else { room }
        });
        let width = fitting.fold(room - last, f64::min).max(WIDTH / 8.0).floor();
        let thin = match (drawing.kind, self.lanes) {
            (ChartKind::Stacked, _) => 28.0,
            (_, 1) => 24.0,
            _ => 20.0,
        };
        let lines = names.iter().map(Vec::len).max().unwrap_or(1);
        let pad = if self.lanes == 1 { 12.0 } else { 18.0 };
        self.band = (self.group() * thin + pad).max(count(lines) * text::LINE + 8.0).ceil();
        self.bar = thin.max((self.band * 0.56 / self.group()).floor());
        self.names = names;
        self.unit = text::wrap(&drawing.unit, WIDTH - x);
        self.name_gap = NAME_GAP + before;
        let ticks = if self.scale.labels.is_empty() { 0.0 } else { text::LINE + 2.0 };
        let height = self.band * count(drawing.categories.len());
        let y = self.key.height + count(self.unit.len()) * text::LINE + ticks + GAP_BELOW;
        self.plot = Area { x, y, width, height };
        self.height = y + height + EDGE;
        self
    }

    /// Bars and gaps of one category, in bars.
    fn group(&self) -> f64 {
        let lanes = count(self.lanes);
        lanes + (lanes - 1.0) * BAR_GAP
    }

    /// The place of a value on the value axis.
    pub(super) fn at(&self, value: f64) -> f64 {
        let share = self.scale.share(value);
        if self.upright {
            self.plot.y + self.plot.height * (1.0 - share)
        } else {
            self.plot.x + self.plot.width * share
        }
    }

    /// The middle of a category on the category axis.
    pub(super) fn centre(&self, category: usize) -> f64 {
        (count(category) + 0.5).mul_add(self.band, if self.upright { self.plot.x } else { self.plot.y })
    }

    /// The near edge of a bar on the category axis.
    pub(super) fn lane(&self, category: usize, series: usize) -> f64 {
        let lane = if self.lanes == 1 { 0 } else { series };
        self.centre(category) - self.group() * self.bar / 2.0 + count(lane) * self.bar * (1.0 + BAR_GAP)
    }

    /// The rectangle from `from` to `to` along the value axis, in units of the view box, on a bar's lane.
    pub(super) fn block(&self, category: usize, series: usize, from: f64, to: f64) -> Area {
        let (lane, start, length) = (self.lane(category, series), from.min(to), (to - from).abs());
        if self.upright {
            Area { x: lane, y: start, width: self.bar, height: length }
        } else {
            Area { x: start, y: lane, width: length, height: self.bar }
        }
    }

    /// The direction in which values grow, along the value axis.
    pub(super) fn forwards(&self) -> f64 {
        if self.upright { -1.0 } else { 1.0 }
    }
}

#[expect(clippy::cast_precision_loss, reason = "a page has no 2^52 categories")]
pub(super) fn count(number: usize) -> f64 {
    number as f64
}
