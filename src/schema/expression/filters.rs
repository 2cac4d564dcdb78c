//! The filters of expressions: what is to be said of a figure.

use minijinja::value::{Kwargs, Rest, Value};
use minijinja::{Environment, Error, ErrorKind};

use super::names::{DimensionNames, Names};
use super::term::{Symbol, Term, text_of};
use super::{COMPARISONS, Comparison, Computed, Selection, Wanted, Wrong};
use crate::diagnostic::did_you_mean;
use crate::words::{Phrase, small};

type Filter = fn(&Term, &[Value], &Kwargs) -> Result<Wanted, Said>;

/// All filters but comparisons.
const FILTERS: [(&str, Filter); 12] = [
    ("share", |term, args, _| share(term, args, false)),
    ("fraction", |term, args, _| share(term, args, true)),
    ("rate", rate),
    ("against", |term, args, _| against(term, args)),
    ("rank", |term, args, _| rank(term, args)),
    ("highest", |term, args, _| extreme(term, args, true)),
    ("lowest", |term, args, _| extreme(term, args, false)),
    ("rising", |term, args, _| moving(term, args, true)),
    ("falling", |term, args, _| moving(term, args, false)),
    ("trend", |term, args, _| trend(term, args)),
    ("members", |term, args, _| members(term, args)),
    ("periods", |term, _, _| periods(term)),
];

/// Why a filter gives nothing.
enum Said {
    Wrong(Wrong),
    /// What is wrong was told before.
    Before(Symbol),
}

impl From<Wrong> for Said {
    fn from(wrong: Wrong) -> Self {
        Self::Wrong(wrong)
    }
}

/// The names of all filters, for "did you mean".
pub(super) fn names() -> impl Iterator<Item = &'static str> {
    let others = FILTERS.iter().map(|(name, _)| *name);
    COMPARISONS.iter().map(|(name, _)| *name).chain(others).chain(["plus"])
}

/// Makes the filters known.
pub(super) fn add_to(environment: &mut Environment<'static>) {
    for (name, how) in COMPARISONS {
        add(environment, name, move |term, args, named| compare(term, (args, named), how, name));
    }
    for (name, filter) in FILTERS {
        add(environment, name, filter);
    }
    environment.add_filter("plus", |value: Value, args: Rest<Value>| {
        let Some(term) = value.downcast_object_ref::<Term>() else { return Err(not_a_figure()) };
        Ok(match plus(term, &args) {
            Ok(terms) => term.with(Symbol::Sum(terms)),
            Err(said) => told(term, said),
        })
    });
}

fn add(
    environment: &mut Environment<'static>,
    name: &'static str,
    filter: impl Fn(&Term, &[Value], &Kwargs) -> Result<Wanted, Said> + Send + Sync + 'static,
) {
    environment.add_filter(name, move |value: Value, args: Rest<Value>, named: Kwargs| {
        let Some(term) = value.downcast_object_ref::<Term>() else { return Err(not_a_figure()) };
        let wanted = filter(term, &args, &named);
        Ok(match wanted.and_then(|wanted| all_used(&named, name).map(|()| wanted)) {
            Ok(wanted) => term.with(Symbol::Wanted(wanted)),
            Err(said) => told(term, said),
        })
    });
}

fn told(term: &Term, said: Said) -> Value {
    term.with(match said {
        Said::Wrong(wrong) => Symbol::Wrong(wrong),
        Said::Before(symbol) => symbol,
    })
}

fn not_a_figure() -> Error {
    Error::new(ErrorKind::InvalidOperation, "not a figure")
}

/// The figures of a term: one, or those of a sum.
fn figures(term: &Term, filter: &str) -> Result<Vec<Selection>, Said> {
    match &term.symbol {
        Symbol::Selection(selection) => Ok(vec![selection.clone()]),
        Symbol::Sum(terms) => Ok(terms.clone()),
        wrong @ (Symbol::Wrong(_) | Symbol::Broken) => Err(Said::Before(wrong.clone())),
        _ => Err(Wrong::new(format!("`{filter}` needs a figure"), "put `dataset.measure` before it").into()),
    }
}

/// The one figure of a term.
fn figure(term: &Term, filter: &str) -> Result<Selection, Said> {
    match figures(term, filter)?.as_slice() {
        [one] => Ok(one.clone()),
        _ => Err(Wrong::new(format!("`{filter}` is of one figure, not of a sum"), "take `plus` out").into()),
    }
}

fn other(args: &[Value], filter: &str, example: &str) -> Result<Vec<Selection>, Said> {
    let other = args.first().and_then(|value| value.downcast_object_ref::<Term>());
    match other {
        Some(term) => figures(term, filter),
        None => Err(Wrong::new(format!("`{filter}` needs a second figure"), format!("for example `{example}`")).into()),
    }
}

fn all_used(named: &Kwargs, filter: &str) -> Result<(), Said> {
    named.assert_all_used().map_err(|_| {
        let hint = "comparisons know `per=\"day\"`, a rate knows `per=1000`";
        Wrong::new(format!("`{filter}` has no argument of that name"), hint).into()
    })
}

fn plus(term: &Term, args: &[Value]) -> Result<Vec<Selection>, Said> {
    let example = "bands.children[\"few\"][\"2017\"] | plus(bands.children[\"many\"][\"2017\"])";
    let mut terms = figures(term, "plus")?;
    if args.is_empty() {
        other(args, "plus", example)?;
    }
    for arg in args {
        terms.extend(other(std::slice::from_ref(arg), "plus", example)?);
    }
    Ok(terms)
}

/// Two periods that arguments name.
fn two_periods(names: &Names, args: &[Value], filter: &str) -> Result<(usize, usize), Wrong> {
    let known = || names.periods.iter().map(String::as_str);
    let found: Result<Vec<usize>, Wrong> = args.iter().map(|arg| position(known(), &text_of(arg))).collect();
    match found?.as_slice() {
        [from, to] if from != to => Ok((*from, *to)),
        _ => {
            let hint = format!(
                "for example `{filter}(\"{}\", \"{}\")`",
                names.periods[0],
                names.periods[names.periods.len() - 1]
            );
            Err(Wrong::new(format!("`{filter}` needs two different periods, the earlier one first"), hint))
        }
    }
}

fn position<'a>(mut known: impl Iterator<Item = &'a str> + Clone, key: &str) -> Result<usize, Wrong> {
    let all = known.clone();
    known
        .position(|period| period == key)
        .ok_or_else(|| Wrong::new(format!("there is no period `{key}`"), did_you_mean(key, all.collect::<Vec<_>>())))
}

fn open_in_time(selections: &[Selection], filter: &str) -> Result<(), Wrong> {
    if selections.iter().any(|selection| selection.period.is_some()) {
        let hint = format!("take the period out of the brackets: `{filter}` names both periods itself");
        return Err(Wrong::new(format!("`{filter}` compares two periods, but one is fixed already"), hint));
    }
    Ok(())
}

fn at(selection: &Selection, period: usize) -> Selection {
    Selection { period: Some(period), ..selection.clone() }
}

fn compare(term: &Term, (args, named): (&[Value], &Kwargs), how: Comparison, filter: &str) -> Result<Wanted, Said> {
    let of = figures(term, filter)?;
    open_in_time(&of, filter)?;
    let per_day = match named.get::<Option<String>>("per") {
        Ok(None) => false,
        Ok(Some(day)) if day == "day" => true,
        _ => {
            let hint = format!("write `{filter}(…, per=\"day\")`");
            return Err(Wrong::new(format!("`{filter}` compares figures, or rates per day"), hint).into());
        }
    };
    // Sums are of one dataset in most cases; each term looks its periods up in its own.
    let mut ends = Vec::new();
    for selection in &of {
        ends.push(two_periods(&term.names[selection.dataset], args, filter)?);
    }
    match (of.as_slice(), per_day) {
        ([selection], false) => {
            let (from, to) = ends[0];
            Ok(Wanted::Compared { selection: selection.clone(), from, to, how })
        }
        _ => {
            let from = of.iter().zip(&ends).map(|(selection, (from, _))| at(selection, *from)).collect();
            let to = of.iter().zip(&ends).map(|(selection, (_, to))| at(selection, *to)).collect();
            Ok(Wanted::Computed(Computed::Compared { from, to, how, per_day }))
        }
    }
}

fn share(term: &Term, args: &[Value], in_words: bool) -> Result<Wanted, Said> {
    let filter = if in_words { "fraction" } else { "share" };
    let part = figures(term, filter)?;
    let lacks = || {
        Wrong::new(
            format!("`{filter}` needs two figures: a part, and the whole that it is part of"),
            format!("for example `uasc.episodes[\"2017-H1\"] | {filter}(missing.episodes[\"2017-H1\"])`"),
        )
    };
    let whole = match args {
        [whole] => whole.downcast_object_ref::<Term>().ok_or_else(lacks)?,
        _ => return Err(lacks().into()),
    };
    let whole = match figures(whole, filter) {
        Err(Said::Wrong(_)) => return Err(lacks().into()),
        whole => whole?,
    };
    Ok(match (part.as_slice(), whole.as_slice(), in_words) {
        ([part], [whole], false) => Wanted::Share { part: part.clone(), whole: whole.clone() },
        _ => Wanted::Computed(Computed::Share { part, whole, in_words }),
    })
}

fn rate(term: &Term, args: &[Value], named: &Kwargs) -> Result<Wanted, Said> {
    let example = "missing.children[\"2017\"] | rate(people.children[\"2017\"], per=1000)";
    let of = figures(term, "rate")?;
    let base = other(args, "rate", example)?;
    let per = named
        .get::<Option<u32>>("per")
        .ok()
        .flatten()
        .filter(|per| [100, 1_000, 10_000, 100_000, 1_000_000].contains(per));
    match per {
        Some(per) => Ok(Wanted::Computed(Computed::Rate { of, base, per })),
        None => {
            let message = "a rate says for how many: per 100, 1000, 10000, 100000 or 1000000";
            Err(Wrong::new(message, format!("for example `{example}`")).into())
        }
    }
}

fn against(term: &Term, args: &[Value]) -> Result<Wanted, Said> {
    let one = figures(term, "against")?;
    let example = "missing.children[\"city\"][\"2017-H1\"] | against(missing.children[\"north\"][\"2017-H1\"])";
    Ok(Wanted::Computed(Computed::Against { one, other: other(args, "against", example)? }))
}

/// The dimension that an argument names.
fn along<'a>(names: &'a Names, args: &[Value], filter: &str) -> Result<(usize, &'a DimensionNames), Wrong> {
    let known: Vec<&str> = names.dimensions.iter().map(|dimension| dimension.id.as_str()).collect();
    let Some(key) = args.first().map(text_of) else {
        let example = known.first().copied().unwrap_or("area");
        let message = format!("`{filter}` needs the dimension among whose members it looks");
        return Err(Wrong::new(message, format!("for example `{filter}(\"{example}\")`")));
    };
    let found = names.dimensions.iter().enumerate().find(|(_, dimension)| dimension.id == key);
    found.ok_or_else(|| Wrong::new(format!("`{}` has no dimension `{key}`", names.id), did_you_mean(&key, known)))
}

/// The members of a dimension that are no totals.
fn parts(dimension: &DimensionNames) -> impl Iterator<Item = (usize, &String)> {
    dimension.labels.iter().enumerate().filter(|(member, _)| !dimension.totals[*member])
}

fn with_member(selection: &Selection, dimension: usize, member: usize) -> Selection {
    let mut narrowed = selection.clone();
    narrowed.members[dimension] = Some(member);
    narrowed
}

fn rank(term: &Term, args: &[Value]) -> Result<Wanted, Said> {
    let of = figure(term, "rank")?;
    let names = &term.names[of.dataset];
    let (position, dimension) = along(names, args, "rank")?;
    let Some(own) = of.members[position] else {
        let member = dimension.members.last().map_or("", String::as_str);
        let hint = format!("name one before the filter: `[\"{member}\"]`");
        return Err(Wrong::new(format!("`rank` needs a member of `{}`", dimension.id), hint).into());
    };
    if dimension.totals[own] {
        return Err(Wrong::new("a total has no place among its parts", "name one of the parts").into());
    }
    let among = parts(dimension).map(|(member, _)| with_member(&of, position, member)).collect();
    Ok(Wanted::Computed(Computed::Rank { of, among }))
}

/// Every part of a dimension that the figure does not fix, with its label.
fn spread(term: &Term, args: &[Value], filter: &str) -> Result<Vec<(Selection, String)>, Said> {
    let of = figure(term, filter)?;
    let (position, dimension) = along(&term.names[of.dataset], args, filter)?;
    if of.members[position].is_some() {
        let hint = format!("take it out of the brackets: `{filter}` looks at all members");
        return Err(Wrong::new(format!("a member of `{}` is fixed already", dimension.id), hint).into());
    }
    let all = parts(dimension).map(|(member, label)| (with_member(&of, position, member), label.clone()));
    Ok(all.collect())
}

fn extreme(term: &Term, args: &[Value], highest: bool) -> Result<Wanted, Said> {
    let filter = if highest { "highest" } else { "lowest" };
    let among = spread(term, args, filter)?;
    let count = match args.get(1) {
        None => 1,
        Some(count) => {
            usize::try_from(count.clone()).ok().filter(|count| (1..among.len()).contains(count)).ok_or_else(|| {
                let hint = format!("write a number below {}, or leave it out", among.len());
                Wrong::new(format!("`{filter}` cannot name so many"), hint)
            })?
        }
    };
    Ok(Wanted::Computed(Computed::Extreme { among, highest, count }))
}

fn moving(term: &Term, args: &[Value], up: bool) -> Result<Wanted, Said> {
    let filter = if up { "rising" } else { "falling" };
    let among = spread(term, args, filter)?;
    let of = figure(term, filter)?;
    open_in_time(std::slice::from_ref(&of), filter)?;
    let (from, to) = two_periods(&term.names[of.dataset], args.get(1..).unwrap_or_default(), filter)?;
    let pairs = among.into_iter().map(|(one, label)| (at(&one, from), at(&one, to), label)).collect();
    Ok(Wanted::Computed(Computed::Moving { pairs, up }))
}

fn trend(term: &Term, args: &[Value]) -> Result<Wanted, Said> {
    let of = figure(term, "trend")?;
    open_in_time(std::slice::from_ref(&of), "trend")?;
    let (from, to) = two_periods(&term.names[of.dataset], args, "trend")?;
    if from > to {
        return Err(Wrong::new("the later period stands first", "name the earlier period first").into());
    }
    Ok(Wanted::Computed(Computed::Trend { series: (from..=to).map(|period| at(&of, period)).collect() }))
}

/// "North, South and City".
fn members(term: &Term, args: &[Value]) -> Result<Wanted, Said> {
    let names = match &term.symbol {
        Symbol::Dataset(dataset) => &term.names[*dataset],
        _ => &term.names[figure(term, "members")?.dataset],
    };
    let (_, dimension) = along(names, args, "members")?;
    let labels: Vec<String> = parts(dimension).map(|(_, label)| label.clone()).collect();
    Ok(Wanted::Computed(Computed::Text(Phrase::Names(labels))))
}

/// "two half-years"
fn periods(term: &Term) -> Result<Wanted, Said> {
    let names = match &term.symbol {
        Symbol::Dataset(dataset) => &term.names[*dataset],
        _ => &term.names[figure(term, "periods")?.dataset],
    };
    let (kind, count) = (names.kind.name(), names.periods.len());
    let key = if count == 1 { format!("one-{kind}") } else { format!("several-{kind}") };
    Ok(Wanted::Computed(Computed::Text(Phrase::say(key).with("number", small(count)))))
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_guide_says_of_every_filter_what_it_answers() {
        let guide = include_str!("../../../guide/content/figures-in-text.md");
        let (table, examples) = guide.split_once("Those that compare").expect("the table of filters");
        for name in super::names() {
            assert!(table.contains(&format!("`{name}")), "{name} is not in the table");
            assert!(examples.contains(&format!("| {name}")), "{name} has no example");
        }
    }
}
