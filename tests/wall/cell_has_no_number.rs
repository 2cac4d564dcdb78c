use candour::protect::Cell;

fn number(cell: &Cell) {
    cell.number();
}

fn main() {}
