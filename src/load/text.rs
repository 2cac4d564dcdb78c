//! Text files as people's programs save them: with or without a byte order mark, with either line end.

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
    decode(&read_bytes(path, name, log)?, name, log)
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

fn decode(bytes: &[u8], name: &str, log: &mut Diagnostics) -> Option<String> {
    let hint = "save the file as UTF-8 (in a spreadsheet: \"CSV UTF-8\"; in Notepad: Encoding, UTF-8)";
    if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") {
        log.error("not-utf-8", Place::File(name.to_owned()), "this file is UTF-16, not UTF-8", hint);
        return None;
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let at_line =
        |text: &str| Place::Data { file: name.to_owned(), line: text.split('\n').count() as u64, column: None };
    match std::str::from_utf8(bytes) {
        Ok(text) => {
            let text = text.replace("\r\n", "\n").replace('\r', "\n");
            let Some(at) = text.find(|c: char| c.is_control() && c != '\n' && c != '\t') else { return Some(text) };
            let message = "this line holds an invisible control character";
            log.error(
                "control-character",
                at_line(&text[..at]),
                message,
                "delete it, or save the file anew as plain text",
            );
            None
        }
        Err(error) => {
            let before = String::from_utf8_lossy(&bytes[..error.valid_up_to()]);
            let place = at_line(&before.replace("\r\n", "\n").replace('\r', "\n"));
            log.error("not-utf-8", place, "this line holds bytes that are not UTF-8", hint);
            None
        }
    }
}
