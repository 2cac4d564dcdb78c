//! What several figures stand behind.

use super::compared::in_points;
use super::{Answering, DECIMALS, Saying, aligned, in_currency, unsigned, written};
use crate::number::Number;
use crate::protect::published::Marker;
use crate::schema::{Computed, FactId};
use crate::words::{Direction, Phrase, fraction, ordinal};

impl Answering<'_> {
    pub(super) fn computed(&self, computed: &Computed<FactId>) -> Result<Saying, Marker> {
        match computed {
            Computed::Text(phrase) => Ok(Saying::words(phrase.clone())),
            Computed::Total(terms) => {
                let sum = self.sum(terms)?;
                let first = terms.first().ok_or(Marker::NotAvailable)?;
                Ok(Saying::number(sum, written(self.catalogue.measure_of(*first), sum)))
            }
            Computed::Compared { from, to, how, per_day } => self.compared(from, to, *how, *per_day),
            Computed::Share { part, whole, in_words } => self.share(part, whole, *in_words),
            Computed::Rate { of, base, per } => self.rate(of, base, *per),
            Computed::Against { one, other } => self.against(one, other),
            Computed::Rank { of, among } => self.rank(*of, among),
            Computed::Extreme { among, highest, count } => self.extreme(among, *highest, *count),
            Computed::Moving { pairs, up } => self.moving(pairs, *up),
            Computed::Trend { series } => self.trend(series),
        }
    }

    pub(super) fn share(&self, part: &[FactId], whole: &[FactId], in_words: bool) -> Result<Saying, Marker> {
        let (part_number, whole_number) = self.two(part, whole)?;
        if let Some(base) = whole.first() {
            self.enough(*base, whole_number)?;
        }
        let (part, whole, _) = aligned(part_number, whole_number).ok_or(Marker::NotAvailable)?;
        // Where the two are rounded differently, a part can look like more than its whole.
        if part > whole {
            return Err(Marker::NotAvailable);
        }
        if in_words {
            return fraction(part, whole).map(Saying::words).ok_or(Marker::NotApplicable);
        }
        let number = Number::ratio(part, whole, 2, DECIMALS).ok_or(Marker::NotApplicable)?;
        Ok(Saying::number(number, format!("{}%", number.grouped())))
    }

    /// "12.3 per 1,000"; too few events make no rate, as under the policies for rates in the data.
    fn rate(&self, of: &[FactId], base: &[FactId], per: u32) -> Result<Saying, Marker> {
        let (events, people) = self.two(of, base)?;
        if let Some(base) = base.first() {
            self.enough(*base, people)?;
        }
        let few = |fact: &FactId| {
            let least = self.catalogue.policy_of(*fact).rate_events;
            events.units_at(0).is_some_and(|events| events != 0 && events < least)
        };
        if of.first().is_some_and(few) {
            return Err(Marker::Unreliable);
        }
        let (events, people, _) = aligned(events, people).ok_or(Marker::NotAvailable)?;
        let number = events.checked_mul(per.into()).and_then(|events| Number::ratio(events, people, 0, DECIMALS));
        let number = number.ok_or(Marker::NotApplicable)?;
        let per = Number::whole(per.into()).grouped();
        Ok(Saying::number(number, Phrase::say("so-many-per").with("number", number.grouped()).with("per", per)))
    }

    /// "23 more", "1.5 percentage points fewer", "the same".
    fn against(&self, one: &[FactId], other: &[FactId]) -> Result<Saying, Marker> {
        let (first, second) = self.two(one, other)?;
        let measure = self.catalogue.measure_of(*one.first().ok_or(Marker::NotAvailable)?);
        let (a, b, decimals) = aligned(first, second).ok_or(Marker::NotAvailable)?;
        let difference = Number::scaled(a - b, decimals).rounded(measure.decimals).ok_or(Marker::NotAvailable)?;
        if difference.is_zero() {
            return Ok(Saying::number(difference, Phrase::say("the-same")));
        }
        let size = unsigned(difference);
        let size = measure.currency.map_or_else(|| size.clone(), |sign| in_currency(sign, &size));
        let percentage = measure.kind.is_percentage();
        let size = if percentage { in_points(size) } else { Phrase::Text(size) };
        let key = match (difference.is_negative(), measure.kind.is_additive() && !percentage) {
            (false, _) => "so-many-more",
            (true, true) => "so-many-fewer",
            (true, false) => "so-much-less",
        };
        Ok(Saying::number(difference, Phrase::say(key).with("amount", size)))
    }

    /// "highest", "second highest", "joint highest".
    fn rank(&self, of: FactId, among: &[FactId]) -> Result<Saying, Marker> {
        let numbers = self.numbers(among)?;
        let own = self.number(of)?;
        let above = numbers.iter().filter(|number| number.compare(own).is_gt()).count();
        let alike = numbers.iter().filter(|number| number.compare(own).is_eq()).count();
        let below = numbers.len() - above - alike;
        let rank = match (above, below) {
            (0, 0) => return Ok(Saying::words(Phrase::say("rank-alike"))),
            (0, _) => Phrase::say("rank-highest"),
            (_, 0) => Phrase::say("rank-lowest"),
            (above, _) => Phrase::say("rank-nth-highest").with("nth", ordinal(above + 1)),
        };
        Ok(Saying::words(if alike > 1 { Phrase::say("rank-joint").with("rank", rank) } else { rank }))
    }

    /// The names of so many with the most or the least, in that order; what is level with the last is named too.
    fn extreme(&self, among: &[(FactId, String)], highest: bool, count: usize) -> Result<Saying, Marker> {
        let facts: Vec<FactId> = among.iter().map(|(fact, _)| *fact).collect();
        let mut ranked: Vec<(Number, &String)> =
            self.numbers(&facts)?.into_iter().zip(among.iter().map(|(_, name)| name)).collect();
        ranked.sort_by(|(a, _), (b, _)| if highest { b.compare(*a) } else { a.compare(*b) });
        let last = ranked.get(count.saturating_sub(1)).map(|(number, _)| *number).ok_or(Marker::NotAvailable)?;
        let within = |number: &Number| {
            let order = number.compare(last);
            if highest { order.is_ge() } else { order.is_le() }
        };
        let names: Vec<String> =
            ranked.iter().take_while(|(number, _)| within(number)).map(|(_, name)| (*name).clone()).collect();
        Ok(Saying::words(Phrase::Names(names)))
    }

    /// The names of those that rose or fell; "none" where there are none.
    fn moving(&self, pairs: &[(FactId, FactId, String)], up: bool) -> Result<Saying, Marker> {
        let facts: Vec<FactId> = pairs.iter().flat_map(|(from, to, _)| [*from, *to]).collect();
        let numbers = self.numbers(&facts)?;
        let moved = |pair: &[Number]| match pair {
            [from, to] => {
                if up {
                    to.compare(*from).is_gt()
                } else {
                    to.compare(*from).is_lt()
                }
            }
            _ => false,
        };
        let names: Vec<String> = numbers
            .chunks(2)
            .zip(pairs)
            .filter(|(pair, _)| moved(pair))
            .map(|(_, (_, _, name))| name.clone())
            .collect();
        Ok(Saying::words(if names.is_empty() { Phrase::say("none-of-them") } else { Phrase::Names(names) }))
    }

    /// "rose in every period", "fell in every period", "showed no trend".
    fn trend(&self, series: &[FactId]) -> Result<Saying, Marker> {
        Ok(Saying::words(Phrase::say(match self.trend_of(&self.numbers(series)?) {
            Some(Direction::Up) => "trend-up",
            Some(Direction::Down) => "trend-down",
            Some(Direction::Same) => "trend-same",
            None => "trend-none",
        })))
    }

    /// The one direction of a series.
    pub(in crate::protect) fn trend_of(&self, numbers: &[Number]) -> Option<Direction> {
        let all = |order: std::cmp::Ordering| numbers.windows(2).all(|pair| pair[1].compare(pair[0]) == order);
        if all(std::cmp::Ordering::Greater) {
            Some(Direction::Up)
        } else if all(std::cmp::Ordering::Less) {
            Some(Direction::Down)
        } else {
            all(std::cmp::Ordering::Equal).then_some(Direction::Same)
        }
    }
}
