//! Outlines of areas from a GeoJSON file of the author's: rings of points, and the texts by which areas are named. Nothing
//! else of the file goes any further; a message quotes at most the name of an area, and never a number.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::diagnostic::{Diagnostics, Place};

/// A longer file would draw more detail than a screen can show.
const MOST_POINTS: usize = 200_000;
/// No grid of the earth has larger coordinates.
const LARGEST: f64 = 1e8;

/// The areas of one file.
#[derive(Debug)]
pub(crate) struct Areas {
    pub(crate) features: Vec<Feature>,
}

/// One area: what it is called, and its outlines.
#[derive(Debug)]
pub(crate) struct Feature {
    /// The texts among its properties.
    pub(crate) names: BTreeMap<String, String>,
    /// Outlines and holes, each a ring of points; x grows to the east, y to the north.
    pub(crate) rings: Vec<Vec<(f64, f64)>>,
}

/// Reads a file's text. Nothing where it cannot be used; the reason goes to `log`.
pub(super) fn read(name: &str, text: &str, log: &mut Diagnostics) -> Option<Areas> {
    let file = format!("data/{name}.geojson");
    let mut refuse = |line: Option<usize>, message: String, hint: &str| {
        let place = match line.and_then(|line| u64::try_from(line).ok()) {
            Some(line) => Place::Data { file: file.clone(), line, column: None },
            None => Place::File(file.clone()),
        };
        log.error("areas", place, message, hint);
    };
    let value: Value = match serde_json::from_str(text) {
        Ok(value) => value,
        Err(error) => {
            refuse(Some(error.line()), "this is no JSON".to_owned(), "export the areas anew as GeoJSON");
            return None;
        }
    };
    let listed = match (value.get("type").and_then(Value::as_str), value.get("features").and_then(Value::as_array)) {
        (Some("FeatureCollection"), Some(listed)) if !listed.is_empty() => listed,
        _ => {
            let hint = "export all areas together as one `FeatureCollection`";
            refuse(None, "this is no collection of areas".to_owned(), hint);
            return None;
        }
    };
    let mut features = Vec::with_capacity(listed.len());
    for (position, feature) in listed.iter().enumerate() {
        match self::feature(feature) {
            Ok(feature) => features.push(feature),
            Err((message, hint)) => refuse(None, format!("area {} of this file {message}", position + 1), hint),
        }
    }
    if features.len() < listed.len() {
        return None;
    }
    let points: usize = features.iter().flat_map(|feature| &feature.rings).map(Vec::len).sum();
    if points > MOST_POINTS {
        let hint = "simplify the outlines, or take the generalised edition of these boundaries";
        refuse(None, format!("the outlines have more than {MOST_POINTS} points"), hint);
        return None;
    }
    Some(Areas { features })
}

type Odd = (&'static str, &'static str);

fn feature(value: &Value) -> Result<Feature, Odd> {
    let names = value.get("properties").and_then(Value::as_object).into_iter().flatten();
    let names = names.filter_map(|(key, value)| Some((key.clone(), value.as_str()?.trim().to_owned()))).collect();
    let geometry = value.get("geometry").ok_or(EMPTY)?;
    let coordinates = geometry.get("coordinates").and_then(Value::as_array).ok_or(EMPTY)?;
    let rings = match geometry.get("type").and_then(Value::as_str) {
        Some("Polygon") => rings(coordinates)?,
        Some("MultiPolygon") => {
            let polygons = coordinates.iter().map(|polygon| rings(polygon.as_array().ok_or(BROKEN)?));
            polygons.collect::<Result<Vec<_>, Odd>>()?.concat()
        }
        _ => return Err(("is no area", "take points and lines out: only polygons have an inside")),
    };
    if rings.is_empty() { Err(EMPTY) } else { Ok(Feature { names, rings }) }
}

const EMPTY: Odd = ("has no outline", "give it one, or take it out");
const BROKEN: Odd = ("has an outline that is no list of points", "export the areas anew as GeoJSON");

fn rings(polygon: &[Value]) -> Result<Vec<Vec<(f64, f64)>>, Odd> {
    let ring = |ring: &Value| {
        let points = ring.as_array().ok_or(BROKEN)?.iter().map(point).collect::<Result<Vec<_>, Odd>>()?;
        if points.len() < 4 {
            Err(("has an outline of fewer than four points", "close it, or take it out"))
        } else {
            Ok(points)
        }
    };
    polygon.iter().map(ring).collect()
}

fn point(value: &Value) -> Result<(f64, f64), Odd> {
    let part = |position: usize| value.get(position).and_then(Value::as_f64).ok_or(BROKEN);
    let (x, y) = (part(0)?, part(1)?);
    if x.abs() > LARGEST || y.abs() > LARGEST {
        return Err(("has a coordinate that lies on no map", "export it in longitude and latitude, or in metres"));
    }
    Ok((x, y))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn polygon(coordinates: &str) -> String {
        format!(
            "{{\"type\":\"FeatureCollection\",\"features\":[{{\"type\":\"Feature\",\"properties\":{{\"code\":\"a\",\"n\":4}},\
             \"geometry\":{{\"type\":\"Polygon\",\"coordinates\":{coordinates}}}}}]}}"
        )
    }

    fn messages(text: &str) -> (Option<Areas>, String) {
        let mut log = Diagnostics::default();
        let areas = read("a", text, &mut log);
        (areas, log.sorted().iter().map(|one| one.message.clone()).collect::<Vec<_>>().join("; "))
    }

    #[test]
    fn reads_outlines_and_names_alone() {
        let (areas, told) = messages(&polygon("[[[0,0],[1,0],[1,1],[0,0]]]"));
        let feature = &areas.unwrap().features[0];
        assert_eq!(told, "");
        assert_eq!(feature.names, BTreeMap::from([("code".to_owned(), "a".to_owned())]));
        assert_eq!(feature.rings[0].len(), 4);
    }

    #[test]
    fn refuses_what_is_no_map_without_quoting_it() {
        let nested = format!("{}1{}", "[".repeat(100_000), "]".repeat(100_000));
        for text in [
            "",
            "{",
            "7",
            "{\"type\":\"FeatureCollection\",\"features\":[]}",
            &nested,
            &polygon("[]"),
            &polygon("[[]]"),
            &polygon("[[[0,0],[1,0],[1,1]]]"),
            &polygon("[[[0,0],[987654321,0],[1,1],[0,0]]]"),
            &polygon("[[[0,\"987\"],[1],[1,1],[0,0]]]"),
            &polygon("[[[0,0],[1e400,0],[1,1],[0,0]]]"),
            &polygon(&nested),
            &polygon("7").replace("Polygon", "Point"),
        ] {
            let (areas, told) = messages(text);
            assert!(areas.is_none() && !told.is_empty() && !told.contains("987"), "{told}");
        }
    }
}
