//! How a data file is written, where it is not plain: what its description says under `file`.

use crate::diagnostic::{Diagnostics, Place, did_you_mean};
use crate::load::ENCODINGS;
use crate::load::yaml::{Fields, Node};
use crate::protect::{Marker, Meaning, Notation, is_confidential};

/// What is declared of the way in which a data file is written. By default: commas, the head first, rows to the end.
#[derive(Clone, Debug)]
pub(crate) struct Form {
    pub(crate) separator: char,
    /// The first and the last line of the head.
    pub(crate) head: Option<(u64, u64)>,
    pub(crate) end: End,
    /// Columns that are not read.
    pub(crate) ignored: Vec<(String, Place)>,
    pub(crate) filters: Vec<Filter>,
    /// Columns in which a blank means what stands above it.
    pub(crate) filled: Vec<(String, Place)>,
    pub(crate) notation: Notation,
}

/// Where the table ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum End {
    /// With the file.
    File,
    /// With this line.
    Line(u64),
    /// Above the first blank row.
    BlankRow,
}

/// Only rows that have one of these texts in a column are read.
#[derive(Clone, Debug)]
pub(crate) struct Filter {
    pub(crate) column: String,
    pub(crate) place: Place,
    pub(crate) texts: Vec<(String, Place)>,
}

impl Default for Form {
    fn default() -> Self {
        Self {
            separator: ',',
            head: None,
            end: End::File,
            ignored: Vec::new(),
            filters: Vec::new(),
            filled: Vec::new(),
            notation: Notation::default(),
        }
    }
}

const SEPARATORS: [char; 4] = [',', ';', '\t', '|'];

/// Reads `file` of a description.
pub(super) fn read(fields: &mut Fields<'_>, log: &mut Diagnostics) -> Form {
    let Some(mut fields) = fields.optional("file").and_then(|node| node.fields(log)) else { return Form::default() };
    let encoding = fields.optional("encoding");
    let separator = fields.optional("separator").and_then(|node| separator(&node, log));
    let head = fields.optional("header").and_then(|node| head(&node, log));
    let end = fields.optional("end").and_then(|node| end(&node, head, log));
    let ignored = fields.optional("ignore").map(|node| node.one_or_more(log)).unwrap_or_default();
    let filters = fields.optional("where").map(|node| node.entries(log)).unwrap_or_default();
    let filled = fields.optional("fill-down").map(|node| node.one_or_more(log)).unwrap_or_default();
    let thousands = fields.optional("thousands").and_then(|node| thousands(&node, log));
    let percent_sign = fields.optional("percent-sign").and_then(|node| node.boolean(log));
    let words = fields.optional("markers").map(|node| node.entries(log)).unwrap_or_default();
    fields.finish(log);
    if let Some(node) = encoding {
        self::encoding(&node, log);
    }
    Form {
        separator: separator.unwrap_or(','),
        head,
        end: end.unwrap_or(End::File),
        filled: filled.iter().filter_map(|node| Some((node.heading(log)?, node.place()))).collect(),
        ignored: ignored.iter().filter_map(|node| Some((node.heading(log)?, node.place()))).collect(),
        filters: filters.into_iter().map(|(column, node)| filter(column, &node, log)).collect(),
        notation: Notation {
            thousands,
            percent_sign: percent_sign.unwrap_or_default(),
            words: words.iter().filter_map(|(word, node)| meaning(word, node, log)).collect(),
        },
    }
}

/// The file was read by it already, or as UTF-8 where it is none of those known.
fn encoding(node: &Node<'_>, log: &mut Diagnostics) {
    let Some(name) = node.text(log) else { return };
    if !ENCODINGS.contains(&name.as_str()) {
        let message = format!("`{name}` is not an encoding that Candour reads");
        log.error("encoding", node.place(), message, did_you_mean(&name, ENCODINGS));
    }
}

fn separator(node: &Node<'_>, log: &mut Diagnostics) -> Option<char> {
    let text = node.heading(log)?;
    let mut signs = text.chars();
    match (signs.next(), signs.next()) {
        (Some(sign), None) if SEPARATORS.contains(&sign) => Some(sign),
        _ if text == "tab" => Some('\t'),
        _ => {
            let hint = "write `\",\"`, `\";\"`, `\"|\"` or `tab`";
            log.error("separator", node.place(), "this is no sign that separates columns", hint);
            None
        }
    }
}

fn head(node: &Node<'_>, log: &mut Diagnostics) -> Option<(u64, u64)> {
    let before = log.errors();
    let lines: Vec<u64> = node.one_or_more(log).iter().filter_map(|node| node.whole(log)).collect();
    match lines.as_slice() {
        [line] if *line > 0 => Some((*line, *line)),
        [first, last] if *first > 0 && first <= last => Some((*first, *last)),
        _ => {
            if log.errors() == before {
                let hint = "write the line of the head, like `4`, or its first and last line, like `[4, 5]`";
                log.error("header", node.place(), "these are no lines of a head", hint);
            }
            None
        }
    }
}

fn end(node: &Node<'_>, head: Option<(u64, u64)>, log: &mut Diagnostics) -> Option<End> {
    let text = node.text(log)?;
    let below = head.map_or(1, |(_, last)| last);
    match text.parse::<u64>() {
        Ok(line) if line > below => Some(End::Line(line)),
        _ if text == "blank-row" => Some(End::BlankRow),
        _ => {
            let hint = "write the table's last line, like `30`, below its head, or `blank-row`";
            log.error("end", node.place(), "this does not say where the table ends", hint);
            None
        }
    }
}

fn filter(column: String, node: &Node<'_>, log: &mut Diagnostics) -> Filter {
    let texts = node.one_or_more(log);
    let texts = texts.iter().filter_map(|node| Some((node.heading(log)?.trim().to_owned(), node.place()))).collect();
    Filter { column, place: node.key_place(), texts }
}

fn thousands(node: &Node<'_>, log: &mut Diagnostics) -> Option<char> {
    let text = node.heading(log)?;
    match text.as_str() {
        "," => Some(','),
        " " => Some(' '),
        "'" => Some('\''),
        _ => {
            let hint = "write `\",\"`, `\" \"` or `\"'\"`; a point is for decimals";
            log.error("thousands", node.place(), "this is no separator of thousands", hint);
            None
        }
    }
}

/// What a word of the file means. A marker of Candour keeps its meaning, or is withheld altogether, and what publishers write
/// for a withheld number is withheld: what is confidential must not become something that anybody may subtract for.
fn meaning(word: &str, node: &Node<'_>, log: &mut Diagnostics) -> Option<(String, Meaning)> {
    let text = node.text(log)?;
    let letters = |letters: &str| match letters {
        "k" => Some(Marker::Low),
        letters => Marker::ALL.into_iter().find(|marker| marker.letters() == letters),
    };
    let folded = word.trim().trim_start_matches('[').trim_end_matches(']').to_lowercase();
    let meaning = match text.as_str() {
        "0" => Meaning::Zero,
        text => match letters(text) {
            Some(marker) => Meaning::Marker(marker),
            None => {
                let hint = "write `c`, `x`, `z`, `low` or `u`, or `0` for a true zero";
                log.error("marker", node.place(), format!("`{text}` is not a marker"), hint);
                return None;
            }
        },
    };
    if crate::number::Number::parse(&folded).is_ok() {
        let hint = "numbers are figures; a number that stands for something else is corrected in the data";
        log.error("marker", node.key_place(), "a number cannot be a marker", hint);
        return None;
    }
    let own = letters(&folded);
    if own.is_some_and(|own| meaning != Meaning::Marker(own) && meaning != Meaning::Marker(Marker::Confidential)) {
        let message = format!("`{word}` means something in Candour already");
        log.error("marker", node.key_place(), message, "only `c` can take its place, so that nothing is shown by it");
        return None;
    }
    if is_confidential(&folded) && meaning != Meaning::Marker(Marker::Confidential) {
        let message = format!("`{word}` usually stands for a number that is withheld");
        let hint = "write `c`, so that nobody can work it out from a total; where it means something else, write that in the data";
        log.error("marker", node.key_place(), message, hint);
        return None;
    }
    Some((folded, meaning))
}
