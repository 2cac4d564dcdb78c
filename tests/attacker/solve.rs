//! A small solver of its own: whole-number completions of linear constraints, by narrowing bounds and trying values.

/// `least <= sum of factor × variable <= most`.
#[derive(Clone, Debug)]
pub(crate) struct Linear {
    pub(crate) terms: Vec<(usize, i128)>,
    pub(crate) least: Option<i128>,
    pub(crate) most: Option<i128>,
}

impl Linear {
    /// `total` is the sum of `parts`.
    pub(crate) fn sum(total: usize, parts: &[usize]) -> Self {
        let terms = parts.iter().map(|part| (*part, 1)).chain([(total, -1)]).collect();
        Self { terms, least: Some(0), most: Some(0) }
    }
}

/// The bounds of every variable, both ends included.
pub(crate) type Bounds = Vec<(i128, i128)>;

/// Constraints, and where to look first.
pub(crate) struct Solver<'a> {
    pub(crate) constraints: &'a [Linear],
    pub(crate) hints: &'a [i128],
    /// By variable, the constraints that it is in.
    of: Vec<Vec<usize>>,
}

/// Nodes of one search.
const BUDGET: usize = 3_000;

impl<'a> Solver<'a> {
    pub(crate) fn new(constraints: &'a [Linear], hints: &'a [i128]) -> Self {
        let mut of = vec![Vec::new(); hints.len()];
        for (position, constraint) in constraints.iter().enumerate() {
            for (variable, _) in &constraint.terms {
                of[*variable].push(position);
            }
        }
        Self { constraints, hints, of }
    }

    /// Narrows bounds through the constraints; `false` where nothing is left.
    pub(crate) fn narrow(&self, bounds: &mut Bounds, touched: Vec<usize>) -> bool {
        let mut queue = touched;
        let mut steps = 0;
        while let Some(position) = queue.pop() {
            steps += 1;
            if steps > 4_000 {
                return true;
            }
            let Linear { terms, least, most } = &self.constraints[position];
            let end = |(variable, factor): (usize, i128), high: bool, bounds: &Bounds| {
                factor * if (factor > 0) == high { bounds[variable].1 } else { bounds[variable].0 }
            };
            let low: i128 = terms.iter().map(|term| end(*term, false, bounds)).sum();
            let high: i128 = terms.iter().map(|term| end(*term, true, bounds)).sum();
            for (variable, factor) in terms.iter().copied() {
                let before = bounds[variable];
                let (mut floor, mut ceiling) = before;
                let (others_low, others_high) =
                    (low - end((variable, factor), false, bounds), high - end((variable, factor), true, bounds));
                // What is left for factor × variable.
                let most = most.map(|most| most - others_low);
                let least = least.map(|least| least - others_high);
                let (least, most, size) = if factor > 0 {
                    (least, most, factor)
                } else {
                    (most.map(|most| -most), least.map(|least| -least), -factor)
                };
                if let Some(most) = most {
                    ceiling = ceiling.min(most.div_euclid(size));
                }
                if let Some(least) = least {
                    floor = floor.max(-(-least).div_euclid(size));
                }
                if floor > ceiling {
                    return false;
                }
                if (floor, ceiling) != before {
                    bounds[variable] = (floor, ceiling);
                    queue.extend(self.of[variable].iter().copied());
                    // The sums of this constraint are stale now.
                    break;
                }
            }
        }
        true
    }

    /// A completion within the bounds, or that there is none, or nothing where it takes too long.
    pub(crate) fn complete(&self, mut bounds: Bounds) -> Option<Option<Vec<i128>>> {
        if !self.narrow(&mut bounds, (0..self.constraints.len()).collect()) {
            return Some(None);
        }
        let mut stack = vec![bounds];
        let mut nodes = 0;
        while let Some(bounds) = stack.pop() {
            nodes += 1;
            if nodes > BUDGET {
                return None;
            }
            let open = (0..bounds.len()).filter(|variable| bounds[*variable].0 < bounds[*variable].1);
            let Some(variable) = open.min_by_key(|variable| bounds[*variable].1 - bounds[*variable].0) else {
                let holds = |constraint: &Linear| {
                    let sum: i128 = constraint.terms.iter().map(|(v, factor)| factor * bounds[*v].0).sum();
                    constraint.least.is_none_or(|least| sum >= least) && constraint.most.is_none_or(|most| sum <= most)
                };
                if self.constraints.iter().all(holds) {
                    return Some(Some(bounds.iter().map(|(low, _)| *low).collect()));
                }
                continue;
            };
            let (low, high) = bounds[variable];
            let first = self.hints[variable].clamp(low, high);
            for (low, high) in [(first + 1, high), (low, first - 1), (first, first)] {
                if low <= high {
                    let mut next = bounds.clone();
                    next[variable] = (low, high);
                    if self.narrow(&mut next, self.of[variable].clone()) {
                        stack.push(next);
                    }
                }
            }
        }
        Some(None)
    }
}
