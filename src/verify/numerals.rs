//! Numerals in a text: what looks like a number to a reader or a machine.

/// Every numeral of a text, in order, without sign and thousands separators: `−1,234.5%` holds `1234.5`, `2016–17` holds
/// `2016` and `17`. A comma that cannot separate thousands ends a numeral: `1,2` holds `1` and `2`.
pub(crate) fn numerals(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut run = String::new();
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        // Superscripts, fractions and digits of other scripts are read as numbers too.
        let inner = matches!(c, ',' | '.') && !run.is_empty() && chars.peek().is_some_and(|next| next.is_numeric());
        if c.is_numeric() || inner {
            run.push(c);
        } else if !run.is_empty() {
            split(&run, &mut found);
            run.clear();
        }
    }
    if !run.is_empty() {
        split(&run, &mut found);
    }
    found
}

fn split(run: &str, found: &mut Vec<String>) {
    if is_grouped(run) {
        found.push(run.replace(',', ""));
    } else {
        found.extend(run.split(',').map(str::to_owned));
    }
}

/// Whether all commas of a run separate thousands.
fn is_grouped(run: &str) -> bool {
    let (whole, fraction) = run.split_once('.').unwrap_or((run, ""));
    let mut groups = whole.split(',');
    let first = groups.next().unwrap_or_default();
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    (1..=3).contains(&first.len())
        && !first.starts_with('0')
        && digits(first)
        && !fraction.contains(',')
        && groups.all(|group| group.len() == 3 && digits(group))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_what_reads_as_a_number() {
        for (text, expected) in [
            ("\u{2212}1,234.5% of 12,345,678.", &["1234.5", "12345678"][..]),
            ("fell by 16.4%, to 7", &["16.4", "7"]),
            ("2016\u{2013}17, 2017-H1", &["2016", "17", "2017", "1"]),
            ("1,2,3 and 12,34", &["1", "2", "3", "12", "34"]),
            ("2016,123", &["2016", "123"]),
            ("0,123", &["0", "123"]),
            ("1,234,56", &["1", "234", "56"]),
            ("1.5,234", &["1.5", "234"]),
            ("v1.2.3", &["1.2.3"]),
            ("m² ½ ③ ٣", &["²", "½", "③", "٣"]),
            ("none.", &[]),
            ("007", &["007"]),
        ] {
            assert_eq!(numerals(text), expected, "{text}");
        }
    }
}
