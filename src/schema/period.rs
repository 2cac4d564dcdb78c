//! Periods: typed, with a start, an end and a length, so that unequal ones are never compared in silence.

use jiff::ToSpan;
use jiff::civil::Date;

use crate::language::Strings;

/// What kind of period a dataset's figures cover.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum PeriodKind {
    Month,
    Quarter,
    HalfYear,
    Year,
    FinancialYear,
    /// From September to August.
    AcademicYear,
    /// The state on one day.
    Date,
    /// Whole months, as many as each period says: for cumulative and rolling figures.
    Range,
}

impl PeriodKind {
    pub(crate) const ALL: [(&'static str, Self); 8] = [
        ("month", Self::Month),
        ("quarter", Self::Quarter),
        ("half-year", Self::HalfYear),
        ("year", Self::Year),
        ("financial-year", Self::FinancialYear),
        ("academic-year", Self::AcademicYear),
        ("date", Self::Date),
        ("range", Self::Range),
    ];

    /// As descriptions name it.
    pub(crate) fn name(self) -> &'static str {
        Self::ALL.iter().find(|(_, kind)| *kind == self).map_or("range", |(name, _)| *name)
    }

    /// How an identifier of this kind looks.
    pub(crate) fn form(self) -> &'static str {
        match self {
            Self::Month => "2017-03",
            Self::Quarter => "2017-Q1",
            Self::HalfYear => "2017-H1",
            Self::Year => "2017",
            Self::FinancialYear | Self::AcademicYear => "2016-17",
            Self::Date => "2017-05-31",
            Self::Range => "2017-01..2017-06",
        }
    }
}

/// One period.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Period {
    pub(crate) start: Date,
    pub(crate) end: Date,
    pub(crate) kind: PeriodKind,
    /// As the data and the pages name it: `2017-H1`.
    pub(crate) id: String,
    /// In full: `January to June 2017`.
    pub(crate) label: String,
}

impl Period {
    /// Reads an identifier of the given kind.
    pub(crate) fn parse(kind: PeriodKind, id: &str) -> Option<Self> {
        let id = id.trim();
        let (start, end) = match kind {
            PeriodKind::Year => {
                let year = digits(id, 4)?;
                (date_of(year, 1, 1)?, date_of(year, 12, 31)?)
            }
            PeriodKind::FinancialYear => {
                let year = two_years(id)?;
                (date_of(year, 4, 1)?, date_of(year + 1, 3, 31)?)
            }
            PeriodKind::AcademicYear => {
                let year = two_years(id)?;
                (date_of(year, 9, 1)?, date_of(year + 1, 8, 31)?)
            }
            PeriodKind::HalfYear | PeriodKind::Quarter => {
                let (letter, months) = if kind == PeriodKind::Quarter { ("Q", 3) } else { ("H", 6) };
                let (year, part) = id.split_once('-')?;
                let part = digits(part.strip_prefix(letter)?, 1)?;
                if part < 1 || part * months > 12 {
                    return None;
                }
                months_of(digits(year, 4)?, (part - 1) * months + 1, months)?
            }
            PeriodKind::Month => month_of(id)?,
            PeriodKind::Range => {
                let (first, last) = id.split_once("..")?;
                let (start, end) = (month_of(first)?.0, month_of(last)?.1);
                if start > end {
                    return None;
                }
                (start, end)
            }
            PeriodKind::Date => {
                let mut parts = id.splitn(3, '-');
                let day = date_of(digits(parts.next()?, 4)?, digits(parts.next()?, 2)?, digits(parts.next()?, 2)?)?;
                (day, day)
            }
        };
        Some(Self { start, end, kind, id: id.to_owned(), label: label(kind, start, end) })
    }

    /// Reads a period as data files write it: for years that are named by two, also `2016/17`, `201617` and `2016/2017`.
    pub(crate) fn read(kind: PeriodKind, text: &str) -> Option<Self> {
        let text = text.trim();
        let has_two_years = matches!(kind, PeriodKind::FinancialYear | PeriodKind::AcademicYear);
        let id = has_two_years.then(|| years_of(text)).flatten();
        Self::parse(kind, id.as_deref().unwrap_or(text))
    }

    /// Days covered, both ends counted.
    pub(crate) fn days(&self) -> i64 {
        i64::from(self.start.until(self.end).map(|span| span.get_days()).unwrap_or_default()) + 1
    }

    /// Months that it touches.
    pub(crate) fn months(&self) -> i16 {
        let month = |day: Date| day.year() * 12 + i16::from(day.month());
        month(self.end) - month(self.start) + 1
    }

    /// As readers of a language have it: `January to June 2017`.
    pub(crate) fn said(&self, strings: &Strings) -> String {
        said(strings, self.kind, self.start, self.end)
    }

    /// From the beginning of this period to the end of a later one: `January 2016 to June 2017`.
    pub(crate) fn span_to(&self, last: &Self, strings: &Strings) -> String {
        match self.kind {
            PeriodKind::Date | PeriodKind::Year => span(strings, &self.said(strings), &last.said(strings)),
            _ => span(strings, &month_and_year(strings, self.start), &month_and_year(strings, last.end)),
        }
    }

    /// How the subtitle of a table names it: the state *at* a date, figures *for* a period.
    pub(crate) fn phrase(&self, strings: &Strings) -> String {
        let said = self.said(strings);
        if self.kind == PeriodKind::Date { strings.say("at-date", &[("date", &said)]) } else { said }
    }
}

/// `2016-17` for `2016/17`, `201617`, `2016/2017`.
fn years_of(text: &str) -> Option<String> {
    let (first, rest) = text.split_at_checked(4)?;
    let second = rest.strip_prefix(['-', '/']).unwrap_or(rest);
    let year = digits(first, 4)?;
    let next = (year + 1) % 100;
    let same = digits(second, 2) == Some(next) || (second != rest && digits(second, 4) == Some(year + 1));
    same.then(|| format!("{first}-{next:02}"))
}

/// `2016-17`: the first of two years.
fn two_years(id: &str) -> Option<i16> {
    let (first, second) = id.split_once('-')?;
    let year = digits(first, 4)?;
    (digits(second, 2)? == (year + 1) % 100).then_some(year)
}

fn digits(text: &str, count: usize) -> Option<i16> {
    (text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit())).then(|| text.parse().ok())?
}

fn date_of(year: i16, month: i16, day: i16) -> Option<Date> {
    if !(1900..=2999).contains(&year) {
        return None;
    }
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

fn months_of(year: i16, first: i16, count: i16) -> Option<(Date, Date)> {
    let start = date_of(year, first, 1)?;
    let next = start.checked_add(i32::from(count).months()).ok()?;
    Some((start, next.checked_sub(1.day()).ok()?))
}

/// `2017-03`
fn month_of(id: &str) -> Option<(Date, Date)> {
    let (year, month) = id.split_once('-')?;
    months_of(digits(year, 4)?, digits(month, 2)?, 1)
}

/// A date in words: `12 October 2017`.
pub(crate) fn long_date(day: Date) -> String {
    format!("{} {} {}", day.day(), month_name(day), day.year())
}

/// Reads an ISO date.
pub(crate) fn iso_date(text: &str) -> Option<Date> {
    Period::parse(PeriodKind::Date, text).map(|period| period.start)
}

fn month_name(day: Date) -> &'static str {
    const NAMES: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    NAMES[usize::from(day.month().unsigned_abs()).clamp(1, 12) - 1]
}

fn label(kind: PeriodKind, start: Date, end: Date) -> String {
    match kind {
        PeriodKind::Date => long_date(start),
        PeriodKind::Year => start.year().to_string(),
        PeriodKind::Month => format!("{} {}", month_name(start), start.year()),
        PeriodKind::Range if (start.year(), start.month()) == (end.year(), end.month()) => {
            label(PeriodKind::Month, start, end)
        }
        PeriodKind::Range if start.year() == end.year() => label(PeriodKind::HalfYear, start, end),
        PeriodKind::FinancialYear | PeriodKind::AcademicYear | PeriodKind::Range => {
            format!("{} {} to {} {}", month_name(start), start.year(), month_name(end), end.year())
        }
        PeriodKind::Quarter | PeriodKind::HalfYear => {
            format!("{} to {} {}", month_name(start), month_name(end), end.year())
        }
    }
}

fn said(strings: &Strings, kind: PeriodKind, start: Date, end: Date) -> String {
    match kind {
        PeriodKind::Date => strings.date(start),
        PeriodKind::Year => start.year().to_string(),
        PeriodKind::Month => month_and_year(strings, start),
        PeriodKind::Range if (start.year(), start.month()) == (end.year(), end.month()) => {
            month_and_year(strings, start)
        }
        PeriodKind::Range if start.year() == end.year() => {
            span(strings, &strings.month(start), &month_and_year(strings, end))
        }
        PeriodKind::Quarter | PeriodKind::HalfYear => {
            span(strings, &strings.month(start), &month_and_year(strings, end))
        }
        PeriodKind::FinancialYear | PeriodKind::AcademicYear | PeriodKind::Range => {
            span(strings, &month_and_year(strings, start), &month_and_year(strings, end))
        }
    }
}

fn span(strings: &Strings, first: &str, last: &str) -> String {
    strings.say("span", &[("first", first), ("last", last)])
}

/// A month in words: `October 2017`.
pub(crate) fn month_and_year(strings: &Strings, day: Date) -> String {
    strings.say("month-and-year", &[("month", &strings.month(day)), ("year", &day.year().to_string())])
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn periods_have_a_start_an_end_and_days() {
        for (kind, id, start, end, days, label) in [
            (PeriodKind::HalfYear, "2016-H2", date(2016, 7, 1), date(2016, 12, 31), 184, "July to December 2016"),
            (PeriodKind::HalfYear, "2017-H1", date(2017, 1, 1), date(2017, 6, 30), 181, "January to June 2017"),
            (PeriodKind::Quarter, "2024-Q1", date(2024, 1, 1), date(2024, 3, 31), 91, "January to March 2024"),
            (PeriodKind::Month, "2023-02", date(2023, 2, 1), date(2023, 2, 28), 28, "February 2023"),
            (
                PeriodKind::FinancialYear,
                "2016-17",
                date(2016, 4, 1),
                date(2017, 3, 31),
                365,
                "April 2016 to March 2017",
            ),
            (
                PeriodKind::AcademicYear,
                "2023-24",
                date(2023, 9, 1),
                date(2024, 8, 31),
                366,
                "September 2023 to August 2024",
            ),
            (PeriodKind::Year, "2020", date(2020, 1, 1), date(2020, 12, 31), 366, "2020"),
            (PeriodKind::Date, "2017-05-31", date(2017, 5, 31), date(2017, 5, 31), 1, "31 May 2017"),
            (PeriodKind::Range, "2017-01..2017-01", date(2017, 1, 1), date(2017, 1, 31), 31, "January 2017"),
            (PeriodKind::Range, "2017-02..2017-06", date(2017, 2, 1), date(2017, 6, 30), 150, "February to June 2017"),
            (
                PeriodKind::Range,
                "2016-12..2017-02",
                date(2016, 12, 1),
                date(2017, 2, 28),
                90,
                "December 2016 to February 2017",
            ),
        ] {
            let period = Period::parse(kind, id).expect(id);
            assert_eq!((period.start, period.end, period.days(), period.label.as_str()), (start, end, days, label));
            assert_eq!(period.said(&crate::language::english().strings), label);
        }
    }

    #[test]
    fn a_year_of_two_is_read_as_files_write_it() {
        for text in ["2023-24", "2023/24", "202324", "2023/2024", " 2023/24 "] {
            let period = Period::read(PeriodKind::AcademicYear, text).expect(text);
            assert_eq!(period.id, "2023-24", "{text}");
        }
        for text in ["202325", "2023/25", "2023/2124", "2023", "23/24", "2023--24", "20232024x", "2023/3024"] {
            assert_eq!(Period::read(PeriodKind::FinancialYear, text), None, "{text}");
        }
        assert_eq!(Period::read(PeriodKind::Year, "202324"), None);
    }

    #[test]
    fn refuses_what_is_no_such_period() {
        for (kind, id) in [
            (PeriodKind::HalfYear, "2017-H3"),
            (PeriodKind::HalfYear, "2017-Q1"),
            (PeriodKind::HalfYear, "H1 2017"),
            (PeriodKind::Quarter, "2017-Q0"),
            (PeriodKind::Month, "2017-13"),
            (PeriodKind::FinancialYear, "2016-18"),
            (PeriodKind::Date, "2017-02-29"),
            (PeriodKind::Range, "2017-06..2017-01"),
            (PeriodKind::Range, "2017-06"),
            (PeriodKind::Year, "17"),
            (PeriodKind::Year, "0001"),
        ] {
            assert_eq!(Period::parse(kind, id), None, "{id}");
        }
    }
}
