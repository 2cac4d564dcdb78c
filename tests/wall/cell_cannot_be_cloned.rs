use candour::protect::Cell;

fn copy(cell: &Cell) -> Cell {
    cell.clone()
}

fn main() {}
