//! Text files as people's programs save them: with or without a byte order mark, with either line end; data files also in
//! the encoding that their description declares.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use crate::diagnostic::{Diagnostics, Place, Source};

/// A generous bound on one input file, so that a wrong file is an error and not an exhausted machine.
const MAX_BYTES: u64 = 256 * 1024 * 1024;

/// Reads a text that messages may show.
pub(super) fn read(path: &Path, name: &str, log: &mut Diagnostics) -> Option<Arc<Source>> {
    let text = read_text(path, name, log)?;
    Some(Arc::new(Source { name: name.to_owned(), text }))
}

/// Reads a text, with `\n` for every line end.
pub(super) fn read_text(path: &Path, name: &str, log: &mut Diagnostics) -> Option<String> {
    decode(&read_bytes(path, name, log)?, Encoding::Utf8, name, log)
}

/// Reads the text of a data file.
pub(super) fn read_data(path: &Path, encoding: Encoding, name: &str, log: &mut Diagnostics) -> Option<String> {
    decode(&read_bytes(path, name, log)?, encoding, name, log)
}

/// How the bytes of a data file stand for letters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Encoding {
    #[default]
    Utf8,
    /// With a byte order mark, or little-endian.
    Utf16,
    Windows1252,
}

/// The names of all encodings, as descriptions have them.
pub(crate) const ENCODINGS: [&str; 3] = ["utf-8", "utf-16", "windows-1252"];

impl Encoding {
    /// The encoding of a name; UTF-8 for one that is not known, which is told elsewhere.
    pub(crate) fn named(name: &str) -> Self {
        match name {
            "utf-16" => Self::Utf16,
            "windows-1252" => Self::Windows1252,
            _ => Self::Utf8,
        }
    }
}

/// Reads a file as it is.
pub(super) fn read_bytes(path: &Path, name: &str, log: &mut Diagnostics) -> Option<Vec<u8>> {
    let length = fs::metadata(path).map(|metadata| metadata.len());
    if length.is_ok_and(|length| length > MAX_BYTES) {
        log.error("too-large", Place::File(name.to_owned()), "this file is larger than 256 MiB", "split it");
        return None;
    }
    match fs::read(path) {
        Ok(bytes) => Some(bytes),
        Err(error) => {
            let message = format!("this file cannot be read: {}", error.kind());
            log.error("unreadable", Place::File(name.to_owned()), message, "check its permissions");
            None
        }
    }
}

/// Bytes as text, with `\n` for every line end. Nothing where they are no text in this encoding; the reason goes to `log`.
pub(crate) fn decode(bytes: &[u8], encoding: Encoding, name: &str, log: &mut Diagnostics) -> Option<String> {
    let text = match encoding {
        Encoding::Utf8 => utf_8(bytes, name, log)?,
        Encoding::Utf16 => utf_16(bytes, name, log)?,
        Encoding::Windows1252 => bytes.iter().map(|byte| windows_1252(*byte)).collect(),
    };
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let Some(at) = text.find(|c: char| c.is_control() && c != '\n' && c != '\t') else { return Some(text) };
    let message = "this line holds an invisible control character";
    let hint = "delete it, or save the file anew as plain text";
    log.error("control-character", at_line(name, &text[..at]), message, hint);
    None
}

fn at_line(name: &str, before: &str) -> Place {
    Place::Data { file: name.to_owned(), line: before.split('\n').count() as u64, column: None }
}

fn utf_8(bytes: &[u8], name: &str, log: &mut Diagnostics) -> Option<String> {
    let is_data = name.ends_with(".csv");
    let or_declare = |encoding: &str| match is_data {
        true => format!(", or declare `file: {{encoding: {encoding}}}` in its description"),
        false => String::new(),
    };
    let hint = "save the file as UTF-8 (in a spreadsheet: \"CSV UTF-8\"; in Notepad: Encoding, UTF-8)";
    if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") {
        let hint = format!("{hint}{}", or_declare("utf-16"));
        log.error("not-utf-8", Place::File(name.to_owned()), "this file is UTF-16, not UTF-8", hint);
        return None;
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    match std::str::from_utf8(bytes) {
        Ok(text) => Some(text.to_owned()),
        Err(error) => {
            let before = String::from_utf8_lossy(&bytes[..error.valid_up_to()]);
            let place = at_line(name, &before.replace("\r\n", "\n").replace('\r', "\n"));
            let hint = format!("{hint}{}", or_declare("windows-1252"));
            log.error("not-utf-8", place, "this line holds bytes that are not UTF-8", hint);
            None
        }
    }
}

fn utf_16(bytes: &[u8], name: &str, log: &mut Diagnostics) -> Option<String> {
    let (big, bytes) = match bytes {
        [0xfe, 0xff, rest @ ..] => (true, rest),
        [0xff, 0xfe, rest @ ..] => (false, rest),
        rest => (false, rest),
    };
    let pairs = bytes.chunks_exact(2);
    let whole = pairs.remainder().is_empty();
    let units = pairs.filter_map(|pair| <[u8; 2]>::try_from(pair).ok());
    let units = units.map(|pair| if big { u16::from_be_bytes(pair) } else { u16::from_le_bytes(pair) });
    let text: Option<String> = char::decode_utf16(units).map(Result::ok).collect();
    let text = text.filter(|_| whole);
    if text.is_none() {
        let hint = "take `encoding` out of its description; the message that follows then says more";
        log.error("not-utf-16", Place::File(name.to_owned()), "this file is declared UTF-16, but is not", hint);
    }
    text
}

/// The letters that Windows-1252 has where Latin-1 has control characters.
const WINDOWS_1252: [char; 32] = [
    '\u{20ac}', '\u{81}', '\u{201a}', '\u{192}', '\u{201e}', '\u{2026}', '\u{2020}', '\u{2021}', '\u{2c6}', '\u{2030}',
    '\u{160}', '\u{2039}', '\u{152}', '\u{8d}', '\u{17d}', '\u{8f}', '\u{90}', '\u{2018}', '\u{2019}', '\u{201c}',
    '\u{201d}', '\u{2022}', '\u{2013}', '\u{2014}', '\u{2dc}', '\u{2122}', '\u{161}', '\u{203a}', '\u{153}', '\u{9d}',
    '\u{17e}', '\u{178}',
];

fn windows_1252(byte: u8) -> char {
    match byte {
        0x80..=0x9f => WINDOWS_1252[usize::from(byte - 0x80)],
        byte => char::from(byte),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_text_in_three_encodings() {
        let text = "area,children\nSt John\u{2019}s,\u{a3}5\n";
        let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        let western = b"area,children\r\nSt John\x92s,\xa35\r\n".to_vec();
        let read = |bytes: &[u8], encoding| decode(bytes, encoding, "data/a.csv", &mut Diagnostics::default());
        assert_eq!(read(&western, Encoding::Windows1252).as_deref(), Some(text));
        assert_eq!(read(&[b"\xff\xfe".as_slice(), &little].concat(), Encoding::Utf16).as_deref(), Some(text));
        assert_eq!(read(&[b"\xfe\xff".as_slice(), &big].concat(), Encoding::Utf16).as_deref(), Some(text));
        assert_eq!(read(&little, Encoding::Utf16).as_deref(), Some(text));
        assert_eq!(read(&little[1..], Encoding::Utf16), None);
        assert_eq!(read(&western, Encoding::Utf8), None);
        assert_eq!(read(text.as_bytes(), Encoding::Utf8).as_deref(), Some(text));
    }
}
