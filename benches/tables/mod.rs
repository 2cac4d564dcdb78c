//! Tables to measure the vault with: invented counts from fixed seeds, the same on every machine.

use candour::protect::Table;

/// A table with what it was made from.
pub(crate) struct Generated {
    /// The counts and their sums, for the vault.
    pub(crate) table: Table,
    /// By cell: its code in each dimension, and its count.
    pub(crate) rows: Vec<(Vec<String>, u64)>,
}

/// Makes the table of that name; the number in it is how many cells it has.
pub(crate) fn generate(name: &str) -> Option<Generated> {
    let nested = Dimension::nested;
    Some(match name {
        // Two groups of two in one dimension; the other two are flat.
        "three-way-168" => product(&[nested(&[5]), nested(&[2, 2]), nested(&[3])], 5, 900, 168),
        "nested-11616" => product(&[nested(&[10, 11]), nested(&[5, 18])], 5, 70_000, 11_616),
        "nested-109431" => product(&[nested(&[12, 15]), nested(&[2, 6, 46])], 5, 60_000, 109_431),
        // About a ninth of the cells is small, so that the hidden ones hang together in one block.
        "square-10201" => product(&[nested(&[100]), nested(&[100])], 4, 520, 10_201),
        // A hundred areas of ten wards each, by age and tenure.
        "areas-138726" => product(&[nested(&[100, 10]), nested(&[20]), nested(&[5])], 5, 3_000, 138_726),
        _ => return None,
    })
}

/// The codes of a dimension, each with the codes that it is the total of. A code comes before its parts.
struct Dimension {
    codes: Vec<String>,
    parts: Vec<Vec<usize>>,
}

impl Dimension {
    /// A total, divided into as many codes as the first number says, each of which is divided by the second, and so on.
    fn nested(levels: &[usize]) -> Self {
        let mut dimension = Self { codes: vec!["T".to_owned()], parts: vec![Vec::new()] };
        let mut level = vec![0];
        for width in levels {
            let mut next = Vec::new();
            for whole in level {
                for number in 1..=*width {
                    let code = dimension.codes.len();
                    dimension.codes.push(format!("{}.{number}", dimension.codes[whole]));
                    dimension.parts.push(Vec::new());
                    dimension.parts[whole].push(code);
                    next.push(code);
                }
            }
            level = next;
        }
        dimension
    }
}

/// Every combination of the codes, with every sum. A finer cell's count is skewed: many are moderate, few are small, and
/// none is as large as `largest`.
fn product(dimensions: &[Dimension], threshold: u32, largest: u64, seed: u64) -> Generated {
    let sizes: Vec<usize> = dimensions.iter().map(|dimension| dimension.codes.len()).collect();
    let count = sizes.iter().product();
    let codes_of = |mut cell: usize| {
        let mut codes = vec![0; sizes.len()];
        for (code, size) in codes.iter_mut().zip(&sizes).rev() {
            (*code, cell) = (cell % size, cell / size);
        }
        codes
    };
    let stride = |dimension: usize| sizes[dimension + 1..].iter().product::<usize>();
    // By cell and dimension, the cells that it is the sum of.
    let parts = |cell: usize, dimension: usize| -> Vec<usize> {
        let code = codes_of(cell)[dimension];
        let parts = &dimensions[dimension].parts[code];
        parts.iter().map(|part| cell + (part - code) * stride(dimension)).collect()
    };
    let mut dice = Dice(seed);
    let mut values: Vec<u64> = vec![0; count];
    // A total has a lower number than its parts, so they are known before it.
    for cell in (0..count).rev() {
        let sum = (0..sizes.len()).map(|dimension| parts(cell, dimension)).find(|parts| !parts.is_empty());
        values[cell] = match sum {
            Some(parts) => parts.iter().map(|part| values[*part]).sum(),
            None => dice.skewed(largest),
        };
    }
    let mut table = Table::new(threshold);
    for value in &values {
        table.cell(*value);
    }
    for cell in 0..count {
        for dimension in 0..sizes.len() {
            let parts = parts(cell, dimension);
            if !parts.is_empty() {
                table.sum(cell, &parts);
            }
        }
    }
    let names = |cell: usize| {
        codes_of(cell).into_iter().zip(dimensions).map(|(code, dimension)| dimension.codes[code].clone()).collect()
    };
    let rows = values.iter().enumerate().map(|(cell, value)| (names(cell), *value)).collect();
    Generated { table, rows }
}

/// Pseudo-random numbers (splitmix64): any machine throws the same.
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// Below `largest`: the product of three throws, so that small numbers come up more often than large ones.
    fn skewed(&mut self, largest: u64) -> u64 {
        let product = (0..3).fold(u128::from(largest), |product, _| product * u128::from(self.next() >> 48));
        u64::try_from(product >> 48).unwrap_or(u64::MAX)
    }
}
