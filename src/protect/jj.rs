//! Blocks of a site in the JJ format, which tau-Argus reads and sdcTable writes, so that others can check a pattern. **The
//! text holds the true values of hidden cells.**
//!
//! What is written is the question "is this pattern enough?": shown cells must stay visible (`z`), sensitive ones have to
//! be protected (`u`), and what Candour hid to protect them may be hidden (`s`). A solver that finds a solution confirms
//! the pattern; cells that it leaves visible were not needed by its own, continuous, measure.

use std::collections::BTreeMap;

use super::model::{CellId, Model, ModelCell, Pattern};

/// Relations that share hidden cells, directly or through others. It cannot be printed by accident.
pub(crate) struct Block {
    /// The block in the JJ format, **with hidden values**.
    pub(crate) text: String,
    /// By index in the text: the state of the cell and its name.
    pub(crate) cells: Vec<(&'static str, String)>,
}

/// One line of a block's list of cells.
struct Line {
    value: i128,
    cost: i128,
    status: char,
    bounds: (i128, i128),
    /// How far the interval has to reach down and up from the value, and its width.
    protection: (i128, i128, i128),
}

/// Every block that hides something, in the order of its first relation.
pub(super) fn blocks(model: &Model, pattern: &Pattern, names: &[String]) -> Vec<Block> {
    groups(model, pattern).iter().map(|relations| block(model, pattern, names, relations)).collect()
}

/// The relations with a hidden cell, grouped by the cells that no reader sees.
fn groups(model: &Model, pattern: &Pattern) -> Vec<Vec<usize>> {
    let mut group_of: Vec<usize> = (0..model.relations.len()).collect();
    fn leader(group_of: &[usize], mut at: usize) -> usize {
        while group_of[at] != at {
            at = group_of[at];
        }
        at
    }
    let mut first_with: BTreeMap<CellId, usize> = BTreeMap::new();
    for (position, relation) in model.relations.iter().enumerate() {
        for (cell, _) in relation.terms.iter().filter(|(cell, _)| !pattern.shows(model, *cell)) {
            let first = *first_with.entry(*cell).or_insert(position);
            let (a, b) = (leader(&group_of, first), leader(&group_of, position));
            group_of[a.max(b)] = a.min(b);
        }
    }
    let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for position in 0..model.relations.len() {
        groups.entry(leader(&group_of, position)).or_default().push(position);
    }
    let hides =
        |relation: &usize| model.relations[*relation].terms.iter().any(|(cell, _)| pattern.hidden[*cell].is_some());
    groups.into_values().filter(|relations| relations.iter().any(hides)).collect()
}

fn block(model: &Model, pattern: &Pattern, names: &[String], relations: &[usize]) -> Block {
    let terms = || relations.iter().flat_map(|relation| &model.relations[*relation].terms);
    let ids: std::collections::BTreeSet<CellId> = terms().map(|(cell, _)| *cell).collect();
    let index: BTreeMap<CellId, usize> = ids.iter().enumerate().map(|(index, cell)| (*cell, index)).collect();
    // The format wants a number for what has no upper limit: no cell can be more than all of them together and a threshold.
    let widest = ids.iter().map(|cell| model.cells[*cell].threshold).max().unwrap_or_default();
    let most = ids.iter().map(|cell| model.cells[*cell].value.abs()).sum::<i128>() + 10 * widest;
    let mut lines: Vec<Line> = ids.iter().map(|cell| line(model, pattern, *cell, most)).collect();
    let mut cells: Vec<(&'static str, String)> =
        ids.iter().map(|cell| (state(model, pattern, *cell), names[*cell].clone())).collect();
    let mut equations = Vec::new();
    for relation in relations.iter().map(|relation| &model.relations[*relation]) {
        let mut terms: Vec<(usize, i128)> =
            relation.terms.iter().map(|(cell, factor)| (index[cell], *factor)).collect();
        let sum: i128 = relation.terms.iter().map(|(cell, factor)| factor * model.cells[*cell].value).sum();
        let right = match (relation.least, relation.most) {
            (Some(least), Some(most)) if least == most => least,
            // The format has equations only: what an inequality leaves open becomes a cell that nobody sees.
            (Some(least), limit) => {
                terms.push((lines.len(), -1));
                lines.push(slack(sum - least, limit.map_or(most, |limit| limit - least)));
                cells.push(("slack", format!("what is open in: {}", relation.name)));
                least
            }
            (None, Some(limit)) => {
                terms.push((lines.len(), 1));
                lines.push(slack(limit - sum, most));
                cells.push(("slack", format!("what is open in: {}", relation.name)));
                limit
            }
            (None, None) => continue,
        };
        let terms: Vec<String> = terms.iter().map(|(index, factor)| format!("{index}({factor})")).collect();
        equations.push(format!("{right}.0 {} : {}\n", terms.len(), terms.join(" ")));
    }
    let mut text = format!("0\n{}\n", lines.len());
    for (index, line) in lines.iter().enumerate() {
        let Line { value, cost, status, bounds: (low, high), protection: (down, up, wide) } = line;
        text.push_str(&format!("{index} {value} {cost} {status} {low} {high} {down} {up} {wide}\n"));
    }
    text.push_str(&format!("{}\n", equations.len()));
    text.extend(equations);
    Block { text, cells }
}

fn slack(value: i128, most: i128) -> Line {
    Line { value, cost: 0, status: 's', bounds: (0, most), protection: (0, 0, 0) }
}

fn line(model: &Model, pattern: &Pattern, id: CellId, most: i128) -> Line {
    let cell = &model.cells[id];
    let (low, high) = pattern.known_range(model, id);
    let bounds = (low, high.unwrap_or(most));
    let plain = |status, cost| Line { value: cell.value, cost, status, bounds, protection: (0, 0, 0) };
    match state(model, pattern, id) {
        "sensitive" => Line { protection: protection(cell), ..plain('u', cell.value.max(1)) },
        "shown" => plain('z', cell.value.max(1)),
        // What no page asks for is hidden for nothing.
        "not asked" => plain('s', 0),
        _ => plain('s', cell.value.max(1)),
    }
}

/// What [`ModelCell::is_protected_by`] demands, as distances from the value.
fn protection(cell: &ModelCell) -> (i128, i128, i128) {
    let up = (cell.threshold + 1 - cell.value).max(0);
    ((cell.value - cell.low_enough()).max(0), up, cell.threshold)
}

fn state(model: &Model, pattern: &Pattern, cell: CellId) -> &'static str {
    if pattern.is_sensitive(cell) {
        "sensitive"
    } else if pattern.hidden[cell].is_some() {
        "hidden"
    } else if pattern.shows(model, cell) {
        "shown"
    } else {
        "not asked"
    }
}

#[cfg(test)]
mod tests {
    use super::super::model::{Cost, Relation, Rule};
    use super::*;

    fn cell(value: i128) -> ModelCell {
        ModelCell {
            value,
            figure: true,
            asked: true,
            primary: None,
            frozen: false,
            least: 0,
            zeros_shown: true,
            told: (value, value),
            threshold: 5,
            contributors: None,
            rests_on: Vec::new(),
            cost: Cost::default(),
        }
    }

    /// 50 = 3 + 7 + 40, of which the 3 and the 7 are hidden; the 7 is made by at most itself many people; and a sum beside
    /// it that hides nothing.
    fn model() -> (Model, Pattern, Vec<String>) {
        let cells = [50, 3, 7, 40, 6, 20, 20].map(cell).to_vec();
        let mut relations = vec![Relation::sum(0, &[1, 2, 3], &[], "all".to_owned())];
        let people = Relation {
            terms: vec![(2, 1), (4, -1)],
            least: Some(0),
            most: None,
            total: None,
            claim: false,
            name: "people".to_owned(),
        };
        relations.push(people);
        relations.push(Relation::sum(5, &[6], &[], "beside".to_owned()));
        let mut hidden = vec![None; 7];
        (hidden[1], hidden[2]) = (Some(Rule::SmallCount), Some(Rule::Secondary(0)));
        (Model { cells, relations }, Pattern { hidden }, (0..7).map(|cell| format!("cell {cell}")).collect())
    }

    #[test]
    fn a_block_is_written_as_the_field_reads_it() {
        let (model, pattern, names) = model();
        let blocks = blocks(&model, &pattern, &names);
        let [block] = blocks.as_slice() else { panic!("one block") };
        let expected = "0\n6\n\
                        0 50 50 z 50 50 0 0 0\n\
                        1 3 3 u 1 156 2 3 5\n\
                        2 7 7 s 1 156 0 0 0\n\
                        3 40 40 z 40 40 0 0 0\n\
                        4 6 6 z 6 6 0 0 0\n\
                        5 1 0 s 0 156 0 0 0\n\
                        2\n\
                        0.0 4 : 0(-1) 1(1) 2(1) 3(1)\n\
                        0.0 3 : 2(1) 4(-1) 5(-1)\n";
        assert_eq!(block.text, expected);
        let states: Vec<&str> = block.cells.iter().map(|(state, _)| *state).collect();
        assert_eq!(states, ["shown", "sensitive", "hidden", "shown", "shown", "slack"]);
        assert_eq!(block.cells[5].1, "what is open in: people");
    }

    #[test]
    fn what_hides_nothing_is_no_block() {
        let (model, mut pattern, names) = model();
        pattern.hidden = vec![None; 7];
        assert!(blocks(&model, &pattern, &names).is_empty());
    }
}
