use candour::protect::Cell;

fn value(cell: Cell) -> minijinja::Value {
    cell.into()
}

fn main() {}
