use candour::protect::Cell;

fn same(one: &Cell, other: &Cell) -> bool {
    one == other
}

fn main() {}
