// error[E0624]: method `number` is private

use candour::protect::Cell;

fn number(cell: &Cell) {
    cell.number();
}

fn main() {}
