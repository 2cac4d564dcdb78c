// error[E0369]: binary operation `==` cannot be applied to type `&candour::protect::Cell`

use candour::protect::Cell;

fn same(one: &Cell, other: &Cell) -> bool {
    one == other
}

fn main() {}
