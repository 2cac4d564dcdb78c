//! What ECharts is asked to draw: bars or lines, axes and grid lines, on a plan that leaves it nothing to choose.

use charming::Chart;
use charming::component::{Axis, Grid};
use charming::datatype::{CompositeValue, DataPoint};
use charming::element::{AxisLabel, AxisLine, AxisTick, AxisType, ItemStyle, LineStyle, SplitLine, Symbol};
use charming::series::{Bar, Line};
use serde_json::{Map, Value, json};

use super::layout::{BAR_GAP, Plan, WIDTH};
use super::{ChartError, ChartKind, Drawing, ends, palette, text};

/// The job for the engine, in JSON.
pub(super) fn job(drawing: &Drawing, plan: &Plan) -> Result<String, ChartError> {
    let unsaid = |error: serde_json::Error| ChartError::Drawing { id: drawing.id.clone(), message: error.to_string() };
    let mut option = serde_json::to_value(chart(drawing, plan)).map_err(unsaid)?;
    patch(&mut option, plan);
    let names: Vec<String> = plan.names.iter().map(|lines| lines.join("\n")).collect();
    let job = json!({
        "option": option, "width": WIDTH, "height": plan.height, "upright": plan.upright,
        "low": plan.scale.low, "step": plan.scale.step, "ticks": plan.scale.labels, "names": names,
    });
    serde_json::to_string(&job).map_err(unsaid)
}

fn chart(drawing: &Drawing, plan: &Plan) -> Chart {
    let label = || AxisLabel::new().show(true).font_size(text::SIZE).color(palette::INK);
    // Names stay here; categories are numbered, so that no name can be read as an instruction or merged with another.
    let categories = Axis::new()
        .type_(AxisType::Category)
        .data((0..drawing.categories.len()).map(|index| index.to_string()).collect::<Vec<_>>())
        .inverse(!plan.upright)
        .axis_line(AxisLine::new().show(false).on_zero(false))
        .axis_tick(AxisTick::new().show(false))
        .axis_label(label().interval(0.0));
    let values = Axis::new()
        .type_(AxisType::Value)
        .min(plan.scale.low)
        .max(plan.scale.high)
        .interval(plan.scale.step)
        .position(if plan.upright { "left" } else { "top" })
        .axis_line(AxisLine::new().show(false).on_zero(false))
        .axis_tick(AxisTick::new().show(false))
        .axis_label(label())
        .split_line(
            SplitLine::new()
                .show(!plan.scale.labels.is_empty())
                .line_style(LineStyle::new().color(palette::GRID).width(1.0)),
        );
    let plot = plan.plot;
    let grid = Grid::new().left(plot.x).top(plot.y).width(plot.width).height(plot.height).contain_label(false);
    let (x, y) = if plan.upright { (categories, values) } else { (values, categories) };
    let blank = Chart::new().animation(false).grid(grid).x_axis(x).y_axis(y);
    drawing.series.iter().enumerate().fold(blank, |chart, (index, _)| match drawing.kind {
        ChartKind::Line => chart.series(line(drawing, index)),
        ChartKind::Bar | ChartKind::Stacked => chart.series(bar(drawing, index, plan.bar)),
        ChartKind::Sketch(_) => chart,
    })
}

fn bar(drawing: &Drawing, index: usize, thickness: f64) -> Bar {
    let colour = palette::colour(index, drawing.series.len());
    let bar = Bar::new()
        .bar_width(thickness)
        .bar_gap(format!("{}%", BAR_GAP * 100.0).as_str())
        .item_style(ItemStyle::new().color(colour))
        .data(points(drawing, index));
    if drawing.kind == ChartKind::Stacked { bar.stack("stack") } else { bar }
}

fn line(drawing: &Drawing, index: usize) -> Line {
    let colour = palette::colour(index, drawing.series.len());
    Line::new()
        .symbol(Symbol::Rect)
        .symbol_size(2.0)
        .show_symbol(true)
        .connect_nulls(false)
        .line_style(LineStyle::new().color(colour).width(3.0))
        .item_style(ItemStyle::new().color(colour))
        .data(points(drawing, index))
}

/// A withheld value is no value at all: nothing is drawn, and no line passes.
fn points(drawing: &Drawing, index: usize) -> Vec<DataPoint> {
    let values = drawing.series.get(index).map_or(&[][..], |series| &series.values);
    values.iter().map(|value| DataPoint::from(CompositeValue::from(ends::on_axis(value)))).collect()
}

/// What `charming` has no words for.
fn patch(option: &mut Value, plan: &Plan) {
    for axis in ["xAxis", "yAxis"] {
        let names = (axis == "xAxis") == plan.upright;
        let margin = if names { plan.name_gap } else { 8.0 };
        if let Some(label) = option.pointer_mut(&format!("/{axis}/axisLabel")).and_then(Value::as_object_mut) {
            label.insert("margin".to_owned(), json!(margin));
            label.insert("lineHeight".to_owned(), json!(text::LINE));
        }
    }
    let series = option.get_mut("series").and_then(Value::as_array_mut);
    for series in series.into_iter().flatten().filter_map(Value::as_object_mut) {
        let more = [("emphasis", json!({"disabled": true})), ("clip", json!(false)), ("showAllSymbol", json!(true))];
        series.extend(more.map(|(key, value)| (key.to_owned(), value)).into_iter().collect::<Map<_, _>>());
    }
}
