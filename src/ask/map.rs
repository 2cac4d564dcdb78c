//! A `map` block: which facts lie in which area.

use std::collections::BTreeMap;

use super::Asking;
use super::axis::{Axis, Frame};
use super::chart::DataTable;
use super::comparable;
use super::question::QuestionId;
use super::rich::{self, Rich};
use super::table::{self, Words};
use crate::diagnostic::{Place, did_you_mean};
use crate::load::yaml::{Document, Node};
use crate::render::chart::map::Outline;
use crate::schema::{Areas, MeasureKind};

/// A map of areas, laid out; its values are questions.
#[derive(Debug)]
pub(crate) struct AreaMap {
    pub(crate) id: String,
    /// Its number among the figures of the page, from 1.
    pub(crate) number: usize,
    pub(crate) headline: Rich,
    pub(crate) subtitle: Rich,
    /// What the figures count.
    pub(crate) unit: String,
    pub(crate) percentages: bool,
    /// What the areas are: `District`.
    pub(crate) axis: String,
    pub(crate) areas: Vec<(String, QuestionId)>,
    pub(crate) outlines: Vec<Outline>,
    pub(crate) notes: Vec<Rich>,
    pub(crate) source: Option<String>,
    pub(crate) data: DataTable,
    /// Where it names the table of the page that shows its data.
    pub(super) table_place: Option<Place>,
}

/// Lays a `map` block out. `table_number` is the number of its own table, if it needs one.
pub(super) fn lay_out(
    document: &Document,
    number: usize,
    table_number: usize,
    asking: &mut Asking<'_>,
) -> Option<AreaMap> {
    let root = document.root();
    let mut fields = root.fields(asking.log)?;
    let id = fields.optional("id").and_then(|node| super::page::anchor(&node, asking.log));
    let headline = fields.required("headline").and_then(|node| rich::of_node(&node, asking));
    let frame = Frame::read(&mut fields, "y", asking);
    let x = fields.required("x");
    let outlines = fields.required("outlines");
    let named_by = fields.required("named-by");
    let subtitle = fields.optional("subtitle").and_then(|node| rich::of_node(&node, asking));
    let mut notes = fields.optional("notes").map(|node| table::notes(&node, asking)).unwrap_or_default();
    let named_table = fields.optional("table");
    let table_place = named_table.as_ref().map(Node::place);
    let named_table = named_table.and_then(|node| node.text(asking.log));
    fields.finish(asking.log);
    let (mut frame, x_node) = (frame?, x?);
    frame.totals = false;
    let x = frame.axis(&x_node, asking.log)?;
    let mut refuse = |message: &str, hint: &str| {
        asking.log.error("map", x_node.place(), message, hint);
        None
    };
    let Axis::Dimension(dimension) = x else {
        return refuse("a map shows areas, and these are none", "name the dimension of the areas: `x: area`");
    };
    if frame.measures.len() != 1 {
        return refuse("this does not say which measure the map shows", "name one: `y: …`");
    }
    frame.base.measure = frame.measures.first().copied();
    if !frame.is_settled(&[x], &root, asking.log) {
        return None;
    }
    let steps = frame.steps(x);
    if steps.is_empty() {
        asking.log.error("map", x_node.place(), "there is nothing to draw", "check `only` and the totals");
        return None;
    }
    let measure = &frame.dataset.measures[frame.measures[0]];
    let members: Vec<(&str, String)> = steps
        .iter()
        .filter_map(|step| {
            let (member, _) = frame.dataset.dimensions[dimension].members.get_index(step.position)?;
            Some((member.as_str(), frame.label(*step)))
        })
        .collect();
    let outlines = outlined(&outlines?, &named_by?, &members, asking)?;
    notes.extend(comparable::breaks(&frame, &[x]).iter().map(|(one, _)| rich::plain(frame.voice.label(&one.note))));
    let areas: Vec<(String, QuestionId)> =
        steps.iter().map(|step| (frame.label(*step), frame.value(&[*step], asking))).collect();
    let data = match named_table {
        Some(id) => DataTable::Named(id),
        None => {
            let words = Words {
                id: format!("table-{table_number}"),
                number: table_number,
                caption: rich::plain(asking.say("data-for-figure", &[("number", &number.to_string())])),
                subtitle: None,
                notes: Vec::new(),
            };
            areas.iter().for_each(|(_, value)| asking.questions.in_same_place(*value));
            DataTable::Own(Box::new(table::build(&frame, x, Axis::Measures, &[], words, asking)))
        }
    };
    Some(AreaMap {
        id: id.unwrap_or_else(|| format!("figure-{number}")),
        number,
        headline: headline?,
        subtitle: subtitle.unwrap_or_else(|| rich::plain(frame.subtitle(&[x]))),
        unit: frame.voice.label(&measure.label).to_owned(),
        percentages: matches!(measure.kind, MeasureKind::Percentage { .. }),
        axis: frame.heading(x),
        areas,
        outlines,
        notes,
        source: frame.source(),
        data,
        table_place,
    })
}

/// Every outline of the named file, with the member that it belongs to. A member without one goes to the log.
fn outlined(
    node: &Node<'_>,
    named_by: &Node<'_>,
    members: &[(&str, String)],
    asking: &mut Asking<'_>,
) -> Option<Vec<Outline>> {
    let (name, property) = (node.text(asking.log)?, named_by.text(asking.log)?);
    let known = asking.outlines.iter().map(|(name, _)| name.as_str());
    let Some((_, areas)) = asking.outlines.iter().find(|(known, _)| *known == name) else {
        let hint = match asking.outlines.len() {
            0 => format!("save the outlines of the areas as `data/{name}.geojson`"),
            _ => did_you_mean(&name, known.collect::<Vec<_>>()),
        };
        asking.log.error("map", node.place(), format!("there is no file `data/{name}.geojson`"), hint);
        return None;
    };
    // What is wrong with the file has been told.
    let Areas { features } = areas.as_ref()?;
    let written: BTreeMap<&str, usize> = features
        .iter()
        .enumerate()
        .rev()
        .filter_map(|(position, feature)| Some((feature.names.get(&property)?.as_str(), position)))
        .collect();
    if written.is_empty() {
        let properties: Vec<&str> =
            features.iter().flat_map(|feature| feature.names.keys()).map(String::as_str).collect();
        let message = format!("no area in `data/{name}.geojson` has a text `{property}`");
        asking.log.error("map", named_by.place(), message, did_you_mean(&property, properties));
        return None;
    }
    let mut outlines: Vec<Outline> =
        features.iter().map(|feature| Outline { area: None, rings: feature.rings.clone() }).collect();
    let mut complete = true;
    for (position, (id, label)) in members.iter().enumerate() {
        let Some(feature) = written.get(id).or_else(|| written.get(label.as_str())) else {
            complete = false;
            let message = format!("`{id}` ({label}) has no outline in `data/{name}.geojson`");
            // A number may be a figure, and no message tells one.
            let names = || written.keys().copied().filter(|name| name.parse::<f64>().is_err());
            let meant = crate::diagnostic::nearest(id, names()).or_else(|| crate::diagnostic::nearest(label, names()));
            let hint = match meant {
                Some(meant) => {
                    format!("there is `{meant}`; write `{id}` or `{label}` there, or leave it out with `only`")
                }
                None => {
                    format!("write `{id}` or `{label}` as `{property}` of its outline, or leave it out with `only`")
                }
            };
            asking.log.error("map", node.place(), message, hint);
            continue;
        };
        // An area may be several outlines of one name.
        let code = features[*feature].names.get(&property);
        for (feature, outline) in features.iter().zip(&mut outlines) {
            if feature.names.get(&property) == code {
                outline.area = Some(position);
            }
        }
    }
    complete.then_some(outlines)
}
