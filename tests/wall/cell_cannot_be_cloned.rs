// error[E0308]: mismatched types

use candour::protect::Cell;

fn copy(cell: &Cell) -> Cell {
    cell.clone()
}

fn main() {}
