//! Writes a plan as a description, with the questions as comments where they belong.

use super::plan::{Dimension, Measure, Plan, Section};
use crate::schema::{End, NO_SOURCE, QUESTION};

/// The text of the description.
pub(super) fn write(plan: &Plan) -> String {
    let mut text = String::from(
        "# A draft, made from the data. Answer the questions, correct what is wrong, and take the comments out.\n",
    );
    ask(plan, Section::Top, "", &mut text);
    text += &format!("title: {}\n", scalar(&plan.title));
    ask(plan, Section::Source, "", &mut text);
    text += &format!("source: {}\n", scalar(NO_SOURCE));
    file(plan, &mut text);
    if !plan.columns.is_empty() {
        text += "layout: wide\n";
    }
    period(plan, &mut text);
    columns(plan, &mut text);
    ask(plan, Section::Dimensions, "", &mut text);
    if !plan.dimensions.is_empty() {
        text += "dimensions:\n";
        for (number, dimension) in plan.dimensions.iter().enumerate() {
            ask(plan, Section::Dimension(number), "  ", &mut text);
            self::dimension(dimension, &mut text);
        }
    }
    ask(plan, Section::Measures, "", &mut text);
    text += "measures:\n";
    for (number, measure) in plan.measures.iter().enumerate() {
        ask(plan, Section::Measure(number), "  ", &mut text);
        self::measure(measure, &mut text);
    }
    text
}

fn ask(plan: &Plan, section: Section, indent: &str, text: &mut String) {
    for (_, question) in plan.questions.iter().filter(|(of, _)| *of == section) {
        *text += &format!("{indent}{QUESTION}{question}\n");
    }
}

fn file(plan: &Plan, text: &mut String) {
    let mut lines = Vec::new();
    if plan.encoding != "utf-8" {
        lines.push(format!("encoding: {}", plan.encoding));
    }
    if let Some(separator) = plan.separator {
        lines.push(match separator {
            '\t' => "separator: tab".to_owned(),
            sign => format!("separator: \"{sign}\""),
        });
    }
    match plan.head {
        Some((first, last)) if first == last => lines.push(format!("header: {first}")),
        Some((first, last)) => lines.push(format!("header: [{first}, {last}]")),
        None => {}
    }
    match plan.end {
        Some(End::BlankRow) => lines.push("end: blank-row".to_owned()),
        Some(End::Line(line)) => lines.push(format!("end: {line}")),
        _ => {}
    }
    lines.extend(plan.thousands.map(|sign| format!("thousands: \"{sign}\"")));
    if plan.percent_sign {
        lines.push("percent-sign: true".to_owned());
    }
    if !plan.markers.is_empty() {
        let pairs = plan.markers.iter().map(|(symbol, meaning)| format!("{}: {meaning}", quoted(symbol)));
        lines.push(format!("markers: {{{}}}", pairs.collect::<Vec<_>>().join(", ")));
    }
    if !plan.filled.is_empty() {
        lines.push(format!("fill-down: {}", list(&plan.filled)));
    }
    if !plan.ignore.is_empty() {
        lines.push(format!("ignore: {}", list(&plan.ignore)));
    }
    if !plan.filters.is_empty() {
        lines.push("where:".to_owned());
        lines.extend(plan.filters.iter().map(|(column, texts)| format!("  {}: {}", scalar(column), list(texts))));
    }
    ask(plan, Section::File, "", text);
    if !lines.is_empty() {
        *text += "file:\n";
        for line in lines {
            *text += &format!("  {line}\n");
        }
    }
}

fn period(plan: &Plan, text: &mut String) {
    ask(plan, Section::Period, "", text);
    let times = &plan.period;
    let kind = times.kind.map_or("year", |kind| kind.name());
    let column = match times.columns.as_slice() {
        [] => String::new(),
        [one] => format!("column: {}, ", scalar(one)),
        several => format!("column: {}, ", list(several)),
    };
    let value = match &times.value {
        Some(value) => format!("value: {}, ", scalar(value)),
        None => String::new(),
    };
    if times.names.is_empty() {
        *text += &format!("period: {{{column}{value}kind: {kind}}}\n");
        return;
    }
    *text += "period:\n";
    for line in [column, value].iter().map(|line| line.trim_end_matches(", ")).filter(|line| !line.is_empty()) {
        *text += &format!("  {line}\n");
    }
    *text += &format!("  kind: {kind}\n  names:\n");
    for (written, id) in &times.names {
        *text += &format!("    {}: {}\n", scalar(written), scalar(id));
    }
}

fn columns(plan: &Plan, text: &mut String) {
    if plan.columns.is_empty() {
        return;
    }
    *text += "columns:\n";
    for (heading, says) in &plan.columns {
        let says: Vec<String> = says.iter().map(|(key, value)| format!("{key}: {}", scalar(value))).collect();
        *text += &format!("  {}: {{{}}}\n", scalar(heading), says.join(", "));
    }
}

fn dimension(dimension: &Dimension, text: &mut String) {
    *text += &format!("  {}:\n    label: {}\n", dimension.id, scalar(&dimension.label));
    match dimension.columns.as_slice() {
        [one] if *one == dimension.id => {}
        [one] => *text += &format!("    column: {}\n", scalar(one)),
        [] => {}
        several => *text += &format!("    column: {}\n", list(several)),
    }
    *text += "    members:\n";
    for (code, label) in &dimension.members {
        *text += &format!("      {}: {}\n", scalar(code), scalar(label));
    }
    if dimension.totals.is_empty() {
        return;
    }
    *text += "    totals:\n";
    let code = |member: &usize| dimension.members.get(*member).map(|(code, _)| code.clone()).unwrap_or_default();
    let parts = |parts: &[usize]| list(&parts.iter().map(code).collect::<Vec<String>>());
    for (number, (total, first)) in dimension.totals.iter().enumerate() {
        if dimension.totals[..number].iter().any(|(known, _)| known == total) {
            continue;
        }
        let others = dimension.totals[number + 1..].iter().filter(|(other, _)| other == total);
        let more: String = others.map(|(_, other)| format!(", {{parts: {}}}", parts(other))).collect();
        *text += &if more.is_empty() {
            format!("      {}: {}\n", scalar(&code(total)), parts(first))
        } else {
            format!("      {}: [{{parts: {}}}{more}]\n", scalar(&code(total)), parts(first))
        };
    }
}

fn measure(measure: &Measure, text: &mut String) {
    let mut keys = vec![format!("label: {}", scalar(&measure.label))];
    keys.extend(
        measure
            .column
            .iter()
            .filter(|column| **column != measure.id)
            .map(|column| format!("column: {}", scalar(column))),
    );
    keys.push(format!("kind: {}", measure.kind));
    keys.extend(measure.of.iter().map(|of| format!("of: {of}")));
    keys.extend(measure.part.iter().map(|part| format!("part: {part}")));
    keys.extend(measure.per.map(|per| format!("per: {per}")));
    *text += &format!("  {}: {{{}}}\n", measure.id, keys.join(", "));
}

fn list(texts: &[String]) -> String {
    let texts: Vec<String> = texts.iter().map(|text| scalar(text)).collect();
    format!("[{}]", texts.join(", "))
}

/// A text as YAML reads it back, in a list and as a key, too.
fn scalar(text: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || " -_./()\u{2013}\u{2019}£+".contains(c);
    let begins = text.starts_with(|c: char| c.is_alphanumeric());
    let is_word =
        !matches!(text.to_lowercase().as_str(), "null" | "true" | "false" | "yes" | "no" | "on" | "off" | "y" | "n");
    if begins && is_word && text.chars().all(plain) && text.trim() == text { text.to_owned() } else { quoted(text) }
}

fn quoted(text: &str) -> String {
    let mut written = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => written.extend(['\\', c]),
            '\n' => written.push_str("\\n"),
            '\t' => written.push_str("\\t"),
            c if c.is_control() => {}
            c => written.push(c),
        }
    }
    written + "\""
}
