//! Text files as people's programs save them: with or without a byte order mark, with either line end.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use crate::diagnostic::{Diagnostics, Place, Source};

/// A generous bound on one input file, so that a wrong file is an error and not an exhausted machine.
const MAX_BYTES: u64 = 256 * 1024 * 1024;

pub(super) fn read(path: &Path, name: &str, log: &mut Diagnostics) -> Option<Arc<Source>> {
    let bytes = read_bytes(path, name, log)?;
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes);
    match std::str::from_utf8(bytes) {
        Ok(text) => {
            let text = text.replace("\r\n", "\n").replace('\r', "\n");
            Some(Arc::new(Source { name: name.to_owned(), text }))
        }
        Err(error) => {
            let line = bytes[..error.valid_up_to()].iter().filter(|byte| **byte == b'\n').count() + 1;
            log.error(
                "not-utf-8",
                Place::File(name.to_owned()),
                format!("line {line} holds bytes that are not UTF-8"),
                "save the file as UTF-8 (in a spreadsheet: \"CSV UTF-8\")",
            );
            None
        }
    }
}

pub(super) fn read_bytes(path: &Path, name: &str, log: &mut Diagnostics) -> Option<Vec<u8>> {
    let length = fs::metadata(path).map(|metadata| metadata.len());
    if length.is_ok_and(|length| length > MAX_BYTES) {
        log.error("too-large", Place::File(name.to_owned()), "this file is larger than 256 MiB", "split it");
        return None;
    }
    match fs::read(path) {
        Ok(bytes) => Some(bytes),
        Err(error) => {
            log.error("unreadable", Place::File(name.to_owned()), format!("this file cannot be read: {error}"), "");
            None
        }
    }
}
