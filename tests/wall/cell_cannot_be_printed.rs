use candour::protect::Cell;

fn show(cell: &Cell) -> String {
    cell.to_string()
}

fn main() {}
