//! Random small sites, as councils have them, and what a reader of each knows without looking at a number.

use super::random::Random;
use super::solve::Linear;
use crate::common::Files;

/// What a published figure says.
#[derive(Clone, Debug)]
pub(crate) enum What {
    /// A count, perhaps to the nearest five.
    Count { variable: usize, rounded: bool },
    /// `top` of `base`, times `scale`, with so many decimals, half up.
    Ratio { top: usize, base: usize, scale: i128, decimals: u32 },
    /// A change in per cent with one decimal.
    Change { from: usize, to: usize },
}

/// Where a published figure stands.
#[derive(Clone, Debug)]
pub(crate) enum Spot {
    /// In a download: the file, the row and the column of figures, from 0.
    Download(String, usize, usize),
    /// In a sentence of a page, after this word.
    Sentence(String, String),
    /// In the list of what the text of a page is made of: the file, the expression, and which of its figures.
    Component(String, String, usize),
}

/// A site with its truth.
#[derive(Default)]
pub(crate) struct World {
    pub(crate) files: Files,
    pub(crate) names: Vec<String>,
    pub(crate) truth: Vec<i128>,
    /// By variable, the threshold of its policy.
    pub(crate) threshold: Vec<i128>,
    /// Variables that nobody may learn.
    pub(crate) sensitive: Vec<usize>,
    /// Variables that are withheld in the data, so that only their being determined matters.
    pub(crate) at_source: Vec<usize>,
    pub(crate) knows: Vec<Linear>,
    pub(crate) reads: Vec<(Spot, What)>,
}

/// A measure of a dataset: its variables by cell, or the ratio that it is.
struct Measure {
    id: &'static str,
    yaml: String,
    ratio: Option<(usize, usize, i128, u32)>,
    counts: Vec<usize>,
}

const AREAS: [&str; 4] = ["north", "south", "east", "west"];

impl World {
    pub(crate) fn new(random: &mut Random) -> Self {
        let mut world = Self::default();
        world.write("site.yaml", "title: Services\norganisation: Example Council\n".to_owned());
        let mut pages = ["---\ntitle: Services\n---\n".to_owned(), "---\ntitle: More\n---\n".to_owned()];
        world.dataset(random, &mut pages);
        let [index, more] = pages;
        world.write("content/index.md", index);
        world.write("content/more.md", more);
        world
    }

    fn write(&mut self, path: &str, text: String) {
        self.files.insert(path.to_owned(), text.into_bytes());
    }

    fn variable(&mut self, name: String, truth: i128, threshold: i128) -> usize {
        self.names.push(name);
        self.truth.push(truth);
        self.threshold.push(threshold);
        self.truth.len() - 1
    }

    fn is_small(&self, variable: usize) -> bool {
        (1..=self.threshold[variable]).contains(&self.truth[variable])
    }

    #[expect(clippy::too_many_lines, reason = "one site, from top to bottom")]
    fn dataset(&mut self, random: &mut Random, pages: &mut [String; 2]) {
        let (policy, threshold) = random.pick(&[
            ("children", 5),
            ("children", 5),
            ("under-five", 4),
            ("one-to-seven", 7),
            ("rounded-to-five", 7),
        ]);
        let rounded = policy == "rounded-to-five";
        let years: Vec<&str> = if random.chance(60) { vec!["2023", "2024"] } else { vec!["2024"] };
        let leaves = 2 + usize::try_from(random.below(3)).unwrap_or_default();
        let nested = leaves > 2 && random.chance(40);
        let overlapping = leaves == 4 && !nested && random.chance(30);
        let two = random.chance(35);
        let missed = !two && !nested && !overlapping && random.chance(20);
        // Members and the leaves that each is made of. The last leaf may be an area that nobody names.
        let mut areas: Vec<(&str, Vec<usize>)> = vec![("all", (0..leaves + usize::from(missed)).collect())];
        if nested {
            areas.push(("part", vec![0, 1]));
        }
        if overlapping {
            areas.push(("uptown", vec![0, 1, 2]));
        }
        areas.extend(AREAS[..leaves].iter().enumerate().map(|(leaf, name)| (*name, vec![leaf])));
        let sexes: Vec<(&str, Vec<usize>)> =
            if two { vec![("both", vec![0, 1]), ("boys", vec![0]), ("girls", vec![1])] } else { vec![("", vec![0])] };
        let leaf_count = leaves + usize::from(missed);
        // The groups of the truth: for every leaf, sex and year, the people and what they are divided into.
        let cells: Vec<(usize, usize, usize)> = (0..years.len())
            .flat_map(|y| (0..areas.len()).flat_map(move |a| (0..3).map(move |s| (a, s, y))))
            .filter(|(_, s, _)| *s < sexes.len())
            .collect();
        let shape = random.below(if rounded { 3 } else { 7 });
        let (has_events, decimals) = (random.chance(30), random.pick(&[0, 1, 1, 2]));
        let mut leaf_values: Vec<[i128; 5]> = Vec::new();
        for _ in 0..years.len() * leaf_count * sexes.len().min(2) {
            let n = if missed && random.chance(10) { i128::from(random.below(9)) } else { random.count() };
            let s = random.pick(&[0, n, n / 2, n - n.min(3), n.min(2), n * 2 / 3, n * 9 / 10, n / 3]);
            let (e, q) = (n + i128::from(random.below(40)) * n.signum(), (n - s) / 3);
            leaf_values.push([n, s, e, q, n - s - q]);
        }
        let value = |(a, s, y): (usize, usize, usize), which: usize| -> i128 {
            let sexes_of = &sexes[s].1;
            let all = areas[a].1.iter().flat_map(|leaf| sexes_of.iter().map(move |sex| (leaf, sex)));
            all.map(|(leaf, sex)| leaf_values[(y * leaf_count + leaf) * sexes.len().min(2) + sex][which]).sum()
        };
        let mut kinds: Vec<(&'static str, usize, String)> = vec![("n", 0, "kind: count".to_owned())];
        if has_events {
            kinds.push(("e", 2, "kind: events, of: n".to_owned()));
        }
        let percentage = |part: &str| format!("kind: percentage, of: n, decimals: {decimals}{part}");
        let mut ratios: Vec<(&'static str, usize, String, i128, u32)> = Vec::new();
        match shape {
            0 => {}
            1 => kinds.push(("s", 1, "kind: count, of: n".to_owned())),
            2 => kinds.extend([
                ("s", 1, "kind: count".to_owned()),
                ("q", 3, "kind: count".to_owned()),
                ("w", 4, "kind: count".to_owned()),
            ]),
            3 => {
                kinds.push(("s", 1, "kind: count".to_owned()));
                ratios.push(("r", 1, percentage(", part: s"), 100, decimals));
            }
            4 => ratios.push(("r", 1, percentage(""), 100, decimals)),
            5 => ratios
                .extend([("r", 1), ("rq", 3), ("rw", 4)].map(|(id, which)| (id, which, percentage(""), 100, decimals))),
            _ => {
                let mean =
                    format!("kind: mean, of: n, decimals: {decimals}{}", if has_events { ", part: e" } else { "" });
                ratios.push(("m", 2, mean, 1, decimals));
            }
        }
        // A variable for each count of each cell, known to pages or not.
        let mut of = vec![Vec::new(); 5];
        for (which, known) in of.iter_mut().enumerate() {
            let used = kinds.iter().any(|kind| kind.1 == which) || ratios.iter().any(|ratio| ratio.1 == which);
            if used {
                *known = cells
                    .iter()
                    .map(|cell| {
                        let name = format!("{}{}{} of {which}", areas[cell.0].0, sexes[cell.1].0, years[cell.2]);
                        self.variable(name, value(*cell, which), threshold)
                    })
                    .collect();
                self.sums(known, &cells, &areas, &sexes, missed, value, which);
            }
        }
        for (position, n) in of[0].clone().into_iter().enumerate() {
            if self.is_small(n) {
                self.sensitive.push(n);
            }
            if !of[2].is_empty() {
                let e = of[2][position];
                if has_events {
                    self.knows.push(Linear { terms: vec![(e, 1), (n, -1)], least: Some(0), most: None });
                    if self.truth[e] > 0 && self.truth[n] <= threshold {
                        self.sensitive.push(e);
                    }
                }
            }
            let three = !of[3].is_empty();
            for which in [1, 3, 4].into_iter().filter(|which| !of[*which].is_empty()) {
                let s = of[which][position];
                if self.is_small(s) {
                    self.sensitive.push(s);
                }
                // A declared part leaves a rest, and so does every percentage.
                if matches!(shape, 1 | 3 | 4 | 5) {
                    let rest =
                        self.variable(format!("rest of {}", self.names[s]), self.truth[n] - self.truth[s], threshold);
                    self.knows.push(Linear::sum(n, &[s, rest]));
                    if self.is_small(rest) {
                        self.sensitive.push(rest);
                    }
                }
            }
            if three {
                self.knows.push(Linear::sum(n, &[of[1][position], of[3][position], of[4][position]]));
            }
        }
        let measures: Vec<Measure> = kinds
            .iter()
            .map(|(id, which, yaml)| Measure { id, yaml: yaml.clone(), ratio: None, counts: of[*which].clone() })
            .chain(ratios.iter().map(|(id, which, yaml, scale, decimals)| Measure {
                id,
                yaml: yaml.clone(),
                ratio: Some((*which, 0, *scale, *decimals)),
                counts: of[*which].clone(),
            }))
            .collect();
        self.describe(&measures, &areas, two, missed, policy, leaves, nested, overlapping);
        self.rows(random, &measures, &of, &cells, &areas, &sexes, &years);
        let what = |measure: &Measure, cell: (usize, usize, usize)| -> What {
            let position = cells.iter().position(|known| *known == cell).unwrap_or_default();
            match measure.ratio {
                Some((_, _, scale, decimals)) => {
                    What::Ratio { top: measure.counts[position], base: of[0][position], scale, decimals }
                }
                None => What::Count { variable: measure.counts[position], rounded },
            }
        };
        let latest = years.len() - 1;
        let mut tables = 0;
        for (page, name) in ["index", "more"].into_iter().enumerate() {
            for _ in 0..1 + random.below(2) {
                let some: Vec<usize> = (0..areas.len()).filter(|_| random.chance(85)).collect();
                if some.is_empty() {
                    continue;
                }
                let only: Vec<&str> = some.iter().map(|area| areas[*area].0).collect();
                let sex = usize::try_from(random.below(sexes.len() as u64)).unwrap_or_default();
                let id = format!("t{}", ["a", "b", "c", "d"][tables]);
                let file = format!("downloads/{name}-{id}.csv");
                tables += 1;
                let fixed = if two { format!("sex: {}", sexes[sex].0) } else { String::new() };
                let shape = random.below(3);
                let chosen: Vec<&Measure> = if shape == 0 {
                    let chosen: Vec<&Measure> = measures.iter().filter(|_| random.chance(75)).collect();
                    if chosen.is_empty() { vec![&measures[0]] } else { chosen }
                } else {
                    vec![&measures[usize::try_from(random.below(measures.len() as u64)).unwrap_or_default()]]
                };
                let ids: Vec<&str> = chosen.iter().map(|measure| measure.id).collect();
                let head = format!(
                    "\n```table\nid: {id}\ncaption: Services\ndata: d\nrows: area\nmeasures: [{}]\nonly: {{area: [{}]}}\n",
                    ids.join(", "),
                    only.join(", ")
                );
                let mut read = |row: usize, column: usize, what: What| {
                    self.reads.push((Spot::Download(file.clone(), row, column), what));
                };
                if shape == 0 {
                    let where_ =
                        [fixed, format!("period: \"{}\"", years[latest])].into_iter().filter(|part| !part.is_empty());
                    let where_: Vec<String> = where_.collect();
                    pages[page] += &format!("{head}columns: measures\nwhere: {{{}}}\n```\n", where_.join(", "));
                    for (row, area) in some.iter().enumerate() {
                        for (column, measure) in chosen.iter().enumerate() {
                            read(row, column, what(measure, (*area, sex, latest)));
                        }
                    }
                } else if shape == 1 && two {
                    pages[page] += &format!("{head}columns: sex\nwhere: {{period: \"{}\"}}\n```\n", years[latest]);
                    for (row, area) in some.iter().enumerate() {
                        for column in 0..sexes.len() {
                            read(row, column, what(chosen[0], (*area, column, latest)));
                        }
                    }
                } else {
                    let change = if years.len() > 1 && chosen[0].ratio.is_none() { "change: percent\n" } else { "" };
                    pages[page] += &format!("{head}columns: period\n{change}where: {{{fixed}}}\n```\n");
                    for (row, area) in some.iter().enumerate() {
                        for year in 0..years.len() {
                            read(row, year, what(chosen[0], (*area, sex, year)));
                        }
                        if let (false, What::Count { variable: from, rounded: false }) =
                            (change.is_empty(), what(chosen[0], (*area, sex, 0)))
                            && let What::Count { variable: to, .. } = what(chosen[0], (*area, sex, 1))
                        {
                            read(row, 2, What::Change { from, to });
                        }
                    }
                }
            }
            // What words say of two counts, also of such as no page shows.
            let claims = if rounded { 0 } else { random.below(4) };
            for _ in 0..claims {
                let measure = &measures[usize::try_from(random.below(kinds.len() as u64)).unwrap_or_default()];
                let (one, other) = (random.pick(&cells), random.pick(&cells));
                let variable = |cell| measure.counts[cells.iter().position(|known| *known == cell).unwrap_or_default()];
                let (mut one, mut other) = ((one, variable(one)), (other, variable(other)));
                if one.1 == other.1 || self.at_source.contains(&one.1) || self.at_source.contains(&other.1) {
                    continue;
                }
                if self.truth[one.1] < self.truth[other.1] {
                    (one, other) = (other, one);
                }
                let (large, small) = (self.truth[one.1], self.truth[other.1]);
                let (words, factors, least) = match (large - small, random.below(3)) {
                    (0, _) => ("as many, the same,", (1, 1), 0),
                    (_, 0) if (large - small) * 20 <= small => ("about the same number", (-20, -21), 0),
                    _ => ("more", (1, 1), 1),
                };
                let at = |(area, s, y): (usize, usize, usize)| {
                    let sex = if two { format!("[\"{}\"]", sexes[s].0) } else { String::new() };
                    format!("d.{}[\"{}\"]{sex}[\"{}\"]", measure.id, areas[area].0, years[y])
                };
                let expression = format!("{} | against({})", at(one.0), at(other.0));
                pages[page] += &format!("\nOf one there are [{words}]{{{{ {expression} }}}} than of another.\n");
                let terms = vec![(one.1, factors.0), (other.1, -factors.1)];
                let most = (large == small).then_some(0);
                self.knows.push(Linear { terms, least: Some(least), most });
                for (position, (_, variable)) in [one, other].into_iter().enumerate() {
                    let file = format!("{name}.claims.json");
                    let spot = Spot::Component(file, expression.clone(), position);
                    self.reads.push((spot, What::Count { variable, rounded: false }));
                }
            }
            for word in ["alpha", "beta", "gamma"] {
                if !random.chance(50) {
                    continue;
                }
                let measure = &measures[usize::try_from(random.below(measures.len() as u64)).unwrap_or_default()];
                let cell = random.pick(&cells);
                let at = |id: &str| {
                    let sex = if two { format!("[\"{}\"]", sexes[cell.1].0) } else { String::new() };
                    format!("d.{id}[\"{}\"]{sex}[\"{}\"]", areas[cell.0].0, years[cell.2])
                };
                let page_file = format!("{name}.html");
                if measure.id == "s" && random.chance(50) {
                    pages[page] += &format!("\nThere is {word} {{{{ {} | share({}) }}}} omega.\n", at("s"), at("n"));
                    if !rounded {
                        let position = cells.iter().position(|known| *known == cell).unwrap_or_default();
                        let what = What::Ratio { top: of[1][position], base: of[0][position], scale: 100, decimals: 1 };
                        self.reads.push((Spot::Sentence(page_file, word.to_owned()), what));
                    }
                } else {
                    pages[page] += &format!("\nThere is {word} {{{{ {} }}}} omega.\n", at(measure.id));
                    self.reads.push((Spot::Sentence(page_file, word.to_owned()), what(measure, cell)));
                }
            }
        }
    }

    #[expect(clippy::too_many_arguments, reason = "one step of one site")]
    fn sums(
        &mut self,
        of: &[usize],
        cells: &[(usize, usize, usize)],
        areas: &[(&str, Vec<usize>)],
        sexes: &[(&str, Vec<usize>)],
        missed: bool,
        value: impl Fn((usize, usize, usize), usize) -> i128,
        which: usize,
    ) {
        let at =
            |cell: (usize, usize, usize)| cells.iter().position(|known| *known == cell).map(|position| of[position]);
        for (a, s, y) in cells.iter().copied() {
            let total = at((a, s, y)).unwrap_or_default();
            if areas[a].1.len() > 1 {
                let leaf =
                    |leaf: usize| areas.iter().position(|area| area.1 == [leaf]).and_then(|area| at((area, s, y)));
                let mut parts: Vec<usize> = areas[a].1.iter().filter_map(|one| leaf(*one)).collect();
                if missed {
                    let named: i128 = (1..areas.len()).map(|area| value((area, s, y), which)).sum();
                    let gap = value((a, s, y), which) - named;
                    let threshold = self.threshold[total];
                    let gap = self.variable(format!("gap of {}", self.names[total]), gap, threshold);
                    if self.is_small(gap) && which < 2 {
                        self.sensitive.push(gap);
                    }
                    parts.push(gap);
                }
                self.knows.push(Linear::sum(total, &parts));
            }
            if sexes[s].1.len() > 1 {
                let parts: Vec<usize> = (1..sexes.len()).filter_map(|sex| at((a, sex, y))).collect();
                self.knows.push(Linear::sum(total, &parts));
            }
        }
    }

    #[expect(clippy::too_many_arguments, reason = "one step of one site")]
    fn describe(
        &mut self,
        measures: &[Measure],
        areas: &[(&str, Vec<usize>)],
        two: bool,
        missed: bool,
        policy: &str,
        leaves: usize,
        nested: bool,
        overlapping: bool,
    ) {
        let members: Vec<String> = areas.iter().map(|(name, _)| format!("{name}: {name}")).collect();
        let list = |from: usize, to: usize| AREAS[from..to].join(", ");
        let totals = if nested {
            format!("{{all: [part, {}], part: [north, south]}}", list(2, leaves))
        } else if overlapping {
            format!("{{all: [{}], uptown: [{}]}}", list(0, leaves), list(0, 3))
        } else if missed {
            format!("{{all: {{parts: [{}], mismatch: \"Some have no known area.\"}}}}", list(0, leaves))
        } else {
            format!("{{all: [{}]}}", list(0, leaves))
        };
        let mut text = format!(
            "title: Services\nsource: Records\nperiod: {{column: year, kind: year}}\ndimensions:\n  area:\n    label: \
             Area\n    members: {{{}}}\n    totals: {totals}\n",
            members.join(", ")
        );
        if two {
            text += "  sex:\n    label: Sex\n    members: {both: Both, boys: Boys, girls: Girls}\n    totals: {both: [boys, \
                     girls]}\n";
        }
        text += "measures:\n";
        for Measure { id, yaml, .. } in measures {
            text += &format!("  {id}: {{label: \"Measure {id}\", {yaml}}}\n");
        }
        text += &format!("disclosure: {{policy: {policy}}}\n");
        self.write("data/d.yaml", text);
    }

    #[expect(clippy::too_many_arguments, reason = "one step of one site")]
    fn rows(
        &mut self,
        random: &mut Random,
        measures: &[Measure],
        of: &[Vec<usize>],
        cells: &[(usize, usize, usize)],
        areas: &[(&str, Vec<usize>)],
        sexes: &[(&str, Vec<usize>)],
        years: &[&str],
    ) {
        let two = sexes.len() > 1;
        let ids: Vec<&str> = measures.iter().map(|measure| measure.id).collect();
        let mut text = format!("year,area{},{}\n", if two { ",sex" } else { "" }, ids.join(","));
        let markers = measures.iter().all(|measure| measure.ratio.is_none()) && random.chance(20);
        for (position, (a, s, y)) in cells.iter().copied().enumerate() {
            let mut row = vec![years[y].to_owned(), areas[a].0.to_owned()];
            row.extend(two.then(|| sexes[s].0.to_owned()));
            for measure in measures {
                let count = self.truth[measure.counts[position]];
                let base = self.truth[of[0][position]];
                row.push(match measure.ratio {
                    None if markers && count > 0 && areas[a].1.len() == 1 && random.chance(10) => {
                        self.sensitive.retain(|variable| *variable != measure.counts[position]);
                        self.at_source.push(measure.counts[position]);
                        "c".to_owned()
                    }
                    None => count.to_string(),
                    Some(_) if base == 0 => "z".to_owned(),
                    Some((_, _, scale, decimals)) => {
                        let one = 10i128.pow(decimals);
                        let units = (2 * count * scale * one + base) / (2 * base);
                        let places = usize::try_from(decimals).unwrap_or_default();
                        if decimals == 0 {
                            units.to_string()
                        } else {
                            format!("{}.{:0places$}", units / one, units % one)
                        }
                    }
                });
            }
            text += &(row.join(",") + "\n");
        }
        self.write("data/d.csv", text);
    }
}
