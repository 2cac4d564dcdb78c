//! What bands of events tell of their total: two people with 2 to 4 events each are behind 4 to 8 of them.

use super::super::bands::Bands;
use super::super::bound::Bound;
use super::super::catalogue::FactId;
use super::super::dataset::Dataset;
use super::super::expression::Selection;
use super::super::measure::MeasureKind;
use super::Linking;
use super::align::aligned;
use crate::diagnostic::Diagnostics;

/// Resolves the bands of every dimension.
pub(super) fn resolve(linking: &Linking<'_>, log: &mut Diagnostics) -> Vec<Bound> {
    let mut bounds = Vec::new();
    for (number, dataset) in linking.catalogue.datasets.iter().enumerate() {
        for (position, dimension) in dataset.dimensions.iter().enumerate() {
            if let Some(bands) = &dimension.bands {
                bounds.extend(one(linking, number, position, bands, log).unwrap_or_default());
            }
        }
    }
    bounds
}

fn one(
    linking: &Linking<'_>,
    number: usize,
    position: usize,
    bands: &Bands,
    log: &mut Diagnostics,
) -> Option<Vec<Bound>> {
    let dataset = &linking.catalogue.datasets[number];
    let measure = people(dataset, position, bands, log);
    let events = linking.selection(number, &bands.of, log);
    let (measure, events) = (measure?, events?);
    let of = &linking.catalogue.datasets[events.dataset].measures[events.measure];
    if !matches!(of.kind, MeasureKind::Events { .. }) {
        let message = format!("`{}` are no events, so nobody can be in a band of them", of.id);
        log.error("bands", bands.of.place.clone(), message, "name a measure of kind `events`");
        return None;
    }
    let sides = bands.sizes.iter().map(|size| {
        let mut members = vec![None; dataset.dimensions.len()];
        members[position] = Some(size.member);
        Selection { dataset: number, measure, members, period: None }
    });
    let sides: Vec<Selection> = std::iter::once(events).chain(sides).collect();
    let sides: Vec<&Selection> = sides.iter().collect();
    let rows = match aligned(linking.catalogue, &sides) {
        Ok(rows) => rows,
        Err(wrong) => {
            log.error("bands", bands.of.place.clone(), wrong.message, wrong.hint);
            return None;
        }
    };
    let mut bounds = Vec::new();
    for keys in rows {
        let Some(events) = linking.catalogue.find(&keys[0]) else { continue };
        let people: Vec<Option<FactId>> = keys[1..].iter().map(|key| linking.catalogue.find(key)).collect();
        if let Some(missing) = people.iter().position(Option::is_none) {
            linking.report_missing(events, &keys[missing + 1], log);
            continue;
        }
        let people: Vec<FactId> = people.into_iter().flatten().collect();
        bounds.extend(of_events(linking, events, &people, bands));
    }
    Some(bounds)
}

/// At least the least of every band, and at most the most, if all have one.
fn of_events(linking: &Linking<'_>, events: FactId, people: &[FactId], bands: &Bands) -> Vec<Bound> {
    let name = format!("bands of {}", linking.catalogue.name(events));
    let terms = |sizes: Vec<i64>| -> Vec<(FactId, i64)> {
        let people = people.iter().copied().zip(sizes).filter(|(_, size)| *size != 0);
        people.chain([(events, -1)]).collect()
    };
    let least = terms(bands.sizes.iter().map(|size| size.least).collect());
    let mut bounds = vec![Bound { terms: least, least: None, most: Some(0), name: format!("{name}: at least") }];
    let most: Option<Vec<i64>> = bands.sizes.iter().map(|size| size.most).collect();
    if let Some(most) = most {
        bounds.push(Bound { terms: terms(most), least: Some(0), most: None, name: format!("{name}: at most") });
    }
    bounds
}

/// The measure that counts the people in each band.
fn people(dataset: &Dataset, position: usize, bands: &Bands, log: &mut Diagnostics) -> Option<usize> {
    let counts: Vec<usize> =
        (0..dataset.measures.len()).filter(|measure| dataset.measures[*measure].kind == MeasureKind::Count).collect();
    let names = || counts.iter().map(|measure| dataset.measures[*measure].id.as_str()).collect::<Vec<_>>();
    match (&bands.count, counts.as_slice()) {
        (Some(written), _) => {
            let found = counts.iter().copied().find(|measure| dataset.measures[*measure].id == written.text);
            if found.is_none() {
                let message = format!("this dataset has no count `{}`", written.text);
                let hint = crate::diagnostic::did_you_mean(&written.text, names());
                log.error("bands", written.place.clone(), message, hint);
            }
            found
        }
        (None, [only]) => Some(*only),
        (None, _) => {
            let place = dataset.dimensions[position].place.clone();
            let message = "it is not clear which count has the people of each band";
            let hint = format!("add `count: …` to the bands, one of: {}", names().join(", "));
            log.error("bands", place, message, hint);
            None
        }
    }
}
