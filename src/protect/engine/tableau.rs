//! Equations kept so that in each row one *basic* column follows from the others, in exact whole numbers.

/// The largest entry that a tableau may have: beyond it the patch gives up.
const LARGEST: i32 = 1 << 20;

/// Rows of whole numbers; the columns of each make zero.
pub(super) struct Tableau {
    width: usize,
    /// Rows by columns.
    entries: Vec<i32>,
    /// By row, the column that follows from the others; its entry is positive.
    basic: Vec<usize>,
    /// By column, the row that it follows from.
    row_of: Vec<Option<usize>>,
}

impl Tableau {
    pub(super) fn new(width: usize) -> Self {
        Self { width, entries: Vec::new(), basic: Vec::new(), row_of: vec![None; width] }
    }

    /// How many entries it has.
    pub(super) fn size(&self) -> usize {
        self.entries.len()
    }

    pub(super) fn row(&self, row: usize) -> &[i32] {
        &self.entries[row * self.width..(row + 1) * self.width]
    }

    fn row_mut(&mut self, row: usize) -> &mut [i32] {
        &mut self.entries[row * self.width..(row + 1) * self.width]
    }

    /// The row that a column follows from, if it is basic.
    pub(super) fn row_of(&self, column: usize) -> Option<usize> {
        self.row_of[column]
    }

    /// The rows in which a column stands: each with its basic column, that one's entry, and the column's.
    pub(super) fn rows_with(&self, column: usize) -> impl Iterator<Item = (usize, usize, i64, i64)> + '_ {
        self.basic.iter().enumerate().filter_map(move |(row, basic)| {
            let entry = i64::from(self.entries[row * self.width + column]);
            (entry != 0).then(|| (row, *basic, i64::from(self.entries[row * self.width + basic]), entry))
        })
    }

    /// Adds an equation; of its columns the one with the simplest factor becomes basic, and among those the one that
    /// `preference` puts first. Nothing where numbers grow too large.
    pub(super) fn add(&mut self, terms: &[(usize, i64)], preference: impl Fn(usize) -> i64) -> Option<()> {
        let mut row = vec![0; self.width];
        for (column, factor) in terms {
            row[*column] =
                i32::try_from(i64::from(row[*column]) + factor).ok().filter(|entry| entry.abs() < LARGEST)?;
        }
        for (column, _) in terms {
            match self.row_of[*column] {
                Some(known) if row[*column] != 0 => eliminate(&mut row, self.row(known), *column)?,
                _ => {}
            }
        }
        let columns = (0..row.len()).filter(|column| row[*column] != 0);
        let basic = columns.min_by_key(|column| (row[*column].abs(), preference(*column), *column));
        // What follows from the other equations adds nothing.
        let Some(basic) = basic else { return Some(()) };
        self.entries.extend(&row);
        self.basic.push(basic);
        self.row_of[basic] = Some(self.basic.len() - 1);
        self.clear(self.basic.len() - 1)
    }

    /// Makes a column basic in a row where it stands, in place of the one that was. Nothing where numbers grow too large;
    /// the tableau is then of no use any more.
    pub(super) fn exchange(&mut self, row: usize, column: usize) -> Option<()> {
        self.row_of[self.basic[row]] = None;
        self.basic[row] = column;
        self.row_of[column] = Some(row);
        self.clear(row)
    }

    /// Takes the basic column of a row out of all other rows.
    fn clear(&mut self, row: usize) -> Option<()> {
        let column = self.basic[row];
        self.make_positive(row);
        let by = self.row(row).to_vec();
        for other in (0..self.basic.len()).filter(|other| *other != row) {
            if self.row(other)[column] != 0 {
                eliminate(self.row_mut(other), &by, column)?;
                self.make_positive(other);
            }
        }
        Some(())
    }

    fn make_positive(&mut self, row: usize) {
        if self.row(row)[self.basic[row]] < 0 {
            for entry in self.row_mut(row) {
                *entry = -*entry;
            }
        }
    }
}

/// Takes `column` out of `row` with the help of `by`, in which its entry is not zero. Nothing where numbers grow too large.
fn eliminate(row: &mut [i32], by: &[i32], column: usize) -> Option<()> {
    let (own, other) = (row[column], by[column]);
    if other.abs() == 1 {
        // By far the most frequent case, and simple enough for the compiler to do several entries at once. No entry
        // overflows: both rows are below `LARGEST`, and so is the factor.
        let factor = own * other;
        if factor.abs() < 1 << 10 {
            let mut largest = 0;
            for (entry, by) in row.iter_mut().zip(by) {
                *entry -= factor * by;
                largest |= entry.abs();
            }
            return if largest < LARGEST { Some(()) } else { reduce(row) };
        }
    }
    let common = gcd(own.into(), other.into());
    let (mine, theirs) = (i64::from(other) / common, i64::from(own) / common);
    let mut widened = Vec::with_capacity(row.len());
    for (entry, by) in row.iter().zip(by) {
        widened.push(i64::from(*entry) * mine - i64::from(*by) * theirs);
    }
    let common = widened.iter().fold(0, |common, entry| if common == 1 { 1 } else { gcd(common, *entry) }).max(1);
    for (entry, wide) in row.iter_mut().zip(widened) {
        *entry = i32::try_from(wide / common).ok().filter(|entry| entry.abs() < LARGEST)?;
    }
    Some(())
}

/// Divides a row by what its entries have in common.
fn reduce(row: &mut [i32]) -> Option<()> {
    let common = row.iter().fold(0, |common, entry| if common == 1 { 1 } else { gcd(common, (*entry).into()) }).max(1);
    let common = i32::try_from(common).ok()?;
    for entry in row.iter_mut() {
        *entry /= common;
    }
    row.iter().all(|entry| entry.abs() < LARGEST).then_some(())
}

pub(super) fn gcd(a: i64, b: i64) -> i64 {
    let (mut a, mut b) = (a.abs(), b.abs());
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}
