//! The archive that a workbook is: its members uncompressed, so that whoever checks the site can look into them, and without
//! a time.

/// The first day that the format knows.
const DAY: u16 = 1 << 5 | 1;

/// An archive of some members, in their order.
pub(super) fn write(members: &[(&str, String)]) -> Vec<u8> {
    let (mut bytes, mut directory) = (Vec::new(), Vec::new());
    for (name, text) in members {
        let offset = size(bytes.len());
        let head = head(name, text.as_bytes());
        bytes.extend(b"PK\x03\x04");
        bytes.extend(&head);
        bytes.extend(name.as_bytes());
        bytes.extend(text.as_bytes());
        directory.extend(b"PK\x01\x02\x14\x00");
        directory.extend(&head);
        // No comment, the first disk, and nothing said of permissions.
        directory.extend([0; 10]);
        directory.extend(offset);
        directory.extend(name.as_bytes());
    }
    let (count, start) = (short(members.len()), size(bytes.len()));
    let length = size(directory.len());
    bytes.extend(directory);
    bytes.extend(b"PK\x05\x06\x00\x00\x00\x00");
    bytes.extend(count);
    bytes.extend(count);
    bytes.extend(length);
    bytes.extend(start);
    bytes.extend([0, 0]);
    bytes
}

/// What both the member's own head and the directory say of it.
fn head(name: &str, bytes: &[u8]) -> Vec<u8> {
    // The version that reads it, no flags, not compressed, midnight.
    let mut head = vec![20, 0, 0, 0, 0, 0, 0, 0];
    head.extend(DAY.to_le_bytes());
    head.extend(crc32fast::hash(bytes).to_le_bytes());
    head.extend(size(bytes.len()));
    head.extend(size(bytes.len()));
    head.extend(short(name.len()));
    head.extend([0, 0]);
    head
}

fn size(length: usize) -> [u8; 4] {
    u32::try_from(length).unwrap_or(u32::MAX).to_le_bytes()
}

fn short(length: usize) -> [u8; 2] {
    u16::try_from(length).unwrap_or(u16::MAX).to_le_bytes()
}
