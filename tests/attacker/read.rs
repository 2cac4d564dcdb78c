//! What the published files tell, as constraints.

use super::solve::{Bounds, Linear, Solver};
use super::world::{Spot, What, World};
use crate::common::Files;

/// Far beyond every count of these sites.
const FAR: i128 = 20_000;

/// A published figure: its number in units of its last decimal and its decimals, or the letters that stand for it.
enum Figure {
    Number(i128, u32),
    Marker(String),
}

fn number(text: &str) -> Option<Figure> {
    let text: String = text.chars().filter(|c| !",%+".contains(*c)).collect::<String>().replace('\u{2212}', "-");
    let decimals = text.split_once('.').map_or(0, |(_, decimals)| decimals.len());
    Some(Figure::Number(text.replace('.', "").trim().parse().ok()?, u32::try_from(decimals).ok()?))
}

fn figure(public: &Files, spot: &Spot) -> Option<Figure> {
    match spot {
        Spot::Download(file, row, column) => {
            let text = String::from_utf8_lossy(&public[file]).into_owned();
            let fields: Vec<&str> = text.lines().nth(row + 1)?.split(',').collect();
            let (value, marker) = (fields.get(1 + 2 * column)?, fields.get(2 + 2 * column)?);
            if value.is_empty() { Some(Figure::Marker((*marker).to_owned())) } else { number(value) }
        }
        Spot::Component(file, expression, position) => {
            let list: serde_json::Value = serde_json::from_slice(&public[file]).ok()?;
            let statements = list["statements"].as_array()?;
            let statement = statements.iter().find(|statement| statement["expression"] == expression.as_str())?;
            let value = statement["figures"][*position]["value"].as_str()?;
            match value.strip_prefix('[').and_then(|value| value.strip_suffix(']')) {
                Some(letters) => Some(Figure::Marker(letters.to_owned())),
                None => number(value),
            }
        }
        Spot::Sentence(file, word) => {
            let text = String::from_utf8_lossy(&public[file]).into_owned();
            let (_, text) = text.split_once(&format!("There is {word} "))?;
            let (text, _) = text.split_once(" omega")?;
            if text.contains("[c]") {
                return Some(Figure::Marker("c".to_owned()));
            }
            number(text).or_else(|| Some(Figure::Marker(String::new())))
        }
    }
}

/// What a reader can do with a site.
pub(crate) struct Reader {
    constraints: Vec<Linear>,
    bounds: Bounds,
    /// Variables that a shown figure names.
    shown: Vec<bool>,
    pub(crate) unreadable: usize,
}

impl Reader {
    pub(crate) fn of(world: &World, public: &Files) -> Self {
        let mut reader = Self {
            constraints: world.knows.clone(),
            bounds: vec![(0, FAR); world.truth.len()],
            shown: vec![false; world.truth.len()],
            unreadable: 0,
        };
        for (spot, what) in &world.reads {
            match (figure(public, spot), what) {
                (None, _) => reader.unreadable += 1,
                (Some(Figure::Number(value, 0)), What::Count { variable, rounded }) => {
                    let told = if *rounded && value != 0 { ((value - 2).max(8), value + 2) } else { (value, value) };
                    reader.narrow(*variable, told);
                    reader.shown[*variable] = true;
                }
                (Some(Figure::Marker(letters)), What::Count { variable, .. }) if letters == "c" => {
                    reader.narrow(*variable, (1, FAR));
                }
                (Some(Figure::Number(value, decimals)), What::Ratio { top, base, scale, decimals: known }) => {
                    assert_eq!(decimals, *known, "the decimals that were asked for");
                    // (2v − 1) × base <= 2 × scale × 10^d × top <= (2v + 1) × base − 1
                    let unit = 2 * scale * 10i128.pow(decimals);
                    let low = vec![(*top, unit), (*base, -(2 * value - 1))];
                    let high = vec![(*top, unit), (*base, -(2 * value + 1))];
                    reader.constraints.push(Linear { terms: low, least: Some(0), most: None });
                    reader.constraints.push(Linear { terms: high, least: None, most: Some(-1) });
                    // A ratio of nothing has no value.
                    reader.narrow(*base, (1, FAR));
                }
                (Some(Figure::Number(value, 1)), What::Change { from, to }) => {
                    let low = vec![(*to, 2_000), (*from, -2_000 - 2 * value + 1)];
                    let high = vec![(*to, 2_000), (*from, -2_000 - 2 * value - 1)];
                    reader.constraints.push(Linear { terms: low, least: Some(0), most: None });
                    reader.constraints.push(Linear { terms: high, least: None, most: Some(0) });
                }
                _ => {}
            }
        }
        reader
    }

    fn narrow(&mut self, variable: usize, (low, high): (i128, i128)) {
        let known = &mut self.bounds[variable];
        *known = (known.0.max(low), known.1.min(high));
    }

    /// What is known that the truth does not fit: there the reader is mistaken, and no leak is one.
    pub(crate) fn mistakes(&self, world: &World) -> Vec<String> {
        let bounds = self.bounds.iter().zip(&world.truth).zip(&world.names);
        let outside = bounds.filter(|(((low, high), truth), _)| truth < &low || truth > &high);
        let outside = outside.map(|((bounds, truth), name)| format!("{name} is {truth} and not in {bounds:?}"));
        let broken = self.constraints.iter().filter(|constraint| {
            let sum: i128 = constraint.terms.iter().map(|(v, factor)| factor * world.truth[*v]).sum();
            constraint.least.is_some_and(|least| sum < least) || constraint.most.is_some_and(|most| sum > most)
        });
        let broken = broken.map(|constraint| {
            let terms = constraint
                .terms
                .iter()
                .map(|(v, factor)| format!("{factor} x {}={}", world.names[*v], world.truth[*v]));
            format!("{}: {:?}..{:?}", terms.collect::<Vec<_>>().join(" + "), constraint.least, constraint.most)
        });
        outside.chain(broken).collect()
    }

    /// A completion in which a variable lies between two numbers; nothing where it takes too long.
    fn find(&self, world: &World, variable: usize, low: i128, high: i128) -> Option<Option<i128>> {
        if low > high {
            return Some(None);
        }
        let mut bounds = self.bounds.clone();
        bounds[variable] = (bounds[variable].0.max(low), bounds[variable].1.min(high));
        if bounds[variable].0 > bounds[variable].1 {
            return Some(None);
        }
        let solver = Solver::new(&self.constraints, &world.truth);
        Some(solver.complete(bounds)?.map(|values| values[variable]))
    }

    /// What is wrong with a sensitive variable: nothing (`Some(None)`), a sentence, or nothing known in time.
    pub(crate) fn learns(&self, world: &World, variable: usize, at_source: bool) -> Option<Option<&'static str>> {
        let (truth, threshold) = (world.truth[variable], world.threshold[variable]);
        if self.shown[variable] {
            return Some((!at_source).then_some("shown"));
        }
        if at_source {
            let other = self.find(world, variable, 0, truth - 1)?.or(self.find(world, variable, truth + 1, FAR)?);
            return Some(other.is_none().then_some("determined"));
        }
        let low_enough = (truth / 2).max(1);
        let Some(mut low) = self.find(world, variable, 0, low_enough)? else {
            return Some(Some("not low enough"));
        };
        for _ in 0..12 {
            if self.find(world, variable, (threshold + 1).max(low + threshold), FAR)?.is_some() {
                return Some(None);
            }
            match self.find(world, variable, 0, low - 1)? {
                Some(lower) => low = lower,
                None => break,
            }
        }
        Some(Some("not high enough"))
    }
}
