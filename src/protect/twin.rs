//! The door for twin builds: the same site, with the same pattern, from other numbers that fit everything published.
//!
//! A site that is built from a completion of the certificate must be the same to the byte. Only tests go through here.

use super::attack;
use super::build::{self, Built};
use super::certificate::{Certificate, Completion};
use super::engine::{self, Settled};
use super::model::{Model, Pattern, Rule};
use super::sealed::{Cell, Sealed};
use super::{Examined, Protected, answered, primary};
use crate::ask::Asked;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::number::Number;
use crate::schema::{Base, Catalogue, FactId, MeasureKind};

/// What a site hides, and the other numbers that it could hide just as well.
pub(crate) struct Twins {
    pattern: Pattern,
    completions: Vec<Completion>,
    /// How many figures are hidden for their own sake.
    pub(crate) sensitive: usize,
}

impl Twins {
    /// The twins that the certificate names. Nothing where the site cannot be protected.
    pub(crate) fn of_certificate(asked: &Asked) -> Option<Self> {
        let model = build::build(asked).model;
        let settled = engine::settle(&model).ok()?;
        let sensitive = sensitive(&model, &settled.pattern).len();
        Some(Self { pattern: settled.pattern, completions: settled.certificate.completions, sensitive })
    }

    /// The twins that an attacker finds, who knows nothing of the certificate: two for each hidden figure, as far as a
    /// search finds them in time.
    pub(crate) fn of_attacker(asked: &Asked) -> Option<Self> {
        let model = build::build(asked).model;
        let pattern = engine::settle(&model).ok()?.pattern;
        let sensitive = sensitive(&model, &pattern);
        let mut completions = Vec::new();
        for cell in &sensitive {
            let threshold = model.cells[*cell].threshold;
            let found = attack::completions(&model, &pattern, *cell, &|(low, high)| high - low >= threshold);
            completions.extend(found.into_iter().flatten().map(|values| changes(&model, &values)));
        }
        completions.retain(|completion: &Completion| !completion.is_empty());
        Some(Self { pattern, completions, sensitive: sensitive.len() })
    }

    /// Forgets to hide anything, to see that it is noticed.
    pub(crate) fn hide_nothing(&mut self) {
        self.pattern.hidden.fill(None);
    }

    /// Keeps at most so many twins, evenly from among them.
    pub(crate) fn keep_some(&mut self, most: usize) {
        let step = self.completions.len().div_ceil(most.max(1)).max(1);
        self.completions = std::mem::take(&mut self.completions).into_iter().step_by(step).collect();
    }

    pub(crate) fn len(&self) -> usize {
        self.completions.len()
    }

    /// Answers the questions of the site from a completion, and says how many numbers of the data it replaced.
    pub(crate) fn protect_as(&self, asked: Asked, completion: usize) -> Option<(Protected, usize)> {
        let (examined, replaced) = self.examined_as(asked, completion)?;
        Some((answered(examined, true), replaced))
    }

    /// What the authors of the site are told of their prose, from a completion.
    pub(crate) fn told_as(&self, asked: Asked, completion: usize) -> Option<Vec<String>> {
        let (examined, _) = self.examined_as(asked, completion)?;
        let mut log = Diagnostics::default();
        super::prose::tell(&examined, &mut log);
        Some(log.sorted().into_iter().map(Diagnostic::render).collect())
    }

    fn examined_as(&self, mut asked: Asked, completion: usize) -> Option<(Examined, usize)> {
        let built = build::build(&asked);
        let replaced = replace(&mut asked.catalogue, &built, &self.pattern, &self.completions[completion]);
        let settled = Settled { pattern: self.pattern.clone(), certificate: Certificate::default() };
        let Asked { site, catalogue, pages, theme, voices, questions, claims, said, earlier, passages } = asked;
        let site = site?;
        let examined = Examined {
            site,
            catalogue,
            pages,
            theme,
            voices,
            questions,
            claims,
            said,
            earlier,
            passages,
            built,
            settled,
        };
        // What a text claims has to be as true of the twin, or the audit did not count it in.
        let mut log = crate::diagnostic::Diagnostics::default();
        super::claims::judge(&examined, &mut log);
        assert!(!log.has_errors(), "a claim is not true of a twin");
        Some((examined, replaced))
    }
}

fn sensitive(model: &Model, pattern: &Pattern) -> Vec<usize> {
    let for_others = |rule: Option<Rule>| matches!(rule, None | Some(Rule::Secondary(_) | Rule::HiddenBase));
    (0..model.cells.len()).filter(|cell| !for_others(pattern.hidden[*cell])).collect()
}

fn changes(model: &Model, values: &[i128]) -> Completion {
    let cells = model.cells.iter().zip(values).enumerate();
    cells.filter(|(_, (cell, value))| cell.value != **value).map(|(cell, (_, value))| (cell, *value)).collect()
}

/// Puts the numbers of a completion in place of the data's. A shown ratio stays as it is: that the completion fits it is
/// what the certificate says.
fn replace(catalogue: &mut Catalogue, built: &Built, pattern: &Pattern, completion: &Completion) -> usize {
    let mut values: Vec<i128> = built.model.cells.iter().map(|cell| cell.value).collect();
    for (cell, value) in completion {
        values[*cell] = *value;
    }
    let changes = |cell: usize| values[cell] != built.model.cells[cell].value;
    let mut replacements = Vec::new();
    for (fact, cell) in built.cell_of.iter().enumerate() {
        let id = FactId(fact);
        let Some(number) = catalogue.fact(id).cell.number() else { continue };
        let kind = catalogue.measure_of(id).kind;
        if kind.is_additive() {
            if changes(*cell) {
                replacements.push((fact, Number::scaled(values[*cell], 0)));
            }
            continue;
        }
        let base = primary::base_of(catalogue, id).map(|base| built.cell_of[base.0]);
        if pattern.hidden[*cell].is_none() || !(changes(*cell) || base.is_some_and(changes)) {
            continue;
        }
        let other = match (kind.base(), base) {
            (Some(Base::Measure(_)), Some(base)) => ratio(kind, values[*cell], values[base], number.decimals()),
            // Nobody knows what it is a ratio of, so that any number will do.
            _ => Some(Number::scaled(values[*cell].min(100), 0)),
        };
        replacements.extend(other.map(|other| (fact, other)));
    }
    let replaced = replacements.len();
    for (fact, number) in replacements {
        catalogue.facts[fact].cell = Cell::Number(Sealed::seal(number));
    }
    replaced
}

/// A ratio from the count that it stands for and its base. Nothing where there is none.
fn ratio(kind: MeasureKind, count: i128, base: i128, decimals: u8) -> Option<Number> {
    match kind {
        MeasureKind::Percentage { .. } => Number::ratio(count, base, 2, decimals),
        MeasureKind::Mean { .. } => Number::ratio(count, base, 0, decimals),
        MeasureKind::Rate { per, .. } => Number::ratio(count.checked_mul(per.into())?, base, 0, decimals),
        // The count is the earlier one.
        MeasureKind::Change { .. } => Number::ratio(base.checked_sub(count)?, count, 2, decimals),
        MeasureKind::Count | MeasureKind::Events { .. } => None,
    }
}
