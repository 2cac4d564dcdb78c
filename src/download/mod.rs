//! What readers can take away: the files of a page's tables and charts, made from answers before the page is, so that its
//! links can say how large they are.

mod csv;
mod png;

use crate::protect::Published;

pub(crate) use csv::write as csv;
pub(crate) use png::Painter;

/// One file that a reader can download.
#[derive(Clone, Debug)]
pub(crate) struct Download {
    /// Where it lies in the site: `downloads/missing-county.csv`.
    pub(crate) path: String,
    /// Its format as readers know it: `CSV`.
    pub(crate) format: &'static str,
    pub(crate) bytes: Vec<u8>,
}

impl Download {
    /// The name under which it is saved.
    pub(crate) fn name(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or(&self.path)
    }

    /// Its size in words: `9 kB`, `1.2 MB`. It is made of what is published, so it tells nothing else.
    pub(crate) fn size(&self) -> String {
        match self.bytes.len() {
            small @ 0..1_000_000 => format!("{} kB", small.div_ceil(1000).max(1)),
            large => format!("{}.{} MB", large / 1_000_000, large % 1_000_000 / 100_000),
        }
    }
}

/// A table as it is downloaded: its address and its cells.
#[derive(Debug)]
pub(crate) struct TableFile {
    pub(crate) path: String,
    pub(crate) header: Vec<String>,
    pub(crate) rows: Vec<(String, Vec<Published>)>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_said_as_readers_know_them() {
        let size =
            |bytes: usize| Download { path: "downloads/a.csv".into(), format: "CSV", bytes: vec![0; bytes] }.size();
        assert_eq!([1, 1000, 1001, 1_250_000].map(size), ["1 kB", "1 kB", "2 kB", "1.2 MB"]);
    }
}
