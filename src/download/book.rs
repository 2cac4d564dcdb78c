//! What a page's workbook and its other files of tables are made of: published figures and the words around them.

use crate::protect::Published;

/// A table as it is downloaded.
#[derive(Clone, Debug)]
pub(crate) struct TableFile {
    /// Where its CSV lies in the site: `downloads/missing-county.csv`.
    pub(crate) path: String,
    /// Its number on the page, from 1.
    pub(crate) number: usize,
    pub(crate) id: String,
    /// Its caption: `Children reported missing, by area`.
    pub(crate) caption: String,
    pub(crate) subtitle: String,
    /// Each shorthand that it uses, with its word: `[c]`, `confidential`.
    pub(crate) shorthand: Vec<(String, String)>,
    pub(crate) notes: Vec<String>,
    pub(crate) sources: Vec<String>,
    /// The heading of the labels, then of each column of figures.
    pub(crate) header: Vec<String>,
    pub(crate) rows: Vec<(String, Vec<Published>)>,
    /// Row by row, what each cell is as an author writes it; nothing where there is no such figure.
    pub(crate) figures: Vec<Vec<Option<String>>>,
}

impl TableFile {
    /// What each column is called where names have to differ: a heading that is there already gets a number.
    pub(crate) fn unique_header(&self) -> Vec<String> {
        let mut names: Vec<String> = Vec::new();
        for heading in &self.header {
            let mut name = heading.clone();
            let mut count = 2;
            while names.contains(&name) {
                name = format!("{heading} {count}");
                count += 1;
            }
            names.push(name);
        }
        names
    }

    /// Whether every shown figure of a column, counted without the labels, is a whole number. A column without any is not.
    pub(crate) fn is_whole(&self, column: usize) -> bool {
        let mut shown = self.rows.iter().filter_map(|(_, cells)| cells.get(column)).filter_map(number).peekable();
        shown.peek().is_some() && shown.all(|number| !number.contains('.'))
    }
}

/// The number that a cell shows, with exactly the digits that are shown; nothing for words and markers.
pub(crate) fn number(cell: &Published) -> Option<String> {
    let Published::Shown(shown) = cell else { return None };
    let plain = shown.plain();
    plain.parse::<f64>().is_ok_and(f64::is_finite).then_some(plain)
}

/// All tables of a page, and what its cover says.
pub(crate) struct Book<'a> {
    pub(crate) title: String,
    pub(crate) organisation: &'a str,
    pub(crate) language: &'a str,
    /// The address of the page, where the site's is known.
    pub(crate) address: Option<String>,
    /// The day of publication in words.
    pub(crate) published: Option<String>,
    /// The licence's name and address.
    pub(crate) licence: Option<(&'static str, &'static str)>,
    pub(crate) tables: &'a [TableFile],
}
