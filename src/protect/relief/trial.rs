//! Tries changes: the engine decides again with each, and what is enough is told, the least dear first.

use rayon::prelude::*;

use super::super::engine;
use super::super::model::CellId;
use super::around::{Around, around};
use super::candidates::candidates;
use super::change::Change;
use super::{GENERAL, Site};

/// How often the engine decides again, over all neighbourhoods.
const MOST_RUNS: usize = 40;
/// How many changes are named.
const MOST_NAMED: usize = 3;

/// How many more runs each neighbourhood has.
pub(super) struct Trials {
    each: usize,
}

/// A change that is enough.
struct Worked {
    change: Change,
    /// What readers would no longer see, in weights of costs.
    lost: u64,
    /// How many figures would be withheld to protect others.
    withheld: usize,
}

impl Worked {
    /// What is public stays public whatever a description says, so that comes last.
    fn rank(&self) -> (bool, u64, &Change) {
        (matches!(self.change, Change::NotPublic { .. }), self.lost, &self.change)
    }
}

impl Trials {
    pub(super) fn new(groups: usize) -> Self {
        Self { each: MOST_RUNS / groups.max(1) }
    }

    /// What would help a group of stuck cells. `stuck` are all of the site.
    pub(super) fn hint(&mut self, site: &Site<'_>, group: &[CellId], stuck: &[CellId]) -> String {
        let around = around(site, group, stuck);
        let changes = candidates(site, &around, group.len());
        let tried = &changes[..changes.len().min(self.each)];
        let mut worked: Vec<Worked> = tried.par_iter().filter_map(|change| attempt(site, &around, change)).collect();
        worked.sort_by(|a, b| a.rank().cmp(&b.rank()));
        let mut named: Vec<&Worked> = Vec::new();
        for one in &worked {
            if named.len() < MOST_NAMED && named.iter().all(|known| known.change.kind() != one.change.kind()) {
                named.push(one);
            }
        }
        if named.is_empty() {
            return format!("none of {} changes that were tried is enough by itself; {GENERAL}", tried.len());
        }
        // What is further away was not looked at.
        let near = if around.whole { "" } else { " nearby" };
        let told = |worked: &&Worked| {
            let then = match worked.withheld {
                0 => format!("everything else{near} can stay"),
                1 => format!("1 further figure{near} would be withheld"),
                more => format!("{more} further figures{near} would be withheld"),
            };
            format!("{}: then {then}", worked.change.words(site, &around))
        };
        named.iter().map(told).collect::<Vec<_>>().join("; or ")
    }
}

/// Lets the engine decide about a neighbourhood with a change made.
fn attempt(site: &Site<'_>, around: &Around, change: &Change) -> Option<Worked> {
    let mut changed = around.clone();
    let given_up = change.apply(site, &mut changed);
    let settled = engine::settle(&changed.model).ok()?;
    let withheld = (0..changed.model.cells.len()).filter(|cell| {
        let known = &changed.model.cells[*cell];
        let rule = settled.pattern.hidden[*cell];
        known.asked && known.figure && known.primary.is_none() && rule.is_some()
    });
    let withheld: Vec<CellId> = withheld.collect();
    let hidden = withheld.iter().map(|cell| changed.model.cells[*cell].cost);
    let lost = hidden.chain(given_up).map(super::super::model::Cost::weight).sum();
    Some(Worked { change: change.clone(), lost, withheld: withheld.len() })
}
