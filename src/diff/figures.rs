//! The figures of a built site by the names under which it publishes them: from the JSON of its tables and the lists of
//! what its texts are made of.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::page::Page;

/// Every figure of a site, each once, wherever it stands.
#[derive(Debug, Default)]
pub(super) struct Figures {
    pub(super) by_name: BTreeMap<String, Figure>,
    pub(super) tables: Tables,
}

/// The tables of a site, by page and id.
pub(super) type Tables = BTreeMap<(String, String), Table>;

/// A table by its labels, with the figure of each cell.
#[derive(Debug)]
pub(super) struct Table {
    pub(super) columns: Vec<String>,
    /// The label of each row, and the names of its figures.
    pub(super) rows: Vec<(String, Vec<String>)>,
}

/// A figure as readers find it.
#[derive(Clone, Debug)]
pub(super) struct Figure {
    /// In words, with its period, where a text says so.
    pub(super) words: Option<String>,
    /// `1,234`, `+6.7%`, `[c]`
    pub(super) text: String,
    pub(super) revised: bool,
    /// Whether it stands in the data as it is, and is not worked out from others.
    pub(super) plain: bool,
    pub(super) dataset: String,
    /// The period's name in the data; nothing where the site does not say it.
    pub(super) period: Option<String>,
    pub(super) places: Vec<Spot>,
}

/// A place where a figure stands.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(untagged)]
pub(super) enum Spot {
    /// A cell of a table.
    Cell {
        page: String,
        #[serde(skip)]
        number: usize,
        table: String,
        title: String,
        /// Row and column, counted.
        #[serde(skip)]
        at: (usize, usize),
        row: String,
        column: String,
    },
    /// The text of a page, under this heading.
    Text { page: String, section: String },
}

impl Spot {
    pub(super) fn page(&self) -> &str {
        match self {
            Self::Cell { page, .. } | Self::Text { page, .. } => page,
        }
    }
}

#[derive(Deserialize)]
struct TablesFile {
    tables: Vec<TableEntry>,
}

#[derive(Deserialize)]
struct TableEntry {
    id: String,
    number: usize,
    caption: String,
    columns: Vec<String>,
    rows: Vec<RowEntry>,
}

#[derive(Deserialize)]
struct RowEntry {
    label: String,
    cells: Vec<CellEntry>,
}

#[derive(Deserialize)]
struct CellEntry {
    text: String,
    marker: String,
    figure: Option<String>,
}

#[derive(Deserialize)]
struct ClaimsFile {
    statements: Vec<Statement>,
}

#[derive(Deserialize)]
struct Statement {
    kind: String,
    section: String,
    says: String,
    expression: String,
    figures: Vec<Component>,
    #[serde(default)]
    revised: bool,
}

#[derive(Deserialize)]
struct Component {
    name: String,
    expression: String,
    value: String,
    #[serde(default)]
    revised: bool,
}

impl Figures {
    /// Adds the figures of a file of a page; those of other forms are left alone.
    pub(super) fn read(&mut self, path: &str, page: &Page, file: &str) {
        if let Ok(tables) = serde_json::from_str::<TablesFile>(file) {
            for table in tables.tables {
                self.table(path, page, table);
            }
        } else if let Ok(claims) = serde_json::from_str::<ClaimsFile>(file) {
            for statement in claims.statements {
                self.statement(path, statement);
            }
        }
    }

    fn table(&mut self, path: &str, page: &Page, table: TableEntry) {
        let shown = page.exhibits.iter().find(|exhibit| exhibit.id == table.id);
        let label = shown.map_or_else(|| format!("Table {}", table.number), |exhibit| exhibit.label.clone());
        let title = if table.caption.is_empty() { label } else { format!("{label}: {}", table.caption) };
        let mut rows = Vec::new();
        for (at, row) in table.rows.into_iter().enumerate() {
            let mut names = Vec::new();
            for (position, cell) in row.cells.into_iter().enumerate() {
                let column = table.columns.get(position + 1).cloned().unwrap_or_default();
                let spot = Spot::Cell {
                    page: path.to_owned(),
                    number: table.number,
                    table: table.id.clone(),
                    title: title.clone(),
                    at: (at, position),
                    row: row.label.clone(),
                    column,
                };
                let name = cell.figure.unwrap_or_else(|| by_labels(&spot));
                names.push(name.clone());
                self.add(name, cell.text, cell.marker == "r", spot, None);
            }
            rows.push((row.label, names));
        }
        self.tables.insert((path.to_owned(), table.id), Table { columns: table.columns, rows });
    }

    fn statement(&mut self, path: &str, statement: Statement) {
        let spot = Spot::Text { page: path.to_owned(), section: statement.section };
        let says_one = statement.figures.iter().any(|figure| figure.expression == statement.expression);
        if statement.kind == "figure" && !says_one {
            // What an author leaves out, such as the period, may be another one in the next edition.
            let of: Vec<&str> = statement.figures.iter().map(|figure| figure.expression.as_str()).collect();
            let name = format!("{} of {}", statement.expression, of.join(", "));
            let words = statement.figures.last().map(|figure| figure.name.clone());
            self.add(name, statement.says, statement.revised, spot.clone(), words);
        }
        for figure in statement.figures {
            self.add(figure.expression, figure.value, figure.revised, spot.clone(), Some(figure.name));
        }
    }

    fn add(&mut self, name: String, text: String, revised: bool, spot: Spot, words: Option<String>) {
        let plain = is_plain(&name);
        let figure = self.by_name.entry(name).or_insert_with_key(|name| Figure {
            words: None,
            text,
            revised,
            plain,
            dataset: name.split('.').next().unwrap_or_default().to_owned(),
            period: period(name),
            places: Vec::new(),
        });
        figure.words = figure.words.take().or(words);
        if !figure.places.contains(&spot) {
            figure.places.push(spot);
            figure.places.sort();
        }
    }

    /// Whether every cell says which figure it is.
    pub(super) fn are_named(&self) -> bool {
        !self.by_name.keys().any(|name| name.starts_with(LABELS))
    }

    /// The same figures by the labels of the cells in which they stand, for a site that does not name them.
    pub(super) fn by_labels(&self) -> Self {
        let mut found = Self::default();
        for (name, figure) in &self.by_name {
            for spot in &figure.places {
                let own = Figure { places: vec![spot.clone()], ..figure.clone() };
                let name = if matches!(spot, Spot::Cell { .. }) { by_labels(spot) } else { name.clone() };
                found.by_name.entry(name).or_insert(own);
            }
        }
        found
    }
}

/// Begins the name of a figure that is known by its place only.
const LABELS: &str = "cell ";

fn by_labels(spot: &Spot) -> String {
    match spot {
        Spot::Cell { page, table, row, column, .. } => format!("{LABELS}{page} {table}: {row}, {column}"),
        Spot::Text { page, section } => format!("{LABELS}{page}: {section}"),
    }
}

/// Whether a name is that of a figure of the data, and not of one that is worked out from such.
pub(super) fn is_plain(name: &str) -> bool {
    !name.contains(" | ") && !name.contains(" of ")
}

/// The period is the last name in an expression.
fn period(name: &str) -> Option<String> {
    if name.starts_with(LABELS) {
        return None;
    }
    let (before, _) = name.rsplit_once('"')?;
    before.rsplit_once('"').map(|(_, period)| period.to_owned())
}

impl Figure {
    /// A marker stands in its place.
    pub(super) fn is_marked(&self) -> bool {
        self.text.starts_with('[') && self.text.ends_with(']')
    }

    pub(super) fn is_withheld(&self) -> bool {
        self.text == "[c]"
    }

    /// With the mark that stands beside it: `82 [r]`.
    pub(super) fn with_mark(&self) -> String {
        if self.revised { format!("{} [r]", self.text) } else { self.text.clone() }
    }

    /// The whole number that it shows, where it is one and stands in the data as it is.
    pub(super) fn count(&self) -> Option<i64> {
        let digits: String = self.text.chars().filter(|c| *c != ',').collect();
        let is_count = self.plain && !digits.is_empty() && digits.chars().all(|c| c.is_ascii_digit());
        if is_count { digits.parse().ok() } else { None }
    }
}
