//! Periods as people write them in cells and headings, and what Candour calls them.

use super::period::{Period, PeriodKind};

/// A period that a text may be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Time {
    pub(crate) kind: PeriodKind,
    pub(crate) id: String,
}

const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
/// Words that stand beside a year without changing it.
const BESIDE: [&str; 8] = ["financial", "fiscal", "academic", "school", "calendar", "year", "fy", "ay"];

/// Every period that the whole of a text may be, the likeliest kind first.
pub(crate) fn of(text: &str) -> Vec<Time> {
    let text = text.trim().replace(['\u{2013}', '\u{2014}', '\u{2010}'], "-");
    let lower = text.to_lowercase();
    let words: Vec<&str> = lower.split([' ', '_']).filter(|word| !word.is_empty()).collect();
    let academic = words.iter().any(|word| matches!(*word, "academic" | "school" | "ay"));
    let rest: Vec<&str> = words.into_iter().filter(|word| !BESIDE.contains(word)).collect();
    let joined = rest.join(" ");
    let mut found = Vec::new();
    let mut add = |kind: PeriodKind, id: String| {
        if let Some(period) = Period::read(kind, &id) {
            let time = Time { kind, id: period.id.clone() };
            if is_recent(&period.id) && !found.contains(&time) {
                found.push(time);
            }
        }
    };
    let two_years = if academic { PeriodKind::AcademicYear } else { PeriodKind::FinancialYear };
    for text in [joined.clone(), joined.replace([' ', '-'], "/"), joined.replace(' ', "")] {
        add(two_years, text);
    }
    if let Some(full) = short_years(&joined) {
        add(two_years, full);
    }
    for (kind, letter) in [(PeriodKind::Quarter, 'q'), (PeriodKind::HalfYear, 'h')] {
        for id in part_of_year(&joined, letter) {
            add(kind, id);
        }
    }
    for id in month(&joined) {
        add(PeriodKind::Month, id);
    }
    for id in day(&joined) {
        add(PeriodKind::Date, id);
    }
    add(PeriodKind::Year, joined);
    found
}

/// The month that a word names, in full or by three letters.
pub(crate) fn month_of(word: &str) -> Option<i8> {
    let (at, rest) = (MONTHS.iter().position(|name| word.get(..3) == Some(*name))?, word.get(3..)?);
    let in_full = ["uary", "ruary", "ch", "il", "", "e", "y", "ust", "tember", "ober", "ember", "ember"];
    let is_named = rest.is_empty() || in_full.get(at) == Some(&rest) || word == "sept";
    i8::try_from(at + 1).ok().filter(|_| is_named)
}

/// A period inside a heading, and what else the heading says: `2022/23 / Number` and `Number 2022/23` alike.
pub(crate) fn within(heading: &str) -> Option<(Time, String)> {
    let parts: Vec<&str> = heading.split(" / ").collect();
    for (number, part) in parts.iter().enumerate() {
        if let Some(time) = of(part).into_iter().next() {
            let rest: Vec<&str> =
                parts.iter().enumerate().filter(|(other, _)| *other != number).map(|(_, part)| *part).collect();
            return Some((time, rest.join(" / ")));
        }
    }
    let words: Vec<&str> = heading.split([' ', '_', '(', ')', ',']).filter(|word| !word.is_empty()).collect();
    for length in [4, 3, 2, 1] {
        for start in 0..(words.len() + 1).saturating_sub(length) {
            let time = of(&words[start..start + length].join(" ")).into_iter().next();
            let others = [&words[..start], &words[start + length..]].concat();
            if let Some(time) = time.filter(|_| !others.is_empty()) {
                return Some((time, others.join(" ")));
            }
        }
    }
    None
}

/// Numbers of four digits are years only where somebody living may have counted in them.
fn is_recent(id: &str) -> bool {
    id.get(..4).and_then(|year| year.parse::<u16>().ok()).is_some_and(|year| (1990..=2049).contains(&year))
}

/// `22/23` as `2022/23`.
fn short_years(text: &str) -> Option<String> {
    let (first, second) = text.split_once(['/', '-'])?;
    let digits = |part: &str| (part.len() == 2).then(|| part.parse::<u8>().ok())?;
    (digits(second)? == digits(first)? + 1).then(|| format!("20{first}/{second}"))
}

/// `Q1 2023`, `2023-Q1`, `2023/24 Q1`: in years of two, the first quarter begins in April.
fn part_of_year(text: &str, letter: char) -> Vec<String> {
    let text = text.replace("quarter ", "q").replace("qtr ", "q").replace("half ", "h");
    let words: Vec<&str> = text.split([' ', '-']).filter(|word| !word.is_empty()).collect();
    let part = words.iter().find_map(|word| word.strip_prefix(letter)?.parse::<u16>().ok());
    let year: Vec<&str> = words.iter().filter(|word| word.starts_with(|c: char| c.is_ascii_digit())).copied().collect();
    let (Some(part), count) = (part, if letter == 'q' { 4 } else { 2 }) else { return Vec::new() };
    let year = year.join("-");
    if part == 0 || part > count || words.len() > 3 {
        return Vec::new();
    }
    let sign = letter.to_ascii_uppercase();
    if let Some(period) = Period::read(PeriodKind::FinancialYear, &year) {
        let first: u16 = period.id.get(..4).and_then(|year| year.parse().ok()).unwrap_or_default();
        let shifted = part + if letter == 'q' { 1 } else { 0 };
        // A financial half-year is no half of a calendar year.
        return match letter {
            'q' if shifted <= 4 => vec![format!("{first}-Q{shifted}")],
            'q' => vec![format!("{}-Q1", first + 1)],
            _ => Vec::new(),
        };
    }
    vec![format!("{year}-{sign}{part}")]
}

/// `Apr-23`, `April 2023`, `2023-04`, `04/2023`.
fn month(text: &str) -> Vec<String> {
    let words: Vec<&str> = text.split([' ', '-', '/']).filter(|word| !word.is_empty()).collect();
    let [a, b] = words.as_slice() else { return Vec::new() };
    let named = |word: &str| MONTHS.iter().position(|name| word.get(..3) == Some(*name)).map(|at| at + 1);
    let year = |word: &str| match word.len() {
        4 => Some(word.to_owned()),
        2 => Some(format!("20{word}")),
        _ => None,
    };
    let id = match (named(a), named(b)) {
        (Some(month), None) => year(b).map(|year| format!("{year}-{month:02}")),
        (None, Some(month)) => year(a).map(|year| format!("{year}-{month:02}")),
        _ if a.len() == 4 && b.len() == 2 => Some(format!("{a}-{b}")),
        _ if a.len() == 2 && b.len() == 4 => Some(format!("{b}-{a}")),
        _ => None,
    };
    id.into_iter().collect()
}

/// `31/03/2023`, `31 March 2023`, `2023-03-31`: days come before months, as in Britain.
fn day(text: &str) -> Vec<String> {
    let text = text.split(" 00:00").next().unwrap_or_default();
    let words: Vec<&str> = text.split([' ', '-', '/']).filter(|word| !word.is_empty()).collect();
    let [a, b, c] = words.as_slice() else { return Vec::new() };
    let month = MONTHS.iter().position(|name| b.get(..3) == Some(*name)).map(|at| at + 1).or_else(|| b.parse().ok());
    let (Some(month), Some((year, day))) = (month, if a.len() == 4 { Some((*a, *c)) } else { Some((*c, *a)) }) else {
        return Vec::new();
    };
    let year = if year.len() == 2 { format!("20{year}") } else { year.to_owned() };
    day.parse::<u8>().ok().map(|day| format!("{year}-{month:02}-{day:02}")).into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_are_known_however_they_are_written() {
        for (text, kind, id) in [
            ("2023", "year", "2023"),
            ("2022/23", "financial-year", "2022-23"),
            ("202223", "financial-year", "2022-23"),
            ("2022\u{2013}23", "financial-year", "2022-23"),
            ("22/23", "financial-year", "2022-23"),
            ("FY 2022/23", "financial-year", "2022-23"),
            ("Academic year 2022/23", "academic-year", "2022-23"),
            ("Q1 2023", "quarter", "2023-Q1"),
            ("2023-Q4", "quarter", "2023-Q4"),
            ("Q1 2023/24", "quarter", "2023-Q2"),
            ("2023/24 Q4", "quarter", "2024-Q1"),
            ("Quarter 3 2023-24", "quarter", "2023-Q4"),
            ("H1 2017", "half-year", "2017-H1"),
            ("Apr-23", "month", "2023-04"),
            ("April 2023", "month", "2023-04"),
            ("31/03/2023", "date", "2023-03-31"),
            ("31 March 2023", "date", "2023-03-31"),
        ] {
            let found = of(text);
            assert!(found.iter().any(|time| time.kind.name() == kind && time.id == id), "{text}: {found:?}");
        }
        for text in ["1234", "North", "", "18-24", "5", "c", "2022/24", "Total", "E10000025"] {
            assert_eq!(of(text), [], "{text}");
        }
    }

    #[test]
    fn a_heading_says_more_than_its_period() {
        for (heading, id, rest) in [
            ("2022/23 / Number", "2022-23", "Number"),
            ("Number of children 2022/23", "2022-23", "Number of children"),
            ("applications_2023", "2023", "applications"),
            ("Applications (Apr 2023)", "2023-04", "Applications"),
            ("2023", "2023", ""),
        ] {
            let (time, others) = within(heading).expect(heading);
            assert_eq!((time.id.as_str(), others.as_str()), (id, rest), "{heading}");
        }
        assert_eq!(within("Aged 18 to 24"), None);
    }
}
