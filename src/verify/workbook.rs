//! Workbooks (`.ods`): an archive of XML files, whose figures a reader sees too. Candour stores them uncompressed, so
//! they can be read back without a decompressor.

use super::{Expectations, Findings, figures, xml};

/// The members of a plain workbook. Anything more could carry what nobody looked at.
const MEMBERS: [&str; 6] =
    ["mimetype", "content.xml", "styles.xml", "meta.xml", "settings.xml", "META-INF/manifest.xml"];
const HINT: &str = "write workbooks with Candour only";

/// Looks into a workbook.
pub(super) fn check(path: &str, bytes: &[u8], expectations: &Expectations, found: &mut Findings) {
    let Some(members) = members(bytes) else {
        let message = "is no archive of uncompressed files, so its figures cannot be checked";
        found.problem(figures::CHECK, path, None, message.to_owned(), HINT);
        return;
    };
    for (name, bytes) in members {
        match std::str::from_utf8(bytes) {
            Ok(text) if MEMBERS.contains(&name) => {
                if name.ends_with(".xml") {
                    xml::check(path, text, found);
                }
                if matches!(name, "content.xml" | "meta.xml" | "styles.xml") {
                    figures::check_xml(path, text, expectations, found);
                }
            }
            _ => found.problem(figures::CHECK, path, None, "holds a file that is no table".to_owned(), HINT),
        }
    }
}

/// Names and bytes of an archive's members, as its directory lists them, or nothing where one is compressed or broken.
fn members(bytes: &[u8]) -> Option<Vec<(&str, &[u8])>> {
    const END: &[u8] = b"PK\x05\x06";
    let end = bytes.windows(END.len()).rposition(|window| window == END)?;
    let count = number(bytes, end + 10, 2)?;
    let mut at = number(bytes, end + 16, 4)?;
    let directory = at;
    let mut looked_at = 0;
    let mut members = Vec::new();
    for _ in 0..count {
        if bytes.get(at..at + 4)? != b"PK\x01\x02" || number(bytes, at + 10, 2)? != 0 {
            return None;
        }
        let (size, local) = (number(bytes, at + 20, 4)?, number(bytes, at + 42, 4)?);
        let [name, extra, comment] = [28, 30, 32].map(|field| number(bytes, at + field, 2));
        let name_end = at + 46 + name?;
        let name = std::str::from_utf8(bytes.get(at + 46..name_end)?).ok()?;
        let start = local + 30 + number(bytes, local + 26, 2)? + number(bytes, local + 28, 2)?;
        members.push((name, bytes.get(start..start.checked_add(size)?)?));
        looked_at += start - local + size;
        at = name_end + extra? + comment?;
    }
    // Bytes before, between or behind the members could carry what nobody looked at.
    let complete = looked_at == directory && at == end && bytes.len() == end + 22;
    (complete && !members.is_empty()).then_some(members)
}

/// A little-endian number of an archive.
fn number(bytes: &[u8], at: usize, length: usize) -> Option<usize> {
    let bytes = bytes.get(at..at.checked_add(length)?)?;
    Some(bytes.iter().rev().fold(0, |number, byte| number << 8 | usize::from(*byte)))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An archive with one uncompressed member.
    fn archive(name: &str, text: &str, method: u8) -> Vec<u8> {
        let length = |size: usize| u32::try_from(size).unwrap().to_le_bytes();
        let name_length = |name: &str| u16::try_from(name.len()).unwrap().to_le_bytes();
        let mut bytes = b"PK\x03\x04\x14\0\0\0\0\0\0\0\0\0\0\0\0\0".to_vec();
        bytes.extend(length(text.len()).repeat(2));
        bytes.extend(name_length(name));
        bytes.extend([0, 0]);
        bytes.extend(name.bytes().chain(text.bytes()));
        let directory = bytes.len();
        bytes.extend(b"PK\x01\x02\x14\0\x14\0\0\0");
        bytes.extend([method, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
        bytes.extend(length(text.len()).repeat(2));
        bytes.extend(name_length(name));
        bytes.extend([0; 16]);
        bytes.extend(name.bytes());
        let size = bytes.len() - directory;
        bytes.extend(b"PK\x05\x06\0\0\0\0\x01\0\x01\0");
        bytes.extend(length(size).into_iter().chain(length(directory)).chain([0, 0]));
        bytes
    }

    fn problems(name: &str, text: &str, method: u8) -> usize {
        let mut expectations = Expectations::default();
        expectations.publish_numbers_of("721");
        let mut found = Findings::default();
        check("t.ods", &archive(name, text, method), &expectations, &mut found);
        assert!(!format!("{:?}", found.problems).contains("43"));
        found.problems.len()
    }

    #[test]
    fn looks_at_the_figures_within() {
        let cell = |value, text| {
            format!("<c><table:table-cell office:value=\"{value}\"><text:p>{text}</text:p></table:table-cell></c>")
        };
        assert_eq!(problems("content.xml", &cell("721", "721"), 0), 0);
        assert_eq!(problems("content.xml", &cell("43", "721"), 0), 1);
        assert_eq!(problems("content.xml", &cell("721", "43"), 0), 1);
        assert_eq!(problems("content.xml", "<c><!-- 43 --></c>", 0), 1);
        assert_eq!(problems("content.xml", "<c office:date-value=\"43\"/>", 0), 1);
        assert_eq!(problems("styles.xml", "<s><text:p>43</text:p></s>", 0), 1);
        assert_eq!(problems("meta.xml", "<m><dc:title>43</dc:title><dc:date>2017-09-03</dc:date></m>", 0), 1);
    }

    #[test]
    fn refuses_what_it_cannot_look_into() {
        assert_eq!(problems("content.xml", "<c/>", 8), 1);
        assert_eq!(problems("notes.txt", "43", 0), 1);
        assert!(members(b"no archive").is_none());
        let plain = archive("content.xml", "<c/>", 0);
        assert!(members(&plain).is_some());
        assert!(members(&[plain, b"43".to_vec()].concat()).is_none());
        assert!(members(b"PK\x05\x06").is_none());
    }
}
