//! In which encoding a file is. Nobody asks the reader where the bytes leave no doubt.

use super::Refused;
use crate::diagnostic::Diagnostics;
use crate::load::{Encoding, decode};

/// The name of the encoding, and the text.
///
/// # Errors
/// Why the file is no text.
pub(super) fn read(bytes: &[u8]) -> Result<(&'static str, String), Refused> {
    let has_mark = bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff");
    // Plain letters in UTF-16 are every second byte a zero.
    let zeros = bytes.iter().take(400).filter(|byte| **byte == 0).count();
    let name = if has_mark || zeros > bytes.len().min(400) / 4 {
        "utf-16"
    } else if std::str::from_utf8(bytes).is_ok() {
        "utf-8"
    } else {
        "windows-1252"
    };
    let mut log = Diagnostics::default();
    let text = decode(bytes, Encoding::named(name), "data.csv", &mut log);
    text.map(|text| (name, text)).ok_or(Refused {
        code: "no-text",
        message: "this file is no text that could be read",
        hint: "is it a spreadsheet? Save it as CSV (\"CSV UTF-8\") and try again",
    })
}
